"""Where goods and ships went, from where, and aboard what."""

from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    GOOD_SCHEMATA,
    Relation,
    goods,
    mention_term,
    named_in,
    place_term,
    prep_object,
    qualifiers,
    relation,
)
from averment.extract.speech.clauses import child, children, is_passive, negation_of, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SHIPS = frozenset({"Vessel", "Airplane"})


def moved(page: Page, verb: "Token") -> list[Relation]:
    """ "12 lathes were shipped from Lagos to Perm aboard the Mirna Star", "X shipped lathes to Perm"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    if is_passive(verb):
        thing = child(verb, "nsubjpass")
    elif verb.tag_ == "VBN" and verb.dep_ == "acl":
        thing = verb.head
    else:
        thing = child(verb, "dobj")
    things = [(t, n) for t, n in goods(page, thing, traded=True) if t.schema not in SHIPS]
    found: list[Relation] = []
    for term, noun in things:
        found += _went(page, verb, term, prep_object(verb, "to"), noun)
        found += _came(page, verb, term, noun)
        for prep in children(verb, "prep"):
            ship = child(prep, "pobj") if prep.lower_ in words("relations", "aboard") else None
            if ship is not None and (named := named_in(page, ship, SHIPS)) is not None:
                found += relation(verb, term, "carried_by", mention_term(named), qualifiers(page, verb, noun))
    return found


def arrived(page: Page, verb: "Token") -> list[Relation]:
    """ "The ship reached Lagos on 19 June", "the goods arrived in container … at Lagos", "called at Lagos"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None or is_passive(verb):
        return []
    thing = _moving(page, verb)
    if thing is None:
        return []
    if verb.lemma_ == "reach":
        return _went(page, verb, thing, child(verb, "dobj"), None)
    for prep in children(verb, "prep"):
        place = child(prep, "pobj") if prep.lower_ in ("in", "at", "to", "into") else None
        if place is not None and (found := _went(page, verb, thing, place, None)):
            return found
    return []


def left(page: Page, verb: "Token") -> list[Relation]:
    """ "The ship left Lagos on 19 June for Perm"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None or is_passive(verb):
        return []
    thing = _moving(page, verb)
    if thing is None:
        return []
    place = place_term(page, child(verb, "dobj") if verb.lemma_ == "leave" else prep_object(verb, "from"))
    found = relation(verb, thing, "shipped_from", place, qualifiers(page, verb)) if place is not None else []
    if verb.lemma_ == "sail":
        found += _went(page, verb, thing, prep_object(verb, "to"), None)
    return found


def _moving(page: Page, verb: "Token") -> Term | None:
    """What moves: a ship by name or reference, or goods in words."""
    subject = subject_of(verb)
    if subject is None:
        return None
    for one in [subject, *children(verb, "nsubj")]:  # of "the tanker Silver Grebe" the parser may make two subjects
        if (named := named_in(page, one, GOOD_SCHEMATA)) is not None:
            return mention_term(named)
    found = goods(page, subject)
    return found[0][0] if len(found) == 1 else None


def _went(page: Page, verb: "Token", term: Term, to: "Token | None", noun: "Token | None") -> list[Relation]:
    place = place_term(page, to)
    return relation(verb, term, "shipped_to", place, qualifiers(page, verb, noun)) if place is not None else []


def _came(page: Page, verb: "Token", term: Term, noun: "Token | None") -> list[Relation]:
    place = place_term(page, prep_object(verb, "from"))
    return relation(verb, term, "shipped_from", place, qualifiers(page, verb, noun)) if place is not None else []


FINDERS = (
    (words("relations", "moving"), moved),
    (words("relations", "arriving"), arrived),
    (words("relations", "leaving"), left),
)
