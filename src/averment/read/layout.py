"""From the characters of a page to its lines, columns and paragraphs, by geometry alone.

A page is cut in three steps. Characters that follow one another closely on one baseline are a *run*. Runs on one
baseline are a *line*: one run is a line of prose, several are the cells of a table row. Where the lines of a page
stand in columns of prose, each column is read to its end before the next.

The figures below were set on generated pages (letters, invoices, two-column articles); all lengths are in heights of
the line at hand, so that they hold for any size of print.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from averment.place import Box
from averment.read.glyphs import Glyph

CELL_GAP = 1.4
"""A wider gap than this parts cells; the spaces of justified prose stay below."""
SAME_LEVEL = 0.45
"""Baselines nearer than this are one line: footnote marks stand that high."""
COLUMN_WIDTH = 9.0
"""Prose columns are at least this wide; table cells mostly are not."""
COLUMN_LINES = 5
"""Lines that must stand on both sides of a gutter."""
COLUMN_FILL = 0.6
"""Share of its column's width that the middle line of prose fills."""
LINE_STEP = 1.25
"""Lines further apart than this many times the usual step begin a new paragraph."""
SHORT_LINE = 0.78
"""A line that ends before this share of the column's width ends its paragraph."""
INDENT = 0.8
HEADING = 1.15
"""Print this many times larger than the page's middle is a heading."""

_ITEM = re.compile(r"(?:[•·●○▪■◦‣–—*-]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)])(?:\s|$)", re.IGNORECASE)


@dataclass(slots=True)
class Run:
    """Characters that follow one another on one baseline."""

    text: str
    box: Box
    along: float
    until: float
    level: float
    height: float


@dataclass(slots=True)
class Line:
    """Runs on one baseline, in reading order."""

    runs: list[Run]
    along: float = field(init=False)
    until: float = field(init=False)
    level: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.along = min(r.along for r in self.runs)
        self.until = max(r.until for r in self.runs)
        self.level = self.runs[0].level
        self.height = max(r.height for r in self.runs)


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
        body = runs(by_turn[turn])
        if body:
            usual = median(r.height for r in body for _ in range(min(len(r.text), 200)))
            for column in columns(lines(body)):
                found.extend(_paragraphs(column, usual))
    return found


def runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """Characters gathered as the document draws them, until a gap or another baseline."""
    found: list[Run] = []
    current: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            if current:
                current.append(glyph)
            continue
        if last is not None and _parts(last, glyph):
            found.extend(_run(current))
            current = []
        current.append(glyph)
        last = glyph
    found.extend(_run(current))
    return found


def _parts(before: Glyph, after: Glyph) -> bool:
    height = max(before.height, after.height, 0.1)
    if abs(before.level - after.level) > SAME_LEVEL * height:
        return True
    # Right-to-left writing comes in reading order too, so a gap may lie on either side.
    return max(after.along - before.until, before.along - after.until) > CELL_GAP * height


def _run(glyphs: Sequence[Glyph]) -> Iterator[Run]:
    seen = [g for g in glyphs if not g.text.isspace()]
    if not seen:
        return
    text = "".join(g.text for g in glyphs).strip()
    boxes = [g.box for g in seen]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    biggest = max(seen, key=lambda g: g.height)
    yield Run(
        re.sub(r"\s+", " ", text),
        box,
        min(g.along for g in seen),
        max(g.until for g in seen),
        biggest.level,
        max(biggest.height, 0.1),
    )


def lines(found: Sequence[Run]) -> list[Line]:
    """Runs gathered by baseline, from the top down."""
    gathered: list[list[Run]] = []
    for run in sorted(found, key=lambda r: -r.level):
        if gathered and gathered[-1][0].level - run.level <= SAME_LEVEL * min(gathered[-1][0].height, run.height):
            gathered[-1].append(run)
        else:
            gathered.append([run])
    return [Line(_in_reading_order(group)) for group in gathered]


def _in_reading_order(group: list[Run]) -> list[Run]:
    letters = Counter(unicodedata.bidirectional(c) for r in group for c in r.text)
    backwards = letters["R"] + letters["AL"] > letters["L"]
    return sorted(group, key=lambda r: -r.until if backwards else r.along)


def columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Stretches of lines, each to be read from top to bottom: the columns of a page, left before right."""
    gutter = _gutter(page)
    if gutter is None:
        if page:
            yield list(page)
        return
    band: list[Line] = []
    for line in [*page, None]:
        if line is not None and not _crosses(line, gutter):
            band.append(line)
            continue
        left = [Line(side) for row in band if (side := [r for r in row.runs if r.along < gutter])]
        right = [Line(side) for row in band if (side := [r for r in row.runs if r.along >= gutter])]
        yield from columns(left)
        yield from columns(right)
        band = []
        if line is not None:
            yield [line]


def _crosses(line: Line, at: float) -> bool:
    return any(r.along < at < r.until for r in line.runs)


def _gutter(page: Sequence[Line]) -> float | None:
    """Where two columns of prose part, if they do: the place that fewest lines cross."""
    starts = Counter(round(r.along) for line in page for r in line.runs[1:] or line.runs)
    best: tuple[int, float] | None = None
    for start, count in sorted(starts.items()):
        if count < COLUMN_LINES:
            continue
        at = start - 1.5
        crossing = sum(_crosses(line, at) for line in page)
        if crossing * 4 <= len(page) and _prose(page, at) and (best is None or crossing < best[0]):
            best = (crossing, at)
    return best[1] if best else None


def _prose(page: Sequence[Line], at: float) -> bool:
    """Whether both sides of `at` are lines of prose rather than cells of a table."""
    for side in (
        [[r for r in line.runs if r.until <= at] for line in page],
        [[r for r in line.runs if r.along >= at] for line in page],
    ):
        rows = [row for row in side if row]
        if len(rows) < COLUMN_LINES or sum(len(row) == 1 for row in rows) < 0.8 * len(rows):
            return False
        widths = [row[-1].until - row[0].along for row in rows]
        height = median(row[0].height for row in rows)
        if median(widths) < COLUMN_WIDTH * height or median(widths) < COLUMN_FILL * max(widths):
            return False
    return True


def _paragraphs(column: Sequence[Line], usual: float) -> Iterator[Paragraph]:
    steps = [a.level - b.level for a, b in pairwise(column)]
    near = [step for step, line in zip(steps, column[1:], strict=False) if step < 2.5 * line.height]
    step = median(near) if len(near) >= 3 else 1.2 * usual
    edge = max(line.until for line in column)
    width = edge - min(line.along for line in column)
    current: list[Line] = []
    for line in column:
        if current and not _goes_on(current, line, step, edge, width):
            yield _paragraph(current, usual)
            current = []
        current.append(line)
    if current:
        yield _paragraph(current, usual)


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
