"""Pictures opened within limits: how large they may be, how many there are, which way up the camera held them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from averment.read.draft import Draft, Stop

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF")
SCREEN = 72.0
"""Pixels an inch of a picture that does not say: then a point of the page is a pixel."""
PAPER = (8.27, 11.69)
"""The sides of an A4 page in inches, which a picture that does not say is taken to show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture, upright as its camera says; `dpi` is what it states of itself, or None."""

    image: "Image"
    dpi: float | None

    @property
    def points(self) -> float:
        """The size of a pixel in points."""
        return 72.0 / (self.dpi or SCREEN)

    @property
    def likely_dpi(self) -> float:
        """The stated resolution, or that of a page of paper that fills the picture."""
        short, long = sorted(self.image.size)
        return self.dpi or max(short / PAPER[0], long / PAPER[1])


def pictures(data: bytes, draft: Draft) -> Iterator[Picture]:
    """The pictures in a file: the pages of a TIFF, the one picture of other kinds.

    What cannot be opened raises `Stop`, and what is cut off is noted and read as far as it goes.
    """
    from PIL import UnidentifiedImageError
    from PIL.Image import open as opened

    with _own_limits():
        try:
            image = opened(io.BytesIO(data), formats=FORMATS)
            count = getattr(image, "n_frames", 1)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError) as error:
            raise Stop(
                "damaged", "the picture cannot be opened and is kept: only its first bytes look like one", _OPEN
            ) from error
        if count > 1 and image.format != "TIFF":
            draft.note("animation", f"it has {count:,} pictures; only the first was read", "save the others one by one")
            count = 1
        for number in range(1, count + 1):
            yield _frame(image, number, draft)


_OPEN = "open it in a viewer; if it opens, save it anew as PNG and add that as well"


@contextmanager
def _own_limits() -> Iterator[None]:
    """Pillow's limit of pixels only warns, and it takes cut-off files or refuses them: both are decided here."""
    from PIL import Image, ImageFile

    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before


def _frame(image: "Image", number: int, draft: Draft) -> Picture:
    from PIL import ImageFile, ImageOps

    try:
        image.seek(number - 1)
    except EOFError as error:
        raise Stop("truncated", f"it ends before page {number}", "ask for the file again") from error
    width, height = image.size
    if width * height > draft.limits.picture_pixels:
        said = f"page {number} is {width:,} × {height:,} pixels; up to {draft.limits.picture_pixels:,} in all are read"
        raise Stop("too_large", said, "save it smaller (300 dpi is enough) and add that as well")
    dpi = _stated_dpi(image)
    try:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        image.load()
    except (OSError, ValueError, SyntaxError, TypeError, KeyError):
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            image.load()
        except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError) as error:
            raise Stop("damaged", f"page {number} cannot be decoded", _OPEN) from error
        said = f"the picture of page {number} is cut off; what is there was read"
        draft.note("truncated", said, "ask for the file again", draft.here(page=number))
    return Picture(_grey(ImageOps.exif_transpose(image)), dpi)


def _grey(image: "Image") -> "Image":
    """Grey, on white where it is transparent."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("L")
    if image.mode.startswith("I"):  # sixteen bits a pixel
        return image.convert("I").point(lambda v: v / 257).convert("L")
    return image.convert("L")


def _stated_dpi(image: "Image") -> float | None:
    """What the file says, unless it is what programs write that do not know."""
    try:
        across, down = (float(v) for v in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    sensible = 100 <= across <= 1300 and abs(across - down) < 0.02 * across
    return round(across, 2) if sensible else None
