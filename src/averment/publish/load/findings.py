"""Findings as pages show them."""

import json
from collections import defaultdict
from collections.abc import Mapping

from averment.finding import Support
from averment.publish.redact import Gate
from averment.publish.shown import ClaimShown, EntityShown, FindingShown, PartShown, TermShown
from averment.publish.vocabulary import predicate
from averment.store.ledger import Ledger, Row

Claims = Mapping[str, ClaimShown]
Entities = Mapping[str, EntityShown]
_FINDINGS = (
    "SELECT f.*, s.id AS subject_entity, o.id AS object_entity FROM finding f "
    "LEFT JOIN entity s ON s.id = f.subject LEFT JOIN entity o ON o.id = f.object ORDER BY f.id"
)
_STRENGTH = {support.value: n for n, support in enumerate(Support)}


def load_findings(ledger: Ledger, gate: Gate, entities: Entities, claims: Claims) -> tuple[FindingShown, ...]:
    """Best supported first, and of those first what is adverse for somebody.

    One whose subject or object may not be named is left out.
    """
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in ledger.db.execute("SELECT * FROM finding_claim ORDER BY finding, part, claim"):
        parts[row["finding"]].append(row)
    rows = ledger.rows(_FINDINGS)
    order = {id: n for n, id in enumerate(claims)}
    for part_rows in parts.values():
        part_rows[:] = sorted((r for r in part_rows if r["claim"] in order), key=lambda r: order[r["claim"]])
    found = [_finding(row, parts[row["id"]], gate, entities, claims) for row in rows]
    return tuple(sorted((f for f in found if f is not None), key=_order))


def _order(finding: FindingShown) -> tuple[int, int, bool, int, str, str]:
    adverse = predicate(finding.predicate).negative
    strength = _STRENGTH.get(finding.support, -1)
    return (-strength, -finding.origins, not adverse, -len(finding.parts), finding.proposition.casefold(), finding.id)


def _finding(row: Row, part_rows: list[Row], gate: Gate, entities: Entities, claims: Claims) -> FindingShown | None:
    closed = any(claims[p["claim"]].withheld for p in part_rows)
    subject = _end(row, "subject", entities, closed=closed)
    object_ = _end(row, "object", entities, closed=closed)
    if subject is None or object_ is None:
        return None
    # A finding's id is made from its ends: it stays the same whoever comes to say it, and tells nothing of them.
    sealed = any(
        term.entity is not None and term.entity.id != given
        for term, given in ((subject, row["subject"]), (object_, row["object"]))
    )
    id = gate.id("finding", row["id"], sealed=sealed)
    proposition = row["proposition"]
    if sealed or closed or gate.safe(proposition) is None:
        proposition = f"{subject.text} {predicate(row['predicate']).label} {object_.text}"
    why = None if closed else tuple(gate.safe(line) or "(kept back)" for line in json.loads(row["why_json"]))
    return FindingShown(
        id=id,
        path=f"findings/{id}/index.html",
        proposition=proposition,
        subject=subject,
        predicate=row["predicate"],
        object=object_,
        support=row["support"],
        challenge=row["challenge"],
        origins=row["origins"],
        why=why,
        policy=row["policy"],
        method=row["method"],
        parts=_parts(part_rows, gate, entities, claims, closed=closed),
    )


def _end(row: Row, end: str, entities: Entities, *, closed: bool) -> TermShown | None:
    """An end of the proposition; None for words of a protected source, or an entity that only such sources name."""
    entity = entities.get(row[end])
    if entity is None and (closed or row[f"{end}_entity"] is not None):
        return None
    return TermShown(entity.name if entity else row[end], entity)


def _parts(rows: list[Row], gate: Gate, entities: Entities, claims: Claims, *, closed: bool) -> tuple[PartShown, ...]:
    return tuple(
        PartShown(
            claims[row["claim"]],
            row["part"],
            None if closed else gate.safe(row["note"]) or None,
            entities.get(row["party"]),
            row["outcome"],
        )
        for row in rows
    )
