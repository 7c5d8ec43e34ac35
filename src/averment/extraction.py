"""What `extract` found in one source."""

from dataclasses import dataclass

from averment.claim import Claim
from averment.mention import Mention
from averment.problem import Problem


@dataclass(frozen=True, slots=True)
class Extraction:
    """The mentions and claims of one source, in the order of their places, and what could not be done."""

    source: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
