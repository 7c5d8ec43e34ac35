"""Text recognition of scans and photographs, by tesseract.

A page goes through here once: its light is evened and its lines levelled (`ink.py`), it is put upright and read by the
languages whose scripts are on it (`page.py`), the surest reading of every stretch is kept (`choice.py`, `spelling.py`),
and its words become passages in reading order (`lay.py`), each word with its box on the page and its confidence.
"""

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from averment.method import Method
from averment.read.draft import Draft, Stop
from averment.read.ocr.lay import add_page
from averment.read.ocr.page import Recognised, Unreadable, recognise
from averment.read.ocr.tesseract import Engine, Failed, Hung, engine, get_it
from averment.read.ocr.word import Frame, confidence

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["RECOGNISED", "Frame", "Recognition", "engine", "get_it", "recognised_by", "without_engine"]

RECOGNISED = "read.recognised"
"""The name of the method that passages of recognised text carry."""
VERSION = "1"
SPARE = 0.9
"""Share of a document's time after which no further page is begun: what was read is kept rather than lost with it."""


def recognised_by(engine: Engine) -> Method:
    """The method of recognised text: another tesseract, or other language data, is another method."""
    return Method(RECOGNISED, VERSION, {"engine": f"tesseract {engine.version}", "languages": list(engine.languages)})


def without_engine(which: str) -> tuple[str, str, str]:
    """The problem of pages that nothing here can read: code, message, hint. `which` is "page 3 has", say."""
    return (
        "no_text_layer",
        f"{which} no text, only pictures or lines, and tesseract, which would recognise it, is not installed",
        f"install it and build again: {get_it()}",
    )


@dataclass(slots=True)
class Recognition:
    """The recognition of one document's pages into its draft; what cannot be read becomes notes of the draft."""

    engine: Engine
    draft: Draft
    pages: int = 0
    poor: bool = False

    def page(self, picture: "Image", dpi: float, to_page: Frame, points: float, number: int, at_least: int = 0) -> bool:
        """Recognise a grey picture of a page and add its passages; False, with a note, where that comes to nothing.

        `to_page` maps its pixels to points of the page, `points` is the size of a pixel. With `at_least`, a result of
        fewer letters is not wanted, and left out without a note.
        """
        found = self._recognised(picture, dpi, number)
        if found is None:
            return False
        letters = sum(w.weight for w in found.words)
        if letters < at_least:
            return False
        sure = confidence(found.words)
        limits = self.draft.limits
        if not letters or sure < limits.page_confidence:
            self.poor = True
            what = f"recognised too poorly to keep ({sure:.0%} sure)" if letters else "no letter was recognised"
            return self._note("not_recognised", f"page {number}: {what}", _SCAN_ANEW, number)
        own, self.draft.method = self.draft.method, recognised_by(self.engine).id
        try:
            add_page(found, to_page, points, number, self.draft)
        finally:
            self.draft.method = own
        doubtful = sum(w.confidence < limits.word_confidence for w in found.words)
        if sure < limits.sure_page_confidence:
            self.poor = True
            said = f"page {number} was recognised with {sure:.0%} confidence"
            said += f"; {doubtful} of {len(found.words)} words are doubtful"
            self._note("low_confidence", said, "compare it with the original before leaning on it", number)
        return True

    def finish(self) -> None:
        """Say which language data may have been wanting, where a page was read poorly."""
        if self.poor and self.engine.missing:
            self.draft.note(
                "no_language_data",
                f"tesseract has no data for {', '.join(self.engine.missing)}, which may be why",
                f"install it and build again: {get_it(self.engine.missing)}",
            )

    def _recognised(self, picture: "Image", dpi: float, number: int) -> Recognised | None:
        limits = self.draft.limits
        if self.pages >= limits.scan_pages or monotonic() - self.draft.begun > SPARE * limits.scan_seconds:
            many = self.pages >= limits.scan_pages
            over = f"{limits.scan_pages:,} pages" if many else f"{limits.scan_seconds:g} seconds"
            raise Stop(
                "truncated",
                f"pages from {number} on were not recognised: the limit of {over} a document is reached",
                "split the document and add the parts",
                self.draft.here(page=number),
            )
        self.pages += 1
        try:
            return recognise(picture, dpi, self.engine, limits)
        except Unreadable as error:
            self._note(error.code, f"page {number} {error}", error.hint, number)
        except Hung as error:
            hint = "raise `recognition_seconds` under [limits] in case.toml, or scan the page anew"
            self._note("timeout", f"page {number}: {error}", hint, number)
        except Failed as error:
            self.poor = True
            hint = "check that `tesseract --list-langs` names languages; if it does, save the page anew as PNG"
            self._note("recogniser_failed", f"page {number}: tesseract gave up: {error}", hint, number)
        return None

    def _note(self, code: str, message: str, hint: str, page: int) -> bool:
        self.draft.note(code, message, hint, self.draft.here(page=page))
        return False


_SCAN_ANEW = "scan it anew at 300 dpi, flat and in even light; handwriting and drawings are not read"
