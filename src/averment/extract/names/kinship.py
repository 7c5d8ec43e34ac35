"""What one name tells of another: names in a list, the parts of a company's name, the family name of a person."""

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from averment.extract.names.evidence import (
    DECISIVE,
    MEDIUM,
    ORGANISED,
    STRONG,
    VETO,
    Candidate,
    Vote,
    distinctive,
    votes_inside,
)
from averment.extract.names.gazetteer import known_as, places
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words

Decided = Mapping[str, tuple[str, float]]
"""Names with their schema and the weight behind it."""

_GOES_ON = re.compile(r",? (?:and|or) |, [A-Z]")
"""What follows the second name of a list: a comma alone may as well open the main clause."""
_LIST = re.compile(r"^(?:, | and |, and | or | & )$")
_SPREADING = ("Company", "Good", "Person", "Vessel")
"""Kinds that pass from one name of a list to the next."""


def listed_together(
    parsed: Sequence[ParsedPassage], candidates: Sequence[Candidate], decided: Decided, generic: frozenset[str]
) -> dict[str, tuple[str, float]]:
    """ "X, Y and Z": a name of unknown or vague kind is of the kind of those it is listed with."""
    changed: dict[str, tuple[str, float]] = {}
    ordered = sorted((c for c in candidates if parsed[c.piece].analysed), key=lambda c: (c.start, c.end))
    neighbours = [(a, b) for a, b in itertools.pairwise(ordered) if _in_one_list(parsed, a, b)]
    for left, right in [*neighbours, *reversed(neighbours)]:
        for one, other in ((left, right), (right, left)):
            schema, weight = changed.get(other.text) or decided.get(other.text, ("", 0.0))
            if schema not in _SPREADING or weight < MEDIUM or one.text in generic:
                continue
            if schema == "Person" and not (
                " " in other.text and " " in one.text and one.text.replace(" ", "").isalpha()
            ):
                continue
            if _open_to(one, schema, decided):
                changed.setdefault(one.text, (schema, float(MEDIUM)))
    return changed


def _in_one_list(parsed: Sequence[ParsedPassage], left: Candidate, right: Candidate) -> bool:
    if left.piece != right.piece or left.end > right.start:
        return False
    piece = parsed[left.piece]
    link = piece.words(left.end, right.start)
    if not _LIST.match(link):
        return False
    return link != ", " or bool(_GOES_ON.match(piece.text, right.end - piece.passage.start))


def _open_to(candidate: Candidate, schema: str, decided: Decided) -> bool:
    """Whether nothing but the model, or nothing at all, has said what the name is."""
    name = candidate.text
    now, weight = decided.get(name, ("", 0.0))
    if not now:
        nameable = not any(v.schema == VETO for v in votes_inside(tuple(name.split()), name))
        return name[:1].isupper() and not candidate.plain_case and name not in places() and nameable
    if weight >= STRONG or known_as(name):
        return False
    return now == "Address" if schema == "Person" else now in ("Organization", "Person", "Address")


def parts_of_parties(
    votes: Mapping[str, Sequence[Vote]], decided: Decided, generic: frozenset[str]
) -> dict[str, tuple[str, float]]:
    """A part of one party's name, used alone, is of that party's kind, where nothing but the model says otherwise."""
    kinds = _kinds_of_parts(decided)
    made = {}
    for short in sorted(set(votes) & set(kinds)):
        mine, weight = decided.get(short, ("", 0.0))
        vague = mine == "Organization" and not any(v.schema == mine for v in votes[short])
        settled = mine in ("Company", "PublicBody", "Country") or (weight > MEDIUM and not vague)
        if len(kinds[short]) != 1 or settled or short in generic or not distinctive(short):
            continue
        schema = next(iter(kinds[short]))
        if not any(v.weight >= STRONG and v.schema not in (schema, ORGANISED) for v in votes[short]):
            made[short] = (schema, float(MEDIUM))
    return made


def _kinds_of_parts(decided: Decided) -> dict[str, set[str]]:
    """The beginnings and ends of parties' names, and what follows a leading place ("Ningbo {Haorui} Machinery")."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, (schema, weight) in sorted(decided.items()):
        parts = name.split()
        if schema not in ("Company", "Organization") or weight < STRONG or len(parts) < 2:
            continue
        own = next((i for i, p in enumerate(parts) if distinctive(p)), 0)
        for size in range(1, len(parts)):
            for piece in (parts[:size], parts[-size:], parts[own : own + size]):
                kinds[" ".join(piece).strip(",.")].add(schema)
    return kinds


def family_names(
    candidates: Sequence[Candidate], decided: Decided, votes: Mapping[str, Sequence[Vote]]
) -> dict[str, tuple[str, float]]:
    """The last word of a person's full name (the first of a Chinese one) is the person, where nothing denies it."""
    short_forms: set[str] = set()
    for name, (schema, _) in decided.items():
        parts = name.split()
        if schema == "Person" and len(parts) > 1:
            # "Khaled al-Masri" is "Al-Masri" at the head of a sentence
            short_forms |= {parts[-1], parts[-1][0].upper() + parts[-1][1:]}
            if parts[0] in words("name_words", "chinese_surnames"):
                short_forms.add(parts[0])
    seen = {c.text for c in candidates if not c.plain_case}
    made = {}
    for short in sorted(short_forms & seen):
        denied = any(v.weight >= DECISIVE and v.schema != "Person" for v in votes.get(short, ()))
        if not denied and short not in places() and len(short) > 1:
            made[short] = ("Person", float(STRONG))
    return made
