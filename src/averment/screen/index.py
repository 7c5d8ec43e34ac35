"""Listed names by every key they can be found under, and what is found for one name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from averment.name import NameKey, kind_of, name_key
from averment.screen.entry import Entry, ListName, ListNumber, joined
from averment.screen.policy import Rules, rules

SCREENED = frozenset({"person", "party", "vessel", "airplane"})
"""Kinds of things that are screened by name."""

_ROMANISED = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("shch|sch|shh", "sh"), ("tch", "ch"), ("kh", "h"), ("ph", "f"), ("ck", "k"),
        ("tz|ts", "c_"), ("c(?![h_])|q", "k"),
        ("c_", "c"), ("x", "ks"), ("w", "v"), ("[iyj][oe]", "e"), ("[yj]u|iu", "u"), ("[yj]a|ia", "a"), ("[yj]", "i"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""Letters that one Russian, Ukrainian or Bulgarian spelling is put into Latin by, made one. Own table, after the
differences between BGN/PCGN, ISO 9, ICAO Doc 9303 and passport spellings."""


@dataclass(frozen=True, slots=True)
class Match:
    """A listed name found for a name: by which rule, how good a lead (0 to 1), and the entry."""

    entry: Entry
    text: str
    listed: ListName
    rule: str
    score: float


class Index:
    """All names and numbers of some lists. Make one with `Index(entries)`; it does not change."""

    def __init__(self, entries: Iterable[Entry], policy: Rules | None = None) -> None:
        self.policy = policy or rules()
        parts = list(entries)
        self.entries = joined(parts)
        self._names: dict[tuple[str, str], list[tuple[tuple[str, str], ListName]]] = defaultdict(list)
        self._numbers: dict[str, list[tuple[tuple[str, str], ListNumber]]] = defaultdict(list)
        self.longest = 1
        for key, entry in self.entries.items():
            for name in entry.names:
                for mark in self._marks(entry, name):
                    self._names[mark].append((key, name))
            for number in entry.numbers:
                self._numbers[_bare_number(number.value)].append((key, number))

    def _marks(self, entry: Entry, name: ListName) -> set[tuple[str, str]]:
        marks = {("exact", name.text)}
        for kind in entry.kinds & SCREENED:
            marks.update(("key", str(k)) for k in _keys(name.text, kind))
            core = name_key(name.text, _SCHEMA_OF[kind]).core
            self.longest = max(self.longest, len(core.split()))
            if " " in core:
                marks.add(("romanised", f"{kind}:{romanised(core)}"))
            marks.add(("described", f"{kind}:{self._without_description(core)}"))
            if kind == "person":
                marks.add(("order", " ".join(sorted(core.split()))))
            elif len(core.split()) > 3:
                marks.add(("begins", f"{kind}:{' '.join(core.split()[:3])}"))
        return marks

    def find(self, text: str, schema: str) -> list[Match]:
        """The listed names that a name of a schema may be, best first; at most one of each entry."""
        best: dict[tuple[str, str], Match] = {}
        for rule, key, listed in self._found(text, schema):
            match = self._scored(text, schema, rule, key, listed)
            old = best.get(key)
            if match.score >= self.policy.shown and (
                old is None or (match.score, old.listed.text) > (old.score, listed.text)
            ):
                best[key] = match
        return sorted(best.values(), key=lambda m: (-m.score, m.entry.family, m.entry.id))

    def _found(self, text: str, schema: str) -> Iterator[tuple[str, tuple[str, str], ListName]]:
        kinds = frozenset({"person", "party"}) if schema == "LegalEntity" else frozenset({kind_of(schema)})
        for kind in sorted(kinds & SCREENED):
            key = name_key(text, _SCHEMA_OF[kind])
            if len(key.core) < 2:
                continue
            for rule, mark in self._rules(text, kind, key):
                for found, listed in self._names.get(mark, ()):
                    if kind in self.entries[found].kinds and self._fits(rule, key, listed, kind):
                        yield rule, found, listed

    def _rules(self, text: str, kind: str, key: NameKey) -> Iterator[tuple[str, tuple[str, str]]]:
        yield "exact", ("exact", text)
        for k in _keys(text, kind):
            yield "normalised", ("key", str(k))
        if " " in key.core:  # of one word alone, too many spellings become one
            yield "romanised", ("romanised", f"{kind}:{romanised(key.core)}")
        yield "describing word", ("described", f"{kind}:{self._without_description(key.core)}")
        words = key.core.split()
        if kind == "person" and len(words) > 1:
            yield "other order", ("order", " ".join(sorted(words)))
        if kind == "party" and len(words) >= 3:
            yield "begins", ("begins", f"{kind}:{' '.join(words[:3])}")

    def _fits(self, rule: str, key: NameKey, listed: ListName, kind: str) -> bool:
        if rule != "begins":
            return True
        return name_key(listed.text, _SCHEMA_OF[kind]).core.startswith(key.core + " ")

    def _scored(self, text: str, schema: str, rule: str, key: tuple[str, str], listed: ListName) -> Match:
        form = name_key(text, schema).form
        listed_form = name_key(listed.text, schema).form if form else ""
        if rule in ("exact", "normalised"):
            rule += " alias" if listed.alias else " name"
        if form and listed_form and form != listed_form:
            rule = "other legal form"
        score = self.policy.scores[rule]
        if listed.weak:
            score = min(score, self.policy.weak_alias)
        core = name_key(text, schema).core
        if " " not in core and core.isascii():
            score -= self.policy.one_word
        return Match(self.entries[key], text, listed, rule, round(score, 3))

    def numbered(self, kind: str, value: str) -> list[tuple[Entry, ListNumber]]:
        """The entries that bear this number, of this register or of one the list does not name."""
        found = self._numbers.get(_bare_number(value), ())
        return [(self.entries[key], number) for key, number in found if number.type in ("", kind)]

    def _without_description(self, core: str) -> str:
        kept = [w for w in core.split() if w not in self.policy.describing]
        return " ".join(kept) or core


_SCHEMA_OF = {"party": "Company", "person": "Person", "vessel": "Vessel", "airplane": "Airplane"}


def _keys(text: str, kind: str) -> set[NameKey]:
    return {name_key(text, _SCHEMA_OF[kind]).bare}


def romanised(core: str) -> str:
    """One spelling for the ways a Slavic name is put into Latin letters.

    >>> romanised("tsk vektor") == romanised("tsk vector"), romanised("antey") == romanised("antei")
    (True, True)
    >>> romanised("vektra") == romanised("vektor")
    False
    """
    for pattern, letters in _ROMANISED:
        core = pattern.sub(letters, core)
    return core


def _bare_number(value: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", value.upper().removeprefix("IMO"))
