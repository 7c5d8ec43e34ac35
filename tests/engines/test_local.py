"""One bad item costs one item."""

import os
import time

import pytest

from averment.engines.local import Failure, map_local


def double(n: int) -> int:
    return n * 2


def misbehave(what: str) -> str:
    if what == "hang":
        time.sleep(60)
    if what == "crash":
        os._exit(9)
    if what == "raise":
        raise KeyError(what)
    if what == "memory":
        bytearray(64 * 1024**3)
    return what


def test_every_item_comes_back_with_its_result() -> None:
    assert sorted(map_local(double, range(40), seconds=20, workers=2)) == [(n, n * 2) for n in range(40)]


def test_no_items_no_workers() -> None:
    assert list(map_local(double, [], seconds=1, workers=1)) == []


def test_a_hang_a_crash_and_an_error_each_cost_one_item() -> None:
    results = dict(map_local(misbehave, ["hang", "a", "crash", "b", "raise", "memory"], seconds=3, workers=1))
    assert (results["a"], results["b"]) == ("a", "b")
    codes = {k: v.code for k, v in results.items() if isinstance(v, Failure)}
    assert codes == {"hang": "timeout", "crash": "crash", "raise": "error", "memory": "memory"}


def test_stopping_early_stops_the_workers() -> None:
    results = map_local(double, range(10**9), seconds=20, workers=1)
    next(results)
    started = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_workers_changes_nothing(workers: int) -> None:
    assert dict(map_local(double, range(9), seconds=20, workers=workers)) == {n: n * 2 for n in range(9)}
