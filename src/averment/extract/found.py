"""A finder's proposal, and how proposals that overlap are settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

RANK = {"Identifier": 0, "Money": 1, "Date": 2, "Quantity": 4}
"""Which schema wins where two overlap, lowest first; every kind of name ranks between dates and quantities."""
NAME_RANK = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a finder takes for a mention: `start` and `end` are offsets into the source's text.

    `short_end` is where the words end when what follows turns out to belong to a name: "two G3 models" is the
    quantity "two" once "G3" is found.
    """

    start: int
    end: int
    schema: str
    method: str
    value: Mapping[str, Any] = field(default_factory=dict)
    short_end: int | None = None

    def overlaps(self, other: "Found") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def settle(proposals: Iterable[Found]) -> list[Found]:
    """Proposals that do not overlap, in order of place.

    A name that holds a value inside itself wins over the value ("Tu-141" over "141"); otherwise rank decides,
    then length, then place.
    """
    ordered = sorted(set_aside_parts(proposals), key=_order)
    kept: list[Found] = []
    taken = _Taken()
    for proposal in ordered:
        fitted = _fit(proposal, taken)
        if fitted is not None:
            taken.add(fitted)
            kept.append(fitted)
    return sorted(kept, key=lambda f: (f.start, f.end))


def set_aside_parts(proposals: Iterable[Found]) -> list[Found]:
    """All proposals but the values that lie strictly inside a proposed name."""
    everything = sorted(proposals, key=lambda f: (f.start, -f.end))
    names = [f for f in everything if f.schema not in RANK]
    kept, first = [], 0
    for found in everything:
        while first < len(names) and names[first].end <= found.start:
            first += 1
        inside = found.schema in RANK and any(
            n.start <= found.start and found.end <= n.end and (n.end - n.start) > (found.end - found.start)
            for n in names[first : first + 4]
        )
        if not inside:
            kept.append(found)
    return kept


def _order(found: Found) -> tuple[int, int, int, str]:
    return RANK.get(found.schema, NAME_RANK), found.start - found.end, found.start, found.schema


class _Taken:
    """Stretches already given away, looked up by the blocks of text they touch."""

    BLOCK = 64

    def __init__(self) -> None:
        self.blocks: dict[int, list[Found]] = {}

    def add(self, found: Found) -> None:
        for block in range(found.start // self.BLOCK, (found.end - 1) // self.BLOCK + 1):
            self.blocks.setdefault(block, []).append(found)

    def touching(self, found: Found) -> list[Found]:
        first, last = found.start // self.BLOCK, (found.end - 1) // self.BLOCK
        return [f for b in range(first, last + 1) for f in self.blocks.get(b, ()) if f.overlaps(found)]


def _fit(proposal: Found, taken: _Taken) -> Found | None:
    if not taken.touching(proposal):
        return proposal
    if proposal.short_end is None:
        return None
    shorter = replace(proposal, end=proposal.short_end, short_end=None)
    return None if taken.touching(shorter) else shorter
