"""How two entities are connected, by the fewest steps, and which step is the weakest."""

from dataclasses import dataclass
from itertools import islice, pairwise

from averment.store.ledger import Ledger
from averment.trace.network import Link, Node, edges_of, links

MOST = 20
"""Shortest paths listed between two entities, when there are more of one length."""


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of entities; `steps[i]` holds every link between entity i and entity i + 1, best borne out first.

    A path is inferred: nobody need have said that its ends are connected. It is no stronger than its weakest step.
    """

    entities: tuple[Node, ...]
    steps: tuple[tuple[Link, ...], ...]

    @property
    def weakest(self) -> Link:
        """The best link of the step whose best link is worst."""
        return min((step[0] for step in self.steps), key=lambda k: (k.strength, str(k)))

    @property
    def support(self) -> str | None:
        """The support of the weakest step; None where nothing has been weighed."""
        return self.weakest.support


def paths(ledger: Ledger, start: str, end: str, limit: int = MOST) -> list[Path]:
    """The shortest paths between two entities (their ids), strongest weakest step first.

    Links are followed in both directions, and only where some claim says so: a denied link leads nowhere. Empty when
    the two are not connected.
    """
    import networkx

    edges = {e: c for e, c in edges_of(ledger).items() if _said(ledger, [claim for claim, _ in c])}
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_edges_from(sorted((s, o) for s, _, o in edges))
    if start not in graph or end not in graph or start == end or not networkx.has_path(graph, start, end):
        return []
    chains = sorted(islice(networkx.all_shortest_paths(graph, start, end), limit))
    needed = {frozenset(pair) for chain in chains for pair in pairwise(chain)}
    found = links(ledger, {e: c for e, c in edges.items() if frozenset((e[0], e[2])) in needed})
    between: dict[frozenset[str], list[Link]] = {}
    for link in found:
        between.setdefault(frozenset((link.subject.id, link.object.id)), []).append(link)
    nodes = {n.id: n for link in found for n in (link.subject, link.object)}
    made = [
        Path(tuple(nodes[e] for e in chain), tuple(tuple(between[frozenset(pair)]) for pair in pairwise(chain)))
        for chain in chains
    ]
    return sorted(made, key=lambda p: p.weakest.strength, reverse=True)


def _said(ledger: Ledger, claims: list[str]) -> bool:
    marks = ", ".join("?" * len(claims[:900]))
    return bool(
        ledger.value(
            f"SELECT 1 FROM claim WHERE id IN ({marks}) AND negated = 0 "  # noqa: S608
            "AND stance IN ('asserts', 'alleges', 'confirms') LIMIT 1",
            claims[:900],
        )
    )
