"""The originals: files named by the SHA-256 of their bytes, written once, never modified."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024
_SYNCS_AT_ONCE = 16
"""Files that wait for the disk together: it writes many as fast as one."""


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
        (kept,) = self.keep_all([content])
        if isinstance(kept, EvidenceError):
            raise kept
        return kept

    def keep_all(self, contents: Iterable[Path | BinaryIO]) -> list[Kept | EvidenceError]:
        """The same for many at once, which spares most of the waiting for the disk. Errors take the place of a result.

        Bytes are on the disk before they get their name, so that a name never stands for bytes that a crash ate.
        """
        found: list[Kept | EvidenceError] = []
        copies: list[tuple[Path, Kept]] = []
        try:
            for content in contents:
                kept = self._copied(content, copies)
                found.append(kept)
            with ThreadPoolExecutor(_SYNCS_AT_ONCE) as threads:
                list(threads.map(_sync, (temporary for temporary, _ in copies)))
            for temporary, kept in copies:
                final = self.path(kept.sha256)
                if final.exists():
                    temporary.unlink()
                else:
                    temporary.chmod(0o444)
                    temporary.rename(final)
            if copies:
                sync_folder(self.folder)
        except BaseException:
            for temporary, _ in copies:
                temporary.unlink(missing_ok=True)
            raise
        return found

    def _copied(self, content: Path | BinaryIO, copies: list[tuple[Path, Kept]]) -> Kept | EvidenceError:
        if not isinstance(content, Path):
            return self._copy(content, copies)
        if content.is_symlink() or not content.is_file():
            return EvidenceError("a link: add the file it points to" if content.is_symlink() else "not a file")
        try:
            with content.open("rb") as file:
                return self._copy(file, copies)
        except PermissionError:
            return EvidenceError("no permission to read it")

    def _copy(self, content: BinaryIO, copies: list[tuple[Path, Kept]]) -> Kept:
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        try:
            with os.fdopen(descriptor, "wb") as copy:
                while chunk := content.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        kept = Kept(digest.hexdigest(), size)
        copies.append((Path(name), kept))
        return kept

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


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
