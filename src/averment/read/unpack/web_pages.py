"""WARC (ISO 28500): web pages as a crawler fetched them.

The documents come out: pages, PDFs, office files, text. Pictures, scripts, styles, fonts, films and answers that hold
no document are left in the archive, and one line says how many.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import unquote

from averment.custody import Left
from averment.read.budget import Budget, Meter
from averment.read.draft import Stop
from averment.read.media_type import WARC
from averment.read.unpack.member import ASK, UNPACK, Member, unpacks

_HEADER_LINES = 500
_LONGEST_LINE = 65536
LARGEST = 100 << 20
"""Bytes of one record that is taken out; a page or a paper is far smaller."""
_NO_DOCUMENT = re.compile(
    r"(?:image|video|audio|font)/|text/css|(?:text|application)/(?:x-)?(?:java|ecma)script|application/(?:x-)?font|"
    r"application/(?:wasm|octet-stream|vnd\.ms-fontobject|x-shockwave-flash)"
)
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


@unpacks(UNPACK, WARC)
def unpack_warc(stream: BinaryIO, _: str, budget: Budget) -> Iterator[Member | Left]:
    """The documents of a WARC that is not packed further."""
    stream.seek(0)
    yield from from_warc(stream, budget, None)


def from_warc(stream: Any, budget: Budget, meter: Meter | None) -> Iterator[Member | Left]:
    """The documents of a WARC that can only be read forwards; `meter` says that bytes are counted already."""
    passed: Counter[str] = Counter()
    try:
        while (record := _header(stream)) is not None:
            size = _size(record)
            kind, path = record.get("warc-type", ""), _path(record)
            if kind not in ("response", "resource"):
                _skip(stream, size)
            elif size > LARGEST:
                _skip(stream, size)
                yield Left(path, "too_large", f"{size:,} bytes; up to {LARGEST:,} are taken out", ASK)
            else:
                found = _document(kind, record, _exactly(stream, size), budget)
                if isinstance(found, bytes):
                    if meter is None:
                        budget.took(len(found))
                    when = record.get("warc-date", "")
                    yield Member(path, iter((found,)), when if _WHEN.fullmatch(when) else None)
                elif isinstance(found, Stop):
                    yield Left(path, found.code, found.message, found.hint)
                elif found:
                    passed[found] += 1
    except Stop as stop:
        yield Left("", stop.code, stop.message, stop.hint)
    if passed:
        said = ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))
        yield Left("", "passed_over", f"left in the archive: {said}", "nothing need be done")


def _header(stream: Any) -> dict[str, str] | None:
    """The named fields of the next record, lower case; None at the end."""
    line = _line(stream)
    while line in (b"\r\n", b"\n"):
        line = _line(stream)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise Stop("damaged", "a record does not begin where the one before said that it ends", ASK)
    fields: dict[str, str] = {}
    for _ in range(_HEADER_LINES):
        line = _line(stream)
        if line in (b"\r\n", b"\n"):
            return fields
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon:
            break
        fields[name.strip().lower()] = value.strip()
    raise Stop("damaged", "the head of a record is not closed", ASK)


def _line(stream: Any) -> bytes:
    line: bytes = stream.readline(_LONGEST_LINE)
    return line


def _size(record: Mapping[str, str]) -> int:
    said = record.get("content-length", "")
    if not (said.isascii() and said.isdigit() and len(said) < 16):
        raise Stop("damaged", f"a record gives {said[:40]!r} as its length", ASK)
    return int(said)


def _exactly(stream: Any, size: int) -> bytes:
    found = bytearray()
    while len(found) < size and (more := stream.read(min(size - len(found), 1 << 20))):
        found += more
    if len(found) < size:
        raise Stop("truncated", f"the archive breaks off inside a record of {size:,} bytes", ASK)
    return bytes(found)


def _skip(stream: Any, size: int) -> None:
    while size > 0 and (more := stream.read(min(size, 1 << 20))):
        size -= len(more)
    if size > 0:
        raise Stop("truncated", "the archive breaks off inside a record", ASK)


def _path(record: Mapping[str, str]) -> str:
    """The address without its scheme, as a path that stays inside the archive."""
    address = re.sub(r"^<?[a-z][a-z0-9+.-]*:/*|>$", "", record.get("warc-target-uri", ""), flags=re.IGNORECASE)
    shown = unquote(address)
    steps = [("%2E" * len(s) if s in (".", "..") else s) for s in re.split(r"[/\\]", shown)]
    return "/".join(s for s in steps if s) or "page"


def _document(kind: str, record: Mapping[str, str], block: bytes, budget: Budget) -> bytes | Stop | str:
    """The bytes of the document in a record; or what it is instead, in the plural; or why it cannot be had."""
    if kind == "resource":
        return "pictures, scripts and the like" if _NO_DOCUMENT.match(record.get("content-type", "")) else block
    if not record.get("warc-target-uri", "").lstrip("<").lower().startswith("http"):
        return ""
    head, body = _parted(block)
    lines = head.decode("latin-1").splitlines()
    status = re.match(r"HTTP/[\d.]+ (\d{3})", lines[0] if lines else "")
    if status is None:
        return Stop("damaged", "the answer of the server has no head", ASK)
    if status[1] != "200":
        return "answers without a document (moved, not found)"
    fields = {n.strip().lower(): v.strip() for n, _, v in (line.partition(":") for line in lines[1:])}
    if _NO_DOCUMENT.match(fields.get("content-type", "").lower()):
        return "pictures, scripts and the like"
    try:
        if "chunked" in fields.get("transfer-encoding", "").lower():
            body = _joined(body)
        body = _plain(body, fields.get("content-encoding", "").lower(), budget)
    except Stop as stop:
        return stop
    return body if body.strip() else "answers without a document (moved, not found)"


def _parted(block: bytes) -> tuple[bytes, bytes]:
    found = re.search(rb"\r?\n\r?\n", block)
    return (block[: found.start()], block[found.end() :]) if found else (block, b"")


def _joined(body: bytes) -> bytes:
    """A body sent in chunks, put together; some archives keep it whole and the label with it."""
    found, at = bytearray(), 0
    while head := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, at):
        size = int(head[1], 16)
        if size == 0:
            return bytes(found)
        found += body[head.end() : head.end() + size]
        at = head.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return bytes(found) if found else body


def _plain(body: bytes, encoding: str, budget: Budget) -> bytes:
    """A body as it was before the server packed it to send it."""
    if encoding in ("", "identity"):
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, budget)
    if encoding == "br":
        return _brotli(body, budget)
    raise Stop("damaged", f"was sent in an encoding that is not known here: {encoding[:40]!r}", ASK)


def _inflated(body: bytes, budget: Budget) -> bytes:
    if body[:2] != b"\x1f\x8b" and body[:1] not in (b"\x78", b"\x58", b"\x08"):
        return body  # unpacked already, and the label left on
    meter, found = budget.meter(len(body)), bytearray()
    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        waiting = body
        while waiting and not machine.eof:
            piece = machine.decompress(waiting, 1 << 20)
            meter.took(len(piece))
            found += piece
            waiting = machine.unconsumed_tail
    except zlib.error as error:
        raise Stop("damaged", "cannot be unpacked as the server sent it", ASK) from error
    return bytes(found)


def _brotli(body: bytes, budget: Budget) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise Stop("damaged", "was sent packed with brotli", "pip install brotli, and add the archive again") from error
    meter, found, machine = budget.meter(len(body)), bytearray(), brotli.Decompressor()
    try:
        piece = machine.process(body, output_buffer_limit=1 << 20)
        while piece:
            meter.took(len(piece))
            found += piece
            piece = b"" if machine.is_finished() else machine.process(b"", output_buffer_limit=1 << 20)
    except brotli.error as error:
        raise Stop("damaged", "cannot be unpacked as the server sent it", ASK) from error
    return bytes(found)
