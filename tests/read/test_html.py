"""Web pages: the article and what its head declares; all visible text where there is no article."""

from collections.abc import Callable

import pytest

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} tells that the carrier took seven crates from the harbour to the factory in March.</p>"
    for n in range(8)
)
PAGE = """<!doctype html><html lang="en"><head><title>Crates at sea | The Paper</title>
<meta name="author" content="Jane Roe">{head}<style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<article><h1>Crates at sea</h1>{body}</article>
<footer>Terms of use and cookies</footer><script>var secret = "not text";</script></body></html>"""


def page(body: str = PARAGRAPHS, head: str = "") -> bytes:
    return PAGE.format(body=body, head=head).encode()


def test_the_article_without_its_furniture(read_as: Callable) -> None:
    reading = read_as(page(), "saved.txt")
    assert reading.media_type == "text/html"
    assert (reading.title, reading.author, reading.language) == ("Crates at sea", "Jane Roe", "en")
    assert [p.kind for p in reading.passages] == ["heading"] + ["paragraph"] * 8
    for unwanted in ("Home", "cookies", "secret", "color"):
        assert unwanted not in reading.text
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<meta property="article:published_time" content="2024-03-05T23:30:00+03:00">', "2024-03-05"),
        ('<script type="application/ld+json">{"@graph":[{"datePublished":"2024-03-05"}]}</script>', "2024-03-05"),
        ('<meta name="date" content="2024-03">', "2024-03"),
        ('<meta name="date" content="5 March 2024">', None),
        ('<meta name="date" content="2024-13-45">', None),
        ('<script type="application/ld+json">{"broken</script>', None),
        ('<meta property="article:modified_time" content="2024-03-05">', None),
        ("", None),
    ],
)
def test_the_date_is_what_the_page_declares_and_never_a_guess(head: str, wanted: str | None, read_as: Callable) -> None:
    assert read_as(page(head=head)).published == wanted


def test_a_page_without_an_article_is_taken_whole(read_as: Callable, codes: Callable) -> None:
    body = "<div>" + "".join(f"<span>Register entry {n}</span><br>" for n in range(80)) + "</div>"
    reading = read_as(f"<html><body><div>{body}</div></body></html>".encode())
    assert "Register entry 79" in reading.text
    if "no_article" in codes(reading):
        assert "Register entry 0" in reading.text


def test_short_pages_lose_nothing(read_as: Callable) -> None:
    reading = read_as(b"<html><body><p>Seven crates.</p><table><tr><td>crane</td><td>2</td></tr></table></body></html>")
    assert "Seven crates." in reading.text
    assert "crane | 2" in reading.text


def test_tables_are_rows_with_their_columns(read_as: Callable) -> None:
    table = "<table><tr><th>Goods</th><th>Pieces</th></tr><tr><td>Crane</td><td>2</td></tr></table>"
    reading = read_as(page(PARAGRAPHS + table))
    row = reading.passages[-1]
    assert (row.kind, row.text) == ("row", "Crane | 2")
    assert row.anchors[1].column == 2
    assert reading.text[row.anchors[1].start : row.anchors[1].end] == "2"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
def test_russian_pages_in_old_encodings(encoding: str, read_as: Callable) -> None:
    body = "".join(f"<p>Абзац {n}: перевозчик доставил семь ящиков из порта на завод в марте.</p>" for n in range(8))
    text = PAGE.format(body=body, head=f'<meta charset="{encoding}">')
    reading = read_as(text.encode(encoding))
    assert "перевозчик доставил семь ящиков" in reading.text
    assert reading.language == "ru"
    assert reading.problems == ()


def test_inline_marks_do_not_part_words(read_as: Callable) -> None:
    body = (
        PARAGRAPHS + "<p>The <b>Al</b>pha<i>&nbsp;Ltd</i> ship,\n called <a href='#'>Sea&shy;gull</a>, sailed&#33;</p>"
    )
    assert "The Alpha Ltd ship, called Sea\u00adgull, sailed!" in read_as(page(body)).text.replace("\u00a0", " ")
