"""Dates in words, and where they lie."""

from datetime import date

import pytest

from averment.publish.when import when


@pytest.mark.parametrize(
    ("edtf", "text", "first", "last", "precision"),
    [
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02", "February 2024", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-03-16", "16 March 2023", date(2023, 3, 16), date(2023, 3, 16), "day"),
        ("2023-03-16T08:00:00+00:00", "16 March 2023", date(2023, 3, 16), date(2023, 3, 16), "day"),
        ("2024~", "about 2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-05?", "May 2024 (uncertain)", date(2024, 5, 1), date(2024, 5, 31), "month"),
        ("2022-12/2023-04", "December 2022 to April 2023", date(2022, 12, 1), date(2023, 4, 30), "span"),
        ("2024-40", "first half of 2024", date(2024, 1, 1), date(2024, 6, 30), "span"),
        ("2024-22", "summer 2024", date(2024, 6, 1), date(2024, 8, 31), "span"),
    ],
)
def test_what_is_known(edtf: str, text: str, first: date, last: date, precision: str) -> None:
    found = when(edtf)
    assert found is not None
    assert (found.text, found.first, found.last, found.precision) == (text, first, last, precision)


@pytest.mark.parametrize(
    "edtf", ["", "XXXX-09-25", "../2023", "2023/..", "2023/2021", "last week", "2024-13", "2023-02-30"]
)
def test_what_cannot_be_placed(edtf: str) -> None:
    assert when(edtf) is None
