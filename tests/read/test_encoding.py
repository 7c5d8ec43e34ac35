"""Encodings told from a few words: what statistics over a page cannot do, letters and their case can."""

import pytest

from averment.read.encoding import decode

RUSSIAN = [
    "Договор",
    "г. Москва",
    "Директор Иванов",
    "Поставка 5 шт.",
    "Накладная № 45 от 3 марта",
    "Поставщик отгрузил двигатели в порт назначения.",
    "съешь ещё этих мягких французских булок",
    "АКТ ПРИЁМКИ ТОВАРА",
]
CHINESE = [
    "合同",
    "发票",
    "上海公司",
    "深圳市某某科技有限公司",
    "货物于三月五日从港口发出，数量七台。",
    "总金额 35,000 元",
    "Invoice 发票 No. 5",
]
WESTERN = ["Müller GmbH & Co", "Société Générale à Paris", "“quoted” – text", "El Niño", "price £50"]


@pytest.mark.parametrize("text", RUSSIAN)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_russian_round_trip(text: str, encoding: str) -> None:
    if encoding in ("koi8-r",) and "№" in text:
        text = text.replace("№", "N")  # KOI8-R has no such sign
    if encoding.startswith("utf-16-") and len(text) < 10 and " " not in text:
        pytest.skip("no spaces, no digits, no mark: nothing to tell it by")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_round_trip(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "big5"])
def test_longer_chinese_round_trip(encoding: str) -> None:
    text = "貨物於三月五日從港口發出" if encoding == "big5" else "货物于三月五日从港口发出，数量七台。"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", WESTERN)
def test_western_round_trip(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "gb18030", "cp1252"])
def test_a_sentence_is_sure(encoding: str) -> None:
    text = {"gb18030": CHINESE[4], "cp1252": "Le gérant a reçu la première caisse à Genève."}.get(encoding, RUSSIAN[5])
    assert decode(text.encode(encoding)).sure


def test_two_letters_are_a_guess() -> None:
    assert not decode("Да".encode("koi8-r")).sure


def test_a_label_that_fits_is_followed() -> None:
    assert decode("Да".encode("koi8-r"), "koi8-r").text == "Да"
    assert decode("Łódź".encode("cp1250"), "windows-1250").text == "Łódź"


def test_a_label_that_does_not_fit_is_told() -> None:
    found = decode("Высылаем документы".encode("cp1251"), "iso-8859-1")
    assert (found.text, found.encoding, found.mislabelled) == ("Высылаем документы", "cp1251", "iso-8859-1")
    assert decode("Высылаем документы".encode(), "koi8-r").text == "Высылаем документы"


@pytest.mark.parametrize(
    "label", ["", "no-such-encoding", "utf-8\x00", "x" * 500, "base64", "hex", "idna", "undefined"]
)
def test_a_label_that_is_nonsense_does_no_harm(label: str) -> None:
    assert decode("Высылаем документы".encode("cp1251"), label).text == "Высылаем документы"


def test_a_character_cut_off_at_the_end_is_one_bad_character() -> None:
    found = decode("Груз прибыл".encode()[:-1])
    assert found.text == "Груз прибы\ufffd"
    assert found.bad == (10,)


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else() -> None:
    found = decode("Груз прибыл в порт. ".encode() * 5 + b"\xc0\xff tail")
    assert found.encoding == "utf-8"
    assert len(found.bad) == 2


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp932", "商品をお送りします"), ("euc-jp", "商品をお送りします"), ("cp949", "계약서 납품 회사 주소")],
)
def test_its_neighbours_are_not_taken_for_chinese(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text
