"""extract: passages become mentions and claims, each at its exact place.

    extraction = extract(reading, published="2024-09-25")

A pure function of the reading and its arguments: no clock, no network, no store. See docs/extract.md.
"""

from averment.extract.language import (
    LONGEST,
    MODEL,
    MODEL_VERSION,
    MOST,
    TABULAR,
    language_of,
    parse,
    parse_all,
    tokens_only,
)
from averment.extract.mentions import mentions
from averment.extract.parsed import ParsedPassage
from averment.extract.speech.claims import claims
from averment.extraction import Extraction
from averment.method import method
from averment.passage import Passage
from averment.problem import Problem
from averment.reading import Reading

EXTRACT = method("extract", "1", model=MODEL, model_version=MODEL_VERSION)

SECONDS = 600.0
"""How long one source may take before its worker is stopped: 2 million words on a slow core."""

__all__ = ["EXTRACT", "SECONDS", "ParsedPassage", "extract", "parse", "warm"]


def extract(reading: Reading, *, published: str | None = None, outlet: str | None = None) -> Extraction:
    """Mentions and claims of one source, in the order of their places, and what could not be done.

    `published` is the EDTF date against which "last week" is understood; by default what the document says of
    itself. `outlet` is who published it ("Reuters"), where custody knows.
    """
    parsed, problems = parse_passages(reading)
    found = mentions(parsed, published=published or reading.published, outlet=outlet)
    said = claims(parsed, found, reading)
    return Extraction(
        reading.source,
        tuple(found),
        tuple(sorted(said, key=lambda c: (c.place.start, c.place.end, c.content.start, c.id))),
        tuple(problems),
    )


def warm() -> None:
    """Load the language model, so that a worker's first source is not charged for it."""
    parse("Ready.")


def parse_passages(reading: Reading) -> tuple[list[ParsedPassage], list[Problem]]:
    """Every passage, read by the model where it is English prose; one problem for each language that has no model."""
    english, skipped, problems = set[int](), dict[str, str](), list[Problem]()
    characters = 0
    for index, passage in enumerate(reading.passages):
        language = language_of(passage, reading.language)
        if language != "en":
            skipped.setdefault(language, str(passage.place()))
        elif passage.kind not in TABULAR and len(passage.text) <= LONGEST:
            if characters <= MOST < characters + len(passage.text):
                problems.append(_too_long(passage))
            characters += len(passage.text)
            if characters <= MOST:
                english.add(index)
    docs = parse_all([p.text for i, p in enumerate(reading.passages) if i in english])
    parsed = [
        ParsedPassage(p, next(docs)) if i in english else ParsedPassage(p, tokens_only(p.text), analysed=False)
        for i, p in enumerate(reading.passages)
    ]
    problems += [_not_covered(reading.source, language, at) for language, at in sorted(skipped.items())]
    return parsed, problems


def _too_long(first: Passage) -> Problem:
    return Problem(
        "extract",
        "too_long",
        f"more than {MOST:,} characters: from here on only patterns were searched, and no claims were extracted",
        "split the document and add the parts",
        first.source,
        str(first.place()),
        EXTRACT.id,
    )


def _not_covered(source: str, language: str, locator: str) -> Problem:
    return Problem(
        "extract",
        "language_not_covered",
        f"text in language {language!r}: names without a legal form, dates in words and claims were not extracted",
        "read these passages yourself; identifiers, money, figures with units and company forms were still found",
        source,
        locator,
        EXTRACT.id,
    )
