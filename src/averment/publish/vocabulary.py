"""The words printed for the ledger's words: labels, meanings and the tone of badges, from `vocabulary.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a vocabulary as it is printed. `tone` is "for", "against", "response", "open" or "plain"."""

    key: str
    label: str
    means: str
    tone: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a relation reads between its ends, and what it becomes in FollowTheMoney (None: nothing)."""

    name: str
    label: str
    schema: str | None = None
    subject: str | None = None
    object: str | None = None
    symmetric: bool = False
    negative: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    """From a qualifier of the triple to the property of the FollowTheMoney schema that it fills."""


@cache
def vocabulary() -> Mapping[str, Mapping[str, Word]]:
    """Every vocabulary by name ("stance", "support", …), each from key to `Word` in the order of print."""
    import yaml

    table = yaml.safe_load((files("averment.publish") / "vocabulary.yaml").read_text("utf-8"))
    return {
        kind: {
            key: Word(key, str(row["label"]), str(row.get("means", "")), str(row.get("tone", "plain")))
            for key, row in rows.items()
        }
        for kind, rows in table.items()
    }


def word(kind: str, key: str) -> Word:
    """The printed word for a key; a key the table lacks is printed as it stands, never dropped.

    >>> word("stance", "no_response").label
    'no response'
    >>> word("schema", "Spaceport").label
    'Spaceport'
    """
    found = vocabulary()[kind].get(key)
    return found if found is not None else Word(key, key.replace("_", " "), "", "plain")


@cache
def _predicates() -> Mapping[str, Predicate]:
    import yaml

    table = yaml.safe_load((files("averment.data") / "predicates.yaml").read_text("utf-8"))
    return {
        name: Predicate(
            name,
            row["label"],
            row.get("schema"),
            row.get("subject"),
            row.get("object"),
            bool(row.get("symmetric", False)),
            bool(row.get("negative", False)),
            row.get("qualifiers", {}),
        )
        for name, row in table.items()
    }


def predicate(name: str) -> Predicate:
    """How a predicate reads; one the table lacks reads as its own name."""
    return _predicates().get(name) or Predicate(name, name.replace("_", " "))
