"""Amounts of money, and currencies named without an amount."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from averment.extract.found import Found
from averment.extract.language import unbroken
from averment.extract.tables import table
from averment.extract.values.numbers import (
    DIGITS,
    GAP,
    IN_WORDS,
    SCALE,
    digits_value,
    hedge,
    plain,
    scale_value,
    words_value,
)
from averment.method import method
from averment.passage import Passage

MONEY = method("extract.money", "1")

PER = (
    r"(?: (?:per (?P<per>[a-z]+)"
    r"|(?:a|an|each|every) (?P<per_time>year|month|week|day|unit|piece|tonne|ton|kilogram|barrel)\b"
    r"|(?P<perly>annually|monthly|weekly|daily|yearly|apiece|each)\b))?"
)
"""What an amount is for each of: "a year", "per shell", "apiece"."""


def money(passage: Passage) -> Iterator[Found]:
    """Every amount and every currency named alone, in any language the table knows."""
    text = unbroken(passage.text)
    taken: list[tuple[int, int]] = []
    for pattern in _amounts():
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            value = _amount(match, text)
            if value is not None:
                taken.append(match.span())
                start = match.start() + len(match.groupdict().get("between") or "")
                yield _found(passage, start, match.end(), value)
    for match in _vague().finditer(text):
        taken.append(match.span())
        currency = _by_word()[match["word"].lower()]
        yield _found(
            passage, *match.span(), {"amount": None, "vague": match["vague"].lower(), "currency": currency["code"]}
        )
    for match in _bare().finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            code = _by_word()[match.group().lower()]["code"]
            yield _found(passage, match.start(), match.end(), {"amount": None, "currency": code})


def _found(passage: Passage, start: int, end: int, value: dict[str, Any]) -> Found:
    return Found(passage.start + start, passage.start + end, "Money", MONEY.id, value)


def _amount(match: re.Match[str], text: str) -> dict[str, Any] | None:
    parts = match.groupdict()
    currency = _currency(parts)
    scale = scale_value(parts.get("scale"))
    high = _number(parts["high"]) if parts.get("high") else None
    low = _number(parts["low"])
    if currency is None or low is None:
        return None
    low *= scale_value(parts["low_scale"]) if parts.get("low_scale") else scale
    bound = hedge(text[: match.start()], text[match.end() :])
    value: dict[str, Any] = {
        "amount": None if high is not None else plain(low),
        "low": plain(low),
        "high": plain(low if high is None else high * scale),
        "currency": currency["code"],
        "approx": bound == "about",
        "bound": bound,
    }
    if per := parts.get("per") or parts.get("per_time") or parts.get("perly"):
        value["per"] = per
    for key in ("ambiguous", "assumed"):
        if currency.get(key):
            value[key] = currency[key]
    return value


def _number(text: str) -> Decimal | None:
    return digits_value(text) if text[0].isdigit() else words_value(text)


def _currency(parts: dict[str, str | None]) -> dict[str, Any] | None:
    if sign := parts.get("sign"):
        return _by_sign()[sign]
    return _by_word()[" ".join((parts["word"] or "").lower().split())]


@lru_cache(maxsize=1)
def _by_sign() -> dict[str, dict[str, Any]]:
    return {
        sign: {"code": entry.get("code", name), **entry}
        for name, entry in table("currencies").items()
        for sign in entry.get("signs", ())
    }


@lru_cache(maxsize=1)
def _by_word() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, entry in table("currencies").items():
        for word in [*entry.get("words", ()), *(s for s in entry.get("signs", ()) if s.isalpha())]:
            record = {"code": entry.get("code", name), **entry}
            found.setdefault(word.lower(), record)
            found.setdefault(word.lower() + "s", record)
    return found


@lru_cache(maxsize=1)
def _amounts() -> tuple[re.Pattern[str], ...]:
    """Sign or code before the amount; amount before sign, code or word."""
    signs = "|".join(re.escape(s) + (r"(?![A-Za-z])" if s[-1].isalpha() else "") for s in _longest(_by_sign()))
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") + _edge(w) for w in _longest(_by_word()))
    codes = "|".join(s for s in _longest(_by_sign()) if s.isalpha() and len(s) == 3)
    number, short = rf"(?:{DIGITS}|{IN_WORDS})", rf"(?:{GAP}?(?:[kKmMbB]|bn|mn)(?![\w-]))"
    dash = rf"(?:{GAP}?[-–—]{GAP}?| to | до )"
    before = (
        rf"(?P<between>\b[Bb]etween )?(?<![\w])(?P<sign>{signs}){GAP}?(?P<low>{DIGITS})(?P<low_scale>{SCALE}|{short})?"
        rf"(?:(?(between) and |{dash})(?:{signs})?{GAP}?(?P<high>{DIGITS}))?"
        rf"(?P<scale>(?<=[\d]){SCALE}|(?<=[\d]){short})?(?![\d]){PER}"
    )
    after = (
        rf"(?<![\w.,-])(?P<low>{number})(?P<low_scale>{SCALE})?(?:{dash}(?P<high>{number}))?(?P<scale>{SCALE})?"
        rf"{GAP}?-?(?:(?P<word>{words})|(?P<sign>[€₽₴₸₺₹₩₪£]|{codes})(?!\w)){PER}"
    )
    return re.compile(before), re.compile(after, re.I)


def _edge(word: str) -> str:
    return r"(?![\w])" if word[-1].isalpha() and word[-1].isascii() else r"(?![a-zа-я])"


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    names = [w for w, e in _by_word().items() if e.get("bare") and w.isascii() and len(w) > 3]
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in _longest(names)) + r")(?![\w-])(?! (?:zone|area|bloc))", re.I
    )


@lru_cache(maxsize=1)
def _vague() -> re.Pattern[str]:
    names = "|".join(re.escape(w) for w in _longest(_by_word()) if w.isascii() and len(w) > 3)
    return re.compile(
        rf"\b(?P<vague>(?:(?:tens|hundreds|dozens) of )?(?:thousands|millions|billions)) of (?P<word>{names})\b", re.I
    )


def _longest(spellings: Any) -> list[str]:
    return sorted(spellings, key=lambda s: (-len(s), s))
