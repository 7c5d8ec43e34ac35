"""Numbers as Chinese writes them, in digits, in Han characters and in both, with what hedges them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from averment.extract.tables import table
from averment.extract.values.numbers import plain

DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_HAN = "".join(DIGITS) + "".join(UNITS) + "万亿"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:万亿|[百千]万|十万|[十百千]?亿|万|亿|千|百)"
NUMBER = (
    rf"(?:(?<![\dA-Za-z.,\-])(?:{_ARABIC})(?:\s?{SCALE})?"
    rf"|(?<![{_HAN}第])[{_HAN}]+(?:点[{''.join(DIGITS)}]+)?{SCALE}?)(?:[多余](?!次))?{SCALE}?"
)
"""A number. "多" and "余" in it ("三十多架", "500余万元") mean "and some"."""

VAGUE = re.compile(
    r"(?:数(?:十|百|千|万|亿)+(?:万|亿)?|几(?:十|百|千|万|亿)+(?:万|亿)?|十几|几十"
    r"|上(?:百|千|万|亿)(?:万|亿)?|成(?:百|千)上(?:千|万)|若干|好几)"
)
"""Numbers that are left open: "数十", "几百", "上千"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of them in an image: from `start` to `end`, hedges outside."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    bound: str

    def value(self) -> dict[str, Any]:
        """The keys of a record: value, low, high, approx, bound (see the manual's extract chapter)."""
        return {
            "value": plain(self.low) if self.high is None else None,
            "low": plain(self.low),
            "high": plain(self.low if self.high is None else self.high),
            "approx": self.bound == "about",
            "bound": self.bound,
        }


def number(text: str) -> Decimal | None:
    """The value of a number in digits, Han characters or both; None when it is none.

    >>> number("37"), number("三十七"), number("1.2亿"), number("二〇二四"), number("两千五百万"), number("103,000")
    (Decimal('37'), Decimal('37'), Decimal('120000000.0'), Decimal('2024'), Decimal('25000000'), Decimal('103000'))
    """
    text = text.replace(",", "").replace(" ", "").replace("多", "").replace("余", "")
    digits = re.match(r"\d+(?:\.\d+)?", text)
    if digits:
        scale = _han(text[digits.end() :] or "一", bare=True)
        return None if scale is None else Decimal(digits.group()) * scale
    whole, _, part = text.partition("点")
    tail = ""
    while part and part[-1] not in DIGITS:
        part, tail = part[:-1], part[-1] + tail
    value = _han(whole)
    if value is None:
        return None
    if part:
        value += Decimal("0." + "".join(str(DIGITS[c]) for c in part))
    scale = _han(tail, bare=True) if tail else Decimal(1)
    return None if scale is None else value * scale


def _han(text: str, *, bare: bool = False) -> Decimal | None:
    """A number in Han characters: by place ("三十七") or digit by digit ("二〇二四"). `bare`: a scale alone counts."""
    if not text or any(c not in DIGITS and c not in UNITS and c not in MYRIADS for c in text) or text in ("零", "〇"):
        return None
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    if text[0] in MYRIADS and not bare:
        return None
    total, section, digit, last = 0, 0, -1, 0
    for c in text:
        if c in DIGITS:
            if digit > 0:
                return None  # "三五十": two digits in one place
            digit = DIGITS[c]
        elif c in UNITS:
            section += (1 if digit < 0 else digit) * UNITS[c]
            digit, last = -1, UNITS[c]
        else:
            group = section + max(digit, 0)
            whole = total + group
            total = (whole or 1) * MYRIADS[c] if MYRIADS[c] > 10**4 or not total else total + (group or 1) * MYRIADS[c]
            section, digit, last = 0, -1, MYRIADS[c]
    if digit > 0 and last >= 100 and text[-2] not in "零〇":
        digit *= last // 10  # "一百五" is a hundred and fifty, "三万五" thirty-five thousand
    return Decimal(total + section + max(digit, 0))


def amounts(text: str) -> list[Amount]:
    """Every number and range of numbers of an image, from left to right, with its bound."""
    found = []
    for match in _range().finditer(text):
        low_text, high_text = match["low"], match["high"]
        if high_text and (scale := re.search(SCALE + "$", high_text)) and not re.search(SCALE, low_text):
            low_text += scale.group()  # "5至10万": both are counted in tens of thousands
        low, high = number(low_text), number(high_text) if high_text else None
        if low is None or (high_text and (high is None or high <= low)):
            continue
        bound = hedge(text, match.start(), match.end())
        if re.search("[多余]", match.group()) and bound in ("exact", "about"):
            bound = "at_least"
        found.append(Amount(match.start(), match.end(), low, high, bound))
    return found


@lru_cache(maxsize=1)
def _range() -> re.Pattern[str]:
    second = rf"(?:(?:{_ARABIC})(?:\s?{SCALE})?|[{_HAN}]+(?:点[{''.join(DIGITS)}]+)?{SCALE}?)"
    return re.compile(rf"(?P<low>{NUMBER})(?:\s?(?:至|到|-|—|–|~)\s?(?P<high>{second}))?")


def hedge(text: str, start: int, end: int, after: int | None = None) -> str:
    """How the words around a number bound it; `after` is where its unit ends ("37架以上").

    >>> hedge("至少37架", 2, 4), hedge("约50公斤", 1, 3), hedge("50公斤左右", 0, 2, 4)
    ('at_least', 'about', 'about')
    """
    before, behind = _hedges()
    lead = before.search(text[max(0, start - 8) : start])
    if lead:
        return _names()[lead[1]]
    tail = behind.match(text, end if after is None else after)
    return _names()["after " + tail[1]] if tail else "exact"


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    rows = table("chinese_values")["hedges"]
    before = {w: bound for bound, words in rows["before"].items() for w in words}
    return before | {"after " + w: bound for bound, words in rows["after"].items() for w in words}


@lru_cache(maxsize=1)
def _hedges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = sorted((w for w in _names() if not w.startswith("after ")), key=lambda w: (-len(w), w))
    behind = sorted((w[6:] for w in _names() if w.startswith("after ")), key=lambda w: (-len(w), w))
    return re.compile(rf"({'|'.join(before)})(?:为|有|达|达到|在|是|计|共|共计)?$"), re.compile(
        rf"({'|'.join(behind)})"
    )
