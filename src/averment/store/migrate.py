"""Bring a ledger to the schema this program writes.

The ledger is rebuildable, so a migration may be a script that changes tables in place, or None: "rebuild it".
`PRAGMA user_version` holds the schema's number.
"""

import sqlite3
from importlib.resources import files

VERSION = 5
"""The schema's number. Raise it with every change to schema.sql, and say below how an older ledger gets there."""

MIGRATIONS: dict[int, str | None] = {
    1: None,  # extraction carries what models were asked
    2: None,  # mentions and claims say which judgement reviewed them; judgements, what they hold for
    3: None,  # and records of papers
    4: None,  # contents of claims may come in pieces
}
"""From version N to N+1: an SQL script, or None when the ledger is to be rebuilt."""


class LedgerVersionError(Exception):
    """The ledger was written by another version of averment; the message says what to do."""


def check(db: sqlite3.Connection) -> None:
    """Raise `LedgerVersionError` unless the ledger has the schema this program reads."""
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise LedgerVersionError(
            f"derived/ledger.sqlite has schema {found}, this averment knows {VERSION}: use the newer averment, or "
            "delete derived/ and run `aver build`"
        )
    if found < VERSION:
        raise LedgerVersionError("derived/ledger.sqlite was built by an older averment: run `aver build`")


def migrate(db: sqlite3.Connection) -> None:
    """Create the schema in an empty database, or bring an older one up. Raises `LedgerVersionError`.

    A ledger that can only be rebuilt is emptied: the next `aver build` fills it again from the evidence.
    """
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        check(db)
    while 0 < found < VERSION:
        script = MIGRATIONS[found]
        if script is None:
            _empty(db)
            found = 0
            break
        db.executescript(f"BEGIN; {script}; PRAGMA user_version = {found + 1}; COMMIT;")
        found += 1
    if found == 0:
        schema = files("averment.store").joinpath("schema.sql").read_text(encoding="utf-8")
        db.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")


def _empty(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    kinds = {"trigger": 0, "view": 1, "table": 2}
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')").fetchall()
    virtual = [name for _, name, sql in rows if (sql or "").upper().startswith("CREATE VIRTUAL")]
    for kind, name, _ in sorted(rows, key=lambda r: (kinds[r[0]], r[1] not in virtual)):
        if kind == "table" and (name.startswith("sqlite_") or any(name.startswith(f"{v}_") for v in virtual)):
            continue
        db.execute(f'DROP {kind} IF EXISTS "{name}"')
    db.execute("PRAGMA foreign_keys = ON")
