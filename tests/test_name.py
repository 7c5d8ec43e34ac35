"""Which spellings are one name."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import averment.name
from averment.name import NameKey, describing, fold, name_key, names_beyond_its_document


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(averment.name).failed == 0


@pytest.mark.parametrize(
    ("schema", "one", "other"),
    [
        ("Company", "Alder", "ALDER"),
        ("Company", "Alder", "Alder's"),
        ("Company", "Alder", "“Alder”"),
        ("Company", "The Alder Group", "Alder Group"),
        ("Company", "Alder & Sons", "Alder and Sons"),
        ("Company", "АО «Вердал»", "JSC Verdal"),
        ("Company", "Verdal PJSC", "ПАО Вердал"),
        ("Company", "Alder Trading Co., Ltd.", "Alder Trading LLC"),
        ("Company", "桤木光电（深圳）有限公司", "桤木光电(深圳)"),
        ("Company", "Şirket Ağaç A.Ş.", "Sirket Agac"),
        ("Company", "SHIMКENT Works", "Shimkent Works"),  # with a Cyrillic К
        ("Company", "Alder-Birch", "Alder Birch"),
        ("PublicBody", "U.S. State Department", "US State Department"),
        ("Person", "Dr. Ann Vale", "Ann Vale"),
        ("Person", "VALE, Ann", "Ann Vale"),
        ("Person", "Gen. Ann Vale", "ann vale"),
        ("Good", "Marlin-4", "Marlin 4"),
        ("Good", "MK 2", "MK2"),
    ],
)
def test_one_name(schema: str, one: str, other: str) -> None:
    assert name_key(one, schema).bare == name_key(other, schema).bare


@pytest.mark.parametrize(
    ("schema", "one", "other"),
    [
        ("Company", "TSK Verdal", "TSK Verdala"),
        ("Company", "TSK Verdal", "TSK Werdal"),
        ("Company", "TSK Verdal", "Luvina TSK Verdal Industrial"),
        ("Company", "Alder LLC", "Alder JSC"),
        ("Company", "红兔", "宏图"),  # one romanisation, two names
        ("Good", "Marlin-4", "Marlin-41"),
        ("Good", "G3", "G-33"),
        ("Person", "Ann Vale", "Anna Vale"),
        ("Person", "Thomas James", "James Thomas"),
    ],
)
def test_two_names(schema: str, one: str, other: str) -> None:
    assert name_key(one, schema) != name_key(other, schema)


def test_a_legal_form_is_never_the_whole_name() -> None:
    assert name_key("Co. Ltd.", "Company").core
    assert name_key("AO", "Company").core == "ao"


@pytest.mark.parametrize("text", ["Министерство обороны", "深圳大疆", "G3", "eBay", "Bank of Vesna"])
def test_names(text: str) -> None:
    assert names_beyond_its_document(text, "Company")


@pytest.mark.parametrize("text", ["the company", "The Company", "two officials", "the Chinese supplier", "it", "«»"])
def test_descriptions(text: str) -> None:
    assert not names_beyond_its_document(text, "Company")


def test_describing() -> None:
    assert describing(["the"]) is False
    assert describing(["company", "ministry"])


@given(st.text(max_size=40), st.sampled_from(["Company", "Person", "Good", "Country", "Address"]))
def test_folding_is_settled_and_keys_read_back(text: str, schema: str) -> None:
    assert fold(fold(text)) == fold(text)
    key = name_key(text, schema)
    assert NameKey.parse(str(key)) == key
