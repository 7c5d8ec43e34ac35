"""The attribution tagger: who said what, at exact offsets, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.extract import extract
from averment.extract.speech.tagger import TAGGER, Stretch, attributions
from tests.extract.conftest import reading_of

TEXTS = [
    "The plant in Orlania has closed, the ministry said on Monday.",
    "“We never sold them,” Ivan Petrov told reporters.",
    "According to two officials, Norvane bought the engines in May.",
]


def test_a_claim_that_only_the_tagger_has_read_names_it_as_its_method() -> None:
    text = "“It was never ours,” was the answer that Ivan Petrov, a trader in Orlania, gave reporters on Monday."
    text += "\nThe harbour master’s verdict was that the crates had been swapped at sea."
    found = extract(reading_of(text)).claims
    by_method = {claim.method.partition("@")[0] for claim in found if claim.cue is not None}
    assert by_method <= {"extract.claims", "extract.tagger"}
    assert any(claim.method == TAGGER.id for claim in found), [(c.method, c.quote) for c in found]


def words(texts: list[str], stretch: Stretch | None) -> str:
    """What stands at a stretch."""
    return "" if stretch is None else texts[stretch.passage][stretch.start : stretch.end]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [(TEXTS[0], "ministry", "said"), (TEXTS[1], "Petrov", "told"), (TEXTS[2], "officials", "According to")],
)
def test_a_speaker_and_the_words_that_say_so(text: str, source: str, cue: str) -> None:
    (found,) = attributions([text])
    assert source in words([text], found.source)
    assert cue in words([text], found.cue)
    assert found.content


@pytest.mark.parametrize("text", ["", " ", "\u200b", "Norvane bought engines in May.", "x" * 5000, "“" * 400])
def test_text_in_which_nobody_says_anything(text: str) -> None:
    assert all(one.confidence < 0.75 for one in attributions([text]))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, "", "Пётр сказал, что нет.", "a " * 400]), max_size=6))
def test_every_stretch_lies_in_its_passage_and_reads_the_same_again(texts: list[str]) -> None:
    found = attributions(texts)
    assert found == attributions(texts)
    for one in found:
        for stretch in (one.cue, one.source, *one.content):
            if stretch is not None:
                assert 0 <= stretch.start < stretch.end <= len(texts[stretch.passage])


def test_a_long_source_is_read_a_stretch_at_a_time() -> None:
    passages = [TEXTS[n % len(TEXTS)] for n in range(900)]
    found = attributions(passages)
    read = [one.cue.passage for one in found]
    assert read == sorted(read)
    assert all(any(passage in read for passage in range(at, at + 30)) for at in range(0, 900, 30))
