"""Whether plain lines are a table, and what parts their cells."""

import csv
import io
from collections import Counter

DELIMITERS = ("\t", ";", ",", "|")
_ROWS = 60


def delimiter_of(text: str, *, lenient: bool = False, cut_off: bool = False) -> str | None:
    """What parts the cells, or None where the lines are no table.

    Without a name that says so (`lenient`), lines are a table only when at least 5 of them all have the same
    number of cells, 3 or more, and the cells are short: sentences with commas must never be taken for a table.
    `cut_off`: the text is the beginning of a longer one, so its last line does not count.

    >>> delimiter_of("name;city;units\\nA;B;3\\nC;D;4\\nE;F;5\\nG;H;6\\n")
    ';'
    >>> delimiter_of("Yes, it is.\\nNo, it is not.\\n") is None
    True
    """
    best: tuple[float, str] | None = None
    for delimiter in DELIMITERS:
        widths, cells = _widths(text, delimiter, cut_off)
        if not widths:
            continue
        width, count = Counter(widths).most_common(1)[0]
        agree = count / len(widths)
        if width < 2 or agree < (0.6 if lenient else 1.0):
            continue
        strict = len(widths) >= 5 and width >= 3 and cells <= 40
        if (strict or lenient) and (best is None or agree * width > best[0]):
            best = (agree * width, delimiter)
    return best[1] if best else None


def _widths(text: str, delimiter: str, cut_off: bool) -> tuple[list[int], float]:
    """Cells in each of the first rows, and how long a cell is on average."""
    widths: list[int] = []
    letters = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if row and len(widths) < _ROWS:
                widths.append(len(row))
                letters += sum(map(len, row))
    except csv.Error:
        return [], 0.0
    if cut_off and len(widths) < _ROWS:
        widths = widths[:-1]
    return widths, letters / max(sum(widths), 1)
