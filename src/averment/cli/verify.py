"""`aver verify`: prove that evidence and judgements are as they were left."""

import json

import click

from averment.case import Case
from averment.cli.output import as_json, json_option
from averment.cli.progress import shown
from averment.verify import verify


@click.command("verify")
@click.argument("case", type=click.Path())
@click.option(
    "--head", "heads", multiple=True, metavar="HASH", help="A head noted earlier: it must still be in a chain."
)
@json_option
def command(case: str, heads: tuple[str, ...], json_lines: bool | None) -> None:
    """Hash every original of CASE again and walk both chains (custody and judgements).

    Names the first broken link and every changed, missing or unlisted original, and exits with 1 if there is one.
    Note the two heads it prints somewhere else: lines cut off the end of a chain leave a shorter valid chain, and
    `--head` shows whether a line noted earlier is still there.
    """
    opened = Case.open(case)
    with shown() as progress:
        found = verify(opened, progress)
    faults = [f"{f.where}: {f.message}. Try: {f.hint}." for f in found.faults]
    entries = [opened.custody_log, opened.judgement_log] if not found.faults else []
    present = {str(e["hash"]) for chain in entries for e in chain.entries()}
    faults += [
        f"head {h}: no chain holds it: lines were cut off. Try: restore the file from a copy."
        for h in heads
        if h not in present
    ]
    if as_json(json_lines):
        counts = {
            "originals": found.originals,
            "custody_entries": found.custody_entries,
            "judgements": found.judgements,
            "answers": found.answers,
        }
        click.echo(
            json.dumps({"whole": not faults, "faults": faults, **counts, "heads": found.heads}, ensure_ascii=False)
        )
    else:
        click.echo(
            f"{found.originals} originals hashed, {found.custody_entries} custody entries and {found.judgements} "
            "judgements walked."
        )
        if found.answers:
            click.echo(f"{found.answers} answers of models looked at.")
        for name, head in found.heads.items():
            click.echo(f"head of {name}: {head}")
        click.echo("\n".join(f"FAULT {fault}" for fault in faults) or "Everything is as it was left.")
    if faults:
        raise click.exceptions.Exit(1)
