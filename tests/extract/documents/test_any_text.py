"""Whatever stands on a page: nothing breaks, and every word lies where it says."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from averment.extract.documents import papers
from averment.passage import Anchor, Passage
from averment.reading import Reading

SOURCE = "0" * 16
PIECES = st.sampled_from(
    [
        "INVOICE",
        "СЧЁТ № 5",
        "装箱单",
        "PACKING LIST / УПАКОВОЧНЫЙ ЛИСТ",
        "Seller",
        "Seller:",
        "Покупатель: ООО «Ветка»",
        "卖方：东岭有限公司",
        "Buyer: Norvik Ltd, 4 Quay",
        "Date",
        "14.05.2024",
        "03/04/2024",
        "No.",
        "№",
        "1",
        "2",
        "3",
        "1.234",
        "1 234,56",
        "USD 7,700.00",
        "¥",
        "Description of goods",
        "Наименование",
        "品名 / Description",
        "Qty",
        "Amount",
        "Сумма",
        "Unit price",
        "rope",
        "Скоба",
        "Total",
        "Итого:",
        "合计",
        "ИНН 7707083893 КПП 770701001",
        "the same",
        "-",
        "Dear Sirs,",
        "Yours faithfully,",
        "To the Ministry",
        "Item 1: rope, 6 pcs, USD 5 each",
        "(",
        "n.",
        ":",
        "Terms: CIF Port Vesna",
        "Cymma",
        "Контракт Ne: 7",
        "INN",
        "SWIFT: BRNDAE22",
        "carried forward",
        "hereinafter the Seller",
        "\u3000",
        "a\nb",
        "Seller\nX Ltd\nBuyer",
    ]
)
HEAD = [
    ["INVOICE"],
    ["Seller: Brindle FZE"],
    ["Buyer: Norvik Ltd"],
    ["Date: 14.05.2024"],
    ["Description", "Qty", "Amount"],
]
ANY = st.lists(st.lists(PIECES, min_size=1, max_size=6), min_size=1, max_size=18)
LINES = st.builds(lambda head, lines: [*(HEAD if head else []), *lines], st.booleans(), ANY)


def held(reading: Reading) -> None:
    found = papers(reading, [])
    for paper in found.papers:
        for field in (*paper.fields, *(f for line in paper.lines for f in line.fields)):
            stretches = [*field.words, *([field.label] if field.label else [])]
            assert all(reading.text[s.start : s.end] == s.text for s in stretches)
    for claim in found.claims:
        assert reading.text[claim.place.start : claim.place.end] == claim.quote
    ordered = sorted(found.mentions, key=lambda m: m.place.start)
    assert all(a.place.end <= b.place.start for a, b in pairwise(ordered))
    assert all(reading.text[m.place.start : m.place.end] == m.text for m in ordered)


@settings(max_examples=120, deadline=None)
@given(LINES, st.sampled_from(["   ", "\t", " | ", " "]))
def test_plain_text(lines: list[list[str]], gap: str) -> None:
    text = "\n".join(gap.join(pieces) for pieces in lines)
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(SOURCE, at, line))
        at += len(line) + 1
    held(Reading(SOURCE, "text/plain", text, tuple(passages), (), "test"))


@settings(max_examples=120, deadline=None)
@given(LINES, st.booleans(), st.integers(0, 2**16))
def test_pages_and_cells(lines: list[list[str]], boxed: bool, seed: int) -> None:
    """Words with boxes anywhere, recognised or not, or in cells of any column."""
    text, passages = "", []
    for number, pieces in enumerate(lines):
        start, anchors = len(text), []
        for column, words in enumerate(pieces):
            begin = len(text)
            text += words
            left = (seed * (number + 3) * (column + 7)) % 500 if seed % 3 else column * 80
            box = (float(left), 800.0 - 12 * number, left + 5.0 * len(words), 809.0 - 12 * number)
            sure = 0.9 if seed % 2 else None
            where = Anchor(begin, len(text), box, None, sure) if boxed else Anchor(begin, len(text), None, column + 1)
            anchors.append(where)
            text += " | "
        words = text[start : len(text) - 3]
        page, row = (1, None) if boxed else (None, number + 1)
        passages.append(Passage(SOURCE, start, words, "row", page=page, row=row, anchors=tuple(anchors)))
        text = text[:-3] + "\n"
    held(Reading(SOURCE, "application/pdf", text, tuple(passages), (), "test"))
