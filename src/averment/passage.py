"""Text as read, tied to a place."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from averment.identity import content_id
from averment.place import Box, Place


@dataclass(frozen=True, slots=True)
class Anchor:
    """A finer mark inside a passage: a line of a page or a recognised word with its box, a cell with its column.

    `start` and `end` are offsets into the source's text, like every other offset. `confidence` (0–1) is that of a
    recognised word, as its recogniser gives it, and None for everything else.
    """

    start: int
    end: int
    box: Box | None = None
    column: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, table row or header line: `text == source_text[start:end]`, always.

    `kind` is one of "paragraph", "heading", "row", "header", "list". `language` is an ISO 639-1 code or None.
    `confidence` (0–1) is that of recognised text and None for a text layer.
    """

    source: str
    start: int
    text: str
    kind: str = "paragraph"
    language: str | None = None
    confidence: float | None = None
    page: int | None = None
    sheet: str | None = None
    row: int | None = None
    part: str | None = None
    anchors: tuple[Anchor, ...] = ()
    method: str = ""

    @property
    def end(self) -> int:
        """Where the passage ends in the source's text (exclusive)."""
        return self.start + len(self.text)

    @property
    def id(self) -> str:
        """Taken from the source, the stretch and the words."""
        return content_id("passage", self.source, self.start, self.text)

    def place(self, start: int | None = None, end: int | None = None) -> Place:
        """The place of a stretch of this passage (all of it by default).

        `start` and `end` are offsets into the source's text. The box is that of the lines touched; the
        column is given when the stretch lies in one cell.
        """
        start = self.start if start is None else start
        end = self.end if end is None else end
        touched = [a for a in self._near(start) if a.start < end and a.end > start]
        columns = {a.column for a in touched if a.column is not None}
        return Place(
            self.source,
            start,
            end,
            page=self.page,
            box=_union(a.box for a in touched if a.box is not None),
            sheet=self.sheet,
            row=self.row,
            column=columns.pop() if len(columns) == 1 else None,
            part=self.part,
        )

    def _near(self, start: int) -> tuple[Anchor, ...]:
        first = bisect_right(self.anchors, start, key=lambda a: a.start) - 1
        return self.anchors[max(first, 0) :]


def _union(boxes: Iterable[Box]) -> Box | None:
    found = list(boxes)
    if not found:
        return None
    lefts, bottoms, rights, tops = zip(*found, strict=True)
    return (min(lefts), min(bottoms), max(rights), max(tops))
