"""Claims as JSON lines. The keys are named here one by one: a new field of the ledger is not published by itself."""

from collections.abc import Iterable, Iterator
from typing import Any

from averment.identity import canonical_json
from averment.publish.shown import ClaimShown, JudgementShown, SourceShown, TermShown


def claim_lines(claims: Iterable[ClaimShown]) -> Iterator[str]:
    """One JSON object a claim, keys sorted. What is kept back is absent, and `withheld` says so."""
    for claim in claims:
        yield canonical_json(_claim(claim))


def _claim(claim: ClaimShown) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": claim.id,
        "page": claim.path,
        "source": _source(claim.source),
        "stance": claim.stance,
        "modality": claim.modality,
        "negated": claim.negated,
        "review": claim.review,
        "withheld": claim.withheld,
        "triples": [
            {
                "subject": _term(t.subject),
                "predicate": t.predicate,
                "object": _term(t.object),
                "qualifiers": dict(t.qualifiers),
            }
            for t in claim.triples
        ],
    }
    if claim.withheld or claim.quote is None or claim.content is None:
        return made
    voices = [
        {"name": v.name, "role": v.role, "medium": v.medium, "entity": v.entity.id if v.entity else None}
        for v in claim.voices
    ]
    return made | {
        "locator": claim.locator,
        "quote": claim.quote.text,
        "content": claim.content.text,
        "further": [s.text for s in claim.further],
        "cue": claim.cue.text if claim.cue else None,
        "voices": voices,
        "method": claim.method,
        "corrected": None if claim.corrected is None else _decision(claim.corrected),
    }


def _decision(made: JudgementShown) -> dict[str, Any]:
    return {"decision": made.decision, "by": made.by, "on": made.at[:10] if made.at else None, "reason": made.reason}


def _source(source: SourceShown) -> dict[str, Any]:
    if source.withheld:
        return {"code": source.code}
    return {"id": source.id, "name": source.name, "sha256": source.sha256}


def _term(term: TermShown) -> dict[str, Any]:
    return {"text": term.text, "entity": term.entity.id if term.entity else None}
