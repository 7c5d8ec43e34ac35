"""7z archives, by py7zr. It hands out bytes when it likes, so each member is laid down before it is passed on."""

import io
import lzma
import tempfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from averment.custody import Left
from averment.read.budget import Budget, Meter
from averment.read.draft import Stop
from averment.read.unpack.member import ASK, LOCKED, UNPACK, Member, pieces, unpacks

_IN_MEMORY = 1 << 20
"""Bytes of a member that are held in memory before a temporary file is used."""


@unpacks(UNPACK, "application/x-7z-compressed")
def unpack_7z(stream: BinaryIO, _: str, budget: Budget) -> Iterator[Member | Left]:
    """The files of a 7z; links stay inside, one with a password says so."""
    from py7zr.exceptions import ArchiveError, PasswordRequired

    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    laid: list[_Laid] = []
    broken: Exception | None = None
    try:
        try:
            yield from _lay_down(stream, packed, laid, budget)
        except PasswordRequired as error:
            raise Stop("encrypted", "the archive asks for a password", LOCKED) from error
        except (ArchiveError, *_TROUBLE) as error:
            broken = error
        yield from (Member(file.name, pieces(file.content)) for file in laid if file.whole)  # type: ignore[arg-type]
    finally:
        for file in laid:
            file.content.close()
    if broken is not None:
        raise Stop("damaged", "the archive breaks off, or is damaged from here on", ASK) from broken


_TROUBLE = (lzma.LZMAError, zlib.error, EOFError, OSError, ValueError, TypeError, LookupError)
"""What comes up from below the library, beside its own errors, when bytes are not what they should be."""


def _lay_down(stream: BinaryIO, packed: int, laid: list["_Laid"], budget: Budget) -> Iterator[Member | Left]:
    """Take out what may come out, into `laid`; yields what stays inside."""
    import py7zr

    with py7zr.SevenZipFile(stream) as archive:
        if archive.needs_password():
            raise Stop("encrypted", "the archive asks for a password", LOCKED)
        wanted: list[str] = []
        for item in _listed(archive, budget):
            if isinstance(item, str):
                wanted.append(item)
            else:
                yield item
        if wanted:
            archive.extract(targets=wanted, factory=_factory(laid, budget.meter(packed)))


def _listed(archive: Any, budget: Budget) -> Iterator[str | Member | Left]:
    """The names to take out; what stays inside; and, to be judged, names that the library would choke on."""
    files = [f for f in archive.files if not f.is_directory]
    if len(files) > budget.members:
        raise Stop("too_many_members", f"holds {len(files):,} files", ASK)
    for file in files:
        name = str(file.filename)
        if file.is_symlink or file.is_junction or file.is_socket:
            yield Left(name, "link", "a link to another file, not a document", "add the file that it points to")
        elif name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
            yield Member(name, iter(()))
        else:
            yield name


class _Laid:
    """A member as it was laid down; `whole` once the archive has said all of it."""

    def __init__(self, name: str, meter: Meter) -> None:
        self.name, self.meter, self.whole = name, meter, False
        self.content = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - handed on open

    def write(self, data: bytes) -> int:
        self.meter.took(len(data))
        return self.content.write(data)

    def close(self) -> None:
        self.whole = True
        self.content.seek(0)


def _factory(laid: list[_Laid], meter: Meter) -> Any:
    from py7zr.io import Py7zIO, WriterFactory

    class Writer(Py7zIO):
        def __init__(self, file: _Laid) -> None:
            self.file = file

        def write(self, s: bytes | bytearray) -> int:
            return self.file.write(bytes(s))

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return self.file.content.seek(offset, whence)

        def flush(self) -> None:
            """Nothing waits."""

        def size(self) -> int:
            return self.file.content.tell()

        def close(self) -> None:
            self.file.close()

    class Factory(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            laid.append(_Laid(filename, meter))
            return Writer(laid[-1])

    return Factory()
