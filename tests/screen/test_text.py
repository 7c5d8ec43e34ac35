"""Pasted names and running text."""

from collections.abc import Callable
from pathlib import Path

from averment.screen import Entry, Index, read_list, screen_text
from averment.source import Source

from .conftest import FTM


def test_listed_names_are_found_where_they_stand(write: Callable[[str, str], tuple[Source, Path]]) -> None:
    index = Index(e for e in read_list(*write("list", FTM)) if isinstance(e, Entry))
    text = "The boat was sold by TSK Verdal, Ltd. to Ivan Orlov's firm; tsk verdal is no name here.\n"
    text += "ООО «ТСК Вердал»\nLuvina TSK Verdal Industrial paid."
    found = [(text[f.start : f.end], f.match.entry.id) for f in screen_text(text, index)]
    assert found == [
        ("TSK Verdal, Ltd.", "x-1"),
        ("Ivan Orlov", "x-3"),
        ("ООО «ТСК Вердал", "x-1"),
        ("Luvina TSK Verdal Industrial", "x-2"),
    ]
