"""An append-only file of JSON lines in which each line seals the one before.

Each line holds `sequence` (from 1), `previous` (the hash of the line before, or 64 zeros) and `hash`, the
SHA-256 of the line's canonical JSON without `hash`. Changing, dropping or reordering a line breaks the chain
there. Cutting lines off the end leaves a shorter valid chain: note the head that `aver verify` prints, and
compare (`aver verify --head`).
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from averment.identity import canonical_json, sha256_hex

START = "0" * 64


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first line that does not hold, counted from 1, and what is wrong with it."""

    path: Path
    line: int
    message: str
    torn: bool = False

    def __str__(self) -> str:
        return f"{self.path.name} line {self.line}: {self.message}"


class ChainError(Exception):
    """The chain does not hold, so nothing is read from it or added to it."""

    def __init__(self, link: BrokenLink) -> None:
        super().__init__(f"{link}; nothing was changed: run `aver verify` and restore the file from a copy")
        self.link = link


def seal(sequence: int, previous: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as it is written: with its sequence, the hash before it and its own."""
    body = {**entry, "sequence": sequence, "previous": previous}
    return {**body, "hash": sha256_hex(canonical_json(body).encode())}


@dataclass(frozen=True, slots=True)
class Chain:
    """The file at `path`; it need not exist yet."""

    path: Path

    def walk(self) -> Iterator[dict[str, Any] | BrokenLink]:
        """Each entry in order; a `BrokenLink` last if one is found. A torn last line (a write cut short by a
        crash, so never acknowledged) counts as broken here and is set aside by the next `append`."""
        if not self.path.exists():
            return
        previous = START
        with self.path.open("rb") as lines:
            for number, raw in enumerate(lines, start=1):
                checked = self._check(number, previous, raw)
                yield checked
                if isinstance(checked, BrokenLink):
                    return
                previous = checked["hash"]

    def _check(self, number: int, previous: str, raw: bytes) -> dict[str, Any] | BrokenLink:
        if not raw.endswith(b"\n"):
            return BrokenLink(self.path, number, "the line is torn: a write was cut short", torn=True)
        try:
            entry = json.loads(raw)
        except ValueError as error:  # UnicodeDecodeError and JSONDecodeError
            return BrokenLink(self.path, number, f"not JSON ({error})")
        if not isinstance(entry, dict) or raw != (canonical_json(entry) + "\n").encode():
            return BrokenLink(self.path, number, "not written by averment: the spelling of the line was changed")
        body = {k: v for k, v in entry.items() if k != "hash"}
        if entry.get("hash") != sha256_hex(canonical_json(body).encode()):
            return BrokenLink(self.path, number, "the line was changed: its hash does not match its content")
        if entry.get("sequence") != number or entry.get("previous") != previous:
            return BrokenLink(self.path, number, "a line before it was changed, added or removed")
        return entry

    def entries(self) -> list[dict[str, Any]]:
        """All entries. Raises `ChainError` at the first link that does not hold, except a torn last line."""
        found: list[dict[str, Any]] = []
        for item in self.walk():
            if isinstance(item, BrokenLink):
                if item.torn:
                    break
                raise ChainError(item)
            found.append(item)
        return found

    def head(self) -> str:
        """The hash of the last entry: note it elsewhere to be able to show that none was cut off."""
        entries = self.entries()
        return str(entries[-1]["hash"]) if entries else START

    @contextmanager
    def writer(self) -> Iterator["ChainWriter"]:
        """Open the chain for adding: it is walked once, a torn last line is set aside. The caller holds the lock."""
        entries = self.entries()
        self._set_torn_line_aside(sum(len(canonical_json(e).encode()) + 1 for e in entries))
        with self.path.open("ab") as file:
            yield ChainWriter(file, entries)

    def append(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Seal and write one entry; on return it is on the disk. The caller holds the case's lock."""
        with self.writer() as writer:
            return writer.append(entry)

    def _set_torn_line_aside(self, whole: int) -> None:
        if not self.path.exists() or self.path.stat().st_size == whole:
            return
        with self.path.open("r+b") as file:
            file.seek(whole)
            with self.path.with_suffix(".torn").open("ab") as aside:
                aside.write(file.read() + b"\n")
                aside.flush()
                os.fsync(aside.fileno())
            file.truncate(whole)
            os.fsync(file.fileno())


@dataclass(slots=True)
class ChainWriter:
    """A chain open for adding; `entries` are those it holds so far."""

    file: BinaryIO
    entries: list[dict[str, Any]]

    def append(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Seal and write an entry; on return it is on the disk."""
        (sealed,) = self.append_all([entry])
        return sealed

    def append_all(self, entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The same for many: they are on the disk when it returns, and wait for it once."""
        previous = str(self.entries[-1]["hash"]) if self.entries else START
        written: list[dict[str, Any]] = []
        for number, entry in enumerate(entries, start=len(self.entries) + 1):
            written.append(seal(number, previous, entry))
            previous = str(written[-1]["hash"])
        self.file.write("".join(canonical_json(sealed) + "\n" for sealed in written).encode())
        self.file.flush()
        os.fsync(self.file.fileno())
        self.entries.extend(written)
        return written
