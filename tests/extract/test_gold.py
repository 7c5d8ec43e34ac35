"""The gold set (`tests/gold`): what a reader marked must be found, and little else.

What is not found yet is listed in the file under `known_wrong`, with the reason. The list may only shrink by being
found: an item that is found must be taken off it, so that it is held from then on.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from gold_set import KINDS, PARTS, Gold, Score, extracted, gold, load, overlap, scores

TEXTS = {text.name: text for text in gold()}


@pytest.fixture(scope="module", params=sorted(TEXTS))
def scored(request: pytest.FixtureRequest) -> tuple[Gold, dict[str, Score]]:
    text = TEXTS[request.param]
    return text, scores(text, extracted(text))


@pytest.mark.parametrize("part", PARTS)
def test_what_is_marked_is_found(scored: tuple[Gold, dict[str, Score]], part: str) -> None:
    text, found = scored
    missed = {item for _, item in found[part].missed}
    assert missed - text.known(part) == set(), "no longer found"
    assert text.known(part) - missed == set(), "found now (or marked no more): take it off known_wrong"


@pytest.mark.parametrize("part", PARTS)
def test_little_else_is_found(scored: tuple[Gold, dict[str, Score]], part: str) -> None:
    text, found = scored
    besides = [item for _, item in found[part].extra]
    assert len(besides) <= text.extra.get(part, 0), besides


def test_every_kind_of_text_is_there_in_every_language() -> None:
    for language in {t.language for t in TEXTS.values()}:
        kinds = [t.kind for t in TEXTS.values() if t.language == language]
        assert set(kinds) == set(KINDS) or len(kinds) < 12, f"{language} has {sorted(set(kinds))} only"


def test_a_mark_that_is_not_in_the_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("language: en\nkind: news\ntext: Orlan Ltd has closed.\nmentions: [[Company, Norvane Ltd]]\n")
    with pytest.raises(ValueError, match="does not stand in the text"):
        load(path)


def test_half_the_words_make_the_same_content() -> None:
    assert overlap("it had sold the pumps", "that it had sold pumps in 2021") == pytest.approx(4 / 7)
    assert overlap("它没有出售水泵", "没有出售水泵") == pytest.approx(6 / 7)
