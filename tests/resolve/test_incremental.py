"""Adding documents one by one, in any order, gives what resolving all at once gives."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from averment.judgement import Decision, Judgement
from averment.mention import Mention

from .conftest import Pile, judged

PARTIES = [
    "Verdal", "OKB Verdal", "NPO Verdal", "Verdal LLC", "Verdal JSC", "OKB Verdal JSC", "ООО «Вердал»",
    "the Russian company", "Werdal", "Verdal Optics OKB",
]  # fmt: skip
PEOPLE = ["Orlov", "Ivan Orlov", "Igor Orlov", "President Ivan Orlov", "Orlova"]

name = st.one_of(
    st.tuples(st.sampled_from(["Company", "Organization"]), st.sampled_from(PARTIES)),
    st.tuples(st.just("Person"), st.sampled_from(PEOPLE)),
)
document = st.lists(st.tuples(name, st.one_of(st.none(), st.integers(0, 3))), min_size=1, max_size=5)


def names(drawn: list) -> list[tuple]:
    """Names, some an alias of an earlier one."""
    return [(*n, alias) if alias is not None and alias < at else n for at, (n, alias) in enumerate(drawn)]


def decide(piles: Pile, picks: list[tuple[str, int, int]]) -> list[Judgement]:
    """Judgements about the mentions of a pile."""
    everything: list[Mention] = [m for n in sorted(piles.mentions) for m in piles.mentions[n]]
    made: list[Judgement] = []
    for at, (kind, one, other) in enumerate(picks):
        when = f"2026-01-02T00:00:{at:02}Z"
        if kind == "undo" and made:
            made.append(judged(Decision.UNDO, made[one % len(made)].id, at=when))
        elif kind != "undo":
            a, b = everything[one % len(everything)], everything[other % len(everything)]
            if a.id != b.id:
                made.append(judged(Decision(kind), a.id, b.id, at=when, names=[a.text, b.text]))
    return made


@settings(max_examples=150, deadline=None)
@given(
    drawn=st.lists(document, min_size=2, max_size=6),
    again=document,
    picks=st.lists(
        st.tuples(st.sampled_from(["same", "different", "undo"]), st.integers(0, 40), st.integers(0, 40)), max_size=5
    ),
    data=st.data(),
)
def test_one_by_one_in_any_order_is_as_all_at_once(drawn: list, again: list, picks: list, data: st.DataObject) -> None:
    documents = {n: names(d) for n, d in enumerate(drawn, start=1)}
    replaced = data.draw(st.sampled_from(sorted(documents)))
    final = {**documents, replaced: names(again)}
    with TemporaryDirectory() as folder:
        whole = Pile(Path(folder) / "whole.sqlite")
        for number in sorted(final):
            whole.add(number, *final[number])
        judgements = decide(whole, picks)
        whole.resolve(*judgements)

        piecewise = Pile(Path(folder) / "pieces.sqlite")
        order = data.draw(st.permutations(sorted(documents)))
        for done, number in enumerate(order):
            piecewise.add(number, *documents[number])
            if data.draw(st.booleans()):
                piecewise.resolve(*judgements[: done % (len(judgements) + 1)])
        piecewise.resolve()
        piecewise.add(replaced, *final[replaced]).resolve(*judgements)
        assert piecewise.result() == whole.result()
        assert not whole.ledger.rows("PRAGMA foreign_key_check")
        assert not piecewise.ledger.rows("PRAGMA foreign_key_check")
        whole.ledger.db.close()
        piecewise.ledger.db.close()


@settings(max_examples=100, deadline=None)
@given(
    drawn=st.lists(document, min_size=2, max_size=5),
    picks=st.lists(
        st.tuples(st.sampled_from(["same", "different"]), st.integers(0, 40), st.integers(0, 40)), max_size=6
    ),
)
def test_what_people_hold_apart_is_never_one(drawn: list, picks: list) -> None:
    with TemporaryDirectory() as folder:
        pile = Pile(Path(folder) / "ledger.sqlite")
        for number, d in enumerate(drawn, start=1):
            pile.add(number, *names(d))
        judgements = decide(pile, picks)
        pile.resolve(*judgements)
        mentions = {m.id: m for row in pile.mentions.values() for m in row}
        for judgement in judgements:
            if judgement.decision is Decision.DIFFERENT:
                assert not pile.same(*(mentions[t] for t in judgement.targets))
        conflicts = [c for c in pile.codes() if c == "conflicting_judgements"]
        joined = [j for j in judgements if j.decision is Decision.SAME and pile.same(*(mentions[t] for t in j.targets))]
        assert len(joined) + len(conflicts) >= sum(j.decision is Decision.SAME for j in judgements)
        for row in pile.ledger.rows("SELECT count(*) AS n, count(judgement) AS reasons FROM member GROUP BY entity"):
            assert row["reasons"] == row["n"] - 1  # every merge has a reason; the first mention needs none
        pile.ledger.db.close()
