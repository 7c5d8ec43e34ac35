"""What becomes of a model's results beside those of the rules: `data/model_policy.yaml` says, a case chooses the row.

Where both find the same, the record of the rules stays as it is and its method says that a model agrees: the id does
not depend on the method, so a person's judgement of it holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from averment.claim import Claim
from averment.extract.found import NAME_RANK, RANK, Found
from averment.extract.tables import table
from averment.method import Method
from averment.stance import Stance
from averment.voice import Role, Voice

_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who", "which", "that"})
_SPEAKING = (Role.SPEAKER, Role.AUTHOR, Role.DOCUMENT)


def agreed(rules: str, model: Method) -> Method:
    """The method of a record of the rules that a model found too. It names both."""
    return Method("extract.agreed", "1", {"rules": rules, "model": model.id})


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a model's results: the same as the rules', added, left to the rules."""

    agreed: int
    added: int
    left: int


# ---- names


def names(rules: Sequence[Found], model: Sequence[Found], mode: str, method: Method) -> tuple[list[Found], Tally]:
    """The names of both, by the policy's row `mode`; overlaps with values are settled later, as for the rules."""
    taken = _Taken(rules)
    same: set[tuple[int, int]] = set()
    added: list[Found] = []
    left = 0
    for found in model:
        touching = taken.touching(found.start, found.end)
        exact = [f for f in touching if _rank(f) == NAME_RANK and (f.start, f.end) == (found.start, found.end)]
        if exact:
            same.add((found.start, found.end))
        elif mode == "prefer" or (mode == "add" and not touching):
            added.append(found)
        else:
            left += 1
    kept = [
        replace(f, method=agreed(f.method, method).id) if (f.start, f.end) in same and _rank(f) == NAME_RANK else f
        for f in rules
    ]
    if mode == "prefer":
        new = _Taken(added)
        kept = [f for f in kept if _rank(f) != NAME_RANK or not new.touching(f.start, f.end)]
    return [*kept, *added], Tally(len(same), len(added), left)


def _rank(found: Found) -> int:
    return RANK.get(found.schema, NAME_RANK)


# ---- claims


def claims(rules: Sequence[Claim], model: Sequence[Claim], mode: str, method: Method) -> tuple[list[Claim], Tally]:
    """The claims of both, by the policy's row `mode`.

    A claim with the same content and the same speaker is the rules' claim. One that touches what the rules take for a
    response, a failed check or something withheld is left to them, whatever the mode. A claim that the rules give to
    nobody (the source's own words) does not stand in the way of one that has a speaker.
    """
    taken = _Taken([_Content(c.content.start, c.content.end, c) for c in rules if c.voices])
    same: dict[str, Claim] = {}
    added: list[Claim] = []
    known = {c.id for c in rules}
    left = 0
    for claim in model:
        touching = [r.claim for r in taken.touching(claim.content.start, claim.content.end)]
        twin = next((c for c in touching if _same_content(c, claim) and _same_speaker(c, claim)), None)
        if claim.id in known:
            twin = next(c for c in rules if c.id == claim.id)
        if twin is not None and (_plain(twin) or twin.stance is claim.stance):
            same[twin.id] = twin
        elif any(not _plain(c) for c in touching) or mode == "note" or (touching and mode != "show"):
            left += 1
        else:
            added.append(claim)
    kept = [replace(c, method=agreed(c.method, method).id) if c.id in same else c for c in rules]
    return [*kept, *added], Tally(len(same), len(added), left)


def agreements(rules: Iterable[str], model: Method) -> dict[str, Method]:
    """The methods of records that both found, by the id of the rules' own method."""
    return {name: agreed(name, model) for name in sorted(set(rules))}


def _plain(claim: Claim) -> bool:
    """Whether a claim is no response, failed check or silence."""
    return claim.stance in (Stance.ASSERTS, Stance.ALLEGES)


def _same_content(one: Claim, other: Claim) -> bool:
    start, end = max(one.content.start, other.content.start), min(one.content.end, other.content.end)
    whole = max(one.content.end, other.content.end) - min(one.content.start, other.content.start)
    return end > start and (end - start) / whole >= table("model_policy")["claims"]["same_content"]


def _same_speaker(rule: Claim, model: Claim) -> bool:
    """Whether the model's speaker is one of the rules' chain; a pronoun is whoever the rules found it stands for."""
    (said,) = model.voices
    speakers = [v for v in rule.voices if v.role in _SPEAKING]
    if said.name.casefold() in _PRONOUNS:
        return any(v.start is None or v.name.casefold() == said.name.casefold() for v in speakers)
    return any(_same_voice(v, said) for v in speakers)


def _same_voice(one: Voice, other: Voice) -> bool:
    if one.mention is not None and one.mention == other.mention:
        return True
    if one.start is not None and one.end is not None and other.start is not None and other.end is not None:
        return one.start < other.end and other.start < one.end
    return one.name.casefold() == other.name.casefold()


# ---- what lies where


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Content:
    start: int
    end: int
    claim: Claim


S = TypeVar("S", bound=_Stretch)


class _Taken(Generic[S]):
    """Stretches, looked up by the blocks of text they touch."""

    BLOCK = 128

    def __init__(self, stretches: Iterable[S]) -> None:
        self.blocks: dict[int, list[S]] = {}
        for stretch in stretches:
            for block in self._of(stretch.start, stretch.end):
                self.blocks.setdefault(block, []).append(stretch)

    def touching(self, start: int, end: int) -> list[S]:
        """Those that share a character with a stretch, each once, in the order they were given."""
        near = {id(s): s for b in self._of(start, end) for s in self.blocks.get(b, ())}
        return [s for s in near.values() if s.start < end and start < s.end]

    def _of(self, start: int, end: int) -> range:
        return range(start // self.BLOCK, (max(end, start + 1) - 1) // self.BLOCK + 1)
