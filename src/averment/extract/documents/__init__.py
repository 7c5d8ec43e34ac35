"""Invoices, letters and shipping papers as records: parties in roles, lines, totals, and what is not stated.

    found = papers(reading, mentions)
    found.papers      # Paper records
    found.mentions    # all mentions, with the names that only a label makes known
    found.claims      # what the papers say, as claims
    found.spoken_for  # passages that are nothing but labelled fields: no sentences to look for in them

One question a file: where words stand (`pieces`), what is a label (`labels`) and what its value (`fields`, `values`,
`parties`, `figures`, `days`), what is the table of goods (`grid`, `columns`, `lines`, `items`), which kind of paper it
is (`kinds`), what its figures prove (`arithmetic`, `checks`), and what it states (`statements`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from averment.claim import Claim
from averment.extract.documents.kinds import segments
from averment.extract.documents.letters import letter
from averment.extract.documents.making import PAPERS, Maker
from averment.extract.documents.pieces import leaves
from averment.extract.documents.statements import statements
from averment.extract.documents.trade import continued, trade_paper
from averment.mention import Mention
from averment.paper import Check, Paper
from averment.problem import Problem
from averment.reading import Reading

__all__ = ["PAPERS", "Found", "papers"]


@dataclass(frozen=True, slots=True)
class Found:
    """The papers of one source, with what they add to its mentions and claims."""

    papers: tuple[Paper, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    spoken_for: frozenset[int]
    """Starts of passages whose words are labelled fields or lines of goods."""


def papers(reading: Reading, mentions: Sequence[Mention]) -> Found:
    """The papers of a source. `mentions` are those found in its text, in order."""
    maker = Maker(reading.passages, mentions)
    pages = leaves(reading)
    made: list[Paper] = []
    for segment in segments(pages):
        own, rest = continued(segment)
        trade = maker.trial(partial(trade_paper, own, maker, reading.source))
        others = rest if trade is not None else segment.leaves
        if trade is not None:
            made.append(trade)
        if others and len(pages) <= _LETTER_PAGES:
            written = maker.trial(partial(letter, others, maker, reading.source))
            made += [written] if written is not None else []
    if not made:
        return Found((), tuple(mentions), (), (), frozenset())
    kept = [
        replace(m, alias_of=None, alias_reason=None) if m.alias_of in maker.covered else m
        for m in mentions
        if m.id not in maker.covered
    ]
    everything = tuple(sorted([*kept, *maker.added.values()], key=lambda m: (m.place.start, m.place.end)))
    by_id = {m.id: m for m in everything}
    claims: dict[str, Claim] = {}
    for paper in made:
        for claim in statements(paper, reading, by_id):
            claims.setdefault(claim.id, claim)
    problems = [_failed(reading.source, check) for paper in made for check in paper.checks if check.holds is False]
    return Found(tuple(made), everything, tuple(claims.values()), tuple(problems), _spoken_for(made, reading))


_LETTER_PAGES = 12
"""A text of more pages is a report, not a letter."""


def _spoken_for(made: Sequence[Paper], reading: Reading) -> frozenset[int]:
    """Passages that begin with the label of a field, or that are lines of goods."""
    begins: set[int] = set()
    for paper in made:
        if paper.kind == "letter":
            continue
        begins.update(f.label.start for f in paper.fields if f.label is not None)
        begins.update(line.place.start for line in paper.lines)
    return frozenset(
        p.start
        for p in reading.passages
        if p.kind not in ("row", "header") and any(s in begins for s in range(p.start, p.start + 4))
    )


def _failed(source: str, check: Check) -> Problem:
    return Problem(
        "extract",
        f"paper_{check.name}",
        check.message,
        "look at the paper itself: the figures stay as they are written",
        source,
        check.locator,
        PAPERS.id,
    )
