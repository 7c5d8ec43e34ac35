"""The stage: entities of a ledger against lists."""

from collections.abc import Callable
from pathlib import Path

import pytest

from averment.extraction import Extraction
from averment.mention import Mention
from averment.method import method
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading
from averment.resolve import run as resolve
from averment.screen import run
from averment.source import Source
from averment.store.ledger import Ledger

from .conftest import ALT, FTM, SDN

TEST = method("test.screen", "1")
Write = Callable[[str, str], tuple[Source, Path]]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    text = "TSK Verdal of Irkutsk bears the INN 7707083893.\n\nOrlov said nothing of Nobody Ltd.\n\nIMO 9187629"
    source = Source("d" * 64, "doc", 1, "2026-01-01T00:00:00Z")
    mentions = [("Company", "TSK Verdal", {}), ("Person", "Orlov", {}), ("Company", "Nobody Ltd", {})]
    numbers = [("INN", "7707083893", True), ("IMO", "9187629", None)]
    made = []
    for schema, name, value in mentions:
        at = text.index(name)
        made.append(Mention(Place(source.id, at, at + len(name)), schema, name, TEST.id, value=value))
    for kind, number, valid in numbers:
        at = text.rindex(number)
        value = {"type": kind, "value": number, "valid": valid}
        made.append(Mention(Place(source.id, at, at + len(number)), "Identifier", number, TEST.id, value=value))
    opened = Ledger.open(tmp_path / "ledger.sqlite")
    opened.put_methods()
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i))]
    parts = text.split("\n\n")
    passages = tuple(Passage(source.id, s, p, method=TEST.id) for s, p in zip(starts, parts, strict=True))
    with opened.transaction():
        opened.put_source(source, 1, "document")
        opened.put_reading(Reading(source.id, "text/plain", text, passages, (), TEST.id))
        opened.put_extraction(Extraction(source.id, tuple(made), ()))
    resolve(opened, [])
    return opened


def screened(ledger: Ledger, *lists: tuple[Source, Path]) -> list:
    with ledger.transaction():
        for number, (source, _) in enumerate(lists, start=2):
            ledger.put_source(source, number, "list")
    run(ledger, lists)
    return ledger.rows("SELECT * FROM hit ORDER BY entry")


def test_a_hit_names_its_rule_its_list_its_date_and_its_place(ledger: Ledger, write: Write) -> None:
    source, path = write("list.jsonl", FTM)
    (hit,) = screened(ledger, (source, path))
    assert hit["rule"] == "identifier INN 7707083893"
    assert (hit["name"], hit["entry"], hit["entry_name"]) == ("TSK Verdal", "x-1", "TSK Verdal")
    assert (hit["list_name"], hit["list_version"], hit["listed_on"]) == ("list.jsonl", "2026-01", "2024-12-16")
    place = Place.parse(hit["entry_locator"])
    assert FTM[place.start : place.end] == "7707083893"
    assert place.row == 1


def test_a_number_with_no_name_beside_it_hits_nobody(ledger: Ledger, write: Write) -> None:
    hits = screened(ledger, write("list.jsonl", FTM))
    assert "x-4" not in {h["entry"] for h in hits}


def test_several_files_of_one_list_make_one_hit_for_an_entry(ledger: Ledger, write: Write) -> None:
    hits = screened(ledger, write("sdn.csv", SDN), write("alt.csv", ALT))
    assert [(h["entry"], h["rule"]) for h in hits] == [
        ("101", "identifier INN 7707083893"),
        ("104", "normalised alias"),
    ]


def test_a_broken_list_is_a_problem_and_the_others_are_screened(ledger: Ledger, write: Write) -> None:
    hits = screened(ledger, write("list.jsonl", FTM), write("broken.csv", "no list at all"))
    assert len(hits) == 1
    problem = ledger.row("SELECT * FROM problem WHERE stage = 'screen'")
    assert problem is not None
    assert problem["code"] == "unknown_list"
    run(ledger, [])
    assert ledger.value("SELECT count(*) FROM problem WHERE stage = 'screen'") == 0
    assert ledger.value("SELECT count(*) FROM hit") == 0


def test_screening_twice_gives_the_same(ledger: Ledger, write: Write) -> None:
    lists = (write("list.jsonl", FTM), write("sdn.csv", SDN))
    once = [tuple(h) for h in screened(ledger, *lists)]
    assert [tuple(h) for h in screened(ledger, *lists)] == once
