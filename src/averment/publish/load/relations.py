"""Relations: statements between two entities, gathered from the claims that make them."""

from collections.abc import Iterable

from averment.publish.load.claims import relation_id
from averment.publish.shown import ClaimShown, RelationShown, TripleShown


def gather_relations(claims: Iterable[ClaimShown]) -> tuple[RelationShown, ...]:
    """One for each pair and predicate, most claims first. A claim a person rejected makes none."""
    found: dict[str, tuple[TripleShown, dict[str, ClaimShown]]] = {}
    for claim in claims:
        if claim.review == "rejected":
            continue
        for triple in claim.triples:
            subject, object_ = triple.subject.entity, triple.object.entity
            if triple.relation is None or subject is None or object_ is None:
                continue
            id = relation_id(subject, triple.predicate, object_)
            found.setdefault(id, (triple, {}))[1][claim.id] = claim
    made = [_relation(id, triple, tuple(by_id.values())) for id, (triple, by_id) in found.items()]
    return tuple(sorted(made, key=_order))


def _order(relation: RelationShown) -> tuple[int, str, str, str]:
    names = relation.subject.name.casefold(), relation.object.name.casefold()
    return (-len(relation.claims), *names, relation.id)


def _relation(id: str, triple: TripleShown, claims: tuple[ClaimShown, ...]) -> RelationShown:
    subject, object_ = triple.subject.entity, triple.object.entity
    if subject is None or object_ is None or triple.relation is None:
        raise ValueError(f"relation {id} has an end that is no entity")
    return RelationShown(id, triple.relation, subject, triple.predicate, triple.label, object_, claims)
