"""Marks in a text: nested, overlapping and crossing, and the words always come out once and in order."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from averment.publish.highlight import Mark, highlight
from averment.publish.visible import visible


def test_one_claim() -> None:
    marks = [Mark("claim", "a1", 0, 5, number=1)]
    assert highlight("Orlin sold.", 0, marks) == ('<mark id="c-a1">Orlin<a class="ref" href="#n-a1">1</a></mark> sold.')


def test_a_claim_in_a_claim_has_its_own_element() -> None:
    marks = [Mark("claim", "out", 0, 9), Mark("claim", "in", 2, 5)]
    assert highlight("abcdefghi", 0, marks) == '<mark id="c-out">ab<mark id="c-in">cde</mark>fghi</mark>'


def test_crossing_claims_are_cut_and_anchored_once() -> None:
    marks = [Mark("claim", "one", 0, 4), Mark("claim", "two", 2, 6)]
    assert highlight("abcdef", 0, marks) == (
        '<mark id="c-one">ab<mark id="c-two">cd</mark></mark><mark class="on">ef</mark>'
    )


def test_two_claims_of_the_same_words_keep_two_anchors() -> None:
    html = highlight("abc", 0, [Mark("claim", "x", 0, 3), Mark("claim", "y", 0, 3)])
    assert 'id="c-x"' in html
    assert 'id="c-y"' in html


def test_of_overlapping_names_the_longest_is_the_link() -> None:
    marks = [Mark("name", "long", 0, 10, href="e/long"), Mark("name", "short", 6, 10, href="e/short")]
    assert highlight("IEMZ Orlin", 0, marks) == (
        '<a class="name" href="e/long" id="m-long">IEMZ O<span class="value" id="m-short">rlin</span></a>'
    )


def test_doubtful_words_are_shown_as_such_inside_whatever_else_marks_them() -> None:
    marks = [Mark("doubtful", "6", 6, 11, title="recognised with 43% confidence"), Mark("name", "n", 0, 11, href="e/n")]
    assert highlight("Velmor 7rade", 0, marks) == (
        '<a class="name" href="e/n" id="m-n">Velmor'
        '<span class="doubtful" title="recognised with 43% confidence"> 7rad</span></a>e'
    )


def test_offsets_count_from_the_source_and_marks_may_reach_beyond_the_passage() -> None:
    anchored: set[str] = set()
    mark = Mark("claim", "a", 95, 105, number=3)
    first = highlight("01234567", 92, [mark], anchored=anchored)
    second = highlight("abcdefgh", 100, [mark], anchored=anchored)
    assert first == '012<mark id="c-a">34567</mark>'
    assert second == '<mark class="on">abcde<a class="ref" href="#n-a">3</a></mark>fgh'


def test_markup_in_the_text_is_text() -> None:
    html = highlight("<b>&\"'</b>", 0, [Mark("name", "n", 3, 6, href='x"><script>', title='t"')])
    assert "<b>" not in html
    assert "<script>" not in html
    assert 'href="x&#34;&gt;&lt;script&gt;"' in html


class Reader(HTMLParser):
    """The words without the footnote numbers, the ids, and whether tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.ids, self.open, self.note = "", list[str](), list[str](), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)
        self.note = self.note or given.get("class") == "ref"
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "a":
            self.note = False

    def handle_data(self, data: str) -> None:
        if not self.note:
            self.words += data


marks = st.builds(
    lambda kind, start, length, linked: (kind, start, start + length, linked),
    st.sampled_from(["claim", "name"]),
    st.integers(0, 40),
    st.integers(0, 20),
    st.booleans(),
)


@given(st.text(min_size=1, max_size=30), st.integers(0, 10), st.lists(marks, max_size=9))
def test_whatever_the_marks_the_words_stay(
    text: str, offset: int, given_marks: list[tuple[str, int, int, bool]]
) -> None:
    made = [
        Mark(kind, str(n), start, end, href="e" if kind == "name" and linked else None, number=n if linked else None)
        for n, (kind, start, end, linked) in enumerate(given_marks)
    ]
    reader = Reader()
    reader.feed("".join(list(highlight(text, offset, made))))
    reader.close()
    assert reader.words == visible(text)
    assert reader.open == []
    seen = [m for m in made if m.start < m.end and m.start < offset + len(text) and m.end > offset]
    assert sorted(reader.ids) == sorted(("c-" if m.kind == "claim" else "m-") + m.id for m in seen)
