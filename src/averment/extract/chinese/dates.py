"""Dates in Chinese text, resolved against the day of publication by the common calendar."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from averment.extract.chinese.numbers import number
from averment.extract.chinese.page import Page
from averment.extract.found import Found
from averment.extract.tables import table
from averment.extract.values.calendar import NEEDS_PUBLICATION, Published, Written, resolve
from averment.method import method

CHINESE_DATES = method("extract.chinese_dates", "1")

MINGUO = 1911
"""Year 1 of the Republic is 1912."""

_CN = "〇零一二三四五六七八九十"
_YEAR = r"(?:(?<![\d.])(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})\s?年"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]"
_RELATIVE_YEAR = "前年|去年|今年|明年|后年|本年度?|上年|当年"
_SMALL = rf"(?:\d{{1,3}}|[{_CN}两几数]{{1,3}})"
_PATTERN = (
    rf"(?P<republic>(?:民国|中华民国)\s?(?P<minguo>\d{{1,3}}|[{_CN}百]{{1,6}})\s?年(?:度)?)?"
    rf"(?P<year>{_YEAR})?(?P<relyear>{_RELATIVE_YEAR})?(?:\s?的?\s?(?P<season>(?:春|夏|秋|冬)(?:天|季)?)(?![夏秋冬]))?"
    rf"(?:\s?(?P<half>上半年|下半年)|\s?第?(?P<quarter>[一二三四1-4])季度?|\s?前(?P<firstmonths>{_SMALL})个?月)?"
    rf"(?:\s?(?P<relmonth>上个?月|本月|这个月|下个?月|当月))?(?:\s?(?P<month>{_MONTH}))?(?:\s?(?P<day>{_DAY}))?"
    rf"(?:\s?(?P<part>年初|年底|年末|年中|岁末|初期?|底|末|中旬|上旬|下旬|中))?"
)
_WEEKDAY = "(?P<week>上上|上|本|这|下)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
_WEEK = "(?P<week>上上|上|本|这|下)个?(?:周|星期|礼拜)(?![一二三四五六日天末年])"
_DAYS = {
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "今天": 0,
    "今日": 0,
    "今晨": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
}
_UNIT = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}
_AGO = rf"(?P<count>{_SMALL}|半)\s?个?(?P<unit>天|周|星期|礼拜|月|年)(?P<half>半)?(?:之)?前(?!述)"
_PAST = rf"(?:过去|近|最近|过往)(?:的)?(?P<count>{_SMALL}|半)\s?个?(?P<unit>天|周|星期|礼拜|月|年)(?:间|里|来|中|内)?"
_WITHIN = rf"(?P<count>{_SMALL}|半)\s?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?:之内|以内|内)"
_FIGURES = (
    r"(?<![\d./-])(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12]\d|3[01])(?![\d/-])"
)
_BACK = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "后年": 2}
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_PARTS = {"初": "early", "底": "end", "末": "end", "中": "mid", "上": "early", "下": "late", "岁": "end"}
_JOIN = re.compile(r"\s?(?:至|到|-|—|——|–|~|直至|与|和)\s?")
_SHORT = re.compile(rf"\s?(?:至|到|-|—|–|~|、)\s?(?P<day>{_DAY})")


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    written: Written | None
    value: dict[str, Any] | None = None
    """For what the calendar has no word: a vague time, a weekday of last week."""


def dates(page: Page, published: Published | None) -> Iterator[Found]:
    """Every date of a page; a date and another joined by "至" are one stretch of time."""
    points = _same_year(page.text, _points(page.text, published))
    index = 0
    while index < len(points):
        point = points[index]
        following = points[index + 1] if index + 1 < len(points) else None
        if following is not None and _joined(page.text, point, following):
            value = _interval(point, following, published)
            yield _found(page, point.start, following.end, value)
            index += 2
            continue
        short = _SHORT.match(page.text, point.end) if point.written and point.written.day and not point.value else None
        if short and point.written and (last := _integer(short["day"][:-1])) and last > (point.written.day or 0):
            second = _Point(short.start("day"), short.end(), replace(point.written, day=last))
            yield _found(page, point.start, second.end, _interval(point, second, published))
            index += 1
            continue
        value = point.value or resolve(point.written or Written(), published)
        if bound := _bound(page.text, point.start, point.end):
            value["bound"] = bound
        yield _found(page, point.start, point.end, value)
        index += 1


def _same_year(text: str, points: list[_Point]) -> list[_Point]:
    """ "同年5月" is of the year named last before it; where none is named, it is of no known year."""
    made: list[_Point] = []
    year: int | None = None
    for point in points:
        if point.written is not None and point.written.year is not None:
            year = point.written.year
        lead = re.search("(?:同年|当年|翌年|次年|隔年)$", text[max(0, point.start - 4) : point.start])
        if lead and point.written is not None and point.written.month and point.written.year is None:
            if year is None:
                open_date = f"XXXX-{point.written.month:02}" + (f"-{point.written.day:02}" if point.written.day else "")
                value = {
                    "edtf": open_date,
                    "precision": "day" if point.written.day else "month",
                    "relative": True,
                    "rule": "of a year named before",
                }
                made.append(_Point(point.start - len(lead.group()), point.end, None, value))
                continue
            later = year if lead.group() in ("同年", "当年") else year + 1
            point = _Point(point.start - len(lead.group()), point.end, replace(point.written, year=later))
        made.append(point)
    return made


def _found(page: Page, start: int, end: int, value: dict[str, Any]) -> Found:
    return Found(*page.offsets(start, end), "Date", CHINESE_DATES.id, value)


def _points(text: str, published: Published | None) -> list[_Point]:
    found: list[_Point] = []
    taken: list[tuple[int, int]] = []
    for pattern, build in _builders():
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(a < end and start < b for a, b in taken):
                continue
            point = build(match, text, published)
            if point is not None:
                taken.append((point.start, point.end))
                found.append(point)
    return sorted(found, key=lambda p: p.start)


@lru_cache(maxsize=1)
def _builders() -> tuple[tuple[re.Pattern[str], Any], ...]:
    vague = "|".join(sorted(table("chinese_values")["vague_times"], key=lambda w: (-len(w), w)))
    return (
        (re.compile(_FIGURES), _figures),
        (re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?=\s?(?:至|到|-|—|–|~)\s?(?:19|20)\d\d\s?年)"), _first_year),
        (re.compile(_PAST), _stretch),
        (re.compile(_WITHIN), _stretch),
        (re.compile(_AGO), _ago),
        (re.compile(_WEEKDAY), _weekday),
        (re.compile(_WEEK), _week),
        (re.compile(_PATTERN), _written),
        (re.compile("|".join(_DAYS)), _day),
        (re.compile(r"(?<![\d.月第])(?P<day>[12]?\d|3[01])日(?![元本报均内前后后来间记])"), _bare_day),
        (
            re.compile(
                r"(?<![月\d十第])(?P<day>二?十[一二三四五六七八九]|三十一?|[二三]十)日"
                r"(?=上午|下午|晚|凌晨|清晨|早|电|至|表示|在|于|，|宣布|说)"
            ),
            _bare_day,
        ),
        (re.compile(vague), _vague),
    )


def _figures(match: re.Match[str], _text: str, _published: Published | None) -> _Point | None:
    written = Written(year=int(match["y"]), month=int(match["m"]), day=int(match["d"]))
    return _Point(match.start(), match.end(), written) if _possible(written) else None


def _first_year(match: re.Match[str], _text: str, _published: Published | None) -> _Point | None:
    return _Point(match.start(), match.end(), Written(year=int(match["y"])))


def _written(match: re.Match[str], text: str, _published: Published | None) -> _Point | None:
    """A year, month, day, season, half or quarter, in any of the orders Chinese allows."""
    parts = match.groupdict()
    if not any(parts[k] for k in ("minguo", "year", "relyear", "month", "half", "quarter", "relmonth", "firstmonths")):
        return None
    if not any(parts[k] for k in ("minguo", "year", "relyear", "relmonth")):
        if parts["season"] or (parts["quarter"] and not match.group().lstrip().startswith("第")):
            return None
        if parts["month"] and not parts["day"] and not _stands_alone(match, text):
            return None
    end = match.end()
    if re.match(r"\s?第\s?[\d一二三四五六七八九十百]+\s?号", text[end : end + 12]):
        return None  # the number of a notice: "公告2024年第46号"
    if parts["part"] and _glued(parts, text, end):
        end -= len(parts["part"])
        parts["part"] = None
    if parts["relyear"] == "当年" or parts["relmonth"] == "当月":
        return None  # of a year the text speaks of, not of publication
    written = Written(
        year=_year(parts),
        year_back=_BACK.get(parts["relyear"] or ""),
        season=_SEASONS.get((parts["season"] or " ")[0]),
        half={"上": 1, "下": 2}.get((parts["half"] or " ")[0]),
        quarter=_integer(parts["quarter"]),
        first_months=_integer(parts["firstmonths"]),
        month=_integer(re.sub(r"\s?月份?", "", parts["month"] or "")),
        day=_integer(re.sub(r"\s?[日号]", "", parts["day"] or "")),
        month_back={"上": -1, "本": 0, "这": 0, "下": 1}.get((parts["relmonth"] or " ")[0]),
        part=_PARTS.get((parts["part"] or " ").removeprefix("年")[0]),
    )
    if written.day is not None and written.month is None and written.month_back is None:
        return None
    if not _possible(written):
        return None
    if written.month_back is not None and written.day is not None:
        return _Point(match.start(), end, None, _day_of_month(written, _published))
    return _Point(match.start(), end, written)


def _glued(parts: dict[str, str | None], text: str, end: int) -> bool:
    """Whether the last character belongs to another word ("2024年中国…", "9月底特律")."""
    part = parts["part"] or ""
    if part == "中":
        return bool(re.match(r"[国方共央东西美俄铁资小型心]", text[end : end + 1])) or parts["month"] is not None
    return part in ("初", "底", "末") and bool(re.match(r"[步级始特下尾]", text[end : end + 1]))


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Whether "9月" is a month of a year and not a number of months or part of a name ("三月份"), nor "每年3月"."""
    before = text[max(0, match.start() - 2) : match.start()]
    return not re.search(r"[第个\d]$|[一-龥]字$", before) and not text[match.end() : match.end() + 2].startswith(
        ("光", "亮", "球", "牙")
    )


def _year(parts: dict[str, str | None]) -> int | None:
    if parts["minguo"]:
        value = number(parts["minguo"])
        return None if value is None else int(value) + MINGUO
    return _integer(re.sub(r"\s?年", "", parts["year"] or ""))


def _integer(text: str | None) -> int | None:
    value = number(text) if text else None
    return None if value is None else int(value)


def _possible(w: Written) -> bool:
    longest = 29 if w.month == 2 else 30 if w.month in (4, 6, 9, 11) else 31
    if w.month == 2 and w.day == 29 and w.year is not None and (w.year % 4 or (w.year % 100 == 0 and w.year % 400)):
        return False
    return (w.day is None or w.day <= longest) and (w.month is None or 1 <= w.month <= 12)


def _day_of_month(w: Written, published: Published | None) -> dict[str, Any]:
    month = resolve(Written(month_back=w.month_back), published)
    if month["edtf"] is None:
        return month | {"precision": "day"}
    return month | {"edtf": f"{month['edtf']}-{w.day:02}", "precision": "day"}


def _weekday(match: re.Match[str], text: str, published: Published | None) -> _Point | None:
    if match["weekday"] == "末" or (
        match["week"] is None and match.group().startswith("周") and _name_of_person(match, text)
    ):
        return None
    day = "一二三四五六日天".index(match["weekday"]) % 7 if match["weekday"] != "天" else 6
    if match["week"] is None:
        return _Point(match.start(), match.end(), Written(weekday=day))
    today = published.exact if published else None
    if today is None:
        value = {"edtf": None, "precision": "day", "relative": True, "rule": NEEDS_PUBLICATION}
        return _Point(match.start(), match.end(), None, value)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_WEEKS[match["week"]])
    rule = "weekday of a week counted from publication"
    value = {"edtf": (monday + timedelta(days=day)).isoformat(), "precision": "day", "relative": True, "rule": rule}
    return _Point(match.start(), match.end(), None, value)


def _name_of_person(match: re.Match[str], text: str) -> bool:
    """ "周一" may open a name ("周一鸣"): a weekday is followed by no given name."""
    return text[match.end() : match.end() + 1] in "鸣帆龙凡飞山川平峰" if text[match.end() : match.end() + 1] else False


def _week(match: re.Match[str], _text: str, _published: Published | None) -> _Point | None:
    return _Point(match.start(), match.end(), Written(week_back=_WEEKS[match["week"]]))


def _day(match: re.Match[str], text: str, _published: Published | None) -> _Point | None:
    if text[match.end() : match.end() + 2] in ("头条", "俄罗"):
        return None
    return _Point(match.start(), match.end(), Written(day_back=_DAYS[match.group()]))


def _ago(match: re.Match[str], text: str, _published: Published | None) -> _Point | None:
    count = _integer(match["count"])
    if count is None or match["half"] or text[max(0, match.start() - 1) : match.start()] in ("第", "月"):
        return None
    return _Point(match.start(), match.end(), Written(ago=(count, _UNIT[match["unit"]])))


def _stretch(match: re.Match[str], text: str, _published: Published | None) -> _Point | None:
    count = 6 if match["count"] == "半" and match["unit"] == "年" else _integer(match["count"])
    unit = "month" if match["count"] == "半" else _UNIT[match["unit"]]
    if count is None or text[max(0, match.start() - 1) : match.start()] in ("第", "附"):
        return None
    kind = "within" if match.group().endswith("内") and not match.group().startswith(("过", "近", "最")) else "past"
    return _Point(match.start(), match.end(), Written(span=(count, unit, kind)))


def _bare_day(match: re.Match[str], _text: str, published: Published | None) -> _Point | None:
    """ "18日": of the month of publication, or of the one before when that day is still to come."""
    day, today = _integer(match["day"]) or 0, published.exact if published else None
    value: dict[str, Any] = {"edtf": None, "precision": "day", "relative": True, "rule": NEEDS_PUBLICATION}
    if day < 1:
        return None
    if today is not None:
        first = today.replace(day=1) if day <= today.day else (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        if day > monthrange(first.year, first.month)[1]:
            return None
        value |= {"edtf": first.replace(day=day).isoformat(), "rule": "the last such day before publication"}
    return _Point(match.start(), match.end(), None, value)


def _vague(match: re.Match[str], _text: str, _published: Published | None) -> _Point | None:
    value = {
        "edtf": None,
        "precision": "vague",
        "relative": True,
        "rule": "the words do not say when",
        "vague": match.group(),
    }
    return _Point(match.start(), match.end(), None, value)


def _joined(text: str, first: _Point, second: _Point) -> bool:
    between = text[first.end : second.start]
    if first.written is None or second.written is None or not _JOIN.fullmatch(between):
        return False
    if between.strip() in ("与", "和"):
        return False
    return second.written.span is None and second.written.ago is None and first.written.span is None


def _interval(first: _Point, second: _Point, published: Published | None) -> dict[str, Any]:
    """Two ends as one EDTF interval; the second borrows year and month of the first, or the first the second's year."""
    a, b = first.written or Written(), second.written or Written()
    if b.year is None and b.year_back is None and b.month is not None:
        b = replace(b, year=a.year, year_back=a.year_back)
    begin = resolve(a, published)
    if b.year is None and b.year_back is None and b.month and a.month and re.match(r"\d{4}-", begin["edtf"] or ""):
        b = replace(b, year=int(begin["edtf"][:4]) + (b.month < a.month))
    last = resolve(b, published)
    value = {"precision": "interval", "relative": begin["relative"] or last["relative"], "rule": begin["rule"]}
    if begin["edtf"] is None or last["edtf"] is None:
        return {
            "edtf": None,
            **value,
            "ends": [begin.get("ambiguous") or begin["edtf"], last.get("ambiguous") or last["edtf"]],
        }
    return {"edtf": begin["edtf"].split("/")[0] + "/" + last["edtf"].split("/")[-1], **value}


def _bound(text: str, start: int, end: int) -> str | None:
    """The word beside a date that makes it a border: "自…起", "截至", "…之前"."""
    rows = table("chinese_values")["date_bounds"]
    for bound, words in rows["after"].items():
        if text[end : end + 8].lstrip().startswith(tuple(words)):
            return str(bound)
    for bound, words in rows["before"].items():
        if text[max(0, start - 8) : start].rstrip().endswith(tuple(words)):
            return str(bound)
    return None
