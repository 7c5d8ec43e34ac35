"""`aver extract FILE`: JSON lines or a table, with no case."""

from pathlib import Path

from tests.cli.conftest import Aver

TEXT = "The drone maker Brontal told Harbor Times last week that it had sold 12 Tu-141 drones.\n"


def test_one_object_a_line(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = aver("extract", file, "--json", "--published", "2024-09-26")
    assert done.code == 0, done.err
    mentions = [row for row in done.rows if row["kind"] == "mention"]
    assert [(m["schema"], m["text"]) for m in mentions] == [
        ("Company", "Brontal"),
        ("Organization", "Harbor Times"),
        ("Date", "last week"),
        ("Company", "it"),
        ("Quantity", "12"),
        ("Good", "Tu-141"),
    ]
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in mentions)
    assert mentions[3]["alias_of"] == mentions[0]["id"]
    assert mentions[2]["value"]["edtf"] == "2024-09-16/2024-09-22"
    assert any(row["kind"] == "claim" for row in done.rows)


def test_problems_are_told_on_both_sides(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Завод придбав верстати в її постачальника у Львові.\n", encoding="utf-8")
    done = aver("extract", file, "--json")
    assert [row["code"] for row in done.rows] == ["language_not_covered"]
    assert "language_not_covered" in done.err


def test_a_table_for_people(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert "Brontal" in aver("extract", file, "--table").out


def test_a_date_that_is_none_is_refused(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "note.txt"
    file.write_text(TEXT, encoding="utf-8")
    refused = aver("extract", file, "--published", "yesterday")
    assert refused.code == 2
    assert "'yesterday' is not a date" in refused.err
