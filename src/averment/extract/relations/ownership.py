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
    prep_object,
    relation,
)
from averment.extract.speech.clauses import child, is_passive, negation_of, own_subject, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


ASSETS = BODY_SCHEMATA | {"Vessel", "Airplane"}
PERCENT = "P1"
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
    asset = party(page, of_noun(head, ("of", "in")), BODY_SCHEMATA) or owner_before(page, head, BODY_SCHEMATA)
    owner = party(page, described(page, head), PARTY_SCHEMATA)
    if owner is None and head.dep_ == "attr" and head.head.lemma_ == "be":
        owner = party(page, subject_of(head.head), PARTY_SCHEMATA)
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
        if thing is not None and _share_of_which(page, thing):
            share = page.valued.get(thing.i)
            thing = _which(verb, thing)
            asset, owner = party(page, thing, ASSETS), party(page, by_agent(verb))
            if asset is None or owner is None:
                return []
            return relation(verb, owner, "owner_of", asset, {"share": share.text} if share is not None else {})
        asset, owner = party(page, thing, ASSETS), party(page, by_agent(verb))
    elif verb.tag_ == "VBN" and verb.dep_ == "amod" and (before := child(verb, "npadvmod", "compound", "nmod")):
        asset, owner = party(page, verb.head, ASSETS), party(page, before)  # "the Norvane-owned Orlan Ltd"
    else:
        thing = child(verb, "dobj")
        share = page.valued.get(thing.i) if thing is not None else None
        whole = of_noun(thing, ("of", "in")) if thing is not None and (share or thing.lemma_ in STAKES) else thing
        asset, owner = party(page, whole, ASSETS), party(page, subject_of(verb))
        if asset is not None and owner is not None and share is not None:
            return relation(verb, owner, "owner_of", asset, {"share": share.text})
    if asset is None or owner is None:
        return []
    return relation(verb, owner, "owner_of", asset, _share_beside(page, verb))


def _share_of_which(page: Page, thing: "Token") -> bool:
    """ "…, 75% of which is owned by X"."""
    which = of_noun(thing, ("of",))
    return which is not None and which.lower_ in ("which", "whom") and page.valued.get(thing.i) is not None


def _which(verb: "Token", share: "Token") -> "Token":
    """What "which" stands for: the other subject, as the parser has it, or the noun the clause hangs on."""
    other = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj") and c.i != share.i), None)
    return other if other is not None else verb.head


def stake(page: Page, noun: "Token") -> list[Relation]:
    """ "X holds a 30% stake in Y", "X’s 30% stake in Y"."""
    asset = party(page, of_noun(noun, ("in", "of")), BODY_SCHEMATA)
    share = next(
        (m for c in noun.lefts if (m := page.valued.get(c.i)) is not None and m.value.get("unit") == PERCENT), None
    )
    if asset is None:
        return []
    owner = owner_before(page, noun)
    verb = noun.head
    if owner is None and noun.dep_ == "dobj" and verb.lemma_ in words("relations", "holding"):
        if negation_of(verb) is not None or verb.lemma_ == "sell":
            return []
        owner = party(page, subject_of(verb))
    if owner is None:
        return []
    return relation(noun, owner, "owner_of", asset, {"share": share.text} if share is not None else {})


def belongs(page: Page, verb: "Token") -> list[Relation]:
    """ "Y belongs to X"."""
    asset, owner = party(page, subject_of(verb), ASSETS), party(page, prep_object(verb, "to"))
    if asset is None or owner is None or negation_of(verb) is not None:
        return []
    return relation(verb, owner, "owner_of", asset)


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
    (words("relations", "stakes"), stake),
    (words("relations", "belonging"), belongs),
)
