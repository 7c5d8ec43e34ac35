"""A document as received."""

from dataclasses import dataclass
from enum import StrEnum

from averment.identity import ID_LENGTH


class Protection(StrEnum):
    """How a source must be kept: what may be said of it outside the case."""

    OPEN = "open"
    """May be named and shown."""
    PROTECTED = "protected"
    """Its name, sender, dates and text stay in the case; published pages show an opaque code."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as received: its bytes are `evidence/SHA256`, and this is what custody says of them.

    `origin` names where the information entered the record (the root on which independence is counted);
    `outlet` who published or wrote it; `published` an EDTF date; `received_at` an ISO 8601 instant.
    Reliability (Admiralty A–F) is a judgement, not a property: see `Judgement`.
    """

    sha256: str
    name: str
    size: int
    received_at: str
    received_from: str | None = None
    origin: str | None = None
    outlet: str | None = None
    published: str | None = None
    protection: Protection = Protection.OPEN

    @property
    def id(self) -> str:
        """The first 16 hex digits of the SHA-256: short enough for a footnote."""
        return self.sha256[:ID_LENGTH]
