"""What a command prints: a table on a terminal, JSON lines when piped."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from averment.identity import ID_LENGTH

_IDS = {"id", "claim"}
"""Columns that must come out whole, however narrow the terminal: people copy them."""


class Trouble(click.ClickException):
    """A command that cannot go on: what was wrong, with the value, and the next thing to try. Exit code 3."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}\nTry: {hint}" if hint else message)


def as_json(chosen: bool | None) -> bool:
    """Whether to print JSON: as asked by `--json/--table`, else when standard output is not a terminal."""
    return not sys.stdout.isatty() if chosen is None else chosen


def emit(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, json_lines: bool | None = None, title: str = ""
) -> None:
    """Print rows: every key as a JSON object a line, or the chosen `columns` as a table."""
    if as_json(json_lines):
        for row in rows:
            click.echo(json.dumps(dict(row), ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, no_wrap=name in _IDS, min_width=ID_LENGTH if name in _IDS else None, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(c))) for c in columns))
    # piped as a table on request: wide enough to be read by a person or by grep
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


json_option = click.option(
    "--json/--table",
    "json_lines",
    default=None,
    help="JSON lines or a table; by default a table on a terminal and JSON when piped.",
)
"""Decorator: adds `--json/--table` as the argument `json_lines`."""
