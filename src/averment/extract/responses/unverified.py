"""could_not_verify: somebody tried to check and could not."""

from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response, Shape
from averment.extract.responses.parties import parties_of, without_next_subject
from averment.extract.speech.clauses import (
    Range,
    child,
    children,
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

UNABLE = frozenset({"unable", "impossible"})
ABLE = frozenset({"able", "possible"})


def unverifying(page: Page, verb: "Token") -> Response | None:
    """ "could not verify", "was unable to confirm", "nor could it confirm", "could not be independently verified"."""
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    first = _failed(verb)
    if first is None or _or_deny(page, verb):
        return None
    passive = child(verb, "nsubjpass")
    if passive is not None:
        return _passive(page, verb, passive, first)
    subject = subject_of(verb)
    content = _object(page, verb)
    if content is None:
        return None
    content = without_next_subject(page, verb, content)
    expletive = subject is not None and subject.lower_ in ("it", "there") and _impersonal(verb)
    parties = () if subject is None or expletive else parties_of(page, subject)
    if parties and not page.is_party(parties[0]):
        return None
    return Response(Stance.COULD_NOT_VERIFY, verb, (first, verb.i + 1), parties, content)


def _impersonal(verb: "Token") -> bool:
    above = verb.head
    beside = child(above, "acomp")
    if beside is not None and beside.lower_ in ("possible", "impossible"):
        return True
    return above.lower_ in ("possible", "impossible") or above.lemma_ in ("way", "possibility")


def _failed(verb: "Token") -> int | None:
    """First token of the failure: "could not", "was unable to", "has not independently"; None where there is none."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    independently = any(c.lower_ in ("independently", "immediately") for c in verb.children)
    strong = verb.lemma_ in words("stances", "verifying_strong")
    if negation_of(verb) is not None:
        if helpers & {"could", "can", "ca"}:
            return verb_group(verb)[0]
        if (independently or strong) and not helpers & {"should", "must", "will", "would", "may", "might"}:
            return verb_group(verb)[0]
    return _failed_above(verb)


def _failed_above(verb: "Token") -> int | None:
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "relcl", "conj", "prep", "pcomp"):
        return None
    if verb.dep_ == "conj" and above.lemma_ in words("stances", "verifying") and negation_of(verb) is None:
        return _failed(above) if child(verb, "nsubj") is None and child(above, "dobj", "ccomp") is None else None
    if verb.dep_ == "conj" and child(verb, "nsubj", "aux", "neg") is None and above.dep_ == "xcomp":
        return verb.i if above.head.lower_ in UNABLE else None  # "was unable to trace the buyer or verify its address"
    if above.lemma_ == "be" and negation_of(above) is not None and _in_position(above):
        return verb_group(above)[0]
    beside = child(above, "acomp") if above.lemma_ in ("be", "prove") else None
    if beside is not None and beside.lower_ in UNABLE | ABLE:
        above = beside
    if above.lower_ in UNABLE:
        return _with_copula(above)
    denied = negation_of(above) or negation_of(above.head)
    if above.lower_ in ABLE and (denied is not None or (child(above, "prep") is None and _without(above))):
        return _with_copula(above)
    if above.lemma_ == "fail" and negation_of(above) is None:
        return verb_group(above)[0]
    if above.lemma_ == "manage" and negation_of(above) is not None:
        return verb_group(above)[0]
    if above.lemma_ in ("way", "possibility", "position") and (
        any(c.lower_ in ("no", "any") for c in above.children)
        or denied is not None
        or negation_of(above.head.head) is not None
    ):
        return above.left_edge.i if above.lemma_ != "position" else verb_group(above.head.head)[0]
    return None


def _in_position(verb: "Token") -> bool:
    """ "was not in a position to confirm"."""
    return any(p.lemma_ == "position" for c in children(verb, "prep") for p in children(c, "pobj"))


def _without(adjective: "Token") -> bool:
    return any(t.lower_ == "without" for t in adjective.ancestors)


def _with_copula(adjective: "Token") -> int:
    verb = adjective.head
    if verb.lemma_ in ("be", "remain") and verb.i < adjective.i:
        return verb_group(verb)[0]
    return adjective.i


def _or_deny(page: Page, verb: "Token") -> bool:
    """ "could not confirm or deny" is a refusal, not a check."""
    after = page.doc[verb.i : verb.i + 4].text.lower()
    before = page.doc[max(0, verb.i - 3) : verb.i].text.lower()
    return "deny" in after or "deny" in before or "denied" in after


def _object(page: Page, verb: "Token") -> Range | None:
    """What could not be checked: the object or the "whether" clause of the verb."""
    found = children(verb, "dobj", "ccomp", "nsubj") if verb.pos_ == "ADJ" else children(verb, "dobj", "ccomp")
    relative = next((c for c in found if c.lower_ in ("which", "that", "whom", "whose") and c.i < verb.i), None)
    if relative is not None and verb.dep_ == "relcl":  # "claims which Reuters could not verify"
        return trimmed(page.doc, verb.head.left_edge.i, verb.head.i + 1)
    found = [c for c in found if c.i > verb.i]
    if not found:
        after = [
            c for c in verb.rights if c.dep_ in ("advcl", "dep", "xcomp", "conj", "prep", "acomp") and c.i > verb.i
        ]
        after = [
            c
            for c in after
            if c.left_edge.lower_ in ("whether", "if", "who", "how", "when", "what", "where", "which", "that", "why")
        ]
        if not after:
            return None
        found = after[:1]
    end = found[0].right_edge.i + 1
    for c in verb.rights:  # a second "what" joined by "or": the object goes on
        if c.dep_ == "prep" and c.i >= end and c.lower_ in ("of", "in", "for", "from", "about", "on", "at"):
            end = max(end, c.right_edge.i + 1)
    for clause in found[0].rights:
        if clause.dep_ == "conj" and clause.pos_ in ("VERB", "AUX") and found[0].pos_ not in ("VERB", "AUX"):
            end = min(end, clause.left_edge.i)
    return trimmed(page.doc, found[0].left_edge.i, max(end, found[0].i + 1), opening=(",", ":", "–", "that"))


def _passive(page: Page, verb: "Token", subject: "Token", first: int) -> Response | None:
    relative = False
    if subject.lower_ in ("what", "who", "which", "that", "whatever"):
        if verb.dep_ != "relcl":
            return None  # "What could not be established" asks, and says nothing yet
        subject, relative = verb.head, True
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent is not None else None
    parties = parties_of(page, by) if by is not None and page.is_party(by) else ()
    clause = child(verb, "ccomp", "csubj", "advcl") if subject.lower_ == "it" else None
    if clause is not None and clause.i > verb.i:
        content = trimmed(page.doc, *subtree(clause), opening=(",", "that"))
    elif relative:
        joined = subject
        while (
            joined.dep_ == "conj"
            and page.doc[verb.left_edge.i - 1].text == ","
            and joined.head.pos_ in ("NOUN", "PROPN")
        ):
            joined = joined.head  # "A contract and invoices, which could not be authenticated": both
        content = trimmed(page.doc, joined.left_edge.i, max(subject.i + 1, verb.left_edge.i))
    else:
        content = trimmed(page.doc, *subtree(subject), opening=(",", "that", "and", "but", "although", "though"))
    return Response(Stance.COULD_NOT_VERIFY, verb, (first, verb.i + 1), parties, content)


def unconfirmed(page: Page, adjective: "Token") -> Response | None:
    """ "The authenticity of the footage remains unverified"."""
    verb = adjective.head
    subject = subject_of(verb)
    if (
        adjective.dep_ not in ("acomp", "oprd", "attr")
        or verb.lemma_ not in ("be", "remain", "stay", "go")
        or subject is None
    ):
        return None
    content = trimmed(page.doc, *subtree(subject))
    return Response(Stance.COULD_NOT_VERIFY, adjective, (verb_group(verb)[0], adjective.i + 1), (), content)


def no_verification(page: Page, noun: "Token") -> Response | None:
    """ "There was no independent confirmation of the strike"."""
    if not any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children):
        return None
    independent = any(c.lower_ in ("independent", "immediate", "official") for c in noun.children)
    verb = noun.head
    there = any(c.lower_ == "there" for c in verb.children) or verb.lower_ == "available"
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "that")), None)
    clause = child(noun, "acl", "ccomp", "relcl")
    if not there or not (independent or of is not None or clause is not None):
        return None
    start = next(c.i for c in noun.children if c.lower_ == "no")
    about = child(of, "pobj") if of is not None else clause
    content = trimmed(page.doc, *subtree(about)) if about is not None else (noun.i, noun.i + 1)
    return Response(Stance.COULD_NOT_VERIFY, noun, (start, noun.i + 1), (), content)


SHAPES: tuple[tuple[frozenset[str], Shape], ...] = (
    (words("stances", "verifying"), unverifying),
    (words("stances", "unverified"), unconfirmed),
    (words("stances", "verification"), no_verification),
)
