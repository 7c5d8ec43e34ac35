"""Papers of small texts, with every offset checked."""

from itertools import pairwise

from averment.extract import extract
from averment.extraction import Extraction
from averment.identity import sha256_hex
from averment.paper import Paper
from averment.read import read
from averment.reading import Reading
from averment.source import Source


def reading_of(data: bytes, name: str, tmp_path) -> Reading:  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_bytes(data)
    return read(path, Source(sha256_hex(data), name, len(data), "1970-01-01T00:00:00Z"))


def checked(reading: Reading) -> Extraction:
    """What is extracted, after every word, label, quote and mention was compared with the text."""
    found = extract(reading)
    for paper in found.papers:
        for field in (*paper.fields, *(f for line in paper.lines for f in line.fields)):
            stretches = [*field.words, *([field.label] if field.label else [])]
            assert all(reading.text[s.start : s.end] == s.text for s in stretches), field
            assert field.place.start == field.words[0].start
            assert field.mention is None or field.mention in {m.id for m in found.mentions}
        assert paper.title is None or reading.text[paper.title.start : paper.title.end] == paper.title.text
    for claim in found.claims:
        assert reading.text[claim.place.start : claim.place.end] == claim.quote
        assert reading.text[claim.content.start : claim.content.end] == claim.content.text
        assert all(reading.text[v.start : v.end] == v.name for v in claim.voices if v.start is not None)
    mentions = sorted(found.mentions, key=lambda m: m.place.start)
    assert all(a.place.end <= b.place.start for a, b in pairwise(mentions))
    assert all(reading.text[m.place.start : m.place.end] == m.text for m in mentions)
    return found


def fields_of(paper: Paper) -> dict[str, str]:
    """Name (with the party it belongs to) to words; the first of each."""
    made: dict[str, str] = {}
    for field in paper.fields:
        made.setdefault(f"{field.of}.{field.name}" if field.of else field.name, field.text)
    return made
