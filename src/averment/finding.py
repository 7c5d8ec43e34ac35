"""Claims weighed: four answers, never collapsed into one label."""

from dataclasses import dataclass
from enum import StrEnum


class Support(StrEnum):
    """How well a statement is borne out, weakest first. Definitions in `weigh/policy.yaml`."""

    UNSUPPORTED = "unsupported"
    ALLEGED = "alleged"
    UNVERIFIED_DOCUMENT = "unverified-document"
    SINGLE_SOURCE = "single-source"
    DOCUMENTED = "documented"
    CORROBORATED = "corroborated"
    ESTABLISHED = "established"


class Challenge(StrEnum):
    """What stands against it. A denial is printed; it never lowers support."""

    UNCONTESTED = "uncontested"
    DENIED = "denied"
    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Response:
    """How a party that was asked, or accused, answered: `outcome` is a `Stance` of `RESPONSES`."""

    party: str
    outcome: str
    claim: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One proposition and what the claims make of it.

    `origins` is the number of independent roots that count; `claims` the ids that assert it, `against` those that
    contradict it. `why` is the calculation in sentences: what was counted, merged, discounted, by which rule.
    """

    id: str
    subject: str
    predicate: str
    object: str
    proposition: str
    support: Support
    challenge: Challenge
    origins: int
    claims: tuple[str, ...]
    against: tuple[str, ...]
    responses: tuple[Response, ...]
    could_not_verify: tuple[str, ...]
    why: tuple[str, ...]
    policy: str
