"""All mentions of a source: each finder proposes, overlaps are settled, names are made one through the document."""

from collections.abc import Sequence

from averment.extract.parsed import ParsedPassage
from averment.mention import Mention


def mentions(
    parsed: Sequence[ParsedPassage], *, published: str | None = None, outlet: str | None = None
) -> list[Mention]:
    """The mentions of one source, in the order of their places."""
    return []
