"""Entities as pages show them: only spellings from sources that may be shown, each with why it was joined."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from averment.place import Place
from averment.publish.redact import Gate
from averment.publish.shown import AliasShown, EntityShown, SourceShown
from averment.store.ledger import Ledger, Row

_MEMBERS = """
SELECT b.entity, b.judgement, m.id AS mention, m.text, m.source, m.start, m.locator
FROM member b JOIN mention m ON m.id = b.mention JOIN source s ON s.id = m.source
WHERE json_extract(m.value_json, '$.reference') IS NULL AND m.review <> 'rejected'
ORDER BY b.entity, s.sequence, m.start, m.id
"""


@dataclass(slots=True)
class _Spelling:
    first: Row
    count: int = 0
    sources: set[str] = field(default_factory=set)
    judgements: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Gathered:
    """What the members of one entity say. `sealed` when its id was made from a protected source's words."""

    sealed: bool
    hidden: bool = False
    spellings: dict[str, _Spelling] = field(default_factory=dict)


def load_entities(ledger: Ledger, gate: Gate, sources: Mapping[str, SourceShown]) -> dict[str, EntityShown]:
    """By ledger id. An entity that only protected sources name is left out unless a person released it."""
    gathered = _gather(ledger, gate)
    reasons = _reasons(ledger, gate)
    shown: dict[str, EntityShown] = {}
    for row in ledger.rows("SELECT * FROM entity ORDER BY id"):
        found = gathered.get(row["id"], _Gathered(sealed=bool(gate.protected) and not gate.private))
        name = _name(row, found, gate)
        if name is None:
            continue
        id = gate.id("entity", row["id"], sealed=found.sealed)
        aliases = tuple(_alias(text, s, sources, reasons) for text, s in _by_count(found, name))
        shown[row["id"]] = EntityShown(id, f"entities/{id}/index.html", row["schema"], name, aliases)
    return shown


def _gather(ledger: Ledger, gate: Gate) -> dict[str, _Gathered]:
    gathered: dict[str, _Gathered] = {}
    for row in ledger.db.execute(_MEMBERS):
        hidden = gate.hides(row["source"])
        found = gathered.setdefault(row["entity"], _Gathered(sealed=hidden))
        if hidden:
            found.hidden = True
            continue
        spelling = found.spellings.setdefault(row["text"], _Spelling(row))
        spelling.count += 1
        spelling.sources.add(row["source"])
        if row["judgement"] is not None:
            spelling.judgements[row["judgement"]] = None
    return gathered


def _name(row: Row, found: _Gathered, gate: Gate) -> str | None:
    """The ledger's name when a shown source spells it so, or no source is kept back; else the commonest shown one."""
    if row["name"] in found.spellings or not found.hidden:
        return str(row["name"]) if found.spellings or gate.private or not gate.protected else None
    if row["id"] in gate.released:
        return gate.released[row["id"]]
    if not found.spellings:
        return None
    return max(found.spellings, key=lambda text: (found.spellings[text].count, text))


def _by_count(found: _Gathered, name: str) -> list[tuple[str, _Spelling]]:
    return sorted(found.spellings.items(), key=lambda item: (item[0] != name, -item[1].count, item[0]))


def _alias(
    text: str, spelling: _Spelling, sources: Mapping[str, SourceShown], reasons: Mapping[str, str | None]
) -> AliasShown:
    first = spelling.first
    source = sources[first["source"]]
    part = max((n for n, start in enumerate(source.parts) if start <= first["start"]), default=0)
    why = dict.fromkeys(r for j in spelling.judgements if (r := reasons.get(j)) is not None)
    return AliasShown(
        text=text,
        count=spelling.count,
        sources=len(spelling.sources),
        first_path=f"{source.part_path(part)}#m-{first['mention']}",
        first_source=source.label,
        first_place=Place.parse(first["locator"]).describe(),
        reasons=tuple(why),
    )


def _reasons(ledger: Ledger, gate: Gate) -> dict[str, str | None]:
    """Each judgement's reason and who gave it. Names of people at the desk stay on private pages."""
    found: dict[str, str | None] = {}
    for row in ledger.rows("SELECT id, author, reason, targets_json FROM judgement WHERE decision = 'same'"):
        machine = row["author"].startswith("method:")
        by = "by rule" if machine else f"judged by {row['author']}" if gate.private else "judged by a person"
        reason = gate.safe(row["reason"])
        if reason is not None and not gate.tokens.ids.isdisjoint(json.loads(row["targets_json"])):
            reason = None  # it joined something a protected source names: its reason may describe that
        found[row["id"]] = f"{reason or 'reason kept back'} ({by})"
    return found
