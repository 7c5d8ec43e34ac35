"""The first page: what is there, what it amounts to, who was asked, what could not be checked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averment.publish.page import Page, Whole
from averment.publish.shown import ClaimShown, EntityShown, FindingShown
from averment.publish.vocabulary import Word, vocabulary, word
from averment.stance import RESPONSES

TOP_FINDINGS = 12
MANY = 40
"""Answers, and things not verified, that the first page lists before it refers to the ledger."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A word and how often it occurs; `share` is the part of the commonest, 0–100, for the bar beside it."""

    word: Word
    count: int
    share: int
    path: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A party that was asked, or accused, and one way it answered, with the claims that say so."""

    party: str
    entity: EntityShown | None
    outcome: str
    claims: tuple[ClaimShown, ...]


def overview(whole: Whole) -> Iterator[Page]:
    """One page."""
    shown = whole.shown
    claims = [c for c in shown.claims if c.review != "rejected"]
    stances = Counter(c.stance for c in claims)
    answered = answers(claims, shown.findings)
    unverified = [c for c in claims if c.stance == "could_not_verify"]
    documents = [s for s in shown.sources if s.kind == "document"]
    yield Page(
        "index.html",
        "overview",
        {
            "title": whole.config.title,
            "documents": len(documents),
            "lists": len(shown.sources) - len(documents),
            "protected": sum(s.protected for s in shown.sources),
            "claims": len(claims),
            "reviewed": sum(c.review == "accepted" for c in claims),
            "stances": tally("stance", stances, "claims/stance/{}/index.html"),
            "supports": tally("support", Counter(f.support for f in shown.findings), "findings/index.html#{}"),
            "schemata": tally("schema", Counter(e.schema for e in shown.entities), "entities/index.html#{}"),
            "entities": len(shown.entities),
            "relations": len(shown.relations),
            "findings": shown.findings[:TOP_FINDINGS],
            "finding_count": len(shown.findings),
            "answers": answered[:MANY],
            "answer_count": len(answered),
            "unverified": unverified[:MANY],
            "unverified_count": len(unverified),
            "hits": len(shown.hits),
            "problems": shown.problems[:5],
            "problem_count": len(shown.problems),
        },
    )


def tally(kind: str, counts: Counter[str], path: str | None) -> list[Tally]:
    """Counts in the order of the vocabulary; words it lacks come last."""
    keys = [*vocabulary()[kind], *sorted(set(counts) - set(vocabulary()[kind]))]
    most = max(counts.values(), default=1)
    return [
        Tally(word(kind, key), counts[key], round(100 * counts[key] / most), path.format(key) if path else None)
        for key in keys
        if counts[key]
    ]


def answers(claims: Sequence[ClaimShown], findings: Sequence[FindingShown]) -> list[Answer]:
    """Every answer, and every silence, by party. The party is whom the weighing names, else whose voice it is."""
    party: dict[str, list[EntityShown]] = {}
    for finding in findings:
        for part in finding.of("responds"):
            if part.party is not None:
                party.setdefault(part.claim.id, []).append(part.party)
    found: dict[tuple[str, str], list[ClaimShown]] = {}
    names: dict[tuple[str, str], tuple[str, EntityShown | None]] = {}
    for claim in claims:
        if claim.stance not in RESPONSES:
            continue
        for name, entity in _parties(claim, party.get(claim.id, [])):
            key = (entity.id if entity is not None else name.casefold(), claim.stance)
            names.setdefault(key, (name, entity))
            found.setdefault(key, []).append(claim)
    made = [Answer(*names[key], key[1], tuple(found[key])) for key in found]
    return sorted(made, key=lambda a: (a.party.casefold(), a.outcome))


def _parties(claim: ClaimShown, named: list[EntityShown]) -> list[tuple[str, EntityShown | None]]:
    if named:
        return [(e.name, e) for e in {e.id: e for e in named}.values()]
    own = [v for v in claim.voices if v.role in ("speaker", "author")]
    return [(v.entity.name if v.entity else v.name, v.entity) for v in own[-1:]] or [("party not named", None)]
