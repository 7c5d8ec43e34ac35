"""A reading while it is being made: text that grows, and passages whose offsets cannot slip."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from averment.passage import Anchor, Passage
from averment.place import Place
from averment.problem import Problem
from averment.read.cut import cut
from averment.read.limits import Limits

if TYPE_CHECKING:
    from averment.read.budget import Budget

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
"""NUL and lone surrogates: parsers let them through, files and databases cannot hold them."""


CELL = " | "
"""Between the cells of a row."""


class Stop(Exception):
    """Reading cannot go on. What was read before stays, and the reason becomes a `Problem`."""

    def __init__(self, code: str, message: str, hint: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.place = code, message, hint, place


@dataclass(frozen=True, slots=True)
class Note:
    """A problem whose place may still move, while its draft becomes a part of another."""

    code: str
    message: str
    hint: str
    place: Place | None


@dataclass(slots=True)
class Draft:
    """What one reader fills. `add` appends a passage and the text it stands in; `note` records a problem.

    `depth` counts how deep in other documents this one lies (an attachment of a mail is 1); `name` is what it is
    called where it comes from, which says no more than people do; `budget` is what may still be unpacked, shared by
    all parts of a document; `joint` stands between its own name and those of its parts ("a.zip!b.txt"). `begun` is
    when the outermost was begun, on the clock that only counts: recognition stops before the time of all is up.
    """

    source: str
    limits: Limits
    depth: int = 0
    name: str = ""
    budget: "Budget | None" = None
    joint: str = "/"
    media_type: str = "application/octet-stream"
    method: str = ""
    title: str | None = None
    author: str | None = None
    published: str | None = None
    length: int = 0
    passages: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    begun: float = field(default_factory=monotonic)
    _pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def append(self, text: str) -> int:
        """Append text as it is, in no passage yet; returns where it starts. Stops at the limit of characters."""
        room = self.limits.characters - self.length
        start = self.length
        if len(text) > room:
            self._pieces.append(text[:room])
            self.length += room
            raise Stop(
                "truncated",
                f"only the first {self.limits.characters:,} characters were read",
                "split the file into smaller ones and add those",
                self.here(),
            )
        self._pieces.append(text)
        self.length += len(text)
        return start

    def mark(
        self, text: str, start: int, kind: str, anchors: Sequence[Anchor] = (), **where: float | str | None
    ) -> None:
        """Make a passage of `text`, which stands at `start`; one that is too long becomes several."""
        for first, last in cut(text, self.limits.passage_characters):
            low, high = start + first, start + last
            inside = anchors if (first, last) == (0, len(text)) else _clip(anchors, low, high)
            self.passages.append(
                Passage(
                    self.source,
                    low,
                    text[first:last],
                    kind,
                    anchors=tuple(inside),
                    method=self.method,
                    **where,  # type: ignore[arg-type]  # page and row are whole, confidence is not, sheet and part are words
                )
            )

    def add(
        self, text: str, kind: str = "paragraph", anchors: Sequence[Anchor] = (), **where: float | str | None
    ) -> None:
        """Append a passage. `anchors` are offsets into `text` here, and are moved to where it comes to stand.

        Passages are set apart by a blank line, rows and list items by a line break. Text of nothing but
        white space is left out.
        """
        text = _NOT_TEXT.sub("\ufffd", text)
        if not text.strip():
            return
        if self.length:
            close = kind in _CLOSE and bool(self.passages) and self.passages[-1].kind in _CLOSE
            self.append("\n" if close else "\n\n")
        start = self.length
        moved = [replace(a, start=a.start + start, end=a.end + start) for a in anchors]
        try:
            self.append(text)
        finally:  # at the limit, what still fitted is a passage too
            self.mark(text[: self.length - start], start, kind, moved, **where)

    def add_row(self, cells: Sequence[str], kind: str = "row", **where: float | str | None) -> None:
        """Append a table row: its cells joined by ` | `, an anchor for each that is not empty, with its column.

        Empty cells before the first and after the last are left out; those between stay, as the eye would see them.
        """
        anchors: list[Anchor] = []
        at = 0
        for column, cell in enumerate(cells, start=1):
            if cell.strip():
                anchors.append(Anchor(at, at + len(cell), column=column))
            at += len(cell) + len(CELL)
        if anchors:
            first = anchors[0].start
            moved = [Anchor(a.start - first, a.end - first, column=a.column) for a in anchors]
            self.add(CELL.join(cells)[first : anchors[-1].end], kind, moved, **where)

    def note(self, code: str, message: str, hint: str, place: Place | None = None) -> None:
        """Record a problem; `place` is where in the text, when that is known."""
        self.notes.append(Note(code, message, hint, place))

    def here(self, page: int | None = None, sheet: str | None = None, row: int | None = None) -> Place:
        """The place that the draft has come to."""
        return Place(self.source, self.length, self.length, page=page, sheet=sheet, row=row)

    def part(self) -> "Draft":
        """An empty draft for a document inside this one, with the room that is left."""
        room = max(self.limits.characters - self.length - 2, 0)  # less the blank line between
        limits = replace(self.limits, characters=room)
        return Draft(self.source, limits, self.depth + 1, budget=self.budget, begun=self.begun)

    def embed(self, other: "Draft", part: str) -> None:
        """Take in the draft of a document inside this one, under the name `part`."""
        shift = 0
        if other.length:
            if self.length:
                self.append("\n\n")
            shift = self.append(other.text)
        for passage in other.passages:
            moved = tuple(replace(a, start=a.start + shift, end=a.end + shift) for a in passage.anchors)
            name = f"{part}{other.joint}{passage.part}" if passage.part else part
            self.passages.append(replace(passage, start=passage.start + shift, anchors=moved, part=name))
        for note in other.notes:
            place = note.place or Place(self.source, 0, 0)
            name = f"{part}{other.joint}{place.part}" if place.part else part
            moved_to = replace(place, start=place.start + shift, end=place.end + shift, part=name)
            self.notes.append(replace(note, place=moved_to))

    def problems(self) -> Iterator[Problem]:
        """The notes as problems of the source."""
        for note in self.notes:
            locator = None if note.place is None else str(note.place)
            yield Problem("read", note.code, note.message, note.hint, self.source, locator, self.method or None)


_CLOSE = frozenset({"row", "list", "header"})


def _clip(anchors: Sequence[Anchor], low: int, high: int) -> list[Anchor]:
    touched = (a for a in anchors if a.start < high and a.end > low)
    return [replace(a, start=max(a.start, low), end=min(a.end, high)) for a in touched]
