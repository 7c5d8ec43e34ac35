"""Amounts of money in Chinese text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from averment.extract.chinese.numbers import VAGUE, Amount, amounts, hedge
from averment.extract.chinese.page import Page
from averment.extract.found import Found
from averment.extract.tables import table
from averment.extract.values.numbers import plain
from averment.method import method

CHINESE_MONEY = method("extract.chinese_money", "1")

_BARE = ("元", "圆", "块钱", "块")
"""A yuan of some country: which one, the words do not say."""


def money(page: Page) -> Iterator[Found]:
    """Every amount of a page, and currencies after a vague number ("数百万美元")."""
    text = page.text
    for amount in amounts(text):
        after = _after().match(text, amount.end)
        before = _before().search(text[max(0, amount.start - 8) : amount.start])
        if after is None and before is None:
            continue
        start = amount.start - (len(before[0]) if before else 0)
        end = after.end() if after else amount.end
        word = before["word"] if before else after["word"] if after else ""
        yield _found(page, start, end, _value(page, amount, word, end, start))
    for match in VAGUE.finditer(text):
        after = _after().match(text, match.end())
        if after is not None:
            currency = _currency(page, after["word"])
            yield _found(page, match.start(), after.end(), {"amount": None, "vague": match.group(), **currency})


def _found(page: Page, start: int, end: int, value: dict[str, Any]) -> Found:
    return Found(*page.offsets(start, end), "Money", CHINESE_MONEY.id, value)


def _value(page: Page, amount: Amount, word: str, end: int, start: int) -> dict[str, Any]:
    bound = amount.bound if amount.bound != "exact" else hedge(page.text, start, amount.end, end)
    value: dict[str, Any] = {
        "amount": None if amount.high is not None else plain(amount.low),
        "low": plain(amount.low),
        "high": plain(amount.low if amount.high is None else amount.high),
        **_currency(page, word),
        "approx": bound == "about",
        "bound": bound,
    }
    if per := _per(page.text, start, end):
        value["per"] = per
    return value


def _per(text: str, start: int, end: int) -> str | None:
    """What an amount is for each of: "每架约10万美元", "10万美元/架", "单价"."""
    behind = re.match(r"\s?(?:/|每|一)(?P<of>[年月日天架台件个只枚套辆艘吨人])", text[end : end + 4])
    before = re.search(
        r"(?:每|单)(?P<of>[年月日天架台件个只枚套辆艘吨人])(?:的?(?:价格|售价|单价|成本|报价)?)?(?:约|大约|为|约为|高达|至少)*$",
        text[max(0, start - 12) : start],
    )
    found = behind or before
    return {"年": "year", "月": "month", "日": "day", "天": "day"}.get(found["of"], found["of"]) if found else None


def _currency(page: Page, word: str) -> dict[str, Any]:
    """Whose money it is. A bare yuan is that of the mainland where the text is written as there, and then assumed."""
    if word in _BARE:
        if page.traditional:
            return {"currency": None, "ambiguous": ["CNY", "HKD", "TWD"]}
        return {"currency": "CNY", "assumed": True}
    code = _names()[word]
    return {"currency": None, "ambiguous": ["CNY", "JPY"]} if code == "¥" else {"currency": code}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {w: code for code, words in table("chinese_values")["currencies"].items() for w in words} | {
        "¥": "¥",
        "￥": "¥",
    }


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    names = sorted({*_names(), *_BARE} - {"块"}, key=lambda w: (-len(w), w))
    return re.compile(
        rf"\s?(?P<word>{'|'.join(re.escape(n) for n in names)})"
        r"(?:(?<=元)整|(?<=圆)整|(?<=元)人民币)?(?![素件首旦宵老帅气凶])"
    )


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    names = sorted((w for w in _names() if w not in ("元", "圆")), key=lambda w: (-len(w), w))
    return re.compile(rf"(?P<word>{'|'.join(re.escape(n) for n in names)})\s?$")
