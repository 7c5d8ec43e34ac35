"""Words that must stand in the source, found there exactly, or refused with the nearest."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from averment.claim import Span
from averment.correction.given import CorrectionRefused
from averment.mention import ENTITY_SCHEMATA, Mention
from averment.passage import Passage
from averment.place import Place
from averment.reading import Reading


@dataclass(frozen=True, slots=True)
class Document:
    """The source a correction is about: its text and passages, its mentions in force, the names custody gives it."""

    reading: Reading
    mentions: Sequence[Mention]
    called: tuple[str, ...] = ()
    """Outlet, author, title: they may speak though the text does not name them."""

    @property
    def text(self) -> str:
        """Its text."""
        return self.reading.text


WHERE = ("passage", "page", "nth")
"""Which of several places is meant: a passage's id, a page, or the how manieth."""


def find(words: str, document: Document, where: Mapping[str, Any]) -> tuple[int, int]:
    """The one stretch of the source that is these words. Raises `CorrectionRefused` with the nearest, or the places."""
    places = list(occurrences(words, document.text, 0, len(document.text)))
    if not places:
        raise not_there(words, document.text)
    chosen = [p for p in places if _meant(p, document, where)]
    nth = where.get("nth")
    if nth is not None:
        if not isinstance(nth, int) or not 1 <= nth <= len(chosen):
            raise CorrectionRefused(f"nth is {nth!r}, and the words stand at {len(chosen)} places", "count from 1")
        return chosen[nth - 1]
    if len(chosen) != 1:
        listed = "; ".join(
            f"{n}: …{_around(document.text, *p)}…" for n, p in enumerate((chosen or places)[:6], start=1)
        )
        said = f"“{words}” stands at {len(places)} places, {len(chosen)} of them where it is to be: {listed}"
        if len(chosen) == len(places):
            said = f"“{words}” stands at {len(places)} places: {listed}"
        raise CorrectionRefused(said, "say which: a passage, a page, nth, or more words")
    return chosen[0]


def _meant(place: tuple[int, int], document: Document, where: Mapping[str, Any]) -> bool:
    if where.get("passage") is None and where.get("page") is None:
        return True
    passage = _passage_at(place[0], document.reading.passages)
    if passage is None:
        return False
    given = where.get("passage")
    return (given is None or passage.id.startswith(str(given))) and where.get("page") in (None, passage.page)


def occurrences(words: str, text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Where the words stand; a space in them stands for any space or line end of the text."""
    if not words.strip():
        raise CorrectionRefused("the words are empty", "give the words as they stand in the source")
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for match in pattern.finditer(text, start, end):
        yield match.span()


def within(words: Any, old: Span | None, quote: tuple[int, int], document: Document) -> Span:
    """Words inside the quote; of several places the one that overlaps what they replace, if only one does."""
    if not isinstance(words, str):
        raise CorrectionRefused(f"{words!r} should be words of the source", "give them as a string")
    places = list(occurrences(words, document.text, *quote))
    if not places:
        raise not_there(words, document.text[quote[0] : quote[1]], "the quote")
    if len(places) > 1 and old is not None:
        places = [p for p in places if p[0] < old.end and p[1] > old.start] or places
    if len(places) > 1:
        raise CorrectionRefused(f"“{words}” stands {len(places)} times in the quote", "give more words of it")
    start, end = places[0]
    return Span(start, end, document.text[start:end])


def not_there(words: str, text: str, what: str = "the source") -> CorrectionRefused:
    """The refusal of words that are not there, with the nearest that are."""
    near = nearest(words, text)
    hint = f"the nearest is “{near}”: give it as it is written" if near else "copy it from `aver show CASE ID`"
    return CorrectionRefused(f"“{words}” is not in {what}", hint)


def nearest(words: str, text: str) -> str:
    """The stretch of the text, in whole words, that is most like the words; "" when nothing is near."""
    wanted = words.split()
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    rare = {w.casefold() for w in wanted}
    starts = {
        max(0, n - k)
        for n, (s, e) in enumerate(spans)
        if text[s:e].casefold().strip(".,;:") in rare or len(spans) < 400
        for k in range(min(len(wanted), 3))
    }
    best = (0.0, "")
    for n in sorted(starts)[:2000]:
        piece = text[spans[n][0] : spans[min(len(spans), n + len(wanted)) - 1][1]]
        matcher = SequenceMatcher(None, words.casefold(), piece.casefold(), autojunk=False)
        if matcher.quick_ratio() > best[0]:
            best = max(best, (matcher.ratio(), " ".join(piece.split())))
    return best[1] if best[0] >= 0.5 else ""


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 25) : end + 25].split())


def _passage_at(start: int, passages: Sequence[Passage]) -> Passage | None:
    n = bisect_right(passages, start, key=lambda p: p.start) - 1
    return passages[n] if n >= 0 and start < passages[n].end else None


def place_of(start: int, end: int, document: Document) -> Place:
    """The place of a stretch, with its page and box where it lies in one passage."""
    passage = _passage_at(start, document.reading.passages)
    if passage is not None and end <= passage.end:
        return passage.place(start, end)
    page = passage.page if passage is not None else None
    return Place(document.reading.source, start, end, page=page)


def named(name: str, quote: tuple[int, int], document: Document) -> tuple[int, int] | None:
    """Where the source names this: in the quote, else nearest before it, else after; None for who publishes it."""
    inside = list(occurrences(name, document.text, *quote))
    if inside:
        return inside[0]
    before = list(occurrences(name, document.text, 0, quote[0]))
    if before:
        return before[-1]
    after = next(iter(occurrences(name, document.text, quote[1], len(document.text))), None)
    if after is None and name.strip() not in document.called:
        raise not_there(name, document.text)
    return after


def mention_at(start: int, end: int, document: Document) -> Mention | None:
    """The mention that is this stretch, or the one name in it."""
    touching = [
        m for m in document.mentions if m.schema in ENTITY_SCHEMATA and start <= m.place.start and m.place.end <= end
    ]
    exact = [m for m in touching if (m.place.start, m.place.end) == (start, end)]
    return (exact or touching)[0] if exact or len(touching) == 1 else None
