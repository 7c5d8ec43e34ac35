"""A Russian passage as its rules see it: words with tags and heads, sentences, the model's own guesses of names.

Tokens and sentences are razdel's, tags, heads and guesses those of slovnet's compact models, whose files the wheel of
natasha carries (natasha itself is never imported). All MIT: https://github.com/natasha .
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from averment.extract.russian.morphology import lemma_of

MODELS = "slovnet news v1 (natasha 1.6.0)"

LONGEST_SENTENCE = 200
"""Words the syntax is asked about at once: it compares all with all. A longer sentence is cut."""

Range = tuple[int, int]
"""Words or characters, end exclusive."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token: `start` and `end` are offsets into the passage's text, `head` the index of the word it hangs on.

    `head` is its own index for the root of a sentence. `pos`, `features` and `rel` are Universal Dependencies'.
    """

    i: int
    sentence: int
    text: str
    start: int
    end: int
    pos: str
    features: Mapping[str, str]
    head: int
    rel: str
    lemma: str

    @property
    def lower(self) -> str:
        """In lower case, with "е" for "ё"."""
        return self.text.lower().replace("ё", "е")

    @property
    def case(self) -> str:
        """ "Nom", "Gen", … or ""."""
        return self.features.get("Case", "")

    @property
    def plural(self) -> bool:
        """Whether it is plural."""
        return self.features.get("Number") == "Plur"

    @property
    def is_verb(self) -> bool:
        """A verb, participles and gerunds included."""
        return self.pos in ("VERB", "AUX")

    @property
    def form(self) -> str:
        """ "Fin", "Inf", "Part", "Conv" of a verb."""
        return self.features.get("VerbForm", "")


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
        found, pending = [], [word.i]
        while pending and len(found) < limit:
            at = pending.pop()
            found.append(at)
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
    pieces: list[list[Any]] = []
    offsets: list[int] = []
    for sentence in sentenize(text):
        tokens = list(tokenize(sentence.text))
        for at in range(0, len(tokens), LONGEST_SENTENCE):
            pieces.append(tokens[at : at + LONGEST_SENTENCE])
            offsets.append(sentence.start)
    strings = [[t.text for t in piece] for piece in pieces]
    tagged = list(models.morph.map(strings))
    parsed = list(models.syntax.map(strings))
    words: list[Word] = []
    sentences: list[Range] = []
    for number, (piece, offset, tags, tree) in enumerate(zip(pieces, offsets, tagged, parsed, strict=True)):
        base = len(words)
        for index, (token, tag, node) in enumerate(zip(piece, tags.tokens, tree.tokens, strict=True)):
            head = int(node.head_id)
            words.append(
                Word(
                    base + index,
                    number,
                    token.text,
                    offset + token.start,
                    offset + token.stop,
                    tag.pos,
                    tag.feats,
                    base + (head - 1 if 0 < head <= len(piece) else index),
                    "root" if head == 0 else node.rel,
                    lemma_of(token.text, tag.pos, tag.feats),
                )
            )
        sentences.append((base, len(words)))
    return Text(text, tuple(words), tuple(sentences), tuple(_guesses(models.ner, text)))


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
