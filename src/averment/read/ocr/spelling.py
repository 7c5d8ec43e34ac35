"""Letters that look the same in two alphabets, and where spaces belong between recognised words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from averment.read.ocr.word import Word, is_han

_LATIN = "ABCEHKMOPTXaceopxyk"
_CYRILLIC = "АВСЕНКМОРТХасеорхук"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
OWN_LATIN = re.compile(rf"[A-Za-z](?<![{_LATIN}])")
"""A Latin letter that no Cyrillic one looks like."""
OWN_CYRILLIC = re.compile(rf"[Ѐ-ӿ](?<![{_CYRILLIC}])")
"""A Cyrillic letter that no Latin one looks like."""
_ANY_LATIN = re.compile("[A-Za-z]")
_ANY_CYRILLIC = re.compile("[Ѐ-ӿ]")
_WIDE = re.compile("[\u3000-\u303f\uff00-\uffef]")
_OPENING = frozenset("(（《「『【“‘〔")
_CLOSING = frozenset(".,:;!?)%")

GAP = 0.2
"""Room between a Chinese character and a Latin word, in sizes of print, from which it is a space."""
NUMBER_GAP = 0.15
"""The same after a point or comma within a number."""
HAN_GAP = 1.3
"""The same between Chinese characters, whose setting leaves no space between words."""


def spelled(line: Sequence[Word], page: str = "") -> list[Word]:
    """The words of a line with letters that look alike in two alphabets put into the one that the word is in.

    A word that has a letter of only one of them is in that one. A word of nothing but such letters is in the page's
    only alphabet (`page` is "Latin" or "Cyrillic"), or, without digits, in that of the line's other words, where
    these are of one mind.
    """
    texts = [_consistent(_narrow(word.text)) for word in line]
    latin = sum(bool(OWN_LATIN.search(t)) for t in texts)
    cyrillic = sum(bool(OWN_CYRILLIC.search(t)) for t in texts)
    table = _TO_CYRILLIC if cyrillic and not latin else _TO_LATIN if latin and not cyrillic else None
    only = {"Latin": _TO_LATIN, "Cyrillic": _TO_CYRILLIC}.get(page)
    made = []
    for word, text in zip(line, texts, strict=True):
        own = OWN_LATIN.search(text) or OWN_CYRILLIC.search(text)
        to = only or (None if any(c.isdigit() for c in text) else table)
        made.append(replace(word, text=text if own or to is None else text.translate(to)))
    return made


def alphabet_of(words: Sequence[Word]) -> str:
    """The one alphabet of a page: "Latin" or "Cyrillic"; "" where it has both, or neither.

    A single word of the other is not counted where there are many of the first: it may be misread.
    """
    latin = sum(w.confidence > 0.6 and bool(OWN_LATIN.search(w.text)) for w in words)
    cyrillic = sum(w.confidence > 0.6 and bool(OWN_CYRILLIC.search(w.text)) for w in words)
    if latin > 12 * cyrillic:
        return "Latin"
    return "Cyrillic" if cyrillic and not latin else ""


def _narrow(text: str) -> str:
    """Wide marks between digits, where a Chinese model puts them, as everyone writes them there.

    >>> _narrow("10，175.13")
    '10,175.13'
    """
    return _WIDE_IN_NUMBER.sub(lambda mark: chr(ord(mark[0]) - 0xFEE0), text)


_WIDE_IN_NUMBER = re.compile(r"(?<=\d)[\uff0c\uff0e\uff1a\uff0f](?=\d)")


def _consistent(text: str) -> str:
    """A word of mixed alphabets in one of them, where all letters of the other are look-alikes.

    >>> _consistent("Bепрь"), _consistent("GС-4")
    ('Вепрь', 'GC-4')
    """
    if not (_ANY_LATIN.search(text) and _ANY_CYRILLIC.search(text)):
        return text
    latin, cyrillic = OWN_LATIN.search(text), OWN_CYRILLIC.search(text)
    if cyrillic and not latin:
        return text.translate(_TO_CYRILLIC)
    if latin and not cyrillic:
        return text.translate(_TO_LATIN)
    return text


def between(before: str, after: str, room: float) -> str:
    """A space, or nothing: what stands between two words of a line with `room` (in sizes of print) between them.

    >>> between("有限", "公司", 0.1), between("型号", "6204", 0.3), between("per", "unit", 0.2)
    ('', ' ', ' ')
    """
    left, right = before[-1], after[0]
    if is_han(left) and is_han(right):
        return " " if room > HAN_GAP else ""
    if _WIDE.match(left) or _WIDE.match(right):
        return ""
    if is_han(left):
        return " " if room > GAP and right not in _CLOSING else ""
    if is_han(right):
        return " " if room > GAP and left not in _OPENING else ""
    if left in ".," and right.isdigit() and len(before) > 1 and before[-2].isdigit() and room < NUMBER_GAP:
        return ""  # a number that came in two pieces
    return " "
