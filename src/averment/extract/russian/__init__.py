"""Russian: names, values, aliases and claims of its own, at the level of the English rules.

Morphology, syntax and guesses of names are those of compact models (`text`); everything else is rules over them and
tables in `averment/data/russian_*.yaml`.
"""

from collections.abc import Iterator

from averment.extract.found import Found
from averment.extract.languages import Language
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.aliases import aliases
from averment.extract.russian.amounts import amounts
from averment.extract.russian.candidate import Taken
from averment.extract.russian.dates import dates
from averment.extract.russian.naming import names
from averment.extract.russian.papers import papers
from averment.extract.russian.speech.claims import claims
from averment.extract.russian.text import parse
from averment.extract.values.calendar import Published


def values(piece: ParsedPassage, published: Published | None) -> Iterator[Found]:
    """Dates, money, quantities and the numbers of papers."""
    taken = Taken()
    for found in (*papers(piece), *dates(piece, published), *amounts(piece)):
        if not taken.touches(found.start, found.end):
            taken.add(found.start, found.end)
            yield found


LANGUAGE = Language("ru", parse, names, values, aliases, claims)

__all__ = ["LANGUAGE"]
