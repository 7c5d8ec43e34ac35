"""`aver review decide`: many decisions from a file or standard input."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import click

from averment.case import Case
from averment.cli.output import emit, json_option
from averment.cli.review.group import command
from averment.review import decide_all


@command.command("decide")
@click.option("--from", "file", type=click.File("rb"), required=True, help="JSON lines; - for standard input.")
@click.option("--reason", default="", help="Where a line gives none.")
@click.option("--author", default="", help="Where a line gives none; by default AVER_AUTHOR or your login.")
@json_option
@click.pass_obj
def decide(case: Case, file: BinaryIO, reason: str, author: str, json_lines: bool | None) -> None:
    r"""Record many decisions, one JSON object a line.

    \b
      {"decision": "accept", "targets": ["8d0f3a", "51c2"], "reason": "read on page 3"}
      {"decision": "correct", "target": "77ab", "set": {"stance": "denies"}, "reason": "…"}
      {"decision": "add", "source": "letter.pdf", "mention": {"words": "Verdal", "schema": "Company"}, "reason": "…"}
      {"decision": "add", "source": "letter.pdf", "claim": {"quote": "…", "stance": "asserts"}, "reason": "…"}

    Each is on the disk before the next is read. A line that is wrong is told and does not stop the rest; a line that
    was recorded before is passed over, so the file can be given again. Exit code 1 when a line was refused.
    """
    refused = recorded = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal refused, recorded
        for line in decide_all(case, file, reason=reason, author=author):
            refused += line.judgement is None
            recorded += line.judgement is not None and not line.again
            became = "refused" if line.judgement is None else "recorded before" if line.again else "recorded"
            yield {
                "line": line.number,
                "became": became,
                "judgement": line.judgement,
                "error": line.error,
                "try": line.hint,
            }

    emit(rows(), ["line", "became", "judgement", "error", "try"], json_lines=json_lines)
    click.echo(f"{recorded:,} recorded, {refused:,} refused. Next: aver build {case.path}", err=True)
    if refused:
        raise click.exceptions.Exit(1)
