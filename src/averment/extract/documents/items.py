"""Lines of goods that are written out: "Item 1: survey craft, 6 pieces, 214,000 yuan each"."""

import re
from collections.abc import Iterator

from averment.extract.documents.making import Maker, place_over
from averment.extract.documents.pieces import Leaf, Piece, part
from averment.mention import Mention
from averment.paper import Field, Line

_ITEM = re.compile(
    r"(?:(?:Item|Pos(?:ition)?|Line|Товар|Позиция|Поз|Пункт)\.?\s*(?:No\.?|№)?\s*\d{1,3}|(?:第\d{1,3}项|项目\s*\d{1,3}))\s*[:：.)-]\s*(?P<goods>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_EACH = re.compile(r"(?:each|apiece|per|за (?:шт|ед|единицу|каждый|штуку)|по цене|单价|每)", re.IGNORECASE)
_MOST = 200


def is_item(text: str) -> bool:
    """Whether words begin as a written-out item does."""
    return _ITEM.match(text) is not None


def item_lines(leaf: Leaf, maker: Maker) -> Iterator[Line]:
    """Every written-out item of a leaf that has a quantity or a sum beside its goods."""
    count = 0
    for row in leaf.rows:
        for piece in row:
            match = _ITEM.match(piece.text)
            if match is None or count >= _MOST:
                continue
            line = _line(piece, piece.start + match.start("goods"), maker)
            if line is not None:
                count += 1
                yield line


def _line(piece: Piece, start: int, maker: Maker) -> Line | None:
    found = [m for m in maker.near(start, piece.end) if m.place.start >= start and m.place.end <= piece.end]
    counted = [m for m in found if m.schema == "Quantity"]
    paid = [m for m in found if m.schema == "Money" and m.value.get("amount") is not None]
    edge = min((m.place.start for m in [*counted, *paid]), default=None)
    if edge is None or edge <= start:
        return None
    words = piece.text[start - piece.start : edge - piece.start].rstrip(" ,;:–—-(")
    if not any(c.isalpha() for c in words):
        return None
    goods = part(piece, start, start + len(words))
    made: list[Field] = [maker.field("goods", [goods])]
    if counted:
        made.append(_quantity(piece, counted[0], maker))
    for mention in paid[:2]:
        made.append(_money(piece, mention, maker))
    return Line(place_over(piece.passage.source, [piece]), tuple(made))


def _quantity(piece: Piece, mention: Mention, maker: Maker) -> Field:
    value = {k: mention.value[k] for k in ("value", "unit", "unit_text") if mention.value.get(k) is not None}
    return maker.field("quantity", [part(piece, mention.place.start, mention.place.end)], value)


def _money(piece: Piece, mention: Mention, maker: Maker) -> Field:
    at = mention.place.start - piece.start, mention.place.end - piece.start
    around = piece.text[max(0, at[0] - 12) : at[1] + 12]
    name = "unit_price" if mention.value.get("per") or _EACH.search(around) else "amount"
    value = {k: mention.value[k] for k in ("amount", "currency", "ambiguous") if k in mention.value}
    return maker.field(name, [part(piece, mention.place.start, mention.place.end)], value)
