"""Names in Russian text: of what kind, in which case, and what must be none."""

import pytest

from tests.extract.russian.said import found_in, names

NAMED = [
    ("ООО «Северный Ветер» закупило станки.", [("Company", "ООО «Северный Ветер»")]),
    (
        "Заявление подало Общество с ограниченной ответственностью «Луч».",
        [("Company", "Общество с ограниченной ответственностью «Луч»")],
    ),
    ("Он работал в акционерном обществе „Заря“.", [("Company", "акционерном обществе „Заря“")]),
    ("Договор подписал ИП Кравцов Н. Н. в мае.", [("Company", "ИП Кравцов Н. Н.")]),
    ("Товар отгрузил завод «Прогресс».", [("Company", "Прогресс")]),
    (
        "Груз шёл компаниям «Альта», «Бета» и «Гамма».",
        [("Company", "Альта"), ("Company", "Бета"), ("Company", "Гамма")],
    ),
    ("Об этом пишет газета «Заречье».", [("Organization", "Заречье")]),
    ("В порту стоит танкер «Капитан Петров».", [("Vessel", "Капитан Петров")]),
    ("Поставки шли фирме Lucky Harbour Ltd.", [("Company", "Lucky Harbour Ltd.")]),
    ("Письмо подписал Иванов И.И. вчера.", [("Person", "Иванов И.И.")]),
    ("Директор Пётр Сергеевич Волков уволился.", [("Person", "Пётр Сергеевич Волков")]),
    ("Запрос ушёл в Министерство обороны России.", [("PublicBody", "Министерство обороны России")]),
    ("Ответа ждали от Федеральной службы безопасности.", [("PublicBody", "Федеральной службы безопасности")]),
    (
        "Технику передали 76-й гвардейской дивизии и войсковой части 54321.",
        [("PublicBody", "76-й гвардейской дивизии"), ("PublicBody", "войсковой части 54321")],
    ),
    ("На выставке показали беспилотник «Орлан-10» и двигатель РД-45.", [("Good", "Орлан-10"), ("Good", "РД-45")]),
    ("Груз ушёл из Китая в Новосибирск.", [("Country", "Китая"), ("Address", "Новосибирск")]),
    ("Завод стоит в Свердловской области.", [("Address", "Свердловской области")]),
]  # fmt: skip
NOT_NAMED = [
    "Компания не ответила на письмо.",
    "Он назвал это «полным провалом».",
    "Приложение № 5 к договору.",
    "По трассе М-4 прошли сто машин.",
    "Продукция соответствует ГОСТ 12345-67.",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_name_gets_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_is_no_name(text: str) -> None:
    assert names(text) == []


def test_the_base_form_stands_beside_the_words() -> None:
    found = found_in("Завод «Купол-М» отгрузил товар. Поставки «Купола-М» шли из Перми Тарасу Мельнику.")
    normal = {m.text: m.value.get("normal") for m in found.mentions}
    assert normal["Купола-М"] == "Купол-М"
    assert normal["Перми"] == "Пермь"
    assert normal["Тарасу Мельнику"] == "Тарас Мельник"
    assert normal["Купол-М"] is None


ALIASES = [
    ("Завод «Гранит» закрыт. Суд проверил «Гранита» не раз.", "Гранита", "Гранит"),
    ("ООО «Луч» закрыто. Счета «Луча» закрыты.", "Луча", "ООО «Луч»"),
    (
        "Научно-производственный центр «Полюс» (НПЦ «Полюс») закрыт.",
        "НПЦ «Полюс»",
        "Научно-производственный центр «Полюс»",
    ),
    ("Пришёл Игорь Лапшин. Лапшина встретили.", "Лапшина", "Игорь Лапшин"),
    ("Запрос ушёл в Федеральную службу охраны (ФСО).", "ФСО", "Федеральную службу охраны"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "full"), ALIASES)
def test_a_name_that_stands_for_another(text: str, short: str, full: str) -> None:
    found = found_in(text)
    ids = {m.id: m for m in found.mentions}
    (alias,) = (m for m in found.mentions if m.text == short)
    target = ids[alias.alias_of or ""]
    while target.alias_of:
        target = ids[target.alias_of]
    assert target.text == full
    assert alias.alias_reason


def test_two_legal_forms_are_two_parties() -> None:
    found = found_in("АО «Купол» продало завод ООО «Купол». Позже «Купол» всё отрицал.")
    assert all(m.alias_of is None for m in found.mentions)


REFERENCES = [
    ("ООО «Луч» закрыто. Предприятие работало с 2019 года.", "Предприятие", "ООО «Луч»"),
    ("Пришёл Игорь Лапшин. Он сообщил, что завод закрыт.", "Он", "Игорь Лапшин"),
    ("ООО «Луч» (далее — Поставщик) отгрузит товар. Поставщик несёт расходы.", "Поставщик", "ООО «Луч»"),
]
OPEN = [
    "ООО «Луч» и АО «Заря» закрыты. Компания всё отрицает.",
    "Пришли Игорь Лапшин и Олег Ким. Он сообщил, что завод закрыт.",
    "ООО «Луч» закрыто. Другая компания всё отрицает.",
    "ООО «Луч» закрыто. Крупная компания всё отрицает.",
]


@pytest.mark.parametrize(("text", "word", "meant"), REFERENCES)
def test_a_reference_to_the_only_thing_it_can_mean(text: str, word: str, meant: str) -> None:
    found = found_in(text)
    ids = {m.id: m for m in found.mentions}
    assert [(m.text, ids[m.alias_of or ""].text) for m in found.mentions if m.value.get("reference")] == [(word, meant)]


@pytest.mark.parametrize("text", OPEN)
def test_no_reference_rather_than_a_guess(text: str) -> None:
    assert [m.text for m in found_in(text).mentions if m.value.get("reference")] == []
