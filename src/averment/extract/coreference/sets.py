"""What "the two Chinese firms", "both companies", "the companies" stand for: a set of exactly that many, or nothing."""

from typing import TYPE_CHECKING

from averment.extract.coreference.descriptions import Description, kind_of
from averment.extract.coreference.discourse import Discourse, Group, Said, distinct
from averment.extract.coreference.meant import Meant
from averment.extract.coreference.things import Thing, describe
from averment.extract.speech.clauses import coordinated
from averment.extract.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 2


def group_at(page: Page, token: "Token", thing: Thing, named: dict[int, Thing], sentence: int) -> Group | None:
    """The group whose first member stands at a token: "two firms, A and B", "A and B"; None for a single name."""
    if token.dep_ == "conj":
        return None
    joined = [t for t in coordinated(token, 12) if t.i in named]
    members = distinct(Said(named[t.i], page, t, False) for t in joined)
    if len(members) < 2 or len({_kind(m) for m in members}) > 1 or len(joined) != len(coordinated(token, 12)):
        return None
    above = token.head
    described = None
    if token.dep_ == "appos" and above.tag_ == "NNS" and above.i not in page.named:
        described = Thing("", None)
        describe(page, above, described)
        for member in members:  # what is said of all is said of each
            member.lands |= described.lands if len(described.lands) == 1 else set()
            member.words |= described.words
    elif thing.schema is None:
        return None
    return Group(tuple(members), sentence, described)


def _kind(thing: Thing) -> str:
    return "body" if thing.schema in ("Company", "Organization", "PublicBody", "LegalEntity") else str(thing.schema)


def several(page: Page, asked: Description, before: Discourse) -> Meant | None:
    """The set that a definite description in the plural stands for."""
    if not asked.definite or not asked.plural or not asked.closed or page.quoted(asked.token) is not None:
        return None
    if asked.words or (asked.count is not None and asked.count < 2):
        return None
    barred = before.still_to_come(asked.token)
    here = before.count
    groups = [g for g in before.groups if _fits(g, asked) and not any(m in barred for m in g.members)]
    near = [g for g in groups if asked.count or here - g.sentence <= REACH]
    sets = {frozenset(map(id, g.members)): g for g in near}
    if len(sets) == 1:
        (group,) = sets.values()
        named = "named together before" if group.described is None else "named together before, and called so"
        return _made(group.members, f"the {len(group.members)} {named}")
    if sets or asked.count is None:
        return None
    kind = kind_of(asked)
    everyone = [t for t in before.known.values() if t.schema in kind and _land_fits(t, asked)]
    unnamed = [
        t for t in before.known.values() if t.schema is None and t.human == asked.human and asked.noun in t.words
    ]
    if len(everyone) == asked.count and not unnamed and not any(t in barred for t in everyone):
        return _made(tuple(everyone), f"exactly {asked.count} were named so far")
    return None


def _made(members: tuple[Thing, ...], why: str) -> Meant | None:
    return Meant(members, why) if all(m.mentions for m in members) else None


def _fits(group: Group, asked: Description) -> bool:
    if asked.count is not None and asked.count != len(group.members):
        return False
    if not all(_land_fits(m, asked) for m in group.members):
        return False
    called = all(m.is_called(asked.noun) for m in group.members)
    return called or (all(m.schema in kind_of(asked) for m in group.members) and _generic(asked))


def _generic(asked: Description) -> bool:
    return asked.generic or asked.noun in ("man", "woman", "person")


def _land_fits(thing: Thing, asked: Description) -> bool:
    return not asked.lands or not asked.lands.isdisjoint(thing.lands)
