"""Which words on a paper are a label, of which field, and where their value begins.

    label_at(piece.text)  →  Label(field="seller", end=8, value=8, colon=True)

Labels are matched at the beginning of a piece, in three languages, "Продавец / Seller:" as one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from averment.extract.tables import table

STOP = "stop"
"""The field of a label that is none of ours but ends the value before it."""

LANGUAGES = ("en", "ru", "zh")
_FOLD = {
    "ё": "е",
    "：": ":",
    "（": "(",
    "）": ")",
    "／": "/",
    "№": "no",
    "#": "no",
    "，": ",",
    "\u00a0": " ",
    "＃": "no",
}
_DROPPED = frozenset("._*\u200b\ufeff•·●|")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMERO = re.compile(r"(?<=[а-яё] )N[eе°º](?![a-zа-яё])", re.IGNORECASE)
_CODE_START = re.compile(r"\s*[:=]?\s*(?=[\dA-Z])")
_LONGEST = 80
"""Characters of a label with its translation and hints, at most."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Text with case, dots and variants of signs taken out; `at[i]` is where its character i stands in the original."""

    text: str
    at: tuple[int, ...]


def fold(text: str) -> Folded:
    """Text as labels are compared: "Invoice  No.:" and "INVOICE №:" are both "invoice no:"."""
    letters: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        if character in _DROPPED:
            continue
        if character == "N" and letters and letters[-1] == " " and _NUMERO.match(text, index):
            letters += "n"  # "Контракт Ne 5": the sign № as it is often recognised
            at.append(index)
            continue
        if letters and letters[-1] == "n" and index and text[index - 1] == "N" and _NUMERO.match(text, index - 1):
            letters += "o"
            at.append(index)
            continue
        if character.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                at.append(index)
            continue
        for letter in _FOLD.get(character) or _FOLD.get(character.lower()) or character.lower()[:1]:
            letters.append(letter)
            at.append(index)
    at.append(len(text))
    return Folded("".join(letters), tuple(at))


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a text: its words end at `end`, its value begins at `value` (offsets into the text).

    `colon` says that a colon (or the end of the text) follows: without one, only some kinds of value count.
    `start` is past a box number ("1. Shipper").
    """

    field: str
    start: int
    end: int
    value: int
    colon: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Label phrases by their first letter, the longest first, with all fields that they may be."""

    by_first: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]

    def match(self, text: str, at: int = 0) -> tuple[str, tuple[str, ...]] | None:
        """The longest phrase that stands at `at` of a folded text and ends where a word ends."""
        for phrase, fields in self.by_first.get(text[at : at + 1], ()):
            if text.startswith(phrase, at):
                after = text[at + len(phrase) : at + len(phrase) + 1]
                if not after.isalpha() or _HAN.match(phrase[-1]) or _HAN.match(after):
                    return phrase, fields
        return None


def vocabulary_of(phrases: Mapping[str, list[str]]) -> Vocabulary:
    """A vocabulary from folded phrases with the names they stand for."""
    by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase, names in phrases.items():
        by_first.setdefault(phrase[0], []).append((phrase, tuple(names)))
    return Vocabulary({k: tuple(sorted(v, key=lambda e: (-len(e[0]), e[0]))) for k, v in by_first.items()})


def phrases_of(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Folded phrases of a table's rows in all languages, each with the names of its rows in the table's order."""
    found: dict[str, list[str]] = {}
    for name, row in rows.items():
        for language in LANGUAGES:
            for phrase in row.get(language, ()):
                names = found.setdefault(fold(str(phrase)).text.strip(), [])
                if name not in names:
                    names.append(name)
    found.pop("", None)
    return found


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The labels of all fields, and the words that end a value."""
    documents = table("documents")
    phrases = phrases_of(documents["fields"])
    for phrase in phrases_of({STOP: documents["stops"]}):
        phrases.setdefault(phrase, []).append(STOP)
    return vocabulary_of(phrases)


@lru_cache(maxsize=1)
def _hints() -> tuple[str, ...]:
    return tuple(sorted({fold(str(h)).text for h in table("documents")["hints"]}, key=lambda h: (-len(h), h)))


def kind_of(field: str) -> str:
    """The type of a field's value: "party", "date", …; "" for a stop."""
    return "" if field == STOP else str(table("documents")["fields"][field]["type"])


def is_loose(field: str) -> bool:
    """Whether the field's labels are also common words, so that they need a colon."""
    return field != STOP and bool(table("documents")["fields"][field].get("loose"))


def belongs_to_party(field: str) -> bool:
    """Whether the field is one of the party named before it (its address, its account)."""
    return field != STOP and bool(table("documents")["fields"][field].get("of_party"))


_BOX = re.compile(r"(?:box )?\(?\d{1,2}[a-z]?[.) /]\s*", re.IGNORECASE)


def labels_at(text: str) -> Iterator[Label]:
    """The label at the beginning of a text, once for each field that its words may stand for; none for a sentence."""
    folded = fold(text[: 3 * _LONGEST])
    begin = 0
    boxed = _BOX.match(text)
    if boxed and boxed.end() < len(text):
        begin = next((i for i, at in enumerate(folded.at) if at >= boxed.end()), 0)
    while begin < len(folded.text) and folded.text[begin] in ' "«([':
        begin += 1
    found = vocabulary().match(folded.text, begin)
    if found is None and begin:
        begin, found = 0, vocabulary().match(folded.text, 0)
    if found is None:
        return
    phrase, fields = found
    end = _translations(folded.text, begin + len(phrase))
    if end - begin > _LONGEST:
        return
    rest = folded.text[end:]
    colon = rest.lstrip(" )").startswith((":", "=")) or not rest.strip(" :)")
    skipped = len(rest) - len(rest.lstrip(" :=)"))
    if "\n" in text[folded.at[max(end - 1, 0)] : folded.at[min(end + skipped, len(folded.text))]]:
        colon = True
    last = folded.at[end - 1] + 1
    if text[last : last + 1] == ".":
        last += 1
    value = folded.at[min(end + skipped, len(folded.text))]
    for field in fields:
        yield Label(field, folded.at[begin], last, value, colon)


def _translations(text: str, at: int) -> int:
    """Past what follows a label and belongs to it: hints in brackets, and the same label in another language."""
    for _ in range(6):
        before = at
        rest = text[at:]
        bracket = re.match(r"\s*\([^()]{1,90}\)", rest)
        if bracket:
            at += bracket.end()
            continue
        joined = re.match(r"\s*[/,\\(-]\s*|\s+", rest)
        here = at + (joined.end() if joined else 0)
        hint = next((h for h in _hints() if text.startswith(h, here) and not text[here + len(h) :][:1].isalnum()), None)
        if hint is not None and (joined or _HAN.match(hint)):
            at = here + len(hint)
            continue
        other = vocabulary().match(text, here)
        if other is not None and _is_translation(text, at, here, len(other[0])):
            at = here + len(other[0])
        if at == before:
            return at
    return at


def _is_translation(text: str, at: int, here: int, length: int) -> bool:
    """Whether the label that follows says the same in another script, or after a slash."""
    if "/" in text[at:here] or "(" in text[at:here]:
        return True
    own, other = _script(text[max(0, at - 3) : at]), _script(text[here : here + length])
    return own != other


def _script(text: str) -> str:
    if _HAN.search(text):
        return "zh"
    return "ru" if re.search("[а-я]", text) else "en"


@lru_cache(maxsize=1)
def _inner() -> re.Pattern[str]:
    """Labels that may stand in the middle of a value and end it: those of codes, and any with a colon."""
    codes = [
        phrase
        for phrase, names in phrases_of(table("documents")["fields"]).items()
        if all(belongs_to_party(n) or kind_of(n) == "code" for n in names) and len(phrase) > 1
    ]
    listed = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(codes, key=lambda c: (-len(c), c)))
    return re.compile(rf"(?<![\w])(?:{listed})(?![\w])")


def cut_at_labels(text: str) -> list[tuple[int, int]]:
    """Stretches of a value, parted where another label with a colon begins, or the label of a code before a code.

    The first stretch is the value; each of the others begins with a label.
    """
    folded = fold(text[:2000])
    cuts = {0}
    for match in re.finditer(":", folded.text):
        begin = _label_before(folded.text, match.start())
        if begin:  # a label at the very beginning is that of the value itself
            cuts.add(folded.at[begin])
    for match in _inner().finditer(folded.text):
        if match.start() and _CODE_START.match(text, folded.at[match.end() - 1] + 1):
            cuts.add(folded.at[match.start()])
    ordered = [*sorted(cuts), len(text)]
    return [(a, b) for a, b in pairwise(ordered) if b > a]


def _label_before(text: str, colon: int) -> int | None:
    """Where the label that ends at a colon begins, if one does."""
    window = text[max(0, colon - 60) : colon].rstrip()
    offset = max(0, colon - 60)
    for begin in (m.start() for m in re.finditer(r"(?<![\w])\w|[\u4e00-\u9fff]", window)):
        found = vocabulary().match(text, begin + offset)
        if found is None:
            continue
        end = _translations(text[: colon + 1], begin + offset + len(found[0]))
        if end >= offset + len(window):
            return begin + offset
    return None
