"""Rich Text Format taken apart: paragraphs, table rows, notes, and a page of HTML that mail programs hide in it.

An RTF is words of command (`\\par`), groups in braces, and text in the code page of whatever font is set. Everything is
read in one pass from front to back, with a list for the groups that are open, so that neither depth nor length hurts.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)"
)
_SYMBOLS = 2
"""The \\fcharset of fonts whose letters are pictures: a bullet can be told, the rest cannot."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one cell) or a row of a table. `part` names what stands beside the body: "header", "footnote:1"."""

    kind: str
    cells: tuple[str, ...]
    part: str | None = None


@dataclass(slots=True)
class Rtf:
    """What an RTF holds. `html` is the page hidden in it, where there is one; then there are no blocks.

    `unlabelled` are the bytes that were read in the document's own code page, for want of a better one.
    """

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    author: str | None = None
    html: str | None = None
    codepage: str = "cp1252"
    unlabelled: bytes = b""
    closed: bool = True
    """Whether every group that was opened was closed: if not, the file breaks off."""


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = yaml.safe_load((files("averment") / "data" / "rtf.yaml").read_text("utf-8"))
    return table


def parse(data: bytes, codepage: str | None = None) -> Rtf:
    """Take an RTF apart; never raises for what is in it. `codepage` overrules the one it gives of itself."""
    scribe = _Scribe(codepage)
    scribe.write_down(data.decode("latin-1"))
    return scribe.result()


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group, and is put back at its end."""

    where: str = "body"
    """body, apart, font, style, title, author, html, or the name of a part."""
    font: int | None = None
    fallback: int = 1
    """Characters that follow one that has a number, for old programs to show in its place."""
    gone: bool = False
    """Deleted by a revision, or there for programs that cannot show the HTML."""
    style: int = 0
    heading: bool = False
    in_table: bool = False


class _Scribe:
    def __init__(self, codepage: str | None) -> None:
        table = _table()
        self.letters: dict[str, str] = table["letters"]
        self.parts: dict[str, str] = table["parts"]
        self.apart, self.again = frozenset(table["apart"]), frozenset(table["shown_again"])
        self.charsets: dict[int, str] = table["codepages"]
        self.fixed = codepage
        self.rtf = Rtf(codepage=codepage or "cp1252")
        self.fonts: dict[int, str | None] = {}
        self.headings: set[int] = set()
        self.state, self.open = _State(), list[_State]()
        self.bytes, self.unlabelled = bytearray(), bytearray()
        self.pending: dict[str, list[str]] = {"body": []}
        self.cells: list[str] = []
        self.counts: dict[str, int] = {}
        self.html: list[str] | None = None
        self.skip, self.starred, self.defining = 0, False, 0

    # ---- from front to back

    def write_down(self, text: str) -> None:
        at = 0
        while at < len(text) and (found := _TOKEN.match(text, at)):
            at = found.end()
            word, number, two, mark, brace, run = found.groups()
            if run is not None:
                self._run(run)
            elif two is not None:
                self._byte(int(two, 16))
            elif brace is not None:
                self._flush()
                self._brace(brace)
            elif word == "bin":
                at += max(int(number or 0), 0)
            elif word is not None:
                self._flush()
                self._word(word, None if number is None else int(number))
            elif mark is not None:
                self._mark(mark)
        self._flush()

    def _run(self, run: str) -> None:
        if self.skip:
            dropped = min(self.skip, len(run))
            self.skip -= dropped
            run = run[dropped:]
        self.bytes += run.encode("latin-1")

    def _byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.bytes.append(value)

    def _mark(self, mark: str) -> None:
        if mark == "*":
            self.starred = True
        elif mark in "\r\n":
            self._flush()
            self._say("\n")
        elif mark in self.letters:
            if mark in "\\{}":
                self._run(mark)
            else:
                self._flush()
                self._say(self.letters[mark])

    def _brace(self, brace: str) -> None:
        self.skip, self.starred = 0, False
        if brace == "{":
            self.open.append(self.state)
        elif self.open:
            ended, self.state = self.state, self.open.pop()
            if ended.where != self.state.where:
                self._end_of(ended)

    def _end_of(self, ended: _State) -> None:
        """A group beside the body is over: its text is a block or more."""
        name = ended.where
        if name in ("title", "author"):
            said = " ".join("".join(self.pending.pop(name, [])).split())
            setattr(self.rtf, name, getattr(self.rtf, name) or said or None)
        elif name == "style":
            if re.match(r"\s*(?:heading|title)\b", "".join(self.pending.pop(name, [])), re.IGNORECASE):
                self.headings.add(ended.style)
        elif name == "font":
            self.pending.pop(name, None)
        elif name in self.parts.values():
            self._paragraph(name)

    # ---- words of command

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred, self.skip = self.starred, False, 0
        if word in _ACTIONS:
            _ACTIONS[word](self, number)
        elif word in self.letters:
            self._say(self.letters[word])
        elif word in self.again and self.state.where == "apart":
            self.state = replace(self.state, where="body")
        elif word in self.apart:
            self.state = replace(self.state, where="apart")
        elif word in self.parts and self.state.where == "body":
            self.pending.setdefault(self.parts[word], [])
            self.state = replace(self.state, where=self.parts[word])
        elif starred and word not in self.again and word != "shpinst":
            self.state = replace(self.state, where="apart")

    def _unicode(self, number: int | None) -> None:
        if number is not None:
            self._say(chr(number & 0xFFFF))
            self.skip = self.state.fallback

    def _ansicpg(self, number: int | None) -> None:
        name = "utf-8" if number == 65001 else f"cp{number}"
        if self.fixed is None and number and _known(name):
            self.rtf.codepage = "gb18030" if number == 936 else name

    def _font(self, number: int | None) -> None:
        if self.state.where == "font":
            self.defining = number or 0
            self.fonts.setdefault(self.defining, None)
        else:
            self.state = replace(self.state, font=number)

    def _fcharset(self, number: int | None) -> None:
        if self.state.where == "font":
            self.fonts[self.defining] = "symbols" if number == _SYMBOLS else self.charsets.get(number or 0)

    def _cpg(self, number: int | None) -> None:
        if self.state.where == "font" and number and _known(f"cp{number}"):
            self.fonts[self.defining] = f"cp{number}"

    def _style(self, number: int | None) -> None:
        if self.state.where in ("style", "styles"):
            self.state = replace(self.state, where="style", style=number or 0)
        else:
            self.state = replace(self.state, heading=(number or 0) in self.headings)

    def _cell(self, _: int | None) -> None:
        if self.state.where == "body":
            self.cells.append(" ".join("".join(self.pending["body"]).split()))
            self.pending["body"] = []

    def _row(self, _: int | None) -> None:
        if self.state.where == "body" and self.cells:
            self.rtf.blocks.append(Block("row", tuple(self.cells)))
            self.cells = []

    def _html_tag(self, _: int | None) -> None:
        if self.html is not None:
            self.state = replace(self.state, where="html", gone=False)
        else:
            self.state = replace(self.state, where="apart")

    # ---- text

    def _flush(self) -> None:
        if not self.bytes:
            return
        data = bytes(self.bytes)
        self.bytes.clear()
        if self.state.where in ("apart", "styles") or self.state.gone:
            return
        font = None if self.state.font is None else self.fonts.get(self.state.font)
        if font == "symbols":
            self._say("".join("•" if byte == 0xB7 else chr(byte) if byte < 0x80 else "" for byte in data))
            return
        if font is None and not data.isascii():
            self.unlabelled += data + b"\n"
        self._say(data.decode(font or self.rtf.codepage, "replace"))

    def _say(self, text: str) -> None:
        where = self.state.where
        if where in ("apart", "styles") or self.state.gone:
            return
        if self.html is not None:
            if where in ("body", "html"):
                self.html.append("\r\n" if text == "\n" else text)
            return
        pending = self.pending.setdefault("body" if where == "html" else where, [])
        pending.append(text)

    def _par(self, _: int | None) -> None:
        where = self.state.where
        if self.html is not None:
            self._say("\n")
        elif where == "body" or where in self.parts.values():
            if where == "body" and self.state.in_table:
                self.pending["body"].append("\n")  # a paragraph within a cell
            else:
                self._paragraph(where)

    def _paragraph(self, where: str) -> None:
        said = "".join(self.pending.get(where, []))
        self.pending[where] = []
        if not said.strip():
            return
        part = None
        if where != "body":
            self.counts[where] = self.counts.get(where, 0) + 1
            part = f"{where}:{self.counts[where]}"
        kind = "heading" if where == "body" and self.state.heading else "paragraph"
        self.rtf.blocks.append(Block(kind, (_joined(said).strip(" \t"),), part))

    def result(self) -> Rtf:
        rtf = self.rtf
        if self.html is not None:
            rtf.html, rtf.blocks = _joined("".join(self.html)), []
        else:
            self._row(None)
            self._paragraph("body")
        rtf.closed = not self.open
        rtf.unlabelled = bytes(self.unlabelled)
        rtf.blocks = [Block(b.kind, tuple(_joined(c) for c in b.cells), b.part) for b in rtf.blocks]
        return rtf


def _pard(scribe: _Scribe, _: int | None) -> None:
    scribe.state = replace(scribe.state, heading=False, in_table=False)


def _set(**change: Any) -> Any:
    """An action that changes the state of the group it stands in."""

    def act(scribe: _Scribe, _: int | None) -> None:
        scribe.state = replace(scribe.state, **change)

    return act


def _about(name: str) -> Any:
    """Title and author stand in the group `info`; as words elsewhere they mean nothing."""

    def act(scribe: _Scribe, _: int | None) -> None:
        if scribe.state.where == "info":
            scribe.state = replace(scribe.state, where=name)

    return act


def _fromhtml(scribe: _Scribe, _: int | None) -> None:
    scribe.html = []


def _gone(scribe: _Scribe, number: int | None) -> None:
    scribe.state = replace(scribe.state, gone=number != 0)


def _for_old_programs(scribe: _Scribe, number: int | None) -> None:
    if scribe.html is not None:
        _gone(scribe, number)


def _plain(scribe: _Scribe, _: int | None) -> None:
    scribe.state = replace(scribe.state, font=None, gone=scribe.state.gone and scribe.html is not None)


def _fallback(scribe: _Scribe, number: int | None) -> None:
    scribe.state = replace(scribe.state, fallback=min(max(number if number is not None else 1, 0), 16))


def _outline(scribe: _Scribe, number: int | None) -> None:
    scribe.state = replace(scribe.state, heading=number is not None and 0 <= number <= 8)


_ACTIONS: Mapping[str, Any] = {
    "u": _Scribe._unicode,
    "uc": _fallback,
    "ansicpg": _Scribe._ansicpg,
    "mac": lambda s, _: setattr(s.rtf, "codepage", s.fixed or "mac_roman"),
    "pc": lambda s, _: setattr(s.rtf, "codepage", s.fixed or "cp437"),
    "pca": lambda s, _: setattr(s.rtf, "codepage", s.fixed or "cp850"),
    "fonttbl": _set(where="font"),
    "f": _Scribe._font,
    "fcharset": _Scribe._fcharset,
    "cpg": _Scribe._cpg,
    "stylesheet": _set(where="styles"),
    "s": _Scribe._style,
    "pard": _pard,
    "plain": _plain,
    "outlinelevel": _outline,
    "par": _Scribe._par,
    "sect": _Scribe._par,
    "page": _Scribe._par,
    "cell": _Scribe._cell,
    "nestcell": _Scribe._cell,
    "row": _Scribe._row,
    "nestrow": _Scribe._row,
    "intbl": _set(in_table=True),
    "deleted": _gone,
    "info": _set(where="info"),
    "title": _about("title"),
    "author": _about("author"),
    "fromhtml": _fromhtml,
    "htmltag": _Scribe._html_tag,
    "htmlrtf": _for_old_programs,
}


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _joined(text: str) -> str:
    """Halves of characters beyond the first 65,536, which RTF writes one by one, put together."""
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
