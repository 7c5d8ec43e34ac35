"""The network picture: readable, the same each time, and honest about what it leaves out."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from averment.publish.picture import MOST, picture
from averment.publish.shown import ClaimShown, EntityShown, RelationShown, SourceShown

SOURCE = SourceShown("s", "sources/s/index.html", "s", None, False, False)
CLAIM = ClaimShown("c", "claims/c/index.html", SOURCE, True, "asserts", "fact", False, "unreviewed", ())


def entity(n: int) -> EntityShown:
    return EntityShown(f"{n:04}", f"entities/{n:04}/index.html", "Company", f"Company {n} of the harbour")


def relation(a: int, b: int, predicate: str = "supplier_to") -> RelationShown:
    id = f"{a}-{predicate}-{b}"
    return RelationShown(id, f"relations/{id}/index.html", entity(a), predicate, "supplies", entity(b), (CLAIM,))


def test_no_relations_no_picture() -> None:
    assert picture([]) is None


edges = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda e: e[0] != e[1]), min_size=1, max_size=25
)


@settings(max_examples=25, deadline=None)
@given(edges)
def test_no_box_covers_another_and_nothing_stands_outside(given_edges: list[tuple[int, int]]) -> None:
    drawn = picture([relation(a, b) for a, b in dict.fromkeys(given_edges)])
    assert drawn is not None
    for a, b in combinations(drawn.nodes, 2):
        apart = abs(a.x - b.x) >= (a.width + b.width) / 2 or abs(a.y - b.y) >= (a.height + b.height) / 2
        assert apart, f"{a.label} covers {b.label}"
    for node in drawn.nodes:
        assert node.width / 2 <= node.x <= drawn.width - node.width / 2
        assert node.height / 2 <= node.y <= drawn.height - node.height / 2


def test_the_same_relations_in_another_order_give_the_same_picture() -> None:
    relations = [relation(a, b) for a, b in combinations(range(7), 2)]
    assert picture(relations) == picture(relations[::-1])


def test_relations_between_two_share_a_line_and_arrows_need_one_direction() -> None:
    drawn = picture(
        [relation(1, 2), relation(1, 2, "owner_of"), relation(3, 4), relation(4, 3), relation(5, 6, "works_with")]
    )
    assert drawn is not None
    lines = {tuple(sorted((r.relations[0].subject.id, r.relations[0].object.id))): r for r in drawn.lines}
    assert len(lines["0001", "0002"].relations) == 2
    assert lines["0001", "0002"].label == "supplies +1"
    assert lines["0001", "0002"].directed
    assert not lines["0003", "0004"].directed
    assert not lines["0005", "0006"].directed, "works with reads the same both ways"


def test_the_most_connected_are_drawn_and_the_rest_counted() -> None:
    relations = [relation(0, n) for n in range(1, MOST + 11)]
    drawn = picture(relations)
    assert drawn is not None
    assert len(drawn.nodes) == MOST
    assert drawn.left_out == 11
    assert "0000" in {n.entity.id for n in drawn.nodes}
    assert not drawn.labelled
