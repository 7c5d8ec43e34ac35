"""Who says what in Chinese text: the chain of voices, stance, content, modality, and what is no claim."""

from collections.abc import Callable

import pytest

from averment.extraction import Extraction

Expected = list[tuple[str, list[str], str]]

SAID: list[tuple[str, Expected]] = [
    ("总经理林国栋周三在接受采访时表示，货物合法。", [("asserts", ["林国栋"], "货物合法")]),
    ("“货物合法，”总经理林国栋说，“手续齐全。”",
     [("asserts", ["林国栋"], "货物合法"), ("asserts", ["林国栋"], "手续齐全")]),
    ("“货物合法。”总经理林国栋说。", [("asserts", ["林国栋"], "货物合法")]),
    ("据新华社报道，货物已经抵达。", [("asserts", ["新华社"], "货物已经抵达")]),
    ("据悉，货物已经抵达。", [("alleges", [], "货物已经抵达")]),
    ("路透社援引两名知情人士的话报道称，货物已经抵达。", [("asserts", ["路透社", "两名知情人士"], "货物已经抵达")]),
    ("海关数据显示，货物已经抵达。", [("asserts", ["海关数据"], "货物已经抵达")]),
    ("路透社看到的、库尔森公司提交给俄罗斯国防部的一份报告显示，货物已经抵达。",
     [("asserts", ["路透社", "一份报告", "库尔森公司", "俄罗斯国防部"], "货物已经抵达")]),
    ("总经理林国栋告诉路透社，货物已经抵达。", [("asserts", ["路透社", "林国栋"], "货物已经抵达")]),
    ("库尔森公司向卡尔国防部通报称，货物已经抵达。", [("asserts", ["库尔森公司", "卡尔国防部"], "货物已经抵达")]),
    ("美国财政部指控库尔森公司提供零件。", [("alleges", ["美国财政部"], "库尔森公司提供零件")]),
    ("库尔森公司证实收到了货物。", [("confirms", ["库尔森公司"], "收到了货物")]),
    ("库尔森公司在声明中称，货物已经抵达。", [("asserts", ["库尔森公司"], "货物已经抵达")]),
    ("新华社北京9月24日电 总经理林国栋24日应询表示，货物合法。", [("asserts", ["林国栋"], "货物合法")]),
    ("“货物合法。”总经理林国栋在接受彭博社采访时如是说。", [("asserts", ["林国栋"], "货物合法")]),
    ("国防部今天发布新闻稿指出，货物合法。", [("asserts", ["国防部"], "货物合法")]),
    ("總經理林國棟回覆查詢時稱，貨物合法。", [("asserts", ["林國棟"], "貨物合法")]),
    ("货主向我司声明，货物合法。", [("asserts", ["货主", "我司"], "货物合法")]),
    ("总经理林国栋说，货物合法，并强调手续齐全。",
     [("asserts", ["林国栋"], "货物合法"), ("asserts", ["林国栋"], "手续齐全")]),
    ("发言人周敏表示，中方已注意到有关报道。", [("asserts", ["周敏"], "中方已注意到有关报道")]),
    ("该报告没有说明货物的来源。", [("asserts", ["该报告"], "货物的来源")]),
]  # fmt: skip
ANSWERED: list[tuple[str, Expected]] = [
    ("库尔森公司没有回应路透社的置评请求。", [("no_response", ["库尔森公司", "路透社"], "置评请求")]),
    ("截至发稿，库尔森公司未就此回复。", [("no_response", ["库尔森公司"], "未就此回复")]),
    ("记者多次致电库尔森公司，电话无人接听。", [("no_response", ["库尔森公司"], "电话无人接听")]),
    ("路透社未能联系到库尔森公司置评。", [("no_response", ["库尔森公司", "路透社"], "置评")]),
    ("库尔森公司拒绝置评。", [("declined", ["库尔森公司"], "置评")]),
    ("库尔森公司表示不予置评。", [("declined", ["库尔森公司"], "置评")]),
    ("库尔森公司否认向卡尔公司供货。", [("denies", ["库尔森公司"], "向卡尔公司供货")]),
    ("库尔森公司对上述说法予以否认。", [("denies", ["库尔森公司"], "上述说法")]),
    ("库尔森公司称，有关报道纯属捏造。", [("denies", ["库尔森公司"], "有关报道")]),
    ("库尔森公司表示，对货物去向不知情。", [("unaware", ["库尔森公司"], "货物去向")]),
    ("路透社无法独立核实这些文件的真实性。", [("could_not_verify", ["路透社"], "这些文件的真实性")]),
    ("知情人士说，货物已到，但这一说法未获证实。",
     [("asserts", ["知情人士"], "货物已到"), ("could_not_verify", [], "这一说法")]),
    ("港府发言人说，不评论个别个案。", [("declined", ["港府发言人"], "个别个案")]),
    ("“完全是无稽之谈。”总经理林国栋说。", [("denies", ["林国栋"], "是无稽之谈")]),
    ("该轮船长称，他对货物一无所知。", [("unaware", ["该轮船长"], "货物")]),
    ("货主称货物合法；我司无法核实其用途。",
     [("asserts", ["货主"], "货物合法"), ("could_not_verify", ["我司"], "其用途")]),
    ("上述说法尚未得到独立证实。", [("could_not_verify", [], "上述说法")]),
    ("外交部发言人周敏说：“我们对此不了解。中方严格管控出口。”",
     [("unaware", ["周敏"], "此"), ("asserts", ["周敏"], "中方严格管控出口")]),
]  # fmt: skip
NONE = [
    "云鹭公司全称很长，人称“小巨人”。",
    "这部小说的名称不详。",
    "他的说法没有道理。",
    "换句话说，货物已经抵达。",
    "公司没有回避责任。",
    "评论员文章已经发表。",
    "货物介绍信已经遗失。",
    "质量得到承认的产品很多。",
    "货物其后被证实为热像仪。",
    "记者要求公司作出解释。",
]


@pytest.mark.parametrize(("text", "expected"), [*SAID, *ANSWERED])
def test_who_says_what(extracted: Callable[..., Extraction], text: str, expected: Expected) -> None:
    found = [c for c in extracted(text).claims if c.voices or c.cue]
    assert [(str(c.stance), [v.name for v in c.voices], c.content.text) for c in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_nobody_says_anything(extracted: Callable[..., Extraction], text: str) -> None:
    assert [(str(c.stance), c.content.text) for c in extracted(text).claims] == []


def test_unnamed_sources_keep_their_words_and_their_number(extracted: Callable[..., Extraction]) -> None:
    [withheld, said] = extracted("两名不愿透露姓名的官员说，货物已经抵达。").claims
    assert (withheld.stance, withheld.content.text) == ("withheld", "姓名")
    assert [(v.name, v.count, v.anonymous, v.mention) for v in said.voices] == [
        ("两名不愿透露姓名的官员", 2, True, None)
    ]


def test_a_spokesman_stays_unnamed_and_known_by_his_house(extracted: Callable[..., Extraction]) -> None:
    found = extracted("库尔森公司发言人说，货物已经抵达。")
    [voice] = found.claims[0].voices
    assert (voice.name, voice.anonymous, voice.mention) == ("库尔森公司发言人", False, found.mentions[0].id)


CHAINED = [
    ("总经理林国栋说，货物合法。他还说，手续齐全。", ["林国栋"]),
    ("知情人士透露，货物合法。该知情人士补充说，手续齐全。", ["知情人士"]),
    ("库尔森公司发言人说，货物合法。该发言人补充说，手续齐全。", ["库尔森公司发言人"]),
    ("总经理林国栋与董事长顾建平到场。他说，手续齐全。", ["他"]),
]


@pytest.mark.parametrize(("text", "voices"), CHAINED)
def test_the_voice_goes_on(extracted: Callable[..., Extraction], text: str, voices: list[str]) -> None:
    [claim] = [c for c in extracted(text).claims if c.content.text == "手续齐全"]
    assert [v.name for v in claim.voices] == voices


MODALITY = [
    ("该厂能够批量生产", "capable"),
    ("该厂计划在明年投产", "planned"),
    ("该厂预计明年投产", "expected"),
    ("该厂将在明年投产", "expected"),
    ("如果属实，该厂将受罚", "conditional"),
    ("该厂可能已经投产", "conditional"),
    ("该厂生产了至少37架", "quantified"),
    ("该厂将零件运往香港", "fact"),
    ("该机构会员众多", "fact"),
    ("该厂提高了产能", "fact"),
]


@pytest.mark.parametrize(("content", "modality"), MODALITY)
def test_how_it_is_put(extracted: Callable[..., Extraction], content: str, modality: str) -> None:
    [claim] = [c for c in extracted(f"库尔森公司表示，{content}。").claims if c.voices]
    assert (claim.content.text, str(claim.modality)) == (content, modality)


@pytest.mark.parametrize(
    ("content", "negated"),
    [
        ("公司从未出口零件", True),
        ("公司没有出口零件", True),
        ("公司不断出口零件", False),
        ("公司出口了未经许可的零件", False),
    ],
)
def test_whether_its_own_words_deny_it(extracted: Callable[..., Extraction], content: str, negated: bool) -> None:
    [claim] = [c for c in extracted(f"库尔森公司表示，{content}。").claims if c.voices]
    assert claim.negated is negated


RELATIONS = [
    (
        "海纳集团有限公司持有天翎贸易有限公司65%的股份。",
        ("海纳集团有限公司", "owner_of", "天翎贸易有限公司", {"share": "65"}),
    ),
    ("天翎贸易有限公司由海纳集团有限公司全资拥有。", ("海纳集团有限公司", "owner_of", "天翎贸易有限公司", {})),
    ("天翎贸易有限公司是海纳集团有限公司的子公司。", ("天翎贸易有限公司", "subsidiary_of", "海纳集团有限公司", {})),
    (
        "天翎贸易有限公司2023年向库尔森公司出口了120台机床。",
        ("天翎贸易有限公司", "supplier_to", "库尔森公司", {"date": "2023"}),
    ),
    ("库尔森公司生产加尔皮亚-A1无人机。", ("库尔森公司", "maker_of", "加尔皮亚-A1", {})),
    ("加尔皮亚-A1无人机由库尔森公司研制。", ("库尔森公司", "developer_of", "加尔皮亚-A1", {})),
    ("库尔森公司位于喀山。", ("库尔森公司", "located_in", "喀山", {})),
    (
        "天翎贸易有限公司向库尔森公司支付了43.5万欧元。",
        ("天翎贸易有限公司", "paid", "库尔森公司", {"amount": 435000, "currency": "EUR"}),
    ),
    (
        "天翎贸易有限公司的法定代表人是林国栋。",
        ("林国栋", "position_at", "天翎贸易有限公司", {"position": "法定代表人"}),
    ),
    ("美国财政部将库尔森公司列入制裁名单。", ("库尔森公司", "listed_by", "美国财政部", {})),
    ("加尔皮亚-A1航程约2000公里。", ("加尔皮亚-A1", "figure_of", "2000公里", {"property": "航程"})),
]


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(
    extracted: Callable[..., Extraction], text: str, expected: tuple[str, str, str, dict[str, object]]
) -> None:
    [triple] = [t for c in extracted(text).claims for t in c.triples if t.predicate == expected[1]]
    assert (triple.subject.text, triple.predicate, triple.object.text) == expected[:3]
    assert {k: triple.qualifiers.get(k) for k in expected[3]} == expected[3]


@pytest.mark.parametrize(
    "text",
    [
        "天翎贸易有限公司从未向库尔森公司出口机床。",
        "库尔森公司无法生产加尔皮亚-A1无人机。",
        "天翎贸易有限公司拒绝向库尔森公司付款。",
    ],
)
def test_what_is_denied_states_no_relation(extracted: Callable[..., Extraction], text: str) -> None:
    assert [t for c in extracted(text).claims for t in c.triples] == []
