"""Sentences in which a claim was once put in the wrong mouth, missed, or cut: each form stays mended."""

import pytest

from averment.stance import Stance
from averment.voice import Role


def told(claims):
    """Stance, voices and content of each claim, in the order of the text."""
    return [(c.stance.value, [v.name for v in c.voices], c.content.text) for c in claims]


STOPPED = (
    "Reportedly, a fourth shipment was stopped at the port; the customs board confirmed the seizure but declined "
    "to give details."
)

SENTENCES = [
    (
        "A spokesman for Norvane would not discuss the plant.\nOne of them said he saw crates marked in Chinese.",
        ("asserts", ["One of them"], "crates marked in Chinese"),
    ),
    (
        "Ivan Petrov denied the report. An official said he saw the crates.",
        ("asserts", ["An official"], "he saw the crates"),
    ),
    (
        "Norvane's press office, asked about the shipments, said it was “not aware of the order”.",
        ("unaware", ["Norvane's press office"], "the order"),
    ),
    (
        STOPPED,
        ("alleges", [], "a fourth shipment was stopped at the port"),
    ),
    (
        STOPPED,
        ("confirms", ["the customs board"], "the seizure"),
    ),
    (
        STOPPED,
        ("declined", ["the customs board"], "give details"),
    ),
    (
        "Norvane Trading, which took over the orders in May according to one official, could not be reached.",
        ("no_response", ["Norvane Trading"], "reached"),
    ),
    (
        "Norvane Trading, which took over the orders in May according to one official, could not be reached.",
        ("asserts", ["one official"], "took over the orders in May"),
    ),
    (
        "Norvane Ltd did not respond to a request for comment. Nor did Petrov, who could not be reached by phone.",
        ("no_response", ["Petrov"], "a request for comment"),
    ),
    (
        "Norvane Ltd did not respond to a request for comment. Nor did Petrov, who could not be reached by phone.",
        ("no_response", ["Petrov"], "reached"),
    ),
    (
        "Norvane Ltd did not immediately return a request for comment, nor did the embassy of Orlania.",
        ("no_response", ["the embassy of Orlania"], "a request for comment"),
    ),
    (
        "A contract and two invoices, which could not be authenticated by Reuters, indicated that Norvane paid.",
        ("could_not_verify", ["Reuters"], "A contract and two invoices"),
    ),
    (
        "The Orlanian trader said it was not aware of any re-export of its chips.",
        ("unaware", ["The Orlanian trader"], "any re-export of its chips"),
    ),
    (
        "TASHKUL, March 3 (Reuters) - Norvane Ltd sold 400 engines to Orlan LLC, two officials told Reuters.",
        ("asserts", ["Reuters", "two officials"], "Norvane Ltd sold 400 engines to Orlan LLC"),
    ),
    (
        "TASHKUL/PELGRAD — Norvane Ltd sold 400 engines to Orlan LLC, two officials said.",
        ("asserts", ["two officials"], "Norvane Ltd sold 400 engines to Orlan LLC"),
    ),
    ("Moscow has dismissed such findings as fabrications.", ("denies", ["Moscow"], "such findings")),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_claim_has_its_own_voice_and_words(claims_of, text, expected):
    assert expected in told(claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "It was unclear whether Petrov knew who the buyer was.",
        "It is not clear if Petrov believed that the goods were legal.",
        "It remains unknown who told Petrov that the goods were legal.",
    ],
)
def test_what_is_left_open_is_nobodys_claim(claims_of, text):
    assert not [c for c in claims_of(text) if c.voices]


@pytest.mark.parametrize(
    "text",
    [
        "He would neither confirm nor deny that the goods went to Orlan LLC.",
        "Petrov declined to confirm or deny that the goods went to Orlan LLC.",
    ],
)
def test_what_is_neither_confirmed_nor_denied_is_not_said(claims_of, text):
    assert [c.stance for c in claims_of(text)] == [Stance.DECLINED]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow has dismissed such findings as fabrications.",
        "A lawyer for Norvane said his client called the allegations “baseless”.",
        "A lawyer for Norvane called the allegations “baseless”.",
    ],
)
def test_one_denial_is_one_claim(claims_of, text):
    assert [(c.stance, len([v for v in c.voices if v.role is Role.SPEAKER])) for c in claims_of(text)] == [
        (Stance.DENIES, 1)
    ]


def test_a_letter_has_its_author_whoever_the_parser_ties_it_to(claims_of):
    text = (
        "In a letter to the Trade Department seen by this newspaper, Norvane's director, Ivan Petrov, insisted "
        "his firm “has never supplied the army”."
    )
    (claim,) = [c for c in claims_of(text) if "never supplied" in c.content.text]
    assert [(v.name, v.role.value) for v in claim.voices] == [
        ("this newspaper", "reporter"),
        ("a letter", "document"),
        ("Ivan Petrov", "author"),
        ("Trade Department", "addressee"),
    ]
    assert claim.negated


def test_one_of_them_leaves_a_person_unnamed(claims_of):
    (voice,) = claims_of("Three workers left in May. One of them said that the firm used two fronts.")[-1].voices
    assert (voice.name, voice.count, voice.anonymous, voice.mention) == ("One of them", 1, True, None)


@pytest.mark.parametrize(
    "text",
    [
        "NATO — Orlania’s closest ally — said the plant was closed.",
        "Norvane could not be reached by road for six days.",
        "The city did not fall, nor did the snow.",
    ],
)
def test_these_are_no_datelines_and_no_answers(claims_of, text):
    claims = claims_of(text)
    assert all(c.stance is Stance.ASSERTS for c in claims)
    assert all(c.content.start != text.index("said") for c in claims)
