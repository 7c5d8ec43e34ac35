"""A web page as one sees it: blocks of text, the title, and what its head declares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from averment.read.draft import Draft

_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "object", "iframe", "textarea"})
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"]
)
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
        self.rows_open = 0
        self.kind = "paragraph"
        self.hold: list[str] | None = None
        self.preformatted = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.open += 1
        self.page.depth = max(self.page.depth, self.open)
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.page.declared.setdefault(name.lower(), attributes.get("content", ""))
        elif (tag == "title" and self.page.title is None) or (tag == "script" and attributes.get("type", "").lower() == "application/ld+json"):
            self.hold = []
        elif tag == "time":
            self.page.times.append(dict(attributes))
        if tag in _UNSEEN:
            self.unseen += 1
        if tag in _BLOCKS:
            self._break(tag)
            self.kind = "heading" if tag in _HEADINGS else "list" if tag == "li" else "paragraph"
        if tag == "tr":
            self.rows_open += 1
            self.row = []
        elif tag == "pre":
            self.preformatted += 1

    def end(self, tag: str) -> None:
        self.open -= 1
        if tag in ("title", "script") and self.hold is not None:
            said = "".join(self.hold)
            if tag == "title":
                self.page.title = " ".join(said.split()) or None
            else:
                self.page.json_ld.append(said)
            self.hold = None
        if tag in _UNSEEN:
            self.unseen -= 1
        if tag in ("td", "th") and self.row is not None:
            self.row.append(self._taken())
        elif tag == "tr":
            self._close_row()
        elif tag in _BLOCKS and tag != "br":
            self._break(tag)
            self.kind = "paragraph"
        if tag == "pre":
            self.preformatted -= 1

    def data(self, text: str) -> None:
        if self.hold is not None:
            self.hold.append(text)
        elif not self.unseen:
            self.words.append(text if self.preformatted else _LINE_END.sub(" ", text))

    def comment(self, text: str) -> None:
        """Comments are not seen."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Processing instructions are not seen."""

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
    """What a page shows. Any markup will do: what is broken is read as browsers read it, as far as libxml2 can."""
    from lxml import etree

    parser = etree.HTMLParser(target=_Eye(), huge_tree=True)
    parser.feed(markup)
    return parser.close()  # type: ignore[no-any-return]
