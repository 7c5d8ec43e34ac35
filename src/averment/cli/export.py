"""`aver export`: the ledger as text."""

from pathlib import Path

import click

from averment.case import Case


@click.command("export")
@click.argument("case", type=click.Path())
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "ftm"]), default="jsonl", show_default=True,
    help="jsonl: every record of the ledger. ftm: entities as FollowTheMoney JSON lines.",
)  # fmt: skip
@click.option("--out", "-o", type=click.Path(dir_okay=False), default="-", help="A file; by default standard output.")
def command(case: str, form: str, out: str) -> None:
    """Write the ledger of CASE, a JSON object a line, in a fixed order.

    Two builds of one case from scratch give the same bytes. The export is for the desk: it holds everything,
    protected sources included. What may leave the building is made by `aver publish`.
    """
    opened = Case.open(case)
    with opened.ledger() as ledger, click.open_file(out, "w", encoding="utf-8", atomic=out != "-") as file:
        if form == "ftm":
            from averment.publish.exports import ftm_lines

            lines = ftm_lines(ledger, opened.key)
        else:
            from averment.store.dump import dump

            lines = dump(ledger)
        for line in lines:
            file.write(line + "\n")
    if out != "-":
        click.echo(f"Wrote {Path(out).name}.", err=True)
