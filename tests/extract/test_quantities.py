"""Figures with units, shares with their base, counts, and how each is hedged."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.extract.values.numbers import digits_value, words_value
from tests.extract.mentioned import by_schema, mentions_of, value_of


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It weighs about 44 pounds.", "44 pounds", {"value": 44, "unit": "LBR", "bound": "about", "approx": True}),
        ("a range of 2,000 kilometers", "2,000 kilometers", {"value": 2000, "unit": "KMT", "bound": "exact"}),
        ("It covers 80 hectares.", "80 hectares", {"value": 80, "unit": "HAR"}),
        ("They got seven military drones.", "seven military drones", {"value": 7, "of": "military drones"}),
        ("They imported at least 37 Chinese drones.", "37 Chinese drones", {"value": 37, "bound": "at_least"}),
        ("It will make 800 drones annually.", "800 drones annually", {"value": 800, "per": "year"}),
        ("Between 10 and 20 missiles fell.", "10 and 20 missiles", {"low": 10, "high": 20, "value": None}),
        (
            "They sent 300 to 400 shells a month.",
            "300 to 400 shells a month",
            {"low": 300, "high": 400, "per": "month"},
        ),
        ("Output grew tenfold.", "tenfold", {"multiplier": 10}),
        ("Half of the parts failed.", "Half", {"value": 0.5, "base": "parts"}),
        ("Dozens of drones fell.", "Dozens of drones", {"value": None, "vague": "dozens", "of": "drones"}),
        ("two hundred and fifty engines came", "two hundred and fifty engines", {"value": 250}),
        ("Up to 2.5 million chips came.", "2.5 million chips", {"value": 2_500_000, "bound": "at_most"}),
        ("a 50-kg warhead", "50-kg", {"value": 50, "unit": "KGM"}),
        ("Prices rose from 10 to 20 percent.", "10 to 20 percent", {"value": 20, "from": 10}),
    ],
)
def test_figures(text: str, words: str, value: dict[str, Any]) -> None:
    assert by_schema(text, "Quantity") == [words]
    assert value_of(text, "Quantity").items() >= value.items()


def test_a_share_says_what_it_is_a_share_of() -> None:
    text = "Approximately 60% of foreign components in Russian weapons found there came from abroad."
    value = value_of(text, "Quantity")
    assert value["base"] == "foreign components in Russian weapons"
    assert text[value["base_start"] : value["base_end"]] == value["base"]  # type: ignore[misc]
    assert (value["value"], value["unit"], value["bound"]) == (60, "P1", "about")


def test_a_name_between_number_and_noun_leaves_the_number() -> None:
    text = "They got two Korvat-3 models."
    assert by_schema(text, "Quantity") == ["two"]
    assert value_of(text, "Quantity")["of"] == "Korvat-3 models"


@pytest.mark.parametrize(
    "text",
    [
        "A 47-year-old man, aged 47, is 47 years old.",
        "Resolution 1701 and Article 5 apply to page 3.",
        "One of the firms said that no one knew.",
        "The first drone came second.",
        "In 2022 the invasion began.",
        "It landed at 10:30 on berth 14.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert by_schema(text, "Quantity") == []


def test_russian_figures_with_units() -> None:
    found = mentions_of("Закуплено 500 кг порошка и 20 штук станков.", language="ru")
    assert [(m.text, m.value["unit"]) for m in found] == [("500 кг", "KGM"), ("20 штук", "H87")]


@given(st.integers(0, 10**12))
def test_a_whole_number_is_read_back(number: int) -> None:
    assert digits_value(f"{number:,}") == number
    assert digits_value(str(number)) == number
    assert digits_value(f"{number:,}".replace(",", "\u202f")) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [("seven", 7), ("twenty-five", 25), ("a dozen", 12), ("three hundred", 300), ("two three", None)],
)
def test_number_words(words: str, value: int | None) -> None:
    assert words_value(words) == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("About half of the drones were lost.", "half", {"value": 0.5, "bound": "about", "base": "drones"}),
        ("The G9 costs a third more than the G7.", "a third", {"value": 0.3333}),
        ("Output rose more than tenfold.", "tenfold", {"multiplier": 10, "bound": "at_least"}),
        ("The price is more than twenty times higher.", "twenty times", {"multiplier": 20, "bound": "at_least"}),
        ("Its revenue doubled in 2022.", "doubled", {"multiplier": 2}),
        ("Sales have almost tripled.", "tripled", {"multiplier": 3, "bound": "about"}),
        ("The G9 flies twice as far.", "twice", {"multiplier": 2}),
        ("The plant builds at least 500 a year.", "500 a year", {"value": 500, "per": "year", "bound": "at_least"}),
        ("Fewer than ten of the 64 invoices name a buyer.", "ten", {"value": 10, "bound": "at_most"}),
    ],
)
def test_shares_multiples_and_what_bounds_them(text: str, words: str, value: dict[str, object]) -> None:
    found = {m.text: m.value for m in mentions_of(text) if m.schema == "Quantity"}
    assert words in found, found
    assert {key: found[words].get(key) for key in value} == value


def test_doubling_down_is_no_figure() -> None:
    assert not [m for m in mentions_of("The ministry doubled down on its plan.") if m.schema == "Quantity"]
