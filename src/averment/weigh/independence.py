"""How many origins a set of claims has: papers and people are counted once, however often they are repeated.

The rules are those of the design's evidence paper: I1 same root, I2 same custody, I5 copied words, I6 unknown origin.
A claim hangs on all its roots at once; claims that share one are one origin (conservative union).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from averment.name import fold
from averment.weigh.item import Item, Origin
from averment.weigh.policy import Policy

Overlap = Callable[[str, str], float]
"""Share of the shorter source's runs of five words that are in the other's, by the ids of two sources."""

RUN = 5
"""Words in a run."""


@dataclass(frozen=True, slots=True)
class Count:
    """Claims by origin, in the order of custody, and why sources were taken as one."""

    origins: tuple[tuple[Item, ...], ...]
    merges: tuple[str, ...]


def no_overlap(_: str, __: str) -> float:
    """For callers who hold no texts."""
    return 0.0


def origins(items: Sequence[Item], policy: Policy, overlap: Overlap = no_overlap) -> Count:
    """Group claims into origins."""
    if len(items) == 1:
        return Count((tuple(items),), ())
    ordered = sorted(items, key=lambda i: (i.source.sequence, i.claim))
    parent = list(range(len(ordered)))
    merges: dict[tuple[str, str], str] = {}

    def find(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    def join(one: int, other: int, why: str) -> None:
        a, b = find(one), find(other)
        if a != b:
            parent[max(a, b)] = min(a, b)
            first, second = ordered[one].source, ordered[other].source
            if first.id != second.id:
                merges.setdefault((first.name, second.name), f"{first.name} and {second.name} are one origin: {why}")

    first_with: dict[tuple[str, str], int] = {}
    for n, item in enumerate(ordered):
        for root, why in _roots(item, policy):
            join(first_with.setdefault(root, n), n, why)
    _join_copies(ordered, policy, overlap, join, find)
    if policy["independence"]["unknown_is_dependent"]:
        _join_unknown(ordered, join)
    grouped = defaultdict(list)
    for n, item in enumerate(ordered):
        grouped[find(n)].append(item)
    return Count(tuple(tuple(grouped[n]) for n in sorted(grouped)), tuple(merges.values()))


def _roots(item: Item, policy: Policy) -> list[tuple[tuple[str, str], str]]:
    """What a claim hangs on, each with the words for why sharing it makes one origin."""
    source, rules = item.source, policy["independence"]
    found = [(("source", source.id), "the same source")]
    if source.origin:
        found.append((("place", fold(source.origin)), f"the information came from {source.origin} (I1)"))
    elif source.outlet:
        found.append((("place", fold(source.outlet)), f"both are of {source.outlet} (I1)"))
    if source.received_from and rules["same_custody"]:
        found.append((("custody", fold(source.received_from)), f"both were handed over by {source.received_from} (I2)"))
    if rules["same_voice"]:
        for voice in item.voices:
            if voice.role == "reporter":  # "according to a report by the other outlet"
                found.append((("place", fold(voice.name)), f"it is told after {voice.name} (I1)"))
        farthest = item.farthest
        if farthest is not None and not farthest.anonymous and farthest.role != "reporter":
            key = farthest.entity or fold(farthest.name)
            if farthest.entity or farthest.role != "document":
                found.append((("voice", key), f"both have it from {farthest.name} (I1)"))
    return found


def _join_copies(
    ordered: Sequence[Item],
    policy: Policy,
    overlap: Overlap,
    join: Callable[[int, int, str], None],
    find: Callable[[int], int],
) -> None:
    first_of: dict[str, int] = {}
    for n, item in enumerate(ordered):
        first_of.setdefault(item.source.id, n)
    sources = list(first_of.items())
    for i, (one, n) in enumerate(sources):
        for other, m in sources[i + 1 :]:
            if find(n) != find(m):
                share = overlap(one, other)
                if share > policy["independence"]["overlap"]:
                    join(n, m, f"{share:.0%} of the runs of five words of the shorter are in the other (I5)")


def _join_unknown(ordered: Sequence[Item], join: Callable[[int, int, str], None]) -> None:
    """A source of which nothing is known joins the earliest."""
    earliest = (
        min(range(len(ordered)), key=lambda n: (ordered[n].source.day or "9", ordered[n].source.sequence, n))
        if ordered
        else 0
    )
    for n, item in enumerate(ordered):
        if _unknown(item.source) and item.source.id != ordered[earliest].source.id:
            join(earliest, n, f"where {item.source.name} has it from is not known, so it adds no origin (I6)")


def _unknown(source: Origin) -> bool:
    return not (source.origin or source.outlet or source.received_from)


def runs(text: str) -> frozenset[int]:
    """The runs of five words of a text, each as a number that is the same on every machine.

    >>> len(runs("one two three four five six"))
    2
    """
    from zlib import crc32

    words = [w.casefold() for w in re.findall(r"\w+", text)]
    return frozenset(crc32(" ".join(words[n : n + RUN]).encode()) for n in range(len(words) - RUN + 1))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the smaller set that is in the other; 0 where a text is shorter than a run.

    >>> containment(frozenset({1, 2}), frozenset({2, 3, 4}))
    0.5
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
