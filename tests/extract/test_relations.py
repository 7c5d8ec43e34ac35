"""Relations: stated, never guessed, and placed in the claim that states them."""

import pytest


def triples(claims):
    """Every relation of the claims. The full stop of "Ltd." may be the name's or the sentence's."""
    ends = ((t.subject.text.rstrip("."), t.predicate, t.object.text.rstrip(".")) for c in claims for t in c.triples)
    return sorted(set(ends))


STATED = [
    (
        "Tashkul Trading LLC, a subsidiary of Orlan Holding Ltd, has closed.",
        [("Tashkul Trading LLC", "subsidiary_of", "Orlan Holding Ltd")],
    ),
    (
        "Tashkul Trading LLC is a subsidiary of Orlan Holding Ltd.",
        [("Tashkul Trading LLC", "subsidiary_of", "Orlan Holding Ltd")],
    ),
    (
        "A subsidiary of Orlan Holding Ltd, Tashkul Trading LLC, has built a drone called Vetra-2.",
        [("Tashkul Trading LLC", "maker_of", "Vetra-2"), ("Tashkul Trading LLC", "subsidiary_of", "Orlan Holding Ltd")],
    ),
    ("Tashkul Trading LLC is owned by Orlan Holding Ltd.", [("Orlan Holding Ltd", "owner_of", "Tashkul Trading LLC")]),
    (
        "Tashkul Trading LLC acted as an intermediary between Norvane Dynamics Ltd and a Lestrian supplier.",
        [
            ("Tashkul Trading LLC", "intermediary_for", "Lestrian supplier"),
            ("Tashkul Trading LLC", "intermediary_for", "Norvane Dynamics Ltd"),
        ],
    ),
    (
        "Norvane Dynamics Ltd supplied 40 engines to Tashkul Trading LLC.",
        [
            ("Norvane Dynamics Ltd", "supplied", "40 engines"),
            ("Norvane Dynamics Ltd", "supplier_to", "Tashkul Trading LLC"),
            ("Tashkul Trading LLC", "received", "40 engines"),
        ],
    ),
    (
        "Tashkul Trading LLC bought engines from Norvane Dynamics Ltd.",
        [
            ("Norvane Dynamics Ltd", "supplied", "engines"),
            ("Norvane Dynamics Ltd", "supplier_to", "Tashkul Trading LLC"),
            ("Tashkul Trading LLC", "received", "engines"),
        ],
    ),
    ("The Vetra-2 drone is manufactured by Norvane Dynamics Ltd.", [("Norvane Dynamics Ltd", "maker_of", "Vetra-2")]),
    ("The Vetra-2 drone is an upgraded version of the Vetra-1 drone.", [("Vetra-2", "variant_of", "Vetra-1")]),
    ("Norvane Dynamics Ltd, based in Shenzhen, has closed.", [("Norvane Dynamics Ltd", "located_in", "Shenzhen")]),
    (
        "Norvane Dynamics Ltd, Tashkul Trading LLC and Orlan Holding Ltd planned to build a drone centre in Shenzhen.",
        [
            ("Norvane Dynamics Ltd", "joint_venture_with", "Orlan Holding Ltd"),
            ("Norvane Dynamics Ltd", "joint_venture_with", "Tashkul Trading LLC"),
            ("Tashkul Trading LLC", "joint_venture_with", "Orlan Holding Ltd"),
            ("drone centre", "located_in", "Shenzhen"),
        ],
    ),
    (
        "Ivan Petrov, a researcher at Orlan University, said it rained.",
        [("Ivan Petrov", "position_at", "Orlan University")],
    ),
    (
        "Tashkul Trading LLC paid Norvane Dynamics Ltd $2 million.",
        [("Tashkul Trading LLC", "paid", "Norvane Dynamics Ltd")],
    ),
    (
        "Norvane Dynamics Ltd was sanctioned by the United States in 2022.",
        [("Norvane Dynamics Ltd", "listed_by", "United States")],
    ),
    (
        "The Vetra-2 drone has a range of 2,000 kilometers and a payload of 50 kilograms.",
        [("Vetra-2", "figure_of", "2,000 kilometers"), ("Vetra-2", "figure_of", "50 kilograms")],
    ),
    (
        "Norvane Dynamics Ltd cooperated with Tashkul Trading LLC.",
        [("Norvane Dynamics Ltd", "works_with", "Tashkul Trading LLC")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_a_sentence_states(claims_of, text, expected):
    assert triples(claims_of(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "It was sold to them by the company.",
        "Norvane Dynamics Ltd did not supply engines to Tashkul Trading LLC.",
        "The invoices served as intermediaries with Lestrian suppliers.",
        "Norvane Dynamics Ltd provided support to Tashkul Trading LLC.",
        "Norvane Dynamics Ltd received a letter from Tashkul Trading LLC.",
        "The Vetra-2 drone was manufactured in China.",
    ],
)
def test_no_relation_rather_than_a_guess(claims_of, text):
    assert triples(claims_of(text)) == []


def test_a_relation_has_its_date_and_quantity(claims_of):
    claims = claims_of("Norvane Dynamics Ltd shipped at least 40 engines to Tashkul Trading LLC in March 2023.")
    (triple,) = [t for c in claims for t in c.triples if t.predicate == "supplied"]
    assert dict(triple.qualifiers) == {"date": "2023-03", "quantity": "40", "bound": "at_least"}


def test_the_ends_of_a_relation_are_mentions_where_they_are_named(claims_of):
    (claim,) = claims_of("Tashkul Trading LLC is a subsidiary of Orlan Holding Ltd.")
    (triple,) = claim.triples
    assert triple.subject.mention
    assert triple.object.mention
    assert triple.subject.schema == "Company"


def test_a_relation_that_is_reported_belongs_to_who_reports_it(claims_of):
    (claim,) = claims_of("Two officials said that Tashkul Trading LLC is a subsidiary of Orlan Holding Ltd.")
    assert [t.predicate for t in claim.triples] == ["subsidiary_of"]
    assert claim.voices[0].name == "Two officials"


def test_a_relation_beside_the_speaker_is_the_sources_own(claims_of):
    own, said = claims_of("Tashkul Trading LLC, a subsidiary of Orlan Holding Ltd, said it had closed.")
    if own.voices:
        own, said = said, own
    assert [t.predicate for t in own.triples] == ["subsidiary_of"]
    assert said.triples == ()


def test_telling_is_a_relation_of_its_own_and_the_content_stays_a_capability(claims_of):
    (claim,) = claims_of("Norvane Dynamics Ltd told the ministry that it can mass-produce the drone.")
    assert [(t.subject.text, t.predicate, t.object.text) for t in claim.triples] == [
        ("Norvane Dynamics Ltd", "told", "ministry"),
        ("Norvane Dynamics Ltd", "maker_of", "drone"),
    ]
    assert claim.modality == "capable"


def test_it_is_the_speaker_where_the_speaker_is_a_body(claims_of):
    (claim,) = claims_of("Norvane Dynamics Ltd denies that it sold engines to Tashkul Trading LLC.")
    assert ("Norvane Dynamics Ltd", "supplied", "engines") in triples([claim])
    assert claim.stance == "denies"
    assert not [t for c in claims_of("It sold engines in 2021.") for t in c.triples]


def test_a_share_is_a_qualifier_of_owning(claims_of):
    (claim,) = claims_of("Orlan Holding Ltd owns 75% of Tashkul Trading LLC.")
    assert [(t.predicate, dict(t.qualifiers)) for t in claim.triples] == [("owner_of", {"share": "75%"})]
