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

    `confidence` (0–1) is the geometric mean of what the network gives the cue, the content, and the links to both.
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
    contents: list[tuple[int, int, float]]
    source: tuple[int, int, float] | None = None


def attributions(read: Read) -> list[Attribution]:
    """The attributions of a window, in the order of their cues."""
    import numpy as np

    chance = np.exp(read.tags)
    role = np.stack([chance[:, 1 + 2 * r] + chance[:, 2 + 2 * r] for r in range(3)])
    found = list(_stretches(best_tags(read.tags)))
    cues = [_Cue(a, b, float(role[CUE, a:b].mean()), []) for kind, a, b in found if kind == CUE]
    if not cues:
        return []
    links = _links(read, [c.first for c in cues])
    for kind, start, end in found:
        if kind == CONTENT:
            each = links[:, 1, start:end].mean(axis=1)
            nearest = int(each.argmax())
            if each[nearest] >= settings()["content_link"]:
                cues[nearest].contents.append((start, end, float(each[nearest] * role[CONTENT, start:end].mean())))
    kept = [n for n, cue in enumerate(cues) if cue.contents]
    sources = [(start, end, float(role[SOURCE, start:end].mean())) for kind, start, end in found if kind == SOURCE]
    if kept and sources:
        fit = np.stack([links[kept, 0, start:end].mean(axis=1) for start, end, _ in sources], axis=1)
        _give_sources([cues[n] for n in kept], sources, fit)
    return [_attribution(read, cues[n]) for n in kept]


def _give_sources(cues: list[_Cue], sources: list[tuple[int, int, float]], fit: "np.ndarray[Any, Any]") -> None:
    """Each source to the cue it fits best, one to one; a cue left over shares the one that fits it best.

    "X denied it, adding that …": the second cue has no source of its own and is said by X all the same.
    """
    order = sorted((-fit[c, s], c, s) for c in range(len(cues)) for s in range(len(sources)))
    given: set[int] = set()
    for worth, c, s in order:
        if -worth >= settings()["source_link"] and cues[c].source is None and s not in given:
            given.add(s)
            cues[c].source = (*sources[s][:2], float(-worth * sources[s][2]))
    for c, cue in enumerate(cues):
        best = int(fit[c].argmax())
        if cue.source is None and fit[c, best] >= settings()["source_link"]:
            cue.source = (*sources[best][:2], float(fit[c, best] * sources[best][2]))


def _attribution(read: Read, cue: _Cue) -> Attribution:
    words = sum(end - start for start, end, _ in cue.contents)
    content = sum((end - start) * sure for start, end, sure in cue.contents) / words
    source = max(cue.source[2] if cue.source else 0.0, settings()["no_source"])
    confidence = (cue.sure * content * source) ** 0.25

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
    named = next(stretches(*cue.source[:2])) if cue.source else None
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
    """How likely each word is the source, or part of the content, of each cue: cues by 2 by words."""
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
    chances: np.ndarray[Any, Any] = 1 / (1 + np.exp(-links))
    return chances
