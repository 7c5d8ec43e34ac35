"""`aver show`: look things up in a case."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from averment.case import Case
from averment.cli.output import Trouble, as_json, emit, json_option
from averment.place import Place
from averment.store.ledger import Ledger, Row
from averment.store.lookup import ID_TABLES, claim_details, claims_matching, entity_matching
from averment.store.papers import paper_details
from averment.store.search import search

_SIMPLE: dict[str, tuple[str, list[str]]] = {
    "sources": (
        "SELECT s.id, s.name, s.kind, r.media_type, r.language, r.title, s.outlet, s.origin, s.published, "
        "s.protection, s.reliability, s.received_at, s.received_from, s.size, s.sha256, "
        "(SELECT count(*) FROM passage p WHERE p.source = s.id) AS passages, "
        "(SELECT count(*) FROM claim c WHERE c.source = s.id) AS claims "
        "FROM source s LEFT JOIN reading r ON r.source = s.id ORDER BY s.sequence",
        ["id", "name", "kind", "media_type", "passages", "claims", "outlet", "origin", "published", "protection"],
    ),
    "mentions": (
        "SELECT m.id, m.schema, m.text, m.value_json, m.alias_of, m.alias_reason, m.locator, m.review, "
        "m.replaced_by, m.method FROM mention m "
        "JOIN source s ON s.id = m.source ORDER BY s.sequence, m.start, m.id",
        ["id", "schema", "text", "value", "locator"],
    ),
    "papers": (
        "SELECT p.id, p.kind AS paper, s.name AS source, "
        "(SELECT text FROM paper_field f WHERE f.paper = p.id AND f.line = 0 AND f.name IN ('number', 'reference') "
        "ORDER BY f.name LIMIT 1) AS number, "
        "(SELECT text FROM paper_field f WHERE f.paper = p.id AND f.line = 0 AND f.name = 'date' LIMIT 1) AS date, "
        "(SELECT group_concat(name || ': ' || text, '; ') FROM (SELECT name, text FROM paper_field f "
        "WHERE f.paper = p.id AND f.line = 0 AND f.mention IS NOT NULL ORDER BY ordinal)) AS parties, "
        "(SELECT count(*) FROM paper_line l WHERE l.paper = p.id) AS lines, "
        "(SELECT text FROM paper_field f WHERE f.paper = p.id AND f.line = 0 AND f.name = 'total' "
        "ORDER BY ordinal DESC LIMIT 1) AS total, p.not_stated_json, p.checks_json, p.why_json, p.locator "
        "FROM paper p JOIN source s ON s.id = p.source ORDER BY s.sequence, p.start, p.id",
        ["id", "paper", "number", "date", "parties", "lines", "total", "source"],
    ),
    "asked": (
        "SELECT s.name, a.* FROM asked a JOIN source s ON s.id = a.source ORDER BY s.sequence, a.step",
        [
            "name",
            "step",
            "requests",
            "answered",
            "input_tokens",
            "output_tokens",
            "seconds",
            "agreed",
            "added",
            "left",
            "refused",
            "note",
        ],
    ),
    "entities": (
        "SELECT e.id, e.schema, e.name, e.names_json, count(n.id) AS mentions, "
        "count(DISTINCT n.source) AS sources FROM entity e LEFT JOIN member m ON m.entity = e.id "
        "LEFT JOIN mention n ON n.id = m.mention AND n.review <> 'rejected' "
        "GROUP BY e.id ORDER BY mentions DESC, e.name, e.id",
        ["id", "schema", "name", "mentions", "sources", "names"],
    ),
    "relations": (
        "SELECT s.name AS subject, e.predicate, o.name AS object, count(*) AS claims, "
        "json_group_array(DISTINCT e.claim) AS claims_json FROM edge e JOIN entity s ON s.id = e.subject "
        "JOIN entity o ON o.id = e.object GROUP BY e.subject, e.predicate, e.object ORDER BY 4 DESC, 1, 2, 3",
        ["subject", "predicate", "object", "claims"],
    ),
    "findings": (
        "SELECT f.id, f.proposition, f.support, f.challenge, f.origins, f.why_json, "
        "(SELECT count(*) FROM finding_claim c WHERE c.finding = f.id) AS claims FROM finding f "
        "ORDER BY claims DESC, f.proposition, f.id",
        ["id", "proposition", "support", "challenge", "origins", "claims"],
    ),
    "responses": (
        "SELECT c.id AS claim, c.stance AS outcome, group_concat(v.name, ', ') AS party, c.quote, c.locator "
        "FROM claim c JOIN voice v ON v.claim = c.id AND v.role NOT IN ('reporter', 'addressee', 'asker', 'document') "
        "WHERE c.stance IN ('confirms', 'denies', 'unaware', 'declined', 'no_response') AND c.review <> 'rejected' "
        "GROUP BY c.id ORDER BY c.stance, party, c.id",
        ["claim", "outcome", "party", "quote"],
    ),
    "hits": (
        "SELECT h.*, e.name AS entity_name FROM hit h JOIN entity e ON e.id = h.entity "
        "ORDER BY h.score DESC, e.name, h.list_name, h.entry",
        ["entity_name", "name", "list_name", "list_version", "entry_name", "entry", "listed_on", "rule", "score"],
    ),
    "judgements": (
        "SELECT sequence, id, decision, author, at, reason, targets_json, value_json, standing FROM judgement "
        "WHERE sequence IS NOT NULL ORDER BY sequence",
        ["sequence", "id", "decision", "author", "at", "reason", "standing"],
    ),
    "problems": (
        "SELECT p.id, p.stage, p.code, s.name AS source, p.locator, p.message, p.hint FROM problem p "
        "LEFT JOIN source s ON s.id = p.source ORDER BY p.stage, s.sequence, p.code, p.id",
        ["stage", "code", "source", "message", "hint"],
    ),
    "methods": (
        "SELECT id, name, version, parameters_json FROM method ORDER BY name",
        ["id", "name", "version", "parameters"],
    ),
}
WHAT = ("claims", *_SIMPLE)


@click.command("show")
@click.argument("case", type=click.Path())
@click.argument("what", required=False, default="")
@click.option("--search", "words", help='Passages and claims that hold all these words; "quote" a phrase.')
@click.option("--stance", help="Claims with this stance.")
@click.option("--voice", help="Claims in which somebody of this name speaks.")
@click.option("--entity", help="Claims by or about this entity (its name, or its id's first digits).")
@click.option("--source", help="Claims in this source (its name, or its id's first digits).")
@click.option("--method", help="Claims found this way; the beginning will do: extract.model, extract.agreed.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most this many rows.")
@json_option
def command(
    case: str, what: str, words: str | None, limit: int | None, json_lines: bool | None, **filters: str | None
) -> None:
    """Look things up in CASE.

    \b
      aver show mycase claims --stance no_response
      aver show mycase findings
      aver show mycase 3f2a9c0d1e5b7788        one record, whole, by its id
      aver show mycase --search "поставщик 有限公司"

    WHAT is one of: claims, sources, mentions, papers, entities, relations, findings, responses, hits, judgements,
    problems, methods, asked (of models that the case names); or the id of any record, or its first digits.
    """
    with Case.open(case).ledger() as ledger:
        if words is not None:
            _show_found(ledger, words, limit or 50, json_lines)
        elif what == "claims" or (not what and any(filters.values())):
            rows = [claim_details(ledger, row) for row in claims_matching(ledger, filters, limit)]
            emit(rows, ["id", "stance", "modality", "chain", "content_text", "where"], json_lines=json_lines)
        elif what in _SIMPLE:
            sql, columns = _SIMPLE[what]
            found = map(_plain, ledger.rows(sql + (f" LIMIT {limit}" if limit else "")))
            emit(found, columns, json_lines=json_lines)
        elif what:
            _show_one(ledger, what, json_lines)
        else:
            raise Trouble("show what?", f"one of {', '.join(WHAT)}, an id, or --search WORDS")


def _plain(row: Row | Mapping[str, Any]) -> dict[str, Any]:
    """A row with its JSON columns opened and their ending dropped."""
    return {
        k.removesuffix("_json"): json.loads(row[k]) if k.endswith("_json") else row[k]
        for k in row.keys()  # noqa: SIM118
    }


def _show_found(ledger: Ledger, words: str, limit: int, json_lines: bool | None) -> None:
    rows: list[dict[str, Any]] = []
    for kind, column in (("claim", "quote"), ("passage", "text")):
        for row in search(ledger, kind, words, limit):
            name = ledger.value("SELECT name FROM source WHERE id = ?", [row["source"]])
            place = Place(row["source"], row["start"], row["end"])
            locator = row["locator"] if kind == "claim" else str(place)
            rows.append({"kind": kind, "id": row["id"], "source": name, "text": row[column], "locator": locator})
    emit(rows, ["kind", "id", "source", "text"], json_lines=json_lines)


def _show_one(ledger: Ledger, id_: str, json_lines: bool | None) -> None:
    found = [(kind, row) for kind in ID_TABLES for row in _by_id(ledger, kind, id_)]
    if not found:
        entity = entity_matching(ledger, id_)
        found = [("entity", entity)] if entity is not None else []
    if not found:
        raise Trouble(f"nothing in the case has the id or name {id_!r}", f"one of {', '.join(WHAT)}, or --search")
    if len(found) > 1:
        listed = ", ".join(f"{kind} {row['id']}" for kind, row in found[:8])
        raise Trouble(f"{id_!r} is the start of several ids: {listed}", "give more digits")
    kind, row = found[0]
    record = {"kind": kind, **(_DETAILS[kind](ledger, row) if kind in _DETAILS else _plain(row))}
    if as_json(json_lines):
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        _print_record(record)


def _by_id(ledger: Ledger, kind: str, id_: str) -> list[Row]:
    return ledger.rows(f"SELECT * FROM {kind} WHERE id >= ? AND id < ? LIMIT 9", [id_, id_ + "\U0010ffff"])  # noqa: S608


def _entity(ledger: Ledger, row: Row) -> dict[str, Any]:
    members = ledger.rows(
        "SELECT m.text, m.locator, j.reason AS joined_because FROM member b JOIN mention m ON m.id = b.mention "
        "LEFT JOIN judgement j ON j.id = b.judgement JOIN source s ON s.id = m.source "
        "WHERE b.entity = ? AND m.review <> 'rejected' ORDER BY s.sequence, m.start",
        [row["id"]],
    )
    return {**_plain(row), "mentions": [dict(m) for m in members]}


def _finding(ledger: Ledger, row: Row) -> dict[str, Any]:
    claims = ledger.rows(
        "SELECT f.part, f.note, f.outcome, c.id, c.quote, c.locator FROM finding_claim f "
        "JOIN claim c ON c.id = f.claim WHERE f.finding = ? ORDER BY f.part, c.source, c.start, c.id",
        [row["id"]],
    )
    return {**_plain(row), "claims": [dict(c) for c in claims]}


_DETAILS: dict[str, Callable[[Ledger, Row], dict[str, Any]]] = {
    "claim": claim_details,
    "paper": paper_details,
    "entity": _entity,
    "finding": _finding,
}


def _print_record(record: Mapping[str, Any]) -> None:
    for key, value in record.items():
        for number, line in enumerate(_lines(value)):
            click.echo(f"{click.style(key, bold=True) if number == 0 else '':<{20 if number else 28}}{line}")


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield (
                "; ".join(f"{k}: {v}" for k, v in item.items() if v is not None)
                if isinstance(item, dict)
                else str(item)
            )
        if not value:
            yield "none"
    else:
        yield "" if value is None else str(value)
