"""Slides: the order of the presentation, notes, tables, comments, hidden slides; the slide is the page."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

from averment.read import DEFAULT

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shape(text: str, place: str = "") -> str:
    kind = f'<p:ph type="{place}"/>' if place else ""
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    about = f'<p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/><p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:spPr/>'
    return f"<p:sp>{about}<p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"


def table(*rows: tuple[str, ...]) -> str:
    cell = "<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    made = "".join("<a:tr>" + "".join(cell.format(c) for c in row) + "</a:tr>" for row in rows)
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{made}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def slide(*shapes: str, tag: str = "sld", more: str = "") -> str:
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:{tag} {A} {P} {R}{more}><p:cSld><p:spTree>{group}{''.join(shapes)}</p:spTree></p:cSld></p:{tag}>"


def relations(*targets: tuple[str, str]) -> str:
    made = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(targets))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def package(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def presentation(order: list[int], slides: dict[str, str], **more: str) -> bytes:
    listed = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in order)
    names = [("slide", f"slides/slide{n + 1}.xml") for n in range(len(slides))]
    size = '<p:sldSz cx="9144000" cy="6858000"/>'
    main = f"<p:presentation {P} {R}><p:sldIdLst>{listed}</p:sldIdLst>{size}</p:presentation>"
    kinds = "application/vnd.openxmlformats-officedocument.presentationml"
    overrides = "".join(f'<Override PartName="/ppt/{name}" ContentType="{kinds}.slide+xml"/>' for _, name in names)
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{kinds}.presentation.main+xml"/>{overrides}</Types>'
    )
    return package(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": main,
            "ppt/_rels/presentation.xml.rels": relations(*names),
            **{f"ppt/slides/{name}": content for name, content in slides.items()},
            **more,
        }
    )


def a_pptx(text: str) -> bytes:
    return presentation([0], {"slide1.xml": slide(shape(text))})


def test_slides_with_all_that_hangs_on_them(read_as: Callable) -> None:
    first = slide(shape("Cranes sold", "title"), shape("Seven in March.\nTwo in May."), shape("3", "sldNum"))
    second = slide(table(("goods", "pieces"), ("crane", "7")), more=' show="0"')
    notes = slide(shape("Say that it is not confirmed.", "body"), shape("1", "sldNum"), tag="notes")
    comment = f'<p:cmLst {P}><p:cm authorId="0"><p:text>Who says so?</p:text></p:cm></p:cmLst>'
    data = presentation(
        [1, 0],
        {"slide1.xml": second, "slide2.xml": first},
        **{
            "ppt/slides/_rels/slide2.xml.rels": relations(
                ("notesSlide", "../notesSlides/notesSlide1.xml"), ("comments", "../comments/comment1.xml"),
                ("hyperlink", "../../../../etc/passwd"),
            ),
            "ppt/notesSlides/notesSlide1.xml": notes,
            "ppt/comments/comment1.xml": comment,
            "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Sales</dc:title>'
            "<dc:creator>Jane Roe</dc:creator></c>",
        },
    )  # fmt: skip
    reading = read_as(data, "x.zip")
    assert (reading.title, reading.author) == ("Sales", "Jane Roe")
    assert [(p.page, p.part, p.row, p.kind, p.text) for p in reading.passages] == [
        (1, None, None, "heading", "Cranes sold"),
        (1, None, None, "paragraph", "Seven in March."),
        (1, None, None, "paragraph", "Two in May."),
        (1, "notes", None, "paragraph", "Say that it is not confirmed."),
        (1, "comment", None, "paragraph", "Who says so?"),
        (2, "table:1", 1, "row", "goods | pieces"),
        (2, "table:1", 2, "row", "crane | 7"),
    ]
    (problem,) = reading.problems
    assert (problem.code, "page=2" in problem.locator) == ("hidden_slide", True)


def test_a_slide_that_is_missing_or_damaged_costs_itself(read_as: Callable, codes: Callable) -> None:
    data = presentation([0, 1], {"slide1.xml": "<p:sld", "slide2.xml": slide(shape("Seven cranes."))})
    reading = read_as(data)
    assert codes(reading) == ["damaged"]
    assert [(p.page, p.text) for p in reading.passages] == [(2, "Seven cranes.")]


def test_too_many_slides(read_as: Callable, codes: Callable) -> None:
    data = presentation([0, 1], {"slide1.xml": slide(shape("One.")), "slide2.xml": slide(shape("Two."))})
    reading = read_as(data, limits=replace(DEFAULT, pages=1))
    assert (reading.text, codes(reading)) == ("One.", ["truncated"])


def test_a_presentation_without_slides(read_as: Callable, codes: Callable) -> None:
    assert codes(read_as(presentation([], {}))) == ["no_pages"]


def test_hostile_ones(read_as: Callable, codes: Callable) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + slide(shape("&b;"))
    assert codes(read_as(presentation([0], {"slide1.xml": laughs}))) == ["entity_expansion"]
    whole = a_pptx("Seven cranes.")
    for at in range(30, len(whole), 41):
        read_as(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    bomb = presentation([0], {"slide1.xml": slide(shape("x"))}, **{"ppt/media/x.bin": "\x00" * (30 << 20)})
    assert codes(read_as(bomb)) == ["zip_bomb"]
