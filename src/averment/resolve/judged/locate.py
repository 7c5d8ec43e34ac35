"""Where the words that a person judged stand now: at their place, elsewhere by their surroundings, or by likeness.

Nothing is guessed: two places that fit alike are none, and a place found by likeness has the same figures and the
same negations.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from averment.judged import AROUND, Words
from averment.resolve.judged.likeness import WORD, plain, ratio, tells_the_same, with_offsets, words_of
from averment.resolve.judged.policy import policy


@dataclass(frozen=True, slots=True)
class Located:
    """Where the words stand now, and how they were found: "in place", "moved", "respelled" or "alike".

    `points` pairs offsets of the old text with offsets of the new one, both rising; between two pairs of equal
    distance the text is the same.
    """

    start: int
    end: int
    how: str
    points: tuple[tuple[int, int], ...]

    @property
    def loosely(self) -> bool:
        """Whether the words themselves changed."""
        return self.how == "alike"

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The new offsets of an old stretch inside the words."""
        first = max((p for p in self.points if p[0] <= start), default=self.points[0])
        last = min((p for p in self.points if p[0] >= end), default=self.points[-1])
        new = first[1] + max(0, start - first[0]), last[1] - max(0, last[0] - end)
        new = max(self.start, min(new[0], self.end)), max(self.start, min(new[1], self.end))
        return new[0], max(new)


@dataclass(slots=True)
class SourceText:
    """A source's text as it is now, with what searching in it needs, made when first asked for."""

    text: str
    _plain: tuple[str, list[int]] | None = None
    _words: tuple[list[tuple[int, int]], dict[str, list[int]]] | None = None
    _found: dict[Words, Located | None] = field(default_factory=dict)

    def locate(self, words: Words) -> Located | None:
        """Where the words stand now; None when nowhere, or when several places fit alike."""
        if words not in self._found:
            self._found[words] = self._exactly(words) or self._by_plain(words) or self._alike(words)
        return self._found[words]

    # ---- the same characters

    def _exactly(self, words: Words) -> Located | None:
        text, size = self.text, words.end - words.start
        if text[words.start : words.end] == words.text and self._around(words.start, words.end) == (
            words.before, words.after,
        ):  # fmt: skip
            return _shifted(words, words.start, "in place")
        if not words.text:
            return None
        places: list[int] = []
        at = text.find(words.text)
        while at >= 0 and len(places) <= policy()["occurrences"]:
            places.append(at)
            at = text.find(words.text, at + 1)
        found = self._chosen(words, [(p, p + size) for p in places])
        return None if found is None else _shifted(words, found[0], "in place" if found[0] == words.start else "moved")

    def _around(self, start: int, end: int) -> tuple[str, str]:
        return self.text[max(0, start - AROUND) : start], self.text[end : end + AROUND]

    def _chosen(self, words: Words, places: list[tuple[int, int]]) -> tuple[int, int] | None:
        """The one place whose surroundings are those of the words; of equal places the same one of as many."""
        if not places or len(places) > policy()["occurrences"]:
            return None
        if len(places) == 1 == words.of and _whole(self.text, *places[0]):
            return places[0]
        wanted = plain(words.before), plain(words.after)
        scored = []
        for nth, (start, end) in enumerate(places, start=1):
            before, after = self._around(start, end)
            share = _share(wanted, (plain(before), plain(after)))
            scored.append((share, nth, (start, end)))
        scored.sort(key=lambda s: (-s[0], s[1]))
        best = scored[0]
        if best[0] < policy()["surroundings"]:
            return None
        rivals = [s for s in scored if best[0] - s[0] < policy()["runner_up"]]
        if len(rivals) == 1:
            return best[2]
        same_order = [s for s in rivals if s[1] == words.nth and s[0] == best[0] == 1.0]
        return same_order[0][2] if same_order and len(places) == words.of else None

    # ---- the same letters

    def _by_plain(self, words: Words) -> Located | None:
        wanted = plain(words.text)
        if not wanted:
            return None
        if self._plain is None:
            self._plain = with_offsets(self.text)
        folded, offsets = self._plain
        places: dict[tuple[int, int], int] = {}
        at = folded.find(wanted)
        while at >= 0 and len(places) <= policy()["occurrences"]:
            places[offsets[at], offsets[at + len(wanted) - 1] + 1] = at
            at = folded.find(wanted, at + 1)
        found = self._chosen(words, [p for p in places if _whole(self.text, *p)])
        if found is None:
            return None
        old, was = with_offsets(words.text)
        if old != wanted:  # letters that are one only together
            return self._aligned(words, *found, "respelled")
        now = offsets[places[found] : places[found] + len(wanted)]
        pairs = [p for a, b in zip(was, now, strict=True) for p in ((words.start + a, b), (words.start + a + 1, b + 1))]
        ends = (words.start, found[0]), (words.end, found[1])
        return Located(*found, "respelled", tuple(dict.fromkeys((ends[0], *pairs, ends[1]))))

    # ---- nearly the same

    def _alike(self, words: Words) -> Located | None:
        """By the words around as well: short words are only found inside what stands around them."""
        around = words.before + words.text + words.after
        if len(words.text) > policy()["longest"]:
            return None
        sought = words_of(words.text)
        if len(sought) < policy()["shortest"] * (2 if _han(sought) else 1):
            return self._inside_alike(words, around)
        return self._by_likeness(words)

    def _by_likeness(self, words: Words) -> Located | None:
        best, second = (0.0, (0, 0)), 0.0
        for start, end in self._windows(words_of(words.text)):
            share, piece = _trimmed(words.text, self.text, start, end)
            if share > best[0] and piece != best[1]:
                best, second = (share, piece), best[0]
            elif piece != best[1]:
                second = max(second, share)
        share, (start, end) = best
        if share < policy()["alike"] or share - second < policy()["runner_up"]:
            return None
        if not tells_the_same(words.text, self.text[start:end]):
            return None
        return self._aligned(words, start, end, "alike")

    def _inside_alike(self, words: Words, around: str) -> Located | None:
        if len(words_of(around)) < policy()["shortest"] + len(words_of(words.text)):
            return None
        first = words.start - len(words.before)
        wide = self._by_likeness(Words(first, first + len(around), around))
        if wide is None:
            return None
        start, end = wide.stretch(words.start, words.end)
        now = self.text[start:end]
        if not now or not _whole(self.text, start, end) or not tells_the_same(words.text, now):
            return None
        if ratio(plain(words.text), plain(now)) < policy()["same_name"]:
            return None
        return self._aligned(words, start, end, "alike")

    def _windows(self, sought: list[str]) -> list[tuple[int, int]]:
        """The few stretches that share most of the rarer words, in the same order."""
        if self._words is None:
            found = [m.span() for m in WORD.finditer(self.text)]
            index: dict[str, list[int]] = defaultdict(list)
            for n, (start, end) in enumerate(found):
                index[self.text[start:end].casefold()].append(n)
            self._words = found, index
        spans, index = self._words
        rare = sorted((len(index.get(w, ())), n) for n, w in enumerate(sought) if w in index)[:24]
        votes: Counter[int] = Counter()
        for count, n in rare:
            if count <= policy()["occurrences"]:
                votes.update(at - n for at in index[sought[n]])
        near: Counter[int] = Counter()
        for at, n in votes.items():
            near[at // 3] += n
            near[(at + 1) // 3] += n
        windows: dict[tuple[int, int], None] = {}
        for third, _ in sorted(near.items(), key=lambda item: (-item[1], item[0]))[:4]:
            first, last = max(0, third * 3 - 2), min(len(spans) - 1, third * 3 + len(sought) + 3)
            if first <= last:
                windows[spans[first][0], spans[last][1]] = None
        return list(windows)

    def _aligned(self, words: Words, start: int, end: int, how: str) -> Located:
        now = self.text[start:end]
        points = [(words.start, start)]
        for a, b, size in SequenceMatcher(None, words.text, now, autojunk=False).get_matching_blocks():
            points += [(words.start + a, start + b), (words.start + a + size, start + b + size)]
        points.append((words.end, end))
        return Located(start, end, how, tuple(dict.fromkeys(points)))


def _shifted(words: Words, start: int, how: str) -> Located:
    end = start + words.end - words.start
    return Located(start, end, how, ((words.start, start), (words.end, end)))


def _share(wanted: tuple[str, str], found: tuple[str, str]) -> float:
    """How much of what stood around stands around."""
    if wanted == found:
        return 1.0
    sizes = len(wanted[0]), len(wanted[1])
    if not sum(sizes):
        return 0.0
    return (ratio(wanted[0], found[0]) * sizes[0] + ratio(wanted[1], found[1]) * sizes[1]) / sum(sizes)


def _whole(text: str, start: int, end: int) -> bool:
    """Not a piece of a longer word; Chinese, Japanese and Korean words have no such border."""
    first = start > 0 and bool(re.match(r"\w\w", text[start - 1 : start + 1]))
    last = bool(re.match(r"\w\w", text[end - 1 : end + 1])) if end else False
    return not (first and not _han([text[start]])) and not (last and not _han([text[end - 1]]))


def _han(words: list[str]) -> bool:
    return bool(words) and sum(len(w) == 1 and ord(w) > 0x3000 for w in words) * 2 > len(words)


def _trimmed(quote: str, text: str, start: int, end: int) -> tuple[float, tuple[int, int]]:
    """How much of the quote is in the stretch, and the part of the stretch, in whole words, that is the quote."""
    blocks = [
        b for b in SequenceMatcher(None, quote, text[start:end], autojunk=False).get_matching_blocks() if b.size > 2
    ]
    if not blocks:
        return 0.0, (start, start)
    first, last = start + blocks[0].b - blocks[0].a, start + blocks[-1].b + blocks[-1].size
    last += len(quote) - blocks[-1].a - blocks[-1].size
    first, last = max(start, first), min(end, last)
    spans = [m.span() for m in WORD.finditer(text, start, end)]
    first = min((s for s, _ in spans if abs(s - first) <= 2), key=lambda s: abs(s - first), default=first)
    edge = quote[-1:]
    if edge and not (edge.isalnum()):  # a full stop belongs to the quote
        cut = text.find(edge, max(first, last - 3), last + 3)
        last = cut + 1 if cut >= 0 else last
    else:
        last = min((e for _, e in spans if abs(e - last) <= 2), key=lambda e: abs(e - last), default=last)
    piece = text[first:last]
    return ratio(plain(quote), plain(piece)), (first, last)
