"""From recognised words to paragraphs: the layout of `read/layout.py`, on lines made of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from averment.passage import Anchor
from averment.place import Box
from averment.read.draft import CELL, Draft
from averment.read.layout import paragraphs_of
from averment.read.lines import CELL_GAP, SAME_LEVEL, Run
from averment.read.ocr.page import Recognised
from averment.read.ocr.spelling import alphabet_of, between, spelled
from averment.read.ocr.word import Frame, Word, confidence

LINE = 1.16
"""Height of a line of print in sizes of print: ascent and descent of common faces."""
ALIKE = 0.22
"""Print this near the usual size of the page is of that size: heights of words tell it only so well."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word on its line: its text as spelled, its box on the page in points, and how sure it is."""

    text: str
    box: Box
    confidence: float
    gap: float
    """Room before it, in sizes of print."""
    word: Word


def add_page(found: Recognised, to_page: Frame, points: float, page: int, draft: Draft) -> None:
    """Add the passages of a recognised page.

    `to_page` maps pixels of the picture that came in to points of the page; `points` is the size of a pixel.
    """
    frame = to_page.after(found.back)
    for paragraph in paragraphs_of(runs(found.words, frame, points)):
        rows = [[[t for t in run.words if isinstance(t, Token)] for run in line.runs] for line in paragraph.lines]
        text, anchors, tokens = _text(rows, CELL if paragraph.kind == "row" else " ")
        sure = round(confidence(t.word for t in tokens), 3)
        draft.add(text, paragraph.kind, anchors, page=page, confidence=sure)


def _text(rows: Sequence[Sequence[Sequence[Token]]], cell: str) -> tuple[str, list[Anchor], list[Token]]:
    pieces: list[str] = []
    anchors: list[Anchor] = []
    tokens: list[Token] = []
    at = 0
    for row_number, row in enumerate(rows):
        for run_number, run in enumerate(row):
            for number, token in enumerate(run):
                if number:
                    gap = between(run[number - 1].text, token.text, token.gap)
                else:
                    gap = cell if run_number else "\n" if row_number else ""
                pieces += [gap, token.text]
                at += len(gap)
                anchors.append(Anchor(at, at + len(token.text), token.box, confidence=token.confidence))
                at += len(token.text)
                tokens.append(token)
    return "".join(pieces), anchors, tokens


def runs(words: Sequence[Word], frame: Frame, points: float) -> list[Run]:
    """Words gathered into runs: what stands close together on one line. Lengths are in points, heights upwards."""
    words = [w for w in words if w.box[2] > w.box[0] and w.box[3] > w.box[1]]
    if not words:
        return []
    sizes = _sizes(words)
    page = alphabet_of(words)
    made = []
    for line in _lines(_levelled(words), sizes):
        told = spelled([word for word, _ in line], page)
        sure = [w for w in line if any(c.isalnum() for c in w[0].text)] or line
        size = median(sizes[id(word)] for word, _ in sure)
        level = median(level for _, level in sure)
        current: list[Token] = []
        for number, word in enumerate(told):
            gap = (word.box[0] - told[number - 1].box[2]) / size if number else 0.0
            if current and gap > CELL_GAP * LINE:
                made.append(_run(current, level, size, points))
                current = []
            current.append(Token(word.text, _rounded(frame.box(word.box)), round(word.confidence, 3), gap, word))
        made.append(_run(current, level, size, points))
    return made


def _run(tokens: Sequence[Token], level: float, size: float, points: float) -> Run:
    lefts, bottoms, rights, tops = zip(*(t.box for t in tokens), strict=True)
    return Run(
        " ".join(t.text for t in tokens),
        (min(lefts), min(bottoms), max(rights), max(tops)),
        along=tokens[0].word.box[0] * points,
        until=max(t.word.box[2] for t in tokens) * points,
        level=-level * points,
        height=LINE * size * points,
        words=tuple(tokens),
    )


def _rounded(box: Box) -> Box:
    left, bottom, right, top = (round(v, 2) + 0.0 for v in box)
    return (left, bottom, right, top)


def _sizes(words: Sequence[Word]) -> dict[int, float]:
    """The size of print of every word, in pixels: the usual one of the page where it is about that."""
    usual = median(w.em for w in words for _ in range(min(w.weight, 20)))
    return {id(w): usual if abs(w.em - usual) < ALIKE * usual else w.em for w in words}


def _lines(words: Sequence[tuple[Word, float]], sizes: dict[int, float]) -> list[list[tuple[Word, float]]]:
    """Words and their levels by line, from the top down, from the left within a line.

    Marks, whose height tells nothing of their line, go with the nearest word that they stand beside.
    """
    lines: list[list[tuple[Word, float]]] = []
    marks = [w for w in words if not any(c.isalnum() for c in w[0].text)]
    lettered = [w for w in words if any(c.isalnum() for c in w[0].text)]
    for word, level in sorted(lettered, key=lambda w: (w[1], w[0].box[0])):
        if lines:
            line = lines[-1]
            reach = SAME_LEVEL * LINE * min(sizes[id(line[0][0])], sizes[id(word)])
            if level - median(v for _, v in line) <= reach and level - line[-1][1] <= reach:
                line.append((word, level))
                continue
        lines.append([(word, level)])
    near = [(word, n) for n, line in enumerate(lines) for word, _ in line]
    for mark, level in marks:
        beside = [(_apart(mark, word), n) for word, n in near if word.box[1] - 2 <= mark.middle <= word.box[3] + 2]
        if beside:
            line = lines[min(beside)[1]]
            line.append((mark, line[0][1]))
        else:
            lines.append([(mark, level)])
    return [sorted(line, key=lambda w: w[0].box[0]) for line in sorted(lines, key=lambda line: line[0][1])]


def _apart(one: Word, other: Word) -> float:
    return max(one.box[0] - other.box[2], other.box[0] - one.box[2])


def _levelled(words: Sequence[Word]) -> list[tuple[Word, float]]:
    """Each word with how far down its line is at the left edge of the page.

    On a photograph, lines that are level on paper draw together to one side. How they fall, and how that changes
    down the page, is told from words that follow one another.
    """
    steps = _steps(words)
    fall = change = 0.0
    if len(steps) >= 12:
        kept = steps
        for _ in range(3):
            fall, change = _fitted(kept)
            off = sorted((abs(dy - (fall + change * y) * dx) / dx, n) for n, (dx, dy, y) in enumerate(kept))
            kept = [kept[n] for _, n in off[: max(len(off) * 4 // 5, 8)]]
        fall, change = _fitted(kept)
    middle = sum(w.box[0] for w in words) / len(words)
    return [(w, (w.baseline - fall * (w.box[0] - middle)) / (1 + change * (w.box[0] - middle))) for w in words]


def _steps(words: Sequence[Word]) -> list[tuple[float, float, float]]:
    """From a word to the next of its line: how far right, how far down, and how far down the page that is."""
    steps = []
    line = sorted(words, key=lambda w: (round(w.middle / (2 * w.em)), w.box[0]))
    for one, other in pairwise(line):
        dx = other.box[0] - one.box[0]
        beside = other.box[0] - one.box[2] < 3 * one.em and abs(other.middle - one.middle) < 0.5 * one.em
        if dx > 1.5 * one.em and beside:
            steps.append((dx, other.baseline - one.baseline, one.baseline))
    return steps


def _fitted(steps: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Least squares: fall at the top of the page, and its change by the pixel down."""
    s0 = s1 = s2 = t0 = t1 = 0.0
    for dx, dy, y in steps:
        s0, s1, s2 = s0 + dx * dx, s1 + dx * dx * y, s2 + dx * dx * y * y
        t0, t1 = t0 + dx * dy, t1 + dx * dy * y
    by = s0 * s2 - s1 * s1
    if abs(by) < 1e-9 * max(s0 * s2, 1.0):
        return t0 / s0, 0.0
    return (s2 * t0 - s1 * t1) / by, (s0 * t1 - s1 * t0) / by
