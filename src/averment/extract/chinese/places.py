"""Countries, cities, regions, and whatever ends like a place."""

from collections.abc import Iterator

from averment.extract.chinese.page import Page
from averment.extract.chinese.spot import DECISIVE, SIDES, STRONG, Spot, place_table
from averment.extract.tables import table


def places(page: Page) -> Iterator[Spot]:
    """Every place of a page by the table; beyond it, words tagged as places with an ending that says so."""
    known = place_table()
    words = page.words
    index = 0
    while index < len(words):
        word = words[index]
        end, joined = word.end, word.text
        if word.text in SIDES:
            yield Spot(word.start, word.end, "Country", STRONG, SIDES[word.text])
        for following in words[index + 1 : index + 4]:  # "俄罗斯" + "联邦", "中山" + "市"
            if joined + following.text in known:
                joined, end = joined + following.text, following.end
        if joined in known:
            schema, country = known[joined]
            yield Spot(word.start, end, schema, STRONG, country)
            while index + 1 < len(words) and words[index + 1].end <= end:
                index += 1
        elif word.tag in ("ns", "nsf") and len(word.text) > 2 and word.text.endswith(_endings()):
            yield Spot(word.start, word.end, "Address", DECISIVE)
        elif (
            word.tag in ("ns", "nr", "nrt", "nz") and index + 1 < len(words) and words[index + 1].text in _own_endings()
        ):
            yield Spot(word.start, words[index + 1].end, "Address", DECISIVE)
        index += 1


def _endings() -> tuple[str, ...]:
    return tuple(table("chinese_places")["endings"])


def _own_endings() -> frozenset[str]:
    """Endings that make a place of an unknown word before them when they are a word of their own."""
    return frozenset(
        {
            "省",
            "市",
            "县",
            "镇",
            "自治区",
            "自治州",
            "港",
            "机场",
            "半岛",
            "群岛",
            "口岸",
            "开发区",
            "工业园",
            "经济特区",
        }
    )
