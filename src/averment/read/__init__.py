"""From bytes to passages: a file becomes text that every later step can point into.

One file a kind of document: `text.py`, `html.py`, `pdf.py`, `scan.py`, `mail.py` and so on. Which one
reads a file is told from its content (`media_type.py`) and looked up in a register (`reader.py`). What is in archives
and mailboxes comes out in `unpack/`.
"""

from pathlib import Path

from averment.method import METHODS, method
from averment.read import archive, html, legacy, mail, msg, office, pdf, rtf, scan, sheet, slides, text  # noqa: F401 - they register themselves
from averment.read.draft import Draft, Stop
from averment.read.language import with_languages
from averment.read.limits import DEFAULT, Limits
from averment.read.media_type import DOCX, ODS, ODT, PPTX, RTF, UNKNOWN, XLSX, detect
from averment.read.ocr import RECOGNISED, engine, recognised_by
from averment.read.reader import READERS, read_bytes
from averment.reading import Reading
from averment.source import Source

__all__ = ["DEFAULT", "READERS", "Limits", "may_hold_pictures", "read", "recogniser", "seconds_for"]

READ = method("read", "2")

_BEGINNING_WILL_DO = {"text/plain", "text/markdown", "text/csv", "application/json", "application/xml"}
"""Of these the beginning can be read where the whole is too large."""


def read(path: Path, source: Source, limits: Limits = DEFAULT) -> Reading:
    """Read one file. Never raises for what is in the file: what cannot be read is among the reading's problems.

    `path` holds the bytes, `source` says what custody knows of them (its name settles ties between kinds of plain
    text and nothing else). The result depends on these and on `limits` alone.
    """
    draft = Draft(source.id, limits, name=source.name, method=READ.id)
    try:
        media_type, data = _load(path, source.name, draft)
    except Stop as stop:
        draft.note(stop.code, stop.message, stop.hint)
    else:
        read_bytes(data, media_type, draft)
    whole, passages = with_languages(draft.passages)
    return Reading(
        source=source.id,
        media_type=draft.media_type,
        text=draft.text,
        passages=tuple(passages),
        problems=tuple(draft.problems()),
        method=draft.method,
        language=whole,
        title=draft.title,
        author=draft.author,
        published=draft.published,
    )


def recogniser() -> str:
    """What recognises text here, with its version and language data, or "none"; its method becomes known.

    A reading of a document that may hold pictures depends on it: one made without is made again once it is there.
    """
    found = engine()
    if found is None:
        METHODS.pop(RECOGNISED, None)
        return "none"
    METHODS[RECOGNISED] = made = recognised_by(found)
    return made.id


_NO_PICTURES = frozenset(
    {
        "text/plain",
        "text/markdown",
        "text/csv",
        "text/html",
        "application/json",
        "application/xml",
        DOCX,
        ODT,
        XLSX,
        ODS,
        RTF,
        PPTX,
    }
)


def may_hold_pictures(media_type: str) -> bool:
    """Whether what `read` makes of a document of this type may depend on the recogniser."""
    return media_type not in _NO_PICTURES


def seconds_for(path: Path, name: str, limits: Limits) -> float:
    """How long reading a file may take: one that may hold pictures, whose text has to be recognised, has longer."""
    try:
        with path.open("rb") as stream:
            media_type = detect(stream, name)
    except OSError:
        return limits.seconds
    return max(limits.scan_seconds, limits.seconds) if may_hold_pictures(media_type) else limits.seconds


def _load(path: Path, name: str, draft: Draft) -> tuple[str, bytes]:
    """The media type and the bytes, as many as the limit of the type lets in."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            draft.media_type = media_type = detect(stream, name)
            most = draft.limits.bytes_for(media_type)
            if size <= most:
                return media_type, stream.read()
            if media_type not in _BEGINNING_WILL_DO:
                raise Stop("too_large", f"{size:,} bytes; {media_type} is read up to {most:,}", _SPLIT)
            draft.note("too_large", f"{size:,} bytes; only the first {most:,} were read", _SPLIT)
            return media_type, stream.read(most)
    except OSError as error:
        draft.media_type = UNKNOWN
        raise Stop("unreadable", f"the file cannot be opened: {error.strerror}", "run `aver verify CASE`") from error


_SPLIT = "split it and add the parts; a very long table belongs among the trade lines"
