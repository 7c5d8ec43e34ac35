"""Every place holds, whatever the text: other scripts, wide figures, broken lines, marks that never close."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.extraction import Extraction

PIECES = [
    "宁波海纳精密机械有限公司", "深圳市", "（以下简称“", "”）", "总经理", "李建国", "表示", "，", "。", "：",
    "“", "”", "「", "」", "\n", "\r\n", "　", " ", "２０２４年", "9月25日", "至", "約", "37架", "無人機",
    "５００万美元", "百分之六十", "據", "路透社", "報道", "没有回应", "置评请求", "无法核实", "否认", "不了解",
    "他", "该公司", "向", "俄罗斯", "出口", "伊万·彼得罗夫", "说", "翼龙-2", "𠮷", "é", "A-1", "第31集团军",
    "《环球时报》", "的", "、", "；", "其", "(", ")",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_every_place_holds(extracted: Callable[..., Extraction], text: str) -> None:
    if text.strip():
        extracted(text, whole=True)


def test_a_name_broken_over_two_lines_is_one_name(extracted: Callable[..., Extraction]) -> None:
    found = extracted("宁波海纳精密\n机械有限公司表示，公司没有\n收到订单。", whole=True)
    assert next(m.text for m in found.mentions if m.schema == "Company") == "宁波海纳精密\n机械有限公司"
    assert found.claims[0].content.text == "公司没有\n收到订单"


def test_spaces_of_a_scan_part_no_words(extracted: Callable[..., Extraction]) -> None:
    found = extracted(
        "宁 波 海 纳 精 密 机 械 有 限 公 司 总 经 理 林 国 栋 表 示 ， 公 司 没 有 收 到 订 单 。", whole=True
    )
    assert [m.text for m in found.mentions][:2] == ["宁 波 海 纳 精 密 机 械 有 限 公 司", "林 国 栋"]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 3000,
        "据" * 3000,
        "（" * 3000 + "有限公司",
        "一" * 5000,
        "的名" * 3000,
        "，" * 3000,
        "甲" * 9000,
        "公司" * 3000,
    ],
)
def test_hostile_text_takes_no_time(extracted: Callable[..., Extraction], text: str) -> None:
    extracted(text)
