"""What a paper's own figures, numbers and dates say of one another. A check that fails is shown, never corrected."""

from collections.abc import Iterator
from decimal import Decimal

from averment.extract.documents.arithmetic import Convention, close, shown
from averment.paper import Check, Field, Line, Paper


def checks(paper: Paper, way: Convention) -> Iterator[Check]:
    """Line amounts, the total, check digits, the order of days."""
    for number, line in enumerate(paper.lines, start=1):
        found = _line(line, number)
        if found is not None:
            yield found
    total = _total(paper)
    if total is not None:
        yield total
    for field in (*paper.fields, *(f for line in paper.lines for f in line.fields)):
        if field.value.get("valid") is not None:
            yield _digits(field)
    yield from _days(paper)
    everything = (*paper.fields, *(f for line in paper.lines for f in line.fields))
    if way.rule and any(f.value.get("rule") == way.rule for f in everything):
        yield Check("decimal_mark", True, f"the decimal mark is a {way.mark}: {way.rule}")


def number_of(field: Field | None, key: str) -> Decimal | None:
    """A field's number, None where it is missing or open."""
    if field is None or field.value.get(key) is None:
        return None
    return Decimal(str(field.value[key]))


def _line(line: Line, number: int) -> Check | None:
    quantity = number_of(line.get("quantity"), "value")
    price, amount = number_of(line.get("unit_price"), "amount"), number_of(line.get("amount"), "amount")
    if quantity is None or price is None or amount is None:
        return None
    said = f"line {number}: {shown(quantity)} × {shown(price)} = {shown(quantity * price)}"
    net, tax = number_of(line.get("net_amount"), "amount"), number_of(line.get("tax"), "amount")
    where = str(line.place)
    if close(quantity * price, amount, quantity, price):
        return Check("line_amount", True, said, where)
    if net is not None and close(quantity * price, net, quantity, price):
        return Check("line_amount", True, said, where)
    if tax is not None and close(quantity * price + tax, amount, quantity, price):
        return Check("line_amount", True, f"{said}, and {shown(tax)} of tax", where)
    return Check("line_amount", False, f"{said}, and the paper says {shown(amount)}", where)


def _total(paper: Paper) -> Check | None:
    totals = [t for f in paper.fields if f.name == "total" and (t := number_of(f, "amount")) is not None]
    amounts = [_amount(line) for line in paper.lines]
    if not totals or not amounts or any(a is None for a in amounts):
        return None
    added = sum((a for a in amounts if a is not None), Decimal(0))
    extra = {n: number_of(paper.get(n), "amount") for n in ("tax", "freight", "insurance", "discount", "prepaid")}
    where = next(str(f.place) for f in paper.fields if f.name == "total")
    last = totals[-1]
    for total in totals:
        for label, value in _ways(added, extra):
            if abs(value - total) <= Decimal("0.011") * max(1, len(amounts)) and abs(value - total) < 1:
                return Check("sum", True, f"{label} = {shown(total)}, the total", where)
    return Check("sum", False, f"the lines add up to {shown(added)}, and the total is {shown(last)}", where)


def _amount(line: Line) -> Decimal | None:
    """The amount of a line as the paper gives it, else quantity × price."""
    amount = number_of(line.get("amount"), "amount")
    if amount is not None:
        return amount
    if line.get("amount") is not None:
        return None
    quantity, price = number_of(line.get("quantity"), "value"), number_of(line.get("unit_price"), "amount")
    return None if quantity is None or price is None else quantity * price


def _ways(added: Decimal, extra: dict[str, Decimal | None]) -> Iterator[tuple[str, Decimal]]:
    """The lines, then with the charges that the paper names."""
    yield f"the lines add up to {shown(added)}", added
    charges = sum((v for k, v in extra.items() if v is not None and k in ("freight", "insurance")), Decimal(0))
    off = sum((abs(v) for k, v in extra.items() if v is not None and k in ("discount", "prepaid")), Decimal(0))
    tax = extra["tax"] or Decimal(0)
    for plus, minus in ((tax, Decimal(0)), (charges, Decimal(0)), (charges, off), (charges + tax, off), (tax, off)):
        if plus or minus:
            less = f" − {shown(minus)}" if minus else ""
            yield f"the lines add up to {shown(added)}; + {shown(plus)}{less}", added + plus - minus


def _digits(field: Field) -> Check:
    holds = bool(field.value["valid"])
    whose = f" of the {field.of.replace('_', ' ')}" if field.of else ""
    outcome = "its check digit holds" if holds else "its check digit does not hold"
    return Check(
        "check_digit", holds, f"{field.name.replace('_', ' ')}{whose} {field.text}: {outcome}", str(field.place)
    )


def _days(paper: Paper) -> Iterator[Check]:
    """A contract is not younger than the paper under it, nor a payment due before it was asked for."""
    own, due = _day(paper.get("date")), _day(paper.get("due_date"))
    contract = paper.get("contract")
    agreed = contract.value.get("date", {}).get("edtf") if contract is not None else None
    if own and due:
        message = f"dated {own}, due {due}"
        yield Check("date_order", due >= own, message if due >= own else f"{message}: due before it was written")
    if own and agreed and len(agreed) == 10:
        message = f"dated {own}, under a contract of {agreed}"
        yield Check("date_order", agreed <= own, message if agreed <= own else f"{message}: the contract is later")


def _day(field: Field | None) -> str | None:
    day = field.value.get("edtf") if field is not None else None
    return day if isinstance(day, str) and len(day) == 10 else None
