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
