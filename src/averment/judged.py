"""A claim or mention as a person judged it, kept whole in the judgement so that it can be found again.

An id is a hash with the place in it, so a newer method may read the same words and give them another id. What a
judgement keeps beside the id is enough to tell whether a newer record is the one that was judged: the record with its
exact stretches, what stood around it, how often the same words stood in the source, and which records stood beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from averment.claim import Claim, Span, Term
from averment.mention import Mention
from averment.place import Place
from averment.voice import Voice

AROUND = 48
"""Characters kept on either side of the words that were judged."""

Record = Claim | Mention
Stretched = Span | Term | Voice
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their offsets and what stands around them; `nth` of the `of` places of the source they stand at."""

    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    nth: int = 1
    of: int = 1


@dataclass(frozen=True, slots=True)
class Pointed:
    """A mention that a record points at ("he said": the name he goes by, or what an alias stands for)."""

    mention: str
    words: Words


@dataclass(frozen=True, slots=True)
class Judged:
    """A record as it was when a person judged it, in the source with this SHA-256.

    `words` is its quote; `outside` holds those of its stretches that lie beyond the quote; `pointed` the mentions it
    points at; `beside` the ids of other records that shared its words, which are therefore no newer reading of it.
    """

    sha256: str
    words: Words
    claim: Claim | None = None
    mention: Mention | None = None
    outside: tuple[Words, ...] = ()
    pointed: tuple[Pointed, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The claim or the mention."""
        found = self.claim or self.mention
        if found is None:
            raise ValueError("a judged record holds neither a claim nor a mention")
        return found

    @property
    def kind(self) -> str:
        """ "claim" or "mention"."""
        return "claim" if self.claim is not None else "mention"


def judged(
    record: Record, sha256: str, text: str, mentions: Mapping[str, Place] | None = None, beside: tuple[str, ...] = ()
) -> Judged:
    """The record as it stands in `text`; `mentions` are the places of those it points at."""
    place = record.place
    outside = {
        (s.start, s.end)
        for s in stretches(record)
        if s.start is not None and s.end is not None and not (place.start <= s.start and s.end <= place.end)
    }
    return Judged(
        sha256,
        words_at(text, place.start, place.end),
        record if isinstance(record, Claim) else None,
        record if isinstance(record, Mention) else None,
        tuple(words_at(text, start, end) for start, end in sorted(outside)),
        tuple(Pointed(id_, words_at(text, p.start, p.end)) for id_, p in sorted((mentions or {}).items())),
        beside,
    )


def words_at(text: str, start: int, end: int) -> Words:
    """The stretch with what stands around it, and which of its occurrences it is."""
    words = text[start:end]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if not words:
        return Words(start, end, words, before, after)
    return Words(
        start, end, words, before, after, 1 + text.count(words, 0, start), max(1, text.count(words))
    )  # fmt: skip


def pointers(record: Record) -> set[str]:
    """The ids of the mentions a record points at."""
    if isinstance(record, Mention):
        return {record.alias_of} if record.alias_of else set()
    return {s.mention for s in stretches(record) if isinstance(s, Term | Voice) and s.mention}


def stretches(value: Any) -> Iterator[Stretched]:
    """Every stretch in a record: content, cue, voices, ends of statements, and whatever a record comes to have."""
    if isinstance(value, Span | Term | Voice):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from stretches(item)
    elif is_dataclass(value) and not isinstance(value, Place):
        for f in fields(value):
            yield from stretches(getattr(value, f.name))


# ---- as plain JSON, and back


def as_json(value: Any) -> Any:
    """A record as plain JSON; fields that have their default are left out, places are locators.

    >>> as_json(Span(0, 2, "we"))
    {'start': 0, 'end': 2, 'text': 'we'}
    """
    if isinstance(value, Place):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        given = {f.name: getattr(value, f.name) for f in fields(value)}
        defaults = _defaults(type(value))
        return {k: as_json(v) for k, v in given.items() if k not in defaults or v != defaults[k]}
    return dict(value) if isinstance(value, Mapping) else value


def from_json(kind: type[Kept], value: Any) -> Kept:
    """A record back from JSON. Raises `ValueError` when it is none; fields that are not known are passed over."""
    try:
        made: Kept = _built(kind, value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return made


def kept_in(value: Mapping[str, Any], key: str, position: int | None = None) -> Judged | None:
    """A record kept in a judgement's value, under `key`; None where there is none, or none that can be read."""
    found = value.get(key)
    if position is not None:
        found = found[position] if isinstance(found, list | tuple) and position < len(found) else None
    if not isinstance(found, Mapping):
        return None
    try:
        made = from_json(Judged, found)
        return made if made.claim or made.mention else None
    except ValueError:
        return None


@cache
def _defaults(kind: type) -> dict[str, Any]:
    from dataclasses import MISSING

    found = {}
    for f in fields(kind):
        if f.default is not MISSING:
            found[f.name] = f.default
        elif f.default_factory is not MISSING:
            found[f.name] = f.default_factory()
    return found


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if value is None:
            return None
        (inner,) = [k for k in get_args(kind) if k is not NoneType][:1]
        return _built(inner, value)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], item) for item in value)
    if not isinstance(kind, type):
        return value
    if kind is Place:
        return Place.parse(value)
    if issubclass(kind, Enum):
        return kind(value)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{k: _built(hints[k], v) for k, v in value.items() if k in hints})
    if kind in (str, int, float, bool) and not isinstance(value, kind):
        raise TypeError(f"{value!r} should be {kind.__name__}")
    return value


def with_method(record: Kept, method: str) -> Kept:
    """The same record, made by another method."""
    return replace(record, method=method)  # type: ignore[type-var]
