"""Work out anew the entities of the names that changed, and of every name connected with them; touch no other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from averment.entity import Entity
from averment.identity import canonical_json, content_id
from averment.judgement import Decision, Judgement
from averment.name import PARTY, NameKey, describing
from averment.resolve import stored
from averment.resolve.cluster import Clusters, Edge, Near, Node, Pair, Short, cluster, paths
from averment.resolve.stored import First, Spelling
from averment.store.ledger import Ledger

_MAY_BE_SHORTENED = (f"{PARTY}:", "person:")
"""Kinds of names of which people use a part for the whole."""

_MOST_SPECIFIC = (("Company", "PublicBody"), ("Organization",), ("LegalEntity",))
"""Schemata of a party, most telling first; between equals the more frequent wins."""


@dataclass(frozen=True, slots=True)
class People:
    """The standing judgements of people on names: pairs of mentions that are there, in the order decided."""

    same: tuple[tuple[str, str, str], ...] = ()
    apart: tuple[tuple[str, str, str], ...] = ()
    """(judgement, one mention, other mention)"""

    def links(self, places: Mapping[str, tuple[str, First]]) -> dict[str, set[str]]:
        """From an anchor to the anchors that judgements link it with."""
        found: dict[str, set[str]] = defaultdict(set)
        for _, one, other in (*self.same, *self.apart):
            if one in places and other in places:
                found[places[one][0]].add(places[other][0])
                found[places[other][0]].add(places[one][0])
        return found


@dataclass(slots=True)
class Region:
    """Names that are connected, with all that grouping them needs."""

    ledger: Ledger
    author: str
    anchors: set[str]
    places: dict[str, tuple[str, First]]
    """From a judged mention to its anchor and where it stands."""
    spellings: dict[str, list[Spelling]] = field(default_factory=dict)
    pulled: dict[str, set[Node]] = field(default_factory=lambda: defaultdict(set))
    """Nodes taken out of their anchor's node, because a person held them apart or the name is too short."""

    def node_of(self, mention: str) -> Node:
        """The finest node a judged mention belongs to."""
        anchor, (sequence, _, _) = self.places[mention]
        for node in (Node(anchor, sequence, mention), Node(anchor, sequence)):
            if node in self.pulled[anchor]:
                return node
        return Node(anchor)


def region(ledger: Ledger, author: str, start: Iterable[str], people: People) -> Region:
    """Everything connected with the keys in `start`: by aliases, legal forms, or judgements.

    A short name that is used for another is worked out anew with every longer name that holds its words.
    """
    judged = {m for _, a, b in (*people.same, *people.apart) for m in (a, b)}
    places = {m: place for m in sorted(judged) if (place := stored.place_of(ledger, m)) is not None}
    linked = people.links(places)
    seen: set[str] = set()
    waiting = sorted({*start, *(s for key in start for s in _short_names(ledger, key))})
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += (_near(ledger, key) | linked.get(key, set())) - seen
    found = {key: stored.spellings(ledger, key) for key in sorted(seen)}
    made = Region(ledger, author, seen, places, {a: spelled for a, spelled in found.items() if spelled})
    _pull(made, people)
    return made


def _short_names(ledger: Ledger, key: str) -> list[str]:
    """The shorter names that a longer one may make ambiguous."""
    if not key.startswith(_MAY_BE_SHORTENED):
        return []
    shorter = [s for bare in stored.shorter_names(key) for s in (bare, *stored.with_forms(ledger, bare))]
    return [short for short in shorter if stored.stands_for(ledger, short)]


def _near(ledger: Ledger, key: str) -> set[str]:
    near = {*stored.stands_for(ledger, key), *stored.aliases(ledger, key)}
    name = NameKey.parse(key)
    if name.kind == PARTY:
        near |= {str(name.bare)} if name.form else set(stored.with_forms(ledger, key))
    return near


def _pull(made: Region, people: People) -> None:
    """Take single sources or mentions out of a name where a person held them apart from the rest of it."""
    for anchor in made.spellings:
        if _too_short(anchor):
            judged = [p for a, p in made.places.values() if a == anchor]
            made.pulled[anchor].update(Node(anchor, sequence) for sequence, _, _ in judged)
    for _, one, other in people.apart:
        if one not in made.places or other not in made.places or made.places[one][0] not in made.spellings:
            continue
        if made.node_of(one) != made.node_of(other):
            continue
        anchor = made.places[one][0]
        first, later = sorted((made.places[one][1], made.places[other][1]))
        node = Node(anchor, later[0]) if first[0] != later[0] else Node(anchor, later[0], later[2])
        made.pulled[anchor].add(node)


def _too_short(anchor: str) -> bool:
    """A person's name of one word, family or given, is borne by many: good for one document unless it is an alias."""
    name = NameKey.parse(anchor)
    return name.kind == "person" and " " not in name.core and name.core.isascii()


def group(made: Region, people: People) -> Clusters:
    """The groups of the region's names."""
    nodes = {node for anchor in made.spellings for node in made.pulled[anchor]}
    nodes |= {Node(anchor) for anchor in made.spellings if _count(made, Node(anchor)).total()}
    same = [Pair(made.node_of(a), made.node_of(b), j) for j, a, b in people.same if _both_in(made, a, b)]
    apart = [Pair(made.node_of(a), made.node_of(b), j) for j, a, b in people.apart if _both_in(made, a, b)]
    clusters = cluster(nodes, same, apart, _shorts(made, nodes))
    return _without_too_short(made, clusters)


def _both_in(made: Region, one: str, other: str) -> bool:
    return all(m in made.places and made.places[m][0] in made.spellings for m in (one, other))


def _shorts(made: Region, nodes: set[Node]) -> list[Short]:
    shorts = []
    for anchor in made.spellings:
        name, node = NameKey.parse(anchor), Node(anchor)
        heads: dict[Node, str] = {}
        if name.kind == PARTY and not name.form:
            said = "the same name with its legal form, and the case holds no other form of it"
            heads = {Node(a): said for a in stored.with_forms(made.ledger, anchor)}
        for head in stored.stands_for(made.ledger, anchor):
            heads[Node(head)] = f'"{name.core}" stands for "{NameKey.parse(head).core}" in {_where(made, anchor, head)}'
        heads = {h: reason for h, reason in heads.items() if h in nodes}
        if node in nodes and heads:
            shorts.append(Short(node, heads, _rivals(made.ledger, anchor, heads)))
    return shorts


def _rivals(ledger: Ledger, anchor: str, heads: Iterable[Node]) -> tuple[str, ...]:
    """Longer names that hold a short one's words and say something else than the names it is known to stand for.

    "Verdal", used for "OKB Verdal", may be "NPO Verdal" too; it is not made doubtful by "Verdal plant".
    """
    name = NameKey.parse(anchor)
    known = [NameKey.parse(h.anchor).core for h in heads]
    if not anchor.startswith(_MAY_BE_SHORTENED) or all(core == name.core for core in known):
        return ()
    found = {}
    for key in stored.longer_names(ledger, anchor):
        longer = NameKey.parse(key).core
        more = f" {longer} ".replace(f" {name.core} ", " ", 1).split()
        if not describing(more) and not any(f" {core} " in f" {longer} " for core in known if core != name.core):
            found[longer] = key
    return tuple(found)


def _where(made: Region, key: str, anchor: str) -> str:
    first = stored.firsts(made.ledger, [s for s in made.spellings[anchor] if s.key == key])[0]
    return str(made.ledger.value("SELECT source FROM mention WHERE id = ?", [first[2]]))


def _without_too_short(made: Region, clusters: Clusters) -> Clusters:
    """Split names of one word that nothing joined, source by source."""
    groups: list[tuple[Node, ...]] = []
    for members in clusters.groups:
        node = members[0]
        if len(members) > 1 or node.sequence or not _too_short(node.anchor):
            groups.append(members)
            continue
        taken = {n.sequence for n in made.pulled[node.anchor] if not n.mention}
        split = [Node(node.anchor, s) for s in stored.sequences_of(made.ledger, node.anchor) if s not in taken]
        made.pulled[node.anchor].update(split)
        groups += [(n,) for n in split if _count(made, n).total()]
    return Clusters(tuple(sorted(groups)), clusters.edges, clusters.refused, clusters.ambiguous)


# ---- what a node holds


def _inside(made: Region, node: Node) -> list[tuple[First, Spelling]]:
    """The mentions of a pulled-out node, without those of finer nodes."""
    finer = {n.mention for n in made.pulled[node.anchor] if n.mention}
    found = stored.in_source(made.ledger, node.anchor, node.sequence)
    if node.mention:
        return [item for item in found if item[0][2] == node.mention]
    return [item for item in found if item[0][2] not in finer]


def _outside(made: Region, anchor: str) -> list[tuple[First, Spelling]]:
    return [item for node in sorted(made.pulled[anchor]) for item in _inside(made, node)]


def _count(made: Region, node: Node) -> Counter[tuple[str, str, str]]:
    """How often each (key, schema, text) occurs in a node."""
    if node.sequence:
        return Counter((s.key, s.schema, s.text) for _, s in _inside(made, node))
    counted = Counter({(s.key, s.schema, s.text): s.n for s in made.spellings[node.anchor]})
    counted.subtract((s.key, s.schema, s.text) for _, s in _outside(made, node.anchor))
    return +counted


def _firsts(made: Region, node: Node) -> list[First]:
    """The first two mentions of a node."""
    if node.sequence:
        return [first for first, _ in _inside(made, node)][:2]
    spelled = made.spellings[node.anchor]
    if not made.pulled[node.anchor]:
        return stored.firsts(made.ledger, spelled)
    out = {first for first, _ in _outside(made, node.anchor)}
    marks = ", ".join("?" * len(spelled))
    rows = made.ledger.db.execute(
        f"SELECT sequence, start, mention FROM form WHERE spelling IN ({marks}) ORDER BY 1, 2, 3",  # noqa: S608
        [s.id for s in spelled],
    )
    kept: list[First] = []
    for row in rows:
        if (first := (row[0], row[1], row[2])) not in out:
            kept.append(first)
        if len(kept) == 2:
            break
    return kept


# ---- entities


@dataclass(frozen=True, slots=True)
class Bound:
    """An entity with its first mention and, for each of its nodes, the judgement that joins its mentions."""

    entity: Entity
    first: str
    nodes: Mapping[Node, Judgement | None]


def bind(made: Region, members: Sequence[Node], near: Near) -> Bound:
    """The entity that a group of nodes is."""
    firsts = {node: _firsts(made, node) for node in members}
    counted: Counter[tuple[str, str, str]] = Counter()
    for node in members:
        counted += _count(made, node)
    root = min(members, key=lambda n: firsts[n][0])
    first = firsts[root][0][2]
    reached = paths(root, near)
    nodes: dict[Node, Judgement | None] = {}
    for node in sorted(members):
        nodes[node] = _reason(made, node, firsts[node], first, reached.get(node))
    names = _names(counted)
    entity = Entity(content_id("entity", first), _schema(counted), names[0], names)
    return Bound(entity, first, nodes)


def _reason(made: Region, node: Node, firsts: list[First], first: str, edge: Edge | None) -> Judgement | None:
    core = NameKey.parse(node.anchor).core.split("@")[0].removeprefix("=")
    said = f'same normalised name "{core}"'
    targets = (first, firsts[0][2]) if firsts[0][2] != first else tuple(f[2] for f in firsts)
    if edge is not None:
        said += f", held the same by judgement {edge.by}" if edge.by else f"; {edge.reason}"
    elif len(firsts) < 2:
        return None
    value = {"name": node.anchor, **({"by": edge.by} if edge and edge.by else {})}
    return Judgement(Decision.SAME, targets, made.author, "", said, value)


def _names(counted: Counter[tuple[str, str, str]]) -> tuple[str, ...]:
    """Every spelling, most frequent first; a name that stood on two lines is spelt on one."""
    texts, described = Counter[str](), Counter[str]()
    for (key, _, text), n in counted.items():
        (texts if key else described)[" ".join(text.split())] += n
    texts = texts or described
    return tuple(sorted(texts, key=lambda t: (-texts[t], -len(t), t)))


def _schema(counted: Counter[tuple[str, str, str]]) -> str:
    """The most telling schema of the names, or of all where only descriptions are there."""
    named: Counter[str] = Counter()
    for (_, schema, _), n in sorted(counted.items()):
        named[schema] += n
    for level in _MOST_SPECIFIC:
        present = [s for s in level if named[s]]
        if present and all(s in sum(_MOST_SPECIFIC, ()) for s in named):
            return max(present, key=lambda s: named[s])
    return min(named, key=lambda s: (-named[s], s))


# ---- writing


def write(made: Region, bounds: Sequence[Bound], sequences: Sequence[int], people: People, again: set[str]) -> None:
    """Replace the region's entities; rewrite members only in changed sources and of names whose entity changed.

    `again` holds anchors to rewrite in any case.
    """
    db = made.ledger.db
    old = _old_bonds(made)
    new = {n: (b.entity.id, j.id if j else None) for b in bounds for n, j in b.nodes.items()}
    stored.put_judgements(made.ledger, (j for b in bounds for j in b.nodes.values() if j))
    db.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET schema = excluded.schema, name = excluded.name, names_json = excluded.names_json "
        "WHERE (schema, name, names_json) <> (excluded.schema, excluded.name, excluded.names_json)",
        [(b.entity.id, b.entity.schema, b.entity.name, canonical_json(list(b.entity.names))) for b in bounds],
    )
    gone = [n for n in old if n not in new]
    db.executemany(
        "DELETE FROM bond WHERE anchor = ? AND sequence = ? AND mention = ?",
        [(n.anchor, n.sequence, n.mention) for n in gone],
    )
    differing = [n for n in new if old.get(n) != new[n]]
    db.executemany(
        "INSERT OR REPLACE INTO bond VALUES (?, ?, ?, ?, ?)",
        [(n.anchor, n.sequence, n.mention, *new[n]) for n in sorted(differing)],
    )
    rebound = {n.anchor for n in (*gone, *differing)} | (again & set(made.spellings))
    _write_members(made.ledger, sequences, rebound)
    _mark_firsts_and_targets(made, bounds, people)
    kept = {e for e, _ in new.values()}
    db.executemany("DELETE FROM entity WHERE id = ?", [(e,) for e in sorted({e for e, _ in old.values()} - kept)])
    stored.drop_judgements(made.ledger, {j for _, j in old.values() if j} - {j for _, j in new.values() if j})


def _old_bonds(made: Region) -> dict[Node, tuple[str, str | None]]:
    found = {}
    for anchor in sorted(made.anchors):
        for row in made.ledger.rows("SELECT * FROM bond WHERE anchor = ?", [anchor]):
            found[Node(row["anchor"], row["sequence"], row["mention"])] = (row["entity"], row["judgement"])
    return found


_MEMBERS = """
INSERT OR {how} INTO member
SELECT f.mention, coalesce(one.entity, here.entity, all_of.entity),
       CASE WHEN one.entity IS NOT NULL THEN one.judgement
            ELSE coalesce(f.judgement, here.judgement, all_of.judgement) END
FROM {forms}
LEFT JOIN bond one ON one.anchor = s.anchor AND one.sequence = f.sequence AND one.mention = f.mention
LEFT JOIN bond here ON here.anchor = s.anchor AND here.sequence = f.sequence AND here.mention = ''
LEFT JOIN bond all_of ON all_of.anchor = s.anchor AND all_of.sequence = 0 AND all_of.mention = ''
WHERE {which} = ?
"""


def _write_members(ledger: Ledger, sequences: Sequence[int], rebound: set[str]) -> None:
    by_source = _MEMBERS.format(how="IGNORE", forms="form f JOIN spelling s ON s.id = f.spelling", which="f.sequence")
    by_anchor = _MEMBERS.format(how="REPLACE", forms="spelling s JOIN form f ON f.spelling = s.id", which="s.anchor")
    ledger.db.executemany(by_anchor, [(anchor,) for anchor in sorted(rebound)])
    ledger.db.executemany(by_source, [(sequence,) for sequence in sequences])


def _mark_firsts_and_targets(made: Region, bounds: Sequence[Bound], people: People) -> None:
    firsts = {b.first for b in bounds}
    entity_of = {n: b.entity.id for b in bounds for n in b.nodes}
    targets: dict[str, str] = {}
    for judgement, *pair in people.same:
        if _both_in(made, *pair) and len({entity_of[made.node_of(m)] for m in pair}) == 1:
            for mention in pair:
                targets.setdefault(mention, judgement)
    update = "UPDATE member SET judgement = ? WHERE mention = ? AND judgement IS NOT ?"
    marked: list[tuple[str | None, str, str | None]] = [(None, m, None) for m in sorted(firsts)]
    marked += [(j, m, j) for m, j in sorted(targets.items()) if m not in firsts]
    made.ledger.db.executemany(update, marked)
