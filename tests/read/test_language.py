"""Which language: by script where that decides, by letters where there are enough, else as the document."""

import pytest

from averment.passage import Passage
from averment.read.language import language, script, with_languages

SENTENCES = {
    "en": "The carrier delivered seven crates to the harbour in March.",
    "de": "Der Spediteur lieferte im März sieben Kisten in den Hafen.",
    "fr": "Le transporteur a livré sept caisses au port au mois de mars.",
    "ru": "Перевозчик доставил в порт семь ящиков, но директор фирмы отрицает, что получал их от посредника в марте.",
    "uk": "Перевізник доставив у порт сім ящиків, але директор фірми заперечує, що отримував їх від посередника.",
    "zh": "承运人三月将七箱货物运到港口。",
    "ja": "運送会社は三月に七箱を港に届けました。",
    "tr": "Nakliyeci mart ayında limana yedi sandık teslim etti ve faturayı gönderdi.",
    "el": "Ο μεταφορέας παρέδωσε επτά κιβώτια στο λιμάνι.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence(code: str) -> None:
    assert language(SENTENCES[code]) == code


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("", None), ("G3", None), ("12.03.2024", None), ("Alpha Ltd", None), ("合同", "zh"), ("Накладная № 5", "ru"),
     ("Київ", "uk"), ("Поставщик отгрузил двигатели", "ru"), ("\u0301", None), ("🚢" * 40, None)],
)  # fmt: skip
def test_short_text(text: str, wanted: str | None) -> None:
    assert language(text) == wanted


def test_the_script_of_mixed_text() -> None:
    assert script("Invoice 发票")[0] == "Latin"
    assert script("发票 INV-5")[0] == "Han"


def test_passages_follow_their_document_unless_they_differ() -> None:
    source = "0" * 16
    long_german = SENTENCES["de"] * 6
    texts = [SENTENCES["en"], "Alpha Ltd", "G3", SENTENCES["zh"], "Накладная", long_german, SENTENCES["en"] * 8]
    at, passages = 0, []
    for text in texts:
        passages.append(Passage(source, at, text))
        at += len(text) + 1
    whole, told = with_languages(passages)
    assert whole == "en"
    assert [p.language for p in told] == ["en", "en", "en", "zh", "ru", "de", "en"]
    assert with_languages([]) == (None, [])


def test_a_line_of_russian_or_chinese_leaves_an_english_paper_english() -> None:
    paper = "INVOICE No. 17-B\nSeller: Norvane Trading Ltd\nBuyer: Orlan Works LLC\n{}\nPump 12 50.00\nTotal: 600 USD"
    assert language(paper.format("Счёт на оплату: насосы 12 шт.")) == "en"
    assert language(paper.format("合同号")) == "en"
    assert language(f"{SENTENCES['ru']} Norvane Trading Ltd") == "ru"
