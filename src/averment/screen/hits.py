"""The stage: every entity's names and numbers against every list of the case."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from averment.identity import content_id
from averment.method import method
from averment.name import names_beyond_its_document
from averment.place import Place
from averment.problem import Problem
from averment.screen.entry import Entry
from averment.screen.index import Index
from averment.screen.lists import read_list
from averment.source import Source
from averment.store.ledger import Ledger

SCREEN_NAMES = method("screen.names", "1")
"""The rules of `screen/policy.yaml`."""

_SCHEMATA = ("Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane")
_REGISTERS = frozenset({"INN", "OGRN", "USCC", "LEI", "IMO", "MMSI", "BIN", "EDRPOU", "registration"})
"""Identifiers that name a party or a vessel, and not a shipment or a paper."""
_BESIDE = 120
"""Characters within which the nearest name before a number is taken for the party that bears it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A lead: this entity, by this name, may be that entry.

    `entry_place` is where the list has what was found: the name as `entry_name` spells it, or the number.
    """

    entity: str
    name: str
    entry: Entry
    entry_name: str
    entry_place: Place
    rule: str
    score: float


def run(ledger: Ledger, lists: Sequence[tuple[Source, Path]]) -> None:
    """Screen all entities against all lists, in one transaction. What cannot be read of a list is a problem."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for source, path in lists:
        for item in read_list(source, path):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                entries.append(item)
    with ledger.transaction():
        ledger.put_methods()
        ledger.db.execute("DELETE FROM hit")
        if entries:
            sources = {source.id: source for source, _ in lists}
            ledger.insert("hit", (_row(hit, sources) for hit in _hits(ledger, Index(entries))))
        ledger.db.execute("DELETE FROM problem WHERE stage = 'screen'")
        ledger.put_problems("screen", None, problems)


def _hits(ledger: Ledger, index: Index) -> Iterator[Hit]:
    """At most one hit for an entity and an entry: the best, a number before a name."""
    best: dict[tuple[str, str, str], Hit] = {}
    for hit in (*_by_number(ledger, index), *_by_name(ledger, index)):
        key = (hit.entity, hit.entry.family, hit.entry.id)
        if key not in best or hit.score > best[key].score:
            best[key] = hit
    for key in sorted(best):
        yield best[key]


def _by_name(ledger: Ledger, index: Index) -> Iterator[Hit]:
    marks = ", ".join("?" * len(_SCHEMATA))
    query = f"SELECT id, schema, names_json FROM entity WHERE schema IN ({marks}) ORDER BY id"  # noqa: S608
    for row in ledger.rows(query, _SCHEMATA):
        for name in json.loads(row["names_json"]):
            if names_beyond_its_document(name, row["schema"]):
                for match in index.find(name, row["schema"]):
                    yield Hit(
                        row["id"], name, match.entry, match.listed.text, match.listed.place, match.rule, match.score
                    )


def _by_number(ledger: Ledger, index: Index) -> Iterator[Hit]:
    for row in ledger.rows(
        "SELECT id, source, start, value_json FROM mention "
        "WHERE schema = 'Identifier' AND review <> 'rejected' ORDER BY id"
    ):
        value = json.loads(row["value_json"])
        kind, number = str(value.get("type", "")), str(value.get("value", ""))
        if kind not in _REGISTERS or value.get("valid") is False or len(number) < 6:
            continue
        for entry, listed in index.numbered(kind, number):
            bearer = _bearer(ledger, row["source"], row["start"])
            if bearer is not None:
                name = entry.names[0].text if entry.names else listed.value
                score = index.policy.scores["identifier"]
                yield Hit(*bearer, entry, name, listed.place, f"identifier {kind} {number}", score)


def _bearer(ledger: Ledger, source: str, start: int) -> tuple[str, str] | None:
    """The entity named nearest before a number, in the same passage, and the words."""
    marks = ", ".join("?" * len(_SCHEMATA))
    row = ledger.row(
        "SELECT b.entity, m.text FROM mention m JOIN member b ON b.mention = m.id "  # noqa: S608
        f"WHERE m.source = ? AND m.start >= ? AND m.\"end\" <= ? AND m.schema IN ({marks}) AND m.review <> 'rejected' "
        "AND m.start >= coalesce((SELECT max(p.start) FROM passage p WHERE p.source = m.source AND p.start <= ?), 0) "
        "ORDER BY m.start DESC, m.id LIMIT 1",
        [source, start - _BESIDE, start, *_SCHEMATA, start],
    )
    return None if row is None else (row["entity"], row["text"])


def _row(hit: Hit, sources: dict[str, Source]) -> dict[str, Any]:
    source = sources[hit.entry_place.source]
    return {
        "id": content_id("hit", hit.entity, hit.entry.family, hit.entry.id, hit.entry_name, hit.rule),
        "entity": hit.entity,
        "name": hit.name,
        "list_source": source.id,
        "list_name": source.outlet or source.name,
        "list_version": source.published,
        "entry": hit.entry.id,
        "entry_name": hit.entry_name,
        "entry_locator": str(hit.entry_place),
        "listed_on": hit.entry.listed_on,
        "programs": "; ".join(hit.entry.programs),
        "rule": hit.rule,
        "score": hit.score,
        "method": SCREEN_NAMES.id,
    }
