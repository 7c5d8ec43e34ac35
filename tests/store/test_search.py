"""Substring words in any script find their passages and claims."""

from pathlib import Path

import pytest

from averment.store.ledger import Ledger
from averment.store.search import search
from tests.store.records import put, said

TEXTS = [
    "The invoice names a supplier in Harbin.",
    "Поставщиком назван завод «Рубин», договор № 7.",
    "红兔矢量实业（深圳）有限公司与工厂签订合同。",
    '100% of the "grey zone" cargo_manifest',
]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    for text in TEXTS:
        put(ledger, text, [], [said(text, text[:3], text[:9])])
    return ledger


@pytest.mark.parametrize("table", ["passage", "claim"])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("invoice", 0),
        ("INVOICE supplier", 0),
        ("voic", 0),
        ("поставщик", 1),
        ("завод рубин", 1),
        ("有限公司", 2),
        ("深圳", 2),
        ("工厂 有限公司", 2),
        ("№ 7", 1),
        ('"grey zone"', 3),
        ("100%", 3),
        ("cargo_", 3),
    ],
)
def test_words_find_their_text(ledger: Ledger, table: str, words: str, found: int) -> None:
    column = {"passage": "text", "claim": "quote"}[table]
    assert [row[column] for row in search(ledger, table, words)] == [TEXTS[found]]


@pytest.mark.parametrize("words", ["", "  ", '""', "invoice рубин", "0%%", "_c", "nothing", 'grey" OR "a'])
def test_words_that_do_not_all_occur_find_nothing(ledger: Ledger, words: str) -> None:
    assert search(ledger, "passage", words) == []


def test_what_is_removed_is_no_longer_found(ledger: Ledger) -> None:
    with ledger.transaction():
        ledger.db.execute("DELETE FROM source WHERE id = (SELECT source FROM passage WHERE text LIKE '%invoice%')")
    assert search(ledger, "passage", "invoice") == []
    assert search(ledger, "claim", "invoice") == []
