"""Dates with their precision."""

from datetime import date

import pytest

from averment.edtf import bounds, is_edtf


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-09-25", date(2024, 9, 25), date(2024, 9, 25)),
        ("2024-09-25T10:00:00+00:00", date(2024, 9, 25), date(2024, 9, 25)),
        ("2023-22", date(2023, 6, 1), date(2023, 8, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2024-40", date(2024, 1, 1), date(2024, 6, 30)),
        ("2022-12/2023-04", date(2022, 12, 1), date(2023, 4, 30)),
        ("2024~", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_the_days_a_date_may_mean(text: str, first: date, last: date) -> None:
    assert is_edtf(text)
    assert bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["XXXX-09-25", "202X", "2022-02-24/..", "../2024", "2024-XX-25"])
def test_open_and_unspecified_dates_are_dates_without_bounds(text: str) -> None:
    assert is_edtf(text)
    assert bounds(text) is None


@pytest.mark.parametrize(
    "text", ["", "last week", "2024-13", "2024-02-30", "25.09.2024", "1/2/3", "/", "2024-9-5", "2024-09-25T99"]
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert not is_edtf(text)
