"""What a paper says as claims: seller and buyer, each line of goods, who signs.

The words of a claim are a stretch of the paper: from the seller to the buyer, or one line of goods. A claim is made
only where the ends are named beyond doubt: one seller, one buyer, no "he himself".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from averment.claim import Claim, Span, Term, Triple
from averment.extract.documents.kinds import medium_of, modality_of
from averment.extract.documents.making import PAPERS
from averment.mention import Mention
from averment.paper import Field, Line, Paper
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading
from averment.stance import Modality, Stance
from averment.voice import Medium, Role, Voice

_LONGEST = 900
"""Characters of the stretch from one party to the other; of more, only the second party's words are quoted."""
_CARRIAGE = frozenset({"bill_of_lading", "air_waybill", "consignment_note", "packing_list", "declaration"})
_SALE = frozenset({"invoice", "proforma", "contract", "order"})


def statements(paper: Paper, reading: Reading, mentions: Mapping[str, Mention]) -> Iterator[Claim]:
    """The claims of one paper; `mentions` by id, in the order of their places."""
    if paper.kind == "letter":
        yield from _signed(paper, reading, mentions)
        return
    giver, taker, between, each = _ends(paper)
    if giver is None:
        return
    facts = _facts(paper)
    if taker is not None and giver.text.casefold() != taker.text.casefold():
        triple = Triple(_term(giver, mentions), between, _term(taker, mentions), facts)
        yield _claim(paper, reading, _stretch(giver, taker), triple)
    if paper.kind not in _SALE | _CARRIAGE:
        return
    for line in paper.lines:
        goods = line.get("goods") or line.get("article")
        if goods is None or not any(c.isalpha() for c in goods.words[0].text):
            continue
        qualifiers = {**_line_facts(line), **{k: v for k, v in facts.items() if k in ("date", "paper", "contract")}}
        if taker is not None:
            qualifiers["to"] = taker.text
        triple = Triple(_term(giver, mentions), each, _goods(goods, mentions), qualifiers)
        yield _claim(paper, reading, (line.place.start, line.place.end), triple)
    yield from _made(paper, reading, mentions)


def _ends(paper: Paper) -> tuple[Field | None, Field | None, str, str]:
    """Who gives and who takes on a paper of this kind, and the predicates between them and for the goods."""
    if paper.kind in _SALE:
        return _only(paper, "seller", "issuer", "exporter"), _only(paper, "buyer"), "supplier_to", "supplied"
    giver = _only(paper, "consignor", "exporter", "seller", "issuer")
    return giver, _only(paper, "consignee", "importer", "buyer"), "shipped_to", "shipped"


def _only(paper: Paper, *roles: str) -> Field | None:
    """The one party in the first of these roles that the paper names; None where two are named, or none by name."""
    for role in roles:
        found = [f for f in paper.fields if f.name == role]
        if found:
            named = [f for f in found if f.mention is not None and not f.value.get("same_as")]
            return named[0] if len(named) == 1 == len(found) else None
    return None


def _term(field: Field, mentions: Mapping[str, Mention]) -> Term:
    mention = mentions.get(field.mention or "")
    words = field.words[0]
    return Term(words.text, field.mention, mention.schema if mention else None, words.start, words.end)


def _goods(field: Field, mentions: Mapping[str, Mention]) -> Term:
    """The product named in the words of the goods, where there is one; else those words."""
    words = field.words[0]
    ordered = tuple(mentions.values())
    first = bisect_left(ordered, words.start, key=lambda m: m.place.start)
    last = bisect_left(ordered, words.end, key=lambda m: m.place.start)
    named = [m for m in ordered[first:last] if m.schema in ("Good", "Vessel") and m.place.end <= words.end]
    if len(named) == 1:
        one = named[0]
        return Term(one.text, one.id, one.schema, one.place.start, one.place.end)
    return Term(words.text, None, None, words.start, words.end)


def _facts(paper: Paper) -> dict[str, Any]:
    """Qualifiers that hold for the whole paper."""
    made: dict[str, Any] = {}
    dates = {f.value.get("edtf") for f in paper.fields if f.name == "date"}
    if len(dates) == 1 and (day := dates.pop()):
        made["date"] = day
    for name, key in (("number", "paper"), ("contract", "contract")):
        found = [f for f in paper.fields if f.name == name]
        if len({f.text for f in found}) == 1:
            made[key] = found[0].text
    totals = [f for f in paper.fields if f.name == "total" and f.value.get("amount") is not None]
    if len({f.value["amount"] for f in totals}) == 1:
        made["amount"] = totals[0].value["amount"]
        if currency := next((f.value["currency"] for f in totals if f.value.get("currency")), None) or _currency(paper):
            made["currency"] = currency
    return made


def _currency(paper: Paper) -> str | None:
    """The one currency of the paper's labelled fields and columns."""
    everything = (*paper.fields, *(f for line in paper.lines for f in line.fields))
    found = {f.value["currency"] for f in everything if f.value.get("currency")}
    return str(found.pop()) if len(found) == 1 else None


def _line_facts(line: Line) -> dict[str, Any]:
    made: dict[str, Any] = {}
    quantity, price, amount = line.get("quantity"), line.get("unit_price"), line.get("amount")
    if quantity is not None and quantity.value.get("value") is not None:
        made["quantity"] = quantity.value["value"]
        if quantity.value.get("unit"):
            made["unit"] = quantity.value["unit"]
    for key, field in (("unit_price", price), ("amount", amount)):
        if field is not None and field.value.get("amount") is not None:
            made[key] = field.value["amount"]
            if field.value.get("currency"):
                made["currency"] = field.value["currency"]
    for name in ("hs", "origin"):
        if (field := line.get(name)) is not None:
            made[name] = field.value.get("value") or field.text
    return made


def _made(paper: Paper, reading: Reading, mentions: Mapping[str, Mention]) -> Iterator[Claim]:
    """The maker of the goods, where the paper has one maker and one line."""
    maker = _only(paper, "manufacturer")
    goods = paper.lines[0].get("goods") if len(paper.lines) == 1 else None
    if maker is None or goods is None:
        return
    triple = Triple(_term(maker, mentions), "maker_of", _goods(goods, mentions))
    yield _claim(paper, reading, _stretch(maker, goods), triple)


def _signed(paper: Paper, reading: Reading, mentions: Mapping[str, Mention]) -> Iterator[Claim]:
    """Who signs a letter under a letterhead holds the office there that stands beside the name."""
    sender, signatory, position = _only(paper, "sender"), _only(paper, "signatory"), paper.get("position")
    if sender is None or signatory is None or position is None:
        return
    schemata = [m.schema if (m := mentions.get(f.mention or "")) else None for f in (signatory, sender)]
    if schemata[0] != "Person" or schemata[1] not in ("Company", "Organization", "PublicBody"):
        return
    triple = Triple(_term(signatory, mentions), "position_at", _term(sender, mentions), {"position": position.text})
    start = min(signatory.words[0].start, position.words[0].start)
    end = max(signatory.words[-1].end, position.words[-1].end)
    yield _claim(paper, reading, (start, end), triple)


def _stretch(one: Field, other: Field) -> tuple[int, int]:
    """From the first party's label to the end of the second's name, or the other way round."""
    begins = [f.label.start if f.label is not None else f.words[0].start for f in (one, other)]
    ends = [f.words[0].end for f in (one, other)]
    start, end = min(*begins, one.words[0].start, other.words[0].start), max(ends)
    return (start, end) if end - start <= _LONGEST else (min(begins[1], other.words[0].start), ends[1])


def _claim(paper: Paper, reading: Reading, stretch: tuple[int, int], triple: Triple) -> Claim:
    start, end = stretch
    words = reading.text[start:end]
    place = _place(reading, start, end)
    record = paper.kind != "letter" and medium_of(paper.kind) == "record"
    medium = Medium.RECORD if record else Medium.DOCUMENT
    modality = Modality.FACT if paper.kind == "letter" else Modality(modality_of(paper.kind))
    voices: tuple[Voice, ...] = ()
    if paper.title is not None:
        voices = (Voice(paper.title.text, Role.DOCUMENT, medium, paper.title.start, paper.title.end),)
    return Claim(
        place, words, Span(start, end, words), Stance.ASSERTS, PAPERS.id, None, voices, modality, False, (triple,)
    )


def _place(reading: Reading, start: int, end: int) -> Place:
    first = max(bisect_right(reading.passages, start, key=lambda p: p.start) - 1, 0)
    last = bisect_left(reading.passages, end, key=lambda p: p.start)
    touched = [p for p in reading.passages[first:last] if p.end > start]
    if len(touched) == 1:
        return touched[0].place(start, end)
    return _over(touched, start, end)


def _over(touched: Sequence[Passage], start: int, end: int) -> Place:
    first = touched[0]
    boxes = [b for p in touched if (b := p.place(max(start, p.start), min(end, p.end)).box) is not None]
    same_page = all(p.page == first.page for p in touched)
    box = None
    if boxes and same_page:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        box = (min(lefts), min(bottoms), max(rights), max(tops))
    part = first.part if all(p.part == first.part for p in touched) else None
    return Place(first.source, start, end, page=first.page, box=box, sheet=first.sheet, part=part)
