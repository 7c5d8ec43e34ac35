"""A decision: what, by whom, when, why; reversible by a later one, never erased."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from averment.identity import content_id


class Decision(StrEnum):
    """What can be decided."""

    SAME = "same"
    """Two or more mentions or entities name one thing. Targets: two or more ids."""
    DIFFERENT = "different"
    """They do not, whatever the spelling. Targets: two ids."""
    ACCEPT = "accept"
    """A person has read the place and the claim or mention is rendered rightly. Targets: their ids."""
    REJECT = "reject"
    """The machine read it wrongly. Targets: claim or mention ids."""
    CORRECT = "correct"
    """It is to be read otherwise. Targets: one claim or mention id; value {"corrected": the record as it should be}."""
    ADD = "add"
    """The machine missed it. Targets: a source id; value {"added": the record}."""
    GRADE = "grade"
    """Admiralty reliability A–F of a source, value {"reliability": "B"}."""
    RELEASE = "release"
    """A name that only protected sources give may be printed. Targets: a mention id; value {"name": as printed}."""
    UNDO = "undo"
    """An earlier judgement no longer holds. Targets: its id."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision with its author, time (ISO 8601, UTC) and reason. An empty reason is refused.

    A person's judgements stand in `judgements.jsonl`; a machine's (author "method:NAME@VERSION") are derived
    and stand in the ledger alone. `value` of a person's judgement about claims or mentions also holds `as_judged`:
    the records as they were on the day, one for each target, to hold a newer reading against (`judged.py`).
    """

    decision: Decision
    targets: tuple[str, ...]
    author: str
    at: str
    reason: str
    value: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Taken from all its parts."""
        return content_id(
            "judgement", self.decision, list(self.targets), self.author, self.at, self.reason, dict(self.value)
        )
