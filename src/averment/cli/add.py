"""`aver add`: take documents and lists into a case's evidence."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from averment.case import Case, Receipt, Refusal
from averment.cli.output import Trouble
from averment.cli.progress import shown
from averment.source import Protection


@click.command("add")
@click.argument("case", type=click.Path())
@click.argument("paths", nargs=-1)
@click.option("--name", help="The document's name; needed for standard input ('-').")
@click.option("--from", "received_from", help="Who handed it over.")
@click.option("--origin", help="Where the information first entered the record: independence is counted on it.")
@click.option("--outlet", help="Who published or wrote it.")
@click.option("--received", help="When it was received (ISO 8601 or EDTF); by default now.")
@click.option("--published", help="When it was published (EDTF, e.g. 2024-09-25): relative dates are resolved by it.")
@click.option("--protect", is_flag=True, help="Keep its name, sender, dates and text out of published pages.")
@click.option("--list", "is_list", is_flag=True, help="It is a list to screen against, not a document to read.")
@click.option("--whole", is_flag=True, help="Keep archives and mailboxes packed: read each as one document.")
def command(
    case: str,
    paths: tuple[str, ...],
    name: str | None,
    protect: bool,
    is_list: bool,
    whole: bool,
    **details: Any,
) -> None:
    """Take files, folders or standard input (-) into the evidence of CASE.

    \b
      aver add mycase report.pdf letters/ --from "J. Doe" --origin ministry
      pdftotext x.pdf - | aver add mycase - --name x.txt
      aver add mycase sdn.csv --list --published 2024-09-01

    The original bytes are kept under their SHA-256 and never modified; who added what, when and from where goes into
    evidence/custody.jsonl. The same bytes added twice are one source with two custody entries. In folders, files
    whose name begins with a dot are passed over, and links are not followed.

    Archives, mailboxes and web archives are unpacked, within limits: each document in them becomes a source of its own,
    with custody naming the container. If that was cut short, the same command, or `aver add CASE` alone, goes on.
    """
    _check_dates(details)
    opened = Case.open(case)
    if not paths:
        raise SystemExit(_unpack(opened, None))
    if name is not None and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise Trouble("--name is for one document", "add it by itself, or leave --name out")
    protection = Protection.PROTECTED if protect else Protection.OPEN
    kind = "list" if is_list else "document"
    items: list[tuple[Path | BinaryIO, Receipt]] = [
        (content, Receipt(called, protection=protection, kind=kind, whole=whole, **details))
        for content, called in _items(paths, name)
    ]
    if not items:
        raise Trouble(f"nothing to add in {', '.join(paths)}", "name a file, or a folder with files in it")
    new = again = 0
    refused: list[Refusal] = []
    taken: set[str] = set()
    with shown() as progress:
        batches = (items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER))
        outcomes = (outcome for together in opened.add_together(batches) for outcome in together)
        for number, outcome in enumerate(outcomes, start=1):
            progress("add", number, len(items), items[number - 1][1].name)
            if isinstance(outcome, Refusal):
                refused.append(outcome)
            else:
                new, again = new + outcome.new, again + (not outcome.new)
                taken.add(outcome.source.id)
    known = f", {again} already there (noted in custody)" if again else ""
    click.echo(f"{new} {'list' if is_list else 'document'}{'' if new == 1 else 's'} added{known}.")
    for refusal in refused:
        click.echo(f"Not added: {refusal.name}: {refusal.reason}", err=True)
    code = 0 if is_list or whole else _unpack(opened, taken)
    click.echo(f"Next: aver build {opened.path}")
    if refused or code:
        raise click.exceptions.Exit(1)


_TOGETHER = 50
"""Documents that are acknowledged together: they wait for the disk once."""


def _unpack(case: Case, only: set[str] | None) -> int:
    """Unpack what is still packed, of all the case or of `only` these ids. The exit code: 1 if something stayed in."""
    from averment.intake import PASSED_OVER, packed, unpack_all

    code = 0
    with shown() as progress:
        done = list(unpack_all(case, packed(case, only), progress=progress))
    for unpacked in done:
        known = f", {unpacked.again:,} already there" if unpacked.again else ""
        word = "document" if unpacked.new == 1 else "documents"
        click.echo(f"{unpacked.container.name}: {unpacked.new:,} {word} taken out{known}.")
        for left in unpacked.left:
            where = f"{unpacked.container.name}!{left.path}" if left.path else unpacked.container.name
            click.echo(f"Left inside: {where}: {left.message}\n  Try: {left.hint}", err=True)
            code = code if left.code == PASSED_OVER else 1
    if only is None and not done:
        click.echo("Nothing is left packed.")
    return code


def _items(paths: tuple[str, ...], name: str | None) -> Iterator[tuple[Path | BinaryIO, str]]:
    for given in paths:
        path = Path(given)
        if given == "-":
            if name is None:
                raise Trouble("standard input has no name", "aver add CASE - --name NAME")
            yield sys.stdin.buffer, name
        elif path.is_dir() and not path.is_symlink():
            for found in sorted(p for p in path.rglob("*") if not p.is_dir() or p.is_symlink()):
                inside = found.relative_to(path)
                if not any(part.startswith(".") for part in inside.parts):
                    yield found, inside.as_posix()
        elif path.exists() or path.is_symlink():
            yield path, name or path.name
        else:
            raise Trouble(f"{given} does not exist; nothing was added", "check the path")


def _check_dates(details: dict[str, Any]) -> None:
    from averment.edtf import is_edtf

    for option in ("received", "published"):
        value = details[option]
        if value is not None and not is_edtf(value):
            raise click.BadParameter(
                f"{value!r} is not a date as EDTF or ISO 8601 writes it: 2024-09-25, 2024-09, 2024",
                param_hint=f"--{option}",
            )
