"""Who attributes what: the frames of a sentence, each a cue, a source and a content."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from averment.extract.speech.clauses import (
    Range,
    child,
    children,
    coordinated,
    is_part_of_them,
    is_passive,
    negation_of,
    own_subject,
    subject_of,
    subtree,
    trimmed,
    verb_group,
)
from averment.extract.speech.page import Page
from averment.extract.tables import table, words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

TELLING = frozenset({"tell", "inform", "notify"})
PARTITIVES = frozenset({"one", "two", "three", "some", "several", "many", "most", "both", "all", "none", "another"})
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
    tagged: bool = False
    """Whether only the tagger has read it."""
    extra: tuple[Range, ...] = ()
    """Further stretches of the same content that do not join it: a second part of a quotation, words before the cue."""


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
        "parenthetical",
    )
    keyed = frozenset(table("cues")["accusing"]) | frozenset(table("cues")["with_preposition"])
    return keyed.union(*(words("cues", name) for name in lists))


def whole_of(noun: "Token | None") -> "Token | None":
    """The noun behind "one of the papers" and "most of the officials"; "one of them" is nobody else than itself."""
    if noun is not None and noun.lower_ in PARTITIVES:
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        whole = child(of, "pobj") if of is not None else None
        return whole if of is not None and not (whole is not None and whole.pos_ == "PRON") else noun
    return noun


def is_nobody(source: "Token") -> bool:
    """Whether a subject names nobody: "it", "there", a bare "one"; "one of them" is somebody."""
    return source.lower_ in NOBODY and not is_part_of_them(source)


def can_speak(page: Page, source: "Token | None") -> bool:
    """Whether a subject can be the source of a verb of saying."""
    if source is None or is_nobody(source):
        return False
    return page.is_party(source) or page.is_paper(source) or is_part_of_them(source)


def is_asked(verb: "Token") -> bool:
    """Whether a clause only asks or supposes: "whether Norvane knew that …", "who told the ministry that …"."""
    here = verb
    while here.dep_ == "conj" and own_subject(here) is None and here.head.pos_ in ("VERB", "AUX"):
        here = here.head
    if any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in here.children):
        return True
    subject = own_subject(here)
    return subject is not None and here.dep_ in ("ccomp", "csubj", "pcomp") and subject.lower_ in ("who", "what")


def source_of(verb: "Token") -> "Token | None":
    """Subject of an active verb, agent of a passive one."""
    if is_passive(verb):
        agent = child(verb, "agent")
        return whole_of(child(agent, "pobj")) if agent is not None else None
    return whole_of(subject_of(verb))


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
    reporting = words("cues", "speech") | words("cues", "showing") | words("cues", "parenthetical")
    if verb.dep_ not in ("advcl", "ccomp", "parataxis") or lemma not in reporting:
        return None
    as_ = next((c for c in verb.children if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep")), None)
    if as_ is None and verb.dep_ != "parataxis":
        return None
    if lemma not in words("cues", "parenthetical") and child(verb, "ccomp", "dobj") is not None:
        return None
    source = source_of(verb)
    if not can_speak(page, source):
        return None
    start, end = subtree(verb)
    first, last = trimmed(page.doc, *subtree(verb.head))
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
    source = speaker_above(page, verb) or source or speaker_beside(page, verb)
    if source is None or is_nobody(source):
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
    content = _with_lost_subject(verb, clause, _clause(page, clause))
    heard = tuple(t for t in addressees_of(page, verb) if not within_range(t, content))
    return Frame(
        "clause", verb, verb_group(verb), source, content, clause, heard, paper_of(page, verb),
        negated=negation_of(verb) is not None, stance=_stance(lemma),
    )  # fmt: skip


def _with_lost_subject(verb: "Token", clause: "Token", content: Range) -> Range:
    """A clause with the subject that the parser took for the object: "insisted his firm “has never supplied …”"."""
    thing = child(verb, "dobj")
    if thing is None or own_subject(clause) is not None or verb.lemma_ in TELLING or clause.i < thing.i:
        return content
    finite = clause.tag_ in ("VBD", "VBZ", "VBP") or child(clause, "aux", "auxpass") is not None
    between = verb.doc[thing.right_edge.i + 1 : content[0]]
    if thing.left_edge.i <= verb.i or not finite or any(not t.is_punct for t in between):
        return content
    return thing.left_edge.i, content[1]


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
        if parted(c, verb):
            continue
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


def parted(before: "Token", verb: "Token") -> bool:
    """Whether a semicolon stands between a clause and the verb after it: two statements, whatever the parser says."""
    return before.i < verb.i and any(t.text == ";" for t in verb.doc[before.i : verb.i])


def _clause(page: Page, clause: "Token") -> Range:
    start, end = subtree(clause)
    return trimmed(page.doc, start, end, opening=(",", ";", ":", "–", "—", "that", "and", "but"))


def speaker_beside(page: Page, verb: "Token") -> "Token | None":
    """The person of "In a letter …, Norvane’s director, Ivan Petrov, insisted": the parser ties both to the letter."""
    if verb.dep_ != "ROOT" or is_passive(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb_group(verb)[0] - 1
    if before < 1 or page.doc[verb.left_edge.i].dep_ != "prep":
        return None
    named = page.doc[before - 1] if page.doc[before].text == "," else page.doc[before]
    return named if page.mention_of(named) is not None and page.is_party(named) else None


def speaker_above(page: Page, verb: "Token") -> "Token | None":
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
    if page.doc[verb.i - 1].text != "," and page.doc[verb.i - 1].lower_ not in ("and", "also", "while"):
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
