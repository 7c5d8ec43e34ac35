"""Dates as Russian writes them, resolved against the day of publication.

The meaning of what is written, and the rules by which it is resolved, are those of `values.calendar`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.candidate import Taken
from averment.extract.russian.numbers import word_value
from averment.extract.values.calendar import Published, Written, resolve
from averment.extract.values.dates import interval
from averment.method import method

DATES = method("extract.russian.dates", "1")

_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = (
    r"(?:январ(?:ь|я|е|ю|ём|ем)|феврал(?:ь|я|е|ю|ём|ем)|март(?:а|е|у|ом)?|апрел(?:ь|я|е|ю|ем)|ма(?:й"
    r"|я|е|ю|ем)|июн(?:ь|я|е|ю|ем)"
    r"|июл(?:ь|я|е|ю|ем)|август(?:а|е|у|ом)?|сентябр(?:ь|я|е|ю|ём|ем)|октябр(?:ь|я|е|ю|ём|ем)"
    r"|ноябр(?:ь|я|е|ю|ём|ем)|декабр(?:ь|я|е|ю|ём|ем)|янв\.|фев\.|апр\.|авг\.|сент?\.|окт\.|нояб?\."
    r"|дек\.)"
)
MONTH = rf"(?P<month>{_MONTH})(?!\w)"
_DAYS = r"3[01]|[12]\d|0?[1-9]"
DAY = rf"(?<![\d.,/№-])(?P<day>{_DAYS})(?:-?го|-?е)?"
YEAR_WORD = r"(?:\s?(?:годах|годов|года|году|годом|годы|год|гг\.?|г\.?)(?![а-яё]))"
_YEAR = r"(?:19|20)\d\d(?!\d)"
YEAR = rf"(?P<year>{_YEAR}){YEAR_WORD}?"
BACK = r"(?P<yback>прошл|этого|нынешн|текущ|следующ|будущ|минувш|предыдущ|сего)(?:ого|его|ом|ем)?\s(?:года|году|г\.)"
OF_YEAR = rf"(?:,?\s(?:{YEAR}|{BACK}))"
WEEKDAY = r"(?P<weekday>понедельник|вторник|сред[уыае]|четверг|пятниц[уыае]|суббот[уыае]|воскресень[ея])"
PART = r"(?:(?:в\s)?(?:самом\s)?(?P<part>начале|начала|середине|середины|конце|концу|конца|первых числах)\s)"
SEASON = r"(?P<season>весной|летом|осенью|зимой|весны|лета|осени|зимы|весну|лето|осень|зиму|весне|лету|зиме)"
SIDE = (
    r"(?P<back>прошл|эт|будущ|следующ|нынешн|минувш|предыдущ|текущ)(?:ой|им|ую|ее|ей|ом|ого|ем|ый|ий|ая"
    r"|ему|ому|его|их|ие|ым)"
)
COUNT = r"(?P<count>\d{1,3}|[а-яё]+)"
UNIT = r"(?P<unit>дн(?:ей|я|и)|день|сут(?:ок|ки)|недел(?:ь|и|ю|я)|месяц(?:ев|а)?|лет|года?)(?!\w)"
_WHICH = r"(?P<which>перв|втор|трет|четв[её]рт|последн)(?:ой|ом|ом|ье[йм]|ья|ая|ое|ый|ий|ую|ье|ем|ей|ого|его)"

_YEAR_BACK = {"прошл": -1, "минувш": -1, "предыдущ": -1, "следующ": 1, "будущ": 1}
_SIDES = {"прошл": -1, "минувш": -1, "предыдущ": -1, "эт": 0, "нынешн": 0, "текущ": 0, "будущ": 1, "следующ": 1}
_SEASONS = {"вес": 21, "лет": 22, "осе": 23, "зим": 24}
_PARTS = {"нач": "start", "сер": "mid", "кон": "end", "пер": "start"}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ORDER = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4, "последн": 0}
_WEEKDAYS = ("по", "вт", "ср", "че", "пя", "су", "во")
_BOUNDS = {
    "с": "since",
    "со": "since",
    "начиная с": "since",
    "к": "by",
    "до": "until",
    "после": "after",
    "по": "through",
    "не позднее": "by",
    "перед": "before",
    "раньше": "before",
    "от": "from",
}
_BOUND = re.compile(r"(?:^|[\s(«])(начиная с|не позднее|со|с|к|до|после|перед|раньше|от)\s$", re.I)

Parts = dict[str, str | None]


def _given(parts: Parts, key: str) -> str:
    return (parts.get(key) or "").lower().replace("ё", "е")


def build(parts: Parts) -> Written:
    """What the named groups of a pattern say."""
    month, weekday, season, part = (_given(parts, k) for k in ("month", "weekday", "season", "part"))
    yback, back = _given(parts, "yback"), _given(parts, "back")
    return Written(
        year=int(_given(parts, "year")) if parts.get("year") else None,
        year_back=_YEAR_BACK.get(yback, 0) if yback else None,
        month=_month(month) if month else None,
        day=int(_given(parts, "day")) if parts.get("day") else None,
        season=_SEASONS[season[:3]] if season else None,
        season_back=_SIDES[back] if back else None,
        weekday=_WEEKDAYS.index(weekday[:2]) if weekday else None,
        part=_PARTS[part[:3]] if part else None,
    )


def _month(name: str) -> int:
    stems = sorted(enumerate(_STEMS, start=1), key=lambda item: -len(item[1]))
    return next(n for n, stem in stems if name.startswith(stem))


def _numeric(parts: Parts) -> Written | None:
    month, day = int(parts["n"] or 0), int(parts["day"] or 0)
    year = int(parts["year"] or 0)
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    return Written(year=year, month=month, day=day) if 1 <= month <= 12 else None


def _half(parts: Parts) -> Written | None:
    which = _ORDER[_given(parts, "which")]
    return replace(build(parts), half=which or 2) if which <= 2 else None


def _quarter(parts: Parts) -> Written:
    roman = parts.get("roman")
    which = _ROMAN[roman] if roman else int(parts["digit"]) if parts.get("digit") else _ORDER[_given(parts, "which")]  # type: ignore[arg-type]
    return replace(build(parts), quarter=which or 4)


def _first_months(parts: Parts) -> Written | None:
    count = _count(_given(parts, "count"))
    return replace(build(parts), first_months=count) if count and count <= 12 else None


def _weekday(parts: Parts) -> Written:
    built = build(parts)
    return replace(built, weekday_back=built.season_back, season_back=None)


def _relative(parts: Parts) -> Written:
    back, unit = _SIDES[_given(parts, "back")], _given(parts, "unit")
    part = _given(parts, "part")
    written = Written(part=_PARTS[part[:3]] if part else None)
    if unit.startswith("недел"):
        return replace(written, week_back=back)
    if unit.startswith("месяц"):
        return replace(written, month_back=back)
    return replace(written, year_back=back)


def _count(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    value = word_value(text)
    return int(value) if value is not None and value == int(value) else None


def _unit(text: str) -> str:
    for stem, unit in (("дн", "day"), ("ден", "day"), ("сут", "day"), ("недел", "week"), ("месяц", "month")):
        if text.startswith(stem):
            return unit
    return "year"


def _ago(parts: Parts) -> Written | None:
    count = _count(_given(parts, "count")) if parts.get("count") else 1
    return None if count is None else Written(ago=(count, _unit(_given(parts, "unit"))))


def _within(parts: Parts) -> Written | None:
    count = _count(_given(parts, "count")) if parts.get("count") else 1
    kind = "past" if parts.get("past") else "within"
    return None if count is None else Written(span=(count, _unit(_given(parts, "unit")), kind))


def _day_word(parts: Parts) -> Written:
    return Written(
        day_back={"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}[_given(parts, "word")]
    )


_ONLY_YEAR = rf"(?<![\w$€№./-])(?P<year>{_YEAR})(?:{YEAR_WORD}|(?=[-–—](?:19|20)\d\d))"
_SOURCES: tuple[tuple[str, Callable[[Parts], Written | None]], ...] = (
    (
        rf"(?<![\w.])(?P<day>{_DAYS})\.(?P<n>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d){YEAR_WORD}?(?![\w])(?!\.\d)",
        _numeric,
    ),
    (rf"(?<![\w.])(?P<day>{_DAYS})\.(?P<n>0[1-9]|1[0-2])\.(?P<year>\d\d){YEAR_WORD}(?!\w)", _numeric),
    (rf"(?:в\s)?(?<!\w){WEEKDAY},\s{DAY}\s{MONTH}(?:{OF_YEAR})?", build),
    (rf"{DAY}\s{MONTH}(?:{OF_YEAR})?", build),
    (rf"(?<!\w){PART}?{MONTH}{OF_YEAR}", build),
    (rf"(?<!\w){PART}{MONTH}", build),
    (rf"(?<=\bв\s){MONTH}", build),
    (rf"(?<=\bс\s){MONTH}", build),
    (rf"(?<=\bк\s){MONTH}", build),
    (rf"(?<=\bдо\s){MONTH}", build),
    (rf"(?<=\bпо\s){MONTH}", build),
    (rf"(?<=\bмежду\s){MONTH}", build),
    (rf"(?<=\bза\s){MONTH}", build),
    (rf"(?<!\w){PART}?{SEASON}{OF_YEAR}", build),
    (rf"(?<!\w){SIDE}\s(?P<season>весной|летом|осенью|зимой)(?!\w)", build),
    (rf"(?<!\w){_WHICH}\s(?:полугодии|полугодия|полугодие|половине|половины|половину|половина)(?:{OF_YEAR})", _half),
    (
        rf"(?<!\w)(?:{_WHICH}|(?P<roman>IV|III|II|I)|(?P<digit>[1-4])(?:-м|-й|-го)?)\sквартал(?:е|а|у)?(?:{OF_YEAR})",
        _quarter,
    ),
    (rf"(?<!\w)(?:первые|первых)\s{COUNT}\sмесяц(?:а|ев)(?:{OF_YEAR})", _first_months),
    (rf"(?<!\w)(?P<past>последние|последних|последний|прошедшие|минувшие)\s(?:{COUNT}\s)?{UNIT}", _within),
    (
        rf"(?<!\w)(?:в течение|в ближайшие|на протяжении|в пределах"
        rf"|в срок до)\s(?:ближайших\s)?{COUNT}\s(?:календарных\s|рабочих\s)?{UNIT}",
        _within,
    ),
    (rf"(?<!\w)(?:{COUNT}\s)?{UNIT}\s(?:тому\s)?назад(?!\w)", _ago),
    (rf"(?<!\w){PART}(?P<year>{_YEAR})(?:-?го)?{YEAR_WORD}?", build),
    (rf"(?<!\w){PART}?{SIDE}\s(?P<unit>году|года|год|месяце|месяца|месяц|неделе|недели|неделю)(?!\w)", _relative),
    (rf"(?<=\bв\s)(?:{SIDE}\s)?{WEEKDAY}(?!\w)", _weekday),
    (rf"(?<=\bво\s)(?:{SIDE}\s)?{WEEKDAY}(?!\w)", _weekday),
    (r"(?<!\w)(?P<word>позавчера|вчера|сегодня|послезавтра|завтра)(?!\w)", _day_word),
    (_ONLY_YEAR, build),
    (
        rf"(?:(?<=\bв\s)|(?<=\bс\s)|(?<=\bпо\s)|(?<=\bдо\s)|(?<=\bк\s))(?P<year>{_YEAR})(?![\w.,]\d"
        rf"|[-–/]\d| ?(?:руб|долл|евро|шт|тонн|км|кг|единиц|дрон|человек))",
        build,
    ),
)
_PATTERNS = tuple((re.compile(p, re.I), b) for p, b in _SOURCES)
_SHORT = tuple(
    re.compile(p, re.I)
    for p in (
        rf"{DAY}\s?(?:[-–—]|\sпо\s|\sдо\s)\s?(?P<last>{_DAYS})\s{MONTH}(?:{OF_YEAR})?",
        rf"(?<![\w.,/№-])(?P<year>{_YEAR})[-–—/](?P<last>(?:19|20)?\d\d){YEAR_WORD}",
        rf"(?<=\bс\s)(?P<year>{_YEAR})\sпо\s(?P<last>{_YEAR}){YEAR_WORD}",
    )
)
_JOINS = re.compile(r"\s(?:по|до)\s|\s?[-–—]\s?")
_LEAD = re.compile(r"во?\s(?!течение|ближайш|пределах|срок)", re.I)
"""The preposition before a date is no part of it; "в течение" is."""
_BETWEEN = re.compile(r"между\s$", re.I)


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    written: Written


def dates(piece: ParsedPassage, published: Published | None) -> Iterator[Found]:
    """Every date of a passage; a preposition before it is given as `bound`."""
    text, base = piece.text, piece.passage.start
    taken = Taken()
    for start, end, value in _short(text, published):
        taken.add(start, end)
        yield Found(base + start, base + end, "Date", DATES.id, value)
    points = _points(text, taken)
    at = 0
    while at < len(points):
        point, following = points[at], points[at + 1] if at + 1 < len(points) else None
        if following is not None and _range(text, point, following):
            value = interval(point.written, following.written, published)
            yield Found(base + point.start, base + following.end, "Date", DATES.id, value)
            at += 2
            continue
        value = resolve(point.written, published)
        if found := _BOUND.search(text[max(0, point.start - 16) : point.start]):
            value["bound"] = _BOUNDS[found[1].lower()]
        yield Found(base + point.start, base + point.end, "Date", DATES.id, value)
        at += 1


def _short(text: str, published: Published | None) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for pattern in _SHORT:
        for match in pattern.finditer(text):
            first = build(match.groupdict())
            last = int(match["last"])
            if first.day is None:
                begin = first.year or 0
                second = replace(first, year=last if last > 100 else begin // 100 * 100 + last)
                rising = begin < (second.year or 0)
            else:
                second, rising = replace(first, day=last), first.day < last
            if rising and _possible(first) and _possible(second):
                yield match.start(), match.end(), interval(first, second, published)


def _points(text: str, taken: Taken) -> list[_Point]:
    found: list[_Point] = []
    for pattern, builder in _PATTERNS:
        for match in pattern.finditer(text):
            if taken.touches(*match.span()):
                continue
            written = builder(match.groupdict())
            if written is None or not _possible(written):
                continue
            start = match.start() + (len(lead.group()) if (lead := _LEAD.match(match.group())) else 0)
            found.append(_Point(start, match.end(), written))
            taken.add(*match.span())
    return sorted(found, key=lambda p: p.start)


def _possible(w: Written) -> bool:
    longest = 29 if w.month == 2 else 30 if w.month in (4, 6, 9, 11) else 31
    return w.day is None or w.day <= longest


def _range(text: str, first: _Point, second: _Point) -> bool:
    between = text[first.end : second.start]
    if between == " и ":
        return bool(_BETWEEN.search(text[max(0, first.start - 8) : first.start]))
    return bool(_JOINS.fullmatch(between))
