"""A progress bar on standard error: a moving one on a terminal, a line a stage elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from averment.progress import Progress


@contextmanager
def shown() -> Iterator[Progress]:
    """Yields the `Progress` to pass on."""
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("[bold]{task.description:8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, int] = {}

        def tell(stage: str, done: int, total: int, what: str) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total, what="")
            bars.update(tasks[stage], completed=done, total=max(total, 1), what=what[:60])  # type: ignore[arg-type]

        yield tell


def _plain(stage: str, done: int, total: int, what: str) -> None:  # noqa: ARG001 - has the shape of `Progress`
    if done == total and total:
        click.echo(f"{stage}: {total} done", err=True)
