"""Dates, money, quantities and the numbers of papers in Russian words."""

from typing import Any

import pytest

from tests.extract.russian.said import found_in, values

DATES = [
    ("Встреча прошла 25 сентября 2024 года.", "25 сентября 2024 года", "2024-09-25"),
    ("Встреча прошла 30.09.2023 г. в Туле.", "30.09.2023 г.", "2023-09-30"),
    ("Встреча прошла 24 сентября.", "24 сентября", "2024-09-24"),
    ("Это было в марте 2023 года.", "марте 2023 года", "2023-03"),
    ("Это было в августе.", "августе", "2024-08"),
    ("Это было в прошлом году.", "прошлом году", "2023"),
    ("Это было на прошлой неделе.", "прошлой неделе", "2024-09-16/2024-09-22"),
    ("Это было в понедельник.", "понедельник", "2024-09-23"),
    ("Это было вчера.", "вчера", "2024-09-25"),
    ("Это было в первой половине 2024 года.", "первой половине 2024 года", "2024-01/2024-06"),
    ("Это было во II квартале 2023 года.", "II квартале 2023 года", "2023-04/2023-06"),
    ("Так шло с декабря 2022 по апрель 2023 года.", "декабря 2022 по апрель 2023 года", "2022-12/2023-04"),
    ("Так шло в 2021–2022 годах.", "2021–2022 годах", "2021/2022"),
    ("Так шло с 3 по 11 февраля 2024 года.", "3 по 11 февраля 2024 года", "2024-02-03/2024-02-11"),
    ("Это было летом 2023 года.", "летом 2023 года", "2023-22"),
    ("Это было в начале 2023 года.", "начале 2023 года", "2023~"),
    ("Это было два года назад.", "два года назад", "2022~"),
]
NO_DATES = ["Закупили 2000 единиц.", "Артикул 2023-555.", "Дом 2019.", "Потрачено 2000 рублей."]


@pytest.mark.parametrize(("text", "words", "edtf"), DATES)
def test_a_date_is_understood_against_the_day_of_publication(text: str, words: str, edtf: str) -> None:
    assert [(m.text, m.value["edtf"]) for m in values(text, "Date")] == [(words, edtf)]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert values(text, "Date") == []


def test_a_relative_date_stays_open_without_a_day_of_publication() -> None:
    (date,) = values("Это было в прошлом году.", "Date", published=None)
    assert date.value["edtf"] is None
    assert date.value["rule"] == "needs publication date"


MONEY: list[tuple[str, str, dict[str, Any]]] = [
    ("Потратили $5 млн.", "$5 млн", {"amount": 5_000_000, "currency": "USD"}),
    ("Потратили 103 тыс. долларов.", "103 тыс. долларов", {"amount": 103_000, "currency": "USD"}),
    ("Потратили 1,2 млрд руб.", "1,2 млрд руб.", {"amount": 1_200_000_000, "currency": "RUB"}),
    ("Потратили 12 000 юаней.", "12 000 юаней", {"amount": 12_000, "currency": "CNY"}),
    ("Потратили более 7 млн евро в год.", "7 млн евро в год", {"amount": 7_000_000, "per": "year"}),
    ("Потратили от 3 до 4 млн рублей.", "3 до 4 млн рублей", {"amount": None, "low": 3_000_000, "high": 4_000_000}),
    ("Потратили два миллиона долларов США.", "два миллиона долларов США", {"amount": 2_000_000, "currency": "USD"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), MONEY)
def test_money(text: str, words: str, expected: dict[str, Any]) -> None:
    (found,) = values(text, "Money")
    assert found.text == words
    assert {k: found.value.get(k) for k in expected} == expected


QUANTITIES: list[tuple[str, str, dict[str, Any]]] = [
    ("Нашли около 60% иностранных деталей.", "60%", {"value": 60, "bound": "about", "base": "иностранных деталей"}),
    ("Нашли не менее 37 деталей.", "37 деталей", {"value": 37, "bound": "at_least", "of": "деталей"}),
    ("Он летит более 2 тыс. км.", "2 тыс. км", {"value": 2000, "unit": "KMT", "bound": "at_least"}),
    ("Груз весит 50 кг.", "50 кг", {"value": 50, "unit": "KGM"}),
    ("Выпускают 800 дронов в год.", "800 дронов в год", {"value": 800, "per": "year"}),
    ("Пропало от 5 до 7 контейнеров.", "5 до 7 контейнеров", {"low": 5, "high": 7, "value": None}),
    ("Выпуск вырос вдесятеро.", "вдесятеро", {"multiplier": 10}),
    ("Пришли двадцать пять грузовиков.", "двадцать пять грузовиков", {"value": 25}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), QUANTITIES)
def test_a_quantity(text: str, words: str, expected: dict[str, Any]) -> None:
    (found,) = values(text, "Quantity")
    assert found.text == words
    assert {k: found.value.get(k) for k in expected} == expected


@pytest.mark.parametrize("text", ["Статья 5 кодекса.", "Это было в пять часов.", "Ему 76-й год."])
def test_no_quantity(text: str) -> None:
    assert values(text, "Quantity") == []


PAPERS = [
    ("Товар отгружен по контракту № 17/2023-Б.", "17/2023-Б", "contract"),
    ("Товар описан в инвойсе № ZX-118.", "ZX-118", "invoice"),
    ("Декларация № 10702070/120724/0123456 подана.", "10702070/120724/0123456", "declaration"),
    ("Код ТН ВЭД 8542 31 900 0.", "8542 31 900 0", "HS"),
    ("Согласно Федеральному закону № 44-ФЗ это запрещено.", "Федеральному закону № 44-ФЗ", "law"),
    ("Постановление Правительства № 313 отменено.", "Постановление Правительства № 313", "decree"),
]


@pytest.mark.parametrize(("text", "words", "kind"), PAPERS)
def test_the_number_of_a_paper(text: str, words: str, kind: str) -> None:
    assert [(m.text, m.value["type"]) for m in values(text, "Identifier")] == [(words, kind)]


def test_every_place_holds_its_words_whatever_the_text() -> None:
    for text in (
        "«",
        "«„“»",
        "— — —",
        "№",
        "ООО «",
        "1,2,3.4 5",
        "И. И. Иванов",
        "«А» (Б",
        "\u0301й",
        "до до 5 до",
        "(((",
        "в в в",
    ):
        found_in(text)
