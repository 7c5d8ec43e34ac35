"""Plain text and Markdown, kept to the character."""

import re
from collections.abc import Iterator
from itertools import pairwise

from averment.method import method
from averment.place import Place
from averment.read.draft import Draft, Stop
from averment.read.encoding import Decoded, decode, looks_binary
from averment.read.reader import reads

READ_TEXT = method("read.text", "1")

_WRAPPED_AT = 120
"""Columns: prose broken by hand or by a mail program has no longer lines."""
_FULL = 0.6
"""A line shorter than this share of the longest in its block was ended on purpose."""
_PROSE = 45
"""Columns: where even the longest line is shorter, lines are a list or an address, not prose."""
_ITEM = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)]|[#>|])\s")
_BLANK = re.compile(r"\s*")


@reads(READ_TEXT, "text/plain", "text/markdown", "application/json", "application/xml")
def read_text(data: bytes, draft: Draft) -> None:
    """The decoded text as it is; paragraphs as passages. Markdown marks stay in the text."""
    text = decode_into(data, draft)
    try:
        draft.append(text)
    finally:
        mark_paragraphs(draft.text, draft, markdown=draft.media_type == "text/markdown")


def decode_into(data: bytes, draft: Draft, declared: str | None = None, *, elsewhere: bool = False) -> str:
    """Decode, and note on the draft what is not certain. Raises `Stop` when it is not text at all.

    `elsewhere`: the offsets of what is decoded are not those of the draft's text, as with markup.
    """
    decoded = decode(data, declared)
    if looks_binary(decoded.text):
        raise Stop("not_text", "most of it is not text in any known encoding", "find out what program made it")
    note_encoding(decoded, draft, elsewhere)
    return decoded.text


def note_encoding(decoded: Decoded, draft: Draft, elsewhere: bool = False) -> None:
    """Note what is not certain of a decoding whose text is about to be appended to the draft."""

    def place(start: int, end: int) -> Place | None:
        return None if elsewhere else Place(draft.source, draft.length + start, draft.length + end)

    if not decoded.sure:
        draft.note(
            "encoding_guessed",
            f"nothing says how its letters are encoded; read as {decoded.encoding}",
            "if the text looks wrong, convert the file to UTF-8 and add that",
            place(0, len(decoded.text)),
        )
    if decoded.mislabelled:
        draft.note(
            "encoding_mislabelled",
            f"it says of itself that it is in {decoded.mislabelled}; its letters are those of {decoded.encoding}",
            "nothing need be done if the text reads well",
            place(0, len(decoded.text)),
        )
    if decoded.bad:
        draft.note(
            "undecodable",
            f"{len(decoded.bad)} character(s) could not be decoded as {decoded.encoding} and stand as U+FFFD",
            "compare the place with the original; the file may be damaged or in two encodings",
            place(decoded.bad[0], decoded.bad[0] + 1),
        )


def mark_paragraphs(text: str, draft: Draft, *, markdown: bool = False, **where: str) -> None:
    """Make passages of the paragraphs of `text`, which is the draft's own text from its beginning."""
    for start, end in paragraphs(text):
        stretch = text[start:end]
        kind = "paragraph"
        if markdown and re.match(r"#{1,6}\s", stretch):
            kind = "heading"
            if draft.title is None:
                draft.title = stretch.lstrip("#").strip()
        elif re.match(r"\s*[-*+•]\s", stretch):
            kind = "list"
        draft.mark(stretch, start, kind, (), **where)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end.

    A blank line parts them. Lines between two blank lines are one paragraph where they look broken by hand
    (none long, each nearly as long as the longest), and a paragraph each where they do not; a sentence that plainly
    goes on in the next line is never broken.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    block: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line.rstrip())
        if line.isspace():
            yield from _block(text, block)
            block = []
        else:
            block.append((at, end))
        at += len(line)
    yield from _block(text, block)


def _block(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not lines:
        return
    longest = max(end - start for start, end in lines)
    wrapped = _PROSE <= longest <= _WRAPPED_AT
    first = lines[0][0]
    for (start, end), (following, _) in pairwise(lines):
        full = wrapped and end - start >= longest * _FULL
        if not (full or _broken(text, end, following, end - start)) or _ITEM.match(text, following):
            yield first, end
            first = following
    yield first, lines[-1][1]


def _broken(text: str, end: int, following: int, length: int) -> bool:
    """Whether a sentence goes on in the next line: no stop before the line end, and a small letter after it."""
    begins = text[following : following + 80].lstrip()[:1]
    return length >= _PROSE and text[end - 1] not in '.!?:;…"”»)' and begins.islower()
