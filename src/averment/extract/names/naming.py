"""Names of people, companies, bodies, places, products and ships.

Capitalised runs, legal forms and designations propose; the words of the name, what stands beside it, the model and
the table of known names vote; all occurrences of a name in a source decide together, and a name decided once is found
wherever the source uses it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from averment.extract.found import Found
from averment.extract.names.candidates import candidates, generic_abbreviations, mark_bracketed
from averment.extract.names.contexts import SOMEBODY, Surroundings
from averment.extract.names.evidence import (
    DECISIVE,
    MEDIUM,
    ORGANISED,
    WEAK,
    Candidate,
    Vote,
    decide,
    has_head,
    votes_inside,
)
from averment.extract.names.gazetteer import cities, countries, known
from averment.extract.names.kinship import Decided, family_names, listed_together, parts_of_parties
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words
from averment.method import method

NAMES = method("extract.names", "1")

_LABELS = {
    "PERSON": "Person",
    "ORG": ORGANISED,
    "GPE": "Address",
    "LOC": "Address",
    "FAC": "Address",
    "PRODUCT": "Good",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What a source's names came to: each with its schema, and the places where no name was recognised."""

    schemata: Mapping[str, str]
    weights: Mapping[str, float]
    found: tuple[Found, ...]


def names(parsed: Sequence[ParsedPassage], outlet: str | None = None) -> Names:
    """All names of a source."""
    proposed = [c for index, piece in enumerate(parsed) for c in candidates(index, piece)]
    mark_bracketed(parsed, proposed)
    generic = generic_abbreviations(parsed)
    votes, labels = _gather(parsed, proposed)
    if outlet:
        votes[outlet].append(Vote("Organization", DECISIVE, "published it"))
    decided = {n: d for n in sorted(votes) if n not in generic and (d := _decide(n, votes[n], labels.get(n, {})))}
    decided |= parts_of_parties(votes, decided, generic)
    decided |= listed_together(parsed, proposed, decided, generic)
    decided |= family_names(proposed, decided, votes)
    found = list(_everywhere(parsed, decided))
    return Names({n: s for n, (s, _) in decided.items()}, {n: w for n, (_, w) in decided.items()}, tuple(found))


# ---- votes


def _gather(
    parsed: Sequence[ParsedPassage], proposed: Sequence[Candidate]
) -> tuple[dict[str, list[Vote]], dict[str, dict[str, float]]]:
    """The votes for each name from all its proposals, and the model's labels as shares of its occurrences."""
    votes: dict[str, list[Vote]] = defaultdict(list)
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    total: dict[str, int] = defaultdict(int)
    surroundings: dict[int, Surroundings] = {}
    for candidate in proposed:
        piece = parsed[candidate.piece]
        start, end = candidate.start - piece.passage.start, candidate.end - piece.passage.start
        parts = tuple(re.findall(r"[^\s]+", candidate.text))
        mine = votes[candidate.text]
        mine += candidate.votes
        mine += votes_inside(parts, candidate.text)
        total[candidate.text] += 1
        if not piece.analysed:
            continue
        if candidate.piece not in surroundings:
            surroundings[candidate.piece] = Surroundings(piece)
        if known().get(candidate.text) not in ("Country", "Address") and not candidate.plain_case:
            mine += _fitting(candidate, parts, surroundings[candidate.piece].votes(start, end))
        if not candidate.plain_case:
            for label, share in _labels(piece, start, end):
                if not (label == "Person" and len(parts) == 1 and _NO_PERSON_AFTER.search(piece.text[:start][-6:])):
                    counts[candidate.text][label] += share
    shares = {n: {label: c / total[n] for label, c in by.items()} for n, by in counts.items()}
    return votes, shares


_NO_PERSON_AFTER = re.compile(r"\b(?:[Tt]he|near|from|in|at) $")
"""Words before a single name that the model takes for a person and that hardly is one ("near the Bosphorus")."""


def _fitting(candidate: Candidate, parts: tuple[str, ...], context: Iterator[Vote]) -> Iterator[Vote]:
    """Votes of the surroundings that can be true of these words."""
    body = has_head(parts)
    formed = any(v.rule == "legal form" for v in candidate.votes)
    personal = 2 <= len(parts) <= 4 and not body and not formed and candidate.text.replace(" ", "").isalpha()
    for vote in context:
        if vote.schema == SOMEBODY:
            yield Vote("Person" if personal else "Company", vote.weight, vote.rule)
        elif vote.schema == "speaker":
            if 2 <= len(parts) <= 4 and not body and candidate.text.replace(" ", "").replace("-", "").isalpha():
                yield Vote("Person", WEAK, vote.rule)
        elif vote.schema == "replies":
            # a single name: a person would have been introduced with both; a place does not answer
            if len(parts) == 1 and parts[0] not in words("name_words", "chinese_surnames"):
                yield Vote(ORGANISED, vote.weight, vote.rule)
        elif vote.schema == "Person" and (body or formed or any(c.isdigit() for c in candidate.text)):
            yield Vote(ORGANISED, WEAK, vote.rule)
        elif vote.schema == "Person" and len(parts) == 1 and vote.rule == "the Person noun before it":
            yield Vote("Person", MEDIUM, vote.rule)
        elif vote.schema == "Good" and body:
            continue
        else:
            yield vote


def _labels(piece: ParsedPassage, start: int, end: int) -> Iterator[tuple[str, float]]:
    """The model's labels over a stretch: 1 for the very words, 0.5 where it sees a part or more."""
    for entity in piece.doc.ents:
        if entity.start_char >= end or entity.end_char <= start or entity.label_ not in _LABELS:
            continue
        article = 4 if entity.text[:4].lower() == "the " else 0
        possessive = 2 if entity.text.endswith(("'s", "’s")) else 0
        same = entity.start_char + article == start and entity.end_char - possessive == end
        shared = min(end, entity.end_char) - max(start, entity.start_char)
        if same:
            yield _LABELS[entity.label_], 1.0
        elif shared * 2 >= end - start:
            yield _LABELS[entity.label_], 0.5


def _decide(name: str, votes: Sequence[Vote], labels: Mapping[str, float]) -> tuple[str, float] | None:
    found = decide(name, votes, dict(labels))
    if found is None:
        return None
    schema, weight = found
    if schema == "Address" and name in countries():
        return "Country", weight
    parts = name.split()
    if schema == "Person" and (any(c.isdigit() for c in name) or len(parts) > 6):
        return None
    hint = schema == "Person" if len(parts) == 1 else schema != "Good"
    if weight < (WEAK if hint else MEDIUM):
        return None
    if name.islower() or (name in words("name_words", "never_alone")):
        return None
    return schema, weight


# ---- everywhere


def everywhere(parsed: Sequence[ParsedPassage], named: Names) -> Iterator[Found]:
    """Every occurrence of a source's settled names in some of its passages, the longest at each place."""
    yield from _everywhere(parsed, {n: (s, named.weights[n]) for n, s in named.schemata.items()})


def _everywhere(parsed: Sequence[ParsedPassage], decided: Decided) -> Iterator[Found]:
    """Every occurrence of every decided name, the longest at each place."""
    index = _Index(decided)
    for piece in parsed:
        for start, name in index.occurrences(piece.text):
            schema = decided[name][0]
            if not _part_of_more(piece.text, start, start + len(name), schema):
                at = piece.passage.start + start
                yield Found(at, at + len(name), schema, NAMES.id, _value(name))


class _Index:
    """Names by their first word, so that a text is walked once however many names there are."""

    _FIRST = re.compile(r"\w+")

    def __init__(self, names_: Mapping[str, object]) -> None:
        self.by_word: dict[str, list[str]] = defaultdict(list)
        self.by_character: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names_, key=lambda n: (-len(n), n)):
            first = self._FIRST.match(name)
            if first is None or (not name[0].isascii() and name[0] >= "\u2e80"):  # Chinese: words are not set apart
                self.by_character[name[0]].append(name)
            else:
                self.by_word[first.group()].append(name)

    def occurrences(self, text: str) -> Iterator[tuple[int, str]]:
        """(start, name) from left to right, without overlaps, the longest name at each start."""
        end = 0
        for word in self._FIRST.finditer(text):
            if word.start() >= end and (name := self._at(text, word.start(), self.by_word.get(word.group(), ()))):
                end = word.start() + len(name)
                yield word.start(), name
        if self.by_character:
            for start, character in enumerate(text):
                if name := self._at(text, start, self.by_character.get(character, ())):
                    yield start, name

    def _at(self, text: str, start: int, names_: Sequence[str]) -> str | None:
        for name in names_:
            end = start + len(name)
            if text.startswith(name, start) and not (
                name[-1].isascii() and name[-1].isalnum() and text[end : end + 1].isalnum()
            ):
                return name
        return None


def _part_of_more(text: str, start: int, end: int, schema: str) -> bool:
    """Whether the words are only a part of a hyphenated word ("G3-X", "Pro-Kupol"); places may be ("London-based")."""
    if schema in ("Country", "Address", "Company", "Organization"):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    hyphen_before = len(before) == 2 and before[1] in "-–/" and before[0].isalnum()
    hyphen_after = len(after) == 2 and after[0] in "-–/" and (after[1].isupper() or after[1].isdigit())
    return hyphen_before or hyphen_after


def _value(name: str) -> dict[str, str]:
    code = countries().get(name) or cities().get(name)
    return {"country": code} if code else {}
