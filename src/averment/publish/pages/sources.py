"""The list of sources, and a page for each: what custody says, and its text with every claim marked in place."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from averment.publish.highlight import Mark, highlight
from averment.publish.page import Page, Whole
from averment.publish.shown import ClaimShown, SourceShown
from averment.store.ledger import Row
from averment.store.papers import papers_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row."""

    html: Markup


@dataclass(frozen=True, slots=True)
class Shelf:
    """A passage as it stands on the page. `label` is printed where the page, sheet or part changes."""

    id: str
    kind: str
    html: Markup
    cells: tuple[Cell, ...]
    row: int | None
    language: str | None
    label: str | None
    claims: tuple[ClaimShown, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """Passages shown alike: a table of rows, or running text."""

    table: bool
    shelves: tuple[Shelf, ...]


def sources(whole: Whole) -> Iterator[Page]:
    """The list, then every source."""
    counts = {id: len(found) for id, found in whole.by_source.items()}
    yield Page("sources/index.html", "sources", {"title": "Sources", "sources": whole.shown.sources, "counts": counts})
    ledger_ids = {s.id: id for id, s in whole.shown.source_by_ledger_id.items()}
    for source in whole.shown.sources:
        claims = whole.by_source.get(source.id, ())
        if source.withheld:
            yield Page(source.path, "source", {**_page(source, 0, (), claims, claims, whole), "papers": ()})
            continue
        yield from _texts(whole, source, ledger_ids[source.id], claims)


def _page(
    source: SourceShown,
    part: int,
    blocks: Sequence[Block],
    claims: Sequence[ClaimShown],
    loose: Sequence[ClaimShown],
    whole: Whole,
) -> dict[str, object]:
    pages = len(source.parts)
    title = source.label if pages == 1 else f"{source.label}, part {part + 1} of {pages}"
    problems = [p for p in whole.shown.problems if p.source is not None and p.source.id == source.id]
    hits = [h for h in whole.shown.hits if h.list_source.id == source.id] if source.kind == "list" else []
    return {
        "title": title,
        "source": source,
        "part": part,
        "blocks": blocks,
        "claims": claims,
        "loose": loose,
        "problems": problems,
        "hits": hits,
    }


def _texts(whole: Whole, source: SourceShown, ledger_id: str, claims: Sequence[ClaimShown]) -> Iterator[Page]:
    for part, start in enumerate(source.parts):
        end = source.parts[part + 1] if part + 1 < len(source.parts) else None
        rows = whole.ledger.rows(
            "SELECT * FROM passage WHERE source = ? AND start >= ? AND start < ? ORDER BY ordinal",
            [ledger_id, start, end if end is not None else 1 << 62],
        )
        here = [c for c in claims if c.quote is not None and start <= c.quote.start < (1 << 62 if end is None else end)]
        path = source.part_path(part)
        marks = sorted([*_claims(here), *_names(whole, ledger_id, start, end, path)], key=lambda m: m.start)
        blocks, anchored = _blocks(rows, marks, {c.id: c for c in here})
        loose = [c for c in here if f"c-{c.id}" not in anchored]
        papers = () if part else tuple(papers_of(whole.ledger, ledger_id))  # never of a source that is withheld
        yield Page(path, "source", {**_page(source, part, blocks, here, loose, whole), "papers": papers})


def _claims(claims: Sequence[ClaimShown]) -> Iterator[Mark]:
    for claim in claims:
        if claim.quote is not None:
            yield Mark("claim", claim.id, claim.quote.start, claim.quote.end, number=claim.number)


def _names(whole: Whole, ledger_id: str, start: int, end: int | None, path: str) -> Iterator[Mark]:
    root = "../" * path.count("/")
    sql = (
        'SELECT m.id, m.start, m."end", m.schema, m.value_json, b.entity FROM mention m '
        "LEFT JOIN member b ON b.mention = m.id WHERE m.source = ? AND m.start >= ? AND m.start < ? "
        "AND m.review <> 'rejected' ORDER BY m.start"
    )
    for row in whole.ledger.db.execute(sql, [ledger_id, start, end if end is not None else 1 << 62]):
        entity = whole.shown.entity_by_ledger_id.get(row["entity"])
        if entity is not None:
            yield Mark("name", row["id"], row["start"], row["end"], href=f"{root}{entity.path}", title=entity.name)
        else:
            yield Mark("name", row["id"], row["start"], row["end"], title=_value(row))


def _value(row: Row) -> str:
    """A value in words: what the reading took the words for."""
    value = json.loads(row["value_json"])
    plain = {k: v for k, v in value.items() if isinstance(v, str | int | float) and not isinstance(v, bool)}
    words = ", ".join(f"{key} {said}" for key, said in plain.items())
    return f"{row['schema']}: {words}" if words else ""


def _blocks(rows: Sequence[Row], marks: Sequence[Mark], claims: dict[str, ClaimShown]) -> tuple[list[Block], set[str]]:
    anchored: set[str] = set()
    starts = [m.start for m in marks]
    reach = max((m.end - m.start for m in marks), default=0)
    groups: list[tuple[bool, list[Shelf]]] = []
    label = None
    for row in rows:
        near = marks[bisect_left(starts, row["start"] - reach) : bisect_left(starts, row["end"])]
        near = [*(m for m in near if m.end > row["start"]), *_doubtful(row)]
        known = {m.id for m in near if f"c-{m.id}" in anchored}
        new = _label(row)
        shelf = _shelf(row, near, anchored, new if new != label else None)
        label = new
        begun = [claims[m.id] for m in near if f"c-{m.id}" in anchored and m.id not in known]
        shelf = replace(shelf, claims=tuple(sorted(begun, key=lambda c: c.number)))
        table = bool(shelf.cells)
        if not groups or groups[-1][0] != table or (table and shelf.label):
            groups.append((table, []))
        groups[-1][1].append(shelf)
    return [Block(table, tuple(shelves)) for table, shelves in groups], anchored


DOUBTFUL = 0.6
"""Confidence of a recognised word below which it is shown as doubtful."""


def _doubtful(row: Row) -> Iterator[Mark]:
    """The words of recognised text that the recogniser was not sure of."""
    if row["confidence"] is None:
        return
    for start, end, _, _, *sure in json.loads(row["anchors_json"]):
        if sure and sure[0] < DOUBTFUL:
            yield Mark("doubtful", f"{start}", start, end, title=f"recognised with {sure[0]:.0%} confidence")


def _shelf(row: Row, marks: list[Mark], anchored: set[str], label: str | None) -> Shelf:
    cells = _cells(row)
    if cells:
        made = tuple(
            Cell(highlight(row["text"][a - row["start"] : b - row["start"]], a, marks, anchored=anchored))
            for a, b in cells
        )
        html = Markup("")
    else:
        made, html = (), highlight(row["text"], row["start"], marks, anchored=anchored)
    return Shelf(row["id"], row["kind"], html, made, row["row"], row["language"], label, (), row["confidence"])


def _cells(row: Row) -> list[tuple[int, int]]:
    """The stretches of a table row's cells, in column order, empty columns between them included."""
    if row["row"] is None:
        return []
    anchors = json.loads(row["anchors_json"])
    columns = {column: (start, end) for start, end, _, column, *_ in anchors if column is not None}
    if not columns:
        return [(row["start"], row["end"])]
    return [columns.get(c, (row["start"], row["start"])) for c in range(1, max(columns) + 1)]


def _label(row: Row) -> str | None:
    words = [row["part"]] if row["part"] else []
    if row["page"] is not None:
        words.append(f"page {row['page']}")
    if row["sheet"] is not None:
        words.append(f"sheet {row['sheet']}")
    return ", ".join(words) or None
