"""Rich Text Format: paragraphs, tables as rows, what stands beside the body; and the page that mails hide in it."""

from averment.method import method
from averment.read.draft import Draft
from averment.read.encoding import Decoded, decode
from averment.read.media_type import RTF
from averment.read.reader import reads
from averment.read.rtf_parse import Block, Rtf, parse
from averment.read.text import note_encoding
from averment.read.visible import see

READ_RTF = method("read.rtf", "1")


@reads(READ_RTF, RTF)
def read_rtf(data: bytes, draft: Draft) -> None:
    """The words as they stand: what was deleted in a revision is not text. RTF has no pages until it is printed."""
    rtf, decoded = well_read(data)
    draft.title, draft.author = rtf.title, rtf.author
    if decoded is not None:
        note_encoding(decoded, draft, elsewhere=True)
    if rtf.html is not None:
        see(rtf.html).add_to(draft)
    else:
        add_blocks(rtf, draft)
    if not rtf.closed:
        hint = "ask for the file again; what is there was read"
        draft.note("truncated", "the file ends in the middle of a group", hint, draft.here())


def well_read(data: bytes) -> tuple[Rtf, Decoded | None]:
    """The RTF, and what is to be said of its letters where they are not in the code page that it gives of itself."""
    rtf = parse(data)
    if not rtf.unlabelled:
        return rtf, None
    decoded = decode(rtf.unlabelled, rtf.codepage)
    if decoded.mislabelled is None or not decoded.sure:
        return rtf, None
    return parse(data, decoded.encoding), Decoded("", decoded.encoding, mislabelled=rtf.codepage)


def add_blocks(rtf: Rtf, draft: Draft) -> None:
    """The body first, then what stands beside it, as with other documents."""
    table = row = 0
    for block in (b for b in rtf.blocks if b.part is None):
        if block.kind == "row":
            table, row = (table, row + 1) if row else (table + 1, 1)
            draft.add_row(block.cells, part=f"table:{table}", row=row)
        else:
            row = 0
            draft.add(block.cells[0], block.kind)
    for block in sorted((b for b in rtf.blocks if b.part is not None), key=_order):
        draft.add(block.cells[0], block.kind, part=block.part)


def _order(block: Block) -> int:
    return ("header", "footer", "footnote", "comment").index((block.part or "header").partition(":")[0])


def plain_words(rtf: Rtf) -> str:
    """The body as plain text, for a letter whose words are kept in RTF alone."""
    return "\n".join(" | ".join(b.cells) for b in rtf.blocks if b.part is None)
