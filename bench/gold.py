"""How much of the gold set (`tests/gold`) is found, and how much of what is found is marked there.

    python bench/gold.py                      # a table: part by language, kind of text and stance
    python bench/gold.py --language ru --missed
    python bench/gold.py --shrink             # takes off known_wrong what is found by now
    python bench/gold.py --save 0.2.0         # writes the rows of this version into bench/gold_scores.csv

Precision is the share of what is found that is marked, recall the share of what is marked that is found. `values` and
`details` have no precision: they say of how much of what was marked and found the rest is right as well.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from gold_set import GOLD, PARTS, Gold, Score, extracted, gold, scores
from measure import report

SCORES = Path(__file__).with_name("gold_scores.csv")
COLUMNS = ("version", "language", "group", "part", "texts", "marked", "right", "extra", "precision", "recall")


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--language", help="only texts of this language")
    parser.add_argument("--text", action="append", help="only this text, by file name without ending")
    parser.add_argument("--missed", action="store_true", help="print what is missed and what is found besides")
    parser.add_argument("--shrink", action="store_true", help="take off known_wrong what is found by now")
    parser.add_argument("--save", metavar="VERSION", help="write the rows into bench/gold_scores.csv")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    texts = [t for t in gold() if given.language in (None, t.language) and (given.text is None or t.name in given.text)]
    scored = [(text, scores(text, extracted(text))) for text in texts]
    if given.missed:
        for text, parts in scored:
            _show(text, parts)
    if given.shrink:
        for text, parts in scored:
            shrink(text, parts)
    rows = list(table(scored))
    report(rows, given.json)
    if given.save:
        save(given.save, rows)


def _show(text: Gold, parts: dict[str, Score]) -> None:
    print(f"\n== {text.name} ({text.language}, {text.kind})")
    for part, score in parts.items():
        for _, item in score.missed:
            known = "known" if item in text.known(part) else "MISSED"
            print(f'  {known}: - {{part: {part}, item: "{item}", why: }}')
        for _, item in score.extra:
            print(f"  besides ({part}): {item}")


def shrink(text: Gold, parts: dict[str, Score]) -> None:
    """Take the rows of `known_wrong` out of a file whose items are found. Each must stand on a line of its own."""
    path = GOLD / f"{text.name}.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith("known_wrong:")), len(lines))
    for row in text.known_wrong:
        if row["item"] not in {item for _, item in parts[row["part"]].missed}:
            gone = [n for n in range(at, len(lines)) if yaml.safe_load(lines[n]) == [row]]
            if gone:
                del lines[gone[0]]
                print(f"{text.name}: found now: {row['part']}: {row['item']}")
    if at + 1 >= len(lines) or not lines[at + 1].strip():
        del lines[at : at + 1]
    path.write_text("\n".join(lines), encoding="utf-8")


def table(scored: list[tuple[Gold, dict[str, Score]]]) -> Iterator[dict[str, str | int | float]]:
    """Rows by language and part: all texts, those held out, each kind of text, each stance, schema and predicate."""
    for language in sorted({t.language for t, _ in scored}):
        here = [(t, s) for t, s in scored if t.language == language]
        held = [(t, s) for t, s in here if t.held_out]
        groups = [("all", here), ("held out", held), ("not held out", [(t, s) for t, s in here if not t.held_out])]
        groups += [(kind, [(t, s) for t, s in here if t.kind == kind]) for kind in sorted({t.kind for t, _ in here})]
        for group, some in groups:
            for part in PARTS:
                yield from _row(language, group, part, len(some), [s[part] for _, s in some])
        for part in ("claims", "mentions", "relations"):
            finer = sorted(
                {g for _, s in here for side in (s[part].right, s[part].missed, s[part].extra) for g, _ in side}
            )
            for name in finer:
                some_of = [_only(s[part], name) for _, s in here]
                yield from _row(language, name, part, len(here), some_of)


def _only(score: Score, group: str) -> Score:
    return Score(
        [x for x in score.right if x[0] == group],
        [x for x in score.missed if x[0] == group],
        [x for x in score.extra if x[0] == group],
    )


def _row(
    language: str, group: str, part: str, texts: int, some: Iterable[Score]
) -> Iterator[dict[str, str | int | float]]:
    some = list(some)
    right, missed, extra = (sum(len(side) for side in sides) for sides in zip(
        *((s.right, s.missed, s.extra) for s in some), strict=True)) if some else (0, 0, 0)  # fmt: skip
    if right + missed + extra == 0:
        return
    yield {
        "language": language,
        "group": group,
        "part": part,
        "texts": texts,
        "marked": right + missed,
        "right": right,
        "extra": extra,
        "precision": round(100 * right / (right + extra), 1)
        if right + extra and part not in ("values", "details")
        else "",
        "recall": round(100 * right / (right + missed), 1) if right + missed else "",
    }


def _percent(right: int, wrong: int) -> float | str:
    return round(100 * right / (right + wrong), 1) if right + wrong else ""


def save(version: str, rows: list[dict[str, str | int | float]]) -> None:
    """Put the rows of a version into the table, in place of those it had."""
    old: list[dict[str, str]] = []
    if SCORES.exists():
        with SCORES.open(encoding="utf-8", newline="") as file:
            languages = {row["language"] for row in rows}
            old = [r for r in csv.DictReader(file) if r["version"] != version or r["language"] not in languages]
    with SCORES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*old, *({"version": version, **row} for row in rows)])


if __name__ == "__main__":
    main()
