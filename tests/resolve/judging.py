"""A document whose machine-made records can be replaced, as a newer method of reading or extracting would."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from averment.claim import Claim, Span, Term, Triple
from averment.extraction import Extraction
from averment.judgement import Decision, Judgement
from averment.mention import Mention
from averment.method import Method
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading
from averment.resolve import run
from averment.review import Desk
from averment.source import Source
from averment.stance import Modality, Stance
from averment.store.ledger import Ledger
from averment.store.records import kept_records
from averment.voice import Medium, Role, Voice

METHOD = Method("extract.test", "1")
SOURCE = Source("a1" * 32, "letter.txt", 1, "2026-01-01T00:00:00Z", outlet="The Harbour Post")


class Paper:
    """A ledger with one document in it, and the judgements people make about it."""

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger.open(path)
        self.ledger.put_method(METHOD)
        self.judgements: list[Judgement] = []
        self.text = ""

    # ---- what machines do

    def read(self, text: str, *claims: Claim, mentions: Sequence[Mention] = ()) -> "Paper":
        """A reading and what was extracted from it, in place of the ones before. Each line is a passage."""
        self.text = text
        passages, start = [], 0
        for line in text.splitlines(keepends=True):
            passages.append(Passage(SOURCE.id, start, line.rstrip("\n"), method=METHOD.id))
            start += len(line)
        with self.ledger.transaction():
            self.ledger.put_source(SOURCE, 1, "document")
            self.ledger.put_reading(Reading(SOURCE.id, "text/plain", text, tuple(passages), (), METHOD.id))
            self.ledger.put_extraction(Extraction(SOURCE.id, tuple(mentions), claims))
        return self

    # ---- what people do

    def judge(self, decision: Decision, *targets: str, **value: Any) -> Judgement:
        return self._add(decision, targets, {**value, **kept_records(self.ledger, targets)})

    def correct(self, target: str, **changes: Any) -> Judgement:
        given, value = Desk(self.ledger).corrected(target, changes)
        return self._add(Decision.CORRECT, (given,), value)

    def add(self, kind: str, **given: Any) -> Judgement:
        source, value = Desk(self.ledger).added(SOURCE.id, kind, given)
        return self._add(Decision.ADD, (source,), value)

    def _add(self, decision: Decision, targets: Sequence[str], value: Mapping[str, Any]) -> Judgement:
        at = f"2026-01-02T00:00:{len(self.judgements):02}Z"
        made = Judgement(decision, tuple(targets), "An Editor", at, "read in place", value)
        self.judgements.append(made)
        return made

    def build(self) -> "Paper":
        run(self.ledger, self.judgements)
        self.ledger.mark("resolve", "done")
        return self

    # ---- what holds

    def claims(self) -> dict[str, tuple[str, str, str]]:
        """Every claim: (stance, content, review), by id."""
        rows = self.ledger.rows("SELECT id, stance, content, review FROM claim")
        return {r["id"]: (r["stance"], r["content"], r["review"]) for r in rows}

    def in_force(self) -> set[tuple[str, str, str]]:
        """(stance, content, review) of the claims that count."""
        return {c for c in self.claims().values() if c[2] != "rejected"}

    def rules(self) -> list[str]:
        """By which rules the judgements hold, in order."""
        order = {j.id: n for n, j in enumerate(self.judgements)}
        rows = self.ledger.rows("SELECT judgement, rule FROM anchored")
        return [r["rule"] for r in sorted(rows, key=lambda r: order[r["judgement"]])]

    def held(self, judgement: Judgement) -> str | None:
        found = self.ledger.value("SELECT record FROM anchored WHERE judgement = ?", [judgement.id])
        return None if found is None else str(found)

    def problems(self) -> list[str]:
        return [r["code"] for r in self.ledger.rows("SELECT code FROM problem WHERE stage = 'resolve' ORDER BY code")]

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything judging writes, to compare one way of getting there with another."""
        queries = {
            "claim": "SELECT id, quote, content, stance, review, judgement, replaced_by, method FROM claim ORDER BY id",
            "mention": "SELECT id, text, schema, review, judgement, replaced_by, method FROM mention ORDER BY id",
            "voice": "SELECT * FROM voice ORDER BY 1, 2",
            "triple": "SELECT * FROM triple ORDER BY 1, 2",
            "anchored": "SELECT * FROM anchored ORDER BY judgement, ordinal",
            "member": "SELECT * FROM member ORDER BY mention",
            "problem": "SELECT * FROM problem ORDER BY id",
        }
        return {name: [tuple(r) for r in self.ledger.rows(sql)] for name, sql in queries.items()}


def named(text: str, words: str, schema: str = "Company", nth: int = 0, **value: Any) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mention(Place(SOURCE.id, start, start + len(words)), schema, words, METHOD.id, value)


def says(
    text: str,
    quote: str,
    content: str,
    *speakers: str,
    stance: Stance = Stance.ASSERTS,
    medium: Medium = Medium.SPEECH,
    modality: Modality = Modality.FACT,
    negated: bool = False,
    triples: Sequence[tuple[str, str, str]] = (),
) -> Claim:
    """A claim, each part given by its words."""
    start = text.index(quote)
    inside = start + quote.index(content)
    voices = []
    for name in speakers:
        at = text.index(name)
        voices.append(Voice(name, Role.SPEAKER, medium, at, at + len(name)))
    return Claim(
        Place(SOURCE.id, start, start + len(quote)),
        quote,
        Span(inside, inside + len(content), content),
        stance,
        METHOD.id,
        voices=tuple(voices),
        modality=modality,
        negated=negated,
        triples=tuple(Triple(_term(text, s), p, _term(text, o)) for s, p, o in triples),
    )


def _term(text: str, words: str) -> Term:
    mention = named(text, words)
    return Term(words, mention.id, mention.schema, mention.place.start, mention.place.end)
