"""Short names and other names that a text introduces itself: "（以下简称“云海”）", "又称…", "翼龙-2（WL-2）"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from averment.extract.chinese.page import Page
from averment.extract.chinese.script import HAN
from averment.extract.chinese.spot import STRONG, Spot

_NAME = rf"[{HAN}A-Za-z0-9·&.\- ]"
_CALLED = re.compile(
    rf"(?P<cue>以下统?简称|下称|以下称|下文简称|简称为?|又称为?|又名|亦称|亦作|也称为?|别名|别称|曾用名|原名|前身为|前称|现称|现名|现更名为|更名为|英文名称?为?|英文名|俗称|绰号|代号)[：:]?\s?(?:[“‘](?P<quoted>[^“”‘’]{{1,30}})[”’]|(?P<plain>{_NAME}{{2,24}}?)(?=[）)，。；、：]|$))"
)
_BRACKET = re.compile(rf"[（(]\s?[“‘]?(?P<name>{_NAME}{{2,40}}?)\s?[”’]?(?P<more>，[^（）()]*)?[）)]")


_NOUN_KINDS = {
    "公司": "Company", "企业": "Company", "厂商": "Company", "集团": "Company", "贸易商": "Company", "工厂": "Company",
    "制造商": "Company", "供应商": "Company", "货轮": "Vessel", "油轮": "Vessel", "船只": "Vessel", "船舶": "Vessel",
    "无人机": "Good", "导弹": "Good", "组织": "Organization", "机构": "Organization", "智库": "Organization",
}  # fmt: skip
_NAMED = re.compile(
    rf"(?:名为|名叫|叫做|称为|叫)“(?P<name>[^“”，。]{{2,16}})”的[^，。；]{{0,10}}?(?P<noun>{'|'.join(_NOUN_KINDS)})(?!厂商|公司|企业|制造|供应商|贸易商|项目|工厂)"
)
"""A name and what it is the name of: "一家名为“极光”的无人机厂商"."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another name a text gives to what it has just named: where it stands, and by which words."""

    start: int
    end: int
    anchor: int
    """Where the name before it must end: an offset of the image."""
    cue: str


def others(page: Page) -> Iterator[Other]:
    """Every other name a page introduces, and where the name it belongs to ends."""
    for match in _CALLED.finditer(page.text):
        group = "quoted" if match["quoted"] else "plain"
        yield Other(match.start(group), match.end(group), _anchor(page.text, match.start()), match["cue"])


def bracketed(page: Page) -> Iterator[Other]:
    """Every bracket that may hold another name of what stands before it."""
    for match in _BRACKET.finditer(page.text):
        yield Other(match.start("name"), match.end("name"), match.start(), "brackets")


def _anchor(text: str, at: int) -> int:
    """Back over the bracket, the comma and the words that open it."""
    while at > 0 and text[at - 1] in "（(，, “”":
        at -= 1
    return at


def introduced(page: Page) -> Iterator[Spot]:
    """The names after such words, of the kind their own words or the name before them suggest.

    A name in quotation marks in brackets right behind a company or body is its short name too ("（「云海」）").
    """
    for match in re.finditer(rf"[（(]\s?[“‘](?P<name>{_NAME}{{2,16}})[”’]\s?[）)]", page.text):
        if (kind := _kind(page.text[max(0, match.start() - 24) : match.start()])) is not None:
            yield Spot(match.start("name"), match.end("name"), kind, STRONG)
    for match in _NAMED.finditer(page.text):
        yield Spot(match.start("name"), match.end("name"), _NOUN_KINDS[match["noun"]], STRONG)
    for match in re.finditer(r"[（(]\s?(?P<name>[A-Z][A-Za-z0-9.&,' -]{2,60}?[A-Za-z.])\s?[）)]", page.text):
        if (kind := _kind(page.text[max(0, match.start() - 24) : match.start()])) is not None:
            yield Spot(match.start("name"), match.end("name"), kind, STRONG)
    for other in others(page):
        kind = _kind(page.text[max(0, other.anchor - 24) : other.anchor])
        if kind is not None:
            yield Spot(other.start, other.end, kind, STRONG)


def _kind(before: str) -> str | None:
    """The kind of the name that ends here, where its last words say it."""
    before = before.rstrip("”’》")
    if before.endswith(("公司", "集团", "厂", "银行", "设计局")):
        return "Company"
    if before.endswith(("部", "局", "署", "委员会", "法院", "海关", "院", "办公室")) and not before.endswith(
        ("研究院", "学院", "医院")
    ):
        return "PublicBody"
    if before.endswith(("研究所", "研究院", "大学", "学院", "中心", "协会", "智库", "联盟", "组织", "基金会", "社")):
        return "Organization"
    if re.search(r"-[A-Z]{0,3}\d{0,4}[A-Z]{0,3}$|(?:无人机|导弹|发动机|系统|型)$", before):
        return "Good"
    return None
