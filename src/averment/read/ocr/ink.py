"""A picture made fit for recognition: even light, level lines, print of a size that the engine reads best.

The figures were set on generated pages (see `bench/ocr.py`); lengths are in pixels of a page at about 300 dpi.
"""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from averment.read.ocr.rules import unruled
from averment.read.ocr.word import UPRIGHT, Frame, Word, is_han, levelling, turning

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

MOST_TILT = 12.0
"""Degrees that are looked at on either side."""
LEAST_TILT = 0.15
"""Degrees below which lines are level enough."""
UNEVEN = 0.08
"""How much darker the darkest ground may be than the brightest before the light is evened."""
LEAST_CONTRAST = 32
"""Grey levels (of 255) between ground and ink below which a page is too faint, or empty."""
LEAST_INK = 60
"""Dark pixels, in a picture reduced to a quarter, that a page with anything on it has."""
NOISE = 2.5
"""Grey levels by which neighbours differ in the ground of a noisy picture."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grey picture and the map from its pixels to those of the picture that came in."""

    picture: "Image"
    back: Frame = UPRIGHT

    def turned(self, quarters: int) -> "Sheet":
        """Turned by quarter turns, counter-clockwise."""
        from PIL.Image import Transpose

        if quarters % 4 == 0:
            return self
        way = (Transpose.ROTATE_90, Transpose.ROTATE_180, Transpose.ROTATE_270)[quarters % 4 - 1]
        frame = turning(quarters, *self.picture.size)
        return Sheet(self.picture.transpose(way), self.back.after(frame.inverse()))

    def levelled(self) -> "Sheet":
        """Turned so that its lines are level."""
        from PIL.Image import Resampling, Transform

        degrees = tilt(self.picture)
        if abs(degrees) < LEAST_TILT:
            return self
        width, height = self.picture.size
        wider, higher = (math.ceil(side * abs(math.sin(math.radians(degrees)))) for side in (height, width))
        grown = Frame(1, 0, wider / 2, 0, 1, higher / 2).after(levelling(degrees, width, height))
        inverse = grown.inverse()
        size = (width + wider, height + higher)
        made = self.picture.transform(size, Transform.AFFINE, tuple(inverse), Resampling.BICUBIC, fillcolor=255)
        return Sheet(made, self.back.after(inverse))

    def unruled(self) -> "Sheet":
        """Without the rules of its tables."""
        return replace(self, picture=unruled(self.picture))

    def denoised(self) -> "Sheet":
        """With the grain of a poor scan taken out, where there is some."""
        from PIL import ImageFilter

        return (
            replace(self, picture=self.picture.filter(ImageFilter.MedianFilter(3))) if self._grain() > NOISE else self
        )

    def _grain(self) -> float:
        """How much neighbouring pixels of the ground differ: the middle difference among bright ones."""
        import numpy as np

        grey = np.asarray(self.picture)[::7].astype(np.int16)
        steps = np.abs(np.diff(grey, axis=1))[(grey[:, 1:] > 170) & (grey[:, 1:] < 255)]
        return float(np.median(steps)) if steps.size > grey.size // 10 else 0.0

    def scaled(self, by: float) -> "Sheet":
        """Enlarged (or reduced) by a factor."""
        from PIL.Image import Resampling

        width, height = self.picture.size
        size = (max(round(width * by), 1), max(round(height * by), 1))
        frame = Frame(width / size[0], 0, 0, 0, height / size[1], 0)
        return Sheet(self.picture.resize(size, Resampling.BICUBIC), self.back.after(frame))


def evened(picture: "Image") -> "Image | None":
    """The picture with a white ground and dark ink; None where there is nothing on it, or nothing dark enough."""
    import numpy as np
    from PIL import ImageOps
    from PIL.Image import Resampling, fromarray

    if _is_negative(picture):
        picture = ImageOps.invert(picture)
    ground = _ground(picture)
    seen = np.asarray(ground)
    brightest, darkest = (float(v) for v in np.percentile(seen, (98, 2)))
    if brightest - darkest > UNEVEN * brightest:
        wide = np.asarray(ground.resize(picture.size, Resampling.BILINEAR), dtype=np.float32)
        share = 255.0 / np.maximum(wide, 40.0)
    else:
        share = np.full((1, 1), 255.0 / max(brightest, 40.0))
    grey = np.asarray(picture, dtype=np.float32) * share.astype(np.float32)
    small = np.asarray(fromarray(np.minimum(grey, 255).astype(np.uint8)).reduce(4))
    dark = float(np.partition(small, min(LEAST_INK, small.size - 1), axis=None)[min(LEAST_INK, small.size - 1)])
    if 255 - dark < LEAST_CONTRAST:
        return None
    if dark > 60:  # faint print, made as dark as usual
        grey = (grey - dark + 30) * (255.0 / (285.0 - dark))
    return fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _is_negative(picture: "Image") -> bool:
    """White print on black: dark for the most part, and what is bright is thin (a paper on a dark table is not)."""
    import numpy as np
    from PIL import ImageFilter

    small = picture.reduce(4) if min(picture.size) > 256 else picture
    grey = np.asarray(small)
    middle, bright = (float(v) for v in np.percentile(grey, (50, 99)))
    if middle > 90 or bright - middle < 90:
        return False
    limit = (middle + bright) / 2
    inside = np.asarray(small.filter(ImageFilter.MinFilter(9))) > limit
    return float(inside.mean()) < 0.1 * float((grey > limit).mean())


def _ground(picture: "Image") -> "Image":
    """The brightness of the paper, at an eighth of the size: the brightest near each point, noise averaged out."""
    from PIL import ImageFilter

    small = picture.reduce(8) if min(picture.size) > 64 else picture
    return small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))


def trimmed(words: list[Word], picture: "Image") -> list[Word]:
    """Words with their boxes drawn in to the ink inside: the engine's may take in a rule, or the line above."""
    import numpy as np

    dark = np.asarray(picture) < 140
    made = []
    for word in words:
        left, top, right, bottom = (max(int(v), 0) for v in word.box)
        inside = dark[top:bottom, left:right]
        rows = inside.sum(axis=1)
        if right - left > 1.2 * (bottom - top):
            rows[rows > 0.9 * (right - left)] = 0  # a rule of the table
        first, last = _tallest(rows)
        across = np.flatnonzero(inside[first:last].any(axis=0))
        least = 0.6 if is_han(word.text[0]) else 0.3
        if last - first < least * (bottom - top) or not across.size:
            made.append(word)
            continue
        box = (float(left + across[0]), float(top + first), float(left + across[-1] + 1), float(top + last))
        made.append(replace(word, box=box))
    return made


def _tallest(rows: "NDArray[Any]") -> tuple[int, int]:
    """First and one past the last row of the print, marks above and below it included, what is far from it not."""
    import numpy as np

    filled = np.flatnonzero(rows)
    if not filled.size:
        return 0, 0
    breaks = np.flatnonzero(np.diff(filled) > max(0.25 * rows.size, 2))
    starts = [0, *(breaks + 1)]
    ends = [*breaks, filled.size - 1]
    runs = [(int(filled[a]), int(filled[b]) + 1) for a, b in zip(starts, ends, strict=True)]
    return max(runs, key=lambda r: (int(rows[r[0] : r[1]].sum()), -r[0]))


def tilt(picture: "Image") -> float:
    """By how many degrees the lines of print fall to the right; below zero where they rise.

    The angle along which the ink gathers into the sharpest lines: first in steps of half a degree, then finer.
    """
    import numpy as np

    factor = max(round(max(picture.size) / 1100), 1)
    small = np.asarray(picture.reduce(factor))
    down, across = np.nonzero(small < 140)
    if down.size < 200:
        return 0.0
    if down.size > 120_000:  # a dark picture: every so many points will do
        step = down.size // 120_000 + 1
        down, across = down[::step], across[::step]
    across = across - small.shape[1] / 2

    def sharpness(degrees: float) -> float:
        rows = (down - across * np.tan(np.radians(degrees))).round().astype(np.int64)
        profile = np.bincount(rows - rows.min()).astype(np.float64)
        return float(np.square(np.diff(profile)).sum())

    steps = np.arange(-MOST_TILT, MOST_TILT + 0.01, 0.5)
    best = float(max(steps, key=lambda a: (sharpness(a), -abs(a))))
    fine = np.arange(best - 0.5, best + 0.51, 0.1)
    best = float(max(fine, key=lambda a: (sharpness(a), -abs(a))))
    return best if sharpness(best) > 1.05 * sharpness(0.0) else 0.0
