"""Dates as the ledger writes them (EDTF), in words and in order."""

from dataclasses import dataclass
from datetime import date

from averment.edtf import bounds

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# EDTF level 2 numbers in the month's place (ISO 8601-2:2019, 4.8).
_STRETCHES = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
    "33": "first quarter of", "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of",
    "40": "first half of", "41": "second half of",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A date as it is known: it lies between `first` and `last` (both included).

    `precision` is "day", "month", "year" or "span"; `text` says it in words.
    """

    first: date
    last: date
    precision: str
    text: str


def when(edtf: str) -> When | None:
    """Read an EDTF date; None when it is open, unspecified or not EDTF.

    >>> when("2024-09").text
    'September 2024'
    >>> when("2022-12/2023-04~").text
    'December 2022 to about April 2023'
    >>> when("../2023") is None
    True
    """
    found = bounds(edtf)
    if found is None or found[0] > found[1]:
        return None
    parts = [_in_words(part) for part in edtf.split("/")]
    return When(*found, _precision(edtf), " to ".join(parts))


def _precision(edtf: str) -> str:
    pieces = edtf.split("T")[0].rstrip("~?%").split("-")
    if "/" in edtf or (len(pieces) == 2 and pieces[1] in _STRETCHES):
        return "span"
    return ("year", "month", "day")[len(pieces) - 1]


def _in_words(part: str) -> str:
    mark = part[-1] if part[-1] in "~?%" else ""
    pieces = part.split("T")[0].rstrip("~?%").split("-")
    year = pieces[0]
    if len(pieces) == 1:
        words = year
    elif pieces[1] in _STRETCHES:
        words = f"{_STRETCHES[pieces[1]]} {year}"
    else:
        day = f"{int(pieces[2])} " if len(pieces) == 3 else ""
        words = f"{day}{_MONTHS[int(pieces[1]) - 1]} {year}"
    return f"{'about ' if mark in '~%' and mark else ''}{words}{' (uncertain)' if mark in '?%' and mark else ''}"
