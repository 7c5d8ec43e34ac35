"""What `extract` costs over its language model alone, in one run.

    python bench/extract.py --files 40

Both sides read the same invented texts, one passage at a time, on one core, the model already loaded. `overhead` is the
time of `extract` over the time of the bare spaCy pipeline with the same components: 1.00 would be free.
"""

import argparse
import time

from measure import report
from newswire import article

from averment.extract import extract, parse
from averment.passage import Passage
from averment.reading import Reading


def reading(seed: int) -> Reading:
    """One invented article as `read` hands it on."""
    text = article(seed, 5_000)
    source = f"{seed:016x}"
    passages, start = [], 0
    for paragraph in text.rstrip("\n").split("\n\n"):
        passages.append(Passage(source, start, paragraph, language="en", method="bench@1"))
        start += len(paragraph) + 2
    return Reading(source, "text/plain", text, tuple(passages), (), "bench@1", language="en")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    readings = [reading(n) for n in range(1, given.files + 1)]
    parse("The model is loaded when it is first asked.")
    extract(readings[0])

    start = time.perf_counter()
    tokens = sum(len(parse(p.text)) for r in readings for p in r.passages)
    bare = time.perf_counter() - start
    start = time.perf_counter()
    found = [extract(r, published="2025-01-01") for r in readings]
    whole = time.perf_counter() - start
    rows = [
        {"pipeline": "spaCy alone", "seconds": bare, "tokens_per_s": tokens / bare, "overhead": 1.0},
        {"pipeline": "extract", "seconds": whole, "tokens_per_s": tokens / whole, "overhead": whole / bare},
    ]
    report(rows, given.json)
    if not given.json:
        claims, mentions = sum(len(e.claims) for e in found), sum(len(e.mentions) for e in found)
        print(f"{given.files} texts, {tokens:,} tokens: {mentions:,} mentions, {claims:,} claims")


if __name__ == "__main__":
    main()
