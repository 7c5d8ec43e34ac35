"""Plain text and Markdown: kept to the character, cut where a reader would."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.read import DEFAULT
from averment.read.text import paragraphs


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("\n\n  One.  \n \t \nTwo.", ["  One.", "Two."]),
        ("Dear Ms Roe,\nwe write to you.", ["Dear Ms Roe,", "we write to you."]),
        ("Alpha Ltd\nMain street 1\nTown", ["Alpha Ltd", "Main street 1", "Town"]),
    ],
)
def test_blank_lines_part_paragraphs_and_short_lines_stay_lines(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_prose_broken_by_hand_is_one_paragraph() -> None:
    block = (
        "The carrier took seven crates on board in the harbour of the\n"
        "town, and delivered them on the third day of the next month\n"
        "to the buyer."
    )
    assert cut(f"Greeting\n\n{block}\n\nRegards") == ["Greeting", block, "Regards"]


def test_one_paragraph_a_line_is_kept_as_lines() -> None:
    line = "This paragraph stands on a line of its own and is far longer than any that was broken by hand. " * 3
    assert cut(f"{line}\n{line}\n{line}") == [line.strip()] * 3


def test_a_sentence_that_goes_on_is_never_broken() -> None:
    long = "The seller sold seven cranes to the trader in the month of March, and it says that to this day it has "
    long += "not learnt from anybody what the trader did with"
    assert cut(f"{long}\nthem afterwards.\n{long}.\nJane Roe") == [f"{long}\nthem afterwards.", f"{long}.", "Jane Roe"]


def test_list_items_are_not_run_together() -> None:
    item = "- an item that is about as long as a line of prose that was broken"
    assert cut(f"{item}\n{item}\n{item}") == [item] * 3


def test_nothing_is_normalised(read_as: Callable) -> None:
    text = "Caf\u0065\u0301\u00a0bar\r\n\r\n\ttab\rold Mac\u2028line\n\n\ufb01n\u00adis"
    reading = read_as(text.encode())
    assert reading.text == text


def test_a_byte_order_mark_is_dropped_and_nothing_else(read_as: Callable) -> None:
    assert read_as(b"\xef\xbb\xbfOne.\r\n").text == "One.\r\n"


def test_markdown_keeps_its_marks_and_names_headings(read_as: Callable) -> None:
    reading = read_as(b"# Shipping report\n\nText *here*.\n\n- item\n", "report.md")
    assert reading.media_type == "text/markdown"
    assert reading.title == "Shipping report"
    assert [(p.kind, p.text) for p in reading.passages] == [
        ("heading", "# Shipping report"),
        ("paragraph", "Text *here*."),
        ("list", "- item"),
    ]


def test_the_seed_article_is_one_passage_a_line(read_as: Callable, seed_article) -> None:
    data = seed_article.read_bytes()
    reading = read_as(data, "article.txt")
    assert reading.text == data.decode()
    assert [p.text for p in reading.passages] == [s for line in data.decode().split("\n") if (s := line.strip())]
    assert reading.problems == ()
    assert reading.language == "en"


def test_long_paragraphs_are_cut_at_sentences(read_as: Callable) -> None:
    reading = read_as(b"A short sentence stands here. " * 1000)
    assert len(reading.passages) > 2
    assert all(len(p.text) <= DEFAULT.passage_characters and p.text.endswith(".") for p in reading.passages)


def test_undecodable_bytes_are_replaced_and_told(read_as: Callable) -> None:
    reading = read_as("Груз прибыл в порт. ".encode() * 20 + b"\xff" + "И ушёл.".encode())
    (problem,) = reading.problems
    assert problem.code == "undecodable"
    assert reading.text[400] == "\ufffd"
    assert problem.locator.endswith("#char=400,401")


def test_the_limit_of_characters_keeps_what_fits(read_as: Callable, codes: Callable) -> None:
    reading = read_as(b"One two.\n\nThree four.", limits=replace(DEFAULT, characters=13))
    assert codes(reading) == ["truncated"]
    assert [p.text for p in reading.passages] == ["One two.", "Thr"]
    assert "char=13,13" in reading.problems[0].locator


def test_reading_is_the_same_every_time(read_as: Callable) -> None:
    data = "Груз.\n\nThe crane.\n\n货物。".encode()
    assert read_as(data) == read_as(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n \t.。абвabc"), max_size=400))
def test_passages_tile_any_text(text: str) -> None:
    """Every character that is not white space lies in exactly one passage, in order."""
    end = 0
    for start, stop in paragraphs(text):
        assert start >= end
        assert text[end:start].strip() == ""
        assert start < stop
        end = stop
    assert text[end:].strip() == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n абв 。"), min_size=1, max_size=300)
)
def test_any_utf8_file_comes_back_as_it_was(read_as: Callable, text: str) -> None:
    text = "The text begins here. " + text
    reading = read_as(text.encode())
    if reading.media_type == "text/plain":
        assert reading.text == text
        assert "".join("".join(p.text.split()) for p in reading.passages) == "".join(text.split())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(read_as: Callable, data: bytes) -> None:
    reading = read_as(data)
    assert reading.passages or reading.problems
