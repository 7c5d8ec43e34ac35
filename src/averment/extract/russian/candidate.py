"""A proposed name, and what it rests on."""

from dataclasses import dataclass, field

TOLD, HEADED, KNOWN, GUESSED = 4.0, 3.0, 2.5, 1.0
"""What a schema rests on: a legal form or the noun beside the name; the words of the name; a table; the model. Where
two candidates overlap, the one that rests on more stands, then the longer one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the passage number `piece`: `start` and `end` are offsets into the passage's text.

    `key` is what all cases of it share, `normal` its base form where the text has another case ("" otherwise).
    """

    piece: int
    start: int
    end: int
    schema: str
    weight: float
    key: str
    normal: str = ""
    noun: str = ""
    """The noun that introduces it ("завод"), by which it may be meant later."""
    text: str = ""
    """Its words where a noun before it leaves no doubt that they stand in their base form."""


@dataclass(slots=True)
class Taken:
    """Stretches already given away, looked up by the blocks of text they touch."""

    blocks: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, start: int, end: int) -> None:
        """Give a stretch away."""
        for block in range(start // 64, max(end - 1, start) // 64 + 1):
            self.blocks.setdefault(block, []).append((start, end))

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with one given away."""
        blocks = range(start // 64, max(end - 1, start) // 64 + 1)
        return any(a < end and start < b for block in blocks for a, b in self.blocks.get(block, ()))
