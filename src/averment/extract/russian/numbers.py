"""Numbers in Russian, in digits and in words, with what hedges them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from averment.extract.russian.morphology import readings
from averment.extract.russian.word import Word
from averment.extract.tables import table

GAP = "[ \u00a0\u202f\u2009]"
DIGITS = rf"(?:\d{{1,3}}(?:{GAP}\d{{3}})+(?![\d])|\d+(?:[.,]\d+)?)"
SCALE = (
    rf"(?:{GAP}?(?:тыс\.?|тысяч(?:и|а|у|ам|ами|ах)?|млн\.?|миллион(?:а|ов|ы|ам|ами|у|ом)?"
    rf"|млрд\.?|миллиард(?:а|ов|ы|ам|ами|у|ом)?|трлн\.?|триллион(?:а|ов|ы)?)(?![а-яё]))"
)
_SCALES = (("тыс", 10**3), ("млн", 10**6), ("миллион", 10**6), ("млрд", 10**9), ("миллиард", 10**9),
           ("трлн", 10**12), ("триллион", 10**12))  # fmt: skip


def digits_value(text: str) -> Decimal:
    """The value of a number in digits, as Russian writes it: a comma before decimals, spaces between thousands.

    >>> digits_value("1,2"), digits_value("12 000"), digits_value("1.5")
    (Decimal('1.2'), Decimal('12000'), Decimal('1.5'))
    """
    return Decimal(re.sub(GAP, "", text).replace(",", "."))


def scale_value(text: str | None) -> int:
    """What "тыс.", "миллионов" multiply by; 1 for none."""
    word = (text or "").strip(" .\u00a0\u202f\u2009").lower()
    return next((value for stem, value in _SCALES if word.startswith(stem)), 1)


@lru_cache(maxsize=10_000)
def word_value(word: str) -> Decimal | None:
    """The value of one number word in any case; None for other words."""
    known = table("russian_values")["numbers"]
    for base, tags in readings(word):
        if base in known and (
            tags & {"NUMR", "Coll"} or base in ("один", "пара", "дюжина", "десяток", "сотня", "ноль")
        ):
            return Decimal(str(known[base]))
    return None


def words_value(words: Sequence[Word]) -> Decimal | None:
    """The value of number words in a row, with their scales: "двести пятьдесят тысяч"."""
    total, group, seen = Decimal(0), Decimal(0), False
    last = Decimal(10_000)
    for word in words:
        value = word_value(word.text)
        if value is not None:
            if value >= last and last < 10_000:
                return None  # "два три": no number
            group, seen, last = group + value, True, value if value >= 1 else last
            continue
        scale = scale_value(word.text)
        if scale == 1:
            return None
        total, group, seen, last = total + (group or 1) * scale, Decimal(0), True, Decimal(10_000)
    return total + group if seen else None


@lru_cache(maxsize=1)
def _hedges() -> dict[str, re.Pattern[str]]:
    return {
        bound: re.compile(r"(?:^|[\s(«\"—–-])(?:" + "|".join(sorted(phrases, key=lambda p: -len(p))) + r")\s$", re.I)
        for bound, phrases in table("russian_values")["hedges"].items()
    }


def hedge(before: str, after: str = "") -> str:
    """How the words around a number bound it.

    >>> hedge("поставил около "), hedge("не менее "), hedge("до "), hedge("закупил ")
    ('about', 'at_least', 'at_most', 'exact')
    """
    tail = before[-28:]
    if re.search(r"не (?:более|больше)(?: чем)?\s$", tail, re.I):
        return "at_most"
    if re.search(r"не (?:менее|меньше)(?: чем)?\s$", tail, re.I):
        return "at_least"
    for bound in ("at_least", "at_most", "about"):
        if _hedges()[bound].search(tail):
            return bound
    if re.match(r"\s(?:и более|и выше|или более)\b|\+", after):
        return "at_least"
    return "exact"


def plain(value: Decimal) -> int | float:
    """As JSON holds it: a whole number where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
