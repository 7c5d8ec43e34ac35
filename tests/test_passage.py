"""A passage knows the place of every stretch of itself."""

from averment.passage import Anchor, Passage

SOURCE = "3f2a9c0d1e5b7788"


def test_a_stretch_of_a_page_has_the_box_of_its_lines() -> None:
    lines = (
        Anchor(0, 10, (72, 700, 300, 712)),
        Anchor(11, 20, (72, 680, 280, 692)),
        Anchor(21, 30, (72, 660, 250, 672)),
    )
    passage = Passage(SOURCE, 0, "x" * 30, page=2, anchors=lines)
    place = passage.place(12, 25)
    assert (place.page, place.box) == (2, (72, 660, 280, 692))
    assert passage.place(0, 5).box == (72, 700, 300, 712)


def test_a_stretch_in_one_cell_has_its_column() -> None:
    row = Passage(
        SOURCE, 100, "drone | 7", sheet="Lines", row=4, anchors=(Anchor(100, 105, column=1), Anchor(108, 109, column=2))
    )
    assert row.place(100, 105).column == 1
    assert row.place(108, 109).column == 2
    assert row.place(100, 109).column is None
    assert str(row.place(108, 109)) == f"{SOURCE}#sheet=Lines&cell=4,2&char=108,109"
