"""Labelled fields of a paper: the label left of its value, above it, or in the same piece."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from averment.extract.documents.days import day_in
from averment.extract.documents.figures import figures
from averment.extract.documents.items import is_item
from averment.extract.documents.labels import STOP, Label, belongs_to_party, cut_at_labels, is_loose, kind_of, labels_at
from averment.extract.documents.pieces import Leaf, Piece, Row, part

_MOST_CONTINUED = 6
"""Lines that a value may go on for below its first."""
_LONGEST = 4_000
"""Characters of a piece that may be a labelled field: more is prose."""
_NEAR = 2.3
"""Lines further apart than this many usual steps do not belong together."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the pieces of its value, in order; no pieces when nothing stands beside it. `fields` are all that
    the label's words may stand for, the likeliest first."""

    fields: tuple[str, ...]
    label: Piece
    value: tuple[Piece, ...]
    colon: bool

    @property
    def field(self) -> str:
        """What the label stands for, unless the kind of paper says otherwise."""
        return self.fields[0]

    @property
    def text(self) -> str:
        """The words of the value in one line."""
        return " ".join(" ".join(p.text for p in self.value).split())


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece that begins with a label."""

    labels: tuple[Label, ...]
    piece: Piece

    @property
    def inline(self) -> str:
        return self.piece.text[self.labels[0].value :].strip()


def labelled(leaf: Leaf, skip: frozenset[int] = frozenset()) -> list[Labelled]:
    """Every label of a leaf with its value. `skip` are the numbers of rows that are lines of goods."""
    rows = [_cut(row) if n not in skip else () for n, row in enumerate(leaf.rows)]
    marks = {id(p): m for row in rows for p in row if (m := _mark(p)) is not None}
    taken: set[int] = set()
    found: list[Labelled] = []
    for number, row in enumerate(rows):
        for index, piece in enumerate(row):
            mark = marks.get(id(piece))
            if mark is None or id(piece) in taken:
                continue
            value = _value(leaf, rows, marks, taken, number, index, mark)
            fields = tuple(dict.fromkeys(label.field for label in mark.labels))
            first = mark.labels[0]
            label = part(piece, piece.start + first.start, piece.start + first.end)
            found.append(Labelled(fields, label, tuple(value), first.colon))
    return [f for f in found if f.field != STOP]


def _cut(row: Row) -> Row:
    """The pieces of a row, each that holds several labels cut into one for each."""
    made: list[Piece] = []
    for piece in row:
        if len(piece.text) > _LONGEST:
            made.append(piece)
            continue
        cuts = _lines_with_labels(piece.text) if "\n" in piece.text else []
        if len(cuts) < 2:
            cuts = cut_at_labels(piece.text) if len(piece.text) > 6 else [(0, len(piece.text))]
        if len(cuts) < 2:
            made.append(piece)
            continue
        for start, end in cuts:
            words = piece.text[start:end]
            stripped = words.strip(" \t\n,;，；")
            if stripped:
                at = piece.start + start + words.index(stripped)
                made.append(part(piece, at, at + len(stripped)))
    return tuple(made)


def _lines_with_labels(text: str) -> list[tuple[int, int]]:
    """A cell that holds several labelled lines, parted where a line is a label or begins with one."""
    cuts = [0]
    for match in re.finditer(r"\n(?=\s*\S)", text):
        line = text[match.end() :].split("\n", 1)[0]
        if any(_counts(label, line) for label in labels_at(line)):
            cuts.append(match.end())
    return list(pairwise([*cuts, len(text)]))


def _mark(piece: Piece) -> _Mark | None:
    if len(piece.text) > _LONGEST:
        return None
    labels = tuple(label for label in labels_at(piece.text) if _counts(label, piece.text))
    return _Mark(labels, piece) if labels else None


def _counts(label: Label, text: str) -> bool:
    """Whether the words are a label here: with a colon or alone, or with a value of the kind that it announces."""
    rest = text[label.value :].strip()
    if label.field == STOP:
        return label.colon
    kind = kind_of(label.field)
    if is_loose(label.field):
        return label.colon and (bool(rest) or text.rstrip().endswith((":", "：")) or kind == "number")
    if label.colon:
        return True
    if kind == "number":
        return bool(re.match(r"(?:no\.?|№|#|n)?\s*[\w/.-]*\d", rest, re.IGNORECASE)) and len(rest) < 60
    if kind == "code":
        return bool(re.match(r"[A-Z0-9]", rest)) and any(c.isdigit() for c in rest[:24])
    if kind == "date":
        day = day_in(rest)
        return day is not None and day[0] <= 6
    if kind in ("money", "quantity"):
        return (
            len(rest) < 50
            and next(figures(rest), None) is not None
            and len(re.findall(r"[A-Za-zА-Яа-я]{2,}", rest)) <= 2
        )
    if kind == "incoterms":
        return bool(re.match(r"(?:[A-Z]{3}|C&F)\b", rest))
    return False


def _value(
    leaf: Leaf, rows: Sequence[Row], marks: dict[int, _Mark], taken: set[int], number: int, index: int, mark: _Mark
) -> list[Piece]:
    """The pieces of a value: after the label, else right of it, else under it, with the lines it goes on for."""
    piece, label = mark.piece, mark.labels[0]
    inline = mark.inline
    if inline:
        at = piece.start + label.value
        words = piece.text[label.value :]
        first = part(piece, at + len(words) - len(words.lstrip()), at + len(words.rstrip()))
        lines = _split_lines(first)
        more = (
            _continued(leaf, rows, marks, taken, number, lines[-1], piece.left)
            if kind_of(label.field) == "party"
            else []
        )
        return [*lines, *more]
    row = rows[number]
    right = row[index + 1] if index + 1 < len(row) else None
    if right is not None and (id(right) in marks or id(right) in taken or right.block != piece.block):
        right = None
    under = _under(leaf, rows, marks, taken, number, piece)
    if right is not None and under is not None:
        right, under = _better(label, piece, right, under)
    if right is not None:
        taken.add(id(right))
        value = [*_split_lines(right)]
        if kind_of(label.field) in ("party", "text"):
            value += _continued(leaf, rows, marks, taken, number, right, right.left)
        return value
    if under is not None:
        at, below = under
        taken.add(id(below))
        value = [*_split_lines(below)]
        if kind_of(label.field) in ("party", "text"):
            value += _continued(leaf, rows, marks, taken, at, below, below.left)
        return value
    return []


def _better(
    label: Label, piece: Piece, right: Piece, under: tuple[int, Piece]
) -> tuple[Piece | None, tuple[int, Piece] | None]:
    """Right or under, where something stands on both sides: what is of the right kind, then what is nearer."""
    kind = kind_of(label.field)
    fit_right, fit_under = _fits(kind, right.text), _fits(kind, under[1].text)
    if fit_right != fit_under:
        return (right, None) if fit_right else (None, under)
    if label.colon and piece.text.rstrip().endswith((":", "：")):
        return right, None
    across = (right.left - piece.right) / max(piece.height, 1)
    return (right, None) if across < 12 or piece.block != right.block or piece.height == 1 else (None, under)


def _fits(kind: str, text: str) -> bool:
    if kind == "date":
        return day_in(text) is not None
    if kind in ("money", "quantity"):
        return next(figures(text), None) is not None
    if kind in ("number", "code"):
        return any(c.isdigit() for c in text)
    return any(c.isalpha() for c in text)


def _under(
    leaf: Leaf, rows: Sequence[Row], marks: dict[int, _Mark], taken: set[int], number: int, piece: Piece
) -> tuple[int, Piece] | None:
    """The piece right under a label, beginning about where it begins."""
    for at in range(number + 1, min(number + 4, len(rows))):
        if not rows[at]:
            return None
        if rows[at][0].level - piece.level > _NEAR * max(leaf.step, 0.5):
            return None
        near = [p for p in rows[at] if p.block == piece.block and _aligned(p, piece)]
        if not near:
            if any(p.beside(piece) for p in rows[at]):
                return None
            continue
        below = near[0]
        return None if id(below) in marks or id(below) in taken else (at, below)
    return None


def _aligned(piece: Piece, other: Piece) -> bool:
    return abs(piece.left - other.left) <= (
        0.1 if piece.block.find("/") >= 0 and piece.height == 1 else max(1.2 * other.height, 2.0)
    )


def _continued(
    leaf: Leaf, rows: Sequence[Row], marks: dict[int, _Mark], taken: set[int], number: int, last: Piece, left: float
) -> list[Piece]:
    """The lines a value goes on for: right under it, at its left edge, until a label or a gap."""
    found: list[Piece] = []
    level = rows[number][0].level if rows[number] else last.level
    grid = "/" in last.block and last.height == 1
    for at in range(number + 1, min(number + 1 + _MOST_CONTINUED, len(rows))):
        row = rows[at]
        if grid or not row or row[0].level - level > min(1.5 * max(leaf.step, 0.5), 2.6 * last.height):
            break
        below = [p for p in row if p.block == last.block and abs(p.left - left) <= max(0.6 * last.height, 1.0)]
        if (
            not below
            or id(below[0]) in marks
            or id(below[0]) in taken
            or len(below[0].text) > 120
            or is_item(below[0].text)
        ):
            break
        if _belongs_to_label(leaf, rows, marks, taken, at, below[0]):
            break
        found.append(below[0])
        taken.add(id(below[0]))
        level = row[0].level
    return found


def _belongs_to_label(
    leaf: Leaf, rows: Sequence[Row], marks: dict[int, _Mark], taken: set[int], at: int, piece: Piece
) -> bool:
    """Whether a piece is the value of the label right before it on its line: one that has nothing under it."""
    index = rows[at].index(piece)
    before = rows[at][index - 1] if index else None
    mark = marks.get(id(before)) if before is not None else None
    if before is None or mark is None or mark.inline:
        return False
    return _under(leaf, rows, marks, taken, at, before) is None


def _split_lines(piece: Piece) -> list[Piece]:
    """A cell with line breaks in it, one piece a line."""
    if "\n" not in piece.text:
        return [piece]
    made: list[Piece] = []
    at = piece.start
    for line in piece.text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = at + line.index(stripped)
            made.append(replace(part(piece, begin, begin + len(stripped)), left=piece.left))
        at += len(line) + 1
    return made


def attached(found: Iterable[Labelled]) -> Iterator[tuple[Labelled, str | None]]:
    """Each labelled field with the party that it belongs to: the last one named before it in its own column."""
    parties: list[Labelled] = []
    for entry in found:
        if belongs_to_party(entry.field):
            near = [p for p in parties if p.label.block == entry.label.block and _same_column(p, entry)]
            chosen = (near or parties)[-1] if parties else None
            yield entry, chosen.field if chosen else None
        else:
            if kind_of(entry.field) == "party":
                parties.append(entry)
            yield entry, None


def _same_column(party: Labelled, entry: Labelled) -> bool:
    edges = [party.label, *party.value]
    return any(abs(p.left - entry.label.left) <= max(1.5 * p.height, 2.0) for p in edges) or any(
        p.left <= entry.label.left <= p.right for p in edges
    )
