"""All mentions of a source: finders propose, overlaps are settled, short names are tied to their full ones."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from averment.extract.found import Found, settle
from averment.extract.language import unbroken
from averment.extract.languages import Language, by_language, inside, language_rules
from averment.extract.names.aliases import Alias, aliases, with_aliases
from averment.extract.names.forces import forces, laws
from averment.extract.names.naming import Names, everywhere, names
from averment.extract.parsed import ParsedPassage
from averment.extract.values.calendar import Published
from averment.extract.values.dates import dates
from averment.extract.values.identifiers import identifiers
from averment.extract.values.money import money
from averment.extract.values.quantities import quantities
from averment.mention import Mention

Beside = Callable[[Sequence[ParsedPassage], list[Found]], list[Found]]
"""Takes the passages and the names that the rules found, gives the names that are used."""


def mentions(
    parsed: Sequence[ParsedPassage],
    *,
    published: str | None = None,
    outlet: str | None = None,
    beside: Beside | None = None,
) -> list[Mention]:
    """The mentions of one source, in the order of their places; they never overlap.

    `published` is an EDTF date, `outlet` the name of who published the source, where they are known. `beside` may
    add the names of a model to those of the rules, or take some away.
    """
    ordered = sorted(parsed, key=lambda p: p.passage.start)
    ruled = by_language(ordered)
    others = [p for p in ordered if language_rules(p.language) is None]
    day = Published.parse(published)
    named = names(others, outlet)
    found = list(named.found)
    for rules, pieces in ruled:
        found += _own_names(rules, pieces, named, outlet)
    if beside is not None:
        found = beside(ordered, found)
    values = [value for piece in ordered for value in _values(piece, day)]
    made = _as_mentions(ordered, settle([*values, *found]))
    mine = inside(others, made) if ruled else made
    tied = aliases(others, mine)
    complete = with_aliases(_one_kind(mine, tied, named), tied)
    for rules, pieces in ruled:
        complete += rules.aliases(pieces, inside(pieces, made))
    return sorted(complete, key=lambda m: (m.place.start, m.place.end)) if ruled else complete


def _values(piece: ParsedPassage, published: Published | None) -> Iterable[Found]:
    """The values of a passage: by the rules of its language where it has some, then by the patterns for all."""
    rules = language_rules(piece.language)
    own = list(rules.values(piece, published)) if rules is not None else []
    yield from own
    yield from identifiers(piece.passage)
    yield from laws(piece)
    yield from forces(piece)
    common = [*money(piece.passage), *dates(piece, published), *quantities(piece)]
    yield from _beside(own, common) if own else common


def _own_names(rules: Language, pieces: Sequence[ParsedPassage], named: Names, outlet: str | None) -> list[Found]:
    """Names by the rules of a language, and beside them those that the English parts of the source have settled."""
    own = rules.names(pieces, outlet)
    return [*own, *_beside(own, everywhere(pieces, named))]


def _beside(first: Sequence[Found], others: Iterable[Found]) -> list[Found]:
    """Those of `others` that touch none of `first`."""
    taken = sorted(first, key=lambda f: f.start)
    starts = [f.start for f in taken]
    kept = []
    for found in others:
        at = bisect_left(starts, found.end)
        if not any(f.overlaps(found) for f in taken[max(0, at - 8) : at]):
            kept.append(found)
    return kept


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
