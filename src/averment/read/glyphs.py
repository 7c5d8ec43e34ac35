"""The characters of a PDF page and where they stand."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from averment.place import Box

_HYPHEN_MARK = 2
"""What PDFium puts for a hyphen at the end of a line."""
_NO_LETTER = frozenset({0, 0x0A, 0x0D, 0xFFFE, 0xFFFF})


@dataclass(slots=True)
class Glyph:
    """One character. `box` is in PDF points on the page; `along`, `until` and `level` are measured in the direction
    of its writing: where it begins, where it ends, and how high its baseline is. `turn` is that direction in quarter
    turns, clockwise; `height` the height of its line."""

    text: str
    box: Box
    along: float
    until: float
    level: float
    height: float
    turn: int


def glyphs(page: Any, most: int) -> Iterator[Glyph]:
    """The characters of a page (a `PdfTextPage`), at most `most`, in the order the document draws them.

    Spaces are among them, also those that PDFium sees where the document only leaves room; line ends are not.
    """
    import pypdfium2.raw as raw

    handle = page.raw
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = ""
    turn, before = 0, (math.inf, math.inf)
    for index in range(min(page.count_chars(), most)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _NO_LETTER:
            continue
        text = "-" if code == _HYPHEN_MARK else chr(code)
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            high = text
            continue
        if 0xDC00 <= code < 0xE000:
            text = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        if not raw.FPDFText_GetCharOrigin(handle, index, x, y) or not raw.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        at = (x.value, y.value)
        if at[turn % 2 == 0] != before[turn % 2 == 0]:  # along one baseline, writing does not turn: a call saved
            turn = round(raw.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4
        before = at
        yield _placed(text, (box.left, box.bottom, box.right, box.top), *at, turn)


def _placed(text: str, box: Box, x: float, y: float, turn: int) -> Glyph:
    left, bottom, right, top = box
    if turn == 0:
        return Glyph(text, box, left, right, y, top - bottom, turn)
    if turn == 1:  # downwards
        return Glyph(text, box, -top, -bottom, x, right - left, turn)
    if turn == 2:  # upside down
        return Glyph(text, box, -right, -left, -y, top - bottom, turn)
    return Glyph(text, box, bottom, top, -x, right - left, turn)
