"""A Russian passage as its rules see it: words with tags and heads, sentences, the model's own guesses of names.

Tokens and sentences are razdel's, tags, heads and guesses those of slovnet's compact models, whose files the wheel of
natasha carries (natasha itself is never imported). All MIT: https://github.com/natasha .
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from averment.extract.russian.morphology import lemma_of
from averment.extract.russian.repair import repaired
from averment.extract.russian.word import Word

MODELS = "slovnet news v1 (natasha 1.6.0)"

LONGEST_SENTENCE = 200
"""Words the syntax is asked about at once: it compares all with all. A longer sentence is cut."""

Range = tuple[int, int]
"""Words or characters, end exclusive."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A name as the model sees it: `start` and `end` in the passage's text, `label` "PER", "ORG" or "LOC"."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Text:
    """A passage read."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Range, ...]
    """Ranges of words."""
    guesses: tuple[Guess, ...]
    children: tuple[tuple[int, ...], ...] = field(init=False)
    """The indices of the words that hang on each word, in order."""

    def __post_init__(self) -> None:
        found: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                found[word.head].append(word.i)
        object.__setattr__(self, "children", tuple(tuple(c) for c in found))

    def kids(self, word: Word, *rels: str) -> list[Word]:
        """The words that hang on a word, those with these relations where given ("nmod" holds for "nmod:x" too)."""
        kids = (self.words[i] for i in self.children[word.i])
        return [k for k in kids if not rels or k.rel in rels or k.rel.split(":")[0] in rels]

    def subtree(self, word: Word, limit: int = 400) -> list[int]:
        """The indices of a word and all that hangs on it, in order."""
        found: set[int] = set()
        pending = [word.i]
        while pending and len(found) < limit:  # the parser may tie two words to each other
            at = pending.pop()
            if at not in found:
                found.add(at)
                pending.extend(self.children[at])
        return sorted(found)

    def case_of(self, word: Word) -> str:
        """The preposition before a word, in lower case ("в связи с" is "в связи с")."""
        marks = [k for k in self.kids(word, "case") if k.i < word.i]
        return " ".join(k.lower for m in marks for k in [m, *self.kids(m, "fixed")])

    def at(self, start: int, end: int) -> list[Word]:
        """The words that touch a stretch of characters."""
        first = self._first(start)
        found = []
        for word in self.words[first:]:
            if word.start >= end:
                break
            if word.end > start:
                found.append(word)
        return found

    def _first(self, start: int) -> int:
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        return low


# ---- reading


def parse(texts: Sequence[str]) -> Iterator[Text]:
    """Each text, in order. What is read of one never depends on the others."""
    for text in texts:
        yield read(text)


def read(text: str) -> Text:
    """One passage."""
    from razdel import sentenize, tokenize

    models = _models()
    sentences = [s for whole in sentenize(text) for s in _after_initials(text, whole.start, whole.stop)]
    pieces: list[_Piece] = []
    ranges: list[Range] = []
    total = 0
    for start, end in sentences:
        tokens = _joined([(start + t.start, start + t.stop, t.text) for t in tokenize(text[start:end])])
        for at in range(0, len(tokens), LONGEST_SENTENCE):
            cut = tokens[at : at + LONGEST_SENTENCE]
            pieces += _without_brackets(cut, total, len(ranges))
            ranges.append((total, total + len(cut)))
            total += len(cut)
    strings = [[t for _, _, t in piece.tokens] for piece in pieces]
    words: list[Word | None] = [None] * total
    for piece, tags, tree in zip(pieces, models.morph.map(strings), models.syntax.map(strings), strict=True):
        for index, token, tag, node in zip(piece.indices, piece.tokens, tags.tokens, tree.tokens, strict=True):
            words[index] = _word(piece, index, token, tag, node)
    found = repaired([w for w in words if w is not None], ranges)
    return Text(text, found, tuple(ranges), tuple(_guesses(models.ner, text)))


Token = tuple[int, int, str]
_SHORTENED = frozenset({"тыс", "млн", "млрд", "трлн", "руб", "долл", "г", "гг", "им", "ул", "шт", "кв", "стр", "ст"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens the models read together: a sentence without its brackets, or what stands in brackets."""

    tokens: list[Token]
    indices: list[int]
    sentence: int
    hangs_on: int | None
    """The word that what stands in brackets belongs to."""


def _joined(tokens: list[Token]) -> list[Token]:
    """Abbreviations with their full stop: "тыс." is one word to the parser."""
    found: list[Token] = []
    for start, end, word in tokens:
        last = found[-1] if found else None
        if (
            word == "."
            and last is not None
            and last[1] == start
            and last[2] in _SHORTENED
            and start + 1 < tokens[-1][1]
        ):
            found[-1] = (last[0], end, last[2] + ".")
        else:
            found.append((start, end, word))
    return found


def _without_brackets(tokens: list[Token], base: int, sentence: int) -> list[_Piece]:
    """A sentence and its brackets apart: what is put in between leads the parser astray."""
    spans: list[Range] = []
    opened: int | None = None
    for index, (_, _, word) in enumerate(tokens):
        if word == "(" and opened is None:
            opened = index
        elif word == ")" and opened is not None:
            if opened > 0 and index - opened > 1:
                spans.append((opened, index + 1))
            opened = None
    inside = {i for a, b in spans for i in range(a, b)}
    outer = [i for i in range(len(tokens)) if i not in inside]
    if not spans or not outer:
        return [_Piece(tokens, list(range(base, base + len(tokens))), sentence, None)]
    pieces = [_Piece([tokens[i] for i in outer], [base + i for i in outer], sentence, None)]
    for a, b in spans:
        before = next((i for i in range(a - 1, -1, -1) if tokens[i][2][:1].isalnum() and i not in inside), None)
        hangs = None if before is None else base + before
        pieces.append(_Piece(tokens[a:b], list(range(base + a, base + b)), sentence, hangs))
    return pieces


def _word(piece: _Piece, index: int, token: Token, tag: Any, node: Any) -> Word:
    head = int(node.head_id)
    at = piece.indices[head - 1] if 0 < head <= len(piece.indices) else index
    rel = "root" if at == index else node.rel
    if rel == "root" and piece.hangs_on is not None:
        at, rel = piece.hangs_on, "dep"
    return Word(
        index, piece.sentence, token[2], token[0], token[1], tag.pos, tag.feats, at, rel,
        lemma_of(token[2].rstrip(".") or token[2], tag.pos, tag.feats),
    )  # fmt: skip


_INITIALS = re.compile(r"[а-яё]\s[А-ЯЁ]\.\s?[А-ЯЁ]\.(\s+)(?=[А-ЯЁ][а-яё]+)")


def _after_initials(text: str, start: int, end: int) -> Iterator[Range]:
    """A sentence, cut where initials after a family name end it ("… Сухановой Е.П. Общество …")."""
    for match in _INITIALS.finditer(text, start, end):
        yield start, match.start(1)
        start = match.end()
    yield start, end


def tokens_only(text: str) -> Text:
    """Words without tags and heads: rows of a table, and text beyond the limits."""
    from razdel import tokenize

    words = tuple(
        Word(i, 0, t.text, t.start, t.stop, "X", {}, i, "root", lemma_of(t.text, "NOUN", {}))
        for i, t in enumerate(tokenize(text))
    )
    return Text(text, words, ((0, len(words)),), ())


def _guesses(ner: Any, text: str) -> Iterator[Guess]:
    for marked in ner.map([text]):
        for span in marked.spans:
            yield Guess(span.start, span.stop, span.type)


@dataclass(frozen=True, slots=True)
class _Models:
    morph: Any
    syntax: Any
    ner: Any


@lru_cache(maxsize=1)
def _models() -> _Models:
    """The models, with the vectors they share: about 0.2 GB, loaded once a process."""
    from importlib.util import find_spec

    from navec import Navec
    from slovnet import NER, Morph, Syntax
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")  # the matrices are small: several threads only wait for one another
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package natasha, whose files hold the Russian models, is not installed")
    data = Path(next(iter(spec.submodule_search_locations))) / "data"
    vectors = Navec.load(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    morph = Morph.load(data / "model" / "slovnet_morph_news_v1.tar")
    syntax = Syntax.load(data / "model" / "slovnet_syntax_news_v1.tar")
    ner = NER.load(data / "model" / "slovnet_ner_news_v1.tar")
    for model in (morph, syntax, ner):
        model.navec(vectors)
    return _Models(morph, syntax, ner)
