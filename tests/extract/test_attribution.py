"""Who said what: every form in which a sentence hands its words to somebody."""

import pytest

from averment.stance import Stance


def said(claims):
    """(voices, content) of every attributed claim; voices nearest to the reader first."""
    return [(" < ".join(v.name for v in c.voices), c.content.text) for c in claims if c.cue or c.voices]


ONE = [
    ("Norvane said that it had sold the engines.", "Norvane", "it had sold the engines"),
    ("Norvane said it had sold the engines.", "Norvane", "it had sold the engines"),
    (
        "The drones, officials said, were made in Orlania.",
        "officials",
        "The drones, officials said, were made in Orlania",
    ),
    ("The plant has closed, said Ivan Petrov.", "Ivan Petrov", "The plant has closed"),
    ("“The plant has closed,” Ivan Petrov said.", "Ivan Petrov", "The plant has closed"),
    ('"The plant has closed," Ivan Petrov said.', "Ivan Petrov", "The plant has closed"),
    ("Ivan Petrov said: “The plant has closed.”", "Ivan Petrov", "The plant has closed"),
    ("According to Ivan Petrov, the plant has closed.", "Ivan Petrov", "the plant has closed"),
    ("The plant has closed, according to two officials.", "two officials", "The plant has closed"),
    ("A survey found that 40% of the firms had stopped exports.", "A survey", "40% of the firms had stopped exports"),
    ("One document shows that the plant has closed.", "One document", "the plant has closed"),
    ("The G9 is a copy, an expert who examined the wreckage said.", "an expert", "The G9 is a copy"),
    ("The plant has closed, as the ministry put it.", "the ministry", "The plant has closed"),
    ("Orlania accused Norvane of smuggling.", "Orlania", "Norvane of smuggling"),
    ("The minister called the deal a mistake.", "The minister", "the deal a mistake"),
    ("The ministry expressed concern about the drones.", "The ministry", "concern about the drones"),
    ("The minister warned of shortages.", "The minister", "shortages"),
    ("Norvane urged the ministry to lift the ban.", "Norvane", "the ministry to lift the ban"),
]


@pytest.mark.parametrize(("text", "voices", "content"), ONE)
def test_one_voice_and_its_words(claims_of, text, voices, content):
    assert said(claims_of(text)) == [(voices, content)]


@pytest.mark.parametrize(
    "text",
    [
        "It was revealed that the plant had closed.",
        "It emerged that the plant had closed.",
        "The plant has reportedly closed.",
        "The plant is said to have closed.",
        "Rumors that the plant had closed spread quickly.",
    ],
)
def test_what_nobody_vouches_for_is_alleged(claims_of, text):
    (claim,) = [c for c in claims_of(text) if c.cue]
    assert claim.stance is Stance.ALLEGES
    assert claim.voices == ()


def test_a_quotation_over_several_sentences_is_one_claim(claims_of):
    found = said(claims_of("“We sold them in 2021. We did not know the buyer. It was legal,” Ivan Petrov said."))
    assert found == [("Ivan Petrov", "We sold them in 2021. We did not know the buyer. It was legal")]


def test_a_quotation_that_goes_on_after_its_speaker(claims_of):
    found = said(claims_of("“We sold them,” Ivan Petrov told the Orlan Post. “It was legal in every way.”"))
    assert found == [
        ("Orlan Post < Ivan Petrov", "We sold them"),
        ("Orlan Post < Ivan Petrov", "It was legal in every way"),
    ]


def test_a_paragraph_that_is_only_a_quotation_belongs_to_the_speaker_before(claims_of):
    found = said(claims_of("“We sold them,” Ivan Petrov said.\n“Nobody asked us what they were for.”"))
    assert found[1] == ("Ivan Petrov", "Nobody asked us what they were for.")


def test_a_quotation_left_open_goes_on_in_the_next_paragraph(claims_of):
    found = said(claims_of("Ivan Petrov said: “We sold them.\n“Nobody asked us what they were for.”"))
    assert [voice for voice, _ in found] == ["Ivan Petrov", "Ivan Petrov"]


def test_a_sentence_after_a_closed_quotation_is_not_its_cue(claims_of):
    found = claims_of("“We sold them,” said Ivan Petrov. “It was legal.” He added that the goods were civilian.")
    assert [c.cue.text for c in found if c.cue] == ["said", "said", "added"]


def test_a_name_in_quotation_marks_is_nobodys_words(claims_of):
    assert claims_of("The company calls itself “Northern Star” on its website.") == ()


def test_each_of_two_sources_makes_its_own_claim(claims_of):
    found = said(claims_of("According to two officials and documents seen by Reuters, the plant has closed."))
    assert sorted(v for v, _ in found) == ["Reuters < documents", "two officials"]


def test_clauses_of_one_statement_are_claims_of_their_own(claims_of):
    found = said(claims_of("Ivan Petrov warned that the deal could fail, and Orlania should be careful."))
    assert [content for _, content in found] == ["the deal could fail", "Orlania should be careful"]


def test_a_participle_of_saying_has_the_speaker_of_the_sentence(claims_of):
    found = claims_of("Orlania has denied that its companies provide weapons, stating that they remain neutral.")
    assert [(c.stance, c.voices[0].name) for c in found] == [(Stance.DENIES, "Orlania"), (Stance.ASSERTS, "Orlania")]
    assert found[0].content.text == "its companies provide weapons"


def test_a_headline_with_a_colon(claims_of):
    assert said(claims_of("Poll: Orlanians want peace")) == [("Poll", "Orlanians want peace")]
    assert said(claims_of("Payment: 3 May")) == []


def test_an_entry_in_a_record_is_what_the_record_says(claims_of):
    (claim,) = claims_of("The drones were labelled in customs records as toys.")
    assert [(v.name, v.role, v.medium) for v in claim.voices] == [("customs records", "document", "record")]


def test_a_newsroom_that_cites_a_record(claims_of):
    (claim,) = claims_of("Reuters reported, citing customs data, that Norvane imported 300 engines.")
    assert [(v.name, v.role) for v in claim.voices] == [("Reuters", "reporter"), ("customs data", "document")]
    assert claim.content.text == "Norvane imported 300 engines"


def test_the_place_is_the_whole_sentence(claims_of):
    text = "It rained. Norvane said it had sold the engines. It rained."
    (claim,) = claims_of(text)
    assert claim.quote == "Norvane said it had sold the engines."


def test_a_bracket_that_is_opened_is_closed(claims_of):
    (claim,) = claims_of("The ministry said Orlania controls the export of unmanned aerial vehicles (UAVs).")
    assert claim.content.text.endswith("(UAVs)")


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Two invoices that Reuters examined show that the plant has closed.", "Reuters < Two invoices"),
        ("One of the papers, which Reuters reviewed, says that the plant has closed.", "Reuters < One of the papers"),
        ("The plant has closed, Anna Berg, an adviser to the ministry, said.", "Anna Berg"),
        ("The plant has closed, the Tashkul Gazette reported.", "Tashkul Gazette"),
    ],
)
def test_forms_that_the_parser_reads_wrongly(claims_of, text, voices):
    assert (voices, "closed") in [(v, content.split()[-1]) for v, content in said(claims_of(text))]


def test_two_papers_that_one_newsroom_saw(claims_of):
    found = said(claims_of("The plant has closed, according to an invoice and a letter seen by the Tashkul Gazette."))
    assert sorted(v for v, _ in found) == ["Tashkul Gazette < a letter", "Tashkul Gazette < an invoice"]


def test_a_quotation_of_one_sentence_has_the_modality_of_its_verb(claims_of):
    (claim,) = claims_of("“If the plant is closed, the army has no engines,” Ivan Petrov said.")
    assert claim.modality == "conditional"


def test_an_apposition_and_a_date_around_the_verb_at_the_end(claims_of):
    text = "About 60% of the parts came from Orlania, Anna Berg, an adviser to the ministry, said on 3 May 2024."
    (claim,) = [c for c in claims_of(text) if c.cue]
    assert (claim.voices[0].name, claim.modality) == ("Anna Berg", "quantified")
    assert claim.content.text == "About 60% of the parts came from Orlania"
