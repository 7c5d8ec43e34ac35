"""What is put into the ledger comes out as it was, and only whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from averment.extraction import Extraction
from averment.passage import Anchor, Passage
from averment.problem import Problem
from averment.reading import Reading
from averment.stance import Stance
from averment.store.dump import dump
from averment.store.ledger import Ledger
from averment.store.lookup import Ambiguous, claim_details, claims_matching, source_matching
from averment.store.summary import summary
from tests.store.records import METHOD, mention, put, reading, relation, said, source

TEXT = "Norvane said it buys engines from Ostlicht."


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.sqlite")


def full(ledger: Ledger) -> None:
    mentions = [mention(TEXT, "Norvane"), mention(TEXT, "Ostlicht")]
    claim = said(
        TEXT, "Norvane", "it buys engines", Stance.ASSERTS, relation(TEXT, "Ostlicht", "supplier_to", "Norvane")
    )
    put(ledger, TEXT, mentions, [claim])


def test_a_reading_comes_back_as_it_was(ledger: Ledger) -> None:
    made = source(TEXT)
    passage = Passage(
        made.id, 0, TEXT, "row", "en", 0.9, 2, "Лист", 3, "body", (Anchor(0, 7, (1.5, 2.0, 3.0, 4.0), 1),), METHOD.id
    )
    put_in = Reading(made.id, "text/csv", TEXT, (passage,), (), METHOD.id, "en", "A title", "An author", "2024-09")
    with ledger.transaction():
        ledger.put_method(METHOD)
        ledger.put_source(made, 1, "document")
        ledger.put_reading(put_in)
    assert ledger.reading(made.id) == put_in


def test_a_recognised_word_keeps_its_confidence(ledger: Ledger) -> None:
    put(ledger, TEXT, [], [])
    made = reading(TEXT)
    anchors = (Anchor(0, 3, (1.0, 2.0, 3.0, 4.0), confidence=0.43), Anchor(4, 7, (5.0, 2.0, 6.0, 4.0), confidence=0.96))
    recognised = Passage(made.source, 0, TEXT, confidence=0.7, page=1, anchors=anchors, method=METHOD.id)
    with ledger.transaction():
        ledger.put_reading(replace(made, passages=(recognised,)))
    assert list(ledger.passages(made.source)) == [recognised]


def test_reading_a_source_anew_drops_what_pointed_into_the_old_text(ledger: Ledger) -> None:
    full(ledger)
    ledger.mark("extract", "x", source(TEXT).id)
    with ledger.transaction():
        ledger.put_reading(reading(TEXT))
    assert [ledger.value(f"SELECT count(*) FROM {t}") for t in ("mention", "claim", "voice", "triple")] == [0, 0, 0, 0]
    assert ledger.fingerprint("extract", source(TEXT).id) is None


def test_problems_are_replaced_not_piled_up(ledger: Ledger) -> None:
    full(ledger)
    id_ = source(TEXT).id
    for code in ("truncated", "encrypted"):
        with ledger.transaction():
            ledger.put_problems("read", id_, [Problem("read", code, "m", "h", id_)])
            ledger.put_problems("resolve", None, [Problem("resolve", code, "m", "h")])
    assert [(r["stage"], r["code"]) for r in ledger.rows("SELECT * FROM problem ORDER BY stage")] == [
        ("read", "encrypted"),
        ("resolve", "encrypted"),
    ]


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:
    full(ledger)
    before = list(dump(ledger))

    def stopped_half_way() -> None:
        with ledger.transaction():
            ledger.put_extraction(Extraction(source(TEXT).id, (), ()))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped_half_way()
    assert list(dump(ledger)) == before


def test_a_record_cannot_name_a_method_the_ledger_does_not_know(ledger: Ledger) -> None:
    import sqlite3

    ledger.put_source(source(TEXT), 1, "document")
    with pytest.raises(sqlite3.IntegrityError):
        ledger.put_reading(reading(TEXT))


def test_the_counts(ledger: Ledger) -> None:
    full(ledger)
    found = summary(ledger)
    assert (found.sources, found.mentions, found.claims) == (1, 2, {"asserts": 1})


def test_a_claim_whole(ledger: Ledger) -> None:
    full(ledger)
    (row,) = claims_matching(ledger, {"voice": "norvane"})
    details = claim_details(ledger, row)
    assert details["chain"] == "Norvane"
    assert details["triples"][0]["predicate"] == "supplier_to"
    assert TEXT[details["content"]["start"] : details["content"]["end"]] == "it buys engines"


@pytest.mark.parametrize("filters", [{"stance": "denies"}, {"voice": "nobody"}])
def test_filters_leave_out(ledger: Ledger, filters: dict[str, str]) -> None:
    full(ledger)
    assert claims_matching(ledger, filters) == []


def test_two_sources_of_one_name_are_not_guessed_between(ledger: Ledger) -> None:
    put(ledger, "one", [], [], name="same.txt")
    put(ledger, "two", [], [], name="same.txt")
    with pytest.raises(Ambiguous, match="fits several"):
        source_matching(ledger, "same.txt")
    found = source_matching(ledger, source("two").id[:8])
    assert found is not None
    assert found["id"] == source("two").id


def test_readers_see_the_last_whole_state_while_a_writer_works(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.sqlite") as writer:
        full(writer)
        with Ledger.open(tmp_path / "l.sqlite", read_only=True) as reader, writer.transaction():
            writer.db.execute("DELETE FROM claim")
            assert reader.value("SELECT count(*) FROM claim") == 1
