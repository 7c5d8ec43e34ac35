"""What speaks for a name being a person, a company, a product: votes with a weight and the rule that cast them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from averment.extract.names.gazetteer import countries, demonyms, known_as, places
from averment.extract.tables import table, words

DECISIVE, STRONG, MEDIUM, WEAK = 4, 3, 2, 1
"""A legal form or "the company X"; a head word or a known name; the model's label or a telling phrase; a hint."""

ORGANISED = "LegalEntity"
"""A vote for a party of some kind, without saying which."""
PARTIES = ("PublicBody", "Company", "Organization", ORGANISED)
VETO = "none"


@dataclass(frozen=True, slots=True)
class Vote:
    """One reason to take a name for a `schema`, with its weight."""

    schema: str
    weight: int
    rule: str


@dataclass(slots=True)
class Candidate:
    """Words at a place that may be a name, with what speaks for each schema. Offsets into the source's text."""

    piece: int
    start: int
    end: int
    text: str
    votes: list[Vote] = field(default_factory=list)
    plain_case: bool = False
    """Stands where any word would be capital (it opens a sentence), so the capital itself proves nothing."""


CONNECTORS = frozenset({"of", "for", "on", "in", "and", "the", "a", "an"})


def votes_inside(names: tuple[str, ...], text: str) -> Iterable[Vote]:
    """Votes from the words of the name itself."""
    if schema := known_as(text):
        yield Vote(schema, STRONG, "known name")
        if schema in ("Country", "Address"):
            return
    if head_of(names) in words("name_words", "not_a_party_words"):
        yield Vote(VETO, DECISIVE, "an event, a law or a list")
        return
    if re.search(r"/\d", text):
        yield Vote(VETO, DECISIVE, "a document's number")
    if len(names) == 1:
        if text in words("name_words", "generic_acronyms") or text in words("name_words", "never_alone"):
            yield Vote(VETO, DECISIVE, "a common word")
        elif text in demonyms():
            yield Vote(VETO, DECISIVE, "a nationality")
        return
    yield from _head_votes(names)


def _head_votes(names: tuple[str, ...]) -> Iterable[Vote]:
    head = head_of(names)
    rest = [n for n in names if n != head]
    if not rest or all(n in CONNECTORS for n in rest):
        return
    if head in public_if_beside() and (set(rest) & public_if_beside()[head] or (head == "Office" and _stately(rest))):
        yield Vote("PublicBody", DECISIVE, f"{head} of a state")
    elif head in words("name_words", "public_words") and not _news_agency(head, rest):
        yield Vote("PublicBody", DECISIVE, f"{head} in the name")
    elif (
        head in words("name_words", "organization_words")
        or _news_agency(head, rest)
        or (head == "Group" and (CONNECTORS | words("name_words", "working_groups")) & set(rest))
    ):
        yield Vote("Organization", STRONG, f"{head} in the name")
    elif head in words("name_words", "place_words"):
        yield Vote("Address", DECISIVE, f"{head} in the name")
    elif head in words("name_words", "company_words"):
        yield Vote("Company", STRONG, f"{head} in the name")
    elif any(n in words("name_words", "company_words") for n in rest[1:]):
        yield Vote("Company", WEAK, "a company's word in the name")


def head_of(names: tuple[str, ...]) -> str:
    """The word that says what the thing is: the one before "of" or "for", else the last.

    >>> head_of(("Ministry", "of", "Defense")), head_of(("National", "Security", "Council"))
    ('Ministry', 'Council')
    """
    for position, name in enumerate(names[1:-1], start=1):
        if name in ("of", "for", "on", "in"):
            return names[position - 1]
    return names[-1]


def distinctive(name: str) -> bool:
    """Whether a name has a word of its own, beside common words, heads and places: only then can it stand alone.

    >>> distinctive("Golden Heron"), distinctive("General Trading"), distinctive("Shenzhen")
    (True, False, False)
    """
    common = (
        words("name_words", "topic_words")
        | words("name_words", "company_words")
        | words("name_words", "organization_words")
    )
    common |= words("name_words", "public_words") | words("name_words", "forms_before")
    return any(
        p not in common
        and p not in demonyms()
        and p not in places()
        and p not in CONNECTORS
        and not re.fullmatch(r"[\W\d]*", p)
        for p in name.split()
    )


def has_head(names: tuple[str, ...]) -> bool:
    """Whether the words name a body or a company by themselves."""
    return any(v.schema in PARTIES and v.weight >= STRONG for v in _head_votes(names))


def _stately(rest: list[str]) -> bool:
    return any(n in demonyms() or n in countries() for n in rest)


def _news_agency(head: str, rest: list[str]) -> bool:
    return head == "Agency" and bool({"News", "Press", "Telegraph", "Information"} & set(rest))


@lru_cache(maxsize=1)
def public_if_beside() -> dict[str, frozenset[str]]:
    """Heads that are public bodies when one of the listed words stands with them."""
    return {head: frozenset(beside) for head, beside in table("name_words")["public_if_beside"].items()}


def decide(name: str, votes: Iterable[Vote], labels: dict[str, float]) -> tuple[str, float] | None:
    """The schema that all occurrences of a name speak for together, with its weight; None when none is convincing.

    Of votes cast by one rule the strongest counts, once. `labels` is the share of occurrences that the model labels
    so; a label seen everywhere counts as much as a telling phrase.
    """
    best: dict[tuple[str, str], int] = {}
    for vote in votes:
        best[vote.schema, vote.rule] = max(best.get((vote.schema, vote.rule), 0), vote.weight)
    totals: dict[str, float] = {}
    for (schema, _), weight in sorted(best.items()):
        totals[schema] = totals.get(schema, 0) + weight
    for schema, share in sorted(labels.items()):
        doubtful = schema == "Person" and " " not in name  # the small model takes any odd word for a person
        totals[schema] = totals.get(schema, 0) + (WEAK if doubtful else MEDIUM) * share
    party = sum(totals.get(s, 0) for s in PARTIES)
    others = {s: w for s, w in totals.items() if s not in PARTIES}
    rival = max(others.items(), key=lambda item: (item[1], item[0] == "Good", item[0]), default=("", 0.0))
    if max(party, rival[1]) < MEDIUM * 0.5:
        return None
    if totals.get(VETO, 0) >= DECISIVE:
        return None
    if rival[1] > party or (rival[1] == party and rival[0] == "Good" and any(c.isdigit() for c in name)):
        return rival
    return _which_party(totals), party


def _which_party(totals: dict[str, float]) -> str:
    """A company by its evidence; a body of the state or an organisation by theirs; the wider word when unsure."""
    public, company, organization = (totals.get(s, 0) for s in ("PublicBody", "Company", "Organization"))
    if public and public >= max(company, organization):
        return "PublicBody"
    return "Company" if company > organization else "Organization"
