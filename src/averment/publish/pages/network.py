"""The network: a picture of who is said to be connected with whom, and the same as a table."""

from collections.abc import Iterator

from averment.publish.page import Page, Whole
from averment.publish.picture import MOST, picture

LISTED = 300
"""Relations in the table on this page; all are in the list of relations."""


def network(whole: Whole) -> Iterator[Page]:
    """One page."""
    relations = whole.shown.relations
    drawn = picture(relations)
    yield Page(
        "network/index.html",
        "network",
        {
            "title": "Network",
            "picture": drawn,
            "most": MOST,
            "relations": relations[:LISTED],
            "relation_count": len(relations),
        },
    )
