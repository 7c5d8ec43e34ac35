"""Units of forces keep their number; laws by name are told from parties."""

import pytest

from tests.extract.mentioned import by_schema


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The 58th Separate Motorised Brigade received drones.", ["58th Separate Motorised Brigade"]),
        ("The 72nd Mechanised Brigade relieved the 73rd Mechanised Brigade.",
         ["72nd Mechanised Brigade", "73rd Mechanised Brigade"]),
        ("Crates went to military unit 33790 in Perm.", ["military unit 33790"]),
        ("Officers of the 12th Main Directorate came.", ["12th Main Directorate"]),
        ("The 5th floor belongs to the company.", []),
        ("It is the 3rd Company to close this year.", []),
        ("The 21st Century Group has closed.", []),
    ],
)  # fmt: skip
def test_a_unit_has_its_number(text: str, units: list[str]) -> None:
    assert [u for u in by_schema(text, "PublicBody") if any(c.isdigit() for c in u)] == units


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Canada acted under the Special Economic Measures Act.", ["Special Economic Measures Act"]),
        ("The Export Control Reform Act of 2018 forbids it.", ["Export Control Reform Act of 2018"]),
        ("Both states signed the Arms Trade Treaty.", ["Arms Trade Treaty"]),
        ("They had to act. The Act was passed in 2019.", []),
    ],
)
def test_a_law_is_an_identifier(text: str, laws: list[str]) -> None:
    assert by_schema(text, "Identifier") == laws
