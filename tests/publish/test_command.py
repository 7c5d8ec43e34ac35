"""`aver publish` and `aver serve` as a person meets them."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from averment.case import Case, CaseError
from averment.cli.output import Trouble
from averment.cli.publish import command as publish_command
from averment.cli.serve import command as serve_command
from averment.cli.serve import listen

from .invented import invented


def test_publish_says_where_and_how_much_and_what_is_kept_back(tmp_path: Path) -> None:
    case = invented(tmp_path)
    done = CliRunner().invoke(publish_command, [str(case.path)])
    assert done.exit_code == 0
    assert "74 pages in" in done.output
    assert "1 protected source is shown by code only." in done.output
    assert f"Open {case.path / 'published' / 'index.html'}" in done.output
    assert "nothing changed" in CliRunner().invoke(publish_command, [str(case.path)]).output


def test_publish_refuses_a_folder_with_other_files(case: Case, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = CliRunner().invoke(publish_command, [str(case.path), "--out", str(tmp_path)])
    assert done.exit_code == 3
    assert "did not write" in done.output
    assert "Try: choose an empty folder" in done.output


def test_a_case_that_was_not_built_says_so(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "new")
    for command in (publish_command, serve_command):
        done = CliRunner().invoke(command, [str(case.path)] + (["--port", "0"] if command is serve_command else []))
        assert isinstance(done.exception, CaseError)
        assert "aver build" in done.exception.hint


def test_a_taken_port_is_named_with_the_next_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=f"port {port} is taken") as error:
            listen(port)
    assert f"Try: --port {port + 1}" in error.value.message


def test_only_loopback_listens() -> None:
    with listen(0) as made:
        assert made.getsockname()[0] == "127.0.0.1"
