"""The timeline: claims in the order of the dates they name, each as precise as its source is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from averment.publish.page import PER_PAGE, Page, Whole, leaves
from averment.publish.shown import ClaimShown, DateShown
from averment.publish.when import When

WIDTH = 1000.0
"""Width of the strip in SVG units."""
_ROWS = 14
_ROW = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A claim under one of the dates it names."""

    claim: ClaimShown
    date: DateShown
    when: When
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A date on the strip: a dot for a day, a bar for anything longer, as long as it is."""

    x: float
    y: float
    width: float
    precision: str
    anchor: str
    page: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture above the list: bars in rows, a tick a year. `height` in SVG units."""

    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    left_out: int


def timeline(whole: Whole) -> Iterator[Page]:
    """The strip and the list, in pages; dates that were not resolved on the last."""
    moments, unresolved = _moments(whole.shown.claims)
    pages = list(leaves("timeline", moments))
    where = {m.anchor: leaf.path for leaf, rows in pages for m in rows}
    strip = _strip(moments, where)
    for leaf, rows in pages:
        title = "Timeline" if leaf.count == 1 else f"Timeline, page {leaf.number} of {leaf.count}"
        years = [(year, _days(list(found))) for year, found in groupby(rows, key=lambda m: m.when.first.year)]
        last = leaf.number == leaf.count
        context = {
            "title": title,
            "leaf": leaf,
            "years": years,
            "strip": strip if leaf.number == 1 else None,
            "unresolved": unresolved[:PER_PAGE] if last else [],
            "unresolved_count": len(unresolved),
        }
        yield Page(leaf.path, "timeline", context)


def _moments(claims: Sequence[ClaimShown]) -> tuple[list[Moment], list[tuple[ClaimShown, DateShown]]]:
    moments, unresolved = [], []
    for claim in claims:
        if claim.review == "rejected":
            continue
        seen: set[str] = set()
        for found in claim.dates:
            key = found.edtf or found.text
            if key in seen:
                continue
            seen.add(key)
            if found.when is None:
                unresolved.append((claim, found))
            else:
                moments.append(Moment(claim, found, found.when, f"t-{claim.id}-{len(seen)}"))
    moments.sort(key=lambda m: (m.when.first, m.when.last, m.claim.source.label, m.claim.number, m.claim.id))
    return moments, unresolved


def _days(moments: list[Moment]) -> list[tuple[str, list[Moment]]]:
    grouped = groupby(moments, key=lambda m: (m.when.first, m.when.last, m.when.text))
    return [(text, list(found)) for (_, _, text), found in grouped]


def _strip(moments: Sequence[Moment], where: dict[str, str]) -> Strip | None:
    if not moments:
        return None
    # A single far-off year ("founded in 1942") would press all the rest into a corner: the strip spans the middle
    # 98 of 100 dates, and says how many it leaves out.
    cut = len(moments) // 100
    kept = sorted(moments, key=lambda m: m.when.first)[cut : len(moments) - cut]
    first = date(min(m.when.first for m in kept).year, 1, 1)
    last = date(max(m.when.last for m in kept).year, 12, 31)
    days = max((last - first).days, 1)

    def at(day: date) -> float:
        return round((day - first).days / days * WIDTH, 1)

    bars: list[Bar] = []
    ends = [-1.0] * _ROWS
    left_out = len(moments) - len(kept)
    for _, found in groupby(kept, key=lambda m: (m.when.first, m.when.last)):
        same = list(found)
        head = same[0]
        x, width = at(head.when.first), max(round(at(head.when.last) - at(head.when.first), 1), 8.0)
        x = min(x, WIDTH - width)
        row = next((n for n, end in enumerate(ends) if end <= x), None)
        if row is None:
            left_out += len(same)
            continue
        ends[row] = x + width + 3
        y = float(row * _ROW)
        bars.append(Bar(x, y, width, head.when.precision, head.anchor, where[head.anchor], head.when.text, len(same)))
    used = max((b.y for b in bars), default=0.0) + _ROW
    step = max(1, -(-(last.year - first.year + 1) // 12))
    ticks = tuple((at(date(y, 1, 1)), str(y)) for y in range(first.year, last.year + 1, step))
    return Strip(used, tuple(bars), ticks, left_out)
