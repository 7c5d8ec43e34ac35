"""One name against listed names: which rule finds what, and what is kept apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from averment.screen import Entry, Index, read_list, rules
from averment.screen.index import romanised
from averment.source import Source

from .conftest import ALT, FTM, SDN

Write = Callable[[str, str], tuple[Source, Path]]


@pytest.fixture
def ftm(write: Write) -> Index:
    return Index(e for e in read_list(*write("list", FTM)) if isinstance(e, Entry))


@pytest.fixture
def ofac(write: Write) -> Index:
    lists = [write("sdn.csv", SDN), write("alt.csv", ALT)]
    return Index(e for given in lists for e in read_list(*given) if isinstance(e, Entry))


@pytest.mark.parametrize(
    ("name", "schema", "rule", "entry"),
    [
        ("TSK Verdal", "Company", "exact name", "x-1"),
        ("tsk  VERDAL", "Company", "normalised name", "x-1"),
        ("ООО «ТСК Вердал»", "Company", "normalised name", "x-1"),
        ("Verdal T", "Organization", "normalised alias", "x-1"),
        ("ООО «Вердал Т»", "Company", "other legal form", "x-1"),
        ("TSK Werdal", "Company", "romanised", "x-1"),
        ("TSK Verdal Group", "Company", "describing word", "x-1"),
        ("Luvina TSK Verdal Industrial", "Company", "exact name", "x-2"),
        ("Luvina TSK Verdal", "Company", "begins", "x-2"),
        ("Ivan Orlov", "Person", "exact name", "x-3"),
        ("ORLOV, Ivan", "Person", "normalised name", "x-3"),
        ("Orlov Ivan", "Person", "other order", "x-3"),
        ("Grey Heron", "Vessel", "exact name", "x-4"),
    ],
)
def test_rules(ftm: Index, name: str, schema: str, rule: str, entry: str) -> None:
    match = ftm.find(name, schema)[0]
    assert (match.rule, match.entry.id) == (rule, entry)
    assert match.score <= rules().scores[rule]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("Verdal", "Company"),  # a part of listed names, and no name of theirs
        ("TSK Verda", "Company"),
        ("TSK Verdalla", "Company"),
        ("OKTB Verdal", "Company"),
        ("Industrial", "Company"),
        ("Ivan Orlov", "Company"),  # a company is not a person
        ("TSK Verdal", "Person"),
        ("Grey Heron", "Company"),
        ("«»", "Company"),
        ("", "Company"),
    ],
)
def test_no_hit(ftm: Index, name: str, schema: str) -> None:
    assert ftm.find(name, schema) == []


def test_a_name_inside_a_longer_one_is_not_that_company(ftm: Index) -> None:
    assert {m.entry.id for m in ftm.find("TSK Verdal", "Company")} == {"x-1"}
    assert {m.entry.id for m in ftm.find("Luvina TSK Verdal Industrial", "Company")} == {"x-2"}


def test_a_legal_entity_may_be_a_person(ftm: Index) -> None:
    assert ftm.find("Ivan Orlov", "LegalEntity")[0].entry.id == "x-3"


def test_weak_aliases_and_single_words_score_less(ftm: Index, ofac: Index) -> None:
    assert ftm.find("Vanya the Boatman", "Person")[0].score == rules().weak_alias
    assert ofac.find("Verdal", "Company")[0].score == pytest.approx(
        rules().scores["normalised name"] - rules().one_word
    )


def test_files_of_one_family_complete_each_other(ofac: Index) -> None:
    (match,) = ofac.find("АО «Вердал»", "Company")
    assert match.entry.id == "101"
    assert match.entry.programs == ("PROGRAM-A", "PROGRAM-B")
    assert [m.entry.id for m in ofac.find("TSK Verdal LLC", "Company")] == ["104"]


def test_numbers(ftm: Index) -> None:
    assert [e.id for e, _ in ftm.numbered("INN", "7707083893")] == ["x-1"]
    assert [e.id for e, _ in ftm.numbered("IMO", "9187629")] == ["x-4"]
    assert ftm.numbered("OGRN", "7707083893") == []


@pytest.mark.parametrize(
    ("one", "other"), [("izhevskiy", "izhevski"), ("zhukovsky", "zhukovskij"), ("aleksei", "alexey")]
)
def test_romanised(one: str, other: str) -> None:
    assert romanised(one) == romanised(other)


def test_the_real_list_keeps_look_alikes_apart(shared: Path) -> None:
    import hashlib

    found = []
    for path in sorted((shared / "data/lists/ofac").glob("*.csv")):
        source = Source(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, 1, "")
        found += list(read_list(source, path))
    index = Index(e for e in found if isinstance(e, Entry))
    assert len(index.entries) > 20_000

    def hits(name: str) -> set[str]:
        return {m.entry.id for m in index.find(name, "Company")}

    assert hits("IEMZ Kupol") == {"46431"}
    assert hits("TSK Vektor") == {"46441"}
    assert hits("TSK Vector") == {"46441"}
    assert hits("Redlepus TSK Vector Industrial") == {"51265"}
    assert hits("TSK Vektra") == set()
