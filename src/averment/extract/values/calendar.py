"""From a date as written to EDTF: what it means against a date of publication, and where that stays open.

Extended Date/Time Format, Library of Congress, 2019: https://www.loc.gov/standards/datetime/ . Levels 0 and 1 are
used (intervals, `~` for about, seasons 21–24, quarters are written as intervals), and from level 2 only the month
and day of an unknown year ("XXXX-09-25").
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}

NEEDS_PUBLICATION = "needs publication date"


@dataclass(frozen=True, slots=True)
class Published:
    """When a source was published, as far as is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, edtf: str | None) -> "Published | None":
        """The first date in an EDTF string; None when there is none."""
        found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", edtf or "")
        if found is None:
            return None
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        if not 1 <= month <= 12:
            return cls(year)
        return cls(year, month, day if 1 <= day <= monthrange(year, month)[1] else None)

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written, part by part. `*_back` count from publication: -1 last, 0 this, 1 next."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    first_months: int | None = None
    """The first so many months of the year."""
    decade: bool = False
    year_back: int | None = None
    month_back: int | None = None
    week_back: int | None = None
    day_back: int | None = None
    season_back: int | None = None
    weekday: int | None = None
    weekday_back: int | None = None
    ago: tuple[int, str] | None = None
    span: tuple[int, str, str] | None = None
    """A stretch counted from publication or another moment: (3, "year", "past"), (8, "month", "within")."""
    part: str | None = None
    """"early", "mid", "late", "start", "end", "earlier", "later": less than the whole."""
    swapped: tuple[int, int] | None = None
    """The other reading (month, day) of a date in slashes."""


def resolve(written: Written, published: Published | None) -> dict[str, Any]:
    """`{"edtf", "precision", "relative", "rule"}` and, where two readings stay open, `ambiguous` with `edtf` null."""
    value = _resolve(written, published)
    if written.part and value["edtf"] and written.part not in ("earlier", "later"):
        value["part"] = written.part
        if "/" not in value["edtf"] and not value["edtf"].endswith("~"):
            value["edtf"] += "~"
    elif written.part and value["edtf"] and published is not None:
        value |= _up_to_publication(written, value["edtf"], published)
    return value


def _value(edtf: str | None, precision: str, rule: str, *, relative: bool = False, **more: Any) -> dict[str, Any]:
    return {"edtf": edtf, "precision": precision, "relative": relative, "rule": rule, **more}


def _resolve(w: Written, published: Published | None) -> dict[str, Any]:
    if w.span is not None:
        return _span(w, published)
    if w.ago is not None:
        return _ago(w.ago, published)
    for back, resolver in ((w.day_back, _day_back), (w.week_back, _week_back), (w.month_back, _month_back)):
        if back is not None:
            return resolver(back, published)
    if any(part is not None for part in (w.month, w.season, w.quarter, w.half, w.first_months)):
        return _within_year(w, published)
    if w.weekday is not None:
        return _weekday(w, published)
    if w.year_back is not None:
        if published is None:
            return _value(None, "year", NEEDS_PUBLICATION, relative=True)
        return _value(f"{published.year + w.year_back}", "year", "year counted from publication", relative=True)
    if w.decade:
        return _value(f"{str(w.year)[:3]}X", "decade", "as written")
    return _value(str(w.year), "year", "as written")


def _within_year(w: Written, published: Published | None) -> dict[str, Any]:
    """A month, season, quarter or half: of a year written, a year counted from publication, or neither."""
    relative = w.year is None
    if w.year is not None:
        year, rule = w.year, "as written"
    elif w.year_back is not None:
        if published is None:
            return _unknown_year(w)
        year, rule = published.year + w.year_back, "year counted from publication"
    elif published is None:
        return _unknown_year(w)
    else:
        return _nearest(w, published)
    found = _parts(w, year, rule, relative=relative)
    if w.swapped is not None:
        other = _parts(replace(w, month=w.swapped[0], day=w.swapped[1]), year, rule)
        both = sorted({found["edtf"], other["edtf"]})
        return (
            found
            if len(both) == 1
            else found | {"edtf": None, "ambiguous": both, "rule": "day and month may be swapped"}
        )
    return found


def _parts(w: Written, year: int, rule: str, *, relative: bool = False) -> dict[str, Any]:
    if w.half is not None:
        months = (1, 6) if w.half == 1 else (7, 12)
        return _value(f"{year}-{months[0]:02}/{year}-{months[1]:02}", "half year", rule, relative=relative)
    if w.first_months is not None:
        return _value(f"{year}-01/{year}-{w.first_months:02}", "months", rule, relative=relative)
    if w.quarter is not None:
        first = 3 * w.quarter - 2
        return _value(f"{year}-{first:02}/{year}-{first + 2:02}", "quarter", rule, relative=relative)
    if w.season is not None:
        return _value(f"{year}-{w.season}", "season", rule, relative=relative)
    if w.day is not None:
        return _value(f"{year}-{w.month:02}-{w.day:02}", "day", rule, relative=relative)
    return _value(f"{year}-{w.month:02}", "month", rule, relative=relative)


def _unknown_year(w: Written) -> dict[str, Any]:
    """Without a date of publication the year stays open."""
    if w.half is not None or w.quarter is not None or w.first_months is not None:
        precision = "half year" if w.half else "quarter" if w.quarter else "months"
        return _value(None, precision, NEEDS_PUBLICATION, relative=True)
    if w.season is not None:
        return _value(f"XXXX-{w.season}", "season", NEEDS_PUBLICATION, relative=True)
    day = "" if w.day is None else f"-{w.day:02}"
    return _value(f"XXXX-{w.month:02}{day}", "day" if day else "month", NEEDS_PUBLICATION, relative=True)


def _nearest(w: Written, published: Published) -> dict[str, Any]:
    """A month or season with no year: news means the one that came last, unless it is still to come this year.

    "last" before a season or month that has just passed may mean either; then both are given.
    """
    if w.season is not None:
        return _nearest_season(w, published)
    if w.half is not None or w.quarter is not None:
        return _parts(w, published.year, "of the year of publication", relative=True)
    if published.month is None:
        both = [_parts(w, y, "")["edtf"] for y in (published.year - 1, published.year)]
        return _value(
            None, "day" if w.day else "month", "publication known to the year only", relative=True, ambiguous=both
        )
    here = (w.month or 0, w.day or 0) <= (published.month, published.day or 31)
    if w.month == published.month and w.day is None and w.season_back is None:
        here = True
    if w.season_back == 1:  # "next March"
        return _parts(w, published.year + (1 if here else 0), "next after publication", relative=True)
    if w.season_back == 0:
        return _parts(w, published.year, "of the year of publication", relative=True)
    if w.season_back == -1:  # "last March"
        if here and w.month is not None and w.month < published.month:
            both = [_parts(w, y, "")["edtf"] for y in (published.year - 1, published.year)]
            return _value(None, "month", "the last one, or last year's", relative=True, ambiguous=both)
        return _parts(w, published.year - 1, "last before publication", relative=True)
    if here:
        return _checked_weekday(w, published.year, published)
    if _ahead(w, published) <= 92:  # days: a date soon to come is as likely announced as remembered
        both = [_parts(w, y, "")["edtf"] for y in (published.year - 1, published.year)]
        precision = "day" if w.day else "month"
        return _value(None, precision, "last year's, or soon to come", relative=True, ambiguous=both)
    return _checked_weekday(w, published.year - 1, published)


def _ahead(w: Written, published: Published) -> int:
    today = date(published.year, published.month or 1, published.day or 1)
    month = w.month or 1
    return (date(published.year, month, min(w.day or 1, monthrange(published.year, month)[1])) - today).days


def _checked_weekday(w: Written, year: int, published: Published) -> dict[str, Any]:
    rule = "last before publication"
    if w.weekday is not None and w.day is not None and w.month is not None:
        fits = [y for y in range(published.year + 1, published.year - 7, -1) if _is_weekday(y, w)]
        if fits and year not in fits:
            return _value(None, "day", "the weekday does not fit the nearest year", relative=True, ambiguous=[
                _parts(w, y, "")["edtf"] for y in sorted({year, *fits[:1]})
            ])  # fmt: skip
        rule += "; the weekday agrees"
    return _parts(w, year, rule, relative=True)


def _is_weekday(year: int, w: Written) -> bool:
    if not w.month or not w.day or w.day > monthrange(year, w.month)[1]:
        return False
    return date(year, w.month, w.day).weekday() == w.weekday


def _nearest_season(w: Written, published: Published) -> dict[str, Any]:
    season = w.season or 0
    if published.month is None:
        both = [f"{published.year - 1}-{season}", f"{published.year}-{season}"]
        return _value(None, "season", "publication known to the year only", relative=True, ambiguous=both)
    first, last = SEASON_MONTHS[season]
    year, back = published.year, w.season_back
    if back == 0 or back == 1:
        return _value(
            f"{year + (back if published.month >= first else 0)}-{season}", "season", "of publication", relative=True
        )
    if season == 24:  # a winter begins in one year and ends in the next: EDTF names it by the year it begins in
        return _value(f"{year - 1}-{season}", "season", "last before publication", relative=True)
    if published.month > last and back == -1:
        both = [f"{year - 1}-{season}", f"{year}-{season}"]
        return _value(None, "season", "the one just past, or last year's", relative=True, ambiguous=both)
    past = published.month >= first
    return _value(
        f"{year if past and back is None else year - 1}-{season}", "season", "last before publication", relative=True
    )


def _weekday(w: Written, published: Published | None) -> dict[str, Any]:
    today = published.exact if published else None
    if today is None:
        return _value(None, "day", NEEDS_PUBLICATION, relative=True)
    weekday = w.weekday or 0
    if w.weekday_back == 1:
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        return _value((today + timedelta(days=ahead)).isoformat(), "day", "next such weekday", relative=True)
    behind = (today.weekday() - weekday) % 7
    if w.weekday_back == -1 and behind == 0:
        behind = 7
    found = today - timedelta(days=behind)
    rule = "most recent such weekday on or before publication"
    return _value(found.isoformat(), "day", rule, relative=True)


def _day_back(back: int, published: Published | None) -> dict[str, Any]:
    today = published.exact if published else None
    if today is None:
        return _value(None, "day", NEEDS_PUBLICATION, relative=True)
    return _value((today + timedelta(days=back)).isoformat(), "day", "counted from publication", relative=True)


def _week_back(back: int, published: Published | None) -> dict[str, Any]:
    today = published.exact if published else None
    if today is None:
        return _value(None, "week", NEEDS_PUBLICATION, relative=True)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=back)
    rule = "week (Monday to Sunday) counted from publication"
    return _value(f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", "week", rule, relative=True)


def _month_back(back: int, published: Published | None) -> dict[str, Any]:
    if published is None or published.month is None:
        return _value(None, "month", NEEDS_PUBLICATION, relative=True)
    return _value(_month(published, back), "month", "counted from publication", relative=True)


def _month(published: Published, back: int) -> str:
    months = published.year * 12 + (published.month or 1) - 1 + back
    return f"{months // 12}-{months % 12 + 1:02}"


def _ago(ago: tuple[int, str], published: Published | None) -> dict[str, Any]:
    count, unit = ago
    today = published.exact if published else None
    if (
        published is None
        or (today is None and unit in ("day", "week"))
        or (published.month is None and unit == "month")
    ):
        return _value(None, unit, NEEDS_PUBLICATION, relative=True)
    rule = "counted back from publication"
    if unit == "year":
        return _value(f"{published.year - count}~", "year", rule, relative=True)
    if unit == "month" or today is None:
        return _value(f"{_month(published, -count)}~", "month", rule, relative=True)
    found = today - timedelta(days=count * (7 if unit == "week" else 1))
    return _value(found.isoformat() + ("~" if unit == "week" else ""), "day", rule, relative=True)


FROM_AN_EVENT = ("after", "before", "later", "earlier")
"""Words between a stretch and the event it is counted from: "two weeks after the bank froze the account"."""


def counted_from(value: Mapping[str, Any], day: str) -> dict[str, Any]:
    """A stretch after or before a day that is written beside it: "three days after March 4, 2023".

    Days and weeks give a day; months and years an approximate one of that length.

    >>> counted_from({"duration": "P3D", "direction": "after"}, "2023-03-04")["edtf"]
    '2023-03-07'
    """
    start, count, unit = date.fromisoformat(day), int(value["duration"][1:-1]), value["duration"][-1]
    sign = -1 if value["direction"] == "before" else 1
    if unit in "DW":
        found = (start + timedelta(days=sign * count * (7 if unit == "W" else 1))).isoformat()
        return {**value, "edtf": found, "precision": "day", "rule": f"counted {value['direction']} the day beside it"}
    months = start.year * 12 + start.month - 1 + sign * count * (12 if unit == "Y" else 1)
    found = f"{months // 12:04}-{months % 12 + 1:02}~"
    return {**value, "edtf": found, "precision": "month", "rule": f"counted {value['direction']} the day beside it"}


def _span(w: Written, published: Published | None) -> dict[str, Any]:
    """A stretch before publication, or one that runs from a moment the words do not give."""
    count, unit, kind = w.span or (0, "day", "past")
    duration = f"P{count}{unit[0].upper()}"
    if kind in FROM_AN_EVENT:
        rule = f"counted {kind} what the words around name"
        return _value(None, "duration", rule, duration=duration, direction=kind)
    if kind != "past":
        rule = "counted from the moment of the statement, whose date the words do not give"
        return _value(None, "duration", rule, relative=True, duration=duration)
    if published is None or published.exact is None:
        return _value(None, "duration", NEEDS_PUBLICATION, relative=True, duration=duration)
    start = _ago((count, unit), published)["edtf"].rstrip("~")
    rule = "up to publication"
    return _value(f"{start}/{published.exact.isoformat()}", "interval", rule, relative=True, duration=duration)


def _up_to_publication(w: Written, edtf: str, published: Published) -> dict[str, Any]:
    """ "earlier this year": from its beginning to publication; "later this year": from publication to its end."""
    if re.search(r"-2[1-4]$|[X~]", edtf):
        return {"part": w.part}  # a season or a decade has no first day that could be named
    first, _, last = edtf.partition("/")
    last = last or first
    today = published.exact.isoformat() if published.exact else f"{published.year}"
    if published.exact is None and published.month:
        today = f"{published.year}-{published.month:02}"
    interval = f"{_first_day(first)}/{today}" if w.part == "earlier" else f"{today}/{_last_day(last)}"
    return {"edtf": interval, "part": w.part, "precision": "interval"}


def _first_day(edtf: str) -> str:
    return edtf + {4: "-01-01", 7: "-01"}.get(len(edtf), "")


def _last_day(edtf: str) -> str:
    if len(edtf) == 4:
        return f"{edtf}-12-31"
    if len(edtf) == 7 and int(edtf[5:]) <= 12:
        return f"{edtf}-{monthrange(int(edtf[:4]), int(edtf[5:]))[1]:02}"
    return edtf
