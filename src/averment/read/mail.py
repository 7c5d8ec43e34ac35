"""Mail as it travels: MIME, taken apart into a letter."""

import base64
import quopri
import re
from collections.abc import Iterator
from email import errors
from email.message import EmailMessage, Message
from typing import cast

from averment.read.draft import Draft, Stop
from averment.read.encoding import Decoded, decode
from averment.read.letter import READ_MAIL, Attachment, Letter, read_letter
from averment.read.media_type import MAIL
from averment.read.reader import reads


@reads(READ_MAIL, MAIL)
def read_mail(data: bytes, draft: Draft) -> None:
    """A mail as it was sent or saved."""
    from email import message_from_bytes, policy

    if data.count(b"boundary=") > draft.limits.parts:
        raise Stop("too_deep", f"more than {draft.limits.parts} parts lie in one another", "open it in a mail program")
    read_letter(_letter(message_from_bytes(data.lstrip(), policy=policy.default)), draft)


def _letter(message: EmailMessage) -> Letter:
    plain = cast("EmailMessage | None", message.get_body(preferencelist=("plain",)))
    markup = cast("EmailMessage | None", message.get_body(preferencelist=("html",)))
    return Letter(
        [(name, in_plain_letters(str(value))) for name, value in message.raw_items()],
        None if plain is None else _text(plain),
        None if markup is None else _text(markup),
        (_attachment(part) for part in _attachments(message, plain, markup)),
        any(isinstance(d, errors.CloseBoundaryNotFoundDefect) for part in message.walk() for d in part.defects),
    )


def in_plain_letters(raw: str) -> str:
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


def _text(part: EmailMessage) -> Decoded:
    return decode(_payload(part), part.get_content_charset())


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _attachments(message: EmailMessage, *bodies: Message | None) -> Iterator[EmailMessage]:
    """Every leaf that is not the body or another spelling of it, in order; forwarded mails whole."""
    spelled = {id(body) for body in bodies if body is not None}
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_type() == MAIL and part is not message:
            yield cast(EmailMessage, part)
        elif part.is_multipart():
            children = cast("list[Message]", part.get_payload())
            if part.get_content_subtype() == "alternative" and any(id(p) in spelled for p in part.walk()):
                spelled.update(id(p) for p in part.walk() if p.get_content_type() in ("text/plain", "text/html"))
            waiting.extend(reversed(children))
        elif id(part) not in spelled and part is not message:
            yield cast(EmailMessage, part)


def _attachment(part: EmailMessage) -> Attachment:
    name = in_plain_letters(part.get_filename() or "")
    if part.get_content_type() != MAIL:
        return Attachment(name, _payload(part))
    forwarded = part.get_payload()
    if isinstance(forwarded, list) and forwarded:
        return Attachment(name, _letter(cast(EmailMessage, forwarded[0])))
    return Attachment(name, Letter([]))
