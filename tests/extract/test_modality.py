"""A fact, or something less."""

import pytest

CASES = [
    ("Norvane said it is able to build the drone.", "capable"),
    ("Norvane said it is capable of building the drone.", "capable"),
    ("Norvane said the plant would be ready to produce the drone within eight months.", "capable"),
    ("Norvane said it can build 500 drones a year.", "capable"),
    ("Norvane said it plans to build a plant.", "planned"),
    ("A document shows that Norvane planned to establish a centre.", "planned"),
    ("A document shows that the plant is expected to produce 800 drones.", "expected"),
    ("Norvane said the plant will open in May.", "expected"),
    ("Norvane said the plant is due to open in May.", "expected"),
    ("Ivan Petrov said that if the deal is confirmed, it would be a scandal.", "conditional"),
    ("Ivan Petrov said the deal could lead to sanctions.", "conditional"),
    ("Ivan Petrov said the deal might fail.", "conditional"),
    ("A survey found that firms imported at least 37 drones.", "quantified"),
    ("Ivan Petrov said about 60% of the parts came from Orlania.", "quantified"),
    ("Ivan Petrov said the parts came from Orlania.", "fact"),
    ("Ivan Petrov said 37 drones came from Orlania.", "fact"),
]


@pytest.mark.parametrize(("text", "modality"), CASES)
def test_how_the_content_is_put(claims_of, text, modality):
    (claim,) = claims_of(text)
    assert claim.modality == modality


def test_two_halves_put_differently_are_two_claims(claims_of):
    found = claims_of(
        "The president said the army had received about 900 drones by 2023 and plans to double the number."
    )
    assert [c.modality for c in found] == ["quantified", "planned"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Norvane said it did not build the drone.", True),
        ("Norvane said it never built the drone.", True),
        ("Norvane said it has no plant in Orlania.", True),
        ("Norvane said no drones were delivered.", True),
        ("Norvane said it built the drone, not the engine.", False),
    ],
)
def test_what_its_own_words_deny(claims_of, text, negated):
    (claim,) = claims_of(text)
    assert claim.negated is negated
