"""The stage: bring the entities of a case up to date with its mentions and its judgements."""

from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise

from averment.identity import sha256_hex
from averment.judgement import Decision, Judgement
from averment.method import method
from averment.name import NameKey
from averment.problem import Problem
from averment.resolve import decisions, judged, regroup, stored
from averment.resolve.cluster import Clusters, neighbours
from averment.resolve.regroup import People, Region
from averment.store.ledger import Ledger


def _tables() -> str:
    data = files("averment.data")
    return sha256_hex(b"".join(data.joinpath(n).read_bytes() for n in ("legal_forms.yaml", "name_parts.yaml")))[:12]


RESOLVE_NAMES = method("resolve.names", "1", tables=_tables())
"""Exact and normalised names, aliases a document declares, legal forms; see `docs/resolve.md`."""

AUTHOR = f"method:{RESOLVE_NAMES.id}"


def run(ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Bring entities, members, reviews and reliability up to date, in one transaction.

    Only names that changed since the last run are worked out again, with those connected to them; the result
    is that of working out everything. A build that forgot the stage (`--force resolve`), or another version of
    the method, starts from nothing.
    """
    with ledger.transaction():
        ledger.db.execute("PRAGMA defer_foreign_keys = ON")  # judgements and members are replaced in any order
        ledger.put_methods()
        if ledger.fingerprint("resolve") is None or ledger.fingerprint("resolve.names") != RESOLVE_NAMES.id:
            stored.forget_everything(ledger)
            ledger.mark("resolve.names", RESOLVE_NAMES.id)
        stands = decisions.standing(judgements)
        before = {
            r["id"]: r["standing"] for r in ledger.rows("SELECT id, standing FROM judgement WHERE sequence IS NOT NULL")
        }
        stored.put_people_judgements(ledger, stands.judgements)
        problems = judged.apply(ledger, stands)
        touched, sequences = stored.take_changes(ledger, AUTHOR)
        people, again, missing = _people(ledger, stands, before)
        made = regroup.region(ledger, AUTHOR, touched | again, people)
        clusters = regroup.group(made, people)
        near = neighbours(clusters.edges)
        bounds = [regroup.bind(made, members, near) for members in clusters.groups]
        regroup.write(made, bounds, sequences, people, again)
        _note(made, clusters)
        judged.follow_members(ledger)
        problems += missing + _apply_grades(ledger, stands) + _unreleased(ledger, stands)
        ledger.put_problems("resolve", None, [*stands.problems, *problems, *_noted(ledger)])


# ---- judgements on names


def _people(
    ledger: Ledger, stands: decisions.Standing, before: dict[str, int]
) -> tuple[People, set[str], list[Problem]]:
    """The pairs people decided, the anchors whose judgements changed, and the judgements whose target is gone."""
    old: dict[str, dict[int, str]] = defaultdict(dict)
    for row in ledger.rows("SELECT judgement, ordinal, mention FROM judged"):
        old[row["judgement"]][row["ordinal"]] = row["mention"]
    new: dict[str, dict[int, str]] = {}
    same, apart, problems = [], [], []
    for judgement in stands.of(Decision.SAME, Decision.DIFFERENT):
        found = new[judgement.id] = {}
        for position, target in enumerate(judgement.targets):
            mention = _anchored(ledger, judgement, position)
            if mention is None:
                problems.append(decisions.without_target(judgement, target, "mention"))
            else:
                found[position] = mention
        held = list(found.values())
        if judgement.decision is Decision.SAME:
            same += [(judgement.id, a, b) for a, b in pairwise(held) if a != b]
        else:
            apart += [(judgement.id, a, b) for n, a in enumerate(held) for b in held[n + 1 :] if a != b]
    differing = {j for j in {*old, *new} if old.get(j, {}) != new.get(j, {})}
    differing |= {j.id for j in stands.of(Decision.SAME, Decision.DIFFERENT) if before.get(j.id) != 1}
    mentions = {m for j in differing for m in (*old.get(j, {}).values(), *new.get(j, {}).values())}
    again = {place[0] for m in sorted(mentions) if (place := stored.place_of(ledger, m)) is not None}
    ledger.db.executemany("DELETE FROM judged WHERE judgement = ?", [(j,) for j in sorted(differing)])
    ledger.insert(
        "judged",
        [
            {"judgement": j, "ordinal": n, "mention": m}
            for j in sorted(differing)
            for n, m in sorted(new.get(j, {}).items())
        ],
    )
    return People(tuple(same), tuple(apart)), again, problems


def _anchored(ledger: Ledger, judgement: Judgement, position: int) -> str | None:
    """The mention a judgement is about: where its words stand now, or the one name written as when it was made."""
    found = _held(ledger, judgement, position)
    if found is not None:
        return found
    name = decisions.names_of(judgement.value, position)
    return None if name is None else stored.by_text(ledger, name)


def _held(ledger: Ledger, judgement: Judgement, position: int) -> str | None:
    found = ledger.value("SELECT record FROM anchored WHERE judgement = ? AND ordinal = ?", [judgement.id, position])
    return found if found is not None and stored.place_of(ledger, found) is not None else None


# ---- what stayed apart


def _note(made: Region, clusters: Clusters) -> None:
    db = made.ledger.db
    db.executemany("DELETE FROM name_note WHERE key = ?", [(a,) for a in sorted(made.anchors)])
    notes = []
    for short in clusters.ambiguous:
        meanings = {**{NameKey.parse(n.anchor).core: 1 for n in short.heads}, **dict.fromkeys(short.rivals, 1)}
        shown = ", ".join(f'"{core}"' for core in sorted(meanings))
        said = f'"{NameKey.parse(short.name.anchor).core}" may stand for {shown}: joined to none of them'
        hint = "decide with `aver review CASE same ENTITY ENTITY --reason …`"
        notes.append((short.name.anchor, "ambiguous_name", said, hint))
    for joins, forbids in clusters.refused:
        anchor = min(made.places[m][0] for m in _mentions_of(made, joins))
        said = f"judgement {joins} (same) would join what {forbids} (different) holds apart: not applied"
        hint = f"undo one of them: `aver review CASE undo {joins}` or `aver review CASE undo {forbids}`"
        notes.append((anchor, "conflicting_judgements", said, hint))
    db.executemany("INSERT OR IGNORE INTO name_note VALUES (?, ?, ?, ?)", notes)


def _mentions_of(made: Region, judgement: str) -> list[str]:
    rows = made.ledger.rows("SELECT mention FROM judged WHERE judgement = ? ORDER BY ordinal", [judgement])
    return [row["mention"] for row in rows]


def _noted(ledger: Ledger) -> list[Problem]:
    rows = ledger.rows("SELECT code, message, hint FROM name_note ORDER BY code, message, key")
    return [Problem("resolve", row["code"], row["message"], row["hint"], method=RESOLVE_NAMES.id) for row in rows]


# ---- grades of sources, names let out


def _apply_grades(ledger: Ledger, stands: decisions.Standing) -> list[Problem]:
    wanted = decisions.grades(stands)
    graded = [r["id"] for r in ledger.rows("SELECT id FROM source WHERE reliability IS NOT NULL")]
    ledger.db.executemany(
        "UPDATE source SET reliability = NULL WHERE id = ?", [(s,) for s in graded if s not in wanted]
    )
    ledger.db.executemany(
        "UPDATE source SET reliability = ? WHERE id = ?", [(g or None, s) for s, g in sorted(wanted.items())]
    )
    return [
        decisions.without_target(judgement, target, "source")
        for judgement in stands.of(Decision.GRADE)
        for target in judgement.targets
        if ledger.value("SELECT 1 FROM source WHERE id = ?", [target]) is None
    ]


def _unreleased(ledger: Ledger, stands: decisions.Standing) -> list[Problem]:
    return [
        decisions.without_target(judgement, target, "mention")
        for judgement in stands.of(Decision.RELEASE)
        for position, target in enumerate(judgement.targets)
        if _held(ledger, judgement, position) is None
    ]
