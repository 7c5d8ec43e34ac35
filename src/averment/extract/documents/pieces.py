"""Where words stand on a paper: passages become lines of pieces with a left and a right edge.

A piece is a run of words that nothing wide parts: a cell of a table, a run of a page's line, or the words of a plain
text line between two wide gaps. One geometry serves all: points on a page, columns of characters in plain text,
column numbers in a table.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from averment.passage import Anchor, Passage
from averment.reading import Reading

MOST_LINES = 5_000
"""Lines of one leaf that are looked at; a longer sheet is trade data, not a paper."""

MOST_PIECES = 120
"""Pieces of one line that are looked at: no paper has so many columns."""

_GAP = re.compile(r"\t+ *| {2,}\t*|\u3000{2,}| \| ")
"""What parts the pieces of a line without boxes."""
_ASIDE = re.compile(r"(?:^|/)(?:table|header|footer|footnote|endnote|comment):[^/]*")
"""Parts of one document that belong to the same paper as its body."""
_WORD_GAP = 1.2
"""Words nearer than this many times their height are one piece."""
_RECOGNISED_GAP = 2.0
"""The same for recognised words, whose boxes are less exact."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: `text == source_text[start:end]`. Pieces of one `block` share a geometry."""

    start: int
    end: int
    text: str
    left: float
    right: float
    level: float
    height: float
    block: str
    passage: Passage

    def beside(self, other: "Piece") -> bool:
        """Whether the two overlap when one looks straight up or down."""
        return self.block == other.block and self.left < other.right and other.left < self.right


Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page, a sheet or a whole text: its lines from top to bottom, each with its pieces from left to right.

    `step` is the usual distance of lines, `truncated` tells that there were more than `MOST_LINES`. `exact` says that
    figures come from a workbook, whose decimal mark is always a point.
    """

    rows: tuple[Row, ...]
    step: float
    truncated: bool = False
    exact: bool = False


def leaves(reading: Reading) -> list[Leaf]:
    """The pages, sheets and texts of a source, in order."""
    grouped: dict[tuple[int | None, str | None, str], list[Passage]] = {}
    for passage in reading.passages:
        root = _ASIDE.sub("", passage.part or "").removeprefix("/").removesuffix("body").removesuffix("/")
        grouped.setdefault((passage.page, passage.sheet, root), []).append(passage)
    breaks = [m.start() for m in re.finditer("\n", reading.text)]
    return [leaf for passages in grouped.values() if (leaf := _leaf(passages, reading.text, breaks)).rows]


def _leaf(passages: Sequence[Passage], text: str, breaks: Sequence[int]) -> Leaf:
    boxed = any(a.box is not None for p in passages for a in p.anchors)
    if boxed:
        rows = _boxed_rows(passages)
    else:
        rows = []
        for passage in passages:
            rows += _grid_row(passage, len(rows)) if passage.row is not None else _text_rows(passage, text, breaks)
            if len(rows) > MOST_LINES:
                break
    levels = [row[0].level for row in rows[:MOST_LINES]]
    steps = sorted(b - a for a, b in pairwise(levels) if b > a)
    if boxed:  # lines of small print beside the larger are not the usual distance
        tall = [row[0].height for row in rows[:MOST_LINES]]
        steps = [s for s in steps if s > 0.6 * sorted(tall)[len(tall) // 2]]
    step = (steps[len(steps) // 4] if boxed else steps[0]) if steps else 1.0
    exact = bool(passages) and passages[0].sheet is not None
    return Leaf(tuple(rows[:MOST_LINES]), step, len(rows) > MOST_LINES, exact)


# ---- pages


def _boxed_rows(passages: Sequence[Passage]) -> list[Row]:
    pieces = [p for passage in passages for p in _boxed(passage)]
    pieces.sort(key=lambda p: (p.level, p.left))
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and piece.level - rows[-1][0].level <= 0.5 * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [tuple(sorted(row, key=lambda p: (p.left, p.start))[:MOST_PIECES]) for row in rows]


def _boxed(passage: Passage) -> Iterator[Piece]:
    group: list[Anchor] = []
    for anchor in passage.anchors:
        if anchor.box is None or anchor.end <= anchor.start:
            continue
        if group and not _close(group[-1], anchor, passage):
            yield _piece_of(group, passage)
            group = []
        group.append(anchor)
    if group:
        yield _piece_of(group, passage)


def _close(before: Anchor, after: Anchor, passage: Passage) -> bool:
    a, b = before.box, after.box
    if a is None or b is None:
        return False
    between = passage.text[before.end - passage.start : after.start - passage.start]
    if between.strip() or "\n" in between:
        return False
    height = max(a[3] - a[1], b[3] - b[1], 0.1)
    if abs((a[1] + a[3]) - (b[1] + b[3])) >= height:
        return False
    if after.confidence is not None:  # boxes of recognised words are rough; wide gaps were made cells already
        return -3 * height < b[0] - a[2] < _RECOGNISED_GAP * height
    return -height < b[0] - a[2] < _WORD_GAP * height


def _piece_of(group: Sequence[Anchor], passage: Passage) -> Piece:
    boxes = [a.box for a in group if a.box is not None]
    left, bottom, right, top = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    start, end = group[0].start, group[-1].end
    text = passage.text[start - passage.start : end - passage.start]
    height = max(top - bottom, 0.1)
    return Piece(start, end, text, left, right, -(bottom + top) / 2, height, f"page {passage.page}", passage)


# ---- tables and plain text


def _grid_row(passage: Passage, number: int) -> list[Row]:
    block = f"{passage.sheet}/{passage.part}"
    pieces = []
    for anchor in passage.anchors:
        if anchor.column is None:
            continue
        text = passage.text[anchor.start - passage.start : anchor.end - passage.start]
        at = anchor.start + len(text) - len(text.lstrip())
        column = float(anchor.column)
        pieces.append(Piece(at, at + len(text.strip()), text.strip(), column, column + 0.9, number, 1, block, passage))
    return [tuple(pieces[:MOST_PIECES])] if pieces else []


def _text_rows(passage: Passage, text: str, breaks: Sequence[int]) -> Iterator[Row]:
    at = passage.start
    for line in passage.text.split("\n"):
        begin = breaks[bisect_right(breaks, at - 1) - 1] + 1 if breaks and breaks[0] < at else 0
        level = float(bisect_right(breaks, at - 1))
        pieces = tuple(islice(_text_pieces(line, at, width(text[begin:at]), level, passage), MOST_PIECES))
        if pieces:
            yield pieces
        at += len(line) + 1


def _text_pieces(line: str, at: int, left: float, level: float, passage: Passage) -> Iterator[Piece]:
    """The words of a line between wide gaps. A cell of a wide-gapped line keeps its column of characters."""
    edges = [0]
    for gap in _GAP.finditer(line):
        edges += [gap.start(), gap.end()]
    edges.append(len(line))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        words = line[first:last]
        stripped = words.strip(" \t\r\u3000|")
        if stripped:
            begin = first + words.index(stripped)
            edge = left + width(line[:begin])
            yield Piece(
                at + begin,
                at + begin + len(stripped),
                stripped,
                edge,
                edge + width(stripped),
                level,
                1,
                "text",
                passage,
            )


def width(text: str) -> float:
    """Columns of characters; Chinese characters take two, a tab goes on to the next eighth column."""
    columns = 0
    for character in text:
        if character == "\t":
            columns += 8 - columns % 8
        else:
            columns += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return float(columns)


def part(piece: Piece, start: int, end: int) -> Piece:
    """A stretch of a piece (offsets into the source) as a piece of its own; its edges are measured by characters."""
    whole = max(width(piece.text), 1.0)
    scale = (piece.right - piece.left) / whole
    words = piece.text[start - piece.start : end - piece.start]
    left = piece.left + width(piece.text[: start - piece.start]) * scale
    return Piece(
        start, end, words, left, left + width(words) * scale, piece.level, piece.height, piece.block, piece.passage
    )


def confidence(pieces: Iterable[Piece]) -> float | None:
    """How sure the recognition is of the least certain word; None for a text layer."""
    found: list[float] = []
    for piece in pieces:
        own = [
            sure
            for a in piece.passage.anchors
            if a.start < piece.end and a.end > piece.start and (sure := getattr(a, "confidence", None)) is not None
        ]
        if own:
            found.append(min(own))
        elif piece.passage.confidence is not None:
            found.append(piece.passage.confidence)
    return min(found) if found else None
