"""Where to cut a passage that is too long: at the end of a sentence, else at a space, else anywhere."""

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|[。！？；][”’」』]*|\n")
_SPACE = re.compile(r"\s")


def cut(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Stretches of `text`, in order, none longer than `limit`; white space at their ends is left out.

    >>> list(cut("One. Two. Three.", 10))
    [(0, 9), (10, 16)]
    """
    start, end = 0, len(text)
    while end - start > limit:
        at = _border(text, start, start + limit)
        yield from _trimmed(text, start, at)
        start = at
    yield from _trimmed(text, start, end)


def _border(text: str, start: int, most: int) -> int:
    middle = start + (most - start) // 2
    for pattern in (_SENTENCE_END, _SPACE):
        at = -1
        for found in pattern.finditer(text, middle, most):
            at = found.end()
        if at > start:
            return at
    return most


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
