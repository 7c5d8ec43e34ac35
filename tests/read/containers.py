"""Small containers made in memory, for tests of what comes out of them."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

Files = Mapping[str, bytes]


def a_zip(files: Files, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def a_tar(files: Files) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
    return held.getvalue()


def a_7z(files: Files, password: str | None = None) -> bytes:
    import py7zr

    held = io.BytesIO()
    with py7zr.SevenZipFile(held, "w", password=password) as archive:
        for name, data in files.items():
            archive.writef(io.BytesIO(data), name)
    return held.getvalue()


def zipped_in_itself(depth: int, inside: bytes) -> bytes:
    """A zip in a zip in a zip: at the bottom `bottom.txt`."""
    data = a_zip({"bottom.txt": inside})
    for level in range(depth - 1):
        data = a_zip({f"level{level}.zip": data})
    return data


def gzipped_over_and_over(depth: int, inside: bytes) -> bytes:
    for _ in range(depth):
        inside = gzip.compress(inside, mtime=0)
    return inside


def a_record(address: str, body: bytes, *fields: str, kind: str = "response", length: int | None = None) -> bytes:
    """A WARC record; `fields` are lines of the server's answer."""
    answer = "\r\n".join(("HTTP/1.1 200 OK", *fields)).encode() + b"\r\n\r\n" + body if kind == "response" else body
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
        f"Content-Length: {len(answer) if length is None else length}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def a_mail(subject: str, words: str, **fields: str) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"] = "jane@example.org", "a@example.org"
    message["Date"], message["Subject"] = "Tue, 05 Mar 2024 10:00:00 +0000", subject
    for name, value in fields.items():
        message[name] = value
    message.set_content(words)
    return message.as_bytes()


def an_mbox(*mails: bytes) -> bytes:
    border = b"From jane@example.org Tue Mar  5 10:00:00 2024\n"
    return b"".join(border + mail + b"\n" for mail in mails)
