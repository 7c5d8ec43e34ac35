"""Words and ids of protected sources, and whether a page carries one.

The pages are built from an allow-list, so this should never find anything: it is the second lock. What open
sources say as well is no secret and not looked for.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import PurePath

from averment.identity import ID_LENGTH
from averment.mention import ENTITY_SCHEMATA
from averment.store.ledger import Ledger

RUN = 8
"""Words in a row, in a protected text and nowhere else, that count as a quotation of it."""

_HAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(f"[{_HAN}]|[^\\W_{_HAN}]+")
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r"[0-9a-f]{16,64}")


class LeakFound(Exception):
    """A page would have carried something protected, so nothing was published."""

    def __init__(self, path: str, found: str) -> None:
        super().__init__(f"{path} would carry {found!r}, which only a protected source holds; nothing was published")
        self.hint = "if it came in through the title or the notice in case.toml, change it there; else report this"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What must not be printed: `ids` (hex), `names` by their first word, `runs` of `RUN` words."""

    ids: Set[str]
    names: Mapping[str, tuple[str, ...]]
    runs: Set[tuple[str, ...]]

    @classmethod
    def none(cls) -> "Tokens":
        """Nothing is protected."""
        return cls(frozenset(), {}, frozenset())

    def found_in(self, text: str) -> str | None:
        """The first protected thing that `text` (plain or HTML) carries, or None. Case, spacing and
        punctuation make no difference."""
        if not (self.ids or self.names or self.runs):
            return None
        if "<" in text:  # a name may be split by tags, or stand in an attribute: look at both
            bare = self._found_in(_words(html.unescape(_TAG.sub(" ", text))), "")
            if bare is not None:
                return bare
        return self._found_in(_words(html.unescape(text)), text)

    def _found_in(self, words: list[str], text: str) -> str | None:
        line = f" {' '.join(words)} "
        for first in sorted(self.names.keys() & set(words)):
            for name in self.names[first]:
                if f" {name} " in line:
                    return name
        for found in _ID.findall(text):
            if found in self.ids or found[:16] in self.ids:
                return str(found)
        quoted = self.runs & set(_runs(words))
        return " ".join(min(quoted)) if quoted else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def tokens(ledger: Ledger, protected: Set[str], released: Mapping[str, str], own_words: str) -> Tokens:
    """What the protected sources hold and no open source says."""
    open_words = _words(" ".join([own_words, *released.values(), *_open_text(ledger, protected)]))
    open_line = f" {' '.join(open_words)} "
    names: dict[str, set[str]] = {}
    for name in (*_names(ledger, protected), *_judged_names(ledger, protected)):
        words = _words(name)
        line = " ".join(words)
        telling = len(line) >= 6 or (len(line) >= 4 and not line.isdigit()) or _is_han(line)
        if words and telling and f" {line} " not in open_line:
            names.setdefault(words[0], set()).add(line)
    runs: set[tuple[str, ...]] = set()
    for source in sorted(protected):
        runs.update(_runs(_words(ledger.value("SELECT text FROM reading WHERE source = ?", [source]) or "")))
    if runs:
        runs.difference_update(_runs(open_words))
    return Tokens(_ids(ledger, protected), {first: tuple(sorted(n)) for first, n in names.items()}, runs)


def _is_han(line: str) -> bool:
    return len(line) >= 3 and re.fullmatch(f"[{_HAN} ]+", line) is not None


def _open_text(ledger: Ledger, protected: Set[str]) -> Iterator[str]:
    for row in ledger.rows("SELECT * FROM source ORDER BY sequence"):
        if row["id"] in protected:
            continue
        yield from (str(row[c]) for c in _CUSTODY if row[c])
        reading = ledger.row("SELECT * FROM reading WHERE source = ?", [row["id"]])
        if reading is not None:
            yield from (str(reading[c]) for c in ("text", "title", "author", "published") if reading[c])
        values = "SELECT value_json FROM mention WHERE source = ? AND value_json <> '{}'"
        yield from _column(ledger, values, row["id"])
    for hit in ledger.rows("SELECT list_source, entry_name, programs FROM hit"):
        if hit["list_source"] not in protected:
            yield f"{hit['entry_name']} {hit['programs']}"


_CUSTODY = ("name", "received_at", "received_from", "origin", "outlet", "published")


def _names(ledger: Ledger, protected: Set[str]) -> Iterator[str]:
    """Custody, title and author, names and identifiers, voices: everything that could be known of the source."""
    schemata = (*ENTITY_SCHEMATA, "Identifier")
    for source in sorted(protected):
        row = ledger.row("SELECT * FROM source WHERE id = ?", [source])
        if row is None:
            continue
        yield from (str(row[c]) for c in _CUSTODY if row[c])
        yield PurePath(row["name"]).stem
        reading = ledger.row("SELECT title, author, published FROM reading WHERE source = ?", [source])
        yield from (str(value) for value in reading or () if value)
        for mention in ledger.rows("SELECT schema, text FROM mention WHERE source = ?", [source]):
            if mention["schema"] in schemata:
                yield mention["text"]
        numbers = (
            "SELECT f.text FROM paper_field f JOIN paper p ON p.id = f.paper WHERE p.source = ? AND f.line = 0 AND "
        )
        yield from _column(
            ledger, numbers + "f.name IN ('number', 'contract', 'account', 'swift', 'reference')", source
        )
        yield from _column(ledger, "SELECT name FROM voice v JOIN claim c ON c.id = v.claim WHERE c.source = ?", source)


def _judged_names(ledger: Ledger, protected: Set[str]) -> Iterator[str]:
    """Names that people judged in protected sources: known although no machine may find them any more."""
    for (value,) in ledger.rows("SELECT value_json FROM judgement WHERE sequence IS NOT NULL ORDER BY sequence"):
        found = json.loads(value)
        for kept in (*found.get("as_judged", ()), found.get("corrected"), found.get("added")):
            if kept and str(kept.get("sha256", ""))[:ID_LENGTH] in protected:
                record = kept.get("claim") or kept.get("mention") or {}
                if "schema" in record and record["schema"] in ENTITY_SCHEMATA:
                    yield str(record.get("text", ""))
                yield from (str(voice.get("name", "")) for voice in record.get("voices", ()))
                yield from (
                    str(end.get("text", "")) for t in record.get("triples", ()) for end in (t["subject"], t["object"])
                )


def protected_words(ledger: Ledger, protected: Set[str]) -> frozenset[str]:
    """The words, each by itself, that protected texts hold and no open source does."""
    held: set[str] = set()
    for source in sorted(protected):
        held.update(_words(ledger.value("SELECT text FROM reading WHERE source = ?", [source]) or ""))
    return frozenset(held.difference(_words(" ".join(_open_text(ledger, protected)))) if held else held)


def words_in(text: str) -> frozenset[str]:
    """The words of a text, as `protected_words` has them."""
    return frozenset(_words(text))


def _ids(ledger: Ledger, protected: Set[str]) -> set[str]:
    found: set[str] = set()
    for source in sorted(protected):
        found.update((source, ledger.value("SELECT sha256 FROM source WHERE id = ?", [source])))
        for table in ("passage", "mention", "claim", "paper", "problem"):
            found.update(_column(ledger, f"SELECT id FROM {table} WHERE source = ?", source))  # noqa: S608
    found.update(str(row[0]) for row in ledger.rows(_FIRST_MET_IN, [",".join(sorted(protected))]))
    return found


# An entity's id is made from its first mention, so it tells of the source that mention stands in.
_FIRST_MET_IN = """
SELECT entity FROM (
    SELECT b.entity, m.source, row_number() OVER (PARTITION BY b.entity ORDER BY s.sequence, m.start, m.id) AS n
    FROM member b JOIN mention m ON m.id = b.mention JOIN source s ON s.id = m.source
) WHERE n = 1 AND instr(?, source) > 0
"""


def _column(ledger: Ledger, sql: str, source: str) -> Iterable[str]:
    return (str(row[0]) for row in ledger.rows(sql, [source]))
