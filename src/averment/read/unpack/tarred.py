"""TAR archives, followed from front to back."""

import io
import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from averment.custody import Left
from averment.read.budget import Budget
from averment.read.draft import Stop
from averment.read.encoding import decode
from averment.read.media_type import TAR
from averment.read.unpack.member import ASK, UNPACK, Member, pieces, unpacks


@unpacks(UNPACK, TAR)
def unpack_tar(stream: BinaryIO, _: str, budget: Budget) -> Iterator[Member | Left]:
    """The files of a TAR; links and devices stay inside."""
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    meter = budget.meter(packed)
    for item in from_tar(stream):
        yield item if isinstance(item, Left) else Member(item.path, meter.counted(item.pieces))


def from_tar(stream: BinaryIO) -> Iterator[Member | Left]:
    """What is in a TAR that can only be read forwards; bytes are counted by the caller."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8", errors="surrogateescape") as archive:
            for member in archive:
                path = _name(member.name)
                if member.issym() or member.islnk():
                    yield Left(path, "link", "a link to another file, not a document", "add the file it points to")
                elif member.isfile():
                    inside = archive.extractfile(member)
                    if inside is not None:
                        yield Member(path, _pieces(inside))
                elif not member.isdir():
                    yield Left(path, "not_a_file", "a device or a pipe, not a document", "nothing need be done")
                archive.members.clear()  # type: ignore[attr-defined]  # it keeps every header it has read
    except (tarfile.TarError, EOFError) as error:
        raise Stop("truncated", "the archive breaks off, or is damaged from here on", ASK) from error


def _pieces(inside: Any) -> Iterator[bytes]:
    try:
        yield from pieces(inside)
    except (tarfile.TarError, EOFError) as error:
        raise Stop("truncated", "the archive breaks off inside of it", ASK) from error


def _name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    return name if raw.isascii() else decode(raw).text
