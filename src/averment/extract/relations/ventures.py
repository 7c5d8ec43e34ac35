"""Who works with whom, and what they mean to found together, where."""

from itertools import combinations
from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    BODY_SCHEMATA,
    Relation,
    of_noun,
    parties,
    place_term,
    prep_object,
    relation,
    words_term,
)
from averment.extract.speech.clauses import child, children, negation_of, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

VENTURERS = BODY_SCHEMATA | {"Country"}


def founding(page: Page, verb: "Token") -> list[Relation]:
    """ "A, B and C planned to establish a centre in P": A with B, A with C, B with C, and the centre in P."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    thing = child(verb, "dobj")
    if thing is None or thing.lemma_.lower() not in words("relations", "ventures"):
        return []
    founders = parties(page, subject_of(verb), VENTURERS) or _planners(page, verb)
    partners = parties(page, prep_object(verb, "with") or of_noun(thing, ("with", "between")), VENTURERS)
    between = of_noun(thing, ("between",)) is not None
    everyone = partners if between and not founders else [*founders, *partners]
    found: list[Relation] = []
    joint = len(everyone) > 1 and not any(t.schema == "Country" for t in everyone)
    if joint:
        for one, other in combinations(everyone, 2):
            found += relation(verb, one, "joint_venture_with", other)
    where = of_noun(thing, ("in", "near")) or prep_object(verb, "in", "near")
    place = place_term(page, where)
    if place is not None and everyone:
        found += relation(verb, words_term(page, thing), "located_in", place)
    return found


def _planners(page: Page, verb: "Token") -> list[Term]:
    """ "A, B and C plan to …" where the parser takes "plan" for a noun and the names for its modifiers."""
    plan = verb.head
    if plan.lemma_ != "plan" or plan.tag_ != "NN":
        return []
    return [t for c in children(plan, "nmod", "compound") for t in parties(page, c, VENTURERS)]


def partnering(page: Page, verb: "Token") -> list[Relation]:
    """ "X collaborated with Y"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    found: list[Relation] = []
    subject = subject_of(verb)
    others = parties(page, prep_object(verb, "with"), VENTURERS)
    ones = parties(page, subject, VENTURERS)
    if not ones and subject is not None and subject.pos_ == "NOUN" and page.is_party(subject):
        ones = [words_term(page, subject)]
    for one in ones:
        for other in others:
            found += relation(verb, one, "works_with", other)
    return found


def venture(page: Page, noun: "Token") -> list[Relation]:
    """ "a joint venture between X and Y"."""
    if not any(c.lower_ == "joint" for c in noun.children):
        return []
    found: list[Relation] = []
    members = parties(page, of_noun(noun, ("between", "of")), VENTURERS)
    for one, other in combinations(members, 2):
        found += relation(noun, one, "joint_venture_with", other)
    return found


FINDERS = (
    (words("relations", "founding"), founding),
    (words("relations", "partnering"), partnering),
    (frozenset({"venture"}), venture),
)
