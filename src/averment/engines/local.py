"""Run a pure function over many items on the cores of this machine, each within a time limit.

Workers are separate processes, because documents are hostile: one that hangs or crashes its parser costs
one item, which comes back as a `Failure`, and the rest goes on.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MEMORY_LIMIT = 6 * 1024**3
"""Bytes of address space a worker may take: room for the language model and for the largest file `read` allows."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result: `code` is "timeout", "crash" or "error"."""

    code: str
    message: str


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_local(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    seconds: float | Callable[[Item], float],
    workers: int | None = None,
    setup: Callable[..., None] | None = None,
    setup_args: tuple[Any, ...] = (),
) -> Iterator[tuple[Item, Result | Failure]]:
    """Yield (item, result or `Failure`) as they come, in no fixed order.

    `function` and the items must pickle. `seconds` bounds each item, its start not counted; it may be a function of
    the item. At most four items a worker wait at once, so a million items do not fill the memory. Closing the iterator
    stops the workers.
    """
    from pebble import ProcessPool

    workers = workers or cores()
    waiting = iter(items)
    running: dict[Future[Any], tuple[Item, float]] = {}
    pool = ProcessPool(
        max_workers=workers,
        context=get_context("spawn"),
        initializer=_start_worker,
        initargs=(setup, setup_args),
    )
    try:
        while True:
            for item in islice(waiting, workers * 4 - len(running)):
                limit = seconds(item) if callable(seconds) else seconds
                running[pool.schedule(function, args=(item,), timeout=limit)] = item, limit
            if not running:
                break
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                item, limit = running.pop(future)
                yield item, _outcome(future, limit)
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _outcome(future: Future[Any], seconds: float) -> Any:
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        return Failure("timeout", f"took longer than {seconds:g} seconds")
    except ProcessExpired as error:
        return Failure("crash", f"the reader crashed (exit code {error.exitcode})")
    except MemoryError:
        return Failure("memory", f"needed more than {MEMORY_LIMIT // 1024**3} GiB of memory")
    except Exception as error:  # noqa: BLE001 - the worker's own error, whatever it is, becomes a Problem
        return Failure("error", f"{type(error).__name__}: {error}")


def _start_worker(setup: Callable[..., None] | None, setup_args: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    try:
        import resource
    except ImportError:  # not on Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    if setup is not None:
        setup(*setup_args)
