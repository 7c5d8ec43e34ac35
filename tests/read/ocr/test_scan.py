"""Scans and photographs, read by the tesseract of this machine."""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from averment.read import DEFAULT
from averment.reading import Reading

pytestmark = pytest.mark.usefixtures("recogniser")

ENGLISH = ("The consignee paid for seven marine pumps.", "The carrier left Port Velm on Monday.")
RUSSIAN = ("Покупатель оплатил семь судовых насосов.", "Перевозчик вышел из порта в понедельник.")
SIMPLIFIED = ("买方已经支付七台船用燃油泵的货款。", "承运人于星期一离开东港码头。")
TRADITIONAL = ("買方已經支付七台船用燃油泵的貨款。", "承運人於星期一離開東港碼頭。")


def alike(reading: Reading, said: str) -> float:
    """Share of the characters of `said` that the reading has, in order, marks and spaces aside."""
    wanted, got = ("".join(c for c in unicodedata.normalize("NFKC", t) if c.isalnum()) for t in (said, reading.text))
    row = list(range(len(got) + 1))
    for i, letter in enumerate(wanted, 1):
        new = [i]
        for j, other in enumerate(got, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (letter != other)))
        row = new
    return 1 - row[-1] / len(wanted)


@pytest.mark.parametrize(
    ("said", "language", "traditional"),
    [(ENGLISH, "en", False), (RUSSIAN, "ru", False), (SIMPLIFIED, "zh", False), (TRADITIONAL, "zh", True)],
    ids=["English", "Russian", "simplified Chinese", "traditional Chinese"],
)
def test_each_language(
    said: tuple[str, ...], language: str, traditional: bool, read_as: Callable, page: Callable, png: Callable
) -> None:
    reading = read_as(png(page(*said, traditional=traditional)))
    assert alike(reading, "".join(said)) > 0.94
    assert reading.language == language
    assert all(p.page == 1 and p.confidence > 0.75 for p in reading.passages)
    assert reading.passages[0].method.startswith("read.recognised@1+")
    if language == "zh":
        assert " " not in reading.text


def test_three_scripts_on_one_page(read_as: Callable, page: Callable, png: Callable) -> None:
    reading = read_as(png(page(ENGLISH[0], RUSSIAN[0], SIMPLIFIED[0], "Invoice No. HT-2025-0417")))
    assert alike(reading, ENGLISH[0] + RUSSIAN[0] + SIMPLIFIED[0] + "Invoice No. HT-2025-0417") > 0.95
    assert "HT-2025-0417" in reading.text


def test_a_word_has_its_box_and_its_confidence(read_as: Callable, page: Callable, png: Callable) -> None:
    image = page(*ENGLISH)
    reading = read_as(png(image))
    passage = next(p for p in reading.passages if "marine" in p.text)
    at = passage.start + passage.text.index("marine")
    anchor = next(a for a in passage.anchors if a.start == at)
    assert reading.text[anchor.start : anchor.end] == "marine"
    assert anchor.confidence > 0.8
    left, bottom, right, top = passage.place(at, at + len("marine")).box
    points = 72 / 300
    x, y = left / points, image.height - top / points
    ink = image.crop((round(x) - 3, round(y) - 3, round(right / points) + 3, round(image.height - bottom / points) + 3))
    assert ink.getextrema()[0] == 0
    assert image.height - bottom / points == pytest.approx(120, abs=3)  # the baseline it was drawn on


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_its_head(turn: int, read_as: Callable, page: Callable, png: Callable) -> None:
    said = (*ENGLISH, "Payment is due within thirty days of shipment.", "The goods are insured by the seller.")
    image = page(*said)
    upright = read_as(png(image))
    reading = read_as(png(image.rotate(turn, expand=True)))
    assert alike(reading, "".join(said)) > 0.97
    words = [(p.text, p.place().box) for p in upright.passages], [(p.text, p.place().box) for p in reading.passages]
    (_, box), (_, other) = words[0][0], words[1][0]
    sides = sorted((box[2] - box[0], box[3] - box[1])), sorted((other[2] - other[0], other[3] - other[1]))
    assert sides[0] == pytest.approx(sides[1], abs=2)
    assert (other[3] - other[1] > other[2] - other[0]) == (turn != 180)  # the box is that on the page as it came


@pytest.mark.parametrize("degrees", [-5.0, 3.0])
def test_a_crooked_page(degrees: float, read_as: Callable, page: Callable, png: Callable) -> None:
    image = page(*ENGLISH, *RUSSIAN).rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert alike(read_as(png(image)), "".join((*ENGLISH, *RUSSIAN))) > 0.95


def test_a_photograph_in_uneven_light(read_as: Callable, page: Callable) -> None:
    image = page(*ENGLISH, *RUSSIAN)
    shade = Image.linear_gradient("L").resize(image.size).point(lambda v: 90 + v // 2)
    dim = Image.composite(image, Image.new("L", image.size, 0), shade).filter(ImageFilter.GaussianBlur(1))
    held = io.BytesIO()
    dim.save(held, "JPEG", quality=70)
    assert alike(read_as(held.getvalue()), "".join((*ENGLISH, *RUSSIAN))) > 0.95


def test_rows_of_a_table_stay_rows(read_as: Callable, page: Callable, png: Callable) -> None:
    gap = " " * 14
    reading = read_as(png(page(f"Goods{gap}Pieces{gap}Price", f"Pumps{gap}7{gap}120.50", f"Ropes{gap}340{gap}8.25")))
    assert "Pumps | 7 | 120.50" in reading.text
    assert [p.kind for p in reading.passages] == ["row"] * 3


def test_worn_rules_of_a_table_are_not_read(read_as: Callable, page: Callable, png: Callable) -> None:
    from PIL import ImageChops, ImageDraw

    gap = " " * 14
    image = page(f"Goods{gap}Pieces{gap}Price", f"Pumps{gap}714{gap}120.50", f"Ropes{gap}340{gap}810.25")
    draw = ImageDraw.Draw(image)
    for y in (60, 144, 228, 312):
        draw.line((100, y, 1650, y), fill=60, width=2)
    worn = image.rotate(2.5, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC).point(
        lambda v: v * 7 // 8 + 20
    )
    worn = ImageChops.add(worn, Image.effect_noise(worn.size, 20), offset=-128)
    reading = read_as(png(worn))
    assert [p.text for p in reading.passages] == [
        "Goods | Pieces | Price",
        "Pumps | 714 | 120.50",
        "Ropes | 340 | 810.25",
    ]


def test_the_same_bytes_give_the_same_reading(read_as: Callable, page: Callable, png: Callable) -> None:
    data = png(page(ENGLISH[0], SIMPLIFIED[0]))
    assert read_as(data) == read_as(data)


def test_the_pages_of_a_tiff(read_as: Callable, page: Callable) -> None:
    held = io.BytesIO()
    page(ENGLISH[0]).save(held, "TIFF", save_all=True, append_images=[page(ENGLISH[1])], dpi=(300, 300))
    reading = read_as(held.getvalue())
    assert {p.page for p in reading.passages} == {1, 2}
    assert alike(reading, "".join(ENGLISH)) > 0.97


def scanned(*pages: Image.Image | str) -> bytes:
    """A PDF of these pages: pictures, or a line of text."""
    held = io.BytesIO()
    document = canvas.Canvas(held, pagesize=(420, 300), invariant=1)
    for one in pages:
        if isinstance(one, str):
            document.drawString(40, 200, one)
        else:
            document.drawImage(
                ImageReader(one), 0, 300 - 420 * one.height / one.width, 420, 420 * one.height / one.width
            )
        document.showPage()
    document.save()
    return held.getvalue()


def test_a_scanned_pdf_between_pages_of_text(read_as: Callable, codes: Callable, page: Callable) -> None:
    reading = read_as(scanned("A cover letter.", page(*RUSSIAN), "The end."))
    assert codes(reading) == []
    assert reading.passages[0].text == "A cover letter."
    assert reading.passages[-1].text == "The end."
    middle = [p for p in reading.passages if p.page == 2]
    assert alike(replace(reading, text="".join(p.text for p in middle)), "".join(RUSSIAN)) > 0.95
    assert {p.method.split("@")[0] for p in middle} == {"read.recognised"}
    assert reading.passages[0].confidence is None
    left, bottom, right, top = middle[0].place().box
    assert 20 < left < right < 420
    assert 240 < bottom < top < 300  # near the top of the page


def test_a_stamp_in_the_text_layer_does_not_hide_the_scan(read_as: Callable, page: Callable) -> None:
    held = io.BytesIO()
    document = canvas.Canvas(held, pagesize=(420, 200), invariant=1)
    document.drawImage(ImageReader(page(*ENGLISH)), 0, 0, 420, 200)
    document.drawString(300, 10, "p. 7")
    document.save()
    assert alike(read_as(held.getvalue()), "".join(ENGLISH)) > 0.9


def test_a_blank_page_says_so(read_as: Callable, codes: Callable, png: Callable) -> None:
    reading = read_as(png(Image.new("L", (1200, 900), 240)))
    assert codes(reading) == ["blank_page"]
    assert "page 1 is blank, or too faint" in reading.problems[0].message
    assert reading.problems[0].locator.endswith("#page=1&char=0,0")


def test_a_drawing_without_letters_says_so(read_as: Callable, codes: Callable, png: Callable) -> None:
    from PIL import ImageDraw

    image = Image.new("L", (900, 700), 255)
    ImageDraw.Draw(image).ellipse((200, 150, 700, 600), outline=0, width=9)
    assert codes(read_as(png(image))) == ["not_recognised"]


def test_white_print_on_black(read_as: Callable, page: Callable, png: Callable) -> None:
    image = page(*ENGLISH).point(lambda v: 255 - v)
    assert alike(read_as(png(image)), "".join(ENGLISH)) > 0.95


def test_two_columns_are_read_one_after_the_other(read_as: Callable, page: Callable, png: Callable) -> None:
    left = (
        "The harbour board met on Monday", "to hear how seven cranes came", "to be sold twice in one week.",
        "Nobody could say who had signed", "the second contract, or why the", "bank had paid for both of them",
    )  # fmt: skip
    right = (
        "In the afternoon the clerk found", "a letter from the buyer, dated", "the third of March, that asked",
        "for the first sale to be undone", "and the money to be returned", "to an account at another bank.",
    )  # fmt: skip
    sheet = Image.new("L", (2000, 800), 255)
    for at, lines in ((0, left), (900, right)):
        sheet.paste(page(*lines).crop((0, 0, 900, 660)), (at, 60))
    reading = read_as(png(sheet))
    assert alike(reading, "".join((*left, *right))) > 0.95


def test_cyrillic_stored_as_western_letters_is_recognised_from_the_page(read_as: Callable, codes: Callable) -> None:
    held = io.BytesIO()
    document = canvas.Canvas(held, pagesize=(420, 200), invariant=1)
    document.drawString(40, 100, "Ïîêóïàòåëü îïëàòèë ñåìü ñóäîâûõ íàñîñîâ è äâà êðàíà")
    document.save()
    reading = read_as(held.getvalue())
    assert all(p.confidence is not None for p in reading.passages) or "garbled_text" in codes(reading)


def test_faint_print_is_read(read_as: Callable, page: Callable, png: Callable) -> None:
    assert alike(read_as(png(page(*ENGLISH, ink=190))), "".join(ENGLISH)) > 0.95


def test_small_print_is_enlarged(read_as: Callable, page: Callable) -> None:
    image = page(*ENGLISH).resize((700, 180), Image.Resampling.LANCZOS)  # 17 pixels to the line
    held = io.BytesIO()
    image.save(held, "PNG")
    assert alike(read_as(held.getvalue()), "".join(ENGLISH)) > 0.95


def test_a_limit_of_pages_is_told(read_as: Callable, codes: Callable, page: Callable) -> None:
    reading = read_as(scanned(page(ENGLISH[0]), page(ENGLISH[1])), limits=replace(DEFAULT, scan_pages=1))
    assert codes(reading) == ["truncated"]
    assert "pages from 2 on were not recognised" in reading.problems[0].message
    assert alike(reading, ENGLISH[0]) > 0.95
