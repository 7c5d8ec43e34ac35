"""List matches, problems and methods as pages show them."""

import json
from collections import defaultdict
from collections.abc import Mapping

from averment.method import JUDGEMENT, by_person
from averment.place import Place, PlaceError
from averment.publish.redact import Gate
from averment.publish.shown import EntityShown, HitShown, MethodShown, ProblemShown, SourceShown
from averment.store.ledger import Ledger

_STAGES = ("add", "read", "extract", "resolve", "screen", "trace", "weigh", "publish")
# The tables a method makes records in; those with a source count shown sources only.
_MADE = {
    "readings": "reading", "passages": "passage", "mentions": "mention", "claims": "claim", "papers": "paper",
    "problems": "problem", "list matches": "hit", "findings": "finding",
}  # fmt: skip


_OPEN = "WHERE source IS NULL OR source NOT IN (SELECT value FROM json_each(?))"


def load_hits(
    ledger: Ledger, gate: Gate, sources: Mapping[str, SourceShown], entities: Mapping[str, EntityShown]
) -> tuple[HitShown, ...]:
    """Best first. A match of a spelling that only protected sources use, or against a protected list, is kept back."""
    found = []
    for row in ledger.rows("SELECT * FROM hit ORDER BY score DESC, entry_name, id"):
        entity, listed = entities.get(row["entity"]), sources[row["list_source"]]
        if entity is None or listed.withheld:
            continue
        if gate.safe(row["name"]) is None or gate.safe(row["list_name"]) is None:
            continue
        try:
            place = Place.parse(row["entry_locator"]).describe()
        except PlaceError:
            place = row["entry_locator"]
        found.append(
            HitShown(
                entity, row["name"], row["list_name"], row["list_version"], listed, row["entry"], row["entry_name"],
                place, row["listed_on"], row["programs"], row["rule"], row["score"], row["method"],
            )
        )  # fmt: skip
    return tuple(found)


def load_problems(ledger: Ledger, gate: Gate, sources: Mapping[str, SourceShown]) -> tuple[ProblemShown, ...]:
    """In the order of the verbs. Of a protected source's problem only the stage and the code are shown."""
    found = []
    for row in ledger.rows("SELECT * FROM problem ORDER BY id"):
        source = sources.get(row["source"])
        closed = row["source"] is not None and gate.hides(row["source"])
        place = None
        if row["locator"] and not closed:
            try:
                place = Place.parse(row["locator"]).describe()
            except PlaceError:
                place = row["locator"]
        message, hint = (None, None) if closed else (gate.safe(row["message"]), gate.safe(row["hint"]))
        id = gate.id("problem", row["id"], sealed=closed)
        found.append(ProblemShown(id, row["stage"], row["code"], message, hint, source, place))
    rank = {stage: n for n, stage in enumerate(_STAGES)}
    return tuple(sorted(found, key=lambda p: (rank.get(p.stage, len(rank)), p.code, p.id)))


def load_methods(ledger: Ledger, gate: Gate) -> tuple[MethodShown, ...]:
    """Every step that made a shown record, by name. Records of protected sources are not counted when kept back."""
    made: dict[str, dict[str, int]] = defaultdict(dict)
    hidden = json.dumps([] if gate.private else sorted(gate.protected))
    for kind, table in _MADE.items():
        where = "" if table in ("hit", "finding") else _OPEN
        sql = f"SELECT method, count(*) FROM {table} {where} GROUP BY method"  # noqa: S608 - our own names
        for method, count in ledger.rows(sql, [hidden] if where else []):
            if method is not None:
                id = JUDGEMENT if by_person(method) else method
                made[id][kind] = made[id].get(kind, 0) + count
    _count_judgements(ledger, made)
    by_people = (MethodShown(JUDGEMENT, JUDGEMENT, "a person", {}, made[JUDGEMENT]),) if JUDGEMENT in made else ()
    return by_people + tuple(
        MethodShown(row["id"], row["name"], row["version"], json.loads(row["parameters_json"]), made[row["id"]])
        for row in ledger.rows("SELECT * FROM method ORDER BY name, version, id")
        if row["id"] in made
    )


def _count_judgements(ledger: Ledger, made: dict[str, dict[str, int]]) -> None:
    sql = "SELECT author, count(*) FROM judgement WHERE author LIKE 'method:%' AND standing = 1 GROUP BY author"
    for author, count in ledger.rows(sql):
        made[author.removeprefix("method:")]["judgements"] = count
