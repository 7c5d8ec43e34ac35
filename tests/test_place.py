"""A locator is written in a footnote and read back as the same place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.place import Place, PlaceError

SOURCE = "3f2a9c0d1e5b7788"
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
count = st.integers(1, 10**6)
point = st.floats(-5000, 5000, allow_nan=False).map(lambda v: round(v, 2))


@st.composite
def places(draw: st.DrawFn) -> Place:
    start = draw(st.integers(0, 10**7))
    row = draw(st.none() | count)
    return Place(
        draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        start,
        start + draw(st.integers(0, 10**5)),
        page=draw(st.none() | count),
        box=draw(st.none() | st.tuples(point, point, point, point)),
        sheet=draw(st.none() | words),
        row=row,
        column=None if row is None else draw(st.none() | count),
        part=draw(st.none() | words),
    )


@given(places())
def test_a_place_is_read_back_as_it_was_written(place: Place) -> None:
    assert Place.parse(str(place)) == place


def test_a_locator_is_short_and_readable() -> None:
    assert str(Place(SOURCE, 120, 180, page=3, box=(72, 500.5, 300, 512))) == (
        f"{SOURCE}#page=3&char=120,180&box=72,500.5,300,512"
    )
    assert str(Place(SOURCE, 31, 44, sheet="Лист 1", row=4, column=2)).endswith("&cell=4,2&char=31,44")


def test_a_place_in_words() -> None:
    assert Place(SOURCE, 1, 9, sheet="Lines", row=4, column=2).describe() == (
        "sheet Lines, row 4, column 2, characters 1–9"
    )


@pytest.mark.parametrize(
    ("locator", "says"),
    [
        (SOURCE, "no '#'"),
        (f"{SOURCE}#page=3", "no char"),
        (f"{SOURCE}#char=1", "2 whole number"),
        (f"{SOURCE}#char=9,1", "not a stretch"),
        (f"{SOURCE}#char=1,2&paeg=3", "unknown paeg"),
        (f"{SOURCE}#char=1,2&box=1,2", "four numbers"),
        (f"{SOURCE}#char=-1,2", "whole number"),
        ("short#char=1,2", "16 hex digits"),
    ],
)
def test_a_bad_locator_is_refused_with_the_part_that_is_wrong(locator: str, says: str) -> None:
    with pytest.raises(PlaceError, match=says):
        Place.parse(locator)
