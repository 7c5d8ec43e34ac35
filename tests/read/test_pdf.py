"""PDF: paragraphs, pages, boxes; columns and tables; pages that hold no text."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

Draw = Callable[[canvas.Canvas], object]


def drawn(*pages: Draw, **about: str) -> bytes:
    held = io.BytesIO()
    page = canvas.Canvas(held, pagesize=A4, invariant=1)
    page.setTitle(about.get("title", ""))
    page.setAuthor(about.get("author", ""))
    for draw in pages:
        draw(page)
        page.showPage()
    page.save()
    return held.getvalue()


def lines(*said: str, left: float = 72, top: float = 760, step: float = 14) -> Draw:
    def draw(page: canvas.Canvas) -> None:
        for number, text in enumerate(said):
            page.drawString(left, top - number * step, text)

    return draw


def picture(page: canvas.Canvas) -> None:
    page.drawImage(ImageReader(Image.new("RGB", (20, 20), "white")), 0, 0, 500, 500)


def test_a_letter(read_as: Callable) -> None:
    letter = lines(
        "We confirm that seven crates of machine parts left the harbour on the third of",
        "March, and that the carrier has been paid for all of them by the consignee.",
    )
    reading = read_as(drawn(letter, lines("Second page."), title="Letter", author="J. Roe"), "letter.doc")
    assert (reading.media_type, reading.title, reading.author) == ("application/pdf", "Letter", "J. Roe")
    assert reading.published is None
    first, second = reading.passages
    assert (first.kind, first.page, second.page) == ("paragraph", 1, 2)
    assert first.text.count("\n") == 1
    left, bottom, right, top = first.anchors[0].box
    assert left == pytest.approx(72, abs=1)
    assert bottom < 760 < top
    assert right > 400


def test_a_place_in_a_line_has_the_box_of_that_line(read_as: Callable) -> None:
    reading = read_as(drawn(lines("Seven crates of machine parts left the harbour yesterday", "on the ship Gull.")))
    passage = reading.passages[0]
    start = reading.text.index("Gull")
    place = passage.place(start, start + 4)
    assert place.page == 1
    assert place.box == passage.anchors[-1].box


def test_placeholder_titles_are_not_titles(read_as: Callable) -> None:
    reading = read_as(drawn(lines("Text."), title="untitled", author="anonymous"))
    assert (reading.title, reading.author) == (None, None)


def test_the_lines_of_an_invoice_stay_lines_however_they_were_drawn(read_as: Callable) -> None:
    def columns_first(page: canvas.Canvas) -> None:
        for x, cells in (
            (72, ("Goods", "Crane", "Boat")),
            (250, ("Pieces", "7", "12")),
            (400, ("Price", "1.00", "5.50")),
        ):
            for number, cell in enumerate(cells):
                page.drawString(x, 700 - 16 * number, cell)

    reading = read_as(drawn(columns_first))
    assert [(p.kind, p.text) for p in reading.passages] == [
        ("row", "Goods | Pieces | Price"),
        ("row", "Crane | 7 | 1.00"),
        ("row", "Boat | 12 | 5.50"),
    ]
    assert len(reading.passages[1].anchors) == 3


def test_seller_and_buyer_side_by_side_are_read_line_by_line(read_as: Callable) -> None:
    reading = read_as(
        drawn(
            lambda p: (
                lines("Seller:", "Alpha Ltd", "Port road 1")(p),
                lines("Buyer:", "Beta LLC", "High road 5", left=320)(p),
            )
        )
    )
    assert [p.text for p in reading.passages] == [
        "Seller: | Buyer:",
        "Alpha Ltd | Beta LLC",
        "Port road 1 | High road 5",
    ]


@pytest.mark.parametrize("one_after_the_other", [True, False])
def test_columns_of_prose_are_read_one_after_the_other(one_after_the_other: bool, read_as: Callable) -> None:
    def draw(page: canvas.Canvas) -> None:
        page.setFont("Helvetica-Bold", 18)
        page.drawString(60, 790, "A heading that spans both of the columns")
        page.setFont("Times-Roman", 10)
        left = [(60, n, f"left line {n} goes over the whole of its width") for n in range(15)]
        right = [(310, n, f"right line {n} goes over the whole of its width") for n in range(15)]
        both = left + right if one_after_the_other else sorted(left + right, key=lambda c: c[1])
        for x, n, text in both:
            page.drawString(x, 740 - 12 * n, text)

    reading = read_as(drawn(draw))
    assert reading.passages[0].kind == "heading"
    assert reading.text.index("left line 14") < reading.text.index("right line 0")
    assert "|" not in reading.text


def test_paragraphs_in_flowing_columns(read_as: Callable) -> None:
    held = io.BytesIO()
    frames = [Frame(50, 50, 240, 700, id="a"), Frame(305, 50, 240, 700, id="b")]
    document = BaseDocTemplate(held, pagesize=A4, pageTemplates=[PageTemplate(id="two", frames=frames)])
    style = getSampleStyleSheet()["Normal"]
    said = [
        f"Paragraph {n}: the carrier brought the crates to the harbour on the third day, and the harbour master "
        "wrote every crate into the ledger before the ship left again for the north."
        for n in range(16)
    ]
    document.build([part for text in said for part in (Paragraph(text, style), Spacer(1, 6))])
    texts = [" ".join(p.text.split()) for p in read_as(held.getvalue()).passages]
    assert [t for t in texts if t in said] == [t for t in said if t in texts]
    assert len([t for t in texts if t in said]) >= 15  # one may be broken between the columns


def test_hyphens_at_line_ends_are_kept(read_as: Callable) -> None:
    reading = read_as(drawn(lines("The invoice names seven cranes for ex-", "port by sea.")))
    assert reading.passages[0].text == "The invoice names seven cranes for ex-\nport by sea."


def test_pages_without_text_are_told_together(
    read_as: Callable, codes: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("averment.read.pdf.engine", lambda: None)
    reading = read_as(drawn(lines("Cover."), picture, picture, lines("Text."), picture))
    assert codes(reading) == ["no_text_layer", "no_text_layer"]
    assert "pages 2 to 3 have" in reading.problems[0].message
    assert "page=5" in reading.problems[1].locator
    assert "apt install tesseract-ocr" in reading.problems[0].hint


def test_a_blank_page_is_no_problem(read_as: Callable, codes: Callable) -> None:
    reading = read_as(drawn(lines("One."), lambda _: None, lines("Three.")))
    assert codes(reading) == []
    assert [p.page for p in reading.passages] == [1, 3]


def test_what_was_typed_into_a_form_is_text(read_as: Callable) -> None:
    def draw(page: canvas.Canvas) -> None:
        page.drawString(72, 650, "Name of the consignee")
        page.acroForm.textfield(name="f", x=72, y=600, width=200, height=20, value="Beta LLC")

    assert "Beta LLC" in read_as(drawn(draw)).text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_as_their_reader_turns_them(turn: int, read_as: Callable) -> None:
    def draw(page: canvas.Canvas) -> None:
        page.setPageRotation(turn)
        page.translate(300, 400)
        page.rotate(turn)
        page.drawString(0, 0, "The first line of a turned page")
        page.drawString(0, -14, "and the second line of it.")

    reading = read_as(drawn(draw))
    assert " ".join(reading.text.split()) == "The first line of a turned page and the second line of it."


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_chinese_and_russian(read_as: Callable) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))

    def draw(page: canvas.Canvas) -> None:
        page.setFont("STSong-Light", 12)
        page.drawString(72, 700, "甲方：上海某某贸易有限公司")
        page.setFont("HeiseiMin-W3", 12)
        page.drawString(72, 640, "Поставщик отгрузил двигатели")

    reading = read_as(drawn(draw))
    assert [(p.language, p.text) for p in reading.passages] == [
        ("zh", "甲方：上海某某贸易有限公司"),
        ("ru", "Поставщик отгрузил двигатели"),
    ]


def test_a_raised_note_mark_stays_in_its_line(read_as: Callable) -> None:
    def draw(page: canvas.Canvas) -> None:
        text = page.beginText(72, 700)
        for rise, size, said in ((0, 12, "Seven crates"), (4, 7, "12"), (0, 12, " arrived.")):
            text.setFont("Times-Roman", size)
            text.setRise(rise)
            text.textOut(said)
        page.drawText(text)

    assert read_as(drawn(draw)).text == "Seven crates12 arrived."


def test_rubbish_before_the_mark_is_forgiven(read_as: Callable) -> None:
    assert "Text." in read_as(b"\r\n\r\n" + drawn(lines("Text."))).text
