"""The same paper in many layouts and formats: labels left and above, side by side, tables over pages, cells."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from averment.paper import Paper
from tests.extract.documents.paper_of import checked, fields_of, reading_of

Draw = Callable[[Canvas], None]


def pdf(*pages: list[tuple[float, float, str]]) -> bytes:
    """Pages of words at points."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(595, 842), invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 9)
        for x, y, words in page:
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def only(data: bytes, name: str, tmp_path: Path) -> Paper:
    found = checked(reading_of(data, name, tmp_path))
    assert [p.kind for p in found.papers] == ["invoice"]
    return found.papers[0]


HEAD = [(72, 800, "INVOICE"), (72, 780, "Invoice No.: 77"), (72, 766, "Date: 14 May 2024")]


def test_parties_side_by_side_under_their_labels(tmp_path: Path) -> None:
    sides = [
        (72, 740, "Seller"), (330, 740, "Buyer"),
        (72, 728, "Brindle FZE"), (330, 728, "Norvik Shipworks Ltd"),
        (72, 716, "Unit 9, Coral Quay"), (330, 716, "4 Breakwater Street"),
        (330, 704, "Port Vesna"), (72, 660, "Total: USD 5.00"),
    ]  # fmt: skip
    paper = only(pdf([*HEAD, *sides]), "a.pdf", tmp_path)
    fields = fields_of(paper)
    assert (fields["seller"], fields["seller.address"]) == ("Brindle FZE", "Unit 9, Coral Quay")
    assert (fields["buyer"], fields["buyer.address"]) == ("Norvik Shipworks Ltd", "4 Breakwater Street Port Vesna")
    seller = paper.get("seller")
    assert seller is not None
    assert seller.place.page == 1
    assert seller.place.box is not None
    assert seller.place.box[0] == pytest.approx(72, abs=1)


def test_a_table_goes_on_over_the_page_with_wrapped_goods(tmp_path: Path) -> None:
    heads = [
        (72, 700, "No"),
        (100, 700, "Description"),
        (300, 700, "Qty"),
        (360, 700, "Unit price"),
        (450, 700, "Amount"),
    ]
    first = [
        (72, 684, "1"),
        (100, 684, "Steel shackle with pin,"),
        (300, 684, "2"),
        (360, 684, "3.00"),
        (450, 684, "6.00"),
    ]
    wrapped = [(100, 673, "grade 316, tested")]
    second = [(72, 780, "2"), (100, 780, "Rope"), (300, 780, "4"), (360, 780, "1.50"), (450, 780, "6.00")]
    end = [(360, 760, "Total"), (450, 760, "USD 12.00")]
    parties = [(72, 740, "Seller: Brindle FZE"), (72, 726, "Buyer: Norvik Shipworks Ltd")]
    paper = only(pdf([*HEAD, *parties, *heads, *first, *wrapped], [*second, *end]), "a.pdf", tmp_path)
    goods = [line.get("goods") for line in paper.lines]
    assert [g.text for g in goods if g is not None] == ["Steel shackle with pin, grade 316, tested", "Rope"]
    assert [line.place.page for line in paper.lines] == [1, 2]
    assert {c.name: c.holds for c in paper.checks} == {"line_amount": True, "sum": True}


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["INVOICE"], ["Invoice No.", "77"], ["Seller", "", "Buyer"],
        ["Brindle FZE\nCoral Quay", "", "Norvik Shipworks Ltd"],
        ["Description", "Qty", "Unit price", "Amount"], ["Rope", 4, 1.234, 4.936], ["Total", "", "", 4.936],
    ):  # fmt: skip
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    paper = only(data.getvalue(), "a.xlsx", tmp_path)
    fields = fields_of(paper)
    assert (fields["number"], fields["seller"], fields["buyer"]) == ("77", "Brindle FZE", "Norvik Shipworks Ltd")
    assert paper.get("buyer").place.column == 3  # type: ignore[union-attr]
    assert paper.lines[0].get("unit_price").value["amount"] == 1.234  # type: ignore[union-attr]
    assert all(c.holds for c in paper.checks)


def test_a_cell_of_a_letter_writer_that_holds_a_whole_party(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("INVOICE No. 77", level=1)
    table = document.add_table(1, 2)
    for cell, lines in zip(
        table.rows[0].cells, (("Seller", "Brindle FZE"), ("Buyer", "Norvik Shipworks Ltd")), strict=True
    ):
        cell.text = lines[0]
        cell.add_paragraph(lines[1])
    document.add_paragraph("Total: USD 5.00")
    data = io.BytesIO()
    document.save(data)
    fields = fields_of(only(data.getvalue(), "a.docx", tmp_path))
    assert fields == {"number": "77", "seller": "Brindle FZE", "buyer": "Norvik Shipworks Ltd", "total": "USD 5.00"}


def test_a_table_of_trade_data_is_no_invoice_and_is_passed_over_quickly(tmp_path: Path) -> None:
    rows = ["date,exporter,consignee,goods,quantity,value,currency"]
    rows += [f"2024-05-{n % 28 + 1:02},Brindle FZE,Norvik Ltd,rope {n},{n},{n * 3},USD" for n in range(20_000)]
    reading = reading_of("\n".join(rows).encode(), "lines.csv", tmp_path)
    from averment.extract.documents import papers

    assert papers(reading, []).papers == ()


def test_a_column_too_many_is_not_guessed_at(tmp_path: Path) -> None:
    """Figures that no head names: which of them is the amount cannot be known."""
    heads = [(72, 700, "Description"), (300, 700, "Qty"), (450, 700, "Amount")]
    row = [(72, 684, "Rope"), (300, 684, "4"), (360, 684, "1.50"), (400, 684, "6.00"), (450, 684, "7.20")]
    parties = [(72, 740, "Seller: Brindle FZE"), (72, 726, "Buyer: Norvik Shipworks Ltd")]
    paper = only(pdf([*HEAD, *parties, *heads, *row]), "a.pdf", tmp_path)
    assert paper.lines == ()
