"""From pieces to the fields of a record: exact words, places, and mentions for the names of parties."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from averment.claim import Span
from averment.extract.documents.parties import NAMES, schema_of
from averment.extract.documents.pieces import Piece, confidence
from averment.mention import Mention
from averment.method import method
from averment.paper import Field, Paper
from averment.passage import Passage
from averment.place import Place

PAPERS = method("extract.papers", "1")


@dataclass(slots=True)
class Maker:
    """Makes fields of one source. `mentions` are those found so far, in order; `added` those that papers add, and
    `covered` the ids of mentions that lie inside an added one and give way to it."""

    passages: Sequence[Passage]
    mentions: Sequence[Mention]
    added: dict[tuple[int, int], Mention] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [m.place.start for m in self.mentions]

    def trial(self, make: Callable[[], Paper | None]) -> Paper | None:
        """What `make` makes; when that is nothing, the mentions it added on the way are taken back."""
        added, covered = dict(self.added), set(self.covered)
        paper = make()
        if paper is None:
            self.added, self.covered = added, covered
        return paper

    def near(self, start: int, end: int) -> list[Mention]:
        """The mentions that touch a stretch."""
        first = bisect_left(self._starts, start)
        if first and self.mentions[first - 1].place.end > start:
            first -= 1
        last = bisect_left(self._starts, end)
        return list(self.mentions[first:last])

    def field(
        self,
        name: str,
        pieces: Sequence[Piece],
        value: dict[str, Any] | None = None,
        *,
        label: Piece | None = None,
        of: str | None = None,
    ) -> Field:
        """A field whose words are these pieces."""
        return Field(
            name,
            tuple(span(p) for p in pieces),
            place(pieces[0]),
            value or {},
            None if label is None else span(label),
            of,
            None,
            confidence(pieces),
        )

    def party(self, name: str, piece: Piece, label: Piece | None) -> Field:
        """A party by name, with the mention that its words are; where there is none, one is made."""
        mention = self._mention(piece)
        return Field(
            name, (span(piece),), place(piece), {}, None if label is None else span(label), None,
            mention.id if mention else None, confidence([piece]),
        )  # fmt: skip

    def _mention(self, piece: Piece) -> Mention | None:
        known = self.added.get((piece.start, piece.end))
        if known is not None:
            return known
        if any(start < piece.end and piece.start < end for start, end in self.added):
            return None
        touched = self.near(piece.start, piece.end)
        for mention in touched:
            if (mention.place.start, mention.place.end) == (piece.start, piece.end) and mention.schema in NAMES:
                return mention
        if any(m.place.start < piece.start or m.place.end > piece.end for m in touched):
            return None  # a longer mention reaches over the edge: leave it as it is
        made = Mention(place(piece), schema_of(piece.text), piece.text, PAPERS.id)
        better = next((m.schema for m in touched if m.schema in NAMES and len(m.text) * 2 > len(piece.text)), None)
        if better and made.schema == "LegalEntity":
            made = Mention(made.place, better, made.text, made.method)
        self.added[piece.start, piece.end] = made
        self.covered.update(m.id for m in touched)
        return made


def span(piece: Piece) -> Span:
    """The words of a piece with their offsets."""
    return Span(piece.start, piece.end, piece.text)


def place(piece: Piece) -> Place:
    """Where a piece stands."""
    return piece.passage.place(piece.start, piece.end)


def place_over(source: str, pieces: Iterable[Piece]) -> Place:
    """The stretch from the first of these pieces to the last: on one page with the box around them all."""
    ordered = sorted(pieces, key=lambda p: p.start)
    start, end = ordered[0].start, max(p.end for p in ordered)
    places = [place(p) for p in ordered]
    one = places[0]
    boxes = [p.box for p in places if p.box is not None]
    same_page = all(p.page == one.page for p in places)
    box = None
    if boxes and same_page:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        box = (min(lefts), min(bottoms), max(rights), max(tops))
    same_row = all((p.sheet, p.row, p.part) == (one.sheet, one.row, one.part) for p in places)
    same_part = all(p.part == one.part for p in places)
    return Place(
        source, start, end, page=one.page, box=box,
        sheet=one.sheet if all(p.sheet == one.sheet for p in places) else None,
        row=one.row if same_row else None,
        column=one.column if same_row and all(p.column == one.column for p in places) else None,
        part=one.part if same_part else None,
    )  # fmt: skip
