"""Languages that have rules of their own beside English, and what such a language has to offer.

A language is a folder in `extract` with one `Language` in it, and a line in `MODULES`. It is given the passages of
its language and nothing else; what it does not find, the patterns that hold for every language may.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from averment.claim import Claim
from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.values.calendar import Published
from averment.mention import Mention


@dataclass(frozen=True, slots=True)
class Language:
    """What a language does with its passages. Every function is pure, and gives places in the source's text.

    `parse` reads the texts of passages of prose (line breaks as spaces, lengths kept), one result for each, in order;
    the result comes back as `ParsedPassage.own`, which is None for rows of tables and for text beyond the limits.
    """

    code: str
    """ISO 639-1."""
    parse: Callable[[Sequence[str]], Iterator[Any]]
    names: Callable[[Sequence[ParsedPassage], str | None], list[Found]]
    """All names of the passages of one source; the second argument is the outlet, where it is known."""
    values: Callable[[ParsedPassage, Published | None], Iterable[Found]]
    """Dates, money, quantities and identifiers of a passage; these win over what the common patterns find there."""
    aliases: Callable[[Sequence[ParsedPassage], Sequence[Mention]], list[Mention]]
    """The mentions given (those in the passages given), with `alias_of` and its reason set where they stand for
    another; mentions may be added (a description that stands for a name), none taken away."""
    claims: Callable[[Sequence[ParsedPassage], Sequence[Mention]], list[Claim]]
    """The claims of the passages of one source."""


MODULES: dict[str, str] = {"ru": "averment.extract.russian", "zh": "averment.extract.chinese"}
"""Language code → module that holds it as `LANGUAGE`. Imported when a passage of that language is met."""


def language_rules(code: str) -> Language | None:
    """The rules of a language; None for English, which is not read this way, and for languages that have none."""
    module = MODULES.get(code)
    return None if module is None else _loaded(module)


def every_language() -> list[Language]:
    """All languages with rules. Whoever writes records down calls this first: loading a language registers its methods,
    which the ledger must know before the records that name them, and which the fingerprint of `extract` counts."""
    return [_loaded(module) for _, module in sorted(MODULES.items())]


@cache
def _loaded(module: str) -> Language:
    rules: Language = import_module(module).LANGUAGE
    return rules


def by_language(parsed: Iterable[ParsedPassage]) -> list[tuple[Language, list[ParsedPassage]]]:
    """The languages with rules of their own that occur, each with its passages, in the order of their codes."""
    found: dict[str, list[ParsedPassage]] = {}
    for piece in parsed:
        found.setdefault(piece.language, []).append(piece)
    return [(rules, found[code]) for code in sorted(found) if (rules := language_rules(code)) is not None]


def inside(pieces: Sequence[ParsedPassage], mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand in these passages. Both must be in the order of their places."""
    kept: list[Mention] = []
    at = 0
    for mention in mentions:
        while at < len(pieces) and pieces[at].passage.end <= mention.place.start:
            at += 1
        if at < len(pieces) and pieces[at].passage.start <= mention.place.start:
            kept.append(mention)
    return kept
