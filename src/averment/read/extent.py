"""How large a rectangle the sheets of a workbook span, found before a library sets it up in memory."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>")
_BARE = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_WINDOW = 1 << 22
_OVERLAP = 4096
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def xlsx_sheets(archive: zipfile.ZipFile) -> tuple[int, int]:
    """Cells in the largest rectangle that a sheet spans, and formulas in all sheets that have no saved result."""
    largest = bare = 0
    for member in archive.infolist():
        if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", member.filename):
            continue
        columns: set[bytes] = set()
        rows: set[int] = set()
        for window in _windows(archive, member):
            for column, row in _CELL.findall(window):
                columns.add(column)
                rows.add(int(row))
            bare += len(_BARE.findall(window))
        if rows:
            numbers = [_column_number(c) for c in columns]
            largest = max(largest, (max(rows) - min(rows) + 1) * (max(numbers) - min(numbers) + 1))
    return largest, bare


def _windows(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Stretches of a sheet, each ending after a whole cell where there is one."""
    rest = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_WINDOW):
            window = rest + chunk
            border = window.rfind(b"</c>") + 4 if b"</c>" in window else max(len(window) - _OVERLAP, 0)
            yield window[:border]
            rest = window[border:]
    yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def ods_cells(archive: zipfile.ZipFile) -> int:
    """Cells that the largest sheet of an OpenDocument workbook spans, repeated rows and columns counted out."""
    from lxml import etree

    largest = rows = width = filled_rows = 0
    row: list[tuple[int, bool]] = []
    with archive.open("content.xml") as stream:
        tags = (_TABLE + "table", _TABLE + "table-row", _TABLE + "table-cell", _TABLE + "covered-table-cell")
        for _, element in etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True):
            if element.tag in tags[2:]:
                row.append((_repeated(element, "number-columns-repeated"), _is_filled(element)))
            elif element.tag == tags[1]:
                times = _repeated(element, "number-rows-repeated")
                rows += times
                if any(filled for _, filled in row):
                    filled_rows = rows
                    last = max(index for index, (_, filled) in enumerate(row) if filled)
                    width = max(width, sum(count for count, _ in row[: last + 1]))
                row = []
            else:
                largest = max(largest, filled_rows * width)
                rows = width = filled_rows = 0
            element.clear()
    return largest


def _repeated(element: Any, name: str) -> int:
    said = element.get(_TABLE + name, "1")
    return int(said) if re.fullmatch(r"\d{1,9}", said) else 1


def _is_filled(cell: Any) -> bool:
    return len(cell) > 0 or cell.get(_OFFICE + "value-type") is not None
