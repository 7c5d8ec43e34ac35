"""Hidden characters are shown, writing is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.publish.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a[U+0000]b"),
        ("\u202egnp.exe", "[U+202E]gnp.exe"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("half \ud800 pair", "half [U+D800] pair"),
        ("tag\U000e0041", "tag[U+E0041]"),
    ],
)
def test_characters_that_hide_are_named(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["tab\tand\nline", "می‌خواهم", "नमस्‍ते", "שלום\u200f!", "公司 Орлин é ½ 🛩️"])
def test_letters_and_what_spelling_needs_stay(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_the_result_can_be_written_and_holds_nothing_hidden(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown
