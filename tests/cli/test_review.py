"""`aver review`: what a person decides is kept, and comes through a build."""

from pathlib import Path

import pytest

from averment.case import Case
from averment.pipeline import build
from averment.source import Protection
from tests.cli.conftest import Aver

OPEN = "Norvane Dynamics did not respond to a request for comment, the Harbour Post reported.\n"
SECRET = "Verdal Holding LLC supplied nine engines to Norvane Dynamics.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    case = Case.init(folder / "mycase")
    for name, text, protection in (("post.txt", OPEN, Protection.OPEN), ("note.txt", SECRET, Protection.PROTECTED)):
        (folder / name).write_text(text, encoding="utf-8")
        case.add(folder / name, protection=protection)
    build(case)
    return case.path


def test_a_name_from_a_protected_source_is_printed_once_a_person_lets_it_out(built: Path, aver: Aver) -> None:
    assert aver("publish", built).code == 0
    index = built / "published" / "entities" / "index.html"
    assert "Norvane Dynamics" in index.read_text("utf-8")
    assert "Verdal Holding" not in index.read_text("utf-8")

    released = aver("review", built, "release", "Verdal Holding LLC", "--reason", "it is in the public register")
    assert released.code == 0, released.err
    assert aver("build", built).code == 0
    assert aver("publish", built).code == 0
    assert "Verdal Holding LLC" in index.read_text("utf-8")

    aver("review", built, "undo", released.rows[0]["id"], "--reason", "the register was closed")
    aver("build", built)
    aver("publish", built)
    assert "Verdal Holding" not in index.read_text("utf-8")


def test_a_decision_about_nothing_is_refused(built: Path, aver: Aver) -> None:
    refused = aver("review", built, "accept", "ffff", "--reason", "read")
    assert refused.code == 3
    assert "no claim begins with 'ffff'" in refused.err


def test_a_decision_without_a_reason_is_refused(built: Path, aver: Aver) -> None:
    assert aver("review", built, "release", "Norvane Dynamics").code == 2
    blank = aver("review", built, "release", "Norvane Dynamics", "--reason", " ")
    assert blank.code == 3
    assert "needs a reason" in blank.err


# ---- correcting


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(built, tmp_path / "case")
    return tmp_path / "case"


def claim(case: Path, aver: Aver) -> str:
    return str(aver("review", case, "todo", "--stance", "no_response").rows[0]["id"])


def test_a_claim_is_shown_in_place_corrected_and_restored(case: Path, aver: Aver) -> None:
    id_ = claim(case, aver)
    shown = aver("review", case, "show", id_[:8], "--table")
    assert "did not respond" in shown.out
    assert "no_response" in shown.out
    corrected = aver(
        "review", case, "correct", id_, "--stance", "declined", "--voice", "Norvane Dynamics;role=speaker",
        "--voice", "Harbour Post; role=asker; medium=document", "--reason", "it wrote back that it would not say",
    )  # fmt: skip
    assert corrected.code == 0, corrected.err
    aver("build", case)
    (now,) = aver("show", case, "claims", "--stance", "declined").rows
    assert (now["review"], [v["role"] for v in now["voices"]]) == ("accepted", ["speaker", "asker"])
    old = aver("review", case, "show", id_).rows[0]
    assert (old["review"], old["replaced_by"]) == ("rejected", now["id"])
    assert [d["reason"] for d in old["decisions"]] == ["it wrote back that it would not say"]
    found = {r["id"] for r in aver("show", case, "--search", "respond to a request").rows}
    assert now["id"] in found
    assert id_ not in found, "search finds what is in force"
    refused = aver("review", case, "reject", id_, "--reason", "again")
    assert refused.code == 3
    assert f"decide about {now['id']}" in refused.err
    aver("review", case, "undo", corrected.rows[0]["id"], "--reason", "it was another company")
    aver("build", case)
    assert [c["id"] for c in aver("show", case, "claims", "--stance", "no_response").rows] == [id_]


def test_words_that_are_not_there_are_refused_with_those_that_are(case: Path, aver: Aver) -> None:
    id_ = claim(case, aver)
    refused = aver("review", case, "correct", id_, "--voice", "Norvane Dinamics", "--reason", "x")
    assert (refused.code, "nearest is “Norvane Dynamics”" in refused.err) == (3, True)
    assert aver("review", case, "correct", id_, "--voice", "x", "--no-voice", "--reason", "x").code == 2
    assert aver("review", case, "correct", id_, "--reason", "x").code == 3, "nothing to change"
    secret = aver("review", case, "correct", id_, "--voice", "Verdal Holding LLC", "--reason", "x")
    assert secret.code == 3, "what only a protected source names cannot come into an open one"


def test_a_mention_is_corrected_and_another_added(case: Path, aver: Aver) -> None:
    mention = next(m for m in aver("show", case, "mentions").rows if m["text"] == "Norvane Dynamics")
    aver("review", case, "correct", mention["id"], "--schema", "Vessel", "--reason", "it is a ship")
    added = aver("review", case, "add-mention", "post.txt", "request", "--schema", "Good", "--reason", "for a trial")
    assert added.code == 0, added.err
    aver("build", case)
    entities = {(e["schema"], e["name"]) for e in aver("show", case, "entities").rows}
    assert {("Vessel", "Norvane Dynamics"), ("Good", "request")} <= entities
    again = aver("review", case, "add-mention", "post.txt", "no such words", "--schema", "Good", "--reason", "x")
    assert again.code == 3


def test_decisions_from_a_file(case: Path, aver: Aver, tmp_path: Path) -> None:
    id_ = claim(case, aver)
    (tmp_path / "lines").write_text(f'{{"decision": "accept", "target": "{id_}"}}\nnot JSON\n', encoding="utf-8")
    done = aver("review", case, "decide", "--from", tmp_path / "lines", "--reason", "all read by two of us")
    assert done.code == 1
    assert [r["became"] for r in done.rows] == ["recorded", "refused"]
    again = aver("review", case, "decide", "--from", tmp_path / "lines", "--reason", "all read by two of us")
    assert [r["became"] for r in again.rows] == ["recorded before", "refused"]
    aver("build", case)
    assert id_ not in {r["id"] for r in aver("review", case, "todo", "--limit", "1000").rows}


def test_what_is_lost_is_listed_with_its_words_and_its_place(case: Path, aver: Aver) -> None:
    from averment.extraction import Extraction
    from averment.resolve import run

    id_ = claim(case, aver)
    aver("review", case, "accept", id_, "--reason", "read in the paper")
    aver("build", case)
    assert aver("review", case, "list", "--lost").rows == []
    opened = Case.open(case)
    with opened.ledger(read_only=False) as ledger:
        source = ledger.value("SELECT source FROM claim WHERE id = ?", [id_])
        with ledger.transaction():
            ledger.put_extraction(Extraction(source, (), ()))
            ledger.db.execute("UPDATE reading SET text = 'Nothing of it.' WHERE source = ?", [source])
        run(ledger, opened.judgements())
    (lost,) = aver("review", case, "list", "--lost").rows
    assert "did not respond to a request" in lost["words"]
    assert (lost["source"], lost["reason"], lost["where"][:11]) == ("post.txt", "read in the paper", "characters ")
    assert "1 lost" in aver("status", case, "--table").out
    assert "did not respond" in aver("show", case, "problems").out
