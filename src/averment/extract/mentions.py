"""All mentions of a source: finders propose, overlaps are settled, short names are tied to their full ones."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from averment.extract.found import Found, settle
from averment.extract.language import unbroken
from averment.extract.names.aliases import Alias, aliases, with_aliases
from averment.extract.names.naming import Names, names
from averment.extract.parsed import ParsedPassage
from averment.extract.values.calendar import Published
from averment.extract.values.dates import dates
from averment.extract.values.identifiers import identifiers
from averment.extract.values.money import money
from averment.extract.values.quantities import quantities
from averment.mention import Mention


def mentions(
    parsed: Sequence[ParsedPassage], *, published: str | None = None, outlet: str | None = None
) -> list[Mention]:
    """The mentions of one source, in the order of their places; they never overlap.

    `published` is an EDTF date, `outlet` the name of who published the source, where they are known.
    """
    ordered = sorted(parsed, key=lambda p: p.passage.start)
    day = Published.parse(published)
    named = names(ordered, outlet)
    values = [found for piece in ordered for found in _values(piece, day)]
    made = _as_mentions(ordered, settle([*values, *named.found]))
    tied = aliases(ordered, made)
    return with_aliases(_one_kind(made, tied, named), tied)


def _values(piece: ParsedPassage, published: Published | None) -> Iterable[Found]:
    yield from identifiers(piece.passage)
    yield from money(piece.passage)
    yield from dates(piece, published)
    yield from quantities(piece)


def _as_mentions(ordered: Sequence[ParsedPassage], settled: Sequence[Found]) -> list[Mention]:
    made, index = [], 0
    for found in settled:
        while ordered[index].passage.end < found.end:
            index += 1
        piece = ordered[index]
        words = piece.words(found.start, found.end)
        place = piece.place(found.start, found.end)
        made.append(Mention(place, found.schema, words, found.method, dict(found.value)))
    return made


def _one_kind(made: Sequence[Mention], tied: Sequence[Alias], named: Names) -> list[Mention]:
    """A short name and its full one are one thing, so of one kind: the kind of whichever is better known."""
    kind = dict(named.schemata)
    for alias in tied:
        if alias.short not in kind or alias.full not in kind:
            continue
        weights = named.weights.get(alias.short, 0.0), named.weights.get(alias.full, 0.0)
        better = alias.short if weights[0] > weights[1] else alias.full
        if kind[better] == "Organization":  # the wider word says less than any other
            better = alias.full if better == alias.short else alias.short
        kind[alias.short] = kind[alias.full] = kind[better]
    typed = []
    for mention in made:
        schema = kind.get(unbroken(mention.text)) if mention.schema in _TYPED else None
        typed.append(replace(mention, schema=schema) if schema else mention)
    return typed


_TYPED = frozenset({"Person", "Company", "Organization", "PublicBody", "Good", "Vessel"})
