"""Who belongs to whom: subsidiary, parent, owned by."""

from typing import TYPE_CHECKING

from averment.extract.relations.terms import (
    BODY_SCHEMATA,
    PARTY_SCHEMATA,
    Relation,
    by_agent,
    described,
    mention_term,
    named_after_owner,
    of_noun,
    owner_before,
    party,
    relation,
)
from averment.extract.speech.clauses import child, is_passive, negation_of, own_subject
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


STAKES = frozenset({"stake", "share", "majority", "half", "part", "interest"})


def subsidiary(page: Page, noun: "Token") -> list[Relation]:
    """ "Y, a subsidiary of X", "a subsidiary of X, Y", "X’s subsidiary Y"."""
    owned_by = of_noun(noun, ("of",))
    owner = party(page, owned_by, BODY_SCHEMATA | {"Country"}) or owner_before(page, noun, BODY_SCHEMATA)
    if owner is None:
        return []
    described_by = described(page, noun)
    asset = party(page, described_by, BODY_SCHEMATA) if described_by is not None else None
    if asset is None and (after := named_after_owner(page, noun, BODY_SCHEMATA)) is not None:
        asset = mention_term(after)
    if asset is None and noun.dep_ in ("compound", "nmod"):
        asset = party(page, noun.head, BODY_SCHEMATA)
    if asset is None or (noun.lemma_ == "unit" and (asset.schema != "Company" or owner.schema == "Country")):
        return []
    return relation(noun, asset, "subsidiary_of", owner)


def parent(page: Page, noun: "Token") -> list[Relation]:
    """ "Y’s parent company X", "X, the parent of Y", "X, the owner of Y"."""
    head = (
        noun.head
        if noun.dep_ in ("compound", "nmod", "amod") and noun.head.lemma_ in ("company", "group", "firm")
        else noun
    )
    asset = party(page, of_noun(head, ("of",)), BODY_SCHEMATA) or owner_before(page, head, BODY_SCHEMATA)
    owner = party(page, described(page, head), PARTY_SCHEMATA)
    if asset is None or owner is None or owner.schema == "Country":
        return []
    return (
        relation(noun, asset, "subsidiary_of", owner)
        if noun.lemma_ == "parent"
        else relation(noun, owner, "owner_of", asset)
    )


def owned(page: Page, verb: "Token") -> list[Relation]:
    """ "Y, owned by X", "X owns Y"."""
    if verb.pos_ not in ("VERB", "ADJ") or negation_of(verb) is not None:
        return []
    if verb.tag_ == "VBN" and (verb.dep_ in ("acl", "relcl") or is_passive(verb)):
        thing = own_subject(verb) if verb.dep_ != "acl" else verb.head
        if thing is not None and thing.lower_ in ("which", "that", "who"):
            thing = verb.head
        asset, owner = party(page, thing, BODY_SCHEMATA), party(page, by_agent(verb))
    else:
        thing = child(verb, "dobj")
        share = page.valued.get(thing.i) if thing is not None else None
        whole = of_noun(thing, ("of", "in")) if thing is not None and (share or thing.lemma_ in STAKES) else thing
        asset, owner = party(page, whole, BODY_SCHEMATA), party(page, own_subject(verb))
        if asset is not None and owner is not None and share is not None:
            return relation(verb, owner, "owner_of", asset, {"share": share.text})
    if asset is None or owner is None:
        return []
    return relation(verb, owner, "owner_of", asset, _share_beside(page, verb))


def _share_beside(page: Page, verb: "Token") -> dict[str, str]:
    """The share of "Y is 51% owned by X"."""
    for c in verb.lefts:
        share = page.valued.get(c.i) if c.dep_ in ("npadvmod", "advmod", "nummod", "dep", "attr", "nmod") else None
        if share is not None and share.schema == "Quantity" and share.value.get("unit") == "P1":
            return {"share": share.text}
    return {}


FINDERS = (
    (words("relations", "subsidiary_nouns"), subsidiary),
    (words("relations", "parent_nouns"), parent),
    (words("relations", "owning"), owned),
)
