"""Spreadsheets and tables: rows as the spreadsheet numbers them, cells with their column, values spelled stably."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import odfdo
import openpyxl
import pytest

from averment.read import DEFAULT
from averment.read.sheet import header_row, written


def saved(book) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_rows_and_columns_are_those_the_spreadsheet_shows(read_as: Callable) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lines"
    sheet["B3"], sheet["C3"], sheet["D3"] = "Date", "Goods", "Pieces"
    sheet["B4"], sheet["C4"], sheet["D4"] = datetime(2024, 3, 5), "Двигатель", 7.0
    sheet["B6"], sheet["D6"] = datetime(2024, 3, 6, 14, 5), 0.1 + 0.2
    reading = read_as(saved(book), "lines.csv")
    assert [(p.kind, p.sheet, p.row, p.text) for p in reading.passages] == [
        ("header", "Lines", 3, "Date | Goods | Pieces"),
        ("row", "Lines", 4, "2024-03-05 | Двигатель | 7"),
        ("row", "Lines", 6, "2024-03-06T14:05:00 |  | 0.3"),
    ]
    start = reading.text.index("Двигатель")
    place = reading.passages[1].place(start, start + 9)
    assert (place.sheet, place.row, place.column) == ("Lines", 4, 3)


def test_hidden_sheets_are_read_and_told(read_as: Callable, codes: Callable) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "seen"
    for name, state in (("Second", "hidden"), ("Third", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet.sheet_state = f"words of {name}", state
    reading = read_as(saved(book))
    assert codes(reading) == ["hidden_sheet", "hidden_sheet"]
    assert "words of Third" in reading.text
    assert "sheet=Second" in reading.problems[0].locator


def test_formulas_without_a_saved_result_are_told(read_as: Callable, codes: Callable) -> None:
    book = openpyxl.Workbook()
    book.active.append(["pieces", "double"])
    book.active.append([7, "=A2*2"])
    assert codes(read_as(saved(book))) == ["formula_without_value"]


def test_ods(read_as: Callable) -> None:
    document = odfdo.Document("ods")
    document.body.clear()
    table = odfdo.Table("Sheet A")
    table.set_values([["goods", "date"], ["crane", date(2024, 1, 2)], [None, None], ["boat", 5]])
    document.body.append(table)
    reading = read_as(saved(document))
    assert [(p.kind, p.row, p.text) for p in reading.passages] == [
        ("header", 1, "goods | date"),
        ("row", 2, "crane | 2024-01-02"),
        ("row", 4, "boat | 5"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_dialects_and_encodings(encoding: str, delimiter: str, read_as: Callable) -> None:
    rows = [["товар", "город", "штук"], ["Кран", "Порт", "7"], ["Лодка", "Город", "12"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    reading = read_as(text.encode(encoding), "lines.csv")
    assert reading.media_type == "text/csv"
    assert [p.text for p in reading.passages] == [" | ".join(row) for row in rows]
    assert [p.kind for p in reading.passages] == ["header", "row", "row"]


def test_csv_quotes_line_breaks_and_blank_lines(read_as: Callable) -> None:
    reading = read_as(b'goods,note\ncrane,"new, heavy\nand red"\n\nboat,old\n', "x.csv")
    assert [(p.row, p.text) for p in reading.passages] == [
        (1, "goods | note"),
        (2, "crane | new, heavy\nand red"),
        (4, "boat | old"),
    ]


def test_a_quote_that_is_never_closed_loses_nothing(read_as: Callable) -> None:
    reading = read_as(b'goods,note\ncrane,"new\nboat,old\n', "x.csv")
    assert "boat" in reading.text


def test_rows_beyond_the_limit_are_told_with_their_place(read_as: Callable, codes: Callable) -> None:
    data = "goods,pieces\n" + "".join(f"crane {n},{n}\n" for n in range(100))
    reading = read_as(data.encode(), "x.csv", replace(DEFAULT, rows=20))
    assert codes(reading) == ["truncated"]
    assert len(reading.passages) == 20
    assert "row=21" in reading.problems[0].locator


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (7, "7"),
        (7.0, "7"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (1.5e-7, "0.00000015"),
        (1234567890123456.0, "1234567890123456"),
        (True, "TRUE"),
        (datetime(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, 6, 7, 8), "2024-03-05T06:07:08"),
        (date(2024, 3, 5), "2024-03-05"),
        (time(6, 7), "06:07:00"),
        (timedelta(hours=26, minutes=5), "26:05:00"),
        ("007", "007"),
    ],
)
def test_values_have_one_spelling(value: object, wanted: str) -> None:
    assert written(value) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["goods", "pieces"], ["crane", "7"]], 0),
        ([["Shipments of March"], ["goods", "pieces", "city"], ["crane", "7", "A"]], 1),
        ([["crane", "7"], ["boat", "12"]], None),
        ([["goods", "pieces"]], None),
        ([], None),
    ],
)
def test_which_row_is_the_header(rows: list[list[str]], wanted: int | None) -> None:
    assert header_row(rows) == wanted
