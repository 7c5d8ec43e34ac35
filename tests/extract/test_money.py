"""Amounts of money and currencies named alone."""

from typing import Any

import pytest

from averment.extract.values.money import money
from averment.passage import Passage


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("worth about $103,000.", "$103,000", {"amount": 103_000, "currency": "USD", "approx": True, "bound": "about"}),
        ("a €1.2 million deal", "€1.2 million", {"amount": 1_200_000, "currency": "EUR"}),
        ("5 млн руб. и", "5 млн руб.", {"amount": 5_000_000, "currency": "RUB"}),
        ("RMB 300 thousand", "RMB 300 thousand", {"amount": 300_000, "currency": "CNY"}),
        ("300万元", "300万元", {"amount": 3_000_000, "currency": "CNY"}),
        ("one cost RMB 1.35 million.", "RMB 1.35 million", {"amount": 1_350_000, "currency": "CNY"}),
        ("$10-15 million", "$10-15 million", {"low": 10_000_000, "high": 15_000_000, "amount": None}),
        ("between $5 million and $10 million", "$5 million and $10 million", {"low": 5_000_000, "high": 10_000_000}),
        ("¥300万", "¥300万", {"currency": None, "ambiguous": ["CNY", "JPY"]}),
        ("three million dollars", "three million dollars", {"amount": 3_000_000, "currency": "USD", "assumed": True}),
        ("paid in Chinese yuan,", "Chinese yuan", {"amount": None, "currency": "CNY"}),
        ("$3,500 per shell", "$3,500 per shell", {"amount": 3500, "per": "shell"}),
        (
            "tens of millions of dollars",
            "tens of millions of dollars",
            {"vague": "tens of millions", "currency": "USD"},
        ),
        ("1,5 млн рублей", "1,5 млн рублей", {"amount": 1_500_000, "currency": "RUB"}),
    ],
)
def test_amounts(text: str, words: str, value: dict[str, Any]) -> None:
    (found,) = money(Passage("0" * 16, 7, text))
    assert text[found.start - 7 : found.end - 7] == words
    assert found.value.items() >= value.items()


def test_two_amounts_are_no_range() -> None:
    assert len(list(money(Passage("0" * 16, 0, "$2.3m and $4bn")))) == 2


@pytest.mark.parametrize("text", ["44 pounds of flour", "the euro zone", "a won battle", "Model $ 5x"])
def test_what_is_no_money(text: str) -> None:
    assert not [f for f in money(Passage("0" * 16, 0, text)) if f.value["currency"] != "USD"]
