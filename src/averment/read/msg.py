"""Outlook messages (MSG): an OLE file with a stream for every property ([MS-OXMSG])."""

import io
import struct
from collections.abc import Iterator
from typing import Any

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.letter import Attachment, read_letter
from averment.read.media_type import MSG
from averment.read.outlook import (
    ATTACHED_DATA,
    FILE_NAME,
    INTEGER,
    LONG_FILE_NAME,
    NAME,
    TIME,
    Item,
    Properties,
    codepage_of,
    letter_of,
)
from averment.read.reader import reads

READ_MSG = method("read.msg", "1", engine="olefile")

_HEADS = {"top": 32, "embedded": 24, "other": 8}
"""Bytes before the first entry of a list of properties."""
_SHORT = 16
"""Bytes of an entry."""
_STREAM = "__substg1.0_"
_OPEN = "open it in Outlook, save it as EML or print it to PDF, and add that as well"


@reads(READ_MSG, MSG)
def read_msg(data: bytes, draft: Draft) -> None:
    """Fields, words and attachments, as with any mail; messages passed on whole are read too."""
    import olefile

    try:
        ole = olefile.OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, struct.error, TypeError, IndexError) as error:
        raise Stop("damaged", "the file's own table of contents cannot be followed", _OPEN) from error
    with ole:
        read_letter(letter_of(_Message(ole, draft).item([], "top", draft.depth)), draft)


class _Message:
    """Takes properties out of an OLE file; a stream that cannot be had is a fault, and the rest goes on."""

    def __init__(self, ole: Any, draft: Draft) -> None:
        self.ole, self.limits = ole, draft.limits
        self.names = [list(path) for path in ole.listdir(streams=True, storages=True)][: draft.limits.members]
        self.left = draft.limits.unpacked_bytes

    def item(self, where: list[str], kind: str, depth: int) -> Item:
        faults: list[Stop] = []
        properties = self.properties(where, kind, faults)
        properties.codepage = codepage_of(properties)
        people = self.inside(where, "__recip_version1.0_")
        recipients = [self.properties(path, "other", faults, properties.codepage) for path in people]
        attachments = list(self.attachments(where, depth, properties.codepage, faults))
        if not properties.values:
            faults.append(Stop("damaged", "none of its properties can be read", _OPEN))
        return Item(properties, recipients, attachments, faults)

    def inside(self, where: list[str], prefix: str) -> list[list[str]]:
        size = len(where)
        found = [p for p in self.names if len(p) == size + 1 and p[:size] == where and p[size].startswith(prefix)]
        return sorted(found)[: self.limits.parts]

    def properties(self, where: list[str], kind: str, faults: list[Stop], codepage: str | None = None) -> Properties:
        values: dict[int, tuple[int, bytes]] = {}
        table = self.stream([*where, "__properties_version1.0"], faults) or b""
        for at in range(_HEADS[kind], len(table) - _SHORT + 1, _SHORT):
            tag, _, value = struct.unpack_from("<LL8s", table, at)
            if tag & 0xFFFF in (INTEGER, TIME):
                values[tag >> 16] = (tag & 0xFFFF, value)
        for path in self.inside(where, _STREAM):
            spelled = path[-1].removeprefix(_STREAM)
            try:
                number, type_ = int(spelled[:4], 16), int(spelled[4:8], 16)
            except ValueError:
                continue
            wanted = number != ATTACHED_DATA and len(spelled) == 8  # longer: one of several values
            if wanted and self.ole.get_type(path) == _IS_STREAM and (data := self.stream(path, faults)) is not None:
                values[number] = (type_, data)
        return Properties(values, codepage)

    def attachments(
        self, where: list[str], depth: int, codepage: str | None, faults: list[Stop]
    ) -> Iterator[Attachment]:
        for path in self.inside(where, "__attach_version1.0_"):
            about = self.properties(path, "other", faults, codepage)
            name = about.line(LONG_FILE_NAME) or about.line(FILE_NAME) or about.line(NAME)
            storage = [*path, f"{_STREAM}3701000D"]
            if storage in self.names:  # a message passed on whole, or an object of another program
                if [*storage, "__properties_version1.0"] not in self.names:
                    faults.append(Stop("attachment", f"{name or 'an object'!r} of another program was not read", _OPEN))
                elif depth >= self.limits.nesting:
                    said = f"{name or 'a message'} lies more than {self.limits.nesting} documents deep"
                    faults.append(Stop("too_deep", said, _OPEN))
                else:
                    yield Attachment(name, letter_of(self.item(storage, "embedded", depth + 1)))
                continue
            data = self.stream([*path, f"{_STREAM}37010102"], faults)
            if data is None:
                faults.append(Stop("attachment", f"{name or 'an attachment'!r} is not in the file", _OPEN))
            else:
                yield Attachment(name, data)

    def stream(self, path: list[str], faults: list[Stop]) -> bytes | None:
        if path not in self.names:
            return None
        try:
            with self.ole.openstream(path) as stream:
                data: bytes = stream.read(self.left + 1)
        except (OSError, ValueError, struct.error, TypeError, IndexError):
            faults.append(Stop("damaged", f"the stream {'/'.join(path)} cannot be followed", _OPEN))
            return None
        self.left -= len(data)
        if self.left < 0:
            raise Stop("too_large", f"unpacks to more than {self.limits.unpacked_bytes:,} bytes", _OPEN)
        return data


_IS_STREAM = 2
"""What olefile calls the type of an entry that holds bytes."""
