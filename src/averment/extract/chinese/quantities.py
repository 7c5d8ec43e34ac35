"""Figures with units, shares with their base, multiples, and counts of things by their classifiers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from averment.extract.chinese.numbers import NUMBER, VAGUE, Amount, amounts, hedge, number
from averment.extract.chinese.page import Page
from averment.extract.chinese.spot import index_at
from averment.extract.found import Found
from averment.extract.tables import table
from averment.extract.values.numbers import plain
from averment.method import method

CHINESE_QUANTITIES = method("extract.chinese_quantities", "1")

_NO_NOUNS = frozenset(["声称", "证实", "显示", "表示", "指控", "报道", "宣称", "确认"])
"""Verbs the dictionary has as nouns too."""

ONE = "C62"
PERCENT = "P1"
_HAN_PERCENT = re.compile(rf"百分之(?P<number>{NUMBER})(?P<more>多|余)?")
_TENTHS = re.compile(
    r"(?P<number>[一二两三四五六七八九]|[1-9])成(?P<half>半|[一二三四五六七八九](?=$|[^一-龥]|的|以))?(?!立|为|功|员|果|本|就|长|分|交|品|熟|都|绩|千|百|员)"
)
_FRACTION = re.compile(
    r"(?P<below>[二三四五六七八九十])分之(?P<top>[一二两三四五六七八九])|(?P<half>一半|半数|过半数?|大半)"
)
_TIMES = re.compile(rf"(?P<number>{NUMBER})倍")
_DOUBLE = re.compile(r"翻(?P<times>一|两|三|1|2|3)?(?:番|倍)")
_ORDINAL = re.compile(
    r"(?:第|编号|型号|序号|号码|条款|公告|附件|表|图|航班|电话|邮编|房|楼|No\.?|[A-Za-z]|[A-Za-z][-/.])\s?$"
)
_REFERRING = re.compile("[两三]家(?:公司|企业)(?=均|都|也|皆|分别|未|没有|拒绝|否认|表示|称|尚)")
_RATE_BEFORE = re.compile(r"(?:每(?P<unit>年|月|日|天|周|小时)|(?P<yearly>年(?=产|供|销|出)|年均))[^，。；,]{0,6}$")
_RATE_AFTER = re.compile(r"/(?P<unit>年|月|日|天|周|小时)")
_RATES = {"年": "year", "月": "month", "日": "day", "天": "day", "周": "week", "小时": "hour", "年均": "year"}
_BASE_BEFORE = re.compile(
    r"占(?:到|了|据)?(?P<base>[^，。；、占]{2,24}?)(?:的|总数的|总量的)?(?:约|大约|近|超过|至少|逾|不到)?$"
)
_BASE_AFTER = re.compile(
    r"(?:以上)?的(?P<base>[^，。；、：“”（）是来由为被在]{2,20}?)(?=来自|是|由|为|被|在|都|均|[，。；、]|$)"
)


def quantities(page: Page) -> Iterator[Found]:
    """Every quantity of a page."""
    yield from _shares(page)
    for match in _TIMES.finditer(page.text):
        times = number(match["number"])
        if times is not None and times > 0 and match["number"] != "一":
            yield _found(page, match.start(), match.end(), {"value": None, "multiplier": plain(times), "unit": None})
    for match in _DOUBLE.finditer(page.text):
        times = 2 ** int(number(match["times"] or "一") or 1)
        yield _found(page, match.start(), match.end(), {"value": None, "multiplier": times, "unit": None})
    for amount in amounts(page.text):
        if found := _measured(page, amount) or _counted(page, amount):
            yield found
    for match in VAGUE.finditer(page.text):
        if found := _vaguely(page, match):
            yield found


def _found(page: Page, start: int, end: int, value: dict[str, Any], short_end: int | None = None) -> Found:
    first, last = page.offsets(start, end)
    short = page.offsets(start, short_end)[1] if short_end is not None and short_end != end else None
    return Found(first, last, "Quantity", CHINESE_QUANTITIES.id, value, short)


def _shares(page: Page) -> Iterator[Found]:
    """ "百分之六十", "六成", "三分之一", each in percent or as a part of one, with its base."""
    text = page.text
    for match in _HAN_PERCENT.finditer(text):
        value = number(match["number"])
        if value is not None:
            yield _share(page, match, value, PERCENT)
    for match in _TENTHS.finditer(text):
        tenth = number(match["number"])
        half = Decimal(5) if match["half"] == "半" else (number(match["half"]) or 0) if match["half"] else Decimal(0)
        if tenth is not None and not re.search(
            "[\\d一二三四五六七八九十百千万建构组造形达完变养促赞]$", text[max(0, match.start() - 2) : match.start()]
        ):
            yield _share(page, match, tenth * 10 + half, PERCENT)
    for match in _FRACTION.finditer(text):
        if match["half"]:
            value = Decimal("0.5")
        else:
            value = (number(match["top"]) or Decimal(1)) / (number(match["below"]) or Decimal(1))
        yield _share(page, match, round(value, 4), ONE)


def _share(page: Page, match: re.Match[str], value: Decimal, unit: str) -> Found:
    bound = hedge(page.text, match.start(), match.end())
    if match.group().startswith("过半"):
        bound = "at_least"
    record = {
        "value": plain(value),
        "low": plain(value),
        "high": plain(value),
        "approx": bound == "about",
        "bound": bound,
    }
    record |= {
        "unit": unit,
        "unit_text": "" if unit == ONE else match.group()[-1] if match.group().endswith("成") else "百分之",
    }
    return _found(page, match.start(), match.end(), record | _base(page, match.start(), match.end()))


def _base(page: Page, start: int, end: int) -> dict[str, Any]:
    """What a share is a share of: "60%的外国零部件", "占外国零部件的60%"."""
    lead = re.search(r"[，。；：]?([^，。；：]*)$", page.text[max(0, start - 60) : start])
    before = _BASE_BEFORE.search(lead[1]) if lead else None
    if before and lead:
        at = max(0, start - 60) + lead.start(1) + before.start("base")
        return _based(page, at, at + len(before["base"]))
    after = _BASE_AFTER.match(page.text, end)
    return _based(page, after.start("base"), after.end("base")) if after else {}


def _based(page: Page, start: int, end: int) -> dict[str, Any]:
    span = page.span(start, end)
    return {"base": span.text, "base_start": span.start, "base_end": span.end}


def _measured(page: Page, amount: Amount) -> Found | None:
    """A number with a unit of measure."""
    text = page.text
    unit = _units().match(text, amount.end)
    if unit is None or _ORDINAL.search(text[max(0, amount.start - 4) : amount.start]):
        return None
    code, end = _unit_codes()[unit["unit"]], unit.end()
    date = re.match("[前内后来初底末度代级份龄]", text[end : end + 1]) or re.search(
        "[近第过每前上]$", text[max(0, amount.start - 1) : amount.start]
    )
    if code in ("ANN", "MON", "DAY") and date:
        return None  # a date or an age, not a length of time
    value = amount.value() | {"unit": code, "unit_text": unit["unit"]}
    if value["bound"] == "exact":
        bound = hedge(text, amount.start, amount.end, end)
        value |= {"bound": bound, "approx": bound == "about"}
    if code in (PERCENT, "percentage point"):
        value |= _base(page, amount.start, end) if code == PERCENT else {}
    elif rate := _rate(text, amount.start, end):
        value["per"] = rate
    return _found(page, amount.start, end, value)


def _rate(text: str, start: int, end: int) -> str | None:
    after = _RATE_AFTER.match(text, end)
    before = _RATE_BEFORE.search(text[max(0, start - 12) : start])
    if after:
        return _RATES[after["unit"]]
    return _RATES.get(before["unit"] or before["yearly"], "year") if before else None


def _counted(page: Page, amount: Amount) -> Found | None:
    """A number, its classifier and the noun counted: "37架军用无人机"."""
    text = page.text
    classifier = _classifiers().match(text, amount.end)
    if classifier is None or _ORDINAL.search(text[max(0, amount.start - 4) : amount.start]):
        return None
    if _REFERRING.match(text, amount.start):
        return None  # "两家公司均…" stands for two that were named
    if text[amount.start : amount.end] in ("一", "1") and not re.search(
        "[仅只]有?$", text[max(0, amount.start - 2) : amount.start]
    ):
        return None  # "一名官员" is "an official"
    value = amount.value() | {"unit": ONE, "unit_text": classifier["word"]}
    if value["bound"] == "exact":
        bound = hedge(text, amount.start, amount.end, classifier.end())
        value |= {"bound": bound, "approx": bound == "about"}
    return _with_noun(page, amount.start, classifier.end(), value, classifier["word"])


def _with_noun(page: Page, start: int, end: int, value: dict[str, Any], word: str) -> Found | None:
    last = _noun_end(page, end)
    if last is None:
        if word == "次":
            return None
        return _found(
            page, start, end, value | {"of": "人" if word in "人名位" else None} | _per(page.text, start, end)
        )
    return _found(
        page, start, last, value | {"of": page.span(end, last).text} | _per(page.text, start, last), short_end=end
    )


def _per(text: str, start: int, end: int) -> dict[str, str]:
    rate = _rate(text, start, end)
    return {"per": rate} if rate else {}


def _noun_end(page: Page, start: int) -> int | None:
    """Where the nouns after a classifier end: adjectives and nouns, up to a verb, a particle or a mark."""
    last = None
    for word in page.words[index_at(page, start) : index_at(page, start) + 16]:
        if word.start < start:
            if word.end > start:
                return None
            continue
        if word.start > start + 14:
            break
        if word.tag[0] == "n" or word.tag in ("vn", "an", "l", "j", "eng", "nz"):
            if word.text in _NO_NOUNS:
                break
            if (
                last is not None
                and word.tag in ("vn", "l")
                and word.text not in table("chinese_values")["nouns_after_nouns"]
            ):
                break
            last = word.end
        elif last is None and word.text in table("chinese_values")["counted_acts"]:
            last = word.end
        elif word.tag in ("b", "a", "f", "s", "ns") and last is None:
            continue
        else:
            break
    return last


def _vaguely(page: Page, match: re.Match[str]) -> Found | None:
    text = page.text
    value: dict[str, Any] = {"value": None, "vague": match.group()}
    unit = _units().match(text, match.end())
    if unit is not None and _unit_codes()[unit["unit"]] not in ("ANN", "MON", "DAY"):
        return _found(
            page, match.start(), unit.end(), value | {"unit": _unit_codes()[unit["unit"]], "unit_text": unit["unit"]}
        )
    classifier = _classifiers().match(text, match.end())
    if classifier is None:
        return None
    return _with_noun(
        page,
        match.start(),
        classifier.end(),
        value | {"unit": ONE, "unit_text": classifier["word"]},
        classifier["word"],
    )


@lru_cache(maxsize=1)
def _unit_codes() -> dict[str, str]:
    rows = table("chinese_values")["units"]
    return {word: code for code, words in rows.items() for word in words}


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    names = sorted(_unit_codes(), key=lambda w: (-len(w), w))
    return re.compile(rf"\s?(?P<unit>(?:{'|'.join(re.escape(n) for n in names)}))(?![A-Za-z])")


@lru_cache(maxsize=1)
def _classifiers() -> re.Pattern[str]:
    names = sorted(table("chinese_values")["classifiers"], key=lambda w: (-len(w), w))
    return re.compile(rf"\s?(?P<word>{'|'.join(names)})(?![月元])")
