"""PDF: paragraphs with the page they stand on and a box for every line; pages without a text layer are recognised."""

from typing import Any

from averment.method import method
from averment.passage import Anchor
from averment.place import Box
from averment.read.draft import CELL, Draft, Stop
from averment.read.glyphs import glyphs
from averment.read.layout import Paragraph, paragraphs
from averment.read.ocr import Recognition, engine, get_it, without_engine
from averment.read.page_picture import is_garbled, mostly_picture, picture_of
from averment.read.reader import reads

READ_PDF = method("read.pdf", "2", engine="pypdfium2")

_SAVE_ANEW = "open it in a viewer; if it opens, print it to PDF and add that as well"


@reads(READ_PDF, "application/pdf")
def read_pdf(data: bytes, draft: Draft) -> None:
    """The text layer, page by page; where a page has none, or a senseless one, what is recognised on its picture."""
    if b"%%EOF" not in data[-4096:]:
        draft.note("truncated", "the file ends before its end mark; what is there was read", _ASK_AGAIN)
    document = _open(data)
    try:
        _about(document, draft)
        _pages(document, draft)
    finally:
        document.close()


_ASK_AGAIN = "ask for the file again, or compare the number of pages with the sender's"


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if document.get_formtype():
            document.init_forms()  # what was typed into a form is text too
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Stop("encrypted", "the PDF asks for a password", "save an unlocked copy and add that") from error
        if error.err_code == pypdfium2.raw.FPDF_ERR_SECURITY:
            raise Stop(
                "encrypted", "the PDF is locked in a way that cannot be opened", "save an unlocked copy"
            ) from error
        raise Stop("unreadable", f"no page tree can be found in the PDF ({error})", _SAVE_ANEW) from error
    return document


def _about(document: Any, draft: Draft) -> None:
    """Title and author. The creation date is that of the file, not of publication, and is left alone."""
    draft.title, draft.author = _stated(document, "Title"), _stated(document, "Author")
    for index in range(min(document.count_attachments(), draft.limits.parts)):
        attachment = document.get_attachment(index)
        draft.note(
            "attachment",
            f"the PDF carries a file that was not read: {attachment.get_name()!r}",
            "save it from a viewer and add it as a source of its own",
        )


_NOBODY = frozenset({"", "untitled", "anonymous", "(anonymous)", "unspecified", "unknown"})
"""What programs write where their user wrote nothing."""


def _stated(document: Any, key: str) -> str | None:
    said = " ".join(document.get_metadata_value(key).replace("\x00", "").split())
    return None if said.lower() in _NOBODY else said


def _pages(document: Any, draft: Draft) -> None:
    count = len(document)
    if not count:
        raise Stop("no_pages", "the PDF has no pages, or its page tree cannot be followed", _SAVE_ANEW)
    bare: list[int] = []
    found = engine()
    recognition = None if found is None else Recognition(found, draft)
    try:
        for number in range(1, min(count, draft.limits.pages) + 1):
            if not _page(document, number, draft, recognition):
                bare.append(number)
    finally:
        _note_bare(bare, draft)
    if recognition is not None:
        recognition.finish()
    if count > draft.limits.pages:
        draft.note(
            "truncated",
            f"only the first {draft.limits.pages:,} of {count:,} pages were read",
            "split the PDF and add the parts",
            draft.here(page=draft.limits.pages + 1),
        )


def _page(document: Any, number: int, draft: Draft, recognition: Recognition | None) -> bool:
    """Read one page; False when there is something on it, none of it is text, and nothing here recognises it."""
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        draft.note("unreadable", f"page {number} cannot be opened", _SAVE_ANEW, draft.here(page=number))
        return True
    try:
        if pypdfium2.raw.FPDFPage_GetAnnotCount(page) and pypdfium2.raw.FPDFPage_Flatten(page, 0) == _FLATTENED:
            page.close()
            page = document[number - 1]
        text = page.get_textpage()
        letters = text.count_chars()
        garbled = is_garbled(text, draft.limits.characters)
        bare = not letters and bool(pypdfium2.raw.FPDFPage_CountObjects(page))
        if recognition is not None and (bare or garbled or mostly_picture(page, letters)):
            at_least = 2 * letters if letters and not garbled else 0
            if recognition.page(*picture_of(page), number, at_least) or bare:
                return True
        room = draft.limits.characters - draft.length
        for paragraph in paragraphs(glyphs(text, room + 1)):
            _add(paragraph, number, draft)
        if garbled:
            _note_garbled(garbled, number, draft)
        text.close()
        return not bare
    finally:
        page.close()


_FLATTENED = 1


def _add(paragraph: Paragraph, page: int, draft: Draft) -> None:
    between = CELL if paragraph.kind == "row" else " "
    pieces: list[str] = []
    anchors: list[Anchor] = []
    at = 0
    for line_number, line in enumerate(paragraph.lines):
        for run_number, run in enumerate(line.runs):
            gap = between if run_number else "\n" if line_number else ""
            at += len(gap)
            pieces += [gap, run.text]
            anchors.append(Anchor(at, at + len(run.text), _rounded(run.box)))
            at += len(run.text)
    draft.add("".join(pieces), paragraph.kind, anchors, page=page)


def _rounded(box: Box) -> Box:
    left, bottom, right, top = (round(v, 2) + 0.0 for v in box)
    return (left, bottom, right, top)


def _note_garbled(share: float, page: int, draft: Draft) -> None:
    """A font without a table of its letters gives text that looks right on paper and is nonsense inside."""
    hint = f"where tesseract is installed such pages are recognised: {get_it()}"
    said = f"page {page}: about {share:.0%} of the letters have no meaning in the file"
    draft.note("garbled_text", said, hint, draft.here(page=page))


def _note_bare(pages: list[int], draft: Draft) -> None:
    """One problem for each stretch of pages without text."""
    first = 0
    for index, page in enumerate(pages):
        if index + 1 < len(pages) and pages[index + 1] == page + 1:
            continue
        start = pages[first]
        first = index + 1
        which = f"page {page} has" if start == page else f"pages {start} to {page} have"
        draft.note(*without_engine(which), draft.here(page=start))
