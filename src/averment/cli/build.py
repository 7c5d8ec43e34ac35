"""`aver build`: bring a case's ledger up to date."""

import click

from averment.case import Case
from averment.cli.models import leaves, spent_line
from averment.cli.progress import shown
from averment.cli.status import print_summary
from averment.pipeline import BUILDS, build
from averment.store.summary import summary


@click.command("build")
@click.argument("case", type=click.Path())
@click.option("--until", type=click.Choice(BUILDS), help="Stop after this stage.")
@click.option(
    "--only", metavar="FILE", help="Read and extract only this document (its name, or its id's first digits)."
)
@click.option("--force", type=click.Choice(BUILDS), help="Do this stage and all after it again.")
@click.option("--workers", type=click.IntRange(1), help="Processes to use; by default one a core.")
@click.option("--strict", is_flag=True, help="Exit with 1 when there are problems.")
@click.option("--json/--table", "json_lines", default=None, help="JSON or a table; by default a table on a terminal.")
def command(
    case: str,
    until: str | None,
    only: str | None,
    force: str | None,
    workers: int | None,
    strict: bool,
    json_lines: bool | None,
) -> None:
    """Read, extract, resolve, screen and weigh what has changed in CASE since the last build.

    Stop it at any moment, by Ctrl-C or worse, and run it again: it goes on where it was. The same evidence,
    judgements and settings give the same ledger, byte for byte.
    """
    opened = Case.open(case)
    for notice in leaves(opened):
        click.echo(notice, err=True)
    with shown() as progress:
        built = build(opened, until=until, only=only, force=force, workers=workers, progress=progress)
    for step, spent in built.spent.items():
        click.echo(spent_line(opened, step, spent), err=True)
    with opened.ledger() as ledger:
        found = summary(ledger)
    if not (built.read or built.extracted or built.stages):
        click.echo("Nothing has changed since the last build.", err=True)
    print_summary(opened, found, json_lines)
    if strict and found.problems:
        raise click.exceptions.Exit(1)
