"""Where each Chinese word of a line stands: tesseract knows the order of the words well and their boxes only roughly.

Chinese is set in squares of one size. So the words of a run are given the room between the run's ends, each as many
squares as it has characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from averment.read.ocr.word import Word, is_han

APART = 1.2
"""A wider gap than this many line heights ends a run."""
NARROWEST, WIDEST = 0.5, 1.5
"""Widths of a square in line heights between which the ends of a run are believed."""


def squared(line: Sequence[Word], height: float) -> list[Word]:
    """The words of a line in the order they are read; `height` is that of the line, in pixels."""
    made: list[Word] = []
    runs = list(_runs(line, height))
    for number, run in enumerate(runs, start=1):
        until = runs[number][0].box[0] if number < len(runs) else float("inf")
        made += _spread(run, height, until) if len(run) > 1 and _is_square(run[0]) else run
    return made


def _runs(line: Sequence[Word], height: float) -> Iterator[list[Word]]:
    current: list[Word] = []
    for word in line:
        near = not current or word.box[0] - max(w.box[2] for w in current) < APART * height or _crushed(word, height)
        if current and not (near and _is_square(word) and _is_square(current[0])):
            yield current
            current = []
        current.append(word)
    if current:
        yield current


def _is_square(word: Word) -> bool:
    return all(is_han(c) or "\u3000" <= c <= "\u303f" or "\uff01" <= c <= "\uff1f" for c in word.text)


def _crushed(word: Word, height: float) -> bool:
    """A box that cannot hold its characters is misplaced: it was put where a mark beside them is."""
    return word.box[2] - word.box[0] < 0.35 * height * len(word.text)


def _spread(run: Sequence[Word], height: float, until: float) -> list[Word]:
    """The words of a run in its squares; what follows it in the line begins at `until`."""
    left, right = min(w.box[0] for w in run), max(w.box[2] for w in run)
    if left + height < until < right:
        right = until
    top, bottom = min(w.box[1] for w in run), max(w.box[3] for w in run)
    # The last character's ink ends where the run does, and a mark's ink at the beginning of its square.
    squares = sum(len(w.text) for w in run) - (0.6 if not is_han(run[-1].text[-1]) else 0.0)
    side = (right - left) / squares
    if not NARROWEST * height < side < WIDEST * height:
        return list(run)
    made = []
    at = left
    for word in run:
        end = at + side * len(word.text)
        made.append(replace(word, box=(at, top, min(end, right), bottom)))
        at = end
    return made
