"""Invoices and shipping papers in three languages become records; prose about them does not."""

from pathlib import Path

import pytest

from averment.paper import Paper
from tests.extract.documents.paper_of import checked, fields_of, reading_of

ENGLISH = """\
COMMERCIAL INVOICE No. ST-118/24

Date: 12.03.2024
Seller: Brindle Marine Trading FZE, Unit 9, Coral Quay, Ajmera
Buyer: OOO "Vetka-Sever"
Consignee: the same
Delivery terms: CIP Port Vesna, Incoterms 2020
Payment terms: 30% in advance, the rest within 20 days
Currency: USD
Country of origin: Germany

No   Description            HS code      Qty   Unit   Unit price   Amount
1    Sonar head KR-4        9015800000   6     pcs    1,200.00     7,200.00
2    Mooring rope,          5607501900   40    m      12.50        500.00
     polyester

Total: USD 7,700.00
"""

RUSSIAN = """\
СЧЁТ-ФАКТУРА № 57 от 14 мая 2024 г.

Продавец: ООО «Ветка-Сервис»
Адрес: 190000, г. Порт-Весна, ул. Причальная, д. 4
ИНН/КПП продавца: 7707083893/770701001
Грузоотправитель и его адрес: он же
Грузополучатель и его адрес: АО «Норвик», г. Озёрск, ул. Лесная, 2
Покупатель: АО «Норвик»
ИНН/КПП покупателя: 7707083894/770101001
Валюта: наименование, код: Российский рубль, 643
Договор № 5/2024 от 01.02.2024

Наименование товара        Кол-во   Ед. изм.   Цена        Сумма
Блок питания БП-7          10       шт.        1 200,50    12 005,00
Кабель силовой             250      м          80,00       20 000,00

Итого: 32 005,00
"""

CHINESE = """\
商业发票

发票号码：HY2024-0315    日期：2024年3月15日
卖方：海宜仪器（宁川）有限公司，宁川市港口路8号
买方：Vetka Sever LLC
合同号：VS-77
价格条款：FOB 宁川
付款方式：电汇

品名            规格型号    数量     单价         金额
声呐探头        KR-4        6台      CNY 8,000    CNY 48,000
水下电缆        C-20        100米    CNY 35       CNY 3,500

合计：CNY 51,500
"""


def only(text: str, tmp_path: Path, name: str = "paper.txt") -> Paper:
    found = checked(reading_of(text.encode(), name, tmp_path))
    assert len(found.papers) == 1, [p.kind for p in found.papers]
    return found.papers[0]


def test_an_english_invoice(tmp_path: Path) -> None:
    paper = only(ENGLISH, tmp_path)
    assert paper.kind == "invoice"
    assert fields_of(paper) == {
        "number": "ST-118/24",
        "date": "12.03.2024",
        "seller": "Brindle Marine Trading FZE",
        "seller.address": "Unit 9, Coral Quay, Ajmera",
        "buyer": 'OOO "Vetka-Sever"',
        "consignee": "the same",
        "incoterms": "CIP Port Vesna, Incoterms 2020",
        "payment_terms": "30% in advance, the rest within 20 days",
        "currency": "USD",
        "origin": "Germany",
        "total": "USD 7,700.00",
    }
    assert paper.get("incoterms").value == {"term": "CIP", "place": "Port Vesna", "edition": "2020"}  # type: ignore[union-attr]
    assert paper.get("consignee").value == {"same_as": "buyer"}  # type: ignore[union-attr]
    first, second = paper.lines
    assert [f.text for f in first.fields] == ["1", "Sonar head KR-4", "9015800000", "6", "pcs", "1,200.00", "7,200.00"]
    assert first.get("quantity").value == {"value": 6, "unit": "H87", "unit_text": "pcs"}  # type: ignore[union-attr]
    assert second.get("goods").text == "Mooring rope, polyester"  # type: ignore[union-attr]
    assert {m.name for m in paper.not_stated} == {"bank", "end_user", "contract"}
    assert all(c.holds for c in paper.checks), paper.checks


def test_a_russian_invoice(tmp_path: Path) -> None:
    paper = only(RUSSIAN, tmp_path)
    fields = fields_of(paper)
    assert paper.kind == "invoice"
    assert fields["number"] == "57"
    assert fields["date"] == "14 мая 2024 г."
    assert fields["seller"] == "ООО «Ветка-Сервис»"
    assert fields["seller.inn"] == "7707083893"
    assert fields["seller.kpp"] == "770701001"
    assert fields["buyer"] == "АО «Норвик»"
    assert fields["buyer.inn"] == "7707083894"
    assert fields["consignee"] == "АО «Норвик»"
    assert fields["contract"] == "5/2024"
    assert fields["total"] == "32 005,00"
    assert [line.get("goods").text for line in paper.lines] == ["Блок питания БП-7", "Кабель силовой"]  # type: ignore[union-attr]
    assert paper.lines[0].get("unit_price").value["amount"] == 1200.5  # type: ignore[union-attr]
    failed = [c.message for c in paper.checks if c.holds is False]
    assert failed == ["inn of the buyer 7707083894: its check digit does not hold"]


def test_a_chinese_invoice(tmp_path: Path) -> None:
    paper = only(CHINESE, tmp_path)
    fields = fields_of(paper)
    assert paper.kind == "invoice"
    assert fields["number"] == "HY2024-0315"
    assert fields["date"] == "2024年3月15日"
    assert fields["seller"] == "海宜仪器（宁川）有限公司"
    assert fields["buyer"] == "Vetka Sever LLC"
    assert fields["contract"] == "VS-77"
    assert fields["total"] == "CNY 51,500"
    assert [line.get("goods").text for line in paper.lines] == ["声呐探头", "水下电缆"]  # type: ignore[union-attr]
    assert paper.lines[0].get("amount").value == {  # type: ignore[union-attr]
        "amount": 48000,
        "currency": "CNY",
        "rule": "decided by quantity × price = amount and the total",
    }
    assert all(c.holds for c in paper.checks)


def test_a_bilingual_form(tmp_path: Path) -> None:
    text = (
        "УПАКОВОЧНЫЙ ЛИСТ / PACKING LIST № 12\n\nПродавец / Seller: ООО «Ветка-Сервис»\n"
        "Покупатель / Buyer: Norvik Ltd\n"
        "Дата / Date: 2024-05-14\nВес брутто / Gross weight: 120 кг\nКоличество мест / Packages: 4\n"
    )
    paper = only(text, tmp_path)
    assert paper.kind == "packing_list"
    assert fields_of(paper) == {
        "number": "12",
        "seller": "ООО «Ветка-Сервис»",
        "buyer": "Norvik Ltd",
        "date": "2024-05-14",
        "gross_weight": "120 кг",
        "packages": "4",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Invoice fraud grows. The seller of the goods, Brindle FZE, sent invoice No. 12 to the buyer, Norvik Ltd, on "
        "12 March 2024. The total was USD 7,700.00, payable within 30 days.",
        "INVOICE\n\nThe word alone makes no invoice, and neither does the date: 12 March 2024.",
        "Invoice\nSeller\nBuyer\nTotal\n\nThese four words are in every glossary of trade.",
        "According to an invoice seen by the Harbor Times, the seller: Brindle FZE shipped six craft. "
        "The buyer: Norvik Ltd. did not respond.",
        "Счета-фактуры подделывают всё чаще. Продавец ООО «Ветка» выставил счёт № 5 покупателю АО «Норвик» 14 мая.",
        "发票问题：卖方开具了发票，买方没有付款。合计金额为五万元。",
        "Contract talks stall\n\nSeller: we shall not sign, he said. Buyer: nor shall we. Date: none was set.",
        "Glossary\n\nSeller: the party that sells. Buyer: the party that buys. Total: the sum of all lines.\n"
        "Consignee: who receives the goods. Invoice: a bill. Carrier: who carries them.",
    ],
)
def test_prose_about_papers_is_no_paper(text: str, tmp_path: Path) -> None:
    found = checked(reading_of(text.encode(), "text.txt", tmp_path))
    assert [(p.kind, p.why) for p in found.papers] == []


def test_ambiguous_days_and_figures_stay_open(tmp_path: Path) -> None:
    text = (
        "PROFORMA INVOICE 7\nDate: 03/04/2024\nSeller: Brindle FZE\nBuyer: Norvik Ltd\n"
        "Goods: rope\nQuantity: 1.234 kg\nTotal: ¥ 5.600\n"
    )
    paper = only(text, tmp_path)
    assert paper.get("date").value["ambiguous"] == ["2024-03-04", "2024-04-03"]  # type: ignore[union-attr]
    assert paper.get("quantity").value["readings"] == [1.234, 1234]  # type: ignore[union-attr]
    total = paper.get("total").value  # type: ignore[union-attr]
    assert (total["amount"], total["readings"], total["currency"], total["ambiguous"]) == (
        None,
        [5.6, 5600],
        None,
        ["CNY", "JPY"],
    )


POINTS = (
    "INVOICE 7\nSeller: Brindle FZE\nBuyer: Norvik Ltd\nDate: 14 May 2024\n\n"
    "Description    Qty    Unit price    Amount\nSteel rope     4      1.250         5.000\n"
)


def test_the_papers_own_arithmetic_decides_what_a_point_is(tmp_path: Path) -> None:
    paper = only(POINTS + "Steel hooks    3      700           2.100\n\nTotal: EUR 7.100\n", tmp_path)
    assert [line.get("amount").value["amount"] for line in paper.lines] == [5000, 2100]  # type: ignore[union-attr]
    assert ("decimal_mark", True) in [(c.name, c.holds) for c in paper.checks]
    assert paper.get("total").value["rule"].startswith("decided by quantity")  # type: ignore[union-attr]


def test_what_holds_either_way_stays_open(tmp_path: Path) -> None:
    paper = only(POINTS + "\nTotal: EUR 5.000\n", tmp_path)
    assert paper.lines[0].get("amount").value["readings"] == [5, 5000]  # type: ignore[union-attr]
    assert paper.checks == ()


def test_a_sum_that_does_not_come_out_is_a_problem_and_stays_as_written(tmp_path: Path) -> None:
    wrong = ENGLISH.replace("Total: USD 7,700.00", "Total: USD 7,900.00").replace("7,200.00", "7,100.00")
    reading = reading_of(wrong.encode(), "paper.txt", tmp_path)
    found = checked(reading)
    messages = {p.code: p.message for p in found.problems}
    assert messages["paper_line_amount"] == "line 1: 6 × 1,200 = 7,200, and the paper says 7,100"
    assert messages["paper_sum"] == "the lines add up to 7,600, and the total is 7,900"
    assert found.papers[0].get("total").value["amount"] == 7900  # type: ignore[union-attr]


def test_a_paper_says_who_supplies_whom_and_what(tmp_path: Path) -> None:
    found = checked(reading_of(ENGLISH.encode(), "paper.txt", tmp_path))
    said = [(t.subject.text, t.predicate, t.object.text, c) for c in found.claims for t in c.triples]
    pairs = {(s, p, o) for s, p, o, _ in said}
    assert ("Brindle Marine Trading FZE", "supplier_to", 'OOO "Vetka-Sever"') in pairs
    line = next(c for s, p, o, c in said if p == "supplied" and "KR-4" in o)
    assert line.content.text.endswith("7,200.00")
    assert line.voices[0].name == "COMMERCIAL INVOICE No. ST-118/24"
    assert line.voices[0].role == "document"
    qualifiers = line.triples[0].qualifiers
    assert (qualifiers["quantity"], qualifiers["unit"], qualifiers["amount"]) == (6, "H87", 7200)
    assert (qualifiers["date"], qualifiers["to"]) == ("2024-03-12", 'OOO "Vetka-Sever"')


def test_labels_make_no_speakers(tmp_path: Path) -> None:
    found = checked(reading_of(ENGLISH.encode(), "paper.txt", tmp_path))
    assert not {v.name for c in found.claims for v in c.voices} & {"Seller", "Buyer", "Consignee"}


def test_an_offer_is_planned(tmp_path: Path) -> None:
    found = checked(reading_of(ENGLISH.replace("COMMERCIAL", "PROFORMA").encode(), "paper.txt", tmp_path))
    assert found.papers[0].kind == "proforma"
    assert {c.modality for c in found.claims if c.method.startswith("extract.papers")} == {"planned"}
