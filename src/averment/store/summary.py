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
    )


def _counts(ledger: Ledger, sql: str) -> dict[str, int]:
    return dict(map(tuple, ledger.rows(sql)))
