"""One member of a container, and the register of who takes members out of what."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from averment.custody import Left
from averment.method import Method, method
from averment.read.budget import Budget
from averment.read.draft import Stop
from averment.read.words import in_words

UNPACK = method("unpack", "1")
"""How members are taken out: noted in custody beside what was taken."""

PIECE = 1 << 20
"""Bytes that are taken out at a time."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document inside a container.

    `path` is how the container calls it, folders set apart by '/'. `pieces` are its bytes, to be taken before the next
    member is asked for; taking them may raise `Stop`. `received` (ISO 8601) is when an archive of web pages fetched it.
    `same` says that it is the container itself without its packing, as with `letter.txt.gz`.
    """

    path: str
    pieces: Iterator[bytes]
    received: str | None = None
    same: bool = False


class Unpacker(Protocol):
    """Yields what is in `stream`; raises `Stop` when it cannot go on. `name` is the container's."""

    def __call__(self, stream: BinaryIO, name: str, budget: Budget, /) -> Iterator[Member | Left]:
        """Unpack."""


UNPACKERS: dict[str, tuple[Unpacker, Method]] = {}
"""Who unpacks a media type, and the method."""


def unpacks(method: Method, *media_types: str) -> Callable[[Unpacker], Unpacker]:
    """Decorator: this takes members out of these media types."""

    def register(unpacker: Unpacker) -> Unpacker:
        UNPACKERS.update((media_type, (unpacker, method)) for media_type in media_types)
        return unpacker

    return register


def unpack(stream: BinaryIO, media_type: str, name: str, budget: Budget) -> Iterator[Member | Left]:
    """What is in a container, in its own order; furniture of file systems is passed over.

    Never raises for what is in it: where it cannot be followed further, the last item is a `Left` with an empty path.
    The same path twice is told apart by a number.
    """
    seen: dict[str, int] = {}
    try:
        for item in UNPACKERS[media_type][0](stream, name, budget):
            if isinstance(item, Left):
                yield item
            elif (wrong := _wrong_name(item.path)) is not None:
                yield wrong
            elif not _furniture(path := tidy(item.path)):
                budget.member()
                seen[path] = seen.get(path, 0) + 1
                again = f" ({seen[path]})" if seen[path] > 1 else ""
                yield Member(path + again, item.pieces, item.received, item.same)
    except Stop as stop:
        yield Left("", stop.code, stop.message, stop.hint)
    except RecursionError:
        yield Left("", "too_deep", "its parts lie in one another too deep to follow", ASK)
    except Exception as error:  # noqa: BLE001 - an unpacker may raise anything on hostile bytes; it becomes a Problem
        yield Left("", "damaged", f"cannot be unpacked further: {in_words(error)}", ASK)


ASK = "ask for the file again; what came out before this stays"
LOCKED = "ask its sender for the password, unpack it by hand and add what comes out"
_OUTSIDE = "do not unpack it by hand without care: a name like this is made to overwrite other files"


def tidy(path: str) -> str:
    """The path with '/' between folders and nothing in it that cannot be printed."""
    cleaned = "".join(c if c.isprintable() else "\ufffd" for c in path.replace("\\", "/"))
    return "/".join(part for part in cleaned.split("/") if part not in ("", "."))[-_LONGEST:]


_LONGEST = 400
"""Characters of a path: longer ones lose their beginning."""


def _wrong_name(path: str) -> Left | None:
    spelled = path.replace("\\", "/")
    if spelled.startswith("/") or ".." in spelled.split("/") or re.match(r"[A-Za-z]:(?:/|$)", spelled):
        message = f"a file inside calls itself {tidy(path)!r}, outside of its container"
        return Left(tidy(path), "path_traversal", message, _OUTSIDE)
    if not tidy(path):
        return Left("", "damaged", "a file inside has no name", ASK)
    return None


def _furniture(path: str) -> bool:
    """Files that a system keeps for itself: those whose name begins with a dot, as with folders that are added."""
    parts = path.split("/")
    return any(p.startswith(".") or p == "__MACOSX" for p in parts) or parts[-1].lower() in ("thumbs.db", "desktop.ini")


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """All of a stream, a piece at a time."""
    while piece := stream.read(PIECE):
        yield piece


@dataclass(slots=True)
class Tally:
    """Holds lists of what stayed inside to a length that is read: some of a kind are shown, the rest is counted."""

    counts: Counter[str] = field(default_factory=Counter)

    def shown(self, left: Left) -> bool:
        """Whether this one is still to be told by itself."""
        self.counts[left.code] += 1
        return self.counts[left.code] <= _SHOWN

    def more(self) -> Iterator[Left]:
        """A line for each kind of which there were more."""
        for code, count in sorted(self.counts.items()):
            if count > _SHOWN:
                yield Left("", code, f"the same holds for {count - _SHOWN:,} more", "unpack it by hand to see them")


_SHOWN = 20
"""Of a kind of trouble that are told one by one."""
