"""Which passages the English model is asked about, and what is said of the others."""

from averment.extract import extract
from averment.extract.language import parse, parse_all
from averment.passage import Passage
from averment.reading import Reading
from tests.extract.mentioned import SOURCE, by_schema, mentions_of, reading_of


def test_a_language_without_a_model_is_told_once() -> None:
    text = "Завод закупив станки.\nЗавод продав станки."
    problems = extract(reading_of(text, "uk")).problems
    assert [(p.code, p.locator) for p in problems] == [("language_not_covered", f"{SOURCE}#char=0,21")]
    assert "'uk'" in problems[0].message


def test_letters_outweigh_a_wrong_guess() -> None:
    problems = extract(reading_of("Завод закупил станки у поставщика.", "en")).problems
    assert [p.code for p in problems] == ["language_not_covered"]


def test_a_short_line_takes_the_language_of_the_source() -> None:
    passage = Passage(SOURCE, 0, "The drone maker Brontal", language="nl")
    reading = Reading(SOURCE, "text/plain", passage.text, (passage,), (), "test", language="en")
    assert [m.text for m in extract(reading).mentions] == ["Brontal"]


def test_rows_of_a_table_are_searched_by_patterns_only() -> None:
    row = "14.07.2023 | Red Dune Trading FZE | 12 | drones | USD 1,000 | HS code 8542.31"
    assert [m.schema for m in mentions_of(row, kind="row")] == ["Date", "Company", "Money", "Identifier"]


def test_a_passage_reads_the_same_alone_and_in_company() -> None:
    lines = [
        "The drone maker Brontal said so on Monday.",
        "Iran's foreign ministry denied it.",
        "It weighs 44 pounds.",
    ] * 5
    features = ["TAG", "DEP", "HEAD", "ENT_TYPE", "LEMMA"]
    alone = [parse(line).to_array(features).tolist() for line in lines]
    assert [doc.to_array(features).tolist() for doc in parse_all(lines)] == alone


def test_an_empty_source_has_nothing() -> None:
    assert mentions_of("") == ()
    assert by_schema("…", "Person") == []


def test_a_line_in_latin_letters_in_a_russian_or_chinese_paper_is_english() -> None:
    for text, code in (("Norvane Ltd denied the sale.", "ru"), ("Norvane Ltd denied the sale.", "zh")):
        passage = Passage(SOURCE, 0, text, language=code)
        found = extract(Reading(SOURCE, "text/plain", text, (passage,), (), "test", language=code))
        assert [c.stance for c in found.claims] == ["denies"]
