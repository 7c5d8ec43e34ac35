"""`verify` names what is not as it was left."""

from pathlib import Path

import pytest

from averment.case import Case
from averment.judgement import Decision
from averment.verify import verify


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = Case.init(tmp_path / "file")
    for text in ("one", "two"):
        document = tmp_path / f"{text}.txt"
        document.write_text(text, encoding="utf-8")
        case.add(document)
    case.judge(Decision.ACCEPT, ["x"], reason="read it")
    case.judge(Decision.REJECT, ["y"], reason="misread")
    return case


def faults(case: Case) -> list[tuple[str, str]]:
    return [(f.code, f.where) for f in verify(case).faults]


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_an_untouched_case_is_whole(case: Case) -> None:
    found = verify(case)
    assert found.faults == ()
    assert (found.originals, found.custody_entries, found.judgements) == (2, 2, 2)
    assert found.heads["judgements"] == case.judgement_log.head()


def test_one_flipped_byte_of_evidence_is_named(case: Case) -> None:
    source = case.custody()[1].source
    overwrite(case.evidence.path(source.sha256), b"twp")
    assert faults(case) == [("evidence_changed", f"evidence/{source.sha256}")]
    assert "two.txt" in verify(case).faults[0].message


def test_a_missing_original_is_named(case: Case) -> None:
    source = case.custody()[0].source
    case.evidence.path(source.sha256).unlink()
    assert faults(case) == [("evidence_missing", f"evidence/{source.sha256}")]


def test_a_file_nobody_added_is_named(case: Case) -> None:
    (case.evidence.folder / ("a" * 64)).write_bytes(b"planted")
    assert faults(case) == [("evidence_unlisted", "evidence/" + "a" * 64)]


def test_one_flipped_byte_of_a_judgement_is_named(case: Case) -> None:
    path = case.judgement_log.path
    path.write_bytes(path.read_bytes().replace(b"read it", b"read if"))
    assert faults(case) == [("chain_broken", "judgements.jsonl line 1")]


def test_a_changed_custody_entry_is_named(case: Case) -> None:
    path = case.custody_log.path
    path.write_bytes(path.read_bytes().replace(b"two.txt", b"tow.txt"))
    assert ("chain_broken", "custody.jsonl line 2") in faults(case)


def test_a_chain_that_is_gone_is_named(case: Case) -> None:
    case.judgement_log.path.unlink()
    assert faults(case) == [("chain_broken", "judgements.jsonl")]
