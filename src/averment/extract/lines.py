"""Records as JSON lines: the one place where the shape of a mention, claim and problem line is fixed.

The shape is documented in docs/extract.md and is stable: keys are added, never renamed or taken away.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from averment.claim import Claim, Span, Term, Triple
from averment.extraction import Extraction
from averment.mention import Mention
from averment.paper import Field, Paper
from averment.problem import Problem
from averment.voice import Voice

Line = dict[str, Any]


def extraction_lines(extraction: Extraction) -> Iterator[Line]:
    """Mentions and claims in the order of their places (at one place the mention first), papers, then problems."""
    records: list[Mention | Claim] = [*extraction.mentions, *extraction.claims]
    records.sort(key=lambda r: (r.place.start, isinstance(r, Claim), r.place.end, r.id))
    for record in records:
        yield claim_line(record) if isinstance(record, Claim) else mention_line(record)
    for paper in extraction.papers:
        yield paper_line(paper)
    for problem in extraction.problems:
        yield problem_line(problem)


def mention_line(mention: Mention) -> Line:
    """`{"kind": "mention", "schema", "text", "start", "end", "value", …}`; `value` is null when there is none."""
    return {
        "kind": "mention",
        "schema": mention.schema,
        "text": mention.text,
        "start": mention.place.start,
        "end": mention.place.end,
        "value": dict(mention.value) or None,
        "alias_of": mention.alias_of,
        "alias_reason": mention.alias_reason,
        "place": str(mention.place),
        "method": mention.method,
        "id": mention.id,
    }


def claim_line(claim: Claim) -> Line:
    """`{"kind": "claim", "start", "end", "quote", "content", "cue", "voices", "stance", "modality", …}`."""
    return {
        "kind": "claim",
        "start": claim.place.start,
        "end": claim.place.end,
        "quote": claim.quote,
        "content": _span(claim.content),
        "cue": _span(claim.cue) if claim.cue else None,
        "voices": [_voice(v) for v in claim.voices],
        "stance": str(claim.stance),
        "modality": str(claim.modality),
        "negated": claim.negated,
        "triples": [_triple(t) for t in claim.triples],
        "place": str(claim.place),
        "method": claim.method,
        "id": claim.id,
    }


def paper_line(paper: Paper) -> Line:
    """`{"kind": "paper", "paper", "title", "why", "fields", "lines", "not_stated", "checks", …}`."""
    return {
        "kind": "paper",
        "paper": paper.kind,
        "start": paper.place.start,
        "end": paper.place.end,
        "title": _span(paper.title) if paper.title else None,
        "why": list(paper.why),
        "fields": [_field(f) for f in paper.fields],
        "lines": [{"fields": [_field(f) for f in line.fields], "place": str(line.place)} for line in paper.lines],
        "not_stated": [{"name": m.name, "why": m.why, "locator": m.locator} for m in paper.not_stated],
        "checks": [
            {"name": c.name, "holds": c.holds, "message": c.message, "locator": c.locator} for c in paper.checks
        ],
        "place": str(paper.place),
        "method": paper.method,
        "id": paper.id,
    }


def _field(field: Field) -> Line:
    return {
        "name": field.name,
        "of": field.of,
        "words": [_span(s) for s in field.words],
        "value": dict(field.value) or None,
        "label": _span(field.label) if field.label else None,
        "mention": field.mention,
        "confidence": field.confidence,
        "place": str(field.place),
    }


def problem_line(problem: Problem) -> Line:
    """`{"kind": "problem", "stage", "code", "message", "hint", …}`."""
    return {
        "kind": "problem",
        "stage": problem.stage,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "source": problem.source,
        "locator": problem.locator,
        "method": problem.method,
        "id": problem.id,
    }


def _span(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "text": span.text}


def _voice(voice: Voice) -> Line:
    return {
        "name": voice.name,
        "role": str(voice.role),
        "medium": str(voice.medium),
        "start": voice.start,
        "end": voice.end,
        "mention": voice.mention,
        "count": voice.count,
        "anonymous": voice.anonymous,
    }


def _triple(triple: Triple) -> Line:
    return {
        "subject": _term(triple.subject),
        "predicate": triple.predicate,
        "object": _term(triple.object),
        "qualifiers": dict(triple.qualifiers) or None,
    }


def _term(term: Term) -> Line:
    fields: Mapping[str, Any] = {
        "text": term.text,
        "mention": term.mention,
        "schema": term.schema,
        "start": term.start,
        "end": term.end,
    }
    return dict(fields)
