"""The whole ledger as text: what two builds of one case must agree on, byte for byte."""

from collections.abc import Iterator

from averment.identity import canonical_json
from averment.store.ledger import Ledger

_BOOKKEEPING = {"done", "judged_source", "passage_text", "claim_text"}


def dump(ledger: Ledger) -> Iterator[str]:
    """Every record as a JSON object a line, table by table, in a fixed order. `_json` columns stay text."""
    tables = ledger.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    for (table,) in tables:
        if table in _BOOKKEEPING or table.startswith(("passage_text_", "claim_text_")):
            continue
        columns = [row["name"] for row in ledger.rows(f"PRAGMA table_info({table})") if row["name"] != "rowid"]
        listed = ", ".join(f'"{c}"' for c in columns)
        for row in ledger.db.execute(f"SELECT {listed} FROM {table} ORDER BY {listed}"):  # noqa: S608 - our own names
            yield canonical_json({"table": table, **{c: row[c] for c in columns}})
