"""A site on the disk: built in a folder beside, then put in place in one move, so a reader never sees half of one."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from averment.identity import sha256_hex

MARKER = ".averment-site"
"""The file that says a folder is ours to replace. A folder without it is never touched unless it is empty."""

_MARKER_TEXT = (
    b"Written by `aver publish`. Everything in this folder is replaced the next time: keep nothing else here.\n"
)
SUMS = "data/files.sha256"
"""Every file of the site with its SHA-256, in the form `sha256sum --check` reads."""


class NotOurs(Exception):
    """The folder to write holds something that averment did not put there; nothing was changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} holds files that `aver publish` did not write")
        self.hint = "choose an empty folder, or move what is in it elsewhere"


@dataclass(slots=True)
class Draft:
    """The site being written. Files that are as they were are linked to the old ones, so their times stay."""

    target: Path
    folder: Path
    sums: dict[str, str] = field(default_factory=dict)
    changed: int = 0
    _folders: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls, target: Path) -> "Draft":
        """Start beside `target`. Raises `NotOurs` when `target` must not be replaced."""
        target = target.absolute()
        if target.exists() and not _ours(target):
            raise NotOurs(target)
        folder = target.with_name(f".{target.name}.new")
        if folder.exists():
            shutil.rmtree(folder)  # left by a run that was stopped
        folder.mkdir(parents=True)
        draft = cls(target, folder)
        draft.write(MARKER, _MARKER_TEXT)
        return draft

    def write(self, path: str, content: bytes) -> None:
        """Add a file. `path` is relative, with forward slashes."""
        new, old = f"{self.folder}/{path}", f"{self.target}/{path}"
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            os.makedirs(f"{self.folder}/{parent}", exist_ok=True)  # noqa: PTH103 - 50,000 pages: Path costs a third
            self._folders.add(parent)
        if path != MARKER:
            self.sums[path] = sha256_hex(content)
        if _same(old, content):
            try:
                os.link(old, new)
            except OSError:  # a file system without links
                Path(new).write_bytes(content)
            return
        self.changed += 1
        with open(new, "wb") as file:  # noqa: PTH123 - as above
            file.write(content)

    def finish(self) -> None:
        """Put the site in place of the old one."""
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.sums.items()))
        self.write(SUMS, lines.encode())
        old = self.target.with_name(f".{self.target.name}.old")
        if old.exists():
            shutil.rmtree(old)
        if self.target.exists():
            self.target.rename(old)
        self.folder.rename(self.target)
        if old.exists():
            shutil.rmtree(old)

    def abandon(self) -> None:
        """Throw the draft away; the old site stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _same(path: str, content: bytes) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return file.read() == content
    except OSError:
        return False


def _ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARKER).is_file() or not any(_entries(folder)))


def _entries(folder: Path) -> Iterator[Path]:
    return folder.iterdir()
