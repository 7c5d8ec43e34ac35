"""Quotation marks: «…», „…“, “…” and "…", one inside the other too."""

from dataclasses import dataclass

LONGEST = 4000
"""Characters after which an opening mark counts as one that nobody closed."""
_CLOSING = {"«": "»", "„": "“”", "“": "”"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Offsets into the passage's text: of the marks (`end` exclusive), and how many quotations it stands in."""

    start: int
    end: int
    depth: int = 0

    @property
    def inner(self) -> tuple[int, int]:
        """What stands between the marks."""
        return self.start + 1, self.end - 1


def quotes(text: str) -> list[Quote]:
    """Every closed quotation, in the order of their beginnings.

    >>> [text[q.start : q.end] for text in ['завод «Маяк „А“» и "Луч"'] for q in quotes(text)]
    ['«Маяк „А“»', '„А“', '"Луч"']
    """
    found: list[Quote] = []
    open_: list[tuple[str, int]] = []
    for at, mark in enumerate(text):
        if mark not in '«»„“”"':
            continue
        while open_ and at - open_[0][1] > LONGEST:
            open_.clear()
        if open_ and _closes(open_[-1][0], mark, text, at):
            _, start = open_.pop()
            found.append(Quote(start, at + 1, len(open_)))
        elif mark in _CLOSING or (mark == '"' and _opens(text, at)):
            if len(open_) < 8:
                open_.append((mark, at))
        elif mark == "»":  # closes what was opened outside, whatever stands open inside
            at_open = next((n for n in range(len(open_) - 1, -1, -1) if open_[n][0] == "«"), None)
            if at_open is not None:
                found.append(Quote(open_[at_open][1], at + 1, at_open))
                del open_[at_open:]
    return sorted(found, key=lambda q: (q.start, -q.end))


def _closes(opening: str, mark: str, text: str, at: int) -> bool:
    if opening == '"':
        return mark == '"' and not _opens(text, at)
    return mark in _CLOSING[opening]


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark opens: a letter or figure right after it and none before."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    return (not before.isalnum() and before not in ".,!?»“”") and (after.isalnum() or after in "«„“-—")
