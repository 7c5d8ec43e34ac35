"""The step over the ledger: which sources must be heard again, and writing what holds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from averment.claim import Claim
from averment.judged import Judged, Record, kept_in
from averment.judgement import Decision, Judgement
from averment.mention import Mention
from averment.method import JUDGEMENT, Method, by_person
from averment.problem import Problem
from averment.resolve.decisions import Standing, without_target
from averment.resolve.judged.hearing import ABOUT_NAMES, Anchor, Hearing, Review, Target, fingerprint, lost
from averment.resolve.judged.locate import SourceText
from averment.resolve.judged.moving import Page
from averment.resolve.judged.rules import Rule
from averment.store.ledger import Ledger
from averment.store.records import claims_of, mentions_of

ABOUT_RECORDS = (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT, Decision.ADD)


def apply(ledger: Ledger, stands: Standing) -> list[Problem]:
    """Bring reviews, people's records and anchors up to date; returns the problems that belong to no source.

    A source is heard again when its records are new or the judgements about it are others.
    """
    by_source, homeless = _by_source(ledger, stands)
    before = {r["source"]: r["fingerprint"] for r in ledger.rows("SELECT source, fingerprint FROM judged_source")}
    anchored = {r[0] for r in ledger.rows("SELECT DISTINCT source FROM anchored")}
    for source in sorted({*by_source, *before, *anchored}):
        targets = by_source.get(source, [])
        now = fingerprint(targets)
        if before.get(source) != now:
            _hear(ledger, source, targets)
            ledger.db.execute("DELETE FROM judged_source WHERE source = ?", [source])
            if targets:
                ledger.db.execute("INSERT INTO judged_source VALUES (?, ?)", [source, now])
    ledger.db.execute(
        f"DELETE FROM method WHERE name = '{JUDGEMENT}' AND id NOT IN "  # noqa: S608 - our own name
        "(SELECT method FROM claim UNION SELECT method FROM mention)"
    )
    return homeless


def follow_members(ledger: Ledger) -> None:
    """A mention that a person replaced is the entity its replacement is: what points at it still finds its way."""
    ledger.db.execute(
        "INSERT OR REPLACE INTO member SELECT m.id, b.entity, m.judgement FROM mention m "
        "JOIN member b ON b.mention = m.replaced_by WHERE m.review = 'rejected'"
    )


# ---- which judgements are about which source


def _by_source(ledger: Ledger, stands: Standing) -> tuple[dict[str, list[Target]], list[Problem]]:
    found: dict[str, list[Target]] = defaultdict(list)
    homeless = []
    for judgement in stands.of(*ABOUT_RECORDS, *ABOUT_NAMES):
        for target in _targets(judgement):
            source = _source_of(ledger, target)
            if source is not None:
                found[source].append(target)
            elif target.decision in ABOUT_RECORDS:
                homeless.append(without_target(judgement, target.given, "claim or mention"))
    return found, homeless


def _targets(judgement: Judgement) -> Iterator[Target]:
    decision, value = judgement.decision, judgement.value
    made = kept_in(value, "corrected" if decision is Decision.CORRECT else "added")
    for n, given in enumerate(judgement.targets):
        yield Target(judgement.id, n, decision, given, kept_in(value, "as_judged", n), made)


def _source_of(ledger: Ledger, target: Target) -> str | None:
    """The source a judgement is about; None where it kept no record and the ledger has none with its id."""
    if target.kept is not None:
        return target.kept.record.place.source
    tables = ("mention",) if target.decision in ABOUT_NAMES else ("claim", "mention")
    for table in tables:
        found = ledger.value(f"SELECT source FROM {table} WHERE id = ?", [target.given])  # noqa: S608 - our own names
        if found is not None:
            return str(found)
    return None


# ---- one source


def _hear(ledger: Ledger, source: str, targets: Sequence[Target]) -> None:
    reading = ledger.reading(source)
    if reading is None:
        _write_anchors(ledger, source, [Anchor(t, None, Rule.LOST) for t in targets], {})
        kept = [(t, t.kept) for t in targets if t.decision in ABOUT_RECORDS]
        ledger.put_problems("resolve", source, [lost(t, source, k) for t, k in kept if k is not None])
        return
    text = SourceText(reading.text)
    mentions = [m for m in mentions_of(ledger, source) if not by_person(m.method)]
    page = Page(text, reading.passages, {m.id: m for m in mentions})
    names = Hearing("mention", source, page, mentions)
    for target in targets:
        if _kind(target, names) == "mention":
            names.hear(target)
    inside = {m.id: m for m in [*mentions, *_of(names.made)] if not _out(names.reviews.get(m.id))}
    claims = [c for c in claims_of(ledger, source) if not by_person(c.method)]
    said = Hearing("claim", source, Page(text, reading.passages, inside), claims)
    for target in targets:
        if _kind(target, names) == "claim":
            said.hear(target)
    _write_records(ledger, source, "mention", names)
    _write_records(ledger, source, "claim", said)
    in_force = {a.record: h.in_force(a.record) for h in (names, said) for a in h.anchors if a.record is not None}
    _write_anchors(ledger, source, [*names.anchors, *said.anchors], in_force)
    ledger.put_problems("resolve", source, [*names.problems, *said.problems])


def _kind(target: Target, names: Hearing) -> str:
    if target.kept is not None:
        return target.kept.kind
    return "mention" if target.decision in ABOUT_NAMES or target.given in {m.id for m in names.machine} else "claim"


def _out(review: Review | None) -> bool:
    return review is not None and review.status == "rejected"


def _of(made: Mapping[str, Record]) -> list[Mention]:
    return [m for m in made.values() if isinstance(m, Mention)]


# ---- writing


def _write_records(ledger: Ledger, source: str, table: str, heard: Hearing) -> None:
    """Put people's records in, take those out that no judgement makes any more, and mark what was decided."""
    wanted = {r.id: r for r in heard.made.values()}
    there: dict[str, Record] = {}
    for record in claims_of(ledger, source) if table == "claim" else mentions_of(ledger, source):
        if by_person(record.method):
            there[record.id] = record
    gone = sorted(i for i, r in there.items() if wanted.get(i) != r)
    ledger.db.executemany(f"DELETE FROM {table} WHERE id = ?", [(i,) for i in gone])  # noqa: S608 - our own names
    new = [r for i, r in sorted(wanted.items()) if there.get(i) != r]
    for record in new:
        name, _, version = record.method.partition("@")
        ledger.put_method(Method(name, version))
    ledger.put_claims([r for r in new if isinstance(r, Claim)])
    ledger.put_mentions([r for r in new if isinstance(r, Mention)])
    rows = ledger.rows(
        f"SELECT id, review, judgement, replaced_by FROM {table} WHERE source = ?",  # noqa: S608 - our own names
        [source],
    )
    changes: list[tuple[str | None, ...]] = []
    for row in rows:
        review = heard.reviews.get(row["id"])
        by = heard.in_force(row["id"]) if review and review.replaced_by else None
        now = (review.status, review.judgement, by) if review else ("unreviewed", None, None)
        if now != (row["review"], row["judgement"], row["replaced_by"]):
            changes.append((*now, row["id"]))
    if table == "mention":
        ledger.db.executemany("DELETE FROM member WHERE mention = ?", [(c[3],) for c in changes])
    ledger.db.executemany(
        f"UPDATE {table} SET review = ?, judgement = ?, replaced_by = ? WHERE id = ?",  # noqa: S608 - our own names
        changes,
    )


def _write_anchors(ledger: Ledger, source: str, anchors: Sequence[Anchor], in_force: Mapping[str, str]) -> None:
    """A rejection stays with what it rejects; every other judgement goes on to what stands in its place."""
    ledger.db.execute("DELETE FROM anchored WHERE source = ?", [source])
    rows = []
    for anchor in anchors:
        target, record = anchor.target, anchor.record
        stays = record is None or target.decision is Decision.REJECT
        now = record if stays else in_force[record]  # type: ignore[index]
        kept: Judged | None = target.kept
        note = anchor.note if stays or now == record else f"{anchor.note}; now in its place: {now}".removeprefix("; ")
        kind = kept.kind if kept else "mention" if target.decision in ABOUT_NAMES else "claim"
        rows.append(
            (target.judgement, target.ordinal, target.decision.value, kind, source, target.given, now,
             anchor.rule.value, note)
        )  # fmt: skip
    ledger.db.executemany("INSERT INTO anchored VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
