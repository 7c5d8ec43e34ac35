"""Which answers, silences and failed checks belong to which finding: those of its parties, in a source that says it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from averment.store.ledger import Ledger
from averment.weigh.policy import Policy
from averment.weigh.propositions import Said

FOLLOWS = 400
"""Characters after a claim within which "could not verify" is taken to speak of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response or a failed check: who, in which source and where, about which entities, and how it is put."""

    claim: str
    source: str
    start: int
    stance: str
    content: str
    parties: frozenset[str]
    """Entities of the voices that answer."""
    about: frozenset[str]
    """Entities named in what the answer is about, the answering parties left out."""
    entities: frozenset[str]
    """Entities named in the whole sentence."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers that belong to a finding."""

    responses: tuple[tuple[str, Answer], ...] = ()
    """(entity of the party, its answer)"""
    could_not_verify: tuple[Answer, ...] = ()


def answers(ledger: Ledger, policy: Policy, without: frozenset[str] = frozenset()) -> dict[str, list[Answer]]:
    """Every response and failed check that is not rejected, by source, in order."""
    stances = [*policy["responds"], *policy["could_not_verify"]]
    marks = ", ".join("?" * len(stances))
    condition = f"c.stance IN ({marks}) AND c.review <> 'rejected'"
    speaking: dict[str, set[str]] = defaultdict(set)
    for row in ledger.db.execute(
        "SELECT v.claim, m.entity FROM claim c JOIN voice v ON v.claim = c.id "  # noqa: S608
        f"JOIN member m ON m.mention = v.mention WHERE {condition} AND v.role IN ('speaker', 'author')",
        stances,
    ):
        speaking[row[0]].add(row[1])
    found: dict[str, list[Answer]] = defaultdict(list)
    for row in ledger.rows(
        f"SELECT c.* FROM claim c JOIN source s ON s.id = c.source WHERE {condition} "  # noqa: S608
        "ORDER BY s.sequence, c.start, c.id",
        stances,
    ):
        if row["source"] in without:
            continue
        parties = speaking[row["id"]]
        content = _entities(ledger, row["source"], row["content_start"], row["content_end"])
        sentence = _entities(ledger, row["source"], row["start"], row["end"])
        found[row["source"]].append(
            Answer(row["id"], row["source"], row["start"], row["stance"], row["content"], frozenset(parties),
                   frozenset(content - parties), frozenset(sentence))
        )  # fmt: skip
    return found


def _entities(ledger: Ledger, source: str, start: int, end: int) -> set[str]:
    rows = ledger.db.execute(
        "SELECT b.entity FROM mention m JOIN member b ON b.mention = m.id "
        "WHERE m.source = ? AND m.start >= ? AND m.start < ?",
        [source, start, end],
    )
    return {row[0] for row in rows}


def claim_ends(ledger: Ledger) -> dict[str, int]:
    """Where each claim that says something of somebody ends in its source."""
    return {
        r[0]: r[1]
        for r in ledger.db.execute('SELECT DISTINCT c.id, c."end" FROM claim c JOIN triple t ON t.claim = c.id')
    }


def answered(said: Said, by_source: Mapping[str, list[Answer]], ends: Mapping[str, int], policy: Policy) -> Answered:
    """The answers that belong to a proposition.

    A party's silence, refusal or ignorance belongs to every statement about it in the same source. A denial or a
    confirmation belongs to the statements whose other party or thing it names, or to all where it names none. "Could
    not verify" belongs to the statements whose parties its sentence names, or which it follows closely.
    """
    parties = {e for i in said.items for e in i.parties}
    responses: dict[tuple[str, str], Answer] = {}
    unverified: dict[str, Answer] = {}
    own = {i.claim for i in said.items}
    for source in dict.fromkeys(i.source.id for i in said.items if i.stance in policy["supports"]):
        near = sorted(ends[i.claim] for i in said.items if i.source.id == source and i.claim in ends)
        for answer in by_source.get(source, ()):
            if answer.stance in policy["could_not_verify"]:
                if answer.entities & parties or _follows(answer.start, near):
                    unverified[answer.claim] = answer
                continue
            general = answer.stance not in ("denies", "confirms")
            if general or answer.claim in own or not answer.about or answer.about & parties:
                for party in sorted(answer.parties & parties):
                    responses[party, answer.claim] = answer
    return Answered(tuple((p, a) for (p, _), a in responses.items()), tuple(unverified.values()))


def _follows(start: int, ends: list[int]) -> bool:
    at = bisect_left(ends, start + 1)
    return at > 0 and start - ends[at - 1] <= FOLLOWS


def denials(found: Iterable[tuple[str, Answer]], policy: Policy) -> list[Answer]:
    """The denials among responses."""
    return [a for _, a in found if a.stance in policy["against"]]
