"""A Chinese passage made ready for rules: one image of it to look at, its words, and the way back to the source."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from averment.claim import Span
from averment.extract.chinese.numbers import NUMBER
from averment.extract.chinese.script import HAN, is_traditional, simplified
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import table
from averment.passage import Passage

_JOIN = re.compile(
    rf"(?<=[{HAN}，。、；：！？“”‘’《》（）])[ \t]*(?:\r\n|\n|\r|\u2028)[ \t]*(?=[{HAN}，。、；：！？“”‘’《》（）\d])"
)
"""A line break inside prose: Chinese does not put a space between lines, so the break belongs to no word."""

_SPACED = re.compile(rf"(?<=[{HAN}，。、；：“”《》（）]) (?=[{HAN}，。、；：“”《》（）])")
_MOSTLY = 0.3
"""Above this share of characters followed by a space, spaces come from the reading of an image and mean nothing."""

_STOP = re.compile(r"[。！？!?]+[”’）)》]*|\n+")
LONGEST_SENTENCE = 800
"""Characters: beyond this many a sentence is cut, and an open quotation mark taken for one that was never closed."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the image with its part of speech (tags of the dictionary of jieba: n, v, nr, p …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Page:
    """A passage as the rules see it.

    `text` is the image: simplified, ordinary width, without the line breaks and stray spaces inside words.
    `at[i]` is where its character i lies in the source's text.
    """

    passage: Passage
    text: str
    at: tuple[int, ...]
    words: tuple[Word, ...]
    traditional: bool

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the image as offsets into the source's text."""
        if start >= end:
            begin = self.at[start] if start < len(self.at) else self.passage.end
            return begin, begin
        return self.at[start], self.at[end - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """A stretch of the image as the words of the source."""
        a, b = self.offsets(start, end)
        return Span(a, b, self.passage.text[a - self.passage.start : b - self.passage.start])

    def image_of(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the source's text as positions in the image."""
        return bisect_left(self.at, start), bisect_left(self.at, end)

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that begin in a stretch of the image."""
        first = bisect_left(self.words, start, key=lambda w: w.start)
        last = bisect_left(self.words, end, key=lambda w: w.start)
        return list(self.words[first:last])

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Stretches of the image that end with a full stop, question or exclamation mark, quotation kept whole."""
        return _sentences(self.text)

    def sentence_at(self, at: int) -> tuple[int, int] | None:
        """The sentence that a position of the image lies in."""
        found = self.sentences()
        index = bisect_right(found, at, key=lambda s: s[0]) - 1
        return found[index] if index >= 0 and at < found[index][1] else None


def page_of(piece: ParsedPassage) -> Page:
    """The page of a passage."""
    return _page(piece.passage)


@lru_cache(maxsize=1024)
def _page(passage: Passage) -> Page:
    image, at = _compact(simplified(passage.text))
    found, position = [], 0
    for start, end in _stretches(image):
        for text, tag in segmenter().tag(image[start:end]):
            found.append(Word(position, position + len(text), text, _own_tags().get(text, tag)))
            position += len(text)
    return Page(passage, image, tuple(passage.start + i for i in at), tuple(found), is_traditional(passage.text))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The text cut where a word surely ends: after a number with its classifier, around "为" after "收货人".

    The segmenter's model of unknown words would else make one word of "份文件" or "为瑞海".
    """
    cuts = {0, len(text)}
    for match in _cut().finditer(text):
        cuts |= {match.start(), match.end()}
    ordered = sorted(cuts)
    yield from pairwise(ordered)


@lru_cache(maxsize=1)
def _cut() -> re.Pattern[str]:
    classifiers = "|".join(sorted(table("chinese_values")["classifiers"], key=lambda w: (-len(w), w)))
    return re.compile(
        rf"{NUMBER}(?:{classifiers})(?=[{HAN}])|[\d〇一二三四五六七八九十]{{1,4}}[年月日](?![报常])"
        r"|(?:(?<=[，。；：\n ])|^)据|(?<=人)为(?![民大])|(?<=单位)为|(?<=[买卖甲乙])方为"
        r"|(?<=[向对给跟])本(?=机构|报|社|刊|网|台|研究|所|院)"
    )


def _compact(text: str) -> tuple[str, list[int]]:
    """The text without what lies between characters of one word, and where each character was."""
    dropped = [m.span() for m in _JOIN.finditer(text)]
    spaces = list(_SPACED.finditer(text))
    if len(spaces) > _MOSTLY * max(1, sum("\u4e00" <= c <= "\u9fff" for c in text)):
        dropped += [m.span() for m in spaces]
    gone = {i for a, b in dropped for i in range(a, b)}
    at = [i for i in range(len(text)) if i not in gone]
    return "".join(" " if text[i] in "\r\t\v\f\x85\u2028\u2029\u202f" else text[i] for i in at), at


_DATELINE = re.compile(
    r"\s*(?:[（(【]?[^，。；：\n“]{2,16}?(?:社|网|报|台|新闻)[^，。；：\n“]{0,18}?(?:电|讯|报道|综合报道|消息)[）)】]?)(?:\s|[：:]|（[^（）]{2,16}）|(?=[【（]))\s*"
)
"""What stands before the first sentence of an agency's report: "新华社北京9月24日电 "."""


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    for match in _STOP.finditer(text):
        if "\n" not in match.group() and (
            _inside_quotation(text, start, match.start(), match.group()) or _attributed(text, match)
        ):
            continue
        if text[start : match.end()].strip():
            found.append((start + _indent(text, start), match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start + _indent(text, start), len(text)))
    return tuple((a, b - len(text[a:b]) + len(text[a:b].rstrip())) for one in found for a, b in _bounded(text, *one))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of bounded length, cut at a mark where there is one: a text without full stops is a list."""
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(mark, start + 1, start + LONGEST_SENTENCE) for mark in "；，、 ")
        cut = cut + 1 if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _attributed(text: str, stop: re.Match[str]) -> bool:
    """Whether whose words they were follows a quotation that ends with a full stop: "“合法。”林国栋说。" """
    return stop.group().endswith("”") and _WHOSE.match(text, stop.end()) is not None


_WHOSE = re.compile(r"[^“”。！？，；：\n]{2,36}?(?:说|表示|称|道|指出|强调|写道|补充说|介绍说)(?:[。，]|$)")


def _inside_quotation(text: str, start: int, end: int, stop: str) -> bool:
    """Whether a quotation opened since `start` is still open: a full stop inside it ends no sentence of the page."""
    if end - start > LONGEST_SENTENCE:
        return False
    inside = text[start:end]
    opened = inside.count("“") - inside.count("”")
    return opened - stop.count("”") > 0 and "”" in text[end : end + LONGEST_SENTENCE]


def _indent(text: str, start: int) -> int:
    blank = re.compile(r"\s*").match(text, start)
    return blank.end() - start if blank else 0


@lru_cache(maxsize=1)
def _own_tags() -> dict[str, str]:
    """Parts of speech of our own table, which go before those of the dictionary."""
    rows, places = table("chinese_words")["dictionary"], table("chinese_places")
    found = {name: "ns" for kind in ("countries", "provinces", "cities") for ns in places[kind].values() for name in ns}
    return found | {word: tag for tag, entries in rows.items() for word in entries}


@lru_cache(maxsize=1)
def segmenter() -> Any:
    """jieba's dictionary and its model of unknown words, with the words of our own table. Loaded when first needed."""
    import rjieba

    made = rjieba.Jieba()
    for word, tag in _own_tags().items():
        made.add_word(word, 5_000 if tag == "ns" else 20_000, tag)
    return made
