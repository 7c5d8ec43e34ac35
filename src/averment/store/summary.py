"""A case in numbers, each of which can be asked for in full with `aver show`."""

from dataclasses import dataclass

from averment.stance import RESPONSES
from averment.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what the ledger holds. Mappings go from a word (a stance, a support level) to a count."""

    sources: int
    unread: int
    passages: int
    mentions: int
    claims: dict[str, int]
    reviewed: int
    entities: dict[str, int]
    relations: int
    findings: dict[str, int]
    responses: dict[str, int]
    hits: int
    problems: dict[str, int]
    judgements: int
    """Standing decisions of people."""
    lost: int
    """Of them those about a claim or mention whose words are no longer found."""
    models: dict[str, dict[str, float]]
    """What models of the case contributed, by step: the sums of the table `asked`, and `protected`: not asked."""


def summary(ledger: Ledger) -> Summary:
    """Count. Rejected claims are left out."""
    claims = _counts(
        ledger, "SELECT stance, count(*) FROM claim WHERE review <> 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return Summary(
        sources=ledger.value("SELECT count(*) FROM source WHERE kind = 'document'"),
        unread=ledger.value(
            "SELECT count(*) FROM source s LEFT JOIN reading r ON r.source = s.id "
            "WHERE s.kind = 'document' AND (r.text IS NULL OR r.text = '')"
        ),
        passages=ledger.value("SELECT count(*) FROM passage"),
        mentions=ledger.value("SELECT count(*) FROM mention"),
        claims=claims,
        reviewed=ledger.value("SELECT count(*) FROM claim WHERE review <> 'unreviewed'"),
        entities=_counts(ledger, "SELECT schema, count(*) FROM entity GROUP BY 1 ORDER BY 2 DESC, 1"),
        relations=ledger.value("SELECT count(*) FROM (SELECT DISTINCT subject, predicate, object FROM edge)"),
        findings=_counts(ledger, "SELECT support, count(*) FROM finding GROUP BY 1 ORDER BY 2 DESC, 1"),
        responses={stance: n for stance, n in claims.items() if stance in RESPONSES},
        hits=ledger.value("SELECT count(*) FROM hit"),
        problems=_counts(ledger, "SELECT stage || ': ' || code, count(*) FROM problem GROUP BY 1 ORDER BY 2 DESC, 1"),
        judgements=ledger.value("SELECT count(*) FROM judgement WHERE sequence IS NOT NULL AND standing = 1"),
        lost=ledger.value("SELECT count(*) FROM anchored WHERE rule = 'lost'"),
        models=_models(ledger),
    )


def _models(ledger: Ledger) -> dict[str, dict[str, float]]:
    columns = (
        "requests", "answered", "input_tokens", "output_tokens", "seconds",
        "found", "agreed", "added", "left", "refused",
    )  # fmt: skip
    sums = ", ".join(f'sum("{c}") AS "{c}"' for c in columns)
    rows = ledger.rows(
        f"SELECT step, {sums}, sum(note = 'protected') AS protected FROM asked GROUP BY step ORDER BY step"  # noqa: S608 - our own names
    )
    return {row["step"]: {c: row[c] for c in (*columns, "protected")} for row in rows}


def _counts(ledger: Ledger, sql: str) -> dict[str, int]:
    return dict(map(tuple, ledger.rows(sql)))
