"""Archives, mailboxes and web archives: what comes out, under which name, and what has to stay inside."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from averment.custody import Left
from averment.read import DEFAULT
from averment.read.budget import Budget
from averment.read.draft import Stop
from averment.read.media_type import detect_bytes
from averment.read.unpack import unpack
from averment.read.unpack.squeezed import _zstd
from tests.read.containers import (
    a_7z,
    a_mail,
    a_record,
    a_tar,
    a_zip,
    an_mbox,
    gzipped_over_and_over,
    zipped_in_itself,
)

LETTERS = {"letters/one.txt": b"Seven cranes were sold.", "two.csv": b"goods,pieces\ncrane,7\n"}


def out(data: bytes, name: str = "all", **limits: int) -> tuple[dict[str, bytes], list[Left]]:
    """What comes out of a container, by path, and what stays inside."""
    files, left = {}, []
    budget = Budget.for_reading(replace(DEFAULT, **limits))
    for item in unpack(io.BytesIO(data), detect_bytes(data, name), name, budget):
        if isinstance(item, Left):
            left.append(item)
            continue
        try:
            files[item.path] = b"".join(item.pieces)
        except Stop as stop:
            left.append(Left(item.path, stop.code, stop.message, stop.hint))
    return files, left


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (a_zip, "all.zip"),
        (a_tar, "all.tar"),
        (a_7z, "all.7z"),
        (lambda files: gzip.compress(a_tar(files)), "all.tgz"),
        (lambda files: bz2.compress(a_tar(files)), "all.tar.bz2"),
        (lambda files: lzma.compress(a_tar(files)), "all.tar.xz"),
        (lambda files: _zstd().compress(a_tar(files)), "all.tar.zst"),
    ],
)
def test_an_archive_of_each_kind(make: Callable, name: str, read_as: Callable) -> None:
    data = make(LETTERS)
    assert out(data, name) == (LETTERS, [])
    reading = read_as(data, "wrong.docx")  # its name is not asked
    assert [(p.part, p.row, p.text) for p in reading.passages] == [
        ("letters/one.txt", None, "Seven cranes were sold."),
        ("two.csv", 1, "goods | pieces"),
        ("two.csv", 2, "crane | 7"),
    ]
    assert reading.problems == ()


@pytest.mark.parametrize("squeeze", [gzip.compress, bz2.compress, lzma.compress, lambda d: _zstd().compress(d)])
def test_a_single_file_made_small_keeps_its_name(squeeze: Callable) -> None:
    assert out(squeeze(b"Seven cranes."), "letter.txt.gz") == ({"letter.txt": b"Seven cranes."}, [])


def test_what_is_known_of_a_page_is_kept_when_it_was_only_made_small(read_as: Callable) -> None:
    page = b"<html><head><title>Cranes sold</title></head><body><p>Seven cranes were sold.</p></body></html>"
    assert read_as(gzip.compress(page), "page.html.gz").title == "Cranes sold"


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "gb18030", "utf-8"])
def test_names_in_an_old_alphabet(encoding: str) -> None:
    word = "Договор поставки.txt" if encoding != "gb18030" else "供货合同.txt"
    data = a_zip({"x" * len(word.encode(encoding)): b"words"})
    spelled = word.encode(encoding)
    data = data.replace(b"x" * len(spelled), spelled)
    assert list(out(data)[0]) == [word]


def test_furniture_of_file_systems_is_passed_over() -> None:
    furniture = {"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "a/.git/config": b"x"}
    assert out(a_zip({**furniture, "a.txt": b"words"})) == ({"a.txt": b"words"}, [])


def test_the_same_name_twice() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "second")
    assert out(held.getvalue()) == ({"a.txt": b"first", "a.txt (2)": b"second"}, [])


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\up.txt", "C:/windows/x", "a/../../b"])
@pytest.mark.parametrize("make", [a_zip, a_tar, a_7z])
def test_a_name_that_leads_out_stays_inside(make: Callable, name: str) -> None:
    try:
        data = make({name: b"x", "a.txt": b"words"})
    except ValueError:
        pytest.skip("the library refuses to make it")
    files, left = out(data)
    assert files == {"a.txt": b"words"}
    assert [item.code for item in left] == ["path_traversal"]


def test_links_and_devices_stay_inside() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "soft"), (tarfile.LNKTYPE, "hard"), (tarfile.FIFOTYPE, "pipe")):
            about = tarfile.TarInfo(name)
            about.type, about.linkname = kind, "/etc/passwd"
            archive.addfile(about)
    assert [(i.path, i.code) for i in out(held.getvalue())[1]] == [
        ("soft", "link"), ("hard", "link"), ("pipe", "not_a_file"),
    ]  # fmt: skip
    zipped = zipfile.ZipInfo("soft")
    zipped.create_system, zipped.external_attr = 3, 0o120777 << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipped, "/etc/passwd")
    assert [(i.path, i.code) for i in out(held.getvalue())[1]] == [("soft", "link")]


def test_what_asks_for_a_password() -> None:
    data = bytearray(a_zip({"open.txt": b"words", "locked.txt": b"words"}))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    files, left = out(bytes(data))
    assert files == {"open.txt": b"words"}
    assert [(i.path, i.code) for i in left] == [("locked.txt", "encrypted")]
    assert [i.code for i in out(a_7z({"a.txt": b"words"}, password="secret"))[1]] == ["encrypted"]


BOMB = b"\x00" * (30 << 20)


@pytest.mark.parametrize(
    "make",
    [
        lambda: a_zip({"bomb": BOMB}),
        lambda: a_7z({"bomb": BOMB}),
        lambda: gzip.compress(BOMB),
        lambda: bz2.compress(BOMB),
        lambda: lzma.compress(BOMB),
        lambda: _zstd().compress(BOMB),
        lambda: gzip.compress(a_tar({"bomb": BOMB})),
        lambda: gzip.compress(a_record("https://example.org/", BOMB, kind="resource")),
        lambda: a_record("https://example.org/", gzip.compress(BOMB), "Content-Encoding: gzip"),
    ],
)
def test_a_bomb(make: Callable) -> None:
    files, left = out(make())
    assert files == {}
    assert {item.code for item in left} == {"zip_bomb"}


def test_a_bomb_among_letters_costs_only_itself() -> None:
    files, left = out(a_zip({"a.txt": b"words", "bomb": BOMB, "z.txt": b"more words"}))
    assert files == {"a.txt": b"words", "z.txt": b"more words"}
    assert [(i.path, i.code) for i in left] == [("bomb", "zip_bomb")]


def test_the_budget_is_one_for_all_that_lies_inside(read_as: Callable, codes: Callable) -> None:
    inner = a_zip({f"{n}.txt": b"words " * 10 for n in range(5)})
    data = a_zip({f"{n}.zip": inner for n in range(5)})
    reading = read_as(data, limits=replace(DEFAULT, members=10))
    assert codes(reading)[-1] == "too_many_members"
    assert len(reading.passages) < 10
    assert "aver add" in reading.problems[-1].hint
    small = read_as(data, limits=replace(DEFAULT, unpacked_bytes=1000))
    assert codes(small)[-1] == "too_large"


def test_very_many_members() -> None:
    files, left = out(a_zip({f"{n}": b"" for n in range(50)}), members=10)
    assert len(files) <= 10
    assert [item.code for item in left] == ["too_many_members"]


@pytest.mark.parametrize("data", [zipped_in_itself(20, b"words"), gzipped_over_and_over(20, b"words")])
def test_twenty_deep(data: bytes, read_as: Callable, codes: Callable) -> None:
    reading = read_as(data)
    assert codes(reading) == ["too_deep"]
    assert reading.passages == ()


def test_names_of_parts_are_joined_by_a_mark(read_as: Callable) -> None:
    letter = a_mail("Cranes", "Seven cranes.")
    reading = read_as(a_zip({"sub/in.zip": a_zip({"letter.eml": letter})}))
    assert reading.passages[-1].part == "sub/in.zip!letter.eml!body"
    assert "part=sub%2Fin.zip%21letter.eml%21body" in str(reading.passages[-1].place())


def test_an_archive_that_hangs_on_a_mail(read_as: Callable) -> None:
    from email import message_from_bytes, policy

    message = message_from_bytes(a_mail("Papers", "See attached."), policy=policy.default)
    message.add_attachment(a_zip({"a.txt": b"Seven cranes."}), maintype="x", subtype="y", filename="all.zip")
    reading = read_as(message.as_bytes())
    assert (reading.passages[-1].part, reading.passages[-1].text) == ("attachment:1!a.txt", "Seven cranes.")


@pytest.mark.parametrize(
    "make", [a_zip, a_tar, a_7z, lambda f: gzip.compress(a_tar(f)), lambda f: lzma.compress(a_tar(f))]
)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off(make: Callable, share: float) -> None:
    whole = make({f"{n}.txt": bytes(range(256)) * 20 for n in range(4)})
    files, left = out(whole[: int(len(whole) * share)])
    assert left or len(files) == 4  # a tar ends in blocks of nothing
    assert {item.code for item in left} <= {"truncated", "damaged"}


@pytest.mark.parametrize("make", [a_zip, a_tar, a_7z, lambda files: gzip.compress(a_tar(files))])
def test_a_byte_flipped_never_raises(make: Callable) -> None:
    whole = make(LETTERS)
    for at in range(0, len(whole), max(len(whole) // 60, 1)):
        out(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])


# ---- mailboxes


def test_a_mailbox(read_as: Callable) -> None:
    box = an_mbox(a_mail("Cranes", "From Tuesday on we sell.\n\n>From us.\n"), a_mail("Счёт / 5", "Второе письмо."))
    files, left = out(box, "inbox.mbox")
    assert left == []
    assert list(files) == ["00001 Cranes.eml", "00002 Счёт 5.eml"]
    assert files["00001 Cranes.eml"].endswith(b"\n\nFrom us.\n")
    assert read_as(files["00002 Счёт 5.eml"]).published == "2024-03-05"


def test_a_mail_out_of_a_mailbox_is_the_mail_that_went_in() -> None:
    mail = a_mail("Cranes", "Seven cranes.\n\n\nRegards")
    assert list(out(an_mbox(mail, mail))[0].values()) == [mail, mail]


def test_a_sentence_that_begins_with_from_does_not_end_a_mail() -> None:
    words = "We heard.\n\nFrom Monday 2024 on prices rise.\nThat was all.\n"
    (mail,) = out(an_mbox(a_mail("Cranes", words)))[0].values()
    assert b"That was all." in mail


# ---- web pages

PAGE = b"<!doctype html><title>Cranes</title><p>Seven cranes were sold."


def test_pages_of_a_web_archive() -> None:
    data = b"".join(
        [
            a_record("", b"software: x", kind="warcinfo"),
            a_record("https://example.org/news?id=1", PAGE, "Content-Type: text/html"),
            a_record("https://example.org/news?id=1", b"GET /", kind="request"),
            a_record("https://example.org/z", gzip.compress(PAGE), "Content-Encoding: gzip"),
            a_record("https://example.org/c", b"5\r\nSeven\r\n7\r\n cranes\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
            a_record("https://example.org/logo.png", b"\x89PNG", "Content-Type: image/png"),
            a_record("https://example.org/x.css", b"p {}", "Content-Type: text/css"),
            a_record("https://example.org/a/../../b", PAGE),
            a_record("dns:example.org", b"1.2.3.4", kind="response"),
        ]
    )
    for spelled in (data, gzip.compress(data)):
        files, left = out(spelled, "crawl.warc")
        assert files == {
            "example.org/news?id=1": PAGE,
            "example.org/z": PAGE,
            "example.org/c": b"Seven cranes",
            "example.org/a/%2E%2E/%2E%2E/b": PAGE,
        }
        assert [(item.code, item.message) for item in left] == [
            ("passed_over", "left in the archive: 2 pictures, scripts and the like")
        ]


def test_pages_in_a_wacz() -> None:
    crawl = gzip.compress(a_record("https://example.org/", PAGE))
    data = a_zip({"datapackage.json": b"{}", "archive/data.warc.gz": crawl, "indexes/index.cdx": b"x"})
    assert list(out(data)[0]) == ["archive/data.warc.gz"]


@pytest.mark.parametrize("length", [0, 10, 10**6, 10**15, -5])
def test_a_record_with_a_wrong_length(length: int) -> None:
    data = (
        a_record("https://example.org/1", PAGE)
        + a_record("https://example.org/2", PAGE, length=length)
        + a_record("https://example.org/3", PAGE)
    )
    files, left = out(data)
    assert files["example.org/1"] == PAGE
    assert left
    assert {item.code for item in left} <= {"damaged", "truncated", "too_large"}


def test_a_record_sent_in_no_encoding_that_is_known() -> None:
    files, left = out(a_record("https://example.org/", b"...", "Content-Encoding: x-own"))
    assert (files, [item.code for item in left]) == ({}, ["damaged"])
