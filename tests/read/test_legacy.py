"""Old Office files: by way of LibreOffice where it is installed, else a problem that says how to get it."""

import io
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from averment.read import DEFAULT, legacy
from tests.read.ole import an_ole

DOC = an_ole({"WordDocument": b"\xec\xa5" + b"\x00" * 600})

needs_libreoffice = pytest.mark.skipif(
    legacy.program() is None, reason=f"LibreOffice is not installed: {legacy.GET_IT}"
)


def test_without_libreoffice_it_says_how_to_get_it(
    read_as: Callable, codes: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "program", lambda: None)
    reading = read_as(DOC)
    assert reading.media_type == "application/msword"
    assert codes(reading) == ["legacy_office"]
    assert "apt install libreoffice" in reading.problems[0].hint


def a_program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_program_that_hangs_is_killed_with_all_it_started(
    read_as: Callable, codes: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "still-there"
    hangs = a_program(tmp_path, f"(sleep 3; touch {mark}) & sleep 60")
    monkeypatch.setattr(legacy, "program", lambda: hangs)
    start = time.monotonic()
    assert codes(read_as(DOC, limits=replace(DEFAULT, seconds=1))) == ["timeout"]
    assert time.monotonic() - start < 20
    time.sleep(3)
    assert not mark.exists()


def test_a_program_that_makes_nothing(
    read_as: Callable, codes: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nothing = a_program(tmp_path, "exit 0")
    monkeypatch.setattr(legacy, "program", lambda: nothing)
    assert codes(read_as(DOC)) == ["damaged"]


def test_what_comes_out_is_read_and_nothing_is_left_behind(
    read_as: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = docx.Document()
    document.add_paragraph("Seven cranes were sold.")
    document.save(tmp_path / "made.docx")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    find = 'while [ "$1" != --outdir ]; do shift; done'
    copies = a_program(tmp_path, f'{find}; mkdir "$2"; cp {tmp_path}/made.docx "$2/given.docx"')
    monkeypatch.setattr(legacy, "program", lambda: copies)
    reading = read_as(DOC)
    assert reading.text == "Seven cranes were sold."
    assert reading.media_type == "application/msword"
    assert list((tmp_path / "tmp").iterdir()) == []


@needs_libreoffice
@pytest.mark.parametrize("ending", ["doc", "ppt"])
def test_a_real_one(ending: str, read_as: Callable, tmp_path: Path) -> None:
    if ending == "doc":
        document = docx.Document()
        document.add_paragraph("Семь кранов проданы.")
        document.add_table(1, 2).cell(0, 0).text = "кран"
        document.save(tmp_path / "made.docx")
    else:
        from tests.read.test_slides import a_pptx

        (tmp_path / "made.pptx").write_bytes(a_pptx("Семь кранов проданы."))
    command = [
        shutil.which("soffice") or "libreoffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(tmp_path / f"made.{ending}x"),
    ]  # fmt: skip
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    if not (tmp_path / f"made.{ending}").exists():
        pytest.skip(f"this LibreOffice writes no {ending.upper()}: a part of it is not installed")
    data = (tmp_path / f"made.{ending}").read_bytes()
    reading = read_as(data, "x")
    assert reading.passages[0].text == "Семь кранов проданы."
    assert reading.problems == ()
    assert reading.passages[0].page == (1 if ending == "ppt" else None)


@needs_libreoffice
def test_a_damaged_one(read_as: Callable, codes: Callable) -> None:
    assert codes(read_as(DOC)) in (["damaged"], ["no_text"])


def test_old_excel_needs_no_program(read_as: Callable, codes: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "program", lambda: None)
    broken = an_ole({"Workbook": io.BytesIO(b"\x09\x08" + b"\x00" * 600).getvalue()})
    assert codes(read_as(broken)) == ["damaged"]  # the reader of sheets was asked


def test_what_waited_for_libreoffice_is_read_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from averment.case import Case
    from averment.pipeline import build
    from averment.read.legacy import program

    case = Case.init(tmp_path / "case")
    (tmp_path / "old.doc").write_bytes(DOC)
    case.add(tmp_path / "old.doc")
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert program() is None
    assert (build(case, until="read").read, build(case, until="read").read) == (1, 0)
    document = docx.Document()
    document.add_paragraph("Seven cranes were sold.")
    document.save(tmp_path / "made.docx")
    (tmp_path / "bin").mkdir()
    find = 'while [ "$1" != --outdir ]; do shift; done'
    a_program(tmp_path / "bin", f'{find}; mkdir "$2"; cp {tmp_path}/made.docx "$2/given.docx"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert (build(case, until="read").read, build(case, until="read").read) == (1, 0)
    with case.ledger() as ledger:
        assert ledger.reading(case.custody()[0].source.id).text == "Seven cranes were sold."
        assert ledger.value("SELECT count(*) FROM problem") == 0
