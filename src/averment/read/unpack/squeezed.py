"""Single files made small: gzip, bzip2, xz, zstd. A TAR or a WARC within is unpacked in the same step."""

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from averment.custody import Left
from averment.read.budget import Budget, Meter
from averment.read.draft import Stop
from averment.read.unpack.member import ASK, UNPACK, Member, pieces, unpacks
from averment.read.unpack.tarred import from_tar
from averment.read.unpack.web_pages import from_warc

_ENDINGS = re.compile(r"\.(?:gz|bz2|xz|zst|tgz|tbz2?|txz|tzst)$", re.IGNORECASE)
_XZ_MEMORY = 512 << 20
"""Bytes that an xz file may ask for to be unpacked; `xz -9` needs 65 MiB."""


@unpacks(UNPACK, "application/gzip")
def unpack_gzip(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Left]:
    """The file in a gzip, or the files of the TAR in it."""
    yield from _unsqueezed(lambda: gzip.GzipFile(fileobj=stream, mode="rb"), stream, name, budget)


@unpacks(UNPACK, "application/x-bzip2")
def unpack_bzip2(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Left]:
    """The same for bzip2."""
    yield from _unsqueezed(lambda: bz2.BZ2File(stream), stream, name, budget)


@unpacks(UNPACK, "application/x-xz")
def unpack_xz(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Left]:
    """The same for xz."""
    yield from _unsqueezed(lambda: _Xz(stream), stream, name, budget)


@unpacks(UNPACK, "application/zstd")
def unpack_zstd(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Left]:
    """The same for zstd."""
    yield from _unsqueezed(lambda: _zstd().ZstdFile(stream), stream, name, budget)


def _zstd() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # Python 3.14 and later
    except ImportError:
        from backports import zstd
    return zstd


class _Xz(io.RawIOBase):
    """An xz file, unpacked with a limit on the memory it may ask for, which `lzma.LZMAFile` has not."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._rest = stream, b""
        self._machine = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._machine.eof:
                more = (self._machine.unused_data or self._stream.read(1 << 16)).lstrip(b"\x00")
                if not more:
                    return b""
                self._machine = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            else:
                more = self._stream.read(1 << 16) if self._machine.needs_input else b""
                if not more and self._machine.needs_input:
                    raise EOFError("the file breaks off")
            if found := self._machine.decompress(more, max_length=size if size > 0 else 1 << 20):
                return found


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted as they are read, those that a TAR passes over too."""

    def __init__(self, inside: Any, meter: Meter) -> None:
        self._inside, self.meter, self._ahead = inside, meter, b""

    def readable(self) -> bool:
        return True

    def peek(self, size: int) -> bytes:
        while len(self._ahead) < size and (more := self._take(size - len(self._ahead))):
            self._ahead += more
        return self._ahead

    def readinto(self, buffer: Any) -> int:
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def read(self, size: int = -1) -> bytes:
        if self._ahead:
            found, self._ahead = self._ahead[:size], self._ahead[size:]
            return found
        return self._take(size)

    def _take(self, size: int) -> bytes:
        try:
            found: bytes = self._inside.read(size)
        except (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError) as error:
            raise Stop("truncated", "the file breaks off, or is damaged from here on", ASK) from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":  # of whichever module there is
                raise
            raise Stop("truncated", "the file breaks off, or is damaged from here on", ASK) from error
        self.meter.took(len(found))
        return found


def _unsqueezed(open_: Callable[[], Any], stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Left]:
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    inside: Any = _Counted(open_(), budget.meter(packed))
    if inside.peek(512)[257:262] == b"ustar":
        yield from from_tar(inside)
    elif inside.peek(512).startswith(b"WARC/"):
        yield from from_warc(io.BufferedReader(inside), budget, inside.meter)
    else:
        yield Member(_own_name(name), pieces(inside), same=True)


def _own_name(name: str) -> str:
    """What the file was called before: the last of the container's path without the ending that packing put there."""
    last = re.split(r"[/!\\]", name)[-1]
    return _ENDINGS.sub("", last).lstrip(".") or "content"
