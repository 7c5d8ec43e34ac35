"""Money and quantities in Russian: "$5 млн", "от 5 до 7 контейнеров", "вдесятеро", "800 дронов в год"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.candidate import Taken
from averment.extract.russian.numbers import (
    DIGITS,
    GAP,
    SCALE,
    digits_value,
    hedge,
    plain,
    scale_value,
    word_value,
    words_value,
)
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Text
from averment.extract.russian.word import Word
from averment.extract.tables import table
from averment.method import method

AMOUNTS = method("extract.russian.amounts", "1")
ONE = "C62"
_CHANGE = re.compile(
    r"\b(?:вырос\w*|выросл\w*|увелич\w+|сниз\w+|сократ\w+|упал\w*|подня\w+|возрос\w*|растёт|растет"
    r"|уменьш\w+)\b[^.;]{0,60}$",
    re.I,
)
_BAD_BEFORE = re.compile(
    r"(?:№|#|\bстать\w+|\bст\.|\bп\.|\bпункт\w*|\bглав\w+|\bстр\.|\bчасть|\bчасти|\bв/ч|\bномер\w*"
    r"|\bвч|\bдом|\bкв\.|\bд\.|\bИНН|\bОГРН|\bКПП|\bтел\.?)\s?$",
    re.I,
)
_PER = re.compile(
    r"\s(в год|ежегодно|в месяц|ежемесячно|в неделю|еженедельно|в день|в сутки|ежедневно|в час"
    r"|за штуку|за единицу|за тонну|за баррель|за килограмм)(?!\w)",
    re.I,
)
_FRACTION = re.compile(
    r"(?<!\w)(?P<word>половин(?:а|ы|у|е|ой)|трет(?:ь|и|ью)|четверт(?:ь|и|ью)|две трети|двух третей"
    r"|три четверти)(?=\s(?:всех|из|[а-яё]+(?:ов|ей|ий|ых|их|ия|ок|ы|и|а)\b))",
    re.I,
)
_SHARES = {
    "поло": Decimal("0.5"),
    "трет": Decimal("0.3333"),
    "четв": Decimal("0.25"),
    "две ": Decimal("0.6667"),
    "двух": Decimal("0.6667"),
    "три ": Decimal("0.75"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range in a passage: offsets, values, and where a lone number word may stand for a pronoun."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    in_words: bool = False


def amounts(piece: ParsedPassage) -> Iterator[Found]:
    """Money, then quantities."""
    text = piece.text
    read = piece.own if isinstance(piece.own, Text) else None
    numbers = list(_numbers(text, read))
    used = Taken()
    for found in _money(text, numbers):
        used.add(found[0], found[1])
        yield Found(piece.passage.start + found[0], piece.passage.start + found[1], "Money", AMOUNTS.id, found[2])
    for start, end, value, short in _quantities(text, read, numbers):
        if not used.touches(start, end):
            used.add(start, end)
            base = piece.passage.start
            yield Found(
                base + start, base + end, "Quantity", AMOUNTS.id, value, None if short is None else base + short
            )


# ---- numbers


_DASH = rf"(?:{GAP}?[-–—]{GAP}?|\sдо\s|\sи\s)"
_FIGURE = re.compile(
    rf"(?<![\w№#])(?<![\w][.,/–-])(?P<low>{DIGITS})(?P<low_scale>{SCALE})?(?:(?P<join>{_DASH})(?P<high>{DIGITS}))?(?P<scale>{SCALE})?(?![\d])(?!-?[а-яё]{{1,3}}\b(?<!%))(?![.,:/]\d)(?![-–][A-Za-zА-Яа-яЁё])",
    re.I,
)  # fmt: skip


def _numbers(text: str, read: Text | None) -> Iterator[Number]:
    for match in _FIGURE.finditer(text):
        yield from _figure(text, match)
    if read is None:
        return
    at = 0
    while at < len(read.words):
        run = [read.words[at]]
        if word_value(run[0].text) is None or run[0].text[0].isdigit():
            at += 1
            continue
        while run[-1].i + 1 < len(read.words):
            following = read.words[run[-1].i + 1]
            if word_value(following.text) is None and scale_value(following.text) == 1:
                break
            run.append(following)
        at = run[-1].i + 1
        value = words_value(run)
        if value is not None:
            yield Number(run[0].start, run[-1].end, value, None, True)


def _figure(text: str, match: re.Match[str]) -> Iterator[Number]:
    before = text[max(0, match.start() - 14) : match.start()]
    if _BAD_BEFORE.search(before):
        return
    low, scale = digits_value(match["low"]), scale_value(match["scale"])
    if match["high"] is None:
        own = match["low_scale"] or match["scale"]
        yield Number(match.start(), match.end(), low * scale_value(own))
        return
    high = digits_value(match["high"])
    join = match["join"].strip()
    ranged = join == "до" or (join in "-–—" and low < high) or (join == "и" and re.search(r"между\s$", before, re.I))
    if ranged and join == "до" and not re.search(r"\b(?:от|с|со)\s$", before, re.I) and join == "до":
        ranged = False
    if ranged:
        yield Number(
            match.start(),
            match.end(),
            low * (scale_value(match["low_scale"]) if match["low_scale"] else scale),
            high * scale,
        )
        return
    middle = match.end("low_scale") if match["low_scale"] else match.end("low")
    yield Number(match.start(), middle, low * scale_value(match["low_scale"]))
    yield Number(match.start("high"), match.end(), high * scale)


def _range_values(text: str, number: Number) -> dict[str, Any]:
    bound = "exact" if number.high is not None else hedge(text[: number.start], text[number.end : number.end + 14])
    return {
        "low": plain(number.low),
        "high": plain(number.low if number.high is None else number.high),
        "approx": bound == "about",
        "bound": bound,
    }


# ---- money


@lru_cache(maxsize=1)
def _currencies() -> re.Pattern[str]:
    rows = table("russian_values")["currencies"]
    words = "|".join(f"(?P<c{n}>{row['word']})" for n, row in enumerate(rows))
    return re.compile(rf"{GAP}?(?:{words})(?![а-яёa-z])", re.I)


@lru_cache(maxsize=1)
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    signs = "|".join(re.escape(s) for s in sorted(table("russian_values")["signs"], key=lambda s: (-len(s), s)))
    return re.compile(rf"(?<![\w])(?P<sign>{signs}){GAP}?$"), re.compile(rf"{GAP}?(?P<sign>{signs})(?![\w])")


def _money(text: str, numbers: list[Number]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    before, after = _signs()
    signs = table("russian_values")["signs"]
    for number in numbers:
        start, end, row = number.start, number.end, None
        if found := before.search(text[max(0, start - 5) : start]):
            start -= len(found.group())
            row = {"code": signs[found["sign"]]}
            if text[end - 1] == "." and re.match(r"\s+[А-ЯЁA-Z«]|\s*$", text[end:]):
                end -= 1  # the full stop ends the sentence
        elif found := _currencies().match(text, end):
            rows = table("russian_values")["currencies"]
            row = next(rows[int(k[1:])] for k, v in found.groupdict().items() if v is not None)
            end = found.end()
        elif found := after.match(text, end):
            row = {"code": signs[found["sign"]]}
            end = found.end()
        if row is None:
            continue
        bounds = _range_values(text, Number(start, end, number.low, number.high))
        value: dict[str, Any] = {
            "amount": None if number.high is not None else plain(number.low),
            **bounds,
            "currency": row["code"],
        }
        if rate := _PER.match(text, end):
            value["per"] = table("russian_values")["per"][rate[1].lower()]
            end = rate.end()
        if row.get("assumed"):
            value["assumed"] = True
        yield start, end, value


# ---- quantities


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    rows = table("russian_values")["units"]
    words = "|".join(f"(?P<u{n}>{row['word']})" for n, row in enumerate(rows))
    return re.compile(rf"(?:{GAP}|-)?(?P<unit>{words})(?![а-яёa-z²³/])", re.I)


def _quantities(
    text: str, read: Text | None, numbers: list[Number]
) -> Iterator[tuple[int, int, dict[str, Any], int | None]]:
    fold = table("russian_values")["fold"]
    for match in re.finditer(r"(?<!\w)(?:" + "|".join(fold) + r")(?!\w)", text, re.I):
        yield match.start(), match.end(), {"value": None, "multiplier": fold[match.group().lower()], "unit": None}, None
    for number in numbers:
        if (
            number.high is None
            and (times := re.match(r"\s(?:раза?|-кратно)(?!\w)", text[number.end :]))
            and re.search(r"\bв\s$", text[: number.start])
        ):
            yield (
                number.start,
                number.end + times.end(),
                {"value": None, "multiplier": plain(number.low), "unit": None},
                None,
            )
            continue
        made = _measured(text, read, number) or _counted(text, read, number)
        if made is not None:
            yield made
    for match in _FRACTION.finditer(text):
        share = _SHARES[match["word"][:4].lower()]
        yield (
            match.start(),
            match.end(),
            {"value": plain(share), "unit": ONE, "unit_text": "", **_base(text, read, match.end())},
            None,
        )
    if read is not None:
        yield from _vague(text, read)


def _value(text: str, number: Number) -> dict[str, Any]:
    bounds = _range_values(text, number)
    before = text[max(0, number.start - 90) : number.start]
    if number.high is not None and re.search(r"\bс\s$", before) and _CHANGE.search(before):
        return {"value": plain(number.high), "from": plain(number.low), "approx": False, "bound": "exact"}
    return {"value": plain(number.low) if number.high is None else None, **bounds}


def _measured(text: str, read: Text | None, number: Number) -> tuple[int, int, dict[str, Any], int | None] | None:
    found = _units().match(text, number.end)
    if found is None:
        return None
    rows = table("russian_values")["units"]
    row = next(rows[int(k[1:])] for k, v in found.groupdict().items() if v is not None and k != "unit")
    code, end = row["code"], found.end()
    if code == "ANN" and not number.in_words and number.low >= 1900:
        return None
    if code in ("ANN", "MON", "DAY", "WEE", "HUR", "MIN") and re.match(r"\s(?:назад|тому)\b", text[end:]):
        return None
    if code == "HUR" and re.search(r"\bв\s$", text[: number.start], re.I):
        return None
    value = _value(text, number) | {"unit": code, "unit_text": found["unit"]}
    if code == "P1":
        value |= _base(text, read, end)
    elif code in ("H87", "SET") and read is not None:
        value |= _base_of(text, read, end)
    if rate := _PER.match(text, end):
        value["per"] = table("russian_values")["per"][rate[1].lower()]
        end = rate.end()
    return number.start, end, value, None


def _phrase(read: Text, start: int, limit: int = 6) -> list[Word]:
    """The words in the genitive (or another case) that go on without a break: what a share is of."""
    found: list[Word] = []
    for word in read.words:
        if word.start < start:
            continue
        if (
            len(found) >= limit
            or word.pos not in ("ADJ", "NOUN", "PROPN", "DET")
            or (found and word.start > found[-1].end + 1)
        ):
            break
        if word.pos in ("NOUN", "PROPN") and found and any(w.pos == "NOUN" for w in found) and word.case != "Gen":
            break
        found.append(word)
    while found and found[-1].pos in ("ADJ", "DET"):
        found.pop()
    return found


def _base(text: str, read: Text | None, end: int) -> dict[str, Any]:
    """What a share is a share of: "60% {иностранных деталей}"."""
    if read is None:
        return {}
    lead = re.match(r"\s(?:от\s|из\s|всех\s|от всех\s|из всех\s)?", text[end:])
    found = _phrase(read, end + (lead.end() if lead else 0))
    if not found or (found[0].case != "Gen" and not found[0].plural) or found[0].start > end + 8:
        return {}
    start, last = found[0].start, found[-1].end
    return {"base": text[start:last]}


def _base_of(text: str, read: Text, end: int) -> dict[str, Any]:
    found = _phrase(read, end + 1)
    return {"of": text[found[0].start : found[-1].end]} if found and found[0].start == end + 1 else {}


def _counted(text: str, read: Text | None, number: Number) -> tuple[int, int, dict[str, Any], int | None] | None:
    """A number of things: the noun after it in the case that the number asks for."""
    if read is None or not re.match(GAP, text[number.end : number.end + 1]):
        return None
    noun = _noun(read, number)
    value = _value(text, number)
    if noun is None:
        hedged = value.get("bound", "exact") != "exact" or scale_value(text[number.start : number.end].split()[-1]) > 1
        if not hedged or number.in_words or re.match(r"(?:19|20)\d\d$", text[number.start : number.end]):
            return None
        return number.start, number.end, value | {"unit": ONE, "unit_text": "", "of": None}, None
    value |= {"unit": ONE, "unit_text": "", "of": text[number.end : noun.end].strip()}
    end = noun.end
    if rate := _PER.match(text, end):
        value["per"] = table("russian_values")["per"][rate[1].lower()]
        end = rate.end()
    return number.start, end, value, number.end


def _noun(read: Text, number: Number) -> Word | None:
    words = [w for w in read.at(number.end, number.end + 80) if w.start >= number.end][:5]
    at = number.end
    for word in words:
        if word.start > at + 1:
            return None
        at = word.end
        if word.pos in ("ADJ", "DET") or (word.is_verb and word.form == "Part"):
            continue
        if word.pos not in ("NOUN", "PROPN") or not word.text[:1].islower():
            return None
        if word.lemma in listed("values", "never_counted") or _month_like(word):
            return None
        one = number.low == 1 and number.high is None
        fits = word.case == "Gen" or word.plural or (one and not number.in_words)
        return word if fits and not (one and number.in_words) else None
    return None


def _month_like(word: Word) -> bool:
    return word.lemma in (
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    )


def _vague(text: str, read: Text) -> Iterator[tuple[int, int, dict[str, Any], int | None]]:
    for match in re.finditer(
        r"(?<!\w)(?:(?:несколько\s)?(?:десят(?:ки|ков|ками)|сот(?:ни|ен|нями)|тысяч[иа]?|миллион(?:ы"
        r"|ов))|сотни тысяч|десятки тысяч)(?!\w)",
        text,
        re.I,
    ):
        if re.search(r"\d\s?$", text[: match.start()]):
            continue
        noun = _noun(read, Number(match.start(), match.end(), Decimal(2)))
        previous = [w for w in read.at(max(0, match.start() - 30), match.start()) if w.end <= match.start()]
        if noun is not None and not (previous and word_value(previous[-1].text) is not None):
            value = {
                "value": None,
                "vague": match.group().lower(),
                "unit": ONE,
                "unit_text": "",
                "of": text[match.end() : noun.end].strip(),
            }
            yield match.start(), noun.end, value, match.end()
