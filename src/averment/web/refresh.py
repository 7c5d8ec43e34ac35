"""Keeps the private pages up with the case: builds when its inputs change, renders when the ledger does."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from averment.case import Case, CaseError, CaseLocked
from averment.chain import ChainError
from averment.identity import content_id
from averment.progress import Progress, silent
from averment.publish import publish
from averment.publish.render import statics, templates
from averment.version import VERSION

Tell = Callable[[str], None]


def site_of(case: Case) -> Path:
    """Where the private pages are."""
    return case.derived / "site"


def render(case: Case, progress: Progress = silent) -> bool:
    """Bring the private pages up to date; False when they were. Raises `CaseError` when the case was not built."""
    now = _stamp(case)
    stamp = case.derived / "site.stamp"
    if (site_of(case) / "index.html").is_file() and stamp.is_file() and stamp.read_text("utf-8") == now:
        return False
    publish(case, site_of(case), private=True, progress=progress)
    stamp.write_text(now, "utf-8")
    return True


def _stamp(case: Case) -> str:
    """What the pages depend on: what the build has done, the settings, the judgements, and how pages are made."""
    with case.ledger() as ledger:
        done = [tuple(row) for row in ledger.rows("SELECT * FROM done ORDER BY stage, source")]
        custody = [tuple(row) for row in ledger.rows("SELECT * FROM source ORDER BY id")]
    made_of = [content_id("file", content.decode()) for _, content in [*statics(), *templates()]]
    return content_id("site", done, custody, repr(case.config), VERSION, made_of)


def follow(case: Case, tell: Tell, stop: Event) -> None:
    """Watch the case until `stop` is set. Trouble is told, the old pages stay, and watching goes on."""
    for changed in _changes(case, stop):
        inputs = {case.path / "case.toml", case.path / "judgements.jsonl"}
        evidence = any(path in inputs or path.parent == case.path / "evidence" for path in changed)
        try:
            opened = Case.open(case.path)
            if evidence:
                _build(opened, tell)
            if render(opened):
                tell("The pages are up to date.")
        except (CaseError, ChainError) as error:
            tell(f"The pages stay as they were: {error}")
        except sqlite3.DatabaseError as error:
            tell(f"The ledger cannot be read just now ({error}); the pages stay as they were.")


def _build(case: Case, tell: Tell) -> None:
    from averment.pipeline import build

    try:
        tell("The case changed: building.")
        build(case)
    except CaseLocked as error:  # its build changes the ledger, and that is watched too
        tell(f"Another program is at work on the case ({error}).")


def _changes(case: Case, stop: Event) -> Iterator[set[Path]]:
    from watchfiles import watch

    def matters(_: object, path: str) -> bool:
        name, folder = Path(path).name, Path(path).parent
        if folder == case.path:
            return name in ("case.toml", "judgements.jsonl")
        if folder == case.derived:
            return name.startswith("ledger.sqlite")
        return not name.startswith(".") and not name.endswith(".tmp")

    folders = [case.path, case.path / "evidence", case.derived]
    for found in watch(*folders, watch_filter=matters, debounce=800, stop_event=stop, recursive=False):
        yield {Path(path) for _, path in found}
