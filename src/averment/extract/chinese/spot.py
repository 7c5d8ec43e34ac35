"""A proposal of a name in a page, and the small questions about words that all finders of names ask."""

from dataclasses import dataclass
from functools import lru_cache

from averment.extract.chinese.page import Page, Word, segmenter
from averment.extract.chinese.script import is_han
from averment.extract.tables import table

DECISIVE, STRONG, MEDIUM = 6.0, 4.0, 2.0
"""How much the words vouch for a kind: a legal form or a title; a table of well-known names; a guess from context."""

MARKS = frozenset("，。、；：！？“”‘’（）()《》\"'[]【】—…!?,;:/| \n\t·")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a page's image that is taken for a name of a kind, with how sure that is."""

    start: int
    end: int
    schema: str
    weight: float = MEDIUM
    country: str | None = None
    alone: bool = True
    """Whether the same words elsewhere, with nothing beside them, are the same name."""


@lru_cache(maxsize=64)
def row(name: str) -> frozenset[str]:
    """A list of `chinese_words.yaml` as a set."""
    return frozenset(table("chinese_words")[name])


@lru_cache(maxsize=64)
def longest_first(name: str) -> tuple[str, ...]:
    """A list of `chinese_words.yaml`, the longest words first."""
    return tuple(sorted(row(name), key=lambda w: (-len(w), w)))


def words_before(page: Page, at: int, most: int = 40) -> list[Word]:
    """The words that end at or before a position, the nearest first; a word cut by the position is left out."""
    index = index_at(page, at)
    return [w for w in reversed(page.words[max(0, index - most) : index]) if w.end <= at]


def index_at(page: Page, at: int) -> int:
    """The number of the first word that ends after a position."""
    low, high = 0, len(page.words)
    while low < high:
        middle = (low + high) // 2
        if page.words[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low


def starts_word(page: Page, at: int) -> bool:
    """Whether a word begins at a position."""
    index = index_at(page, at)
    return index >= len(page.words) or page.words[index].start == at


def ends_word(page: Page, at: int) -> bool:
    """Whether a word ends at a position."""
    index = index_at(page, at)
    return index >= len(page.words) or page.words[index].start >= at


@lru_cache(maxsize=20_000)
def in_dictionary(word: str) -> bool:
    """Whether the segmenter's dictionary has a word."""
    return bool(segmenter().has_word(word))


def namelike(word: Word) -> bool:
    """Whether a word may be part of a proper name: tagged as one, Latin, or unknown to the dictionary."""
    if word.tag in ("nr", "nrt", "nz", "nrfg", "eng") or (word.tag == "ns" and not is_place(word.text)):
        return True
    return len(word.text) > 1 and all(is_han(c) for c in word.text) and not in_dictionary(word.text)


@lru_cache(maxsize=1)
def place_table() -> dict[str, tuple[str, str | None]]:
    """Name → (schema, country) for every country and place of the table, with its administrative ending too."""
    rows = table("chinese_places")
    found: dict[str, tuple[str, str | None]] = {}
    for code, names in rows["countries"].items():
        found |= {n: ("Country", str(code)) for n in names}
    for kind in ("provinces", "cities"):
        for code, names in rows[kind].items():
            found |= {n: ("Address", str(code)) for n in names}
            found |= {n + e: ("Address", str(code)) for n in names for e in ("市", "省", "州") if not n.endswith(e)}
    found |= dict.fromkeys(rows["regions"], ("Address", None))
    for region in ("广西壮族自治区", "内蒙古自治区", "宁夏回族自治区", "新疆维吾尔自治区", "西藏自治区"):
        found[region] = ("Address", "CN")
    return found


def is_place(text: str) -> bool:
    """Whether a word is a country or place of the table."""
    return text in place_table()


SIDES = {
    "中方": "CN", "美方": "US", "俄方": "RU", "乌方": "UA", "日方": "JP", "韩方": "KR", "英方": "GB", "法方": "FR",
    "德方": "DE",     "伊方": "IR", "以方": "IL", "印方": "IN", "朝方": "KP", "台方": "TW", "港方": "HK", "土方": "TR",
}  # fmt: skip
"""A country as a party to something: "the Chinese side"."""

COUNTRY_CHARACTERS = "中美俄乌日韩英法德伊以印朝台港土欧"
"""One character for a country before the name of a ministry: "俄国防部"."""
