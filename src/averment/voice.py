"""One link of an attribution chain: who says it, in what role, through which medium."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a voice does in the chain."""

    REPORTER = "reporter"
    """Passes on what others said, saw or wrote ("seen by Reuters")."""
    SPEAKER = "speaker"
    """Says it."""
    AUTHOR = "author"
    """Wrote the document."""
    DOCUMENT = "document"
    """The paper or record itself, when it speaks."""
    ADDRESSEE = "addressee"
    """Was told."""
    ASKER = "asker"
    """Asked for the response."""


class Medium(StrEnum):
    """How the voice reached the next link."""

    SPEECH = "speech"
    DOCUMENT = "document"
    RECORD = "record"
    """A register, a customs declaration, a list: an entry made as a routine."""
    SIGHTING = "sighting"
    """Saw the thing itself."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A link. Chains run from the voice nearest the reader to the one farthest away.

    `name` is verbatim ("two European intelligence sources"): an unnamed source is never guessed at. `start`
    and `end` are offsets into the source's text; None when the words do not name the voice here ("he said").
    `mention` is the id of the mention the voice stands for, when there is one. `count` is the number of people
    or papers the words state ("two", "five"), `anonymous` whether the words leave them unnamed.

    The chain Reuters ← report ← Kupol → ministry is
    (Reuters, reporter), (reports, document), (Kupol, author), (the ministry, addressee).
    """

    name: str
    role: Role
    medium: Medium
    start: int | None = None
    end: int | None = None
    mention: str | None = None
    count: int | None = None
    anonymous: bool = False


def describe(voices: Sequence[Voice]) -> str:
    """The chain in one line, nearest the reader first; who was told stands after an arrow, who asked in brackets.

    >>> describe(
    ...     [
    ...         Voice("Reuters", Role.REPORTER, Medium.DOCUMENT),
    ...         Voice("Kupol", Role.AUTHOR, Medium.DOCUMENT),
    ...         Voice("the ministry", Role.ADDRESSEE, Medium.DOCUMENT),
    ...     ]
    ... )
    'Reuters ← Kupol → the ministry'
    """
    named = [(v.role, " ".join(v.name.split())) for v in voices]  # a name may stand on two lines
    said = " ← ".join(name for role, name in named if role not in (Role.ADDRESSEE, Role.ASKER))
    told = "".join(f" → {name}" for role, name in named if role == Role.ADDRESSEE)
    asked = "".join(f" (asked by {name})" for role, name in named if role == Role.ASKER)
    return (said + told + asked).strip()
