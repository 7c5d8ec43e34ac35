"""`aver review`: a person's decisions, each with a reason; appended to the case's judgements, never erased."""

from averment.cli.review import correct, decide, listing, many  # noqa: F401 - they add their subcommands
from averment.cli.review.group import command

__all__ = ["command"]
