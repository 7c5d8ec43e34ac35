"""Word processor documents: DOCX and OpenDocument text.

The libraries open the package; the words are gathered here, because what matters to evidence is what they leave
aside: inserted text is kept and deleted text left out, text boxes, footnotes, comments, headers and footers are read,
each as a part of its own.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from averment.method import method
from averment.read.container import check
from averment.read.draft import Draft, Stop
from averment.read.media_type import DOCX, ODT
from averment.read.reader import reads

READ_DOCX = method("read.docx", "2", engine="python-docx")
READ_ODT = method("read.odt", "2", engine="odfdo")

_SAVE_ANEW = "open it in a word processor; if it opens, save it anew and add that as well"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table row out of a document's XML; `row` counts from 1 in its table."""

    kind: str
    cells: list[str]
    table: int | None = None
    row: int | None = None


def _add(blocks: Iterator[Block], draft: Draft, part: str | None = None) -> None:
    for block in blocks:
        if block.table is None:
            draft.add(block.cells[0], block.kind, part=part)
        else:
            name = f"{part}/table:{block.table}" if part else f"table:{block.table}"
            draft.add_row(block.cells, part=name, row=block.row)


def _own(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, without those of tables in its cells."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            yield child
        else:
            waiting.extend(reversed(child))


# ---- DOCX

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = frozenset({_W + "del", _W + "moveFrom", _MC_FALLBACK, _W + "instrText", _W + "delText"})
"""Deleted or moved away, a second copy for old programs, or a field's formula: not text of the document."""
_MARKS = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
_DOCX_PARTS = (
    ("header", "/word/header"),
    ("footer", "/word/footer"),
    ("footnote", "/word/footnotes"),
    ("endnote", "/word/endnotes"),
    ("comment", "/word/comments"),
)


@reads(READ_DOCX, DOCX)
def read_docx(data: bytes, draft: Draft) -> None:
    """Paragraphs, tables as rows, and what stands beside the body. The creation date is no publication date."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    check(data, draft.limits)
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, PackageNotFoundError) as error:
        raise Stop("damaged", "parts that a DOCX needs are missing or damaged", _SAVE_ANEW) from error
    draft.title = document.core_properties.title or None
    draft.author = document.core_properties.author or None
    kinds = _style_kinds(document)
    _add(_docx_blocks(document.element.body, kinds), draft)
    for name, root in _docx_parts(document):
        _add(_docx_blocks(root, {}), draft, name)


def _style_kinds(document: Any) -> dict[str, str]:
    """What the styles by which paragraphs are headings or list items mean; their names are English everywhere."""
    meanings = (("heading", "heading"), ("title", "heading"), ("list", "list"))
    named = ((s.style_id, (s.name or "").lower()) for s in document.styles)
    return {key: kind for key, name in named for start, kind in meanings if name.startswith(start)}


def _docx_kind(paragraph: Any, kinds: Mapping[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(_W + "val") in kinds:
        return kinds[style.get(_W + "val")]
    return "list" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else "paragraph"


def _docx_parts(document: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    parts = sorted(document.part.package.iter_parts(), key=lambda p: str(p.partname))
    for name, prefix in _DOCX_PARTS:
        number = 0
        for part in parts:
            if not str(part.partname).startswith(prefix) or not str(part.partname).endswith(".xml"):
                continue
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            if _docx_text(root).strip() or root.find(f".//{_W}t") is not None:
                number += 1
                yield (name if name.endswith(("note", "comment")) else f"{name}:{number}"), root


def _docx_blocks(root: Any, kinds: Mapping[str, str]) -> Iterator[Block]:
    """Paragraphs and rows in document order; those in text boxes follow the paragraph that holds the box."""
    tables = 0
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "p":
            yield Block(_docx_kind(element, kinds), [_docx_text(element)])
            waiting.extend(reversed(list(_boxes(element))))
        elif element.tag == _W + "tbl":
            tables += 1
            for number, row in enumerate(_own(element, _W + "tr"), start=1):
                if row.find(f"{_W}trPr/{_W}del") is None:
                    yield Block("row", [_docx_cell(c) for c in _own(row, _W + "tc")], tables, number)
        elif element.tag not in _GONE:
            waiting.extend(reversed(element))


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(up.tag in _GONE for up in box.iterancestors()):
            yield box


def _docx_cell(cell: Any) -> str:
    paragraphs = (_docx_text(p) for p in cell.iter(_W + "p"))
    return "\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


def _docx_text(paragraph: Any) -> str:
    """The words of one paragraph as they stand: insertions in, deletions out, text boxes left to themselves."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in (_W + "t", _MATH_TEXT):
            pieces.append(element.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag not in _GONE and tag not in (_W + "txbxContent", _W + "pPr", _W + "rPr"):
            waiting.extend(reversed(element))
    return "".join(pieces)


# ---- OpenDocument

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MOST_SPACES = 200
_ASIDE = frozenset({_TEXT + "note", _OFFICE + "annotation", _TEXT + "tracked-changes"})
"""Notes and comments are parts of their own; what was deleted is kept apart from the text by the format itself."""


@reads(READ_ODT, ODT)
def read_odt(data: bytes, draft: Draft) -> None:
    """Paragraphs, tables as rows, notes, comments, headers and footers."""
    import odfdo

    archive = check(data, draft.limits)
    _refuse_encrypted(archive)
    document = odfdo.Document(io.BytesIO(data))
    draft.title = document.meta.title or None
    draft.author = document.meta.creator or document.meta.initial_creator or None
    body = _parse(archive, "content.xml").find(f"{_OFFICE}body")
    if body is None:
        raise Stop("damaged", "content.xml has no body", _SAVE_ANEW)
    _add(_odt_blocks(body), draft)
    for name, tag in (("footnote", _TEXT + "note-body"), ("comment", _OFFICE + "annotation")):
        for number, aside in enumerate(body.iter(tag), start=1):
            _add(_odt_blocks(aside, inside=True), draft, f"{name}:{number}")
    styles = _parse(archive, "styles.xml")
    for name in ("header", "footer"):
        for number, aside in enumerate(styles.iter(_STYLE + name), start=1):
            _add(_odt_blocks(aside), draft, f"{name}:{number}")


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Stop("encrypted", "the document asks for a password", "save an unlocked copy and add that as well")


def _parse(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise Stop("damaged", f"{name} inside is missing or damaged", _SAVE_ANEW) from error


def _odt_blocks(root: Any, inside: bool = False) -> Iterator[Block]:
    tables = 0
    waiting = list(reversed(root)) if inside else [root]
    while waiting:
        element = waiting.pop()
        if element.tag in (_TEXT + "p", _TEXT + "h"):
            listed = any(up.tag == _TEXT + "list-item" for up in element.iterancestors())
            kind = "heading" if element.tag == _TEXT + "h" else "list" if listed else "paragraph"
            yield Block(kind, [_odt_text(element)])
            waiting.extend(reversed(list(element.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"))))
        elif element.tag == _TABLE + "table":
            tables += 1
            for number, row in enumerate(_own(element, _TABLE + "table-row"), start=1):
                yield Block("row", [_odt_cell(c) for c in _own(row, _TABLE + "table-cell")], tables, number)
        elif element.tag not in _ASIDE:
            waiting.extend(reversed(element))


def _odt_cell(cell: Any) -> str:
    paragraphs = (_odt_text(p) for p in cell.iter(_TEXT + "p", _TEXT + "h"))
    return "\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


def _odt_text(paragraph: Any) -> str:
    return "".join(_odt_pieces(paragraph))


def _odt_pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == _TEXT + "s":
            said = child.get(_TEXT + "c", "1")
            yield " " * min(int(said) if said.isdigit() and len(said) < 6 else 1, _MOST_SPACES)
        elif child.tag == _TEXT + "tab":
            yield "\t"
        elif child.tag == _TEXT + "line-break":
            yield "\n"
        elif child.tag not in _ASIDE and isinstance(child.tag, str) and not child.tag.endswith("}text-box"):
            yield from _odt_pieces(child)
        yield child.tail or ""
