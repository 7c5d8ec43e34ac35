"""One page read by several languages: for every stretch of every line, the words of the language that read it best.

Tesseract's own mixture of languages lets the first one win near ties; a Chinese model reads Latin letters well and
Cyrillic ones as Latin, the alphabets read Chinese as nonsense. Here every language reads the page alone, and where
their words lie on the same ink, the surer one is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from averment.read.ocr.spelling import OWN_LATIN
from averment.read.ocr.word import Word, confidence, is_han

BONUS = 0.04
"""How much surer the Chinese reading must be where it finds no Chinese character."""
HAN_BONUS = 0.1
"""How much surer an alphabet must be where the Chinese reading finds Chinese characters and is sure of them."""
SURE = 0.75
OTHER_HAN = 0.3
"""How much surer the other kind of Chinese must be than the page's own, simplified or traditional."""
NOTHING = 0.25
"""Confidence below which marks are specks and rules."""
ALONE = 0.3
"""Confidence below which what one language sees, and no other, is nothing."""
_BAND = 64


@dataclass(frozen=True, slots=True)
class Pass:
    """What one language made of the page.

    `handicap` is how much surer it must be than the others to be chosen. `script` is "Han"; "Latin" for a reading
    whose look-alike letters prove nothing beside one that knows Cyrillic too; or "" where it is open.
    """

    words: Sequence[Word]
    handicap: float = 0.0
    script: str = ""


_Group = list[tuple[int, Word]]
"""Words that lie on the same ink, each with the number of its pass."""


def best(passes: Sequence[Pass]) -> list[Word]:
    """The words to keep, in no order."""
    if len(passes) == 1:
        return [w for w in passes[0].words if not _speck(w)]
    groups = list(groups_of([p.words for p in passes]))
    kept: list[Word] = []
    for group in groups:
        if not _is_marks(w for _, w in group):
            several = len({n for n, _ in group}) > 1
            kept += [w for w in _chosen(group, passes) if not _speck(w) and (several or w.confidence >= ALONE)]
    chinese = [w for w in kept if is_han(w.text[0]) or is_han(w.text[-1])]
    marks: list[Word] = []
    for group in groups:
        if _is_marks(w for _, w in group):
            marks += [w for w in _marks(group, passes, chinese) if not any(_beside(w, m, 0.3) for m in marks)]
    return kept + marks


def _chosen(group: _Group, passes: Sequence[Pass]) -> list[Word]:
    """The best reading of some ink. Readings that agree lend it the best confidence among them, and the closest box."""
    options = {n: [w for m, w in group if m == n] for n in sorted({m for m, _ in group})}
    width = max(w.box[2] for _, w in group) - min(w.box[0] for _, w in group)
    number = max(options, key=lambda n: (_worth(options[n], passes[n], width), -n))
    chosen = options[number]
    texts = [w.text for w in chosen]
    agreed = [words for words in options.values() if [w.text for w in words] == texts]
    return [
        replace(
            word,
            confidence=max(words[index].confidence for words in agreed),
            box=min((words[index].box for words in agreed), key=lambda b: (b[2] - b[0]) * (b[3] - b[1])),
        )
        for index, word in enumerate(chosen)
    ]


def _marks(group: _Group, passes: Sequence[Pass], chinese: Sequence[Word]) -> list[Word]:
    """Marks beside Chinese characters as the Chinese reading has them, and elsewhere as the alphabets do."""
    near = any(_beside(w, other, 0.8) for _, w in group for other in chinese)
    mine = [(n, w) for n, w in group if (passes[n].script == "Han") == near and w.confidence >= ALONE]
    return [] if not mine else [w for w in _chosen(mine, passes) if not _speck(w)]


def _worth(words: Sequence[Word], made: Pass, width: float) -> float:
    """Confidence, less what the language is handicapped by, times the share of the stretch that it read at all."""
    covered = sum(w.box[2] - w.box[0] for w in words)
    share = min(covered / max(width, 1.0), 1.0)
    return (confidence(words) - made.handicap - _held_against(words, made)) * (0.5 + 0.5 * share)


def _held_against(words: Sequence[Word], made: Pass) -> float:
    text = "".join(w.text for w in words)
    if made.script == "Han":
        han = sum(map(is_han, text))
        if not han:
            return BONUS
        return -HAN_BONUS if confidence(words) > SURE and 2 * han >= len(text) else 0.0
    if made.script == "Latin":
        return 1.0 if any(c.isalpha() for c in text) and not OWN_LATIN.search(text) else 0.0
    return 0.0


def _is_marks(words: Iterable[Word]) -> bool:
    return not any(c.isalnum() for w in words for c in w.text)


def _speck(word: Word) -> bool:
    """Rules of a table, dirt: no letter or digit, and not sure."""
    return word.confidence < NOTHING and _is_marks([word])


def _beside(word: Word, other: Word, sizes: float) -> bool:
    """Whether two words stand on one level with less room between them than so many sizes of print."""
    level = other.box[1] <= word.middle <= other.box[3] or word.box[1] <= other.middle <= word.box[3]
    reach = sizes * max(other.box[3] - other.box[1], word.box[3] - word.box[1])
    return level and max(word.box[0] - other.box[2], other.box[0] - word.box[2]) < reach


def groups_of(passes: Sequence[Sequence[Word]]) -> Iterator[_Group]:
    """Words of all passes, gathered where they lie on one another, from the left within each group."""
    every = [(n, w) for n, words in enumerate(passes) for w in words]
    parent = list(range(len(every)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for one, other in _pairs([w for _, w in every]):
        if _same_ink(every[one][1], every[other][1]):
            parent[root(one)] = root(other)
    gathered: dict[int, _Group] = defaultdict(list)
    for index in sorted(range(len(every)), key=lambda i: (every[i][1].box[0], every[i][1].box[1], every[i][0])):
        gathered[root(index)].append(every[index])
    yield from gathered.values()


def _pairs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Pairs of words near enough in height to meet."""
    bands: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        for band in range(int(word.box[1]) // _BAND, int(word.box[3]) // _BAND + 1):
            bands[band].append(index)
    for _, inside in sorted(bands.items()):
        for place, one in enumerate(inside):
            for other in inside[place + 1 :]:
                yield one, other


def _same_ink(one: Word, other: Word) -> bool:
    a, b = one.box, other.box
    across = min(a[2], b[2]) - max(a[0], b[0])
    if across <= 0.25 * min(a[2] - a[0], b[2] - b[0]):
        return False
    down = min(a[3], b[3]) - max(a[1], b[1])
    return down > 0.5 * min(a[3] - a[1], b[3] - b[1])
