"""Substring search through the index against a plain scan of the same ledger, in one run.

    python bench/search.py --passages 20000

The ledger is filled with invented passages in English, with Russian and Chinese words planted in some. `ratio` is the
scan's time over the index's: above 1 the index wins.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measure import report
from newswire import article

from averment.passage import Passage
from averment.reading import Reading
from averment.source import Source
from averment.store.ledger import Ledger
from averment.store.search import search

PLANTED = {997: "Поставщик не указан в накладной.", 1999: "供应商为海仪有限公司。"}
SCAN = "SELECT * FROM passage WHERE text LIKE ?"
EVERY = 1_000_000_000
"""Both sides fetch every row that matches; the index ranks them as well."""

QUERIES = ("subsidiary", "Kelvar Marine Ltd.", "поставщик", "有限公司", "公司", "nowhere-to-be-found")


def fill(ledger: Ledger, count: int) -> None:
    """Put `count` passages into one source."""
    source = Source("0" * 64, "bench.txt", 0, "2025-01-01T00:00:00+00:00")
    words: list[str] = []
    seed = 0
    while len(words) < count:
        seed += 1
        words += article(seed, 5_000).strip().split("\n\n")
    passages, start = [], 0
    for n, text in enumerate(words[:count]):
        text += " " + PLANTED[n] if n in PLANTED else ""
        passages.append(Passage(source.id, start, text, method="bench@1"))
        start += len(text) + 2
    with ledger.transaction():
        ledger.insert("method", [{"id": "bench@1", "name": "bench", "version": "1", "parameters_json": {}}])
        ledger.put_source(source, 1, "document")
        text = "\n\n".join(p.text for p in passages)
        ledger.put_reading(Reading(source.id, "text/plain", text, tuple(passages), (), "bench@1"))


def best(call: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, in milliseconds: the one least disturbed by the rest of the machine."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name, Ledger.open(Path(name) / "ledger.sqlite") as ledger:
        fill(ledger, given.passages)
        for query in QUERIES:
            found = len(search(ledger, "passage", query, limit=EVERY))
            index_ms = best(partial(search, ledger, "passage", query, limit=EVERY))
            scan_ms = best(partial(ledger.rows, SCAN, [f"%{query}%"]))
            rows.append(
                {"query": query, "found": found, "index_ms": index_ms, "scan_ms": scan_ms, "ratio": scan_ms / index_ms}
            )
    report(rows, given.json)


if __name__ == "__main__":
    main()
