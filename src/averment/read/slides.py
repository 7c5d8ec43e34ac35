"""Slides (PPTX): what stands on each, its tables, its speaker's notes and the comments on it; the slide is the page.

A presentation is a set of XML files that point to one another. They are read here as they are: the order of slides is
that of the presentation, not of file names, and hidden slides are read and said to be hidden.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from averment.method import method
from averment.place import Place
from averment.read.container import check
from averment.read.draft import Draft, Stop
from averment.read.media_type import PPTX
from averment.read.reader import reads

READ_SLIDES = method("read.pptx", "1")

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_P15 = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr", "sldImg"})
"""Placeholders that repeat the number, the day and the foot on every slide."""
_SAVE_ANEW = "open it in a presentation program; if it opens, save it anew and add that as well"


@dataclass(frozen=True, slots=True)
class _Said:
    """A paragraph or a table row on a slide; `table` and `row` count from 1."""

    kind: str
    cells: list[str]
    table: int | None = None
    row: int | None = None


@reads(READ_SLIDES, PPTX)
def read_slides(data: bytes, draft: Draft) -> None:
    """Slide after slide, its number as the page; notes as part "notes", comments as part "comment"."""
    package = _Package(check(data, draft.limits))
    about = package.xml("docProps/core.xml", needed=False)
    if about is not None:
        draft.title = (about.findtext(f"{_DC}title") or "").strip() or None
        draft.author = (about.findtext(f"{_DC}creator") or "").strip() or None
    slides = package.slides()
    if not slides:
        raise Stop("no_pages", "the presentation has no slides", _SAVE_ANEW)
    for number, name in enumerate(slides, start=1):
        if number > draft.limits.pages:
            said = f"only the first {draft.limits.pages:,} of {len(slides):,} slides were read"
            raise Stop("truncated", said, "split the presentation and add the parts", draft.here(page=number))
        try:
            _read_slide(package, name, number, draft)
        except Stop as stop:
            if stop.code != "damaged":
                raise
            draft.note(stop.code, f"slide {number}: {stop.message}", stop.hint, draft.here(page=number))


def _read_slide(package: "_Package", name: str, number: int, draft: Draft) -> None:
    slide = package.xml(name)
    start = draft.length
    _add(_said(slide), draft, number)
    for kind, target in package.related(name):
        if kind == "diagramData":
            _add(_said(package.xml(target)), draft, number, "diagram")
        elif kind == "chart":
            _add(_chart(package.xml(target)), draft, number, "chart")
        elif kind == "notesSlide":
            _add(_said(package.xml(target)), draft, number, "notes")
        elif kind == "comments":
            _add(_comments(package.xml(target)), draft, number, "comment")
    if slide.get("show") in ("0", "false"):
        where = Place(draft.source, start, draft.length, page=number)
        draft.note("hidden_slide", f"slide {number} is hidden; it was read", "nothing need be done", where)


def _add(said: Iterator[_Said], draft: Draft, page: int, part: str | None = None) -> None:
    for item in said:
        if item.table is None:
            draft.add(item.cells[0], item.kind, page=page, part=part)
        else:
            draft.add_row(
                item.cells,
                page=page,
                part=f"{part}/table:{item.table}" if part else f"table:{item.table}",
                row=item.row,
            )


def _said(root: Any) -> Iterator[_Said]:
    """Paragraphs and rows in the order of the file, which is the order in which they lie over one another."""
    tables = 0
    waiting = [(root, "paragraph")]
    while waiting:
        element, kind = waiting.pop()
        if element.tag == _A + "p":
            yield _Said(kind, [_words(element)])
        elif element.tag == _A + "tbl":
            tables += 1
            for number, row in enumerate(element.iter(_A + "tr"), start=1):
                yield _Said("row", [_cell(cell) for cell in row.iter(_A + "tc")], tables, number)
        elif element.tag != _FALLBACK:
            place = element.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph") if element.tag == _P + "sp" else None
            if place is not None and place.get("type") in _FURNITURE:
                continue
            if element.tag == _P + "sp":
                kind = "heading" if place is not None and place.get("type") in _TITLES else "paragraph"
            waiting.extend((child, kind) for child in reversed(element))


def _words(paragraph: Any) -> str:
    pieces = []
    for element in paragraph.iter(_A + "t", _A + "br", _A + "tab"):
        pieces.append(element.text or "" if element.tag == _A + "t" else "\n" if element.tag == _A + "br" else "\t")
    return "".join(pieces).strip()


def _cell(cell: Any) -> str:
    return " ".join(" ".join(_words(p).split()) for p in cell.iter(_A + "p")).strip()


def _chart(root: Any) -> Iterator[_Said]:
    """The words on a chart: titles, names of series and of categories; its figures are in a sheet of their own."""
    yield from _said(root)
    seen: set[str] = set()
    for value in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}strCache"):
        for said in value.itertext():
            if said.strip() and said not in seen:
                seen.add(said)
                yield _Said("list", [said.strip()])


def _comments(root: Any) -> Iterator[_Said]:
    for comment in root.iter(_P + "text"):
        yield _Said("paragraph", [(comment.text or "").strip()])
    for comment in root.iter(_P15 + "cm", _P15 + "reply"):
        for paragraph in comment.findall(f"{_P15}txBody/{_A}p"):
            yield _Said("paragraph", [_words(paragraph)])


class _Package:
    """The files of a presentation, and what they say of one another."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())

    def xml(self, name: str, *, needed: bool = True) -> Any:
        from lxml import etree

        if not needed and name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self.archive.read(name), parser)
        except (KeyError, etree.XMLSyntaxError) as error:
            if not needed:
                return None
            raise Stop("damaged", f"{posixpath.basename(name)} inside is missing or damaged", _SAVE_ANEW) from error

    def related(self, name: str) -> list[tuple[str, str]]:
        """What a file points to inside of the package: the kind of relation and the other file."""
        return [(kind, target) for kind, target, _ in self._relations(name)]

    def _relations(self, name: str) -> list[tuple[str, str, str]]:
        folder, base = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{base}.rels", needed=False)
        found = []
        for relation in () if root is None else root.iter(_RELS + "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            if relation.get("TargetMode") != "External" and target in self.names:
                found.append((relation.get("Type", "").rsplit("/", 1)[-1], target, relation.get("Id", "")))
        return found

    def slides(self) -> list[str]:
        """The slides in the order of the presentation."""
        main = "ppt/presentation.xml"
        targets = {key: target for kind, target, key in self._relations(main) if kind == "slide"}
        listed = [item.get(_R + "id") for item in self.xml(main).iter(_P + "sldId")]
        return [targets[key] for key in listed if key in targets]
