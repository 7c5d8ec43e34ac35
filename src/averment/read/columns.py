"""Columns of prose on a page, told from the columns of a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from averment.read.lines import Line, Run, evenly_spread

COLUMN_WIDTH = 9.0
"""Prose columns are at least this wide; table cells mostly are not."""
COLUMN_LINES = 5
"""Lines that must stand on both sides of a gutter."""
COLUMN_FILL = 0.6
"""Share of its column's width that the middle line of prose fills."""
NEAR = 1.7
"""Lines nearer than this may belong to one column."""


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
    return any(len(side) > 1 and not evenly_spread(side) for side in sides)


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
