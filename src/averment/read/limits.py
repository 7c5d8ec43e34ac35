"""How much of one file is read: the table `data/limits.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from typing import Any

import yaml

from averment.config import ConfigError


@dataclass(frozen=True, slots=True)
class Limits:
    """What `read` takes in of one file; the units stand beside the figures in `data/limits.yaml`.

    `seconds`, `scan_seconds` and `added_seconds` are for the caller to enforce (`engines.local.map_local`, see
    `read.seconds_for`); all others are enforced by the readers.

    >>> from dataclasses import replace
    >>> replace(DEFAULT, pages=3).pages
    3
    """

    bytes: Mapping[str, int]
    characters: int
    passage_characters: int
    pages: int
    rows: int
    cells: int
    nesting: int
    parts: int
    members: int
    unpacked_bytes: int
    ratio: int
    ratio_from_bytes: int
    added_members: int
    added_bytes: int
    added_seconds: float
    picture_pixels: int
    scan_pages: int
    page_confidence: float
    sure_page_confidence: float
    word_confidence: float
    recognition_seconds: float
    scan_seconds: float
    seconds: float

    def bytes_for(self, media_type: str) -> int:
        """The largest file of this type, in bytes."""
        return self.bytes.get(media_type, self.bytes["default"])


def load() -> Limits:
    """The limits as the table has them. Raises `TypeError` naming a limit that is missing or unknown."""
    table: dict[str, Any] = yaml.safe_load((files("averment") / "data" / "limits.yaml").read_text("utf-8"))
    return Limits(**table)


DEFAULT = load()


def changed(overrides: Mapping[str, Any]) -> Limits:
    """The table with a case's own rows in place of some (`[limits]` in case.toml).

    >>> changed({"seconds": 5}).seconds
    5

    Raises `ConfigError` naming a limit that is unknown, or a value that is no number above zero.
    """
    known = [f.name for f in fields(Limits)]
    for name, value in overrides.items():
        if name not in known:
            raise ConfigError(f"[limits]: unknown limit {name!r}; known: {', '.join(known)}")
        numbers = list(value.values()) if name == "bytes" and isinstance(value, dict) else [value]
        if not all(isinstance(n, int | float) and not isinstance(n, bool) and n > 0 for n in numbers):
            raise ConfigError(f"[limits]: {name} = {value!r} should be a number above zero")
    given = dict(overrides)
    if "bytes" in given:
        sizes = given["bytes"] if isinstance(given["bytes"], dict) else {"default": given["bytes"]}
        given["bytes"] = {**DEFAULT.bytes, **sizes}
    return replace(DEFAULT, **given)
