"""A web page as one sees it: blocks of text, the title, and what its head declares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from averment.read.draft import Draft

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "object", "iframe", "textarea"})
# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})
# fmt: on
_LINE_END = re.compile(r"[\r\n]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


Block = tuple[str, list[str]]
"""A kind of passage and its cells: one, where it is no table row."""


@dataclass(slots=True)
class Visible:
    """Made by `see`: `blocks` are (kind, cells) in order; a block that is no table row has one cell.

    `declared` holds the page's `meta` values by lower-case name, `json_ld` its embedded data, as text.
    """

    title: str | None = None
    depth: int = 0
    blocks: list[Block] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    times: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Visible characters."""
        return sum(len(cell) for _, cells in self.blocks for cell in cells)

    def add_to(self, draft: Draft) -> None:
        """Add every block as a passage."""
        for kind, cells in self.blocks:
            if kind == "row":
                draft.add_row(cells)
            else:
                draft.add(cells[0], kind)


class _Eye:
    """Target of lxml's parser: hears tags and text, and keeps what is seen. Nothing recurses, nothing is kept deep."""

    def __init__(self) -> None:
        self.page = Visible()
        self.open = 0
        self.unseen = 0
        self.words: list[str] = []
        self.row: list[str] | None = None
        self.kind = "paragraph"
        self.aside: list[str] | None = None  # the words of a title or of embedded data
        self.preformatted = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.open += 1
        self.page.depth = max(self.page.depth, self.open)
        self._declare(tag, attributes)
        self.unseen += tag in _UNSEEN
        self.preformatted += tag == "pre"
        if tag in _BLOCKS:
            self._break(tag)
            self.kind = "heading" if tag in _HEADINGS else "list" if tag == "li" else "paragraph"
        if tag == "tr":
            self._close_row()
            self.row = []

    def _declare(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What the head says of the page."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.page.declared.setdefault(name.lower(), attributes.get("content", ""))
        elif tag == "time":
            self.page.times.append(dict(attributes))
        elif tag == "title" or (tag == "script" and attributes.get("type", "").lower() == "application/ld+json"):
            self.aside = []

    def end(self, tag: str) -> None:
        self.open -= 1
        self.unseen -= tag in _UNSEEN
        self.preformatted -= tag == "pre"
        if tag in ("title", "script") and self.aside is not None:
            self._close_aside(tag, "".join(self.aside))
        if tag in ("td", "th") and self.row is not None:
            self.row.append(self._taken().replace("\n", " "))
        elif tag == "tr":
            self._close_row()
        elif tag in _BLOCKS and tag != "br":
            self._break(tag)
            self.kind = "paragraph"

    def _close_aside(self, tag: str, said: str) -> None:
        self.aside = None
        if tag == "script":
            self.page.json_ld.append(said)
        elif self.page.title is None:  # drawings in the page have titles too
            self.page.title = " ".join(said.split()) or None

    def data(self, text: str) -> None:
        if self.aside is not None:
            self.aside.append(text)
        elif not self.unseen:
            self.words.append(text if self.preformatted else _LINE_END.sub(" ", text))

    def close(self) -> Visible:
        self._close_row()
        self._break("html")
        return self.page

    def _close_row(self) -> None:
        if self.row is not None:
            left = self._taken()
            cells = [*self.row, left] if left else self.row
            if any(cells):
                self.page.blocks.append(("row", cells))
        self.row = None

    def _break(self, tag: str) -> None:
        if self.row is not None:  # inside a cell, blocks only part words
            self.words.append(" ")
            return
        if tag == "br":
            self.words.append("\n")
            return
        said = self._taken()
        if said:
            self.page.blocks.append((self.kind, [said]))

    def _taken(self) -> str:
        said = "".join(self.words)
        self.words = []
        return squeeze(said)


def squeeze(text: str) -> str:
    """One space for each run of white space within a line."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def see(markup: str) -> Visible:
    """What a page shows. Any markup will do: what is broken is read as browsers read it, as far as libxml2 can.

    Depth does no harm here: the parser is asked for events, not for a tree.
    """
    from lxml import etree

    eye: Any = _Eye()
    parser = etree.HTMLParser(target=eye, huge_tree=True)
    parser.feed(markup)
    found: Visible = cast(Any, parser.close())
    return found
