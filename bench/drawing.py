"""Draws a paper of `papers.py` as PDF, XLSX, DOCX or plain text."""

import io
import textwrap
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from papers import Made, speaks

FORMATS = ("pdf", "xlsx", "docx", "txt")
"""Also "png": the PDF's first page as a picture at 300 dpi, to be recognised; slow, so only when asked for."""


def draw(paper: Made, path: Path) -> bool:
    """Write the paper to `path`, whose ending says how. False where a format cannot hold the layout or the script."""
    drawer = _DRAWERS[path.suffix[1:]]
    return drawer(paper, path)


# ---- PDF

_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def _font(paper: Made) -> str | None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    if speaks(paper.language) == 2:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        return "STSong-Light"
    if speaks(paper.language) == 0:
        return "Helvetica"
    if not Path(_FONT).exists():
        return None
    pdfmetrics.registerFont(TTFont("DejaVu", _FONT))
    return "DejaVu"


class _Page:
    """A pen that goes down the page and turns it."""

    def __init__(self, path: Path, font: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.canvas, self.font, self.y = Canvas(str(path), pagesize=(595, 842), invariant=1), font, 790.0

    def text(self, x: float, words: str, size: float = 9, right: bool = False, y: float | None = None) -> None:
        self.canvas.setFont(self.font, size)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, self.y if y is None else y, words)

    def width(self, words: str, size: float = 9) -> float:
        return float(self.canvas.stringWidth(words, self.font, size))

    def wrap(self, words: str, room: float) -> list[str]:
        lines, current = [], ""
        for piece in words.split(" "):
            longer = f"{current} {piece}".strip()
            if current and self.width(longer) > room:
                lines.append(current)
                current = piece
            else:
                current = longer
        return [*lines, current]

    def down(self, step: float) -> None:
        self.y -= step
        if self.y < 70:
            self.canvas.showPage()
            self.y = 790.0


def _pdf(paper: Made, path: Path) -> bool:
    font = _font(paper)
    if font is None:
        return False
    page = _Page(path, font)
    for block in paper.blocks:
        match block[0]:
            case "title":
                page.text(72, block[1], 16)
                page.down(30)
            case "text":
                page.text(72, block[1])
                page.down(22)
            case "pairs" | "far":
                _pdf_pairs(page, block[1], far=block[0] == "far")
            case "side":
                _pdf_side(page, block[1])
            case "quads":
                for pair in _twos(block[1]):
                    for column, (label, lines) in enumerate(pair):
                        page.text(72 + 240 * column, label)
                        page.text(180 + 240 * column, lines[0])
                    page.down(14)
            case "table" | "middle":
                _pdf_table(page, block[1:], middle=block[0] == "middle", ruled=paper.layout != "list")
        page.down(10)
    page.canvas.save()
    return True


def _twos(pairs: list) -> list[list]:
    return [pairs[n : n + 2] for n in range(0, len(pairs), 2)]


def _pdf_pairs(page: _Page, pairs: list, far: bool) -> None:
    for label, lines in pairs:
        if far:
            page.text(72, label)
            for line in lines:
                page.text(300, line)
                page.down(13)
        else:
            page.text(72, f"{label}: {lines[0]}")
            page.down(13)
            for line in lines[1:]:
                page.text(72, line)
                page.down(13)
        page.down(6)


def _pdf_side(page: _Page, sides: list) -> None:
    top, lowest = page.y, page.y
    for column, pairs in enumerate(sides):
        y = top
        for label, lines in pairs:
            page.text(72 + 260 * column, label, 7, y=y)
            for line in lines:
                y -= 12
                page.text(72 + 260 * column, line, y=y)
            y -= 20
        lowest = min(lowest, y)
    page.y = lowest


def _pdf_table(page: _Page, table: tuple, middle: bool, ruled: bool) -> None:
    heads, rows, sums = table
    edges = [50, 72, 265, 345, 415, 480, 550][: len(heads) + 1] if len(heads) == 6 else [50, 72, 300, 380, 450, 550]
    rooms = [b - a - 6 for a, b in pairwise(edges)]
    for row in [heads, *rows]:
        cells = [page.wrap(cell, room) for cell, room in zip(row, rooms, strict=True)]
        depth = max(map(len, cells))
        if page.y - 11 * depth < 80:
            page.canvas.showPage()
            page.y = 790.0
        for index, lines in enumerate(cells):
            shift = (depth - len(lines)) * 5.5 if middle else 0
            for number, line in enumerate(lines):
                right = row is not heads and index >= len(heads) - 2
                x = edges[index + 1] - 4 if right else edges[index]
                page.text(x, line, y=page.y - shift - 11 * number, right=right)
        page.down(11 * depth + 6)
        if ruled:
            page.canvas.line(50, page.y + 9, 550, page.y + 9)
    for label, words in sums:
        page.text(265, label)
        page.text(546, words, right=True)
        page.down(16)


def _png(paper: Made, path: Path) -> bool:
    from pypdfium2 import PdfDocument

    drawn = path.with_suffix(".drawn.pdf")
    if paper.layout == "long" or not _pdf(paper, drawn):
        return False
    with PdfDocument(drawn) as document:
        document[0].render(scale=300 / 72).to_pil().save(path, dpi=(300, 300))
    return True


# ---- tables of an office


def _rows(paper: Made) -> list[list[str]]:
    """The paper as rows of a sheet."""
    rows: list[list[str]] = []
    for block in paper.blocks:
        match block[0]:
            case "title" | "text":
                rows.append([block[1]])
            case "pairs" | "far":
                rows += [[label, *([""] if block[0] == "far" else []), "\n".join(lines)] for label, lines in block[1]]
            case "quads":
                rows += [[cell for label, lines in pair for cell in (label, lines[0])] for pair in _twos(block[1])]
            case "side":
                sides = [[[label, *lines] for label, lines in pairs] for pairs in block[1]]
                flat = [[cell for group in side for cell in group] for side in sides]
                rows += [
                    [flat[0][n] if n < len(flat[0]) else "", "", "", flat[1][n] if n < len(flat[1]) else ""]
                    for n in range(max(map(len, flat)))
                ]
            case _:
                rows += [block[1], *block[2]]
                rows += [[label, *[""] * (len(block[1]) - 2), words] for label, words in block[3]]
    return rows


def _xlsx(paper: Made, path: Path) -> bool:
    from openpyxl import Workbook

    book = Workbook()
    for row in _rows(paper):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(data.getvalue())
    return True


def _docx(paper: Made, path: Path) -> bool:
    from docx import Document

    document = Document()
    for block in paper.blocks:
        match block[0]:
            case "title":
                document.add_heading(block[1], level=1)
            case "text":
                document.add_paragraph(block[1])
            case "pairs":
                for label, lines in block[1]:
                    document.add_paragraph(f"{label}: {lines[0]}")
                    for line in lines[1:]:
                        document.add_paragraph(line)
            case "quads":
                made = [[cell for label, lines in pair for cell in (label, lines[0])] for pair in _twos(block[1])]
                _fill(document, [row + [""] * (4 - len(row)) for row in made])
            case "far":
                _fill(document, [[label, "\n".join(lines)] for label, lines in block[1]])
            case "side":
                _fill(
                    document, [["\n".join("\n".join([label, *lines]) for label, lines in pairs) for pairs in block[1]]]
                )
            case _:
                sums = [[label, *[""] * (len(block[1]) - 2), words] for label, words in block[3]]
                _fill(document, [block[1], *block[2], *sums])
    document.save(str(path))
    return True


def _fill(document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, words, strict=True):
            first, *rest = text.split("\n")
            cell.text = first
            for line in rest:
                cell.add_paragraph(line)


# ---- plain text


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, room: int) -> str:
    return text + " " * max(room - _wide(text), 2)


def _txt(paper: Made, path: Path) -> bool:
    out: list[str] = []
    for block in paper.blocks:
        match block[0]:
            case "title" | "text":
                out += [block[1], ""]
            case "pairs":
                for label, lines in block[1]:
                    out += [f"{label}: {lines[0]}", *lines[1:]]
            case "quads":
                for pair in _twos(block[1]):
                    out.append("".join(_pad(_pad(label, 30) + lines[0], 64) for label, lines in pair).rstrip())
            case "far":
                for label, lines in block[1]:
                    out.append(_pad(label, 44) + lines[0])
                    out += [" " * 44 + line for line in lines[1:]]
            case "side":
                flat = [[cell for label, lines in pairs for cell in (label, *lines, "")] for pairs in block[1]]
                for n in range(max(map(len, flat))):
                    left, right = (side[n] if n < len(side) else "" for side in flat)
                    out.append((_pad(left, 48) + right).rstrip())
            case _:
                out += ["", *_text_table(block[1:]), ""]
        out.append("")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")
    return True


def _text_table(table: tuple) -> list[str]:
    heads, rows, sums = table
    wrapped = []
    for row in [heads, *rows]:
        lines = textwrap.wrap(row[1], 30) if _wide(row[1]) == len(row[1]) else [row[1]]
        wrapped.append([row[0], lines[0], *row[2:]])
        wrapped += [["", line] for line in lines[1:]]
    rooms = [max(_wide(r[n]) for r in wrapped if n < len(r)) + 3 for n in range(len(heads))]
    lines = ["".join(_pad(cell, room) for cell, room in zip(row, rooms, strict=False)).rstrip() for row in wrapped]
    return [*lines, *(f"{label}: {words}" for label, words in sums)]


_DRAWERS: dict[str, Callable[[Made, Path], bool]] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "docx": _docx,
    "txt": _txt,
    "png": _png,
}
