"""The bridge to FollowTheMoney: a thing that mentions name and claims are about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing, as far as the accepted judgements go.

    `id` is taken from its earliest mention in the order of custody, so it stays the same when sources are
    added. `schema` is a FollowTheMoney schema (or `Good`, `Country`); `names` every spelling found, in order of
    frequency; `name` the one to print.
    """

    id: str
    schema: str
    name: str
    names: tuple[str, ...]
