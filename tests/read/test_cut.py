"""Long passages are cut where a reader would pause, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from averment.read.cut import cut


def test_at_the_end_of_a_sentence_in_any_language() -> None:
    for sentence in ("The crane came.", "Кран прибыл.", "起重机到了。"):
        text = " ".join([sentence] * 20)
        assert all(text[a:b].endswith(sentence[-1]) for a, b in cut(text, 60))


def test_at_a_space_else_anywhere() -> None:
    assert list(cut("aaaa bbbb cccc", 9)) == [(0, 4), (5, 14)]
    assert list(cut("a" * 25, 10)) == [(0, 10), (10, 20), (20, 25)]


@given(st.text(st.sampled_from("ab .。\n\u3000"), max_size=200), st.integers(2, 30))
def test_pieces_are_short_in_order_and_whole(text: str, limit: int) -> None:
    end = 0
    for start, stop in cut(text, limit):
        assert end <= start < stop <= start + limit
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()
