"""Write the office documents of the fictional case: `python cases/marlin/make_documents.py [FOLDER]`.

The files it wrote are committed under `sources/`: the case is built from those, so that ids stay the same whatever
version of the libraries wrote them. Run it again only to change a document. Every document carries the word FICTIONAL.
"""

import csv
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path

MARK = "FICTIONAL – for demonstration. Every company, person, product and paper named here is invented."
WRITTEN = datetime(2025, 4, 28, 9, 0)  # a fixed day in the files' own properties, so that a second run writes the same
ZIP_DAY = (2025, 4, 28, 9, 0, 0)

LETTER = [
    "Norvetch Shipworks, 4 Breakwater Street, Port Vesna, Orvania",
    "28 April 2025",
    "To the Orvanian Ministry of Shipping",
    "Norvetch Shipworks reports that it received six Marlin-4 survey craft from Halcamar Trading FZE in April 2025. "
    "Xilu Marine Instruments (Ningbo) Co., Ltd. makes the Marlin-4.",
    "The Marlin-4 has a range of 340 kilometres and a payload of 60 kilograms. The Marlin-4 is an upgraded version of "
    "the Marlin-2. Norvetch Shipworks is capable of assembling 40 craft a year in Port Vesna.",
    "Norvetch Shipworks, Halcamar and Xilu plan to open a joint assembly centre in Port Vesna within ten months.",
    "АО «Норветч» сообщает, что поставщик выполнил договор: шесть катеров «Марлин-4» получены в порту Весна. "
    "Посредником выступала компания Halcamar Trading FZE.",
    "汐鹭海仪（宁波）有限公司通过中间商 Halcamar Trading FZE 向诺维奇船厂提供六艘“马林-4”测量艇。",
    "Viktor Saltanov, director",
]

REGISTER = [
    "Companies register of Orvania: extract",
    "Issued on 6 May 2025",
    "Norvetch Shipworks, registration number OV-4471-0093, is based in Port Vesna.",
    "Obrel Group owns 75% of Norvetch Shipworks.",
    "Viktor Saltanov is the director of Norvetch Shipworks.",
]

NUMBERS = {"quantity", "net_kg", "value"}
"""Columns of shipments.csv that are numbers in the workbook; codes such as hs_code stay text."""


def invoice(path: Path) -> None:
    """A one-page invoice with a text layer."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(path), pagesize=A4, invariant=1)
    page.setTitle("Invoice HT-2025-0417 (FICTIONAL)")
    page.setAuthor("Halcamar Trading FZE (FICTIONAL)")
    lines = [
        (16, "INVOICE HT-2025-0417"),
        (10, "Date: 17 April 2025"),
        (10, ""),
        (10, "Seller: Halcamar Trading FZE, Office 12, Dhow Wharf, Sharjah"),
        (10, "Buyer: Norvetch Shipworks, 4 Breakwater Street, Port Vesna, Orvania"),
        (10, "Maker: Xilu Marine Instruments (Ningbo) Co., Ltd."),
        (10, ""),
        (10, "Item 1: Marlin-4 survey craft, 6 pieces, 214,000 yuan each"),
        (10, "Total: 1,284,000 yuan"),
        (10, "Payment in Chinese yuan within 30 days."),
        (10, ""),
        (10, "Halcamar Trading FZE supplied six Marlin-4 survey craft to Norvetch Shipworks."),
    ]
    y = 780
    for size, words in lines:
        page.setFont("Helvetica-Bold" if size > 10 else "Helvetica", size)
        page.drawString(72, y, words)
        y -= size + 10
    page.setFont("Helvetica-Bold", 9)
    page.drawString(72, 60, MARK.replace("–", "-"))
    page.save()


def letter(path: Path) -> None:
    """A letter in English with a passage in Russian and one in Chinese."""
    from docx import Document

    document = Document()
    document.add_paragraph(MARK)
    document.add_heading("Report on deliveries", level=1)
    for words in LETTER:
        document.add_paragraph(words)
    document.core_properties.author = "Norvetch Shipworks (FICTIONAL)"
    document.core_properties.created = document.core_properties.modified = WRITTEN
    document.save(str(path))
    rezip(path)


def register(path: Path) -> None:
    """An extract of a register, as OpenDocument text."""
    from odfdo import Document, Header, Paragraph

    document = Document("text")
    document.body.clear()
    document.body.append(Paragraph(MARK))
    document.body.append(Header(1, REGISTER[0]))
    for words in REGISTER[1:]:
        document.body.append(Paragraph(words))
    document.meta.creation_date = document.meta.date = WRITTEN
    document.save(str(path))
    rezip(path)


def shipments(path: Path) -> None:
    """A workbook: the lines, and a sheet that says what they are."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Lines"
    with (Path(__file__).parent / "shipments.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    sheet.append(list(lines[0]))
    for line in lines:
        sheet.append([int(value) if column in NUMBERS else value for column, value in line.items()])
    about = book.create_sheet("About")
    about.append([MARK])
    about.append(["Customs lines as sold by a data vendor. Values as declared."])
    book.properties.creator = "Invented data vendor (FICTIONAL)"
    book.properties.created = book.properties.modified = WRITTEN
    book.save(path)
    rezip(path)


def rezip(path: Path) -> None:
    """Office files are ZIP archives that carry the time of writing: give every member the same day."""
    with zipfile.ZipFile(path) as archive:
        members = [(m, archive.read(m)) for m in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members:
            clean = zipfile.ZipInfo(member.filename, ZIP_DAY)
            clean.external_attr = 0o644 << 16
            stored = member.filename == "mimetype"  # OpenDocument wants it uncompressed
            clean.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            if member.filename == "docProps/core.xml":  # openpyxl writes the present time, whatever it is told
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2025-04-28T09:00:00Z", data)
            archive.writestr(clean, data)


def main(folder: Path) -> None:
    """Write all four into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    invoice(folder / "invoice-ht-2025-0417.pdf")
    letter(folder / "letter-norvetch.docx")
    register(folder / "register-extract.odt")
    shipments(folder / "shipments.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "sources")
