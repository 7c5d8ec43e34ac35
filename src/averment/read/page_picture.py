"""A page of a PDF as a picture: when its text layer will not do, and how its pixels map to the page."""

import ctypes
import re
from typing import TYPE_CHECKING, Any

from averment.read.ocr.word import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
MOST_PIXELS = 36_000_000
"""Pixels of a page; a larger page is drawn at fewer to the inch."""
FEW_LETTERS = 200
"""A page with fewer characters and a picture over most of it may be a scan with a stamp in its text layer."""
MOSTLY = 0.6
"""Share of the page that such a picture covers."""
SENSELESS = 0.2
"""Share of letters without meaning from which a text layer is garbled."""

_NO_MEANING = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_MISREAD = re.compile("[\xc0-\xff]")
"""Cyrillic of an old code page, taken for Western letters, comes out as these and hardly any other letters."""


def is_garbled(text: Any, most: int) -> float:
    """The share of a text layer's letters that mean nothing in the file, or 0 where it is below a fifth."""
    from pypdfium2.raw import FPDFText_HasUnicodeMapError

    looked_at = range(0, text.count_chars(), 7)
    wrong = sum(FPDFText_HasUnicodeMapError(text, index) == 1 for index in looked_at)
    share = wrong / max(len(looked_at), 1)
    said = text.get_text_range(0, min(text.count_chars(), most, 20_000)) if text.count_chars() else ""
    share = max(share, len(_NO_MEANING.findall(said)) / max(len(said.split()) and len("".join(said.split())), 1))
    letters = sum(c.isalpha() for c in said)
    if letters >= 40 and (misread := len(_MISREAD.findall(said))) > 0.6 * letters:
        share = max(share, misread / letters)
    return share if share > SENSELESS else 0.0


def mostly_picture(page: Any, letters: int) -> bool:
    """Whether a page with few characters is covered by a picture."""
    import pypdfium2

    if letters >= FEW_LETTERS:
        return False
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for number, item in enumerate(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        a, b, c, d = item.get_bounds()
        covered += max(min(c, right) - max(a, left), 0) * max(min(d, top) - max(b, bottom), 0)
        if number > 500:
            break
    return bool(covered > MOSTLY * max((right - left) * (top - bottom), 1.0))


def picture_of(page: Any) -> tuple["Image", float, Frame, float]:
    """The page drawn in grey, its pixels to the inch, the map from its pixels to points of the page, a pixel's size."""
    width, height = page.get_size()
    dpi = min(float(DPI), (MOST_PIXELS / max(width * height, 1.0)) ** 0.5 * 72)
    drawn = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return drawn, dpi, _to_points(page, *drawn.size), 72 / dpi


def _to_points(page: Any, width: int, height: int) -> Frame:
    """Pages may be turned and cut: the engine that drew the page tells where three of its pixels are."""
    from pypdfium2.raw import FPDF_DeviceToPage

    ends = []
    for x, y in ((0, 0), (width, 0), (0, height)):
        across, up = ctypes.c_double(), ctypes.c_double()
        FPDF_DeviceToPage(page, 0, 0, width, height, 0, x, y, across, up)
        ends.append((across.value, up.value))
    (x0, y0), (x1, y1), (x2, y2) = ends
    a, b = (x1 - x0) / width, (x2 - x0) / height
    d, e = (y1 - y0) / width, (y2 - y0) / height
    return Frame(a, b, x0, d, e, y0)
