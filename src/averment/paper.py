"""An invoice, letter or shipping paper as a record: parties in roles, lines, what is not stated, what was checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from averment.claim import Span
from averment.identity import content_id
from averment.place import Place

PARTIES = (
    "seller", "buyer", "consignor", "consignee", "exporter", "importer", "notify", "payer", "carrier", "manufacturer",
    "end_user", "declarant", "forwarder", "sender", "recipient", "signatory", "bank",
)  # fmt: skip
"""The roles a party may have on a paper."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a paper states: `name` says what ("seller", "total", "unit_price"), `words` are its own, verbatim.

    A value that is wrapped has several stretches of words, in order; `place` is that of the first. `value` holds what
    was understood, as plain JSON; `label` the words that say what it is (a label or the head of a column); `of` the
    role of the party it belongs to (the INN of the seller); `mention` the id of the mention that the words are.
    `confidence` (0-1) is that of recognised text, and None for a text layer.
    """

    name: str
    words: tuple[Span, ...]
    place: Place
    value: Mapping[str, Any] = field(default_factory=dict)
    label: Span | None = None
    of: str | None = None
    mention: str | None = None
    confidence: float | None = None

    @property
    def text(self) -> str:
        """All its words in one line."""
        return " ".join(" ".join(s.text for s in self.words).split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of goods; its fields are named as columns are: goods, quantity, unit, unit_price, amount, hs, origin …"""

    place: Place
    fields: tuple[Field, ...]

    def get(self, name: str) -> Field | None:
        """The first field of this name."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that a paper of its kind is expected to have and that was not found on it.

    `why` is "absent" (no label or column for it) or "blank" (its label stands there with nothing beside it, at
    `locator`).
    """

    name: str
    why: str
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What was checked by calculation: `holds` is None where it could not be told. `message` shows the figures."""

    name: str
    holds: bool | None
    message: str
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A structured document inside a source. `kind` is a key of `data/documents.yaml`, `why` the evidence for it."""

    place: Place
    kind: str
    why: tuple[str, ...]
    method: str
    title: Span | None = None
    fields: tuple[Field, ...] = ()
    lines: tuple[Line, ...] = ()
    not_stated: tuple[Missing, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def id(self) -> str:
        """Taken from the place and the kind."""
        return content_id("paper", str(self.place), self.kind)

    def get(self, name: str) -> Field | None:
        """The first field of this name, or None: `paper.get("seller")`."""
        return next((f for f in self.fields if f.name == name), None)
