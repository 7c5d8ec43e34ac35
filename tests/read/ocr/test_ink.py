"""A page made fit for recognition: tilt, light, rules, negatives; no tesseract needed."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from averment.read.ocr.ink import Sheet, evened, tilt
from averment.read.ocr.rules import unruled


def lines_of_print(size: tuple[int, int] = (1200, 900), ground: int = 255, ink: int = 0) -> Image.Image:
    """Short strokes in rows, as print has them."""
    image = Image.new("L", size, ground)
    draw = ImageDraw.Draw(image)
    for y in range(100, size[1] - 100, 60):
        for x in range(100, size[0] - 100, 40):
            draw.rectangle((x, y, x + 18, y + 26), fill=ink)
    return image


@pytest.mark.parametrize("degrees", [-7.0, -2.3, 0.0, 1.0, 4.6])
def test_the_tilt_of_lines(degrees: float) -> None:
    turned = lines_of_print().rotate(-degrees, fillcolor=255)
    assert tilt(turned) == pytest.approx(degrees, abs=0.15)


def test_a_levelled_page_knows_the_way_back() -> None:
    image = lines_of_print().rotate(-3.0, fillcolor=255)
    sheet = Sheet(image).levelled()
    assert abs(tilt(sheet.picture)) < 0.2
    middle = sheet.back.point(sheet.picture.width / 2, sheet.picture.height / 2)
    assert middle == pytest.approx((image.width / 2, image.height / 2), abs=1)


def test_uneven_light_is_evened() -> None:
    shade = Image.linear_gradient("L").resize((1200, 900)).point(lambda v: 100 + v * 6 // 10)
    even = evened(ImageChops.multiply(lines_of_print(), shade))
    assert even is not None
    grounds = [even.getpixel((x, y)) for x, y in ((40, 40), (1160, 40), (40, 860), (1160, 860))]
    assert min(grounds) > 235


def test_nothing_and_next_to_nothing_are_blank() -> None:
    assert evened(Image.new("L", (800, 600), 200)) is None
    assert evened(lines_of_print(ground=240, ink=230)) is None


def test_faint_print_becomes_dark_and_white_on_black_black_on_white() -> None:
    faint = evened(lines_of_print(ground=240, ink=190))
    negative = evened(lines_of_print(ground=10, ink=250))
    for found in (faint, negative):
        assert found is not None
        assert found.getpixel((108, 112)) < 100
        assert found.getpixel((40, 40)) > 230


def test_rules_are_taken_out_and_letters_stay() -> None:
    image = lines_of_print()
    ruled = image.copy()
    draw = ImageDraw.Draw(ruled)
    for y in (88, 388):
        draw.line((60, y, 1140, y), fill=0, width=3)
    draw.line((80, 60, 80, 840), fill=0, width=3)
    assert ImageChops.difference(unruled(ruled), image).getbbox() is None
    assert ImageChops.difference(unruled(image), image).getbbox() is None
