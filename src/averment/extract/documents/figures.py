"""Figures as papers write them: every reading that the signs allow, the unit and the currency beside them.

"1.234" may be a thousand or a little over one: both readings are kept, and the paper's own arithmetic may decide
(`arithmetic.py`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from averment.extract.tables import table
from averment.extract.values.numbers import plain

_SPACES = " \u00a0\u202f\u2009"
_FIGURE = re.compile(
    rf"(?<![\w.,/-])[-–−(]?(?P<digits>\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d[\d.,]*\d|\d)(?![\d])"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at offsets of a text. `point` and `comma` are its values with that sign as the decimal mark, None
    where that reading is impossible; they are equal where the sign does not matter."""

    start: int
    end: int
    point: Decimal | None
    comma: Decimal | None

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """All values it may have, without repetition."""
        found = [r for r in (self.point, self.comma) if r is not None]
        return tuple(dict.fromkeys(found))

    @property
    def certain(self) -> Decimal | None:
        """Its value, where there is only one."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def mark(self) -> str | None:
        """The decimal mark that it proves: "point" or "comma"; None where it proves nothing."""
        if self.point is None or self.comma is None:
            return "point" if self.point is not None else "comma"
        return None


def figures(text: str, *, exact: bool = False) -> Iterator[Figure]:
    """Every number of a text. `exact`: it comes from a workbook's cell, where the point is the decimal mark."""
    for match in _FIGURE.finditer(text):
        found = read_figure(match["digits"], exact=exact)
        if found is not None:
            point, comma = found
            yield Figure(match.start("digits"), match.end("digits"), point, comma)


def read_figure(digits: str, *, exact: bool = False) -> tuple[Decimal | None, Decimal | None] | None:
    """The value with a decimal point and the value with a decimal comma; None when it is no number.

    >>> read_figure("1,234.50"), read_figure("12,5")
    ((Decimal('1234.50'), None), (None, Decimal('12.5')))
    >>> read_figure("1.234")
    (Decimal('1.234'), Decimal('1234'))
    """
    compact = re.sub(rf"[{_SPACES}'’]", "", digits)
    spaced = len(compact) != len(digits)
    if not re.fullmatch(r"\d+(?:[.,]\d+)*", compact) or len(compact) > 30:
        return None
    point, comma = _with_mark(compact, ".", ",", spaced), _with_mark(compact, ",", ".", spaced)
    if exact and point is not None and "," not in compact:
        comma = point
    if point is None and comma is None:
        return None
    return point, comma


def _with_mark(compact: str, mark: str, group: str, spaced: bool) -> Decimal | None:
    whole, *rest = compact.split(mark)
    if len(rest) > 1 or (rest and group in rest[0]):
        return None
    if group in whole:
        first, *groups = whole.split(group)
        if spaced or not 1 <= len(first) <= 3 or first.startswith("0") or any(len(g) != 3 for g in groups):
            return None
        whole = first + "".join(groups)
    return Decimal(whole + ("." + rest[0] if rest else ""))


# ---- units


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, spellings in table("documents")["units"].items():
        for spelling in spellings:
            found.setdefault(spelling.lower().rstrip("."), code)
    for code, row in table("units").items():
        for spelling in [*row["symbols"], *row["words"]]:
            found.setdefault(spelling.lower().rstrip("."), code)
            found.setdefault(spelling.lower() + "s", code)
    return found


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    spellings = sorted(_units(), key=lambda s: (-len(s), s))
    return re.compile(
        r"\s*\(?(?P<unit>" + "|".join(re.escape(s) for s in spellings) + r")(?![a-zа-я0-9])\.?", re.IGNORECASE
    )


def unit_code(text: str) -> str | None:
    """The UN/ECE Recommendation 20 code of a unit as written: "шт." is H87; None when it is no unit."""
    return _units().get(" ".join(text.lower().strip(" ()").rstrip(".").split()))


def unit_after(text: str, at: int) -> tuple[int, int, str] | None:
    """The unit that follows a figure: start, end and code."""
    match = _unit_pattern().match(text, at)
    return None if match is None else (*match.span("unit"), _units()[match["unit"].lower()])


def unit_in(text: str) -> str | None:
    """The unit that the head of a column names: "Кол-во, шт." or "Net weight (KG)"."""
    for match in re.finditer(r"[(,/]\s*([^(),/]{1,20})\)?\s*$", text):
        code = unit_code(match[1])
        if code:
            return code
    return None


# ---- currencies


@lru_cache(maxsize=1)
def _currencies() -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for name, entry in table("currencies").items():
        row = {"currency": entry.get("code", name), **{k: entry[k] for k in ("ambiguous", "assumed") if k in entry}}
        for spelling in [*entry.get("signs", ()), *entry.get("words", ())]:
            found.setdefault(spelling.lower(), row)
            if spelling.isascii() and len(spelling) > 3 and spelling.isalpha():
                found.setdefault(spelling.lower() + "s", row)
    return found


@lru_cache(maxsize=1)
def _currency_pattern() -> re.Pattern[str]:
    spellings = sorted(_currencies(), key=lambda s: (-len(s), s))
    listed = "|".join(
        (r"(?<![a-zа-я])" if s[0].isalpha() and not "\u4e00" <= s[0] <= "\u9fff" else "")
        + re.escape(s)
        + (r"(?![a-zа-я])" if s[-1].isalpha() and not "\u4e00" <= s[-1] <= "\u9fff" else "")
        for s in spellings
    )
    return re.compile(listed, re.IGNORECASE)


def currency_in(text: str) -> Mapping[str, Any] | None:
    """The one currency that a text names: `{"currency": "CNY"}`, or `currency` None with `ambiguous` for "¥".

    None when it names none, or several that differ.
    """
    found = [_currencies()[m.group().lower()] for m in _currency_pattern().finditer(text)]
    codes = {f["currency"] for f in found if f["currency"] is not None}
    if len(codes) > 1:
        return None
    return next((f for f in found if f["currency"] is not None), found[0] if found else None)


def number_value(readings: tuple[Decimal, ...], key: str) -> dict[str, Any]:
    """`{key: number}`, or `{key: None, "readings": […]}` where several stay open."""
    if len(readings) == 1:
        return {key: plain(readings[0])}
    return {key: None, "readings": [plain(r) for r in readings]}
