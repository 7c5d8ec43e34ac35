"""Who is listed or sanctioned by whom."""

from typing import TYPE_CHECKING

from averment.extract.relations.terms import (
    Relation,
    by_agent,
    of_noun,
    owner_before,
    parties,
    prep_object,
    qualifiers,
    relation,
)
from averment.extract.speech.clauses import child, is_passive, negation_of, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

AUTHORITIES = frozenset({"Country", "PublicBody", "Organization"})


def listed(page: Page, verb: "Token") -> list[Relation]:
    """ "X was sanctioned by Y", "Y blacklisted X"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    if is_passive(verb):
        entities, authority = child(verb, "nsubjpass"), by_agent(verb)
    elif verb.tag_ == "VBN" and verb.dep_ == "acl":
        entities, authority = verb.head, by_agent(verb)
    else:
        entities, authority = child(verb, "dobj"), subject_of(verb)
    return _pairs(page, verb, entities, authority)


def _pairs(page: Page, verb: "Token", entities: "Token | None", authority: "Token | None") -> list[Relation]:
    found: list[Relation] = []
    for one in parties(page, entities):
        for other in parties(page, authority, AUTHORITIES):
            found += relation(verb, one, "listed_by", other, qualifiers(page, verb))
    return found


def sanctions(page: Page, noun: "Token") -> list[Relation]:
    """ "Y imposed sanctions on X", "X was placed under sanctions by Y", "X is under Y sanctions"."""
    verb = noun.head
    if verb.lemma_ in ("impose", "place", "slap") and noun.dep_ in ("dobj", "nsubjpass") and negation_of(verb) is None:
        at = [of_noun(noun, ("on", "against")), prep_object(verb, "on", "against")]
        on = next((t for t in at if parties(page, t)), None)  # "on Friday" is nobody
        return _pairs(page, verb, on, by_agent(verb) if is_passive(verb) else subject_of(verb))
    if noun.dep_ == "pobj" and verb.lower_ == "under":
        above = verb.head
        authority = owner_before(page, noun, AUTHORITIES)
        subject = subject_of(above) if above.pos_ in ("VERB", "AUX") else above
        found: list[Relation] = []
        if negation_of(above) is not None:
            return []
        for one in parties(page, subject):
            if authority is not None:
                found += relation(noun, one, "listed_by", authority)
            for other in parties(page, by_agent(above), AUTHORITIES):
                found += relation(noun, one, "listed_by", other)
        return found
    return []


def added(page: Page, verb: "Token") -> list[Relation]:
    """ "Y added X to its list", "X was put on Y’s blacklist"."""
    to = prep_object(verb, "to", "on")
    if to is None or to.lemma_.lower() not in words("relations", "listed_to") or negation_of(verb) is not None:
        return []
    passive = is_passive(verb)
    entities = child(verb, "nsubjpass") if passive else child(verb, "dobj")
    found = _pairs(page, verb, entities, by_agent(verb) if passive else subject_of(verb))
    owner = owner_before(page, to, AUTHORITIES)
    if not found and owner is not None:
        for one in parties(page, entities):
            found += relation(verb, one, "listed_by", owner, qualifiers(page, verb))
    return found


FINDERS = (
    (words("relations", "listing"), listed),
    (frozenset({"sanction", "sanctions"}), sanctions),
    (frozenset({"add", "put", "place"}), added),
)
