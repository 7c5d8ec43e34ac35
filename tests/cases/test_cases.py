"""The two cases of `cases/` hold what a reader of them would expect; the demo is built once for all tests."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from averment.case import Case
from averment.store.ledger import Ledger
from averment.store.lookup import claim_details, claims_matching

CASES = Path(__file__).resolve().parents[2] / "cases"
NAMES = ("garpiya", "marlin")


def expected(case: str, key: str) -> list[Any]:
    found: list[Any] = yaml.safe_load((CASES / case / "expected.yaml").read_text(encoding="utf-8"))[key]
    return [pytest.param(case, item, id=f"{case}: {_label(item)}", marks=_marks(item)) for item in found]


def _marks(item: Any) -> list[pytest.MarkDecorator]:
    """What is not found yet says so, with what comes out instead; once it is found, the note must go."""
    missed = isinstance(item, dict) and item.pop("missed", None)
    return [pytest.mark.xfail(reason=missed, strict=True)] if missed else []


def _label(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    said = f"{item['span']}, {item.get('voices', [''])[0]}" if "span" in item else item.get("text", item.get("entity"))
    return f"{said}".rstrip(", ")


def each(key: str) -> list[Any]:
    return [param for case in NAMES for param in expected(case, key)]


@pytest.fixture(scope="module")
def ledgers(demo: Path) -> Iterator[dict[str, Ledger]]:
    opened = {name: Case.open(demo / name).ledger() for name in NAMES}
    yield opened
    for ledger in opened.values():
        ledger.db.close()


@pytest.fixture(scope="module")
def claims(ledgers: dict[str, Ledger]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [claim_details(ledger, row) for row in claims_matching(ledger, {})] for name, ledger in ledgers.items()
    }


def flat(text: str) -> str:
    return " ".join(text.split())


def fits(claim: dict[str, Any], item: dict[str, Any]) -> bool:
    """Whether a claim is the expected one: each key that is given must hold."""
    names = [flat(v["name"]).casefold() for v in claim["voices"]]
    wanted = iter(item.get("voices", []))
    voice = next(wanted, None)
    for name in names:
        if voice is not None and voice.casefold() in name:
            voice = next(wanted, None)
    triple = item.get("triple")
    return (
        claim["source_name"] == item["source"]
        and item["span"] in flat(claim["quote"])
        and all(claim[key] == item[key] for key in ("stance", "modality", "negated") if key in item)
        and voice is None
        and (triple is None or any(_same(t, triple) for t in claim["triples"]))
    )


def _same(found: dict[str, Any], wanted: list[str]) -> bool:
    subject, predicate, object_ = wanted
    return predicate == found["predicate"] and subject in flat(found["subject"]) and object_ in flat(found["object"])


@pytest.mark.parametrize(("case", "item"), each("claims"))
def test_a_claim_that_a_reader_would_mark_is_found(
    case: str, item: dict[str, Any], claims: dict[str, list[dict[str, Any]]]
) -> None:
    near = [c for c in claims[case] if c["source_name"] == item["source"] and item["span"] in flat(c["quote"])]
    shown = [{k: c[k] for k in ("stance", "modality", "negated", "chain", "content_text", "triples")} for c in near]
    assert any(fits(c, item) for c in near), json.dumps(shown, indent=1, ensure_ascii=False)


@pytest.mark.parametrize(("case", "item"), each("mentions"))
def test_a_name_or_figure_is_a_mention_of_its_kind(case: str, item: dict[str, Any], ledgers: dict[str, Ledger]) -> None:
    rows = ledgers[case].rows("SELECT schema, text FROM mention WHERE text LIKE ?", [f"%{item['text']}%"])
    assert {row["schema"] for row in rows} & set(item["schema"]), [tuple(row) for row in rows]


@pytest.mark.parametrize(("case", "item"), each("hits"))
def test_a_listed_party_is_found_on_the_list(case: str, item: dict[str, str], ledgers: dict[str, Ledger]) -> None:
    rows = ledgers[case].rows("SELECT e.name, h.entry, h.rule FROM hit h JOIN entity e ON e.id = h.entity")
    assert any(item["entity"] in row[0] and item["entry"] == row[1] for row in rows), [tuple(row) for row in rows]


@pytest.mark.parametrize(("case", "entry"), each("no_hits"))
def test_an_entry_that_only_looks_alike_is_no_hit(case: str, entry: str, ledgers: dict[str, Ledger]) -> None:
    assert ledgers[case].value("SELECT count(*) FROM hit WHERE entry = ?", [entry]) == 0


@pytest.mark.parametrize(("case", "pair"), each("apart"))
def test_two_things_stay_two(case: str, pair: list[str], ledgers: dict[str, Ledger]) -> None:
    ids = [
        {
            row[0]
            for row in ledgers[case].rows(
                "SELECT b.entity FROM member b JOIN mention m ON m.id = b.mention WHERE m.text = ?", [name]
            )
        }
        for name in pair
    ]
    assert ids[0], pair[0]
    assert ids[1], pair[1]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("case", NAMES)
def test_every_offset_is_exact(case: str, ledgers: dict[str, Ledger]) -> None:
    ledger = ledgers[case]
    texts = {row["source"]: row["text"] for row in ledger.rows("SELECT source, text FROM reading")}
    for table, words in (("claim", "quote"), ("passage", "text"), ("mention", "text")):
        for row in ledger.rows(f'SELECT source, start, "end", {words} AS words FROM {table}'):
            assert texts[row["source"]][row["start"] : row["end"]] == row["words"]
    for row in ledger.rows("SELECT source, content_start, content_end, content, cue_start, cue_end, cue FROM claim"):
        assert texts[row["source"]][row["content_start"] : row["content_end"]] == row["content"]
        assert row["cue"] is None or texts[row["source"]][row["cue_start"] : row["cue_end"]] == row["cue"]


def test_every_kind_of_response_occurs_in_the_invented_case(ledgers: dict[str, Ledger]) -> None:
    found = {row[0] for row in ledgers["marlin"].rows("SELECT DISTINCT stance FROM claim")}
    assert {"no_response", "unaware", "denies", "declined", "withheld", "could_not_verify"} <= found


def test_an_accepted_claim_lifts_its_finding(ledgers: dict[str, Ledger]) -> None:
    for ledger in ledgers.values():
        levels = {row[0] for row in ledger.rows("SELECT DISTINCT support FROM finding")}
        assert levels - {"unsupported", "alleged"}, levels


def test_the_copy_of_an_article_adds_no_origin(ledgers: dict[str, Ledger]) -> None:
    row = ledgers["marlin"].row(
        "SELECT f.origins, f.why_json FROM finding f JOIN entity s ON s.id = f.subject "
        "WHERE f.predicate = 'intermediary_for' AND s.name LIKE 'Halcamar%' AND f.proposition LIKE '%Norvetch%'"
    )
    assert row is not None
    assert row["origins"] == 1, row["why_json"]


def test_words_are_found_inside_words_in_three_scripts(ledgers: dict[str, Ledger]) -> None:
    from averment.store.search import search

    for words in ("harbour", "поставщик", "有限公司", "посредник", "汐鹭"):
        assert search(ledgers["marlin"], "passage", words), words


def test_nothing_of_the_protected_source_is_on_the_pages(demo: Path) -> None:
    canaries = ("Kelpmark", "Oddvin", "crane operator", "on the quay", "interview-note", "29 April")
    pages = [p for p in (demo / "marlin" / "published").rglob("*") if p.is_file()]
    assert pages
    for page in pages:
        data = page.read_bytes()
        for canary in canaries:
            if canary != "29 April":  # the day also stands in the customs lines
                assert canary.encode() not in data, f"{page.name}: {canary}"


def test_every_page_of_the_invented_case_says_so(demo: Path) -> None:
    for page in (demo / "marlin" / "published").rglob("*.html"):
        assert re.search("fictional|invented", page.read_text(encoding="utf-8"), re.IGNORECASE), page.name


def test_both_cases_hold(demo: Path) -> None:
    from averment.verify import verify

    for name in NAMES:
        assert not verify(Case.open(demo / name)).faults
