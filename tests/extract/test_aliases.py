"""Short names tied to full ones: only by what the text says, only where one fits."""

import pytest

from averment.extract import extract
from averment.passage import Passage
from averment.reading import Reading
from tests.extract.mentioned import SOURCE, mentions_of


def ties(text: str) -> dict[str, str]:
    """Short name to full name."""
    found = mentions_of(text)
    by_id = {m.id: m for m in found}
    return {m.text: by_id[m.alias_of].text for m in found if m.alias_of}


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("A drone called Korvat-3 (K3) flew. The K3 landed.", {"K3": "Korvat-3"}),
        (
            "The Center for a New Balkan Security (CNBS) said so. CNBS had said it before.",
            {"CNBS": "Center for a New Balkan Security"},
        ),
        ("Samuel Lindner, an analyst, spoke. Later Lindner agreed.", {"Lindner": "Samuel Lindner"}),
        ("Khaled al-Rashid, a businessman, left. Al-Rashid did not reply.", {"Al-Rashid": "Khaled al-Rashid"}),
        ("The engine maker AVTZ Brontal grew. Brontal, a firm in Tula, hired.", {"Brontal": "AVTZ Brontal"}),
        ("Tengri Parts LLP paid. Tengri Parts denied it.", {"Tengri Parts": "Tengri Parts LLP"}),
        ("The Presidency of Defence Industries (SSB) licensed it.", {"SSB": "Presidency of Defence Industries"}),
    ],
)
def test_ties(text: str, tie: dict[str, str]) -> None:
    assert ties(text) == tie


def test_words_from_the_middle_of_a_name_are_another_name() -> None:
    text = "Redleaf TSK Vector Industrial worked with a company named TSK Vektor. TSK Vector did not respond."
    assert "TSK Vector" not in ties(text)


def test_two_people_of_one_family_name_leave_it_open() -> None:
    text = "Anna Berg, a lawyer, and Karl Berg, a trader, met. Berg declined to comment."
    assert ties(text) == {}


def test_an_alias_points_to_the_nearest_mention_before_it() -> None:
    found = mentions_of("Samuel Lindner, an analyst, spoke. Samuel Lindner left. Lindner came back.")
    names = [m for m in found if m.schema == "Person"]
    assert names[-1].alias_of == names[1].id
    assert names[-1].alias_reason == "the family name, and no other name in this source does" or names[-1].alias_reason


def test_an_abbreviation_of_common_words_is_no_name() -> None:
    assert mentions_of("They export unmanned aerial vehicles (UAVs). UAVs are many.") == ()


def test_names_on_two_lines_are_tied_too() -> None:
    text = "A report by Tengri\nParts LLP. Tengri\nParts paid $5\nmillion."
    reading = Reading(SOURCE, "text/plain", text, (Passage(SOURCE, 0, text, language="en"),), (), "test", language="en")
    full, short, money = extract(reading).mentions
    assert (full.text, short.text, money.text) == ("Tengri\nParts LLP", "Tengri\nParts", "$5\nmillion")
    assert short.alias_of == full.id


def test_a_short_name_in_brackets_may_come_from_the_middle() -> None:
    text = "Shenzhen Varlun Electronic Technology Co., Ltd. (Varlun) denied it. Varlun has two plants."
    assert ties(text) == {"Varlun": "Shenzhen Varlun Electronic Technology Co., Ltd."}


def test_a_name_in_another_script_in_brackets() -> None:
    text = "He runs Ningbo Daheng Power Co., Ltd. (宁波大恒动力有限公司) from home."
    assert ties(text) == {"宁波大恒动力有限公司": "Ningbo Daheng Power Co., Ltd."}


def test_two_firms_that_share_a_word_leave_the_short_name_untied() -> None:
    text = "Shanghai Horvan Power Co., Ltd. owns Horvan Aviation Limited. The company Horvan did not reply."
    assert "Horvan" not in ties(text)


@pytest.mark.parametrize(
    "link", [", a Deira-based wholesaler better known as", ", better known by its Russian acronym", ", also known as"]
)
def test_better_known_as(link: str) -> None:
    text = f"The buyer was Orchid Electronics Trading Ltd{link} ORET. The firm ORET paid."
    assert ties(text) == {"ORET": "Orchid Electronics Trading Ltd"}


def test_what_a_party_is_part_of_is_not_its_other_name() -> None:
    text = "The buyer was Orchid Electronics Trading Ltd, a subsidiary of a firm called Velmar. The firm Velmar paid."
    assert "Velmar" not in ties(text)
