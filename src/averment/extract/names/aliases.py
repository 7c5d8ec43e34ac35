"""Short names tied to the full ones they stand for, in one source and only where one full name fits.

Never a guess: the source must write the two together ("Full Name (FN)", "X, also known as Y"), or the short name must
be the beginning or the end of exactly one longer name of its kind. Words from the middle are not enough: dropping the
first word of a name may well name another party.
"""

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from averment.extract.language import unbroken
from averment.extract.names.evidence import distinctive
from averment.extract.names.gazetteer import places
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words
from averment.mention import Mention

NAMED = frozenset({"Person", "Company", "Organization", "PublicBody", "Good", "Vessel", "Airplane"})
PARTIES = frozenset({"Company", "Organization", "PublicBody"})
KNOWN_AS = re.compile(
    r"^(?:[,;]? ?(?:also |better |previously |formerly |commonly )?"
    r"(?:known as|known by its (?:[A-Z]?[a-z]+ )?(?:acronym|abbreviation|initials)|called|dubbed|"
    r"abbreviated as|a\.k\.a\.|aka|hereinafter|hereafter)"
    r"|, an? [A-Za-z][^,.;]{2,60} (?:also|better|commonly) known as) (?:the )?[“\"'‘«]?$"
)
"""What stands between a name and another that the source says it goes by.

Across an apposition only "better known as" and its like count: "a subsidiary of a firm called Y" names another.
"""


@dataclass(frozen=True, slots=True)
class Alias:
    """`short` stands for `full` in this source."""

    short: str
    full: str
    reason: str


def aliases(parsed: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Alias]:
    """Every alias of the source, one a short name; an explicit one goes before one by form."""
    schemata: dict[str, str] = {}
    for mention in mentions:
        if mention.schema in NAMED:
            schemata.setdefault(unbroken(mention.text), mention.schema)
    found = {a.short: a for a in reversed(list(_explicit(parsed, mentions)))}
    for alias in _by_form(schemata):
        found.setdefault(alias.short, alias)
    return [found[short] for short in sorted(found) if not _circular(found, short)]


def with_aliases(mentions: Sequence[Mention], known: Sequence[Alias]) -> list[Mention]:
    """The mentions with `alias_of` set: each short name points to the nearest earlier mention of the full one, or
    to its first where the short name comes first."""
    by_short = {a.short: a for a in known}
    places_of: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.schema in NAMED:
            places_of[unbroken(mention.text)].append(mention)
    tied = []
    for mention in mentions:
        alias = by_short.get(unbroken(mention.text)) if mention.schema in NAMED else None
        full = places_of.get(alias.full, []) if alias else []
        if alias is None or not full:
            tied.append(mention)
            continue
        target = full[max(0, bisect_left(full, mention.place.start, key=lambda m: m.place.start) - 1)]
        tied.append(replace(mention, alias_of=target.id, alias_reason=alias.reason))
    return tied


def _circular(found: Mapping[str, Alias], short: str) -> bool:
    back = found.get(found[short].full)
    return back is not None and back.full == short and found[short].full < short


def _explicit(parsed: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> Iterator[Alias]:
    """Two names that the source itself puts side by side."""
    text_of = {p.passage.start: p for p in parsed}
    starts = sorted(text_of)
    at = 0
    for left, right in itertools.pairwise(m for m in mentions if m.schema in NAMED):
        while at + 1 < len(starts) and starts[at + 1] <= left.place.start:
            at += 1
        piece = text_of[starts[at]]
        if not (NAMED & {left.schema} and NAMED & {right.schema} and right.place.end <= piece.passage.end):
            continue
        between = unbroken(piece.words(left.place.end, right.place.start))
        short, full = unbroken(right.text), unbroken(left.text)
        after = piece.words(right.place.end, min(right.place.end + 2, piece.passage.end))
        if (
            between in (" (", " (“", ' ("', " («", " (the “")
            and after[:1] in (")", "”", '"', "»")
            and _same_kind(left, right)
        ):
            if _abbreviates(short, full):
                yield Alias(short, full, "its abbreviation in brackets after the full name")
            elif _bare_acronym(short) and between == " (" and left.schema in PARTIES:
                yield Alias(short, full, "in brackets right after the full name")
            elif _inside(short, full):
                yield Alias(short, full, "words of the full name in brackets after it")
            elif not re.search(r"[A-Za-z]", short) and between == " (" and left.schema == right.schema == "Company":
                yield Alias(short, full, "in brackets right after the full name, in another script")
            elif _abbreviates(full, short):
                yield Alias(full, short, "abbreviation with the full name in brackets after it")
        elif (
            between in (", or ", " or ")
            and after[:1] in (",", ")")
            and _same_kind(left, right)
            and _abbreviates(short, full)
        ):
            yield Alias(short, full, "the source says so: “or”")
        elif KNOWN_AS.match(between) and _same_kind(left, right):
            yield Alias(short, full, f"the source says so: “{between.strip(' ,“”')}”")


def _same_kind(one: Mention, other: Mention) -> bool:
    return one.schema == other.schema or (one.schema in PARTIES and other.schema in PARTIES)


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters and figures of `short` occur in `full` in order, the first at its beginning.

    >>> (
    ...     _abbreviates("CNAS", "Center for a New American Security"),
    ...     _abbreviates("G3", "Garpiya-3"),
    ...     _abbreviates("UN", "Kupol"),
    ... )
    (True, True, False)
    """
    letters = [c for c in short.lower() if c.isalnum()]
    rest = full.lower().removeprefix("the ")
    if not letters or len(short) >= len(full) or not rest.startswith(letters[0]):
        return False
    at = -1
    for letter in letters:
        at = rest.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _inside(short: str, full: str) -> bool:
    """Whether the short name is a stretch of the full one's words and can stand alone ("Shenzhen {Lanfei} Co.")."""
    mine, theirs = _parts(short), _parts(full)
    fits = any(theirs[i : i + len(mine)] == mine for i in range(len(theirs)))
    return fits and len(mine) < len(theirs) and distinctive(short)


def _bare_acronym(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{0,2}[A-Z]{1,5}", text))


def _by_form(schemata: Mapping[str, str]) -> Iterator[Alias]:
    """A name that begins or ends exactly one longer name of its kind."""
    longer = defaultdict(set)
    for name, schema in schemata.items():
        parts = _parts(name)
        for size in range(1, len(parts)):
            for piece, where in ((parts[:size], "begins"), (parts[-size:], "ends")):
                for spelling in _capitals(" ".join(piece)):
                    longer[spelling].add((name, schema, where))
    for short in sorted(schemata):
        fits = sorted(
            (name, where)
            for name, schema, where in longer.get(short, ())
            if _kin(schemata[short], schema) and _may_shorten(short, name, where, schema)
        )
        longest = [f for f in fits if not any(_within(f[0], other) for other, _ in fits)]
        if schemata[short] in PARTIES and any(
            _rival(short, longest[0][0], n, s) for n, s in schemata.items() if longest
        ):
            continue
        if len({name for name, _ in longest}) == 1:
            name, where = longest[0]
            what = "the family name" if schemata[short] == "Person" else f"{where} the full name"
            yield Alias(short, name, f"{what}, and no other name in this source does")


def _rival(short: str, full: str, other: str, schema: str) -> bool:
    """Whether another party's name holds the short one behind a place: "Hefei {Ruitong} Co." beside "{Ruitong} Ltd"."""
    if schema not in PARTIES or other == full or short not in other:
        return False
    parts = _parts(other)
    while parts and parts[0] in places():
        parts = parts[1:]
    mine = _parts(short)
    return len(parts) < len(_parts(other)) and parts[: len(mine)] == mine and not _within(full, other)


def _within(name: str, other: str) -> bool:
    """Whether one full name is itself the beginning or the end of the other: "X Components" of "X Components Ltd."."""
    mine, theirs = _parts(name), _parts(other)
    return len(mine) < len(theirs) and mine in (theirs[: len(mine)], theirs[-len(mine) :])


def _parts(name: str) -> list[str]:
    """Words of a name without the legal form's punctuation; "Co., Ltd." and quotes fall away."""
    return [p.strip("«»“”\"',.") for p in name.split() if p.strip("«»“”\"',.")]


def _capitals(short: str) -> tuple[str, ...]:
    """ "al-Masri" stands as "Al-Masri" at the head of a sentence."""
    return (short, short[0].upper() + short[1:]) if short[:1].islower() and "-" in short else (short,)


def _kin(short: str, full: str) -> bool:
    return short == full or (short in PARTIES and full in PARTIES)


def _may_shorten(short: str, full: str, where: str, schema: str) -> bool:
    """Whether dropping the rest leaves a name that still points to the same thing."""
    parts = short.split()
    if schema == "Good":
        return (where == "ends" and len(short) > 1) or (
            where == "begins" and not any(c.isdigit() for c in full[len(short) :])
        )
    if schema == "Person":
        family_first = full.split()[0] in words("name_words", "chinese_surnames")
        return where == "ends" or (where == "begins" and family_first and len(parts) == 1)
    if schema == "PublicBody":
        return where == "ends"  # "Ministry of Defense" for "Russian Ministry of Defense"
    return distinctive(short)
