"""The chain of voices: reporter, paper, author, addressee; and who a pronoun is."""

import pytest

from averment.voice import Medium, Role

SPEECH, PAPER, RECORD = Medium.SPEECH, Medium.DOCUMENT, Medium.RECORD
CHAINS = [
    (
        "According to reports submitted by Norvane to the Orlanian Ministry of Defence, the plant has closed.",
        [
            ("reports", Role.DOCUMENT, PAPER),
            ("Norvane", Role.AUTHOR, PAPER),
            ("Orlanian Ministry of Defence", Role.ADDRESSEE, PAPER),
        ],
    ),
    (
        "Another document seen by Reuters revealed that the plant has closed.",
        [("Reuters", Role.REPORTER, PAPER), ("Another document", Role.DOCUMENT, PAPER)],
    ),
    (
        "Based on two invoices reviewed by Reuters, Norvane received seven engines.",
        [("Reuters", Role.REPORTER, PAPER), ("two invoices", Role.DOCUMENT, PAPER)],
    ),
    (
        "A letter from Tashkul Trading to Norvane says that the plant has closed.",
        [
            ("A letter", Role.DOCUMENT, PAPER),
            ("Tashkul Trading", Role.AUTHOR, PAPER),
            ("Norvane", Role.ADDRESSEE, PAPER),
        ],
    ),
    (
        "In a report submitted to the ministry, Norvane outlined its progress.",
        [("a report", Role.DOCUMENT, PAPER), ("Norvane", Role.AUTHOR, PAPER), ("the ministry", Role.ADDRESSEE, PAPER)],
    ),
    (
        "Norvane Dynamics told the ministry that the plant has closed.",
        [("Norvane Dynamics", Role.SPEAKER, SPEECH), ("the ministry", Role.ADDRESSEE, SPEECH)],
    ),
    (
        "Ivan Petrov told Reuters that the plant has closed.",
        [("Reuters", Role.REPORTER, SPEECH), ("Ivan Petrov", Role.SPEAKER, SPEECH)],
    ),
    (
        "Norvane stated that the plant has closed, according to two European intelligence sources.",
        [("two European intelligence sources", Role.SPEAKER, SPEECH), ("Norvane", Role.SPEAKER, SPEECH)],
    ),
    (
        "Norvane shipped 40 engines in March 2023, according to customs records reviewed by the Tashkul Gazette.",
        [("Tashkul Gazette", Role.REPORTER, RECORD), ("customs records", Role.DOCUMENT, RECORD)],
    ),
    (
        "The plant has closed, a contract seen by the Tashkul Gazette shows.",
        [("Tashkul Gazette", Role.REPORTER, PAPER), ("a contract", Role.DOCUMENT, PAPER)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_the_chain_nearest_to_the_reader_first(claims_of, text, expected):
    attributed = [c for c in claims_of(text) if c.voices]
    assert [[(v.name, v.role, v.medium) for v in c.voices] for c in attributed] == [expected]


@pytest.mark.parametrize(
    ("text", "name", "count", "anonymous"),
    [
        ("Two European intelligence sources said the plant has closed.", "Two European intelligence sources", 2, True),
        ("Three people familiar with the matter said the plant has closed.", "Three people", 3, True),
        ("Officials said the plant has closed.", "Officials", None, True),
        ("A spokesperson for the Norvane Group said the plant has closed.", None, None, False),
        ("Ivan Petrov said the plant has closed.", "Ivan Petrov", None, False),
        ("Five documents show that the plant has closed.", "Five documents", 5, False),
    ],
)
def test_unnamed_sources_keep_their_words_and_number(claims_of, text, name, count, anonymous):
    (claim,) = claims_of(text)
    (voice,) = claim.voices
    assert name is None or voice.name == name
    assert (voice.count, voice.anonymous) == (count, anonymous)


def test_a_spokesperson_stands_for_whom_they_speak_for(claims_of):
    (claim,) = claims_of("A spokesperson for Norvane Dynamics Ltd said the plant has closed.")
    (voice,) = claim.voices
    assert voice.name == "A spokesperson for Norvane Dynamics Ltd"
    assert voice.mention is not None


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov studied the wreckage. He said the drone was a copy.",
        "Ivan Petrov said the drone was a copy.\n“It is no secret that they copied it,” he added.",
        "The company’s spokeswoman, Anna Berg, met reporters. She said the plant was closed.",
    ],
)
def test_a_pronoun_with_one_possible_person_is_that_person(claims_of, text):
    voice = claims_of(text)[-1].voices[-1]
    assert voice.name in ("Ivan Petrov", "Anna Berg")
    assert voice.mention is not None
    assert voice.start is None


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Petrov and Oleg Sidorov studied the wreckage. He said the drone was a copy.",
        "The plant has closed. He said the drone was a copy.",
    ],
)
def test_a_pronoun_that_may_be_two_people_or_nobody_stays_a_pronoun(claims_of, text):
    voice = claims_of(text)[-1].voices[-1]
    assert (voice.name, voice.mention) == ("He", None)
    assert text[voice.start : voice.end] == "He"


def test_a_named_person_beside_a_role_is_the_voice(claims_of):
    claim = next(c for c in claims_of("Norvane’s director, Ivan Petrov, said the plant has closed.") if c.voices)
    assert claim.voices[0].name == "Ivan Petrov"


def test_the_paper_a_pronoun_stands_for(claims_of):
    claim = claims_of("The document mentions two plants, though it does not name the owner.")[-1]
    assert claim.negated
    assert claim.voices[0].name == "The document"
