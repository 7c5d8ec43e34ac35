"""The case folder: evidence immutable, judgements append-only."""

import io
import multiprocessing
import os
import stat
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from averment.case import Added, Case, CaseError, Receipt, Refusal
from averment.identity import sha256_hex
from averment.judgement import Decision
from averment.lock import CaseLocked
from averment.source import Protection


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "file", "The file")


def a_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_case_is_a_folder_as_designed(case: Case) -> None:
    assert {p.name for p in case.path.iterdir()} == {"case.toml", "case.key", "evidence", "judgements.jsonl"}
    assert stat.S_IMODE((case.path / "case.key").stat().st_mode) == 0o600
    assert case.config.title == "The file"


def test_a_title_with_quotes_survives(tmp_path: Path) -> None:
    assert Case.init(tmp_path / "x", 'The "big" \\ file').config.title == 'The "big" \\ file'


def test_a_case_is_not_made_over_something_else(tmp_path: Path) -> None:
    a_file(tmp_path, "notes.txt", "x")
    with pytest.raises(CaseError, match="not an empty folder"):
        Case.init(tmp_path)


def test_a_folder_that_is_no_case_is_refused_with_a_way_on(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"no case\.toml") as caught:
        Case.open(tmp_path)
    assert caught.value.hint == f"aver init {tmp_path}"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("titel = 'x'", "unknown setting titel"),
        ("title = 3", "should be text"),
        ("title = 'x", "not TOML"),
        ("fictional = true", "title is missing"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(case: Case, settings: str, says: str) -> None:
    (case.path / "case.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(CaseError, match=says):
        Case.open(case.path)


def test_the_original_is_kept_under_its_hash_and_cannot_be_written(case: Case, tmp_path: Path) -> None:
    source = case.add(a_file(tmp_path, "a.txt", "Купол"), origin="ministry", published="2024-09")
    kept = case.evidence.path(source.sha256)
    assert kept.read_text(encoding="utf-8") == "Купол"
    assert source.sha256 == sha256_hex("Купол".encode())
    assert not stat.S_IMODE(kept.stat().st_mode) & 0o222
    assert (source.name, source.origin, source.published) == ("a.txt", "ministry", "2024-09")


def test_the_same_bytes_twice_are_one_source_with_two_custody_entries(case: Case, tmp_path: Path) -> None:
    case.add(a_file(tmp_path, "a.txt", "x"), origin="ministry")
    case.add(a_file(tmp_path, "b.txt", "x"), origin="press", outlet="The Daily", protection=Protection.PROTECTED)
    (entry,) = case.custody()
    assert len(case.custody_log.entries()) == 2
    assert (entry.source.name, entry.source.origin) == ("a.txt", "ministry")  # what was said first stands
    assert entry.source.outlet == "The Daily"  # what was not said is filled in
    assert entry.source.protection is Protection.PROTECTED  # protection is only ever raised


def test_sources_keep_the_order_of_first_receipt(case: Case, tmp_path: Path) -> None:
    for text in ("b", "a", "b", "c"):
        case.add(a_file(tmp_path, "f.txt", text))
    assert [(c.sequence, case.evidence.path(c.source.sha256).read_text()) for c in case.custody()] == [
        (1, "b"),
        (2, "a"),
        (3, "c"),
    ]


def test_a_stream_is_taken_in(case: Case) -> None:
    (outcome,) = case.add_all([(io.BytesIO(b"from a pipe"), Receipt("pipe.txt"))])
    assert isinstance(outcome, Added)
    assert outcome.source.size == 11


def test_a_link_is_not_followed_and_not_lost(case: Case, tmp_path: Path) -> None:
    secret = a_file(tmp_path, "outside.txt", "secret")
    link = tmp_path / "link.txt"
    link.symlink_to(secret)
    (outcome,) = case.add_all([(link, Receipt("link.txt"))])
    assert isinstance(outcome, Refusal)
    assert "link" in outcome.reason
    assert case.refusals() == [outcome]
    assert case.evidence.names() == []
    case.add(secret, name="link.txt")
    assert case.refusals() == []  # the document of that name has come in since


def test_a_judgement_needs_a_reason(case: Case) -> None:
    with pytest.raises(CaseError, match="needs a reason"):
        case.judge(Decision.ACCEPT, ["x"], reason="  ")
    assert case.judgements() == []


def test_judgements_come_back_as_they_were_made(case: Case) -> None:
    made = case.judge(Decision.GRADE, ["3f2a"], reason="long record", author="A. Editor", value={"reliability": "B"})
    assert case.judgements() == [made]


def test_the_author_is_taken_from_the_environment(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AVER_AUTHOR", "night desk")
    assert case.judge(Decision.ACCEPT, ["x"], reason="read it").author == "night desk"


def _hold(path: str, held: Event, release: Event) -> None:
    with Case.open(path).writing("build"):
        held.set()
        release.wait(20)


def test_a_second_writer_is_told_who_is_writing(case: Case, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(case.path), held, release))
    other.start()
    try:
        assert held.wait(20)
        with pytest.raises(CaseLocked, match=rf"aver build.*process {other.pid}"):
            case.add(a_file(tmp_path, "a.txt", "x"))
        assert case.custody() == []  # reading goes on
    finally:
        release.set()
        other.join()
    case.add(tmp_path / "a.txt")


def test_a_killed_writer_leaves_no_lock(case: Case, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(case.path), held, release))
    other.start()
    assert held.wait(20)
    other.kill()
    other.join()
    case.add(a_file(tmp_path, "a.txt", "x"))


def test_a_file_without_permission_is_refused(case: Case, tmp_path: Path) -> None:
    locked = a_file(tmp_path, "a.txt", "x")
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read everything")
    (outcome,) = case.add_all([(locked, Receipt("a.txt"))])
    assert isinstance(outcome, Refusal)
    assert "permission" in outcome.reason
