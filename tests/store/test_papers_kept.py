"""A paper comes out of the ledger as it went in, and goes with its source's text."""

from pathlib import Path

from averment.claim import Span
from averment.extraction import Extraction
from averment.paper import Check, Field, Line, Missing, Paper
from averment.place import Place
from averment.store.ledger import Ledger
from averment.store.papers import papers_of
from tests.store.records import METHOD, put, reading, source

TEXT = "INVOICE 7\nSeller: Brindle FZE\nrope 4 5.00"


def field(name: str, words: str, **more: object) -> Field:
    at = TEXT.index(words)
    place = Place(source(TEXT).id, at, at + len(words), page=1, box=(1.0, 2.0, 3.5, 4.0))
    return Field(name, (Span(at, at + len(words), words),), place, **more)  # type: ignore[arg-type]


def paper() -> Paper:
    seller = field("seller", "Brindle FZE", label=Span(10, 16, "Seller"), mention="0" * 16, confidence=0.75)
    goods, amount = field("goods", "rope"), field("amount", "5.00", value={"amount": 5}, of="seller")
    return Paper(
        Place(source(TEXT).id, 0, len(TEXT)),
        "invoice",
        ("its title: INVOICE",),
        METHOD.id,
        Span(0, 7, "INVOICE"),
        (seller,),
        (Line(goods.place, (goods, amount)),),
        (Missing("hs", "absent"), Missing("buyer", "blank", str(goods.place))),
        (Check("sum", None, "open"),),
    )


def test_there_and_back(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        put(ledger, TEXT, [], [])
        with ledger.transaction():
            ledger.put_extraction(Extraction(source(TEXT).id, (), (), papers=(paper(),)))
        assert papers_of(ledger) == papers_of(ledger, source(TEXT).id) == [paper()]
        with ledger.transaction():
            ledger.put_reading(reading(TEXT))
        assert papers_of(ledger) == []
        assert ledger.value("SELECT count(*) FROM paper_field") == 0
