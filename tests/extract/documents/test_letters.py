"""Letters in three languages, and texts that are none."""

from pathlib import Path

import pytest

from averment.paper import Paper
from tests.extract.documents.paper_of import checked, fields_of, reading_of

ENGLISH = """\
Brindle Marine Trading FZE, Unit 9, Coral Quay

Our ref: 14-220

12 March 2024

To the Orvanian Ministry of Shipping

Dear Sirs,

We confirm that the goods under the contract were handed over to the carrier.

Yours faithfully,

Ana Holm, director
"""

RUSSIAN = """\
ООО «Ветка-Сервис», 190000, г. Озёрск, ул. Причальная, д. 4

Исх. № 57-к

14 мая 2024 г.

Кому: АО «Норвик»

Уважаемые коллеги!

Подтверждаем, что товар по контракту передан перевозчику.

С уважением,

Генеральный директор И. П. Кедров
"""

CHINESE = """\
海宜仪器（宁川）有限公司

文号：2024-17

致：东岭船舶设备有限公司

尊敬的先生：

我司确认合同项下货物已交付承运人。

此致 敬礼

2024年3月15日
"""


def letter(text: str, tmp_path: Path) -> Paper:
    found = checked(reading_of(text.encode(), "letter.txt", tmp_path))
    assert [p.kind for p in found.papers] == ["letter"]
    return found.papers[0]


def test_an_english_letter(tmp_path: Path) -> None:
    fields = fields_of(letter(ENGLISH, tmp_path))
    assert fields["sender"] == "Brindle Marine Trading FZE"
    assert fields["reference"] == "14-220"
    assert fields["date"] == "12 March 2024"
    assert fields["recipient"] == "Orvanian Ministry of Shipping"
    assert fields["signatory"] == "Ana Holm"
    assert fields["signatory.position"] == "director"


def test_a_russian_letter(tmp_path: Path) -> None:
    fields = fields_of(letter(RUSSIAN, tmp_path))
    assert fields["sender"] == "ООО «Ветка-Сервис»"
    assert fields["reference"] == "57-к"
    assert fields["recipient"] == "АО «Норвик»"
    assert fields["signatory"] == "И. П. Кедров"
    assert fields["signatory.position"] == "Генеральный директор"


def test_a_chinese_letter(tmp_path: Path) -> None:
    fields = fields_of(letter(CHINESE, tmp_path))
    assert fields["sender"] == "海宜仪器（宁川）有限公司"
    assert fields["recipient"] == "东岭船舶设备有限公司"
    assert fields["date"] == "2024年3月15日"


@pytest.mark.parametrize(
    "text",
    [
        "PORT VESNA, 12 March 2024 - Brindle FZE wrote to the Ministry of Shipping on Tuesday, its director said.\n\n"
        "“Dear readers, the goods were handed over,” the letter said.\n\nThe ministry did not respond.",
        "Minutes\n\n12 March 2024\n\nPresent: Ana Holm, Piet Larsen.\n\nThe goods were discussed. Nothing was decided.",
        "Тендер объявлен\n\n14 мая 2024 года АО «Норвик» объявило тендер. Директор И. П. Кедров не стал говорить.",
    ],
)
def test_news_is_no_letter(text: str, tmp_path: Path) -> None:
    assert checked(reading_of(text.encode(), "text.txt", tmp_path)).papers == ()


def test_a_mail_is_a_letter_with_its_head(tmp_path: Path) -> None:
    mail = (
        "From: Ana Holm <ana@brindle.example>\nTo: desk@courier.example\nSubject: Your questions\n"
        "Date: Tue, 12 Mar 2024 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\nWe have nothing to say.\n"
    )
    found = checked(reading_of(mail.encode(), "reply.eml", tmp_path))
    assert fields_of(found.papers[0]) == {
        "sender": "Ana Holm",
        "recipient": "desk@courier.example",
        "date": "12 Mar 2024",
        "subject": "Your questions",
    }
