"""Attribution without a verb of saying: "according to", "citing", "the claim that", "reportedly", "Poll: …"."""

from typing import TYPE_CHECKING

from averment.extract.speech.attribution import Frame, can_speak
from averment.extract.speech.clauses import (
    Range,
    child,
    children,
    is_passive,
    negation_of,
    own_subject,
    subject_of,
    subtree,
    trimmed,
    verb_group,
)
from averment.extract.speech.page import Page
from averment.extract.tables import words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

LONGEST_LABEL = 6
"""Tokens before the colon of "Norvane chief: …"."""


def other_frames(page: Page, sentence: "Sentence", taken: frozenset[int]) -> list[Frame]:
    """The frames of a sentence that hang on no verb of saying."""
    found: list[Frame] = []
    for token in sentence:
        if token.i in taken:
            continue
        quotation = page.quoted(token)
        if quotation is not None and quotation.length > 3:
            continue
        found += _at(page, sentence, token)
    more = [labelled(page, sentence), trailing(page, sentence)]
    return [f for f in [*found, *more] if f is not None and f.content[0] < f.content[1]]


def _at(page: Page, sentence: "Sentence", token: "Token") -> list[Frame]:
    lower = token.lower_
    if lower == "according" or (lower == "per" and token.dep_ == "prep" and token.i == sentence.start):
        return according(page, sentence, token)
    if lower == "based" and token.i == sentence.start:
        return based_on(page, sentence, token)
    if lower in ("citing", "quoting") and token.tag_ == "VBG":
        return citing(page, token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in words("cues", "nominal"):
        return nominal(page, token)
    if lower in words("cues", "hearsay_adverbs"):
        return hearsay_adverb(page, token)
    if token.pos_ == "NOUN" and lower in words("cues", "trailing"):
        return misread(page, token)
    if token.tag_ == "VBN" and token.lemma_ in ENTERED:
        return entered(page, token)
    return []


def according(page: Page, sentence: "Sentence", token: "Token") -> list[Frame]:
    """ "According to X, …", "…, according to X": one frame for each source joined by "and"."""
    to = child(token, "prep", "pcomp", "pobj") if token.lower_ == "according" else token
    if to is not None and to.lower_ not in ("to", "per"):
        to = next((c for c in token.subtree if c.lower_ == "to"), None)
    source = child(to, "pobj") if to is not None else None
    if source is None or to is None:
        return []
    start, end = token.i, max(token.right_edge.i, source.right_edge.i) + 1
    if token.i > 0 and page.doc[token.i - 1].lower_ in ("as", "also"):
        start -= 1
    content = (
        _clause_around(page, sentence, token, start, end)
        or _aside(page, sentence, token, start, end)
        or _around(page, sentence, start, end)
    )
    return [
        Frame("according", token, (start, to.i + 1), one, content, _root_of(sentence, content))
        for one in sources(page, source)
    ]


def sources(page: Page, source: "Token") -> list["Token"]:
    """The sources joined by "and".

    A paper that the parser hung under "by" counts too ("revealed by two officials and documents seen by Reuters").
    """
    found: list[Token] = [source, *(c for c in children(source, "conj") if can_speak(page, c))]
    for clause in children(source, "acl"):
        for by in children(clause, "agent"):
            pobj = child(by, "pobj")
            if pobj is not None:
                found += [c for c in children(pobj, "conj") if page.is_paper(c) and child(c, "acl") is not None]
    return found


def _clause_around(page: Page, sentence: "Sentence", token: "Token", start: int, end: int) -> Range | None:
    """The clause after "reported that, according to two officials, …"."""
    clause = token.head
    if clause.dep_ != "ccomp" or clause.i < start or start == sentence.start or clause.head.i > start:
        return None
    if clause.head.lemma_ not in words("cues", "speech") or any(
        t.pos_ == "NOUN" for t in page.doc[clause.left_edge.i : start]
    ):
        return None
    return trimmed(page.doc, end, clause.right_edge.i + 1)


def _aside(page: Page, sentence: "Sentence", token: "Token", start: int, end: int) -> Range | None:
    """The relative clause of "Norvane, which was sold in May according to one official, could not be reached"."""
    clause = token.head
    if clause.dep_ not in ("relcl", "acl") or clause.i > start:
        return None
    goes_on = bool(page.doc[end : sentence.end].text.strip(" .,;!?\"”'’)"))
    if clause.right_edge.i >= end or not (goes_on or page.doc[start - 1].text != ","):
        return None
    first = clause.left_edge.i
    if page.doc[first].tag_ in ("WDT", "WP") and first < clause.i:
        first += 1
    span = trimmed(page.doc, first, start)
    return span if span[0] < span[1] else None


def _around(page: Page, sentence: "Sentence", start: int, end: int) -> Range:
    """The sentence without a phrase at its start or end; all of it when the phrase stands in the middle.

    At the end, after a comma or a verb, the phrase covers the whole sentence before it; in the middle of a long
    sentence it covers the clause up to the next comma with "and" or "but".
    """
    if not page.doc[sentence.start : start].text.strip(" ,\"“'‘"):
        return trimmed(page.doc, end, sentence.end)
    if not page.doc[end : sentence.end].text.strip(" .,;!?\"”'’)"):
        return trimmed(page.doc, _opening(page, sentence), start)
    after = end + 1 if end < len(page.doc) and page.doc[end].text == "," else end
    joins = page.doc[after].lower_ in ("and", "but", "while", "although", "though") if after < sentence.end else False
    if joins and after > end and any(t.pos_ in ("VERB", "AUX") for t in page.doc[sentence.start : start]):
        return trimmed(page.doc, _opening(page, sentence), start)
    return trimmed(page.doc, sentence.start, sentence.end)


def _opening(page: Page, sentence: "Sentence") -> int:
    first: int = sentence.start
    if page.doc[first].lower_ in ("but", "and", "however", "meanwhile"):
        first += 1
    return first


def _root_of(sentence: "Sentence", content: Range) -> "Token | None":
    root = sentence.root
    return root if content[0] <= root.i < content[1] else None


def based_on(page: Page, sentence: "Sentence", token: "Token") -> list[Frame]:
    """ "Based on two invoices reviewed by Reuters, …"."""
    on = child(token, "prep")
    source = child(on, "pobj") if on is not None else None
    if on is None or source is None or not page.is_paper(source):
        return []
    end = max(token.right_edge.i, source.right_edge.i) + 1
    content = trimmed(page.doc, end, sentence.end)
    return [Frame("according", token, (token.i, on.i + 1), source, content, _root_of(sentence, content))]


def citing(page: Page, token: "Token") -> list[Frame]:
    """ "Norvane Post reported, citing customs records": what was reported rests on the records."""
    source = child(token, "dobj")
    if source is None or not (can_speak(page, source) or source.pos_ == "PROPN"):
        return []
    return [Frame("citing", token, (token.i, token.i + 1), source, (token.i, token.i + 1), token.head)]


def nominal(page: Page, noun: "Token") -> list[Frame]:
    """ "their claim that …", "a report that …", "no evidence that …"."""
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl", "appos") and c.i > noun.i
         and any(k.lower_ == "that" and k.dep_ == "mark" for k in c.children)), None)  # fmt: skip
    if clause is None:
        return []
    lemma = noun.lemma_.lower()
    content = trimmed(page.doc, *subtree(clause), opening=(",", "that"))
    source = _owner(page, noun)
    negated = any(c.lower_ == "no" for c in noun.children) or (
        any(c.lower_ == "any" for c in noun.children) and negation_of(noun.head) is not None
    )
    if noun.dep_ == "dobj" and noun.head.lemma_ in words("stances", "rejecting") | {"deny"}:
        return []  # "rejects the suggestion that": what is rejected is nobody's claim here
    if negated and lemma in words("cues", "evidence"):
        return []  # "had seen no evidence that": the statement around it says so
    hearsay = lemma in words("cues", "nominal_hearsay") or source is None
    first = min([c.left_edge.i for c in noun.children if c.dep_ in ("det", "amod") and c.i < noun.i] or [noun.i])
    return [
        Frame("noun", noun, (first, noun.i + 1), source, content, clause,
              stance=Stance.ALLEGES if hearsay and not negated else Stance.ASSERTS, negated=negated)
    ]  # fmt: skip


def _owner(page: Page, noun: "Token") -> "Token | None":
    for c in noun.children:
        if c.dep_ == "poss" and c.lower_ in ("his", "her", "their", "its"):
            return subject_of(noun.head) if noun.head.pos_ == "VERB" else _subject_above(noun)
        if c.dep_ == "poss" and (page.is_party(c) or page.is_paper(c)):
            return c
        if c.dep_ == "prep" and c.lower_ in ("by", "from", "of"):
            pobj = child(c, "pobj")
            if pobj is not None and page.is_party(pobj):
                return pobj
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in (
        "make",
        "issue",
        "repeat",
        "have",
        "give",
        "voice",
        "express",
        "publish",
        "find",
        "see",
        "offer",
        "present",
    ):
        subject = subject_of(verb)
        return subject if can_speak(page, subject) else None
    return None


def _subject_above(noun: "Token") -> "Token | None":
    for above in noun.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return subject_of(above)
    return None


def hearsay_adverb(page: Page, adverb: "Token") -> list[Frame]:
    """ "reportedly collaborated with": nobody is named, so nobody vouches for it."""
    verb = adverb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    subject = own_subject(verb)
    start = subject.left_edge.i if subject is not None else verb.left_edge.i
    end = verb.right_edge.i + 1
    for c in verb.rights:
        if (
            c.dep_ == "conj"
            and c.pos_ in ("VERB", "AUX")
            and any(k.dep_ in ("aux", "neg", "nsubj") for k in c.children)
        ):
            end = min(end, c.left_edge.i)
    return [
        Frame(
            "adverb", adverb, (adverb.i, adverb.i + 1), None, trimmed(page.doc, start, end), verb, stance=Stance.ALLEGES
        )
    ]


ENTERED = words("cues", "entered")


def entered(page: Page, verb: "Token") -> list[Frame]:
    """ "were labelled in customs records as …": the entry is what the record says."""
    if not is_passive(verb) or negation_of(verb) is not None:
        return []
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "on", "by"):
            paper = child(c, "pobj")
            if paper is not None and page.is_paper(paper):
                end = verb.right_edge.i + 1
                for k in verb.rights:
                    if k.dep_ in ("conj", "cc"):
                        end = min(end, k.left_edge.i)
                subject = child(verb, "nsubjpass")
                start = subject.left_edge.i if subject is not None else verb_group(verb)[0]
                return [Frame("entered", verb, verb_group(verb), paper, trimmed(page.doc, start, end), verb)]
    return []


def misread(page: Page, verb: "Token") -> list[Frame]:
    """ "Two invoices that Reuters examined show that …", where the parser takes "show" for a noun."""
    clause = next(
        (c for c in verb.children if c.dep_ in ("acl", "ccomp", "relcl") and child(c, "mark") is not None), None
    )
    source = next(
        (a for a in verb.ancestors if a.pos_ in ("NOUN", "PROPN") and a.i < verb.i and can_speak(page, a)), None
    )
    if clause is None or source is None or clause.left_edge.lower_ != "that":
        return []
    content = trimmed(page.doc, *subtree(clause), opening=(",", "that"))
    return [Frame("clause", verb, (verb.i, verb.i + 1), source, content, clause)]


def trailing(page: Page, sentence: "Sentence") -> Frame | None:
    """ "…, corporate filings show." where the parser does not see the verb at the end."""
    end = sentence.end
    while end > sentence.start and (page.doc[end - 1].is_punct or page.doc[end - 1].is_space):
        end -= 1
    if end - sentence.start < 6:
        return None
    verb = page.doc[end - 1]
    if verb.lower_ not in words("cues", "trailing"):
        verb = _before_date(page, sentence, end) or verb
    if verb.lower_ not in words("cues", "trailing") or (
        verb.pos_ in ("VERB", "AUX") and subject_of(verb) is not None and child(verb, "ccomp") is not None
    ):
        return None
    comma = next((i for i in range(verb.i - 1, sentence.start, -1) if page.doc[i].text == ","), None)
    if comma == verb.i - 1:
        return _after_apposition(page, sentence, verb)
    if comma is None or verb.i - comma > 14:
        return None
    for i in range(comma + 1, verb.i):
        token = page.doc[i]
        if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ") or token.lower_ in ("who", "which", "that"):
            return None
        joined = i + 1 < verb.i and page.doc[i + 1].pos_ in ("NOUN", "PROPN")
        if token.pos_ in ("NOUN", "PROPN") and not joined and (page.is_paper(token) or page.is_party(token)):
            content = trimmed(page.doc, _opening(page, sentence), comma)
            root = sentence.root if content[0] <= sentence.root.i < content[1] else None
            clause = next(
                (t for t in page.doc[content[0] : content[1]] if t.dep_ == "ccomp" and t.head.i == verb.i), root
            )
            return Frame("clause", verb, (verb.i, verb.i + 1), token, content, clause)
    return None


def _before_date(page: Page, sentence: "Sentence", end: int) -> "Token | None":
    """The verb of "…, N, an adviser to the president, said on Monday.": a comma before it, no verb after it."""
    for i in range(end - 1, max(sentence.start, end - 10), -1):
        token = page.doc[i]
        if token.lower_ in words("cues", "trailing") and page.doc[i - 1].text == ",":
            return token if own_subject(token) is None else None
        if token.pos_ in ("VERB", "AUX") or token.text == ",":
            return None
    return None


def _after_apposition(page: Page, sentence: "Sentence", verb: "Token") -> Frame | None:
    """ "…, N, an adviser to the president, said." and "…, a spokesperson, N, said."."""
    commas = [i for i in range(sentence.start, verb.i) if page.doc[i].text == ","][-4:]
    for n in range(len(commas) - 2, -1, -1):
        start, end = commas[n] + 1, commas[n + 1]
        head = page.doc[end - 1]
        mention = page.mention_of(head)
        if mention is None or mention.schema != "Person" or page.mention_of(page.doc[start]) is not mention:
            continue
        before = page.doc[commas[n - 1] + 1 : commas[n]] if n > 0 else None
        role = (
            before is not None
            and len(before) <= 6
            and before[0].dep_ == "det"
            and any(page.is_party(t) for t in before)
        )
        content = trimmed(page.doc, _opening(page, sentence), commas[n - 1] if role else commas[n])
        root = next((t for t in page.doc[content[0] : content[1]] if t.dep_ == "ccomp" and t.head.i == verb.i), None)
        return Frame("clause", verb, (verb.i, verb.i + 1), head, content, root)
    return None


def labelled(page: Page, sentence: "Sentence") -> Frame | None:
    """The headline form "Poll: …", "Norvane chief: …": only in headings and other lines without a full stop."""
    passage = page.parsed.passage
    if sentence.start != 0:
        return None
    heading = passage.kind == "heading" or passage.start == 0 or passage.text.rstrip()[-1:] not in ".!?”\"'’"
    colon = next((t for t in page.doc[: LONGEST_LABEL + 1] if t.text == ":"), None)
    if colon is None or colon.i == 0 or colon.i + 2 >= len(page.doc):
        return None
    head = page.doc[colon.i - 1]
    if not heading and not (
        page.doc[: colon.i].text.isupper() and colon.i <= 3
    ):  # a line of a transcript: "WALLACE: …"
        return None
    named = page.named.get(head.i)
    speaks = (
        named.schema in ("Person", "Company", "Organization", "PublicBody", "Country")
        if named
        else page.is_paper(head) or (head.lemma_.lower() in words("cues", "party_nouns") or not heading)
    )
    if not speaks or any(t.pos_ in ("VERB", "AUX") for t in page.doc[: colon.i]):
        return None
    return Frame("label", colon, (colon.i, colon.i + 1), head, trimmed(page.doc, colon.i + 1, len(page.doc)), None)
