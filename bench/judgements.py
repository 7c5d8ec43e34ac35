"""What it costs to hold judgements against records: as they are, after one source was read anew, after all were.

    python bench/judgements.py --claims 5000 --judgements 500
    python bench/judgements.py --claims 50000 --judgements 5000

No file is read and nothing is extracted: claims are put into a ledger, so that what is timed is `resolve` alone.
"shifted" puts a line before every text, "misread" changes a letter in every third sentence as well. `growth` is the
time by claim of "misread" against that of a fifth of the size: 1.00 is linear.
"""

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

from averment.claim import Claim, Span
from averment.extraction import Extraction
from averment.judgement import Decision, Judgement
from averment.method import Method
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading
from averment.resolve import run
from averment.source import Source
from averment.stance import Stance
from averment.store.ledger import Ledger
from averment.store.records import kept_records
from averment.voice import Medium, Role, Voice

METHOD = Method("extract.bench", "1")
WORDS = ("harbour", "ledger", "crane", "pump", "valve", "barge", "quay", "carrier", "freight", "engine", "rotor", "dam")
PER_SOURCE = 250


def sentence(pick: random.Random, n: int) -> tuple[str, str, str]:
    """(speaker, quote, content)"""
    speaker = f"{pick.choice(WORDS).title()} {pick.choice(WORDS).title()}"
    content = f"it had moved {pick.randint(2, 900)} {' '.join(pick.sample(WORDS, 9))} in consignment {n}"
    return speaker, f"{speaker} said {content}.", content


def put(ledger: Ledger, number: int, count: int, head: str = "", misread: bool = False) -> None:
    """A source of `count` claims, a line each."""
    pick = random.Random(number)
    source = Source(f"{number:016x}" + "0" * 48, f"{number}.txt", 1, "2026-01-01T00:00:00Z", outlet=f"Paper {number}")
    text, passages, claims = head, [], []
    for n in range(count):
        speaker, quote, content = sentence(pick, number * PER_SOURCE + n)
        if misread and n % 3 == 0:
            quote, content = quote.replace("moved", "moued"), content.replace("moved", "moued")
        start = len(text)
        at = start + quote.index(content)
        voice = Voice(speaker, Role.SPEAKER, Medium.SPEECH, start, start + len(speaker))
        place = Place(source.id, start, start + len(quote))
        span = Span(at, at + len(content), content)
        claims.append(Claim(place, quote, span, Stance.ASSERTS, METHOD.id, voices=(voice,)))
        passages.append(Passage(source.id, start, quote, method=METHOD.id))
        text += quote + "\n"
    with ledger.transaction():
        ledger.put_source(source, number, "document")
        ledger.put_reading(Reading(source.id, "text/plain", text, tuple(passages), (), METHOD.id))
        ledger.put_extraction(Extraction(source.id, (), tuple(claims)))


def timed(ledger: Ledger, judgements: list[Judgement]) -> float:
    began = time.process_time()
    run(ledger, judgements)
    ledger.mark("resolve", "done")
    return time.process_time() - began


def measure(claims: int, judgements: int, folder: Path) -> dict[str, float]:
    ledger = Ledger.open(folder / f"{claims}.sqlite")
    ledger.put_method(METHOD)
    sources = range(1, claims // PER_SOURCE + 1)
    for number in sources:
        put(ledger, number, PER_SOURCE)
    run(ledger, [])
    ledger.mark("resolve", "done")
    ids = [r["id"] for r in ledger.rows("SELECT id FROM claim ORDER BY id")]
    texts: dict[str, tuple[str, str]] = {}
    began = time.process_time()
    made = [
        Judgement(
            (Decision.ACCEPT, Decision.REJECT)[n % 2], (id_,), "An Editor", f"{n:06}", "read",
            kept_records(ledger, [id_], texts),
        )
        for n, id_ in enumerate(random.Random(1).sample(ids, judgements))
    ]  # fmt: skip
    found = {"claims": claims, "judgements": judgements, "keeping": time.process_time() - began}
    found["applied"] = timed(ledger, made)
    found["again"] = timed(ledger, made)
    put(ledger, 1, PER_SOURCE, "One line more.\n")
    found["one_source_anew"] = timed(ledger, made)
    for kind, misread in (("shifted", False), ("misread", True)):
        for number in sources:
            put(ledger, number, PER_SOURCE, f"One line more, {kind}.\n", misread)
        found[kind] = timed(ledger, made)
        lost = ledger.value("SELECT count(*) FROM anchored WHERE record IS NULL")
        found[f"{kind}_found"] = 1 - lost / judgements
    ledger.db.close()
    return {k: round(v, 3) for k, v in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=5_000)
    parser.add_argument("--judgements", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = measure(given.claims // 5, given.judgements // 5, Path(folder))
        whole = measure(given.claims, given.judgements, Path(folder))
    whole["growth"] = round(whole["misread"] / max(small["misread"], 1e-9) / 5, 2)
    if given.json:
        print(json.dumps(whole))
        return
    for name, value in whole.items():
        print(f"{name:<18}{value:>12,}")


if __name__ == "__main__":
    main()
