"""From the characters of a page to its lines.

Characters that follow one another closely on one baseline are a *run*. Runs on one baseline are a *line*: one run is
a line of prose, several are the cells of a table row. All lengths are in heights of the line at hand, so that they
hold for any size of print.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from averment.place import Box
from averment.read.glyphs import Glyph

CELL_GAP = 1.4
"""A wider gap than this parts cells; the spaces of justified prose stay below."""
WORD_GAP = 0.15
"""A wider gap than this parts words."""
SAME_LEVEL = 0.45
"""Baselines nearer than this are one line: footnote marks stand that high."""

_FIRST_RIGHTWARD = "\u0590"
"""The first character of Hebrew: what comes before is written from the left."""


@dataclass(slots=True)
class Run:
    """Characters that follow one another on one baseline. `words` are those of recognised text, which stay apart."""

    text: str
    box: Box
    along: float
    until: float
    level: float
    height: float
    words: tuple[object, ...] = ()


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
        rightward = glyph.text >= _FIRST_RIGHTWARD and unicodedata.bidirectional(glyph.text[0]) in ("R", "AL", "NSM")
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
    height = before.height if before.height > after.height else after.height
    if not -SAME_LEVEL * height <= before.level - after.level <= SAME_LEVEL * height:
        return True
    # Right-to-left writing comes in reading order too, so a gap may lie on either side.
    return after.along - before.until > CELL_GAP * height or before.along - after.until > CELL_GAP * height


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


def joined(line: Line) -> Line:
    """Runs that stand close, drawn in pieces and not one after the other, as one."""
    whole = line.runs[:1]
    for run in line.runs[1:]:
        space = gap(whole[-1], run)
        if space > CELL_GAP * max(run.height, whole[-1].height):
            whole.append(run)
        else:
            whole[-1] = together([whole[-1], run], "" if space < WORD_GAP * run.height else " ")
    return Line(whole)


def gap(before: Run, after: Run) -> float:
    """The room between two runs, whichever comes first; below zero where they overlap."""
    return max(after.along - before.until, before.along - after.until)


def together(runs: Sequence[Run], between: str) -> Run:
    """Several runs as one, with `between` between their words."""
    lefts, bottoms, rights, tops = zip(*(r.box for r in runs), strict=True)
    return replace(
        max(runs, key=lambda r: r.height),
        text=between.join(r.text for r in runs),
        box=(min(lefts), min(bottoms), max(rights), max(tops)),
        along=min(r.along for r in runs),
        until=max(r.until for r in runs),
        words=tuple(word for r in runs for word in r.words),
    )


def evenly_spread(runs: Sequence[Run]) -> bool:
    """Whether the gaps look like the spaces of justified prose."""
    wide = [space for space in map(gap, runs, runs[1:]) if space > CELL_GAP * runs[0].height]
    return not wide or (max(wide) < 1.3 * min(wide) + 0.5 and max(wide) < 2.5 * runs[0].height)
