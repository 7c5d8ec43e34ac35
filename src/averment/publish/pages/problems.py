"""What could not be done, by verb."""

from collections.abc import Iterator
from itertools import groupby

from averment.publish.page import Page, Whole, leaves


def problems(whole: Whole) -> Iterator[Page]:
    """The list, in pages."""
    for leaf, rows in leaves("problems", whole.shown.problems):
        title = "Problems" if leaf.count == 1 else f"Problems, page {leaf.number} of {leaf.count}"
        groups = [(stage, list(found)) for stage, found in groupby(rows, key=lambda p: p.stage)]
        yield Page(leaf.path, "problems", {"title": title, "leaf": leaf, "groups": groups})
