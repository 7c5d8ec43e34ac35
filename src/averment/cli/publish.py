"""`aver publish`: the site of a case, as it may leave the building."""

from pathlib import Path

import click

from averment.case import Case
from averment.cli.output import Trouble
from averment.cli.progress import shown


@click.command("publish")
@click.argument("case", type=click.Path())
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to write, replaced as a whole; by default CASE/published.",
)
def command(case: str, out: Path | None) -> None:
    """Write the pages of CASE: plain files that need no server, no script and no network.

    Published pages are made from an allow-list. A protected source appears by a code alone: its name, sender, dates
    and words stay in the case, and so does whatever only such sources name. Before anything is put in place every
    page is searched for words of protected sources; if one is found, nothing is published.

    \b
      aver publish mycase
      aver publish mycase --out /srv/www/case
    """
    from averment.publish import publish
    from averment.publish.leak import LeakFound
    from averment.publish.site import NotOurs

    opened = Case.open(case)
    try:
        with shown() as progress:
            made = publish(opened, out, progress=progress)
    except (NotOurs, LeakFound) as error:
        raise Trouble(str(error), error.hint) from error
    changed = f"{made.changed} files changed" if made.changed else "nothing changed"
    click.echo(f"{made.pages} pages in {made.path} ({changed}).")
    if made.protected:
        plural = "sources are" if made.protected > 1 else "source is"
        click.echo(f"{made.protected} protected {plural} shown by code only. Have a second person look before upload.")
    click.echo(f"Open {made.index}")
