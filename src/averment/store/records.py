"""Claims and mentions as they were put into the ledger, whole: the way back from its rows."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from averment.claim import Claim, Span, Term, Triple
from averment.judged import Judged, Record, as_json, judged, pointers
from averment.mention import Mention
from averment.place import Place
from averment.stance import Modality, Stance
from averment.store.ledger import Ledger, Row
from averment.voice import Medium, Role, Voice


def claims_of(ledger: Ledger, source: str) -> list[Claim]:
    """Every claim of a source, a person's and superseded ones too, in the order of the text."""
    return _claims(ledger, "c.source = ?", [source])


def claim_with(ledger: Ledger, id_: str) -> Claim | None:
    """The claim with this id."""
    found = _claims(ledger, "c.id = ?", [id_])
    return found[0] if found else None


def mentions_of(ledger: Ledger, source: str) -> list[Mention]:
    """Every mention of a source, a person's and superseded ones too, in the order of the text."""
    return [_mention(r) for r in ledger.rows("SELECT * FROM mention WHERE source = ? ORDER BY start, id", [source])]


def mention_with(ledger: Ledger, id_: str) -> Mention | None:
    """The mention with this id."""
    row = ledger.row("SELECT * FROM mention WHERE id = ?", [id_])
    return None if row is None else _mention(row)


def as_judged(ledger: Ledger, id_: str, texts: dict[str, tuple[str, str]] | None = None) -> Judged | None:
    """The claim or mention with this id as a judgement keeps it; None when the ledger has none.

    `texts` remembers what was fetched, for many records of few sources.
    """
    record: Record | None = claim_with(ledger, id_) or mention_with(ledger, id_)
    if record is None:
        return None
    source = record.place.source
    texts = {} if texts is None else texts
    if source not in texts:
        row = ledger.row(
            "SELECT s.sha256, r.text FROM source s JOIN reading r ON r.source = s.id WHERE s.id = ?", [source]
        )
        texts[source] = (row["sha256"], row["text"]) if row is not None else ("", "")
    sha256, text = texts[source]
    mentions = {m.id: m.place for i in sorted(pointers(record)) if (m := mention_with(ledger, i)) is not None}
    return judged(record, sha256, text, mentions, _beside(ledger, record))


def kept_records(
    ledger: Ledger, targets: Sequence[str], texts: dict[str, tuple[str, str]] | None = None
) -> dict[str, Any]:
    """What a judgement keeps of its targets: {"as_judged": […]}, or nothing where none is a claim or mention."""
    found = [as_judged(ledger, id_, texts) for id_ in targets]
    return {"as_judged": [None if j is None else as_json(j) for j in found]} if any(found) else {}


def _beside(ledger: Ledger, record: Record) -> tuple[str, ...]:
    """Other machine-made records that share the words: a newer reading of this one is none of them."""
    table, first, last = (
        ("claim", record.content.start, record.content.end)
        if isinstance(record, Claim)
        else ("mention", record.place.start, record.place.end)
    )
    start, end = ("content_start", "content_end") if table == "claim" else ("start", '"end"')
    rows = ledger.rows(
        f"SELECT id FROM {table} WHERE source = ? AND {start} < ? AND {end} > ? AND id <> ? "  # noqa: S608 - our names
        "AND method NOT LIKE 'judgement@%' AND replaced_by IS NOT ? AND start >= ? AND start < ? ORDER BY id",
        [record.place.source, last, first, record.id, record.id, record.place.start - 10_000, record.place.end],
    )
    return tuple(row["id"] for row in rows)


def _claims(ledger: Ledger, condition: str, parameters: Sequence[Any]) -> list[Claim]:
    rows = ledger.rows(f"SELECT c.* FROM claim c WHERE {condition} ORDER BY c.start, c.id", parameters)  # noqa: S608
    which = f"JOIN claim c ON c.id = x.claim WHERE {condition} ORDER BY x.claim, x.ordinal"
    voices, triples = defaultdict[str, list[Voice]](list), defaultdict[str, list[Triple]](list)
    if rows:
        for row in ledger.db.execute(f"SELECT x.* FROM voice x {which}", parameters):  # noqa: S608
            voices[row["claim"]].append(_voice(row))
        for row in ledger.db.execute(f"SELECT x.* FROM triple x {which}", parameters):  # noqa: S608
            triples[row["claim"]].append(_triple(row))
    return [_claim(row, tuple(voices[row["id"]]), tuple(triples[row["id"]])) for row in rows]


def _claim(row: Row, voices: tuple[Voice, ...], triples: tuple[Triple, ...]) -> Claim:
    return Claim(
        place=Place.parse(row["locator"]),
        quote=row["quote"],
        content=Span(row["content_start"], row["content_end"], row["content"]),
        stance=Stance(row["stance"]),
        method=row["method"],
        cue=None if row["cue"] is None else Span(row["cue_start"], row["cue_end"], row["cue"]),
        voices=voices,
        modality=Modality(row["modality"]),
        negated=bool(row["negated"]),
        triples=triples,
        further=tuple(Span(*piece) for piece in json.loads(row["further_json"])),
    )


def _voice(row: Row) -> Voice:
    return Voice(
        row["name"], Role(row["role"]), Medium(row["medium"]), row["start"], row["end"], row["mention"],
        row["count"], bool(row["anonymous"]),
    )  # fmt: skip


def _triple(row: Row) -> Triple:
    return Triple(_term(row, "subject"), row["predicate"], _term(row, "object"), json.loads(row["qualifiers_json"]))


def _term(row: Row, end: str) -> Term:
    return Term(*(row[f"{end}{part}"] for part in ("", "_mention", "_schema", "_start", "_end")))


def _mention(row: Row) -> Mention:
    return Mention(
        Place.parse(row["locator"]), row["schema"], row["text"], row["method"], json.loads(row["value_json"]),
        row["alias_of"], row["alias_reason"],
    )  # fmt: skip
