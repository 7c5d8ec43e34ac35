"""Which column of a table a piece stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from averment.extract.documents.pieces import Piece, part

NUMERIC = frozenset({"quantity", "unit_price", "amount", "net_amount", "tax", "tax_rate", "net_weight", "gross_weight"})
_WORDS = frozenset({"goods"})
_MOST = 40
_LEFT_OUT = 6.0
"""What it costs to leave a piece in no column: more than any near column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds (None: unknown), the words of its head, and its edges."""

    name: str | None
    head: tuple[Piece, ...]
    left: float
    right: float


def assign(row: Sequence[Piece], columns: Sequence[Column]) -> dict[str, list[Piece]] | None:
    """The pieces of a row by the names of their columns, order kept; None when they do not fit."""
    if not row or len(row) > _MOST or len(columns) > _MOST:
        return None
    pieces = _parted(row, columns)
    chosen = _matched(pieces, columns)
    if chosen is None:
        return None
    if any(
        i is None and re.fullmatch(r"[\d\s.,]+", p.text) and not _is_row_number(p, n, columns)
        for n, (p, i) in enumerate(zip(pieces, chosen, strict=True))
    ):
        return None  # a figure without a column: the head was misread, and no figure is sure
    cells: dict[str, list[Piece]] = {}
    for piece, index in zip(pieces, chosen, strict=True):
        if index is not None and columns[index].name is not None:
            cells.setdefault(str(columns[index].name), []).append(piece)
    return cells


def _is_row_number(piece: Piece, index: int, columns: Sequence[Column]) -> bool:
    """The number of a row in a column without a head, left of all others."""
    return index == 0 and piece.right <= columns[0].left and re.fullmatch(r"\d{1,3}\.?", piece.text) is not None


def _matched(pieces: Sequence[Piece], columns: Sequence[Column]) -> list[int | None] | None:
    """The cheapest way to put pieces into columns from left to right."""
    count, wide = len(pieces), len(columns)
    if (
        count == wide
        and pieces[0].block == "text"
        and all(_misfit(p, c) < 2.0 for p, c in zip(pieces, columns, strict=True))
    ):
        return list(range(count))  # plain text is ragged: a full row fills its columns in order
    best = [[0.0] * (wide + 1) for _ in range(count + 1)]
    step: list[list[str]] = [[""] * (wide + 1) for _ in range(count + 1)]
    for i in range(count + 1):
        for j in range(wide + 1):
            options: list[tuple[float, str]] = []
            if i and j:
                options.append((best[i - 1][j - 1] + _cost(pieces[i - 1], columns, j - 1), "take"))
            if j:
                options.append((best[i][j - 1], "empty"))
            if i:
                options.append((best[i - 1][j] + _LEFT_OUT, "out"))
            if options:
                best[i][j], step[i][j] = min(options)
    if best[count][wide] >= _LEFT_OUT * max(1, (count + 1) // 2):
        return None
    chosen: list[int | None] = [None] * count
    i, j = count, wide
    while i or j:
        move = step[i][j]
        if move == "take":
            chosen[i - 1] = j - 1
            i, j = i - 1, j - 1
        elif move == "empty":
            j -= 1
        else:
            i -= 1
    return chosen


def _cost(piece: Piece, columns: Sequence[Column], index: int) -> float:
    """How ill a piece fits a column: by distance in heights, and by what it holds."""
    column = columns[index]
    overlap = min(piece.right, column.right) - max(piece.left, column.left)
    unit = max(piece.height, 1.0) if "/" not in piece.block or piece.height != 1 else 0.2
    far = 0.0 if overlap > 0 else -overlap / unit
    cost = min(far, 8.0) * 0.6 - (0.1 if overlap > 0 else 0.0)
    return cost + _misfit(piece, column)


def _misfit(piece: Piece, column: Column) -> float:
    """How ill what a piece holds fits what a column is for."""
    cost = 0.0
    has_figure = any(c.isdigit() for c in piece.text)
    if column.name in NUMERIC and not has_figure:
        cost += 3.0
    if column.name in _WORDS and re.fullmatch(r"[\d\s.,%]+", piece.text):
        cost += 2.0
    if column.name in ("number",) and len(piece.text) > 12:
        cost += 3.0
    if column.name in NUMERIC and len(re.findall(r"[A-Za-zА-Яа-я\u4e00-\u9fff]", piece.text)) > 12:
        cost += 3.0
    if column.name == "unit" and has_figure and re.fullmatch(r"[\d\s.,]+", piece.text):
        cost += 3.0
    return cost


def _parted(row: Sequence[Piece], columns: Sequence[Column]) -> list[Piece]:
    """Pieces that reach over the heads of several columns, parted at a space where figures or units follow."""
    if len(row) >= len(columns):
        return list(row)
    made: list[Piece] = []
    for piece in row:
        covered = [c for c in columns if c.left < piece.right and piece.left < c.right]
        made += _split(piece, covered) if len(covered) > 1 and " " in piece.text else [piece]
    return made


_FIGURES = re.compile(r"(?<!\S)\d[\d.,]*(?!\S)")


def _split(piece: Piece, covered: Sequence[Column]) -> list[Piece]:
    """Cut before the last stretches of figures, as many as columns beyond the first hold figures."""
    numbered = re.match(r"\d{1,3}[.)]?(?=\s+[^\W\d])", piece.text) if covered[0].name == "number" else None
    if numbered and len(covered) == 2:
        rest = numbered.end() + len(piece.text[numbered.end() :]) - len(piece.text[numbered.end() :].lstrip())
        return [part(piece, piece.start, piece.start + numbered.end()), part(piece, piece.start + rest, piece.end)]
    wanted = sum(c.name in NUMERIC for c in covered[1:])
    found = [m.start() for m in _FIGURES.finditer(piece.text)]
    cuts = [c for c in found[-wanted:] if c > 0] if wanted else []
    tail = piece.text[cuts[0] :] if cuts else ""
    if not cuts or re.search(r"[A-Za-zА-Яа-я\u4e00-\u9fff]{6,}", tail):
        return [piece]
    edges = [0, *cuts, len(piece.text)]
    made = []
    for start, end in pairwise(edges):
        words = piece.text[start:end]
        stripped = words.strip()
        if stripped:
            at = piece.start + start + words.index(stripped)
            made.append(part(piece, at, at + len(stripped)))
    return made
