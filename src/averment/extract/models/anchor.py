"""Where quoted words stand in the text. A quote that is not there is not mended: it is refused.

Quotation marks, apostrophes, dashes and kinds of space may differ, one character for one; a run of white space counts
as one space. Nothing else may: no letter is changed, left out or put in, and words are taken whole.
"""

from dataclasses import dataclass
from typing import Self

_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A text in the spelling in which quotes are looked for, and the way back: character i is `text[origin[i]]`."""

    text: str
    spelled: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Prepare a text."""
        spelled: list[str] = []
        origin: list[int] = []
        space = True
        for index, character in enumerate(text.translate(_SAME)):
            if character.isspace():
                if not space:
                    spelled.append(" ")
                    origin.append(index)
                space = True
            else:
                spelled.append(character)
                origin.append(index)
                space = False
        return cls(text, "".join(spelled), tuple(origin))

    def all(self, quote: str, within: tuple[int, int] | None = None) -> list[tuple[int, int]]:
        """Every (start, end) in the text where the quoted words stand, from left to right.

        >>> Anchored.of("He said:  “No.”").all('"No."')
        [(10, 15)]
        """
        wanted = " ".join(quote.translate(_SAME).split())
        if not wanted:
            return []
        first, last = within or (0, len(self.text))
        found, at = [], self.spelled.find(wanted)
        while at >= 0:
            start, end = self.origin[at], self.origin[at + len(wanted) - 1] + 1
            if first <= start and end <= last and self._whole_words(start, end):
                found.append((start, end))
            at = self.spelled.find(wanted, at + 1)
        return found

    def _whole_words(self, start: int, end: int) -> bool:
        return not (_joined(self.text, start) or _joined(self.text, end))


def _joined(text: str, at: int) -> bool:
    """Whether the border before character `at` cuts a word; Chinese and the like set no borders between words."""
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"


def nearest(spans: list[tuple[int, int]], to: tuple[int, int]) -> tuple[int, int] | None:
    """The span with the fewest characters between it and another; the first of two as near; None for none."""
    if not spans:
        return None
    return min(spans, key=lambda s: (max(s[0] - to[1], to[0] - s[1], 0), s[0]))
