"""A ledger told as a story: sentences with the claims in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from averment.claim import Claim, Span, Term, Triple
from averment.extraction import Extraction
from averment.judgement import Judgement
from averment.mention import Mention
from averment.method import method
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading
from averment.resolve import run as resolve
from averment.source import Source
from averment.stance import Modality, Stance
from averment.store.ledger import Ledger
from averment.voice import Medium, Role, Voice

TEST = method("test.story", "1")


class Story:
    """Sources of sentences. A sentence is its words; the names in it are given and found in the words."""

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger.open(path)
        self.ledger.put_methods()
        self.claims: list[Claim] = []

    def tell(self, sequence: int, *sentences: dict, **custody: str) -> Source:
        """Add a source. Each sentence: text, triple (subject, predicate, object), voice, stance, modality, dates …"""
        source = Source(f"{sequence:016x}" + "0" * 48, f"doc{sequence}", 1, "2026-01-01T00:00:00Z", **custody)
        text, mentions, claims, passages = "", dict[tuple[int, str], Mention](), [], []
        for said in sentences:
            start, words = len(text), said["text"]
            place = Place(source.id, start, start + len(words))
            triple, voice = said.get("triple"), said.get("voice")
            for name in (
                *(said.get("names", ())),
                *((triple[0], triple[2]) if triple else ()),
                *((voice,) if voice else ()),
            ):
                at = start + words.index(name)
                schema = "Person" if name in ("Ann Vale", "Bo Reed") else "Company"
                mentions[at, name] = Mention(Place(source.id, at, at + len(name)), schema, name, TEST.id)
            for date, edtf in said.get("dates", {}).items():
                at = start + words.index(date)
                value = {"edtf": edtf, "precision": "day"}
                mentions[at, date] = Mention(Place(source.id, at, at + len(date)), "Date", date, TEST.id, value=value)
            claims.append(self._claim(place, words, said, mentions))
            passages.append(Passage(source.id, start, words, method=TEST.id))
            text += words + "\n\n"
        ordered = tuple(m for _, m in sorted(mentions.items(), key=lambda item: item[0]))
        with self.ledger.transaction():
            self.ledger.put_source(source, sequence, "document")
            self.ledger.put_reading(Reading(source.id, "text/plain", text, tuple(passages), (), TEST.id))
            self.ledger.put_extraction(Extraction(source.id, ordered, tuple(claims)))
        self.claims += claims
        return source

    def _claim(self, place: Place, words: str, said: dict, mentions: dict) -> Claim:
        def term(name: str) -> Term:
            at = place.start + words.index(name)
            return Term(name, mentions[at, name].id, "Company", at, at + len(name))

        triple, voice = said.get("triple"), said.get("voice")
        voices = ()
        if voice:
            at = place.start + words.index(voice)
            voices = (Voice(voice, Role.SPEAKER, Medium.SPEECH, at, at + len(voice), mentions[at, voice].id),)
        return Claim(
            place=place,
            quote=words,
            content=Span(place.start, place.end, words),
            stance=Stance(said.get("stance", "asserts")),
            method=TEST.id,
            voices=voices,
            modality=Modality(said.get("modality", "fact")),
            negated=said.get("negated", False),
            triples=(Triple(term(triple[0]), triple[1], term(triple[2])),) if triple else (),
        )

    def resolve(self, *judgements: Judgement) -> "Story":
        resolve(self.ledger, judgements)
        self.ledger.mark("resolve", "done")
        return self

    def entity(self, name: str) -> str:
        found = self.ledger.value("SELECT id FROM entity WHERE name = ?", [name])
        assert found is not None, name
        return str(found)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = Story(tmp_path / "ledger.sqlite")
    yield made
    made.ledger.db.close()
