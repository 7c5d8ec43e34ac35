"""extract: passages become mentions, claims and records of papers, each at its exact place.

    extraction = extract(reading, published="2024-09-25")

A pure function of the reading and its arguments: no clock, no network, no store. (What a case's own endpoint says is an
argument: `models/asking.py` asks, and keeps the answers.) See docs/extract.md.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from averment.extract.coreference import references
from averment.extract.documents import papers
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
    unbroken,
)
from averment.extract.languages import by_language, inside, language_rules
from averment.extract.mentions import mentions
from averment.extract.models import ALONE, Consulted, Outcome
from averment.extract.parsed import ParsedPassage
from averment.extract.speech.claims import claims
from averment.extract.speech.page import pages
from averment.extraction import Extraction
from averment.method import method
from averment.passage import Passage
from averment.problem import Problem
from averment.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

EXTRACT = method("extract", "2", model=MODEL, model_version=MODEL_VERSION)

SECONDS = 900.0
"""How long one source may take before its worker is stopped: 2 million words on a slow core."""

__all__ = ["EXTRACT", "SECONDS", "ParsedPassage", "extract", "parse", "warm"]


def extract(
    reading: Reading, *, published: str | None = None, outlet: str | None = None, consulted: Consulted = ALONE
) -> Extraction:
    """Mentions, claims and papers of one source, in the order of their places, and what could not be done.

    `published` is the EDTF date against which "last week" is understood; by default what the document says of
    itself. `outlet` is who published it ("Reuters"), where custody knows. `consulted` are the models that a case
    names beside the rules, with what they answered.
    """
    parsed, problems = parse_passages(reading)
    models = Outcome(consulted, reading)
    structured = papers(
        reading, mentions(parsed, published=published or reading.published, outlet=outlet, beside=models.names)
    )
    found = list(structured.mentions)
    prose = [p for p in parsed if p.passage.start not in structured.spoken_for]
    referring = references(pages(prose, found), found)
    named = sorted([*found, *referring], key=lambda m: (m.place.start, m.place.end))
    said = [*claims(prose, [*found, *referring], reading), *structured.claims]
    for rules, pieces in by_language(prose):
        said += rules.claims(pieces, inside(pieces, found))
    said = models.claims(named, said)
    return Extraction(
        reading.source,
        tuple(named),
        tuple(sorted(said, key=lambda c: (c.place.start, c.place.end, c.content.start, c.id))),
        (*problems, *models.problems, *structured.problems),
        tuple(models.asked),
        tuple(models.methods.values()),
        structured.papers,
    )


def warm() -> None:
    """Load the language model, so that a worker's first source is not charged for it."""
    parse("Ready.")


def parse_passages(reading: Reading) -> tuple[list[ParsedPassage], list[Problem]]:
    """Every passage, read by the model or the rules of its language; one problem for each language without either."""
    read, skipped, problems = dict[str, list[int]](), dict[str, str](), list[Problem]()
    languages = [language_of(p, reading.language) for p in reading.passages]
    characters = 0
    for index, (passage, code) in enumerate(zip(reading.passages, languages, strict=True)):
        if code != "en" and language_rules(code) is None:
            skipped.setdefault(code, str(passage.place()))
        elif passage.kind not in TABULAR and len(passage.text) <= LONGEST:
            if characters <= MOST < characters + len(passage.text):
                problems.append(_too_long(passage))
            characters += len(passage.text)
            if characters <= MOST:
                read.setdefault(code, []).append(index)
    docs = dict(zip(read.get("en", ()), parse_all([reading.passages[i].text for i in read.get("en", ())]), strict=True))
    own = {i: made for code, at in sorted(read.items()) if code != "en" for i, made in _own(reading, code, at)}
    parsed = [
        ParsedPassage(p, docs[i], language=code)
        if i in docs
        else ParsedPassage(p, _tokens(p, code), analysed=False, language=code, own=own.get(i))
        for i, (p, code) in enumerate(zip(reading.passages, languages, strict=True))
    ]
    problems += [_not_covered(reading.source, language, at) for language, at in sorted(skipped.items())]
    return parsed, problems


def _tokens(passage: Passage, code: str) -> "Doc":
    """Bare tokens of a passage; none where its language has rules of its own, which have their own tokens."""
    return tokens_only("" if language_rules(code) is not None else passage.text)


def _own(reading: Reading, code: str, indices: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """What the rules of a language make of its passages, by the number of the passage."""
    rules = language_rules(code)
    if rules is not None:
        yield from zip(indices, rules.parse([unbroken(reading.passages[i].text) for i in indices]), strict=True)


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
