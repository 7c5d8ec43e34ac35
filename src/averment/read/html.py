"""Web pages: the article without the furniture around it.

trafilatura finds the article. Where it finds nothing or nearly nothing (a table, a register entry, a letter), all
visible text is taken, and a problem says so. The original stays in evidence either way.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from averment.method import method
from averment.read.draft import Draft
from averment.read.reader import reads
from averment.read.text import decode_into
from averment.read.visible import Block, Visible, see, squeeze

READ_HTML = method("read.html", "1", engine="trafilatura")

NEARLY_NOTHING = 200
"""Characters: an article shorter than this, on a page with more than twice as much, was probably missed."""
DEEPEST = 200
"""Elements within elements: libxml2 drops what lies deeper than 256 without a word."""

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
_LINE_END = re.compile(r"[\r\n]+")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)


@reads(READ_HTML, "text/html")
def read_html(data: bytes, draft: Draft) -> None:
    """The article's paragraphs, or all visible text."""
    found = _DECLARED.search(data, 0, 4096)
    markup = decode_into(data, draft, found[1].decode("ascii") if found else None, elsewhere=True)
    read_markup(markup, draft)


def read_markup(markup: str, draft: Draft) -> None:
    """The same for markup that is decoded already."""
    page = see(markup)
    draft.title, draft.published = page.title, published(page)
    if page.depth > DEEPEST:
        draft.note(
            "too_deep",
            f"elements lie {page.depth:,} deep in one another; read as plain visible text",
            "look at the original: markup like this can hide things from people too",
        )
        page.add_to(draft)
        return
    article = _article(markup, draft)
    size = sum(len(cell) for _, cells in article for cell in cells)
    if size >= NEARLY_NOTHING or size * 2 >= page.size > 0:
        for kind, cells in article:
            if kind == "row":
                draft.add_row(cells)
            else:
                draft.add(cells[0], kind)
        return
    if page.size:
        draft.note(
            "no_article",
            "no article was found on the page; all its visible text was taken, menus and notices included",
            "compare with the original where a passage looks out of place",
        )
    page.add_to(draft)


def _article(markup: str, draft: Draft) -> list[Block]:
    """The article as trafilatura finds it; none where it finds none. Sets the draft's title and author."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(markup, with_metadata=True, include_comments=False, include_tables=True)
    if found is None:
        return []
    draft.title = found.title or draft.title
    draft.author = found.author or None
    return list(_blocks(found.body))


def _blocks(body: Any) -> Iterator[Block]:
    """Paragraphs out of the simplified body: p, head, quote, list/item, table/row/cell."""
    for element in body:
        if element.tag == "table":
            for row in element.iter("row"):
                yield "row", [_words(cell).replace("\n", " ") for cell in row.iter("cell")]
        elif element.tag == "list":
            for item in element.iter("item"):
                yield "list", [_words(item)]
        else:
            yield "heading" if element.tag == "head" else "paragraph", [_words(element)]


def _words(element: Any) -> str:
    return squeeze("".join(_in_order(element)))


def _in_order(element: Any) -> Iterator[str]:
    yield _LINE_END.sub(" ", element.text or "")
    for child in element:
        if child.tag == "lb":
            yield "\n"
        yield from _in_order(child)
        yield _LINE_END.sub(" ", child.tail or "")


def published(page: Visible) -> str | None:
    """The day the page says it was published (EDTF), None where it does not say. Never a guess from the text.

    Looks at `article:published_time` and its kin in the head, at schema.org `datePublished`, at `<time>` marked
    as the publication date. The day is the page's own, in its own time zone.
    """
    said = [page.declared.get(name, "") for name in _DATE_NAMES]
    said += [found for text in page.json_ld for found in _dates_in(text)]
    said += [t.get("datetime", "") for t in page.times if "pubdate" in t or t.get("itemprop") == "datePublished"]
    for value in said:
        found = _DAY.match(value.strip())
        if found and _is_day(found[0]):
            return found[0]
    return None


def _dates_in(json_text: str) -> Iterator[str]:
    try:
        waiting: list[Any] = [json.loads(json_text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield value["datePublished"]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
