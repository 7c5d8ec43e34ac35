"""Text cut into words and word pieces, and packed into the windows the tagger reads.

The pieces are those of BERT's uncased vocabulary: lower case, accents off, longest match first (Devlin et al. 2019,
and the vocabulary file beside this one). Beside each piece stand its case and whether it lies inside quotation marks,
which lower-casing and cutting would lose.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

WINDOW = 256
"""Pieces a window holds at most: what the tagger was trained on."""

PAD, UNKNOWN, OPENS, CLOSES = 0, 100, 101, 102
LONGEST_WORD = 100
"""Characters of a word beyond which it is not looked up."""

_CHUNK = re.compile(r"\S+")
_SENTENCE_ENDS = frozenset('.!?”"')
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage: `start` and `end` are offsets into the passage's text."""

    passage: int
    start: int
    end: int


@dataclass(slots=True)
class Window:
    """Pieces that are read together, from one passage or several whole ones."""

    words: list[Word] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    """For each word the index of its first piece."""
    ids: list[int] = field(default_factory=lambda: [OPENS])
    cases: list[int] = field(default_factory=lambda: [0])
    quotes: list[int] = field(default_factory=lambda: [0])

    def add(self, words: "Sequence[_Cut]") -> None:
        """Append words and the mark that closes a passage."""
        for cut in words:
            self.words.append(cut.word)
            self.first.append(len(self.ids))
            self.ids += cut.ids
            self.cases += [cut.case] * len(cut.ids)
            self.quotes += [cut.quote] * len(cut.ids)
        self.ids.append(CLOSES)
        self.cases.append(0)
        self.quotes.append(0)


@dataclass(frozen=True, slots=True)
class _Cut:
    word: Word
    text: str
    ids: tuple[int, ...]
    case: int
    quote: int


def windows(texts: Sequence[str], room: int = WINDOW) -> Iterator[Window]:
    """The texts of the passages of a source, packed in order; a passage too long for a window is cut at a sentence.

    `room` is how many pieces the first window may hold: training moves the borders about with it.
    """
    window = Window()
    for index, text in enumerate(texts):
        words = _words(index, text)
        size = sum(len(w.ids) for w in words) + 1
        if len(window.ids) + size > room and window.words:
            yield window
            window, room = Window(), WINDOW
        if size > WINDOW - 1:
            for part in _parts(words):
                alone = Window()
                alone.add(part)
                yield alone
        elif words:
            window.add(words)
    if window.words:
        yield window


def _parts(words: Sequence[_Cut]) -> Iterator[Sequence[_Cut]]:
    """A long passage in parts that fit, each ending with a sentence where one ends in its second half."""
    start = 0
    while start < len(words):
        room, end = WINDOW - 2, start
        while end < len(words) and len(words[end].ids) <= room:
            room -= len(words[end].ids)
            end += 1
        end = max(end, start + 1)
        if end < len(words):
            half = start + (end - start) // 2
            end = next((i for i in range(end, half, -1) if words[i - 1].text in _SENTENCE_ENDS), end)
        yield words[start:end]
        start = end


def _words(passage: int, text: str) -> list[_Cut]:
    made: list[_Cut] = []
    inside = False
    for start, end in _stretches(text):
        word = text[start:end]
        quote = 1 if inside else 0
        if word == '"':
            quote, inside = 2, not inside
        elif word in _OPENING or word in _CLOSING:
            quote, inside = 2, word in _OPENING
        ids = pieces(word)
        if ids:
            made.append(_Cut(Word(passage, start, end), word, ids[: WINDOW - 2], _case(word), quote))
    return made


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and digits, and every mark of punctuation alone."""
    for match in _CHUNK.finditer(text):
        chunk, offset = match.group(), match.start()
        if chunk.isascii() and chunk.isalnum():
            yield offset, match.end()
            continue
        start = 0
        for i, char in enumerate(chunk):
            if _stands_alone(char):
                if start < i:
                    yield offset + start, offset + i
                yield offset + i, offset + i + 1
                start = i + 1
        if start < len(chunk):
            yield offset + start, match.end()


@lru_cache(maxsize=4096)
def _stands_alone(char: str) -> bool:
    if char.isascii():
        return char.isprintable() and not char.isalnum()
    return unicodedata.category(char).startswith("P") or "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def _case(word: str) -> int:
    """1 lower, 2 capital first, 3 all capitals, 4 digits, 5 no letters."""
    if word.isdigit():
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    return 2 if word[0].isupper() else 1


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, int]:
    lines = (files(__package__) / "model" / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[int, ...]:
    """The piece numbers of a word; empty for one of invisible characters alone.

    >>> len(pieces("attribution")), pieces("\\u200b")
    (1, ())
    """
    bare = "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) not in ("Mn", "Cc", "Cf")
    )
    if not bare or bare == "\ufffd":
        return ()
    if len(bare) > LONGEST_WORD:
        return (UNKNOWN,)
    known = _vocabulary()
    found: list[int] = []
    start = 0
    while start < len(bare):
        end = len(bare)
        while end > start and (piece := bare[start:end] if start == 0 else "##" + bare[start:end]) not in known:
            end -= 1
        if end == start:
            return (UNKNOWN,)
        found.append(known[piece])
        start = end
    return tuple(found)
