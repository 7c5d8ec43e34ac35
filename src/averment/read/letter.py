"""A letter as mail programs know it: fields, words, attachments; and how it becomes a reading.

`mail.py` makes letters out of MIME, `outlook.py` out of Outlook's properties. A letter that says the same as plain text
and as HTML is read as plain text, unless that is only a stub. Attachments of known types are read where they stand, as
parts of this source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Union

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.encoding import Decoded
from averment.read.inside import deep_enough, read_inside
from averment.read.text import mark_paragraphs, note_encoding
from averment.read.visible import see

READ_MAIL = method("read.mail", "2")

FIELDS = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
"""Header fields that are read, in the order they are shown."""
ADD = "save it from a mail program and add it as a source of its own"


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a letter: a file's bytes, or a letter that was passed on whole."""

    name: str
    content: Union[bytes, "Letter"]


@dataclass(slots=True)
class Letter:
    """`fields` in plain letters; the words as `plain` text, as `markup` (HTML), or both. `faults` are notes to make."""

    fields: list[tuple[str, str]]
    plain: Decoded | None = None
    markup: Decoded | None = None
    attachments: Iterable[Attachment] = ()
    cut_off: bool = False
    faults: list[Stop] = field(default_factory=list)


def read_letter(letter: Letter, draft: Draft) -> None:
    """Header fields as kind "header", the words as part "body", attachments as "attachment:1" and on."""
    draft.title = first(letter.fields, "Subject")
    draft.author = first(letter.fields, "From")
    draft.published = day(first(letter.fields, "Date"))
    for wanted in FIELDS:
        for name, said in letter.fields:
            if name.lower() == wanted.lower() and said:
                draft.add(f"{wanted}: {said}", "header", part=f"header:{wanted}")
    _read_body(letter, draft)
    for number, attachment in enumerate(letter.attachments, start=1):
        if number > draft.limits.parts:
            raise Stop("truncated", f"only the first {draft.limits.parts} attachments were read", ADD)
        _read_attachment(attachment, number, draft)
    for fault in letter.faults:
        draft.note(fault.code, fault.message, fault.hint, draft.here())
    if letter.cut_off:
        draft.note("truncated", "the mail ends in the middle of a part", "ask for the mail again", draft.here())


def first(fields: Sequence[tuple[str, str]], wanted: str) -> str | None:
    """What the first field of that name says, if anything."""
    return next((said for name, said in fields if name.lower() == wanted.lower() and said), None)


def day(said: str | None) -> str | None:
    """The day of the Date field, in the sender's own time zone."""
    try:
        return parsedate_to_datetime(said).date().isoformat() if said else None
    except (ValueError, IndexError, OverflowError):
        return None


_STUB = 100
"""Bytes: fewer than this beside a long HTML version say no more than that one should read that."""


def _is_stub(plain: Decoded, markup: Decoded) -> bool:
    return len(plain.text.strip().encode()) < _STUB and see(markup.text).size > 3 * _STUB


def _read_body(letter: Letter, draft: Draft) -> None:
    plain, markup = letter.plain, letter.markup
    if plain is not None and markup is not None and _is_stub(plain, markup):
        plain = None
    decoded = plain or markup
    if decoded is None:
        return
    inner = draft.part()
    inner.method = READ_MAIL.id
    note_encoding(decoded, inner, elsewhere=plain is None)
    try:
        if plain is None:
            see(decoded.text).add_to(inner)
        else:
            try:
                inner.append(decoded.text)
            finally:
                mark_paragraphs(inner.text, inner)
    except Stop as stop:
        inner.note(stop.code, stop.message, stop.hint, stop.place)
    draft.embed(inner, "body")


def _read_attachment(attachment: Attachment, number: int, draft: Draft) -> None:
    inner = draft.part()
    inner.method = READ_MAIL.id
    name, content = attachment.name, attachment.content
    if isinstance(content, bytes):
        read_inside(content, name, inner, f"attachment {number}, {name or 'unnamed'!r}", ADD)
    elif deep_enough(inner, name or "an attachment", ADD):
        read_letter(content, inner)
    draft.embed(inner, f"attachment:{number}")
