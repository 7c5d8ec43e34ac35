"""Fields of invented papers found and missed, by language, layout and format: `python bench/documents.py`.

Every paper is made by `papers.py` (invoices, packing lists, letters in three languages and bilingual), drawn as PDF,
XLSX, DOCX or plain text in one of several layouts, read and extracted, and compared with what it was made from. A field
counts as found only when its words are right to the letter. Layouts marked held out were not looked at while the rules
were written.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drawing import FORMATS, draw
from measure import report
from papers import HELD_OUT, LANGUAGES, LAYOUTS, Made, made

from averment.extract import extract
from averment.identity import sha256_hex
from averment.paper import Paper
from averment.read import read
from averment.source import Source

LINE_FIELDS = ("goods", "hs", "quantity", "unit_price", "amount", "packages", "net_weight")


def found_in(path: Path) -> tuple[Paper, ...]:
    """The papers extracted from a file."""
    data = path.read_bytes()
    return extract(read(path, Source(sha256_hex(data), path.name, len(data), "1970-01-01T00:00:00Z"))).papers


def facts(paper: Paper, scored: frozenset[str]) -> set[tuple[str, str]]:
    """What a record says, as (name, words): fields of the paper, and of each line under its number."""
    said = set()
    for field in paper.fields:
        name = field.name
        if name in scored and "same_as" not in field.value:
            said.add((name, flat(field.text)))
    for number, line in enumerate(paper.lines, start=1):
        for field in line.fields:
            if field.name in LINE_FIELDS:
                words = field.value.get("value") if field.name in ("quantity", "packages", "net_weight") else None
                said.add((f"line {number} {field.name}", flat(field.text if words is None else f"{words:g}")))
    return said


def flat(text: str) -> str:
    """Words without their spacing: a name that was wrapped is the same name."""
    return "".join(text.split()).casefold().strip(".,;")


def score(paper: Made, path: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]], bool]:
    """What should be found, what was, and whether the kind is right."""
    wanted = {(name, flat(words)) for name, words in paper.fields.items()}
    wanted |= {
        (f"line {n} {name}", flat(words)) for n, row in enumerate(paper.lines, start=1) for name, words in row.items()
    }
    scored = frozenset(paper.fields) | {
        "seller",
        "buyer",
        "consignee",
        "number",
        "date",
        "total",
        "sender",
        "recipient",
    }
    papers = found_in(path)
    said: set[tuple[str, str]] = set()
    for one in papers:
        said |= facts(one, scored)
    return wanted, said, [p.kind for p in papers] == [paper.kind]


def runs(count: int, languages: list[str], layouts: list[str], formats: list[str]) -> Iterator[tuple[Made, str, Path]]:
    """Papers drawn into files that last as long as they are looked at."""
    with tempfile.TemporaryDirectory() as folder:
        for language in languages:
            for layout in layouts:
                for format_ in formats:
                    for seed in range(count):
                        paper = made(seed * 31 + 7, language, layout)
                        path = Path(folder) / f"{language.replace('/', '+')}-{layout}-{seed}.{format_}"
                        if draw(paper, path):
                            yield paper, format_, path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2, help="papers for each language, layout and format")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES))
    parser.add_argument("--layouts", nargs="*", default=[*LAYOUTS, *HELD_OUT])
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--errors", action="store_true", help="say what was missed and what was wrong")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    tallies: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for paper, format_, path in runs(given.count, given.languages, given.layouts, given.formats):
        wanted, said, kind = score(paper, path)
        held = paper.layout in HELD_OUT
        split = "held out" if held else "seen"
        for key in (("all", split), ("language", paper.language), ("layout", paper.layout + (" *" if held else "")),
                    ("format", format_), ("paper", paper.kind)):  # fmt: skip
            for at, value in enumerate((len(wanted), len(said), len(wanted & said), 1, kind)):
                tallies[key][at] += value
        if given.errors and (wanted != said or not kind):
            print(f"{path.name} ({paper.kind}{'' if kind else ', kind missed'})")
            print("   missed", sorted(wanted - said), "\n   wrong ", sorted(said - wanted))
    report([row(key, tally) for key, tally in tallies.items()], given.json)


def row(key: tuple[str, str], tally: list[int]) -> dict[str, Any]:
    """One line of the table. `*` marks a layout that was held out."""
    wanted, said, right, papers, kinds = tally
    return {
        "by": key[0],
        "what": key[1],
        "papers": papers,
        "kind_right": kinds,
        "fields": wanted,
        "precision": right / said if said else 0.0,
        "recall": right / wanted if wanted else 0.0,
    }


if __name__ == "__main__":
    main()
