"""How well recognised words match an invented invoice: errors by script, fields found, boxes, for any engine."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from invoices import Paper, is_han

Pixels = tuple[float, float, float, float]
"""left, top, right, bottom, in pixels of the picture."""
SCRIPTS = ("Latin", "Cyrillic", "Han", "digits")


@dataclass(slots=True)
class Score:
    """Sums over papers; the rates are taken at the end."""

    letters: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    fields: int = 0
    found: int = 0
    words: int = 0
    boxed: int = 0
    seconds: float = 0.0
    papers: int = 0

    def merge(self, other: "Score") -> None:
        """Add the sums of another."""
        self.letters += other.letters
        self.errors += other.errors
        for name in ("fields", "found", "words", "boxed", "seconds", "papers"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def rate(self, script: str | None = None) -> float:
        """Character errors over characters, of one script or of all."""
        if script is None:
            return sum(self.errors.values()) / max(sum(self.letters.values()), 1)
        return self.errors[script] / max(self.letters[script], 1)


def script_of(letter: str) -> str:
    """The script a character counts for; punctuation counts with the digits."""
    if is_han(letter):
        return "Han"
    if "\u0400" <= letter <= "\u04ff":
        return "Cyrillic"
    return "Latin" if letter.isalpha() else "digits"


def add(score: Score, paper: Paper, words: Sequence[tuple[str, Pixels]], text: str) -> None:
    """Count one paper. `words` are what was recognised and where, `text` what a reader is handed."""
    score.papers += 1
    cells: list[list[tuple[str, Pixels]]] = [[] for _ in paper.cells]
    for word in words:
        shares = [max(_share_inside(word[1], box) for box in cell.boxes) for cell in paper.cells]
        best = max(range(len(shares)), key=shares.__getitem__)
        if shares[best] > 0.3:
            cells[best].append(word)
        else:
            score.errors["digits"] += len(word[0])  # a word where there is none
    for cell, mine in zip(paper.cells, cells, strict=True):
        mine.sort(key=lambda w: _along(w[1], paper.along))
        _count_letters(score, cell.text, _joined(mine))
        for word_box in cell.boxes:
            score.words += 1
            inside = [w[1] for w in mine if _share_inside(w[1], word_box) > 0.5]
            inside = inside or [w[1] for w in mine if _overlap(w[1], word_box) > 0.0]
            score.boxed += bool(inside) and _iou(_around(inside), word_box) >= 0.5
    flat = " ".join(text.split())
    score.fields += len(paper.fields)
    score.found += sum(_plain(f) in _plain(flat) for f in paper.fields)


def _along(box: Pixels, direction: tuple[float, float]) -> float:
    """How far along the direction of writing a box begins."""
    return min(x * direction[0] + y * direction[1] for x in (box[0], box[2]) for y in (box[1], box[3]))


def _plain(text: str) -> str:
    """Wide punctuation as narrow: a comma is a comma."""
    return text.translate(str.maketrans("\uff1a\uff0c\uff08\uff09", ":,()"))


def _joined(words: Sequence[tuple[str, Pixels]]) -> str:
    """Words as one text: no space between Chinese characters, however the engine cut them.

    An engine that sees a space between Chinese characters where none is pays for it only in `fields`.
    """
    joined = ""
    for word, _ in words:
        bare = not joined or (is_han(joined[-1]) and is_han(word[0]))
        joined += word if bare else f" {word}"
    return joined


def _count_letters(score: Score, truth: str, read: str) -> None:
    truth, read = _plain(truth).replace(" ", ""), _plain(read).replace(" ", "")
    score.letters.update(script_of(c) for c in truth)
    for script in edits(truth, read):
        score.errors[script] += 1


def edits(truth: str, read: str) -> list[str]:
    """The script of every character wrong, missing or too much, by the least edits."""
    table = [list(range(len(read) + 1))]
    for i, wanted in enumerate(truth, 1):
        row = [i]
        for j, got in enumerate(read, 1):
            row.append(min(table[-1][j] + 1, row[-1] + 1, table[-1][j - 1] + (wanted != got)))
        table.append(row)
    wrong: list[str] = []
    i, j = len(truth), len(read)
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + (truth[i - 1] != read[j - 1]):
            if truth[i - 1] != read[j - 1]:
                wrong.append(script_of(truth[i - 1]))
            i, j = i - 1, j - 1
        elif i and table[i][j] == table[i - 1][j] + 1:
            wrong.append(script_of(truth[i - 1]))
            i -= 1
        else:
            wrong.append(script_of(truth[max(i - 1, 0)]))
            j -= 1
    return wrong


def _around(boxes: Sequence[Pixels]) -> Pixels:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _area(box: Pixels) -> float:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _overlap(one: Pixels, other: Pixels) -> float:
    return _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def _share_inside(one: Pixels, other: Pixels) -> float:
    return _overlap(one, other) / max(_area(one), 1e-9)


def _iou(one: Pixels, other: Pixels) -> float:
    both = _overlap(one, other)
    return both / max(_area(one) + _area(other) - both, 1e-9)
