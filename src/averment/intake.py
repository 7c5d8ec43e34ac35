"""What is in containers, taken into a case: each member of an archive, a mailbox or a web archive as a source.

The container stays in evidence as it came. A worker process, which has limits on time, memory, count, bytes and depth,
writes its members into a folder in `derived/`; from there they are taken in like any document, with custody naming the
container. The same bytes are one source wherever they came from. What must stay inside is written down with the reason.
Cut short at any moment, it goes on where it was when it is asked again.
"""

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO

from averment.case import Case
from averment.custody import Added, Custody, Left, Receipt
from averment.engines.local import Failure, cores, map_local
from averment.progress import Progress, silent
from averment.source import Source

if TYPE_CHECKING:
    from averment.read.limits import Limits
    from averment.read.unpack.spool import Written

_HEAD = 300
"""Bytes of a file that tell whether it is worth a closer look."""
_EVERY = 0.5
"""Seconds between two looks at how far a worker is."""
TOGETHER = 100
"""Documents that are acknowledged together."""
PASSED_OVER = "passed_over"
"""The code of what is left inside on purpose, because it is no document."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A container that was unpacked: how many members were new, how many were there already, what stayed inside."""

    container: Source
    new: int
    again: int
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    source: Source
    folder: Path


def packed(case: Case, only: Iterable[str] | None = None) -> list[Source]:
    """Documents that may be containers and are not unpacked yet, or not wholly; `only` these ids, where given."""
    wanted = None if only is None else set(only)
    found = [c for c in case.custody() if wanted is None or c.source.id in wanted]
    return [c.source for c in found if _unfinished(c) and _may_be_container(case, c.source)]


def _unfinished(entry: Custody) -> bool:
    again = entry.kind == "container" and any(left.code != PASSED_OVER for left in entry.left)
    return not entry.whole and (entry.kind == "document" or again)


def _may_be_container(case: Case, source: Source) -> bool:
    from averment.read.unpack.spool import looks_like_container

    try:
        with case.evidence.path(source.sha256).open("rb") as file:
            return looks_like_container(file.read(_HEAD))
    except OSError:
        return False  # `aver verify` says so


def unpack_all(
    case: Case, sources: Sequence[Source], *, workers: int | None = None, progress: Progress = silent
) -> Iterator[Unpacked]:
    """Take in the members of those sources that are containers; each is acknowledged when it is yielded.

    Raises `CaseLocked` when another process writes to the case.
    """
    from averment.read.limits import changed

    if not sources:
        return
    limits = changed(case.config.limits)
    with _room(case) as room:
        tasks = [_Task(case.evidence.path(s.sha256), s, room / str(n)) for n, s in enumerate(sources)]
        for task in tasks:
            task.folder.mkdir()
        results = map_local(
            partial(_spool, limits=limits),
            tasks,
            seconds=limits.added_seconds,
            workers=min(workers or cores(), len(tasks)),
            setup=_load,
        )
        with _watched(room, len(tasks), progress):
            for task, outcome in results:
                if outcome is not False:
                    yield _take_in(case, task, outcome if isinstance(outcome, Failure) else None, progress)
                shutil.rmtree(task.folder, ignore_errors=True)


def _load() -> None:
    import averment.read  # noqa: F401 - so that a worker's first container is not charged for the import


def _spool(task: _Task, limits: "Limits") -> bool:
    from averment.read.unpack.spool import spool

    return spool(task.path, task.source.name, task.folder, limits)


@contextmanager
def _room(case: Case) -> Iterator[Path]:
    """A folder on the disk of the case, so that nothing protected is written elsewhere. Those of dead runs go."""
    case.derived.mkdir(exist_ok=True)
    for old in case.derived.glob(".unpacking-*"):
        if not _alive(old.name.removeprefix(".unpacking-")):
            shutil.rmtree(old, ignore_errors=True)
    room = case.derived / f".unpacking-{os.getpid()}"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _watched(room: Path, total: int, progress: Progress) -> Iterator[None]:
    """Tell how many files have come out, while workers are at it."""
    over = Event()

    def watch() -> None:
        while not over.wait(_EVERY):
            out = sum(1 for _ in room.glob("*/*"))
            progress("unpack", 0, total, f"{out:,} files waiting")

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _take_in(case: Case, task: _Task, failure: Failure | None, progress: Progress) -> Unpacked:
    from averment.read.unpack.member import UNPACK
    from averment.read.unpack.spool import Kept, Written, spooled

    said, _ = spooled(task.folder)
    written = [item for item in said if isinstance(item, Written)]
    left: dict[int, list[Left]] = defaultdict(list)
    for item in said:
        if isinstance(item, Kept):
            left[item.within].append(item.left)
    if failure is not None:
        left[0].append(Left("", failure.code, f"unpacking it {failure.message}", _MORE))
    opened = {0: _Opened(task.source, task.source.name, True)}
    counts: Counter[bool] = Counter()
    members: Counter[int] = Counter()

    def receipts() -> Iterator[list[tuple[Path | BinaryIO, Receipt]]]:
        for batch in _batches(written):
            yield [(task.folder / str(item.file), _receipt(item, opened, task.source)) for item in batch]

    done = 0
    for batch, outcomes in zip(_batches(written), case.add_together(receipts()), strict=True):
        for item, outcome in zip(batch, outcomes, strict=True):
            (task.folder / str(item.file)).unlink(missing_ok=True)
            if isinstance(outcome, Added):
                counts[outcome.new] += not item.container
                members[item.within] += 1
                within = opened.get(item.within, opened[0])
                name = f"{within.name}!{item.path}"
                opened[item.file] = _Opened(outcome.source, name, item.same and within.same)
            else:
                left[item.within].append(Left(item.path, "refused", outcome.reason, "unpack it by hand and add it"))
        done += len(batch)
        progress("add", done, len(written), batch[-1].path)
    for file in (*(item.file for item in written if item.container and item.file in opened), 0):
        case.note_unpacked(opened[file].source, members[file], left[file], UNPACK.id)
    everything = tuple(entry for entries in left.values() for entry in entries)
    return Unpacked(task.source, counts[True], counts[False], everything)


def _batches(written: Sequence["Written"]) -> Iterator[list["Written"]]:
    """Members that are taken in together. A container ends a batch: those in it are named after what it becomes."""
    batch: list[Written] = []
    for item in written:
        batch.append(item)
        if len(batch) >= TOGETHER or item.container:
            yield batch
            batch = []
    if batch:
        yield batch


_MORE = "raise `added_seconds` under [limits] in case.toml, or unpack it by hand; what came out before was taken in"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A container: its source, what its members are called after, and whether it is the outermost but for packing."""

    source: Source
    name: str
    same: bool


def _receipt(item: "Written", opened: dict[int, _Opened], root: Source) -> Receipt:
    """What is known of a member: what is known of the container, but not the day on which that was published."""
    within = opened.get(item.within, opened[0])
    return Receipt(
        name=f"{within.name}!{item.path}",
        received_from=root.received_from,
        origin=root.origin or root.name,
        outlet=root.outlet,
        received=item.received or root.received_at,
        published=root.published if item.same and within.same else None,
        protection=root.protection,
        container=within.source.sha256,
        member=item.path,
    )
