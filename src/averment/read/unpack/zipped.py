"""ZIP archives, and WACZ: a ZIP that holds archives of web pages."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from averment.custody import Left
from averment.read.budget import BOMB, Budget, Meter
from averment.read.draft import Stop
from averment.read.encoding import decode
from averment.read.media_type import WACZ, ZIP
from averment.read.unpack.member import ASK, LOCKED, UNPACK, Member, pieces, unpacks

_TAIL = 66_000
"""Bytes from the end within which a ZIP's end record lies: it and the longest comment."""
_DIRECTORY_PER_MEMBER = 512
"""Bytes of directory for a file inside, generously."""
_IN_UTF8 = 0x800
_LOCKED = 0x1


@unpacks(UNPACK, ZIP)
def unpack_zip(stream: BinaryIO, _: str, budget: Budget) -> Iterator[Member | Left]:
    """The files of a ZIP. Names in the alphabet of an old system are weighed together, as text is."""
    archive, packed = _opened(stream, budget)
    whole = budget.meter(packed)
    members = [m for m in archive.infolist() if not m.is_dir()]
    for member, path in zip(members, _names(members), strict=True):
        left = _closed(member, path, budget)
        yield left if left is not None else Member(path, _pieces(archive, member, budget, whole))


@unpacks(UNPACK, WACZ)
def unpack_wacz(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Member | Left]:
    """The archives of web pages in a WACZ; its indexes and lists of pages say the same once more."""
    for item in unpack_zip(stream, name, budget):
        if re.search(r"\.warc(?:\.gz)?$", item.path, re.IGNORECASE):
            yield item


def _opened(stream: BinaryIO, budget: Budget) -> tuple[zipfile.ZipFile, int]:
    """The archive and its size; a table of contents of millions of lines is refused before objects are made of it."""
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(max(packed - _TAIL, 0))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Stop("truncated", "the archive ends before its table of contents", ASK)
    (size,) = struct.unpack_from("<L", tail, at + 12)
    if size == 0xFFFFFFFF and (far := tail.rfind(b"PK\x06\x06", 0, at)) >= 0 and len(tail) >= far + 48:
        (size,) = struct.unpack_from("<Q", tail, far + 40)
    if size > max(budget.members, 1) * _DIRECTORY_PER_MEMBER:
        raise Stop("too_many_members", f"its table of contents alone is {size:,} bytes long", BOMB)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Stop("truncated", "its table of contents is damaged", ASK) from error
    return archive, packed


def _names(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """What the members are called. Where no flag says UTF-8, Python takes the bytes for those of the first PC."""
    old = [m.filename.encode("cp437", "replace") for m in members if not m.flag_bits & _IN_UTF8]
    if all(name.isascii() for name in old):
        return [m.filename for m in members]
    encoding = decode(b"\n".join(name for name in old if not name.isascii())).encoding
    return [
        m.filename if m.flag_bits & _IN_UTF8 else m.filename.encode("cp437", "replace").decode(encoding, "replace")
        for m in members
    ]


def _closed(member: zipfile.ZipInfo, path: str, budget: Budget) -> Left | None:
    """Why a member stays inside, if it does."""
    if member.flag_bits & _LOCKED:
        return Left(path, "encrypted", "asks for a password", LOCKED)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return Left(path, "link", "a link to another file, not a document", "add the file that it points to")
    if member.file_size > budget.ratio_from and member.file_size > member.compress_size * budget.ratio:
        return Left(path, "zip_bomb", f"unpacks to more than {budget.ratio} times its size", BOMB)
    return None


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget, whole: Meter) -> Iterator[bytes]:
    own = budget.meter(member.compress_size)
    try:
        with archive.open(member) as stream:
            for piece in own.counted(pieces(stream)):  # type: ignore[arg-type]
                whole.out += len(piece)
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Stop("damaged", "cannot be unpacked: its bytes are not what the archive says of them", ASK) from error
    if whole.out > budget.ratio_from and whole.out > whole.packed * budget.ratio:
        raise Stop("zip_bomb", f"the archive unpacks to more than {budget.ratio} times its size", BOMB)
