"""Everything in a container written out, containers within it too: for `aver add`, which takes it in from there.

This runs in a worker process with limits on time and memory, for containers are hostile. It writes numbered files into
a folder of its own and a line about each into an index there, so that what was whole when a worker had to be stopped
can still be taken in.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from averment.custody import Left
from averment.read.budget import Budget, Spent
from averment.read.draft import Stop
from averment.read.limits import Limits
from averment.read.media_type import detect
from averment.read.unpack.member import UNPACKERS, Member, Tally, unpack

INDEX = "index.jsonl"


@dataclass(frozen=True, slots=True)
class Written:
    """A member as it was written out: `file` is its number, `within` that of its container (0: the outermost).

    `received` and `same` are those of `Member`; `container` says that it was unpacked in its turn.
    """

    file: int
    within: int
    path: str
    received: str | None = None
    same: bool = False
    container: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that stayed inside the container with the number `within`."""

    within: int
    left: Left


def is_container(path: Path, name: str) -> bool:
    """Whether a file holds others that can be taken out. Call it in a worker: the file is looked into."""
    try:
        with path.open("rb") as stream:
            return detect(stream, name) in UNPACKERS
    except OSError:
        return False


def looks_like_container(head: bytes) -> bool:
    """Whether it is worth to look into a file that begins with these bytes (300 are enough). Parses nothing."""
    return (
        head.startswith(_BEGINNINGS)
        or head[257:262] == b"ustar"
        or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"From "
    )


_BEGINNINGS = (
    b"PK", b"7z", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"WARC/", b"!BDN",
)  # fmt: skip


def spool(path: Path, name: str, folder: Path, limits: Limits) -> bool:
    """Write out all that is in the container at `path`, and an index of it; False when it is no container."""
    if not is_container(path, name):
        return False
    with (folder / INDEX).open("w", encoding="utf-8") as index, path.open("rb") as stream:
        with suppress(Spent):  # said of the member at which it came to that
            _Spool(folder, index, limits).all_of(stream, name, 0, 0)
        index.write("{}\n")  # the end: nothing was cut off
    return True


def spooled(folder: Path) -> tuple[list[Written | Kept], bool]:
    """What the index says, and whether it is whole."""
    found: list[Written | Kept] = []
    if not (folder / INDEX).exists():
        return found, False
    for line in (folder / INDEX).read_text(encoding="utf-8").splitlines():
        try:
            said = json.loads(line)
        except ValueError:  # torn: the worker was stopped while it wrote
            break
        if not said:
            return found, True
        if "left" in said:
            found.append(Kept(said["within"], Left(**said["left"])))
        else:
            found.append(Written(**said))
    return found, False


class _Spool:
    def __init__(self, folder: Path, index: TextIO, limits: Limits) -> None:
        self.folder, self.index, self.limits = folder, index, limits
        self.budget = Budget.for_adding(limits)
        self.number = 0

    def all_of(self, stream: BinaryIO, name: str, within: int, depth: int) -> None:
        """One container, and those in it."""
        media_type = detect(stream, name)
        tally = Tally()
        for item in unpack(stream, media_type, name, self.budget):
            for left in self._left(item, within, depth):
                if tally.shown(left):
                    self._say(Kept(within, left))
        for left in tally.more():
            self._say(Kept(within, left))

    def _left(self, item: Member | Left, within: int, depth: int) -> Iterator[Left]:
        """Write a member out; yields what is to be said of it."""
        if isinstance(item, Left):
            yield item
            return
        self.number += 1
        number = self.number
        path = self.folder / str(number)
        try:
            with path.open("wb") as file:
                for piece in item.pieces:
                    file.write(piece)
        except Stop as stop:
            yield Left(item.path, stop.code, stop.message, stop.hint)
            if stop.code != "truncated" or not path.stat().st_size:
                path.unlink()
                if isinstance(stop, Spent):
                    raise
                return
        packed = is_container(path, item.path)
        self._say(Written(number, within, item.path, item.received, item.same, packed))
        if packed and depth + 1 >= self.limits.nesting:
            said = f"lies more than {self.limits.nesting} containers deep; kept, not unpacked"
            self._say(Kept(number, Left("", "too_deep", said, _BY_HAND)))
        elif packed:
            with path.open("rb") as stream:
                self.all_of(stream, item.path, number, depth + 1)

    def _say(self, said: Written | Kept) -> None:
        self.index.write(json.dumps(asdict(said), ensure_ascii=False) + "\n")
        self.index.flush()


_BY_HAND = "unpack it by hand and add what comes out, if it is worth it"
