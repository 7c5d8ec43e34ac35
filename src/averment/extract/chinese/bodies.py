"""Ministries, agencies, courts, armed forces; institutes and newsrooms."""

import re
from collections.abc import Iterator
from functools import lru_cache

from averment.extract.chinese.page import Page, Word
from averment.extract.chinese.spot import (
    COUNTRY_CHARACTERS,
    DECISIVE,
    MARKS,
    STRONG,
    Spot,
    ends_word,
    index_at,
    is_place,
    longest_first,
    namelike,
    row,
    starts_word,
    words_before,
)
from averment.extract.tables import table

LONGEST = 26
_UNIT = re.compile(
    r"第\s?[\d一二三四五六七八九十百零〇]+\s?(?:独立|近卫|机械化|摩托化|突击|空降|步兵|海军|陆战|无人机|特种|航空|坦克|合成|防空|导弹|炮兵)*(?:集团军|集团军群|军团|旅|师|团|营|舰队|中队|大队|支队)(?![长级员结聚伙购体际行业])"
)
_TITLED = re.compile(
    r"《(?P<name>[^《》]{2,16}?(?:日报|晚报|时报|早报|周报|青年报|都市报|周刊|周末|杂志|新闻|经济|评论|报))》"
)
_NUMBERED = re.compile(r"第\s?[\d一二三四五六七八九十百零〇]+(?:研究所|研究院|设计院|设计局|实验室)")


def bodies(page: Page) -> Iterator[Spot]:
    """Public bodies, units of armed forces, organisations and newsrooms of a page."""
    text = page.text
    for match in _UNIT.finditer(text):
        start = _with_place(page, match.start())
        yield Spot(start, match.end(), "PublicBody", DECISIVE)
    for match in re.finditer(r"(?:基隆|台北|台中|高雄)关(?![系键心于注闭税口联节])", text):
        yield Spot(match.start(), match.end(), "PublicBody", STRONG)
    for match in _body().finditer(text):
        if found := _public(page, match):
            yield found
    for match in _TITLED.finditer(text):
        yield Spot(match.start("name"), match.end("name"), "Organization", DECISIVE)
    for match in _organization().finditer(text):
        if found := _organised(page, match):
            yield found


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    ends = sorted({*longest_first("body_ends"), *longest_first("body_ends_bare")}, key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(ends)})(?![长员级门])")


@lru_cache(maxsize=1)
def _organization() -> re.Pattern[str]:
    ends = longest_first("organization_ends")
    return re.compile(f"(?:{'|'.join(ends)})(?![生长员士校])")


def _with_place(page: Page, start: int) -> int:
    """A country or its armed force right before: "乌克兰第47旅", "俄罗斯海军第…"."""
    for word in words_before(page, start)[:2]:
        if word.end == start and (
            is_place(word.text) or word.text in ("海军", "陆军", "空军", "国防军", "国民警卫队", "武装部队")
        ):
            start = word.start
        else:
            break
    return start


def _public(page: Page, match: re.Match[str]) -> Spot | None:
    """A body: it begins with a place or a country, or its name is enough by itself ("海关总署")."""
    text, end = page.text, match.end()
    bare = match.group() in row("body_ends_bare")
    at, placed = _word_start(page, match.start()), None
    if at < match.start() and is_place(text[at : match.start()]):
        placed = at  # the dictionary keeps "美国商务部" as one word
    first = match.start() - 1
    if first >= 0 and text[first] in COUNTRY_CHARACTERS and bare and _country_character(page, first):
        return Spot(first, _further(page, end), "PublicBody", DECISIVE)
    for word in words_before(page, at):
        if word.end != at or match.start() - word.start > LONGEST or not _part_of_body(word):
            break
        at = word.start
        foreign = word.tag in ("nr", "nrt", "nz") and len(word.text) > 1 and word.end == match.start()
        if is_place(word.text) or word.text in ("联邦", "国家", "中央") or word.tag in ("ns", "nt") or foreign:
            placed = at
        if word.text.endswith(("部", "署", "局", "院", "委员会")) and word.text in row("body_ends_bare"):
            placed = at if placed is None else placed
    if placed is not None:
        while (
            placed > 0
            and (before := words_before(page, placed)[:1])
            and before[0].end == placed
            and is_place(before[0].text)
        ):
            placed = before[0].start
        return Spot(placed, _further(page, end), "PublicBody", DECISIVE)
    if bare and (starts_word(page, match.start()) or len(match.group()) > 2):
        return Spot(match.start(), _further(page, end), "PublicBody", DECISIVE)
    return None


def _word_start(page: Page, at: int) -> int:
    index = index_at(page, at)
    return page.words[index].start if index < len(page.words) else at


def _country_character(page: Page, at: int) -> bool:
    """Whether a single character before a ministry is a country and no part of a word: "俄国防部"."""
    before = page.text[max(0, at - 1) : at]
    return not before or starts_word(page, at) or before in MARKS


def _further(page: Page, end: int) -> int:
    """The office inside the body: "商务部工业与安全局", "财政部外国资产控制办公室"."""
    match = _OFFICE.match(page.text, end)
    if match is None or not ends_word(page, match.end()):
        return end
    if match.group() in row("body_ends_bare"):
        return match.end()
    inside = page.words_in(end, match.end())
    plain = all(
        w.tag in ("n", "vn", "b", "j", "nz", "a", "f", "an", "nt", "ns", "l") and w.text not in row("name_break_words")
        for w in inside
    )
    return match.end() if plain else end


_OFFICE = re.compile(
    r"[一-龥]{2,10}?(?:局|办公室|(?<!公)司|总局|署|委员会|情报总局|新闻局|调查科|科|处|分局|总队|支队|大队)"
    r"(?![长员势面部限法令技学研目级理])"
)


def _part_of_body(word: Word) -> bool:
    if (
        word.text in MARKS
        or word.text in row("roles")
        or (word.text in row("name_break_words") and word.text not in ("和", "与"))
    ):
        return False
    return (
        word.tag in ("n", "ns", "vn", "j", "b", "nz", "nt", "nrt", "f", "c", "a", "an", "l", "s", "v", "nr")
        and not re.search("[向对据由被让]", word.text)
        and not (word.tag == "v" and len(word.text) == 1)
    )


def _organised(page: Page, match: re.Match[str]) -> Spot | None:
    """An institute or the like, when a place, a number, an unknown word or another proper noun opens its name."""
    floor = max(0, match.end() - 16)
    number = _NUMBERED.search(page.text[floor : match.end()])
    at = start = floor + number.start() if number and floor + number.end() == match.end() else match.start()
    weak, more = match.group() in row("organization_ends_weak"), number is not None
    for word in words_before(page, start):
        if word.end != at or match.end() - word.start > LONGEST or not _part_of_body(word) or word.tag in ("v", "c"):
            break
        if word.text in row("organization_strangers") and word.text not in ("国际", "独立"):
            break
        at = word.start
        if is_place(word.text) or namelike(word) or word.text in ("国际", "全国", "国家", "中央"):
            start, more = at, more or not is_place(word.text) or not weak
        elif (
            word.tag in ("ns", "nz", "s", "nt")
            or (weak and match.group() == "智库" and word.tag in ("n", "nr") and word.end == match.start())
            or (not weak and word.tag in ("n", "b", "f", "j", "vn"))
        ):
            start, more = at, True
    if not more or match.end() - start < 4 or start == match.start():
        return None
    return Spot(start, match.end(), "Organization", STRONG)


@lru_cache(maxsize=1)
def newsrooms() -> frozenset[str]:
    """Well-known newsrooms, in simplified characters."""
    return frozenset(map(str, table("chinese_known")["outlets"]))
