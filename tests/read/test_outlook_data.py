"""Outlook data files: what becomes of folders and messages. Nothing free writes such a file, so folders and messages
stand in for those of the library here; files that are none go to the library itself."""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from averment.custody import Left
from averment.read import DEFAULT
from averment.read.budget import Budget
from averment.read.media_type import PST, detect_bytes
from averment.read.unpack import Member, unpack
from averment.read.unpack.outlook_data import from_folder

SENT = 133541028000000000
"""5 March 2024, 09:00 UTC, in tenths of a microsecond from 1601."""


@dataclass
class Entry:
    number: int
    value: str | bytes | int

    def get_entry_type(self) -> int:
        return self.number

    def get_value_type(self) -> int:
        if isinstance(self.value, int):
            return 0x40 if self.value > 0xFFFFFFFF else 3
        return 0x1F if isinstance(self.value, str) else 0x102

    def get_data(self) -> bytes:
        if isinstance(self.value, int):
            return struct.pack("<Q", self.value)
        return self.value.encode("utf-16-le") if isinstance(self.value, str) else self.value


@dataclass
class Record:
    entries: list[Entry]


@dataclass
class Held:
    """Something with properties: a recipient, an attachment, a message."""

    values: dict[int, str | bytes | int]
    data: bytes = b""
    inside: list["Held"] = field(default_factory=list)
    people: list["Held"] = field(default_factory=list)

    @property
    def record_sets(self) -> list[Record]:
        return [Record([Entry(n, v) for n, v in self.values.items()])]

    @property
    def recipients(self) -> "Held | People":
        return People(self.people)

    def get_number_of_attachments(self) -> int:
        return len(self.inside)

    def get_attachment(self, index: int) -> "Held":
        return self.inside[index]

    def get_number_of_sub_items(self) -> int:
        return len(self.inside)

    def get_sub_item(self, index: int) -> "Held":
        return self.inside[index]

    def get_size(self) -> int:
        return len(self.data)

    def read_buffer(self, size: int) -> bytes:
        return self.data[:size]


@dataclass
class People:
    held: list[Held]

    @property
    def record_sets(self) -> list[Record]:
        return [record for person in self.held for record in person.record_sets]


@dataclass
class Folder:
    name: str
    messages: list[Held | None] = field(default_factory=list)
    folders: list["Folder"] = field(default_factory=list)

    def get_name(self) -> str:
        return self.name

    def get_number_of_sub_messages(self) -> int:
        return len(self.messages)

    def get_sub_message(self, index: int) -> Held:
        found = self.messages[index]
        if found is None:
            raise OSError("unable to read from file")
        return found

    def get_number_of_sub_folders(self) -> int:
        return len(self.folders)

    def get_sub_folder(self, index: int) -> "Folder":
        return self.folders[index]


def note(subject: str, words: str = "Text.", **more: object) -> Held:
    values = {
        0x1A: "IPM.Note",
        0x37: subject,
        0x39: SENT,
        0x0C1A: "Jane Roe",
        0x5D01: "jane@example.org",
        0x1000: words,
    }
    return Held(values, **more)


def out(folder: Folder) -> tuple[dict[str, bytes], list[Left]]:
    items = list(from_folder(folder, "", Budget.for_adding(DEFAULT)))
    files = {m.path: b"".join(m.pieces) for m in items if isinstance(m, Member)}
    return files, [item for item in items if isinstance(item, Left)]


def test_messages_become_mails_in_their_folders(read_as: Callable) -> None:
    people = [Held({0x0C15: 1, 0x3001: "Иван", 0x39FE: "i@example.org"})]
    files = [Held({0x3705: 1, 0x3707: "Строки.csv"}, b"goods,pieces\ncrane,7\n")]
    passed_on = Held({0x3705: 5, 0x3001: "Earlier"}, inside=[note("Earlier", "Sent before.")])
    message = note("Счёт / 5", "Высылаем счёт.\r\n\r\nJane", people=people, inside=[*files, passed_on])
    contact = Held({0x1A: "IPM.Contact", 0x3001: "Jane Roe"})
    root = Folder("", [], [Folder("Inbox", [note("Hello"), contact], [Folder("a/../b", [message])])])
    found, left = out(root)
    assert list(found) == ["Inbox/00001 Hello.eml", "Inbox/a .. b/00002 Счёт 5.eml"]
    assert [(item.code, item.message) for item in left] == [
        ("passed_over", "items that are no letters were left: 1 IPM.Contact")
    ]
    reading = read_as(found["Inbox/a .. b/00002 Счёт 5.eml"])
    assert (reading.media_type, reading.title, reading.published) == ("message/rfc822", "Счёт / 5", "2024-03-05")
    assert [(p.part, p.text) for p in reading.passages] == [
        ("header:From", "From: Jane Roe <jane@example.org>"),
        ("header:To", "To: Иван <i@example.org>"),
        ("header:Date", "Date: Tue, 05 Mar 2024 09:00:00 +0000"),
        ("header:Subject", "Subject: Счёт / 5"),
        ("body", "Высылаем счёт."),
        ("body", "Jane"),
        ("attachment:1", "goods | pieces"),
        ("attachment:1", "crane | 7"),
        ("attachment:2/header:From", "From: Jane Roe <jane@example.org>"),
        ("attachment:2/header:Date", "Date: Tue, 05 Mar 2024 09:00:00 +0000"),
        ("attachment:2/header:Subject", "Subject: Earlier"),
        ("attachment:2/body", "Sent before."),
    ]
    assert out(root) == (found, left)  # the same on every run, so that it is the same source


def test_plain_and_html_are_one_letter(read_as: Callable) -> None:
    message = note("Cranes", "Seven cranes were sold.")
    message.values[0x1013] = b"<p>Seven <b>cranes</b> were sold.</p>"
    (data,) = out(Folder("", [message]))[0].values()
    reading = read_as(data)
    assert [p.text for p in reading.passages if p.part == "body"] == ["Seven cranes were sold."]
    assert reading.problems == ()


def test_a_subject_that_begins_with_the_length_of_its_prefix() -> None:
    assert list(out(Folder("", [note("\x01\x05Re: Cranes")]))[0]) == ["00001 Re Cranes.eml"]


def test_what_cannot_be_followed_is_left_and_the_rest_goes_on() -> None:
    large = Held({0x3705: 1, 0x3707: "large.bin"}, b"x")
    large.get_size = lambda: 1 << 40  # type: ignore[method-assign]
    found, left = out(Folder("", [None, note("Hello", inside=[large, Held({0x3705: 6, 0x3001: "plan"})])]))
    assert list(found) == ["00001 Hello.eml"]
    assert [item.code for item in left] == ["damaged", "attachment", "attachment"]


def test_the_budget_holds() -> None:
    budget = Budget.for_adding(replace(DEFAULT, added_bytes=100))
    with pytest.raises(Exception, match="more bytes"):
        list(from_folder(Folder("", [note("Hello")]), "", budget))


@pytest.mark.parametrize("data", [b"!BDN", b"!BDN" + b"\x00" * 2000, b"!BDN" + bytes(range(256)) * 40])
def test_files_that_are_none(data: bytes) -> None:
    assert detect_bytes(data) == PST
    items = list(unpack(io.BytesIO(data), PST, "old.pst", Budget.for_adding(DEFAULT)))
    assert [item.code for item in items] == ["damaged"]
    assert "readpst" in items[0].hint
