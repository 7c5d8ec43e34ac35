"""How long work tells where it is."""

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on: the stage, how much is done of how much, and what is being done now."""

    def __call__(self, stage: str, done: int, total: int, what: str) -> None:
        """Tell."""


def silent(stage: str, done: int, total: int, what: str) -> None:
    """Tells nobody: for library use and tests."""
