"""Mail: header fields, the message, and the attachments that can be read.

A multipart message often says the same thing twice, as plain text and as HTML: the plain text is taken. Attachments
of known types are read where they stand, as parts of this source; the others are named, to be added by themselves.
"""

import base64
import quopri
import re
from collections.abc import Iterator, Sequence
from email import errors
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from typing import cast

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.encoding import Decoded, decode
from averment.read.media_type import MAIL, detect_bytes
from averment.read.reader import NO_TEXT_YET, READERS, read_bytes, reads
from averment.read.text import mark_paragraphs, note_encoding
from averment.read.visible import see

READ_MAIL = method("read.mail", "1")

HEADERS = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_ADD = "save it from a mail program and add it as a source of its own"


@reads(READ_MAIL, MAIL)
def read_mail(data: bytes, draft: Draft) -> None:
    """Header fields as kind "header", the message as part "body", attachments as "attachment:1" and on."""
    from email import message_from_bytes, policy

    if data.count(b"boundary=") > draft.limits.parts:
        raise Stop("too_deep", f"more than {draft.limits.parts} parts lie in one another", "open it in a mail program")
    _read_message(message_from_bytes(data.lstrip(), policy=policy.default), draft)


def _read_message(message: EmailMessage, draft: Draft) -> None:
    fields = [(name, _field(str(value))) for name, value in message.raw_items()]
    draft.title = _first(fields, "Subject")
    draft.author = _first(fields, "From")
    draft.published = _day(_first(fields, "Date"))
    for wanted in HEADERS:
        for name, said in fields:
            if name.lower() == wanted.lower() and said:
                draft.add(f"{wanted}: {said}", "header", part=f"header:{wanted}")
    body = _body(message)
    if body is not None:
        _read_body(body, draft)
    for number, part in enumerate(_attachments(message, body), start=1):
        if number > draft.limits.parts:
            raise Stop("truncated", f"only the first {draft.limits.parts} attachments were read", _ADD)
        _read_attachment(part, number, draft)
    if any(isinstance(d, errors.CloseBoundaryNotFoundDefect) for part in message.walk() for d in part.defects):
        draft.note("truncated", "the mail ends in the middle of a part", "ask for the mail again", draft.here())


def _field(raw: str) -> str:
    """A header field in plain letters, on one line.

    Words that straddle two encoded pieces are put together before they are decoded, letters that were sent bare
    are weighed like those of any text, and a wrong label is found out.
    """
    bare = raw.encode("utf-8", "surrogateescape")
    text = raw if raw.isascii() else decode(bare).text
    return " ".join(_ENCODED.sub(_decoded_words, text).split())


_ENCODED_WORD = r"=\?([\w.:-]+)(?:\*[\w-]+)?\?([BbQq])\?([^?\s]*)\?="
_ENCODED = re.compile(rf"{_ENCODED_WORD}(?:\s+{_ENCODED_WORD})*")


def _decoded_words(found: re.Match[str]) -> str:
    """RFC 2047 words that stand side by side, as one text."""
    pieces: list[tuple[str, bytes]] = []
    for charset, way, said in re.findall(_ENCODED_WORD, found[0]):
        data = _unpacked(way.upper(), said)
        if pieces and pieces[-1][0] == charset.lower():
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + data)
        else:
            pieces.append((charset.lower(), data))
    return "".join(decode(data, charset).text for charset, data in pieces)


def _unpacked(way: str, said: str) -> bytes:
    if way == "Q":
        return quopri.decodestring(said.replace("_", " ").encode("ascii", "replace"))
    padded = re.sub(r"[^A-Za-z0-9+/]", "", said)
    return base64.b64decode(padded[: len(padded) // 4 * 4 + (len(padded) % 4 if len(padded) % 4 > 1 else 0)] + "==")


def _first(fields: Sequence[tuple[str, str]], wanted: str) -> str | None:
    return next((said for name, said in fields if name.lower() == wanted.lower() and said), None)


def _day(said: str | None) -> str | None:
    """The day of the Date field, in the sender's own time zone."""
    try:
        return parsedate_to_datetime(said).date().isoformat() if said else None
    except (ValueError, IndexError, OverflowError):
        return None


def _body(message: EmailMessage) -> EmailMessage | None:
    """The message's own words: plain text, or HTML where the plain text is only a stub beside it."""
    plain = cast("EmailMessage | None", message.get_body(preferencelist=("plain",)))
    markup = cast("EmailMessage | None", message.get_body(preferencelist=("html",)))
    if plain is None or markup is None:
        return plain or markup
    return markup if len(_payload(plain).strip()) < _STUB and see(_text(markup).text).size > 3 * _STUB else plain


_STUB = 100
"""Bytes: less than this beside a long HTML version says no more than that one should read that."""


def _text(part: EmailMessage) -> Decoded:
    return decode(_payload(part), part.get_content_charset())


def _read_body(body: EmailMessage, draft: Draft) -> None:
    inner = draft.part()
    inner.method = READ_MAIL.id
    decoded = _text(body)
    is_markup = body.get_content_subtype() == "html"
    note_encoding(decoded, inner, elsewhere=is_markup)
    try:
        if is_markup:
            see(decoded.text).add_to(inner)
        else:
            try:
                inner.append(decoded.text)
            finally:
                mark_paragraphs(inner.text, inner)
    except Stop as stop:
        inner.note(stop.code, stop.message, stop.hint, stop.place)
    draft.embed(inner, "body")


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _attachments(message: EmailMessage, body: Message | None) -> Iterator[EmailMessage]:
    """Every leaf that is not the body or another spelling of it, in order; forwarded mails whole."""
    spelled: set[int] = {id(body)}
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_type() == MAIL and part is not message:
            yield cast(EmailMessage, part)
        elif part.is_multipart():
            children = cast("list[Message]", part.get_payload())
            if part.get_content_subtype() == "alternative" and _holds(part, body):
                spelled.update(id(p) for p in part.walk() if p.get_content_type() in ("text/plain", "text/html"))
            waiting.extend(reversed(children))
        elif id(part) not in spelled and part is not message:
            yield cast(EmailMessage, part)


def _holds(part: Message, body: Message | None) -> bool:
    return body is not None and any(p is body for p in part.walk())


def _read_attachment(part: EmailMessage, number: int, draft: Draft) -> None:
    name = _field(part.get_filename() or "")
    inner = draft.part()
    inner.method = READ_MAIL.id
    if part.get_content_type() == MAIL:
        forwarded = part.get_payload()
        if isinstance(forwarded, list) and forwarded and _deep_enough(inner, draft, name):
            _read_message(cast(EmailMessage, forwarded[0]), inner)
        draft.embed(inner, f"attachment:{number}")
        return
    data = _payload(part)
    media_type = detect_bytes(data, name)
    what = f"attachment {number}, {name or 'unnamed'!r} ({media_type}, {len(data):,} bytes)"
    if media_type not in READERS or media_type in NO_TEXT_YET:
        inner.note("attachment", f"{what} was not read", _ADD)
    elif len(data) > draft.limits.bytes_for(media_type):
        inner.note("too_large", f"{what} is larger than is read", _ADD)
    elif _deep_enough(inner, draft, name):
        read_bytes(data, media_type, inner)
    draft.embed(inner, f"attachment:{number}")


def _deep_enough(inner: Draft, draft: Draft, name: str) -> bool:
    if inner.depth <= draft.limits.nesting:
        return True
    inner.note("too_deep", f"{name or 'an attachment'} lies more than {draft.limits.nesting} documents deep", _ADD)
    return False
