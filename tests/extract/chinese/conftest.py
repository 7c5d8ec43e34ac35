"""Extraction of a small Chinese text, through the whole of extract."""

from collections.abc import Callable

import pytest

from averment.extract import extract
from averment.extraction import Extraction
from averment.passage import Passage
from averment.read.language import with_languages
from averment.reading import Reading

SOURCE = "0" * 16


def reading_of(text: str, *, whole: bool = False) -> Reading:
    """A text as a reading with one passage a line, or as one passage."""
    passages, at = [], 0
    for line in [text] if whole else text.split("\n"):
        if line.strip():
            passages.append(Passage(SOURCE, at, line))
        at += len(line) + 1
    language, known = with_languages(passages)
    return Reading(SOURCE, "text/plain", text, tuple(known), (), "test", language=language or "zh")


@pytest.fixture(scope="session")
def extracted() -> Callable[..., Extraction]:
    """What is found in a text; every place is checked against it."""

    def find(text: str, published: str | None = "2024-09-26", *, whole: bool = False) -> Extraction:
        found = extract(reading_of(text, whole=whole), published=published)
        for mention in found.mentions:
            assert text[mention.place.start : mention.place.end] == mention.text
        for claim in found.claims:
            assert text[claim.place.start : claim.place.end] == claim.quote
            for span in (claim.content, *([claim.cue] if claim.cue else [])):
                assert text[span.start : span.end] == span.text
                assert span.text
            assert all(text[v.start : v.end] == v.name for v in claim.voices if v.start is not None)
            for triple in claim.triples:
                for term in (triple.subject, triple.object):
                    assert term.start is None or text[term.start : term.end] == term.text
        assert len({c.id for c in found.claims}) == len(found.claims)
        return found

    return find
