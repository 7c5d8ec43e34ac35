"""Chinese characters as rules look at them: simplified, with digits and letters of ordinary width.

Every character becomes exactly one character, so that offsets stay as they are; the words of a record are always
those of the source.
"""

from functools import lru_cache
from importlib.resources import files

HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
"""Han characters as a range for a regular expression; 〇 is one of them."""

_KEPT = "著乾"
"""Traditional characters that are as often themselves in simplified text, or stand for two."""

_QUOTES = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹁": "“",
    "﹂": "”",
    "﹃": "‘",
    "﹄": "’",
    "〈": "《",
    "〉": "》",
}
_MARKS = {"﹐": "，", "､": "、", "｡": "。", "﹑": "、", "•": "·", "‧": "·", "・": "·", "･": "·", "－": "-", "～": "~"}
_TAIWAN = {
    "臺": "台",
    "裡": "里",
    "爲": "为",
    "説": "说",
    "衞": "卫",
    "啓": "启",
    "产": "产",
    "著": "着",
    "旣": "既",
    "眞": "真",
    "滙": "汇",
    "峯": "峰",
    "羣": "群",
    "綫": "线",
    "覆": "复",
    "敎": "教",
    "濶": "阔",
    "裏": "里",
}


def simplified(text: str) -> str:
    """The text in simplified characters and ordinary-width digits, character for character.

    >>> simplified("臺灣經濟部發言人說「１２架」")
    '台湾经济部发言人说“12架”'
    """
    return text.translate(_table())


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: some of its characters are never used in simplified text."""
    table = _only_traditional()
    sample = text[:4000]
    odd = sum(c in table for c in sample)
    return odd * 50 > sum("\u4e00" <= c <= "\u9fff" for c in sample)


def is_han(character: str) -> bool:
    """Whether one character is a Han character."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character == "\u3007"


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Character to character: OpenCC's table of characters, marks that mean the same, and full-width forms."""
    made = {ord(a): b for a, b in _characters().items() if a not in _KEPT}
    made |= {ord(a): b for a, b in {**_QUOTES, **_MARKS, **_TAIWAN}.items()}
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        made[code] = chr(code - 0xFEE0)
    for wide, plain in {
        "％": "%",
        "．": ".",
        "／": "/",
        "＄": "$",
        "－": "-",
        "＋": "+",
        "＃": "#",
        "　": " ",
        "\u00a0": " ",
    }.items():
        made[ord(wide)] = plain
    return made


@lru_cache(maxsize=1)
def _only_traditional() -> frozenset[str]:
    """Characters that simplified writing has done away with."""
    pairs = _characters()
    return frozenset(a for a, b in pairs.items() if a != b and a not in _KEPT and a not in pairs.values())


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """Traditional to simplified, from the table TSCharacters of OpenCC (Apache-2.0), the first choice of each row."""
    table = files("opencc") / "dictionary" / "TSCharacters.txt"
    pairs = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        traditional, _, choices = line.partition("\t")
        first = choices.split(" ")[0].strip()
        if len(traditional) == 1 and len(first) == 1:
            pairs[traditional] = first
    return pairs
