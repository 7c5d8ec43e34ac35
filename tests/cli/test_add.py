"""`aver init`, `aver add`, `aver verify`: evidence comes in and stays as it came."""

import io
import sys
from pathlib import Path

import pytest

from averment.case import Case
from averment.source import Protection
from tests.cli.conftest import Aver


@pytest.fixture
def mycase(tmp_path: Path, aver: Aver) -> Path:
    assert aver("init", tmp_path / "mycase", "--title", "My case").code == 0
    return tmp_path / "mycase"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_made_once(mycase: Path, aver: Aver) -> None:
    again = aver("init", mycase)
    assert again.code == 3
    assert "not an empty folder" in again.err


def test_files_and_folders_are_added_with_what_is_known_of_them(mycase: Path, aver: Aver, tmp_path: Path) -> None:
    write(tmp_path / "letters" / "b" / "two.txt", "two")
    write(tmp_path / "letters" / "one.txt", "one")
    write(tmp_path / "letters" / ".DS_Store", "junk")
    done = aver(
        "add", mycase, tmp_path / "letters", "--from", "J. Doe", "--origin", "ministry", "--received", "2024-09-01",
        "--published", "2024-08", "--outlet", "The Daily", "--protect",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert done.out.startswith("2 documents added.")
    sources = [c.source for c in Case.open(mycase).custody()]
    assert [s.name for s in sources] == ["b/two.txt", "one.txt"]
    assert {(s.received_from, s.origin, s.received_at, s.published, s.outlet, s.protection) for s in sources} == {
        ("J. Doe", "ministry", "2024-09-01", "2024-08", "The Daily", Protection.PROTECTED)
    }


def test_no_path_of_the_machine_gets_into_the_custody_log(mycase: Path, aver: Aver, tmp_path: Path) -> None:
    aver("add", mycase, write(tmp_path / "one.txt", "one"))
    assert str(tmp_path) not in (mycase / "evidence" / "custody.jsonl").read_text()


def test_the_same_bytes_twice(mycase: Path, aver: Aver, tmp_path: Path) -> None:
    document = write(tmp_path / "one.txt", "one")
    aver("add", mycase, document)
    assert "0 documents added, 1 already there" in aver("add", mycase, document).out
    assert len(Case.open(mycase).custody()) == 1


def test_standard_input_needs_a_name(mycase: Path, aver: Aver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("из трубы".encode())))
    refused = aver("add", mycase, "-")
    assert (refused.code, "--name" in refused.err) == (3, True)
    assert aver("add", mycase, "-", "--name", "pipe.txt").code == 0
    assert [c.source.name for c in Case.open(mycase).custody()] == ["pipe.txt"]


@pytest.mark.parametrize("option", ["--received", "--published"])
def test_a_date_that_is_none_is_named(mycase: Path, aver: Aver, tmp_path: Path, option: str) -> None:
    refused = aver("add", mycase, write(tmp_path / "one.txt", "one"), option, "25.09.2024")
    assert refused.code == 2
    assert "'25.09.2024'" in refused.err
    assert Case.open(mycase).custody() == []


def test_a_missing_file_adds_nothing(mycase: Path, aver: Aver, tmp_path: Path) -> None:
    refused = aver("add", mycase, write(tmp_path / "one.txt", "one"), tmp_path / "two.txt")
    assert refused.code == 3
    assert "two.txt does not exist" in refused.err
    assert Case.open(mycase).custody() == []


def test_what_is_refused_is_said_and_kept(mycase: Path, aver: Aver, tmp_path: Path) -> None:
    write(tmp_path / "in" / "one.txt", "one")
    (tmp_path / "in" / "out.txt").symlink_to("/etc/hostname")
    partly = aver("add", mycase, tmp_path / "in")
    assert partly.code == 1
    assert "Not added: out.txt: a link" in partly.err
    assert [c.source.name for c in Case.open(mycase).custody()] == ["one.txt"]


def test_verify_says_all_is_well_and_then_what_is_not(mycase: Path, aver: Aver, tmp_path: Path) -> None:
    aver("add", mycase, write(tmp_path / "one.txt", "one"))
    whole = aver("verify", mycase)
    assert (whole.code, whole.rows[0]["whole"]) == (0, True)
    head = whole.rows[0]["heads"]["custody"]
    assert aver("verify", mycase, "--head", head).code == 0
    assert aver("verify", mycase, "--head", "0" * 64).code == 1

    original = next(p for p in (mycase / "evidence").iterdir() if len(p.name) == 64)
    original.chmod(0o644)
    original.write_bytes(b"onE")
    broken = aver("verify", mycase, "--table")
    assert broken.code == 1
    assert f"FAULT evidence/{original.name}: the original of one.txt was changed" in broken.out


def test_a_command_on_no_case_says_how_to_make_one(tmp_path: Path, aver: Aver) -> None:
    for command in ("add", "build", "status", "show", "verify", "export", "publish"):
        refused = aver(command, tmp_path / "nowhere", *(["x"] if command in ("add", "show") else []))
        assert refused.code == 3, command
        assert f"Try: aver init {tmp_path / 'nowhere'}" in refused.err, command


def test_an_unknown_command_lists_the_known(aver: Aver) -> None:
    refused = aver("bulid")
    assert refused.code == 2
    assert "build" in refused.err
