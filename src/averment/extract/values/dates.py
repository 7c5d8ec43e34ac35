"""Dates as news writes them, found in the text and resolved against the day of publication.

The span holds the words of the date; a preposition before it is not part of it and is given as `bound`
("since", "by", "until", "before", "after").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.values.calendar import Published, Written, counted_from, resolve
from averment.extract.values.date_patterns import PATTERNS, SHORT_RANGES, build
from averment.method import method

DATES = method("extract.dates", "1")

_BARE_YEAR = re.compile(
    r"(?<![\w$€£¥№#])(?<![\w][.,/’'-])(?:19|20)\d\d(?P<decade>s)?(?![\w%])(?![.,/]\d)(?!-[A-Za-z])(?!-\d\d\d)"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|of|during|before|after|through|between|year|early|late|mid|fiscal|circa|around"
    r"|в|с|до|года|от)[ -]|[(–—-]|\b(?:19|20)\d\d (?:and|to|or) |\bthe )$",
    re.I,
)
_AFTER_YEAR = re.compile(r"\s?(?:году|года|год\b|г\.|年)|[)]")
_JOINS = frozenset({" to ", " until ", " through ", " till ", " до ", " по "})
_DASH = re.compile(r" ?[-–—] ?")
_BOUND = re.compile(r"\b(since|by|until|till|before|after|through|from)(?: the| at least| around| about)? $", re.I)

_ABOUT = re.compile(r"\b(?:on or about|around|about|approximately|circa|ca\.?|roughly)(?: the)? $", re.I)

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    written: Written


def dates(parsed: ParsedPassage, published: Published | None) -> Iterator[Found]:
    """Every date of a passage: figures in any language, words in English, month names in Russian too."""
    text, base = parsed.text, parsed.passage.start
    taken: list[Stretch] = []
    for start, end, value in _short_ranges(text, published):
        if not _overlaps(taken, start, end):
            taken.append((start, end))
            yield Found(base + start, base + end, "Date", DATES.id, value)
    points = _points(parsed, taken)
    index = 0
    while index < len(points):
        point = points[index]
        following = points[index + 1] if index + 1 < len(points) else None
        if following is not None and _is_range(text, point, following):
            value = interval(point.written, following.written, published)
            yield Found(base + point.start, base + following.end, "Date", DATES.id, value)
            index += 2
            continue
        value = resolve(point.written, published)
        if following is not None and "direction" in value and text[point.end : following.start] in (" ", " the "):
            day = resolve(following.written, published)
            if day["precision"] == "day" and day["edtf"] and day["edtf"][:4].isdigit():  # its year may be open
                value = counted_from(value, day["edtf"])
        if _ABOUT.search(text[max(0, point.start - 24) : point.start]):
            value["approx"] = True
        if bound := _BOUND.search(text[max(0, point.start - 24) : point.start]):
            value["bound"] = bound[1].lower()
        yield Found(base + point.start, base + point.end, "Date", DATES.id, value)
        index += 1


def _overlaps(taken: list[Stretch], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in taken)


def _short_ranges(text: str, published: Published | None) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for pattern, part in SHORT_RANGES:
        for match in pattern.finditer(text):
            first, last = build(match.groupdict()), int(match["last"])
            if part == "year":
                begin = first.year or 0
                second = replace(first, year=last if last > 100 else begin // 100 * 100 + last)
                rising = begin < (second.year or 0)
            else:
                second = replace(first, day=last)
                rising = (first.day or 0) < last
            if rising and _possible(second):
                yield match.start(), match.end(), interval(first, second, published)


def _points(parsed: ParsedPassage, taken: list[Stretch]) -> list[_Point]:
    """Every single date, in order; where two patterns overlap the one that comes first in the table stands."""
    found: list[_Point] = []
    for pattern, builder in PATTERNS:
        for match in pattern.finditer(parsed.text):
            if _overlaps(taken, *match.span()):
                continue
            written = builder(match.groupdict())
            if written is not None and _possible(written):
                article = 4 if match.group()[:4].lower() == "the " else 0
                found.append(_Point(match.start() + article, match.end(), written))
                taken.append(match.span())
    found += [p for p in _bare_years(parsed) if not _overlaps(taken, p.start, p.end)]
    return sorted(found, key=lambda p: p.start)


def _possible(w: Written) -> bool:
    """Whether the day exists in the month."""
    longest = 29 if w.month == 2 else 30 if w.month in (4, 6, 9, 11) else 31
    if w.month == 2 and w.day == 29 and w.year is not None and (w.year % 4 or (w.year % 100 == 0 and w.year % 400)):
        return False
    return w.day is None or w.day <= longest


def _bare_years(parsed: ParsedPassage) -> Iterator[_Point]:
    """Four figures that stand where a year stands, or that the model takes for a date."""
    for match in _BARE_YEAR.finditer(parsed.text):
        before = parsed.text[max(0, match.start() - 24) : match.start()]
        placed = _BEFORE_YEAR.search(before) or _AFTER_YEAR.match(parsed.text, match.end())
        if placed or (parsed.analysed and _model_sees_date(parsed, match.start(), match.end())):
            year = Written(year=int(match.group()[:4]), decade=match["decade"] is not None)
            yield _Point(match.start(), match.end(), year)


def _model_sees_date(parsed: ParsedPassage, start: int, end: int) -> bool:
    return any(e.label_ == "DATE" and e.start_char <= start and end <= e.end_char for e in parsed.doc.ents)


def _is_range(text: str, first: _Point, second: _Point) -> bool:
    between = text[first.end : second.start]
    if between == " and ":
        return text[: first.start].lower().rstrip().endswith("between")
    return between in _JOINS or bool(_DASH.fullmatch(between))


def interval(first: Written, second: Written, published: Published | None) -> dict[str, Any]:
    """Two ends as one EDTF interval; the first borrows the year of the second ("between March and June 2023")."""
    last = resolve(second, published)
    if first.year is None and first.year_back is None and first.month is not None:
        first = replace(first, year=second.year, year_back=second.year_back)
    begin = resolve(first, published)
    value = {"precision": "interval", "relative": begin["relative"] or last["relative"], "rule": last["rule"]}
    if begin["edtf"] is None or last["edtf"] is None:
        ends = [begin.get("ambiguous") or begin["edtf"], last.get("ambiguous") or last["edtf"]]
        return {"edtf": None, **value, "ends": ends}
    return {"edtf": begin["edtf"].split("/")[0] + "/" + last["edtf"].split("/")[-1], **value}
