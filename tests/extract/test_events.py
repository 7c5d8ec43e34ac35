"""Events with roles and time: supply in nouns, shares, payments, voyages, meetings, requests; and what is none."""

import pytest

from tests.extract.test_relations import triples

X, Y, Z = "Norvane Pumps Ltd", "Orlan Trading LLC", "Velmor Shipping BV"

STATED = [
    # supply, in nouns and through others
    (f"The supply of valves by {X} to {Y} began in 2021.",
     [(X, "supplied", "valves"), (Y, "received", "valves"), (X, "supplier_to", Y)]),
    (f"Deliveries of pumps from {X} to {Y} began in 2021.",
     [(X, "supplied", "pumps"), (Y, "received", "pumps"), (X, "supplier_to", Y)]),
    (f"{X}'s export of pumps to {Y} ended in 2022.",
     [(X, "supplied", "pumps"), (Y, "received", "pumps"), (X, "supplier_to", Y)]),
    (f"The purchase of pumps by {Y} from {X} took a year.",
     [(X, "supplied", "pumps"), (Y, "received", "pumps"), (X, "supplier_to", Y)]),
    (f"{X} sold 12 centrifugal pumps to {Y} through a Turkish broker, {Z}.",
     [(X, "supplied", "12 centrifugal pumps"), (Y, "received", "12 centrifugal pumps"), (X, "supplier_to", Y),
      (Z, "intermediary_for", X)]),
    (f"{X} resold 320 of the cameras to {Y} in 2021.",
     [(X, "supplied", "cameras"), (Y, "received", "cameras"), (X, "supplier_to", Y)]),
    # ownership
    (f"{X} holds a 30% stake in {Y}.", [(X, "owner_of", Y)]),
    (f"The {X}-owned yard has closed.", []),
    (f"{Y} belongs to {X}.", [(X, "owner_of", Y)]),
    (f"The tanker Silver Grebe is owned by {Z}.", [(Z, "owner_of", "Silver Grebe")]),
    (f"Ivan Petrov is a shareholder in {Y}.", [("Ivan Petrov", "owner_of", Y)]),
    # payment
    (f"{X} received $5 million from {Y} in 2022.", [(Y, "paid", X)]),
    (f"Payments from {Y} to {X} stopped in 2022.", [(Y, "paid", X)]),
    # place
    (f"{X}, an Athens firm, has closed.", [(X, "located_in", "Athens")]),
    (f"{X}, a Xiamen-based manufacturer, has closed.", [(X, "located_in", "Xiamen")]),
    # voyages
    ("The tanker Silver Grebe reached Lagos on 19 June 2023.", [("Silver Grebe", "shipped_to", "Lagos")]),
    ("Twelve lathes were shipped from Hamburg to Lagos aboard the tanker Silver Grebe in 2022.",
     [("Twelve lathes", "shipped_to", "Lagos"), ("Twelve lathes", "shipped_from", "Hamburg"),
      ("Twelve lathes", "carried_by", "Silver Grebe")]),
    # meetings and requests
    ("Ivan Petrov met Oleg Berest in Minsk on March 4, 2023.", [("Ivan Petrov", "met", "Oleg Berest")]),
    ("Ivan Petrov and Oleg Berest met in Minsk.", [("Ivan Petrov", "met", "Oleg Berest")]),
    ("Ivan Petrov met officials of the Ministry of Industry in Minsk.",
     [("Ivan Petrov", "met", "officials of the Ministry of Industry")]),
    (f"A meeting between {X} and {Y} took place in Minsk.", [(X, "met", Y)]),
    # listing
    (f"Canada imposed sanctions on {X} and {Y} on Friday.", [(X, "listed_by", "Canada"), (Y, "listed_by", "Canada")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_is_stated(claims_of, text, expected):
    assert triples(claims_of(text)) == sorted((a.rstrip("."), p, b.rstrip(".")) for a, p, b in expected)


@pytest.mark.parametrize(
    "text",
    [
        f"{X} and {Y} signed an agreement on the supply of valves by {X} to {Y}.",
        f"The ministry banned the export of pumps by {X} to {Y}.",
        f"There was no sale of pumps by {X} to {Y}.",
        f"{X} did not meet {Y} in Minsk.",
        f"{X} sold its business to {Y}.",
        f"{X} sold a stake to {Y}.",
        f"{X} received a letter from {Y}.",
        f"{X} met its obligations in 2021.",
        f"{X} reached an agreement in Minsk.",
        "The ship never reached Lagos.",
        f"{Y} does not belong to {X}.",
        "Ivan Petrov asked for more time.",
    ],
)
def test_what_is_not_stated(claims_of, text):
    assert triples(claims_of(text)) == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"{X} plans to sell 12 pumps to {Y}.", "planned"),
        (f"{X} is expected to ship 12 pumps to {Y}.", "expected"),
        (f"{X} would supply pumps to {Y} if it were paid.", "conditional"),
    ],
)
def test_what_is_planned_is_no_fact(claims_of, text, modality):
    claims = [c for c in claims_of(text) if c.triples]
    assert [str(c.modality) for c in claims] == [modality]


def test_time_place_and_share_are_qualifiers(claims_of):
    def qualifiers(text, predicate):
        (found,) = [dict(t.qualifiers) for c in claims_of(text) for t in c.triples if t.predicate == predicate]
        return found

    assert qualifiers("Ivan Petrov met Oleg Berest in Minsk on March 4, 2023.", "met") == {
        "date": "2023-03-04", "place": "Minsk",
    }  # fmt: skip
    assert qualifiers(f"{X} received $5 million from {Y} in 2022.", "paid") == {
        "amount": "5000000", "currency": "USD", "date": "2022",
    }  # fmt: skip
    assert qualifiers(f"{X} holds a 30% stake in {Y}.", "owner_of") == {"share": "30%"}
    assert qualifiers(f"The supply of valves by {X} to {Y} began in 2021.", "supplier_to") == {"date": "2021"}


def test_who_asked_whom_follows_from_a_response(claims_of):
    claims = claims_of(f"{X} did not answer questions sent by the Tashkul Gazette.")
    assert ("Tashkul Gazette", "asked", X) in triples(claims)
