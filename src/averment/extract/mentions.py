"""All mentions of a source: finders propose, overlaps are settled, short names are tied to their full ones."""

from collections.abc import Iterable, Sequence

from averment.extract.dates import dates
from averment.extract.edtf import Published
from averment.extract.found import Found, settle
from averment.extract.identifiers import identifiers
from averment.extract.money import money
from averment.extract.names import names
from averment.extract.parsed import ParsedPassage
from averment.extract.quantities import quantities
from averment.mention import Mention


def mentions(
    parsed: Sequence[ParsedPassage], *, published: str | None = None, outlet: str | None = None
) -> list[Mention]:
    """The mentions of one source, in the order of their places; they never overlap."""
    day = Published.parse(published)
    named = names(parsed, outlet)
    proposals = [found for piece in parsed for found in _values(piece, day)]
    settled = settle([*proposals, *named.found])
    return _as_mentions(parsed, settled)


def _values(piece: ParsedPassage, published: Published | None) -> Iterable[Found]:
    yield from identifiers(piece.passage)
    yield from money(piece.passage)
    yield from dates(piece, published)
    yield from quantities(piece)


def _as_mentions(parsed: Sequence[ParsedPassage], settled: Sequence[Found]) -> list[Mention]:
    made, index = [], 0
    ordered = sorted(parsed, key=lambda p: p.passage.start)
    for found in settled:
        while ordered[index].passage.end < found.end:
            index += 1
        piece = ordered[index]
        words = piece.words(found.start, found.end)
        place = piece.place(found.start, found.end)
        made.append(Mention(place, found.schema, words, found.method, dict(found.value)))
    return made
