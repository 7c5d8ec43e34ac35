"""The zip container that an office file is, opened with suspicion.

Nothing is handed to a library before it is known what it unpacks to. The sizes in a zip's directory are only what it
says of itself, so every file in it is unpacked here once, counted as it comes, and thrown away.
"""

import io
import re
import struct
import zipfile
import zlib

from averment.read.draft import Stop
from averment.read.limits import Limits

_CHUNK = 1 << 20
_END = struct.Struct("<4s4H2LH")
_DIRECTORY_PER_MEMBER = 512
"""Bytes of directory for a file inside, generously: a directory far longer than this is not that of a document."""
_ENTITY = re.compile(rb"<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y")
_ASK = "ask for the file again, or open it by hand and save it anew"
_BOMB = "do not unpack it by hand either, unless its sender explains it"


def check(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The container, known to be harmless to unpack. Raises `Stop` with what is wrong:

    "truncated", "encrypted", "too_many_members", "zip_bomb", "path_traversal", "entity_expansion", "damaged".
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(_directory_checked(data, limits)))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Stop("truncated", "the file ends before its table of contents, or that is damaged", _ASK) from error
    members = archive.infolist()
    for member in members:
        _check_name(member)
        if member.flag_bits & 1:
            raise Stop("encrypted", "the file asks for a password", "save an unlocked copy and add that as well")
    said = sum(member.file_size for member in members)
    _check_size(said, len(data), limits)
    unpacked = 0
    for member in members:
        unpacked = _count(archive, member, unpacked, len(data), limits)
    return archive


def _directory_checked(data: bytes, limits: Limits) -> bytes:
    """Refuse a directory of millions of entries before Python makes an object of each."""
    at = data.rfind(b"PK\x05\x06", max(len(data) - 66000, 0))
    if at < 0 or len(data) < at + _END.size:
        raise zipfile.BadZipFile("no end record")
    size = _END.unpack_from(data, at)[5]
    if size != 0xFFFFFFFF and size > limits.members * _DIRECTORY_PER_MEMBER:
        raise Stop("too_many_members", f"its table of contents alone is {size:,} bytes long", _BOMB)
    if data.count(b"PK\x01\x02") > limits.members:
        raise Stop("too_many_members", f"more than {limits.members:,} files inside", _BOMB)
    return data


def _check_name(member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
        raise Stop("path_traversal", f"a file inside calls itself {member.filename!r}, outside of its container", _BOMB)


def _check_size(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes:
        raise Stop("zip_bomb", f"unpacks to more than {limits.unpacked_bytes:,} bytes", _BOMB)
    if unpacked > limits.ratio_from_bytes and unpacked > packed * limits.ratio:
        raise Stop("zip_bomb", f"unpacks to more than {limits.ratio} times its size", _BOMB)


def _count(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: int, packed: int, limits: Limits) -> int:
    """Unpack one file, adding to `unpacked`; look for entity declarations on the way."""
    tail = b""
    xml = member.filename.lower().endswith((".xml", ".rels", ".rdf"))
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                _check_size(unpacked, packed, limits)
                if xml and _ENTITY.search(tail + chunk):
                    raise Stop("entity_expansion", f"{member.filename} declares XML entities, as no office does", _BOMB)
                tail = chunk[-32:]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Stop("damaged", f"{member.filename!r} inside cannot be unpacked", _ASK) from error
    return unpacked
