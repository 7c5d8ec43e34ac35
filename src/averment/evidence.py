"""The originals: files named by the SHA-256 of their bytes, written once, never modified."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024


class EvidenceError(Exception):
    """A file that could not be taken in; the message says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the SHA-256 (64 hex digits) and the size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The folder of originals."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the original with this hash is."""
        return self.folder / sha256

    def keep(self, content: Path | BinaryIO) -> Kept:
        """Copy bytes in and return what they are. On return they are on the disk. Raises `EvidenceError`."""
        if not isinstance(content, Path):
            return self._copy(content)
        if content.is_symlink() or not content.is_file():
            raise EvidenceError("a link: add the file it points to" if content.is_symlink() else "not a file")
        try:
            with content.open("rb") as file:
                return self._copy(file)
        except PermissionError as error:
            raise EvidenceError("no permission to read it") from error

    def _copy(self, content: BinaryIO) -> Kept:
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as copy:
                while chunk := content.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            final = self.path(digest.hexdigest())
            if final.exists():
                temporary.unlink()
            else:
                temporary.chmod(0o444)
                temporary.rename(final)
                sync_folder(self.folder)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return Kept(digest.hexdigest(), size)

    def names(self) -> list[str]:
        """The hashes of all originals there are, sorted."""
        return sorted(p.name for p in self.folder.iterdir() if len(p.name) == 64)

    def hash_again(self, sha256: str) -> str:
        """The SHA-256 the bytes have now. Raises `FileNotFoundError`."""
        with self.path(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def leftovers(self) -> Iterator[Path]:
        """Copies that a crash cut short; never acknowledged, safe to delete."""
        yield from sorted(self.folder.glob(".incoming-*"))


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a whole file or nothing: a temporary file beside it, fsync, rename."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.rename(path)
        sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
