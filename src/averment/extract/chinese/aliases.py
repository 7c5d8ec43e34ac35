"""Which Chinese name stands for which: introduced by the text, or a short form that fits one full name only."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from averment.extract.chinese.companies import short_names
from averment.extract.chinese.introduced import bracketed, others
from averment.extract.chinese.naming import body_parts
from averment.extract.chinese.page import Page, page_of
from averment.extract.chinese.references import references
from averment.extract.chinese.script import simplified
from averment.extract.parsed import ParsedPassage
from averment.mention import Mention

_TIED = frozenset({"Person", "Company", "Organization", "PublicBody", "Good", "Vessel"})


def aliases(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those that stand for another one with its id and the reason."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        if mention.schema in _TIED:
            first.setdefault(simplified(mention.text), mention)
    tied: dict[str, tuple[str, str]] = {}
    starts = [m.place.start for m in mentions]
    for piece in pieces:
        inside = mentions[bisect_left(starts, piece.passage.start) : bisect_left(starts, piece.passage.end)]
        for short, full, reason in _introduced(page_of(piece), inside):
            if short != full and short not in tied and not _leads_to(tied, full, short):
                tied[short] = (full, reason)
    for short, full, reason in _shortened(first):
        if short not in tied and not _leads_to(tied, full, short):
            tied[short] = (full, reason)
    made = []
    for mention in mentions:
        name = simplified(mention.text)
        if mention.schema in _TIED and name in tied and mention.alias_of is None:
            full, reason = tied[name]
            origin = first.get(full)
            if origin is not None and origin.id != mention.id:
                kind = _kind(mention.schema, origin.schema)
                mention = replace(mention, alias_of=origin.id, alias_reason=reason, schema=kind)
        made.append(mention)
    return _with_references(pieces, made)


def _with_references(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the descriptions and pronouns that stand for one of them beside them."""
    added = references(pieces, mentions)
    starts = [m.place.start for m in mentions]
    free = []
    for one in added:
        at = bisect_left(starts, one.place.end)
        if not any(m.place.end > one.place.start for m in mentions[max(0, at - 2) : at]):
            free.append(one)
    return sorted([*mentions, *free], key=lambda m: (m.place.start, m.place.end))


def _kind(short: str, full: str) -> str:
    """The kind of a short name: that of the full one, so that one thing is of one kind. The schema is part of an id,
    so nothing may be told apart by it afterwards; mentions that others stand for keep theirs."""
    return full if short != full and full != "Organization" else short


def _leads_to(tied: dict[str, tuple[str, str]], name: str, target: str) -> bool:
    for _ in range(8):
        if name == target:
            return True
        if name not in tied:
            return False
        name = tied[name][0]
    return True


def _introduced(page: Page, mentions: Sequence[Mention]) -> Iterator[tuple[str, str, str]]:
    """(short, full, reason) for every other name that a page gives to a name."""
    placed = [(*page.image_of(m.place.start, m.place.end), m) for m in mentions if m.schema in _TIED]
    starts = {a: (b, m) for a, b, m in placed}
    ends = {b: m for _, b, m in placed}
    for other in others(page):
        short = starts.get(other.start)
        full = ends.get(other.anchor) or _last_before(placed, other.anchor, page.text)
        if short is not None and full is not None and short[0] == other.end:
            yield simplified(short[1].text), simplified(full.text), f"introduced by “{other.cue}”"
    for other in bracketed(page):
        short, full = (
            starts.get(other.start),
            ends.get(other.anchor)
            or ends.get(other.anchor - 1 if page.text[other.anchor - 1 : other.anchor] in ("”", "》") else -1),
        )
        if short is not None and full is not None and short[0] == other.end and _same_kind(short[1], full):
            yield simplified(short[1].text), simplified(full.text), "in brackets after the name"


def _same_kind(short: Mention, full: Mention) -> bool:
    return short.schema == full.schema or "Organization" in (short.schema, full.schema)


def _last_before(placed: Sequence[tuple[int, int, Mention]], anchor: int, text: str) -> Mention | None:
    """The name before a phrase that follows a comma ("云海公司，原名…"), when nothing stands between."""
    near = [m for a, b, m in placed if b <= anchor and not text[b:anchor].strip("，,（( ）)”》")]
    return near[-1] if near else None


def _shortened(first: dict[str, Mention]) -> Iterator[tuple[str, str, str]]:
    """Short names of companies and family names of people, where exactly one full name fits."""
    owners: dict[str, set[str]] = {}
    for name, mention in first.items():
        if mention.schema == "Company":
            for short in short_names(name):
                owners.setdefault(short, set()).add(name)
        elif mention.schema == "Person" and "·" in name:
            for short in (name.rsplit("·", 1)[1], name.split("·", 1)[0]):
                owners.setdefault(short, set()).add(name)
        elif mention.schema == "PublicBody":
            for short in body_parts(name):
                owners.setdefault(short, set()).add(name)
    for short in sorted(owners):
        longest = _one(owners[short])
        if longest is not None and short in first and short != longest:
            kind = {
                "Person": "family or given name of the only person who bears it",
                "PublicBody": "short form of the only body it fits",
            }
            reason = kind.get(first[longest].schema, "short form of the only company it fits")
            yield short, longest, reason


def _one(names: set[str]) -> str | None:
    """The only name, or the one that all others are short forms of."""
    if len(names) == 1:
        return next(iter(names))
    longest = max(sorted(names), key=len)
    shorter = {*short_names(longest), *body_parts(longest)}
    return longest if all(n == longest or n in shorter for n in names) else None
