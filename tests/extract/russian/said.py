"""Claims and mentions of a small Russian text, for the tests of its rules."""

from averment.claim import Claim
from averment.extract import extract
from averment.extraction import Extraction
from averment.mention import Mention
from averment.passage import Passage
from averment.reading import Reading

SOURCE = "0" * 16


def found_in(text: str, published: str | None = "2024-09-26", outlet: str | None = None) -> Extraction:
    """Everything found in a text of one passage a line; every place is checked to hold the words it says."""
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(SOURCE, at, line, language="ru"))
        at += len(line) + 1
    reading = Reading(SOURCE, "text/plain", text, tuple(passages), (), "test", language="ru")
    found = extract(reading, published=published, outlet=outlet)
    for mention in found.mentions:
        assert text[mention.place.start : mention.place.end] == mention.text
    for claim in found.claims:
        spans = [claim.content, *([claim.cue] if claim.cue else [])]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert text[claim.place.start : claim.place.end] == claim.quote
        assert all(text[v.start : v.end] == v.name for v in claim.voices if v.start is not None)
        ends = [t for triple in claim.triples for t in (triple.subject, triple.object)]
        assert all(text[t.start : t.end] == t.text for t in ends if t.start is not None)
    assert len({c.id for c in found.claims}) == len(found.claims)
    return found


def names(text: str) -> list[tuple[str, str]]:
    """(schema, words) of the names, without references."""
    values = ("Date", "Quantity", "Money", "Identifier")
    return [
        (m.schema, m.text) for m in found_in(text).mentions if m.schema not in values and not m.value.get("reference")
    ]


def values(text: str, schema: str, published: str | None = "2024-09-26") -> list[Mention]:
    """The mentions of one schema."""
    return [m for m in found_in(text, published).mentions if m.schema == schema]


def said(text: str) -> list[tuple[str, str, str]]:
    """(stance, chain of voices, content) of every claim somebody makes."""
    return [
        (str(c.stance), " < ".join(v.name for v in c.voices), c.content.text) for c in found_in(text).claims if c.voices
    ]


def the_claim(text: str) -> Claim:
    """The only claim that somebody makes."""
    (claim,) = (c for c in found_in(text).claims if c.voices)
    return claim


def triples(text: str) -> list[tuple[str, str, str]]:
    """(subject, predicate, object) of every relation."""
    return [(t.subject.text, t.predicate, t.object.text) for c in found_in(text).claims for t in c.triples]
