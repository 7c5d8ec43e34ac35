"""Entities and relations as FollowTheMoney (FtM 4), a projection of the ledger for tools that speak it.

FtM has no speaker, no stance and no place, so this keeps only what someone asserts, alleges or confirms as a fact; each
statement's `origin` is the id of the claim (or of the place a name was found first) where the rest stands.
`external` is true: nobody has reviewed it. An interval whose two ends do not have the schemata FtM asks for becomes an
`UnknownLink` with the words of the relation as its `role`. Goods have no FtM schema and stay in `claims.jsonl`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from averment.identity import canonical_json
from averment.publish.load import Shown
from averment.publish.shown import ClaimShown, EntityShown, RelationShown
from averment.publish.vocabulary import predicate

# FollowTheMoney 4 (https://followthemoney.tech/explorer/): which of our schemata may stand in a property with a range.
_LEGAL = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity"})
_RANGES = {
    ("Ownership", "owner"): _LEGAL,
    ("Ownership", "asset"): frozenset({"Company", "Vessel", "Airplane"}),
    ("Representation", "agent"): _LEGAL,
    ("Representation", "client"): _LEGAL,
    ("Employment", "employee"): frozenset({"Person"}),
    ("Employment", "employer"): frozenset({"Company", "Organization", "PublicBody"}),
    ("Payment", "payer"): _LEGAL,
    ("Payment", "beneficiary"): _LEGAL,
}
_THINGS = _LEGAL | {"Vessel", "Airplane", "Address"}
"""Schemata that FtM has. `Country` is a property value there, `Good` nothing."""
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NAMES = {"Address": ("full", "full")}
JUDGEMENT = "judgement"
"""Origin and dataset of a name that a person gave: no source spells it so."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of one FtM entity, and the claim or place it rests on.

    `dataset` is the source, so that two sources which agree stay two statements: FtM makes a statement's id of its
    dataset, entity, property and value, and would merge them otherwise.
    """

    entity: str
    schema: str
    prop: str
    value: str
    origin: str
    dataset: str
    external: bool


def statements(shown: Shown) -> Iterator[Statement]:
    """Entity by entity, then link by link."""
    located: dict[str, list[tuple[str, ClaimShown]]] = {}
    for relation in shown.relations:
        if relation.predicate == "located_in":
            located.setdefault(relation.subject.id, []).extend(
                (relation.object.name, c) for c in relation.claims if _says_so(c)
            )
    for entity in shown.entities:
        if entity.schema in _THINGS:
            yield from _entity(entity, located.get(entity.id, []))
    for relation in shown.relations:
        yield from _link(relation)


def _entity(entity: EntityShown, located: list[tuple[str, ClaimShown]]) -> Iterator[Statement]:
    first, rest = _NAMES.get(entity.schema, ("name", "alias"))
    origins = {alias.text: alias.first_path for alias in entity.aliases}
    texts = list(dict.fromkeys([entity.name, *origins]))
    for text in texts:
        prop = first if text == entity.name else rest
        page, _, mention = origins.get(text, "").partition("#m-")
        origin, dataset = (f"mention:{mention}", page.split("/")[1]) if mention else (JUDGEMENT, JUDGEMENT)
        yield Statement(entity.id, entity.schema, prop, text, origin, dataset, True)
    if entity.schema != "Address":
        for name, claim in located:
            yield Statement(
                entity.id, entity.schema, "address", name, claim.id, claim.source.id, claim.review != "accepted"
            )


def _link(relation: RelationShown) -> Iterator[Statement]:
    meaning = predicate(relation.predicate)
    subject, object_ = relation.subject, relation.object
    claims = [c for c in relation.claims if _says_so(c)]
    if meaning.schema in (None, "Address") or not claims or not {subject.schema, object_.schema} <= _THINGS:
        return
    if meaning.schema == "Sanction":
        pairs = [("entity", subject.id), ("authority", object_.name)]
        schema = "Sanction"
    else:
        schema, pairs = _ends(relation)
    for claim in claims:
        external = claim.review != "accepted"
        more = _qualified(relation, claim) if schema == meaning.schema else []
        for prop, value in (*pairs, *more):
            yield Statement(relation.id, schema, prop, value, claim.id, claim.source.id, external)


def _qualified(relation: RelationShown, claim: ClaimShown) -> list[tuple[str, str]]:
    """The share, sum, date or position that a claim gives for a relation, as properties of its schema.

    Only dates that FtM takes: a day, month or year.
    """
    known = predicate(relation.predicate).qualifiers
    found: dict[tuple[str, str], None] = {}
    for triple in claim.triples:
        if triple.relation == relation.path and triple.predicate == relation.predicate:
            for key, prop in known.items():
                value = str(triple.qualifiers.get(key) or "")
                if value and (key != "date" or _DATE.fullmatch(value)):
                    found[prop, value] = None
    return list(found)


def _ends(relation: RelationShown) -> tuple[str, list[tuple[str, str]]]:
    meaning = predicate(relation.predicate)
    schema, first, second = meaning.schema or "UnknownLink", meaning.subject or "subject", meaning.object or "object"
    subject, object_ = relation.subject, relation.object
    fits = all(
        (schema, prop) not in _RANGES or end.schema in _RANGES[schema, prop]
        for prop, end in ((first, subject), (second, object_))
    )
    if schema == "UnknownLink" or not fits:
        return "UnknownLink", [("subject", subject.id), ("object", object_.id), ("role", relation.label)]
    return schema, [(first, subject.id), (second, object_.id)]


def _says_so(claim: ClaimShown) -> bool:
    return (
        claim.stance in ("asserts", "alleges", "confirms")
        and not claim.negated
        and claim.modality in ("fact", "quantified")
        and claim.review != "rejected"
    )


def entity_lines(shown: Shown) -> Iterator[str]:
    """One FtM entity a line: id, schema, properties."""
    made: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for s in statements(shown):
        values = made.setdefault(s.entity, (s.schema, {}))[1].setdefault(s.prop, [])
        if s.value not in values:
            values.append(s.value)
    for id, (schema, properties) in made.items():
        yield canonical_json({"id": id, "schema": schema, "properties": properties})


def statement_lines(shown: Shown) -> Iterator[str]:
    """One FtM statement a line; the same value from two claims is two lines, which FtM would merge into one."""
    for s in statements(shown):
        key = f"{s.dataset}.{s.entity}.{s.prop}.{s.value}{'.ext' if s.external else ''}"
        yield canonical_json(
            {
                "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),  # FtM's own way to make it
                "entity_id": s.entity,
                "canonical_id": s.entity,
                "schema": s.schema,
                "prop": s.prop,
                "value": s.value,
                "dataset": s.dataset,
                "origin": s.origin,
                "external": s.external,
            }
        )
