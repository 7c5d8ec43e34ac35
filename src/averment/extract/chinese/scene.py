"""A page with the mentions found in it: what the rules of speech look at."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from averment.extract.chinese.page import Page
from averment.extract.tables import table
from averment.mention import Mention

Range = tuple[int, int]
"""A stretch of the image, end exclusive."""

NUMBERED = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、]\s?)")
"""The number of a point in a list."""

PARTIES = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity", "Country"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention where it stands in the image."""

    start: int
    end: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Scene:
    """A page and its mentions, those that stand for another with the one they stand for."""

    page: Page
    named: tuple[Named, ...]
    roots: dict[str, Mention]
    """Mention id → the mention it stands for in the end (itself where it stands for none)."""

    @property
    def text(self) -> str:
        """The image."""
        return self.page.text

    def ending_at(self, end: int) -> Named | None:
        """The mention of a party that ends at a position."""
        at = bisect_right(self.named, end, key=lambda n: n.end) - 1
        found = self.named[at] if at >= 0 else None
        return found if found is not None and found.end == end else None

    def starting_at(self, start: int) -> Named | None:
        """The mention that starts at a position."""
        at = bisect_left(self.named, start, key=lambda n: n.start)
        found = self.named[at] if at < len(self.named) else None
        return found if found is not None and found.start == start else None

    def inside(self, start: int, end: int, schemata: frozenset[str] | None = None) -> list[Named]:
        """The mentions that lie in a stretch, in order."""
        at = bisect_left(self.named, start, key=lambda n: n.start)
        found = []
        for named in self.named[at:]:
            if named.start >= end:
                break
            if named.end <= end and (schemata is None or named.mention.schema in schemata):
                found.append(named)
        return found

    def covering(self, at: int) -> Named | None:
        """The mention that a position lies inside of."""
        index = bisect_right(self.named, at, key=lambda n: n.start) - 1
        found = self.named[index] if index >= 0 else None
        return found if found is not None and found.end > at else None


def scene_of(page: Page, mentions: Sequence[Mention], by_id: dict[str, Mention]) -> Scene:
    """The scene of a page; `mentions` are those that stand in its passage, in order."""
    named = []
    for mention in mentions:
        start, end = page.image_of(mention.place.start, mention.place.end)
        if start < end:
            named.append(Named(start, end, mention))
    return Scene(page, tuple(named), {m.id: root(m, by_id) for m in mentions})


def root(mention: Mention, by_id: dict[str, Mention]) -> Mention:
    """The mention that another one stands for in the end."""
    seen = {mention.id}
    while mention.alias_of in by_id and mention.alias_of not in seen:
        mention = by_id[mention.alias_of]
        seen.add(mention.id)
    return mention


@lru_cache(maxsize=64)
def speech(name: str) -> tuple[str, ...]:
    """A list of `chinese_speech.yaml`, the longest words first."""
    return tuple(sorted(map(str, table("chinese_speech")[name]), key=lambda w: (-len(w), w)))


def quotations(text: str, start: int, end: int) -> list[Range]:
    """The insides of the quotations of a stretch, marks left out; a quotation inside another is part of it."""
    found, depth, opened = [], 0, start
    for at in range(start, end):
        if text[at] == "“":
            depth += 1
            if depth == 1:
                opened = at + 1
        elif text[at] == "”" and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, at))
    if depth:
        found.append((opened, end))
    return found


def clauses(text: str, start: int, end: int) -> list[Range]:
    """The stretches between the commas, semicolons and colons of a sentence; marks inside quotations part nothing."""
    inside = quotations(text, start, end)
    found, first = [], start
    for at in range(start, end):
        if (
            text[at] in "，；：,;:。！？"
            and not any(a <= at < b for a, b in inside)
            and not _in_figure(text, at)
            and not _in_bracket(text, first, at)
        ):
            if at > first:
                found.append((first, at))
            first = at + 1
        elif (
            text[at] == "”"
            and text[at - 1] in "，。！？"
            and not any(a <= at < b for a, b in inside)
            and text[at + 1 : at + 2] not in "，。；："
        ):
            found.append((first, at + 1))
            first = at + 1
    if end > first:
        found.append((first, end))
    return found


def _in_figure(text: str, at: int) -> bool:
    return text[at] in ",:" and text[max(0, at - 1) : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _in_bracket(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


def trimmed(text: str, start: int, end: int, marks: str = "，。；：、！？!?,;: \n") -> Range:
    """A stretch without the marks and spaces at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
