"""Pairs of entities that may be one thing, for a person to decide: candidates are never joined by themselves."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from averment.name import NameKey
from averment.store.ledger import Ledger

_VOWELS = re.compile("[aeiouy]")
_DIGITS = re.compile(r"\d+")
NEAR = 0.8
"""Share of letters two names must have in common, in order (difflib's ratio), to be shown as near."""
SURE = 0.9
"""Score from which two hits on one entry make a pair worth looking at."""
COMMON = 40
"""A word borne by more names than this says nothing about any two of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities, the names that are near, how near (0 to 1), and why they are shown."""

    one: str
    one_name: str
    other: str
    other_name: str
    score: float
    why: str


def candidates(ledger: Ledger, limit: int = 200) -> list[Candidate]:
    """Pairs of entities that may be one, nearest first: near names, shared rare words, or one entry of a list.

    Pairs that a person held apart are left out.
    """
    names = _names(ledger)
    best: dict[tuple[str, str], tuple[float, str]] = _on_one_list(ledger)
    for one, other in _pairs(names):
        (entity, key), (entity2, key2) = sorted((names[one], names[other]))
        if entity != entity2:
            score, why = _compare(NameKey.parse(key).core, NameKey.parse(key2).core)
            if score > best.get((entity, entity2), (0.0, ""))[0]:
                best[entity, entity2] = (score, why)
    apart = _held_apart(ledger)
    printed = {row["id"]: row["name"] for row in ledger.rows("SELECT id, name FROM entity")}
    found = [
        Candidate(one, printed[one], other, printed[other], round(score, 3), why)
        for (one, other), (score, why) in best.items()
        if (one, other) not in apart
    ]
    return sorted(found, key=lambda c: (-c.score, c.one_name, c.other_name, c.one, c.other))[:limit]


def _on_one_list(ledger: Ledger) -> dict[tuple[str, str], tuple[float, str]]:
    """Pairs of entities found as one entry of a list, by a rule that leaves little doubt."""
    rows = ledger.rows(
        "SELECT a.entity AS one, b.entity AS other, a.list_name, a.entry, min(a.score, b.score) AS score FROM hit a "
        "JOIN hit b ON b.list_source = a.list_source AND b.entry = a.entry AND b.entity > a.entity "
        "WHERE a.score >= ? AND b.score >= ? ORDER BY score, a.id, b.id",
        [SURE, SURE],
    )
    return {
        (r["one"], r["other"]): (0.95 * r["score"], f"both found as entry {r['entry']} of {r['list_name']}")
        for r in rows
    }


def _names(ledger: Ledger) -> list[tuple[str, str]]:
    rows = ledger.rows("SELECT DISTINCT entity, anchor FROM bond WHERE instr(anchor, '@') = 0 ORDER BY anchor, entity")
    return [(row["entity"], row["anchor"]) for row in rows if not row["anchor"].startswith("country:")]


def _pairs(names: list[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: of one kind, sharing a rare word, its consonants, the beginning, or all first letters."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, (_, anchor) in enumerate(names):
        key = NameKey.parse(anchor)
        words = key.core.split()
        marks = {
            *words,
            *(f"{c}-" for w in words if len(c := _VOWELS.sub("", w)) > 2),
            key.core.replace(" ", "")[:4],
            "".join(w[0] for w in words) if len(words) > 2 else key.core,
        }
        for mark in sorted(marks):
            blocks[key.kind, mark].append(n)
    seen = set()
    for _, block in sorted(blocks.items()):
        if len(block) <= COMMON:
            for i, one in enumerate(block):
                for other in block[i + 1 :]:
                    if (one, other) not in seen:
                        seen.add((one, other))
                        yield one, other


def _compare(one: str, other: str) -> tuple[float, str]:
    words, words2 = one.split(), other.split()
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0, ""  # another number is another model, plant or company
    if one == other:
        return 0.99, "the same words; their legal forms differ, or the name is too short to join"
    if sorted(words) == sorted(words2):
        return 0.98, "the same words in another order"
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if ratio >= NEAR:
        return ratio, f"spelled alike ({ratio:.2f})"
    short, long = sorted((words, words2), key=len)
    if set(short) < set(long):
        return 0.6 + 0.1 * len(short) / len(long), f'"{" ".join(short)}" is part of the other name'
    for initials, full in ((words, words2), (words2, words)):
        if len(initials) == 1 and len(full) > 2 and initials[0] == "".join(w[0] for w in full):
            return 0.7, f'"{initials[0]}" are the first letters of the other name'
    return 0.0, ""


def _held_apart(ledger: Ledger) -> set[tuple[str, str]]:
    rows = ledger.rows(
        "SELECT j.id, m.entity FROM judgement j JOIN judged d ON d.judgement = j.id "
        "JOIN member m ON m.mention = d.mention WHERE j.decision = 'different' AND j.standing = 1 "
        "ORDER BY j.id, d.ordinal"
    )
    held = defaultdict(list)
    for row in rows:
        held[row[0]].append(row[1])
    return {(min(a, b), max(a, b)) for ids in held.values() for a in ids for b in ids if a != b}
