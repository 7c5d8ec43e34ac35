"""Products and weapon systems: designations, names beside a product noun, short names."""

import pytest

from tests.extract.mentioned import by_schema


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Tu-141 and the Orlan-10 were seen.", ["Tu-141", "Orlan-10"]),
        ("A new type of drone called Korvat-3 (K3) flew. The K3 landed.", ["Korvat-3", "K3", "K3"]),
        ("It can build an attack drone VEM 1 with a payload of 400 kilograms.", ["VEM 1"]),
        ("A Mugir-5 commercial drone carried it.", ["Mugir-5"]),
        ("They flew the Mavic 3 Pro and the Matrice 300.", ["Mavic 3 Pro"]),
        ("It is similar to the U.S. Reaper drone.", ["Reaper"]),
        ("Two Rad Shekan missiles were shown.", ["Rad Shekan"]),
        ("They bought 22,000 units of the XC7K325T, a field-programmable gate array.", ["XC7K325T"]),
        ("Geran-2 drones fell. An “Albatros” drone fell too.", ["Geran-2", "Albatros"]),
        ("Shells for the AN/TPQ-36 radar arrived.", ["AN/TPQ-36"]),
    ],
)
def test_products(text: str, names: list[str]) -> None:
    assert by_schema(text, "Good") == names


@pytest.mark.parametrize(
    "text",
    [
        "The G7 met in Rome.",
        "COVID-19 delayed Flight 17.",
        "Article 5 and Resolution 1701 apply from March 16.",
        "In Q3 the firm sold 12 drones.",
        "The drone project was delayed.",
    ],
)
def test_what_only_looks_like_a_product(text: str) -> None:
    assert by_schema(text, "Good") == []


def test_the_maker_is_not_part_of_the_product() -> None:
    text = "Customs found 30 DJI Mavic 3 drones."
    assert by_schema(text, "Good") == ["Mavic 3"]
    assert by_schema(text, "Company") == ["DJI"]


def test_a_company_whose_drones_are_named_stays_a_company() -> None:
    text = "Brontal drones were found. Brontal, a manufacturer in Tula, denied it."
    assert by_schema(text, "Company") == ["Brontal", "Brontal"]
    assert by_schema(text, "Good") == []
