"""What the ledger knows of names, and what changed in it: the questions `resolve` asks, each in one place.

The tables `changed`, `spelling`, `form`, `part`, `bond` and `judged` are described in `store/schema.sql`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from averment.judgement import Judgement
from averment.mention import ENTITY_SCHEMATA
from averment.name import NameKey, code_of
from averment.resolve.forms import Form, Named, forms
from averment.store.ledger import Ledger, Row

First = tuple[int, int, str]
"""(sequence of the source, start, mention id): mentions are ordered by it."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How often a text of a schema occurs for an anchor."""

    id: int
    key: str
    schema: str
    text: str
    n: int


def forget_everything(ledger: Ledger) -> None:
    """Back to a ledger that was never resolved: every source counts as changed."""
    for table in ("member", "entity", "form", "spelling", "part", "bond", "judged", "name_note"):
        ledger.db.execute(f"DELETE FROM {table}")  # noqa: S608 - names are ours
    ledger.db.execute("DELETE FROM judgement WHERE sequence IS NULL")
    ledger.db.execute("DELETE FROM judged_source")
    ledger.db.execute("INSERT OR IGNORE INTO changed SELECT DISTINCT source FROM mention")


def take_changes(ledger: Ledger, author: str) -> tuple[set[str], list[int]]:
    """Bring `form`, `spelling` and `part` up to date with the changed sources; the keys and sequences touched."""
    touched: set[str] = set()
    sequences = []
    counts: Counter[int] = Counter()
    old_reasons: set[str] = set()
    reasons: dict[str, Judgement] = {}
    cache: dict[tuple[str, str, str, str], int] = {}
    gone = (
        ledger.rows("SELECT DISTINCT sequence FROM form WHERE sequence NOT IN (SELECT sequence FROM source)")
        if (ledger.value("SELECT 1 FROM changed WHERE source NOT IN (SELECT id FROM source)"))
        else []
    )
    for row in [
        *gone,
        *ledger.rows("SELECT s.sequence, s.id FROM changed c JOIN source s ON s.id = c.source ORDER BY 1"),
    ]:
        sequence = row["sequence"]
        sequences.append(sequence)
        for old in ledger.rows("SELECT spelling, judgement FROM form WHERE sequence = ?", [sequence]):
            counts[old["spelling"]] -= 1
            if old["judgement"]:
                old_reasons.add(old["judgement"])
        ledger.db.execute(
            "DELETE FROM member WHERE mention IN (SELECT mention FROM form WHERE sequence = ?)", [sequence]
        )
        ledger.db.execute("DELETE FROM form WHERE sequence = ?", [sequence])
        if len(row) > 1:
            made = forms(_mentions(ledger, row["id"]), author)
            reasons |= {f.why.id: f.why for f in made if f.why}
            ledger.db.executemany(
                "INSERT INTO form VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        f.mention.id,
                        _count(ledger, cache, counts, f),
                        sequence,
                        f.mention.start,
                        f.why.id if f.why else None,
                    )
                    for f in made
                ],
            )
    _save_counts(ledger, counts, touched)
    put_judgements(ledger, reasons.values())
    drop_judgements(ledger, old_reasons - set(reasons))
    ledger.db.execute("DELETE FROM changed")
    return touched, sequences


def _mentions(ledger: Ledger, source: str) -> Iterator[Named]:
    marks = ", ".join("?" * len(ENTITY_SCHEMATA))
    for row in ledger.rows(
        "SELECT m.id, m.source, m.start, m.schema, m.text, m.value_json, "  # noqa: S608 - our own words
        "coalesce(a.replaced_by, m.alias_of) AS alias_of, m.alias_reason FROM mention m "
        "LEFT JOIN mention a ON a.id = m.alias_of "
        f"WHERE m.source = ? AND m.review <> 'rejected' AND m.schema IN ({marks}) ORDER BY m.start, m.id",
        [source, *ENTITY_SCHEMATA],
    ):
        value = json.loads(row["value_json"])
        reference = bool(value.get("reference"))
        if reference and row["alias_of"] is None:
            continue  # "the two firms" is no entity of its own
        code = code_of(row["schema"], value) if row["schema"] == "Country" else ""
        yield Named(
            row["id"], source, row["start"], row["schema"], row["text"], code, row["alias_of"], row["alias_reason"],
            reference,
        )  # fmt: skip


def _count(ledger: Ledger, cache: dict[tuple[str, str, str, str], int], counts: Counter[int], form: Form) -> int:
    parts = (form.anchor, form.key, form.mention.schema, form.mention.text)
    found = cache.get(parts)
    if found is None:
        ledger.db.execute("INSERT OR IGNORE INTO spelling (anchor, key, schema, text, n) VALUES (?, ?, ?, ?, 0)", parts)
        found = cache[parts] = ledger.value(
            "SELECT id FROM spelling WHERE anchor = ? AND key = ? AND schema = ? AND text = ?", parts
        )
    counts[found] += 1
    return found


def _save_counts(ledger: Ledger, counts: Counter[int], touched: set[str]) -> None:
    for spelling in sorted(counts):
        anchor, key = ledger.row("SELECT anchor, key FROM spelling WHERE id = ?", [spelling])  # type: ignore[misc]
        touched |= {anchor, key} - {""}
    ledger.db.executemany(
        "UPDATE spelling SET n = n + ? WHERE id = ?", [(n, i) for i, n in sorted(counts.items()) if n]
    )
    emptied = [i for i in sorted(counts) if ledger.value("SELECT n FROM spelling WHERE id = ?", [i]) == 0]
    ledger.db.executemany("DELETE FROM spelling WHERE id = ?", [(i,) for i in emptied])
    for key in sorted(touched):
        _save_parts(ledger, key)


def _save_parts(ledger: Ledger, key: str) -> None:
    words = NameKey.parse(key).core.split()
    if len(words) < 2 or "@" in key:
        return
    kept = ledger.value("SELECT 1 FROM spelling WHERE key = ? LIMIT 1", [key])
    statement = "INSERT OR IGNORE INTO part VALUES (?, ?)" if kept else "DELETE FROM part WHERE word = ? AND key = ?"
    ledger.db.executemany(statement, [(w, key) for w in sorted(set(words))])


# ---- names and what they stand for


def spellings(ledger: Ledger, anchor: str) -> list[Spelling]:
    """The spellings found for an anchor."""
    rows = ledger.rows("SELECT id, key, schema, text, n FROM spelling WHERE anchor = ?", [anchor])
    return [Spelling(*row) for row in rows]


def stands_for(ledger: Ledger, key: str) -> list[str]:
    """The other anchors that some document uses this key for."""
    rows = ledger.rows("SELECT DISTINCT anchor FROM spelling WHERE key = ? AND anchor <> ? ORDER BY 1", [key, key])
    return [row[0] for row in rows]


def aliases(ledger: Ledger, anchor: str) -> list[str]:
    """The other keys that some document uses for this anchor."""
    rows = ledger.rows(
        "SELECT DISTINCT key FROM spelling WHERE anchor = ? AND key NOT IN (?, '') ORDER BY 1", [anchor, anchor]
    )
    return [row[0] for row in rows]


def with_forms(ledger: Ledger, key: str) -> list[str]:
    """The anchors that are this bare key with a legal form stated."""
    rows = ledger.rows(
        "SELECT DISTINCT anchor FROM spelling WHERE anchor > ? AND anchor < ? ORDER BY 1", [key + "|", key + "}"]
    )
    return [row[0] for row in rows]


def longer_names(ledger: Ledger, key: str) -> list[str]:
    """The keys of the same kind that hold this key's words, one after the other, among more."""
    name = NameKey.parse(key)
    words = name.core.split()
    if not words:
        return []
    rarest = min(
        words,
        key=lambda w: (ledger.value("SELECT count(*) FROM (SELECT 1 FROM part WHERE word = ? LIMIT 1000)", [w]), w),
    )
    found = []
    for (other,) in ledger.rows("SELECT key FROM part WHERE word = ? ORDER BY key", [rarest]):
        longer = NameKey.parse(other)
        if longer.kind == name.kind and longer.core != name.core and f" {name.core} " in f" {longer.core} ":
            found.append(other)
    return found


def shorter_names(key: str) -> list[str]:
    """The keys made of some of this key's words, one after the other."""
    name = NameKey.parse(key)
    words = name.core.split()
    runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)} - {name.core}
    return [str(NameKey(name.kind, run)) for run in sorted(runs)] if len(words) <= 12 else []


# ---- where names stand


def firsts(ledger: Ledger, found: Iterable[Spelling]) -> list[First]:
    """The first two mentions of these spellings, in order of custody."""
    rows: list[Row] = []
    for spelling in found:
        rows += ledger.rows(
            "SELECT sequence, start, mention FROM form WHERE spelling = ? ORDER BY sequence, start, mention LIMIT 2",
            [spelling.id],
        )
    return sorted((row[0], row[1], row[2]) for row in rows)[:2]


def in_source(ledger: Ledger, anchor: str, sequence: int) -> list[tuple[First, Spelling]]:
    """The mentions of an anchor in one source, with how each is spelled."""
    rows = ledger.rows(
        "SELECT f.sequence, f.start, f.mention, s.id, s.key, s.schema, s.text FROM spelling s "
        "JOIN form f ON f.spelling = s.id WHERE s.anchor = ? AND f.sequence = ? ORDER BY f.start, f.mention",
        [anchor, sequence],
    )
    return [((r[0], r[1], r[2]), Spelling(r[3], r[4], r[5], r[6], 1)) for r in rows]


def sequences_of(ledger: Ledger, anchor: str) -> list[int]:
    """The sources an anchor stands in."""
    rows = ledger.rows(
        "SELECT DISTINCT f.sequence FROM spelling s JOIN form f ON f.spelling = s.id WHERE s.anchor = ? ORDER BY 1",
        [anchor],
    )
    return [row[0] for row in rows]


def place_of(ledger: Ledger, mention: str) -> tuple[str, First] | None:
    """The anchor of a mention and where it stands; None when it is gone."""
    row = ledger.row(
        "SELECT s.anchor, f.sequence, f.start FROM form f JOIN spelling s ON s.id = f.spelling WHERE f.mention = ?",
        [mention],
    )
    return None if row is None else (row[0], (row[1], row[2], mention))


def by_text(ledger: Ledger, text: str) -> str | None:
    """The first mention of the one name that is written so; None when there is none or several."""
    anchors = ledger.rows("SELECT DISTINCT anchor FROM spelling WHERE text = ? ORDER BY 1", [text])
    if len(anchors) != 1:
        return None
    found = firsts(ledger, spellings(ledger, anchors[0][0]))
    return found[0][2] if found else None


# ---- a machine's judgements


def put_judgements(ledger: Ledger, judgements: Iterable[Judgement]) -> None:
    """Keep a machine's judgements: without sequence and time."""
    from averment.identity import canonical_json

    ledger.db.executemany(
        "INSERT OR IGNORE INTO judgement VALUES (?, NULL, ?, ?, ?, NULL, ?, ?, 1)",
        [
            (j.id, j.decision, canonical_json(list(j.targets)), j.author, j.reason, canonical_json(dict(j.value)))
            for j in judgements
        ],
    )


def drop_judgements(ledger: Ledger, ids: Iterable[str]) -> None:
    """Let go of a machine's judgements that nothing rests on any more."""
    ledger.db.executemany("DELETE FROM judgement WHERE id = ? AND sequence IS NULL", [(i,) for i in sorted(ids)])


def put_people_judgements(ledger: Ledger, rows: Sequence[tuple[int, Judgement, bool]]) -> None:
    """Copy the judgements of people, with their sequence and whether they stand."""
    from averment.identity import canonical_json

    ledger.db.executemany(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET sequence = excluded.sequence, standing = excluded.standing",
        [
            (
                j.id,
                n,
                j.decision,
                canonical_json(list(j.targets)),
                j.author,
                j.at,
                j.reason,
                canonical_json(dict(j.value)),
                int(s),
            )
            for n, j, s in rows
        ],
    )
    kept = {j.id for _, j, _ in rows}
    stale = [r["id"] for r in ledger.rows("SELECT id FROM judgement WHERE sequence IS NOT NULL") if r["id"] not in kept]
    ledger.db.executemany("DELETE FROM judgement WHERE id = ?", [(i,) for i in stale])
