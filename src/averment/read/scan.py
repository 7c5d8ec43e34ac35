"""Pictures of documents: scans and photographs, whose text is recognised."""

from averment.method import method
from averment.read.draft import Draft, Stop
from averment.read.ocr import Recognition, engine, get_it
from averment.read.ocr.pictures import pictures
from averment.read.ocr.word import Frame
from averment.read.reader import reads

READ_SCAN = method("read.scan", "2")
KEEP_PICTURE = method("read.picture", "1")


@reads(READ_SCAN, "image/png", "image/jpeg", "image/gif", "image/tiff", "image/webp")
def read_scan(data: bytes, draft: Draft) -> None:
    """Recognise the text of a picture, or of every page of a TIFF."""
    found = engine()
    recognition = None if found is None else Recognition(found, draft)
    for number, picture in enumerate(pictures(data, draft), start=1):
        if recognition is None:
            raise Stop(
                "scan",
                "a picture: kept, its text is not read, because tesseract, which would recognise it, is not installed",
                f"install it and build again: {get_it()}",
            )
        height = picture.image.height * picture.points
        to_page = Frame(picture.points, 0, 0, 0, -picture.points, height)
        recognition.page(picture.image, picture.likely_dpi, to_page, picture.points, number)
    if recognition is not None:
        recognition.finish()


@reads(KEEP_PICTURE, "image/heif", "image/vnd.djvu", gives_text=False)
def keep_picture(data: bytes, draft: Draft) -> None:
    """Say that a picture of a kind that cannot be opened here is kept unread."""
    raise Stop(
        "scan", f"a picture ({draft.media_type}, {len(data):,} bytes): kept, not read", _CONVERT[draft.media_type]
    )


_CONVERT = {
    "image/heif": "convert it to JPEG or PNG (for example `heif-convert`) and add that as well",
    "image/vnd.djvu": "convert it to PDF (for example `ddjvu -format=pdf`) and add that as well",
}
