"""How well scans are read: invented invoices, by `read` and by plain tesseract, in one run.

    python bench/ocr.py --papers 1 --kinds english russian --dpis 300 150

Each paper is drawn, worn as a scanner or a camera would wear it, and read from the same PNG by all three. `errors` are
character errors (a wrong, missing or added one) over characters; `fields` the share of numbers, names and sums found as
written; `boxes` the share of words whose box overlaps the true one by half or more (intersection over union);
`seconds` the processor's, a page. `ratio` is the errors of plain tesseract over those of `read`.

The rules were set on papers with numbers below 200; these begin at 200. Fonts: see `GET_FONTS` in `invoices.py`.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from invoices import GET_FONTS, KINDS, LOOKS, Paper, invoice, missing_fonts
from measure import report
from ocr_score import SCRIPTS, Pixels, Score, add

from averment.read import read
from averment.source import Source

FIRST = 200
Read = tuple[list[tuple[str, Pixels]], str]


def ours(picture: Path, paper: Paper) -> Read:
    """What `read` makes of it, boxes put back from points to pixels."""
    data = picture.read_bytes()
    source = Source(hashlib.sha256(data).hexdigest(), "scan.png", len(data), "2024-01-01T00:00:00Z")
    reading = read(picture, source)
    scale, height = paper.dpi / 72, paper.image.height
    words = []
    for passage in reading.passages:
        for anchor in passage.anchors:
            assert anchor.box is not None
            left, bottom, right, top = (v * scale for v in anchor.box)
            words.append((reading.text[anchor.start : anchor.end], (left, height - top, right, height - bottom)))
    return words, reading.text.replace(" | ", " ")


def plain(languages: str) -> Callable[[Path, Paper], Read]:
    """Tesseract by itself, with these languages, in this order."""

    def read_by(picture: Path, paper: Paper) -> Read:
        out = picture.with_suffix("")
        command = ["tesseract", str(picture), str(out), "-l", languages, "--dpi", str(paper.dpi), "txt", "tsv"]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
        words = []
        for line in out.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]:
            row = line.split("\t", 11)
            if row[0] == "5" and row[-1].strip():
                left, top, width, height = map(float, row[6:10])
                words.append((row[11].strip(), (left, top, left + width, top + height)))
        return words, out.with_suffix(".txt").read_text(encoding="utf-8")

    return read_by


ENGINES: dict[str, Callable[[Path, Paper], Read]] = {
    "read": ours,
    "tesseract eng": plain("eng"),
    "tesseract chi_sim+rus+eng": plain("chi_sim+rus+eng"),
}


def measured(papers: list[Paper]) -> list[tuple[str, Paper, Score]]:
    """Every engine on every paper."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "scan.png"
        for paper in papers:
            paper.image.save(picture, dpi=(paper.dpi, paper.dpi))
            for engine, read_by in ENGINES.items():
                score = Score()
                before = _spent()
                words, text = read_by(picture, paper)
                score.seconds = _spent() - before
                add(score, paper, words, text)
                found.append((engine, paper, score))
    return found


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def table(found: list[tuple[str, Paper, Score]], by: str) -> list[dict[str, Any]]:
    """A row for every value of `by` ("kind", "look", "dpi", "" for all) and every engine."""
    sums: dict[tuple[str, str], Score] = {}
    for engine, paper, score in found:
        key = (str(getattr(paper, by)) if by else "all", engine)
        sums.setdefault(key, Score()).merge(score)
    rows = []
    for (value, engine), score in sums.items():
        own = sums[value, "read"].rate()
        rows.append(
            {
                by or "of": value,
                "engine": engine,
                "errors": score.rate(),
                **{script: score.rate(script) if score.letters[script] else "" for script in SCRIPTS},
                "fields": score.found / score.fields,
                "boxes": score.boxed / score.words,
                "seconds": score.seconds / score.papers,
                "ratio": score.rate() / own if own else "",
            }
        )
    return [{k: f"{v:.3f}" if isinstance(v, float) and k not in _SHORT else v for k, v in row.items()} for row in rows]


_SHORT = ("seconds", "ratio")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--papers", type=int, default=1, help="of each kind, look and resolution")
    parser.add_argument("--kinds", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--looks", nargs="+", default=LOOKS, choices=LOOKS)
    parser.add_argument("--dpis", nargs="+", type=int, default=[300, 200, 150])
    parser.add_argument("--first", type=int, default=FIRST, help="number of the first paper")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if shutil.which("tesseract") is None or missing_fonts():
        print(f"skipped: needs tesseract (`aver doctor` says how to get it) and fonts: {GET_FONTS}", file=sys.stderr)
        return
    papers = [
        invoice(kind, number, dpi, look)
        for kind in given.kinds
        for look in given.looks
        for dpi in given.dpis
        for number in range(given.first, given.first + given.papers)
    ]
    found = measured(papers)
    for by in ("", "kind", "look", "dpi"):
        report(table(found, by), given.json)
        if not given.json:
            print()


if __name__ == "__main__":
    main()
