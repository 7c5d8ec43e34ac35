"""The command line: one file a command, loaded when it is used.

`aver --help` and completion must answer at once, so a command's module, and the libraries it needs, are imported
only when that command runs.
"""

import importlib
import sys

import click

from averment.pipeline import STAGES
from averment.version import VERSION

CASE_COMMANDS = {
    "init": "Make a new case folder.",
    "add": "Take documents and lists into a case's evidence.",
    "build": "Bring a case's ledger up to date, from evidence to findings.",
    "status": "What a case holds, and what is to be done.",
    "show": "Look things up in a case: claims, entities, findings, text.",
    "review": "Record a decision: accept, reject, correct, add, same, different, grade, release, undo.",
    "verify": "Prove that evidence and judgements are as they were left.",
    "export": "Write the ledger as JSON lines or FollowTheMoney entities.",
    "serve": "Show a case in the browser, on this machine only.",
    "doctor": "Say what is installed and what is missing.",
}
VERB_COMMANDS = {s.name: f"{s.summary[0].upper()}{s.summary[1:]}." for s in STAGES}
COMMANDS = CASE_COMMANDS | VERB_COMMANDS


class Commands(click.Group):
    """Finds a command in its file, and shows the commands in two groups: the case, and the seven verbs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"averment.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """An unknown command is answered with the ones there are."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"no command {args[0]!r}; there are: {', '.join(COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The two groups."""
        for title, group in (("The case", CASE_COMMANDS), ("The seven verbs", VERB_COMMANDS)):
            with formatter.section(title):
                formatter.write_dl(list(group.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="aver")
def command() -> None:
    """Trace supply networks from document to published finding.

    A finding is a set of claims; a claim is who said what about whom, and where it is written.

    \b
      aver init mycase
      aver add mycase report.pdf letters/
      aver build mycase
      aver show mycase claims --stance denies
      aver publish mycase

    A table on a terminal, JSON lines when piped. Exit codes: 0 done; 1 done, and something is wrong (a fault found
    by verify, a problem with --strict); 2 the command was not understood; 3 it cannot be done; 130 interrupted.
    """


def main() -> None:
    """The `aver` program: runs a command and turns what went wrong into a message and an exit code."""
    from averment.cli.errors import explained

    with explained():
        code = command.main(prog_name="aver", standalone_mode=False)  # what a command exits with, or None
    sys.exit(code if isinstance(code, int) else 0)
