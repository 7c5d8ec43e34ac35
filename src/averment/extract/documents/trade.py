"""A paper of trade as a record: its labelled fields, its lines of goods, what is not stated, what was checked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from averment.claim import Span
from averment.extract.documents import values
from averment.extract.documents.arithmetic import Convention, Sum, convention
from averment.extract.documents.checks import checks
from averment.extract.documents.contracts import named_parties
from averment.extract.documents.fields import Labelled, attached, labelled
from averment.extract.documents.figures import Figure, figures
from averment.extract.documents.grid import Goods, table_of
from averment.extract.documents.items import item_lines
from averment.extract.documents.kinds import Segment, Title, enough, expects, untitled
from averment.extract.documents.labels import kind_of
from averment.extract.documents.lines import as_line
from averment.extract.documents.making import PAPERS, Maker, place_over, span
from averment.extract.documents.parties import is_nothing, is_same_as, name_in, schema_of
from averment.extract.documents.pieces import Leaf, Piece, part
from averment.paper import PARTIES, Check, Field, Line, Missing, Paper
from averment.place import Place

OWN = {"invoice": "invoice", "proforma": "invoice", "contract": "contract", "order": "order",
       "bill_of_lading": "bl_number", "air_waybill": "awb_number", "consignment_note": "awb_number"}  # fmt: skip
"""The field by which other papers name a paper of this kind: on the paper itself it is the number."""
_CARRIAGE = frozenset({"bill_of_lading", "air_waybill", "consignment_note", "declaration", "certificate_of_origin"})
_MOST_FIELDS = 400


@dataclass(slots=True)
class _Draft:
    """What is known of a paper while it is put together."""

    kind: str
    maker: Maker
    way: Convention
    exact: bool
    fields: list[Field]
    blank: dict[str, str]


def continued(segment: Segment) -> tuple[Segment, tuple[Leaf, ...]]:
    """The pages that go on with the paper of the first, and those after it that are something else.

    A page goes on with it by a table of goods or by two labelled fields.
    """
    if segment.title is None or len(segment.leaves) == 1:
        return segment, ()
    goods = table_of(segment.leaves)
    last = 1
    for number, leaf in enumerate(segment.leaves[1:], start=1):
        used = frozenset(goods.used.get(number, ()))
        if not used and sum(bool(e.value) for e in labelled(leaf, used)) < _LABELS_OF_A_PAGE:
            break
        last = number + 1
    return replace(segment, leaves=segment.leaves[:last]), segment.leaves[last:]


_LABELS_OF_A_PAGE = 2


def trade_paper(segment: Segment, maker: Maker, source: str) -> Paper | None:
    """The record of pages that are a paper of trade; None when they are not."""
    goods = table_of(segment.leaves)
    title = segment.title
    found = [
        entry
        for number, leaf in enumerate(segment.leaves)
        for entry in labelled(leaf, frozenset(goods.used.get(number, ())))
        if title is None or entry.label.start != title.piece.start
    ][:_MOST_FIELDS]
    items = [] if goods.rows else [item for leaf in segment.leaves for item in item_lines(leaf, maker)]
    names = {e.field for e in found if e.value and kind_of(e.field) != "text"}
    kind = title.kind if title else untitled(names, len(goods.rows))
    if kind is None:
        return None
    if not enough(kind, _candidate_names(found, goods, kind), len(goods.rows) + len(items)):
        return None
    exact = any(leaf.exact for leaf in segment.leaves)
    way = _convention(goods, found, exact)
    draft = _Draft(kind, maker, way, exact, [], {})
    _title_fields(draft, segment)
    for entry, of in attached(found):
        _take(draft, entry, of)
    if kind == "contract":
        draft.fields += named_parties(segment, maker, {f.name for f in draft.fields})
    _sums(draft, goods)
    _issuer(draft, segment)
    lines = [*(as_line(row, goods.heads, maker, way, exact, source) for row in goods.rows), *items]
    fields = _once(draft.fields)
    if not enough(kind, {f.name for f in fields if f.name != "own_number"}, len(lines)):
        return None
    return _paper(draft, segment, source, fields, lines, goods)


def _candidate_names(found: Sequence[Labelled], goods: Goods, kind: str) -> set[str]:
    return {_named(e, kind) or "" for e in found if e.value} - {""} | {name for name, _, _ in goods.totals}


def _title_span(title: Title) -> Span:
    """The words of a title with the number that follows on its line."""
    if title.rest is None:
        return span(title.piece)
    start, end = title.piece.start, title.rest.end
    passage = title.piece.passage
    return Span(start, end, passage.text[start - passage.start : end - passage.start])


def _paper(
    draft: _Draft, segment: Segment, source: str, fields: list[Field], lines: Sequence[Line], goods: Goods
) -> Paper:
    title = segment.title
    labels = [f.label for f in fields if f.label is not None]
    why = [f"its title: {title.piece.text}"] if title else ["its labels, without a title"]
    named = list(dict.fromkeys(f.name for f in fields if f.label is not None))
    why.append(f"{len(named)} labelled fields: {', '.join(named)}")
    if lines:
        why.append(f"{len(lines)} line{'s' if len(lines) != 1 else ''} of goods")
    first = [p for leaf in segment.leaves for row in leaf.rows for p in row]
    spans = [s for f in fields for s in f.words] + labels
    edges = [p for p in first if any(p.start < s.end and p.end > s.start for s in spans)] if len(first) < 800 else first
    place = place_over(source, [*edges, *([title.piece] if title else [])])
    place = Place(source, place.start, place.end, page=place.page, sheet=place.sheet, part=place.part)
    made = Paper(
        place, draft.kind, tuple(why), PAPERS.id, _title_span(title) if title else None, tuple(fields), tuple(lines)
    )
    made = replace(made, checks=tuple(checks(made, draft.way)))
    if goods.truncated or segment.truncated or any(leaf.truncated for leaf in segment.leaves):
        kept = tuple(c for c in made.checks if c.name != "sum")  # what was left out may well make up the difference
        more = f"it is longer than is looked at: {len(lines):,} lines of goods were taken"
        made = replace(made, checks=(*kept, Check("truncated", False, more, str(place))))
    return replace(made, not_stated=tuple(_missing(made, draft.blank, goods)))


# ---- fields


def _title_fields(draft: _Draft, segment: Segment) -> None:
    title = segment.title
    if title is None or title.rest is None:
        return
    read = values.number(title.rest, draft.way)
    if read is not None:
        piece, value = read
        draft.fields.append(draft.maker.field("number", [piece], value, label=title.piece))
    day = values.date(title.rest, draft.way)
    if day is not None and (read is None or day[0].start >= read[0].end):
        draft.fields.append(draft.maker.field("date", [day[0]], day[1], label=title.piece))


def _named(entry: Labelled, kind: str) -> str | None:
    """What a label stands for on a paper of this kind; None where it says nothing there."""
    candidates = entry.fields
    own = OWN.get(kind)
    if own in candidates:
        return "number"
    if len(candidates) > 1:
        others = [c for c in candidates if c not in ("number", "own_number")]
        if "number" in candidates and others:
            candidates = tuple(others)
    name = candidates[0]
    if name == "own_number":
        return "own_number"
    if name in ("sender", "recipient"):
        return _sender_or_recipient(name, entry, kind)
    if name == "subject":
        return None
    return name


def _sender_or_recipient(name: str, entry: Labelled, kind: str) -> str | None:
    if kind in _CARRIAGE:
        return "consignor" if name == "sender" else "consignee"
    found = name_in(entry.value[0].text) if entry.value else None
    if found is None or schema_of(entry.value[0].text[found[0] : found[1]]) != "Company":
        return None
    return "issuer" if name == "sender" else "buyer"


def _take(draft: _Draft, entry: Labelled, of: str | None) -> None:
    """Add the field of a label, or note that nothing stands beside it."""
    name = _named(entry, draft.kind)
    if name is None:
        return
    if not entry.value or is_nothing(entry.value[0].text):
        draft.blank.setdefault(name, str(entry.label.passage.place(entry.label.start, entry.label.end)))
        return
    if name == "own_number" and any(f.name == "number" for f in draft.fields):
        return
    kind = kind_of(entry.field if entry.field in ("sender", "recipient") else name if name != "issuer" else "seller")
    if kind == "party":
        _take_party(draft, name, entry, of)
    elif kind == "code":
        _take_code(draft, name, entry, of)
    elif kind in ("money", "quantity"):
        read = (
            values.money(entry.value[0], draft.way, exact=draft.exact, column=entry.label.text)
            if kind == "money"
            else values.quantity(entry.value[0], draft.way, exact=draft.exact)
        )
        if read is not None and len(entry.value[0].text) < 90:
            draft.fields.append(draft.maker.field(name, [read[0]], read[1], label=entry.label, of=of))
    else:
        _take_plain(draft, name, kind, entry, of)


def _take_plain(draft: _Draft, name: str, kind: str, entry: Labelled, of: str | None) -> None:
    read = values.READERS[kind](entry.value[0], draft.way)
    if read is None or (kind == "text" and len(entry.value[0].text) > 400):
        return
    name = "number" if name == "own_number" else name
    pieces = [read[0], *(entry.value[1:] if kind == "text" else ())]
    made = draft.maker.field(name, pieces, read[1], label=entry.label, of=of)
    draft.fields.append(made)
    if name == "number" and "date" in made.value and not any(f.name == "date" for f in draft.fields):
        day = values.date(entry.value[0], draft.way)
        if day is not None:
            draft.fields.append(draft.maker.field("date", [day[0]], day[1], label=entry.label))


def _take_code(draft: _Draft, name: str, entry: Labelled, of: str | None) -> None:
    read = values.code(entry.value[0], name)
    if read is None:
        return
    draft.fields.append(draft.maker.field(name, [read[0]], read[1], label=entry.label, of=of))
    if name == "inn":
        after = entry.value[0].text[read[0].end - entry.value[0].start :]
        kpp = re.match(r"\s*/\s*(\d{9})(?!\d)", after)
        if kpp:
            piece = part(entry.value[0], read[0].end + kpp.start(1), read[0].end + kpp.end(1))
            draft.fields.append(
                draft.maker.field("kpp", [piece], {"value": piece.text, "valid": None}, label=entry.label, of=of)
            )


def _take_party(draft: _Draft, name: str, entry: Labelled, of: str | None) -> None:
    """The name of a party, and the rest of its words as its address. `party_name` is a name under a party's label."""
    first = entry.value[0]
    role = (of or name) if name == "party_name" else name
    if role == "party_name":
        return
    if is_same_as(first.text):
        draft.fields.append(draft.maker.field(role, [first], {"same_as": _whom(draft, role)}, label=entry.label))
        return
    found = name_in(first.text)
    if found is None:
        if re.match(r"(?:to )?(?:the )?order\b|по приказу|凭指示", first.text, re.IGNORECASE):
            draft.fields.append(draft.maker.field(role, [first], {"to_order": True}, label=entry.label))
        return
    piece = part(first, first.start + found[0], first.start + found[1])
    if role == "signatory" and schema_of(piece.text) != "Person" and not _is_person(draft, piece):
        return
    made = draft.maker.party(role, piece, entry.label)
    draft.fields.append(made)
    if role == "signatory":
        return
    rest = first.text[found[1] :]
    stripped = rest.strip(" ,;:.-–—\n")
    address = []
    if stripped:
        at = first.start + found[1] + rest.index(stripped)
        address.append(part(first, at, at + len(stripped)))
    address += entry.value[1:]
    if address:
        draft.fields.append(draft.maker.field("address", address, {}, label=None, of=role))


def _is_person(draft: _Draft, piece: Piece) -> bool:
    return any(m.schema == "Person" and m.place.start == piece.start for m in draft.maker.near(piece.start, piece.end))


def _whom(draft: _Draft, role: str) -> str | None:
    """Which party "the same" is: the one that stands right before it on the paper."""
    before = [f.name for f in draft.fields if f.name in PARTIES and f.name != role]
    return before[-1] if before else None


def _sums(draft: _Draft, goods: Goods) -> None:
    """Figures under their columns in a row of sums."""
    for name, piece, label in goods.totals:
        head = " ".join(p.text for p in goods.heads.get("amount", ()))
        if kind_of(name) == "money":
            read = values.money(piece, draft.way, exact=draft.exact, column=f"{label.text} {head}")
        else:
            read = values.quantity(piece, draft.way, exact=draft.exact)
        if read is not None:
            draft.fields.append(draft.maker.field(name, [read[0]], read[1], label=label))


def _issuer(draft: _Draft, segment: Segment) -> None:
    """A company at the head of the paper, above its title, where nobody is labelled as the seller."""
    if segment.title is None or any(
        f.name in ("seller", "exporter", "consignor", "issuer", "sender") for f in draft.fields
    ):
        return
    taken = {(s.start, s.end) for f in draft.fields for s in f.words}
    for row in segment.leaves[0].rows[: min(segment.title.row, 4)]:
        for piece in row[:1]:
            found = name_in(piece.text)
            if found is None or found[0] or schema_of(piece.text[: found[1]]) != "Company":
                continue
            name = part(piece, piece.start, piece.start + found[1])
            if (name.start, name.end) not in taken and len(piece.text) - found[1] < 60:
                draft.fields.append(draft.maker.party("issuer", name, None))
                return


def _once(fields: Sequence[Field]) -> list[Field]:
    """Each field once: the same words under the same name, as the head of every page repeats them, count once."""
    seen: set[tuple[str, str | None, str]] = set()
    made: list[Field] = []
    for field in fields:
        key = (field.name, field.of, field.text.casefold())
        if key not in seen and field.name != "own_number":
            seen.add(key)
            made.append(field)
    return sorted(made, key=lambda f: (f.words[0].start, f.words[-1].end, f.name))


# ---- figures


def _convention(goods: Goods, found: Sequence[Labelled], exact: bool) -> Convention:
    sums = [Sum(*(_figure(row.get(c), exact) for c in ("quantity", "unit_price", "amount"))) for row in goods.rows]
    totals = [e.value[0] for e in found if e.field == "total" and e.value]
    totals += [piece for name, piece, _ in goods.totals if name == "total"]
    total = _figure(totals[-1:], exact) if totals else None
    seen = [
        f
        for row in goods.rows[:300]
        for name in ("unit_price", "amount", "net_amount", "net_weight", "gross_weight", "tax")
        for p in row.get(name, ())
        for f in figures(p.text, exact=exact)
    ]
    seen += [f for e in found if kind_of(e.field) == "money" and e.value for f in figures(e.value[0].text, exact=exact)]
    return convention(sums, total, seen)


def _figure(pieces: Sequence[Piece] | None, exact: bool) -> Figure | None:
    return next(figures(pieces[0].text, exact=exact), None) if pieces else None


# ---- what is not stated

_SAME = {
    "seller": ("seller", "issuer"),
    "bank": ("bank", "account", "swift", "bik"),
    "consignor": ("consignor", "exporter"),
    "consignee": ("consignee", "importer"),
    "discharge_port": ("discharge_port",),
    "total": ("total",),
}


def _missing(paper: Paper, blank: dict[str, str], goods: Goods) -> Iterator[Missing]:
    stated = {f.name for f in paper.fields} | {f.name for line in paper.lines for f in line.fields} | set(goods.heads)
    if any(f.value.get("currency") for f in (*paper.fields, *(f for line in paper.lines for f in line.fields))):
        stated.add("currency")
    for name in expects(paper.kind):
        if stated & set(_SAME.get(name, (name,))):
            continue
        if name in blank:
            yield Missing(name, "blank", blank[name])
        else:
            yield Missing(name, "absent")
