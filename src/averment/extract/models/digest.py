"""A model on the disk, named by what it is: the hash of its files, not the path it happens to have."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from averment.config import ConfigError

MOST_FILES = 2000


def folder_digest(path: str, where: str) -> str:
    """The first 16 hex digits of the SHA-256 over the names and contents of a model's files.

    Raises `ConfigError` when the path is relative, is no folder, or holds more files than a model does.
    """
    folder = Path(path)
    if not folder.is_absolute():
        raise ConfigError(f"[{where}]: path = {path!r} should be absolute: a model is a program, so say exactly which")
    if not folder.is_dir():
        raise ConfigError(f"[{where}]: path = {path!r} is no folder on this machine")
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    if not 0 < len(files) <= MOST_FILES:
        raise ConfigError(f"[{where}]: path = {path!r} holds {len(files)} files: a model's folder was expected")
    whole = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            whole.update(f"{file.relative_to(folder).as_posix()}\0".encode())
            whole.update(hashlib.file_digest(stream, "sha256").digest())
    return whole.hexdigest()[:16]


def needs(library: str, package: str, where: str) -> None:
    """Raises `ConfigError` when a library is not installed, with the way to get it."""
    if find_spec(library) is None:
        raise ConfigError(f"[{where}]: {package} is not installed; pip install {package}")
