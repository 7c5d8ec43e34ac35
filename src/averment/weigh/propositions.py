"""The claims of a ledger by what they say: one proposition a subject, predicate, object and way of being put."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from averment.identity import content_id
from averment.name import fold
from averment.store.ledger import Ledger, Row
from averment.weigh.item import Item, Origin, Speaker

AS_FACT = frozenset({"fact", "quantified"})
"""Modalities by which a thing is said to be so; the others ("planned") make propositions of their own."""


@dataclass(frozen=True, slots=True, order=True)
class Proposition:
    """What claims say. Ends are entity ids, or words in lower case where no name stands there."""

    subject: str
    predicate: str
    object: str
    mode: str = ""
    aspect: str = ""
    """The property a figure is of ("range"), where the predicate has several."""

    @property
    def id(self) -> str:
        """The id of the finding about it."""
        return content_id("finding", self.subject, self.predicate, self.object, self.mode, self.aspect)


@dataclass(frozen=True, slots=True)
class Said:
    """A proposition in words, with the claims about it; `id` is that of its finding."""

    id: str
    proposition: Proposition
    words: str
    items: tuple[Item, ...]


@cache
def predicates() -> Mapping[str, Mapping[str, Any]]:
    """`data/predicates.yaml`."""
    import yaml

    text = files("averment.data").joinpath("predicates.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Mapping[str, Any]] = yaml.safe_load(text)
    return loaded


def propositions(ledger: Ledger, without: frozenset[str] = frozenset()) -> Iterator[Said]:
    """Every proposition with its claims, in order of its id. `without` leaves sources out; rejected claims are out."""
    sources = _sources(ledger)
    voices = _voices(ledger)
    decided = _decided(ledger)
    names = {r["id"]: r["name"] for r in ledger.rows("SELECT id, name FROM entity")}
    grouped: dict[Proposition, dict[str, Item]] = defaultdict(dict)
    words: dict[Proposition, str] = {}
    for row in ledger.db.execute(_TRIPLES):
        if row["source"] in without:
            continue
        proposition, said = _proposition(row, names)
        words.setdefault(proposition, said)
        claim = row["claim"]
        grouped[proposition][claim] = Item(
            claim, sources[row["source"]], row["stance"], row["modality"], bool(row["negated"]), voices.get(claim, ()),
            row["review"], decided.get(claim, {}),
            frozenset(e for e in (row["subject_entity"], row["object_entity"]) if e), bool(row["of_paper"]),
        )  # fmt: skip
    for id_, proposition in sorted((p.id, p) for p in grouped):
        yield Said(id_, proposition, words[proposition], tuple(grouped[proposition].values()))


_TRIPLES = """
SELECT t.claim, t.subject, t.object, t.predicate, t.qualifiers_json,
       s.entity AS subject_entity, o.entity AS object_entity,
       c.source, c.stance, c.modality, c.negated, c.review,
       c.method LIKE 'extract.papers@%' AS of_paper
FROM claim c JOIN triple t ON t.claim = c.id
LEFT JOIN member s ON s.mention = t.subject_mention
LEFT JOIN member o ON o.mention = t.object_mention
JOIN source f ON f.id = c.source
WHERE c.review <> 'rejected'
ORDER BY f.sequence, c.start, c.id, t.ordinal
"""


def _proposition(row: Row, names: Mapping[str, str]) -> tuple[Proposition, str]:
    subject = row["subject_entity"] or fold(row["subject"])
    object_ = row["object_entity"] or fold(row["object"])
    known = predicates().get(row["predicate"], {})
    named = (names.get(subject, row["subject"]), names.get(object_, row["object"]))
    if known.get("symmetric") and object_ < subject:
        subject, object_, named = object_, subject, (named[1], named[0])
    qualifiers = row["qualifiers_json"]
    aspect = str(json.loads(qualifiers).get("property", "")) if '"property"' in qualifiers else ""
    mode = "" if row["modality"] in AS_FACT else row["modality"]
    label = known.get("label", row["predicate"].replace("_", " "))
    said = f"{named[0]}{f': {aspect}' if aspect else ''} {label} {named[1]}{f' ({mode})' if mode else ''}"
    return Proposition(subject, row["predicate"], object_, mode, aspect), " ".join(said.split())


def _sources(ledger: Ledger) -> dict[str, Origin]:
    rows = ledger.rows(
        "SELECT s.*, coalesce(s.published, r.published) AS day FROM source s LEFT JOIN reading r ON r.source = s.id"
    )
    return {
        r["id"]: Origin(
            r["id"], r["name"], r["sequence"], r["origin"] or "", r["outlet"] or "", r["received_from"] or "",
            r["reliability"] or "", r["day"] or "",
        )
        for r in rows
    }  # fmt: skip


def _voices(ledger: Ledger) -> dict[str, tuple[Speaker, ...]]:
    found: dict[str, list[Speaker]] = defaultdict(list)
    for row in ledger.db.execute(
        "SELECT v.claim, v.name, v.role, v.medium, v.anonymous, m.entity FROM voice v "
        "LEFT JOIN member m ON m.mention = v.mention ORDER BY v.claim, v.ordinal"
    ):
        found[row[0]].append(Speaker(row[1], row[2], row[3], row[5] or "", bool(row[4])))
    return {claim: tuple(chain) for claim, chain in found.items()}


def _decided(ledger: Ledger) -> dict[str, Mapping[str, Any]]:
    """What the last standing acceptance of each claim says beside yes."""
    rows = ledger.rows(
        "SELECT d.record, j.value_json FROM judgement j JOIN decides d ON d.judgement = j.id "
        "WHERE j.decision = 'accept' AND j.standing = 1 AND j.sequence IS NOT NULL ORDER BY j.sequence"
    )
    return {row["record"]: json.loads(row["value_json"]) for row in rows}
