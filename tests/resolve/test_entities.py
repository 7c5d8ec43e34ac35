"""Names in documents become entities; each merge has a reason; a person's word wins."""

from averment.judgement import Decision

from .conftest import Pile, judged


def test_one_name_in_two_documents_is_one_entity_by_a_recorded_judgement(pile: Pile) -> None:
    pile.add(1, ("Company", "Verdal Optics")).add(2, ("Company", "VERDAL OPTICS")).resolve()
    assert pile.entities() == [("Company", "VERDAL OPTICS", "Verdal Optics")]
    row = pile.ledger.row("SELECT j.* FROM member m JOIN judgement j ON j.id = m.judgement")
    assert row["reason"] == 'same normalised name "verdal optics"'
    assert row["author"].startswith("method:resolve.names@1")
    assert row["at"] is None


def test_legal_forms_alphabets_and_possessives_do_not_hide_a_name(pile: Pile) -> None:
    pile.add(1, ("Company", "ООО «Вердал»")).add(2, ("Organization", "Verdal's")).add(3, ("Company", "Verdal LLC"))
    pile.resolve()
    assert len(pile.entities()) == 1
    assert pile.entities()[0][0] == "Company"


def test_a_name_that_stood_on_two_lines_is_spelt_on_one(pile: Pile) -> None:
    pile.add(1, ("Company", "TSK\nVerdal")).add(2, ("Company", "TSK Verdal")).resolve()
    assert [tuple(row) for row in pile.ledger.rows("SELECT name, names_json FROM entity")] == [
        ("TSK Verdal", '["TSK Verdal"]')
    ]


def test_two_legal_forms_of_one_name_are_two_companies_and_the_bare_name_is_neither(pile: Pile) -> None:
    pile.add(1, ("Company", "Verdal LLC")).add(2, ("Company", "Verdal JSC")).add(3, ("Company", "Verdal")).resolve()
    assert len(pile.entities()) == 3
    assert pile.codes() == ["ambiguous_name"]


def test_a_person_and_a_company_of_one_name_stay_two(pile: Pile) -> None:
    pile.add(1, ("Person", "Henry Ford"), ("Company", "Henry Ford")).resolve()
    assert len(pile.entities()) == 2


def test_an_alias_is_joined_in_its_document_and_carries_over_when_it_means_one_thing(pile: Pile) -> None:
    pile.add(1, ("Company", "OKB Verdal Optics"), ("Company", "Verdal", 0)).add(2, ("Company", "Verdal")).resolve()
    assert pile.same(pile.mentions[1][0], pile.mentions[2][0])
    reasons = [r["reason"] for r in pile.ledger.rows("SELECT reason FROM judgement ORDER BY reason")]
    assert any("in brackets" in r for r in reasons)
    assert any('"verdal" stands for "okb verdal optics" in 0000000000000001' in r for r in reasons)


def test_a_short_name_of_two_full_names_is_joined_to_neither(pile: Pile) -> None:
    pile.add(1, ("Company", "OKB Verdal"), ("Company", "Verdal", 0)).add(2, ("Company", "Verdal"))
    pile.resolve()
    assert pile.same(pile.mentions[1][0], pile.mentions[2][0])
    pile.add(3, ("Company", "NPO Verdal")).resolve()
    assert not pile.same(pile.mentions[1][0], pile.mentions[2][0])
    assert not pile.same(pile.mentions[3][0], pile.mentions[2][0])
    assert pile.same(*pile.mentions[1])
    assert pile.codes() == ["ambiguous_name"]


def test_descriptions_hold_in_their_document_only(pile: Pile) -> None:
    pile.add(1, ("Company", "Verdal"), ("Company", "the Russian company", 0)).add(2, ("Company", "the Russian company"))
    pile.add(3, ("PublicBody", "the Ministry")).add(4, ("PublicBody", "the Ministry")).resolve()
    assert not pile.same(pile.mentions[1][0], pile.mentions[2][0])
    assert not pile.same(pile.mentions[3][0], pile.mentions[4][0])
    assert ("Company", "Verdal") in pile.entities()


def test_a_lone_surname_is_not_carried_from_one_document_to_the_next(pile: Pile) -> None:
    pile.add(1, ("Person", "Petrov")).add(2, ("Person", "Petrov")).resolve()
    assert not pile.same(pile.mentions[1][0], pile.mentions[2][0])
    pile.add(3, ("Person", "Anna Petrov"), ("Person", "Petrov", 0)).resolve()
    assert pile.same(pile.mentions[1][0], pile.mentions[3][0])
    pile.add(4, ("Person", "Igor Petrov")).resolve()
    assert not pile.same(pile.mentions[1][0], pile.mentions[3][0])


def test_near_spellings_are_not_joined(pile: Pile) -> None:
    pile.add(1, ("Company", "TSK Verdal")).add(2, ("Company", "TSK Werdal")).resolve()
    assert len(pile.entities()) == 2


def test_a_person_joins_and_undoes(pile: Pile) -> None:
    pile.add(1, ("Company", "TSK Verdal")).add(2, ("Company", "TSK Werdal")).add(3, ("Company", "TSK Werdal"))
    (a,), (b,), (c,) = (pile.mentions[n] for n in (1, 2, 3))
    same = judged(Decision.SAME, a.id, b.id)
    pile.resolve(same)
    assert pile.same(a, b)
    assert pile.same(a, c)
    assert pile.ledger.value("SELECT judgement FROM member WHERE mention = ?", [b.id]) == same.id
    reason = pile.ledger.value(
        "SELECT reason FROM judgement j JOIN member m ON m.judgement = j.id WHERE mention = ?", [c.id]
    )
    assert same.id in reason
    pile.resolve(same, judged(Decision.UNDO, same.id, at="2026-01-03T00:00:00Z"))
    assert not pile.same(a, b)
    assert pile.same(b, c)


def test_a_person_splits_one_name(pile: Pile) -> None:
    pile.add(1, ("Person", "Ivan Orlov")).add(2, ("Person", "Ivan Orlov"), ("Person", "Ivan Orlov")).add(
        3, ("Person", "Ivan Orlov")
    )
    a, b, c = pile.mentions[1][0], pile.mentions[2][0], pile.mentions[3][0]
    pile.resolve().resolve(judged(Decision.DIFFERENT, a.id, b.id))
    assert not pile.same(a, b)
    assert pile.same(b, pile.mentions[2][1])
    assert pile.same(a, c)


def test_what_a_person_holds_apart_is_not_bridged_by_two_steps(pile: Pile) -> None:
    pile.add(1, ("Company", "Alder")).add(2, ("Company", "Birch")).add(3, ("Company", "Cedar"))
    (a,), (b,), (c,) = (pile.mentions[n] for n in (1, 2, 3))
    apart = judged(Decision.DIFFERENT, a.id, c.id)
    last = judged(Decision.SAME, b.id, c.id, at="2026-01-04T00:00:00Z")
    pile.resolve(apart, judged(Decision.SAME, a.id, b.id), last)
    assert pile.same(a, b)
    assert not pile.same(a, c)
    problem = pile.ledger.row("SELECT * FROM problem WHERE code = 'conflicting_judgements'")
    assert apart.id in problem["message"]
    assert last.id in problem["message"]


def test_a_judgement_finds_its_name_again_or_says_that_it_cannot(pile: Pile) -> None:
    pile.add(1, ("Company", "Alder")).add(2, ("Company", "Birch"))
    lost = judged(Decision.SAME, "0" * 16, pile.mentions[2][0].id, names=["Alder", "Birch"])
    pile.resolve(lost)
    assert pile.same(pile.mentions[1][0], pile.mentions[2][0])
    pile.resolve(judged(Decision.SAME, "0" * 16, pile.mentions[2][0].id, names=["Cedar", "Birch"]))
    assert pile.codes() == ["judgement_without_target"]
    assert not pile.same(pile.mentions[1][0], pile.mentions[2][0])


def test_an_entity_keeps_its_id_when_documents_are_added(pile: Pile) -> None:
    pile.add(1, ("Company", "Alder")).resolve()
    before = pile.ledger.value("SELECT id FROM entity")
    pile.add(2, ("Company", "Alder JSC"), ("Company", "Alder JSC")).resolve()
    assert pile.ledger.value("SELECT id FROM entity") == before
    assert pile.ledger.value("SELECT name FROM entity") == "Alder JSC"


def test_references_are_members_and_never_names(pile: Pile) -> None:
    names = [("Company", "Verdal Pumps Ltd"), *[("Company", "The company", 0, "description")] * 5]
    pile.add(1, *names, ("Company", "It", 0, "pronoun"), ("Company", "both firms", None, "description")).resolve()
    assert pile.entities() == [("Company", "Verdal Pumps Ltd")]
    mentions = pile.mentions[1]
    assert all(pile.same(mentions[0], m) for m in mentions[1:-1])
    assert pile.ledger.value("SELECT count(*) FROM member WHERE mention = ?", [mentions[-1].id]) == 0


def test_the_same_pronoun_in_another_document_is_another(pile: Pile) -> None:
    pile.add(1, ("Person", "Ann Vale"), ("Person", "She", 0, "pronoun"))
    pile.add(2, ("Person", "Bea Dorn"), ("Person", "She", 0, "pronoun")).resolve()
    assert [e[1:] for e in pile.entities()] == [("Ann Vale",), ("Bea Dorn",)]
