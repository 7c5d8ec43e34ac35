"""The ways a date is written, as patterns, and what each builds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from averment.extract.values.calendar import SEASONS, Written
from averment.extract.values.numbers import IN_WORDS, words_value

Parts = Mapping[str, str | None]
Build = Callable[[Parts], Written | None]

MONTHS = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"),
    ("July", "Jul"), ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"),
    ("December", "Dec"),
)  # fmt: skip
RUSSIAN_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 0}
BACK = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
PARTS_OF = {"beginning": "start", "middle": "mid"}

_NAMES = [n for m in MONTHS for n in m]
_SHORT_NAMES = {n for m in MONTHS for n in m[1:]}
MONTH = "(?P<month>" + "|".join(rf"{n}\b\.?" if n in _SHORT_NAMES else rf"{n}\b" for n in _NAMES) + ")"
DAY_NUMBER = r"[1-9]|[12]\d|3[01]"
DAY = rf"(?P<day>0?[1-9]|{DAY_NUMBER})(?:st|nd|rd|th)?(?!\d)"
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d])"
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
LAST = r"(?P<back>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]urrent|[Cc]oming|[Pp]revious)"
OF_YEAR = rf"(?:,? (?:of )?(?P<yback>last|this|next) year|,? (?:of |in )?{YEAR})"
LAST_YEAR = r"(?P<yback>[Ll]ast|[Tt]his|[Nn]ext) year,? on"
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
PART = r"(?:(?:[Tt]he )?(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd)(?: of|-)? ?(?:in )?)"
COUNT = rf"(?P<count>\d+|{IN_WORDS}|a few|several|a couple of|an?)"
UNIT = r"(?P<unit>day|week|month|year)s?"
NUMBER_MONTH = r"0?[1-9]|1[0-2]"
FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
RUSSIAN_YEAR = rf"{FULL_YEAR}(?: г(?:ода|\.))?"
RUSSIAN_GENITIVE = r"(?P<month>янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
RUSSIAN_NOUN = r"(?P<month>январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"


def _given(parts: Parts, key: str) -> str:
    return parts.get(key) or ""


def month_number(text: str) -> int:
    """1 to 12 for a month's name in English or Russian.

    >>> month_number("Sept."), month_number("марта")
    (9, 3)
    """
    name = text.rstrip(".").lower()
    for number, names in enumerate(MONTHS, start=1):
        if name in {n.lower() for n in names}:
            return number
    stems = reversed(list(enumerate(RUSSIAN_MONTHS, start=1)))  # "мар" before "ма"
    return next(n for n, stem in sorted(stems, key=lambda item: -len(item[1])) if name.startswith(stem))


def build(parts: Parts) -> Written:
    """What the named groups of a pattern say; every pattern shares their names."""
    back, yback, part = (_given(parts, key).lower() for key in ("back", "yback", "part"))
    month, weekday, season = (_given(parts, key) for key in ("month", "weekday", "season"))
    return Written(
        year=int(_given(parts, "year")) if parts.get("year") else None,
        year_back=BACK[yback] if yback else None,
        month=month_number(month) if month else None,
        day=int(re.sub(r"\D", "", _given(parts, "day"))) if parts.get("day") else None,
        season=SEASONS[season.lower()] if season else None,
        season_back=BACK[back] if back else None,
        weekday=WEEKDAYS.index(weekday) if weekday else None,
        part=PARTS_OF.get(part, part) or None,
    )


def _numeric(parts: Parts) -> Written | None:
    year, month, day = (int(parts.get(key) or 0) for key in ("year", "n", "day"))
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    return Written(year=year, month=month, day=day or None)


def _slashed(parts: Parts) -> Written | None:
    """ "03/04/2023" may be read either way; "13/04/2023" only one."""
    first, second, year = (int(parts.get(key) or 0) for key in ("a", "b", "year"))
    if first > 12 >= second >= 1:
        return Written(year=year, month=second, day=first)
    if second > 12 >= first >= 1:
        return Written(year=year, month=first, day=second)
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    return Written(year=year, month=second, day=first, swapped=(first, second))


def _fraction(parts: Parts) -> Written | None:
    which = ORDINALS[_given(parts, "which").lower()]
    if parts["fraction"] == "half":
        return replace(build(parts), half=which or 2) if which <= 2 else None
    return replace(build(parts), quarter=which or 4)


def _first_months(parts: Parts) -> Written | None:
    count = _count(_given(parts, "count"))
    return replace(build(parts), first_months=count) if count and count <= 12 else None


def _short_fraction(parts: Parts) -> Written | None:
    number = int(_given(parts, "number"))
    if parts["kind"] == "Q":
        return replace(build(parts), quarter=number)
    return replace(build(parts), half=number) if number <= 2 else None


def _relative_unit(parts: Parts) -> Written:
    back = BACK[_given(parts, "back").lower()]
    part = (_given(parts, "part") or _given(parts, "part1")).lower()
    written = Written(part=PARTS_OF.get(part, part) or None)
    match parts["unit"]:
        case "week":
            return replace(written, week_back=back)
        case "month":
            return replace(written, month_back=back)
        case _:
            return replace(written, year_back=back)


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text.lower() in ("a", "an"):
        return 1
    if text.lower() in ("a few", "several", "a couple of"):
        return None
    found = words_value(text)
    return None if found is None else int(found)


def _ago(parts: Parts) -> Written | None:
    count = _count(_given(parts, "count"))
    return None if count is None else Written(ago=(count, _given(parts, "unit")))


def _stretch(parts: Parts) -> Written | None:
    count = _count(_given(parts, "count") or "a")
    unit = _given(parts, "unit") or _given(parts, "unit1")
    kind = "within" if _given(parts, "lead").lower() == "within" else "past"
    return None if count is None else Written(span=(count, unit, kind))


def _event(parts: Parts) -> Written | None:
    """ "two weeks after": counted from an event, not from publication."""
    count = _count(_given(parts, "count"))
    return None if count is None else Written(span=(count, _given(parts, "unit"), _given(parts, "event")))


def _day_word(parts: Parts) -> Written:
    return Written(day_back={"yesterday": -1, "today": 0, "tomorrow": 1}[_given(parts, "word").lower()])


def _weekday(parts: Parts) -> Written:
    built = build(parts)
    return replace(built, weekday_back=built.season_back, season_back=None)


_SOURCES: tuple[tuple[str, Build], ...] = (
    # in figures
    (rf"(?<![\w-]){FULL_YEAR}-(?P<n>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)(?![\w-]\d)", _numeric),
    (rf"(?<![\w-]){FULL_YEAR}-(?P<n>0[1-9]|1[0-2])(?P<day>)(?![\w-])", _numeric),
    (rf"(?<![\w.])(?P<day>0?[1-9]|{DAY_NUMBER})\.(?P<n>{NUMBER_MONTH})\.{FULL_YEAR}(?![\w])(?!\.\d)", _numeric),
    (rf"(?<![\w/])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/{FULL_YEAR}(?![\w/])", _slashed),
    (rf"{FULL_YEAR}\s?年\s?(?P<n>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号]", _numeric),
    (rf"{FULL_YEAR}\s?年\s?(?P<n>1[0-2]|0?[1-9])\s?月(?P<day>)", _numeric),
    (rf"(?<!\d)(?P<day>{DAY_NUMBER}) {RUSSIAN_GENITIVE} {RUSSIAN_YEAR}", build),
    (rf"(?<!\w){RUSSIAN_NOUN} {RUSSIAN_YEAR}", build),
    # a day
    (rf"\b{LAST_YEAR} {MONTH} {DAY}", build),
    (rf"\b{LAST_YEAR} {DAY} {MONTH}", build),
    (rf"\b{WEEKDAY},? \({MONTH} {DAY}(?:, {YEAR})?\)", build),
    (rf"\b{WEEKDAY},? \({DAY} {MONTH}(?:,? {YEAR})?\)", build),
    (rf"\b(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}(?:{OF_YEAR})?", build),
    (rf"\b(?:{WEEKDAY},? )?{MONTH} {DAY}(?![:.]\d)(?:{OF_YEAR})?", build),
    # a month, a season, a quarter, a half
    (rf"\b{PART}?{MONTH}{OF_YEAR}", build),
    (rf"\b{PART}?{LAST} {MONTH}", build),
    (rf"\b{PART}{MONTH}", build),
    *(
        (rf"(?<=\b{lead} ){MONTH}(?! \d)", build)
        for lead in ("[Ii]n", "[Ss]ince", "[Bb]y", "[Uu]ntil", "[Bb]etween", "[Ff]rom")
    ),
    (rf"\b{PART}?(?:the )?{SEASON}{OF_YEAR}", build),
    (rf"\b{PART}?{LAST} {SEASON}", build),
    (
        r"\b(?P<which>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th|[Ll]ast)[- ](?P<fraction>half|quarter)"
        + OF_YEAR,
        _fraction,
    ),
    (
        r"\b[Ff]irst (?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|\d\d?) (?P<unit>month)s" + OF_YEAR,
        _first_months,
    ),
    (rf"\b(?P<kind>[QH])(?P<number>[1-4])(?:{OF_YEAR}|(?= of\b))", _short_fraction),
    # a stretch
    (
        rf"\b(?P<lead>[Pp]ast|[Ll]ast|[Pp]revious) (?:{COUNT} {UNIT}|(?P<unit1>(?<=past )(?:day|week|month|year)))\b",
        _stretch,
    ),
    (rf"\b(?P<lead>[Ww]ithin) (?:the next )?{COUNT} {UNIT}\b", _stretch),
    (rf"\b{COUNT} {UNIT} ago\b", _ago),
    (rf"\b{COUNT} {UNIT} (?P<event>after|before|later|earlier)\b", _event),
    # a year, and words that count from publication
    (rf"\b{PART}(?:the )?{YEAR}(?!s)", build),
    (
        r"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) "
        r"|(?:the )?(?P<part1>[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of )?"
        r"(?P<back>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming) (?P<unit>week|month|year)\b(?!-)",
        _relative_unit,
    ),
    (rf"\b(?:{LAST} )?{WEEKDAY}\b(?! (?:Times|Post|Review))", _weekday),
    (r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b", _day_word),
)
PATTERNS: tuple[tuple[re.Pattern[str], Build], ...] = tuple((re.compile(p), b) for p, b in _SOURCES)
"""Patterns and what they build, the fuller ones first: where two overlap the earlier one stands."""

_LAST_DAY = rf"(?P<last>{DAY_NUMBER})"
SHORT_RANGES = tuple(
    (re.compile(pattern), part)
    for pattern, part in (
        (rf"(?<![\w.,/-]){FULL_YEAR}[-–—](?P<last>(?:19|20)?\d\d)(?![\w-]|[.,/]\d)", "year"),
        (rf"\b{MONTH} {DAY}(?:[-–—]| to ){_LAST_DAY}(?![\d:])(?:{OF_YEAR})?", "day"),
        (rf"(?<=\b[Bb]etween )(?P<day>{DAY_NUMBER}) and {_LAST_DAY} {MONTH}(?:{OF_YEAR})?", "day"),
        (rf"(?<=\b[Ff]rom )(?P<day>{DAY_NUMBER}) to {_LAST_DAY} {MONTH}(?:{OF_YEAR})?", "day"),
        (rf"(?<![\w-])(?P<day>{DAY_NUMBER})[-–—]{_LAST_DAY} {MONTH}(?:{OF_YEAR})?", "day"),
    )
)
"""Two ends with one month or century between them: "2019-2022", "2021–22", "March 3-7, 2023", "1–5 May"."""
