"""FollowTheMoney entities, one JSON object a line, flat or nested as OpenSanctions publishes them."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from averment.place import Place
from averment.problem import Problem
from averment.screen.entry import Entry, ListName, ListNumber
from averment.source import Source

_LISTED = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity", "Vessel", "Airplane", "Thing"})
_NAMES = {
    "name": (False, False),
    "alias": (True, False),
    "previousName": (True, False),
    "weakAlias": (True, True),
    "abbreviation": (True, True),
}
"""Properties that hold names; whether they are aliases, and weak ones."""
_NUMBERS = {
    "innCode": "INN", "ogrnCode": "OGRN", "uscCode": "USCC", "leiCode": "LEI", "imoNumber": "IMO", "mmsi": "MMSI",
    "taxNumber": "", "registrationNumber": "", "idNumber": "",
}  # fmt: skip


def recognises(text: str) -> bool:
    """The first line that holds anything is a JSON object with a schema."""
    for line in text.lstrip("\ufeff").split("\n", 50)[:50]:
        if line.strip():
            return line.lstrip().startswith("{") and '"schema"' in line
    return False


def entries(source: Source, text: str) -> Iterator[Entry | Problem]:
    """The listed parties, with the dates and programmes of the sanctions that point at them."""
    sanctions: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    listed: list[tuple[Place, str, dict[str, Any]]] = []
    for place, line, entity in _objects(source, text):
        if isinstance(entity, Problem):
            yield entity
        elif entity["schema"] == "Sanction":
            for target in _texts(entity["properties"], "entity"):
                sanctions[target].append(entity["properties"])
        elif entity["schema"] in _LISTED:
            listed.append((place, line, entity))
    for place, line, entity in listed:
        inside = [s.get("properties") for s in _values(entity["properties"], "sanctions") if isinstance(s, dict)]
        nested = [properties for properties in inside if isinstance(properties, dict)]
        yield _entry(source, place, line, entity, [*sanctions[str(entity["id"])], *nested])


def _objects(source: Source, text: str) -> Iterator[tuple[Place, str, Any]]:
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        place = Place(source.id, start, start + len(line.rstrip("\r")), row=number)
        start += len(line) + 1
        if not line.strip("\ufeff \r\t\x1a"):
            continue
        try:
            entity = json.loads(line.lstrip("\ufeff"))
        except (json.JSONDecodeError, RecursionError) as error:
            yield place, line, _malformed(source, place, f"not JSON ({error})")
            continue
        if not (isinstance(entity, dict) and isinstance(entity.get("schema"), str) and entity.get("id") and isinstance(entity.get("properties"), dict)):  # fmt: skip # noqa: E501
            yield place, line, _malformed(source, place, "an entity needs id, schema and properties")
            continue
        yield place, line, entity


def _entry(
    source: Source, place: Place, line: str, entity: Mapping[str, Any], sanctions: list[Mapping[str, Any]]
) -> Entry:
    properties = entity["properties"]
    names = [
        ListName(text, _within(place, line, text), alias, weak)
        for name, (alias, weak) in _NAMES.items()
        for text in _texts(properties, name)
    ]
    numbers = [
        ListNumber(kind, value, _within(place, line, value))
        for name, kind in _NUMBERS.items()
        for value in _texts(properties, name)
    ]
    programs = [
        p for s in sanctions for p in (_texts(s, "program") or _texts(s, "programId") or _texts(s, "authority"))
    ]
    programs += [] if sanctions else [p for n in ("program", "programId", "topics") for p in _texts(properties, n)]
    dates = sorted(d for s in sanctions for d in (_texts(s, "listingDate") or _texts(s, "startDate")))
    details = dict(zip(("address",), _texts(properties, "address"), strict=False))
    return Entry(
        source.id, str(entity["id"]), tuple(names), place, entity["schema"], tuple(numbers),
        tuple(dict.fromkeys(programs)), dates[0] if dates else None, details,
    )  # fmt: skip


def _within(place: Place, line: str, text: str) -> Place:
    """Where the words stand in the line, as they are or escaped; else the whole line."""
    for written in (text, json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1]):
        at = line.find(f'"{written}"')
        if at >= 0:
            start = place.start + at + 1
            return Place(place.source, start, start + len(written), row=place.row)
    return place


def _values(properties: Mapping[str, Any], name: str) -> list[Any]:
    found = properties.get(name, [])
    return found if isinstance(found, list) else [found]


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    return [v.strip() for v in _values(properties, name) if isinstance(v, str) and v.strip()]


def _malformed(source: Source, place: Place, why: str) -> Problem:
    return Problem(
        "screen",
        "malformed_row",
        f"{source.name} line {place.row}: {why}",
        "the rest of the list was read; mend the line and add the list again",
        source.id,
        str(place),
    )
