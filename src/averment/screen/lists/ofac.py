"""OFAC's comma-separated files (sdn, alt, add; cons_prim, cons_alt, cons_add): no header, "-0-" for nothing.

Columns as published by OFAC (SDN data formats, "Delimited"): https://ofac.treasury.gov/specially-designated-nationals-list-data-formats
An alias or address whose main entry is not in the case still makes an entity: the files are often of different dates.
"""

import re
from collections.abc import Iterator

from averment.problem import Problem
from averment.screen.entry import Entry, ListName, ListNumber
from averment.screen.lists.rows import Row, malformed, rows
from averment.source import Source

_FIRST_ROW = re.compile(r'\ufeff?\s*\d+\s*,\s*(?:"|-0-|\d)')
_COLUMNS = {12: "main", 5: "alias", 6: "address"}
_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_NUMBERS = (
    ("INN", re.compile(r"Tax ID No\. (\d{10}|\d{12})\b(?= \(Russia\))")),
    ("OGRN", re.compile(r"Registration Number (\d{13}|\d{15})\b(?= \(Russia\))")),
    ("USCC", re.compile(r"Unified Social Credit Code \(USCC\) ([0-9A-Z]{18})\b")),
    ("IMO", re.compile(r"\bIMO (\d{7})\b")),
    ("MMSI", re.compile(r"\bMMSI (\d{9})\b")),
    ("LEI", re.compile(r"\bLEI ([0-9A-Z]{20})\b")),
)
_REMARKED = re.compile(r"\b(a|f|n)\.k\.a\. '([^']+)'")


def recognises(text: str) -> bool:
    """A file without header whose first cell is a number and which writes nothing as "-0-"."""
    head = text[:4000]
    return _FIRST_ROW.match(head) is not None and "-0-" in head


def entries(source: Source, text: str) -> Iterator[Entry | Problem]:
    """One entry a row: the main name, an alias, or an address."""
    for row in rows(source, text):
        if isinstance(row, Problem):
            yield row
        elif not row.cells[0].isdigit():
            yield malformed(source, row, "the first cell is not the number of an entry")
        elif len(row.cells) not in _COLUMNS:
            yield malformed(source, row, f"{len(row.cells)} cells; a main row has 12, an alias 5, an address 6")
        else:
            yield _READ[_COLUMNS[len(row.cells)]](row)


def _main(row: Row) -> Entry:
    number, name, kind, program, *_ = row.cells
    remarks = _said(row.cells[11])
    names = [ListName(name, row.place(name, 2))] if _said(name) else []
    for match in _REMARKED.finditer(remarks):
        names.append(ListName(match[2], row.place(match[2], 12), alias=True))
    numbers = tuple(ListNumber(t, m[1], row.place(m[1], 12)) for t, p in _NUMBERS for m in p.finditer(remarks))
    programs = tuple(p for p in re.split(r"\]\s*\[|[;\[\]]", _said(program)) if p.strip())
    schema = _SCHEMATA.get(_said(kind).casefold(), "Organization")
    return Entry("ofac", number, tuple(names), row.place(), schema, numbers, tuple(p.strip() for p in programs))


def _alias(row: Row) -> Entry:
    number, _, _, name, remarks = row.cells
    weak = "weak" in _said(remarks).casefold()
    names = (ListName(name, row.place(name, 4), alias=True, weak=weak),) if _said(name) else ()
    return Entry("ofac", number, names, row.place())


def _address(row: Row) -> Entry:
    number, _, *address, _ = row.cells
    said = ", ".join(a for a in map(_said, address) if a)
    return Entry("ofac", number, (), row.place(), details={"address": said} if said else {})


_READ = {"main": _main, "alias": _alias, "address": _address}


def _said(cell: str) -> str:
    return "" if cell.strip() == "-0-" else cell.strip()
