"""Pictures of documents. Recognising their text is not done yet: they are kept, and said to be unread."""

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.reader import reads

READ_SCAN = method("read.scan", "1")

RECOGNISE = "make it searchable with a text recognition program (for example ocrmypdf) and add the result as well"
"""What to do about a page without text."""


@reads(
    READ_SCAN,
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/tiff",
    "image/webp",
    "image/heif",
    "image/vnd.djvu",
    gives_text=False,
)
def read_scan(data: bytes, draft: Draft) -> None:
    """Say that a picture is kept unread."""
    raise Stop("scan", f"a picture ({draft.media_type}, {len(data):,} bytes): kept, its text is not read", RECOGNISE)
