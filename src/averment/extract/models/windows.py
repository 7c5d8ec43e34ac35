"""A text in stretches that a model with a bounded window can read, cut where a sentence or at least a word ends."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|[^\W\u2e80-\u9fff\uac00-\ud7af]+|[^\w\s]")
_END = re.compile(r"[.!?。！？…][\"'”’»)]*(?=\s|$)|[。！？]")


def windows(text: str, most: int) -> Iterator[tuple[int, int]]:
    """(start, end) of stretches of at most `most` words and marks that together hold every word of the text.

    >>> list(windows("One two. Three four five.", 4))
    [(0, 8), (9, 25)]
    """
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    ends = {m.end() for m in _END.finditer(text)}
    first = 0
    while first < len(words):
        last = min(first + most, len(words))
        if last < len(words):
            at_sentence = [n for n in range(first + 1, last + 1) if words[n - 1][1] in ends]
            last = at_sentence[-1] if at_sentence else last
        yield words[first][0], words[last - 1][1]
        first = last
