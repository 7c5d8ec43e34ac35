"""Values of a Chinese passage: identifiers, dates, money, quantities."""

from collections.abc import Iterator

from averment.extract.chinese.dates import dates
from averment.extract.chinese.identifiers import identifiers, laws
from averment.extract.chinese.money import money
from averment.extract.chinese.page import page_of
from averment.extract.chinese.quantities import quantities
from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.values.calendar import Published


def values(piece: ParsedPassage, published: Published | None) -> Iterator[Found]:
    """Every date, sum of money and quantity of a passage, in words and figures of Chinese."""
    page = page_of(piece)
    yield from identifiers(page)
    yield from laws(page)
    yield from money(page)
    yield from dates(page, published)
    yield from quantities(page)
