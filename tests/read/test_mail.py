"""Mail: fields, message, attachments; and what mail programs get wrong."""

import io
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pytest

from averment.reading import Reading


def mail(subject: str = "Crates", **fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = fields.get("sender", "Jane Roe <jane@example.org>")
    message["To"] = "a@example.org, b@example.org"
    message["Date"] = fields.get("date", "Tue, 05 Mar 2024 23:30:00 +0300")
    message["Subject"] = subject
    return message


def shown(reading: Reading) -> list[tuple[str | None, str]]:
    return [(p.part, p.text) for p in reading.passages]


def raw(*head: bytes, body: bytes = b"Text.") -> bytes:
    first = (b"From: jane@example.org", b"Date: Tue, 05 Mar 2024 23:30:00 +0300")
    return b"\r\n".join((*first, *head)) + b"\r\n\r\n" + body


def test_fields_and_body(read_as: Callable) -> None:
    message = mail(
        "Счёт на оплату № 5 за поставку семи ящиков, которые прибыли в порт назначения в марте",
        sender="Иван <i@example.org>",
    )
    message.set_content("Добрый день!\n\nВысылаем счёт.\n", charset="koi8-r")
    message.add_alternative("<p>Добрый день!</p><p>Высылаем счёт.</p>", subtype="html")
    reading = read_as(message.as_bytes(), "x.txt")
    assert reading.media_type == "message/rfc822"
    assert (reading.author, reading.published, reading.language) == ("Иван <i@example.org>", "2024-03-05", "ru")
    assert shown(reading) == [
        ("header:From", "From: Иван <i@example.org>"),
        ("header:To", "To: a@example.org, b@example.org"),
        ("header:Date", "Date: Tue, 05 Mar 2024 23:30:00 +0300"),
        ("header:Subject", f"Subject: {reading.title}"),
        ("body", "Добрый день!"),
        ("body", "Высылаем счёт."),
    ]
    assert reading.title.endswith("в порт назначения в марте")
    assert reading.problems == ()


def test_html_alone(read_as: Callable) -> None:
    message = mail()
    message.set_content("<style>x{}</style><p>Seven <b>cranes</b>.</p><p>Regards<br>Jane</p>", subtype="html")
    assert [t for part, t in shown(read_as(message.as_bytes())) if part == "body"] == ["Seven cranes.", "Regards\nJane"]


def test_a_stub_beside_long_html_is_passed_over(read_as: Callable) -> None:
    message = mail()
    message.set_content("View in a browser.")
    message.add_alternative("<p>" + "The seven cranes are on board. " * 20 + "</p>", subtype="html")
    assert "seven cranes are on board" in read_as(message.as_bytes()).text


def test_attachments_are_read_or_named(read_as: Callable) -> None:
    message = mail()
    message.set_content("See attached.")
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Seven cranes were sold.")
    document.add_table(1, 2).cell(0, 0).text = "crane"
    document.save(held)
    message.add_attachment(held.getvalue(), maintype="application", subtype="octet-stream", filename="Договор.docx")
    message.add_attachment("goods,pieces\ncrane,7\n", filename="lines.csv", subtype="csv")
    message.add_attachment(b"Rar!\x1a\x07..", maintype="application", subtype="x-rar", filename="all.rar")
    inner = mail("Earlier mail")
    inner.set_content("Sent before.")
    message.add_attachment(inner)
    reading = read_as(message.as_bytes())
    parts = dict(shown(reading))
    assert parts["attachment:1"] == "Seven cranes were sold."
    assert parts["attachment:1/table:1"] == "crane"
    assert parts["attachment:2"] == "crane | 7"
    assert parts["attachment:4/body"] == "Sent before."
    assert {p.method.partition("+")[0] for p in reading.passages} >= {"read.mail@2", "read.docx@2", "read.table@1"}
    (problem,) = reading.problems
    assert problem.code == "attachment"
    assert "'all.rar' (application/vnd.rar, 8 bytes)" in problem.message
    assert "part=attachment%3A3" in problem.locator


def test_inline_pictures_of_an_html_mail_do_not_bring_its_text_twice(read_as: Callable, codes: Callable) -> None:
    message = mail()
    message.set_content(
        "Seven cranes are on board of the ship, and two more will follow in the month of April, we hear."
    )
    message.add_alternative("<p>Seven cranes are on board.</p><img src='cid:x'>", subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n" + b"0" * 50, "image", "png", cid="<x>")
    reading = read_as(message.as_bytes())
    assert reading.text.count("Seven cranes") == 1
    assert codes(reading) == ["damaged"]


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        (b"=?utf-8?B?0KHRh9GR0YI=?=", "Счёт"),
        (b"=?utf-8?B?0KHRh9E=?=\r\n =?utf-8?B?kdGC?=", "Счёт"),  # a letter broken between two words
        (b"=?koi8-r?Q?=F3=DE=A3=D4?= No 5", "Счёт No 5"),
        ("Счёт".encode(), "Счёт"),
        ("Счёт на оплату".encode("cp1251"), "Счёт на оплату"),
        (b"=?gb2312?B?" + b"yc+6o7mry74=" + b"?=", "上海公司"),
        (b"=?x-unknown?Q?plain?=", "plain"),
        (b"=?utf-8?B?****?=", ""),
        (b"two\r\n  lines", "two lines"),
    ],
)
def test_subjects_as_programs_write_them(subject: bytes, wanted: str, read_as: Callable) -> None:
    assert (read_as(raw(b"Subject: " + subject)).title or "") == wanted


def test_a_wrong_label_is_found_out(read_as: Callable, codes: Callable) -> None:
    data = raw(
        b"Subject: x",
        b"Content-Type: text/plain; charset=iso-8859-1",
        body="Высылаем документы на груз".encode("cp1251"),
    )
    reading = read_as(data)
    assert reading.passages[-1].text == "Высылаем документы на груз"
    assert codes(reading) == ["encoding_mislabelled"]


@pytest.mark.parametrize("date", [b"yesterday", b"", b"Tue, 99 Mar 2024 99:99:99 +9999", b"Tue, 05 Mar 20240000"])
def test_dates_that_are_none(date: bytes, read_as: Callable) -> None:
    data = b"From: a@example.org\r\nSubject: x\r\nDate: " + date + b"\r\n\r\nText."
    reading = read_as(data)
    assert reading.published is None
    assert reading.passages[-1].text == "Text."


def test_a_mail_cut_off_inside_an_attachment(read_as: Callable, codes: Callable) -> None:
    message = mail()
    message.set_content("See attached.")
    message.add_attachment(b"%PDF-1.4" + b"0" * 5000, maintype="application", subtype="pdf", filename="a.pdf")
    data = message.as_bytes()
    reading = read_as(data[: len(data) - 2000])
    assert "truncated" in codes(reading)
    assert "See attached." in reading.text


def test_a_letter_that_only_looks_like_mail(read_as: Callable) -> None:
    assert read_as(b"Dear Sir,\n\nFrom: the office. Subject: nothing.\n").media_type == "text/plain"
    assert read_as(b"Note: one\nWarning: two\n\nText.").media_type == "text/plain"
