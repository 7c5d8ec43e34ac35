"""Claims: who says what. (A stub that holds the contract until the finder lands.)"""

from collections.abc import Sequence

from averment.claim import Claim
from averment.extract.parsed import ParsedPassage
from averment.mention import Mention
from averment.reading import Reading


def claims(parsed: Sequence[ParsedPassage], mentions: Sequence[Mention], reading: Reading) -> list[Claim]:
    """The claims of one source."""
    return []
