"""Sources as pages show them, and how long texts are cut into pages."""

from collections import defaultdict

from averment.publish.redact import Gate
from averment.publish.shown import SourceShown
from averment.store.ledger import Ledger, Row

PART_PASSAGES = 400
"""Passages a page of a source's text holds: about a hundred printed pages, or a screenful of a browser's patience."""
PART_CHARACTERS = 200_000


def load_sources(ledger: Ledger, gate: Gate) -> dict[str, SourceShown]:
    """By ledger id: open sources in order of receipt, then protected ones by their codes, which have no order."""
    rows = ledger.rows(
        "SELECT s.*, r.media_type, r.language, r.title, r.author, r.published AS says_published "
        "FROM source s LEFT JOIN reading r ON r.source = s.id ORDER BY s.sequence"
    )
    begins = parts(ledger)
    shown = {row["id"]: _shown(row, gate, begins.get(row["id"], (0,))) for row in rows}
    order = sorted(shown, key=lambda id: (shown[id].withheld, shown[id].id if shown[id].withheld else ""))
    return {id: shown[id] for id in order}


def _shown(row: Row, gate: Gate, parts: tuple[int, ...]) -> SourceShown:
    protected = row["id"] in gate.protected
    code = gate.code(row["sha256"]) if protected else None
    printed = f"Source {code[:4]}-{code[4:]}" if code else None
    if gate.hides(row["id"]):
        id = f"protected-{code}"
        return SourceShown(id, f"sources/{id}/index.html", f"Protected s{(printed or '')[1:]}", printed, True, True)
    return SourceShown(
        id=row["id"],
        path=f"sources/{row['id']}/index.html",
        label=row["title"] or row["name"],
        code=printed,
        protected=protected,
        withheld=False,
        kind=row["kind"],
        name=row["name"],
        size=row["size"],
        received_at=row["received_at"],
        received_from=row["received_from"],
        origin=row["origin"],
        outlet=row["outlet"],
        published=row["published"] or row["says_published"],
        reliability=row["reliability"],
        sha256=row["sha256"],
        media_type=row["media_type"],
        language=row["language"],
        author=row["author"],
        parts=parts,
    )


def parts(ledger: Ledger, source: str | None = None) -> dict[str, tuple[int, ...]]:
    """Where the pages of each text (or of one) begin, by ledger id; texts without passages are not in it."""
    which = "" if source is None else "WHERE source = ?"
    sql = f'SELECT source, start, "end" FROM passage {which} ORDER BY source, ordinal'  # noqa: S608 - our own words
    starts: dict[str, list[int]] = defaultdict(lambda: [0])
    count: dict[str, int] = defaultdict(int)
    for id, start, end in ledger.db.execute(sql, [] if source is None else [source]):
        full = count[id] >= PART_PASSAGES or end - starts[id][-1] > PART_CHARACTERS
        if full and start > starts[id][-1] and count[id]:
            starts[id].append(start)
            count[id] = 0
        count[id] += 1
    return {id: tuple(found) for id, found in starts.items()}
