"""Outlook's own properties (MAPI) made into a letter: of MSG files here, of data files (PST) in `unpack/`.

A property has a number and a type ([MS-OXPROPS], [MS-OXCDATA]). Those that matter to a reader are few, and stand in the
table below. Words come as plain text, as HTML, or packed as RTF ([MS-OXRTFCP]), which may hide the HTML of old.
"""

import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.utils import format_datetime

from averment.read.compressed_rtf import CompressedRtfError, unpacked
from averment.read.draft import Stop
from averment.read.encoding import Decoded, decode
from averment.read.letter import FIELDS, Attachment, Letter
from averment.read.mail import in_plain_letters

SUBJECT, HEADERS = 0x0037, 0x007D
SUBMITTED, DELIVERED = 0x0039, 0x0E06
SENDER_NAME, SENDER_KIND, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1E, 0x0C1F, 0x5D01
BEHALF_NAME, BEHALF_KIND, BEHALF_ADDRESS, BEHALF_SMTP = 0x0042, 0x0064, 0x0065, 0x5D02
SHOWN_TO, SHOWN_CC, SHOWN_BCC = 0x0E04, 0x0E03, 0x0E02
BODY, BODY_HTML, BODY_RTF = 0x1000, 0x1013, 0x1009
CODEPAGE, MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD
RECIPIENT_KIND, NAME, ADDRESS_KIND, ADDRESS, SMTP = 0x0C15, 0x3001, 0x3002, 0x3003, 0x39FE
ATTACHED_DATA, FILE_NAME, LONG_FILE_NAME, ATTACH_METHOD = 0x3701, 0x3704, 0x3707, 0x3705
MESSAGE_CLASS = 0x001A

UNICODE, ANSI, BINARY, INTEGER, TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040

_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Properties:
    """Properties by number: their type and their bytes. `codepage` is that of texts that are not Unicode."""

    values: Mapping[int, tuple[int, bytes]]
    codepage: str | None = None

    def text(self, number: int) -> str:
        """A text on one or more lines; '' where there is none."""
        kind, data = self.values.get(number, (0, b""))
        if kind == UNICODE:
            said = data[: len(data) // 2 * 2].decode("utf-16-le", "replace")
        elif kind == ANSI:
            said = decode(data, self.codepage).text
        else:
            return ""
        if number == SUBJECT and said.startswith("\x01"):
            said = said[2:]  # in data files it begins with the length of its prefix ("Re: ")
        return said.split("\x00", 1)[0]

    def line(self, number: int) -> str:
        """The same on one line."""
        return " ".join(self.text(number).split())

    def data(self, number: int) -> bytes | None:
        """Bytes as they are."""
        kind, data = self.values.get(number, (0, b""))
        return data if kind in (BINARY, UNICODE, ANSI) else None

    def number(self, number: int) -> int | None:
        """A whole number."""
        kind, data = self.values.get(number, (0, b""))
        return struct.unpack_from("<l", data)[0] if kind == INTEGER and len(data) >= 4 else None

    def instant(self, number: int) -> datetime | None:
        """An instant, counted by Windows in tenths of a microsecond from 1601."""
        kind, data = self.values.get(number, (0, b""))
        if kind != TIME or len(data) < 8:
            return None
        try:
            return _EPOCH + timedelta(microseconds=struct.unpack_from("<Q", data)[0] // 10)
        except OverflowError:
            return None


@dataclass(slots=True)
class Item:
    """A message with its recipients and what hangs on it; `faults` is what could not be got out of its file."""

    properties: Properties
    recipients: Sequence[Properties] = ()
    attachments: Sequence[Attachment] = ()
    faults: list[Stop] = field(default_factory=list)


def codepage_of(properties: Properties) -> str | None:
    """The code page of an item's texts, where it says one."""
    for number in (properties.number(MESSAGE_CODEPAGE), properties.number(CODEPAGE)):
        if number and number > 0:
            return "utf-8" if number == 65001 else f"cp{number}"
    return None


def letter_of(item: Item) -> Letter:
    """The letter: fields as they travelled where they are kept, else as Outlook holds them."""
    said = item.properties
    fields = _travelled(said)
    for name, value in _held(item):
        if value and not any(had.lower() == name.lower() for had, _ in fields):
            fields.append((name, value))
    letter = Letter(fields, attachments=item.attachments, faults=item.faults)
    _words(said, letter)
    return letter


def _travelled(said: Properties) -> list[tuple[str, str]]:
    """Header fields that came with the mail; a subject is better kept as Outlook shows it."""
    message = message_from_string(said.text(HEADERS).lstrip()[:_LONGEST_HEAD])
    wanted = {name.lower() for name in FIELDS} - {"subject"}
    found = [(name, in_plain_letters(str(value))) for name, value in message.raw_items() if name.lower() in wanted]
    return [(name, value) for name, value in found if value]


_LONGEST_HEAD = 1 << 18


def _held(item: Item) -> list[tuple[str, str]]:
    said = item.properties
    sender = _who(said, SENDER_NAME, SENDER_SMTP, SENDER_KIND, SENDER_ADDRESS)
    behalf = _who(said, BEHALF_NAME, BEHALF_SMTP, BEHALF_KIND, BEHALF_ADDRESS)
    fields = [("From", behalf or sender), ("Sender", sender if behalf and sender != behalf else "")]
    people: dict[str, list[str]] = {"To": [], "Cc": [], "Bcc": []}
    for recipient in item.recipients:
        kind = _KINDS.get((recipient.number(RECIPIENT_KIND) or 1) & 0xF, "To")
        people[kind].append(_who(recipient, NAME, SMTP, ADDRESS_KIND, ADDRESS))
    for name, shown in (("To", SHOWN_TO), ("Cc", SHOWN_CC), ("Bcc", SHOWN_BCC)):
        fields.append((name, ", ".join(p for p in people[name] if p) or said.line(shown)))
    when = said.instant(SUBMITTED) or said.instant(DELIVERED)
    fields.append(("Date", format_datetime(when) if when else ""))
    fields.append(("Subject", said.line(SUBJECT)))
    return fields


def _who(said: Properties, name: int, smtp: int, kind: int, address: int) -> str:
    """A person as mail programs write them; addresses of Exchange, which name a directory, are left out."""
    called, at = said.line(name), said.line(smtp)
    if not at and said.line(kind).upper() in ("SMTP", "") and "@" in said.line(address):
        at = said.line(address)
    if not at or at == called:
        return called or at
    return f"{called} <{at}>" if called else at


def _words(said: Properties, letter: Letter) -> None:
    """The letter's words: plain and HTML as they are; where neither is there, out of the RTF."""
    if (plain := said.text(BODY)).strip():
        letter.plain = Decoded(plain.replace("\r\n", "\n"), "utf-16")
    markup = said.data(BODY_HTML)
    if markup and said.values[BODY_HTML][0] == UNICODE:
        letter.markup = Decoded(said.text(BODY_HTML), "utf-16")
    elif markup and markup.strip(b"\x00 \r\n"):
        number = said.number(CODEPAGE)
        declared = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,40})", markup[:4096], re.IGNORECASE)
        label = declared[1].decode() if declared else f"cp{number}" if number and number != 65001 else None
        letter.markup = decode(markup, label)
    packed = said.data(BODY_RTF)
    if packed and letter.plain is None and letter.markup is None:
        _words_of_rtf(packed, letter)


def _words_of_rtf(packed: bytes, letter: Letter) -> None:
    from averment.read.rtf import plain_words, well_read

    try:
        rtf, decoded = well_read(unpacked(packed))
    except CompressedRtfError as error:
        letter.faults.append(Stop("damaged", f"its words, packed as RTF, cannot be unpacked: {error}", _OPEN))
        return
    encoding = decoded.encoding if decoded else rtf.codepage
    if rtf.html is not None:
        letter.markup = Decoded(rtf.html, encoding)
    else:
        letter.plain = Decoded(plain_words(rtf), encoding)


_OPEN = "open it in a mail program, save it as EML or print it to PDF, and add that as well"
