"""Whether two records are one reading of the same words: who says what, and how it is put."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from averment.claim import Claim, Triple
from averment.identity import canonical_json
from averment.judged import Record
from averment.mention import VALUE_SCHEMATA, Mention
from averment.resolve.judged.likeness import plain, same_name, turning_words
from averment.resolve.judged.policy import policy

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """How records of one kind are held against each other; `judged` always comes first.

    `same` is whether both say the same of the same thing, their stretches aside; `more` what the newer says beyond
    the judged one; `exact` whether they are the same stretches, `cut` whether two cuts of one content, `within` whether
    one lies in the other.
    """

    stretch: Callable[[Record], Stretch]
    exact: Callable[[Record, Record], bool]
    same: Callable[[Record, Record, bool], bool]
    more: Callable[[Record, Record], str]
    cut: Callable[[Record, Record], bool]
    within: Callable[[Record, Record], bool]
    told: Callable[[Record], str]


def overlap(one: Stretch, other: Stretch) -> int:
    """Characters two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def union_share(one: Stretch, other: Stretch) -> float:
    """Overlap over union."""
    shared = overlap(one, other)
    return shared / ((one[1] - one[0]) + (other[1] - other[0]) - shared) if shared else 0.0


# ---- claims


def _content(record: Record) -> Stretch:
    claim = cast(Claim, record)
    return claim.content.start, claim.content.end


def _all_pieces(judged: Record, newer: Record) -> bool:
    """The same content, and the same rest of it where it comes in pieces."""
    one, other = cast(Claim, judged), cast(Claim, newer)
    rests = [[(s.start, s.end) for s in claim.further] for claim in (one, other)]
    return _content(judged) == _content(newer) and rests[0] == rests[1]


def _same_claim(judged: Record, newer: Record, loosely: bool) -> bool:
    one, other = cast(Claim, judged), cast(Claim, newer)
    if (one.stance, one.modality, one.negated) != (other.stance, other.modality, other.negated):
        return False
    if [(v.role, v.medium, v.anonymous) for v in one.voices] != [(v.role, v.medium, v.anonymous) for v in other.voices]:
        return False
    return all(same_name(a.name, b.name, loosely=loosely) for a, b in zip(one.voices, other.voices, strict=True))


def _more_said(judged: Record, newer: Record) -> str:
    known = {_statement(t) for t in cast(Claim, judged).triples}
    added = [t for t in cast(Claim, newer).triples if _statement(t) not in known]
    return "; ".join(f"{t.subject.text} {t.predicate} {t.object.text}" for t in added)


def _statement(triple: Triple) -> tuple[str, str, str, str]:
    """A statement by its words: how a name in it is spelt with line breaks makes no difference."""
    qualifiers = canonical_json(dict(triple.qualifiers))
    return plain(triple.subject.text), triple.predicate, plain(triple.object.text), qualifiers


def _claim_cut(judged: Record, newer: Record) -> bool:
    one, other = _content(judged), _content(newer)
    return union_share(one, other) >= policy()["stretch"] and _turned_alike(judged, newer)


def _claim_within(judged: Record, newer: Record) -> bool:
    one, other = _content(judged), _content(newer)
    shorter = min(one[1] - one[0], other[1] - other[0])
    return bool(shorter) and overlap(one, other) / shorter >= policy()["inside"] and _turned_alike(judged, newer)


def _turned_alike(judged: Record, newer: Record) -> bool:
    return turning_words(_said(judged)) == turning_words(_said(newer))


def _said(record: Record) -> str:
    claim = cast(Claim, record)
    return " ".join(piece.text for piece in (claim.content, *claim.further))


def _claim_told(record: Record) -> str:
    claim = cast(Claim, record)
    said = " ← ".join(" ".join(v.name.split()) for v in claim.voices) or "the source itself"
    how = [claim.stance.value, *([claim.modality.value] if claim.modality != "fact" else [])]
    return f"{said} {', '.join(how)}{' (negated)' if claim.negated else ''}: “{shortened(claim.content.text)}”"


CLAIMS = Reading(_content, _all_pieces, _same_claim, _more_said, _claim_cut, _claim_within, _claim_told)
"""Claims: one reading has one chain of voices, stance, modality and negation."""


# ---- mentions


def _place(record: Record) -> Stretch:
    return record.place.start, record.place.end


def _one_place(judged: Record, newer: Record) -> bool:
    return _place(judged) == _place(newer)


def _same_mention(judged: Record, newer: Record, loosely: bool) -> bool:
    one, other = cast(Mention, judged), cast(Mention, newer)
    if one.schema != other.schema or not same_name(one.text, other.text, loosely=loosely):
        return False
    if one.alias_of != other.alias_of:  # what a short name or a pronoun stands for is part of the reading
        return False
    return one.schema not in VALUE_SCHEMATA or canonical_json(dict(one.value)) == canonical_json(dict(other.value))


def _one_name(judged: Record, newer: Record) -> bool:
    """A name is its stretch: only space and quotation marks at its ends may differ."""
    one, other = cast(Mention, judged), cast(Mention, newer)
    return overlap(_place(one), _place(other)) > 0 and plain(one.text).strip("\"'") == plain(other.text).strip("\"'")


def _mention_told(record: Record) -> str:
    mention = cast(Mention, record)
    value = f" {canonical_json(dict(mention.value))}" if mention.schema in VALUE_SCHEMATA else ""
    return f"{mention.schema}{value} “{shortened(mention.text)}”"


MENTIONS = Reading(_place, _one_place, _same_mention, lambda _judged, _newer: "", _one_name, _one_name, _mention_told)
"""Mentions: one reading has one schema, one name, one thing it stands for, and, of a date or figure, one value."""

READINGS: dict[str, Reading] = {"claim": CLAIMS, "mention": MENTIONS}


def shortened(text: str, length: int = 90) -> str:
    """The text on one line, cut when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def names(newer: Any, judged: Any) -> float:
    """How much a mention of today covers the name that was judged, whatever kind it is now taken for."""
    one, other = _place(judged), _place(newer)
    if plain(newer.text) == plain(judged.text) and overlap(one, other):
        return 1.0
    return union_share(one, other)
