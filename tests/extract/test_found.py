"""Overlapping proposals: one stands at each place."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from averment.extract.found import Found, settle

SCHEMATA = st.sampled_from(["Identifier", "Money", "Date", "Quantity", "Person", "Good"])
PROPOSALS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12), SCHEMATA), max_size=25)


@given(PROPOSALS)
def test_nothing_overlaps_and_everything_was_proposed(drawn: list[tuple[int, int, str]]) -> None:
    proposals = [Found(start, start + size, schema, "test") for start, size, schema in drawn]
    settled = settle(proposals)
    assert all(one.end <= other.start for one, other in itertools.pairwise(settled))
    assert all(found in proposals for found in settled)
    assert bool(settled) == bool(proposals)


@given(PROPOSALS)
def test_the_order_of_proposals_does_not_matter(drawn: list[tuple[int, int, str]]) -> None:
    proposals = [Found(start, start + size, schema, "test") for start, size, schema in drawn]
    assert settle(proposals) == settle(reversed(proposals))


def test_a_name_that_holds_a_figure_wins_and_a_count_gives_way_to_a_name() -> None:
    name, figure = Found(0, 6, "Good", "test"), Found(3, 6, "Quantity", "test")
    assert settle([figure, name]) == [name]
    count = Found(0, 13, "Quantity", "test", short_end=3)
    product = Found(4, 6, "Good", "test")
    assert [(f.start, f.end) for f in settle([count, product])] == [(0, 3), (4, 6)]
