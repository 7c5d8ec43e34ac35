"""What `extract` found in one source."""

from dataclasses import dataclass

from averment.claim import Claim
from averment.mention import Mention
from averment.method import Method
from averment.paper import Paper
from averment.problem import Problem


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model that the case names was asked about one source, what that cost, and what became of its answers.

    `seconds` is the time the answers took when they were asked for; they are kept, so it does not change. `found` are
    the names or claims it gave that hold in the text: `agreed` with those of the rules, `added` to them, `left` to the
    rules by the policy. `refused` were not in the text. `note` says why nothing was asked ("protected").
    """

    step: str
    method: str
    requests: int
    answered: int
    input_tokens: int
    output_tokens: int
    seconds: float
    found: int
    agreed: int
    added: int
    left: int
    refused: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The mentions, claims and papers of one source, in the order of their places, and what could not be done.

    `asked` says what the case's own models contributed, `methods` names them where records carry them.
    """

    source: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    asked: tuple[Asked, ...] = ()
    methods: tuple[Method, ...] = ()
    papers: tuple[Paper, ...] = ()
