"""Dates, money and quantities of Chinese text."""

from collections.abc import Callable
from typing import Any

import pytest

from averment.extraction import Extraction

DATES = [
    ("2024年9月25日，货物抵达。", "2024年9月25日", {"edtf": "2024-09-25"}),
    ("２０２４年９月２５日，货物抵达。", "２０２４年９月２５日", {"edtf": "2024-09-25"}),
    ("二〇二四年十月一日，货物抵达。", "二〇二四年十月一日", {"edtf": "2024-10-01"}),
    ("民國113年5月20日，貨物抵達。", "民國113年5月20日", {"edtf": "2024-05-20"}),
    ("货物于9月25日抵达。", "9月25日", {"edtf": "2024-09-25"}),
    ("去年3月，货物抵达。", "去年3月", {"edtf": "2023-03"}),
    ("上周三，货物抵达。", "上周三", {"edtf": "2024-09-18"}),
    ("货物上周抵达。", "上周", {"edtf": "2024-09-16/2024-09-22"}),
    ("今年上半年，货物抵达。", "今年上半年", {"edtf": "2024-01/2024-06"}),
    ("2024年第三季度，货物抵达。", "2024年第三季度", {"edtf": "2024-07/2024-09"}),
    ("2022年12月至2023年4月，货物抵达。", "2022年12月至2023年4月", {"edtf": "2022-12/2023-04"}),
    ("2019至2023年，货物抵达。", "2019至2023年", {"edtf": "2019/2023"}),
    ("9月22日至25日，货物抵达。", "9月22日至25日", {"edtf": "2024-09-22/2024-09-25"}),
    ("本月12日，货物抵达。", "本月12日", {"edtf": "2024-09-12"}),
    ("海关18日表示，货物抵达。", "18日", {"edtf": "2024-09-18"}),
    ("三个月前，货物抵达。", "三个月前", {"edtf": "2024-06~"}),
    ("该厂将在八个月内投产。", "八个月内", {"edtf": None, "duration": "P8M"}),
    ("截至2024年8月底，货物未到。", "2024年8月底", {"edtf": "2024-08~", "bound": "until"}),
    ("自2022年以来，货物未到。", "2022年", {"edtf": "2022", "bound": "since"}),
    ("日前，货物抵达。", "日前", {"edtf": None, "vague": "日前"}),
    ("2023年3月签约，同年5月交货。", "同年5月", {"edtf": "2023-05"}),
]
MONEY = [
    ("总价约10.3万美元。", "10.3万美元", {"amount": 103000, "currency": "USD", "bound": "about"}),
    ("价值1.2亿元人民币。", "1.2亿元人民币", {"amount": 120000000, "currency": "CNY"}),
    ("罚款3千元。", "3千元", {"amount": 3000, "currency": "CNY", "assumed": True}),
    ("罰款三千元。", "三千元", {"amount": 3000, "currency": None, "ambiguous": ["CNY", "HKD", "TWD"]}),
    ("貨值新台幣1,200萬元。", "新台幣1,200萬元", {"amount": 12000000, "currency": "TWD"}),
    ("支付５００万欧元。", "５００万欧元", {"amount": 5000000, "currency": "EUR"}),
    ("每架约50万卢布。", "50万卢布", {"amount": 500000, "currency": "RUB", "per": "架"}),
    (
        "金额为100万至200万港元。",
        "100万至200万港元",
        {"amount": None, "low": 1000000, "high": 2000000, "currency": "HKD"},
    ),
    ("金额为5至10万日元。", "5至10万日元", {"low": 50000, "high": 100000, "currency": "JPY"}),
    ("损失数百万美元。", "数百万美元", {"amount": None, "vague": "数百万", "currency": "USD"}),
]
QUANTITIES = [
    ("至少37架无人机交付。", "37架无人机", {"value": 37, "bound": "at_least", "of": "无人机"}),
    ("三十七架无人机交付。", "三十七架无人机", {"value": 37}),
    ("共五百余件零件。", "五百余件零件", {"value": 500, "bound": "at_least"}),
    ("重约50公斤。", "50公斤", {"value": 50, "unit": "KGM", "bound": "about"}),
    ("重50公斤左右。", "50公斤", {"value": 50, "unit": "KGM", "bound": "about"}),
    ("航程不超过2000公里。", "2000公里", {"value": 2000, "unit": "KMT", "bound": "at_most"}),
    ("产量增长十倍。", "十倍", {"multiplier": 10}),
    ("百分之六十来自国外。", "百分之六十", {"value": 60, "unit": "P1"}),
    ("近四成来自国外。", "四成", {"value": 40, "unit": "P1", "bound": "about"}),
    ("至少60%的外国零部件来自该厂。", "60%", {"value": 60, "bound": "at_least", "base": "外国零部件"}),
    ("占进口总额的六成以上。", "六成", {"value": 60, "bound": "at_least", "base": "进口总额"}),
    ("数十架无人机被毁。", "数十架无人机", {"vague": "数十"}),
    ("该厂年产800架。", "800架", {"value": 800, "per": "year"}),
]
NONE = [
    "公告2024年第46号",
    "零部件和五角大楼",
    "九龙、四川、万科、三亚",
    "一名官员",
    "第三方",
    "一带一路",
    "千方百计",
    "十分重要",
    "一方面",
    "三成立于此",
    "周一鸣",
]


@pytest.mark.parametrize(("text", "words", "value"), [*DATES, *MONEY, *QUANTITIES])
def test_it_is_understood(extracted: Callable[..., Extraction], text: str, words: str, value: dict[str, Any]) -> None:
    found = {m.text: m.value for m in extracted(text).mentions}
    assert words in found, found
    assert {k: found[words].get(k) for k in value} == value


@pytest.mark.parametrize("text", NONE)
def test_no_value_is_seen_in_it(extracted: Callable[..., Extraction], text: str) -> None:
    found = [m.text for m in extracted(f"{text}。").mentions if m.schema in ("Quantity", "Money", "Date")]
    assert found == []


def test_laws_and_notices(extracted: Callable[..., Extraction]) -> None:
    found = extracted("依据《出口管制法》和商务部公告2024年第46号。").mentions
    assert [(m.text, m.value.get("type")) for m in found if m.schema == "Identifier"] == [
        ("出口管制法", "law"),
        ("公告2024年第46号", "law"),
    ]


def test_numbers_behind_chinese_labels(extracted: Callable[..., Extraction]) -> None:
    found = extracted(
        "合同编号：HN-2023-07，报关单号062020240000123456，统一社会信用代码９１３３０１０６ＭＡ２７ＹＡＥＵ４５。"
    ).mentions
    assert [(m.text, m.value["type"], m.value["value"]) for m in found] == [
        ("HN-2023-07", "contract", "HN-2023-07"),
        ("062020240000123456", "declaration", "062020240000123456"),
        ("９１３３０１０６ＭＡ２７ＹＡＥＵ４５", "USCC", "91330106MA27YAEU45"),
    ]
