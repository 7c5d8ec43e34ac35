"""Which names are one thing: names joined by judgements and by what short names stand for, never against a person.

Nothing here reads the ledger. The result does not depend on the order in which names are given, and a group of
names that are connected with no other is worked out the same whether alone or among others.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """All mentions of a name (`anchor`), or those in one source (`sequence` > 0), or one of them (`mention`)."""

    anchor: str
    sequence: int = 0
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes that a person held the same or held apart, by the judgement `by`."""

    one: Node
    other: Node
    by: str


@dataclass(frozen=True, slots=True)
class Short:
    """A name that some document uses for another.

    `heads` are the names it is used for, each with the reason; `rivals` longer names in the case that hold its
    words and so may be meant as well. It is joined only where it has no rivals and all heads turn out to be one thing.
    """

    name: Node
    heads: Mapping[Node, str]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Why two nodes are one: `by` a person's judgement, or "" when `reason` says it all."""

    one: Node
    other: Node
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Clusters:
    """`groups` in order of their smallest node; `edges` that join them; what stayed apart and why.

    `refused` holds (judgement that would join, judgement that forbids it); `ambiguous` the short names with the
    names each may stand for.
    """

    groups: tuple[tuple[Node, ...], ...]
    edges: tuple[Edge, ...]
    refused: tuple[tuple[str, str], ...]
    ambiguous: tuple[Short, ...]


def cluster(nodes: Iterable[Node], same: Sequence[Pair], apart: Sequence[Pair], shorts: Iterable[Short]) -> Clusters:
    """Join nodes: first by the judgements in `same`, in their order, then short names with what they stand for.

    Two nodes in `apart` never end up together, through however many steps.
    """
    joining = _Joining({n: n for n in sorted(nodes)}, list(apart))
    refused = []
    for pair in same:
        forbids = joining.join(Edge(pair.one, pair.other, "", pair.by))
        if forbids:
            refused.append((pair.by, forbids))
    pending = sorted((s for s in shorts if s.name in joining.parent), key=lambda s: s.name)
    ambiguous = _join_shorts(joining, pending)
    members = defaultdict(list)
    for node in joining.parent:
        members[joining.find(node)].append(node)
    groups = sorted(tuple(sorted(group)) for group in members.values())
    return Clusters(tuple(groups), tuple(joining.edges), tuple(refused), tuple(ambiguous))


@dataclass(slots=True)
class _Joining:
    parent: dict[Node, Node]
    apart: list[Pair]
    edges: list[Edge] = field(default_factory=list)

    def find(self, node: Node) -> Node:
        root = node
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[node] != root:
            self.parent[node], node = root, self.parent[node]
        return root

    def join(self, edge: Edge) -> str:
        """Join both ends; or return the judgement that forbids it and do nothing."""
        one, other = self.find(edge.one), self.find(edge.other)
        if one == other:
            return ""
        for pair in self.apart:
            if {self.find(pair.one), self.find(pair.other)} == {one, other}:
                return pair.by
        self.parent[max(one, other)] = min(one, other)
        self.edges.append(edge)
        return ""


def _join_shorts(joining: _Joining, pending: list[Short]) -> list[Short]:
    """Join until nothing changes: each join may make another short name's meanings one thing. What is left over."""
    forbidden: set[Node] = set()
    changed = True
    while changed:
        changed = False
        for short in pending:
            if short.rivals or short.name in forbidden or len(_meanings(joining, short)) != 1:
                continue
            head = min(short.heads)
            if joining.join(Edge(head, short.name, short.heads[head])):
                forbidden.add(short.name)
            else:
                changed = True
    return [s for s in pending if len(_meanings(joining, s)) + len(s.rivals) > 1 and _meanings(joining, s)]


def _meanings(joining: _Joining, short: Short) -> set[Node]:
    """The things a short name may still stand for; none where it has been joined to one of them."""
    meant = {joining.find(head) for head in short.heads}
    return set() if joining.find(short.name) in meant else meant


Near = Mapping[Node, Sequence[tuple[Node, Edge]]]
"""From a node to its neighbours, each with the edge between."""


def neighbours(edges: Iterable[Edge]) -> Near:
    """The neighbours of every node that has any, in order."""
    near: dict[Node, list[tuple[Node, Edge]]] = defaultdict(list)
    for edge in edges:
        near[edge.one].append((edge.other, edge))
        near[edge.other].append((edge.one, edge))
    return {node: sorted(found, key=lambda item: item[0]) for node, found in near.items()}


def paths(root: Node, near: Near) -> dict[Node, Edge]:
    """From every node reached from `root` to the edge by which it is reached."""
    reached: dict[Node, Edge] = {}
    waiting = deque([root])
    while waiting:
        for other, edge in near.get(waiting.popleft(), ()):
            if other != root and other not in reached:
                reached[other] = edge
                waiting.append(other)
    return reached
