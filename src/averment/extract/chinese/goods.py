"""Products by their designation or quoted name, and vessels."""

import re
from collections.abc import Iterator
from functools import lru_cache

from averment.extract.chinese.page import Page
from averment.extract.chinese.script import HAN
from averment.extract.chinese.spot import (
    DECISIVE,
    MARKS,
    STRONG,
    Spot,
    in_dictionary,
    is_place,
    longest_first,
    namelike,
    row,
    words_before,
)

_HYPHENED = re.compile(
    rf"(?P<lead>[{HAN}]{{1,10}})-(?P<tail>[A-Z]{{0,3}}\d{{1,4}}[A-Za-z]{{0,3}}|[A-Z]{{1,2}}\d{{0,3}})(?![\dA-Za-z])"
)
_LATIN = re.compile(
    r"(?<![A-Za-z0-9.@/-])(?P<name>(?:[A-Z][A-Za-z]{0,14}[- ]?\d[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*"
    r"|[A-Z]{1,6}-[A-Z]?\d[A-Za-z0-9-]*))(?![A-Za-z0-9])"
)
_QUOTED = re.compile(rf"“(?P<name>[{HAN}A-Za-z0-9·-]{{1,12}})”(?:级|型|系列|式)?(?=(?P<noun>[一-龥]{{1,5}}))")
_SHIP = re.compile(rf"“(?P<name>[{HAN}A-Za-z0-9 ·.-]{{2,20}})”(?P<kind>轮|号)(?!召)")
_NUMBERED = re.compile(
    rf"(?P<name>[{HAN}]{{2,4}}[一二三四五六七八九十\d]{{1,3}}[号型][A-Z]?)(?=(?P<noun>[一-龥]{{1,4}}))"
)
_NO_PRODUCT = re.compile(r"(?:[GBPHM]\d|[GP]20|B2[BC]|[345]G|COVID.*|H\dN\d|A[34]|MH\d+|Q[1-4]|[A-Z]\d|T\+\d)$")


def goods(page: Page) -> Iterator[Spot]:
    """Every product and vessel of a page that its own words show to be one."""
    yield from _vessels(page.text)
    yield from _designated(page)
    text = page.text
    for match in _QUOTED.finditer(text):
        if match["noun"].startswith(longest_first("product_nouns")) or re.match("系统|平台|级|型", match["noun"]):
            yield Spot(match.start("name"), match.end("name"), "Good", STRONG)


def _vessels(text: str) -> Iterator[Spot]:
    for match in _SHIP.finditer(text):
        vessel = match["kind"] == "轮" or _ship_near(text, match.start(), match.end())
        if vessel:
            yield Spot(match.start("name"), match.end("name"), "Vessel", DECISIVE)
    for match in _ship_unquoted().finditer(text):
        yield Spot(match.start("name"), match.end("name"), "Vessel", DECISIVE)


def _designated(page: Page) -> Iterator[Spot]:
    text = page.text
    for match in _HYPHENED.finditer(text):
        start = _lead(page, match.end("lead"), match.start("lead"))
        if start is not None:
            yield Spot(start, match.end(), "Good", DECISIVE)
    for match in _LATIN.finditer(text):
        if found := _designation(text, match):
            yield found
    for match in _NUMBERED.finditer(text):
        if match["noun"].startswith(longest_first("product_nouns")):
            start = _lead(page, match.end("name") - 1, match.start("name"))
            if start is not None and start < match.end() - 1:
                yield Spot(start, match.end("name"), "Good", STRONG)


def _lead(page: Page, end: int, floor: int) -> int | None:
    """Where the Han part of a designation begins: the word at the hyphen, and unknown words before it."""
    at = end
    for word in words_before(page, end):
        if word.start < floor or word.end != at or word.text in MARKS:
            break
        single = len(word.text) == 1
        if word.text in row("name_break_words") or re.fullmatch(
            "[的了在向和与及对由从被把将是称型号为架台枚种款个等用]", word.text
        ):
            break
        if at != end and not (namelike(word) or (single and word.tag[0] not in "upcrmqdv")):
            break
        if is_place(word.text) or word.text in row("product_nouns") or word.text in row("roles"):
            break
        if at == end and word.tag[0] in "vpdcru" and not single:
            return None
        at = word.start
    return at if at < end else None


def _designation(text: str, match: re.Match[str]) -> Spot | None:
    """Letters and figures that name a product: a hyphen between them, or a noun for a product beside them."""
    name = match["name"].strip()
    end = match.start() + len(name)
    before, after = text[max(0, match.start() - 8) : match.start()], text[end : end + 8]
    nouns = longest_first("product_nouns")
    beside = (
        bool(re.match(r"\s?(?:型|系列|式)", after))
        or after.lstrip(" ”").startswith(nouns)
        or before.rstrip(" “").endswith((*nouns, "型号", "型号为", "型号：", "型号:"))
    )
    if _NO_PRODUCT.match(name) and not beside:
        return None
    if re.search(
        r"(?:编号|合同号|发票号|单号|号码|合同|发票|证号|车牌|账号|批号|条款|第|No\.?)[：:为是]?\s?$", before
    ) or after.startswith(("号公告", "号令", "号文")):
        return None
    hyphened = re.match(r"[A-Z]{1,5}[a-z]*-\d", name) is not None
    if beside or hyphened:
        return Spot(match.start(), end, "Good", STRONG)
    return None


def _ship_near(text: str, start: int, end: int) -> bool:
    near = text[max(0, start - 12) : start] + " " + text[end : end + 8]
    return any(noun in near for noun in row("ship_nouns")) or bool(re.search("船|舰|靠泊|停靠|驶|离港|装货|IMO", near))


@lru_cache(maxsize=1)
def _ship_unquoted() -> re.Pattern[str]:
    nouns = "|".join(longest_first("ship_nouns"))
    return re.compile(
        rf"(?:{nouns}|船名)(?:[：:]\s?)?“?(?P<name>(?![{HAN}]?(?:被|从|在|于|已|将|抵|驶))"
        rf"[{HAN}A-Za-z][{HAN}A-Za-z0-9 ]{{1,15}}?)”?(?:号|轮)(?!码)"
    )


def is_ordinary(word: str) -> bool:
    """Whether a short name is a word of every day, so that it names the product only inside quotation marks."""
    return in_dictionary(word)
