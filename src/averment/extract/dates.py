"""Dates as news writes them, found in the text and resolved against the day of publication.

The span holds the words of the date; a preposition before it is not part of it and is given as `bound`
("since", "by", "until", "before", "after").
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from averment.extract.calendar import SEASONS, Published, Written, resolve
from averment.extract.found import Found
from averment.extract.numbers import IN_WORDS, words_value
from averment.extract.parsed import ParsedPassage
from averment.method import method

DATES = method("extract.dates", "1")

_MONTHS = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"), ("July", "Jul"),
    ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"), ("December", "Dec"),
)  # fmt: skip
_RUSSIAN_MONTHS = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 0}
_BACK = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the same": 0, "next": 1, "coming": 1}

MONTH = (
    "(?P<month>"
    + "|".join(
        rf"{n}\b\.?" if len(n) < 5 and n not in ("May", "June", "July") else rf"{n}\b" for m in _MONTHS for n in m
    )
    + ")"
)
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d])"
WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
LAST = r"(?P<back>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]urrent|[Cc]oming|[Pp]revious)"
OF_YEAR = rf"(?:,? (?:of )?(?P<yback>last|this|next) year|,? (?:of |in )?{YEAR})"
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
PART = r"(?:(?:[Tt]he )?(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd)(?: of|-)? ?(?:in )?)"
COUNT = rf"(?P<count>\d+|{IN_WORDS}|a few|several|a couple of|an?)"
UNIT = r"(?P<unit>day|week|month|year)s?"


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    written: Written


def dates(parsed: ParsedPassage, published: Published | None) -> Iterator[Found]:
    """Every date of a passage: figures in any language, words in English, month names in Russian too."""
    text, base = parsed.text, parsed.passage.start
    taken: list[tuple[int, int]] = []
    for start, end, value in _short_ranges(text, published):
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            yield Found(base + start, base + end, "Date", DATES.id, value)
    points = _points(parsed, taken)
    index = 0
    while index < len(points):
        point = points[index]
        following = points[index + 1] if index + 1 < len(points) else None
        if following is not None and _is_range(text, point, following):
            value = _interval(point, following, published)
            yield Found(base + point.start, base + following.end, "Date", DATES.id, value)
            index += 2
            continue
        value = resolve(point.written, published)
        if bound := _bound(text, point.start):
            value["bound"] = bound
        yield Found(base + point.start, base + point.end, "Date", DATES.id, value)
        index += 1


_SHORT_RANGES = (
    (re.compile(r"(?<![\w.,/-])(?P<year>(?:19|20)\d\d)[-–—](?P<last>(?:19|20)?\d\d)(?![\w-]|[.,/]\d)"), "year"),
    (re.compile(rf"\b{MONTH} {DAY}(?:[-–—]| to )(?P<last>[1-9]|[12]\d|3[01])(?![\d:])(?:{OF_YEAR})?"), "day"),
    (
        re.compile(
            rf"(?<=\b[Bb]etween )(?P<day>[1-9]|[12]\d|3[01]) and (?P<last>[1-9]|[12]\d|3[01]) {MONTH}(?:{OF_YEAR})?"
        ),
        "day",
    ),
    (
        re.compile(
            rf"(?<=\b[Ff]rom )(?P<day>[1-9]|[12]\d|3[01]) to (?P<last>[1-9]|[12]\d|3[01]) {MONTH}(?:{OF_YEAR})?"
        ),
        "day",
    ),
    (
        re.compile(rf"(?<![\w-])(?P<day>[1-9]|[12]\d|3[01])[-–—](?P<last>[1-9]|[12]\d|3[01]) {MONTH}(?:{OF_YEAR})?"),
        "day",
    ),
)
"""Two ends with one month or century between them: "2019-2022", "2021–22", "March 3-7, 2023", "1–5 May"."""


def _short_ranges(text: str, published: Published | None) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for pattern, part in _SHORT_RANGES:
        for match in pattern.finditer(text):
            first, last = _build(match.groupdict()), int(match["last"])
            if part == "year" and last < 100:
                last += (first.year or 0) // 100 * 100
            second = replace(first, **{part: last})  # type: ignore[arg-type]
            if (getattr(first, part) or 0) < last and _possible(second):
                ends = _Point(match.start(), match.end(), first), _Point(match.start(), match.end(), second)
                yield match.start(), match.end(), _interval(*ends, published)


def _points(parsed: ParsedPassage, taken: list[tuple[int, int]]) -> list[_Point]:
    """Every single date, in order; where two patterns overlap the one that comes first in the table stands."""
    text = parsed.text
    found: list[_Point] = []
    for pattern, build in _PATTERNS:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            written = build(match.groupdict())
            if written is not None and _possible(written):
                article = 4 if match.group()[:4].lower() == "the " else 0
                found.append(_Point(match.start() + article, match.end(), written))
                taken.append(match.span())
    found += [p for p in _bare_years(parsed) if not any(a < p.end and p.start < b for a, b in taken)]
    return sorted(found, key=lambda p: p.start)


def _possible(w: Written) -> bool:
    """Whether the day exists in the month."""
    longest = 29 if w.month == 2 else 30 if w.month in (4, 6, 9, 11) else 31
    return w.day is None or w.day <= longest


def _bare_years(parsed: ParsedPassage) -> Iterator[_Point]:
    for match in _BARE_YEAR.finditer(parsed.text):
        before = parsed.text[max(0, match.start() - 24) : match.start()]
        if (
            _BEFORE_YEAR.search(before)
            or _AFTER_YEAR.match(parsed.text, match.end())
            or (parsed.analysed and _model_sees_date(parsed, match.start(), match.end()))
        ):
            yield _Point(
                match.start(), match.end(), Written(year=int(match.group()[:4]), decade=match["decade"] is not None)
            )


def _model_sees_date(parsed: ParsedPassage, start: int, end: int) -> bool:
    return any(e.label_ == "DATE" and e.start_char <= start and end <= e.end_char for e in parsed.doc.ents)


_BARE_YEAR = re.compile(
    r"(?<![\w$€£¥№#])(?<![\w][.,/’'-])(?:19|20)\d\d(?P<decade>s)?(?![\w%])(?![.,/]\d)(?!-[A-Za-z])(?!-\d\d\d)"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|of|during|before|after|through|between|year|early|late|mid|fiscal|circa|around|в|с|до|года|от)"
    r"[ -]|[(–—-]|\b(?:19|20)\d\d (?:and|to|or) |\bthe )$",
    re.I,
)  # fmt: skip
_AFTER_YEAR = re.compile(r"\s?(?:году|года|год\b|г\.|年)|[)]")


def _is_range(text: str, first: _Point, second: _Point) -> bool:
    between = text[first.end : second.start]
    if between == " and ":
        return text[: first.start].lower().rstrip().endswith("between")
    if between in (" to ", " until ", " through ", " till ", " до ", " по "):
        return True
    return bool(re.fullmatch(r" ?[-–—] ?", between))


def _interval(first: _Point, second: _Point, published: Published | None) -> dict[str, Any]:
    last = resolve(second.written, published)
    start = first.written
    if start.year is None and start.year_back is None and start.month is not None:
        start = replace(start, year=second.written.year, year_back=second.written.year_back)
    begin = resolve(start, published)
    relative = begin["relative"] or last["relative"]
    if begin["edtf"] is None or last["edtf"] is None:
        ends = [begin.get("ambiguous") or begin["edtf"], last.get("ambiguous") or last["edtf"]]
        return {"edtf": None, "precision": "interval", "relative": relative, "rule": last["rule"], "ends": ends}
    edges = begin["edtf"].split("/")[0], last["edtf"].split("/")[-1]
    return {"edtf": "/".join(edges), "precision": "interval", "relative": relative, "rule": last["rule"]}


_BOUND = re.compile(r"\b(since|by|until|till|before|after|through|from)(?: the| at least| around| about)? $", re.I)


def _bound(text: str, start: int) -> str | None:
    found = _BOUND.search(text[max(0, start - 24) : start])
    return found[1].lower() if found else None


# ---- from a match to its parts


def _month_number(text: str) -> int:
    name = text.rstrip(".").lower()
    for number, names in enumerate(_MONTHS, start=1):
        if name in {n.lower() for n in names}:
            return number
    return next(n for n, stem in reversed(list(enumerate(_RUSSIAN_MONTHS, start=1))) if name.startswith(stem))


def _build(parts: dict[str, str | None]) -> Written:
    """The parts every pattern shares."""
    back = _BACK[parts["back"].lower()] if parts.get("back") else None
    year = int(parts["year"]) if parts.get("year") else None  # type: ignore[arg-type]
    part = (parts.get("part") or "").lower()
    return Written(
        year=year,
        year_back=_BACK[parts["yback"].lower()] if parts.get("yback") else None,  # type: ignore[union-attr]
        month=_month_number(parts["month"]) if parts.get("month") else None,  # type: ignore[arg-type]
        day=int(re.sub(r"\D", "", parts["day"])) if parts.get("day") else None,  # type: ignore[arg-type]
        season=SEASONS[parts["season"].lower()] if parts.get("season") else None,  # type: ignore[union-attr]
        season_back=back,
        weekday=_WEEKDAYS.index(parts["weekday"]) if parts.get("weekday") else None,  # type: ignore[arg-type]
        part={"beginning": "start", "middle": "mid"}.get(part, part) or None,
    )


def _numeric(parts: dict[str, str | None]) -> Written | None:
    year, month, day = (int(parts[k] or 0) for k in ("year", "n", "day"))
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    return Written(year=year, month=month, day=day or None)


def _slashed(parts: dict[str, str | None]) -> Written | None:
    first, second, year = int(parts["a"] or 0), int(parts["b"] or 0), int(parts["year"] or 0)
    if first > 12 >= second >= 1:
        return Written(year=year, month=second, day=first)
    if second > 12 >= first >= 1:
        return Written(year=year, month=first, day=second)
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return None
    return Written(year=year, month=second, day=first, swapped=(first, second))


def _fraction(parts: dict[str, str | None]) -> Written | None:
    which = _ORDINALS[(parts["which"] or "").lower()]
    if parts["fraction"] == "half":
        return replace(_build(parts), half=which or 2) if which <= 2 else None
    return replace(_build(parts), quarter=which or 4)


def _first_months(parts: dict[str, str | None]) -> Written | None:
    count = _count(parts["count"] or "")
    return replace(_build(parts), first_months=count) if count and count <= 12 else None


def _short_fraction(parts: dict[str, str | None]) -> Written:
    number = int(parts["number"] or 1)
    return replace(_build(parts), **({"half": number} if parts["kind"] == "H" else {"quarter": number}))


def _relative_unit(parts: dict[str, str | None]) -> Written:
    back = _BACK[(parts["back"] or "").lower()]
    part = (parts.get("part") or "").lower() or None
    field = {"week": "week_back", "month": "month_back", "year": "year_back"}[parts["unit"] or ""]
    return Written(part={"beginning": "start", "middle": "mid"}.get(part or "", part), **{field: back})  # type: ignore[arg-type]


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text.lower() in ("a", "an"):
        return 1
    found = words_value(text)
    return None if found is None or text.lower() in ("a few", "several", "a couple of") else int(found)


def _ago(parts: dict[str, str | None]) -> Written | None:
    count = _count(parts["count"] or "")
    return None if count is None else Written(ago=(count, parts["unit"] or "day"))


def _stretch(parts: dict[str, str | None]) -> Written | None:
    count = _count(parts["count"] or "a")
    kind = "within" if (parts["lead"] or "").lower() == "within" else "past"
    return None if count is None else Written(span=(count, parts["unit"] or "day", kind))


def _day_word(parts: dict[str, str | None]) -> Written:
    return Written(day_back={"yesterday": -1, "today": 0, "tomorrow": 1}[(parts["word"] or "").lower()])


def _weekday(parts: dict[str, str | None]) -> Written:
    built = _build(parts)
    return replace(built, weekday_back=built.season_back, season_back=None)


_ISO_DAY = r"(?P<year>(?:19|20)\d\d)-(?P<n>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[dict[str, str | None]], Written | None]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        # figures
        (rf"(?<![\w-]){_ISO_DAY}(?![\w-]\d)", _numeric),
        (r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<n>0[1-9]|1[0-2])(?P<day>)(?![\w-])", _numeric),
        (r"(?<![\w.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<n>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?![\w])(?!\.\d)", _numeric),
        (r"(?<![\w/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/])", _slashed),
        (r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<n>1[0-2]|0?[1-9])\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号]", _numeric),
        (r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<n>1[0-2]|0?[1-9])\s?月(?P<day>)", _numeric),
        (r"(?<!\d)(?P<day>[1-9]|[12]\d|3[01]) (?P<month>янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]* (?P<year>(?:19|20)\d\d)(?: г(?:ода|\.))?", _build),  # noqa: E501
        (r"(?<!\w)(?P<month>январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]* (?P<year>(?:19|20)\d\d)(?: г(?:ода|\.))?", _build),  # noqa: E501
        # a day
        (rf"\b(?P<yback>[Ll]ast|[Tt]his|[Nn]ext) year,? on {MONTH} {DAY}", _build),
        (rf"\b(?P<yback>[Ll]ast|[Tt]his|[Nn]ext) year,? on {DAY} {MONTH}", _build),
        (rf"\b{WEEKDAY},? \({MONTH} {DAY}(?:, {YEAR})?\)", _build),
        (rf"\b{WEEKDAY},? \({DAY} {MONTH}(?:,? {YEAR})?\)", _build),
        (rf"\b(?:{WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}(?:{OF_YEAR})?", _build),
        (rf"\b(?:{WEEKDAY},? )?{MONTH} {DAY}(?![:.]\d)(?:{OF_YEAR})?", _build),
        # a month, a season, a quarter, a half
        (rf"\b{PART}?{MONTH}{OF_YEAR}", _build),
        (rf"\b{PART}?{LAST} {MONTH}", _build),
        (rf"\b{PART}{MONTH}", _build),
        (rf"(?<=\b[Ii]n ){MONTH}(?! \d)|(?<=\b[Ss]ince ){MONTH.replace('<month>', '<month1>')}", lambda p: _build({**p, "month": p["month"] or p["month1"]})),  # noqa: E501
        (rf"(?<=\b[Bb]y ){MONTH}(?! \d)|(?<=\b[Uu]ntil ){MONTH.replace('<month>', '<month1>')}", lambda p: _build({**p, "month": p["month"] or p["month1"]})),  # noqa: E501
        (rf"(?<=\b[Bb]etween ){MONTH}|(?<=\b[Ff]rom ){MONTH.replace('<month>', '<month1>')}", lambda p: _build({**p, "month": p["month"] or p["month1"]})),  # noqa: E501
        (rf"\b{PART}?(?:the )?{SEASON}{OF_YEAR}", _build),
        (rf"\b{PART}?{LAST} {SEASON}", _build),
        (rf"\b(?P<which>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th|[Ll]ast)[- ](?P<fraction>half|quarter){OF_YEAR}", _fraction),
        (rf"\b[Ff]irst (?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|\d\d?) (?P<unit>month)s{OF_YEAR}", _first_months),
        (rf"\b(?P<kind>[QH])(?P<number>[1-4])(?:{OF_YEAR}|(?= of\b))", _short_fraction),
        # a stretch
        (rf"\b(?P<lead>[Pp]ast|[Ll]ast|[Pp]revious) (?:{COUNT} {UNIT}|(?P<unit1>(?<=past )(?:day|week|month|year)))\b", lambda p: _stretch({**p, "unit": p["unit"] or p["unit1"]})),  # noqa: E501
        (rf"\b(?P<lead>[Ww]ithin) (?:the next )?{COUNT} {UNIT}\b", _stretch),
        (rf"\b{COUNT} {UNIT} ago\b", _ago),
        # a year, and words that count from publication
        (rf"\b{PART}(?:the )?{YEAR}(?!s)", _build),
        (r"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) |(?:the )?(?P<part1>[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd) of )?(?P<back>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming) (?P<unit>week|month|year)\b(?!-)", lambda p: _relative_unit({**p, "part": p["part"] or p["part1"]})),  # noqa: E501
        (rf"\b(?:{LAST} )?{WEEKDAY}\b(?! (?:Times|Post|Review))", _weekday),
        (r"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow)\b", _day_word),
    )
)  # fmt: skip
"""Patterns and what they build, the fuller ones first."""
