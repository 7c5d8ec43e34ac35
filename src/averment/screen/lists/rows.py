"""Rows of a CSV with their places: offsets are into the decoded file, line ends untouched."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from averment.place import Place
from averment.problem import Problem
from averment.source import Source


@dataclass(frozen=True, slots=True)
class Row:
    """A record: its number from 1 (a header counts), its stretch of the text and its cells."""

    source: str
    number: int
    start: int
    text: str
    cells: tuple[str, ...]

    def place(self, cell: str = "", column: int | None = None) -> Place:
        """The place of a cell's words where they stand in the row as they are, else of the whole row."""
        at = self.text.find(cell) if cell else -1
        if at < 0:
            return Place(self.source, self.start, self.start + len(self.text), row=self.number)
        return Place(self.source, self.start + at, self.start + at + len(cell), row=self.number, column=column)


def rows(source: Source, text: str, delimiter: str = ",") -> Iterator[Row | Problem]:
    """Every record that has a cell; blank lines and end-of-file marks are passed over."""
    position = 0

    def lines() -> Iterator[str]:
        nonlocal position
        for line in io.StringIO(text, newline=""):
            position += len(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, skipinitialspace=True)
    number = 0
    while True:
        start = position
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield malformed(source, Row(source.id, number, start, text[start:position], ()), str(error))
            continue
        if any(c.strip(" \x1a\ufeff") for c in cells):
            shown = text[start:position].rstrip("\r\n")
            yield Row(source.id, number, start, shown, tuple(c.strip().removeprefix("\ufeff") for c in cells))


def malformed(source: Source, row: Row, why: str) -> Problem:
    """The problem of a row that does not fit."""
    return Problem(
        "screen",
        "malformed_row",
        f"{source.name} row {row.number}: {why}: {row.text[:80]!r}",
        "the rest of the list was read; mend the row and add the list again",
        source.id,
        str(row.place()),
    )
