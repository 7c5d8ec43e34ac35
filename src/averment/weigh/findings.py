"""The stage: every proposition of the ledger weighed, with what its parties answered."""

from collections.abc import Iterator
from dataclasses import replace

from averment.finding import Challenge, Finding, Response
from averment.method import method
from averment.store.ledger import Ledger
from averment.weigh.independence import containment, runs
from averment.weigh.policy import Policy
from averment.weigh.propositions import Said, propositions
from averment.weigh.responses import Answered, answered, answers, claim_ends, denials
from averment.weigh.support import Weighed, weigh

WEIGH_FINDINGS = method("weigh.findings", "1")
"""The calculation of `weigh/support.py` by the case's policy."""


class TextOverlap:
    """How much of one source's words stand in another's, worked out once for each pair that is asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._runs: dict[str, frozenset[int]] = {}
        self._shares: dict[tuple[str, str], float] = {}

    def __call__(self, one: str, other: str) -> float:
        """The share, by the ids of two sources."""
        pair = (min(one, other), max(one, other))
        if pair not in self._shares:
            self._shares[pair] = containment(self._of(one), self._of(other))
        return self._shares[pair]

    def _of(self, source: str) -> frozenset[int]:
        if source not in self._runs:
            self._runs[source] = runs(
                str(self._ledger.value("SELECT text FROM reading WHERE source = ?", [source]) or "")
            )
        return self._runs[source]


def run(ledger: Ledger, policy: Policy, as_of: str | None) -> None:
    """Replace all findings, in one transaction."""
    with ledger.transaction():
        ledger.put_methods()
        ledger.db.execute("DELETE FROM finding")
        found = list(weighed(ledger, policy, as_of))
        ledger.insert("finding", (_row(finding) for finding, _, _ in found))
        ledger.db.executemany(
            "INSERT OR IGNORE INTO finding_claim VALUES (?, ?, ?, ?, ?, ?)",
            (row for finding, calculation, answer in found for row in _claim_rows(finding, calculation, answer)),
        )
        ledger.put_problems("weigh", None, ())


def findings(
    ledger: Ledger, policy: Policy, as_of: str | None = None, without: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Every finding, without writing any; `without` leaves sources out, to see what rests on them."""
    for finding, _, _ in weighed(ledger, policy, as_of, without):
        yield finding


def weighed(
    ledger: Ledger, policy: Policy, as_of: str | None = None, without: frozenset[str] = frozenset()
) -> Iterator[tuple[Finding, Weighed, Answered]]:
    """Every finding with its calculation and the answers that belong to it."""
    overlap = TextOverlap(ledger)
    by_source = answers(ledger, policy, without)
    ends = claim_ends(ledger) if by_source else {}
    for said in propositions(ledger, without):
        calculation = weigh(said.items, policy, overlap, as_of)
        answer = answered(said, by_source, ends, policy)
        calculation = _with_denials(calculation, answer, policy)
        yield _finding(said, calculation, answer, policy), calculation, answer


def _with_denials(calculation: Weighed, answer: Answered, policy: Policy) -> Weighed:
    if calculation.challenge is not Challenge.UNCONTESTED or not denials(answer.responses, policy):
        return calculation
    why = (*calculation.why, "a party denied it: a denial is printed, and takes nothing from the support (I8)")
    return replace(calculation, challenge=Challenge.DENIED, why=why)


def _finding(said: Said, calculation: Weighed, answer: Answered, policy: Policy) -> Finding:
    proposition = said.proposition
    against = [r.item.claim for r in calculation.against]
    against += [i.claim for i in said.items if i.stance in policy["against"]]
    return Finding(
        id=said.id,
        subject=proposition.subject,
        predicate=proposition.predicate,
        object=proposition.object,
        proposition=said.words,
        support=calculation.support,
        challenge=calculation.challenge,
        origins=calculation.origins,
        claims=tuple(r.item.claim for r in calculation.supporting if not r.discounted),
        against=tuple(against),
        responses=tuple(Response(party, a.stance, a.claim) for party, a in answer.responses),
        could_not_verify=tuple(a.claim for a in answer.could_not_verify),
        why=calculation.why,
        policy=policy.id,
    )


def _row(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "subject": finding.subject,
        "predicate": finding.predicate,
        "object": finding.object,
        "proposition": finding.proposition,
        "support": finding.support,
        "challenge": finding.challenge,
        "origins": finding.origins,
        "why_json": list(finding.why),
        "policy": finding.policy,
        "method": WEIGH_FINDINGS.id,
    }


def _claim_rows(finding: Finding, calculation: Weighed, answer: Answered) -> Iterator[tuple[str | None, ...]]:
    for reached in calculation.supporting:
        part = "discounted" if reached.discounted else "supports"
        yield finding.id, reached.item.claim, part, reached.why, None, None
    notes = {r.item.claim: r.why for r in calculation.against}
    for claim in finding.against:
        yield finding.id, claim, "against", notes.get(claim, "a denial"), None, None
    for party, a in answer.responses:
        yield finding.id, a.claim, "responds", a.content, party, a.stance
    for a in answer.could_not_verify:
        yield finding.id, a.claim, "could_not_verify", a.content, None, None
