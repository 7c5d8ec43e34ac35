"""Names in Chinese text: where they begin and end, of what kind they are, which stand for which."""

from collections.abc import Callable

import pytest

from averment.extraction import Extraction

VALUES = ("Date", "Money", "Quantity", "Identifier")
NAMES = [
    ("记者致电深圳市云鹭科技有限公司，无人接听。", [("深圳市云鹭科技有限公司", "Company")]),
    ("该批货物由厦门天翎贸易有限公司和北京中晖远航技术有限责任公司出口。",
     [("厦门天翎贸易有限公司", "Company"), ("北京中晖远航技术有限责任公司", "Company")]),
    ("收货人为瑞泓化工有限公司。", [("瑞泓化工有限公司", "Company")]),
    ("俄罗斯国防企业库尔森公司设立了工厂。", [("俄罗斯", "Country"), ("库尔森公司", "Company")]),
    ("云鹭国际（香港）有限公司拒绝置评。", [("云鹭国际（香港）有限公司", "Company")]),
    ("華宸電子股份有限公司總經理陳志銘否認。", [("華宸電子股份有限公司", "Company"), ("陳志銘", "Person")]),
    ("俄国防部副部长伊万·彼得罗夫表示支持。", [("俄国防部", "PublicBody"), ("伊万·彼得罗夫", "Person")]),
    ("美国商务部工业与安全局发布公告。", [("美国商务部工业与安全局", "PublicBody")]),
    ("乌克兰第47机械化旅撤出。", [("乌克兰第47机械化旅", "PublicBody")]),
    ("据《环球时报》报道，货物抵达。", [("环球时报", "Organization")]),
    ("北岸大学研究员赵铭说，此事属实。", [("北岸大学", "Organization"), ("赵铭", "Person")]),
    ("货轮“晨曦之星”号靠泊。", [("晨曦之星", "Vessel")]),
    ("貨輪「晨曦之星」號靠泊。", [("晨曦之星", "Vessel")]),
    ("该厂生产加尔皮亚-A1无人机和发动机L550E。", [("加尔皮亚-A1", "Good"), ("L550E", "Good")]),
    ("「灰鷗」無人機墜毀。", [("灰鷗", "Good")]),
    ("欧阳文静女士没有回应。", [("欧阳文静", "Person")]),
    ("吴某称不知情。", [("吴某", "Person")]),
    ("卖方为Orion Technic LLC。", [("Orion Technic LLC", "Company")]),
    ("一家名为“极光动力”的无人机厂商停产。", [("极光动力", "Company")]),
    ("阿联酋公司星途技术停产。", [("阿联酋", "Country"), ("星途技术", "Company")]),
    ("法国国防部长勒科努埃到访，国防部没有回应。",
     [("法国", "Country"), ("勒科努埃", "Person"), ("国防部", "PublicBody")]),
    ("喀山机床厂停产。", [("喀山机床厂", "Company")]),
    ("中方对此不了解。", [("中方", "Country")]),
]  # fmt: skip
NONE = [
    "这家公司拒绝置评。",
    "一家贸易公司拒绝置评。",
    "母公司和子公司均未回应。",
    "他说，该厂已经停产。",
    "公司成立以来从未盈利。",
    "高度重视安全生产。",
    "5G和G20没有关系。",
    "方面军和平解决，时间充裕。",
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(extracted: Callable[..., Extraction], text: str, expected: list[tuple[str, str]]) -> None:
    found = [m for m in extracted(text).mentions if m.schema not in VALUES and not m.value.get("reference")]
    assert [(m.text, m.schema) for m in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_name_is_seen_in_it(extracted: Callable[..., Extraction], text: str) -> None:
    assert [m.text for m in extracted(text).mentions if m.schema not in (*VALUES, "Country")] == []


def test_a_short_name_stands_for_the_full_one(extracted: Callable[..., Extraction]) -> None:
    text = (
        "深圳市云鹭科技有限公司（以下简称“云鹭”）和翼隼-2（WL-2）无人机。"
        "云鹭科技拒绝置评。伊万·彼得罗夫表示反对，彼得罗夫说不会签字。"
    )
    found = extracted(text).mentions
    by_id = {m.id: m.text for m in found}
    assert {(m.text, by_id[m.alias_of]) for m in found if m.alias_of} == {
        ("云鹭", "深圳市云鹭科技有限公司"),
        ("WL-2", "翼隼-2"),
        ("云鹭科技", "深圳市云鹭科技有限公司"),
        ("彼得罗夫", "伊万·彼得罗夫"),
    }
    assert all(m.alias_reason for m in found if m.alias_of)


def test_a_short_name_that_fits_two_stands_for_none(extracted: Callable[..., Extraction]) -> None:
    text = "深圳市云鹭科技有限公司与云鹭国际贸易有限公司签约。云鹭公司拒绝置评。"
    assert [m.text for m in extracted(text).mentions if m.alias_of] == []


REFERENCES = [
    ("库尔森公司停产。该公司没有回应。", [("该公司", "库尔森公司")]),
    ("库尔森公司向天翎公司付款。该公司没有回应。", []),
    ("总经理林国栋否认。他说货物合法。", [("他", "林国栋")]),
    ("总经理林国栋与董事长顾建平否认。他说货物合法。", []),
    ("货轮“晨曦之星”号靠泊。该船已被扣留。", [("该船", "晨曦之星")]),
    ("公司章程已经修改。", []),
    ("我公司停产。", []),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_what_is_meant(extracted: Callable[..., Extraction], text: str, expected: list[tuple[str, str]]) -> None:
    found = extracted(text).mentions
    by_id = {m.id: m.text for m in found}
    assert [(m.text, by_id[m.alias_of or ""]) for m in found if m.value.get("reference")] == expected


def test_two_companies_are_meant_only_where_two_were_named(extracted: Callable[..., Extraction]) -> None:
    found = extracted("库尔森公司向天翎公司付款。两家公司均未回应。").mentions
    by_id = {m.id: m.text for m in found}
    [both] = [m for m in found if m.value.get("stands_for")]
    assert [by_id[i] for i in both.value["stands_for"]] == ["库尔森公司", "天翎公司"]
