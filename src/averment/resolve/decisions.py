"""What people decided, as it stands now: later judgements undo earlier ones, and targets that are gone are said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from averment.judgement import Decision, Judgement
from averment.problem import Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """Judgements in the order they were made, each with its sequence (from 1) and whether it still stands."""

    judgements: tuple[tuple[int, Judgement, bool], ...]
    problems: tuple[Problem, ...]

    def of(self, *decisions: Decision) -> list[Judgement]:
        """Those that stand, in order."""
        return [j for _, j, stands in self.judgements if stands and j.decision in decisions]


def standing(judgements: Sequence[Judgement]) -> Standing:
    """Which judgements stand. An undo is itself undone by a later one; an undo of nothing is a problem."""
    undone: set[str] = set()
    known = {j.id for j in judgements}
    problems = []
    for judgement in reversed(judgements):
        if judgement.decision is Decision.UNDO and judgement.id not in undone:
            undone.update(judgement.targets)
            problems += [_no_such(judgement, t) for t in judgement.targets if t not in known]
    rows = tuple((n, j, j.id not in undone) for n, j in enumerate(judgements, start=1))
    return Standing(rows, tuple(reversed(problems)))


def grades(stands: Standing) -> dict[str, str]:
    """From source id to Admiralty reliability, A to F: the last standing grade."""
    found = {}
    for judgement in stands.of(Decision.GRADE):
        for source in judgement.targets:
            found[source] = str(judgement.value.get("reliability", ""))
    return found


def without_target(judgement: Judgement, target: str, what: str) -> Problem:
    """The problem of a judgement about something that is no longer there."""
    return Problem(
        "resolve",
        "judgement_without_target",
        f"judgement {judgement.id} ({judgement.decision}) is about {what} {target}, which the case no longer holds",
        f"find the place again and judge it anew, then `aver review CASE undo {judgement.id}`",
    )


def names_of(value: Mapping[str, object], position: int) -> str | None:
    """The name kept beside a target when the judgement was made, to find it again by."""
    names = value.get("names")
    if isinstance(names, list | tuple) and position < len(names) and isinstance(names[position], str):
        return str(names[position])
    return None


def _no_such(judgement: Judgement, target: str) -> Problem:
    return Problem(
        "resolve",
        "judgement_without_target",
        f"judgement {judgement.id} undoes {target}, which is no judgement of this case",
        "`aver review CASE list` shows the judgements with their ids",
    )
