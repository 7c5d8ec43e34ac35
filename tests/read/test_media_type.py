"""The kind of a document is in its bytes; its name only settles ties."""

import io
import zipfile
from collections.abc import Callable

import pytest

from averment.read.media_type import DOCX, PPTX, XLSX, detect_bytes
from averment.read.reader import NO_TEXT_YET, READERS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b"%PDF-1.7", "letter.txt", "application/pdf"),
        (b"plain words", "report.pdf", "text/plain"),
        (b"plain words", "report.md", "text/markdown"),
        (b"# Heading\n", "report.txt", "text/plain"),
        (b"a,b\n1,2\n", "x.csv", "text/csv"),
        (b"a,b\n1,2\n", "x.txt", "text/plain"),
        (b"just a sentence", "x.csv", "text/plain"),
        (b"".join(b"a%d;b;c\n" % n for n in range(6)), "x.txt", "text/csv"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "x.txt", "text/html"),
        ("<html>".encode("utf-16"), "x", "text/html"),
        (b"<!-- saved -->\n<html><body>x", "x", "text/html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "x", "text/html"),
        (b"<?xml version='1.0'?><goods/>", "x", "application/xml"),
        (b'{"goods": 1}', "x", "application/json"),
        (b"[note] this is no JSON", "x", "text/plain"),
        (b"{\\rtf1 words}", "x", "application/rtf"),
        (b"Received: by x\r\nFrom: a@b\r\nDate: x\r\n\r\n", "x", "message/rfc822"),
        (b"From a@example.org Tue Mar  5 10:00:00 2024\r\nFrom: a@b\r\n\r\n", "x", "application/mbox"),
        (b"\x89PNG\r\n\x1a\n", "contract.docx", "image/png"),
        (b"\xff\xd8\xff\xe0", "x", "image/jpeg"),
        (b"II*\x00", "x", "image/tiff"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "x", "application/x-7z-compressed"),
        (b"WARC/1.1\r\n", "x", "application/warc"),
        (zipped("a.txt"), "x.docx", "application/zip"),
        (zipped("datapackage.json", "archive/data.warc.gz"), "x.zip", "application/wacz"),
        (zipped("word/document.xml"), "x.zip", DOCX),
        (zipped("xl/workbook.xml"), "x", XLSX),
        (zipped("ppt/presentation.xml"), "x", PPTX),
        (OLE + "WordDocument".encode("utf-16-le"), "x", "application/msword"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "x", "application/vnd.ms-outlook"),
        (OLE + "Workbook".encode("utf-16-le"), "x", "application/vnd.ms-excel"),
        (OLE, "x.doc", "application/x-ole-storage"),
        (b"", "x.txt", "application/x-empty"),
        (bytes(range(256)) * 20, "x.txt", "application/octet-stream"),
        ("Груз прибыл".encode("cp1251"), "x", "text/plain"),
        ("货物".encode("utf-16-le") * 20, "x", "text/plain"),
    ],
)  # fmt: skip
def test_what_it_is(data: bytes, name: str, wanted: str) -> None:
    assert detect_bytes(data, name) == wanted


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "damaged", "save it anew as PNG"),
        (b"Rar!\x1a\x07" + b"0" * 99, "archive", "unpack it"),
        (b"AT&TFORM\x00\x00\x00\x00DJVU", "scan", "convert it to PDF"),
        (OLE, "unknown_type", "save it as PDF"),
        (b"SQLite format 3\x00" + b"0" * 99, "unknown_type", "application/pdf"),
    ],
)
def test_what_cannot_be_read_says_so_and_what_to_do(
    data: bytes, code: str, hint: str, read_as: Callable, codes: Callable
) -> None:
    reading = read_as(data)
    assert codes(reading) == [code]
    assert hint in reading.problems[0].hint
    assert "kept" in reading.problems[0].message


def test_every_reader_is_found_by_its_media_type() -> None:
    assert set(READERS) > NO_TEXT_YET
    for media_type, (reader, method) in READERS.items():
        assert "/" in media_type
        assert callable(reader)
        assert method.name.startswith("read.")
