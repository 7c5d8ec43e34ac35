"""OLE files and Outlook messages made in memory: the smallest that the format allows."""

import struct
from collections.abc import Mapping
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SMALL = 4096
"""Bytes under which a stream is kept among the small ones, in sectors of 64 bytes."""


def an_ole(tree: Tree) -> bytes:
    """A compound file with these streams (bytes) and storages (mappings)."""
    entries: list[dict] = [{"name": "Root Entry", "type": 5, "child": _NONE, "right": _NONE, "start": _END, "size": 0}]
    contents: list[tuple[int, bytes]] = []

    def put(parent: int, members: Tree) -> None:
        before = None
        for name, value in members.items():
            at = len(entries)
            is_stream = isinstance(value, bytes)
            entries.append(
                {"name": name, "type": 2 if is_stream else 1, "child": _NONE, "right": _NONE, "start": _END, "size": 0}
            )
            if before is None:
                entries[parent]["child"] = at
            else:
                entries[before]["right"] = at
            before = at
            if is_stream:
                contents.append((at, value))
            else:
                put(at, value)

    put(0, tree)
    sectors, small = _Sectors(512), _Sectors(64)
    for at, data in contents:
        entries[at]["start"] = (sectors if len(data) >= _SMALL else small).lay(data)
        entries[at]["size"] = len(data)
    entries[0]["start"], entries[0]["size"] = sectors.lay(bytes(small.data)), len(small.data)
    small_table = sectors.lay(_table(small.next))
    directory = sectors.lay(b"".join(_entry(e) for e in entries))
    tables = 1
    while len(sectors.next) + tables > tables * 128:
        tables += 1
    places = [len(sectors.next) + n for n in range(tables)]
    fat = [*sectors.next, *[_FAT] * tables]
    fat += [_FREE] * (tables * 128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    count = -(-len(small.next) // 128)
    head += struct.pack("<LLLLLLLLL", 0, tables, directory, 0, _SMALL, small_table, count, _END, 0)
    head += struct.pack("<109L", *places, *[_FREE] * (109 - tables))
    return head + bytes(sectors.data) + struct.pack(f"<{len(fat)}L", *fat)


class _Sectors:
    def __init__(self, size: int) -> None:
        self.size, self.data, self.next = size, bytearray(), []

    def lay(self, data: bytes) -> int:
        """Lay bytes down; returns the number of the first sector."""
        if not data:
            return _END
        first = len(self.next)
        for start in range(0, len(data), self.size):
            self.data += data[start : start + self.size].ljust(self.size, b"\x00")
            self.next.append(len(self.next) + 1)
        self.next[-1] = _END
        return first


def _table(following: list[int]) -> bytes:
    padded = [*following, *[_FREE] * (-len(following) % 128)]
    return struct.pack(f"<{len(padded)}L", *padded)


def _entry(entry: dict) -> bytes:
    name = entry["name"].encode("utf-16-le") + b"\x00\x00"
    return (
        name.ljust(64, b"\x00")
        + struct.pack("<HBBLLL", len(name), entry["type"], 1, _NONE, entry["right"], entry["child"])
        + b"\x00" * 36
        + struct.pack("<LQ", entry["start"], entry["size"])
    )


Value = str | bytes | int


def properties(values: Mapping[int, Value], head: int, unicode: str = "001F") -> dict[str, bytes]:
    """The streams of an item: texts, bytes, whole numbers (an instant where they do not fit in 32 bits)."""
    streams, table = {}, b"\x00" * head
    for number, value in values.items():
        if isinstance(value, int):
            instant = value > 0xFFFFFFFF
            table += struct.pack("<LL", number << 16 | (0x40 if instant else 3), 6) + struct.pack("<Q", value)
        elif isinstance(value, str):
            encoded = value.encode("utf-16-le") if unicode == "001F" else value.encode("cp1251")
            streams[f"__substg1.0_{number:04X}{unicode}"] = encoded
        else:
            streams[f"__substg1.0_{number:04X}0102"] = value
    return {"__properties_version1.0": table, **streams}


def a_message(
    values: Mapping[int, Value],
    recipients: tuple[Mapping[int, Value], ...] = (),
    attachments: tuple[Mapping[int, Value], ...] = (),
    unicode: str = "001F",
    head: int = 32,
) -> dict[str, object]:
    """The tree of a message; an attachment whose 0x3701 is a tree is a message passed on whole."""
    tree: dict[str, object] = dict(properties(values, head, unicode))
    for number, recipient in enumerate(recipients):
        tree[f"__recip_version1.0_#{number:08X}"] = properties(recipient, 8, unicode)
    for number, attachment in enumerate(attachments):
        plain = {k: v for k, v in attachment.items() if not isinstance(v, dict)}
        inside: dict[str, object] = dict(properties(plain, 8, unicode))
        inside.update({f"__substg1.0_{k:04X}000D": v for k, v in attachment.items() if isinstance(v, dict)})
        tree[f"__attach_version1.0_#{number:08X}"] = inside
    return tree


def packed_rtf(rtf: bytes) -> bytes:
    """An RTF as Outlook packs it, without saving a byte."""
    body = b"".join(b"\x00" + rtf[start : start + 8] for start in range(0, len(rtf), 8))
    return struct.pack("<4L", len(body) + 12, len(rtf), 0x75465A4C, 0) + body
