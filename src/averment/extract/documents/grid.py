"""The table of goods on a paper: its header recognised in three languages, ruled or not, its rows put together.

    goods = table_of(leaves)      # rows of {"goods": [pieces], "quantity": [piece], …}

A row is told by its figures; lines of words alone under the goods belong to the row that they stand nearest to.
Tables go on over pages, with or without their header.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from averment.extract.documents.columns import Column, assign
from averment.extract.documents.figures import figures
from averment.extract.documents.labels import Vocabulary, fold, labels_at, phrases_of, vocabulary_of
from averment.extract.documents.pieces import Leaf, Piece, Row, part
from averment.extract.tables import table

FIGURES = frozenset(
    {"quantity", "unit_price", "amount", "net_amount", "net_weight", "gross_weight", "packages", "tax", "volume"}
)
"""Columns that hold figures."""
_DEEPEST = 4
"""Lines that the header of a table may take."""
_MOST_ROWS = 2_000
"""Lines of goods that are taken from one paper."""


@dataclass(slots=True)
class Goods:
    """What the tables of a paper hold. `rows` are lines of goods by column; `heads` the words of each column's head;
    `totals` the figures of a row of sums, with its label; `used` the numbers of rows that are taken, for each leaf."""

    rows: list[dict[str, list[Piece]]] = field(default_factory=list)
    heads: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    totals: list[tuple[str, Piece, Piece]] = field(default_factory=list)
    used: dict[int, set[int]] = field(default_factory=dict)
    truncated: bool = False


def table_of(pages: Sequence[Leaf]) -> Goods:
    """All rows of goods of a paper's leaves."""
    goods = Goods()
    open_columns: tuple[Column, ...] | None = None
    for number, leaf in enumerate(pages):
        used = goods.used.setdefault(number, set())
        at = 0
        if open_columns is not None and _header(leaf, 0, min(len(leaf.rows), 30)) is None:
            at, open_columns = _rows(leaf, 0, open_columns, goods, used, carried_over=True)
        while (header := _header(leaf, at, len(leaf.rows))) is not None:
            first, depth, columns = header
            used.update(range(first, first + depth))
            for column in columns:
                if column.name:
                    goods.heads.setdefault(column.name, column.head)
            at, open_columns = _rows(leaf, first + depth, columns, goods, used)
    return goods


# ---- the header


@lru_cache(maxsize=1)
def _names() -> Vocabulary:
    return vocabulary_of(phrases_of(table("documents")["columns"]))


def column_name(text: str) -> str | None:
    """What a column holds, by the words of its head.

    >>> column_name("Unit price, USD"), column_name("Кол-во, шт."), column_name("货物名称")
    ('unit_price', 'quantity', 'goods')
    """
    folded = fold(text[:160]).text.strip(" ()")
    best: tuple[int, int, str] | None = None
    starts = [0, *(m.end() for m in re.finditer(r"[\s/(,|-]+|(?<=[\u4e00-\u9fff])|(?=[\u4e00-\u9fff])", folded))]
    for start in dict.fromkeys(starts):
        found = _names().match(folded, start)
        if found is None:
            continue
        phrase, names = found
        whole = start == 0 or len(phrase) > 3 or "\u4e00" <= phrase[0] <= "\u9fff"
        if whole and (best is None or (len(phrase), -start) > best[:2]):
            best = (len(phrase), -start, names[0])
    if best is None and folded.isascii() and any(c.isalpha() for c in folded) and set(folded) <= {*_LATIN, " "}:
        return column_name(folded.translate(_ALIKE))
    return best[2] if best else None


_LATIN, _CYRILLIC = "acekmhoptxybnu", "асекмнортхувпи"
_ALIKE = str.maketrans(_LATIN, _CYRILLIC)
"""Latin letters that a recogniser reads in Cyrillic words: "Cymma" for "Сумма"."""


def _header(leaf: Leaf, start: int, stop: int) -> tuple[int, int, tuple[Column, ...]] | None:
    """The first header at or after a row: its number, the lines it takes, its columns."""
    for first in range(start, stop):
        row = _separate(leaf.rows[first])
        if len(row) < 2 or len(row) > _MOST_CELLS or not any(column_name(p.text) for p in row):
            continue
        best: tuple[int, int, tuple[Column, ...]] | None = None
        for depth in range(1, _DEEPEST + 1):
            rows = [row, *map(_separate, leaf.rows[first + 1 : first + depth])]
            if len(rows) < depth or not _may_be_header(leaf, rows):
                break
            columns = _columns(rows)
            score = len({c.name for c in columns if c.name})
            if _is_header(columns) and (
                best is None or score > best[0] or (score == best[0] and _fuller(rows[-1], columns))
            ):
                best = (score, depth, columns)
        if best is not None:
            return first, best[1], best[2]
    return None


def _separate(row: Row) -> Row:
    """Heads that stand so close that they were read as one run, parted where each side is a head by itself."""
    if len(row) > _MOST_CELLS:
        return row
    return tuple(made for piece in row for made in _heads_in(piece, 3))


def _heads_in(piece: Piece, most: int) -> list[Piece]:
    text = piece.text
    if len(text) > 120 or _is_head(text) or most == 0:
        return [piece]
    for border in _BORDER.finditer(text):
        left, right = text[: border.start()], text[border.end() :]
        if not right.strip() or not _is_head(left):
            continue
        rest = _heads_in(part(piece, piece.start + border.end(), piece.end), most - 1)
        if all(_is_head(p.text) for p in rest):
            return [part(piece, piece.start, piece.start + border.start()), *rest]
    return [piece]


_BORDER = re.compile(r" |(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
"""Where two heads may meet: at a space, or between Chinese characters, which have none."""
_MOST_CELLS = 40


def _is_head(text: str) -> bool:
    """Whether these words, all of them, are the head of a column, in one language or in two."""
    folded = fold(text).text.strip(" ()/,")
    at, names = 0, set[str]()
    for _ in range(3):
        found = _names().match(folded, at)
        if found is None or (names and not names & set(found[1])):
            return False
        names = set(found[1])
        at += len(found[0])
        joined = re.match(r"(?:\s+|[/,]|\([^()]{0,20}\)|(?:of|kg|кг|pcs|шт|usd|eur|cny|руб)(?!\w))*", folded[at:])
        at += joined.end() if joined else 0
        if at >= len(folded):
            return True
    return False


def _may_be_header(leaf: Leaf, rows: Sequence[Row]) -> bool:
    last = rows[-1]
    if any(p.block != rows[0][0].block for p in last):
        return False
    if len(rows) > 1 and last[0].level - rows[-2][0].level > 1.7 * max(leaf.step, 0.5):
        return False
    if len(rows) > 1 and last[0].height == 1 and "/" in last[0].block:
        return False  # a table's cell is one row
    return not any(re.fullmatch(r"[\d\s.,%-]+", p.text) or len(p.text) > 90 for p in last)


def _fuller(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a further line only goes on with the heads of columns, and is not the first words of the goods."""
    if any(re.search(r"\d", p.text) or len(p.text) > 40 for p in row):
        return False
    if not all(any(c.left < p.right and p.left < c.right for c in columns) for p in row):
        return False
    goods = next((c for c in columns if c.name == "goods"), None)
    alone = len(row) == 1 and goods is not None and row[0].left < goods.right and goods.left < row[0].right
    return not alone or _is_head(row[0].text) or row[0].text[:1].islower() or row[0].text[:1] in "(/,"


def _columns(rows: Sequence[Row]) -> tuple[Column, ...]:
    groups: list[list[Piece]] = []
    for row in rows:
        for piece in row:
            home = next((g for g in groups if any(p.beside(piece) and p.level != piece.level for p in g)), None)
            if home is None:
                groups.append([piece])
            else:
                home.append(piece)
    groups.sort(key=lambda g: min(p.left for p in g))
    columns: list[Column] = []
    for group in groups:
        text = " ".join(p.text for p in group)
        columns.append(Column(column_name(text), tuple(group), min(p.left for p in group), max(p.right for p in group)))
    return _once(columns)


def _once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Each name once: of two columns of sums the first is that without tax; of others the first keeps the name."""
    made: list[Column] = list(columns)
    seen: dict[str, int] = {}
    for index, column in enumerate(made):
        if column.name is None:
            continue
        before = seen.get(column.name)
        if before is not None and column.name == "amount":
            made[before] = replace(made[before], name="net_amount")
        elif before is not None:
            made[index] = replace(column, name=None)
            continue
        seen[column.name] = index
    return tuple(made)


def _is_header(columns: Sequence[Column]) -> bool:
    names = {c.name for c in columns if c.name}
    told = names & {"goods", "article", "marks"}
    return bool(told) and bool(names & FIGURES) and (len(names) >= 3 or len(columns) <= 3)


# ---- the rows


@lru_cache(maxsize=1)
def _carried() -> tuple[str, ...]:
    return tuple(fold(str(w)).text for w in table("documents")["carried"])


def _rows(
    leaf: Leaf,
    start: int,
    columns: tuple[Column, ...],
    goods: Goods,
    used: set[int],
    *,
    carried_over: bool = False,
) -> tuple[int, tuple[Column, ...] | None]:
    """Take rows from `start` on: where they end, and the columns if the table may go on over the page."""
    waiting: list[tuple[int, Piece]] = []
    last: tuple[int, dict[str, list[Piece]]] | None = None
    at = start
    while at < len(leaf.rows):
        row = leaf.rows[at]
        if row[0].block != columns[0].head[0].block and not row[0].block.startswith("page"):
            return at, None
        if _is_carried(row) or _is_numbering(row):
            used.add(at)
            at += 1
            continue
        if _is_sum(row):
            _take_sums(row, columns, goods, used, at)
            _hang(waiting, None, last, leaf, used)
            return at + 1, None
        cells = assign(row, columns)
        if cells is None:
            break
        if _is_line(cells) or (_is_counted(cells) and (waiting or cells.keys() & _OF_ONE_LINE)):
            if len(goods.rows) >= _MOST_ROWS:
                goods.truncated = True
                return len(leaf.rows), None
            _hang(waiting, (at, cells), last, leaf, used)
            goods.rows.append(cells)
            used.add(at)
            last, carried_over = (at, cells), False
        elif (piece := _words_under(cells, row, leaf)) is not None and (last is not None or not carried_over):
            if waiting and len(waiting) >= _DEEPEST + 2:
                break
            waiting.append((at, piece))
        elif not (carried_over and at < start + 6):  # the head of a further page
            break
        at += 1
    _hang(waiting, None, last, leaf, used)
    return max(at, start), columns if at >= len(leaf.rows) - 4 and (last or carried_over) else None


def _is_carried(row: Row) -> bool:
    text = fold(" ".join(p.text for p in row)[:80]).text.strip()
    return any(text.startswith(word) for word in _carried())


def _is_numbering(row: Row) -> bool:
    """The row "1 2 3 4" under a header, as forms have it."""
    words = [p.text.strip() for p in row]
    return (
        len(words) >= 3
        and all(re.fullmatch(r"(?:\d{1,2}[aа-я]?|[A-ZА-Я])", w) for w in words)
        and "1" in words[:3]
        and "2" in words[:5]
    )


_SUMS = frozenset({"total", "subtotal", "tax", "in_words", "insurance", "discount", "prepaid", "freight"})
_WEIGHTS = frozenset({"net_weight", "gross_weight", "packages", "quantity", "volume"})


def _is_sum(row: Row) -> bool:
    """Whether a row begins with the label of a sum ("Total", "НДС", "合计"); beside a lesser one few figures stand."""
    for piece in row[:2]:
        for label in labels_at(piece.text):
            alone = label.colon or any(c.isdigit() for c in piece.text[label.end :])
            if label.field == "total" and alone:
                return True
            if ((label.field in _SUMS and alone) or (label.field in _WEIGHTS and label.colon)) and len(row) <= 3:
                return True
    return False


def _is_line(cells: Mapping[str, list[Piece]]) -> bool:
    told = any(any(c.isalpha() for c in p.text) for n in ("goods", "article", "marks") for p in cells.get(n, ()))
    counted = [n for n in FIGURES if n in cells and any(next(figures(p.text), None) is not None for p in cells[n])]
    return told and bool(counted)


_OF_ONE_LINE = frozenset({"unit_price", "hs", "number"})
"""Columns that a row of sums leaves empty."""


def _is_counted(cells: Mapping[str, list[Piece]]) -> bool:
    """Figures without goods: the middle line of a row whose goods stand above and below it, or were not recognised."""
    counted = [n for n in FIGURES if n in cells and any(next(figures(p.text), None) is not None for p in cells[n])]
    return len(counted) >= 2 and "goods" not in cells


def _words_under(cells: Mapping[str, list[Piece]], row: Row, leaf: Leaf) -> Piece | None:  # noqa: ARG001
    """The words of a line that goes on with the goods of a row and holds nothing else."""
    if set(cells) - {"goods"} or len(row) != 1:
        return None
    piece = row[0]
    if piece.height == 1 and "/" in piece.block:
        return None
    if any(label.colon for label in labels_at(piece.text)) or len(piece.text) > 110:
        return None
    return piece


def _hang(
    waiting: list[tuple[int, Piece]],
    following: tuple[int, dict[str, list[Piece]]] | None,
    last: tuple[int, dict[str, list[Piece]]] | None,
    leaf: Leaf,
    used: set[int],
) -> None:
    """Give lines of words to the row above or below, whichever they stand nearer to; above where neither is nearer."""
    if not waiting:
        return
    levels = [leaf.rows[n][0].level for n, _ in waiting]
    split = len(waiting) if following is None else 0 if last is None else _widest(levels, last, following, leaf)
    for index, (number, piece) in enumerate(waiting):
        home = last if index < split else following
        if home is None:
            continue
        cells = home[1].setdefault("goods", [])
        if index < split and _far(leaf, number, home[0], index):
            break
        cells.insert(len(cells) if index < split else index - split, piece)
        used.add(number)
    waiting.clear()


def _far(leaf: Leaf, number: int, home: int, index: int) -> bool:
    above = leaf.rows[number - 1][0].level if index else leaf.rows[home][0].level
    return leaf.rows[number][0].level - above > 1.9 * max(leaf.step, 0.5) and number - home > 1


def _widest(
    levels: Sequence[float],
    last: tuple[int, dict[str, list[Piece]]],
    following: tuple[int, dict[str, list[Piece]]],
    leaf: Leaf,
) -> int:
    """How many of the waiting lines stand above the widest gap."""
    chain = [leaf.rows[last[0]][0].level, *levels, leaf.rows[following[0]][0].level]
    gaps = [b - a for a, b in pairwise(chain)]
    widest = max(gaps)
    if widest < 1.15 * min(gaps):
        return len(levels)
    return gaps.index(widest)


def _take_sums(row: Row, columns: Sequence[Column], goods: Goods, used: set[int], at: int) -> None:
    """A row of sums with several figures under their columns; a single one is left to the labels."""
    cells = assign(row[1:], columns) if len(row) > 2 else None
    if cells is None or not any(label.field == "total" for label in labels_at(row[0].text)):
        return
    names = {"amount": "total", "quantity": "quantity", "net_weight": "net_weight", "gross_weight": "gross_weight",
             "packages": "packages", "volume": "volume", "tax": "tax", "net_amount": "subtotal"}  # fmt: skip
    made = list(_sums(cells, names))
    if len(made) >= 2:
        used.add(at)
        goods.totals += [(name, piece, row[0]) for name, piece in made]


def _sums(cells: Mapping[str, list[Piece]], names: Mapping[str, str]) -> Iterator[tuple[str, Piece]]:
    for column, pieces in cells.items():
        if column in names and next(figures(pieces[0].text), None) is not None:
            yield names[column], pieces[0]
