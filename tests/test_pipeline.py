"""A build can be stopped anywhere, repeated for nothing, and gives the same bytes."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from averment.case import Case, CaseError, Receipt
from averment.judgement import Decision
from averment.method import METHODS, Method
from averment.pipeline import BUILDS, build
from averment.store.dump import dump

NAMES = ["Norvane Dynamics", "Tashkul Trading LLC", "Ostlicht GmbH", "Harrow Bay Shipping", "Meridian Rotor Works"]
PEOPLE = ["Lena Marsh", "Anton Reyl", "Ivo Castellan"]


def article(number: int) -> str:
    """A short invented report, each different, some naming the same parties."""
    pick = random.Random(number)
    seller, buyer = pick.sample(NAMES, 2)
    person = pick.choice(PEOPLE)
    return (
        f"{seller} supplied {pick.randint(2, 90)} engines to {buyer}, "
        "according to an invoice seen by the Harbour Post.\n\n"
        f"{person}, a spokesperson for {buyer}, said the company was unaware of the deal.\n\n"
        f"{seller} did not respond to a request for comment. "
        f"The Harbour Post could not verify the origin of "
        f"the invoice, which is number {number}.\n"
    )


def a_case(folder: Path, documents: int) -> Case:
    case = Case.init(folder / "case")
    texts = folder / "texts"
    texts.mkdir()
    for number in range(documents):
        (texts / f"{number:03}.txt").write_text(article(number), encoding="utf-8")
    items = [(path, Receipt(path.name, published="2024-09-25")) for path in sorted(texts.iterdir())]
    for _ in case.add_all(items):
        pass
    return case


def dumped(case: Case) -> list[str]:
    with case.ledger() as ledger:
        return list(dump(ledger))


def from_scratch(case: Case) -> list[str]:
    shutil.rmtree(case.derived, ignore_errors=True)
    build(case)
    return dumped(case)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = a_case(tmp_path_factory.mktemp("built"), 6)
    build(case)
    return case


@pytest.fixture
def copy(built: Case, tmp_path: Path) -> Case:
    shutil.copytree(built.path, tmp_path / "copy")
    return Case.open(tmp_path / "copy")


def test_a_build_finds_what_is_there(built: Case) -> None:
    with built.ledger() as ledger:
        assert ledger.value("SELECT count(*) FROM source") == 6
        assert ledger.value("SELECT count(*) FROM claim WHERE stance = 'unaware'") == 6
        assert ledger.value("SELECT count(*) FROM claim WHERE stance = 'no_response'") == 6
        assert ledger.value("SELECT count(*) FROM claim WHERE stance = 'could_not_verify'") == 6
        assert ledger.value("SELECT count(*) FROM finding") > 0


def test_two_builds_from_scratch_are_the_same_byte_for_byte(copy: Case) -> None:
    before = dumped(copy)
    assert from_scratch(copy) == before


def test_a_second_build_does_nothing(copy: Case) -> None:
    again = build(copy)
    assert (again.read, again.extracted, again.stages) == (0, 0, ())


def test_a_new_document_costs_that_document(copy: Case, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(article(99), encoding="utf-8")
    copy.add(tmp_path / "new.txt", published="2024-09-25")
    done = build(copy)
    assert (done.read, done.extracted) == (1, 1)
    grown = dumped(copy)
    assert from_scratch(copy) == grown


def test_a_judgement_changes_the_whole_case_stages_only(copy: Case) -> None:
    with copy.ledger() as ledger:
        claim = ledger.value("SELECT id FROM claim WHERE stance = 'unaware' ORDER BY id LIMIT 1")
    copy.judge(Decision.REJECT, [claim], reason="misread")
    done = build(copy)
    assert (done.read, done.extracted) == (0, 0)
    assert "resolve" in done.stages
    with copy.ledger() as ledger:
        assert ledger.value("SELECT review FROM claim WHERE id = ?", [claim]) == "rejected"
    after = dumped(copy)
    assert from_scratch(copy) == after


def test_a_new_version_of_a_method_makes_its_stage_run_again(copy: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    import averment.extract

    was = averment.extract.EXTRACT
    monkeypatch.setitem(METHODS, was.name, Method(was.name, was.version + "x", was.parameters))
    done = build(copy)
    assert (done.read, done.extracted) == (0, 6)


def test_a_language_whose_rules_a_worker_loads_is_known_to_the_ledger(tmp_path: Path) -> None:
    case = Case.init(tmp_path / "case")
    text = "北京新星贸易有限公司表示，该公司没有向任何客户出售发动机。记者未能联系到该公司置评。\n" * 3
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    case.add(tmp_path / "note.txt")
    script = (
        "import sys; from averment.case import Case; from averment.pipeline import build; build(Case.open(sys.argv[1]))"
    )
    done = subprocess.run(  # a process of its own: this one may have met the language already
        [sys.executable, "-c", f"if __name__ == '__main__':\n    {script}", str(case.path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with case.ledger() as ledger:
        assert ledger.value("SELECT count(*) FROM mention WHERE method LIKE 'extract.chinese%'") > 0


def test_what_is_known_of_a_source_later_is_used(copy: Case, tmp_path: Path) -> None:
    source = copy.custody()[0].source
    copy.add(copy.evidence.path(source.sha256), name="again.txt", outlet="The Harbour Post")
    assert build(copy).extracted == 1  # the outlet is a voice


def test_until_stops_and_force_repeats(tmp_path: Path) -> None:
    case = a_case(tmp_path, 2)
    assert build(case, until="read").extracted == 0
    assert build(case, until="extract").extracted == 2
    assert build(case).stages == tuple(BUILDS[2:])
    forced = build(case, force="extract")
    assert (forced.read, forced.extracted) == (0, 2)
    assert build(case, force="read").read == 2


def test_only_takes_a_name_or_the_start_of_an_id(tmp_path: Path) -> None:
    case = a_case(tmp_path, 3)
    assert build(case, only="001.txt").read == 1
    assert build(case, only=case.custody()[2].source.id[:6]).read == 1
    with pytest.raises(CaseError, match=r"no document '9\.txt'"):
        build(case, only="9.txt")


@pytest.mark.parametrize("words", ["until", "force"])
def test_an_unknown_stage_lists_the_known(tmp_path: Path, words: str) -> None:
    case = a_case(tmp_path, 1)
    with pytest.raises(CaseError, match="no stage 'weight'") as caught:
        build(case, **{words: "weight"})  # type: ignore[arg-type]
    assert "weigh" in caught.value.hint


def test_a_reader_that_hangs_or_crashes_costs_one_document(tmp_path: Path) -> None:
    case = a_case(tmp_path, 2)
    settings = (case.path / "case.toml").read_text(encoding="utf-8")
    slow = settings.replace("[limits] ", "[limits]\nseconds = 0.000001\n#")
    (case.path / "case.toml").write_text(slow, encoding="utf-8")
    build(Case.open(case.path))
    with case.ledger() as ledger:
        problems = ledger.rows("SELECT code, hint FROM problem WHERE stage = 'read'")
        assert [p["code"] for p in problems] == ["timeout", "timeout"]
        assert "case.toml" in problems[0]["hint"]
    (case.path / "case.toml").write_text(settings, encoding="utf-8")
    build(Case.open(case.path))
    with case.ledger() as ledger:
        assert ledger.value("SELECT count(*) FROM problem WHERE stage = 'read'") == 0


def test_what_could_not_be_added_is_a_problem_in_the_ledger(tmp_path: Path) -> None:
    case = a_case(tmp_path, 1)
    (tmp_path / "link").symlink_to("/etc/hostname")
    assert len(list(case.add_all([(tmp_path / "link", Receipt("link"))]))) == 1
    build(case)
    with case.ledger() as ledger:
        assert ledger.value("SELECT message FROM problem WHERE stage = 'add'").startswith("link: a link")


def test_a_ledger_that_is_damaged_says_what_to_do(copy: Case) -> None:
    (copy.derived / "ledger.sqlite").write_bytes(b"rubbish" * 1000)
    with pytest.raises(CaseError, match=r"ledger\.sqlite cannot be used"):
        build(copy)


def test_killed_at_ten_moments_and_rebuilt_it_is_the_same(tmp_path: Path) -> None:
    case = a_case(tmp_path, 24)
    started = time.monotonic()
    whole = from_scratch(case)
    took = time.monotonic() - started
    shutil.rmtree(case.derived)
    moments = random.Random(7)
    for _ in range(10):
        building = subprocess.Popen(
            [sys.executable, "-m", "averment.cli", "build", str(case.path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.1, took))
        building.send_signal(signal.SIGKILL)
        building.wait()
    build(case)
    assert dumped(case) == whole
