"""A name, quantity, date, good or identifier at a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from averment.identity import content_id
from averment.method import by_person
from averment.place import Place

ENTITY_SCHEMATA = (
    "Person",
    "Company",
    "Organization",
    "PublicBody",
    "LegalEntity",
    "Vessel",
    "Airplane",
    "Address",
    "Country",
    "Good",
)
"""Schemata whose mentions `resolve` gathers into entities. FollowTheMoney names; `Good` and `Country` are ours."""

VALUE_SCHEMATA = ("Date", "Quantity", "Money", "Identifier")
"""Schemata that carry a value instead of naming a thing."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words at a place that name a thing or state a value.

    `schema` is one of `ENTITY_SCHEMATA` or `VALUE_SCHEMATA`. `value` holds what was understood, as plain JSON
    (see the manual's extract chapter for the keys of each schema). `alias_of` is the id of the earlier mention
    in the same source that this one stands for ("Garpiya-3 (G3)", "the company"), with the reason beside it. Pronouns
    and descriptions have "reference" in their value, and name nothing; one that stands for several mentions has their
    ids there as "stands_for", and no `alias_of`.
    """

    place: Place
    schema: str
    text: str
    method: str
    value: Mapping[str, Any] = field(default_factory=dict)
    alias_of: str | None = None
    alias_reason: str | None = None

    @property
    def id(self) -> str:
        """Taken from the place, the schema and the words; a person's also from the judgement."""
        return content_id("mention", str(self.place), self.schema, self.text, *by_person(self.method))
