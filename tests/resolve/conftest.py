"""A ledger with documents made of names."""

import json
from pathlib import Path

import pytest

from averment.extraction import Extraction
from averment.judgement import Decision, Judgement
from averment.mention import Mention
from averment.method import method
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading
from averment.resolve import run
from averment.source import Source
from averment.store.ledger import Ledger

TEST = method("test.resolve", "1")


class Pile:
    """A ledger to add documents to: rows of names, (schema, text) or (schema, text, index of its full name).

    A fourth entry makes a reference of it: "pronoun" or "description"; with index None one that stands for several.
    """

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger.open(path)
        self.ledger.put_methods()
        self.mentions: dict[int, list[Mention]] = {}

    def add(self, sequence: int, *names: tuple) -> "Pile":
        source = Source(f"{sequence:016x}" + "0" * 48, f"doc{sequence}", 1, "2026-01-01T00:00:00Z")
        text, mentions = "", []
        for schema, name, *alias in names:
            place = Place(source.id, len(text), len(text) + len(name))
            target = mentions[alias[0]].id if alias and alias[0] is not None else None
            reason = "in brackets" if alias else None
            value = {"reference": alias[1]} if len(alias) > 1 else {}
            mentions.append(Mention(place, schema, name, TEST.id, value, alias_of=target, alias_reason=reason))
            text += name + "\n"
        with self.ledger.transaction():
            self.ledger.put_source(source, sequence, "document")
            passages = (Passage(source.id, 0, text, method=TEST.id),)
            self.ledger.put_reading(Reading(source.id, "text/plain", text, passages, (), TEST.id))
            self.ledger.put_extraction(Extraction(source.id, tuple(mentions), ()))
        self.mentions[sequence] = mentions
        return self

    def resolve(self, *judgements: Judgement) -> "Pile":
        run(self.ledger, judgements)
        self.ledger.mark("resolve", "done")
        return self

    def entities(self) -> list[tuple[str, ...]]:
        rows = self.ledger.rows("SELECT schema, name, names_json FROM entity ORDER BY name, id")
        return [(r["schema"], *json.loads(r["names_json"])) for r in rows]

    def same(self, a: Mention, b: Mention) -> bool:
        found = [self.ledger.value("SELECT entity FROM member WHERE mention = ?", [m.id]) for m in (a, b)]
        assert None not in found
        return found[0] == found[1]

    def codes(self) -> list[str]:
        return [r["code"] for r in self.ledger.rows("SELECT code FROM problem WHERE stage = 'resolve' ORDER BY id")]

    def result(self) -> dict[str, list[tuple]]:
        """Everything that others read of resolving."""
        queries = {
            "entity": "SELECT * FROM entity ORDER BY id",
            "member": "SELECT * FROM member ORDER BY mention",
            "judgement": "SELECT * FROM judgement ORDER BY id",
            "problem": "SELECT * FROM problem ORDER BY id",
        }
        return {name: [tuple(r) for r in self.ledger.rows(sql)] for name, sql in queries.items()}


@pytest.fixture
def pile(tmp_path: Path) -> Pile:
    return Pile(tmp_path / "ledger.sqlite")


def judged(decision: Decision, *targets: str, at: str = "2026-01-02T00:00:00Z", **value: object) -> Judgement:
    return Judgement(decision, targets, "An Editor", at, "seen in the register", value)
