"""Questions asked of a parsed sentence: whose verb is it, is it denied, where does the clause end.

Everything here walks upwards a bounded number of steps or looks at direct children, so that no sentence, however
long or twisted, costs more than its length.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""Token indices in a passage's `Doc`: first, last + 1."""

STEPS = 8
"""How far up the tree a subject is looked for: deeper than any edited sentence nests."""

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})
NEGATIVE_SUBJECTS = frozenset({"no", "none", "neither", "nobody", "nothing"})
OPENING = frozenset({",", ";", ":", "–", "—", "-", "that", ")", "and", "but", "or", "so"})
CLOSING = frozenset({",", ";", ":", ".", "–", "—", "-", "(", "and", "but", "or"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "that", "which", "this", "these", "those"})


def child(token: "Token", *deps: str) -> "Token | None":
    """The first direct child with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def children(token: "Token", *deps: str) -> list["Token"]:
    """All direct children with one of these dependencies, in the order of the text."""
    return [c for c in token.children if c.dep_ in deps]


def own_subject(verb: "Token") -> "Token | None":
    """The subject written at this very verb."""
    return child(verb, "nsubj", "nsubjpass")


def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb or adjective, its own or the one it shares with the verb above it.

    "They checked and found": the subject of "found" is "They". "A report saying that": "report".
    "who" and "which" give the noun they stand for.
    """
    here = verb
    for _ in range(STEPS):
        subject = own_subject(here)
        if subject is not None:
            relative = subject.tag_ in ("WDT", "WP") or subject.lower_ in ("who", "which", "that")
            return _antecedent(here.head, subject) if relative and here.dep_ == "relcl" else subject
        if here.dep_ in ("acl", "relcl"):
            return here.head if here.tag_ != "VBN" else None
        if not (_shares_subject(here) or (asked_aside(here.head) and here.i > here.head.i)):
            return None
        here = here.head
    return None


def _antecedent(noun: "Token", relative: "Token") -> "Token":
    """The noun a relative clause belongs to; "who" is never a matter: "a person familiar with the matter who asked"."""
    if relative.lower_ != "who" or _human(noun):
        return noun
    return next((a for a in noun.ancestors if a.pos_ in ("NOUN", "PROPN") and _human(a)), noun)


def _human(noun: "Token") -> bool:
    return noun.pos_ == "PROPN" or noun.ent_type_ == "PERSON" or noun.lemma_.lower() in words("cues", "party_nouns")


def _shares_subject(verb: "Token") -> bool:
    above = verb.head
    if verb.dep_ == "conj":
        return above.pos_ in ("VERB", "AUX", "ADJ")
    if verb.dep_ in ("xcomp", "acomp", "attr", "aux", "pcomp", "prep"):
        return True
    return verb.dep_ in ("advcl", "ccomp", "dep") and verb.tag_ in ("VBG", "VB")


def is_passive(verb: "Token") -> bool:
    """Whether the verb is passive: "was told", "be verified"."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def negation_of(verb: "Token") -> "Token | None":
    """The word that denies a verb: "not", "never", "nor", or the "no" or "neither" of its subject."""
    for c in verb.children:
        if c.dep_ == "neg" or (c.lower_ in NEGATIONS and c.dep_ in ("advmod", "preconj", "cc") and c.i < verb.i):
            return c
    if verb.dep_ == "conj":
        for c in verb.head.children:
            if c.lower_ == "nor" and c.dep_ == "cc" and c.i < verb.i:
                return c
    subject = own_subject(verb)
    if subject is not None and subject.left_edge.lower_ in NEGATIVE_SUBJECTS:
        return subject.left_edge
    return None


LATER = frozenset({"dep", "conj", "ccomp", "advcl", "parataxis"})
ASKED = frozenset({"asked", "contacted", "reached", "approached", "pressed", "questioned"})


def asked_aside(verb: "Token") -> bool:
    """Whether "asked" stands between commas ("Norvane, asked about it, said …") and the parser made it the verb."""
    if verb.lower_ not in ASKED or verb.i == 0 or verb.nbor(-1).text != "," or own_subject(verb) is None:
        return False
    for c in verb.rights:
        if c.pos_ in ("VERB", "AUX") and own_subject(c) is None and c.dep_ in LATER:
            first = verb_group(c)[0]
            if first > verb.i + 1 and verb.doc[first - 1].text == ",":
                return True
    return False


def is_part_of_them(noun: "Token") -> bool:
    """ "One of them", "some of whom", "none of us": a part of people named before."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1), None)
    whole = child(of, "pobj") if of is not None else None
    return whole is not None and whole.pos_ == "PRON"


def coordinated(token: "Token", limit: int = 40) -> list["Token"]:
    """The token and all that "and", "or" and commas join to it: A, B and C."""
    found = [token]
    for known in found:
        if len(found) >= limit:
            break
        found.extend(c for c in known.children if c.dep_ == "conj")
    return sorted(found, key=lambda t: t.i)


def trimmed(doc: "Doc", start: int, end: int, opening: Iterable[str] = OPENING) -> Range:
    """The range without joining words and punctuation at its borders."""
    first, last = start, end
    while first < last and (doc[first].lower_ in opening or doc[first].is_space):
        if (doc[first].lower_ == "that" and doc[first].dep_ not in ("mark", "det")) or doc[first].text == "That":
            break
        first += 1
    while last > first and (doc[last - 1].lower_ in CLOSING or doc[last - 1].is_space):
        last -= 1
    if last - first >= 1 and doc[last - 1].text == ")" and "(" not in [t.text for t in doc[first:last]]:
        last -= 1
    return first, last


def subtree(token: "Token") -> Range:
    """First and last + 1 of everything under a token."""
    return token.left_edge.i, token.right_edge.i + 1


def within(token: "Token", above: "Token") -> bool:
    """Whether a token is `above` or stands somewhere under it."""
    return token.i == above.i or above.is_ancestor(token)


def verb_group(verb: "Token") -> Range:
    """A verb with its helpers and denial: "did not respond", "has repeatedly denied"."""
    helpers = {c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "preconj")}
    first = verb.i
    while first - 1 in helpers:
        first -= 1
    subject = own_subject(verb)
    if subject is not None and subject.right_edge.i == first - 1 and subject.left_edge.i - 1 in helpers:
        first = subject.left_edge.i - 1  # "nor could it confirm"
    subject = own_subject(verb)
    if subject is not None and first < subject.i < verb.i and verb.doc[first - 1].lower_ == "nor":
        first -= 1  # "nor could it confirm"
    prt = [c.i for c in verb.children if c.dep_ == "prt" and c.i == verb.i + 1]
    return first, (prt[0] if prt else verb.i) + 1
