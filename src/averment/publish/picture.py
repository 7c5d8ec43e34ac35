"""The network as a picture: where each entity stands and where each line runs. Pure layout, no drawing.

Places come from networkx's spring layout with a fixed seed, a component at a time, packed on shelves; then name
boxes are pushed apart until none overlaps, and everything is rounded, so the same case gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, sin
from typing import TYPE_CHECKING

from averment.publish.shown import EntityShown, RelationShown
from averment.publish.vocabulary import predicate

if TYPE_CHECKING:
    from networkx import Graph

MOST = 150
"""Entities a picture holds: beyond it a reader sees hair, not relations. The table below the picture goes on."""

LABELLED = 36
"""Lines up to which each carries its words; beyond, words would cover the lines."""

_SEED = 7
_CHARACTER = 7.4  # width of a letter at the 13 px of the style sheet, on the generous side
_WIDE = 13.0  # width of an ideograph
_HEIGHT = 28.0
_SMALL = 5.4  # width of a letter of a line's words, 11 px italic
_GAP = 14.0
_ROOMY, _TIGHT = (130.0, 56.0), (26.0, 26.0)  # clear space beside and below a box: with words on the lines, without
_LABEL = 28  # letters of a name before it is cut
_SHELF = 1180.0  # width the components are packed into


@dataclass(frozen=True, slots=True)
class Node:
    """An entity's box: centre, width and height in SVG units. `lines` is how many drawn relations end here."""

    entity: EntityShown
    label: str
    x: float
    y: float
    width: float
    height: float
    lines: int


@dataclass(frozen=True, slots=True)
class Line:
    """One or more relations between two entities: from box edge to box edge, with an arrow at the end if `directed`."""

    relations: tuple[RelationShown, ...]
    label: str
    x1: float
    y1: float
    x2: float
    y2: float
    words: tuple[float, float]
    """The middle of its label."""
    directed: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `left_out` counts entities with relations that did not fit."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int
    labelled: bool


def picture(relations: Sequence[RelationShown], most: int = MOST) -> Picture | None:
    """Lay out the `most` entities with the most claims under their relations; None when there are no relations."""
    import networkx as nx

    if not relations:
        return None
    weight: dict[str, int] = {}
    entities: dict[str, EntityShown] = {}
    for relation in relations:
        for end in (relation.subject, relation.object):
            entities[end.id] = end
            weight[end.id] = weight.get(end.id, 0) + len(relation.claims)
    chosen = set(sorted(weight, key=lambda id: (-weight[id], entities[id].name, id))[:most])
    drawn = [r for r in relations if r.subject.id in chosen and r.object.id in chosen]
    graph: nx.Graph[str] = nx.Graph()
    for relation in sorted(drawn, key=lambda r: r.id):
        graph.add_edge(relation.subject.id, relation.object.id)
    labelled = graph.number_of_edges() <= LABELLED
    boxes = _packed(graph, entities, _ROOMY if labelled else _TIGHT)
    width = max(x + w / 2 for x, _, w in boxes.values()) + _GAP
    height = max(y for _, y, _ in boxes.values()) + _HEIGHT / 2 + _GAP
    nodes = tuple(
        Node(entities[id], label(entities[id].name), round(x, 1), round(y, 1), round(w, 1), _HEIGHT, graph.degree(id))
        for id, (x, y, w) in sorted(boxes.items(), key=lambda item: (entities[item[0]].name.casefold(), item[0]))
    )
    return Picture(round(width, 1), round(height, 1), nodes, _lines(drawn, nodes), len(weight) - len(nodes), labelled)


def label(name: str) -> str:
    """A name as it fits its box.

    >>> label("The Extremely Long And Winding Trading House of Orlin")
    'The Extremely Long And Windi…'
    """
    return name if len(name) <= _LABEL else name[:_LABEL].rstrip() + "…"


def box_width(text: str) -> float:
    """How wide the box of a label must be, in SVG units."""
    return sum(_WIDE if ord(c) > 0x2E7F else _CHARACTER for c in text) + 22


Boxes = dict[str, tuple[float, float, float]]
"""Entity id to centre x, centre y, width."""


def _packed(graph: "Graph[str]", entities: dict[str, EntityShown], room: tuple[float, float]) -> Boxes:
    """Each component laid out by itself, the largest first, on shelves from left to right and downwards."""
    import networkx as nx

    boxes: Boxes = {}
    left, top, shelf = _GAP, _GAP, 0.0
    for component in sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c))):
        placed, width, height = _component(graph.subgraph(sorted(component)), entities, room)
        if left > _GAP and left + width > _SHELF:
            left, top, shelf = _GAP, top + shelf + 3 * _GAP, 0.0
        boxes.update({id: (x + left, y + top, w) for id, (x, y, w) in placed.items()})
        left, shelf = left + width + 3 * _GAP, max(shelf, height)
    return boxes


def _component(
    graph: "Graph[str]", entities: dict[str, EntityShown], room: tuple[float, float]
) -> tuple[Boxes, float, float]:
    import networkx as nx

    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph.nodes))
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges))
    count = len(ordered)
    spread = (115.0 if room == _ROOMY else 60.0) * count**0.5
    places = nx.spring_layout(
        ordered, seed=_SEED, iterations=200, k=1.9 / count**0.5 if count > 1 else None, method="force"
    )
    flat = _lying({id: (round(float(x), 4), round(float(y), 4)) for id, (x, y) in places.items()})
    boxes = _apart(
        {id: (x * spread * 1.5, y * spread * 0.8, box_width(label(entities[id].name))) for id, (x, y) in flat.items()},
        room,
    )
    left = min(x - w / 2 for x, _, w in boxes.values())
    top = min(y for _, y, _ in boxes.values()) - _HEIGHT / 2
    right = max(x + w / 2 for x, _, w in boxes.values())
    bottom = max(y for _, y, _ in boxes.values()) + _HEIGHT / 2
    return {id: (x - left, y - top, w) for id, (x, y, w) in boxes.items()}, right - left, bottom - top


def _lying(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Turned so that its longest stretch runs from left to right, as text does, and the names with it."""
    across = sum(x for x, _ in places.values()) / len(places)
    down = sum(y for _, y in places.values()) / len(places)
    xx = sum((x - across) ** 2 for x, _ in places.values())
    yy = sum((y - down) ** 2 for _, y in places.values())
    xy = sum((x - across) * (y - down) for x, y in places.values())
    angle = -atan2(2 * xy, xx - yy) / 2
    turn, lift = cos(angle), sin(angle)
    return {id: (round(x * turn - y * lift, 3), round(x * lift + y * turn, 3)) for id, (x, y) in places.items()}


def _apart(boxes: Boxes, room: tuple[float, float]) -> Boxes:
    """Push overlapping boxes apart along the axis that costs least, a little each round."""
    ids = sorted(boxes)
    x = {id: boxes[id][0] for id in ids}
    y = {id: boxes[id][1] for id in ids}
    half = {id: boxes[id][2] / 2 for id in ids}
    for _ in range(400):
        moved = False
        for n, a in enumerate(ids):
            for b in ids[n + 1 :]:
                across = half[a] + half[b] + room[0] - abs(x[a] - x[b])
                down = _HEIGHT + room[1] - abs(y[a] - y[b])
                if across <= 0.01 or down <= 0.01:
                    continue
                moved = True
                if down < across:
                    push = down / 2 if y[a] > y[b] or (y[a] == y[b] and n % 2) else -down / 2
                    y[a], y[b] = y[a] + push, y[b] - push
                else:
                    push = across / 2 if x[a] > x[b] else -across / 2
                    x[a], x[b] = x[a] + push, x[b] - push
        if not moved:
            break
    return {id: (x[id], y[id], boxes[id][2]) for id in ids}


def _lines(relations: Sequence[RelationShown], nodes: Sequence[Node]) -> tuple[Line, ...]:
    at = {node.entity.id: node for node in nodes}
    pairs: dict[tuple[str, str], list[RelationShown]] = {}
    for relation in relations:
        ends = sorted((relation.subject.id, relation.object.id))
        pairs.setdefault((ends[0], ends[1]), []).append(relation)
    lines: list[Line] = []
    taken = [(n.x - n.width / 2, n.y - n.height / 2, n.x + n.width / 2, n.y + n.height / 2) for n in nodes]
    for _, between in sorted(pairs.items()):
        between.sort(key=lambda r: (-len(r.claims), r.id))
        first = between[0]
        a, b = at[first.subject.id], at[first.object.id]
        directed = len({(r.subject.id, r.object.id) for r in between}) == 1 and not all(
            predicate(r.predicate).symmetric for r in between
        )
        (x1, y1), (x2, y2) = _edge_of(a, b), _edge_of(b, a)
        text = f"{first.label} +{len(between) - 1}" if len(between) > 1 else first.label
        claims = len({c.id for r in between for c in r.claims})
        words = _room(taken, text, (x1, y1), (x2, y2))
        lines.append(Line(tuple(between), text, x1, y1, x2, y2, words, directed, claims))
    return tuple(lines)


Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _room(taken: list[Area], text: str, a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    """Where along its line a label covers neither a box nor another label, or as little as can be."""
    half = len(text) * _SMALL / 2
    areas: list[tuple[float, int, Area]] = []
    for n, along in enumerate((0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)):
        x, y = a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along
        area = (x - half, y - 7, x + half, y + 7)
        areas.append((sum(_covered(area, other) for other in taken), n, area))
        if areas[-1][0] == 0:
            break
    _, _, best = min(areas)
    taken.append(best)
    return round((best[0] + best[2]) / 2, 1), round((best[1] + best[3]) / 2, 1)


def _covered(one: Area, other: Area) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _edge_of(box: Node, towards: Node) -> tuple[float, float]:
    """Where the straight line from the middle of `box` to the middle of `towards` leaves the box."""
    dx, dy = towards.x - box.x, towards.y - box.y
    if dx == 0 and dy == 0:
        return box.x, box.y
    reach = min(
        (box.width / 2 + 3) / abs(dx) if dx else float("inf"), (box.height / 2 + 3) / abs(dy) if dy else float("inf")
    )
    return round(box.x + dx * reach, 1), round(box.y + dy * reach, 1)
