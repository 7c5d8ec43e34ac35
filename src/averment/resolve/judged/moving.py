"""A judged record moved to where its words stand now, its stretches and names with it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from averment.claim import Span, Term
from averment.judged import Judged, Record
from averment.mention import Mention
from averment.passage import Passage
from averment.place import Place
from averment.resolve.judged.locate import Located, SourceText
from averment.voice import Voice

Moved = TypeVar("Moved")


@dataclass(slots=True)
class Page:
    """A source as it is now: its text, its passages, and the mentions in force."""

    text: SourceText
    passages: Sequence[Passage]
    mentions: dict[str, Mention]
    _at: dict[tuple[int, int], list[Mention]] = field(default_factory=dict)

    def place(self, source: str, start: int, end: int) -> Place:
        """The place of a stretch, with its page and box where it lies in one passage."""
        n = bisect_right(self.passages, start, key=lambda p: p.start) - 1
        if 0 <= n < len(self.passages):
            passage = self.passages[n]
            if passage.start <= start and end <= passage.end:
                return passage.place(start, end)
            if start < passage.end:
                whole = passage.place(start, passage.end)
                return Place(source, start, end, whole.page, None, whole.sheet, whole.row, None, whole.part)
        return Place(source, start, end)

    def put(self, mention: Mention) -> None:
        """A person's mention: later records may point at it."""
        self.mentions[mention.id] = mention
        self._at.clear()

    def mention_at(self, start: int, end: int) -> Mention | None:
        """The mention in force that is exactly this stretch."""
        if not self._at:
            for mention in self.mentions.values():
                self._at.setdefault((mention.place.start, mention.place.end), []).append(mention)
        return min(self._at.get((start, end), ()), key=lambda m: m.id, default=None)


@dataclass(frozen=True, slots=True)
class _Move:
    """How the stretches and pointers of one judged record go from the old text to the new."""

    judged: Judged
    located: Located
    page: Page

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        for words in self.judged.outside:
            if (words.start, words.end) == (start, end):
                there = self.page.text.locate(words)
                return None if there is None else (there.start, there.end)
        return self.located.stretch(start, end)

    def pointer(self, given: str | None, there: tuple[int, int] | None = None) -> str | None:
        """The mention a record points at: the one it named, else the one that stands at those words now."""
        if given is None or given in self.page.mentions:
            return given
        found = None if there is None else self.page.mention_at(*there)
        for words in (p.words for p in self.judged.pointed if p.mention == given and found is None):
            at = self.page.text.locate(words)
            found = None if at is None else self.page.mention_at(at.start, at.end)
        return None if found is None else found.id


def moved(judged: Judged, located: Located, page: Page) -> Record:
    """The record as it stands now: every stretch of it is that of the text, and its mentions are those of today."""
    old, move = judged.record, _Move(judged, located, page)
    place = old.place if located.how == "in place" else page.place(old.place.source, located.start, located.end)
    words = page.text.text[located.start : located.end]
    if isinstance(old, Mention):
        return replace(old, place=place, text=words, alias_of=move.pointer(old.alias_of))
    return replace(_each(old, lambda part: _part(part, move)), place=place, quote=words)


def _each(value: Moved, change: Callable[[Any], Any]) -> Moved:
    """The record with every stretch in it changed."""
    if isinstance(value, Span | Term | Voice):
        return change(value)  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return tuple(_each(item, change) for item in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type | Place):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        new = {k: _each(v, change) for k, v in parts.items() if isinstance(v, tuple) or is_dataclass(v)}
        return replace(value, **{k: v for k, v in new.items() if v is not parts[k]})
    return value


def _part(part: Span | Term | Voice, move: _Move) -> Span | Term | Voice:
    text = move.page.text.text
    there = None if part.start is None or part.end is None else move.stretch(part.start, part.end)
    if isinstance(part, Span):
        start, end = there or (part.start, part.end)
        return Span(start, end, text[start:end])
    first, last = there or (None, None)
    mention = move.pointer(part.mention, there)
    verbatim = there is not None and len(_said(part)) == (part.end or 0) - (part.start or 0)
    said = text[first:last] if verbatim else _said(part)
    if isinstance(part, Voice):
        return replace(part, name=said, start=first, end=last, mention=mention)
    return Term(said, mention, move.page.mentions[mention].schema if mention else part.schema, first, last)


def _said(part: Term | Voice) -> str:
    return part.name if isinstance(part, Voice) else part.text
