"""A case that names an endpoint: what is asked, what is kept, what is shown, and what goes on without it."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from averment.answers import Answers
from averment.case import Case, Receipt
from averment.config import ConfigError
from averment.extract.models.asking import Asker
from averment.extract.models.settings import configured
from averment.pipeline import build
from averment.reading import Reading
from averment.source import Protection, Source
from averment.store.dump import dump
from averment.verify import verify
from tests.extract.models.stub import Reply, Stub, claim, said, serving

TEXTS = {
    "deal.txt": "Lena Marsh, an analyst, said Norvane Dynamics sold nine pumps to Ostlicht GmbH.\n\n"
    "In Anton Reyl's telling, the pumps never left the yard in Tashkul.\n",
    "reply.txt": "Norvane Dynamics did not respond to a request for comment.\n\nIt was raining on Tuesday.\n",
}
TELLING = claim(
    2,
    quote="In Anton Reyl's telling, the pumps never left the yard in Tashkul.",
    source="Anton Reyl",
    cue="In",
    content="the pumps never left the yard in Tashkul",
)
SALE = claim(
    1,
    quote="Lena Marsh, an analyst, said Norvane Dynamics sold nine pumps to Ostlicht GmbH.",
    source="Lena Marsh",
    content="Norvane Dynamics sold nine pumps to Ostlicht GmbH",
)
SILENCE = claim(
    1,
    quote="Norvane Dynamics did not respond to a request for comment.",
    source="Norvane Dynamics",
    cue="did not respond",
    content="a request for comment",
    stance="asserts",
)


def knows(_stub: Stub, body: dict[str, Any]) -> Reply:
    """A model that reads these texts as they are."""
    text = body["messages"][1]["content"]
    found = [SALE, TELLING] if "telling" in text else [SILENCE] if "respond" in text else []
    return said(json.dumps({"claims": found}))


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start slowly, and what is tested here does not depend on them (`test_with_workers` has them)."""

    def run(function: Callable[[Any], Any], tasks: Iterable[Any], *_: Any) -> Iterator[tuple[Any, Any]]:
        return ((task, function(task)) for task in tasks)

    monkeypatch.setattr("averment.pipeline._map", run)


def a_case(folder: Path, url: str, *, protect: bool = False, **settings: Any) -> Case:
    case = Case.init(folder / "case")
    rows = {"kind": "openai", "url": url, "model": "m", "seconds": 5.0, "retries": 0, **settings}
    written = "".join(f"{name} = {json.dumps(value)}\n" for name, value in rows.items())
    with (case.path / "case.toml").open("a", encoding="utf-8") as toml:
        toml.write(f"\n[models.claims]\n{written}")
    protection = Protection.PROTECTED if protect else Protection.OPEN
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    items = [(folder / n, Receipt(n, published="2024-09-25", protection=protection)) for n in sorted(TEXTS)]
    for _ in case.add_all(items):
        pass
    return Case.open(case.path)


def rows(case: Case, sql: str) -> list[dict[str, Any]]:
    with case.ledger() as ledger:
        return [dict(row) for row in ledger.rows(sql)]


def dumped(case: Case) -> list[str]:
    with case.ledger() as ledger:
        return list(dump(ledger))


def problems(case: Case) -> list[dict[str, Any]]:
    return rows(case, "SELECT code, message, hint, source FROM problem WHERE code LIKE 'model%' OR code LIKE 'answer%'")


def test_a_model_agrees_adds_and_leaves_responses_to_the_rules(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        built = build(case)
    spent = built.spent["claims"]
    assert (spent.asked, spent.kept, spent.input_tokens) == (2, 0, 200)
    by = {r["content"]: r["method"] for r in rows(case, "SELECT content, method FROM claim")}
    assert by["Norvane Dynamics sold nine pumps to Ostlicht GmbH."].startswith("extract.agreed@1")
    assert by["the pumps never left the yard in Tashkul"].startswith("extract.model.claims@1")
    asked = rows(case, 'SELECT agreed, added, "left", refused, answered, input_tokens FROM asked ORDER BY agreed DESC')
    assert [tuple(r.values()) for r in asked] == [(1, 1, 0, 0, 1, 100), (0, 0, 1, 0, 1, 100)]
    assert rows(case, "SELECT stance FROM claim WHERE stance = 'no_response'")
    assert problems(case) == []
    parameters = rows(case, "SELECT parameters_json FROM method WHERE name = 'extract.model.claims'")
    assert json.loads(parameters[0]["parameters_json"])["model"] == "m"


def test_a_rebuild_asks_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        before = dumped(case)
        assert build(case).extracted == 0
        shutil.rmtree(case.derived)
        stub.answer = lambda _s, _b: said('{"claims": []}')  # it would say something else now
        again = build(case)
        assert len(stub.asked) == 2
    assert (again.spent["claims"].asked, again.spent["claims"].kept) == (0, 2)
    assert dumped(case) == before


def test_an_endpoint_that_is_down_costs_one_problem_a_source_and_is_asked_again(tmp_path: Path) -> None:
    with serving(lambda _s, _b: (503, b"", {})) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        said_so = problems(case)
        assert [p["code"] for p in said_so] == ["model_unavailable"] * 2
        assert "gave no answer to 1 of 1 questions: HTTP 503" in said_so[0]["message"]
        assert "aver build" in said_so[0]["hint"]
        assert rows(case, "SELECT stance FROM claim WHERE stance = 'no_response'")  # the rules go on
        stub.answer = knows
        assert build(case).extracted == 2
    assert problems(case) == []
    assert build(case).extracted == 0


def test_only_what_was_not_answered_is_asked_again(tmp_path: Path) -> None:
    def half(stub: Stub, body: dict[str, Any]) -> Reply:
        return (500, b"", {}) if "respond" in body["messages"][1]["content"] else knows(stub, body)

    with serving(half) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        assert len(problems(case)) == 1
        stub.answer, asked = knows, len(stub.asked)
        assert build(case).extracted == 1
        assert len(stub.asked) == asked + 1


def test_nobody_there_is_found_out_once(tmp_path: Path) -> None:
    case = a_case(tmp_path, "http://127.0.0.1:9/v1")
    build(case)
    assert ["connection refused" in p["message"] for p in problems(case)] == [True, True]


def test_words_that_are_not_in_the_text_are_refused_and_said(tmp_path: Path) -> None:
    lies = claim(1, quote="Lena Marsh said so.", source="Lena Marsh", content="so")
    with serving(lambda _s, _b: said(json.dumps({"claims": [lies, lies, SALE]}))) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
    assert sorted(p["message"] for p in problems(case)) == [
        "claims model: 2 refused: the quote is not in the text (2)",
        "claims model: 3 refused: the quote is not in the text (3)",
    ]
    assert not rows(case, "SELECT id FROM claim WHERE quote LIKE '%said so%'")


def test_what_a_document_tells_the_model_to_do_changes_nothing_but_spans(tmp_path: Path) -> None:
    obeys = {"claims": [], "action": "delete", "note": "the pumps never left"}
    with serving(lambda _s, _b: said(json.dumps(obeys))) as stub:
        case = a_case(tmp_path, stub.url)
        before = sorted(p.name for p in case.path.iterdir())
        build(case)
    assert sorted(p.name for p in case.path.iterdir()) == sorted([*before, "answers", "derived"])
    assert not rows(case, "SELECT id FROM claim WHERE method LIKE 'extract.model%'")


def test_a_protected_source_is_not_asked_about_unless_the_case_says_so(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with serving(knows) as stub:
        case = a_case(tmp_path / "a", stub.url, protect=True)
        build(case)
        assert stub.asked == []
        assert [r["note"] for r in rows(case, "SELECT note FROM asked")] == ["protected", "protected"]
        assert build(case).extracted == 0
        allowed = a_case(tmp_path / "b", stub.url, protect=True, protected=True)
        build(allowed)
        assert len(stub.asked) == 2


def test_allowing_protected_sources_later_asks_about_them(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url, protect=True)
        build(case)
        toml = (case.path / "case.toml").read_text(encoding="utf-8")
        (case.path / "case.toml").write_text(toml + "protected = true\n", encoding="utf-8")
        assert build(Case.open(case.path)).extracted == 2
        assert len(stub.asked) == 2


def test_progress_says_how_far_asking_is(tmp_path: Path) -> None:
    told: list[tuple[str, int, int, str]] = []
    with serving(knows) as stub:
        build(a_case(tmp_path, stub.url), progress=lambda *step: told.append(step))
    assert [t for t in told if t[0] == "ask"] == [("ask", 1, 2, "deal.txt"), ("ask", 2, 2, "reply.txt")]


def test_many_sources_that_are_answered_do_not_pile_up(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        source = case.custody()[0].source
        with case.ledger() as ledger:
            reading = ledger.reading(source.id)
        assert reading is not None
        drawn = 0

        def readings() -> Iterator[tuple[Reading, Source]]:
            nonlocal drawn
            for _ in range(1000):
                drawn += 1
                yield reading, source

        asked = Asker(configured(case.config.models), case.answers).ask_all(readings())
        for number, _ in enumerate(asked, start=1):
            assert drawn - number <= 4
        assert len(stub.asked) == 2


def test_a_case_without_an_endpoint_starts_no_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    assert list(Asker(configured({}), Answers(tmp_path)).ask_all([])) == []
    assert threading.active_count() == before


def test_raising_the_protection_takes_back_what_the_model_said(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        case.add(tmp_path / "deal.txt", protection=Protection.PROTECTED)
        build(case)
    assert not rows(case, "SELECT id FROM claim WHERE method LIKE 'extract.model%'")


def test_settings_that_cannot_be_used_stop_the_build_before_it_begins(tmp_path: Path) -> None:
    case = a_case(tmp_path, "https://models.example.org/v1")
    with pytest.raises(ConfigError, match="leaves_machine = true"):
        build(case)
    assert not rows(case, "SELECT * FROM reading")


def test_another_model_is_another_method_and_everything_is_asked_anew(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        toml = (case.path / "case.toml").read_text(encoding="utf-8")
        (case.path / "case.toml").write_text(toml.replace('model = "m"', 'model = "n"'), encoding="utf-8")
        assert build(Case.open(case.path)).extracted == 2
        assert len(stub.asked) == 4


def test_a_kept_answer_that_was_changed_is_a_problem_and_not_used(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
        (path, *_) = [
            p for p in sorted(case.answers.folder.glob("*/*.json")) if "telling" in p.read_text(encoding="utf-8")
        ]
        path.write_text(re.sub("Anton Reyl", "Lena Marsh", path.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.rmtree(case.derived)
        build(case)
        assert [p["code"] for p in problems(case)] == ["answer_damaged"]
        assert not rows(case, "SELECT id FROM claim WHERE method LIKE 'extract.model%'")
        path.unlink()
        build(case)
    assert problems(case) == []


def test_verify_looks_at_the_answers_too(tmp_path: Path) -> None:
    with serving(knows) as stub:
        case = a_case(tmp_path, stub.url)
        build(case)
    assert (verify(case).answers, verify(case).faults) == (2, ())
    path = sorted(case.answers.folder.glob("*/*.json"))[0]
    path.write_bytes(path.read_bytes().replace(b"claims", b"clAims"))
    (fault,) = verify(case).faults
    assert (fault.code, fault.where) == ("answer_changed", f"answers/{path.parent.name}/{path.name}")


def test_several_are_asked_at_once_and_the_result_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with serving(knows) as stub:
        one, four = a_case(tmp_path / "a", stub.url), a_case(tmp_path / "b", stub.url, parallel=4)
        build(one)
        build(four)
    for case in (one, four):
        assert len(list(case.answers.folder.glob("*/*.json"))) == 2
    claims = "SELECT id, method FROM claim ORDER BY id"
    assert rows(one, claims) == rows(four, claims)


def test_names_and_claims_may_be_asked_of_endpoints_together(tmp_path: Path) -> None:
    def both(stub: Stub, body: dict[str, Any]) -> Reply:
        if '"names"' in json.dumps(body["response_format"]):
            return said(json.dumps({"names": [{"passage": 2, "name": "the yard", "kind": "city or region"}]}))
        return knows(stub, body)

    with serving(both) as stub:
        case = a_case(tmp_path, stub.url)
        with (case.path / "case.toml").open("a", encoding="utf-8") as toml:
            toml.write(f'[models.names]\nkind = "openai"\nurl = "{stub.url}"\nmodel = "n"\nretries = 0\n')
        case = Case.open(case.path)
        built = build(case)
        assert {step: s.asked for step, s in built.spent.items()} == {"names": 2, "claims": 2}
        before = dumped(case)
        shutil.rmtree(case.derived)
        assert {step: s.asked for step, s in build(case).spent.items()} == {"names": 0, "claims": 0}
    assert dumped(case) == before
    made = rows(case, "SELECT text, schema FROM mention WHERE method LIKE 'extract.model.names@1+%'")
    assert made == [{"text": "yard", "schema": "Address"}]
    assert [r["step"] for r in rows(case, "SELECT step FROM asked ORDER BY step")] == ["claims"] * 2 + ["names"] * 2
