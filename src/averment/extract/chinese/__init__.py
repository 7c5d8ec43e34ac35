"""Chinese, simplified and traditional: rules over a segmented image of the text (see docs/extract.md)."""

from collections.abc import Iterator, Sequence

from averment.extract.chinese.aliases import aliases
from averment.extract.chinese.claims import claims
from averment.extract.chinese.naming import names
from averment.extract.chinese.values import values
from averment.extract.languages import Language


def parse(texts: Sequence[str]) -> Iterator[bool]:
    """Marks prose: the rules read the passage itself, because they need its line breaks."""
    for _ in texts:
        yield True


LANGUAGE = Language("zh", parse, names, values, aliases, claims)
