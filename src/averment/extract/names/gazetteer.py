"""Names known beforehand: countries, their people, places, and what every reader of the news knows."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from averment.extract.tables import rows, table


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """Every name of a country, with its ISO 3166-1 code."""
    found: dict[str, str] = {}
    for row in rows("countries"):
        for name in [row["name"], *row["aliases"].split("|")]:
            if name:
                found[name.removeprefix("the ")] = row["code"]
    for row in rows("countries"):
        found.setdefault(row["name"], row["code"])
    return found


@lru_cache(maxsize=1)
def demonyms() -> Mapping[str, str]:
    """ "Iranian" to "IR"."""
    return {name: row["code"] for row in rows("countries") for name in row["demonyms"].split("|") if name}


@lru_cache(maxsize=1)
def cities() -> Mapping[str, str]:
    """Cities, ports and regions, with the country's code. A capital named like its country counts as the country."""
    found = {row["capital"]: row["code"] for row in rows("countries") if row["capital"]}
    for row in rows("places"):
        found |= dict.fromkeys(row["names"].split("|"), row["country"])
    return {name: code for name, code in found.items() if name not in countries()}


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Every known country, city and region by name."""
    return frozenset(countries()) | frozenset(cities()) | frozenset(table("known_names")["Address"])


LONGEST = 120
"""Characters of the longest name that could be in a table: a run of capitals as long as a page is none."""


@lru_cache(maxsize=4096)
def known_as(name: str) -> str | None:
    """The schema of a known name, in capitals ("MINSK") or without its accents ("Rzeszów") too."""
    if len(name) > LONGEST:
        return None
    for spelling in (
        name,
        name.removeprefix("The "),
        name.title() if name.isupper() and len(name) > 4 else name,
        _plain(name),
    ):
        if schema := known().get(spelling):
            return schema
    return None


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ł", "l").replace("Ł", "L")


@lru_cache(maxsize=1)
def known() -> Mapping[str, str]:
    """Well-known names with their schema; places and countries included."""
    found = {name: schema for schema, names in table("known_names").items() for name in names}
    found |= dict.fromkeys(cities(), "Address")
    return found | dict.fromkeys(countries(), "Country")
