"""Numbers that name one thing, behind their Chinese labels; what needs no label is found in every language alike."""

import re
from collections.abc import Iterator
from functools import lru_cache

from averment.extract.chinese.page import Page
from averment.extract.found import Found
from averment.extract.tables import table
from averment.method import method

CHINESE_IDENTIFIERS = method("extract.chinese_identifiers", "1")
CHINESE_LAWS = method("extract.chinese_laws", "1")


def identifiers(page: Page) -> Iterator[Found]:
    """Every labelled number of a page; `value` is {"type", "value", "valid"} as in every language."""
    for match in _pattern().finditer(page.text):
        kind, number = _kinds()[match["label"]], match["number"]
        if any(c.isdigit() for c in number):
            start, end = page.offsets(*match.span("number"))
            compact = re.sub(r"[\s.]", "", number) if kind == "HS" else number
            yield Found(
                start,
                end,
                "Identifier",
                CHINESE_IDENTIFIERS.id,
                {"type": kind, "value": compact, "valid": _valid(kind, number)},
            )


def laws(page: Page) -> Iterator[Found]:
    """Laws and notices, by their title in book marks or by the year and number of the notice."""
    for pattern in (_TITLE, _NOTICE):
        for match in pattern.finditer(page.text):
            start, end = page.offsets(*match.span("name"))
            value = {"type": "law", "value": page.span(*match.span("name")).text, "valid": None}
            yield Found(start, end, "Identifier", CHINESE_LAWS.id, value)


_TITLE = re.compile(
    r"《(?P<name>[^《》\n]{1,48}?(?:法|法案|法典|条例|规定|办法|公约|协定|条约|细则|清单|目录|议定书|决定|决议|公告|制裁令|行政令)(?:（[^（）]{1,12}）)?)》"
)
_NOTICE = re.compile(
    r"(?P<name>(?:公告|通告|决议|令)?(?:19|20)\d\d年第\s?\d{1,4}\s?号(?:公告|通告|令|决议)?|第\s?\d{4}\s?号决议)"
)


def _valid(kind: str, number: str) -> bool | None:
    if kind == "USCC":
        from stdnum.cn import uscc

        return bool(uscc.is_valid(number))
    if kind == "container":
        from stdnum import iso6346

        return bool(iso6346.is_valid(re.sub(r"[\s-]", "", number)))
    if kind == "IMO":
        from stdnum import imo

        return bool(imo.is_valid(number))
    return None


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {label: kind for kind, labels in table("chinese_values")["identifiers"].items() for label in labels}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    labels = "|".join(sorted(_kinds(), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?P<label>{labels})\s?(?:为|是|：|:|No\.?|（|\()?\s?(?P<number>[A-Z0-9](?:[A-Z0-9/.-]{{2,28}}[A-Z0-9]))(?![A-Za-z0-9])"
    )
