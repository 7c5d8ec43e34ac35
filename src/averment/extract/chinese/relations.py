"""What a Chinese clause states about the world: patterns over its words and the kinds of its mentions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from averment.claim import Term, Triple
from averment.extract.chinese.scene import Named, Range, Scene, clauses
from averment.extract.chinese.spot import row
from averment.extract.tables import table

_KINDS = {
    "Person": "P", "Company": "O", "Organization": "O", "LegalEntity": "O", "PublicBody": "B", "Country": "C",
    "Address": "A", "Good": "G", "Vessel": "V", "Date": "D", "Money": "M", "Quantity": "Q", "Identifier": "I",
}  # fmt: skip
_FIRST = 0xE000
"""Private characters: two for each kind, one for the inside of a mention and one for its last character."""

PROPERTIES = [
    "航程",
    "射程",
    "载荷",
    "有效载荷",
    "载重",
    "载重量",
    "重量",
    "起飞重量",
    "自重",
    "毛重",
    "净重",
    "售价",
    "单价",
    "价格",
    "报价",
    "成本",
    "造价",
    "续航",
    "续航时间",
    "时速",
    "最高时速",
    "速度",
    "长度",
    "全长",
    "翼展",
    "高度",
    "产量",
    "年产量",
    "产能",
    "功率",
    "口径",
    "升限",
    "容量",
    "注册资本",
    "面积",
    "员工",
    "营收",
    "营业额",
    "排水量",
    "吨位",
]
_SITES = "(?:总部|工厂|厂房|生产线|办事处|办公室|仓库|注册地|注册地址|地址|生产基地|基地|车间|分部)"
_BY_SUBJECT = frozenset({"supplied", "received", "maker_of", "developer_of"})
_NO_POSITION = frozenset(
    [
        "实际控制人",
        "大股东",
        "股东",
        "嫌疑人",
        "犯罪嫌疑人",
        "被告",
        "被告人",
        "原告",
        "证人",
        "收货人",
        "发货人",
        "男子",
        "女子",
        "居民",
        "村民",
        "作者",
    ]
)
"""Roles that are no position: an owner, a party to a case or a shipment, anybody."""

_NOT_STATED = re.compile(r"(?:从未|并未|没有|未曾|并非|不曾|从不|未|无法|拒绝|不会|不得|禁止|是否|停止|否认)")


@dataclass(frozen=True, slots=True)
class Shape:
    """One row of the table, compiled."""

    predicate: str
    pattern: re.Pattern[str]
    elided: str | None
    apposition: bool
    many: bool
    property: bool


def relations_in(scene: Scene, start: int, end: int, *, beside: bool = True) -> Iterator[Triple]:
    """The triples a stretch states, each once. A verb that is denied states none.

    `beside` says whether names beside one another count ("云海公司总经理李建国").
    """
    yield from _triples(scene, start, end, apposition=None if beside else False)


def appositions(scene: Scene, start: int, end: int) -> Iterator[tuple[Range, tuple[Triple, ...]]]:
    """What names beside one another state ("云海公司总经理李建国"): the stretch and its triple."""
    masked = _masked(scene, start, end)
    for shape in _shapes():
        if shape.apposition:
            for match in shape.pattern.finditer(masked):
                for triple in _made(scene, start, match, shape):
                    yield (start + match.start(), start + match.end()), (triple,)


def _triples(scene: Scene, start: int, end: int, *, apposition: bool | None) -> Iterator[Triple]:
    seen: set[tuple[str, int | None, int | None]] = set()
    masked = _masked(scene, start, end)
    for shape in _shapes():
        if apposition is not None and shape.apposition != apposition:
            continue
        for match in shape.pattern.finditer(masked):
            if not shape.apposition and _denied(masked, match):
                continue
            for triple in _made(scene, start, match, shape):
                key = (triple.predicate, triple.subject.start, triple.object.start)
                if key not in seen and triple.subject.start != triple.object.start:
                    seen.add(key)
                    yield triple


def _denied(masked: str, match: re.Match[str]) -> bool:
    """Whether the verb of a match stands behind a word that denies it or leaves it open."""
    groups = [match.span(g) for g in ("s", "o", "m") if g in match.re.groupindex and match.start(g) >= 0]
    first = min((a for a, _ in groups), default=match.start())
    return bool(_NOT_STATED.search(masked, first, match.end()))


def _made(scene: Scene, base: int, match: re.Match[str], shape: Shape) -> Iterator[Triple]:
    def mention(group: str) -> Named | None:
        if group not in match.re.groupindex or match.start(group) < 0:
            return None
        return scene.covering(base + match.start(group))

    subjects = [mention("s")]
    obj = mention("o")
    if shape.many:
        subjects = [
            n
            for n in scene.inside(base + match.start("list"), base + match.end("list"))
            if _KINDS.get(n.mention.schema) in tuple("OPV")
        ]
    if shape.elided:
        party = _sentence_party(scene, base + match.start(), "G" if shape.elided == "good" else "O")
        if shape.elided == "object":
            obj = party
        else:
            subjects = [party]
    for subject in subjects:
        if subject is not None and obj is not None:
            forward = subject.start < obj.start and shape.predicate in _BY_SUBJECT
            if forward and _object_of_preposition(scene, subject):
                continue
            if (
                shape.predicate in ("supplied", "received")
                and obj.mention.schema == "Quantity"
                and not _goods_counted(obj)
            ):
                continue
            yield Triple(_term(subject), shape.predicate, _term(obj), _qualifiers(scene, base, match, shape))


def _object_of_preposition(scene: Scene, named: Named) -> bool:
    """Whether a name is what a preposition governs ("向X供应"), so that the verb behind it is not its own."""
    lead = re.split("[，。；：]", scene.text[max(0, named.start - 30) : named.start])[-1]
    return re.search("(?:向|对|给|从|为|自|由)[^向对给从为自由]{0,14}$", lead) is not None


def _goods_counted(named: Named) -> bool:
    """Whether what is counted are things, not people or papers."""
    return bool(named.mention.value.get("of")) and named.mention.value.get("unit_text") not in (
        "名",
        "位",
        "人",
        "份",
        "家",
        "次",
        "笔",
    )


def _sentence_party(scene: Scene, at: int, kind: str) -> Named | None:
    """The first mention of a kind in the sentence that a position lies in, when it stands before it."""
    sentence = scene.page.sentence_at(at)
    if sentence is None:
        return None
    schemata = {s for s, k in _KINDS.items() if k == kind}
    before = [n for n in scene.inside(sentence[0], at) if n.mention.schema in schemata]
    if before and before[0].start - sentence[0] <= 2:
        return before[0]  # the subject of the sentence
    return before[0] if len({scene.roots[n.mention.id].id for n in before}) == 1 else None


def _term(named: Named) -> Term:
    place = named.mention.place
    return Term(named.mention.text, named.mention.id, named.mention.schema, place.start, place.end)


def _qualifiers(scene: Scene, base: int, match: re.Match[str], shape: Shape) -> Mapping[str, Any]:
    made: dict[str, Any] = {}
    groups = match.groupdict()
    for name in ("role", "role2"):
        if groups.get(name) and "position" not in made:
            span = scene.page.span(base + match.start(name), base + match.end(name))
            made["position"] = span.text
    for group, key in (("q", "share"), ("m", "amount")):
        if groups.get(group):
            named = scene.covering(base + match.start(group))
            value = named.mention.value if named is not None else {}
            if key == "share" and value.get("unit") == "P1":
                made["share"] = str(value.get("value"))
            elif key == "amount" and value:
                made |= {"amount": value.get("amount"), "currency": value.get("currency")}
    if shape.property and groups.get("property"):
        made["property"] = scene.page.span(base + match.start("property"), base + match.end("property")).text
    if shape.predicate in ("supplied", "received", "supplier_to", "paid", "listed_by"):
        made |= _when_and_how_many(scene, base + match.start(), base + match.end(), shape.predicate)
    return made


def _when_and_how_many(scene: Scene, start: int, end: int, predicate: str) -> dict[str, Any]:
    """The one date of the clause, and the one number of things."""
    sentence = scene.page.sentence_at(start) or (start, end)
    stretch = next(((a, max(b, end)) for a, b in clauses(scene.text, *sentence) if a <= start < b), (start, end))
    dates = {n.mention.value.get("edtf") for n in scene.inside(*stretch, frozenset({"Date"}))}
    lead = clauses(scene.text, *sentence)
    if not dates and lead and lead[0][1] < start:  # "2022年12月，…": a date that opens the sentence
        opening = scene.inside(*lead[0], frozenset({"Date"}))
        dates = {n.mention.value.get("edtf") for n in opening if n.end >= lead[0][1] - 1}
    made: dict[str, Any] = {"date": dates.pop()} if len(dates) == 1 and None not in dates else {}
    numbers = [
        n
        for n in scene.inside(*stretch, frozenset({"Quantity"}))
        if n.mention.value.get("unit") == "C62" and n.mention.value.get("value") is not None
    ]
    if predicate in ("supplied", "received") and len(numbers) == 1:
        made["quantity"] = str(numbers[0].mention.value["value"])
        if numbers[0].mention.value.get("bound", "exact") != "exact":
            made["bound"] = numbers[0].mention.value["bound"]
    return made


def _masked(scene: Scene, start: int, end: int) -> str:
    """A stretch with its mentions as private characters, its last one another than the rest."""
    text = list(scene.text[start:end])
    for named in scene.inside(start, end):
        kind = _KINDS.get(named.mention.schema)
        if kind is None:
            continue
        code = _FIRST + 2 * "POBCAGVDMQI".index(kind)
        for at in range(named.start, named.end):
            text[at - start] = chr(code + (at == named.end - 1))
    masked = re.sub("[“”《》]", "\u200b", "".join(text))
    # what stands in brackets behind a name parts it from nothing: "塔普公司（Tap Trading）位于…"
    return re.sub(
        r"[（(][^（()）]{1,40}[）)]", lambda m: m.group() if _roles_in(m.group()) else "\u200b" * len(m.group()), masked
    )


def _roles_in(text: str) -> bool:
    return text[1:-1].endswith(tuple(row("roles")))


@lru_cache(maxsize=1)
def _shapes() -> tuple[Shape, ...]:
    made = []
    for entry in table("chinese_relations"):
        made.append(
            Shape(
                entry["predicate"],
                re.compile(_compiled(entry["pattern"])),
                entry.get("elided"),
                bool(entry.get("apposition")),
                bool(entry.get("many")),
                bool(entry.get("property")),
            )
        )
    return tuple(made)


def _compiled(pattern: str) -> str:
    roles = "|".join(sorted(row("roles") - _NO_POSITION, key=lambda w: (-len(w), w)))
    parties = "".join(chr(_FIRST + 2 * "POBCAGVDMQI".index(k) + last) for k in "OPB" for last in (0, 1))
    replaced = {
        "{ROLE}": f"(?P<role>{roles})",
        "{ROLE2}": f"(?P<role2>{roles})",
        "{GAP}": f"[^，。；：{parties}]{{0,24}}?",
        "{ANY}": "[^，。；：]{0,12}?",
        "{NOUN}": "客户|买家|企业|公司|军方|贸易商|制造商|军工企业|厂商",
        "{SITE}": _SITES,
        "{PROPERTY}": f"(?P<property>{'|'.join(sorted(PROPERTIES, key=lambda w: (-len(w), w)))})",
        "{ABOUT}": "(?:约为|约|为|达到|可达|达|是|超过|不超过|大约|最高|高达|仅|近|逾|至少|每\\w)*",
        "{LIST}": "(?P<list>[^，。；：]{2,120}?)",
    }
    pattern = pattern.replace("[^，。；<]", f"[^，。；{chr(_FIRST)}-{chr(_FIRST + 21)}]")
    for key, value in replaced.items():
        pattern = pattern.replace(key, value)
    pattern = re.sub(
        r"\{([a-z])(\?)?:([A-Z]+)\}", lambda m: f"(?:\u200b*(?P<{m[1]}>{_one_of(m[3])})\u200b*){m[2] or ''}", pattern
    )
    return re.sub(r"<\[?([A-Z]+)\]?>", lambda m: f"(?:\u200b*{_one_of(m[1])}\u200b*)", pattern)


def _one_of(kinds: str) -> str:
    """A whole mention of one of the kinds."""
    single = []
    for kind in kinds:
        code = _FIRST + 2 * "POBCAGVDMQI".index(kind)
        single.append(f"{chr(code)}*{chr(code + 1)}")
    return f"(?:{'|'.join(single)})"
