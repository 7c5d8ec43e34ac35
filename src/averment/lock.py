"""One writer at a time: the lock of a case."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CaseLocked(Exception):
    """Another process is writing to the case; the message says which."""


@contextmanager
def writing(case: Path, command: str) -> Iterator[None]:
    """Hold the lock of `case` for `command`. The system frees it when the process ends, however it ends.

    Raises `CaseLocked` at once when another process holds it: a person waits better than a program guesses.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(case / ".lock", timeout=0, is_singleton=True)
    holder = case / ".lock.holder"
    try:
        lock.acquire()
    except Timeout:
        raise CaseLocked(
            f"{case} is being written to by {_describe(holder)}; wait for it to end, then run again"
        ) from None
    try:
        if lock.lock_counter == 1:
            holder.write_text(json.dumps({"process": os.getpid(), "command": command}), encoding="utf-8")
        yield
    finally:
        lock.release()


def _describe(holder: Path) -> str:
    try:
        found = json.loads(holder.read_text(encoding="utf-8"))
        return f"`aver {found['command']}` (process {found['process']})"
    except (OSError, ValueError, KeyError):
        return "another process"
