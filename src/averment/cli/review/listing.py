"""`aver review list`, `todo` and `show`: what was decided, what is to be decided, and a record in its place."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from averment.case import Case
from averment.claim import Claim
from averment.cli.output import as_json, emit, json_option
from averment.cli.review.group import command
from averment.judged import kept_in
from averment.judgement import Judgement
from averment.review import Desk
from averment.stance import Stance
from averment.store.ledger import Ledger
from averment.store.lookup import NotFound, claim_details, source_matching

CONTEXT = 240
"""Characters shown on either side of a quote."""


@command.command("list", help="The judgements of the case, in order, with those that no longer stand.")
@click.option("--lost", is_flag=True, help="Those whose words are no longer found, with what and where they were.")
@json_option
@click.pass_obj
def list_(case: Case, lost: bool, json_lines: bool | None) -> None:
    """List judgements."""
    if lost:
        emit(_lost(case), ["judgement", "decision", "words", "where", "source", "reason"], json_lines=json_lines)
        return
    from averment.resolve import standing

    holds = _holds(case)
    rows = (
        {"sequence": n, "id": j.id, "decision": j.decision.value, "targets": list(j.targets), "author": j.author,
         "at": j.at, "reason": j.reason, "value": dict(j.value), "stands": stands, "holds": holds.get(j.id, [])}
        for n, j, stands in standing(case.judgements()).judgements
    )  # fmt: skip
    emit(rows, ["sequence", "id", "decision", "author", "reason", "stands"], json_lines=json_lines)


def _holds(case: Case) -> dict[str, list[dict[str, Any]]]:
    """For each judgement the records it holds for since the last build, and by which rule."""
    if not (case.derived / "ledger.sqlite").exists():
        return {}
    found: dict[str, list[dict[str, Any]]] = {}
    with case.ledger() as ledger:
        for row in ledger.rows("SELECT judgement, given, record, rule, note FROM anchored ORDER BY judgement, ordinal"):
            found.setdefault(row["judgement"], []).append({k: row[k] for k in ("given", "record", "rule", "note")})
    return found


def _lost(case: Case) -> Iterator[dict[str, Any]]:
    from averment.resolve import standing

    with case.ledger() as ledger:
        anchored = {(r["judgement"], r["ordinal"]): r for r in ledger.rows("SELECT * FROM anchored")}
        names = {r["id"]: r["name"] for r in ledger.rows("SELECT id, name FROM source")}
        for _, judgement, stands in standing(case.judgements()).judgements:
            for n, given in enumerate(judgement.targets if stands else ()):
                row = anchored.get((judgement.id, n))
                if row is None and _is_there(ledger, judgement, given):
                    continue
                if row is not None and row["rule"] != "lost":
                    continue
                yield _lost_row(judgement, n, given, names, "" if row is None else row["note"])


def _is_there(ledger: Ledger, judgement: Judgement, given: str) -> bool:
    """Whether a judgement that is not anchored (undo, grade) is about something, or waits for the next build."""
    if judgement.decision.value in ("undo", "grade"):
        return True
    known = ledger.value("SELECT 1 FROM judgement WHERE id = ?", [judgement.id])
    tables = ("claim", "mention")
    return known is None or any(
        ledger.value(f"SELECT 1 FROM {t} WHERE id = ?", [given]) is not None  # noqa: S608 - our own names
        for t in tables
    )


def _lost_row(j: Judgement, n: int, given: str, names: Mapping[str, str], note: str) -> dict[str, Any]:
    kept = kept_in(j.value, "as_judged", n) or kept_in(j.value, "corrected") or kept_in(j.value, "added")
    place = kept.record.place if kept else None
    return {
        "judgement": j.id, "decision": j.decision.value, "target": given,
        "words": kept.words.text if kept else None, "where": place.describe() if place else None,
        "locator": str(place) if place else None, "source": names.get(place.source) if place else None,
        "author": j.author, "at": j.at, "reason": j.reason, "note": note,
    }  # fmt: skip


# ---- to be decided

_WAITING = """
SELECT c.id, c.stance, c.content, c.quote, c.locator, c.method, s.name AS source, coalesce(f.n, 0) AS findings
FROM claim c JOIN source s ON s.id = c.source
LEFT JOIN (SELECT claim, count(DISTINCT finding) AS n FROM finding_claim WHERE part IN ('supports', 'against')
           GROUP BY claim) f ON f.claim = c.id
WHERE c.review = 'unreviewed' AND (:source IS NULL OR c.source = :source) AND (:stance IS NULL OR c.stance = :stance)
AND (:method IS NULL OR substr(c.method, 1, length(:method)) = :method)
ORDER BY findings DESC, s.sequence, c.start, c.id LIMIT :limit
"""


@command.command("todo", help="Claims that no person has decided about, those in most findings first.")
@click.option("--source", help="In this source only (its name, or its id's first digits).")
@click.option("--stance", type=click.Choice([s.value for s in Stance]), help="With this stance only.")
@click.option("--method", help="Made by this method only, or one whose id begins so.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most this many.")
@json_option
@click.pass_obj
def todo(
    case: Case, source: str | None, stance: str | None, method: str | None, limit: int, json_lines: bool | None
) -> None:
    """List claims to review."""
    with case.ledger() as ledger:
        found = source_matching(ledger, source) if source else None
        if source and found is None:
            raise NotFound(f"no source {source!r} in the case; `aver show CASE sources` lists them")
        given = {"source": found["id"] if found else None, "stance": stance, "method": method, "limit": limit}
        rows = [dict(r) for r in ledger.rows(_WAITING, given)]
    emit(rows, ["id", "source", "stance", "findings", "quote"], json_lines=json_lines)


# ---- one record in its place


@command.command("show", help="A claim or mention (ID) in the words around it, with every decision about it.")
@click.argument("id_", metavar="ID")
@json_option
@click.pass_obj
def show(case: Case, id_: str, json_lines: bool | None) -> None:
    """Show a record in context."""
    with case.ledger() as ledger:
        record = Desk(ledger).record(id_)
        table = "claim" if isinstance(record, Claim) else "mention"
        row = ledger.row(f"SELECT * FROM {table} WHERE id = ?", [record.id])  # noqa: S608 - our own names
        assert row is not None  # noqa: S101 - it was found
        details = claim_details(ledger, row) if table == "claim" else _mention(ledger, dict(row))
        text = ledger.value("SELECT text FROM reading WHERE source = ?", [row["source"]]) or ""
        decisions = [
            dict(r)
            for r in ledger.rows(
                "SELECT j.id, j.decision, j.author, j.at, j.reason, a.rule, a.note, j.standing FROM anchored a "
                "JOIN judgement j ON j.id = a.judgement WHERE ? IN (a.record, a.given) ORDER BY j.sequence",
                [record.id],
            )
        ]
    start, end = record.place.start, record.place.end
    around = {"before": text[max(0, start - CONTEXT) : start], "after": text[end : end + CONTEXT]}
    shown = {"kind": table, **details, "replaced_by": row["replaced_by"], **around, "decisions": decisions}
    if as_json(json_lines):
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    click.echo(f"{table} {record.id} in {details['source_name']}, {details['where']}\n")
    before, after = around["before"].lstrip(), around["after"].rstrip()
    click.echo(f"{before}{click.style('[' + text[start:end] + ']', bold=True)}{after}\n")
    for key in _SHOWN[table]:
        said = _told(details[key]) or ("the source's own words" if key == "chain" else "")
        click.echo(f"  {key.removesuffix('_text'):<12}{said}")
    if row["replaced_by"]:
        click.echo(f"  replaced by {row['replaced_by']}")
    for d in decisions:
        undone = "" if d["standing"] else " (undone)"
        click.echo(f"\n  {d['decision']} {d['id']}{undone} by {d['author']}, {d['at'][:16]}: {d['reason']}")
        click.echo(f"    holds by: {d['rule']}{'; ' + d['note'] if d['note'] else ''}")


_SHOWN = {
    "claim": ("chain", "stance", "modality", "negated", "content_text", "cue", "triples", "review", "method"),
    "mention": ("schema", "text", "value", "alias_of", "review", "method"),
}


def _mention(ledger: Ledger, row: dict[str, Any]) -> dict[str, Any]:
    from averment.place import Place

    name = ledger.value("SELECT name FROM source WHERE id = ?", [row["source"]])
    value = json.loads(row.pop("value_json"))
    return {**row, "value": value, "source_name": name, "where": Place.parse(row["locator"]).describe()}


def _told(value: Any) -> str:
    if isinstance(value, list):
        said = [f"{n}: {t['subject']} {t['predicate']} {t['object']}" for n, t in enumerate(value, start=1)]
        return "; ".join(said) or "none"
    return " ".join(str("" if value is None else value).split())
