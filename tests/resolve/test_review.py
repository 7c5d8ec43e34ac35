"""Pairs for a person to decide: shown with their reason, never joined."""

from averment.judgement import Decision
from averment.resolve import candidates

from .conftest import Pile, judged


def shown(pile: Pile) -> dict[frozenset[str], str]:
    return {frozenset((c.one_name, c.other_name)): c.why for c in candidates(pile.ledger)}


def test_near_names_are_shown_with_the_reason(pile: Pile) -> None:
    pile.add(1, ("Company", "TSK Vektor"), ("Company", "TSK Vector"), ("Company", "Alder Optics"), ("Company", "Birch"))
    pile.add(2, ("Company", "Alder Optics and Lenses"), ("Person", "Ivan Orlov"), ("Person", "Orlov Ivan"))
    pile.add(3, ("Company", "Institute for Fine Lenses"), ("Company", "IFFL"), ("Organization", "IFFLX"))
    found = shown(pile.resolve())
    assert "spelled alike" in found[frozenset(("TSK Vektor", "TSK Vector"))]
    assert "part of the other" in found[frozenset(("Alder Optics", "Alder Optics and Lenses"))]
    assert "another order" in found[frozenset(("Ivan Orlov", "Orlov Ivan"))]
    assert not any("Birch" in pair for pair in found)


def test_what_a_person_decided_is_not_shown_again(pile: Pile) -> None:
    pile.add(1, ("Company", "TSK Vektor"), ("Company", "TSK Vector"))
    a, b = pile.mentions[1]
    assert shown(pile.resolve())
    assert not shown(pile.resolve(judged(Decision.DIFFERENT, a.id, b.id)))
    assert not shown(pile.resolve(judged(Decision.SAME, a.id, b.id)))


def test_names_of_different_kinds_are_no_pair(pile: Pile) -> None:
    pile.add(1, ("Company", "Ivan Orlov"), ("Person", "Ivan Orlov"))
    assert not shown(pile.resolve())


def test_another_number_is_another_thing(pile: Pile) -> None:
    pile.add(1, ("Good", "Marlin-2"), ("Good", "Marlin-4"))
    assert not shown(pile.resolve())
