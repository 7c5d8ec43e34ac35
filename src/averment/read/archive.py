"""Archives read as one document: every member a part of it, read by the reader of its own kind.

This is how an archive that is attached to a mail is read, and any archive by `aver read`. `aver add` does otherwise: it
makes each member a source of its own.
"""

import io

from averment.custody import Left
from averment.method import method
from averment.place import Place
from averment.read.budget import Budget, Spent
from averment.read.draft import Draft, Stop
from averment.read.inside import read_inside
from averment.read.reader import reads
from averment.read.unpack import UNPACKERS, Member, unpack
from averment.read.unpack.member import Tally

READ_ARCHIVE = method("read.archive", "2")

_UNPACK = "unpack it with its own program and add the files in it"


@reads(READ_ARCHIVE, *UNPACKERS)
def read_archive(data: bytes, draft: Draft) -> None:
    """Every member that can be read, as the part that bears its path; what stays inside is noted, part by part."""
    draft.joint = "!"
    budget = draft.budget = draft.budget or Budget.for_reading(draft.limits)
    tally = Tally()
    for item in unpack(io.BytesIO(data), draft.media_type, draft.name, budget):
        if isinstance(item, Left):
            _note(item, draft, tally)
        else:
            _read_member(item, draft, tally)
    for left in tally.more():
        draft.note(left.code, left.message, left.hint)


def _read_member(member: Member, draft: Draft, tally: Tally) -> None:
    inner = draft.part()
    inner.method = READ_ARCHIVE.id
    content = bytearray()
    try:
        for piece in member.pieces:
            content += piece
    except Spent:
        raise
    except Stop as stop:
        _note(Left(member.path, stop.code, stop.message, stop.hint), draft, tally)
        if stop.code != "truncated":
            return
    read_inside(bytes(content), member.path, inner, f"{member.path!r} inside", _UNPACK)
    inner.joint = "!"
    draft.embed(inner, member.path)
    if member.same and draft.title is None:
        draft.title, draft.author, draft.published = inner.title, inner.author, inner.published


def _note(left: Left, draft: Draft, tally: Tally) -> None:
    if tally.shown(left):
        place = Place(draft.source, draft.length, draft.length, part=left.path) if left.path else None
        draft.note(left.code, f"{left.path!r}: {left.message}" if left.path else left.message, left.hint, place)


@reads(READ_ARCHIVE, "application/vnd.rar", gives_text=False)
def read_unopened(data: bytes, draft: Draft) -> None:
    """Say that an archive of a kind that is not opened here is kept packed."""
    raise Stop("archive", f"an archive ({draft.media_type}, {len(data):,} bytes): kept, not unpacked", _UNPACK)


@reads(READ_ARCHIVE, "application/x-ole-storage", gives_text=False)
def read_ole(_: bytes, draft: Draft) -> None:
    """Say that a legacy file of no kind that is known is kept unread."""
    said = f"an old Office file of no known kind ({draft.media_type}): kept, its text is not read"
    raise Stop("unknown_type", said, "open it in the program that made it, save it as PDF, and add that as well")


@reads(READ_ARCHIVE, "application/x-ole-encrypted", gives_text=False)
def read_encrypted(_: bytes, __: Draft) -> None:
    """Say that an Office file asks for a password."""
    raise Stop("encrypted", "an Office file that asks for a password", "save an unlocked copy and add that as well")


@reads(READ_ARCHIVE, "application/x-empty", gives_text=False)
def read_empty(data: bytes, _: Draft) -> None:
    """Say that there is nothing in the file: no bytes, or zeros where its beginning should be."""
    zeros = f"its first 64 KiB of {len(data):,} bytes" if data.strip(b"\x00") else f"all its {len(data):,} bytes"
    said = f"there is nothing in the file: {zeros} are zero" if data else "the file is empty (0 bytes)"
    raise Stop("empty", said, "ask for the file again: this happens when a copy broke off")
