"""The group of `aver review`, and what its decisions share: a reason, an author, what is printed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import click

from averment.case import Case
from averment.cli.output import Trouble, emit, json_option
from averment.correction import CorrectionRefused
from averment.judgement import Decision, Judgement


@click.group("review")
@click.argument("case", type=click.Path())
@click.pass_context
def command(context: click.Context, case: str) -> None:
    """Record a decision about CASE: it is kept with its author, time and reason, and wins over what machines find.

    \b
      aver review mycase todo
      aver review mycase show 8d0f3a
      aver review mycase accept 8d0f3a --reason "read on page 3"
      aver review mycase reject 51c2 --reason "the sentence is about another company"
      aver review mycase correct 8d0f3a --stance denies --reason "it says that it was not so"
      aver review mycase correct 77ab --schema Vessel --reason "a ship, not a company"
      aver review mycase add-mention letter.pdf "Verdal" --schema Company --reason "missed"
      aver review mycase decide --from decisions.jsonl
      aver review mycase same "TSK Verdal" "TSK Werdal" --reason "one tax number in both invoices"
      aver review mycase different 51c2 9e07 --reason "another town, another director"
      aver review mycase grade letter.pdf B --reason "the sender's earlier papers proved right"
      aver review mycase release "Verdal Holding" --reason "it is in the public register"
      aver review mycase undo 4b1e --reason "the number was misread"
      aver review mycase list --lost

    Claims, mentions, sources and judgements are named by id or the start of one, sources and entities also by name.
    The author is --author, else AVER_AUTHOR, else the name you are logged in by. Then: aver build CASE
    """
    context.obj = Case.open(case)


def decides(name: str, help_: str) -> Callable[[Callable[..., Judgement]], click.Command]:
    """A subcommand: gives its function the case, `reason` and `author`, and prints what was recorded."""

    def decorate(function: Callable[..., Judgement]) -> click.Command:
        @wraps(function)
        def run(case: Case, json_lines: bool | None, **given: Any) -> None:
            with told():
                judgement = function(case, **given)
            row = {"id": judgement.id, "decision": judgement.decision.value, "targets": list(judgement.targets),
                   "author": judgement.author, "at": judgement.at, "reason": judgement.reason,
                   "value": dict(judgement.value)}  # fmt: skip
            emit([row], ["id", "decision", "targets", "author", "reason"], json_lines=json_lines)
            click.echo(f"Next: aver build {case.path}", err=True)

        made: Any = click.pass_obj(run)
        for option in (
            click.option("--reason", required=True, help="Why: it is what a reader will ask first."),
            click.option("--author", default="", help="Who decides; by default AVER_AUTHOR or your login."),
            json_option,
        ):
            made = option(made)
        return command.command(name, help=help_)(made)

    return decorate


@contextmanager
def told() -> Iterator[None]:
    """A correction that cannot be made is told with what to try."""
    try:
        yield
    except CorrectionRefused as error:
        raise Trouble(str(error), error.hint) from error


__all__ = ["Decision", "command", "decides", "told"]
