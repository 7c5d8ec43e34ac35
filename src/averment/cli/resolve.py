"""`aver resolve`: the entities of a case and why their names are one; pairs for a person to decide."""

import json
from collections.abc import Iterator
from typing import Any

import click

from averment.case import Case
from averment.cli.output import Trouble, emit, json_option
from averment.store.ledger import Ledger
from averment.store.lookup import entity_matching


@click.command("resolve")
@click.argument("case", type=click.Path())
@click.argument("entity", required=False)
@click.option(
    "--candidates", is_flag=True, help="Pairs that may be one thing, nearest first: none is joined by itself."
)
@click.option("--schema", help="Entities of this schema only, e.g. Company.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many rows.")
@json_option
def command(
    case: str, entity: str | None, candidates: bool, schema: str | None, limit: int | None, json_lines: bool | None
) -> None:
    """List the entities of CASE, or the mentions of one ENTITY, each with the judgement that joins it.

    \b
      aver resolve mycase
      aver resolve mycase "Verdal Optics"
      aver resolve mycase --candidates
      aver review mycase same "TSK Verdal" "TSK Werdal" --reason "one INN in both invoices"

    ENTITY is a name, an id, or the start of an id. Decide with `aver review CASE same|different|undo`.
    """
    with Case.open(case).ledger() as ledger:
        if candidates:
            emit(_candidates(ledger, limit), ["one_name", "other_name", "score", "why"], json_lines=json_lines)
        elif entity is not None:
            found = entity_matching(ledger, entity)
            if found is None:
                raise Trouble(f"no entity {entity!r} in the case", f"aver resolve {case}")
            emit(_mentions(ledger, found["id"], limit), ["text", "schema", "source", "why"], json_lines=json_lines)
        else:
            rows = _entities(ledger, schema, limit)
            emit(rows, ["name", "schema", "mentions", "sources", "id"], json_lines=json_lines)


def _candidates(ledger: Ledger, limit: int | None) -> Iterator[dict[str, Any]]:
    from averment.resolve import candidates

    for pair in candidates(ledger, limit or 200):
        yield {
            "one": pair.one,
            "one_name": pair.one_name,
            "other": pair.other,
            "other_name": pair.other_name,
            "score": pair.score,
            "why": pair.why,
        }


def _entities(ledger: Ledger, schema: str | None, limit: int | None) -> Iterator[dict[str, Any]]:
    for row in ledger.rows(
        "SELECT e.*, count(m.id) AS mentions, count(DISTINCT m.source) AS sources FROM entity e "
        "JOIN member b ON b.entity = e.id JOIN mention m ON m.id = b.mention AND m.review <> 'rejected' "
        "WHERE ? IN (e.schema, '') "
        "GROUP BY e.id ORDER BY mentions DESC, e.name, e.id LIMIT ?",
        [schema or "", limit or -1],
    ):
        yield {
            "id": row["id"],
            "schema": row["schema"],
            "name": row["name"],
            "names": json.loads(row["names_json"]),
            "mentions": row["mentions"],
            "sources": row["sources"],
        }


def _mentions(ledger: Ledger, entity: str, limit: int | None) -> Iterator[dict[str, Any]]:
    for row in ledger.rows(
        "SELECT m.id, m.text, m.schema, m.locator, s.name AS source, j.reason, j.author, j.id AS judgement "
        "FROM member b JOIN mention m ON m.id = b.mention JOIN source s ON s.id = m.source "
        "LEFT JOIN judgement j ON j.id = b.judgement WHERE b.entity = ? AND m.review <> 'rejected' "
        "ORDER BY s.sequence, m.start, m.id LIMIT ?",
        [entity, limit or -1],
    ):
        yield {**dict(row), "why": row["reason"] or "the first mention"}
