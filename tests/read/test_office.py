"""Word processor documents: what stands in them, and nothing that was deleted from them."""

import io
from collections.abc import Callable

import docx
import odfdo
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from averment.reading import Reading


def saved(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def shown(reading: Reading) -> list[tuple[str, str | None, str]]:
    return [(p.kind, p.part, p.text) for p in reading.passages]


def run(xml: str):
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1))


def test_docx_headings_paragraphs_lists_and_about(read_as: Callable) -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Contract", "Jane Roe"
    document.add_heading("Contract No 5", 1)
    document.add_paragraph("The seller ships seven cranes.")
    document.add_paragraph("Item one", style="List Bullet")
    reading = read_as(saved(document), "contract.pdf")
    assert (reading.title, reading.author, reading.published) == ("Contract", "Jane Roe", None)
    assert shown(reading) == [
        ("heading", None, "Contract No 5"),
        ("paragraph", None, "The seller ships seven cranes."),
        ("list", None, "Item one"),
    ]
    assert reading.problems == ()


def test_docx_insertions_are_text_and_deletions_are_not(read_as: Callable) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The seller ships ")
    for xml in (
        '<w:ins w:id="1" w:author="x"><w:r><w:t>seven</w:t></w:r></w:ins>',
        '<w:del w:id="2" w:author="x"><w:r><w:delText>nine</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="3" w:author="x"><w:r><w:t>moved away</w:t></w:r></w:moveFrom>',
        '<w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> cranes</w:t></w:r></w:sdtContent></w:sdt>',
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r><w:tab/><w:t>by</w:t><w:noBreakHyphen/><w:t>sea</w:t></w:r>",
    ):
        paragraph._p.append(run(xml))
    assert read_as(saved(document)).text == "The seller ships seven cranes\tby\u2011sea"


def test_docx_text_boxes_stand_after_their_paragraph_once(read_as: Callable) -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>boxed words</w:t></w:r></w:p></w:txbxContent>"
    paragraph = document.add_paragraph("Before the box.")
    paragraph._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:AlternateContent><mc:Choice><w:pict>{box}</w:pict></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert [p.text for p in read_as(saved(document)).passages] == ["Before the box.", "boxed words"]


def test_docx_tables_are_rows_with_cells_and_no_row_comes_twice(read_as: Callable) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row, cells in enumerate((("Goods", "Pieces"), ("Crane", ""))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "two", "spare"
    reading = read_as(saved(document))
    assert [(p.part, p.row, p.text) for p in reading.passages] == [
        ("table:1", 1, "Goods | Pieces"),
        ("table:1", 2, "Crane | two\nspare"),
    ]
    place = reading.passages[1].place(*[(a.start, a.end) for a in reading.passages[1].anchors][1])
    assert (place.row, place.column) == (2, 2)


def test_docx_headers_footers_and_comments_are_parts(read_as: Callable) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Body.")
    document.sections[0].header.paragraphs[0].text = "Alpha Ltd"
    document.sections[0].footer.paragraphs[0].text = "Page one"
    document.add_comment(paragraph.runs[0], "check this sum", author="J. Roe")
    assert shown(read_as(saved(document))) == [
        ("paragraph", None, "Body."),
        ("paragraph", "header:1", "Alpha Ltd"),
        ("paragraph", "footer:1", "Page one"),
        ("paragraph", "comment", "check this sum"),
    ]


def test_odt(read_as: Callable) -> None:
    document = odfdo.Document("odt")
    document.body.clear()
    document.meta.title = "Letter"
    document.body.append(odfdo.Header(1, "Letter of intent"))
    paragraph = odfdo.Paragraph("Two  spaces and a note.")
    document.body.append(paragraph)
    paragraph.insert_note(after="note", note_id="n1", citation="1", body="See the annex.")
    document.body.append(odfdo.List(["first", "second"]))
    table = odfdo.Table("T", width=2, height=2)
    table.set_values([["Goods", "Pieces"], ["Crane", "2"]])
    document.body.append(table)
    reading = read_as(saved(document), "letter.txt")
    assert reading.title == "Letter"
    assert shown(reading) == [
        ("heading", None, "Letter of intent"),
        ("paragraph", None, "Two  spaces and a note."),
        ("list", None, "first"),
        ("list", None, "second"),
        ("row", "table:1", "Goods | Pieces"),
        ("row", "table:1", "Crane | 2"),
        ("paragraph", "footnote:1", "See the annex."),
    ]


def test_odt_tracked_deletions_are_left_out(read_as: Callable) -> None:
    document = odfdo.Document("odt")
    document.body.clear()
    document.body.append(
        odfdo.Element.from_tag(
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>nine cranes</text:p>'
            "</text:deletion></text:changed-region></text:tracked-changes>"
        )
    )
    document.body.append(odfdo.Paragraph("Seven cranes."))
    assert read_as(saved(document)).text == "Seven cranes."
