"""Files made to break readers: each becomes a named problem, in bounded time and memory."""

import io
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from odfdo import Document as OpenDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from averment.read import DEFAULT

SECONDS = 10.0
"""A generous bound on a shared machine; each of these takes well under a second or two on its own."""
MEMORY = 1 << 30


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Fails when what is inside takes too long or reaches for more than 1 GiB beyond what is there."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before < MEMORY


def a_docx(text: str = "The crane arrived in March.") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def an_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["goods", "pieces"])
    book.active.append(["crane", 2])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def an_odt() -> bytes:
    held = io.BytesIO()
    OpenDocument("odt").save(held)
    return held.getvalue()


def an_ods() -> bytes:
    held = io.BytesIO()
    OpenDocument("ods").save(held)
    return held.getvalue()


OFFICE = {"docx": a_docx, "xlsx": an_xlsx, "odt": an_odt, "ods": an_ods}
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "ods": "content.xml"}


def repacked(data: bytes, change: dict[str, bytes], **more: bytes) -> bytes:
    """The container with some of its files replaced and some added."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, change.get(name, old.read(name)), stored)
        for name, content in more.items():
            new.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize("kind", OFFICE)
def test_a_zip_bomb_in_an_office_file(kind: str, read_as: Callable, codes: Callable) -> None:
    bomb = repacked(OFFICE[kind](), {}, **{"media/big.xml": b"\x20" * (40 << 20)})
    with bounded():
        reading = read_as(bomb)
    assert codes(reading) == ["zip_bomb"]
    assert reading.passages == ()


def test_a_zip_bomb_that_lies_about_its_size(read_as: Callable, codes: Callable) -> None:
    bomb = bytearray(repacked(a_docx(), {}, **{"media/big.xml": b"\x20" * (40 << 20)}))
    at = bomb.rfind(b"media/big.xml") - 46  # its entry in the table of contents
    assert bomb[at : at + 4] == b"PK\x01\x02"
    bomb[at + 24 : at + 28] = struct.pack("<L", 100)  # "unpacks to 100 bytes"
    with bounded():
        reading = read_as(bytes(bomb))
    assert codes(reading) in (["zip_bomb"], ["damaged"])


def test_a_container_with_very_many_files(read_as: Callable, codes: Callable) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for number in range(300):
            archive.writestr(f"f{number}", "")
    with bounded():
        assert codes(read_as(held.getvalue(), limits=replace(DEFAULT, members=200))) == ["too_many_members"]


LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


@pytest.mark.parametrize("kind", OFFICE)
def test_a_billion_laughs_in_an_office_file(kind: str, read_as: Callable, codes: Callable) -> None:
    evil = b"<?xml version='1.0'?>" + LAUGHS + b"]><x>&j;</x>"
    with bounded():
        assert codes(read_as(repacked(OFFICE[kind](), {MAIN[kind]: evil}))) == ["entity_expansion"]


def test_a_billion_laughs_in_utf_16(read_as: Callable, codes: Callable) -> None:
    evil = ("<?xml version='1.0' encoding='utf-16'?>" + LAUGHS.decode() + "]><x>&j;</x>").encode("utf-16")
    with bounded():
        assert codes(read_as(repacked(a_docx(), {MAIN["docx"]: evil}))) == ["entity_expansion"]


@pytest.mark.parametrize("head", [b"<?xml version='1.0'?>", b"<!doctype html>"])
def test_a_billion_laughs_in_xml_or_html_is_not_expanded(head: bytes, read_as: Callable) -> None:
    with bounded():
        reading = read_as(head + LAUGHS + b"]><p>&j;</p><p>words</p>")
    assert len(reading.text) < 5000


def test_an_external_entity_reaches_no_file(read_as: Callable, tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("nobody shall see this")
    evil = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY s SYSTEM '{secret.as_uri()}'>]><x>&s;</x>".encode()
    for kind in OFFICE:
        assert "nobody shall see" not in read_as(repacked(OFFICE[kind](), {MAIN[kind]: evil})).text
    assert "nobody shall see" not in read_as(evil).text
    assert "nobody shall see" not in read_as(evil.replace(b"<x>", b"<html><body>")).text


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\up.xml", "C:/windows/x"])
def test_a_name_that_leads_out_of_the_container(name: str, read_as: Callable, codes: Callable) -> None:
    assert codes(read_as(repacked(a_docx(), {}, **{name: b"x"}))) == ["path_traversal"]


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_an_office_file_cut_off(kind: str, share: float, read_as: Callable, codes: Callable) -> None:
    whole = OFFICE[kind]()
    reading = read_as(whole[: int(len(whole) * share)])
    assert codes(reading)[0] in ("truncated", "damaged")
    assert reading.passages == ()


@pytest.mark.parametrize("kind", OFFICE)
def test_an_office_file_with_a_byte_flipped_says_so_or_reads_on(kind: str, read_as: Callable) -> None:
    whole = OFFICE[kind]()
    for at in range(30, len(whole), len(whole) // 40):
        flipped = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        read_as(flipped)  # never raises; what it promises is checked by the fixture


def test_an_encrypted_zip_member(read_as: Callable, codes: Callable) -> None:
    data = bytearray(a_docx())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert codes(read_as(bytes(data))) == ["encrypted"]


def test_an_office_file_with_a_password(read_as: Callable, codes: Callable) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 900
    assert codes(read_as(ole, "contract.docx")) == ["encrypted"]


def test_an_odt_with_a_password(read_as: Callable, codes: Callable) -> None:
    manifest = zipfile.ZipFile(io.BytesIO(an_odt())).read("META-INF/manifest.xml")
    locked = manifest.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
    assert locked != manifest
    assert codes(read_as(repacked(an_odt(), {"META-INF/manifest.xml": locked}))) == ["encrypted"]


def test_a_sheet_that_spans_the_whole_grid(read_as: Callable, codes: Callable) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "here", "there"
    held = io.BytesIO()
    book.save(held)
    with bounded():
        assert codes(read_as(held.getvalue())) == ["too_large"]


def test_an_ods_cell_repeated_over_the_whole_grid(read_as: Callable, codes: Callable) -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with bounded():
        assert codes(read_as(repacked(an_ods(), {"content.xml": content.encode()}))) == ["too_large"]


def a_pdf(pages: int = 1, **options: object) -> bytes:
    held = io.BytesIO()
    page = canvas.Canvas(held, invariant=1, **options)
    for number in range(1, pages + 1):
        page.drawString(72, 700, f"The crane stands on page {number}.")
        page.showPage()
    page.save()
    return held.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF out of its objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    count = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        count, table, count, len(out),
    )  # fmt: skip


def test_a_pdf_whose_page_tree_loops(read_as: Callable, codes: Callable) -> None:
    loop = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1000000 >>",
    )
    with bounded():
        reading = read_as(loop)
    assert set(codes(reading)) <= {"unreadable", "no_pages", "truncated"}
    assert codes(reading)


def test_a_pdf_page_that_unpacks_to_very_much(read_as: Callable) -> None:
    stream = zlib.compress(b" " * (200 << 20), 9)
    bomb = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    with bounded(30):
        read_as(bomb)


def test_a_pdf_with_a_password(read_as: Callable, codes: Callable) -> None:
    reading = read_as(a_pdf(encrypt=StandardEncryption("secret", ownerPassword="owner")))
    assert codes(reading) == ["encrypted"]
    assert "unlocked copy" in reading.problems[0].hint


def test_a_pdf_cut_off(read_as: Callable, codes: Callable) -> None:
    whole = a_pdf(20)
    reading = read_as(whole[: len(whole) // 2])
    assert "truncated" in codes(reading)


def test_a_pdf_with_more_pages_than_are_read(read_as: Callable, codes: Callable) -> None:
    reading = read_as(a_pdf(5), limits=replace(DEFAULT, pages=3))
    assert codes(reading) == ["truncated"]
    assert "page=4" in reading.problems[0].locator
    assert reading.passages[-1].page == 3


def test_a_file_larger_than_its_kind_may_be(read_as: Callable, codes: Callable) -> None:
    small = replace(DEFAULT, bytes={"default": 100})
    reading = read_as(a_pdf(), limits=small)
    assert codes(reading) == ["too_large"]
    assert "application/pdf is read up to 100" in reading.problems[0].message


def test_a_line_of_200_megabytes(read_as: Callable, codes: Callable) -> None:
    with bounded(60):
        reading = read_as(b"word and " * (200_000_000 // 9))
    assert codes(reading) == ["too_large", "truncated"]
    assert len(reading.text) == DEFAULT.characters
    assert max(len(p.text) for p in reading.passages) <= DEFAULT.passage_characters


def test_a_line_without_a_single_space(read_as: Callable) -> None:
    with bounded():
        reading = read_as(b"a" * 3_000_000)
    assert len(reading.passages) == 300


def test_html_nested_a_hundred_thousand_deep(read_as: Callable, codes: Callable) -> None:
    with bounded():
        reading = read_as(b"<!doctype html>" + b"<div>" * 100_000 + b"at the bottom" + b"</div>" * 100_000)
    assert codes(reading) == ["too_deep"]
    assert "at the bottom" in reading.text


def test_html_of_open_brackets_only(read_as: Callable) -> None:
    with bounded():
        read_as(b"<html>" + b"<" * 500_000)
        read_as(b"<html>" + b"<a " * 200_000)
        read_as(b"<html>" + b"<!--" * 200_000)


def nested_mail(depth: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.org", "Tue, 05 Mar 2024 10:00:00 +0000", "bottom"
    message.set_content("At the very bottom.")
    for level in range(depth):
        outer = EmailMessage()
        outer["From"], outer["Date"] = "a@example.org", "Tue, 05 Mar 2024 10:00:00 +0000"
        outer["Subject"] = f"level {level}"
        outer.set_content(f"level {level}")
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def test_mail_in_mail_in_mail(read_as: Callable, codes: Callable) -> None:
    reading = read_as(nested_mail(8))
    assert codes(reading) == ["too_deep"]
    assert "level 7" in reading.text
    assert "very bottom" not in reading.text


def test_multiparts_in_multiparts(read_as: Callable, codes: Callable) -> None:
    deep = b"From: a@example.org\r\nDate: Tue, 05 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    for level in range(3000):
        deep += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level)
    with bounded():
        assert codes(read_as(deep)) == ["too_deep"]
        assert "truncated" in codes(read_as(deep[:4000]))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 100_000, "empty"),
        (b"\x00" * 100_001, "empty"),
        (b" \n\n\t ", "no_text"),
        (b"\xef\xbb\xbf", "no_text"),
        (bytes(range(256)) * 200, "unknown_type"),
    ],
)
def test_files_with_nothing_in_them(data: bytes, code: str, read_as: Callable, codes: Callable) -> None:
    reading = read_as(data, "letter.txt")
    assert codes(reading) == [code]
    assert reading.text.strip() == ""


def test_a_file_that_cannot_be_opened(tmp_path) -> None:
    from averment.read import read
    from averment.source import Source

    reading = read(tmp_path / "gone", Source("0" * 64, "gone", 1, "2024-01-01T00:00:00Z"))
    assert [p.code for p in reading.problems] == ["unreadable"]
    assert str(tmp_path) not in reading.problems[0].message
