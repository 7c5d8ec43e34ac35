"""Lists as their publishers write them; the form is recognised by content, not by name.

A reader is a module with `recognises(text)` and `entries(source, text)`, which yields entries, and a `Problem` for
each row that does not fit: one bad row never costs the rest.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from averment.problem import Problem
from averment.screen.entry import Entry
from averment.source import Source

FORMATS = {
    "ftm": "FollowTheMoney or OpenSanctions entities, one JSON object a line",
    "ofac": "OFAC's sdn.csv, alt.csv, add.csv and their cons_ siblings",
    "table": "a CSV with a header",
}
"""Readers in the order they are asked."""


class Reader(Protocol):
    """What a module of this folder offers."""

    def recognises(self, text: str) -> bool:
        """Whether the file's text is of this form."""

    def entries(self, source: Source, text: str) -> Iterator[Entry | Problem]:
        """What it lists."""


def read_list(source: Source, path: Path) -> Iterator[Entry | Problem]:
    """The entries of a list file; `Problem`s for what does not fit. Never raises for what a file holds."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    if "\ufffd" in text:
        message = f"{source.name}: not all of it is UTF-8; what could not be read is shown as \ufffd"
        yield Problem("screen", "encoding", message, "save the list as UTF-8 and add it again", source.id)
    for name in FORMATS:
        reader = cast(Reader, import_module(f"averment.screen.lists.{name}"))
        if reader.recognises(text):
            yield from reader.entries(source, text)
            return
    yield Problem(
        "screen",
        "unknown_list",
        f"{source.name}: not a list this version reads; it begins {text[:60]!r}",
        "known forms: " + "; ".join(f"{n} ({w})" for n, w in FORMATS.items()),
        source.id,
    )
