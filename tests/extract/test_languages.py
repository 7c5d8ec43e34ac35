"""A language with rules of its own: it gets its passages, and what it finds stands beside the rest."""

import sys
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest

from averment.claim import Claim, Span
from averment.extract import extract, languages
from averment.extract.found import Found
from averment.extract.languages import Language
from averment.extract.parsed import ParsedPassage
from averment.extract.values.calendar import Published
from averment.mention import Mention
from averment.passage import Passage
from averment.reading import Reading
from averment.stance import Stance

SOURCE = "0" * 16
ENGLISH = "Norvane Ltd sold engines to Orlan Ltd."
OTHER = "Norvane Ltd mar 5 kg, tas Tolmar dis kor; so mar 14.07.2023 kor tas ke dis."


def parse(texts: Sequence[str]) -> Iterator[list[str]]:
    for text in texts:
        yield text.split()


def names(pieces: Sequence[ParsedPassage], outlet: str | None) -> list[Found]:
    assert [p.own for p in pieces] == [OTHER.split()]
    at = pieces[0].passage.start + OTHER.index("Tolmar")
    return [Found(at, at + 6, "Company", "names@0")]


def values(piece: ParsedPassage, published: Published | None) -> list[Found]:
    at = piece.passage.start + OTHER.index("5 kg")
    return [Found(at, at + 4, "Quantity", "values@0", {"value": 5, "unit": "own"})]


def aliases(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Mention]:
    return list(mentions)


def claims(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Claim]:
    place = pieces[0].passage.place()
    assert all(m.place.start >= place.start for m in mentions)
    return [Claim(place, OTHER, Span(place.start, place.end, OTHER), Stance.DENIES, "claims@0")]


@pytest.fixture
def _tolmarish(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(LANGUAGE=Language("vo", parse, names, values, aliases, claims))
    monkeypatch.setitem(sys.modules, "tolmarish", module)
    monkeypatch.setitem(languages.MODULES, "vo", "tolmarish")


@pytest.mark.usefixtures("_tolmarish")
def test_its_passages_go_to_its_rules_and_the_others_stay_as_they_were() -> None:
    passages = (
        Passage(SOURCE, 0, ENGLISH, language="en"),
        Passage(SOURCE, len(ENGLISH) + 1, OTHER, language="vo"),
    )
    found = extract(Reading(SOURCE, "text/plain", f"{ENGLISH}\n{OTHER}", passages, (), "test", language="en"))
    assert [(m.text, m.schema) for m in found.mentions] == [
        ("Norvane Ltd", "Company"),
        ("Orlan Ltd.", "Company"),
        ("Norvane Ltd", "Company"),  # known from the English part
        ("5 kg", "Quantity"),
        ("Tolmar", "Company"),
        ("14.07.2023", "Date"),  # by the patterns for every language
    ]
    assert [m.value["unit"] for m in found.mentions if m.schema == "Quantity"] == ["own"]
    assert [(c.stance, c.method) for c in found.claims] == [("asserts", "extract.claims@2"), ("denies", "claims@0")]
    assert found.problems == ()
