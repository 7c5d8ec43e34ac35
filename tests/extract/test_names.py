"""People, companies, bodies, organisations, places, ships: found whole, typed by what the text says."""

import pytest

from tests.extract.mentioned import by_schema, mentions_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was built by Shenzhen Lanfei Technology Co., Ltd. in May.", "Shenzhen Lanfei Technology Co., Ltd."),
        ("Invoices from Ostrava Kabel s.r.o. were found.", "Ostrava Kabel s.r.o."),
        ("Red Dune General Trading FZE paid for it.", "Red Dune General Trading FZE"),
        ("The buyer was OOO Volna-Pribor of Tver.", "OOO Volna-Pribor"),
        ("Goods went to Bright Lane (HK) Limited first.", "Bright Lane (HK) Limited"),
        ("They wired money to Demir Makina Sanayi ve Ticaret A.Ş. twice.", "Demir Makina Sanayi ve Ticaret A.Ş."),
        ("A contract with Tulpar Avia LLP was signed.", "Tulpar Avia LLP"),
        ("Keller & Voss GmbH denied it.", "Keller & Voss GmbH"),
    ],
)
def test_a_legal_form_makes_a_company(text: str, name: str) -> None:
    assert by_schema(text, "Company") == [name]


def test_two_companies_with_forms_stay_two() -> None:
    text = "They used North Quay Shipping Ltd and Alder Freight Inc. as fronts."
    assert by_schema(text, "Company") == ["North Quay Shipping Ltd", "Alder Freight Inc."]


@pytest.mark.parametrize(
    "text",
    [
        "The drone maker Brontal shipped the parts.",
        "Brontal, a state-owned company, shipped the parts.",
        "A subsidiary of Brontal shipped the parts.",
        "The parts came from a company called Brontal last year.",
        "Brontal is a supplier of engines.",
    ],
)
def test_what_stands_beside_a_name_makes_it_a_company(text: str) -> None:
    assert by_schema(text, "Company") == ["Brontal"]


def test_a_name_decided_once_is_decided_everywhere() -> None:
    text = "Veyra did not answer.\nThe crates bore the mark of Veyra.\nThe engine maker Veyra moved to Perm in 2019."
    assert by_schema(text, "Company") == ["Veyra"] * 3


def test_a_part_of_a_company_name_is_the_company() -> None:
    text = "Golden Lark General Trading LLC was set up in 2022. Golden Lark did not reply."
    assert by_schema(text, "Company") == ["Golden Lark General Trading LLC", "Golden Lark"]


def test_names_in_a_list_are_of_one_kind() -> None:
    text = "The suppliers were the chipmaker Lumentis, Corvexa and Altimo."
    assert by_schema(text, "Company") == ["Lumentis", "Corvexa", "Altimo"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Russian Ministry of Defense said so.", "Russian Ministry of Defense"),
        ("The Kazakh Ministry of Trade and Integration said so.", "Kazakh Ministry of Trade and Integration"),
        ("The Ukrainian government denied it.", "Ukrainian government"),
        ("Iran's foreign ministry denied it.", "Iran's foreign ministry"),
        ("The U.S. State Department declined.", "U.S. State Department"),
        ("The Bureau of Industry and Security declined.", "Bureau of Industry and Security"),
        ("The National Bank of Georgia declined.", "National Bank of Georgia"),
    ],
)
def test_bodies_of_a_state(text: str, name: str) -> None:
    assert by_schema(text, "PublicBody") == [name]


def test_military_equipment_is_no_body_of_a_state() -> None:
    assert by_schema("Russian military equipment was seen near the border.", "PublicBody") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A report by the Center for a New Balkan Security said so.", "Center for a New Balkan Security"),
        ("He heads the Science and International Affairs Institute.", "Science and International Affairs Institute"),
        ("It was first told by Harbor Times reporters.", "Harbor Times"),
        ("Members of the Panel of Experts on Yemen agreed.", "Panel of Experts on Yemen"),
    ],
)
def test_organisations_with_small_words_inside(text: str, name: str) -> None:
    assert name in by_schema(text, "Organization")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Russian President Viktor Lebed spoke.", ["Viktor Lebed"]),
        ("Maria Solano, a researcher at the institute, agreed.", ["Maria Solano"]),
        ("Deputy Secretary of the Treasury Walter Adebayo agreed.", ["Walter Adebayo"]),
        ("Sergei K. Morozov and Khaled al-Rashid agreed.", ["Sergei K. Morozov", "Khaled al-Rashid"]),
        ("Defence Minister Shin Dae-sik told lawmakers.", ["Shin Dae-sik"]),
        ("“It works,” said analyst Jean-Pierre van der Meer.", ["Jean-Pierre van der Meer"]),
    ],
)
def test_people_without_their_titles(text: str, names: list[str]) -> None:
    assert by_schema(text, "Person") == names


def test_places_inside_compounds() -> None:
    text = "The London-based group watches the Russia-Ukraine border, and the Kashgar region of Xinjiang Province."
    assert by_schema(text, "Address") == ["London", "Kashgar", "Xinjiang Province"]
    assert by_schema(text, "Country") == ["Russia", "Ukraine"]


def test_a_country_carries_its_code() -> None:
    (found,) = mentions_of("It came from Türkiye.")
    assert (found.schema, found.value) == ("Country", {"country": "TR"})


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Amber Dawn left port.",
        "The Palau-flagged Amber Dawn left port.",
        "Amber Dawn (IMO 9074729) left port.",
        "The freighter “Amber Dawn” left port.",
        "The MV Amber Dawn left port.",
    ],
)
def test_ships(text: str) -> None:
    assert by_schema(text, "Vessel") == ["Amber Dawn"]


def test_what_is_never_a_name() -> None:
    text = (
        "He said that they and Western officials feared unmanned aerial vehicles (UAVs). UAVs are many. "
        "It violates the Export Control Reform Act and Executive Order 13224. "
        "The company and its Chinese partner agreed."
    )
    assert [m.text for m in mentions_of(text) if m.schema in ("Person", "Company", "Organization", "Good")] == []


def test_possessives_quotes_and_articles_stay_outside() -> None:
    text = "The Kremlin’s aide quoted “the Harbor Institute’s” paper."
    assert [m.text for m in mentions_of(text)] == ["Kremlin", "Harbor Institute"]


def test_a_heading_in_capitals_takes_its_names_from_the_text() -> None:
    text = "Secret Plant Builds Engines For Brontal Under New Management\nThe engine maker Brontal denied it."
    assert by_schema(text, "Company") == ["Brontal", "Brontal"]


def test_russian_and_chinese_companies_by_their_form() -> None:
    russian = mentions_of("ООО «Северный Ветер» закупило станки у завода «Прогресс».", language="ru")
    assert [m.text for m in russian if m.schema == "Company"] == ["ООО «Северный Ветер»", "Прогресс"]
    chinese = mentions_of("合同由深圳市蓝飞科技有限公司签署。", language="zh")
    assert [m.text for m in chinese if m.schema == "Company"] == ["深圳市蓝飞科技有限公司"]


def test_a_manager_of_a_named_firm_is_a_person_with_both_names() -> None:
    text = 'Okan Deniz, Brontal\'s export manager, denied it. "We knew nothing," Deniz said in an email to us.'
    assert by_schema(text, "Person") == ["Okan Deniz", "Deniz"]


def test_a_name_before_somebody_elses_remark_is_no_person_for_it() -> None:
    text = "Ruslan Holm of Veltor Ltd left. When we called the number of Veltor, a woman said he was away."
    assert by_schema(text, "Person") == ["Ruslan Holm"]
    assert "Veltor" not in by_schema(text, "Person")


def test_what_a_founder_is_goes_before_what_his_firm_sold() -> None:
    text = "Alder Links Ltd, founded in 2021 by Ivo Tarnov, a Latvian national, exported chips made by Intel to a lab."
    assert by_schema(text, "Person") == ["Ivo Tarnov"]
    assert by_schema(text, "Good") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("China's Tarbach Aircraft Engine Co., known as Xiamen Tarbach, shipped engines.", "Xiamen Tarbach"),
        ("The goods shared a floor with Zhetoy Vareld, whose director, Ana Bek, was away.", "Zhetoy Vareld"),
        ("Chipmaker Morvexa cut off two firms.", "Morvexa"),
        ("OSLO — Chipmaker Morvexa cut off two firms.", "Morvexa"),
        ("The buyer was Tolmet Snab in the end.", "Tolmet Snab"),
    ],
)
def test_companies_without_a_legal_form(text: str, name: str) -> None:
    assert name in by_schema(text, "Company")


def test_a_think_tank_is_no_tank() -> None:
    assert by_schema("According to the think tank K4DAS, most came by sea.", "Organization") == ["K4DAS"]


def test_an_outlet_known_with_its_article_keeps_it() -> None:
    text = "A firm shipped microchips, an investigation by The Insider and Nikkei has found."
    assert by_schema(text, "Organization") == ["The Insider", "Nikkei"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Estonia's tax and customs board confirmed the seizure.", ["Estonia's tax and customs board"]),
        ("Germany’s customs investigation office declined.", ["Germany’s customs investigation office"]),
        ("The Swedish export inspectorate opened a case.", ["Swedish export inspectorate"]),
        ("Latvia's export control office, VEKA, referred us on.", ["Latvia's export control office", "VEKA"]),
        ("A French board of engineers met.", []),
    ],
)
def test_offices_of_a_state_in_lower_case(text: str, names: list[str]) -> None:
    assert by_schema(text, "PublicBody") == names


def test_a_model_after_its_known_maker() -> None:
    text = "They installed a DMG Mori DMU 50 there."
    assert by_schema(text, "Company") == ["DMG Mori"]
    assert by_schema(text, "Good") == ["DMU 50"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Assistant U.S. Attorney Melinda Grantham told the court so.", "Melinda Grantham"),
        ("Baroness Hilda Wynner urged them to act.", "Hilda Wynner"),
    ],
)
def test_more_titles(text: str, name: str) -> None:
    assert by_schema(text, "Person") == [name]


def test_who_is_asked_and_does_not_answer_is_a_party() -> None:
    text = "Neither Rosaviarit nor Sibtek Optics LLC commented on the report."
    assert by_schema(text, "Organization") == ["Rosaviarit"]


def test_a_short_name_of_a_firm_that_does_not_answer_is_still_the_firms() -> None:
    text = "They bought from Velpus Norda Industrial in Shenzhen. Velpus did not respond to requests for comment."
    assert by_schema(text, "Company") == ["Velpus Norda Industrial", "Velpus"]


@pytest.mark.parametrize(
    ("text", "schema", "name"),
    [
        ("The Ukrainian NGO Trap Hunter traced it.", "Organization", "Trap Hunter"),
        (
            "The Holm-Bauer International Working Group traced it.",
            "Organization",
            "Holm-Bauer International Working Group",
        ),
        ("It is a unit of Rotor Engine Corporation of China (RECC).", "Company", "Rotor Engine Corporation of China"),
        ("He was tried in the Eastern District of New York.", "Address", "Eastern District of New York"),
    ],
)
def test_names_are_found_whole(text: str, schema: str, name: str) -> None:
    assert name in by_schema(text, schema)
