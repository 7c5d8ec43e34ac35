"""`aver screen`: the leads from lists; or any names or text against a list, with no case."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from averment.case import Case, Receipt
from averment.cli.output import Trouble, emit, json_option
from averment.problem import Problem
from averment.source import Source


@click.command("screen")
@click.argument("case", type=click.Path(), required=False)
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list file: FollowTheMoney JSON lines, OFAC CSV, or a CSV with a header.",
)
@click.option("--list-version", help="The date of the list (EDTF), e.g. 2024-09-01: hits are as of it.")
@click.option("--name", help="What the list is called in the case.")
@click.option("--text", help="Names or text to screen, with no case; '-' reads standard input.")
@json_option
def command(
    case: str | None,
    lists: tuple[Path, ...],
    list_version: str | None,
    name: str | None,
    text: str | None,
    json_lines: bool | None,
) -> None:
    """Print the hits of CASE, or screen any TEXT. A hit is a lead with its rule, never a verdict.

    \b
      aver screen mycase                                      the hits found by the last build
      aver screen mycase --list sdn.csv --list-version 2024-09-01   take a list into the case
      aver screen --text "TSK Verdal, Obrel Ltd" --list sdn.csv     with no case
      cat names.txt | aver screen --list sdn.csv --list alt.csv

    "No hit" says only that this version of this list holds no such name by these rules.
    """
    if case is None:
        _screen_text(text, lists, json_lines)
    elif text is not None:
        raise click.UsageError("--text is for screening with no case: leave CASE out")
    elif lists:
        _add(Case.open(case), lists, list_version, name)
    else:
        _hits(Case.open(case), json_lines)


def _add(case: Case, lists: tuple[Path, ...], version: str | None, name: str | None) -> None:
    from averment.edtf import is_edtf

    if version is not None and not is_edtf(version):
        raise click.BadParameter(
            f"{version!r} is not a date such as 2024-09-01 or 2024-09", param_hint="--list-version"
        )
    if name is not None and len(lists) > 1:
        raise click.UsageError("--name is for one list")
    for path in lists:
        case.add(path, Receipt(name or path.name, published=version, kind="list"))
    click.echo(f"{len(lists)} list{'s' if len(lists) > 1 else ''} added. Next: aver build {case.path}")


_HITS = """
SELECT h.*, e.name AS entity_name, e.schema FROM hit h JOIN entity e ON e.id = h.entity
ORDER BY h.score DESC, e.name, h.list_name, h.entry, h.id
"""
_COLUMNS = ["entity_name", "entry_name", "rule", "score", "list", "entry", "listed_on"]


def _hits(case: Case, json_lines: bool | None) -> None:
    with case.ledger() as ledger:
        rows = [{**dict(row), "list": _list(row["list_name"], row["list_version"])} for row in ledger.rows(_HITS)]
        versions = ledger.rows("SELECT name, outlet, published FROM source WHERE kind = 'list' ORDER BY sequence")
    emit(rows, _COLUMNS, json_lines=json_lines)
    if not versions:
        click.echo(f"No list in the case. Next: aver screen {case.path} --list FILE --list-version DATE", err=True)
    elif not rows:
        named = ", ".join(_list(v["outlet"] or v["name"], v["published"]) for v in versions)
        click.echo(f"No hit. That holds for {named}, by the rules of this version, and for nothing else.", err=True)


def _list(name: str, version: str | None) -> str:
    return f"{name} of {version or 'unknown date'}"


# ---- with no case


def _screen_text(text: str | None, lists: tuple[Path, ...], json_lines: bool | None) -> None:
    from averment.screen import Index, screen_text

    if not lists:
        raise Trouble("nothing to screen against", "aver screen --list FILE --text NAMES, or aver screen CASE")
    words = sys.stdin.read() if text in (None, "-") else str(text)
    entries = []
    for item in _read(lists):
        if isinstance(item, Problem):
            click.echo(f"{item.code}: {item.message}\n  Try: {item.hint}", err=True)
        else:
            entries.append(item)
    rows = [
        {
            "start": found.start,
            "end": found.end,
            "name": words[found.start : found.end],
            "entry_name": found.match.listed.text,
            "entry": found.match.entry.id,
            "rule": found.match.rule,
            "score": found.match.score,
            "listed_on": found.match.entry.listed_on,
            "programs": "; ".join(found.match.entry.programs),
            "place": str(found.match.listed.place),
        }
        for found in screen_text(words, Index(entries))
    ]
    emit(rows, ["name", "entry_name", "rule", "score", "entry", "listed_on"], json_lines=json_lines)
    if not rows:
        click.echo(f"No hit in {', '.join(p.name for p in lists)}, by the rules of this version.", err=True)


def _read(lists: tuple[Path, ...]) -> Iterator[Any]:
    from averment.screen import read_list

    for path in lists:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield from read_list(Source(digest, path.name, path.stat().st_size, "1970-01-01T00:00:00Z"), path)
