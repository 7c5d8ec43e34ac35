"""An entry of a list: who is listed, under which names and numbers, and where in the list each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from averment.name import kind_of
from averment.place import Place


@dataclass(frozen=True, slots=True)
class ListName:
    """A name as the list spells it, with its place. `alias` and `weak` are as the list calls it."""

    text: str
    place: Place
    alias: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ListNumber:
    """A number that names one party: `type` as in `extract` ("INN", "IMO"), or "" where the list does not say."""

    type: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed party, or the part of it that one file holds.

    `family` and `id` together name it: files of one family (the three files of OFAC) share ids and complete each
    other. `schema` is a FollowTheMoney schema, "" where this file does not say. `listed_on` is EDTF.
    """

    family: str
    id: str
    names: tuple[ListName, ...]
    place: Place
    schema: str = ""
    numbers: tuple[ListNumber, ...] = ()
    programs: tuple[str, ...] = ()
    listed_on: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def kinds(self) -> frozenset[str]:
        """What it can be: an entry that does not say is a person or a party."""
        if self.schema in ("", "LegalEntity", "Thing"):
            return frozenset({"person", "party"})
        return frozenset({kind_of(self.schema)})


def joined(entries: list[Entry]) -> dict[tuple[str, str], Entry]:
    """From (family, id) to the entry with what all files of the family say; names keep their own places."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.family, entry.id)
        old = found.get(key)
        found[key] = entry if old is None else _merged(old, entry)
    return found


def _merged(one: Entry, other: Entry) -> Entry:
    dates = sorted(d for d in (one.listed_on, other.listed_on) if d)
    main, more = (other, one) if other.schema and not one.schema else (one, other)
    return Entry(
        main.family,
        main.id,
        (*main.names, *more.names),
        main.place,
        main.schema or more.schema,
        (*main.numbers, *more.numbers),
        tuple(dict.fromkeys((*main.programs, *more.programs))),
        dates[0] if dates else None,
        {**more.details, **main.details},
    )
