"""One page: which way up it is, which scripts are on it, and its words."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from averment.read.limits import Limits
from averment.read.ocr.choice import OTHER_HAN, Pass, best, groups_of
from averment.read.ocr.ink import Sheet, evened, trimmed
from averment.read.ocr.spelling import OWN_CYRILLIC
from averment.read.ocr.tesseract import ALPHABETS, SIMPLIFIED, TRADITIONAL, Engine, orientation, words
from averment.read.ocr.word import Frame, Word, confidence, is_han, moved, print_size

if TYPE_CHECKING:
    from PIL.Image import Image

AUTOMATIC, BLOCK = 3, 6
"""Tesseract's page segmentation modes: found by itself, which may pass over the ends of lines of Chinese; one block."""
USUAL_DPI = 300
LEAST_SIDE = 16
"""Pixels: a smaller picture is a rule, a dot, a mark of a mailing program."""
GOOD = 0.7
"""Mean confidence of a page that is upright and in a script that the alphabets know."""
SMALLEST, BEST, LARGEST = 24.0, 42.0, 90.0
"""Sizes of print in pixels: smaller is enlarged to the best (10 points at 300 dpi), larger reduced."""
MOST_PIXELS = 36_000_000
"""Pixels of the picture that is worked on: an A3 page at 300 dpi twice over."""
SUSPECT = 0.6
"""Confidence below which a word may be in another script."""
ENOUGH_HAN = 2
"""Chinese characters, surely recognised, from which a page has Chinese on it."""


class Unreadable(Exception):
    """A page that cannot be read: `code`, what is wrong, and what to try."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a page, their boxes in pixels of the level picture, and the map from there to what came in."""

    words: list[Word]
    back: Frame


def recognise(picture: "Image", dpi: float, engine: Engine, limits: Limits) -> Recognised:
    """The words on a grey picture.

    Raises `Unreadable` where there is nothing, and `tesseract.Hung` or `tesseract.Failed` where the engine gives up.
    """
    sheet = Sheet(picture)
    if (by := _most(sheet, 1.0)) < 1.0:  # before anything is computed on it
        sheet, dpi = sheet.scaled(by), dpi * by
    even = evened(sheet.picture) if min(picture.size) >= LEAST_SIDE else None
    if even is None:
        raise Unreadable("blank_page", "is blank, or too faint to tell from its ground", _LOOK)
    reader = _Reader(engine, limits.recognition_seconds)
    sheet, latin, script = _upright(_level(_sized(replace(sheet, picture=even), dpi).denoised()), reader)
    size = print_size(latin)
    if size is not None and not SMALLEST < size < LARGEST:
        sheet = sheet.scaled(_most(sheet, BEST / size))
        latin = reader.latin(sheet)
    found = best(_passes(latin, sheet, reader, han_first=script in HAN_SCRIPTS))
    return Recognised(trimmed(found, sheet.picture), sheet.back)


_LOOK = "look at the original; if there is something on it, scan it anew with more contrast, at 300 dpi"


@dataclass(frozen=True, slots=True)
class _Reader:
    engine: Engine
    seconds: float

    def read(self, sheet: Sheet, languages: tuple[str, ...], layout: int) -> list[Word]:
        return words(self.engine, sheet.picture, languages, dpi=USUAL_DPI, layout=layout, seconds=self.seconds)

    def latin(self, sheet: Sheet) -> list[Word]:
        return self.read(sheet, ("eng",), AUTOMATIC) if "eng" in self.engine.languages else []

    def alphabets(self, sheet: Sheet) -> list[Word]:
        known = tuple(name for name in ALPHABETS if name in self.engine.languages)
        return self.read(sheet, known, AUTOMATIC) if known else []

    def chinese(self, sheet: Sheet, kind: str, layout: int = BLOCK) -> list[Word]:
        return self.read(sheet, (kind,), layout) if kind in self.engine.languages else []


def _sized(sheet: Sheet, dpi: float) -> Sheet:
    """At about the usual resolution: never below a third of what came, nor above three times, nor too large."""
    by = _most(sheet, min(max(USUAL_DPI / dpi, 0.3), 3.0))
    return sheet if 0.8 < by < 1.25 else sheet.scaled(by)


def _most(sheet: Sheet, by: float) -> float:
    width, height = sheet.picture.size
    return float(min(by, (MOST_PIXELS / (width * height)) ** 0.5))


def _level(sheet: Sheet) -> Sheet:
    return sheet.levelled().unruled()


def _upright(sheet: Sheet, reader: _Reader) -> tuple[Sheet, list[Word], str]:
    """The sheet the right way up, what the Latin alphabet reads on it, and the script that most of it seems to be in.

    Where the alphabet reads it well it is upright; else the engine is asked, and where it cannot tell, every way is
    tried.
    """
    found = reader.latin(sheet)
    if side := _lies_on(found):
        sheet = _level(sheet.turned(side))
        found = reader.latin(sheet)
    if _reads_well(found):
        return sheet, found, "Latin"
    told = orientation(reader.engine, sheet.picture, seconds=reader.seconds)
    if told is None:
        return _tried(sheet, found, reader)
    turn, script = told
    if turn == 0:
        return sheet, found, script
    turned = _level(sheet.turned(turn))
    return turned, reader.latin(turned), script


def _lies_on(found: list[Word]) -> int:
    """Quarter turns, counter-clockwise, for a page on its side that the engine read all the same; else 0.

    Its words are then higher than wide, and follow one another up or down the page.
    """
    long = [w for w in found if len(w.text) >= 4 and w.confidence >= SUSPECT]
    tall = [w for w in long if w.box[3] - w.box[1] > 1.5 * (w.box[2] - w.box[0])]
    if len(tall) < 3 or 2 * len(tall) < len(long):
        return 0
    up = sum(1 if other.middle < one.middle else -1 for one, other in pairwise(tall))
    return 3 if up > 0 else 1


def _reads_well(found: list[Word]) -> bool:
    return sum(w.weight for w in found) >= 12 and confidence(found) >= GOOD


def _tried(sheet: Sheet, latin: list[Word], reader: _Reader) -> tuple[Sheet, list[Word], str]:
    """The way up in which most letters are read surely: what is left for a page with few of them."""

    def sure(words: list[Word]) -> float:
        return sum(w.weight * w.confidence for w in words if w.confidence >= SUSPECT)

    tries: list[tuple[float, int, Sheet, list[Word]]] = []
    for turn in (0, 2, 1, 3):
        turned = sheet if turn == 0 else _level(sheet.turned(turn))
        found = latin if turn == 0 else reader.latin(turned)
        every = (found, reader.alphabets(turned), reader.chinese(turned, SIMPLIFIED))
        tries.append((max(map(sure, every)), -len(tries), turned, found))
        if tries[0][0] >= _FEW:
            break
    _, _, sheet, latin = max(tries, key=lambda t: t[:2])
    return sheet, latin, ""


_FEW = 8.0


def _passes(latin: list[Word], sheet: Sheet, reader: _Reader, *, han_first: bool) -> list[Pass]:
    """What each script that may be on the page makes of it; one is asked while some of the page is read doubtfully."""
    passes = [Pass(latin)]
    for step in (_chinese, _cyrillic, _again) if han_first else (_cyrillic, _chinese, _again):
        if not _suspect(best(passes)):
            break
        passes = step(passes, sheet, reader)
    return passes


def _again(passes: list[Pass], sheet: Sheet, reader: _Reader) -> list[Pass]:
    """What is still doubtful may be plain at another size."""
    smaller = _Smaller(sheet.scaled(SMALLER), reader)
    both = any(p.script == "Latin" for p in passes)
    return [*passes, Pass(smaller.enlarged(reader.alphabets(smaller.sheet) if both else reader.latin(smaller.sheet)))]


def _cyrillic(passes: list[Pass], sheet: Sheet, reader: _Reader) -> list[Pass]:
    found = reader.alphabets(sheet)
    if not _has_cyrillic(found):
        return passes
    latin, *others = passes
    return [Pass(found), replace(latin, script="Latin"), *others]


def _chinese(passes: list[Pass], sheet: Sheet, reader: _Reader) -> list[Pass]:
    simplified, traditional = (reader.chinese(sheet, kind) for kind in (SIMPLIFIED, TRADITIONAL))
    if max(_han(simplified), _han(traditional)) < ENOUGH_HAN:
        return [*passes, Pass(simplified or traditional, script="Han")]
    smaller = _Smaller(sheet.scaled(SMALLER), reader)
    lead = surer(simplified, traditional)
    if abs(lead) < NEAR_TIE:
        lead += surer(smaller.chinese(SIMPLIFIED), smaller.chinese(TRADITIONAL))
    found, others, kind = (simplified, traditional, SIMPLIFIED) if lead >= 0 else (traditional, simplified, TRADITIONAL)
    return [
        *passes,
        Pass(found, script="Han"),
        Pass(smaller.chinese(kind), script="Han"),
        Pass(others, OTHER_HAN, script="Han"),
    ]


def surer(one: list[Word], other: list[Word]) -> float:
    """How much surer the first reading is, where the two read the same Chinese characters differently: -1 to 1.

    Characters that are the same in simplified and traditional print say nothing of which it is.
    """
    ones = others = count = 0.0
    for group in groups_of((one, other)):
        mine, theirs = ([w for n, w in group if n == which] for which in (0, 1))
        text, their_text = ("".join(w.text for w in words) for words in (mine, theirs))
        if mine and theirs and text != their_text and all(map(is_han, text + their_text)):
            weight = len(text)
            ones += confidence(mine) * weight
            others += confidence(theirs) * weight
            count += weight
    return (ones - others) / count if count else 0.001 * (len(one) - len(other))


@dataclass(slots=True)
class _Smaller:
    """A second look at another size: what goes wrong in one seldom does in the other."""

    sheet: Sheet
    reader: _Reader
    seen: dict[str, list[Word]] = field(default_factory=dict)

    def chinese(self, kind: str) -> list[Word]:
        if kind not in self.seen:
            self.seen[kind] = self.enlarged(self.reader.chinese(self.sheet, kind, AUTOMATIC))
        return self.seen[kind]

    def enlarged(self, words: list[Word]) -> list[Word]:
        return moved(words, Frame(1 / SMALLER, 0, 0, 0, 1 / SMALLER, 0))


HAN_SCRIPTS = frozenset({"Han", "Japanese", "Korean"})
"""What the engine calls the script of a Chinese page, on a good day and on a bad one."""
SMALLER = 0.7
NEAR_TIE = 0.08


def _has_cyrillic(found: list[Word]) -> bool:
    letters = sum(w.weight for w in found if w.confidence >= 0.8 and OWN_CYRILLIC.search(w.text))
    return letters >= _ENOUGH_LETTERS


_ENOUGH_LETTERS = 4


def _suspect(found: list[Word]) -> bool:
    """Whether some of the page may be in a script that was not looked for, or was missed altogether."""
    doubtful = [w for w in found if w.confidence < SUSPECT]
    return len(found) < 8 or sum(w.weight for w in doubtful) >= max(3, 0.01 * sum(w.weight for w in found))


def _han(found: list[Word]) -> int:
    return sum(is_han(c) for w in found if w.confidence >= 0.5 for c in w.text)
