"""From the ledger, through the gate, to the records that pages may show."""

from collections.abc import Mapping
from dataclasses import dataclass

from averment.publish.load.claims import load_claims
from averment.publish.load.entities import load_entities
from averment.publish.load.findings import load_findings
from averment.publish.load.matters import load_hits, load_methods, load_problems
from averment.publish.load.relations import gather_relations
from averment.publish.load.sources import load_sources
from averment.publish.redact import Gate
from averment.publish.shown import (
    ClaimShown,
    EntityShown,
    FindingShown,
    HitShown,
    MethodShown,
    ProblemShown,
    RelationShown,
    SourceShown,
)
from averment.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything a site shows, each list in the order of print. Mappings go from ledger ids."""

    sources: tuple[SourceShown, ...]
    claims: tuple[ClaimShown, ...]
    entities: tuple[EntityShown, ...]
    relations: tuple[RelationShown, ...]
    findings: tuple[FindingShown, ...]
    hits: tuple[HitShown, ...]
    problems: tuple[ProblemShown, ...]
    methods: tuple[MethodShown, ...]
    source_by_ledger_id: Mapping[str, SourceShown]
    entity_by_ledger_id: Mapping[str, EntityShown]


def load(ledger: Ledger, gate: Gate) -> Shown:
    """Read the ledger once and join what pages need."""
    sources = load_sources(ledger, gate)
    entities = load_entities(ledger, gate, sources)
    claims = load_claims(ledger, gate, sources, entities)
    relations = gather_relations(claims.values())
    return Shown(
        sources=tuple(sources.values()),
        claims=tuple(claims.values()),
        entities=tuple(sorted(entities.values(), key=lambda e: (e.name.casefold(), e.id))),
        relations=relations,
        findings=load_findings(ledger, gate, entities, claims),
        hits=load_hits(ledger, gate, sources, entities),
        problems=load_problems(ledger, gate, sources),
        methods=load_methods(ledger, gate),
        source_by_ledger_id=sources,
        entity_by_ledger_id=entities,
    )
