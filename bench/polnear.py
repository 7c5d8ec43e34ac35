"""PolNeAR 1.0 as it lies on disk: articles and the attributions that people marked in them.

It is read from the folder you fetched it to (github.com/networkdynamics/PolNeAR); nothing of it is in this project.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Stretches = Sequence[tuple[int, int]]
Spans = tuple[Stretches, Stretches, Stretches]
"""Source, cue and content of one attribution, in characters."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as sets of token numbers."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class Article:
    """A text of the corpus and what was marked in it."""

    name: str
    text: str
    marks: tuple[tuple["Spans", ...], ...]
    """By annotator: for each attribution the stretches of its source, cue and content."""
    tokens: "Tokens"

    @property
    def gold(self) -> list[Marked]:
        """What the first annotator marked, in words."""
        return [self.tokens.marked(*spans) for spans in self.marks[0]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, to turn stretches of characters into sets of words."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        found = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        return cls([s for s, _ in found], [e for _, e in found])

    def within(self, stretches: Stretches) -> frozenset[int]:
        """The words that share a character with one of the stretches."""
        found: set[int] = set()
        for start, end in stretches:
            at = bisect_left(self.ends, start + 1)
            while at < len(self.starts) and self.starts[at] < end:
                found.add(at)
                at += 1
        return frozenset(found)

    def marked(self, source: Stretches, cue: Stretches, content: Stretches) -> Marked:
        """Stretches as sets of words."""
        return Marked(self.within(source), self.within(cue), self.within(content))


def corpus(folder: Path, split: str) -> Iterator[Article]:
    """The articles of a split, in the order of their names."""
    texts = sorted((folder / "data" / split / "text").glob("*.txt"))
    if not texts:
        raise SystemExit(f"no articles in {folder / 'data' / split / 'text'}: fetch PolNeAR and name its folder")
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        marks = sorted((folder / "data" / split / "attributions").glob(f"{path.stem}_????.ann"))
        yield Article(path.stem, text, tuple(tuple(_standoff(mark)) for mark in marks), Tokens.of(text))


def _standoff(path: Path) -> Iterator[Spans]:
    spans: dict[str, Stretches] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition("\t")
        if head.startswith("T"):
            where = rest.partition("\t")[0].partition(" ")[2]
            spans[head] = [(int(s), int(e)) for s, e in (piece.split() for piece in where.split(";") if piece)]
        elif head.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
            for pair in rest.split():
                role, _, mark = pair.partition(":")
                if (role := role.rstrip("0123456789")) in parts:
                    parts[role] += spans.get(mark, [])
            yield parts["Source"], parts["Cue"], parts["Content"]
