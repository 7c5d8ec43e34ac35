"""Archives, and the office formats of the past. They are not unpacked yet: they are kept, and said to be unread."""

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.reader import reads

READ_ARCHIVE = method("read.archive", "1")

_UNPACK = "unpack it and add the files in it: each is a source of its own"
_SAVE_AS = "open it in LibreOffice, save it as DOCX, XLSX or PDF, and add that as well"


@reads(
    READ_ARCHIVE,
    "application/zip",
    "application/x-7z-compressed",
    "application/vnd.rar",
    "application/gzip",
    "application/x-bzip2",
    "application/x-xz",
    "application/zstd",
    "application/x-tar",
    "application/mbox",
    "application/vnd.ms-outlook-pst",
    gives_text=False,
)
def read_archive(data: bytes, draft: Draft) -> None:
    """Say that an archive is kept packed."""
    raise Stop("archive", f"an archive ({draft.media_type}, {len(data):,} bytes): kept, not unpacked", _UNPACK)


@reads(
    READ_ARCHIVE,
    "application/msword",
    "application/vnd.ms-outlook",
    "application/vnd.ms-powerpoint",
    "application/x-ole-storage",
    gives_text=False,
)
def read_legacy(_: bytes, draft: Draft) -> None:
    """Say that a legacy Office file is kept unread."""
    raise Stop("legacy_office", f"an old Office file ({draft.media_type}): kept, its text is not read", _SAVE_AS)


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
