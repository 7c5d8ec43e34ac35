"""Numbers of papers with Russian labels: contracts, invoices, customs declarations, letters, laws, customs codes.

Tax and register numbers (ИНН, ОГРН …) are among the identifiers of every language.
"""

import re
from collections.abc import Iterator

from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.candidate import Taken
from averment.method import method

PAPERS = method("extract.russian.papers", "1")

_SIGN = r"\s?(?:№|N|No\.?|номер|#)\s?"
_NUMBER = r"(?P<number>[A-ZА-ЯЁa-zа-яё0-9](?:[A-ZА-ЯЁa-zа-яё0-9]|[-–/.](?=[A-ZА-ЯЁa-zа-яё0-9])){0,28})"
_LABELS = (
    (
        "contract",
        r"(?:договор|контракт|соглашени|спецификаци)[а-я]*(?:\s(?:поставки|купли-продажи|подряда"
        r"|займа|аренды|оказания услуг))?",
    ),
    ("invoice", r"(?:инвойс|сч[её]т(?:-фактур)?|накладн)[а-я]*"),
    ("declaration", r"(?:(?:таможенн[а-я]+\s)?деклараци[а-я]+|ДТ|ГТД)(?:\sна товары)?"),
    ("letter", r"(?:[Ии]сх\.|[Вв]х\.|исходящ[а-я]+|письм[а-я]+)"),
)
_PATTERNS = tuple(
    (kind, re.compile(rf"(?<![\w]){label}(?:\sот\s[\d.]{{8,10}})?{_SIGN}{_NUMBER}", re.I)) for kind, label in _LABELS
)
_DECLARATION = re.compile(r"(?<![\d/])(?P<number>\d{8}/\d{6}/(?:\d{7}|[АA]\d{6}))(?![\d/])")
_HS = re.compile(
    r"(?:ТН\s?ВЭД(?:\sЕАЭС)?|код(?:у|а|ом)?\sтовара)\s?(?:№"
    r"|:)?\s?(?P<number>\d{4}(?:\s?\d{2}(?:\s?\d{3}\s?\d|\d{4})?)?)(?!\d)"
)
LAW = re.compile(
    r"(?<!\w)(?P<what>(?:[Фф]едеральн[а-я]+\s(?:конституционн[а-я]+\s)?)?закон(?:а|у|ом|е)?"
    r"|(?:[Пп]остановлени|[Рр]аспоряжени)[а-я]+(?:\s(?:[Пп]равительства|ЦИК"
    r"|[Сс]овета [Мм]инистров)(?:\s(?:РФ|России|Российской Федерации|Украины))?)?"
    r"|[Уу]каз[а-я]*(?:\s[Пп]резидента(?:\s(?:РФ|России|Российской Федерации|Украины|США))?)?|[Пп]риказ[а-я]*)"
    r"(?:\sот\s(?:\d{1,2}\.\d{2}\.\d{4}|\d{1,2}\s[а-я]+\s\d{4}(?:\s?г(?:ода"
    r"|\.))?))?\s?№\s?(?P<number>[\dA-ZА-ЯЁа-яё]+(?:[-–/][\dA-ZА-ЯЁа-яё]+)*)"
)
_SHORT_LAW = re.compile(r"(?<![\w№])(?<!№ )(?P<number>\d{1,4}-ФЗ|\d{1,3}-ФКЗ)(?!\w)")


def papers(piece: ParsedPassage) -> Iterator[Found]:
    """Every labelled number; `value` is {"type", "value", "valid"} as for all identifiers."""
    base, taken = piece.passage.start, Taken()
    for start, end, kind, number in _all(piece.text):
        if not taken.touches(start, end):
            taken.add(start, end)
            value = {"type": kind, "value": number, "valid": None}
            yield Found(base + start, base + end, "Identifier", PAPERS.id, value)


def _all(text: str) -> Iterator[tuple[int, int, str, str]]:
    for match in LAW.finditer(text):
        kind = "law" if "закон" in match["what"].lower() else "decree"
        yield match.start(), match.end(), kind, match["number"]
    for match in _SHORT_LAW.finditer(text):
        yield *match.span("number"), "law", match["number"]
    for match in _DECLARATION.finditer(text):
        yield *match.span("number"), "declaration", match["number"]
    for match in _HS.finditer(text):
        yield *match.span("number"), "HS", re.sub(r"\s", "", match["number"])
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(c.isdigit() for c in match["number"]):
                yield *match.span("number"), kind, match["number"]
