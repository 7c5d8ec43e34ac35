"""Writing a site: in one move, only what changed, never over somebody's files."""

import hashlib
from pathlib import Path

import pytest
from filelock import FileLock

from averment.case import Case, CaseError
from averment.publish import publish
from averment.publish.pages import MAKERS
from averment.publish.site import MARKER, NotOurs

from .invented import invented


def files(site: Path) -> dict[str, bytes]:
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def test_two_cases_made_alike_publish_alike_byte_for_byte(tmp_path: Path) -> None:
    sites = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        sites.append(files(publish(invented(tmp_path / name)).path))
    assert sites[0] == sites[1]


def test_what_did_not_change_is_not_written_again_and_what_is_gone_goes(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "site"
    first = publish(case, out)
    assert first.changed == len(files(out))
    (out / "left-over.html").write_text("old")
    (out / "about" / "index.html").write_text("spoilt")
    inode = (out / "index.html").stat().st_ino
    again = publish(case, out)
    assert again.changed == 1
    assert not (out / "left-over.html").exists()
    assert "How to read" in (out / "about" / "index.html").read_text()
    assert (out / "index.html").stat().st_ino == inode


def test_a_folder_of_somebody_else_is_left_alone(case: Case, tmp_path: Path) -> None:
    home = tmp_path / "documents"
    home.mkdir()
    (home / "thesis.txt").write_text("five years of work")
    with pytest.raises(NotOurs, match="did not write"):
        publish(case, home)
    assert [p.name for p in home.iterdir()] == ["thesis.txt"]
    a_file = tmp_path / "file"
    a_file.write_text("x")
    with pytest.raises(NotOurs):
        publish(case, a_file)


def test_two_programs_do_not_write_at_once(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("averment.publish.WAIT", 0.1)
    with FileLock(case.derived / "pages.lock"), pytest.raises(CaseError, match="another program"):
        publish(case, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_an_empty_folder_may_be_used(case: Case, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert publish(case, tmp_path / "empty").pages > 60


def test_a_run_that_fails_leaves_the_old_site(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    publish(case, out)
    before = files(out)

    def fails(_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(MAKERS, "about", fails)
    with pytest.raises(OSError, match="No space"):
        publish(case, out)
    assert files(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_the_sums_hold(public: Path) -> None:
    lines = (public / "data" / "files.sha256").read_text().splitlines()
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    assert set(listed) == set(files(public)) - {MARKER, "data/files.sha256"}
    for path, digest in listed.items():
        assert hashlib.sha256((public / path).read_bytes()).hexdigest() == digest


def test_pages_name_neither_the_machine_nor_the_people_at_the_desk(case: Case, public: Path) -> None:
    everything = b"".join(files(public).values()).decode()
    assert str(case.path.parent) not in everything
    assert "judged by desk" not in everything


def test_progress_goes_to_the_end(case: Case, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    publish(case, tmp_path / "site", progress=lambda _stage, done, total, _what: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert all(done <= total for done, total in seen)
