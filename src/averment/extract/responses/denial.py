"""denies, confirms, unaware: a party answers an allegation with no, with yes, or with not knowing."""

from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response, Shape
from averment.extract.responses.parties import answerer, asker_of, parties_of
from averment.extract.speech.clauses import (
    Range,
    child,
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
    from spacy.tokens import Token


def denying(page: Page, verb: "Token") -> Response | None:
    """ "denied that …", "has repeatedly denied supplying …", "the allegations were denied by X"; not "denied entry"."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB" and first.head.i >= verb.i - 4:
        first = first.head  # "declined to confirm or deny"
    refused = words("stances", "refusing")
    if verb.pos_ != "VERB" or negation_of(verb) is not None or {verb.head.lemma_, first.head.lemma_} & refused:
        return None
    if is_passive(verb):
        return _passive(page, verb, Stance.DENIES)
    subject = answerer(page, verb)
    if subject is None or not page.answers(subject):
        return None
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "xcomp")), None)
    noun = child(verb, "dobj")
    if child(verb, "dative") is not None or (
        noun is not None and noun.lemma_.lower() in words("stances", "denied_things")
    ):
        return None
    if (
        noun is not None
        and clause is None
        and page.is_party(noun)
        and noun.pos_ not in ("PRON",)
        and child(verb, "npadvmod", "oprd")
    ):
        return None
    content = _complement(page, verb)
    if content is None:
        return None
    return Response(
        Stance.DENIES,
        verb,
        verb_group(verb),
        parties_of(page, subject),
        content,
        asker_of(page, None, verb),
        about=clause or noun,
    )


def _complement(page: Page, verb: "Token") -> Range | None:
    """The object or clause after a verb, with what hangs on it, up to a participle that starts a new statement."""
    heads = [
        c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "dobj", "pcomp", "advcl") and not _new_statement(page, c)
    ]
    heads = [c for c in heads if c.dep_ != "advcl" or (c.i == verb.i + 1 and c.tag_ == "VBG")]
    if not heads:
        return None
    end = heads[-1].right_edge.i + 1
    for c in verb.rights:
        if c.dep_ == "prep" and c.i >= heads[-1].i and c.lower_ in ("of", "in", "with", "to", "about", "by", "from"):
            end = max(end, c.right_edge.i + 1)
    start = heads[0].left_edge.i
    end = _before_new_statement(page, start, end)
    return trimmed(page.doc, start, end)


def _before_new_statement(page: Page, start: int, end: int) -> int:
    for i in range(start + 1, end):
        token = page.doc[i]
        if token.tag_ == "VBG" and page.doc[i - 1].text == "," and _new_statement(page, token):
            return i
        if token.lower_ in ("but", "although", "though", "while") and page.doc[i - 1].text == ",":
            return i
    return end


def _new_statement(page: Page, token: "Token") -> bool:
    return token.tag_ == "VBG" and token.lemma_ in words("cues", "speech") and page.doc[token.i - 1].text == ","


def _passive(page: Page, verb: "Token", stance: Stance) -> Response | None:
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent is not None else None
    subject = child(verb, "nsubjpass")
    if by is None or subject is None or not page.is_party(by):
        return None
    if subject.lemma_.lower() not in words("stances", "denying_nouns") and stance is Stance.DENIES:
        return None
    if subject.lemma_.lower() in words("stances", "denied_things"):
        return None
    clause = child(verb, "ccomp") if subject.lower_ == "it" else None
    content = subtree(clause) if clause is not None else subtree(subject)
    return Response(
        stance, verb, verb_group(verb), parties_of(page, by), trimmed(page.doc, *content), about=clause or subject
    )


def rejecting(page: Page, verb: "Token") -> Response | None:
    """ "dismissed the allegations as baseless", "rejected the claim that …"; not "rejected the offer"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return None
    if is_passive(verb):
        return _passive(page, verb, Stance.DENIES)
    subject = answerer(page, verb)
    noun = child(verb, "dobj") or _noun_read_as_verb(page, verb)
    if subject is None or noun is None or not page.answers(subject):
        return None
    this = ("this", "that", "it") if verb.lemma_ in DISPUTING else ("this", "that")
    plain = noun.pos_ == "NOUN" or noun.dep_ == "ccomp" or noun.lower_ in this
    known = plain and noun.lemma_.lower() in words("stances", "denying_nouns")
    as_false = any(c.lower_ == "as" and _says_false(page, c) for c in [*verb.children, *noun.rights])
    if not (known or as_false):
        return None
    end = noun.right_edge.i + 1
    for c in noun.rights:  # "dismissed such findings as fabrications"
        if c.lower_ == "as" and _says_false(page, c):
            end = min(end, c.i)
    return Response(
        Stance.DENIES, verb, verb_group(verb), parties_of(page, subject),
        trimmed(page.doc, noun.left_edge.i, end), about=noun,
    )  # fmt: skip


DISPUTING = frozenset({"dispute", "refute", "rebut", "contest"})


def _noun_read_as_verb(page: Page, verb: "Token") -> "Token | None":
    """The "account" of "disputes that account", which the parser takes for a clause."""
    for c in verb.rights:
        if c.dep_ == "ccomp" and c.i == verb.i + 2 and page.doc[c.i - 1].lower_ in ("that", "this"):
            return c if c.lower_ in words("stances", "denying_nouns") and c.right_edge.i == c.i else None
    return None


def _says_false(page: Page, head: "Token") -> bool:
    start, end = subtree(head)
    return any(page.doc[i].lower_ in words("stances", "false_words") for i in range(start, min(end, start + 12)))


def calling_false(page: Page, word: "Token") -> Response | None:
    """ "called the report baseless", "described the claims as untrue", "said the allegations were false"."""
    verb = word.head
    untrue = word.lemma_.lower() in words("stances", "true_words")
    if untrue and (verb.lemma_ != "be" or negation_of(verb) is None):
        return None
    for _ in range(3):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    if verb.lemma_ == "be":
        subject = own_subject(verb)
        if subject is None or (negation_of(verb) is not None) != untrue or word.dep_ not in ("acomp", "attr", "conj"):
            return None
        if subject.lemma_.lower() not in words("stances", "denying_nouns"):
            return None
        start, end = subtree(subject)
        return Response(
            Stance.DENIES, word, (verb.i, word.i + 1), (), trimmed(page.doc, start, end), reported=True, about=subject
        )
    while (
        verb.lemma_ not in words("cues", "naming")
        and verb.dep_ in ("ccomp", "xcomp", "conj")
        and verb.head.pos_ == "VERB"
    ):
        verb = verb.head
    if verb.lemma_ not in words("cues", "naming") or negation_of(verb) is not None or verb.i > word.i:
        return None
    subject = subject_of(verb)
    noun = next(
        (
            t
            for t in page.doc[verb.i + 1 : word.i]
            if t.lemma_.lower() in words("stances", "denying_nouns") and t.dep_ in ("dobj", "nsubj", "oprd")
        ),
        None,
    )
    if subject is None or noun is None or not page.answers(subject):
        return None
    end = min(noun.right_edge.i + 1, word.i)
    content = trimmed(page.doc, noun.left_edge.i, max(end, noun.i + 1), opening=(",",))
    return Response(
        Stance.DENIES, word, verb_group(verb), parties_of(page, subject), content,
        about=noun,
    )  # fmt: skip


def confirming(page: Page, verb: "Token") -> Response | None:
    """ "confirmed that …", "confirmed the purchase", "was confirmed by X"; not "if confirmed", "confirmed cases"."""
    if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound") or negation_of(verb) is not None:
        return None
    if any(
        c.lower_ in ("if", "whether", "until", "unless", "once") and c.dep_ in ("mark", "advmod") for c in verb.children
    ):
        return None
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & {"could", "can", "would", "will", "may", "might", "should", "must", "to"}:
        return None
    if is_passive(verb):
        return _passive(page, verb, Stance.CONFIRMS)
    subject = subject_of(verb)
    if subject is None or not page.answers(subject) or subject.dep_ == "nsubjpass" or page.is_paper(subject):
        return None
    noun = child(verb, "dobj")
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "xcomp")), None)
    if clause is None and (
        noun is None
        or noun.lemma_.lower() not in words("stances", "confirming_nouns") | words("stances", "denying_nouns")
    ):
        return None
    content = _complement(page, verb)
    if content is None:
        return None
    return Response(
        Stance.CONFIRMS,
        verb,
        verb_group(verb),
        parties_of(page, subject),
        content,
        asker_of(page, None, verb),
        about=clause or noun,
    )


def not_knowing(page: Page, word: "Token") -> Response | None:
    """ "said it was unaware of", "had no knowledge of", "knew nothing about", "had never heard of"."""
    verb = word if word.pos_ in ("VERB", "AUX") else word.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ") and word.pos_ != "ADJ":
        return None
    if not _ignorance(word, verb):
        return None
    subject = subject_of(verb) if verb.pos_ in ("VERB", "AUX") else subject_of(word)
    about = _known_thing(page, word, verb)
    if about is None:
        return None
    start = verb_group(verb)[0] if verb.i <= word.i else word.i
    end = word.i + 1
    if end < len(page.doc) and page.doc[end].lower_ in ("of", "about", "with", "that", "on") and end < about[1]:
        end += 1
    parties = parties_of(page, subject) if subject is not None else ()
    return Response(Stance.UNAWARE, word, (start, max(end, word.i + 1)), parties, about, reported=True)


def _ignorance(word: "Token", verb: "Token") -> bool:
    lower = word.lemma_.lower()
    if lower in words("stances", "knowing_nothing"):
        return word.pos_ == "ADJ" and negation_of(verb) is None
    if lower in words("stances", "aware"):
        return word.pos_ == "ADJ" and (negation_of(verb) is not None or negation_of(word) is not None)
    if lower in words("stances", "knowledge"):
        none = any(c.lower_ == "no" for c in word.children)
        any_ = any(c.lower_ == "any" for c in word.children) and negation_of(verb) is not None
        return (
            word.dep_ == "dobj"
            and verb.lemma_ in ("have", "possess")
            and (none or any_ or negation_of(verb) is not None)
        )
    if lower == "know":
        nothing = any(c.lower_ == "nothing" for c in word.children)
        return word.pos_ == "VERB" and (
            nothing or (negation_of(word) is not None and not _helped(word, ("would", "could", "may", "might")))
        )
    return lower == "hear" and negation_of(word) is not None


def _helped(verb: "Token", modals: tuple[str, ...]) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in modals for c in verb.children)


def _known_thing(page: Page, word: "Token", verb: "Token") -> Range | None:
    heads = [word] if word is verb else [word, verb]
    heads += [c for c in word.children if c.lower_ == "nothing"]
    for head in heads:
        for c in head.rights:
            if c.i < word.i:
                continue
            if c.dep_ == "prep" and c.lower_ in ("of", "about", "with", "on", "regarding", "concerning"):
                pobj = child(c, "pobj", "pcomp")
                if pobj is not None:
                    return trimmed(page.doc, pobj.left_edge.i, _own_end(page, pobj))
            if c.dep_ in ("ccomp", "acl", "relcl", "advcl") and c.left_edge.lower_ in (
                "that",
                "whether",
                "how",
                "who",
                "if",
                "of",
                "any",
                "what",
                "where",
            ):
                return trimmed(page.doc, c.left_edge.i, _own_end(page, c))
            adjective = c.dep_ in ("ccomp", "advcl", "xcomp") and word.pos_ == "ADJ" and own_subject(c) is not None
            if adjective or (c.dep_ in ("dobj", "ccomp") and word.lemma_ == "know" and c.lower_ != "nothing"):
                return trimmed(page.doc, c.left_edge.i, _own_end(page, c))
    return None


def _own_end(page: Page, head: "Token") -> int:
    """Where a thing ends when the next statement is joined to it by mistake ("unaware of it and noted that …")."""
    end = head.right_edge.i + 1
    for c in head.rights:
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and head.pos_ not in ("VERB", "AUX"):
            end = min(end, c.left_edge.i)
    for i in range(head.i + 1, end):
        if page.doc[i].lower_ in ("but", "although") or (
            page.doc[i].tag_ == "VBG" and page.doc[i - 1].text == "," and page.doc[i].lemma_ in words("cues", "speech")
        ):
            return i
    return end


SHAPES: tuple[tuple[frozenset[str], Shape], ...] = (
    (frozenset({"deny"}), denying),
    (words("stances", "rejecting"), rejecting),
    (words("stances", "false_words") | words("stances", "true_words"), calling_false),
    (words("stances", "confirming"), confirming),
    (
        words("stances", "knowing_nothing")
        | words("stances", "aware")
        | words("stances", "knowledge")
        | {"know", "hear"},
        not_knowing,
    ),
)
