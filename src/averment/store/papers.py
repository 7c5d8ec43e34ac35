"""Papers in the ledger: a record as rows, and the rows as a record again."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from averment.claim import Span
from averment.paper import Check, Field, Line, Missing, Paper
from averment.place import Place

if TYPE_CHECKING:
    from averment.store.ledger import Ledger, Row


def paper_row(paper: Paper) -> dict[str, Any]:
    """The row of table `paper`."""
    return {
        "id": paper.id,
        "source": paper.place.source,
        "start": paper.place.start,
        "end": paper.place.end,
        "locator": str(paper.place),
        "kind": paper.kind,
        "title": paper.title.text if paper.title else None,
        "title_start": paper.title.start if paper.title else None,
        "why_json": list(paper.why),
        "not_stated_json": [{"name": m.name, "why": m.why, "locator": m.locator} for m in paper.not_stated],
        "checks_json": [
            {"name": c.name, "holds": c.holds, "message": c.message, "locator": c.locator} for c in paper.checks
        ],
        "method": paper.method,
    }


def line_rows(paper: Paper) -> Iterator[dict[str, Any]]:
    """The rows of table `paper_line`."""
    for number, line in enumerate(paper.lines, start=1):
        yield {"paper": paper.id, "line": number, "locator": str(line.place)}


def field_rows(paper: Paper) -> Iterator[dict[str, Any]]:
    """The rows of table `paper_field`: those of the paper itself as line 0."""
    groups = [paper.fields, *(line.fields for line in paper.lines)]
    for number, fields in enumerate(groups):
        for ordinal, field in enumerate(fields):
            yield {
                "paper": paper.id,
                "line": number,
                "ordinal": ordinal,
                "name": field.name,
                "text": field.text,
                "locator": str(field.place),
                "spans_json": [[s.start, s.end, s.text] for s in field.words],
                "value_json": dict(field.value),
                "label": field.label.text if field.label else None,
                "label_start": field.label.start if field.label else None,
                "of_party": field.of,
                "mention": field.mention,
                "confidence": field.confidence,
            }


def papers_of(ledger: "Ledger", source: str | None = None) -> list[Paper]:
    """The papers of a source, or of all in the order they were received."""
    which, parameters = ("WHERE p.source = ?", [source]) if source else ("", [])
    rows = ledger.rows(
        f"SELECT p.* FROM paper p JOIN source s ON s.id = p.source {which} ORDER BY s.sequence, p.start, p.id",  # noqa: S608
        parameters,
    )
    return [_paper(ledger, row) for row in rows]


def paper_details(ledger: "Ledger", row: "Row") -> dict[str, Any]:
    """A paper whole, as plain JSON; `where` says the place of each field in words."""
    paper = _paper(ledger, row)
    return {
        "id": row["id"],
        "source": row["source"],
        "source_name": ledger.value("SELECT name FROM source WHERE id = ?", [row["source"]]),
        "locator": row["locator"],
        "where": paper.place.describe(),
        "paper": paper.kind,
        "title": row["title"],
        "why": list(paper.why),
        "fields": [_shown(f) for f in paper.fields],
        "lines": [{f.name: _shown(f) for f in line.fields} for line in paper.lines],
        "not_stated": json.loads(row["not_stated_json"]),
        "checks": json.loads(row["checks_json"]),
        "method": row["method"],
    }


def _shown(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "of": field.of,
        "text": field.text,
        "value": dict(field.value) or None,
        "label": field.label.text if field.label else None,
        "where": field.place.describe(),
        "locator": str(field.place),
        "mention": field.mention,
        "confidence": field.confidence,
    }


def _paper(ledger: "Ledger", row: "Row") -> Paper:
    groups: dict[int, list[Field]] = {}
    for f in ledger.rows("SELECT * FROM paper_field WHERE paper = ? ORDER BY line, ordinal", [row["id"]]):
        groups.setdefault(f["line"], []).append(_field(f))
    lines = [
        Line(Place.parse(at["locator"]), tuple(groups.get(at["line"], ())))
        for at in ledger.rows("SELECT * FROM paper_line WHERE paper = ? ORDER BY line", [row["id"]])
    ]
    title = None if row["title"] is None else _span(row["title_start"], row["title"])
    return Paper(
        Place.parse(row["locator"]),
        row["kind"],
        tuple(json.loads(row["why_json"])),
        row["method"],
        title,
        tuple(groups.get(0, ())),
        tuple(lines),
        tuple(Missing(**m) for m in json.loads(row["not_stated_json"])),
        tuple(Check(**c) for c in json.loads(row["checks_json"])),
    )


def _field(row: "Row") -> Field:
    return Field(
        row["name"],
        tuple(Span(start, end, words) for start, end, words in json.loads(row["spans_json"])),
        Place.parse(row["locator"]),
        json.loads(row["value_json"]),
        None if row["label"] is None else _span(row["label_start"], row["label"]),
        row["of_party"],
        row["mention"],
        row["confidence"],
    )


def _span(start: int, text: str) -> Span:
    return Span(start, start + len(text), text)
