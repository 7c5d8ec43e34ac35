"""Names of people, companies, bodies, places, products and ships.

Capitalised runs, legal forms and designations propose; the words of the name, what stands beside it, the model and
the table of known names vote; all occurrences of a name in a source decide together, and a name decided once is found
wherever the source uses it.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from averment.extract.bodies import bodies
from averment.extract.contexts import Surroundings
from averment.extract.evidence import (
    DECISIVE,
    MEDIUM,
    PARTIES,
    STRONG,
    VETO,
    WEAK,
    Candidate,
    Vote,
    decide,
    distinctive,
    has_head,
    votes_inside,
)
from averment.extract.forms import company_forms, quoted_companies
from averment.extract.found import Found
from averment.extract.gazetteer import cities, countries, known, known_as, places
from averment.extract.goods import designations
from averment.extract.parsed import ParsedPassage
from averment.extract.runs import Word, all_words, runs
from averment.extract.segments import segments
from averment.extract.tables import words
from averment.method import method

NAMES = method("extract.names", "1")

_LABELS = {
    "PERSON": "Person",
    "ORG": "LegalEntity",
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
    candidates = [c for index, piece in enumerate(parsed) for c in _candidates(index, piece)]
    _bracketed(parsed, candidates)
    generic = _generic_abbreviations(parsed)
    votes, labels = _gather(parsed, candidates)
    if outlet:
        votes[outlet].append(Vote("Organization", DECISIVE, "published it"))
    decided = {n: d for n in sorted(votes) if n not in generic and (d := _decide(n, votes[n], labels.get(n, {})))}
    decided |= _shortened(votes, decided, generic)
    decided |= _by_company_kept(parsed, candidates, decided, generic)
    decided |= _surnames(candidates, decided, votes)
    found = list(_everywhere(parsed, decided))
    return Names({n: s for n, (s, _) in decided.items()}, {n: w for n, (_, w) in decided.items()}, tuple(found))


# ---- proposals


def _candidates(index: int, piece: ParsedPassage) -> Iterator[Candidate]:
    """Every proposal in one passage. Overlaps are allowed: what wins is settled by votes and length."""
    text, base = piece.text, piece.passage.start
    word_list = all_words(piece)

    def make(start: int, end: int, votes: Sequence[Vote] = (), opens: bool = False) -> Candidate:
        return Candidate(index, base + start, base + end, text[start:end], list(votes), opens)

    covered: list[tuple[int, int]] = []
    for start, end in company_forms(text, word_list):
        covered.append((start, end))
        yield make(start, end, [Vote("Company", DECISIVE, "legal form")])
    for start, end in quoted_companies(text):
        yield make(start, end, [Vote("Company", DECISIVE, "quoted after a company noun")])
    for start, end, schema in bodies(text, piece):
        covered.append((start, end))
        yield make(start, end, [Vote(schema, DECISIVE, "a state's body in lower case")])
    goods = [] if piece.passage.kind in ("row", "header") and not text else list(designations(text))
    if not piece.analysed:
        yield from (make(s, e, v) for s, e, v in goods if v and v[0].weight >= MEDIUM)
        return
    for run in runs(piece, word_list):
        yield from _run_candidates(make, text, run.words, goods, covered)
    for start, end, votes in goods:
        yield make(start, end, votes)


def _run_candidates(make, text, run_words, goods, covered) -> Iterator[Candidate]:  # type: ignore[no-untyped-def]
    for words_left in _without(run_words, covered):
        words_left = _after_office(text, words_left)
        if not words_left:
            continue
        if _ship_before(text, words_left[0].start):
            yield make(words_left[0].start, words_left[-1].end, [Vote("Vessel", DECISIVE, "a ship's noun before it")])
            continue
        for segment in segments(text, words_left):
            ws = list(segment.words)
            if not ws:
                continue
            opens = ws[0].opens and len(ws) == 1 and not ws[0].tag.startswith("NNP")
            yield make(ws[0].start, ws[-1].end, segment.votes, opens)
            longer = (
                None
                if ws[0].text in ("Model", "Type", "Version", "Series")
                else next(
                    (g for g in goods if ws[0].start < g[0] <= ws[-1].end + 1 <= g[1] + 1 and g[1] >= ws[-1].end), None
                )
            )
            if longer is not None and text[ws[0].start : longer[0]].strip():
                yield make(ws[0].start, longer[1], [Vote("Good", WEAK, "maker and designation")])


_OFFICE = re.compile(r"\b(?:Secretary|Minister|Undersecretary) (?:of|for) (?:the )?$")


def _after_office(text: str, words_left: list[Word]) -> list[Word]:
    """ "Secretary of the Treasury X Y": what the office is for comes off the name."""
    if not _OFFICE.search(text[max(0, words_left[0].start - 30) : words_left[0].start]):
        return words_left
    offices = words("name_words", "topic_words") | {"Treasury", "State", "War", "Army", "Navy", "Homeland", "and"}
    while words_left and words_left[0].text in offices:
        words_left = words_left[1:]
    return words_left


_SHIP = re.compile(r"(?:^|[\s-])(?:(?P<noun>[a-z]+)|M/?[VT]|MS|SS|HMS|USS|INS|BMS|TCG|ROKS) [“\"'‘«]?$")


def _ship_before(text: str, start: int) -> bool:
    found = _SHIP.search(text[max(0, start - 20) : start])
    return found is not None and (found["noun"] is None or found["noun"] in words("name_words", "vessel_nouns"))


def _without(run_words: Sequence[Word], covered: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """The words of a run outside the stretches that a legal form has taken."""
    current: list[Word] = []
    for word in run_words:
        if any(a < word.end and word.start < b for a, b in covered):
            if current:
                yield current
            current = []
        else:
            current.append(word)
    if current:
        yield current


def _generic_abbreviations(parsed: Sequence[ParsedPassage]) -> frozenset[str]:
    """ "unmanned aerial vehicles (UAVs)": an abbreviation of common words is no name anywhere in the source."""
    found = set()
    for piece in parsed:
        for match in re.finditer(r"((?:[a-z]+[ -]){2,6})\(([A-Z]{2,6})s?\)", piece.text):
            initials = "".join(w[0] for w in re.findall(r"[a-z]+", match[1]))
            if initials.endswith(match[2].lower()):
                found |= {match[2], match[2] + "s"}
    return frozenset(found)


def _vetoed(candidate: Candidate) -> bool:
    return any(v.schema == VETO for v in votes_inside(tuple(candidate.text.split()), candidate.text))


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())


def _bracketed(parsed: Sequence[ParsedPassage], candidates: Sequence[Candidate]) -> None:
    """ "Ministry of X (MOX)": what stands in brackets right after a party's name is of its kind."""
    everything = {c.end: c for c in candidates}
    ends = {
        c.end: c
        for c in candidates
        if any(v.schema in PARTIES for v in [*c.votes, *votes_inside(tuple(c.text.split()), c.text)])
    }
    for candidate in candidates:
        before = ends.get(candidate.start - 2)
        named = everything.get(candidate.start - 2)
        if before is None and named is not None and not _vetoed(named) and _initials(named.text) == candidate.text:
            candidate.votes.append(Vote("LegalEntity", STRONG, "initials in brackets after a name"))
        if before is None or not re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}", candidate.text) or known_as(candidate.text):
            continue
        piece = parsed[candidate.piece]
        if (
            piece.words(before.end, candidate.start) == " ("
            and piece.text[candidate.end - piece.passage.start :][:1] == ")"
        ):
            inside = [v for v in votes_inside(tuple(before.text.split()), before.text) if v.schema in PARTIES]
            schema = inside[0].schema if inside else before.votes[0].schema
            candidate.votes.append(Vote(schema, STRONG, "in brackets after a name"))


# ---- votes


def _gather(
    parsed: Sequence[ParsedPassage], candidates: Sequence[Candidate]
) -> tuple[dict[str, list[Vote]], dict[str, dict[str, float]]]:
    """The votes for each name from all its proposals, and the model's labels as shares of its occurrences."""
    votes: dict[str, list[Vote]] = defaultdict(list)
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    total: dict[str, int] = defaultdict(int)
    surroundings: dict[int, Surroundings] = {}
    for candidate in candidates:
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
        if known().get(candidate.text) not in ("Country", "Address"):
            mine += _fitting(candidate, parts, surroundings[candidate.piece].votes(start, end))
        for label, share in _labels(piece, start, end):
            article = (
                label == "Person"
                and len(parts) == 1
                and re.search(r"\b(?:[Tt]he|near|from|in|at) $", piece.text[max(0, start - 5) : start])
            )
            if not candidate.plain_case and not article:
                counts[candidate.text][label] += share
    shares = {n: {label: c / total[n] for label, c in by.items()} for n, by in counts.items()}
    return votes, shares


def _fitting(candidate: Candidate, parts: tuple[str, ...], context: Iterator[Vote]) -> Iterator[Vote]:
    """Votes of the surroundings that can be true of these words."""
    body = has_head(parts)
    formed = any(v.rule == "legal form" for v in candidate.votes)
    for vote in context:
        if vote.schema == "speaker":
            if 2 <= len(parts) <= 4 and not body and candidate.text.replace(" ", "").replace("-", "").isalpha():
                yield Vote("Person", WEAK, vote.rule)
        elif vote.schema == "Person" and (body or formed or any(c.isdigit() for c in candidate.text)):
            yield Vote("LegalEntity", WEAK, vote.rule)
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
    single_person = schema == "Person" and len(parts) == 1 and weight >= WEAK
    if (
        weight < MEDIUM
        and not single_person
        and not (
            weight >= WEAK
            and len(parts) > 1
            and schema in ("Person", "Company", "Organization", "PublicBody", "Address")
        )
    ):
        return None
    if name.islower() or (name in words("name_words", "never_alone")):
        return None
    return schema, weight


# ---- names in company


_GOES_ON = re.compile(r",? (?:and|or) |, [A-Z]")
"""What follows the second name of a list: a comma alone may as well open the main clause."""
_LIST = re.compile(r"^(?:, | and |, and | or | & )$")


def _by_company_kept(
    parsed: Sequence[ParsedPassage],
    candidates: Sequence[Candidate],
    decided: Mapping[str, tuple[str, float]],
    generic: frozenset[str],
) -> dict[str, tuple[str, float]]:
    """ "X, Y and Z": a name of unknown or vague kind is of the kind of those it is listed with."""
    changed: dict[str, tuple[str, float]] = {}
    ordered = sorted((c for c in candidates if parsed[c.piece].analysed), key=lambda c: (c.start, c.end))
    neighbours = list(itertools.pairwise(ordered))
    for left, right in [*neighbours, *reversed(neighbours)]:
        if left.piece != right.piece or left.end > right.start:
            continue
        piece = parsed[left.piece]
        link = piece.words(left.end, right.start)
        if not _LIST.match(link) or (link == ", " and not _GOES_ON.match(piece.text, right.end - piece.passage.start)):
            continue
        for one, other in ((left, right), (right, left)):
            schema, weight = changed.get(other.text) or decided.get(other.text, ("", 0.0))
            if schema not in ("Company", "Good", "Person", "Vessel") or weight < MEDIUM or one.text in generic:
                continue
            if schema == "Person" and not (
                " " in one.text and " " in other.text and one.text.replace(" ", "").isalpha()
            ):
                continue
            now, now_weight = decided.get(one.text, ("", 0.0))
            unknown = not now and one.text[:1].isupper() and not one.plain_case and one.text not in places()
            vague = now_weight < STRONG and not known_as(one.text) and _only_the_model_says(now, schema)
            if (unknown and _nameable(one.text)) or vague:
                changed.setdefault(one.text, (schema, float(MEDIUM)))
    return changed


def _only_the_model_says(now: str, other: str) -> bool:
    if other == "Person":
        return now == "Address"
    return now in ("Organization", "Person", "Address") and now != other


def _nameable(text: str) -> bool:
    return not [v for v in votes_inside(tuple(text.split()), text) if v.schema == VETO]


def _shortened(
    votes: Mapping[str, Sequence[Vote]], decided: Mapping[str, tuple[str, float]], generic: frozenset[str]
) -> dict[str, tuple[str, float]]:
    """A part of one party's name, used alone, is of that party's kind, where nothing but the model says otherwise."""
    parties: dict[str, set[str]] = defaultdict(set)
    for name, (schema, weight) in sorted(decided.items()):
        parts = name.split()
        if schema not in ("Company", "Organization") or weight < STRONG or len(parts) < 2:
            continue
        own = next((i for i, p in enumerate(parts) if distinctive(p)), 0)
        for size in range(1, len(parts)):
            for piece in (parts[:size], parts[-size:], parts[own : own + size]):
                parties[" ".join(piece).strip(",.")].add(schema)
    made = {}
    for short in sorted(votes):
        kinds = parties.get(short, set())
        mine, weight = decided.get(short, ("", 0.0))
        if (
            len(kinds) != 1
            or short in generic
            or mine in ("Company", "PublicBody", "Country")
            or not distinctive(short)
        ):
            continue
        schema = next(iter(kinds))
        if weight <= MEDIUM and not any(
            v.weight >= STRONG and v.schema not in (schema, "LegalEntity") for v in votes[short]
        ):
            made[short] = (schema, float(MEDIUM))
    return made


def _surnames(
    candidates: Sequence[Candidate],
    decided: Mapping[str, tuple[str, float]],
    votes: Mapping[str, Sequence[Vote]],
) -> dict[str, tuple[str, float]]:
    """The last word of a person's full name (the first of a Chinese one) is the person, where nothing denies it."""
    full: dict[str, set[str]] = defaultdict(set)
    for name, (schema, _) in decided.items():
        parts = name.split()
        if schema == "Person" and len(parts) > 1:
            full[parts[-1]].add(name)
            if parts[-1][0].islower():  # "Khaled al-Masri", then "Al-Masri" at the head of a sentence
                full[parts[-1][0].upper() + parts[-1][1:]].add(name)
            if parts[0] in words("name_words", "chinese_surnames"):
                full[parts[0]].add(name)
    made = {}
    seen = {c.text for c in candidates if not c.plain_case}
    for short in sorted(full):
        strong = any(v.weight >= DECISIVE and v.schema != "Person" for v in votes.get(short, ()))
        if short in seen and not strong and short not in places() and len(short) > 1:
            made[short] = ("Person", float(STRONG))
    return made


# ---- everywhere


def _everywhere(parsed: Sequence[ParsedPassage], decided: Mapping[str, tuple[str, float]]) -> Iterator[Found]:
    """Every occurrence of every decided name, the longest at each place."""
    if not decided:
        return
    ordered = sorted(decided, key=lambda n: (-len(n), n))
    pattern = re.compile("|".join(_bounded(n) for n in ordered))
    for piece in parsed:
        for match in pattern.finditer(piece.text):
            if _part_of_more(piece.text, match, decided[match.group()][0]):
                continue
            start = piece.passage.start + match.start()
            yield Found(start, start + len(match.group()), decided[match.group()][0], NAMES.id, _value(match.group()))


def _bounded(name: str) -> str:
    first = r"(?<!\w)" if name[0].isascii() and name[0].isalnum() else ""
    last = r"(?!\w)" if name[-1].isalnum() and name[-1].isascii() else ""
    return first + re.escape(name) + last


def _part_of_more(text: str, match: re.Match[str], schema: str) -> bool:
    """Whether the words are only a part of a hyphenated word ("G3-X", "Pro-Kupol"); places may be ("London-based")."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    hyphen_before = len(before) == 2 and before[1] in "-–/" and before[0].isalnum()
    hyphen_after = len(after) == 2 and after[0] in "-–/" and (after[1].isupper() or after[1].isdigit())
    if schema in ("Country", "Address", "Company", "Organization"):
        return False
    return hyphen_before or hyphen_after


def _value(name: str) -> dict[str, str]:
    if code := countries().get(name):
        return {"country": code}
    if code := cities().get(name):
        return {"country": code}
    return {}


def retyped(found: Found, schema: str) -> Found:
    """The same words under another schema."""
    return replace(found, schema=schema)
