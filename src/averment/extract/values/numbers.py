"""Numbers as they are written, in digits and in words, with what hedges them."""

import re
from decimal import Decimal
from functools import lru_cache

from averment.extract.tables import table

Number = int | float

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORD_VALUES = {
    **{word: value for value, word in enumerate(ONES.split(), start=1)},
    **{word: value for value, word in zip(range(20, 100, 10), TENS.split(), strict=True)},
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "bln": 10**9, "bn": 10**9,
    "тыс": 10**3, "тысяч": 10**3, "тысячи": 10**3, "млн": 10**6, "миллиона": 10**6, "миллионов": 10**6,
    "млрд": 10**9, "миллиарда": 10**9, "миллиардов": 10**9,
    "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip
SHORT_SCALES = {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9}
"""Letters that scale an amount of money ("$2m"); after other numbers "m" is a metre."""

GAP = "[ \u00a0\u202f\u2009]"
DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
_SCALE = "|".join(sorted(SCALES, key=lambda s: (-len(s), s)))
SCALE = rf"(?:{GAP}?-?(?:{_SCALE})(?![a-zа-я])(?:(?<=тыс)\.|(?<=мл[нд])\.|(?<=млрд)\.)?)"
_WORD = rf"(?:{'|'.join(sorted(WORD_VALUES, key=lambda s: (-len(s), s)))})"
IN_WORDS = (
    r"(?:(?:[Hh]alf a |[Aa] (?=dozen|hundred|thousand|million|billion))?"
    rf"(?i:{_WORD})\b(?:(?:[- ]|(?<=hundred) and ){_WORD}\b)*)"
)
START = r"(?<![\w№#])(?<![\w.][-–/.,’'])(?<!No\. )(?<!no\. )(?<!№ )"
"""What may stand before a number: not a letter, not "Mugin-", not "No. "."""


@lru_cache(maxsize=1)
def _before() -> dict[str, re.Pattern[str]]:
    """What bounds a number when it stands before it, from the table."""
    return {
        bound: re.compile(
            r"(?:^|[\s(“\"—–-])(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases) + r")\s*$", re.I
        )
        for bound, phrases in table("quantities")["hedges"].items()
    }


_AFTER = {
    "at_least": re.compile(r"\s*(?:or more|or so more|and more|plus\b|\+)", re.I),
    "about": re.compile(r"\s*(?:or so|approximately)\b", re.I),
    "at_most": re.compile(r"\s*(?:or (?:less|fewer))\b", re.I),
}


def digits_value(text: str) -> Decimal:
    """The value of a number in digits: "2,000", "1 200", "1.5", "1,5" (a comma before three digits groups them).

    >>> digits_value("2,000"), digits_value("1,5"), digits_value("103,000.50")
    (Decimal('2000'), Decimal('1.5'), Decimal('103000.50'))
    """
    plain = re.sub(GAP, "", text)
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}", plain):
        return Decimal(plain.replace(",", "."))
    return Decimal(plain.replace(",", ""))


def words_value(text: str) -> Decimal | None:
    """The value of a number in words, None when the words make no number.

    >>> (
    ...     words_value("seven"),
    ...     words_value("two hundred and fifty"),
    ...     words_value("half a million"),
    ...     words_value("two dozen"),
    ... )
    (Decimal('7'), Decimal('250'), Decimal('500000.0'), Decimal('24'))
    """
    lowered = text.lower()
    half = lowered.startswith("half a ")
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", lowered.removeprefix("half a ")):
        value = WORD_VALUES.get(word)
        if value is None:
            continue  # "a", "and"
        if value < 12 or (value < 100 and word != "dozen"):
            if group % 10 and value < 100:
                return None  # "two three": a list, not a number
            group += value
        elif value in (12, 100):
            group = (group or 1) * value
        else:
            total, group = total + (group or 1) * value, 0
    found = Decimal(total + group)
    return found * Decimal("0.5") if half else (found or None)


def scale_value(text: str | None) -> int:
    """What a scale word multiplies by; 1 for none."""
    word = (text or "").strip(" -.\u00a0\u202f\u2009")
    return SCALES.get(word) or SCALES.get(word.lower()) or SHORT_SCALES.get(word) or 1


def plain(value: Decimal) -> Number:
    """As JSON holds it: a whole number where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def hedge(before: str, after: str) -> str:
    """How the words around a number bound it: "exact", "about", "at_least" or "at_most".

    >>> hedge("weighing about ", " kg"), hedge("imported at least ", " drones"), hedge("the ", " drones")
    ('about', 'at_least', 'exact')
    """
    for bound in ("at_least", "at_most", "about"):
        if _before()[bound].search(before[-32:]):
            return bound
    for bound, pattern in _AFTER.items():
        if pattern.match(after):
            return bound
    return "exact"
