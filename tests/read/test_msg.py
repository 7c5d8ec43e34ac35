"""Outlook messages: fields, words in each of the ways they are kept, attachments; and files that are broken."""

from collections.abc import Callable

import pytest

from averment.read.compressed_rtf import CompressedRtfError, unpacked
from averment.reading import Reading
from tests.read.ole import a_message, an_ole, packed_rtf

SENT = 133541028000000000
"""5 March 2024, 09:00 UTC, in tenths of a microsecond from 1601."""
WORDS = {0x001A: "IPM.Note", 0x0037: "Счёт на оплату", 0x0039: SENT, 0x0C1A: "Иван Петров", 0x5D01: "i@example.org"}


def shown(reading: Reading) -> list[tuple[str | None, str]]:
    return [(p.part, p.text) for p in reading.passages]


def test_a_message(read_as: Callable) -> None:
    jane = {0x0C15: 1, 0x3001: "Jane Roe", 0x39FE: "jane@example.org"}
    people = (jane, {0x0C15: 2, 0x3001: "a@example.org"})
    files = (
        {0x3707: "lines.csv", 0x3701: b"goods,pieces\ncrane,7\n"},
        {0x3704: "x.bin", 0x3701: bytes(range(256)) * 9},
    )
    data = an_ole(a_message({**WORDS, 0x1000: "Добрый день!\r\n\r\nВысылаем счёт.\r\n"}, people, files))
    reading = read_as(data, "x.txt")
    assert reading.media_type == "application/vnd.ms-outlook"
    assert (reading.title, reading.author, reading.published) == (
        "Счёт на оплату", "Иван Петров <i@example.org>", "2024-03-05",
    )  # fmt: skip
    assert shown(reading) == [
        ("header:From", "From: Иван Петров <i@example.org>"),
        ("header:To", "To: Jane Roe <jane@example.org>"),
        ("header:Cc", "Cc: a@example.org"),
        ("header:Date", "Date: Tue, 05 Mar 2024 09:00:00 +0000"),
        ("header:Subject", "Subject: Счёт на оплату"),
        ("body", "Добрый день!"),
        ("body", "Высылаем счёт."),
        ("attachment:1", "goods | pieces"),
        ("attachment:1", "crane | 7"),
    ]
    assert [p.code for p in reading.problems] == ["attachment"]
    assert "'x.bin'" in reading.problems[0].message


def test_fields_that_travelled_are_truer_than_those_that_are_held(read_as: Callable) -> None:
    sender = "=?utf-8?B?0JjQstCw0L0=?= <ivan@example.org>"
    head = f"Received: by x\r\nFrom: {sender}\r\nDate: Wed, 6 Mar 2024 01:00:00 +0300\r\n"
    reading = read_as(an_ole(a_message({**WORDS, 0x007D: head, 0x1000: "Text."})))
    assert (reading.author, reading.published) == ("Иван <ivan@example.org>", "2024-03-06")


def test_texts_in_a_code_page(read_as: Callable) -> None:
    data = an_ole(a_message({**WORDS, 0x3FFD: 1251, 0x1000: "Высылаем счёт."}, unicode="001E"))
    reading = read_as(data)
    assert (reading.title, reading.passages[-1].text) == ("Счёт на оплату", "Высылаем счёт.")


def test_a_sender_in_a_directory_has_no_address(read_as: Callable) -> None:
    held = {0x0042: "Jane Roe", 0x0064: "EX", 0x0065: "/o=firm/ou=x/cn=jane", 0x0037: "x", 0x1000: "Text."}
    assert read_as(an_ole(a_message(held))).author == "Jane Roe"


@pytest.mark.parametrize(
    "words",
    [
        {0x1013: "<p>Высылаем <b>счёт</b>.</p>".encode("cp1251"), 0x3FDE: 1251},
        {0x1013: "<meta charset=utf-8><p>Высылаем <b>счёт</b>.</p>".encode()},
        {0x1013: "<p>Высылаем <b>счёт</b>.</p>"},
        {0x1009: packed_rtf(rb"{\rtf1\ansi\ansicpg1251 \'c2\'fb\'f1\'fb\'eb\'e0\'e5\'ec \'f1\'f7\'b8\'f2.}")},
        {
            0x1009: packed_rtf(
                rb"{\rtf1\ansi\ansicpg1251\fromhtml1 {\*\htmltag64 <p>}\htmlrtf x\htmlrtf0 "
                rb"\'c2\'fb\'f1\'fb\'eb\'e0\'e5\'ec {\*\htmltag84 <b>}\'f1\'f7\'b8\'f2{\*\htmltag92 </b>}.}"
            )
        },
    ],
)
def test_words_however_they_are_kept(words: dict, read_as: Callable) -> None:
    reading = read_as(an_ole(a_message({**WORDS, **words})))
    assert shown(reading)[-1] == ("body", "Высылаем счёт.")
    assert reading.problems == ()


def test_packed_rtf_as_the_specification_shows_it() -> None:
    """The examples of [MS-OXRTFCP], section 3: one plain, one that copies what it has just written."""
    simple = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(simple) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(crossing) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize("data", [b"", b"short", b"\x00" * 16, b"\xff" * 40])
def test_what_is_no_packed_rtf(data: bytes) -> None:
    with pytest.raises(CompressedRtfError):
        unpacked(data)


def test_messages_in_messages(read_as: Callable, codes: Callable) -> None:
    tree = a_message({**WORDS, 0x1000: "At the bottom."}, head=24)
    for level in range(8):
        tree = a_message({0x0037: f"level {level}", 0x1000: f"Level {level}."}, (), ({0x3701: tree},), head=24)
    outer = a_message({0x0037: "outer", 0x1000: "Outer."}, (), ({0x3701: tree},))
    reading = read_as(an_ole(outer))
    assert dict(shown(reading))["attachment:1/attachment:1/body"] == "Level 6."
    assert "too_deep" in codes(reading)
    assert "bottom" not in reading.text


def test_an_object_of_another_program_is_named(read_as: Callable, codes: Callable) -> None:
    reading = read_as(an_ole(a_message({**WORDS, 0x1000: "x"}, (), ({0x3707: "plan", 0x3701: {"Contents": b"?"}},))))
    assert codes(reading) == ["attachment"]


def test_an_archive_that_hangs_on_it(read_as: Callable) -> None:
    from tests.read.containers import a_zip

    files = ({0x3707: "all.zip", 0x3701: a_zip({"a.txt": b"Seven cranes."})},)
    assert shown(read_as(an_ole(a_message({**WORDS, 0x1000: "x"}, (), files))))[-1] == (
        "attachment:1!a.txt", "Seven cranes.",
    )  # fmt: skip


def test_broken_streams(read_as: Callable, codes: Callable) -> None:
    values = {**WORDS, 0x1000: "Seven cranes were sold. " * 200}
    whole = an_ole(a_message(values, (), ({0x3707: "a.txt", 0x3701: b"x" * 3000},)))
    for at in range(0, len(whole), 61):
        read_as(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    for share in (0.1, 0.4, 0.7, 0.9):
        assert codes(read_as(whole[: int(len(whole) * share)]))
    assert codes(read_as(an_ole({"__properties_version1.0": b""}))) == ["damaged"]
    empty = an_ole(a_message({0x0037: "x", 0x1009: b"\x00" * 20}))
    assert codes(read_as(empty)) == ["damaged"]
