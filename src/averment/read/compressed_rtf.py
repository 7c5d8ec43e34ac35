"""RTF as Outlook packs it: LZ77 over a window of 4,096 bytes that begins with what every RTF says ([MS-OXRTFCP])."""

import struct

_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
MOST = 64 << 20
"""Bytes that a packed RTF may come to: a mail's words, pictures in it included."""


class CompressedRtfError(ValueError):
    """The bytes are no packed RTF; the message says why."""


def unpacked(data: bytes) -> bytes:
    """The RTF. Raises `CompressedRtfError`.

    What is cut off or damaged inside gives what came before. The checksum is not held against it: some programs leave
    it at nothing.
    """
    if data.startswith(b"{\\rtf"):
        return data
    if len(data) < 16:
        raise CompressedRtfError("its head is cut off")
    _, size, kind, _ = struct.unpack_from("<4L", data)
    if kind == 0x414C454D:  # "MELA": not packed
        return data[16 : 16 + size]
    if kind != 0x75465A4C:  # "LZFu"
        raise CompressedRtfError(f"it is marked {kind:#010x}, as no packed RTF is")
    if size > MOST:
        raise CompressedRtfError(f"it says that it unpacks to {size:,} bytes")
    return _spread(data, size)


def _spread(data: bytes, size: int) -> bytes:
    window = bytearray(_BEGINNING.ljust(_WINDOW, b"\x00"))
    write, at, found = len(_BEGINNING), 16, bytearray()
    while at < len(data) and len(found) < size:
        control = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                break
            if not control & (1 << bit):
                piece = data[at : at + 1]
                at += 1
            else:
                (pair,) = struct.unpack_from(">H", data[at : at + 2].ljust(2, b"\x00"))
                at += 2
                offset, length = pair >> 4, (pair & 0xF) + 2
                if offset == write % _WINDOW:
                    return bytes(found[:size])  # the mark of the end
                piece = None
            if piece is not None:
                found += piece
                window[write % _WINDOW] = piece[0]
                write += 1
            else:
                for step in range(length):  # byte by byte: it may copy what it has just written
                    byte = window[(offset + step) % _WINDOW]
                    found.append(byte)
                    window[write % _WINDOW] = byte
                    write += 1
    return bytes(found[:size])
