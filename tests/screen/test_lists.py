"""Lists are read as they are published; each name keeps its place, and a bad row costs only itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.problem import Problem
from averment.screen import Entry, read_list
from averment.screen.entry import joined
from averment.screen.lists.rows import Row, rows
from averment.source import Source

from .conftest import ALT, FTM, SDN, TABLE

Write = Callable[[str, str], tuple[Source, Path]]


def entries(write: Write, name: str, text: str) -> dict[str, Entry]:
    return {e.id: e for e in read_list(*write(name, text)) if isinstance(e, Entry)}


@pytest.mark.parametrize("text", [FTM, SDN, ALT, TABLE, "\ufeff" + FTM, "\ufeff" + SDN, TABLE.replace("\n", "\r\n")])
def test_every_name_stands_where_its_place_says(write: Write, text: str) -> None:
    source, path = write("list", text)
    found = [e for e in read_list(source, path) if isinstance(e, Entry)]
    assert found
    for entry in found:
        for name in entry.names:
            assert text[name.place.start : name.place.end] == name.text
            assert name.place.source == source.id
            assert name.place.row is not None


def test_ftm_joins_sanctions_to_their_party(write: Write) -> None:
    found = entries(write, "a.jsonl", FTM)
    assert set(found) == {"x-1", "x-2", "x-3", "x-4"}
    assert found["x-1"].programs == ("Programme A", "Programme B")
    assert found["x-1"].listed_on == "2024-12-16"
    assert [(n.type, n.value) for n in found["x-1"].numbers] == [("INN", "7707083893")]
    assert [n.weak for n in found["x-3"].names] == [False, True]


def test_nested_sanctions_are_read(write: Write) -> None:
    text = '{"id": "n", "schema": "Company", "properties": {"name": ["Alder"], "sanctions": [{"id": "s", "schema": "Sanction", "properties": {"program": ["P"], "startDate": ["2023"]}}]}}\n'  # noqa: E501
    (entry,) = entries(write, "n.json", text).values()
    assert (entry.programs, entry.listed_on) == (("P",), "2023")


def test_ofac_main_rows_say_kind_programmes_and_numbers(write: Write) -> None:
    found = entries(write, "sdn.csv", SDN)
    assert [found[n].schema for n in ("101", "102", "103")] == ["Organization", "Person", "Vessel"]
    assert found["101"].programs == ("PROGRAM-A", "PROGRAM-B")
    assert [n.text for n in found["101"].names] == ["VERDAL JSC", "VERDAL HOLDING"]
    assert [(n.type, n.value) for n in (*found["101"].numbers, *found["103"].numbers)] == [
        ("INN", "7707083893"),
        ("IMO", "9187629"),
    ]


def test_an_alias_whose_main_entry_is_missing_is_an_entity(write: Write) -> None:
    parts = [*entries(write, "sdn.csv", SDN).values(), *entries(write, "alt.csv", ALT).values()]
    found = joined(parts)
    assert [n.text for n in found["ofac", "104"].names] == ["OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU TSK VERDAL"]
    assert len(found["ofac", "101"].names) == 3
    assert found["ofac", "101"].schema == "Organization"


def test_a_table_of_ones_own_is_known_by_its_headings(write: Write) -> None:
    (entry,) = entries(write, "own.csv", TABLE).values()
    assert [n.text for n in entry.names] == ["TSK Verdal", "Verdal T", "Werdal-T"]
    assert (entry.schema, entry.listed_on, entry.programs) == ("Company", "2024-05-01", ("Home list",))
    assert entry.numbers[0].value == "7707083893"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (SDN + '104,"TOO SHORT",-0-\n', "row=5"),
        (SDN + 'x,1,"aka","NO NUMBER",-0-\n', "row=5"),
        (FTM + '{"id": "broken", \n', "row=7"),
        (FTM + '["no", "entity"]\n', "row=7"),
        (TABLE, "row=3"),
    ],
)
def test_a_row_that_does_not_fit_is_a_problem_with_its_place(write: Write, text: str, row: str) -> None:
    source, path = write("list", text)
    items = list(read_list(source, path))
    (problem,) = [i for i in items if isinstance(i, Problem)]
    assert problem.code == "malformed_row"
    assert row in (problem.locator or "")
    assert problem.source == source.id
    assert len(items) > 1


@pytest.mark.parametrize("text", ["", "just words", "{}", "<xml/>", "a,b\n1,2\n"])
def test_a_file_that_is_no_list_is_a_problem(write: Write, text: str) -> None:
    (problem,) = read_list(*write("x", text))
    assert isinstance(problem, Problem)
    assert problem.code == "unknown_list"


def test_bytes_that_are_not_utf8_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"name,id\nVerd\xe9,1\n")
    problem, entry = read_list(Source("0" * 64, "a.csv", 1, ""), path)
    assert isinstance(problem, Problem)
    assert problem.code == "encoding"
    assert isinstance(entry, Entry)


@given(st.text(max_size=200))
def test_no_text_breaks_the_readers(text: str) -> None:
    from averment.screen.lists import ftm, ofac, table

    source = Source("0" * 64, "any", 1, "")
    for reader in (ftm, ofac, table):
        reader.recognises(text)
    for row in rows(source, text):
        assert isinstance(row, Problem) or text[row.start : row.start + len(row.text)] == row.text
    for item in ofac.entries(source, text):
        assert item


def test_a_cell_of_several_lines_is_one_row(write: Write) -> None:
    source, _ = write("x", "")
    found = [r for r in rows(source, 'name,note\nAlder,"two\r\nlines"\nBirch,one\n') if isinstance(r, Row)]
    assert [(r.number, r.cells[0]) for r in found] == [(1, "name"), (2, "Alder"), (3, "Birch")]
    assert found[2].text == "Birch,one"
