"""A row of a table of goods as a line of the record."""

from collections.abc import Mapping, Sequence

from averment.extract.documents import values
from averment.extract.documents.arithmetic import Convention
from averment.extract.documents.figures import unit_code, unit_in
from averment.extract.documents.making import Maker, place_over
from averment.extract.documents.pieces import Piece
from averment.paper import Field, Line

_MONEY = frozenset({"unit_price", "amount", "net_amount", "tax"})
_COUNTED = frozenset({"quantity", "net_weight", "gross_weight", "packages", "volume"})
_ORDER = ("number", "article", "goods", "hs", "origin", "quantity", "unit", "unit_price", "net_amount", "tax", "amount",
          "packages", "net_weight", "gross_weight", "volume", "marks")  # fmt: skip


def as_line(
    row: Mapping[str, Sequence[Piece]],
    heads: Mapping[str, tuple[Piece, ...]],
    maker: Maker,
    way: Convention,
    exact: bool,
    source: str,
) -> Line:
    """The fields of a row, in a fixed order; a cell that is not of its column's kind is left out."""
    made: list[Field] = []
    for name in _ORDER:
        pieces = row.get(name)
        if pieces:
            field = _field(name, pieces, heads.get(name, ()), maker, way, exact)
            if field is not None:
                made.append(field)
    _unit(made)
    kept = [p for name in _ORDER for p in row.get(name, ())]
    return Line(place_over(source, kept), tuple(made))


def _field(
    name: str, pieces: Sequence[Piece], head: tuple[Piece, ...], maker: Maker, way: Convention, exact: bool
) -> Field | None:
    label = head[0] if head else None
    words = " ".join(p.text for p in head)
    if name in _MONEY:
        read = values.money(pieces[0], way, exact=exact, column=words)
    elif name in _COUNTED:
        read = values.quantity(pieces[0], way, exact=exact)
        unit = unit_in(words)
        if read is not None and "unit" not in read[1] and unit is not None:
            read[1]["unit"] = unit
    elif name == "hs":
        read = values.code(pieces[0], "hs")
    elif name == "origin":
        read = values.country(pieces[0], way)
    elif name == "unit":
        code = unit_code(pieces[0].text)
        read = (pieces[0], {"unit": code} if code else {})
    else:
        return maker.field(name, list(pieces), {}, label=label)
    return None if read is None else maker.field(name, [read[0]], read[1], label=label)


def _unit(made: list[Field]) -> None:
    """The unit of its own column belongs to the quantity."""
    unit = next((f for f in made if f.name == "unit"), None)
    at = next((i for i, f in enumerate(made) if f.name == "quantity"), None)
    if unit is None or at is None or "unit" in made[at].value:
        return
    quantity = made[at]
    value = {**quantity.value, **unit.value, "unit_text": unit.text}
    made[at] = Field(
        quantity.name, quantity.words, quantity.place, value, quantity.label, None, None, quantity.confidence
    )
