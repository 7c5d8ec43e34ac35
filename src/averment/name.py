"""A name and what makes two spellings of it one: the normalised key that `resolve` and `screen` both match on.

    >>> name_key("АО «Купол»", "Company").core
    'kupol'
    >>> name_key("Kupol JSC", "Company") == name_key("АО «Купол»", "Company")
    True
    >>> name_key("Mugin 5", "Good") == name_key("Mugin-5", "Good")
    True

Nothing here is fuzzy: letters are folded by fixed tables (Unicode NFKC, case folding, anyascii for alphabets),
and words that are no part of the name (legal forms, articles, titles) are taken off by tables in `data/`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

PARTY = "party"

_KINDS = {
    "Company": PARTY,
    "Organization": PARTY,
    "PublicBody": PARTY,
    "LegalEntity": PARTY,
    "Person": "person",
}
"""Schemata that can be one thing share a kind; every other schema is a kind of its own."""

_UNTRANSLITERATED = re.compile(r"[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]")
"""Han, kana and hangul stay as they are: many characters share one romanisation, so folding them would join
different names."""
_HAN_SPACE = re.compile(rf"(?<={_UNTRANSLITERATED.pattern})\s+(?={_UNTRANSLITERATED.pattern})")
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’ʼ]s|(?<=s)['’ʼ])(?!\w)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’ʼ`´ʹʺ\"]")
_INITIALS = re.compile(r"(?<![^\W_]{2})\b([^\W\d_])\.\s?(?=[^\W\d_](?:\.|\b(?![^\W_])))")
_SEPARATORS = re.compile(r"[^\w]|_")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_]) (?=\d)|(?<=\d) (?=[^\W\d_]\b)")


@dataclass(frozen=True, slots=True)
class NameKey:
    """What two spellings of one name share: the kind of thing, the name's own words, and the legal form if stated.

    `form` is a family of `data/legal_forms.yaml` or "". Two keys with one `core` and two different forms are two
    things; a key without form may be either.
    """

    kind: str
    core: str
    form: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.core}" + (f"|{self.form}" if self.form else "")

    @classmethod
    def parse(cls, text: str) -> "NameKey":
        """Read `str(key)` back.

        >>> NameKey.parse("party:kupol|shares")
        NameKey(kind='party', core='kupol', form='shares')
        """
        kind, _, rest = text.partition(":")
        core, _, form = rest.partition("|")
        return cls(kind, core, form)

    @property
    def bare(self) -> "NameKey":
        """The same without its legal form."""
        return NameKey(self.kind, self.core)


def kind_of(schema: str) -> str:
    """The kind of thing a schema is: mentions of different kinds are never joined.

    >>> kind_of("Company"), kind_of("PublicBody"), kind_of("Person"), kind_of("Good")
    ('party', 'party', 'person', 'good')
    """
    return _KINDS.get(schema, schema.lower())


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower-case letters, digits and single spaces: the spelling without case, accents, alphabet and punctuation.

    >>> fold("«ТСК Вектор»"), fold("U.S. Navy's"), fold("红兔（深圳）")
    ('tsk vektor', 'us navy', '红兔 深圳')
    """
    from anyascii import anyascii

    text = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", text))
    folded = "".join(c if _UNTRANSLITERATED.match(c) else anyascii(c) or " " for c in text)
    folded = _INITIALS.sub(r"\1", folded.replace("&", " and "))
    folded = _SEPARATORS.sub(" ", _APOSTROPHE.sub("", folded)).casefold()
    return " ".join(folded.split())


@lru_cache(maxsize=200_000)
def name_key(text: str, schema: str, code: str = "") -> NameKey:
    """The key of a name as written. `code` is a code the name stands for (ISO 3166 of a country), which wins.

    The core may be empty, when nothing but punctuation was there.
    """
    kind = kind_of(schema)
    if code:
        return NameKey(kind, f"={code.casefold()}")
    words = _without_articles(fold(_given_name_first(text) if kind == "person" else text).split())
    if kind == "person":
        return NameKey(kind, " ".join(_without_honorifics(words)))
    if kind == PARTY:
        core, form = split_legal_form(words)
        return NameKey(kind, core, form)
    if kind in ("good", "vessel", "airplane"):
        return NameKey(kind, _LETTER_DIGIT.sub("", " ".join(words)))
    return NameKey(kind, " ".join(words))


def code_of(schema: str, value: Any) -> str:
    """The ISO code that `extract` found for a country, from a mention's value, or ""."""
    if schema != "Country" or not isinstance(value, dict):
        return ""
    return str(value.get("code") or value.get("country") or "")


def split_legal_form(words: Sequence[str]) -> tuple[str, str]:
    """The name's own words and the family of its legal form, taken off both ends; never all of the name.

    >>> split_legal_form(["ooo", "tsk", "vektor"])
    ('tsk vektor', 'limited')
    >>> split_legal_form(["plant", "co"])
    ('plant', '')
    """
    table = _legal_forms()
    left, right, form = 0, len(words), ""
    changed = True
    while changed:
        changed = False
        for length in range(min(_LONGEST_FORM, right - left - 1), 0, -1):
            found = table.after.get(tuple(words[right - length : right]))
            if found is not None:
                right, form, changed = right - length, form or found, True
                break
            found = table.before.get(tuple(words[left : left + length]))
            if found is not None:
                left, form, changed = left + length, form or found, True
                break
    core = " ".join(words[left:right])
    for ending, family in table.han:
        if core.endswith(ending) and core != ending:
            core, form = core.removesuffix(ending).strip(), form or family
            break
    return _HAN_SPACE.sub("", core), "" if form == "vague" else form


def names_beyond_its_document(text: str, schema: str) -> bool:
    """Whether the words are a name, and not a description that holds only where it stands.

    >>> [
    ...     names_beyond_its_document(t, "Company")
    ...     for t in ("Kupol", "the company", "the Russian company", "Chinese Foreign Ministry")
    ... ]
    [True, False, False, True]
    """
    if schema == "Country":
        return True
    if not any(c.isupper() or c.isdigit() or (c.isalpha() and not c.islower()) for c in text):
        return False
    words = _without_articles(fold(text).split())
    if describing(words):
        return False
    return not (words[-1] in _words("indefinite") and text.split()[-1][:1].islower())


def describing(words: Sequence[str]) -> bool:
    """Whether all these folded words describe instead of naming.

    >>> describing(["plant"]), describing(["npo"])
    (True, False)
    """
    return all(w in _words("indefinite") or w in _words("institutions") for w in words)


def _given_name_first(text: str) -> str:
    family, comma, given = text.partition(",")
    return f"{given} {family}" if comma and "," not in given and given.strip() else text


def _without_articles(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _words("articles") else words


def _without_honorifics(words: list[str]) -> list[str]:
    honorifics = _words("honorifics")
    while len(words) > 1 and words[0] in honorifics:
        words = words[1:]
    return words


@dataclass(frozen=True, slots=True)
class _LegalForms:
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    han: tuple[tuple[str, str], ...]


_LONGEST_FORM = 5
"""Words in the longest legal form of the table."""


@cache
def _legal_forms() -> _LegalForms:
    table = _table("legal_forms.yaml")
    before = {tuple(f.split()): family for family, rows in table.items() for f in rows["before"]}
    after = {tuple(f.split()): family for family, rows in table.items() for f in rows["after"]}
    han = sorted(((f, family) for family, rows in table.items() for f in rows["han"]), key=lambda r: (-len(r[0]), r))
    return _LegalForms(before, after, tuple(han))


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(_table("name_parts.yaml")[group])


@cache
def _table(name: str) -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("averment.data").joinpath(name).read_text(encoding="utf-8"))
    return loaded
