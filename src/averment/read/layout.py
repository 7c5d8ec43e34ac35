"""The paragraphs of a page, by geometry alone: lines first, then columns, then what belongs together.

The figures here and in `lines.py` and `columns.py` were set on generated pages (letters, invoices, two-column
articles). All lengths are in heights of the line at hand, so that they hold for any size of print.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

from averment.read.columns import columns
from averment.read.glyphs import Glyph
from averment.read.lines import Line, Run, evenly_spread, joined, lines, runs, together

LINE_STEP = 1.25
"""Lines further apart than this many times the usual step begin a new paragraph."""
SHORT_LINE = 0.78
"""A line that ends before this share of the column's width ends its paragraph."""
INDENT = 0.8
"""A line that begins this much further in begins a paragraph."""
HEADING = 1.15
"""Print this many times larger than the page's middle is a heading."""

_ITEM = re.compile(r"(?:[•·●○▪■◦‣–—*-]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)])(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `kind` is as in `Passage`. A "row" has one line, whose runs are its cells."""

    kind: str
    lines: tuple[Line, ...]


def paragraphs(glyphs: Iterable[Glyph]) -> list[Paragraph]:
    """The paragraphs of a page in reading order. Writing in another direction than most comes after the rest."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    found: list[Paragraph] = []
    for turn in sorted(by_turn, key=lambda t: (-len(by_turn[t]), t)):
        found.extend(paragraphs_of(runs(by_turn[turn])))
    return found


def paragraphs_of(body: Sequence[Run]) -> Iterator[Paragraph]:
    """The paragraphs that runs of one direction make, in reading order."""
    if body:
        usual = median(r.height for r in body for _ in range(min(len(r.text), 200)))
        for column in columns(lines(body)):
            yield from _paragraphs(column, usual)


def _paragraphs(column: Sequence[Line], usual: float) -> Iterator[Paragraph]:
    steps = [a.level - b.level for a, b in pairwise(column)]
    near = [step for step, line in zip(steps, column[1:], strict=False) if step < 2.5 * line.height]
    step = median(near) if len(near) >= 3 else 1.2 * usual
    edge = max(line.until for line in column)
    width = edge - min(line.along for line in column)
    current: list[Line] = []
    whole = [joined(line) for line in column]
    for line in map(partial(_unspread, whole), range(len(whole))):
        if current and not _goes_on(current, line, step, edge, width):
            yield _paragraph(current, usual)
            current = []
        current.append(line)
    if current:
        yield _paragraph(current, usual)


def _unspread(column: Sequence[Line], index: int) -> Line:
    """A line of justified prose whose spaces grew as wide as gaps between cells, put together again.

    It has even gaps and goes from edge to edge, as does a neighbour without gaps.
    """
    line = column[index]
    if len(line.runs) < 2:
        return line
    beside = [column[i] for i in (index - 1, index + 1) if 0 <= i < len(column)]
    slack = 0.3 * line.height
    same = any(
        len(n.runs) == 1 and abs(n.along - line.along) < slack and abs(n.until - line.until) < slack for n in beside
    )
    if not (same and evenly_spread(line.runs)):
        return line
    return Line([together(line.runs, " ")])


def _is_row(line: Line) -> bool:
    return len(line.runs) > 1 and not _is_item(line)


def _is_item(line: Line) -> bool:
    return len(line.runs) <= 2 and bool(_ITEM.match(line.runs[0].text))


def _goes_on(current: Sequence[Line], line: Line, step: float, edge: float, width: float) -> bool:
    last = current[-1]
    if _is_row(line) or _is_row(last) or _is_item(line):
        return False
    if last.level - line.level > LINE_STEP * max(step, line.height) or not 0.85 < last.height / line.height < 1.18:
        return False
    if last.runs[-1].text.endswith("-"):
        return True
    if last.until < edge - (1 - SHORT_LINE) * width:
        return False
    return line.along <= last.along + INDENT * line.height or (len(current) == 1 and _is_item(last))


def _paragraph(found: Sequence[Line], usual: float) -> Paragraph:
    first = found[0]
    if _is_row(first):
        return Paragraph("row", tuple(found))
    if _is_item(first):
        return Paragraph("list", tuple(found))
    large = first.height > HEADING * usual and len(found) <= 3
    return Paragraph("heading" if large else "paragraph", tuple(found))
