"""Dates with their precision: the Extended Date/Time Format (ISO 8601-2:2019), as far as averment uses it.

Level 0 and the parts of level 1 that reports need: years, months, days, seasons (21 spring to 24 winter, 33 to 36
quarters, 40 and 41 half-years of level 2), unspecified digits (`XXXX-09-25`), `~` about, `?` uncertain, intervals
with open ends.
"""

import re
from datetime import date, datetime, timedelta

_DATE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?P<mark>[~?%])?")
_HALVES = {"40": (1, 6), "41": (7, 12)}
_QUARTERS = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14)}
_SPANS = _HALVES | _QUARTERS | _SEASONS


def is_edtf(text: str) -> bool:
    """Whether `text` is a date, an interval or an instant that averment understands.

    >>> is_edtf("2024-09"), is_edtf("2022-12/2023-04"), is_edtf("XXXX-09-25"), is_edtf("last week")
    (True, True, True, False)
    """
    if "T" in text:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return False
        return True
    parts = text.split("/")
    if len(parts) > 2 or text in ("/", "../.."):
        return False
    return all((p in ("", "..") and len(parts) == 2) or _bounds(p) is not None or _is_unspecified(p) for p in parts)


def bounds(text: str) -> tuple[date, date] | None:
    """The first and the last day a date may mean; None when digits are left unspecified or an end is open.

    >>> bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if "T" in text:
        try:
            day = datetime.fromisoformat(text).date()
        except ValueError:
            return None
        return day, day
    ends = [_bounds(p) for p in text.split("/")]
    first, last = ends[0], ends[-1]
    return None if first is None or last is None else (first[0], last[1])


def _is_unspecified(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None or "X" not in text:
        return False
    filled = text.rstrip("~?%").replace("XXXX", "2000").replace("-XX", "-01").replace("X", "0")
    return _bounds(filled) is not None


def _bounds(text: str) -> tuple[date, date] | None:
    found = _DATE.fullmatch(text)
    if found is None or "X" in text:
        return None
    year, month, day = int(found["year"]), found["month"], found["day"]
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if month in _SPANS and day is None:
            first, last = _SPANS[month]
            return date(year, first, 1), _month_end(year, last)
        if day is None:
            return date(year, int(month), 1), _month_end(year, int(month))
        exact = date(year, int(month), int(day))
    except ValueError:
        return None
    return exact, exact


def _month_end(year: int, month: int) -> date:
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)
