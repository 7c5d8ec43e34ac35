"""MBOX: mails one after another in one file, each after a line that begins with "From "."""

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes
from typing import BinaryIO

from averment.custody import Left
from averment.read.budget import Budget
from averment.read.media_type import MBOX
from averment.read.unpack.member import UNPACK, Member, unpacks

_FROM = re.compile(rb"From \S.*\d{4}")
"""The line that sets mails apart (RFC 4155): an address, and a date that ends in a year or holds one."""
_FIELD = re.compile(rb"[!-9;-~]+:|>?From ")
_QUOTED = re.compile(rb">+From ")
_LINE = 1 << 20
"""Bytes of a line that are looked at in one piece; longer ones come in several."""
_HEAD = 1 << 16
"""Bytes of a mail's beginning among which its subject is looked for."""


@unpacks(UNPACK, MBOX)
def unpack_mbox(stream: BinaryIO, _: str, budget: Budget) -> Iterator[Member | Left]:
    """The mails of an mbox, as `00001 Subject.eml`; a "From " quoted in a mail is unquoted (mboxrd)."""
    stream.seek(0)
    lines = _Lines(stream)
    number = 0
    while lines.current:
        if not lines.at_border():
            next(lines)  # what stands before the first border is no mail
            continue
        next(lines)
        number += 1
        first = bytearray()
        rest = _mail(lines)
        for piece in rest:
            first += piece
            if len(first) > _HEAD or b"\n\n" in first or b"\r\n\r\n" in first:
                break
        yield Member(f"{number:05d}{_subject(bytes(first))}.eml", _charged(bytes(first), rest, budget))
        for _rest in rest:
            """What was not asked for is passed over, to come to the next mail."""


class _Lines:
    """The lines of a file with the next one in view; knows whether the line before was blank."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.blank, self.fresh = True, True
        self.current = stream.readline(_LINE).removeprefix(codecs.BOM_UTF8)
        self.following = stream.readline(_LINE)

    def __next__(self) -> bytes:
        line = self.current
        self.blank = self.fresh and not line.strip()
        self.fresh = line.endswith(b"\n")
        self.current, self.following = self.following, self._stream.readline(_LINE)
        return line

    def at_border(self) -> bool:
        return bool(self.blank and _FROM.match(self.current) and (_FIELD.match(self.following)))


def _mail(lines: _Lines) -> Iterator[bytes]:
    """One mail's lines, without the blank line that sets it apart from what follows."""
    held = b""
    while lines.current and not lines.at_border():
        line = next(lines)
        if held:
            yield held
        held = line[1:] if _QUOTED.match(line) else line
    if held.strip():
        yield held


def _charged(first: bytes, rest: Iterator[bytes], budget: Budget) -> Iterator[bytes]:
    budget.took(len(first))
    yield first
    waiting = bytearray()
    for line in rest:
        waiting += line
        if len(waiting) > _LINE:
            budget.took(len(waiting))
            yield bytes(waiting)
            waiting.clear()
    budget.took(len(waiting))
    yield bytes(waiting)


def _subject(head: bytes) -> str:
    """The subject, short and fit for a name, so that a mailbox can be looked through."""
    from averment.read.mail import in_plain_letters

    said = in_plain_letters(str(message_from_bytes(head).get("Subject", "")))
    cleaned = " ".join(re.sub(r"[/\\!|:*?\"<>]+", " ", said).split())
    return f" {cleaned[:60].strip()}" if cleaned else ""
