"""Where quotation marks open and close in a passage."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENERS = {"“": "”", "«": "»", "„": "“", "「": "」", "‘": "’"}
STRAIGHT = '"'
MARKS = (*OPENERS, STRAIGHT, "``", "''")
DOUBLED = ("``", "''")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start` to `end` lie inside the marks; the marks themselves are `start - 1` and `end`.

    `closed` is False for a quotation that runs to the end of its paragraph without a closing mark: by the custom
    of the press it goes on in the next paragraph.
    """

    start: int
    end: int
    closed: bool

    @property
    def length(self) -> int:
        """Tokens inside the marks."""
        return self.end - self.start


def quotations(doc: "Doc") -> list[Quotation]:
    """Every quotation in a passage, outermost ones only, in the order of the text.

    Single curly quotes count only where they open after a space and close: an apostrophe is no quotation.
    """
    if not any(mark in doc.text for mark in MARKS):
        return []
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for token in doc:
        mark = _mark(token.text)
        if mark is None:
            continue
        if opened is None:
            closing = _closing_of(mark, token.i, doc)
            if closing is not None:
                opened = (token.i, closing)
        elif mark == opened[1]:
            if mark == "’" and token.i + 1 < len(doc) and not token.whitespace_ and doc[token.i + 1].is_alpha:
                continue
            found.append(Quotation(opened[0] + 1, token.i, True))
            opened = None
    if opened is not None and opened[1] != "’":
        if opened[1] == STRAIGHT and opened[0] + 2 >= len(doc):
            return found
        found.append(Quotation(opened[0] + 1, len(doc), False))
    return [q for q in found if q.length > 0]


def _mark(text: str) -> str | None:
    if text in OPENERS or text in OPENERS.values() or text == STRAIGHT:
        return text
    return STRAIGHT if text in DOUBLED else None


def _closing_of(mark: str, index: int, doc: "Doc") -> str | None:
    if mark == STRAIGHT:
        return STRAIGHT
    if mark == "‘":
        closes = any(t.text == "’" for t in doc[index + 1 : index + 60])
        return "’" if closes else None
    return OPENERS.get(mark)


def quotation_at(found: list[Quotation], index: int) -> Quotation | None:
    """The quotation a token lies in, if any."""
    return next((q for q in found if q.start <= index < q.end), None)
