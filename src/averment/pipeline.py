"""The order of the work, and the build.

`STAGES` is the one place where the order lives: the command line, the manual and the architecture test read it.
`build` brings a case's ledger up to date. What a stage's result depends on is its fingerprint, kept in the
ledger's `done` table; a stage whose fingerprint has not changed is not done again.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from averment.case import Case, CaseError
from averment.custody import Custody, refusals_in, sources_in
from averment.engines.local import Failure, cores, map_local
from averment.extraction import Extraction
from averment.identity import content_id
from averment.method import METHODS, method
from averment.problem import Problem
from averment.progress import Progress, silent
from averment.reading import Reading
from averment.source import Source
from averment.store.ledger import Ledger

if TYPE_CHECKING:
    from averment.extract.models import Consulted, Models
    from averment.extract.models.asking import Asker
    from averment.extract.models.desk import Spent
    from averment.read.limits import Limits


@dataclass(frozen=True, slots=True)
class Stage:
    """A verb: its name, what it makes of what, and whether `build` runs it ("source", "case") or it is asked for."""

    name: str
    summary: str
    over: str


STAGES = (
    Stage("read", "bytes to text with places", "source"),
    Stage("extract", "text to mentions and claims", "source"),
    Stage("resolve", "mentions to entities, by judgements", "case"),
    Stage("screen", "entities against lists, as of a date", "case"),
    Stage("trace", "entities and claims to networks, paths, timelines", "asked"),
    Stage("weigh", "claims to findings", "case"),
    Stage("publish", "findings to pages", "asked"),
)

BUILDS = tuple(s.name for s in STAGES if s.over != "asked")
"""The stages `build` runs, in order."""

UNREAD = method("read.unread", "1")
"""The method of a reading that a worker could not finish: it holds a problem and no text."""

_COMMIT_SECONDS = 1.0
"""How long results may wait to be written together: what a kill costs at most."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: sources read and extracted anew, and the whole-case stages that ran."""

    read: int
    extracted: int
    stages: tuple[str, ...]
    spent: "Mapping[str, Spent]" = field(default_factory=dict)
    """What asking the endpoints of the case came to, by step; empty when it names none."""


def build(
    case: Case,
    *,
    until: str | None = None,
    only: str | None = None,
    force: str | None = None,
    workers: int | None = None,
    progress: Progress = silent,
) -> Built:
    """Bring the ledger up to date with the evidence, the judgements and the settings.

    `until` stops after a stage, `only` (a source's id or name, or the start of one) limits read and extract to
    matching sources, `force` does a stage and all after it again. May be stopped at any moment and run again.
    Raises `CaseError`, `CaseLocked`, `ChainError`.
    """
    wanted = _stages_until(until)
    with case.writing("build"), _open(case) as ledger:
        if force is not None:
            for stage in BUILDS[BUILDS.index(_known(force)) :]:
                ledger.forget(stage)
        custody = _take_custody(case, ledger)
        models = _models(case, ledger)
        documents = _chosen([c.source for c in custody if c.kind == "document"], only)
        read = _read(case, ledger, documents, workers, progress)
        asker = _asker(case, models) if "extract" in wanted else None
        extracted = _extract(ledger, documents, asker, workers, progress) if asker is not None else 0
        ran = tuple(
            stage for stage in wanted if stage in WHOLE_CASE and _run_whole(stage, case, ledger, custody, progress)
        )
        ledger.db.execute("PRAGMA optimize")
    return Built(read, extracted, ran, asker.spent if asker is not None else {})


def _open(case: Case) -> Ledger:
    try:
        return case.ledger(read_only=False)
    except sqlite3.DatabaseError as error:
        raise CaseError(
            f"derived/ledger.sqlite cannot be used: {error}", f"delete {case.derived} and build again: nothing is lost"
        ) from error


def _known(stage: str) -> str:
    if stage not in BUILDS:
        raise CaseError(f"no stage {stage!r} in a build", f"one of: {', '.join(BUILDS)}")
    return stage


def _stages_until(until: str | None) -> tuple[str, ...]:
    return BUILDS if until is None else BUILDS[: BUILDS.index(_known(until)) + 1]


def _chosen(sources: list[Source], only: str | None) -> list[Source]:
    if only is None:
        return sources
    found = [s for s in sources if s.id.startswith(only) or s.name == only or Path(s.name).name == only]
    if not found:
        raise CaseError(f"no document {only!r} in the case", "`aver show CASE sources` lists them")
    return found


def _take_custody(case: Case, ledger: Ledger) -> list[Custody]:
    """Copy the custody log into the ledger, refusals as problems."""
    entries = case.custody_log.entries()
    custody = sources_in(entries)
    head = str(entries[-1]["hash"]) if entries else ""
    if ledger.fingerprint("add") != head:
        refused = [
            Problem("add", "refused", f"{r.name}: {r.reason}", "make it readable and `aver add` it again")
            for r in refusals_in(entries)
        ]
        with ledger.transaction():
            for entry in custody:
                ledger.put_source(entry.source, entry.sequence, entry.kind)
                if entry.kind == "container":
                    ledger.drop_reading(entry.source.id)
                    ledger.put_problems("add", entry.source.id, _left_in(entry))
            ledger.put_problems("add", None, refused)
            ledger.mark("add", head)
    return custody


def _left_in(container: Custody) -> Iterator[Problem]:
    for left in container.left:
        what = f"{container.source.name}: {left.path + ': ' if left.path else ''}{left.message}"
        yield Problem("add", left.code, what, left.hint, container.source.id)


# ---- per source


def methods_of(stage: str) -> list[str]:
    """The ids of a stage's registered methods: raising a method's version makes the stage run again."""
    return sorted(m.id for m in METHODS.values() if m.name.split(".")[0] == stage)


def _note_methods(ledger: Ledger) -> None:
    """Records name their method, so the ledger must know it first."""
    with ledger.transaction():
        ledger.put_methods()


def _read(case: Case, ledger: Ledger, sources: list[Source], workers: int | None, progress: Progress) -> int:
    import averment.read
    from averment.read.limits import changed

    limits = changed(case.config.limits)
    recogniser = averment.read.recogniser()
    _note_methods(ledger)
    methods = [m for m in methods_of("read") if m != recogniser]

    def fingerprint(source: Source, media_type: str | None) -> str:
        """What a reading depends on; on what recognises text only where the document may hold pictures."""
        scanned = media_type is None or averment.read.may_hold_pictures(media_type)
        return content_id("read", source.sha256, source.name, methods, repr(limits), *([recogniser] if scanned else []))

    known = {row["source"]: row["media_type"] for row in ledger.rows("SELECT source, media_type FROM reading")}
    todo = _waiting_for_a_program(ledger)
    for source in sources:
        if ledger.fingerprint("read", source.id) != fingerprint(source, known.get(source.id)):
            todo.add(source.id)
    tasks = ((case.evidence.path(s.sha256), s) for s in sources if s.id in todo)

    def save(task: tuple[Path, Source], outcome: Reading | Failure) -> None:
        source = task[1]
        reading = _unread(source, outcome) if isinstance(outcome, Failure) else outcome
        ledger.put_reading(reading)
        ledger.mark("read", fingerprint(source, reading.media_type), source.id)

    def seconds(task: tuple[Path, Source]) -> float:
        return averment.read.seconds_for(task[0], task[1].name, limits)

    todo &= {source.id for source in sources}
    results = _map(partial(_read_task, limits=limits), tasks, len(todo), seconds, workers, _load_readers)
    return _save_all("read", ledger, results, len(todo), lambda t: t[1].name, save, progress)


def _waiting_for_a_program(ledger: Ledger) -> set[str]:
    """Sources that could not be read for want of LibreOffice, where it is there now."""
    from averment.read.legacy import program

    if program() is None:
        return set()
    return {row["source"] for row in ledger.rows("SELECT source FROM problem WHERE code = 'legacy_office'")}


def _load_readers() -> None:
    import averment.read  # noqa: F401 - so that a worker's first file is not charged for the import


def _read_task(task: tuple[Path, Source], limits: "Limits") -> Reading:
    import averment.read

    return averment.read.read(task[0], task[1], limits)


def _unread(source: Source, failure: Failure) -> Reading:
    hint = (
        "raise `seconds` under [limits] in case.toml, or split the file"
        if failure.code == "timeout"
        else ("open it in its own program, save it anew and add that copy")
    )
    problem = Problem("read", failure.code, f"{source.name}: reading it {failure.message}", hint, source.id)
    return Reading(source.id, "application/octet-stream", "", (), (problem,), UNREAD.id)


def _models(case: Case, ledger: Ledger) -> "Models":
    """The models that the case names beside the rules. Raises `ConfigError`, before anything is done."""
    from averment.extract.models import configured

    models = configured(case.config.models)
    with ledger.transaction():
        for one in models.methods:
            ledger.put_method(one)
    return models


def _asker(case: Case, models: "Models") -> "Asker":
    from averment.extract.models.asking import Asker

    return Asker(models, case.answers)


def _extract(ledger: Ledger, sources: list[Source], asker: "Asker", workers: int | None, progress: Progress) -> int:
    import averment.extract
    from averment.extract.languages import every_language
    from averment.extract.models.asking import unanswered

    every_language()
    _note_methods(ledger)
    methods = methods_of("extract")
    todo: dict[str, str] = {}
    for source in sources:
        read = ledger.fingerprint("read", source.id)
        fingerprint = content_id(
            "extract", read, methods, source.published, source.outlet, asker.models.fingerprint, source.protection
        )
        if ledger.fingerprint("extract", source.id) != fingerprint:
            todo[source.id] = fingerprint

    def readings() -> Iterator[tuple[Reading, Source]]:
        for source in sources:
            if source.id in todo:
                reading = ledger.reading(source.id)
                if reading is not None:
                    yield reading, source

    def save(task: "tuple[Reading, Source, Consulted]", outcome: Extraction | Failure) -> None:
        source = task[1]
        extraction = _unextracted(source, outcome) if isinstance(outcome, Failure) else outcome
        ledger.put_extraction(extraction)
        again = " unanswered" if unanswered(task[2]) else ""  # no fingerprint: the next build asks once more
        ledger.mark("extract", todo[source.id] + again, source.id)

    asker.progress, asker.total = progress, len(todo)
    tasks = asker.ask_all(readings())
    results = _map(_extract_task, tasks, len(todo), averment.extract.SECONDS, workers, averment.extract.warm)
    return _save_all("extract", ledger, results, len(todo), lambda t: t[1].name, save, progress)


def _extract_task(task: "tuple[Reading, Source, Consulted]") -> Extraction:
    import averment.extract

    reading, source, consulted = task
    return averment.extract.extract(reading, published=source.published, outlet=source.outlet, consulted=consulted)


def _unextracted(source: Source, failure: Failure) -> Extraction:
    message = f"{source.name}: extracting from it {failure.message}"
    problem = Problem("extract", failure.code, message, "split the document and add the parts", source.id)
    return Extraction(source.id, (), (), (problem,))


def _map(
    function: Callable[[Any], Any],
    tasks: Iterable[Any],
    count: int,
    seconds: float | Callable[[Any], float],
    workers: int | None,
    setup: Callable[[], None] | None = None,
) -> Iterator[tuple[Any, Any]]:
    if count == 0:
        return iter(())
    return map_local(function, tasks, seconds=seconds, workers=min(workers or cores(), count), setup=setup)


def _save_all(
    stage: str,
    ledger: Ledger,
    results: Iterator[tuple[Any, Any]],
    total: int,
    name: Callable[[Any], str],
    save: Callable[[Any, Any], None],
    progress: Progress,
) -> int:
    """Write results as they come, many to a transaction, so that a kill costs a second and a sync is not paid each."""
    done = 0
    waiting: list[tuple[Any, Any]] = []
    last = monotonic()

    def flush() -> None:
        with ledger.transaction():
            for task, outcome in waiting:
                save(task, outcome)
        waiting.clear()

    progress(stage, 0, total, "")
    for task, outcome in results:
        done += 1
        waiting.append((task, outcome))
        progress(stage, done, total, name(task))
        if monotonic() - last > _COMMIT_SECONDS:
            flush()
            last = monotonic()
    flush()
    return done


# ---- the whole case


def _resolve(case: Case, ledger: Ledger, _: list[Custody]) -> None:
    import averment.resolve

    averment.resolve.run(ledger, case.judgements())


def _screen(case: Case, ledger: Ledger, custody: list[Custody]) -> None:
    import averment.screen

    lists = [(c.source, case.evidence.path(c.source.sha256)) for c in custody if c.kind == "list"]
    averment.screen.run(ledger, lists)


def _weigh(case: Case, ledger: Ledger, _: list[Custody]) -> None:
    import averment.weigh

    averment.weigh.run(ledger, averment.weigh.policy_with(case.config.policy), case.config.as_of or None)


WHOLE_CASE: dict[str, Callable[[Case, Ledger, list[Custody]], None]] = {
    "resolve": _resolve,
    "screen": _screen,
    "weigh": _weigh,
}


def _run_whole(stage: str, case: Case, ledger: Ledger, custody: list[Custody], progress: Progress) -> bool:
    import importlib

    importlib.import_module(f"averment.{stage}")  # registers the stage's methods, which the fingerprint names
    fingerprint = _whole_fingerprint(stage, case, ledger)
    if ledger.fingerprint(stage) == fingerprint:
        return False
    progress(stage, 0, 1, "")
    _note_methods(ledger)
    WHOLE_CASE[stage](case, ledger, custody)
    with ledger.transaction():
        ledger.mark(stage, fingerprint)
    progress(stage, 1, 1, "")
    return True


def _whole_fingerprint(stage: str, case: Case, ledger: Ledger) -> str:
    """A whole-case stage depends on everything before it: all extractions, custody, judgements, settings."""
    done = ledger.rows("SELECT stage, source, fingerprint FROM done WHERE source <> '' ORDER BY stage, source")
    earlier = [methods_of(s) for s in BUILDS[: BUILDS.index(stage) + 1]]
    return content_id(
        stage,
        [tuple(row) for row in done],
        earlier,
        ledger.fingerprint("add"),  # the head of the custody log
        case.judgement_log.head(),
        repr(replace(case.config, title="", notice="")),
    )
