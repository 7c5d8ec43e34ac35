"""Figures with their units, shares with their base, and counts of things.

The rule of spans: a quantity runs from its number to the end of its unit ("2,000 kilometers"), or, for a count,
to the noun that is counted ("seven military drones"), with the rate if one follows ("800 drones annually").
Words that hedge ("about", "at least") are understood and not part of the span. Where a name stands between number
and noun ("two G3 models") the quantity is the number alone and `of` gives the noun.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import table, words
from averment.extract.values.numbers import (
    DIGITS,
    GAP,
    IN_WORDS,
    SCALE,
    START,
    digits_value,
    hedge,
    plain,
    scale_value,
    words_value,
)
from averment.method import method

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUANTITIES = method("extract.quantities", "1")

ONE = "C62"
"""UN/ECE Recommendation 20: "one", the unit of counting."""
PERCENT = "P1"

_RATE = re.compile(
    r" (?:(?:per|a|an|each|every) (year|month|week|day|hour|minute)\b|(annually|yearly|monthly|weekly|daily)\b)"
    r"|/(year|month|week|day|hour)\b"
)
_RATE_WORDS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day"}
_VAGUE = re.compile(
    r"\b(?:(?:[Tt]ens|[Hh]undreds|[Dd]ozens) of (?:thousands|millions)"
    r"|(?:[Ss]everal|[Aa] few) (?:dozen|hundred|thousand|million|billion)"
    r"|[Dd]ozens|[Ss]cores|[Hh]undreds|[Tt]housands|[Mm]illions)\b"
)
CHANGE = (
    r"(?:\b(?:ros|rise|grew|grow|increas|fell|fall|drop|declin|jump|climb|surg|decreas|went|go|cut|shrank|soar|plung)"
    r"\w*)"
)
_FRACTION = re.compile(
    r"\b(?P<top>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Nn]ine)[- ](?P<part>third|quarter|fifth|tenth)s?"
    r"(?= (?:of|more|less|higher|lower|larger|smaller|cheaper|faster|fewer)\b)"
    r"|\b[Hh]alf(?= of\b)"
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_MULTIPLIED = re.compile(
    r"\b(?P<verb>(?:[Dd]oubl|[Tt]ripl|[Tt]rebl|[Qq]uadrupl|[Hh]alv)(?:ed|ing)(?! down)"
    r"|(?:[Tt]wice|[Tt]hrice)(?= (?:as|the)\b))"
)
_MULTIPLES = {
    "doubl": "2",
    "tripl": "3",
    "trebl": "3",
    "quadr": "4",
    "halve": "0.5",
    "halvi": "0.5",
    "twice": "2",
    "thric": "3",
}
_FOLD = re.compile(rf"\b(?P<number>{DIGITS}|[a-z]+?)-?fold\b", re.I)
_TIMES = re.compile(rf"{START}(?P<number>{DIGITS}|{IN_WORDS}) times (?=as|more|the|higher|larger|faster|greater|over)")
_NOT_COUNTED = re.compile(
    r"-?(?:year|month|week|day)s?[- ]old\b|[:/]\d|-(?:year|month)-olds?\b|(?:st|nd|rd|th)\b|['’]s\b"
)
_REFERENCE = re.compile(
    r"(?:\b(?:[Nn]o|[Nn]os|[Nn]umbers?|[Aa]rticles?|[Ss]ections?|[Pp]ages?|[Rr]esolution|[Pp]art|[Cc]hapter|[Pp]hase|[Ll]evel|[Aa]ged?"
    r"|[Ff]lights?|[Rr]oom|[Bb]erth|[Gg]ate|[Uu]nit|[Bb]uilding|[Tt]ier|[Cc]lass|[Cc]ategory|[Aa]nnex|[Tt]able|[Ff]igure|[Vv]ersion|HS|Decree|Law|Order)\.?"
    r"|[№#])\s*$"
)
_NAME_BEFORE = re.compile(r"(?:[^.!?\s] |[(“\"])[A-Z][\w-]+ $")
_ALONE = re.compile(r"(?:thousand|million|billion|trillion|,\d{3})")
_YEARLIKE = re.compile(r"(?:19|20)\d\d")


def quantities(parsed: ParsedPassage) -> Iterator[Found]:
    """Every quantity of a passage; counts of things only where the model has read it."""
    text, base = parsed.text, parsed.passage.start
    for match in _FOLD.finditer(text):
        if (times := _number(match["number"].lower())) is not None:
            yield _found(base, match.start(), match.end(), _multiple(text, match.start(), match.end(), times))
    for match in _MULTIPLIED.finditer(text):
        times = Decimal(_MULTIPLES[match["verb"][:5].lower()])
        yield _found(base, match.start(), match.end(), _multiple(text, match.start(), match.end(), times))
    for match in _TIMES.finditer(text):
        if (times := _number(match["number"])) is not None:
            end = match.end() - 1
            yield _found(base, match.start(), end, _multiple(text, match.start(), end, times))
    for match in _numbers().finditer(text):
        if found := _figure(parsed, match):
            yield found
    for match in _FRACTION.finditer(text):
        value = _fraction(match) | _bound(text, match.start(), match.end()) | _base(parsed, match.end())
        yield _found(base, match.start(), match.end(), value)
    if parsed.analysed:
        for match in _VAGUE.finditer(text):
            if found := _count(parsed, match.start(), match.end(), {"value": None, "vague": match.group().lower()}):
                yield found


def _multiple(text: str, start: int, end: int, times: Decimal) -> dict[str, Any]:
    return {"value": None, "multiplier": plain(times), "unit": None} | _bound(text, start, end)


def _bound(text: str, start: int, end: int) -> dict[str, Any]:
    """What bounds a share or a multiple ("about half of", "more than tenfold"), where anything does."""
    bound = hedge(text[max(0, start - 32) : start], text[end : end + 24])
    return {} if bound == "exact" else {"bound": bound, "approx": bound == "about"}


def _found(base: int, start: int, end: int, value: dict[str, Any], short_end: int | None = None) -> Found:
    short = None if short_end is None or short_end == end else base + short_end
    return Found(base + start, base + end, "Quantity", QUANTITIES.id, value, short)


def _fraction(match: re.Match[str]) -> dict[str, Any]:
    top = words_value(match["top"]) if match["top"] and match["top"].lower() != "a" else Decimal(1)
    share = Decimal("0.5") if match["part"] is None else (top or Decimal(1)) / _PARTS[match["part"].lower()]
    return {"value": plain(round(share, 4)), "unit": ONE, "unit_text": ""}


def _number(text: str) -> Decimal | None:
    return digits_value(text) if text[:1].isdigit() else words_value(text)


def _figure(parsed: ParsedPassage, match: re.Match[str]) -> Found | None:
    text = parsed.text
    value = _value(match, text)
    start = match.start("low")
    if value is None or _REFERENCE.search(text[max(0, start - 14) : start]):
        return None
    after = _units().match(text, match.end())
    if after is not None and not _NOT_COUNTED.match(text, match.end()):
        return _measured(parsed, start, after, value)
    if _NOT_COUNTED.match(text, match.end()):
        return None
    return _count(parsed, start, match.end(), value) if parsed.analysed else None


def _value(match: re.Match[str], text: str) -> dict[str, Any] | None:
    """Low and high, value and hedges of a number or a range; None where the words make no number."""
    scale = scale_value(match["scale"])
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else None
    if low is None or (match["high"] and high is None):
        return None
    low *= scale_value(match["low_scale"]) if match["low_scale"] else scale
    bound = hedge(text[max(0, match.start("low") - 32) : match.start("low")], text[match.end() : match.end() + 24])
    if match["change"] and high is not None:
        return {"value": plain(high * scale), "from": plain(low), "approx": bound == "about", "bound": bound}
    return {
        "value": plain(low) if high is None else None,
        "low": plain(low),
        "high": plain(low if high is None else high * scale),
        "approx": bound == "about",
        "bound": bound,
    }


def _measured(parsed: ParsedPassage, start: int, after: re.Match[str], value: dict[str, Any]) -> Found | None:
    text, end = parsed.text, after.end()
    unit = _unit_codes()[_spelling(after["unit"])]
    if unit == "ANN" and text[end : end + 4] == " old":
        return None
    value |= {"unit": unit, "unit_text": after["unit"]}
    if unit in (PERCENT, "percentage point"):
        value |= _base(parsed, end)
    elif rate := _RATE.match(text, end):
        value["per"] = rate[1] or rate[3] or _RATE_WORDS[rate[2]]
        end = rate.end()
    return _found(parsed.passage.start, start, end, value)


def _base(parsed: ParsedPassage, end: int) -> dict[str, Any]:
    """What a share is a share of: "60% of {foreign components in Russian weapons}"."""
    lead = re.compile(r" (?:of|or more of) ").match(parsed.text, end)
    if lead is None or not parsed.analysed:
        return {}
    last = _phrase_end(parsed.doc, lead.end())
    if last is None:
        return {}
    start = lead.end()
    for article in ("the ", "all ", "its ", "their "):
        start += len(article) if parsed.text.startswith(article, start) else 0
    if last <= start:
        return {}
    words_ = parsed.text[start:last]
    return {"base": words_, "base_start": parsed.passage.start + start, "base_end": parsed.passage.start + last}


def _phrase_end(doc: "Doc", start: int) -> int | None:
    """Where the noun phrase that begins at a character ends, prepositions included: up to a verb or a comma."""
    last = None
    for token in doc:
        if token.idx < start:
            continue
        if (
            token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN", "VBG", "WDT", "WP", "TO", "CC")
            or token.text in ',.;:—–()“”"'
        ):
            if token.tag_ in ("VBN", "VBG", "CC") and last is None:
                continue
            break
        if token.tag_.startswith(("NN", "CD", "PRP")):
            last = token.idx + len(token.text)
    return last


def _count(parsed: ParsedPassage, start: int, end: int, value: dict[str, Any]) -> Found | None:
    """A number of things: the nouns after the number decide, and a number with none must be plainly a figure."""
    text = parsed.text
    noun = _counted(parsed.doc, start, end)
    number = text[start:end]
    hedged = value.get("bound", "exact") != "exact"
    if _YEARLIKE.fullmatch(number) and not hedged:
        return None
    if number.isdigit() and _NAME_BEFORE.search(text[:start]) and not hedged:
        return None  # "Model 737 planes": part of a name
    base = parsed.passage.start
    if noun is None and (rate := _RATE.match(text, end)) is not None and hedged and number[:1].isdigit():
        value |= {"unit": ONE, "unit_text": "", "of": None, "per": rate[1] or rate[3] or _RATE_WORDS[rate[2]]}
        return _found(base, start, rate.end(), value)
    if noun is None:
        some = hedged and (number[:1].isdigit() or re.match(r" of (?:the|these|those|its|their) \d", text[end:]))
        if "vague" in value or not (_ALONE.search(number) or some):
            return None
        return _found(base, start, end, value | {"unit": ONE, "unit_text": "", "of": None})
    last = noun.idx + len(noun.text)
    value = value | {"unit": ONE, "unit_text": "", "of": _head_phrase(text, noun, end)}
    if rate := _RATE.match(text, last):
        value["per"] = rate[1] or rate[3] or _RATE_WORDS[rate[2]]
        last = rate.end()
    return _found(base, start, last, value, short_end=end)


def _head_phrase(text: str, noun: "Token", after: int) -> str:
    """The counted nouns with what stands before them: "military drones"."""
    found = text[after : noun.idx + len(noun.text)].strip(" -")
    return found.removeprefix("of ").removeprefix("the ")


def _counted(doc: "Doc", start: int, end: int) -> "Token | None":
    """The last noun of the run of adjectives and nouns after a number; None when it is no count."""
    tokens = [t for t in doc if end <= t.idx < end + 90][:8]
    before = [t for t in doc if t.idx < start][-1:]
    if tokens and tokens[0].lower_ == "of" and len(tokens) > 1:  # "dozens of drones", "two of the firms"
        tokens = tokens[2:] if tokens[1].lower_ in ("the", "these", "those", "its", "their", "his") else tokens[1:]
        if tokens and tokens[0].tag_ == "CD" and tokens[0].whitespace_:  # "ten of the 64 invoices"
            return None
    noun: Token | None = None
    for token in tokens:
        if token.tag_.startswith("NN"):
            noun = token
        elif not (token.text == "-" or token.tag_ == "HYPH") and (noun is not None or not _modifies(token)):
            break
    if noun is None or noun.lower_ in words("quantities", "never_counted"):
        return None
    number = doc.text[start:end].lower()
    if number == "one":
        follows_determiner = bool(before) and before[0].lower_ in words("quantities", "before_pronoun_one")
        return None if follows_determiner or noun.tag_ not in ("NN", "NNP") else noun
    plural = noun.tag_ in ("NNS", "NNPS") or noun.lower_ in words("quantities", "plural_without_s")
    return noun if plural else None


def _modifies(token: "Token") -> bool:
    """Whether a word may stand between a number and what it counts: adjectives, "downed", "KN-23", "152" of "152mm"."""
    if token.tag_ == "CD":
        return not token.whitespace_ or (any(c.isdigit() for c in token.text) and any(c.isalpha() for c in token.text))
    return token.tag_.startswith("JJ") or token.tag_ in ("VBN", "VBG", "AFX", "RB")


@lru_cache(maxsize=1)
def _numbers() -> re.Pattern[str]:
    number = rf"(?:{DIGITS}|\b{IN_WORDS})"
    dash = rf"(?:{GAP}?[-–—]{GAP}?(?=\d)| to (?=\d)| to (?={IN_WORDS})| до )"
    return re.compile(
        rf"(?P<between>\b[Bb]etween )?(?P<change>{CHANGE} from )?{START}(?P<low>{number})(?P<low_scale>{SCALE})?"
        rf"(?:(?(between) and |{dash})(?P<high>{number}))?(?P<scale>{SCALE})?(?!\d)(?![.,]\d)"
    )


@lru_cache(maxsize=1)
def _unit_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, spellings in table("units").items():
        for symbol in spellings["symbols"]:
            codes[symbol] = code
        for word in spellings["words"]:
            codes.setdefault(word.lower(), code)
            codes.setdefault(word.lower() + "s", code)
    return codes


def _spelling(text: str) -> str:
    spaced = " ".join(text.replace("-", " ").split())
    return text if text in _unit_codes() else spaced.lower()


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    """A unit right after a number: a symbol as it stands, or a word in any case."""
    symbols, names = [], []
    for spellings in table("units").values():
        symbols += spellings["symbols"]
        names += [w + ("s?" if w.isascii() and w[-1].isalpha() else "") for w in spellings["words"]]
    alternatives = "|".join(re.escape(s) for s in sorted(symbols, key=lambda s: (-len(s), s)))
    spelled = "|".join(n.replace(" ", rf"[{GAP[1:-1]}-]") for n in sorted(names, key=lambda s: (-len(s), s)))
    return re.compile(rf"(?:{GAP}|-)?(?P<unit>(?:{alternatives})(?![\w²³/])|(?i:{spelled})(?![a-zа-я]))")
