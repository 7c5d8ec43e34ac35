"""A person's work outlasts the machines: through rebuilds, a newer reader, a newer extractor, and many at once."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import averment.extract
import averment.pipeline as pipeline
import averment.read
from averment.case import Case
from averment.claim import Span
from averment.extraction import Extraction
from averment.judgement import Decision
from averment.method import METHODS, Method
from averment.pipeline import build
from averment.reading import Reading
from averment.review import Line, add, correct, decide_all
from averment.source import Protection
from averment.stance import Stance
from averment.store.dump import dump
from averment.store.lookup import NotFound
from averment.verify import verify

REPORT = """\
Norvane Dynamics supplied nine engines to Tashkul Trading LLC, according to an invoice seen by the Harbour Post.

Lena Marsh, a spokesperson for Tashkul Trading LLC, said the company was unaware of the deal.

Norvane Dynamics did not respond to a request for comment.
"""
SECRET = """Dear editors, my name is Tomas Brevik. Zephyrine Holdings paid Norvane Dynamics in May 2023.

Zephyrine Holdings denied that it had paid Norvane Dynamics anything.
"""


@pytest.fixture(scope="module", autouse=True)
def _here() -> Iterator[None]:
    """Read and extract in this process: the language models are loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_map", lambda function, tasks, *_: ((task, function(task)) for task in tasks))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("last")
    case = Case.init(folder / "case")
    for name, text, kept in (("report.txt", REPORT, Protection.OPEN), ("note.txt", SECRET, Protection.PROTECTED)):
        (folder / name).write_text(text, encoding="utf-8")
        case.add(folder / name, protection=kept)
    build(case)
    return case.path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    shutil.copytree(built, tmp_path / "case")
    return Case.open(tmp_path / "case")


def claims(case: Case, condition: str = "1") -> list[dict[str, Any]]:
    with case.ledger() as ledger:
        rows = ledger.rows(
            f"SELECT c.*, s.name FROM claim c JOIN source s ON s.id = c.source WHERE {condition} ORDER BY c.id"
        )
        return [dict(row) for row in rows]


def only(case: Case, condition: str) -> dict[str, Any]:
    (found,) = claims(case, condition)
    return found


# ---- what newer methods do


def newer_extract(task: tuple[Reading, Any, Any]) -> Extraction:
    """Cuts the first word off what is said, and takes an ignorance for a denial."""
    reading, source, _ = task
    found = averment.extract.extract(reading, published=source.published, outlet=source.outlet)
    text = task[0].text

    def newly(claim: Any) -> Any:
        start = claim.content.start
        at = text.find(" ", start, claim.content.end) + 1
        if at and claim.content.end - at > 12:
            start = at
        stance = Stance.DENIES if claim.stance == Stance.UNAWARE else claim.stance
        return replace(claim, content=Span(start, claim.content.end, text[start : claim.content.end]), stance=stance)

    return replace(found, claims=tuple({c.id: c for c in map(newly, found.claims)}.values()))


def newer_read(task: tuple[Path, Any], limits: Any = None) -> Reading:
    """Finds a heading the old one did not, so that every offset is another."""
    reading = averment.read.read(task[0], task[1], limits)
    head = "A heading nobody had read\n\n"
    passages = []
    for p in reading.passages:
        anchors = tuple(replace(a, start=a.start + len(head), end=a.end + len(head)) for a in p.anchors)
        passages.append(replace(p, start=p.start + len(head), anchors=anchors))
    return replace(reading, text=head + reading.text, passages=tuple(passages))


def newer_method(monkeypatch: pytest.MonkeyPatch, stage: str, task: Any) -> None:
    monkeypatch.setitem(METHODS, f"{stage}.newer", Method(f"{stage}.newer", "1"))
    monkeypatch.setattr(pipeline, f"_{stage}_task", task)


def test_judgements_outlast_a_newer_extractor_and_a_newer_reader(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    supplied = only(case, "c.stance = 'asserts' AND c.content LIKE '%supplied%'")
    unaware = only(case, "c.stance = 'unaware'")
    silent = only(case, "c.stance = 'no_response'")
    case.judge(Decision.ACCEPT, [supplied["id"]], reason="read in the invoice")
    case.judge(Decision.ACCEPT, [unaware["id"]], reason="read")
    case.judge(Decision.REJECT, [silent["id"]], reason="she did answer, later")
    build(case)

    newer_method(monkeypatch, "extract", newer_extract)
    assert build(case).extracted == 2
    held = {r["stance"]: (r["rule"], r["review"]) for r in _held(case)}
    assert held == {
        "asserts": ("cut otherwise", "accepted"),
        "unaware": ("kept as judged", "accepted"),
        "no_response": ("cut otherwise", "rejected"),
    }
    assert not claims(case, "c.stance = 'denies' AND c.review = 'accepted'")
    assert not claims(case, "c.stance = 'no_response' AND c.review <> 'rejected'")
    with case.ledger() as ledger:
        assert ledger.value("SELECT count(*) FROM problem WHERE code = 'reading_changed'") == 1
        assert ledger.value("SELECT count(*) FROM problem WHERE code = 'judgement_without_target'") == 0

    newer_method(monkeypatch, "read", newer_read)
    assert build(case).read == 2
    assert {r["review"] for r in _held(case)} == {"accepted", "rejected"}
    assert len(_held(case)) == 3
    incremental = _dump(case)
    shutil.rmtree(case.derived)
    build(case)
    assert _dump(case) == incremental, "a build from nothing comes to the same"
    assert not verify(case).faults


def _held(case: Case) -> list[dict[str, Any]]:
    with case.ledger() as ledger:
        rows = ledger.rows(
            "SELECT a.decision, a.rule, c.* FROM anchored a JOIN claim c ON c.id = a.record ORDER BY a.judgement"
        )
        return [dict(row) for row in rows]


def _dump(case: Case) -> list[str]:
    with case.ledger() as ledger:
        return list(dump(ledger))


def test_a_correction_goes_through_to_findings_and_an_undo_restores(case: Case) -> None:
    before = [line for line in _dump(case) if '"table":"judgement"' not in line]
    claim = only(case, "c.stance = 'unaware'")
    judgement = correct(case, claim["id"][:10], {"stance": "denies"}, reason="she said that there was no deal")
    build(case)
    with case.ledger() as ledger:
        assert ledger.value("SELECT count(*) FROM claim WHERE stance = 'denies' AND review = 'accepted'") == 1
        answers = {r[0] for r in ledger.rows("SELECT outcome FROM finding_claim WHERE part = 'responds'")}
        assert "unaware" not in answers
    case.judge(Decision.UNDO, [judgement.id], reason="I had misheard")
    build(case)
    assert [line for line in _dump(case) if '"table":"judgement"' not in line] == before


def test_many_decisions_are_kept_one_by_one_and_a_wrong_line_does_not_stop_the_rest(case: Case) -> None:
    one, other, *_ = claims(case, "s.name = 'report.txt'")
    lines = [
        json.dumps({"decision": "accept", "targets": [one["id"]], "reason": "read"}),
        "no JSON",
        json.dumps({"decision": "reject", "target": "ffff", "reason": "nowhere"}),
        json.dumps({"decision": "correct", "target": other["id"], "set": {"stance": "shouts"}, "reason": "x"}),
        json.dumps({"decision": "reject", "target": other["id"]}),
        "",
        json.dumps({"decision": "add", "source": "report.txt", "mention": {"words": "an invoice", "schema": "Good"}}),
        json.dumps({"decision": "accept", "target": one["id"], "reason": "read", "colour": "red"}),
        json.dumps({"decision": "undo", "target": one["id"], "reason": "read"}),
    ]
    done = list(decide_all(case, lines))
    assert [(d.number, bool(d.judgement)) for d in done] == [
        (1, True), (2, False), (3, False), (4, False), (5, False), (7, False), (8, False), (9, False),
    ]  # fmt: skip
    assert "needs a reason" in done[4].error
    again = list(decide_all(case, lines, reason="our second round"))
    assert [d.number for d in again if d.judgement and not d.again] == [1, 5, 7], "the default reason is part of a line"
    third = list(decide_all(case, lines, reason="our second round"))
    assert [d.number for d in third if d.again] == [1, 5, 7]
    assert len(case.judgements()) == 4
    build(case)
    assert only(case, f"c.id = '{other['id']}'")["review"] == "rejected"
    assert not verify(case).faults


def test_an_interrupted_file_can_be_given_again(case: Case) -> None:
    found = claims(case, "s.name = 'report.txt'")
    lines = [json.dumps({"decision": "accept", "target": c["id"], "reason": "read"}) for c in found]
    first = decide_all(case, lines)
    assert isinstance(next(first), Line)
    next(first)
    first.close()  # Ctrl-C
    assert [d.again for d in decide_all(case, lines)][:3] == [True, True, False]
    assert len(case.judgements()) == len(found)


def test_nothing_a_judgement_keeps_of_a_protected_source_is_published(case: Case) -> None:
    from averment.publish import publish

    closed = claims(case, "s.name = 'note.txt'")
    secret = next(c for c in closed if c["stance"] == "denies")
    case.judge(Decision.ACCEPT, [c["id"] for c in closed if c["id"] != secret["id"]], reason="Tomas Brevik showed us")
    correct(case, secret["id"], {"stance": "unaware"}, reason="Brevik says that they did not know")
    add(case, "note.txt", "mention", {"words": "May 2023", "schema": "Date", "nth": 1}, reason="Zephyrine paid then")
    opened = only(case, "c.stance = 'unaware' AND s.name = 'report.txt'")
    with pytest.raises(NotFound, match="no claim begins with 'zz'"):
        correct(case, "zz", {"stance": "denies"}, reason="nothing")
    with pytest.raises(ValueError, match="is not in the source"):
        correct(case, opened["id"], {"voices": ["Tomas Brevik"]}, reason="he told us")
    correct(case, opened["id"], {"modality": "planned"}, reason="says Tomas Brevik")
    with case.ledger(read_only=False) as ledger, ledger.transaction():
        ledger.put_extraction(Extraction(secret["source"], (), ()))
    ledger_gone(case)
    site = publish(case)
    everything = "".join(p.read_text("utf-8", errors="replace") for p in site.path.rglob("*") if p.is_file()).casefold()
    for word in ("brevik", "zephyrine", "dear editors", secret["id"], closed[0]["id"]):
        assert word not in everything, word
    assert "corrected" in everything
    private = publish(case, private=True)
    assert "says Tomas Brevik" in "".join(p.read_text("utf-8") for p in private.path.rglob("*.html"))


def ledger_gone(case: Case) -> None:
    """Resolve and weigh with the note's records gone: its judgements have lost their targets."""
    import averment.resolve
    import averment.weigh

    with case.ledger(read_only=False) as ledger:
        averment.resolve.run(ledger, case.judgements())
        averment.weigh.run(ledger, averment.weigh.policy_with({}), None)
        assert ledger.value("SELECT count(*) FROM anchored") > 3
