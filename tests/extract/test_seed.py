"""The real article: every organisation, person, place, system and quantity is a mention, rightly typed."""

from pathlib import Path

import pytest

from averment.extract.tables import DATA
from averment.mention import Mention
from tests.extract.mentioned import mentions_of

TABLES = ("name_words.yaml", "known_names.yaml", "places.csv", "quantities.yaml", "identifiers.yaml")
EXPECTED = {
    "Organization": [
        "Reuters", "International Institute for Strategic Studies", "Center for a New American Security", "CNAS", "UN",
        "Science and International Security Institute", "CNN", "Nikkei Asia", "Chinese Communist Party",
        "Advanced Drone Research and Manufacturing Base",
    ],
    "Company": [
        "Almaz-Antey", "IEMZ Kupol", "Kupol", "Xiamen Yun Lu Zhi Hui Co., Ltd.", "TSK Vektor", "TSK Vector", "Redlepus",
        "Redlepus TSK Vector Industrial",
    ],
    "PublicBody": [
        "White House", "Russian Ministry of Defense", "Ministry of Defense", "Chinese Foreign Ministry",
        "White House National Security Council", "U.S. State Department", "Ukrainian government", "Russian military",
    ],
    "Person": [
        "Fabian Hinz", "Samuel Bendett", "Bendett", "Vladyslav Vlasiuk", "David Albright", "Putin",
    ],
    "Country": ["Russia", "China", "Ukraine", "U.S."],
    "Address": [
        "Beijing", "Moscow", "London", "Washington", "Izhevsk", "Shenzhen", "Kashgar", "Xinjiang Province",
        "St. Petersburg",
    ],
    "Good": ["Garpiya-3", "G3", "Garpiya-A1", "REM 1", "Mugin-5", "Reaper"],
    "Quantity": [
        "60%", "2,000 kilometers", "50 kilograms", "two invoices", "seven military drones", "two", "one invoice",
        "five documents", "two reports", "44 pounds", "20 kilograms", "400 kilograms", "three companies", "80 hectares",
        "800 drones annually", "140,000 drones", "tenfold", "37 Chinese drones", "two European intelligence sources",
        "two European intelligence agency personnel",
    ],
    "Money": ["Chinese yuan", "$103,000"],
    "Date": [
        "earlier this year", "Wednesday (September 25)", "2022", "September 24", "last week", "last summer",
        "February 2022",
        "first half of this year", "last year on March 16", "within eight months", "Last week", "2023", "this year",
        "July 1st last year", "December 2022 and April 2023",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> tuple[Mention, ...]:
    article = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"
    if not article.is_file():
        pytest.skip("../shared (reference data) is not beside the project")
    return mentions_of(article.read_bytes().decode("utf-8"), "2024-09-26")


@pytest.mark.parametrize("schema", sorted(EXPECTED))
def test_everything_is_a_mention_of_the_right_kind(schema: str, found: tuple[Mention, ...]) -> None:
    have = {m.text for m in found if m.schema == schema}
    assert have >= set(EXPECTED[schema])


def test_nothing_else_is_a_name(found: tuple[Mention, ...]) -> None:
    named = {(m.schema, m.text) for m in found}
    assert named <= {(schema, text) for schema, listed in EXPECTED.items() for text in [*listed, "One document"]}


def test_short_names_point_to_full_ones(found: tuple[Mention, ...]) -> None:
    by_id = {m.id: m.text for m in found}
    assert {m.text: by_id[m.alias_of] for m in found if m.alias_of} == {
        "G3": "Garpiya-3",
        "CNAS": "Center for a New American Security",
        "Kupol": "IEMZ Kupol",
        "Bendett": "Samuel Bendett",
        "Redlepus": "Redlepus TSK Vector Industrial",
        "Ministry of Defense": "Russian Ministry of Defense",
    }


def test_no_table_knows_the_article() -> None:
    for name in ("Kupol", "Redlepus", "Garpiya", "Vektor", "Mugin", "Bendett", "Vlasiuk", "Hinz"):
        assert not [table for table in TABLES if name in (DATA / table).read_text(encoding="utf-8")]
