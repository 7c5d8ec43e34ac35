"""The days of a paper: figures and words in three languages, ambiguity kept."""

import re
from typing import Any

from averment.extract.values.calendar import Written, resolve
from averment.extract.values.date_patterns import MONTHS, PATTERNS, month_number

_MONTH = r"(?P<month>[A-Za-z]{3,9}|[а-яё]{3,9})"
_SHAPES = (
    re.compile(
        rf"(?<!\d)[«\"“]?(?P<day>\d{{1,2}})[»\"”]?[-\s./]+{_MONTH}"
        r"[-\s.,/]+(?P<year>\d{4}|\d{2})(?!\d)(?:\s?г(?:ода|\.)?(?!\w))?",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)[/.](?P<n>\d{1,2})[/.](?P<day>\d{1,2})(?![\d.])"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<n>\d{1,2})\.(?P<year>\d{4}|\d{2})(?![\d])"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*年\s*(?P<n>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?"),
    re.compile(r"(?<![\d/])(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<year>\d{4}|\d{2})(?![\d/])"),
)  # fmt: skip
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def day_in(text: str) -> tuple[int, int, dict[str, Any]] | None:
    """The first day that a text names: start, end, and its value as a `Date` mention has it.

    >>> day_in("от «17» апреля 2025 г.")[2]["edtf"]
    '2025-04-17'
    >>> day_in("03/04/2024")[2]["ambiguous"]
    ['2024-04-03', '2024-03-04']
    """
    found: list[tuple[int, int, Written]] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            written = _written(match)
            if written is not None:
                found.append((match.start(), match.end(), written))
                break
    for pattern, builder in PATTERNS:
        for match in pattern.finditer(text):
            built = builder(match.groupdict())
            if built is not None and built.year is not None and built.month is not None and built.day is not None:
                found.append((match.start(), match.end(), built))
                break
    if not found:
        return None
    start, end, first = min(found, key=lambda f: (f[0], -f[1]))
    while text[start] in '«"“ ':
        start += 1
    value = resolve(first, None)
    return start, end, value


def _written(match: re.Match[str]) -> Written | None:
    parts = match.groupdict()
    year = int(parts["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first > 12 >= second >= 1:
            return _possible(Written(year=year, month=second, day=first))
        if second > 12 >= first >= 1:
            return _possible(Written(year=year, month=first, day=second))
        if not (1 <= first <= 12 and 1 <= second <= 12):
            return None
        swapped = (first, second) if first != second else None
        return Written(year=year, month=second, day=first, swapped=swapped)
    month = _month(parts["month"]) if "month" in parts else int(parts["n"])
    return None if month is None else _possible(Written(year=year, month=month, day=int(parts["day"])))


_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


def _month(word: str) -> int | None:
    word = word.lower()
    if word[0] > "z":
        return month_number(word) if word[:3] in _STEMS or word in ("мая", "май") else None
    return next((n for n, known in enumerate(MONTHS, start=1) if word in {k.lower() for k in known}), None)


def _possible(written: Written) -> Written | None:
    month, day = written.month or 0, written.day or 0
    return written if 1 <= month <= 12 and 1 <= day <= _LONGEST.get(month, 31) else None
