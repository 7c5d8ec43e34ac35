"""People: Chinese names with something beside them that says so, foreign names by their dot and their characters."""

import re
from collections.abc import Iterator
from functools import lru_cache

from averment.extract.chinese.page import Page
from averment.extract.chinese.script import HAN
from averment.extract.chinese.spot import (
    DECISIVE,
    MEDIUM,
    STRONG,
    Spot,
    in_dictionary,
    index_at,
    is_place,
    longest_first,
    row,
)
from averment.extract.tables import table

_DOTTED = re.compile(rf"(?:[{HAN}]|[A-Z]\.?){{1,12}}(?:·(?:[{HAN}]{{1,12}}|[A-Z]\.?))+")
_LATIN = r"[A-Z][A-Za-z'’-]+(?: (?:[A-Z]\.|de|van|von|al-|[A-Z][A-Za-z'’-]+)){1,3}"
_SOMEBODY = re.compile(r"(?P<name>[一-龥])某(?:某|[一-龥](?=[，。、（在于与和因被涉]))?")


def people(page: Page) -> Iterator[Spot]:
    """Every person of a page that its own words show to be one."""
    text = page.text
    for match in _DOTTED.finditer(text):
        if found := _foreign(page, match):
            yield found
    for at in _after_roles(page):
        if found := _chinese_at(page, at, DECISIVE) or _foreign_word(page, at):
            yield found
    yield from _by_word(page)
    for match in _latin_before_verb().finditer(text):
        yield Spot(match.start(), match.end(), "Person", STRONG)
    for match in _SOMEBODY.finditer(text):
        if match["name"] in _surnames():
            yield Spot(match.start(), match.end(), "Person", STRONG)


def _by_word(page: Page) -> Iterator[Spot]:
    """People by the words the segmenter has cut: a family name at the start, or a transliteration before a verb."""
    for index, word in enumerate(page.words):
        following = page.words[index + 1].text if index + 1 < len(page.words) else ""
        if word.text[0] in _surnames() or word.text[:2] in row("compound_surnames"):
            if found := _before_evidence(page, word.start):
                yield found
        elif (
            word.tag in ("nrt", "nr") and len(word.text) > 2 and _transliterated(word.text) and not is_place(word.text)
        ):
            speaks = following in row("person_verbs") - {"是", "在接受", "与", "向", "对", "于"}
            if speaks and not in_dictionary(word.text + following):
                yield Spot(word.start, word.end, "Person", MEDIUM)


@lru_cache(maxsize=1)
def _latin_before_verb() -> re.Pattern[str]:
    after = ("说", "称", "表示", "指出", "告诉", "认为", "透露", "强调", "先生", "女士", "博士")
    return re.compile(rf"(?P<name>{_LATIN})(?=(?:{'|'.join(after)}))")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(str(table("chinese_words")["surnames"]))


@lru_cache(maxsize=1)
def _transliteration() -> frozenset[str]:
    return frozenset(str(table("chinese_words")["transliteration"]))


def _transliterated(text: str) -> bool:
    return all(c in _transliteration() for c in text)


def _foreign(page: Page, match: re.Match[str]) -> Spot | None:
    """A name with dots: back and forth from them over the characters such names are written with, no word cut."""
    text = page.text
    first, last = match.group().index("·") + match.start(), match.group().rindex("·") + match.start()
    start = first
    while start > match.start() and _may_extend(page, start - 1, before=True):
        start -= 1
    start = _not_into_word(page, start, first)
    end = last + 1
    while end < match.end() and _may_extend(page, end, before=False):
        end += 1
    closes = page.text[end + 1 : end + 2]
    if (
        end < match.end()
        and (not closes or closes in "，。、；！？）)”")
        and text[end] not in "说称指问言道等的是在与和有"
    ):
        end += 1  # one character is left before the mark: it is the last of the name
    if first - start < 1 or end - last - 1 < 1 or (end - start) < 4:
        return None
    if text[end : end + 1] == "公":
        return None
    return Spot(start, end, "Person", STRONG)


def _may_extend(page: Page, at: int, *, before: bool) -> bool:
    """Whether the character may belong to a transliterated name, and opens no word that follows one."""
    character = page.text[at]
    if character.isascii() and (character.isupper() or character == "."):
        return True
    if character not in _transliteration():
        return False
    if before:
        return True
    rest = page.text[at : at + 4]
    if rest.startswith(tuple(w for w in row("person_verbs") if len(w) > 1)):
        return False
    if rest.startswith(("于", "因")) and not _inside_name(page, at):
        return False
    return not rest.startswith(tuple(w for w in row("courtesy") if len(w) > 1))


def _inside_name(page: Page, at: int) -> bool:
    word = page.words[min(index_at(page, at), len(page.words) - 1)]
    return word.start < at or len(word.text) > 1


def _not_into_word(page: Page, start: int, dot: int) -> int:
    """The start moved right out of a role or a known word that the characters ran into ("总司令伊万·…")."""
    best = start
    for role in longest_first("roles"):
        for at in range(max(0, start - len(role)), dot):
            if page.text.startswith(role, at) and start < at + len(role) < dot:
                best = max(best, at + len(role))
    for at in range(best, dot):
        word = page.words[min(index_at(page, at), len(page.words) - 1)]
        if (
            word.start < best <= word.end - 1 and len(word.text) > 1 and in_dictionary(word.text) and word.end < dot
        ) or (word.start == at and word.end < dot and (is_place(word.text) or word.text in row("name_break_words"))):
            best = word.end
    return best


def _after_roles(page: Page) -> Iterator[int]:
    """Positions right after a title ("总经理|李建国"), a colon after it allowed ("法定代表人：李建国")."""
    for match in _roles().finditer(page.text):
        index = index_at(page, match.start())
        if index < len(page.words) and page.words[index].start <= match.start():
            yield match.end()


@lru_cache(maxsize=1)
def _roles() -> re.Pattern[str]:
    return re.compile(
        f"(?:{'|'.join(longest_first('roles'))})(?:兼(?:{'|'.join(longest_first('roles'))}))?(?:[：:]\\s?|为|是|系)?(?:自然人)?"
    )


def _chinese_at(page: Page, at: int, weight: float) -> Spot | None:
    """A family name and one or two characters after it, at a position."""
    text = page.text
    surname = next((s for s in row("compound_surnames") if text.startswith(s, at)), None) or (
        text[at : at + 1] if text[at : at + 1] in _surnames() else None
    )
    if surname is None or text[at : at + 2] in row("never_names"):
        return None
    end = _given_end(page, at, at + len(surname))
    return (
        None if end is None else Spot(at, end, "Person", weight, alone=end - at > 2 or not in_dictionary(text[at:end]))
    )


def _given_end(page: Page, start: int, given: int) -> int | None:
    """Where the given name ends: two characters when no word of the sentence begins with the second, else one."""
    text = page.text
    room = 0
    while (
        room < 2
        and given + room < len(text)
        and "\u4e00" <= text[given + room] <= "\u9fff"
        and text[given + room] not in _never_given()
    ):
        if _closes(page, given + room, start):
            break
        room += 1
    if room == 0:
        return None
    return given + room


def _closes(page: Page, at: int, start: int) -> bool:
    """Whether something that follows names begins at a position: a verb, a courtesy, a title, a longer word."""
    rest = page.text[at : at + 5]
    if rest.startswith(tuple(w for w in row("person_verbs") if len(w) > 1)) or rest.startswith(tuple(row("courtesy"))):
        return True
    if rest[:1] in "说称":
        return True
    word = page.words[min(index_at(page, at), len(page.words) - 1)]
    long_word = (
        word.start == at
        and len(word.text) > 1
        and in_dictionary(word.text)
        and word.tag not in ("nr", "nrt", "nrfg", "nz", "ns", "a", "an", "n")
    )
    single = (
        word.start == at and len(word.text) == 1 and word.tag in ("p", "c", "d", "u", "uj", "ul") and at > start + 1
    )
    return (long_word and at > start + 1) or single


@lru_cache(maxsize=1)
def _never_given() -> frozenset[str]:
    return frozenset(str(table("chinese_words")["never_given"]))


def _foreign_word(page: Page, at: int) -> Spot | None:
    """A transliterated name without a dot, or a Latin one, after a title ("总统泽林斯科")."""
    if match := re.compile(_LATIN).match(page.text, at):
        return Spot(at, match.end(), "Person", DECISIVE)
    end = at
    while end < len(page.text) and end - at < 8 and _may_extend(page, end, before=False) and page.text[end] != "·":
        if _closes(page, end, at) and end > at + 1:
            break
        end += 1
    name = page.text[at:end]
    if (
        (end < len(page.text) and page.text[end] == "·")
        or len(name) < 3
        or (in_dictionary(name) and not _known_name(page, at, end))
    ):
        return None
    return None if is_place(name) else Spot(at, end, "Person", STRONG)


def _known_name(page: Page, start: int, end: int) -> bool:
    word = page.words[min(index_at(page, start), len(page.words) - 1)]
    return (word.start, word.end) == (start, end) and word.tag in ("nr", "nrt", "nrfg")


def _before_evidence(page: Page, at: int) -> Spot | None:
    """A Chinese name with a courtesy or a verb of people after it ("李建国先生", "李建国说")."""
    found = _chinese_at(page, at, MEDIUM)
    if found is None:
        return None
    text, rest = page.text, page.text[found.end : found.end + 6].lstrip()
    word = page.words[min(index_at(page, at), len(page.words) - 1)]
    whole = word.end == found.end or word.end == found.end - 1 or word.end in (at + 1, at + 2)
    if word.start != at or not whole:
        return None
    if text[at : found.end] in row("never_names") or (
        in_dictionary(text[at : found.end]) and word.tag not in ("nr", "nrfg")
    ):
        return None
    if rest.startswith(tuple(row("courtesy"))):
        return Spot(at, found.end, "Person", DECISIVE, alone=found.alone)
    strong = tuple(
        row("person_verbs") - {"是", "在接受", "没有", "未", "则", "也", "还", "对", "向", "于", "与", "任", "现任"}
    )
    if rest.startswith(strong) and (word.tag in ("nr", "nrfg") or found.end - at == 3):
        return Spot(at, found.end, "Person", STRONG if word.tag == "nr" else MEDIUM, alone=found.alone)
    if re.match(r"[（(](?:音|男|女|[A-Z]|\d\d岁|现年|时任|化名|译音)", rest) or re.match(
        r"(?:，|,)(?:男|女|\d\d岁|现年)", rest
    ):
        return Spot(at, found.end, "Person", STRONG, alone=found.alone)
    if word.tag == "nr" and len(word.text) == 3 and not in_dictionary(word.text):
        return Spot(at, found.end, "Person", MEDIUM)
    return None
