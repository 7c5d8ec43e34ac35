"""The gold set: short invented texts marked by hand, and how what is found in them is held against the marks.

Each file of `tests/gold` is one text:

    language: en                     # en, ru, zh
    kind: news                       # news, report, letter, customs note
    published: "2024-09-26"          # optional, like `outlet`
    held_out: true                   # optional: written last, measured before any rule was changed for it
    text: |
      …
    mentions:                        # each name and value once, however often it stands there
      - [Company, Orlan Ltd]
      - [Money, "$5 million", {amount: 5000000, currency: USD}]      # keys of the value, where it matters
    references:                      # descriptions and pronouns: braces mark them in a stretch that stands once
      - ["Later {the company} said", Orlan Ltd]
      - ["{The two firms} denied it", [Orlan Ltd, Norvane Ltd]]
    claims:                          # `source`: who says it as named in the text (null: the text itself)
      - {stance: denies, content: it had sold the pumps, source: Orlan Ltd, cue: denied}
      #  optional, checked where given: cue, voices (the whole chain, nearest the reader first), modality, negated
    relations:                       # subject, predicate, object; fourth: qualifiers, modality, stance, negated
      - [Orlan Ltd, supplied, pumps, {date: "2023"}]
    extra: {mentions: 1}             # how many unmarked finds of a part are let pass; 0 where a part is not named
    known_wrong:                     # what is marked and not found; it must go from here once it is found
      - {part: claims, item: "denies | Orlan Ltd | it had sold the pumps", why: the parser takes …}

`python bench/gold.py --missed` prints the `item` of everything missed; `--shrink` takes off what is found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from averment.claim import Claim, Term
from averment.extract import extract
from averment.extraction import Extraction
from averment.mention import ENTITY_SCHEMATA, Mention
from averment.passage import Passage
from averment.read.language import with_languages
from averment.reading import Reading
from averment.voice import Role

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
PARTS = ("mentions", "values", "references", "claims", "details", "relations")
"""`values`: what was understood of a marked value; `details`: cue, voices, modality and qualifiers of what matched."""
KINDS = ("news", "report", "letter", "customs note")
KEYS = frozenset(
    ("language", "kind", "published", "outlet", "held_out", "text", "mentions", "references", "claims", "relations")
) | {"extra", "known_wrong"}
SAYING = frozenset({Role.SPEAKER, Role.DOCUMENT, Role.AUTHOR})
LEAST_OVERLAP = 0.5
"""Of the words of two contents (intersection over union) for them to be the same claim."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked text."""

    name: str
    language: str
    kind: str
    text: str
    published: str | None = None
    outlet: str | None = None
    held_out: bool = False
    mentions: Sequence[Sequence[Any]] = ()
    references: Sequence[Sequence[Any]] = ()
    claims: Sequence[Mapping[str, Any]] = ()
    relations: Sequence[Sequence[Any]] = ()
    extra: Mapping[str, int] = field(default_factory=dict)
    known_wrong: Sequence[Mapping[str, str]] = ()

    def known(self, part: str) -> set[str]:
        """The items of a part that are known to be missed."""
        return {row["item"] for row in self.known_wrong if row["part"] == part}


@dataclass(slots=True)
class Score:
    """What of a part was found, what was missed, what was found besides; each under a group such as a stance."""

    right: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def add(self, expected: str, group: str, found: bool) -> None:
        """One marked item, found or not."""
        (self.right if found else self.missed).append((group, expected))

    def groups(self) -> set[str]:
        """The groups that anything stands under."""
        return {group for side in (self.right, self.missed, self.extra) for group, _ in side}


def gold(folder: Path = GOLD) -> list[Gold]:
    """Every text of the set, by file name. Raises ValueError for a file that breaks the format."""
    return [load(path) for path in sorted(folder.glob("*.yaml"))]


def load(path: Path) -> Gold:
    """One file. Raises ValueError with what is wrong in it."""
    row = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := set(row) - KEYS:
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}; known are {sorted(KEYS)}")
    if row["kind"] not in KINDS:
        raise ValueError(f"{path.name}: kind {row['kind']!r}; one of {', '.join(KINDS)}")
    wrong = [w for w in row.get("known_wrong", ()) if set(w) != {"part", "item", "why"} or w["part"] not in PARTS]
    if wrong:
        raise ValueError(f"{path.name}: known_wrong needs part, item and why: {wrong[0]}")
    flat = _flat(row["text"])
    for words in (m[1] for m in row.get("mentions", ())):
        if _flat(words) not in flat:
            raise ValueError(f"{path.name}: {words!r} is marked and does not stand in the text")
    for claim in row.get("claims", ()):
        if _flat(claim["content"]) not in flat and "…" not in claim["content"]:
            raise ValueError(f"{path.name}: {claim['content']!r} is marked and does not stand in the text")
    made = Gold(path.stem, **row)
    for mark, _ in made.references:
        marked_span(made, mark)
    return made


def _flat(text: str) -> str:
    return " ".join(text.split())


def marked_span(text: Gold, mark: str) -> tuple[int, int]:
    """Where the words in braces stand. Raises ValueError unless the whole stretch stands in the text just once."""
    before, words, after = re.fullmatch(r"(.*)\{(.+)\}(.*)", mark, re.DOTALL).groups()  # type: ignore[union-attr]
    pattern = r"\s+".join(map(re.escape, (before + words + after).split(" ")))
    found = list(re.finditer(pattern, text.text))
    if len(found) != 1:
        raise ValueError(f"{text.name}: {mark!r} must stand in the text once; it stands there {len(found)} times")
    start = found[0].start() + len(before)
    return start, start + len(words)


def extracted(text: Gold) -> Extraction:
    """What is found in a text, read as one passage a line, each in the language it is told to be in."""
    passages, at = [], 0
    for line in text.text.split("\n"):
        if line.strip():
            passages.append(Passage("0" * 16, at, line))
        at += len(line) + 1
    language, known = with_languages(passages)
    reading = Reading("0" * 16, "text/plain", text.text, tuple(known), (), "gold@1", language=language)
    return extract(reading, published=text.published, outlet=text.outlet)


def scores(text: Gold, found: Extraction) -> dict[str, Score]:
    """Each part's score. Groups: the schema of a mention, the stance of a claim, the predicate of a relation."""
    made = {part: Score() for part in PARTS}
    names = _Names(found.mentions)
    _score_mentions(text, found.mentions, made)
    _score_references(text, names, made["references"])
    _score_claims(text, found.claims, made)
    _score_relations(text, found.claims, names, made)
    return made


# ---- mentions and what they stand for


class _Names:
    """What a mention is called in its document: its own words and those of what it stands for."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.by_id = {m.id: m for m in mentions}
        self.called: dict[str, set[str]] = {}
        for mention in self.by_id.values():
            for root in self.roots(mention):
                called = self.called.setdefault(root.id, {plain(root.text)})
                if not mention.value.get("reference"):
                    called.add(plain(mention.text))

    def roots(self, mention: Mention) -> list[Mention]:
        if mention.value.get("stands_for"):
            ones = [self.by_id[i] for i in mention.value["stands_for"] if i in self.by_id]
            return [root for one in ones for root in self.roots(one)]
        seen = {mention.id}
        while mention.alias_of in self.by_id and mention.alias_of not in seen:
            mention = self.by_id[mention.alias_of]
            seen.add(mention.id)
            if mention.value.get("stands_for"):
                return self.roots(mention)
        return [mention]

    def of(self, term: Term) -> set[str]:
        mention = self.by_id.get(term.mention or "")
        roots = self.roots(mention) if mention is not None else []
        return {plain(term.text)} | {name for root in roots for name in self.called[root.id]}


def _score_mentions(text: Gold, mentions: Sequence[Mention], made: Mapping[str, Score]) -> None:
    score, values = made["mentions"], made["values"]
    own = [m for m in mentions if not m.value.get("reference")]
    found = {(m.schema, _flat(m.text)): m for m in reversed(own)}
    for schema, words, *more in text.mentions:
        there = found.pop((schema, _flat(words)), None)
        score.add(f"{schema}: {words}", schema, there is not None)
        for key, value in (more[0] if more else {}).items():
            item = f"{schema}: {words} | {key}={value}"
            values.add(item, schema, there is not None and there.value.get(key) == value)
    score.extra += [(schema, f"{schema}: {words}") for schema, words in found]


def _score_references(text: Gold, names: _Names, score: Score) -> None:
    found = {(m.place.start, m.place.end): m for m in names.by_id.values() if m.value.get("reference")}
    for mark, meant in text.references:
        there = found.get(marked_span(text, mark))
        wanted = [meant] if isinstance(meant, str) else list(meant)
        roots = names.roots(there) if there is not None else []
        fits = len(roots) == len(wanted) and all(
            any(plain(name) in names.called[r.id] for r in roots) for name in wanted
        )
        score.add(mark, "reference", fits)
        if fits:
            del found[marked_span(text, mark)]
    for (start, _), mention in sorted(found.items()):
        stands = ", ".join(r.text for r in names.roots(mention))
        score.extra.append(("reference", f"{mention.text} (at {start}) for {stands}"))


# ---- claims and relations


def _score_claims(text: Gold, claims: Sequence[Claim], made: Mapping[str, Score]) -> None:
    score, details = made["claims"], made["details"]
    fits = [
        (overlap(g["content"], c.content.text), -i, -j)
        for i, g in enumerate(text.claims)
        for j, c in enumerate(claims)
        if g["stance"] == c.stance and _says(g.get("source"), c)
    ]
    partner: dict[int, int] = {}
    for share, i, j in sorted(fits, reverse=True):
        if share >= LEAST_OVERLAP and -i not in partner and -j not in partner.values():
            partner[-i] = -j
    for i, marked in enumerate(text.claims):
        item = f"{marked['stance']} | {marked.get('source')} | {_flat(marked['content'])}"
        score.add(item, marked["stance"], i in partner)
        if i in partner:
            _score_details(item, marked, claims[partner[i]], details)
    taken = set(partner.values())
    score.extra += [
        (str(c.stance), f"{c.stance} | {', '.join(v.name for v in c.voices) or None} | {_flat(c.content.text)}")
        for j, c in enumerate(claims)
        if j not in taken
    ]


def _says(source: str | None, claim: Claim) -> bool:
    speaking = [v for v in claim.voices if v.role in SAYING]
    if source is None or not speaking:
        return source is None and not speaking
    wanted = set(tokens(source))
    return any(wanted <= set(tokens(v.name)) or set(tokens(v.name)) <= wanted for v in speaking)


def _score_details(item: str, marked: Mapping[str, Any], claim: Claim, score: Score) -> None:
    for key in ("cue", "voices", "modality", "negated"):
        if key not in marked:
            continue
        wanted = marked[key]
        if key == "cue":
            fits = claim.cue is not None and bool(set(tokens(wanted)) & set(tokens(claim.cue.text)))
        elif key == "voices":
            fits = [plain(v) for v in wanted] == [plain(v.name) for v in claim.voices]
        else:
            fits = getattr(claim, key) == wanted
        score.add(f"{item} | {key}={wanted}", key, fits)


def _score_relations(text: Gold, claims: Sequence[Claim], names: _Names, made: Mapping[str, Score]) -> None:
    score, details = made["relations"], made["details"]
    stated = [(t, c) for c in claims for t in c.triples]
    taken: set[int] = set()
    for subject, predicate, obj, *more in text.relations:
        item = f"{subject} | {predicate} | {obj}"
        here = [
            (n, t, c)
            for n, (t, c) in enumerate(stated)
            if t.predicate == predicate and _is(subject, t.subject, names) and _is(obj, t.object, names)
        ]
        score.add(item, predicate, bool(here))
        taken |= {n for n, _, _ in here}
        for key, value in (more[0] if more else {}).items():
            if here:
                held = [getattr(c, key) if key in ("modality", "stance", "negated") else t.qualifiers.get(key)
                        for _, t, c in here]  # fmt: skip
                details.add(f"{item} | {key}={value}", key, any(h == value or str(h) == str(value) for h in held))
    seen: Counter[tuple[str, str, str]] = Counter()
    for n, (t, _) in enumerate(stated):
        ends = (min(names.of(t.subject)), t.predicate, min(names.of(t.object)))
        seen[ends] += 1
        if n not in taken and seen[ends] == 1:
            score.extra.append((t.predicate, f"{t.subject.text} | {t.predicate} | {t.object.text}"))


def _is(words: str, term: Term, names: _Names) -> bool:
    called = names.of(term)
    if plain(words) in called:
        return True
    named = term.mention is not None and term.schema in ENTITY_SCHEMATA
    return not named and any(overlap(words, name) >= LEAST_OVERLAP for name in called)


# ---- words


def plain(text: str) -> str:
    """A name for comparing: lower case, without articles, quotation marks and a last full stop."""
    words = _flat(text).casefold().strip(" .“”\"'«»《》")
    return re.sub(r"^(?:the|a|an) ", "", words)


def tokens(text: str) -> list[str]:
    """Words in lower case without articles and punctuation; Chinese characters one by one."""
    found = re.findall(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+", text.casefold())
    return [t for t in found if t not in ("the", "a", "an")]


def overlap(one: str, other: str) -> float:
    """Shared words over all words of two stretches, repeated words counted."""
    mine, theirs = Counter(tokens(one)), Counter(tokens(other))
    whole = (mine | theirs).total()
    return (mine & theirs).total() / whole if whole else 0.0
