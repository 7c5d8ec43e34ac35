"""The same parts give the same id, and only they."""

import json

from hypothesis import given
from hypothesis import strategies as st

from averment.identity import canonical_json, content_id

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


@given(plain)
def test_canonical_json_is_read_back_as_it_was(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers()))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_ids_differ_by_kind_and_by_where_a_part_ends() -> None:
    assert content_id("claim", "a") != content_id("mention", "a")
    assert content_id("claim", "ab", "c") != content_id("claim", "a", "bc")


def test_ids_do_not_change_from_one_version_to_the_next() -> None:
    assert content_id("claim", "3f2a", 0, "Купол") == "bc377c6bd6a078f3"
