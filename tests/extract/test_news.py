"""Invented reports of many kinds: how much of what a reader marks is found, and how much else."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.extract.mentioned import mentions_of

NEWS = Path(__file__).parent / "news"
EXPECTED: dict[str, dict[str, list[str]]] = yaml.safe_load((NEWS / "expected.yaml").read_text(encoding="utf-8"))
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.96
"""Of all schemata together; measured 0.98 and 0.97 when written."""
LEAST_OF_ONE = 0.85
"""Of any schema alone."""


def marked(name: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    text = (NEWS / f"{name}.txt").read_text(encoding="utf-8")
    found = {(m.schema, m.text) for m in mentions_of(text, "2024-09-26")}
    expected = {(schema, words) for schema, listed in EXPECTED[name].items() for words in listed}
    return found, expected


@pytest.fixture(scope="module")
def counts() -> tuple[Counter[str], Counter[str], Counter[str]]:
    right, missed, extra = Counter[str](), Counter[str](), Counter[str]()
    for name in EXPECTED:
        found, expected = marked(name)
        right.update(schema for schema, _ in found & expected)
        missed.update(schema for schema, _ in expected - found)
        extra.update(schema for schema, _ in found - expected)
    return right, missed, extra


def test_most_of_what_a_reader_marks_is_found(counts: tuple[Counter[str], Counter[str], Counter[str]]) -> None:
    right, missed, extra = counts
    assert right.total() / (right.total() + missed.total()) >= LEAST_RECALL, missed
    assert right.total() / (right.total() + extra.total()) >= LEAST_PRECISION, extra


@pytest.mark.parametrize("schema", sorted({s for listed in EXPECTED.values() for s in listed}))
def test_no_schema_is_left_behind(schema: str, counts: tuple[Counter[str], Counter[str], Counter[str]]) -> None:
    right, missed, extra = counts
    assert right[schema] >= LEAST_OF_ONE * (right[schema] + missed[schema])
    assert right[schema] >= LEAST_OF_ONE * (right[schema] + extra[schema])


def test_every_report_has_its_list() -> None:
    assert sorted(EXPECTED) == sorted(p.stem for p in NEWS.glob("*.txt"))
