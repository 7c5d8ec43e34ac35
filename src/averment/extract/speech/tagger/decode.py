"""From tags and links to attributions: the best sequence of tags, and for each stretch the cue it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from averment.extract.speech.tagger.network import Read, settings

if TYPE_CHECKING:
    import numpy as np

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = 0, 1, 2
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one passage: `start` and `end` are offsets into its text."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: `source` is None where the words name nobody; `content` may come in several stretches.

    `confidence` (0–1) is the geometric mean of what the network gives the cue, the content and the links.
    """

    cue: Stretch
    source: Stretch | None
    content: tuple[Stretch, ...]
    confidence: float


@dataclass(slots=True)
class _Cue:
    first: int
    end: int
    sure: float
    sources: list[tuple[int, int, float]]
    contents: list[tuple[int, int, float]]


def attributions(read: Read) -> list[Attribution]:
    """The attributions of a window, in the order of their cues."""
    import numpy as np

    chance = np.exp(read.tags)
    role = np.stack([chance[:, 1 + 2 * r] + chance[:, 2 + 2 * r] for r in range(3)])
    found = list(_stretches(best_tags(read.tags)))
    cues = [_Cue(a, b, float(role[CUE, a:b].mean()), [], []) for kind, a, b in found if kind == CUE]
    if not cues:
        return []
    links = _links(read, [c.first for c in cues])
    for kind, start, end in found:
        if kind == CUE:
            continue
        each = links[:, 0 if kind == SOURCE else 1, start:end].mean(axis=1)
        nearest = int(each.argmax())
        link = float(1 / (1 + np.exp(-each[nearest])))
        if link >= settings()["least_link"]:
            sure = link * float(role[kind, start:end].mean())
            (cues[nearest].sources if kind == SOURCE else cues[nearest].contents).append((start, end, sure))
    return [made for cue in cues if (made := _attribution(read, cue)) is not None]


def _attribution(read: Read, cue: _Cue) -> Attribution | None:
    if not cue.contents:
        return None
    source = max(cue.sources, key=lambda s: s[2], default=None)
    words = sum(end - start for start, end, _ in cue.contents)
    content = sum((end - start) * sure for start, end, sure in cue.contents) / words
    confidence = (cue.sure * content * (source[2] if source else settings()["no_source"])) ** 0.25

    def stretches(start: int, end: int) -> Iterator[Stretch]:
        """The words from `start` to `end`, one stretch for each passage they lie in."""
        while start < end:
            passage = read.window.words[start].passage
            last = start
            while last + 1 < end and read.window.words[last + 1].passage == passage:
                last += 1
            yield Stretch(passage, read.window.words[start].start, read.window.words[last].end)
            start = last + 1

    contents = tuple(s for start, end, _ in cue.contents for s in stretches(start, end))
    named = next(stretches(*source[:2])) if source else None
    return Attribution(next(stretches(cue.first, cue.end)), named, contents, round(float(confidence), 4))


def best_tags(tags: "np.ndarray[Any, Any]") -> list[int]:
    """The likeliest sequence in which an inside tag follows its own beginning (Viterbi 1967)."""
    import numpy as np

    step = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for inside in (2, 4, 6):
        step[:, inside] = _NEVER
        step[inside - 1, inside] = step[inside, inside] = 0
    score = tags[0].copy()
    score[[2, 4, 6]] = _NEVER
    back = np.zeros(tags.shape, np.int8)
    for at in range(1, len(tags)):
        each = score[:, None] + step
        back[at] = each.argmax(axis=0)
        score = each.max(axis=0) + tags[at]
    path = [int(score.argmax())]
    for at in range(len(tags) - 1, 0, -1):
        path.append(int(back[at][path[-1]]))
    return path[::-1]


def _stretches(path: list[int]) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at < len(path):
        end = at + 1
        if path[at] in (1, 3, 5):
            while end < len(path) and path[end] == path[at] + 1:
                end += 1
            yield path[at] // 2, at, end
        at = end


def _links(read: Read, cues: list[int]) -> "np.ndarray[Any, Any]":
    """How well each word answers each cue, as source and as content: log odds, cues by 2 by words."""
    import numpy as np

    count = len(read.tags)
    width = read.keys.shape[1] // 2
    asked = read.queries[cues].reshape(len(cues), 2, width)
    answers = read.keys.reshape(count, 2, width)
    links = np.einsum("crw,nrw->crn", asked, answers) / width**0.5
    constants = settings()["link"]
    away = (np.arange(count)[None, :] - np.array(cues)[:, None]) / 32
    before, after = np.clip(-away, 0, None), np.clip(away, 0, None)
    for kind, (bias, slope_before, slope_after) in enumerate(constants):
        links[:, kind] += bias - abs(slope_before) * before - abs(slope_after) * after
    return links
