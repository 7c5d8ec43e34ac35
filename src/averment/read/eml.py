"""A letter spelled as MIME, for mails that have no bytes of their own: those in Outlook data files."""

import base64
from collections.abc import Iterator

from averment.identity import sha256_hex
from averment.read.letter import FIELDS, Letter

_LINE = 57
"""Bytes that make a line of 76 letters in base 64 (RFC 2045)."""
_KEPT = (*FIELDS, "Message-ID", "In-Reply-To", "References")


def as_eml(letter: Letter) -> bytes:
    """The letter as a mail program would save it. The same letter gives the same bytes, borders of parts included."""
    return b"\r\n".join([*_spelled(letter), b""])


def _spelled(letter: Letter) -> Iterator[bytes]:
    for wanted in _KEPT:
        for name, said in letter.fields:
            if name.lower() == wanted.lower() and said:
                yield f"{wanted}: {' '.join(said.split())}".encode()
    yield b"MIME-Version: 1.0"
    parts = list(_parts(letter))
    border = f"averment-{sha256_hex(b''.join(b''.join(p) for p in parts))[:32]}".encode()
    yield b'Content-Type: multipart/mixed; boundary="' + border + b'"'
    yield b""
    for part in parts:
        yield b"--" + border
        yield from part
    yield b"--" + border + b"--"


def _parts(letter: Letter) -> Iterator[list[bytes]]:
    texts = [("plain", letter.plain), ("html", letter.markup)]
    given = [(kind, decoded.text) for kind, decoded in texts if decoded is not None]
    if len(given) == 2:
        border = f"averment-{sha256_hex((given[0][1] + given[1][1]).encode('utf-8', 'replace'))[:31]}-".encode()
        inner = [line for kind, text in given for line in (b"--" + border, *_text(kind, text))]
        head = b'Content-Type: multipart/alternative; boundary="' + border + b'"'
        yield [head, b"", *inner, b"--" + border + b"--", b""]
    else:
        yield from (_text(kind, text) for kind, text in given)
    for attachment in letter.attachments:
        if isinstance(attachment.content, Letter):
            yield [b"Content-Type: message/rfc822", b"", as_eml(attachment.content)]
        else:
            yield list(_file(attachment.name, attachment.content))


def _text(kind: str, text: str) -> list[bytes]:
    head = f"Content-Type: text/{kind}; charset=utf-8".encode()
    return [head, b"Content-Transfer-Encoding: base64", b"", *_lines(text.encode("utf-8", "replace"))]


def _file(name: str, data: bytes) -> Iterator[bytes]:
    encoded = base64.b64encode(name.encode("utf-8", "replace")).decode()
    spelled = f"=?utf-8?B?{encoded}?=" if name else "unnamed"
    yield b"Content-Type: application/octet-stream"
    yield b"Content-Transfer-Encoding: base64"
    yield f'Content-Disposition: attachment; filename="{spelled}"'.encode()
    yield b""
    yield from _lines(data)


def _lines(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _LINE):
        yield base64.b64encode(data[start : start + _LINE])
