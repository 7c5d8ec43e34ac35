"""Where in a source: the noun everything else leans on.

A `Place` is written as a short locator, a fragment in the manner of RFC 5147 (text: `char=`)
and RFC 7111 (tables: `row=`, `cell=`), so that it can be printed in a footnote and read back:

    3f2a9c0d1e5b7788#page=3&char=120,180&box=72,500.5,300,512
    3f2a9c0d1e5b7788#sheet=Lines&cell=4,2&char=31,44
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

Box = tuple[float, float, float, float]
"""left, bottom, right, top in PDF points (1/72 inch), origin at the page's lower left corner."""

_SOURCE = re.compile(r"[0-9a-f]{16}")


class PlaceError(ValueError):
    """A locator that cannot be read; the message says which part and what was expected."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source.

    `start` and `end` are character offsets (Python string indices, end exclusive) into the
    source's text as read. `page`, `row` and `column` count from 1, as people do. `part` names a
    part of a message or an archive ("body", "attachment:2"). `box` is in PDF points.

    >>> str(Place("3f2a9c0d1e5b7788", 120, 180, page=3))
    '3f2a9c0d1e5b7788#page=3&char=120,180'
    >>> Place.parse("3f2a9c0d1e5b7788#page=3&char=120,180").page
    3
    """

    source: str
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    part: str | None = None

    def __post_init__(self) -> None:
        if not _SOURCE.fullmatch(self.source):
            raise PlaceError(f"source id {self.source!r} is not 16 hex digits; take it from `aver show CASE`")
        if not 0 <= self.start <= self.end:
            raise PlaceError(f"characters {self.start} to {self.end} are not a stretch of text")

    def __str__(self) -> str:
        fields: list[tuple[str, str]] = []
        if self.part is not None:
            fields.append(("part", quote(self.part, safe="")))
        if self.page is not None:
            fields.append(("page", str(self.page)))
        if self.sheet is not None:
            fields.append(("sheet", quote(self.sheet, safe="")))
        if self.row is not None:
            cell = self.column is not None
            fields.append(("cell", f"{self.row},{self.column}") if cell else ("row", str(self.row)))
        fields.append(("char", f"{self.start},{self.end}"))
        if self.box is not None:
            fields.append(("box", ",".join(_number(v) for v in self.box)))
        return f"{self.source}#" + "&".join(f"{k}={v}" for k, v in fields)

    @classmethod
    def parse(cls, locator: str) -> "Place":
        """Read a locator back. Raises `PlaceError` naming the part that does not fit."""
        source, hash_, fragment = locator.partition("#")
        if not hash_:
            raise PlaceError(f"{locator!r} has no '#': expected SOURCE#char=START,END")
        given = dict(parse_qsl(fragment.replace("+", "%2B"), keep_blank_values=True))
        unknown = sorted(set(given) - {"part", "page", "sheet", "row", "cell", "char", "box"})
        if unknown:
            raise PlaceError(f"{locator!r}: unknown {', '.join(unknown)}; known: part page sheet row cell char box")
        if "char" not in given:
            raise PlaceError(f"{locator!r} has no char=START,END")
        start, end = _integers(given["char"], 2, locator)
        row = column = None
        if "cell" in given:
            row, column = _integers(given["cell"], 2, locator)
        elif "row" in given:
            (row,) = _integers(given["row"], 1, locator)
        return cls(
            source,
            start,
            end,
            page=_integers(given["page"], 1, locator)[0] if "page" in given else None,
            box=_box(given["box"], locator) if "box" in given else None,
            sheet=given.get("sheet"),
            row=row,
            column=column,
            part=given.get("part"),
        )

    def describe(self) -> str:
        """The place in words for a reader: 'page 3', 'sheet Lines, row 4, column 2', 'characters 120–180'."""
        words = [self.part] if self.part else []
        if self.page is not None:
            words.append(f"page {self.page}")
        if self.sheet is not None:
            words.append(f"sheet {self.sheet}")
        if self.row is not None:
            words.append(f"row {self.row}")
        if self.column is not None:
            words.append(f"column {self.column}")
        words.append(f"characters {self.start}–{self.end}")
        return ", ".join(words)


def _number(value: float) -> str:
    return repr(round(value, 2)).removesuffix(".0")


def _integers(text: str, count: int, locator: str) -> list[int]:
    parts = text.split(",")
    if len(parts) != count or not all(p.isascii() and p.isdigit() for p in parts):
        raise PlaceError(f"{locator!r}: {text!r} should be {count} whole number(s), comma between")
    return [int(p) for p in parts]


def _box(text: str, locator: str) -> Box:
    try:
        left, bottom, right, top = (float(p) for p in text.split(","))
    except ValueError:
        raise PlaceError(f"{locator!r}: box {text!r} should be four numbers: left,bottom,right,top") from None
    return (left, bottom, right, top)
