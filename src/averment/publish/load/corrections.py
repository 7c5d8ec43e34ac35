"""What people corrected, as pages show it: that it was, why, and on which day; by whom only on private pages."""

from collections.abc import Mapping
from dataclasses import replace

from averment.method import JUDGEMENT, by_person
from averment.publish.leak import protected_words, words_in
from averment.publish.redact import Gate
from averment.publish.shown import ClaimShown, JudgementShown
from averment.store.ledger import Ledger, Row

_MAKING = """
SELECT j.id, j.decision, j.reason, j.author, j.at FROM judgement j
WHERE j.sequence IS NOT NULL AND j.standing = 1 AND j.decision IN ('accept', 'correct', 'add')
"""
HOUR = 10
"""Where the hour begins in an ISO 8601 instant."""


def load_corrections(ledger: Ledger, gate: Gate) -> dict[str, JudgementShown]:
    """By their ids, the judgements that can have made a record.

    A reason is a person's own words about the desk's work, so on published pages it is held against more than names:
    one word that only a protected text uses keeps it back.
    """
    rows = ledger.rows(_MAKING)
    closed = not gate.private and bool(gate.protected) and bool(rows)
    words = protected_words(ledger, gate.protected) if closed else frozenset[str]()
    return {
        row["id"]: JudgementShown(
            row["decision"],
            None if words & words_in(row["reason"]) else gate.safe(row["reason"]),
            row["author"] if gate.private else "a person",
            row["at"] if gate.private or row["at"] is None else row["at"][:HOUR],
        )
        for row in rows
    }


def with_correction(claim: ClaimShown, row: Row, by_people: Mapping[str, JudgementShown], gate: Gate) -> ClaimShown:
    """The claim with the decision that made it, or with what stands in its place.

    The id of a judgement is no method that a reader could look up: its records all name the one method "judgement".
    What narrows a statement of theirs is free text, so it is held against what is protected.
    """
    if row["replaced_by"]:
        claim = replace(claim, replaced_by=f"claims/{row['replaced_by']}/index.html")
    if not by_person(row["method"]):
        return claim
    triples = tuple(
        replace(t, qualifiers={k: v for k, v in t.qualifiers.items() if gate.safe(f"{k} {v}") is not None})
        for t in claim.triples
    )
    made = by_people.get(row["method"].partition("@")[2])
    return replace(claim, corrected=made, method=JUDGEMENT, triples=triples)
