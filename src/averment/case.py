"""The case folder, and the only door to it.

    mycase/
    ├── case.toml            settings
    ├── case.key             secret that codes protected sources in published pages; never leaves the folder
    ├── evidence/            originals named by their SHA-256, never modified
    │   └── custody.jsonl    who added what, when, from where: a hash chain
    ├── judgements.jsonl     every decision a person made: a hash chain
    ├── answers/             what a model elsewhere was asked and answered, kept because it cannot be made again
    ├── derived/             everything machines made: delete it and `aver build` makes it again
    └── published/           what may leave the building

Evidence is immutable, judgements are append-only, all else is rebuildable.
"""

import getpass
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from averment.answers import Answers
from averment.chain import Chain
from averment.config import Config, ConfigError, template
from averment.custody import Added, Custody, Left, Receipt, Refusal, amended, refusals_in, source_of, sources_in
from averment.evidence import Evidence, EvidenceError, Kept, write_atomically
from averment.identity import ID_LENGTH
from averment.judgement import Decision, Judgement
from averment.lock import CaseLocked, writing
from averment.source import Source
from averment.store.ledger import Ledger
from averment.store.records import kept_records
from averment.version import VERSION

__all__ = ["Added", "Case", "CaseError", "CaseLocked", "Custody", "Receipt", "Refusal"]


ABOUT_RECORDS = frozenset(
    {Decision.ACCEPT, Decision.REJECT, Decision.CORRECT, Decision.SAME, Decision.DIFFERENT, Decision.RELEASE}
)
"""Decisions whose targets are claims or mentions, which they keep as they were on the day."""


class CaseError(Exception):
    """The case cannot be used as asked: `str()` says what was wrong, `hint` what to try next."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. Make one with `Case.init` or `Case.open`.

    >>> case = Case.open("garpiya")  # doctest: +SKIP
    >>> with case.ledger() as ledger:  # doctest: +SKIP
    ...     ledger.value("SELECT count(*) FROM claim")
    """

    path: Path
    config: Config

    @classmethod
    def init(cls, path: str | Path, title: str = "", *, fictional: bool = False, notice: str = "") -> "Case":
        """Make a new case folder. Raises `CaseError` when something is in the way."""
        path = Path(path)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise CaseError(
                f"{path} exists and is not an empty folder",
                "choose another name, or `aver status` it if it is a case",
            )
        try:
            (path / "evidence").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CaseError(f"{path} cannot be made: {error.strerror}", "check the folder above it") from error
        key = path / "case.key"
        key.touch(mode=0o600)
        write_atomically(key, secrets.token_hex(32).encode() + b"\n", mode=0o600)
        (path / "evidence" / "custody.jsonl").touch()
        (path / "judgements.jsonl").touch()
        settings = template(title or path.resolve().name, fictional=fictional, notice=notice)
        write_atomically(path / "case.toml", settings.encode())  # last: a folder with case.toml is a case
        return cls.open(path)

    @classmethod
    def open(cls, path: str | Path) -> "Case":
        """Open a case folder. Raises `CaseError` when it is none."""
        path = Path(path)
        if not (path / "case.toml").is_file():
            what = "is not a case (no case.toml in it)" if path.is_dir() else "does not exist"
            raise CaseError(f"{path} {what}", f"aver init {path}")
        try:
            return cls(path, Config.load(path / "case.toml"))
        except ConfigError as error:
            raise CaseError(str(error), f"mend {path / 'case.toml'}") from error

    # ---- where things are

    @property
    def custody_log(self) -> Chain:
        """Who added what, when, from where."""
        return Chain(self.path / "evidence" / "custody.jsonl")

    @property
    def judgement_log(self) -> Chain:
        """What people decided."""
        return Chain(self.path / "judgements.jsonl")

    @property
    def evidence(self) -> Evidence:
        """The originals."""
        return Evidence(self.path / "evidence")

    @property
    def answers(self) -> Answers:
        """What an endpoint answered, one file for each question; there only when the case names one."""
        return Answers(self.path / "answers")

    @property
    def derived(self) -> Path:
        """Where machines write."""
        return self.path / "derived"

    @property
    def key(self) -> bytes:
        """The secret that codes protected sources. Raises `CaseError` when the file is gone."""
        try:
            return bytes.fromhex((self.path / "case.key").read_text(encoding="ascii").strip())
        except (OSError, ValueError) as error:
            raise CaseError(
                f"{self.path / 'case.key'} cannot be read: {error}",
                "restore it from a copy; a new key would change the codes of protected sources",
            ) from error

    def ledger(self, *, read_only: bool = True) -> Ledger:
        """Open the ledger. Raises `CaseError` when the case has not been built."""
        path = self.derived / "ledger.sqlite"
        if read_only and not path.exists():
            raise CaseError(f"{self.path} has not been built", f"aver build {self.path}")
        return Ledger.open(path, read_only=read_only)

    def writing(self, command: str) -> Any:
        """Hold the case for writing. Raises `CaseLocked` when another process does."""
        return writing(self.path, command)

    # ---- evidence

    def add(self, path: str | Path, receipt: Receipt | None = None, **details: Any) -> Source:
        """Take in one file and return its source.

        Pass a `Receipt`, or its fields by name: `case.add("a.pdf", origin="ministry")`.
        Raises `CaseError` when the file cannot be read.
        """
        path = Path(path)
        receipt = receipt or Receipt(details.pop("name", path.name), **details)
        (outcome,) = self.add_all([(path, receipt)])
        if isinstance(outcome, Refusal):
            raise CaseError(f"{outcome.name}: {outcome.reason}", "check that the file is there and readable")
        return outcome.source

    def add_all(self, items: Iterable[tuple[Path | BinaryIO, Receipt]]) -> Iterator[Added | Refusal]:
        """Take in files or streams, each acknowledged (evidence and custody on the disk) when it is yielded."""
        for outcomes in self.add_together([item] for item in items):
            yield from outcomes

    def add_together(
        self, batches: Iterable[Sequence[tuple[Path | BinaryIO, Receipt]]]
    ) -> Iterator[list[Added | Refusal]]:
        """The same, several at a time: all of a batch are acknowledged together, and wait for the disk together."""
        with self.writing("add"), self.custody_log.writer() as log:
            known = {c.source.id: c.source for c in sources_in(log.entries)}
            came_out = {_way(e) for e in log.entries if e["action"] == "received" and "container" in e}
            for batch in batches:
                kept = self.evidence.keep_all(content for content, _ in batch)
                entries: list[dict[str, Any]] = []
                outcomes = [
                    _taken_in(one, receipt, known, came_out, entries)
                    for one, (_, receipt) in zip(kept, batch, strict=True)
                ]
                log.append_all(entries)
                yield outcomes

    def note_unpacked(self, container: Source, members: int, left: Iterable[Left], method: str) -> None:
        """Write down that a container's members were taken in, and what had to stay inside."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {
            "action": "unpacked",
            "sha256": container.sha256,
            "name": container.name,
            "members": members,
            "left": [asdict(item) for item in left],
            "method": method,
        }
        with self.writing("add"):
            self.custody_log.append({**entry, "at": now, "by": who(), "tool": f"averment {VERSION}"})

    def custody(self) -> list[Custody]:
        """Every source, in the order of first receipt. Raises `ChainError` when the log was tampered with."""
        return sources_in(self.custody_log.entries())

    def refusals(self) -> list[Refusal]:
        """What could not be taken in and has not been since, under the same name."""
        return refusals_in(self.custody_log.entries())

    # ---- judgements

    def judge(
        self,
        decision: Decision,
        targets: Iterable[str],
        *,
        reason: str,
        author: str = "",
        value: dict[str, Any] | None = None,
    ) -> Judgement:
        """Record a decision; on return it is on the disk. Raises `CaseError` when the reason is empty.

        What it says of claims and mentions is kept with them as they are now, so that it can be found again.
        """
        targets, value = tuple(targets), dict(value or {})
        if decision in ABOUT_RECORDS and (self.derived / "ledger.sqlite").exists():
            with self.ledger() as ledger:
                value |= kept_records(ledger, targets)
        judgement = decided(decision, targets, reason=reason, author=author, value=value)
        with self.writing("review"), self.judging() as write:
            write(judgement)
        return judgement

    @contextmanager
    def judging(self) -> Iterator[Callable[[Judgement], None]]:
        """Open the log of judgements for adding many: each is on the disk when the call that adds it returns.

        The caller holds the case: `with case.writing("review"), case.judging() as write`.
        """
        with self.judgement_log.writer() as log:

            def write(judgement: Judgement) -> None:
                log.append(_entry(judgement))

            yield write

    def judgements(self) -> list[Judgement]:
        """Every decision, in order. Raises `ChainError` when the log was tampered with."""
        return [
            Judgement(Decision(e["decision"]), tuple(e["targets"]), e["author"], e["at"], e["reason"], e["value"])
            for e in self.judgement_log.entries()
        ]


def _taken_in(
    kept: Kept | EvidenceError,
    receipt: Receipt,
    known: dict[str, Source],
    came_out: set[tuple[str, ...]],
    entries: list[dict[str, Any]],
) -> Added | Refusal:
    """What became of one document, and the entry for the custody log, which is added to `entries`."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    stamp = {"at": now, "by": who(), "tool": f"averment {VERSION}"}
    earlier = None if isinstance(kept, EvidenceError) else known.get(kept.sha256[:ID_LENGTH])
    if earlier is not None and isinstance(kept, Kept) and earlier.sha256 != kept.sha256:
        kept = EvidenceError(f"its SHA-256 begins like that of {earlier.name}: this can only be contrived")
    if isinstance(kept, EvidenceError):
        entries.append({"action": "refused", "name": receipt.name, "reason": str(kept), **stamp})
        return Refusal(receipt.name, str(kept))
    if earlier is not None and (kept.sha256, receipt.container, receipt.member) in came_out:
        return Added(earlier, False)  # in an unpacking that was cut short, or done again
    details = {
        "name": receipt.name,
        "kind": receipt.kind,
        "container": receipt.container,
        "member": receipt.member,
        "whole": receipt.whole or None,
        "from": receipt.received_from,
        "origin": receipt.origin,
        "outlet": receipt.outlet,
        "received": receipt.received or now,
        "published": receipt.published,
        "protection": receipt.protection.value,
    }
    said = {"action": "received", "sha256": kept.sha256, "size": kept.size, **details, **stamp}
    entry = {k: v for k, v in said.items() if v is not None}
    entries.append(entry)
    source = source_of(entry) if earlier is None else amended(earlier, entry)
    known[source.id] = source
    if receipt.container is not None:
        came_out.add(_way(entry))
    return Added(source, earlier is None)


def _way(entry: dict[str, Any]) -> tuple[str, ...]:
    """Which bytes came out of which container, under which name."""
    return (entry["sha256"], entry["container"], entry["member"])


def decided(
    decision: Decision, targets: Iterable[str], *, reason: str, author: str = "", value: dict[str, Any] | None = None
) -> Judgement:
    """A judgement made now. Raises `CaseError` when the reason is empty."""
    if not reason.strip():
        raise CaseError("a judgement needs a reason", 'add --reason "…": it is what a reader will ask first')
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return Judgement(decision, tuple(targets), author or who(), now, reason.strip(), value or {})


def _entry(judgement: Judgement) -> dict[str, Any]:
    return {
        "decision": judgement.decision.value,
        "targets": list(judgement.targets),
        "author": judgement.author,
        "at": judgement.at,
        "reason": judgement.reason,
        "value": dict(judgement.value),
    }


def who() -> str:
    """The person at the keyboard: AVER_AUTHOR, or the name they are logged in by."""
    return os.environ.get("AVER_AUTHOR") or getpass.getuser()
