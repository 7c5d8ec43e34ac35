"""Numbers that name one thing: tax and register numbers, vessels, containers, accounts, customs codes, invoices.

Check digits are verified with python-stdnum. A number with a label is taken as what the label says, and `valid`
tells whether its check digit holds (null where the scheme has none). A number without a label is taken only when
its shape is unmistakable and its check digit holds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from averment.extract.found import Found
from averment.method import method
from averment.passage import Passage

IDENTIFIERS = method("extract.identifiers", "1")

SEP = r"\s*(?:[:：№#=]|No\.?|Nos\.?|number|номер|is|code|\(|–|-)?\s*(?:[:：№#])?\s*"
"""What may stand between a label and its number."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of identifier: its labels, the shape of its number, and the module of python-stdnum that checks it."""

    type: str
    labels: str
    number: str
    check: str | None = None
    unlabelled: bool = False
    """Whether the number is taken without a label when its check digit holds."""


SCHEMES = (
    Scheme("LEI", r"LEI(?: code)?", r"[A-Z0-9]{18}\d{2}", "stdnum.lei", unlabelled=True),
    Scheme("USCC", r"USCC|Unified Social Credit (?:Code|Identifier)|统一社会信用代码", r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", "stdnum.cn.uscc", unlabelled=True),  # noqa: E501
    Scheme("INN", r"INN|ИНН", r"\d{12}|\d{10}", "stdnum.ru.inn"),
    Scheme("OGRN", r"OGRN(?:IP)?|ОГРН(?:ИП)?", r"\d{15}|\d{13}", "stdnum.ru.ogrn"),
    Scheme("KPP", r"KPP|КПП", r"\d{4}[0-9A-Z]{2}\d{3}"),
    Scheme("BIN", r"BIN|IIN|БИН|ИИН", r"\d{12}"),
    Scheme("EDRPOU", r"EDRPOU|ЄДРПОУ", r"\d{8}", "stdnum.ua.edrpou"),
    Scheme("IMO", r"IMO", r"\d{7}", "stdnum.imo"),
    Scheme("MMSI", r"MMSI", r"\d{9}"),
    Scheme("IBAN", r"IBAN", r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?", "stdnum.iban", unlabelled=True),
    Scheme("SWIFT", r"SWIFT(?:[/ ]BIC)?(?: code)?|BIC", r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"),
    Scheme("container", r"[Cc]ontainers?", r"[A-Z]{3}[UJZ] ?\d{6}[ -]?\d", "stdnum.iso6346", unlabelled=True),
    Scheme("HS", r"HS(?: code)?s?|HTS(?: code)?|[Tt]ariff codes?|[Cc]ustoms codes?|ТН ВЭД(?: ЕАЭС)?|TN VED|CN code|海关编码|HS编码", r"\d{4}(?:[. ]?\d{2}){0,3}"),  # noqa: E501
    Scheme("ECCN", r"ECCN", r"[0-9][A-E]\d{3}(?:\.[a-z0-9]+)*"),
    Scheme("invoice", r"[Ii]nvoices?|Инвойс|инвойс|[Сс]ч[её]т(?:-фактура)?|发票号?", r"(?=[\w./-]*\d)[A-Z0-9А-Я][\w./-]{1,24}"),
    Scheme("contract", r"[Cc]ontracts?|[Aa]greements?|Контракт|контракт|[Дд]оговор|合同号?", r"(?=[\w./-]*\d)[A-Z0-9А-Я][\w./-]{1,24}"),
    Scheme("declaration", r"[Cc]ustoms declarations?|[Dd]eclarations?|ГТД|[Дд]екларация", r"\d{8}/\d{6}/\d{7}|\d[\w/-]{6,24}"),
    Scheme("bill of lading", r"[Bb]ills? of [Ll]ading|B/L", r"(?=[\w-]*\d)[A-Z0-9][\w-]{4,20}"),
    Scheme("registration", r"[Rr]egistration|[Cc]ompany|[Rr]egister(?:ed)?|[Ll]icen[cs]e|[Tt]rade [Ll]icense", r"(?=[\w-]*\d)[A-Z0-9][\w-]{3,20}"),
    Scheme("tail number", r"[Tt]ail(?: number)?|[Aa]ircraft registration", r"[A-Z]{1,2}-[A-Z0-9]{3,5}|N\d{1,5}[A-Z]{0,2}"),
    Scheme("tail number", r"[Rr]egistered(?: as)?|[Rr]egistration", r"[A-Z]{1,2}-[A-Z]{3,4}|[A-Z]{2}-\d{5}"),
    Scheme("serial number", r"[Ss]erial|S/N", r"(?=[\w-]*\d)[A-Z0-9][\w-]{3,24}"),
)  # fmt: skip
NEEDS_NUMBER_SIGN = frozenset(
    {"invoice", "contract", "declaration", "bill of lading", "registration", "serial number", "container"}
)
"""Labels that are common words: the number must follow a sign ("No.", "№", "#", "number"), not just the word."""
_SIGN = r"\s*[,(]?\s*(?:No\.?|Nos\.?|Number|number|numbers|№|#|номер|号|:|：)\s*[:：]?\s*"


def identifiers(passage: Passage) -> Iterator[Found]:
    """Every identifier of a passage, in any language. `value` is {"type", "value", "valid"}."""
    text, taken = passage.text, list[tuple[int, int]]()
    for scheme, labelled, bare in _patterns():
        for match in labelled.finditer(text):
            yield from _taken(passage, scheme, match, taken)
        if bare is None:
            continue
        for match in bare.finditer(text):
            if _valid(scheme, match["number"]) and any(c.isdigit() for c in match["number"]):
                yield from _taken(passage, scheme, match, taken)


def _taken(passage: Passage, scheme: Scheme, match: re.Match[str], taken: list[tuple[int, int]]) -> Iterator[Found]:
    start, end = match.span("number")
    while end > start and passage.text[end - 1] in ".-/":
        end -= 1
    if any(a < end and start < b for a, b in taken):
        return
    taken.append((start, end))
    number = passage.text[start:end]
    compact = re.sub(r"[\s.-]", "", number) if scheme.check or scheme.type == "HS" else number
    value = {"type": scheme.type, "value": compact, "valid": _valid(scheme, number)}
    yield Found(passage.start + start, passage.start + end, "Identifier", IDENTIFIERS.id, value)


def _valid(scheme: Scheme, number: str) -> bool | None:
    if scheme.check is None:
        return None
    return _checker(scheme.check)(number)


@cache
def _checker(module: str) -> Callable[[str], bool]:
    checker: Callable[[str], bool] = import_module(module).is_valid
    return checker


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Scheme, re.Pattern[str], re.Pattern[str] | None], ...]:
    made = []
    for scheme in SCHEMES:
        between = _SIGN if scheme.type in NEEDS_NUMBER_SIGN else SEP
        labelled = re.compile(rf"(?<!\w)(?:{scheme.labels}){between}(?P<number>{scheme.number})(?![\w])")
        bare = re.compile(rf"(?<![\w-])(?P<number>{scheme.number})(?![\w-])") if scheme.unlabelled else None
        made.append((scheme, labelled, bare))
    return tuple(made)
