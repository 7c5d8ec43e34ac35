"""Claims as a whole: what is covered, what is kept apart, and texts that try to break it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.stance import Stance

WORDS = [
    "Norvane",
    "said",
    "that",
    "“",
    "”",
    '"',
    ",",
    ".",
    "Reuters",
    "’s",
    "requests",
    "(",
    ")",
    "he",
    "who",
    "denied",
]
ODDITIES = ["if", "—", ":", "…", "及", "Купол", "\U0001f681", "\u00a0", "\t"]
PHRASES = ["according to", "did not respond to", "nor could it confirm", "the report"]
PIECES = st.lists(st.sampled_from([*WORDS, *ODDITIES, *PHRASES]), max_size=30)


@given(PIECES)
@settings(max_examples=60, deadline=None)
def test_any_words_in_any_order_keep_their_places(claims_of, pieces):
    claims_of(" ".join(pieces))


def test_offsets_count_from_the_start_of_the_source_not_of_the_passage(claims_of):
    text = "Ünder “α” 🚁 rain.\n\n\nNorvane said the plant 🚁 has closed.\n"
    (claim,) = claims_of(text)
    assert text[claim.content.start : claim.content.end] == "the plant 🚁 has closed"


def test_the_same_text_gives_the_same_claims(claims_of):
    text = "Norvane and Tashkul did not respond to requests for comment. Officials said the plant could close."
    assert [c.id for c in claims_of(text)] == [c.id for c in claims_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "said " * 3000,
        "“" * 2000 + "he said",
        "Norvane said that " * 400 + "it rained.",
        "A, " * 2000 + "and B did not respond to requests for comment.",
        "according to " * 1500,
        "(" * 1500 + "who said" + ")" * 1500,
    ],
)
def test_hostile_text_costs_no_more_than_its_length(claims_of, text):
    began = time.perf_counter()
    claims_of(text)
    assert time.perf_counter() - began < 30


def test_the_sources_own_figures_and_dates_about_something_named_are_claims(claims_of):
    (claim,) = claims_of("Norvane Dynamics Ltd built 300 drones in 2021.")
    assert (claim.voices, claim.cue, claim.stance) == ((), None, Stance.ASSERTS)


def test_what_names_nothing_or_counts_nothing_is_no_claim(claims_of):
    assert claims_of("Norvane Dynamics Ltd is growing.") == ()
    assert claims_of("It rained for three days.") == ()


def test_the_world_claim_and_the_saying_of_it_are_not_mixed(claims_of):
    (claim,) = claims_of("Norvane Dynamics Ltd said it built 300 drones in 2021.")
    assert claim.voices[0].name == "Norvane Dynamics Ltd"


def test_a_statement_put_two_ways_is_two_claims(claims_of):
    found = claims_of("The Orlan Centre covers 80 hectares and is expected to make 800 drones a year.")
    assert [(c.modality, c.content.text) for c in found] == [
        ("fact", "The Orlan Centre covers 80 hectares"),
        ("expected", "is expected to make 800 drones a year"),
    ]
