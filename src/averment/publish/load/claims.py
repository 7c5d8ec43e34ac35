"""Claims as pages show them, with voices, statements, dates and the entities they name."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from averment.identity import content_id
from averment.place import Place
from averment.publish.load.corrections import load_corrections, with_correction
from averment.publish.redact import Gate
from averment.publish.shown import (
    ClaimShown,
    DateShown,
    EntityShown,
    SourceShown,
    Stretch,
    TermShown,
    TripleShown,
    VoiceShown,
)
from averment.publish.vocabulary import predicate
from averment.publish.when import when
from averment.store.ledger import Ledger, Row

_CLAIMS = """
SELECT c.* FROM claim c JOIN source s ON s.id = c.source
ORDER BY s.sequence, c.start, c."end" DESC, c.content_start, c.id
"""
_VOICES = """
SELECT v.*, b.entity FROM voice v LEFT JOIN member b ON b.mention = v.mention ORDER BY v.claim, v.ordinal
"""
_TRIPLES = """
SELECT t.*, s.entity AS subject_entity, o.entity AS object_entity
FROM triple t LEFT JOIN member s ON s.mention = t.subject_mention LEFT JOIN member o ON o.mention = t.object_mention
ORDER BY t.claim, t.ordinal
"""
# Names inside what is said. The index on (source, start) finds them without looking at others.
_NAMED = """
SELECT DISTINCT c.id AS claim, b.entity FROM claim c
JOIN mention m ON m.source = c.source AND m.start >= c.content_start AND m.start < c.content_end
  AND m."end" <= c.content_end
JOIN member b ON b.mention = m.id ORDER BY c.id, m.start
"""
_DATES = """
SELECT c.id AS claim, m.text, m.value_json FROM claim c
JOIN mention m ON m.source = c.source AND m.start >= c.start AND m.start < c."end" AND m."end" <= c."end"
WHERE m.schema = 'Date' AND m.review <> 'rejected' ORDER BY c.id, m.start
"""

Entities = Mapping[str, EntityShown]


def load_claims(
    ledger: Ledger, gate: Gate, sources: Mapping[str, SourceShown], entities: Entities
) -> dict[str, ClaimShown]:
    """By ledger id, in the order of sources and their text; those of protected sources last, by their keyed ids.

    Published pages leave out claims a person rejected or replaced: the machine read them wrongly.
    """
    by_people = load_corrections(ledger, gate)
    rows = [r for r in ledger.db.execute(_CLAIMS) if gate.private or r["review"] != "rejected"]
    open_ = {r["id"] for r in rows if not gate.hides(r["source"])}
    voices = _group(ledger, _VOICES, open_, lambda row: _voice(row, entities))
    dates = _group(ledger, _DATES, open_, _date)
    named = _group(ledger, _NAMED, open_, lambda row: entities.get(row["entity"]))
    triples: dict[str, list[Row]] = defaultdict(list)
    for row in ledger.db.execute(_TRIPLES):
        triples[row["claim"]].append(row)
    shown: dict[str, ClaimShown] = {}
    numbers: dict[str, int] = defaultdict(int)
    for row in rows:
        source, id = sources[row["source"]], row["id"]
        if id not in open_:
            shown[id] = _withheld(row, gate, source, [_closed_triple(t, entities) for t in triples[id]])
            continue
        numbers[row["source"]] += 1
        ends = [_triple(t, entities) for t in triples[id]]
        made = _claim(row, source, ends, voices[id], dates[id], named[id], numbers[row["source"]])
        shown[id] = with_correction(made, row, by_people, gate)
    return dict(sorted(shown.items(), key=lambda item: (item[1].withheld, item[1].id if item[1].withheld else "")))


def _group(ledger: Ledger, sql: str, wanted: set[str], make: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in ledger.db.execute(sql):
        if row["claim"] in wanted and (made := make(row)) is not None:
            found[row["claim"]].append(made)
    return found


def _claim(
    row: Row,
    source: SourceShown,
    triples: list[TripleShown],
    voices: list[VoiceShown],
    dates: list[DateShown],
    named: list[EntityShown],
    number: int,
) -> ClaimShown:
    part = bisect_right(source.parts, row["start"]) - 1
    at_ends = {e.id for t in triples for e in (t.subject.entity, t.object.entity) if e is not None}
    cue = None if row["cue"] is None else Stretch(row["cue_start"], row["cue_end"], row["cue"])
    return ClaimShown(
        id=row["id"],
        path=f"claims/{row['id']}/index.html",
        source=source,
        withheld=False,
        stance=row["stance"],
        modality=row["modality"],
        negated=bool(row["negated"]),
        review=row["review"],
        triples=tuple(triples),
        voices=tuple(voices),
        quote=Stretch(row["start"], row["end"], row["quote"]),
        content=Stretch(row["content_start"], row["content_end"], row["content"]),
        further=tuple(Stretch(*piece) for piece in json.loads(row["further_json"])),
        cue=cue,
        place=Place.parse(row["locator"]).describe(),
        locator=row["locator"],
        place_path=f"{source.part_path(max(part, 0))}#c-{row['id']}",
        method=row["method"],
        number=number,
        dates=tuple(dates),
        named=tuple({e.id: e for e in named if e.id not in at_ends}.values()),
    )


def _withheld(row: Row, gate: Gate, source: SourceShown, triples: Iterable[TripleShown | None]) -> ClaimShown:
    id = gate.id("claim", row["id"], sealed=True)
    return ClaimShown(
        id=id,
        path=f"claims/{id}/index.html",
        source=source,
        withheld=True,
        stance=row["stance"],
        modality=row["modality"],
        negated=bool(row["negated"]),
        review=row["review"],
        triples=tuple(t for t in triples if t is not None),
    )


def _voice(row: Row, entities: Entities) -> VoiceShown:
    entity = entities.get(row["entity"])
    key = entity.id if entity is not None else content_id("voice", row["name"].casefold())
    anonymous = bool(row["anonymous"])
    return VoiceShown(row["name"], row["role"], row["medium"], key, entity, row["count"], anonymous)


def _date(row: Row) -> DateShown:
    value = json.loads(row["value_json"])
    edtf = value.get("edtf") or value.get("date")
    return DateShown(row["text"], edtf, when(edtf) if isinstance(edtf, str) else None)


def _triple(row: Row, entities: Entities) -> TripleShown:
    subject = TermShown(row["subject"], entities.get(row["subject_entity"]))
    object_ = TermShown(row["object"], entities.get(row["object_entity"]))
    return _made(subject, row["predicate"], object_, json.loads(row["qualifiers_json"]))


def _closed_triple(row: Row, entities: Entities) -> TripleShown | None:
    """A statement of a protected source: its ends only by the names open sources give them, nothing that narrows it."""
    subject, object_ = entities.get(row["subject_entity"]), entities.get(row["object_entity"])
    if subject is None and object_ is None:
        return None
    ends = [TermShown(None if e is None else e.name, e) for e in (subject, object_)]
    return _made(ends[0], row["predicate"], ends[1], {})


def _made(subject: TermShown, name: str, object_: TermShown, qualifiers: Mapping[str, Any]) -> TripleShown:
    relation = None
    if subject.entity is not None and object_.entity is not None and subject.entity.id != object_.entity.id:
        relation = f"relations/{relation_id(subject.entity, name, object_.entity)}/index.html"
    return TripleShown(subject, name, predicate(name).label, object_, qualifiers, relation)


def relation_id(subject: EntityShown, name: str, object_: EntityShown) -> str:
    """The same for every claim of one relation; a symmetric one has no direction."""
    ends = [subject.id, object_.id]
    return content_id("relation", name, sorted(ends) if predicate(name).symmetric else ends)
