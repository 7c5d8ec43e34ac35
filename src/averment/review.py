"""Decisions of a person on claims and mentions: made one by one, or many from a file.

from averment import Case
from averment.review import add, correct

correct(case, "8d0f3a51c29e07b4", {"stance": "denies"}, reason="the sentence says that it was not so")
add(case, "letter.pdf", "mention", {"words": "Verdal", "schema": "Company"}, reason="missed")
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from averment.case import Case, CaseError, decided
from averment.claim import Claim
from averment.correction import (
    CorrectionRefused,
    Document,
    added_claim,
    added_mention,
    corrected_claim,
    corrected_mention,
)
from averment.identity import canonical_json, content_id
from averment.judged import Record, as_json, judged, pointers
from averment.judgement import Decision, Judgement
from averment.store.ledger import Ledger
from averment.store.lookup import Ambiguous, NotFound, source_matching
from averment.store.records import as_judged, claim_with, kept_records, mention_with, mentions_of


def correct(case: Case, target: str, changes: Mapping[str, Any], *, reason: str, author: str = "") -> Judgement:
    """Say how a claim or mention is to be read. Raises `CorrectionRefused`, `NotFound` and `CaseError`."""
    with case.ledger() as ledger:
        given = Desk(ledger).corrected(target, changes)
    return _record(case, Decision.CORRECT, given, reason, author)


def add(case: Case, source: str, kind: str, given: Mapping[str, Any], *, reason: str, author: str = "") -> Judgement:
    """Add a "claim" or "mention" the machine missed. Raises `CorrectionRefused`, `NotFound` and `CaseError`."""
    with case.ledger() as ledger:
        made = Desk(ledger).added(source, kind, given)
    return _record(case, Decision.ADD, made, reason, author)


def _record(case: Case, decision: Decision, given: tuple[str, dict[str, Any]], reason: str, author: str) -> Judgement:
    judgement = decided(decision, [given[0]], reason=reason, author=author, value=given[1])
    with case.writing("review"), case.judging() as write:
        write(judgement)
    return judgement


@dataclass(frozen=True, slots=True)
class Desk:
    """What decisions on records need of a ledger, each source fetched once."""

    ledger: Ledger
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    def record(self, given: str) -> Record:
        """The claim or mention with this id or start of one. Raises `NotFound`, or `Ambiguous`."""
        found = [
            (row["id"], table)
            for table in ("claim", "mention")
            for row in self.ledger.rows(
                f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 9",  # noqa: S608 - our own names
                [given, given + "~"],
            )
        ]
        if len(found) > 1 and not any(id_ == given for id_, _ in found):
            raise Ambiguous(given, found)
        if not given or not found:
            what = "no claim begins with" if given else "no id is given:"
            raise NotFound(f"{what} {given!r}, and no mention; `aver show CASE claims` and `… mentions` list them")
        record = claim_with(self.ledger, found[0][0]) or mention_with(self.ledger, found[0][0])
        if record is None:
            raise NotFound(f"{given!r} went away while it was looked for")
        return record

    def open_record(self, given: str) -> Record:
        """As `record`; one that a person has replaced is refused, with what stands in its place."""
        record = self.record(given)
        table = "claim" if isinstance(record, Claim) else "mention"
        by = self.ledger.value(f"SELECT replaced_by FROM {table} WHERE id = ?", [record.id])  # noqa: S608
        if by is not None:
            raise CorrectionRefused(
                f"{table} {record.id} has been replaced by {by}, which a person made", f"decide about {by} instead"
            )
        return record

    def document(self, source: str) -> Document:
        """A source as a correction needs it."""
        if source not in self.documents:
            reading = self.ledger.reading(source)
            row = self.ledger.row("SELECT outlet FROM source WHERE id = ?", [source])
            if reading is None or row is None:
                raise NotFound(
                    f"source {source} has no text to correct anything in; `aver show CASE problems` says why"
                )
            out = {
                r[0]
                for r in self.ledger.rows("SELECT id FROM mention WHERE source = ? AND review = 'rejected'", [source])
            }
            mentions = [m for m in mentions_of(self.ledger, source) if m.id not in out]
            called = tuple(c for c in (row["outlet"], reading.author, reading.title) if c)
            self.documents[source] = Document(reading, mentions, called)
        return self.documents[source]

    def corrected(self, target: str, changes: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The id and the value of a correction."""
        record = self.open_record(target)
        document = self.document(record.place.source)
        made: Record = (
            corrected_claim(record, changes, document)
            if isinstance(record, Claim)
            else corrected_mention(record, changes, document)
        )
        kept = as_judged(self.ledger, record.id, self.texts)
        return record.id, {
            "as_judged": [None if kept is None else as_json(kept)],
            "corrected": self._kept(made, document, () if kept is None else kept.beside),
            "changed": sorted(changes),
        }

    def added(self, source: str, kind: str, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The source's id and the value of an addition."""
        if kind not in ("claim", "mention"):
            raise CorrectionRefused(f"{kind!r} cannot be added", "claim or mention")
        row = source_matching(self.ledger, source)
        if row is None:
            raise NotFound(f"no source {source!r} in the case; `aver show CASE sources` lists them")
        document = self.document(row["id"])
        made: Record = added_claim(given, document) if kind == "claim" else added_mention(given, document)
        return row["id"], {"added": self._kept(made, document, ())}

    def _kept(self, record: Record, document: Document, beside: tuple[str, ...]) -> dict[str, Any]:
        sha256 = str(self.ledger.value("SELECT sha256 FROM source WHERE id = ?", [record.place.source]))
        places = {m.id: m.place for m in document.mentions if m.id in pointers(record)}
        made: dict[str, Any] = as_json(judged(record, sha256, document.text, places, beside))
        return made


# ---- many at once


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a line: the judgement it made, or the earlier one (`again`), or why it was refused."""

    number: int
    judgement: str | None
    again: bool = False
    error: str = ""
    hint: str = ""


_PLAIN = (Decision.ACCEPT, Decision.REJECT)
_KEYS = {"decision", "target", "targets", "reason", "author", "set", "source", "claim", "mention", "value"}


def decide_all(case: Case, lines: Iterable[str | bytes], *, reason: str = "", author: str = "") -> Iterator[Line]:
    """Decisions from JSON lines, each recorded before the next is read; a line that is wrong does not stop the rest.

    A line that was recorded before is passed over, so a file can be given again after an interruption. `reason` and
    `author` stand in where a line gives none. Blank lines are passed over.
    """
    done = {str(j.value["line"]): j.id for j in case.judgements() if "line" in j.value}
    with case.writing("review"), case.ledger() as ledger, case.judging() as write:
        desk = Desk(ledger)
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            try:
                given = _given(raw)
                key = content_id("line", canonical_json(given), reason, author)
                if key in done:
                    yield Line(number, done[key], again=True)
                    continue
                judgement = _decision(desk, given, key, reason, author)
                write(judgement)
            except (CorrectionRefused, CaseError) as error:
                yield Line(number, None, error=str(error), hint=error.hint)
            except NotFound as error:
                yield Line(number, None, error=str(error))
            else:
                done[key] = judgement.id
                yield Line(number, judgement.id)


def _given(raw: str | bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError as error:
        raise CorrectionRefused(f"not JSON: {error}", "one JSON object a line") from error
    if not isinstance(found, dict):
        raise CorrectionRefused("not a JSON object", '{"decision": "accept", "target": "8d0f3a", "reason": "…"}')
    unknown = sorted(set(found) - _KEYS)
    if unknown:
        raise CorrectionRefused(f"unknown {', '.join(unknown)}", f"known: {', '.join(sorted(_KEYS))}")
    return found


def _decision(desk: Desk, given: Mapping[str, Any], key: str, reason: str, author: str) -> Judgement:
    word = str(given.get("decision", ""))
    targets = [str(t) for t in [*given.get("targets", ()), *([given["target"]] if "target" in given else [])]]
    value = dict(given.get("value") or {})
    if word in [d.value for d in _PLAIN]:
        if not targets:
            raise CorrectionRefused(f"{word} needs a target", "the id of a claim or mention, or its first digits")
        targets = [desk.open_record(t).id if word == "reject" else desk.record(t).id for t in targets]
        value |= kept_records(desk.ledger, targets, desk.texts)
    elif word == Decision.CORRECT:
        if len(targets) != 1:
            raise CorrectionRefused("correct takes one target", "one line for each claim or mention")
        target, made = desk.corrected(targets[0], given.get("set") or {})
        targets, value = [target], {**value, **made}
    elif word == Decision.ADD:
        kind = next((k for k in ("claim", "mention") if k in given), "")
        source, made = desk.added(str(given.get("source", "")), kind, given.get(kind) or {})
        targets, value = [source], {**value, **made}
    else:
        known = ", ".join([*(d.value for d in _PLAIN), Decision.CORRECT.value, Decision.ADD.value])
        raise CorrectionRefused(f"no decision {word!r} in a file", f"one of {known}")
    value["line"] = key
    return decided(
        Decision(word),
        targets,
        reason=str(given.get("reason") or reason),
        author=str(given.get("author") or author),
        value=value,
    )
