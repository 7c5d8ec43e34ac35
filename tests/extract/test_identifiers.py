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
    ],
)
def test_labelled_and_checked(text: str, identifier: tuple[str, str, bool | None]) -> None:
    assert found(text) == [identifier]


@pytest.mark.parametrize(
    "text",
    ["the invoices showed 12 drones", "7707083893 units", "contract 2023 was signed", "a company in 2023", "9074729"],
)
def test_bare_figures_are_no_identifiers(text: str) -> None:
    assert found(text) == []
