"""What the figures of a paper prove: which sign is its decimal mark, and whether its sums come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from averment.extract.documents.figures import Figure
from averment.extract.values.numbers import plain


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of one line of goods, where they stand on it."""

    quantity: Figure | None
    price: Figure | None
    amount: Figure | None


@dataclass(frozen=True, slots=True)
class Convention:
    """How the paper writes its figures: the decimal mark ("point", "comma"; None: open) and how that was told."""

    mark: str | None
    rule: str | None = None

    def read(self, figure: Figure) -> tuple[Decimal, ...]:
        """The values a figure may have under this convention."""
        if len(figure.readings) == 1 or self.mark is None:
            return figure.readings
        chosen = figure.point if self.mark == "point" else figure.comma
        return figure.readings if chosen is None else (chosen,)


def convention(sums: Sequence[Sum], total: Figure | None, seen: Iterable[Figure]) -> Convention:
    """The decimal mark of a paper: proved by its other figures, else by its own arithmetic, else open."""
    marks = {mark for figure in seen if (mark := figure.mark) is not None}
    if len(marks) == 1:
        return Convention(marks.pop(), "as the other figures of the paper are written")
    if len(marks) > 1:
        return Convention(None)
    score = {mark: _score(Convention(mark), sums, total) for mark in ("point", "comma")}
    good, bad = zip(*score.values(), strict=True)
    if good[0] and not bad[0] and (bad[1] or good[0] > good[1]):
        return Convention("point", "decided by quantity × price = amount and the total")
    if good[1] and not bad[1] and (bad[0] or good[1] > good[0]):
        return Convention("comma", "decided by quantity × price = amount and the total")
    return Convention(None)


def _score(way: Convention, sums: Sequence[Sum], total: Figure | None) -> tuple[int, int]:
    """How many calculations come out and how many do not, when the figures are read this way."""
    good = bad = 0
    for line in sums:
        holds = line_holds(line, way)
        good, bad = good + (holds is True), bad + (holds is False)
    amounts = [way.read(s.amount) for s in sums if s.amount is not None]
    if total is not None and amounts and len(amounts) == len(sums) and all(len(a) == 1 for a in amounts):
        sought = way.read(total)
        if len(sought) == 1:
            holds = abs(sum((a[0] for a in amounts), Decimal(0)) - sought[0]) <= Decimal("0.05")
            good, bad = good + holds, bad + (not holds)
    return good, bad


def line_holds(line: Sum, way: Convention) -> bool | None:
    """Whether quantity × price is the amount, to the rounding of the price; None where a figure is missing or open."""
    if line.quantity is None or line.price is None or line.amount is None:
        return None
    quantity, price, amount = (way.read(f) for f in (line.quantity, line.price, line.amount))
    if len(quantity) != 1 or len(price) != 1 or len(amount) != 1:
        return None
    return close(quantity[0] * price[0], amount[0], quantity[0], price[0])


def close(product: Decimal, amount: Decimal, quantity: Decimal, price: Decimal) -> bool:
    """Equal to half of the last figure of the price for each piece, and a cent for the sum."""
    exponent = price.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    slack = abs(quantity) * Decimal(5).scaleb(-max(places, 2) - 1) + Decimal("0.011")
    return abs(product - amount) <= slack


def shown(value: Decimal) -> str:
    """A figure for a message: no exponent, no needless noughts."""
    return f"{plain(value):,}"
