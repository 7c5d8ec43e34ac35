"""How much a string looks like writing: the scale on which encodings are weighed."""

import math
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_PUNCTUATION = frozenset("«»„“”‘’‚‹›—–…№°§·•\u00a0€£¥©®™×±²³½¼¾¿¡ªº´µ")
_WIDE_PUNCTUATION = frozenset("，。、：；？！（）《》“”‘’【】—…％￥·「」『』〔〕\u3000")

# Natural logs of chances: orders of magnitude are what matters here.
_PUNCTUATION_LOG = math.log(0.01)
_KANA_LOG = math.log(1 / 80)
_HANGUL_LOG = math.log(1 / 800)
_UNUSUAL_LOG = math.log(1e-5)
_FORBIDDEN_LOG = math.log(1e-8)
_HANZI_LEVEL_1 = math.log(3e-5)
"""A character of GB 2312 level 1 (3,755 in daily use) or Big5 level 1 that is not in the table."""
_HANZI_LEVEL_2 = math.log(1.6e-6)
_UPPER_STARTS = math.log(0.15)
_UPPER_GOES_ON = math.log(0.85)
_CASE_BREAK = -6.0
"""A capital after a small letter, inside a word: the mark of KOI8-R read as Windows-1251 and the reverse."""
_SCRIPT_BREAK = -5.0
"""A Cyrillic letter beside a Latin one."""


@cache
def _table() -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    raw: dict[str, Any] = yaml.safe_load((files("averment") / "data" / "letter_frequency.yaml").read_text("utf-8"))
    cyrillic = {k: math.log(v / 100) for part in ("ukrainian", "russian") for k, v in raw[part].items()}
    ranked = {c: -math.log(30 + 5 * rank) for rank, c in reversed(list(enumerate(raw["chinese"])))}
    return cyrillic, ranked, frozenset(raw["western"])


def common_hanzi(text: str) -> float:
    """The share of characters that are among the common Chinese ones, 0 to 1."""
    ranked = _table()[1]
    return sum(c in ranked for c in text) / max(len(text), 1)


def likelihood(text: str) -> float:
    """Sum of the log-chances of the characters beyond ASCII: nearer to 0 is more like writing.

    >>> likelihood("поставка") > likelihood("onbntxhj".translate({ord(c): 0x401 + i for i, c in enumerate("abc")}))
    False
    """
    total = 0.0
    before = " "
    for c in text:
        if c >= "\x80":
            total += _chance(c, before)
        elif before >= "\u0400" and before <= "\u04ff" and c.isalpha():
            total += _SCRIPT_BREAK
        before = c
    return total


def _chance(c: str, before: str) -> float:
    cyrillic, ranked, western = _table()
    if "\u0400" <= c <= "\u04ff":
        return cyrillic.get(c.lower(), _UNUSUAL_LOG) + _case(c, before)
    if c in ranked:
        return ranked[c]
    if c in _WIDE_PUNCTUATION or c in _PUNCTUATION:
        return _PUNCTUATION_LOG
    if c in western:
        return math.log(1 / 40) if (before.isascii() and before.isalpha()) or before in western else math.log(1 / 1500)
    if "\u4e00" <= c <= "\u9fff":
        return _hanzi(c)
    if "\u3041" <= c <= "\u30fe":
        return _KANA_LOG
    if "\uac00" <= c <= "\ud7a3":
        return _HANGUL_LOG
    if c == "\ufffd" or c <= "\x9f" or "\ue000" <= c <= "\uf8ff" or "\u2500" <= c <= "\u25ff":
        return _FORBIDDEN_LOG
    return _UNUSUAL_LOG if c <= "\u024f" else _FORBIDDEN_LOG


def _case(c: str, before: str) -> float:
    if before.isascii() and before.isalpha():
        return _SCRIPT_BREAK
    if c.islower():
        return 0.0
    if before.islower():
        return _CASE_BREAK
    return _UPPER_GOES_ON if before.isupper() else _UPPER_STARTS


@cache
def _hanzi(c: str) -> float:
    try:
        return _HANZI_LEVEL_1 if c.encode("gb2312")[0] <= 0xD7 else _HANZI_LEVEL_2
    except UnicodeEncodeError:
        pass
    try:
        return _HANZI_LEVEL_1 if c.encode("big5")[0] <= 0xC6 else _FORBIDDEN_LOG
    except UnicodeEncodeError:
        return _FORBIDDEN_LOG
