"""Tesseract, called as a program: which one there is, what it can read, and its words.

One call is one process with a time limit, so that a picture made to harm it costs that call and nothing else.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from averment.read.ocr.squares import squared
from averment.read.ocr.word import Word

if TYPE_CHECKING:
    from PIL.Image import Image

ALPHABETS = ("rus", "eng")
"""Languages recognised together; the first has the better of a tie, and Russian is the one that needs it."""
SIMPLIFIED, TRADITIONAL = "chi_sim", "chi_tra"
WANTED = (SIMPLIFIED, TRADITIONAL, "eng", "osd", "rus")
"""Language data that recognition makes use of; "osd" tells which way up a page is."""

_PACKAGES = {"eng": "tesseract-ocr", "osd": "tesseract-ocr"}


def get_it(languages: tuple[str, ...] = WANTED) -> str:
    """The command that installs these.

    >>> get_it(("rus",))
    'apt install tesseract-ocr-rus'
    """
    packages = {_PACKAGES.get(name, f"tesseract-ocr-{name.replace('_', '-')}") for name in languages}
    return f"apt install {' '.join(sorted(packages))}"


@dataclass(frozen=True, slots=True)
class Engine:
    """A tesseract: where it is, its version, and the languages of `WANTED` that it has data for."""

    path: str
    version: str
    languages: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Language data that recognition would use and that is not installed."""
        return tuple(name for name in WANTED if name not in self.languages)

    def __str__(self) -> str:
        return f"tesseract {self.version} ({', '.join(self.languages) or 'no language data'})"


class Hung(Exception):
    """A call took longer than it may, and was ended."""


class Failed(Exception):
    """A call ended with an error; the message is the program's own."""


def engine() -> Engine | None:
    """The tesseract on the path, or None where there is none that answers."""
    path = shutil.which("tesseract")
    return None if path is None else _asked(path, os.environ.get("TESSDATA_PREFIX", ""))


@cache
def _asked(path: str, _data: str) -> Engine | None:
    try:
        version = _call([path, "--version"], b"", 20)
        languages = _call([path, "--list-langs"], b"", 20)
    except (Hung, Failed, OSError):
        return None
    found = re.search(r"tesseract v?(\d[\w.-]*)", version)
    there = set(languages.split())
    return Engine(path, found[1] if found else "of unknown version", tuple(n for n in WANTED if n in there))


def words(
    engine: Engine, picture: "Image", languages: tuple[str, ...], *, dpi: int, layout: int, seconds: float
) -> list[Word]:
    """The words of a grey picture. `layout` is tesseract's page segmentation mode.

    Raises `Hung` or `Failed`.
    """
    table = _call(
        [
            engine.path, "stdin", "stdout", "-l", "+".join(languages), "--psm", str(layout), "--dpi", str(dpi),
            "-c", "tessedit_create_tsv=1",
        ],
        _pgm(picture),
        seconds,
    )  # fmt: skip
    return list(_words(table))


def _words(table: str) -> Iterator[Word]:
    """The words of a table of tesseract's, line by line: rows of level 4 are lines, of level 5 their words."""
    line: list[Word] = []
    height = 0.0
    for printed in table.splitlines()[1:]:
        row = printed.split("\t", 11)
        if len(row) < 11 or row[0] not in ("4", "5"):
            continue
        left, top, wide, high = map(float, row[6:10])
        if row[0] == "4":
            yield from squared(line, height)
            line, height = [], high
        elif len(row) == 12 and row[11].strip():
            sure = min(max(float(row[10]) / 100, 0.0), 1.0)
            line.append(Word(row[11].strip(), (left, top, left + wide, top + high), round(sure, 4)))
    yield from squared(line, height)


def orientation(engine: Engine, picture: "Image", *, seconds: float) -> tuple[int, str] | None:
    """Quarter turns, counter-clockwise, that put the picture upright, and the script ("Han", "Cyrillic", "Latin", …).

    None where there is too little to tell by.
    """
    if "osd" not in engine.languages:
        return None
    try:
        said = _call([engine.path, "stdin", "stdout", "-l", "osd", "--psm", "0"], _pgm(picture), seconds)
    except Failed:
        return None  # what it says of a picture with too few letters
    turn = re.search(r"Rotate: (\d+)", said)
    sure = re.search(r"Orientation confidence: ([\d.]+)", said)
    if turn is None or sure is None or float(sure[1]) < _SURE_ENOUGH:
        return None
    script = re.search(r"Script: (\w+)", said)
    return (4 - int(turn[1]) // 90) % 4, script[1] if script else ""  # "Rotate" is clockwise


_SURE_ENOUGH = 1.0


def _pgm(picture: "Image") -> bytes:
    width, height = picture.size
    return b"P5 %d %d 255\n" % (width, height) + picture.tobytes()


def _call(command: list[str], given: bytes, seconds: float) -> str:
    # One thread: pages are read in parallel by processes, and more threads only get in one another's way.
    surroundings = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    with subprocess.Popen(  # noqa: S603 - the program of that name on the path, and arguments of our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings
    ) as process:
        _bound(process.pid, seconds)
        try:
            printed, complaint = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Hung(f"tesseract took longer than {seconds:g} seconds") from None
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        said = complaint.decode("utf-8", "replace").strip().splitlines()
        raise Failed(said[-1][:200] if said else f"exit code {process.returncode}")
    return printed.decode("utf-8", "replace")


def _bound(pid: int, seconds: float) -> None:
    """A limit that holds also when the worker that waits for it is killed."""
    try:
        import resource

        most = int(seconds) + 5
        resource.prlimit(pid, resource.RLIMIT_CPU, (most, most))
    except (ImportError, AttributeError, OSError):  # not on this system, or the process has ended already
        pass
