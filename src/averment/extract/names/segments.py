"""A run of capitalised words, cut into names: titles, nationalities and makers come off, heads stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averment.extract.names.evidence import CONNECTORS, DECISIVE, Vote, has_head
from averment.extract.names.gazetteer import countries, demonyms, known
from averment.extract.names.runs import Word
from averment.extract.tables import words

_NO_PART = frozenset(["The", "A", "An", "Former", "Acting", "Late", "Mid", "Early", "Model", "Type", "Version"])
"""Capitalised words that may open a run and belong to no name."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one name, with the votes the cut itself gives."""

    words: tuple[Word, ...]
    votes: tuple[Vote, ...] = ()

    @property
    def start(self) -> int:
        """Offset into the passage."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset into the passage, exclusive."""
        return self.words[-1].end


def segments(text: str, run: Sequence[Word]) -> Iterator[Segment]:
    """The names in a run.

    "Russian President X Y" gives the person X Y; "U.S. Reaper" the country and the product; "Chinese Foreign
    Ministry" stays whole.
    """
    ws = _trim(list(run))
    if not ws:
        return
    if text[ws[0].start : ws[-1].end] in known():
        yield Segment(tuple(ws))
        return
    if (article := ws[0].start - 4) >= 0 and text[article : ws[-1].end] in known():
        yield Segment((Word(article, article + 3, "The"), *ws))  # "The Insider": only with its article is it known
        return
    described = _after_noun(text, ws)
    if described is not None:
        yield described
        return
    if ws[0].text in ("MT", "MV", "M/V", "M/T", "SS", "HMS", "USS", "INS") and len(ws) > 1:
        yield Segment(tuple(ws[1:]), (Vote("Vessel", DECISIVE, "a ship's prefix"),))
        return
    titled = _after_title(ws)
    if titled is not None:
        yield from _before_title(text, ws[:titled])
        yield Segment(tuple(_trim(ws[titled:])), (Vote("Person", DECISIVE, "title"),))
        return
    lead = _lead(text, ws)
    if lead:
        if (name := text[ws[0].start : ws[lead - 1].end]) in countries() or (
            name in known() and name not in demonyms()
        ):
            yield Segment(tuple(ws[:lead]))
        yield from segments(text, ws[lead:])
        return
    yield Segment(tuple(ws))


def _after_noun(text: str, ws: Sequence[Word]) -> Segment | None:
    """ "Chipmaker X said": the noun before a name, capital because it opens the sentence or follows a dateline."""
    noun = ws[0].text.lower()
    if len(ws) > 1 and ws[0].text == "NGO":
        return Segment(tuple(ws[1:]), (Vote("Organization", DECISIVE, "the Organization noun before it"),))
    if len(ws) < 2 or not (ws[0].opens or text[: ws[0].start].endswith(("— ", "– ", " - "))):
        return None
    if noun not in words("name_words", "opening_nouns") or ws[1].text in CONNECTORS:
        return None
    return Segment(tuple(ws[1:]), (Vote("Company", DECISIVE, "the Company noun before it"),))


def _trim(ws: list[Word]) -> list[Word]:
    """Without leading articles and words that only opened the sentence, and without trailing connectors."""
    while ws and (not ws[0].capital or ws[0].text in _NO_PART):
        ws = ws[1:]
    while ws and not ws[-1].capital:
        ws = ws[:-1]
    return [] if all(w.text in words("name_words", "titles") for w in ws) else ws


def _after_title(ws: Sequence[Word]) -> int | None:
    """Where the person's name begins after the last title; None when there is no title or no person."""
    titles = words("name_words", "titles")
    for index in range(len(ws) - 2, -1, -1):
        if ws[index].text not in titles:
            continue
        rest = tuple(w.text for w in ws[index + 1 :])
        if ws[index].text == "Executive" and (index == 0 or ws[index - 1].text != "Chief"):
            return None
        if (
            any(r in CONNECTORS for r in rest[:1])
            or has_head(("x", *rest))
            or any(any(c.isdigit() for c in r) for r in rest)
        ):
            return None
        if rest[0] in demonyms() or rest[0] in countries() or len(rest) > 5:
            return None
        return index + 1
    return None


def _before_title(text: str, ws: Sequence[Word]) -> Iterator[Segment]:
    """The body a title belongs to: "Kremlin Spokesman", "Central Bank Governor"."""
    titles = words("name_words", "titles")
    while ws and (
        ws[-1].text in titles or ws[-1].text in ("Foreign", "Prime", "Vice", "Press", "First", "Defense", "Defence")
    ):
        ws = ws[:-1]
    if not ws:
        return
    name = text[ws[0].start : ws[-1].end]
    if name in known() or has_head(tuple(w.text for w in ws)):
        yield Segment(tuple(ws))


def _lead(text: str, ws: Sequence[Word]) -> int:
    """How many leading words are a nationality, a country or a maker that is no part of the name behind it."""
    if len(ws) < 2:
        return 0
    names = tuple(w.text for w in ws)
    if any(len(ws) > size and names[0] + (f" {names[1]}" if size == 2 else "") in demonyms() for size in (1, 2)):
        size = 2 if len(ws) > 2 and f"{names[0]} {names[1]}" in demonyms() else 1
        return 0 if has_head(names) else size
    for size in range(min(3, len(ws) - 1), 0, -1):
        lead = text[ws[0].start : ws[size - 1].end]
        if lead in countries():
            return 0 if has_head(names) or ws[size].text in CONNECTORS else size
        if known().get(lead) == "Company" and any(c.isdigit() for c in names[-1]):
            return size  # "DJI Mavic 3"
    return 0
