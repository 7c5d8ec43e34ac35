"""Spreadsheets and tables: a passage for each row, an anchor for each cell, numbered as the spreadsheet shows them."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from averment.method import method
from averment.read.container import check
from averment.read.draft import Draft, Stop
from averment.read.extent import ods_cells, xlsx_sheets
from averment.read.media_type import ODS, XLSX
from averment.read.reader import reads
from averment.read.table_text import delimiter_of
from averment.read.text import decode_into

READ_TABLE = method("read.table", "1")
READ_SHEET = method("read.sheet", "1", engine="python-calamine")

_SPLIT = "split the table and add the parts; a very long table belongs among the trade lines"
_HEADER_WITHIN = 10
"""Rows from the top among which the header row is looked for: titles and notes may stand above it."""


@reads(READ_TABLE, "text/csv")
def read_table(data: bytes, draft: Draft) -> None:
    """CSV and TSV. Rows are counted as records, so a cell with a line break in it is one row."""
    text = decode_into(data, draft, elsewhere=True)
    delimiter = delimiter_of(text[:65536], lenient=True, cut_off=len(text) > 65536) or ","
    csv.field_size_limit(draft.limits.characters)
    rows = _Rows(draft)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            rows.take(number, [" ".join(cell.split("\x00")) for cell in cells])
    except csv.Error as error:
        rows.close()
        raise Stop("damaged", f"the table cannot be followed after row {rows.number}: {error}", _SPLIT) from error
    rows.close()


@reads(READ_SHEET, XLSX, ODS, "application/vnd.ms-excel")
def read_sheets(data: bytes, draft: Draft) -> None:
    """XLSX, ODS and old XLS: every sheet, hidden ones too."""
    import python_calamine

    _check_extent(data, draft)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
                _read_sheet(book.get_sheet_by_name(about.name), about, draft)
    except python_calamine.PasswordError as error:
        raise Stop("encrypted", "the workbook asks for a password", "save an unlocked copy and add that") from error
    except python_calamine.CalamineError as error:
        raise Stop("damaged", f"the workbook cannot be followed: {error}", "open it, save it anew, add that") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust gave up; its error is no Exception
            raise
        raise Stop(
            "damaged", "the library that follows workbooks gave up", "open it, save it anew, add that"
        ) from error


def _check_extent(data: bytes, draft: Draft) -> None:
    """The library keeps every cell of the rectangle a sheet spans, so one cell in the far corner fills the memory."""
    if draft.media_type not in (XLSX, ODS):
        return  # XLS ends at 65,536 rows of 256
    archive = check(data, draft.limits)
    bare = 0
    if draft.media_type == ODS:
        largest = ods_cells(archive)
    else:
        largest, bare = xlsx_sheets(archive)
    if largest > draft.limits.cells:
        raise Stop("too_large", f"a sheet spans {largest:,} cells; {draft.limits.cells:,} are read", _SPLIT)
    if bare:
        draft.note(
            "formula_without_value",
            f"{bare:,} cell(s) hold a formula whose result was never saved; they are read as empty",
            "open the workbook in a spreadsheet program, save it, and add that as well",
        )


def _read_sheet(sheet: Any, about: Any, draft: Draft) -> None:
    from python_calamine import SheetVisibleEnum

    if about.visible != SheetVisibleEnum.Visible:
        draft.note(
            "hidden_sheet",
            f"the sheet {about.name!r} is hidden in the workbook; it was read",
            "mind that its author may not have meant it to be seen",
            draft.here(sheet=about.name),
        )
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    rows = _Rows(draft, sheet.name)
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1):
        rows.take(number, [""] * first_column + [written(cell) for cell in cells])
    rows.close()


class _Rows:
    """Rows on their way into the draft: the first few are held back until it is clear which is the header."""

    def __init__(self, draft: Draft, sheet: str | None = None) -> None:
        self.draft, self.sheet = draft, sheet
        self.held: list[tuple[int, list[str]]] | None = []
        self.number = 0
        self.seen = sum(p.row is not None for p in draft.passages)

    def take(self, number: int, cells: list[str]) -> None:
        self.number = number
        if not any(cell.strip() for cell in cells):
            return
        self.seen += 1
        if self.seen > self.draft.limits.rows:
            self.close()
            place = self.draft.here(sheet=self.sheet, row=number)
            raise Stop("truncated", f"only the first {self.draft.limits.rows:,} rows were read", _SPLIT, place)
        if self.held is None:
            self._add(number, cells, "row")
            return
        self.held.append((number, cells))
        if len(self.held) == _HEADER_WITHIN:
            self.close()

    def close(self) -> None:
        """Let go of what is held back."""
        held, self.held = self.held or [], None
        header = header_row([cells for _, cells in held])
        for index, (number, cells) in enumerate(held):
            self._add(number, cells, "header" if index == header else "row")

    def _add(self, number: int, cells: Sequence[str], kind: str) -> None:
        self.draft.add_row(cells, kind, sheet=self.sheet, row=number)


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows names the columns: the first with words only, about as wide as the table.

    >>> header_row([["Shipments"], ["date", "goods", "pieces"], ["2024-03-05", "engine", "7"]])
    1
    """
    filled = [[cell for cell in row if cell.strip()] for row in rows]
    width = max(map(len, filled), default=0)
    for index, row in enumerate(filled[:-1]):  # the last has nothing under it to be the header of
        if len(row) >= 2 and len(row) * 2 > width and not any(_is_value(cell) for cell in row):
            return index
    return None


def _is_value(cell: str) -> bool:
    """A number, an amount or a date, rather than a word."""
    digits = sum(c.isdigit() for c in cell)
    return digits * 2 > len(cell.strip())


def written(value: Any) -> str:
    """A cell's value in one stable spelling: whole numbers without `.0`, 15 digits as spreadsheets keep, ISO dates.

    >>> written(7.0), written(0.1 + 0.2), written(datetime(2024, 3, 5))
    ('7', '0.3', '2024-03-05')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 2**53:
            return str(int(value))
        if not isfinite(value):
            return str(value)
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    return str(value)


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
