"""Claims of a small text, through the whole of extract."""

from collections.abc import Callable

import pytest

from averment.claim import Claim
from averment.extract import extract
from averment.passage import Passage
from averment.reading import Reading

SOURCE = "0" * 16


def reading_of(text: str) -> Reading:
    """A text as a reading with one passage a line."""
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(SOURCE, at, line, language="en"))
        at += len(line) + 1
    return Reading(SOURCE, "text/plain", text, tuple(passages), (), "test", language="en")


@pytest.fixture(scope="session")
def claims_of() -> Callable[[str], tuple[Claim, ...]]:
    """The claims of a text; every one is checked to lie where it says."""

    def find(text: str) -> tuple[Claim, ...]:
        claims = extract(reading_of(text)).claims
        for claim in claims:
            spans = [claim.content, *([claim.cue] if claim.cue else [])]
            assert all(text[s.start : s.end] == s.text for s in spans)
            assert text[claim.place.start : claim.place.end] == claim.quote
            assert all(text[v.start : v.end] == v.name for v in claim.voices if v.start is not None)
        assert len({c.id for c in claims}) == len(claims)
        return claims

    return find
