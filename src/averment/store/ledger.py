"""The ledger: claims, mentions, entities and findings in one SQLite file.

Verbs meet here. Writing goes through the methods below, one source or one stage at a time, so that a build can
be stopped anywhere; reading is SQL, against the schema in schema.sql:

    with Ledger.open(path) as ledger:
        for row in ledger.rows("SELECT stance, count(*) AS n FROM claim GROUP BY stance"):
            print(row["stance"], row["n"])
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from averment.claim import Claim
from averment.extraction import Extraction
from averment.identity import canonical_json
from averment.mention import Mention
from averment.method import METHODS, Method
from averment.passage import Anchor, Passage
from averment.problem import Problem
from averment.reading import Reading
from averment.source import Source
from averment.store.migrate import check, migrate
from averment.store.papers import field_rows, line_rows, paper_row

Row = sqlite3.Row


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger. One process writes at a time (the case's lock sees to it); any number read."""

    db: sqlite3.Connection

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Ledger":
        """Open the file, creating and migrating it unless `read_only`.

        Raises `LedgerVersionError`, and `sqlite3.DatabaseError` when the file is no ledger.
        """
        if read_only:
            db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            check(db)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # derived: a lost last second is rebuilt
            migrate(db)
        db.execute("PRAGMA foreign_keys = ON")
        db.row_factory = sqlite3.Row
        return cls(db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    # ---- reading

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """All rows of a query; columns by name."""
        return self.db.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self.db.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def reading(self, source: str) -> Reading | None:
        """What was read of a source, as `extract` wants it."""
        row = self.row("SELECT * FROM reading WHERE source = ?", [source])
        if row is None:
            return None
        return Reading(
            source=source,
            media_type=row["media_type"],
            text=row["text"],
            passages=tuple(self.passages(source)),
            problems=(),
            method=row["method"],
            language=row["language"],
            title=row["title"],
            author=row["author"],
            published=row["published"],
        )

    def passages(self, source: str) -> Iterator[Passage]:
        """The passages of a source in order."""
        for row in self.rows("SELECT * FROM passage WHERE source = ? ORDER BY ordinal", [source]):
            yield Passage(
                source=source,
                start=row["start"],
                text=row["text"],
                kind=row["kind"],
                language=row["language"],
                confidence=row["confidence"],
                page=row["page"],
                sheet=row["sheet"],
                row=row["row"],
                part=row["part"],
                anchors=tuple(
                    Anchor(start, end, None if box is None else tuple(box), column, *confidence)
                    for start, end, box, column, *confidence in json.loads(row["anchors_json"])
                ),
                method=row["method"],
            )

    # ---- writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows, each a mapping from column to value. A key ending in `_json` is written as canonical JSON."""
        prepared = [{k: canonical_json(v) if k.endswith("_json") else v for k, v in row.items()} for row in rows]
        if not prepared:
            return
        columns = ", ".join(f'"{c}"' for c in prepared[0])
        marks = ", ".join("?" for _ in prepared[0])
        self.db.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names come from our own code
            [tuple(row.values()) for row in prepared],
        )

    def put_method(self, method: Method) -> None:
        """Record a method once."""
        self.db.execute(
            "INSERT OR IGNORE INTO method VALUES (?, ?, ?, ?)",
            [method.id, method.name, method.version, canonical_json(dict(method.parameters))],
        )

    def put_methods(self) -> None:
        """Record every registered method, before the records that name them."""
        for method in METHODS.values():
            self.put_method(method)

    def put_source(self, source: Source, sequence: int, kind: str) -> None:
        """Copy what custody says of a source; what custody says later replaces what it said before."""
        values = [
            source.id, sequence, source.sha256, source.name, source.size, kind, source.received_at,
            source.received_from, source.origin, source.outlet, source.published, source.protection,
        ]  # fmt: skip
        columns = (
            "id, sequence, sha256, name, size, kind, received_at, received_from, origin, outlet, published, protection"
        )
        updates = ", ".join(f"{c} = excluded.{c}" for c in columns.split(", ")[3:])
        self.db.execute(
            f"INSERT INTO source ({columns}) VALUES ({', '.join('?' * len(values))}) "  # noqa: S608
            f"ON CONFLICT (id) DO UPDATE SET {updates}",
            values,
        )

    def drop_reading(self, source: str) -> None:
        """Forget a source's text and all that was found in it, problems too."""
        for table in ("claim", "mention", "passage", "reading"):
            self.db.execute(f"DELETE FROM {table} WHERE source = ?", [source])  # noqa: S608
        for stage in ("read", "extract"):
            self.put_problems(stage, source, ())
            self.forget(stage, source)

    def put_reading(self, reading: Reading) -> None:
        """Replace what is known of a source's text. Its mentions and claims go: they pointed into the old text."""
        for table in ("asked", "paper", "claim", "mention", "passage", "reading"):
            self.db.execute(f"DELETE FROM {table} WHERE source = ?", [reading.source])  # noqa: S608
        self.forget("extract", reading.source)
        self.forget_judged(reading.source)
        self.insert(
            "reading",
            [
                {
                    "source": reading.source,
                    "media_type": reading.media_type,
                    "language": reading.language,
                    "title": reading.title,
                    "author": reading.author,
                    "published": reading.published,
                    "text": reading.text,
                    "method": reading.method,
                }
            ],
        )
        self.insert("passage", (_passage_row(n, p) for n, p in enumerate(reading.passages)))
        self.put_problems("read", reading.source, reading.problems)

    def put_extraction(self, extraction: Extraction) -> None:
        """Replace the mentions, claims and papers of a source."""
        for table in ("asked", "paper", "claim", "mention"):
            self.db.execute(f"DELETE FROM {table} WHERE source = ?", [extraction.source])  # noqa: S608
        for method in extraction.methods:
            self.put_method(method)
        self.forget_judged(extraction.source)
        self.insert("asked", ({"source": extraction.source, **asdict(a)} for a in extraction.asked))
        self.put_mentions(extraction.mentions)
        self.put_claims(extraction.claims)
        self.insert("paper", (paper_row(p) for p in extraction.papers))
        self.insert("paper_line", (row for p in extraction.papers for row in line_rows(p)))
        self.insert("paper_field", (row for p in extraction.papers for row in field_rows(p)))
        self.put_problems("extract", extraction.source, extraction.problems)

    def put_mentions(self, mentions: Iterable[Mention]) -> None:
        """Add mentions: an extraction's, or those that judgements made."""
        self.insert("mention", (_mention_row(m) for m in mentions))

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Add claims, with their voices and triples: an extraction's, or those that judgements made."""
        self.insert("claim", (_claim_row(c) for c in claims))
        self.insert("voice", (row for c in claims for row in _voice_rows(c)))
        self.insert("triple", (row for c in claims for row in _triple_rows(c)))

    def put_problems(self, stage: str, source: str | None, problems: Iterable[Problem]) -> None:
        """Replace the problems of a stage with one source, or with the case when `source` is None."""
        self.db.execute("DELETE FROM problem WHERE stage = ? AND source IS ?", [stage, source])
        self.db.executemany(
            "INSERT OR IGNORE INTO problem VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(p.id, p.stage, p.code, p.source, p.locator, p.message, p.hint, p.method) for p in problems],
        )

    # ---- what has been done

    def fingerprint(self, stage: str, source: str = "") -> str | None:
        """What the stage's last result depended on, or None when it has not been done."""
        found = self.value("SELECT fingerprint FROM done WHERE stage = ? AND source = ?", [stage, source])
        return None if found is None else str(found)

    def mark(self, stage: str, fingerprint: str, source: str = "") -> None:
        """Note that a stage is done."""
        self.db.execute("INSERT OR REPLACE INTO done VALUES (?, ?, ?)", [stage, source, fingerprint])

    def forget(self, stage: str, source: str | None = None) -> None:
        """Note that a stage must be done again: for one source, or for all when `source` is None."""
        if source is None:
            self.db.execute("DELETE FROM done WHERE stage = ?", [stage])
        else:
            self.db.execute("DELETE FROM done WHERE stage = ? AND source = ?", [stage, source])

    def forget_judged(self, source: str) -> None:
        """Note that people's judgements must be applied to the source again: its records are new."""
        self.db.execute("DELETE FROM judged_source WHERE source = ?", [source])


def _passage_row(ordinal: int, passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "source": passage.source,
        "ordinal": ordinal,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "kind": passage.kind,
        "language": passage.language,
        "confidence": passage.confidence,
        "page": passage.page,
        "sheet": passage.sheet,
        "row": passage.row,
        "part": passage.part,
        "anchors_json": [_anchor(a) for a in passage.anchors],
        "method": passage.method,
    }


def _mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "source": mention.place.source,
        "start": mention.place.start,
        "end": mention.place.end,
        "locator": str(mention.place),
        "schema": mention.schema,
        "text": mention.text,
        "value_json": dict(mention.value),
        "alias_of": mention.alias_of,
        "alias_reason": mention.alias_reason,
        "method": mention.method,
    }


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "source": claim.place.source,
        "start": claim.place.start,
        "end": claim.place.end,
        "locator": str(claim.place),
        "quote": claim.quote,
        "content_start": claim.content.start,
        "content_end": claim.content.end,
        "content": claim.content.text,
        "further_json": [[s.start, s.end, s.text] for s in claim.further],
        "cue_start": claim.cue.start if claim.cue else None,
        "cue_end": claim.cue.end if claim.cue else None,
        "cue": claim.cue.text if claim.cue else None,
        "stance": claim.stance,
        "modality": claim.modality,
        "negated": int(claim.negated),
        "method": claim.method,
    }


def _voice_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for ordinal, voice in enumerate(claim.voices):
        yield {
            "claim": claim.id,
            "ordinal": ordinal,
            "name": voice.name,
            "role": voice.role,
            "medium": voice.medium,
            "start": voice.start,
            "end": voice.end,
            "mention": voice.mention,
            "count": voice.count,
            "anonymous": int(voice.anonymous),
        }


def _triple_rows(claim: Claim) -> Iterator[dict[str, Any]]:
    for ordinal, triple in enumerate(claim.triples):
        subject, object_ = triple.subject, triple.object
        yield {
            "claim": claim.id,
            "ordinal": ordinal,
            "subject": subject.text,
            "subject_mention": subject.mention,
            "subject_schema": subject.schema,
            "subject_start": subject.start,
            "subject_end": subject.end,
            "predicate": triple.predicate,
            "object": object_.text,
            "object_mention": object_.mention,
            "object_schema": object_.schema,
            "object_start": object_.start,
            "object_end": object_.end,
            "qualifiers_json": dict(triple.qualifiers),
        }


def _anchor(anchor: Anchor) -> list[object]:
    plain: list[object] = [anchor.start, anchor.end, anchor.box, anchor.column]
    return plain if anchor.confidence is None else [*plain, anchor.confidence]
