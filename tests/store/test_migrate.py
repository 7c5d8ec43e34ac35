"""An older ledger is brought up; a newer one is left alone."""

import sqlite3
from pathlib import Path

import pytest

from averment.store import migrate as migrations
from averment.store.ledger import Ledger
from averment.store.migrate import VERSION, LedgerVersionError
from tests.store.records import put


def test_a_newer_ledger_is_refused_with_a_way_on(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "l.sqlite").db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(LedgerVersionError, match="delete derived/"):
        Ledger.open(tmp_path / "l.sqlite")


def test_an_older_ledger_is_not_read_before_it_is_built(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "l.sqlite").db.execute("PRAGMA user_version = 0")
    with pytest.raises(LedgerVersionError, match="run `aver build`"):
        Ledger.open(tmp_path / "l.sqlite", read_only=True)


def test_a_ledger_is_changed_in_place_where_a_script_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        put(ledger, "kept", [], [])
    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    monkeypatch.setitem(migrations.MIGRATIONS, VERSION, "ALTER TABLE source ADD COLUMN colour TEXT")
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        assert ledger.value("SELECT count(*) FROM source WHERE colour IS NULL") == 1
        assert ledger.value("PRAGMA user_version") == VERSION + 1


def test_a_ledger_that_must_be_rebuilt_is_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        put(ledger, "gone", [], [])
    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    monkeypatch.setitem(migrations.MIGRATIONS, VERSION, None)
    with Ledger.open(tmp_path / "l.sqlite") as ledger:
        assert ledger.value("SELECT count(*) FROM source") == 0
        put(ledger, "again", [], [])


def test_every_older_version_has_a_way_up() -> None:
    assert set(migrations.MIGRATIONS) == set(range(1, VERSION))


def test_a_file_that_is_no_ledger_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        Ledger.open(path)
    assert path.read_bytes().startswith(b"not a database")
