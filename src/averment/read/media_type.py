"""What kind of document some bytes are: told from what is in them, never from the name.

The name only settles what the bytes leave open: plain text, Markdown and tables all consist of plain lines.
"""

import io
import re
import zipfile
from typing import BinaryIO

from averment.read.encoding import decode, looks_binary
from averment.read.table_text import delimiter_of

HEAD = 65536
"""Bytes looked at."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MAIL = "message/rfc822"
MBOX = "application/mbox"
ZIP = "application/zip"
TAR = "application/x-tar"
WARC = "application/warc"
WACZ = "application/wacz"
RTF = "application/rtf"
MSG = "application/vnd.ms-outlook"
PST = "application/vnd.ms-outlook-pst"
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", RTF),
    (b"WARC/", WARC),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"!BDN", PST),
    (b"\x7fELF", "application/x-executable"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "application/x-ole-encrypted"),
    ("__properties_version1.0", MSG),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_MAIL_FIELD = re.compile(
    r"(?:from|to|cc|date|subject|received|return-path|reply-to|delivered-to|message-id|mime-version|"
    r"content-type|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|in-reply-to|references|sender)[ \t]*:",
    re.IGNORECASE,
)
_MAIL_MARKS = {"from", "date", "subject", "received", "return-path", "message-id", "mime-version", "to"}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|table|article|section|h[1-6]|p|center|font)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)


def detect(stream: BinaryIO, name: str = "") -> str:
    """The media type of what `stream` holds; its position is put back to the beginning.

    >>> detect(io.BytesIO(b"%PDF-1.7"), "letter.txt")
    'application/pdf'
    >>> detect(io.BytesIO(b"a,b"), "lines.csv")
    'text/csv'
    """
    stream.seek(0)
    head = stream.read(HEAD)
    found = _container(stream, head) or _by_magic(head) or _by_text(head, name)
    stream.seek(0)
    return found


def detect_bytes(data: bytes, name: str = "") -> str:
    """`detect` for bytes in memory."""
    return detect(io.BytesIO(data), name)


def _by_magic(head: bytes) -> str | None:
    if not head.strip(b"\x00"):
        return "application/x-empty"
    for mark, media_type in _MAGIC:
        if head.startswith(mark):
            return media_type
    if head[257:262] == b"ustar":
        return TAR
    if head[:4] == b"RIFF":
        return "image/webp" if head[8:12] == b"WEBP" else "audio/wav" if head[8:12] == b"WAVE" else "video/x-msvideo"
    if head[4:8] == b"ftyp":
        return "image/heif" if head[8:12] in (b"heic", b"mif1", b"avif", b"heix") else "video/mp4"
    if b"%PDF-" in head[:1024] and b"\x00" not in head[: head.index(b"%PDF-")]:
        return "application/pdf"  # rubbish before the mark is allowed by every viewer
    return None


def _container(stream: BinaryIO, head: bytes) -> str | None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _ole(stream)
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return None
    return _zip_from_head(head) or _zip_from_directory(stream)


def _zip_from_head(head: bytes) -> str | None:
    """OpenDocument puts its type first, unpacked, so that it can be read here."""
    found = re.match(rb"PK\x03\x04.{22}\x08\x00(.{2})mimetype", head, re.DOTALL)
    if not found:
        return None
    start = found.end() + int.from_bytes(found[1], "little")
    said = re.match(rb"application/[\w.+-]+", head[start : start + 100])
    return said[0].decode("ascii").split("PK")[0] if said else None


_LONGEST_DIRECTORY = 64 << 20
"""Bytes of a ZIP's table of contents that are looked at to tell what it is: Python makes an object of every line."""


def _zip_from_directory(stream: BinaryIO) -> str:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(size - HEAD - 22, 0))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    said = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if _LONGEST_DIRECTORY < said < 0xFFFFFFFF or (said == 0xFFFFFFFF and size > _LONGEST_DIRECTORY):
        return ZIP
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _zip_cut_off(stream)
    for member, media_type in (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX)):
        if member in names:
            return media_type
    if "[Content_Types].xml" in names:
        if any(n.startswith("word/") for n in names):
            return DOCX
        if any(n.startswith("xl/") for n in names):
            return "application/vnd.ms-excel.sheet.binary" if "xl/workbook.bin" in names else XLSX
    if "datapackage.json" in names and any(n.startswith("archive/") and ".warc" in n for n in names):
        return WACZ
    return "application/epub+zip" if "META-INF/container.xml" in names else ZIP


def _zip_cut_off(stream: BinaryIO) -> str:
    """A zip whose end is missing: the names of the files at its beginning still tell what it was."""
    stream.seek(0)
    head = stream.read(HEAD * 4)
    for mark, media_type in ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX)):
        if re.search(rb"PK\x03\x04.{26}" + mark, head, re.DOTALL):
            return media_type
    return ZIP


def _ole(stream: BinaryIO) -> str:
    """Legacy Office files: their directory spells the names of streams in UTF-16."""
    stream.seek(0)
    content = stream.read(HEAD * 256)
    for name, media_type in _OLE_STREAMS:
        if name.encode("utf-16-le") in content:
            return media_type
    return "application/x-ole-storage"


def _by_text(head: bytes, name: str) -> str:
    decoded = decode(head[: HEAD // 4])
    text = decoded.text
    if looks_binary(text):
        return UNKNOWN
    if _HTML.match(text):
        return "text/html"
    start = text.lstrip()
    if start.startswith("<?xml"):
        return "text/html" if re.search(r"<html[\s>]", start[:2000]) else "application/xml"
    if re.match(r"From \S+ .*\d{4}\r?\n\S+:", start):
        return MBOX
    if _is_mail(text):
        return MAIL
    if start.startswith(("{", "[")) and re.match(r'[\[{]\s*(?:["\[{\]}]|-?\d|true|false|null)', start):
        return "application/json"
    return _plain(text, name.lower(), cut_off=len(head) > HEAD // 4)


def _is_mail(text: str) -> bool:
    """A block of header fields with at least two that only mail has."""
    seen: set[str] = set()
    for number, line in enumerate(text.lstrip().splitlines()):
        if not line.strip() or number > 200:
            break
        if line[0] in " \t" and number:
            continue
        if not (_MAIL_FIELD.match(line) or re.match(r"[!-9;-~]+:", line)):
            return False
        seen.add(line.split(":", 1)[0].strip().lower())
    return len(seen & _MAIL_MARKS) >= 2 and bool(seen & {"received", "message-id", "mime-version", "from", "date"})


def _plain(text: str, name: str, cut_off: bool) -> str:
    named = name.endswith((".csv", ".tsv", ".tab"))
    if delimiter_of(text, lenient=named, cut_off=cut_off):
        return "text/csv"
    return "text/markdown" if name.endswith((".md", ".markdown")) else "text/plain"
