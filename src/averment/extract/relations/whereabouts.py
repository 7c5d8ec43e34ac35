"""Where a body or a site is."""

from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    BODY_SCHEMATA,
    Relation,
    described,
    mention_term,
    of_noun,
    owner_before,
    party,
    place_term,
    prep_object,
    relation,
)
from averment.extract.speech.clauses import child, children, is_passive, negation_of, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

IN = ("in", "at", "near")


def seated(page: Page, verb: "Token") -> list[Relation]:
    """ "X, based in P", "X is registered in P", "the London-based X"."""
    if negation_of(verb) is not None:
        return []
    if verb.dep_ == "amod":
        before = child(verb, "npadvmod", "compound", "nmod")
        return _located(page, verb, verb.head, before)
    where = prep_object(verb, *IN)
    if verb.dep_ in ("acl", "relcl"):
        return _located(page, verb, verb.head, where)
    return (
        _located(page, verb, child(verb, "nsubjpass", "nsubj"), where)
        if is_passive(verb) or verb.lemma_ == "base"
        else []
    )


def _located(page: Page, anchor: "Token", thing: "Token | None", where: "Token | None") -> list[Relation]:
    body, place = party(page, thing, BODY_SCHEMATA), place_term(page, where)
    if body is None and thing is not None and thing.pos_ == "NOUN":  # "X, a Dubai-based trader"
        body = party(page, described(page, thing), BODY_SCHEMATA)
    if body is None or place is None:
        return []
    return relation(anchor, body, "located_in", place)


def site(page: Page, noun: "Token") -> list[Relation]:
    """ "X’s plant in P", "received them at its headquarters in P"."""
    place = place_term(page, of_noun(noun, ("in", "near"))) or _before(page, noun)
    if place is None:
        return []
    owner = (
        owner_before(page, noun, BODY_SCHEMATA)
        or party(page, of_noun(noun, ("of",)), BODY_SCHEMATA)
        or _its(page, noun)
    )
    if owner is None:
        return []
    site_words = None if noun.lemma_ in ("headquarters", "headquarter") else noun.lower_
    return relation(noun, owner, "located_in", place, {"site": site_words or "headquarters"})


def _before(page: Page, noun: "Token") -> Term | None:
    """ "its Almaty office"."""
    for c in children(noun, "compound", "nmod", "amod"):
        mention = page.mention_of(c)
        if mention is not None and mention.schema == "Address":
            return mention_term(mention)
    return None


def firm(page: Page, noun: "Token") -> list[Relation]:
    """ "X, an Athens firm"."""
    body = party(page, described(page, noun), BODY_SCHEMATA) if noun.dep_ in ("appos", "attr") else None
    place = _before(page, noun)
    return relation(noun, body, "located_in", place) if body is not None and place is not None else []


def _its(page: Page, noun: "Token") -> Term | None:
    """Whose "its" is: the one body that is the subject of the clause."""
    if not any(c.dep_ == "poss" and c.lower_ == "its" for c in children(noun, "poss")):
        return None
    for above in noun.ancestors:
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in ("acl", "relcl"):
            subject = subject_of(above)
            return (
                party(page, subject, BODY_SCHEMATA) if subject is not None and child(subject, "conj") is None else None
            )
    return None


FINDERS = (
    (words("relations", "seated"), seated),
    (words("relations", "sites"), site),
    (words("name_words", "company_nouns") - words("relations", "sites"), firm),
)
