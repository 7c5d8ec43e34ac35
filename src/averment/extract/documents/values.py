"""What the words of a field mean: its words, and the value as plain JSON.

Each reader takes a piece and gives the words that are the value with what was understood, or None when the words are
not of that kind.
"""

import re
from collections.abc import Callable
from typing import Any

from averment.extract.documents.arithmetic import Convention
from averment.extract.documents.days import day_in
from averment.extract.documents.figures import currency_in, figures, number_value, unit_after
from averment.extract.documents.pieces import Piece, part
from averment.extract.tables import table

Read = tuple[Piece, dict[str, Any]]

_NUMBER = re.compile(
    r"(?:no\.?|№|#|nr\.?|n(?=\s*\d))?\s*[:：]?\s*"
    r"(?P<number>(?:[A-ZА-Я]{1,6}[ -]?)?(?=[\w/.\\-]*\d)[A-Z0-9А-Яa-zа-я][\w/.\\-]*)",
    re.IGNORECASE,
)


def number(piece: Piece, _: Convention) -> Read | None:
    """The number of a paper, with the date that may follow it ("15/2024 от 3 апреля 2024")."""
    match = _NUMBER.match(piece.text.lstrip())
    if match is None:
        return None
    shift = len(piece.text) - len(piece.text.lstrip())
    start, end = match.start("number") + shift, match.end("number") + shift
    while piece.text[end - 1] in ".-/":
        end -= 1
    day = day_in(piece.text)
    if day is not None and day[0] <= start:
        return None  # the words are a date, not a number
    value: dict[str, Any] = {"number": piece.text[start:end]}
    if day is not None and day[0] >= end:
        value["date"] = day[2]
    return part(piece, piece.start + start, piece.start + end), value


def date(piece: Piece, _: Convention) -> Read | None:
    """A day; both readings of "03/04/2024" stay."""
    day = day_in(piece.text)
    return None if day is None else (part(piece, piece.start + day[0], piece.start + day[1]), day[2])


def money(piece: Piece, way: Convention, *, exact: bool = False, column: str = "") -> Read | None:
    """An amount with its currency, from its own words or the head of its column."""
    found = list(figures(piece.text, exact=exact))
    if not found or len(found) > 3:
        return None
    figure = found[-1] if "%" in piece.text[found[0].end : found[0].end + 2] else found[0]
    value = number_value(way.read(figure), "amount")
    if len(figure.readings) > 1 and way.mark:
        value["rule"] = way.rule
    named = currency_in(piece.text) or currency_in(column)
    value["currency"] = named["currency"] if named else None
    if named and named.get("ambiguous"):
        value["ambiguous"] = list(named["ambiguous"])
    return piece, value


def quantity(piece: Piece, way: Convention, *, exact: bool = False) -> Read | None:
    """A number with its unit."""
    figure = next(figures(piece.text, exact=exact), None)
    if figure is None:
        return None
    value = number_value(way.read(figure), "value")
    if len(figure.readings) > 1 and way.mark:
        value["rule"] = way.rule
    unit = unit_after(piece.text, figure.end)
    if unit is not None:
        value["unit"], value["unit_text"] = unit[2], piece.text[unit[0] : unit[1]]
    end = unit[1] if unit else figure.end
    return part(piece, piece.start + figure.start, piece.start + end), value


def incoterms(piece: Piece, _: Convention) -> Read | None:
    """A term of delivery with its place: "CIF Port Vesna, Incoterms 2020"."""
    terms = "|".join(re.escape(t) for t in table("documents")["incoterms"])
    match = re.search(
        rf"(?<![A-Z])(?P<term>{terms})(?![A-Za-z])[\s,:-]*(?P<place>[^,;(\n]{{2,60}}?)?\s*(?=$|[,;(\n]|\bINCOTERMS|\bИнкотермс)"
        rf"(?:[,(\s]*(?:Incoterms|Инкотермс)?[\s®]*(?P<edition>(?:19|20)\d\d))?",
        piece.text,
        re.IGNORECASE,
    )
    if match is None or match["term"] != match["term"].upper():
        return None
    value: dict[str, Any] = {"term": match["term"], "place": None}
    place = (match["place"] or "").strip(" ,.-")
    if place and not re.match(r"(?:incoterms|инкотермс)", place, re.IGNORECASE) and any(c.isalpha() for c in place):
        value["place"] = place
    if match["edition"]:
        value["edition"] = match["edition"]
    return piece, value


def currency(piece: Piece, _: Convention) -> Read | None:
    """A currency by name, code or sign."""
    named = currency_in(piece.text)
    return None if named is None else (piece, dict(named))


def country(piece: Piece, _: Convention) -> Read | None:
    """A country, with its code where the table knows it."""
    from averment.extract.names.gazetteer import countries

    words = piece.text.strip(" .")
    if not words or not any(c.isalpha() for c in words) or len(words) > 60:
        return None
    known = countries()
    code = known.get(words) or known.get(words.title()) or _CHINESE_COUNTRY.get(words)
    return piece, {"country": code} if code else {}


_CHINESE_COUNTRY = {"中国": "CN", "俄罗斯": "RU", "德国": "DE", "日本": "JP", "美国": "US", "韩国": "KR", "伊朗": "IR"}


def text(piece: Piece, _: Convention) -> Read | None:
    """Words as they stand."""
    return (piece, {}) if any(c.isalnum() for c in piece.text) else None


_CHECKED = {"inn": "stdnum.ru.inn", "ogrn": "stdnum.ru.ogrn", "container": "stdnum.iso6346"}
_SHAPES = {
    "inn": r"\d{12}|\d{10}(?!\d)",
    "kpp": r"\d{9}",
    "ogrn": r"\d{15}|\d{13}",
    "swift": r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?",
    "bik": r"\d{9,12}",
    "account": r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?|\d[\d -]{5,33}\d",
    "corr_account": r"\d{20}|\d[\d -]{5,33}\d",
    "container": r"[A-Z]{3}[UJZ] ?\d{6}[ -]?\d",
    "hs": r"\d{4}(?:[. ]?\d{2}){1,3}|\d{4}(?!\d)",
    "seal": r"(?=\w*\d)[\w-]{4,20}",
    "tax_id": r"(?=[\w/-]*\d)[A-Z0-9][A-Z0-9/ -]{5,22}[A-Z0-9]",
}


def code(piece: Piece, name: str) -> Read | None:
    """An identifier of a known shape; `valid` says whether its check digit holds (None where there is none)."""
    match = re.search(rf"(?<![A-Za-z0-9])(?:{_SHAPES[name]})(?![A-Za-z0-9])", piece.text)
    if match is None:
        return None
    compact = re.sub(r"[\s.-]", "", match.group())
    found = part(piece, piece.start + match.start(), piece.start + match.end())
    return found, {"value": compact, "valid": _valid(name, compact)}


def _valid(name: str, compact: str) -> bool | None:
    from importlib import import_module

    module = _CHECKED.get(name)
    if name == "account" and compact[:2].isalpha():
        module = "stdnum.iban"
    if name == "tax_id" and re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{18}", compact):
        module = "stdnum.cn.uscc"
    if module is None:
        return None
    return bool(import_module(module).is_valid(compact))


READERS: dict[str, Callable[[Piece, Convention], Read | None]] = {
    "number": number,
    "date": date,
    "incoterms": incoterms,
    "currency": currency,
    "country": country,
    "text": text,
}
"""Readers by type of field; money, quantities, codes and parties need more than the words."""
