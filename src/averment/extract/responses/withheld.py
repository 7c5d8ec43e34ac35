"""withheld: somebody asked that a name or a particular be kept back, or keeps it back."""

from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response, Shape
from averment.extract.responses.parties import parties_of
from averment.extract.responses.refusal import end_of
from averment.extract.speech.clauses import (
    Range,
    child,
    is_passive,
    negation_of,
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


def anonymity(page: Page, noun: "Token") -> Response | None:
    """ "requested anonymity", "spoke on condition of anonymity", "was granted anonymity"."""
    verb = noun.head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    before = page.doc[max(0, noun.i - 4) : noun.i]
    if verb.lemma_ in words("stances", "asking_anonymity"):
        cue_start = verb_group(verb)[0]
    elif any(t.lemma_ == "condition" for t in before):
        cue_start = next((t.i for t in before if t.lower_ in ("on", "under")), noun.i)
    else:
        return None
    subject = subject_of(verb)
    if subject is None or not page.is_party(subject):
        return None
    end = noun.i + 1
    for c in noun.rights:
        if c.dep_ == "prep" and c.lower_ in ("for",):
            end = max(end, c.right_edge.i + 1)
    if verb.lemma_ in ("request", "ask", "demand"):
        for c in verb.children:
            if c.dep_ == "prep" and c.lower_ == "for" and c.i == end:
                end = c.right_edge.i + 1
    cue = (cue_start, noun.i + 1)
    return Response(Stance.WITHHELD, noun, cue, parties_of(page, subject), _clipped(page, noun.i, end), about=noun)


def _clipped(page: Page, start: int, end: int) -> Range:
    """A range that stops before "as well as" and a comma with a new infinitive."""
    for i in range(start + 1, end):
        if page.doc[i].lower_ in ("as", "because", "due", ","):
            return trimmed(page.doc, start, i)
    return trimmed(page.doc, start, end)


def unnamed(page: Page, verb: "Token") -> Response | None:
    """ "asked not to be named", "who did not want to be identified", "whose name is being withheld"."""
    if verb.lemma_ == "withhold":
        return _withholding(page, verb)
    asking = verb.head
    if not is_passive(verb) and not any(c.lower_ == "be" for c in verb.children):
        return _not_naming(page, verb)
    wanted = asking.lemma_ in ("ask", "request", "want", "wish", "prefer", "agree", "insist", "demand")
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or not wanted:
        return None
    if negation_of(verb) is None and negation_of(asking) is None:
        return None
    subject = subject_of(asking)
    if subject is None or not page.is_party(subject):
        return None
    first = min([c.i for c in verb.children if c.dep_ in ("neg", "aux", "auxpass")] or [verb.i])
    return Response(
        Stance.WITHHELD, verb, verb_group(asking), parties_of(page, subject),
        trimmed(page.doc, first, end_of(verb)), about=verb,
    )  # fmt: skip


def _not_naming(page: Page, verb: "Token") -> Response | None:
    """ "Reuters is not naming the company", "is not publishing the names": only a newsroom's own choice."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    subject = subject_of(verb)
    noun = child(verb, "dobj")
    if verb.tag_ != "VBG" or not helpers & {"is", "are", "’s", "'s", "’re"} or negation_of(verb) is None:
        return None
    if subject is None or noun is None or not page.is_party(subject):
        return None
    return Response(
        Stance.WITHHELD,
        verb,
        verb_group(verb),
        parties_of(page, subject),
        trimmed(page.doc, *subtree(noun)),
        about=noun,
    )


def _withholding(page: Page, verb: "Token") -> Response | None:
    subject = subject_of(verb)
    noun = child(verb, "dobj", "nsubjpass")
    if noun is None or noun.lemma_.lower() not in (
        "name",
        "identity",
        "detail",
        "date",
        "location",
        "information",
        "particular",
    ):
        return None
    asking = verb.head if verb.head.lemma_ in ("ask", "request", "agree") else None
    if is_passive(verb):
        agent = child(verb, "agent")
        subject = child(agent, "pobj") if agent is not None else (_asked_by(asking) if asking is not None else None)
    if subject is not None and not page.is_party(subject):
        return None
    first = (
        verb_group(asking)[0]
        if asking is not None and asking.i < verb.i and verb.i - asking.i < 8
        else verb_group(verb)[0]
    )
    cue = (first, verb.i + 1)
    return Response(
        Stance.WITHHELD, verb, cue, parties_of(page, subject), trimmed(page.doc, *subtree(noun)), about=noun
    )


def _asked_by(asking: "Token") -> "Token | None":
    return subject_of(asking)


def publishing(page: Page, verb: "Token") -> Response | None:
    """ "Reuters is not publishing the names of …"."""
    return _not_naming(page, verb)


SHAPES: tuple[tuple[frozenset[str], Shape], ...] = (
    (words("stances", "anonymity"), anonymity),
    (words("stances", "identifying") | words("stances", "withholding"), unnamed),
    (frozenset({"publish", "disclose"}), publishing),
)
