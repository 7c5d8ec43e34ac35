"""Entities: a list, and a page for each with its names, relations, and the claims by it and about it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from averment.publish.page import Page, Whole, leaves
from averment.publish.pages.overview import Answer, answers
from averment.publish.shown import ClaimShown, EntityShown, FindingShown, HitShown, RelationShown
from averment.publish.vocabulary import vocabulary, word
from averment.stance import RESPONSES

MANY = 60
"""Claims a section of the page lists; the rest stand on the entity's own ledger pages."""

AGAINST = frozenset({"denies"})
"""Stances that speak against what is said; a claim negated by its own words ("did not supply") does too."""


@dataclass(slots=True)
class Dossier:
    """What is known around one entity."""

    by: list[ClaimShown] = field(default_factory=list)
    responses: list[ClaimShown] = field(default_factory=list)
    for_: list[ClaimShown] = field(default_factory=list)
    against: list[ClaimShown] = field(default_factory=list)
    open: list[ClaimShown] = field(default_factory=list)
    """About it, and neither for nor against: what could not be verified, what was withheld, answers of others."""
    named: list[ClaimShown] = field(default_factory=list)
    relations: list[RelationShown] = field(default_factory=list)
    findings: list[FindingShown] = field(default_factory=list)
    hits: list[HitShown] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def all_claims(self) -> list[ClaimShown]:
        """Every claim by, about or naming it, once."""
        lists = (self.by, self.responses, self.for_, self.against, self.open, self.named)
        return list({c.id: c for found in lists for c in found}.values())


def entities(whole: Whole) -> Iterator[Page]:
    """The list by kind, then each entity."""
    dossiers = _dossiers(whole)
    order = {key: n for n, key in enumerate(vocabulary()["schema"])}
    by_kind = sorted(whole.shown.entities, key=lambda e: (order.get(e.schema, len(order)), e.schema))
    groups = [(word("schema", schema), list(found)) for schema, found in groupby(by_kind, key=lambda e: e.schema)]
    counts = {id: len(d.all_claims()) for id, d in dossiers.items()}
    listed = {h.entity.id for h in whole.shown.hits}
    context = {"title": "Entities", "groups": groups, "counts": counts, "listed": listed}
    yield Page("entities/index.html", "entities", context)
    for entity in whole.shown.entities:
        yield from _pages(entity, dossiers[entity.id])


def _pages(entity: EntityShown, dossier: Dossier) -> Iterator[Page]:
    every = dossier.all_claims()
    sections = (
        ("by", "What it says", "Claims in whose chain it stands.", dossier.by),
        ("for", "Said of it: for", "Claims that assert, confirm or allege something about it.", dossier.for_),
        ("against", "Said of it: against", "Denials, and statements that something is not so.", dossier.against),
        ("open", "Said of it: open", "Not verified, withheld, or asked without an answer.", dossier.open),
        ("named", "Also named in", "Claims that name it without a statement about it.", dossier.named),
    )
    yield Page(
        entity.path,
        "entity",
        {
            "title": entity.name,
            "entity": entity,
            "dossier": dossier,
            "sections": [(key, title, lead, found[:MANY], len(found)) for key, title, lead, found in sections if found],
            "every": len(every),
            "more": any(len(found) > MANY for *_, found in sections),
        },
    )
    if any(len(found) > MANY for *_, found in sections):
        for leaf, rows in leaves(f"entities/{entity.id}/claims", every):
            pages = "" if leaf.count == 1 else f", page {leaf.number} of {leaf.count}"
            title = f"Claims around {entity.name}{pages}"
            yield Page(leaf.path, "entity-claims", {"title": title, "entity": entity, "leaf": leaf, "claims": rows})


def _dossiers(whole: Whole) -> dict[str, Dossier]:
    dossiers: dict[str, Dossier] = defaultdict(Dossier)
    for claim in whole.shown.claims:
        if claim.review == "rejected":
            continue
        _file(claim, dossiers)
    for relation in whole.shown.relations:
        for end in {relation.subject.id, relation.object.id}:
            dossiers[end].relations.append(relation)
    for finding in whole.shown.findings:
        for end in {term.entity.id for term in (finding.subject, finding.object) if term.entity is not None}:
            dossiers[end].findings.append(finding)
    for hit in whole.shown.hits:
        dossiers[hit.entity.id].hits.append(hit)
    for answer in answers([c for c in whole.shown.claims if c.review != "rejected"], whole.shown.findings):
        if answer.entity is not None:
            dossiers[answer.entity.id].answers.append(answer)
    return dossiers


def _file(claim: ClaimShown, dossiers: dict[str, Dossier]) -> None:
    """Put a claim into the dossiers of everything it touches, once in each."""
    filed = set()
    for voice in claim.voices:
        if voice.entity is not None and voice.role in ("speaker", "author") and voice.entity.id not in filed:
            filed.add(voice.entity.id)
            dossier = dossiers[voice.entity.id]
            (dossier.responses if claim.stance in RESPONSES else dossier.by).append(claim)
    for triple in claim.triples:
        for end in (triple.subject.entity, triple.object.entity):
            if end is not None and end.id not in filed:
                filed.add(end.id)
                _about(claim, dossiers[end.id]).append(claim)
    others = [*claim.named, *(v.entity for v in claim.voices)]
    for entity in others:
        if entity is not None and entity.id not in filed:
            filed.add(entity.id)
            dossiers[entity.id].named.append(claim)


def _about(claim: ClaimShown, dossier: Dossier) -> list[ClaimShown]:
    if claim.stance in AGAINST or (claim.negated and claim.stance in ("asserts", "alleges", "confirms")):
        return dossier.against
    return dossier.for_ if claim.stance in ("asserts", "alleges", "confirms") else dossier.open
