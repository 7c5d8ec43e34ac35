"""Rules and a model on one text: what is one, what is added, what is left to the rules."""

import pytest

from averment.claim import Claim, Span
from averment.extract.found import Found
from averment.extract.models import combine
from averment.method import Method
from averment.place import Place
from averment.stance import Stance
from averment.voice import Medium, Role, Voice

MODEL = Method("extract.model.claims", "1", {"model": "m"})
SOURCE = "a" * 16


def claim(start: int, end: int, who: Voice | None, stance: Stance = Stance.ASSERTS, method: str = "rules@1") -> Claim:
    content = Span(start, end, "x" * (end - start))
    return Claim(Place(SOURCE, 0, 200), "q", content, stance, method, None, (who,) if who else ())


def voice(name: str, start: int | None = 0, mention: str | None = None, role: Role = Role.SPEAKER) -> Voice:
    return Voice(name, role, Medium.SPEECH, start, None if start is None else start + len(name), mention)


MARSH = voice("Lena Marsh")
REYL = voice("Anton Reyl", 20)


@pytest.mark.parametrize(
    ("rule", "model", "mode", "tally"),
    [
        # agreed, added, left
        (claim(50, 90, MARSH), claim(50, 90, MARSH), "add", (1, 0, 0)),
        (claim(50, 90, MARSH), claim(48, 92, MARSH), "add", (1, 0, 0)),
        (claim(50, 90, MARSH), claim(48, 92, voice("Marsh", 5)), "note", (1, 0, 0)),
        (claim(50, 90, MARSH), claim(50, 55, MARSH), "add", (0, 0, 1)),  # a part only
        (claim(50, 90, MARSH), claim(50, 90, REYL), "add", (0, 0, 1)),  # another speaker
        (claim(50, 90, MARSH), claim(50, 90, REYL), "show", (0, 1, 0)),
        (claim(50, 90, MARSH), claim(120, 160, REYL), "add", (0, 1, 0)),
        (claim(50, 90, MARSH), claim(120, 160, REYL), "note", (0, 0, 1)),
        (claim(50, 90, voice("Lena Marsh", None)), claim(50, 90, voice("she", 44)), "add", (1, 0, 0)),
        (claim(50, 90, MARSH), claim(50, 90, voice("she", 44)), "add", (0, 0, 1)),
        (claim(50, 90, voice("Marsh", 9, "m1")), claim(50, 90, voice("Lena Marsh", 70, "m1")), "add", (1, 0, 0)),
        (claim(50, 90, None), claim(50, 90, REYL), "add", (0, 1, 0)),  # the rules saw no speaker
        (claim(50, 90, voice("Post", 0, role=Role.REPORTER)), claim(50, 90, voice("Post")), "add", (0, 0, 1)),
    ],
)
def test_who_keeps_what(rule: Claim, model: Claim, mode: str, tally: tuple[int, int, int]) -> None:
    both, counted = combine.claims([rule], [model], mode, MODEL)
    assert (counted.agreed, counted.added, counted.left) == tally
    assert both[0].id == rule.id
    assert both[0].method.startswith("extract.agreed@1" if counted.agreed else "rules@1")
    assert len(both) == 1 + counted.added


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.NO_RESPONSE, Stance.COULD_NOT_VERIFY, Stance.WITHHELD])
@pytest.mark.parametrize("mode", ["note", "add", "show"])
def test_what_the_rules_take_for_a_response_stays_theirs(stance: Stance, mode: str) -> None:
    rule = claim(50, 90, MARSH, stance)
    both, tally = combine.claims([rule], [claim(50, 90, MARSH), claim(60, 80, REYL)], mode, MODEL)
    assert both == [rule]
    assert tally.left == 2


def test_a_response_that_a_case_takes_from_a_model_may_agree_with_the_rules() -> None:
    rule = claim(50, 90, MARSH, Stance.DENIES)
    both, tally = combine.claims([rule], [claim(50, 90, MARSH, Stance.DENIES)], "add", MODEL)
    assert (len(both), tally.agreed, both[0].stance) == (1, 1, Stance.DENIES)


def test_two_claims_of_a_model_that_are_one_claim_of_the_rules_count_once() -> None:
    both, tally = combine.claims([claim(50, 90, MARSH)], [claim(50, 90, MARSH), claim(51, 90, MARSH)], "add", MODEL)
    assert (len(both), tally.agreed) == (1, 1)


NORVANE = Found(10, 17, "Company", "names@1")
FIGURE = Found(30, 33, "Quantity", "quantities@1")


@pytest.mark.parametrize(
    ("found", "mode", "kept"),
    [
        (Found(10, 17, "Organization", "m"), "add", [(10, 17, "Company")]),  # the rules' kind stays
        (Found(10, 26, "Company", "m"), "add", [(10, 17, "Company")]),
        (Found(10, 26, "Company", "m"), "prefer", [(10, 26, "Company")]),
        (Found(40, 48, "Person", "m"), "add", [(10, 17, "Company"), (40, 48, "Person")]),
        (Found(40, 48, "Person", "m"), "note", [(10, 17, "Company")]),
    ],
)
def test_names_of_both(found: Found, mode: str, kept: list[tuple[int, int, str]]) -> None:
    both, tally = combine.names([NORVANE, FIGURE], [found], mode, MODEL)
    names = sorted((f.start, f.end, f.schema) for f in both if f.schema != "Quantity")
    assert names == kept
    assert FIGURE in both
    same = (found.start, found.end) == (10, 17)
    assert (tally.agreed == 1) is same
    assert any(f.method.startswith("extract.agreed@1") for f in both) is same
