"""Which reading of a stretch is kept, how its letters are spelled, and where its words stand; no tesseract needed."""

import pytest

from averment.read.ocr.choice import Pass, best
from averment.read.ocr.page import surer
from averment.read.ocr.spelling import alphabet_of, between, spelled
from averment.read.ocr.squares import squared
from averment.read.ocr.word import Frame, Word, levelling, turning


def word(text: str, left: float, right: float, sure: float = 0.95, top: float = 100) -> Word:
    return Word(text, (left, top, right, top + 30), sure)


def texts(words: list[Word]) -> list[str]:
    return [w.text for w in sorted(words, key=lambda w: w.box[0])]


def test_the_surer_reading_of_the_same_ink_is_kept() -> None:
    alphabet = [word("Seller:", 0, 100, 0.96), word("ЯН", 120, 170, 0.3), word("НИЯ", 180, 260, 0.2)]
    chinese = [word("Sellef", 0, 98, 0.7), word("维尔莫贸易", 120, 262, 0.93)]
    kept = best([Pass(alphabet), Pass(chinese, script="Han")])
    assert texts(kept) == ["Seller:", "维尔莫贸易"]


def test_readings_that_agree_have_the_better_confidence_and_the_closer_box() -> None:
    loose = Word("714", (100, 60, 180, 130), 0.7)
    (kept,) = best([Pass([loose]), Pass([word("714", 102, 176, 0.9)], script="Han")])
    assert (kept.confidence, kept.box) == (0.9, (102, 100, 176, 130))


def test_words_of_different_lines_do_not_compete() -> None:
    passes = [Pass([word("above", 0, 80)]), Pass([word("below", 0, 80, top=140)], script="Han")]
    assert sorted(texts(best(passes))) == ["above", "below"]


def test_marks_follow_their_neighbours() -> None:
    alphabet = [word("Дубки", 0, 100), Word(",", (101, 120, 106, 134), 0.9), Word(":", (330, 105, 336, 130), 0.9)]
    chinese = [
        word("AyOkM", 0, 99, 0.4), Word("，", (100, 118, 108, 134), 0.9),
        word("卖方", 260, 320), Word("：", (328, 104, 340, 130), 0.9),
    ]  # fmt: skip
    assert texts(best([Pass(alphabet), Pass(chinese, script="Han")])) == ["Дубки", ",", "卖方", "："]


def test_specks_are_no_words() -> None:
    assert best([Pass([word("|", 0, 4, 0.1), word("=", 10, 20, 0.2), word("Pump", 40, 90)])]) == [word("Pump", 40, 90)]


def test_kind_of_chinese_is_told_by_what_the_readings_differ_in() -> None:
    simplified = [word("有限公司", 0, 120, 0.9), word("货物", 140, 200, 0.5), word("发票", 220, 280, 0.6)]
    traditional = [word("有限公司", 0, 120, 0.7), word("貨物", 140, 200, 0.9), word("發票", 220, 280, 0.9)]
    assert surer(simplified, traditional) < -0.3
    assert surer(traditional, simplified) > 0.3


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["Oплата", "товара"], ["Оплата", "товара"]),  # a Latin O
        (["дней", "co", "дня"], ["дней", "со", "дня"]),  # a word of look-alikes among Russian ones
        (["Servo", "мотор"], ["Servo", "мотор"]),  # each in its own
        (["тип", "KC-40"], ["тип", "KC-40"]),  # a number may be in either: left as read
        (["10，175.13"], ["10,175.13"]),
    ],
)
def test_letters_that_look_alike(said: list[str], meant: list[str]) -> None:
    line = [word(text, 100 * n, 100 * n + 80) for n, text in enumerate(said)]
    assert [w.text for w in spelled(line)] == meant


def test_a_page_in_one_alphabet_has_no_letters_of_the_other() -> None:
    page = [word(t, 0, 50) for t in ("Invoice", "Date", "Seller", "Buyer", "Total", "Goods")]
    assert alphabet_of(page) == "Latin"
    assert [w.text for w in spelled([word("НТ-2024-15", 0, 90)], "Latin")] == ["HT-2024-15"]
    assert alphabet_of([*page, word("Договор", 0, 90)]) == ""


def test_spaces_between_words() -> None:
    for before, after, room, space in (
        ("有限", "公司", 0.2, ""), ("型号", "6204", 0.05, ""), ("电机", "KS-40", 0.3, " "), ("卖方", ":", 0.4, ""),
        ("东港，", "按到", 0.5, ""), ("unit", "price", 0.1, " "), ("10,", "175.13", 0.05, ""), ("2,", "mm", 0.05, " "),
    ):  # fmt: skip
        assert between(before, after, room) == space, (before, after)


def test_chinese_is_set_in_squares() -> None:
    line = [word("本票", 0, 55), word("东港", 178, 184), word("按到", 120, 180), word("USD", 260, 330)]
    made = squared(line, 32)
    assert [w.box[0] for w in made[:3]] == pytest.approx([0, 61.3, 122.7], abs=0.1)
    assert made[3] == line[3]
    spread = squared([word("数量", 0, 60), word("单价", 300, 360)], 32)
    assert [w.box[0] for w in spread] == [0, 300]  # two cells, not one run


def test_maps_there_and_back() -> None:
    for frame in (turning(1, 40, 30), turning(2, 40, 30), turning(3, 40, 30), levelling(3.5, 40, 30)):
        x, y = frame.inverse().point(*frame.point(7, 11))
        assert (x, y) == pytest.approx((7, 11))
    assert turning(1, 40, 30).box((0, 0, 10, 5)) == (0, 30, 5, 40)
    assert Frame(2, 0, 1, 0, 2, 0).after(turning(2, 40, 30)).point(0, 0) == (81, 60)
