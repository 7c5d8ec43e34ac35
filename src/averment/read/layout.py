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
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from statistics import median

from averment.place import Box
from averment.read.glyphs import Glyph

CELL_GAP = 1.4
"""A wider gap than this parts cells; the spaces of justified prose stay below."""
WORD_GAP = 0.15
"""A wider gap than this parts words."""
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
NEAR = 1.7
"""Lines nearer than this may belong to one column."""
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
    for glyph in _right_to_left(glyphs):
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


def _right_to_left(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Words of Arabic and Hebrew in the order they are read; some come as they lie on paper, from the left."""
    word: list[Glyph] = []
    for glyph in glyphs:
        rightward = unicodedata.bidirectional(glyph.text[0]) in ("R", "AL", "NSM")
        if not rightward or (word and _apart(word[-1], glyph)):
            yield from _word(word)
            word = []
        if rightward:
            word.append(glyph)
        else:
            yield glyph
    yield from _word(word)


def _apart(before: Glyph, after: Glyph) -> bool:
    gap = max(after.along - before.until, before.along - after.until)
    return gap > 0.5 * after.height or abs(before.level - after.level) > 0.1 * after.height


def _word(glyphs: list[Glyph]) -> list[Glyph]:
    return glyphs[::-1] if glyphs and glyphs[0].along < glyphs[-1].along else glyphs


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


def _joined(line: Line) -> Line:
    """Runs that stand close, drawn in pieces and not one after the other, as one."""
    joined = line.runs[:1]
    for run in line.runs[1:]:
        gap = _gap(joined[-1], run)
        if gap > CELL_GAP * max(run.height, joined[-1].height):
            joined.append(run)
        else:
            joined[-1] = _together([joined[-1], run], "" if gap < WORD_GAP * run.height else " ")
    return Line(joined)


def _gap(before: Run, after: Run) -> float:
    return max(after.along - before.until, before.along - after.until)


def _together(runs: Sequence[Run], between: str) -> Run:
    lefts, bottoms, rights, tops = zip(*(r.box for r in runs), strict=True)
    return replace(
        max(runs, key=lambda r: r.height),
        text=between.join(r.text for r in runs),
        box=(min(lefts), min(bottoms), max(rights), max(tops)),
        along=min(r.along for r in runs),
        until=max(r.until for r in runs),
    )


def columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Stretches of lines, each to be read from top to bottom: the columns of a page, left before right."""
    found = _columns_of_prose(page)
    if found is None:
        if page:
            yield list(page)
        return
    first, last, gutter = found
    yield from columns(page[:first])
    band = page[first:last]
    yield from columns([Line(side) for line in band if (side := [r for r in line.runs if r.along < gutter])])
    yield from columns([Line(side) for line in band if (side := [r for r in line.runs if r.along >= gutter])])
    yield from columns(page[last:])


def _columns_of_prose(page: Sequence[Line]) -> tuple[int, int, float] | None:
    """The tallest band of lines that stand in two columns: first line, one past the last, and where they part."""
    starts = Counter(round(r.along) for line in page for r in line.runs)
    best: tuple[int, int, float] | None = None
    for start, count in sorted(starts.items()):
        at = start - 1.5
        if count < COLUMN_LINES - 2:  # justified lines do not all begin on the same point
            continue
        for first, last in _bands(page, at):
            if (best is None or last - first > best[1] - best[0]) and _prose(page[first:last], at):
                best = (first, last, at)
    return best


def _bands(page: Sequence[Line], at: float) -> Iterator[tuple[int, int]]:
    """Stretches of lines that nothing crosses at `at`, from the first to the last line with words on both sides.

    Lines of one side that stand close above or below belong to their column, and to the band.
    """
    first = 0
    for index in range(len(page) + 1):
        if index < len(page) and not _breaks(page[index], at):
            continue
        sided = [i for i in range(first, index) if page[i].along < at and page[i].until > at]
        if sided:
            low, high = sided[0], sided[-1]
            while low > first and page[low - 1].level - page[low].level < NEAR * page[low - 1].height:
                low -= 1
            while high < index - 1 and page[high].level - page[high + 1].level < NEAR * page[high].height:
                high += 1
            yield low, high + 1
        first = index + 1


def _breaks(line: Line, at: float) -> bool:
    """Whether a line goes across `at`, or has cells on one side of it."""
    if any(r.along < at < r.until for r in line.runs):
        return True
    sides = [r for r in line.runs if r.until <= at], [r for r in line.runs if r.along >= at]
    return any(len(side) > 1 and not _evenly_spread(side) for side in sides)


def _evenly_spread(runs: Sequence[Run]) -> bool:
    """Whether the gaps look like the spaces of justified prose."""
    wide = [gap for gap in map(_gap, runs, runs[1:]) if gap > CELL_GAP * runs[0].height]
    return not wide or (max(wide) < 1.3 * min(wide) + 0.5 and max(wide) < 2.5 * runs[0].height)


def _prose(band: Sequence[Line], at: float) -> bool:
    """Whether both sides of `at` are lines of prose rather than cells of a table."""
    left = [[r for r in line.runs if r.until <= at] for line in band]
    right = [[r for r in line.runs if r.along >= at] for line in band]
    return _is_column([row for row in left if row]) and _is_column([row for row in right if row])


def _is_column(rows: Sequence[Sequence[Run]]) -> bool:
    if len(rows) < COLUMN_LINES:
        return False
    widths = [max(r.until for r in row) - min(r.along for r in row) for row in rows]
    height = median(row[0].height for row in rows)
    return median(widths) >= COLUMN_WIDTH * height and median(widths) >= COLUMN_FILL * max(widths)


def _paragraphs(column: Sequence[Line], usual: float) -> Iterator[Paragraph]:
    steps = [a.level - b.level for a, b in pairwise(column)]
    near = [step for step, line in zip(steps, column[1:], strict=False) if step < 2.5 * line.height]
    step = median(near) if len(near) >= 3 else 1.2 * usual
    edge = max(line.until for line in column)
    width = edge - min(line.along for line in column)
    current: list[Line] = []
    joined = [_joined(line) for line in column]
    for line in map(partial(_unspread, joined), range(len(joined))):
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
    if not (same and _evenly_spread(line.runs)):
        return line
    return Line([_together(line.runs, " ")])


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
