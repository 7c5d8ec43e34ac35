"""The Russian tables of `averment/data`, in the shapes that the finders need."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from averment.extract.russian.phrase import key_of
from averment.extract.tables import table


@cache
def listed(name: str, *keys: str) -> frozenset[str]:
    """A list of a table as a set: `listed("names", "nouns", "Company")` of `russian_names.yaml`."""
    row: Any = table(f"russian_{name}")
    for key in keys:
        row = row[key]
    return frozenset(str(w).replace("ё", "е") if str(w).islower() else str(w) for w in row)


@lru_cache(maxsize=1)
def noun_schema() -> Mapping[str, str]:
    """From a noun to the schema of the name beside it."""
    nouns = table("russian_names")["nouns"]
    order = ("Good", "Organization", "PublicBody", "Company", "Vessel", "Address")
    return {w.replace("ё", "е"): schema for schema in order for w in nouns[schema]}


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """From the key of a country's name to its ISO code."""
    return {key_of(n.split()): code for code, names in table("russian_places")["countries"].items() for n in names}


@lru_cache(maxsize=1)
def cities() -> Mapping[str, str]:
    """From the key of a city's name to the ISO code of its country; regions have "" for it."""
    found = {key_of(n.split()): "" for n in table("russian_places")["regions"]}
    return found | {key_of(n.split()): code for code, names in table("russian_places")["cities"].items() for n in names}


@lru_cache(maxsize=1)
def known() -> Mapping[str, str]:
    """From the key of a well-known name to its schema."""
    names = table("russian_names")
    found = {key_of(n.split()): schema for schema, group in names["known"].items() for n in group}
    return found | {key_of(n.split()): "PublicBody" for n in names["bodies_alone"]}


@lru_cache(maxsize=1)
def long_forms() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Legal forms written out, as base forms, longest first, with the schema they make."""
    names = table("russian_names")
    rows = [(tuple(r), "Company") for r in [*names["forms_long"], *names["entrepreneur_long"]]]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))
