"""Quoted words are found letter for letter, or not at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.extract.models.anchor import Anchored, nearest

TEXT = "“We sold  nothing,” Lena Marsh\nsaid. He said so – twice. Unsaid: it’s over. 该公司表示没有发货。"


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Lena Marsh", ["Lena Marsh"]),
        ("We sold nothing,", ["We sold  nothing,"]),
        ('"We sold nothing,"', ["“We sold  nothing,”"]),
        ("Lena Marsh said.", ["Lena Marsh\nsaid."]),
        ("said", ["said", "said"]),
        ("so - twice", ["so – twice"]),
        ("it's over", ["it’s over"]),
        ("没有发货", ["没有发货"]),
    ],
)
def test_what_is_there_is_found_at_its_place(quote: str, words: list[str]) -> None:
    assert [TEXT[s:e] for s, e in Anchored.of(TEXT).all(quote)] == words


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "  ",
        "We sold something",
        "we sold nothing",  # another letter
        "Lena Marsch",
        "We sold … said",  # left out
        "aid",  # part of a word
        "Lena Mars",
        "We sold nothing, Lena Marsh",  # a mark left out
    ],
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert Anchored.of(TEXT).all(quote) == []


def test_only_what_lies_inside_the_sentence_counts() -> None:
    anchored = Anchored.of("He said A. He said B.")
    assert anchored.all("He said", (11, 21)) == [(11, 18)]


def test_the_nearest_place_is_taken() -> None:
    assert nearest([(0, 2), (10, 12), (30, 32)], (13, 20)) == (10, 12)
    assert nearest([], (0, 1)) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("aB “”\"'’\n\u00a0-–中。", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_of_whole_words_is_found_again(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quote = text[start:end]
    places = Anchored.of(text).all(quote)
    for s, e in places:
        assert Anchored.of(text[s:e]).spelled == " ".join(Anchored.of(quote).spelled.split())
    borders = [(text[i - 1 : i], text[i : i + 1]) for i in (start, end)]
    whole = not any(a.isalnum() and b.isalnum() and a < "\u2e80" and b < "\u2e80" for a, b in borders if a and b)
    if quote.strip() and whole:
        stripped = start + len(quote) - len(quote.lstrip()), end - (len(quote) - len(quote.rstrip()))
        assert stripped in places
