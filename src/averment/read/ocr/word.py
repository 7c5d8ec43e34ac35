"""A recognised word, and the frame that tells where on the page it stands."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from averment.place import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A word as recognised: `box` is left, top, right, bottom in pixels of the picture it was recognised in.

    `confidence` is that of the engine, 0 to 1.
    """

    text: str
    box: Box
    confidence: float

    @property
    def weight(self) -> int:
        """How much there is to go by: letters and digits, a Chinese character counting two."""
        return sum(2 if is_han(c) else 1 for c in self.text if c.isalnum()) or 1

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def em(self) -> float:
        """The size of its print in pixels, told from its height and from which letters it has."""
        return (self.box[3] - self.box[1]) / (self._above - self._below)

    @property
    def baseline(self) -> float:
        """How far down its baseline is."""
        return self.box[3] + self._below * self.em

    @property
    def _above(self) -> float:
        letters = self.text
        if any(is_han(c) for c in letters):
            return _HAN_TOP
        tall = any(c.isdigit() or c.isupper() or c in _TALL for c in letters)
        return _CAPITAL if tall else _SMALL if any(c.isalpha() for c in letters) else _CAPITAL

    @property
    def _below(self) -> float:
        if any(is_han(c) for c in self.text):
            return -_HAN_BOTTOM
        return -_DESCENT if any(c in _DEEP for c in self.text) else 0.0


# Shares of the size of print, the middle of common faces: capital height, height of small letters, depth of "p".
_CAPITAL, _SMALL, _DESCENT = 0.72, 0.53, 0.21
_HAN_TOP, _HAN_BOTTOM = 0.84, 0.08
_TALL = frozenset("bdfhijkltбёйф/()[]{}|\"'«»№$€£&%!?")
_DEEP = frozenset("gjpqyQруфцщдДЦЩ,;()[]{}|/$")


def is_han(letter: str) -> bool:
    """Whether a character is a Chinese one; punctuation is not.

    >>> is_han("订"), is_han("，"), is_han("d")
    (True, False, False)
    """
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter >= "\U00020000"


def confidence(words: Iterable[Word]) -> float:
    """The mean confidence, each word counting by how much there is of it; 0 for no words."""
    total = weight = 0.0
    for word in words:
        total += word.confidence * word.weight
        weight += word.weight
    return total / weight if weight else 0.0


def print_size(words: Iterable[Word]) -> float | None:
    """The middle size of print in pixels, of words that are sure enough."""
    sizes = [w.em for w in words if w.confidence >= 0.6 and w.weight >= 2]
    return median(sizes) if len(sizes) >= 3 else None


class Frame(NamedTuple):
    """An affine map from pixels of one picture to another, or to the page: x' = a·x + b·y + c, y' = d·x + e·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def after(self, first: "Frame") -> "Frame":
        """The map that does `first`, then this one."""
        a, b, c, d, e, f = first
        return Frame(
            self.a * a + self.b * d,
            self.a * b + self.b * e,
            self.a * c + self.b * f + self.c,
            self.d * a + self.e * d,
            self.d * b + self.e * e,
            self.d * c + self.e * f + self.f,
        )

    def inverse(self) -> "Frame":
        """The way back. A map that flattens has none: `ZeroDivisionError`."""
        a, b, c, d, e, f = self
        by = a * e - b * d
        return Frame(e / by, -b / by, (b * f - c * e) / by, -d / by, a / by, (c * d - a * f) / by)

    def box(self, box: Box) -> Box:
        """The upright box around where a box comes to lie: lowest and highest of each coordinate."""
        left, top, right, bottom = box
        xs, ys = zip(*(self.point(x, y) for x in (left, right) for y in (top, bottom)), strict=True)
        return (min(xs), min(ys), max(xs), max(ys))


UPRIGHT = Frame(1, 0, 0, 0, 1, 0)
"""The map that changes nothing."""


def turning(quarters: int, width: int, height: int) -> Frame:
    """From a picture of this size to the one turned by quarter turns, counter-clockwise as Pillow's transpose does."""
    turns = (UPRIGHT, Frame(0, 1, 0, -1, 0, width), Frame(-1, 0, width, 0, -1, height), Frame(0, -1, height, 1, 0, 0))
    return turns[quarters % 4]


def levelling(degrees: float, width: int, height: int) -> Frame:
    """From a picture to the one turned about its middle so that lines falling by `degrees` to the right are level."""
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = width / 2, height / 2
    return Frame(cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y)


def moved(words: Iterable[Word], frame: Frame) -> list[Word]:
    """Words as they stand in another picture."""
    return [replace(word, box=frame.box(word.box)) for word in words]
