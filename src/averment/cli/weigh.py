"""`aver weigh`: the findings of a case, why each has its support, and what rests on a source."""

import json
from collections.abc import Iterator
from typing import Any

import click

from averment.case import Case
from averment.cli.output import Trouble, as_json, emit, json_option
from averment.store.ledger import Ledger, Row
from averment.store.lookup import entity_matching, source_matching

_COLUMNS = ["proposition", "support", "challenge", "origins", "claims", "id"]


@click.command("weigh")
@click.argument("case", type=click.Path())
@click.argument("target", required=False)
@click.option("--support", "level", help="Findings of this support only, e.g. alleged.")
@click.option("--without", "source", help="What would change without this source (its name, or the start of its id).")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many rows.")
@json_option
def command(
    case: str, target: str | None, level: str | None, source: str | None, limit: int | None, json_lines: bool | None
) -> None:
    """List the findings of CASE; with a TARGET, why: the claims counted, merged, discounted, by which rule.

    \b
      aver weigh mycase
      aver weigh mycase "TSK Verdal"            findings about an entity
      aver weigh mycase 8d0f3a12                one finding, with its calculation
      aver weigh mycase --without letter.pdf    what rests on a source

    Support, challenge, responses and could-not-verify are four answers: none lowers or raises another.
    """
    opened = Case.open(case)
    with opened.ledger() as ledger:
        if source is not None:
            _without(opened, ledger, source, json_lines)
            return
        found = _chosen(ledger, target, level, limit)
        if target is None or len(found) != 1:
            emit((_summary(ledger, row) for row in found), _COLUMNS, json_lines=json_lines)
            return
        _explain(ledger, found[0], json_lines)


def _chosen(ledger: Ledger, target: str | None, level: str | None, limit: int | None) -> list[Row]:
    order = "ORDER BY proposition, id LIMIT ?"
    if target is None:
        return ledger.rows(f"SELECT * FROM finding WHERE ? IN (support, '') {order}", [level or "", limit or -1])  # noqa: S608
    if len(target) >= 4:
        found = ledger.rows("SELECT * FROM finding WHERE id >= ? AND id < ? ORDER BY id", [target, target + "~"])
        if len(found) == 1:
            return found
    entity = entity_matching(ledger, target)
    if entity is None:
        raise Trouble(
            f"no finding or entity {target!r} in the case", "`aver weigh CASE` and `aver resolve CASE` list them"
        )
    return ledger.rows(
        f"SELECT * FROM finding WHERE ? IN (subject, object) AND ? IN (support, '') {order}",  # noqa: S608
        [entity["id"], level or "", limit or -1],
    )


def _summary(ledger: Ledger, row: Row) -> dict[str, Any]:
    rows = ledger.rows("SELECT part, count(*) AS n FROM finding_claim WHERE finding = ? GROUP BY part", [row["id"]])
    counts = {r["part"]: r["n"] for r in rows}
    return {
        **{
            k: row[k]
            for k in ("id", "proposition", "support", "challenge", "origins", "subject", "predicate", "object")
        },
        "claims": counts.get("supports", 0),
        "against": counts.get("against", 0),
        "responses": counts.get("responds", 0),
        "could_not_verify": counts.get("could_not_verify", 0),
        "why": json.loads(row["why_json"]),
        "policy": row["policy"],
    }


def _explain(ledger: Ledger, row: Row, json_lines: bool | None) -> None:
    parts = [dict(part) for part in _parts(ledger, row["id"])]
    if as_json(json_lines):
        emit([{**_summary(ledger, row), "parts": parts}], [], json_lines=True)
        return
    click.secho(row["proposition"], bold=True)
    click.echo(f"support {row['support']}, {row['challenge']}, origins {row['origins']} ({row['policy']})")
    click.echo("why")
    for sentence in json.loads(row["why_json"]):
        click.echo(f"  {sentence}")
    for part, title in _PARTS.items():
        chosen = [p for p in parts if p["part"] == part]
        if chosen:
            click.echo(title)
        for p in chosen:
            who = f"{p['party_name']}: {p['outcome'].replace('_', ' ')}: " if p["outcome"] else ""
            click.echo(f"  {who}“{' '.join(p['quote'].split())}”\n    {p['source']} {p['locator']} claim {p['claim']}")


_PARTS = {
    "supports": "claims for it",
    "against": "claims against it",
    "responds": "responses",
    "could_not_verify": "could not be verified",
    "discounted": "listed, not counted",
}


def _parts(ledger: Ledger, finding: str) -> Iterator[Row]:
    yield from ledger.rows(
        "SELECT p.part, p.claim, p.note, p.party, e.name AS party_name, p.outcome, c.quote, c.locator, "
        "s.name AS source FROM finding_claim p JOIN claim c ON c.id = p.claim JOIN source s ON s.id = c.source "
        "LEFT JOIN entity e ON e.id = p.party WHERE p.finding = ? ORDER BY p.part, s.sequence, c.start, c.id",
        [finding],
    )


def _without(case: Case, ledger: Ledger, given: str, json_lines: bool | None) -> None:
    from averment.weigh import findings, policy_with

    source = source_matching(ledger, given)
    if source is None:
        raise Trouble(f"no source {given!r} in the case", f"aver show {case.path} sources")
    policy = policy_with(case.config.policy)
    as_of = case.config.as_of or None
    after = {f.id: f for f in findings(ledger, policy, as_of, frozenset({source["id"]}))}
    rows = []
    for before in findings(ledger, policy, as_of):
        now = after.get(before.id)
        change = (now.support.value, now.origins) if now else ("gone", 0)
        if change != (before.support.value, before.origins):
            rows.append(
                {"id": before.id, "proposition": before.proposition, "before": before.support.value, "after": change[0],
                 "origins_before": before.origins, "origins_after": change[1]}
            )  # fmt: skip
    emit(rows, ["proposition", "before", "after", "origins_before", "origins_after"], json_lines=json_lines)
    if not rows:
        click.echo(f"Nothing would change without {source['name']}.", err=True)
