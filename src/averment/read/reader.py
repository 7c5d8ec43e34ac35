"""Which reader reads which media type."""

from collections.abc import Callable
from typing import Protocol

from averment.method import Method
from averment.place import Place
from averment.read.draft import Draft, Stop
from averment.read.words import in_words


class Reader(Protocol):
    """Fills `draft` from the bytes of a document; raises `Stop` when it cannot go on.

    `draft.media_type` and `draft.method` are set before the call. Whatever else it raises becomes a problem
    "unreadable": documents are hostile, and a parser's surprise is not the program's end.
    """

    def __call__(self, data: bytes, draft: Draft, /) -> None:
        """Read."""


READERS: dict[str, tuple[Reader, Method]] = {}
"""The readers by media type."""

NO_TEXT_YET: set[str] = set()
"""Media types that are known, and whose reader only says what to do with them."""


def reads(method: Method, *media_types: str, gives_text: bool = True) -> Callable[[Reader], Reader]:
    """Decorator: this reader reads these media types; one that takes no text out of them says so."""

    def register(reader: Reader) -> Reader:
        for media_type in media_types:
            READERS[media_type] = (reader, method)
        if not gives_text:
            NO_TEXT_YET.update(media_types)
        return reader

    return register


def read_bytes(data: bytes, media_type: str, draft: Draft) -> None:
    """Read a document of a known type into `draft`; every failure becomes a note of the draft."""

    def place() -> Place | None:
        """Where reading stopped; a document of which nothing was read has no place to name."""
        return draft.here() if draft.length else None

    draft.media_type = media_type
    try:
        reader, method = _reader_for(media_type)
        draft.method = method.id
        reader(data, draft)
        if not draft.passages and not draft.notes:
            raise Stop("no_text", "there is no text in it", "open the original and see what it holds")
    except Stop as stop:
        draft.note(stop.code, stop.message, stop.hint, stop.place or place())
    except RecursionError:
        draft.note("too_deep", "its parts lie in one another too deep to follow", _BY_HAND, place())
    except Exception as error:  # noqa: BLE001 - a parser may raise anything on hostile bytes; it becomes a Problem
        draft.note("unreadable", f"the reader gave up: {in_words(error)}", _BY_HAND, place())


def _reader_for(media_type: str) -> tuple[Reader, Method]:
    if media_type in READERS:
        return READERS[media_type]
    raise Stop(
        "unknown_type",
        f"no reader for {media_type}; it is kept as it came",
        f"convert it to one of the known types and add that: {', '.join(sorted(set(READERS) - NO_TEXT_YET))}",
    )


_BY_HAND = "open the original by hand; if it opens, save it anew (or print it to PDF) and add that"
