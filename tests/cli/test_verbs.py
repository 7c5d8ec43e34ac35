"""`aver resolve`, `screen`, `trace`, `weigh` and `review`, on a case whose ledger is told as a story."""

import json
from pathlib import Path

import pytest

from averment.case import Case
from averment.screen import run as screen
from averment.weigh import default_policy
from averment.weigh import run as weigh

from ..trace.conftest import Story
from .conftest import Aver

LIST = '{"id": "x-1", "schema": "Company", "properties": {"name": ["Birch"]}}\n'


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.init(tmp_path / "case", "A case")
    made.derived.mkdir(exist_ok=True)
    story = Story(made.derived / "ledger.sqlite")
    story.tell(
        1,
        {"text": "Alder supplies Birch.", "triple": ("Alder", "supplier_to", "Birch"), "dates": {}},
        {"text": "Birch owns Cedar since 2021.", "triple": ("Birch", "owner_of", "Cedar"), "dates": {"2021": "2021"}},
        {"text": "Birch did not respond.", "voice": "Birch", "stance": "no_response"},
        outlet="The Daily",
    )
    story.tell(2, {"text": "Aldr supplies Birch.", "triple": ("Aldr", "supplier_to", "Birch")}, outlet="Courier")
    story.resolve()
    list_ = tmp_path / "list.jsonl"
    list_.write_text(LIST, encoding="utf-8")
    source = made.add(list_, kind="list", published="2026-01")
    story.ledger.put_source(source, 9, "list")
    screen(story.ledger, [(source, list_)])
    weigh(story.ledger, default_policy(), None)
    story.ledger.db.close()
    return made


def test_resolve_lists_entities_mentions_and_candidates(aver: Aver, case: Case) -> None:
    assert [r["name"] for r in aver("resolve", case.path).rows] == ["Birch", "Alder", "Aldr", "Cedar"]
    mentions = aver("resolve", case.path, "Birch").rows
    assert len(mentions) == 4
    assert mentions[0]["why"] == "the first mention"
    assert mentions[1]["why"] == 'same normalised name "birch"'
    (pair,) = aver("resolve", case.path, "--candidates").rows
    assert {pair["one_name"], pair["other_name"]} == {"Alder", "Aldr"}
    assert aver("resolve", case.path, "Nobody").code == 3


def test_review_records_a_decision_with_its_author_and_reason(
    aver: Aver, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AVER_AUTHOR", "An Editor")
    (row,) = aver("review", case.path, "same", "Alder", "Aldr", "--reason", "one letterhead").rows
    (judgement,) = case.judgements()
    assert row["id"] == judgement.id
    assert (judgement.author, judgement.reason) == ("An Editor", "one letterhead")
    assert judgement.value["names"] == ["Alder", "Aldr"]
    assert [j["mention"]["text"] for j in judgement.value["as_judged"]] == ["Alder", "Aldr"]
    assert len(judgement.targets) == 2
    aver("review", case.path, "undo", judgement.id[:6], "--reason", "two letterheads", "--author", "B")
    assert [r["stands"] for r in aver("review", case.path, "list").rows] == [False, True]


def test_review_of_claims_and_sources(aver: Aver, case: Case) -> None:
    todo = aver("review", case.path, "todo").rows
    assert len(todo) == 4
    claim = todo[0]["id"]
    done = aver(
        "review", case.path, "accept", claim[:8], "--authenticity", "presumed", "--why", "the stamp", "--reason", "read"
    )
    value = done.rows[0]["value"]
    assert (value["authenticity"], value["why"]) == ("presumed", "the stamp")
    assert value["as_judged"][0]["claim"]["content"]["text"] == "Alder supplies Birch."
    assert done.rows[0]["targets"] == [claim]
    assert aver("review", case.path, "grade", "doc1", "b", "--reason", "known").rows[0]["value"] == {"reliability": "B"}
    assert aver("review", case.path, "reject", claim, "--reason", "misread").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("accept", "ffffffffffff", "--reason", "x"),
        ("accept", "", "--reason", "x"),
        ("same", "Alder", "Nobody", "--reason", "x"),
        ("same", "Alder", "Alder", "--reason", "x"),
        ("same", "Alder", "--reason", "x"),
        ("different", "Alder", "Aldr", "--reason", " "),
        ("different", "Alder", "Aldr"),
        ("grade", "doc1", "Z", "--reason", "x"),
        ("grade", "nothing.pdf", "A", "--reason", "x"),
        ("undo", "ffff", "--reason", "x"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_refused_and_nothing_is_written(
    aver: Aver, case: Case, words: tuple[str, ...]
) -> None:
    done = aver("review", case.path, *words)
    assert done.code in (2, 3)
    assert done.err
    assert case.judgements() == []


def test_screen_prints_hits_and_takes_lists(aver: Aver, case: Case, tmp_path: Path) -> None:
    (hit,) = aver("screen", case.path).rows
    assert (hit["entity_name"], hit["entry"], hit["rule"]) == ("Birch", "x-1", "exact name")
    assert hit["list"] == "list.jsonl of 2026-01"
    another = tmp_path / "another.csv"
    another.write_text("name,id\nElm,1\n", encoding="utf-8")
    done = aver("screen", case.path, "--list", another, "--list-version", "2026-02", "--name", "Home list")
    assert done.code == 0
    assert [(c.kind, c.source.name, c.source.published) for c in case.custody()][-1] == ("list", "Home list", "2026-02")
    assert aver("screen", case.path, "--list", another, "--list-version", "yesterday").code == 2


def test_screen_without_a_case(aver: Aver, tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("name,id\nGrey Heron Trading,1\n,2\n", encoding="utf-8")
    done = aver("screen", "--list", listed, "--text", "Sold to Grey Heron Trading Ltd in May.")
    (row,) = done.rows
    assert (row["name"], row["entry_name"]) == ("Grey Heron Trading Ltd", "Grey Heron Trading")
    assert "malformed_row" in done.err
    nothing = aver("screen", "--list", listed, "--text", "Nobody")
    assert (nothing.code, nothing.out) == (0, "")
    assert "No hit" in nothing.err
    assert aver("screen").code == 3
    assert aver("screen", tmp_path, "--text", "x").code == 2


def test_trace_shows_links_paths_and_dates(aver: Aver, case: Case) -> None:
    rows = aver("trace", case.path, "Birch").rows
    assert {(r["subject"]["name"], r["label"], r["object"]["name"]) for r in rows} == {
        ("Alder", "supplies", "Birch"),
        ("Aldr", "supplies", "Birch"),
        ("Birch", "owns", "Cedar"),
    }
    assert all(c["locator"] and c["quote"] for r in rows for c in r["claims"])
    (path,) = aver("trace", case.path, "Alder", "Cedar").rows
    assert [e["name"] for e in path["entities"]] == ["Alder", "Birch", "Cedar"]
    assert path["inferred"]
    table = aver("trace", case.path, "Alder", "Cedar", "--table").out
    assert "Alder – Birch – Cedar" in table
    assert "weakest" in table
    assert "#char=0,21" in table
    assert [e["date"] for e in aver("trace", case.path, "--timeline").rows] == ["2021"]
    assert aver("trace", case.path, "Nobody").code == 3
    assert aver("trace", case.path, "A", "B", "C").code == 2


def test_weigh_lists_findings_and_explains_one(aver: Aver, case: Case) -> None:
    rows = aver("weigh", case.path).rows
    assert [r["proposition"] for r in rows] == ["Alder supplies Birch", "Aldr supplies Birch", "Birch owns Cedar"]
    (why,) = aver("weigh", case.path, rows[0]["id"][:8]).rows
    assert [p["part"] for p in why["parts"]] == ["responds", "supports"]
    text = aver("weigh", case.path, "Cedar", "--table").out
    assert "support alleged" in text
    assert "unreviewed" in text
    assert "Birch: no response" in text
    assert len(aver("weigh", case.path, "Birch").rows) == 3
    assert aver("weigh", case.path, "--support", "documented").rows == []
    gone = aver("weigh", case.path, "--without", "doc2").rows
    assert [(r["proposition"], r["after"]) for r in gone] == [("Aldr supplies Birch", "gone")]
    assert aver("weigh", case.path, "Nobody").code == 3


def test_json_is_json(aver: Aver, case: Case) -> None:
    for words in (("resolve", case.path), ("weigh", case.path), ("trace", case.path), ("screen", case.path)):
        for line in aver(*words, "--json").out.splitlines():
            json.loads(line)
