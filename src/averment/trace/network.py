"""Who is linked to whom: an edge is never shown without the claims under it, each with its words and its place."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from averment.finding import Support
from averment.store.ledger import Ledger, Row
from averment.store.lookup import voices_of
from averment.voice import describe

_FOR = frozenset({"asserts", "alleges", "confirms"})
"""Stances by which a claim says that the thing is so."""
_RANK = {level.value: n for n, level in enumerate(Support)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim under an edge: its words, where they stand (`locator`), who says them and how."""

    claim: str
    source: str
    source_name: str
    locator: str
    quote: str
    stance: str
    modality: str
    negated: bool
    review: str
    voices: str
    qualifiers: Mapping[str, Any]

    @property
    def says_so(self) -> bool:
        """Whether the claim is for the edge; a denial and a negation are against it."""
        return self.stance in _FOR and not self.negated


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in the network."""

    id: str
    name: str
    schema: str


@dataclass(frozen=True, slots=True)
class Link:
    """What claims say between two entities, with all those claims. `support` is that of its finding, if weighed."""

    subject: Node
    predicate: str
    object: Node
    label: str
    evidence: tuple[Evidence, ...]
    support: str | None = None
    challenge: str | None = None

    @property
    def held(self) -> bool:
        """Whether anything says so: a link that is only denied is shown and leads nowhere."""
        return any(e.says_so for e in self.evidence)

    @property
    def strength(self) -> tuple[int, int]:
        """For comparing links: the rank of the support, then the number of sources that say so."""
        return _RANK.get(self.support or "", 0), len({e.source for e in self.evidence if e.says_so})

    def __str__(self) -> str:
        return f"{self.subject.name} {self.label} {self.object.name}"


@dataclass(frozen=True, slots=True)
class Network:
    """Entities and the links between them, both in a fixed order."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def network(ledger: Ledger, entity: str | None = None) -> Network:
    """All links of the case, or those of one entity (its id).

    >>> network(ledger, "6d1c0f2b9a7e4431").links[0].evidence[0].locator  # doctest: +SKIP
    '3f2a9c0d1e5b7788#char=120,180'
    """
    edges = edges_of(ledger, entity)
    found = links(ledger, edges)
    nodes = {n.id: n for link in found for n in (link.subject, link.object)}
    if entity is not None and entity not in nodes:
        nodes |= _nodes(ledger, [entity])
    return Network(tuple(sorted(nodes.values(), key=lambda n: (n.name, n.id))), tuple(found))


Edge = tuple[str, str, str]
"""(subject entity, predicate, object entity)"""


def edges_of(ledger: Ledger, entity: str | None = None) -> dict[Edge, list[tuple[str, str]]]:
    """From each edge to the claims under it, as (claim id, qualifiers as JSON)."""
    query = "SELECT subject, predicate, object, claim, qualifiers_json FROM edge"
    if entity is None:
        rows = ledger.rows(f"{query} ORDER BY subject, predicate, object, claim, ordinal")
    else:  # one side at a time, so that each finds its index
        rows = [
            *ledger.rows(f"{query} WHERE subject = ? ORDER BY subject, predicate, object, claim, ordinal", [entity]),
            *ledger.rows(f"{query} WHERE object = ? ORDER BY subject, predicate, object, claim, ordinal", [entity]),
        ]
    found: dict[Edge, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        found[row[0], row[1], row[2]].append((row[3], row[4]))
    return found


def links(ledger: Ledger, edges: Mapping[Edge, Sequence[tuple[str, str]]]) -> list[Link]:
    """The links of these edges with everything under them, best borne out first."""
    nodes = _nodes(ledger, {end for subject, _, object_ in edges for end in (subject, object_)})
    made = []
    for (subject, predicate, object_), claims in edges.items():
        evidence = tuple(_evidence(ledger, claim, qualifiers) for claim, qualifiers in dict(claims).items())
        weighed = _weighed(ledger, subject, predicate, object_)
        made.append(
            Link(
                nodes[subject],
                predicate,
                nodes[object_],
                label(predicate),
                evidence,
                weighed["support"] if weighed else None,
                weighed["challenge"] if weighed else None,
            )
        )
    made.sort(key=lambda k: (str(k), k.subject.id, k.object.id, k.predicate))
    return sorted(made, key=lambda k: k.strength, reverse=True)


def _nodes(ledger: Ledger, ids: Iterable[str]) -> dict[str, Node]:
    found = {}
    for id_ in sorted(set(ids)):
        row = ledger.row("SELECT name, schema FROM entity WHERE id = ?", [id_])
        if row is not None:
            found[id_] = Node(id_, row["name"], row["schema"])
    return found


def _evidence(ledger: Ledger, claim: str, qualifiers: str) -> Evidence:
    row = ledger.row("SELECT c.*, s.name FROM claim c JOIN source s ON s.id = c.source WHERE c.id = ?", [claim])
    assert row is not None  # noqa: S101 - the edge view reads the same table
    return evidence_of(ledger, row, qualifiers)


def evidence_of(ledger: Ledger, row: Row, qualifiers: str = "{}") -> Evidence:
    """A row of `claim`, joined with its source's `name`, as evidence."""
    return Evidence(
        row["id"],
        row["source"],
        row["name"],
        row["locator"],
        row["quote"],
        row["stance"],
        row["modality"],
        bool(row["negated"]),
        row["review"],
        describe(voices_of(ledger, row["id"])),
        json.loads(qualifiers),
    )


def _weighed(ledger: Ledger, subject: str, predicate: str, object_: str) -> Row | None:
    """The best supported finding about an edge."""
    rows = ledger.rows(
        "SELECT support, challenge FROM finding WHERE predicate = ? AND subject IN (?, ?) AND object IN (?, ?) "
        "ORDER BY id",
        [predicate, subject, object_, object_, subject],
    )
    return max(rows, key=lambda r: _RANK[r["support"]], default=None)


def label(predicate: str) -> str:
    """How a predicate reads between its ends.

    >>> label("subsidiary_of")
    'is a subsidiary of'
    """
    return str(_predicates().get(predicate, {}).get("label", predicate.replace("_", " ")))


@cache
def _predicates() -> Mapping[str, Mapping[str, Any]]:
    import yaml

    text = files("averment.data").joinpath("predicates.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Mapping[str, Any]] = yaml.safe_load(text)
    return loaded
