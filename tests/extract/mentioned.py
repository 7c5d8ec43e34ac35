"""Mentions of a small text, for the tests of their finders."""

import itertools

from averment.extract import extract
from averment.mention import Mention
from averment.passage import Passage
from averment.reading import Reading

SOURCE = "0" * 16


def reading_of(text: str, language: str | None = "en", kind: str = "paragraph") -> Reading:
    """A text as a reading with one passage a line."""
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(SOURCE, at, line, language=language, kind=kind))
        at += len(line) + 1
    return Reading(SOURCE, "text/plain", text, tuple(passages), (), "test", language=language)


def mentions_of(
    text: str, published: str | None = None, language: str | None = "en", kind: str = "paragraph"
) -> tuple[Mention, ...]:
    """The names and values of a text; each is checked to lie where it says, and none to overlap the next."""
    everything = extract(reading_of(text, language, kind), published=published).mentions
    found = tuple(m for m in everything if not m.value.get("reference"))
    for mention in everything:
        assert text[mention.place.start : mention.place.end] == mention.text
        assert mention.text == mention.text.strip(" \n“”\"'")
    for one, other in itertools.pairwise(found):
        assert one.place.end <= other.place.start
    return found


def by_schema(text: str, schema: str, **more: str) -> list[str]:
    """The words of the mentions of one schema, in order."""
    return [m.text for m in mentions_of(text, **more) if m.schema == schema]


def value_of(text: str, schema: str, published: str | None = None) -> dict[str, object]:
    """The value of the only mention of a schema."""
    (found,) = (m for m in mentions_of(text, published) if m.schema == schema)
    return dict(found.value)
