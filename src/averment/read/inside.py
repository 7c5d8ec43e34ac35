"""A document inside a document: an attachment, a member of an archive. Each is read by the reader of its own kind."""

from averment.read.draft import Draft
from averment.read.media_type import detect_bytes
from averment.read.reader import NO_TEXT_YET, READERS, read_bytes


def read_inside(data: bytes, name: str, inner: Draft, what: str, hint: str) -> None:
    """Read into `inner`, a part of its outer document; whatever stands against it becomes a note of `inner`.

    `what` begins the words for a document that is not read ("attachment 2, 'all.zip'"), `hint` says how to get at it.
    """
    media_type = detect_bytes(data, name)
    inner.name = name
    called = f"{what} ({media_type}, {len(data):,} bytes)"
    if media_type not in READERS or media_type in NO_TEXT_YET:
        inner.note("attachment", f"{called} was not read", hint)
    elif len(data) > inner.limits.bytes_for(media_type):
        inner.note("too_large", f"{called} is larger than is read", hint)
    elif deep_enough(inner, name or what, hint):
        read_bytes(data, media_type, inner)


def deep_enough(inner: Draft, what: str, hint: str) -> bool:
    """Whether the part lies no deeper than documents are followed into one another; if not, that is noted."""
    if inner.depth <= inner.limits.nesting:
        return True
    inner.note("too_deep", f"{what} lies more than {inner.limits.nesting} documents deep", hint)
    return False
