"""`aver read`: one file, no case."""

from pathlib import Path

from averment.place import Place
from tests.cli.conftest import Aver


def test_passages_with_their_places(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Seven cranes.\n\nГруз прибыл.", encoding="utf-8")
    ran = aver("read", file)
    assert (ran.code, ran.err) == (0, "")
    assert [(r["start"], r["end"], r["text"], r["kind"]) for r in ran.rows] == [
        (0, 13, "Seven cranes.", "paragraph"),
        (15, 27, "Груз прибыл.", "paragraph"),
    ]
    assert Place.parse(ran.rows[1]["locator"]).start == 15


def test_a_table_names_the_kind_of_document(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "lines.csv"
    file.write_text("goods,pieces\ncrane,7\n")
    ran = aver("read", "--table", file)
    assert "lines.csv: text/csv" in ran.out
    assert "row 2" in ran.out
    assert "crane | 7" in ran.out


def test_problems_go_to_standard_error_and_nothing_read_is_exit_1(tmp_path: Path, aver: Aver) -> None:
    file = tmp_path / "scan.txt"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    ran = aver("read", file)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("damaged: the picture cannot be opened")
    assert "Try: open it in a viewer" in ran.err


def test_a_file_that_is_not_there(tmp_path: Path, aver: Aver) -> None:
    ran = aver("read", tmp_path / "gone.pdf")
    assert ran.code == 2
    assert "gone.pdf" in ran.err
