"""Listed names in running text or a pasted list of names, without a case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from averment.screen.index import Index, Match

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?|[（(][^\W_]+[)）]")
_POSSESSIVE = re.compile(r"['’](?:s)?$")
_LONGEST = 12
"""Words in the longest stretch looked up."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text (`text[start:end]`) with the listed name it may be."""

    start: int
    end: int
    match: Match


def screen_text(text: str, index: Index) -> Iterator[Found]:
    """The listed names that stand in the text, in order; of overlapping stretches the longest, then the best.

    Every stretch of words that begins with a capital, a digit or a letter without case is looked up as a party and
    as a person.
    """
    taken = 0
    for line in re.finditer(r"[^\r\n]+", text):
        words = list(_WORD.finditer(line[0]))
        for first, word in enumerate(words):
            if line.start() + word.start() < taken or word[0][:1].islower():
                continue
            found = _longest(text, line.start(), words[first : first + min(_LONGEST, index.longest + 6)], index)
            if found:
                taken = found[0].end
                yield from found


def _longest(text: str, offset: int, words: list[re.Match[str]], index: Index) -> list[Found]:
    start = offset + words[0].start()
    for last in reversed(words):
        shortened = _POSSESSIVE.sub("", last[0].rstrip("."))
        for end in dict.fromkeys((offset + last.end(), offset + last.start() + len(shortened))):
            if _POSSESSIVE.search(text[start:end]):
                continue
            matches = index.find(text[start:end], "LegalEntity")
            if matches:
                return [Found(start, end, m) for m in matches]
    return []
