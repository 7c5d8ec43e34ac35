"""What happened when, as far as claims say, with the precision they say it in."""

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass

from averment.edtf import bounds
from averment.store.ledger import Ledger
from averment.trace.network import Evidence, evidence_of


@dataclass(frozen=True, slots=True)
class Event:
    """A claim with a date it states. `date` is EDTF, `precision` what kind of date ("day", "month", "interval" …).

    `words` are the date as written, or "" where the claim's relation carries it; `entities` the ids named in the claim.
    """

    date: str
    precision: str
    words: str
    evidence: Evidence
    entities: tuple[str, ...]

    @property
    def first(self) -> datetime.date:
        """The first day it may mean: events are in this order."""
        return _bounds(self.date)[0]


def timeline(ledger: Ledger, entity: str | None = None) -> list[Event]:
    """Every dated claim of the case, or those that name one entity (its id), in order of the first day meant.

    A date in the words of a claim dates that claim; so does a date that its relation carries. Dates that could not
    be resolved (no year, no publication date to count from) are left out: they stay mentions.
    """
    dated = _dates_in_claims(ledger)
    named = _entities(ledger, dated)
    events = []
    for claim, dates in dated.items():
        entities = named[claim]
        if entity is not None and entity not in entities:
            continue
        row = ledger.row("SELECT c.*, s.name FROM claim c JOIN source s ON s.id = c.source WHERE c.id = ?", [claim])
        if row is None:
            continue
        evidence = evidence_of(ledger, row)
        events += [Event(edtf, precision, words, evidence, entities) for edtf, (precision, words) in dates.items()]
    return sorted(events, key=lambda e: (e.first, e.date, e.evidence.locator, e.evidence.claim))


def _dates_in_claims(ledger: Ledger) -> dict[str, dict[str, tuple[str, str]]]:
    """From claim to its dates, each with precision and words."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in ledger.rows(
        "SELECT c.id, m.text, m.value_json FROM mention m JOIN claim c ON c.source = m.source "
        "AND m.start >= c.content_start AND m.\"end\" <= c.content_end AND c.review <> 'rejected' "
        "WHERE m.schema = 'Date' AND m.review <> 'rejected' ORDER BY c.id, m.start"
    ):
        value = json.loads(row["value_json"])
        edtf = value.get("edtf")
        if isinstance(edtf, str) and bounds(edtf) is not None:
            found[row["id"]].setdefault(edtf, (str(value.get("precision") or precision(edtf)), row["text"]))
    for row in ledger.rows(
        "SELECT t.claim, t.qualifiers_json FROM triple t JOIN claim c ON c.id = t.claim AND c.review <> 'rejected' "
        "WHERE instr(t.qualifiers_json, '\"date\"') > 0 ORDER BY t.claim, t.ordinal"
    ):
        edtf = json.loads(row["qualifiers_json"]).get("date")
        if isinstance(edtf, str) and bounds(edtf) is not None:
            found[row["claim"]].setdefault(edtf, (precision(edtf), ""))
    return found


def _entities(ledger: Ledger, claims: dict[str, dict[str, tuple[str, str]]]) -> dict[str, tuple[str, ...]]:
    named = {}
    for claim in claims:
        rows = ledger.rows(
            "SELECT DISTINCT b.entity FROM claim c JOIN mention m ON m.source = c.source AND m.start >= c.start "
            'AND m.start < c."end" JOIN member b ON b.mention = m.id WHERE c.id = ? ORDER BY 1',
            [claim],
        )
        named[claim] = tuple(row[0] for row in rows)
    return named


def precision(edtf: str) -> str:
    """What kind of date it is.

    >>> [precision(d) for d in ("2024", "2024-09", "2024-09-25", "2024-21", "2022-12/2023-04")]
    ['year', 'month', 'day', 'part of a year', 'interval']
    """
    if "/" in edtf:
        return "interval"
    parts = edtf.split("T")[0].rstrip("~?%").split("-")
    if len(parts) == 2 and parts[1] > "12":
        return "part of a year"
    return ("year", "month", "day")[len(parts) - 1]


def _bounds(edtf: str) -> tuple[datetime.date, datetime.date]:
    found = bounds(edtf)
    if found is None:
        raise ValueError(f"{edtf!r} has no first day; only dates with bounds make events")
    return found
