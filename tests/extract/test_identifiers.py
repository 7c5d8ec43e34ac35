"""Numbers that name one thing, with their check digits."""

import pytest

from averment.extract.values.identifiers import identifiers
from averment.passage import Passage


def found(text: str) -> list[tuple[str, str, bool | None]]:
    return [
        (str(f.value["type"]), str(f.value["value"]), f.value["valid"]) for f in identifiers(Passage("0" * 16, 0, text))
    ]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("ИНН 7707083893", ("INN", "7707083893", True)),
        ("INN: 7707083894", ("INN", "7707083894", False)),
        ("OGRN 1027700132195", ("OGRN", "1027700132195", True)),
        ("KPP 773601001", ("KPP", "773601001", None)),
        ("LEI 5493001KJTIIGC8Y1R12", ("LEI", "5493001KJTIIGC8Y1R12", True)),
        ("the tanker (IMO: 9074729)", ("IMO", "9074729", True)),
        ("HS code 8542.31", ("HS", "854231", None)),
        ("container No. MSKU1234567", ("container", "MSKU1234567", False)),
        ("marked CSQU3054383 in red", ("container", "CSQU3054383", True)),
        ("IBAN DE89 3704 0044 0532 0130 00", ("IBAN", "DE89370400440532013000", True)),
        ("invoice No. 2023-114/A dated", ("invoice", "2023-114/A", None)),
        ("Контракт № 17/2023-ВЭД от", ("contract", "17/2023-ВЭД", None)),
        ("tail number EP-XYZ", ("tail number", "EP-XYZ", None)),
        ("ОГРНИП 304500116000157", ("OGRNIP", "304500116000157", True)),
        ("ОГРН: 1027700132196", ("OGRN", "1027700132196", False)),
        ("ОКПО 00032537", ("OKPO", "00032537", True)),
        ("ОКПО: 00032538", ("OKPO", "00032538", False)),
        ("БИК 044525225", ("BIK", "044525225", True)),
        ("р/с 40702810900000012345 в банке", ("account", "40702810900000012345", None)),
        ("р/сч. № 40702810900000012345", ("account", "40702810900000012345", None)),
        ("Код ТН ВЭД ЕАЭС: 8482 20 000 0"[:25], ("HS", "848220", None)),
        ("MMSI 273123456", ("MMSI", "273123456", True)),
        ("MMSI 999999999", ("MMSI", "999999999", False)),
        ("AWB 020-12345675", ("AWB", "02012345675", True)),
        ("air waybill No. 020-1234 5678", ("AWB", "02012345678", False)),
        ("SWIFT: DEUTDEFF500", ("SWIFT", "DEUTDEFF500", True)),
        ("统一社会信用代码：91350100M000100Y43", ("USCC", "91350100M000100Y43", True)),
        ("统一社会信用代码：９１３５０１００Ｍ０００１００Ｙ４３", ("USCC", "91350100M000100Y43", True)),
        ("ＩＮＮ：７７０７０８３８９３", ("INN", "7707083893", True)),
        ("海关编码：8482.20", ("HS", "848220", None)),
        ("合同编号：HZ-2023/417", ("contract", "HZ-2023/417", None)),
        ("发票号码：0824-7", ("invoice", "0824-7", None)),
        ("提单号：NVR240605", ("bill of lading", "NVR240605", None)),
        ("по договору № 17-В/23 от", ("contract", "17-В/23", None)),
        ("счёт на оплату № 218 от", ("invoice", "218", None)),
        ("under Council Regulation (EU) No 833/2014", ("law", "833/2014", None)),
        ("Regulation 833/2014", ("law", "833/2014", None)),
        ("Security Council resolution 2231 (2015)", ("law", "2231 (2015)", None)),
        ("Executive Order 14024", ("law", "14024", None)),
        ("Федеральный закон № 44-ФЗ", ("law", "44-ФЗ", None)),
    ],
)
def test_labelled_and_checked(text: str, identifier: tuple[str, str, bool | None]) -> None:
    assert found(text) == [identifier]


@pytest.mark.parametrize(
    "text",
    [
        "the invoices showed 12 drones",
        "7707083893 units",
        "contract 2023 was signed",
        "a company in 2023",
        "9074729",
        "счёт 100 рублей",
        "this decision of 2023",
        "orders 12345678",
        "Resolution of the board",
        "счета-фактуры были",
        "тел. 0445252250",
    ],
)
def test_bare_figures_are_no_identifiers(text: str) -> None:
    assert found(text) == []


def test_one_label_may_stand_before_two_numbers() -> None:
    numbers = [("INN", "7707083893", True), ("KPP", "773601001", None)]
    assert found("ИНН/КПП 7707083893/773601001") == numbers
    assert found("ИНН 7707083893, КПП 773601001") == numbers
