"""`aver init`: make a new case folder."""

import click

from averment.case import Case


@click.command("init")
@click.argument("case", type=click.Path())
@click.option("--title", default="", help="The case's title; by default the folder's name.")
@click.option("--fictional", is_flag=True, help="Mark every page as invented: for training and demonstrations.")
@click.option("--notice", default="", help="A line to print on every page.")
def command(case: str, title: str, fictional: bool, notice: str) -> None:
    """Make a new case folder.

    \b
      aver init garpiya --title "The Garpiya file"

    The folder is the case: copy it, and it moves. Its settings are in case.toml.
    """
    made = Case.init(case, title, fictional=fictional, notice=notice)
    click.echo(f"Made {made.path}: “{made.config.title}”.\nNext: aver add {made.path} DOCUMENT…")
