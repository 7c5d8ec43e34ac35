"""Find records by id, by the start of an id, or by name; and a claim whole, with its voices and triples."""

import json
from collections.abc import Mapping
from typing import Any

from averment.place import Place
from averment.store.ledger import Ledger, Row
from averment.voice import Medium, Role, Voice, describe

ID_TABLES = (
    "source",
    "claim",
    "paper",
    "entity",
    "finding",
    "mention",
    "passage",
    "judgement",
    "hit",
    "problem",
    "method",
)
"""The tables whose records can be named by id."""


class NotFound(LookupError):
    """No record in the case has this id or name; the message says where to look."""


class Ambiguous(NotFound):
    """A name or the start of an id that fits several records; `candidates` are (id, name)."""

    def __init__(self, given: str, candidates: list[tuple[str, str]]) -> None:
        listed = ", ".join(f"{name} ({id_})" for id_, name in candidates[:8])
        super().__init__(f"{given!r} fits several: {listed}")
        self.candidates = candidates


def entity_matching(ledger: Ledger, given: str) -> Row | None:
    """The entity with this id, this name (in any of its spellings), or this start of an id.

    Raises `Ambiguous` when several fit. A full id wins over a name, a name over the start of an id.
    """
    return (
        ledger.row("SELECT * FROM entity WHERE id = ?", [given])
        or _only(ledger.rows("SELECT * FROM entity WHERE name = ?", [given]), given)
        or _only(
            ledger.rows(
                "SELECT * FROM entity e WHERE EXISTS "
                "(SELECT 1 FROM json_each(e.names_json) n WHERE lower(n.value) = ?)",
                [given.lower()],
            ),
            given,
        )
        or (_only(_starting(ledger, "entity", given), given) if len(given) >= 4 else None)
    )


def source_matching(ledger: Ledger, given: str) -> Row | None:
    """The source with this id, this name, or this start of an id. Raises `Ambiguous` when several fit."""
    return (
        ledger.row("SELECT * FROM source WHERE id = ?", [given])
        or _only(ledger.rows("SELECT * FROM source WHERE name = ?", [given]), given)
        or _only(_starting(ledger, "source", given), given)
    )


def _starting(ledger: Ledger, table: str, given: str) -> list[Row]:
    return ledger.rows(f"SELECT * FROM {table} WHERE id >= ? AND id < ? ORDER BY id", [given, given + "~"])  # noqa: S608


def _only(rows: list[Row], given: str) -> Row | None:
    if len(rows) > 1:
        raise Ambiguous(given, [(row["id"], row["name"]) for row in rows])
    return rows[0] if rows else None


def claims_matching(ledger: Ledger, filters: Mapping[str, str | None], limit: int | None = None) -> list[Row]:
    """Claims in the order of their places. `filters` may hold "stance", "voice", "entity", "source" and "method".

    Raises `NotFound` when an entity or source is not in the case, `Ambiguous` when several fit.
    """
    conditions, parameters = ["1"], list[object]()
    if filters.get("stance"):
        conditions.append("c.stance = ?")
        parameters.append(filters["stance"])
    if filters.get("voice"):
        conditions.append("EXISTS (SELECT 1 FROM voice v WHERE v.claim = c.id AND v.name LIKE ?)")
        parameters.append(f"%{filters['voice']}%")
    if given := filters.get("entity"):
        entity = entity_matching(ledger, given)
        if entity is None:
            raise NotFound(f"no entity {given!r} in the case; `aver show CASE entities` lists them")
        conditions.append(
            "c.id IN (SELECT t.claim FROM triple t JOIN member m ON m.mention IN (t.subject_mention, t.object_mention) "
            "WHERE m.entity = ? UNION SELECT v.claim FROM voice v JOIN member m ON m.mention = v.mention "
            "WHERE m.entity = ? UNION SELECT k.id FROM claim k JOIN mention n ON n.source = k.source "
            'AND n.start >= k.start AND n."end" <= k."end" JOIN member m ON m.mention = n.id WHERE m.entity = ?)'
        )
        parameters += [entity["id"]] * 3
    if filters.get("method"):
        conditions.append("c.method LIKE ? ESCAPE '!'")
        parameters.append("".join(f"!{c}" if c in "!%_" else c for c in str(filters["method"])) + "%")
    if given := filters.get("source"):
        source = source_matching(ledger, given)
        if source is None:
            raise NotFound(f"no source {given!r} in the case; `aver show CASE sources` lists them")
        conditions.append("c.source = ?")
        parameters.append(source["id"])
    return ledger.rows(
        f"SELECT c.* FROM claim c JOIN source s ON s.id = c.source WHERE {' AND '.join(conditions)} "  # noqa: S608
        "ORDER BY s.sequence, c.start, c.content_start, c.id" + (f" LIMIT {limit:d}" if limit else ""),
        parameters,
    )


def voices_of(ledger: Ledger, claim: str) -> list[Voice]:
    """The voice chain of a claim, nearest the reader first."""
    return [
        Voice(
            row["name"], Role(row["role"]), Medium(row["medium"]), row["start"], row["end"], row["mention"],
            row["count"], bool(row["anonymous"]),
        )
        for row in ledger.rows("SELECT * FROM voice WHERE claim = ? ORDER BY ordinal", [claim])
    ]  # fmt: skip


def claim_details(ledger: Ledger, row: Row) -> dict[str, Any]:
    """A claim whole, as plain JSON; `chain` says the voices in one line and `where` the place in words."""
    voices = voices_of(ledger, row["id"])
    triples = ledger.rows("SELECT * FROM triple WHERE claim = ? ORDER BY ordinal", [row["id"]])
    place = Place.parse(row["locator"])
    return {
        "id": row["id"],
        "source": row["source"],
        "source_name": ledger.value("SELECT name FROM source WHERE id = ?", [row["source"]]),
        "locator": row["locator"],
        "where": place.describe(),
        "quote": row["quote"],
        "content": {"start": row["content_start"], "end": row["content_end"], "text": row["content"]},
        "further": [{"start": s, "end": e, "text": t} for s, e, t in json.loads(row["further_json"])],
        "content_text": row["content"],
        "cue": row["cue"],
        "chain": describe(voices),
        "voices": [
            {"name": v.name, "role": v.role.value, "medium": v.medium.value, "start": v.start, "end": v.end,
             "count": v.count, "anonymous": v.anonymous}
            for v in voices
        ],
        "stance": row["stance"],
        "modality": row["modality"],
        "negated": bool(row["negated"]),
        "triples": [
            {"subject": t["subject"], "predicate": t["predicate"], "object": t["object"],
             "qualifiers": json.loads(t["qualifiers_json"])}
            for t in triples
        ],
        "review": row["review"],
        "judgement": row["judgement"],
        "replaced_by": row["replaced_by"],
        "method": row["method"],
    }  # fmt: skip
