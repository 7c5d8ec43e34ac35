"""Lines, columns and paragraphs from where characters stand."""

from averment.read.glyphs import Glyph
from averment.read.layout import paragraphs


def typed(text: str, x: float, y: float, step: float = 6.0) -> list[Glyph]:
    """Characters of one line, six points wide and ten high."""
    return [
        Glyph(c, (x + i * step, y - 2, x + (i + 1) * step, y + 8), x + i * step, x + (i + 1) * step, y, 10.0, 0)
        for i, c in enumerate(text)
    ]


def read(*lines: list[Glyph]) -> list[str]:
    return [
        "/".join(" | ".join(r.text for r in line.runs) for line in p.lines)
        for p in paragraphs(g for line in lines for g in line)
    ]


def test_arabic_words_drawn_from_the_left_are_read_from_the_right() -> None:
    # "مرحبا بالعالم", each word's letters in the order they lie on paper
    glyphs = [*typed("مرحبا"[::-1], 200, 700), *typed(" ", 194, 700), *typed("بالعالم"[::-1], 150, 700)]
    assert read(glyphs) == ["مرحبا بالعالم"]


def test_a_line_drawn_in_pieces_out_of_order_is_one_line() -> None:
    assert read(typed("crates", 103, 700), typed("seven", 70, 700)) == ["seven crates"]


def test_a_justified_line_with_wide_spaces_is_no_table_row() -> None:
    full = typed("a line of prose that is quite full", 50, 700)
    words = (("but", 50), ("this", 90), ("one is", 136), ("spread out", 194))
    wide = [glyph for word, x in words for glyph in typed(word, x, 688)]
    assert read(full, wide) == ["a line of prose that is quite full/but this one is spread out"]
    assert read(wide) == ["but | this | one is | spread out"]  # alone, nothing tells it from cells


def test_an_indent_begins_a_paragraph() -> None:
    first = typed("the last line of a paragraph, as wide as all", 50, 700)
    second = typed("the first line of another one, also wide", 74, 688)
    assert len(read(first, second)) == 2


def test_a_numbered_item_keeps_its_second_line() -> None:
    first = typed("1. the buyer pays within thirty days of when", 50, 700)
    second = typed("the crates have arrived.", 68, 688)
    third = typed("2. the seller insures them.", 50, 676)
    assert read(first, second, third) == [
        "1. the buyer pays within thirty days of when/the crates have arrived.",
        "2. the seller insures them.",
    ]


def test_a_page_with_nothing_on_it() -> None:
    assert paragraphs([]) == []
