"""Who attributes what: the frames of a sentence, each a cue, a source and a content."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from averment.extract.clauses import (
    Range,
    child,
    children,
    coordinated,
    is_passive,
    negation_of,
    own_subject,
    subject_of,
    subtree,
    trimmed,
    verb_group,
)
from averment.extract.page import Page
from averment.extract.tables import table, words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

TELLING = frozenset({"tell", "inform", "notify"})
NOBODY = frozenset({"it", "there", "what", "that", "this", "which", "you", "we", "i", "one"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution: `source` said, showed or thinks `content`.

    `source` is the head of the noun phrase that speaks, None when the words name nobody ("it was reported that").
    `root` is the head of the content where it is a clause. `paper` is the document it was said in ("in a report").
    """

    kind: str
    trigger: "Token"
    cue: Range
    source: "Token | None"
    content: Range
    root: "Token | None" = None
    addressees: tuple["Token", ...] = ()
    paper: "Token | None" = None
    stance: Stance = Stance.ASSERTS
    negated: bool = False
    extra: tuple[Range, ...] = ()
    """Further stretches of the same content that do not join the first: a second part of a quotation."""


def verb_frames(page: Page, sentence: "Sentence", taken: frozenset[int]) -> list[Frame]:
    """The frames that hang on a verb. `taken` are tokens that a response has used already."""
    found: list[Frame] = []
    for token in sentence:
        if token.i in taken or token.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        lemma = token.lemma_.lower()
        if lemma not in cue_verbs() or token.lower_ in ("citing", "quoting"):
            continue
        quotation = page.quoted(token)
        if quotation is not None and quotation.length > 3:
            continue
        for reading in (hearsay, adverbial, clausal, naming, accusing, infinitive, objective, prepositional):
            frame = reading(page, token, lemma)
            if frame is not None:
                found.append(frame)
                break
    return found


@lru_cache(maxsize=1)
def cue_verbs() -> frozenset[str]:
    """All verbs that can head a frame."""
    lists = (
        "speech",
        "showing",
        "mental",
        "with_object",
        "naming",
        "impersonal",
        "with_infinitive",
        "express",
        "silent",
    )
    keyed = frozenset(table("cues")["accusing"]) | frozenset(table("cues")["with_preposition"])
    return keyed.union(*(words("cues", name) for name in lists))


def can_speak(page: Page, source: "Token | None") -> bool:
    """Whether a subject can be the source of a verb of saying."""
    if source is None or source.lower_ in NOBODY:
        return False
    return page.is_party(source) or page.is_paper(source)


def source_of(verb: "Token") -> "Token | None":
    """Subject of an active verb, agent of a passive one."""
    if is_passive(verb):
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent is not None else None
    return subject_of(verb)


def addressees_of(page: Page, verb: "Token") -> tuple["Token", ...]:
    """Who was told: "told the ministry", "said to reporters"."""
    alone = verb.dep_ == "conj" and own_subject(verb) is None and child(verb, "dobj", "dative", "prep") is None
    if alone and verb.head.lemma_ in TELLING and verb.lemma_ not in TELLING:
        return addressees_of(page, verb.head)  # "told Norvane Post that … and noted that …"
    for c in verb.children:
        heard = c.dep_ in ("dobj", "dative") and c.i > verb.i and c.pos_ in ("NOUN", "PROPN", "PRON")
        if heard and page.is_party(c) and c.lower_ not in ("it", "this", "that", "what"):
            return tuple(t for t in coordinated(c, 6) if page.is_party(t))
        if c.dep_ in ("prep", "dative") and c.lower_ == "to":
            pobj = child(c, "pobj")
            if pobj is not None and page.is_party(pobj):
                return tuple(t for t in coordinated(pobj, 6) if page.is_party(t))
    return ()


def paper_of(page: Page, verb: "Token") -> "Token | None":
    """The document something was said in: "in a report submitted to the ministry, Kupol outlined"."""
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "via", "through"):
            pobj = child(c, "pobj")
            if pobj is not None and page.is_paper(pobj):
                spoken = pobj.lemma_.lower() in words("cues", "speech_nouns")
                if not spoken or child(pobj, "acl") is not None:
                    return pobj
    return None


def hearsay(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "It was reported that …", "it emerged that …", "X is said to have …"."""
    if lemma in words("cues", "impersonal") and lemma not in ("appear", "turn"):
        clause, subject = child(verb, "ccomp"), own_subject(verb)
        if clause is not None and (subject is None or subject.lower_ == "it"):
            return Frame("hearsay", verb, verb_group(verb), None, _clause(page, clause), clause, stance=Stance.ALLEGES)
    if lemma not in words("cues", "hearsay_passive") or not is_passive(verb) or child(verb, "agent") is not None:
        return None
    subject = child(verb, "nsubjpass")
    clause = child(verb, "ccomp", "xcomp", "csubjpass", "csubj")
    if subject is None or clause is None or lemma in ("expect", "see"):
        return None
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
    if subject.lower_ == "it" and not infinitive:
        return Frame(
            "hearsay", verb, verb_group(verb), None, _clause(page, clause), clause, stance=Stance.ALLEGES,
            negated=negation_of(verb) is not None,
        )  # fmt: skip
    if infinitive and clause.dep_ == "xcomp":
        content = trimmed(page.doc, subject.left_edge.i, clause.right_edge.i + 1)
        return Frame("hearsay", verb, verb_group(verb), None, content, clause, stance=Stance.ALLEGES)
    return None


def adverbial(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "…, as the ministry put it", "as Reuters reported": the clause above is the content."""
    if verb.dep_ not in ("advcl", "ccomp", "parataxis") or lemma not in words("cues", "speech") | words(
        "cues", "showing"
    ):
        return None
    as_ = next((c for c in verb.children if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep")), None)
    if as_ is None and verb.dep_ != "parataxis":
        return None
    if child(verb, "ccomp", "dobj") is not None:
        return None
    source = source_of(verb)
    if not can_speak(page, source):
        return None
    start, end = subtree(verb)
    first, last = subtree(verb.head)
    if start <= first:
        content = (end, last)
    elif end >= last:
        content = (first, start)
    else:
        content = (first, last)
    return Frame("adverbial", verb, verb_group(verb), source, trimmed(page.doc, *content), verb.head)


def clausal(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "said that …", "…, officials said", "found that …", "believes …", "asked whether …"."""
    speech, showing, mental = (lemma in words("cues", w) for w in ("speech", "showing", "mental"))
    if not (speech or showing or mental):
        return None
    clause = _content_clause(page, verb, mental and not speech)
    if clause is None or (negation_of(verb) is not None and lemma in ("know", "want", "see", "understand")):
        return None
    source = source_of(verb)
    told = child(verb, "nsubjpass")
    if told is not None and source is None:  # "was told that …", "was quoted as saying"
        addressees = (
            tuple(t for t in coordinated(told, 6) if page.is_party(t)) if lemma in ("tell", "inform", "notify") else ()
        )
        if not addressees:
            return None
        return Frame("clause", verb, verb_group(verb), None, _clause(page, clause), clause, addressees)
    source = _speaker_above(page, verb) or source
    if source is None or source.lower_ in NOBODY:
        if not (source is None and verb.tag_ == "VBG" and lemma in words("cues", "speech")):
            return None
        return None
    if mental and not speech and not showing and not page.is_party(source):
        return None
    if (
        within_range(source, _clause(page, clause))
        and source.i > verb.i
        and clause.i < source.i
        and not _inverted(verb, source)
    ):
        return None
    content = _clause(page, clause)
    return Frame(
        "clause", verb, verb_group(verb), source, content, clause, addressees_of(page, verb), paper_of(page, verb),
        negated=negation_of(verb) is not None, stance=_stance(lemma),
    )  # fmt: skip


def _stance(lemma: str) -> Stance:
    return Stance.ALLEGES if lemma in ("allege", "speculate", "suspect", "insinuate") else Stance.ASSERTS


def within_range(token: "Token", span: Range) -> bool:
    """Whether a token lies in a range."""
    return span[0] <= token.i < span[1]


def _inverted(verb: "Token", source: "Token") -> bool:
    return source.head.i == verb.i


def _content_clause(page: Page, verb: "Token", strict: bool) -> "Token | None":
    """The clause a verb reports. Verbs of thinking need a finite one."""
    for c in children(verb, "ccomp"):
        marked = any(
            k.dep_ in ("mark", "nsubj", "nsubjpass", "csubj", "expl", "advmod", "nsubj") or k.tag_.startswith("W")
            for k in c.children
        )
        finite = c.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
            k.dep_ in ("aux", "auxpass", "cop") and k.lower_ != "to" for k in c.children
        )
        infinitive = any(k.lower_ == "to" and k.dep_ == "aux" for k in c.children)
        if infinitive and verb.lemma_ in words("cues", "with_infinitive"):
            return None
        if marked or finite or page.quoted(c) is not None:
            if strict and not finite:
                continue
            return c
        if c.i < verb.i:
            return c
    return None


def _clause(page: Page, clause: "Token") -> Range:
    start, end = subtree(clause)
    return trimmed(page.doc, start, end, opening=(",", ";", ":", "–", "—", "that", "and", "but"))


def _speaker_above(page: Page, verb: "Token") -> "Token | None":
    """The speaker of ", adding that …", ", stating that …": that of the frame the participle closes.

    The parser hangs such a participle on the nearest verb, which is often inside what was said.
    """
    if (
        verb.tag_ != "VBG"
        or verb.dep_ not in ("advcl", "acl", "conj", "xcomp", "pcomp")
        or verb.i == 0
        or verb.lemma_ not in words("cues", "speech")
    ):
        return None
    if page.doc[verb.i - 1].text != "," and page.doc[verb.i - 1].lower_ not in ("and", "also"):
        return None
    for above in verb.ancestors:
        if above.lemma_ in cue_verbs() and above.pos_ == "VERB" and above.i < verb.i:
            speaker = subject_of(above)
            if speaker is not None and can_speak(page, speaker) and not _deeper_cue(above):
                return speaker
    return None


def _deeper_cue(verb: "Token") -> bool:
    return any(
        a.lemma_ in words("cues", "speech") and a.pos_ == "VERB"
        for a in verb.ancestors
        if a.i < verb.i and a.dep_ in ("ROOT", "conj")
    )


def naming(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "called the deal illegal", "described it as routine"."""
    if lemma not in words("cues", "naming") or is_passive(verb):
        return None
    source = subject_of(verb)
    named = child(verb, "oprd", "ccomp") or next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None
    )
    if named is None or not can_speak(page, source) or named.i < verb.i:
        return None
    after = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp") or (c.dep_ == "prep" and c.lower_ == "as")]
    content = trimmed(page.doc, verb.i + 1, max(c.right_edge.i for c in after) + 1, opening=(",",))
    return _filled(Frame("naming", verb, verb_group(verb), source, content, None, paper=paper_of(page, verb)))


def accusing(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "accused Norvane of smuggling", "was accused of smuggling by the ministry"."""
    wanted = table("cues")["accusing"].get(lemma)
    if wanted is None:
        return None
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == wanted), None)
    if prep is None:
        return None
    stance = Stance.ALLEGES if lemma in ("accuse", "suspect", "charge", "blame") else Stance.ASSERTS
    end = prep.right_edge.i + 1
    if is_passive(verb):
        subject = child(verb, "nsubjpass")
        if subject is None or lemma not in ("accuse", "suspect", "charge"):
            return None
        content = trimmed(page.doc, subject.left_edge.i, end)
        return Frame("accusing", verb, verb_group(verb), source_of(verb), content, None, stance=stance)
    source, accused = subject_of(verb), child(verb, "dobj")
    if accused is None or not can_speak(page, source):
        return None
    content = trimmed(page.doc, accused.left_edge.i, end)
    return Frame("accusing", verb, verb_group(verb), source, content, None, stance=stance)


def infinitive(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "vowed to retaliate", "urged Norvane to stop", "claims to have built"."""
    if lemma not in words("cues", "with_infinitive") or lemma in words("cues", "intending") or is_passive(verb):
        return None
    clause = child(verb, "xcomp", "ccomp")
    if clause is None or clause.i < verb.i or not any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children):
        return None
    source = subject_of(verb)
    if not can_speak(page, source) or negation_of(verb) is not None:
        return None
    told = child(verb, "dobj")
    start = told.left_edge.i if told is not None and told.i < clause.i else clause.left_edge.i
    return _filled(
        Frame("infinitive", verb, verb_group(verb), source, trimmed(page.doc, start, clause.right_edge.i + 1), clause,
              paper=paper_of(page, verb))
    )  # fmt: skip


def objective(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "outlined the progress", "expressed concern", and the silence of a paper: "did not specify delivery dates"."""
    if is_passive(verb) or verb.pos_ != "VERB":
        return None
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    source = _speaker_above(page, verb) or subject_of(verb)
    if thing is None or source is None or not (can_speak(page, source) or source.lower_ == "it"):
        return None
    silent = negation_of(verb) is not None
    if silent:
        if lemma not in words("cues", "silent") or (
            lemma in ("give", "provide", "offer") and thing.lemma_.lower() not in words("stances", "particulars")
        ):
            return None
        if source.lower_ == "it" and verb.dep_ == "ROOT":
            pass
    elif source.lower_ == "it" or (
        thing.pos_ == "PRON" and thing.lower_ in ("it", "them", "him", "her", "you", "me", "us")
    ):
        return None
    elif lemma in words("cues", "express"):
        if thing.lemma_.lower() not in words("cues", "sentiment"):
            return None
    elif lemma not in words("cues", "with_object"):
        return None
    content = trimmed(page.doc, thing.left_edge.i, _object_end(page, verb, thing), opening=(",",))
    told, paper = addressees_of_indirect(page, verb, thing), paper_of(page, verb)
    return _filled(Frame("object", verb, verb_group(verb), source, content, thing, told, paper, negated=silent))


def _object_end(page: Page, verb: "Token", thing: "Token") -> int:
    end = thing.right_edge.i + 1
    for c in [
        *thing.rights,
        *verb.rights,
    ]:  # "dates or the supplier and one invoice required": a clause is no part of the object
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and c.i > thing.i:
            subject = own_subject(c)
            if subject is None or subject.left_edge.i > end:
                end = min(end, c.left_edge.i)
                continue
            end = min(end, subject.left_edge.i) if c.head is thing else end
            later = [k for k in subject.children if k.dep_ == "cc"]
            if page.doc[subject.left_edge.i - 1].lower_ == "or" and child(subject, "conj") is not None and later:
                end = max(end, later[0].i)
    for c in verb.rights:
        if (
            c.dep_ in ("prep", "acl", "advcl")
            and c.i == end
            and c.lower_ in ("about", "over", "of", "that", "on", "regarding", "for", "against", "with")
        ):
            end = c.right_edge.i + 1
    return end


def addressees_of_indirect(page: Page, verb: "Token", thing: "Token") -> tuple["Token", ...]:
    """The dative of a verb that has an object too: "gave Reuters an estimate"."""
    dative = child(verb, "dative")
    if dative is not None and dative.i != thing.i and dative.pos_ in ("NOUN", "PROPN") and page.is_party(dative):
        return (dative,)
    return ()


def prepositional(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "warned of shortages", "called for talks"."""
    wanted = table("cues")["with_preposition"].get(lemma)
    if wanted is None or is_passive(verb) or negation_of(verb) is not None:
        return None
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in wanted), None)
    source = _speaker_above(page, verb) or subject_of(verb)
    if prep is None or not can_speak(page, source):
        return None
    pobj = child(prep, "pobj", "pcomp")
    if pobj is None or (lemma in ("ask", "call") and prep.lower_ == "on"):
        return None
    cue = (verb_group(verb)[0], prep.i + 1 if prep.i == verb.i + 1 else verb.i + 1)
    content = trimmed(page.doc, pobj.left_edge.i, prep.right_edge.i + 1)
    return _filled(Frame("object", verb, cue, source, content, pobj, paper=paper_of(page, verb)))


def _filled(frame: Frame) -> Frame | None:
    return frame if frame.content[0] < frame.content[1] else None


def with_content(frame: Frame, content: Range) -> Frame:
    """The same frame with another stretch of content."""
    return replace(frame, content=content)
