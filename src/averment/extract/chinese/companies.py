"""Companies: by legal form, by "公司" or "厂" behind a proper name, and by quotation marks before such a word."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from averment.extract.chinese.page import Page, Word
from averment.extract.chinese.script import HAN, is_han
from averment.extract.chinese.spot import (
    DECISIVE,
    MARKS,
    MEDIUM,
    STRONG,
    Spot,
    ends_word,
    in_dictionary,
    index_at,
    is_place,
    longest_first,
    namelike,
    place_table,
    row,
    words_before,
)
from averment.extract.tables import table

LONGEST = 32
"""Characters of a company's name before its legal form."""

_SOFT = frozenset(
    [
        "控股",
        "投资",
        "制造",
        "开发",
        "设计",
        "生产",
        "联合",
        "供应",
        "经营",
        "合作",
        "合资",
        "采购",
        "企业",
        "代表",
        "进口",
        "出口",
        "运营",
        "利用",
        "合",
        "和",
        "同",
        "通过",
        "正",
        "现",
        "原",
        "利",
        "用",
        "自",
    ]
)
"""Words that part a name from what stands before it only where they cannot be a part of the name."""

_HARD = frozenset("据是为在于向与由被把将给从对及或的了予")
"""Characters that, as words of their own, always part a name from what stands before it."""

_QUOTED = re.compile(r"“(?P<name>[^“”，。；！？]{2,16})”(?P<end>(?:股份|有限|责任|集团)*公司|集团|厂|银行|设计局)")
_LATIN = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>[A-Z][A-Za-z0-9&.\- ]{1,40}?)\s?(?P<end>(?:股份|有限|责任|集团)*公司|集团)(?![法章])"
)
_BRACKETED = re.compile(r"[（(][^（()）]{1,12}[）)]$")


def companies(page: Page) -> Iterator[Spot]:
    """Every company of a page that its own words show to be one."""
    text = page.text
    taken: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        yield Spot(match.start("name"), match.end("name"), "Company", STRONG)
        taken.append(match.span())
    for match in _form().finditer(text):
        start = _start(page, match.start(), [b for _, b in taken[-3:]])
        if match.start() - start < 2 or text[start : match.start()] in row("no_company_name"):
            continue
        end = _branch(text, match.end())
        taken.append((start, end))
        yield Spot(start, end, "Company", DECISIVE)
    busy = bytearray(len(text) + 1)
    for a, b in taken:
        busy[a:b] = b"\x01" * (b - a)
    for match in _LATIN.finditer(text):
        if not any(busy[match.start() : match.end()]):
            busy[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            yield Spot(match.start(), match.end(), "Company", STRONG)
    for match in _LATIN_FORM.finditer(text):
        yield Spot(match.start(), match.end(), "Company", DECISIVE)
    for match in _quoted_trade().finditer(text):
        yield Spot(match.start("name"), match.end("name"), "Company", MEDIUM)
    yield from _by_trade(page)
    for match in _noun().finditer(text):
        if any(busy[match.start() : match.end()]) or not ends_word(page, match.end()):
            continue
        begin = _proper(page, match.start(), match.group())
        if begin is not None:
            yield Spot(begin, match.end(), "Company", STRONG)


def _by_trade(page: Page) -> Iterator[Spot]:
    """A proper name and a word of trade ("星途技术"), where what stands beside it says that it is a company."""
    for index, word in enumerate(page.words):
        before = page.words[index - 1] if index else None
        if word.text not in row("trades_alone") or before is None or before.end != word.start or not namelike(before):
            continue
        start = before.start
        earlier = page.words[index - 2] if index > 1 else None
        if (
            earlier is not None
            and namelike(earlier)
            and earlier.tag in ("nr", "nrt", "nz")
            and len(page.text[start : word.start]) < 3
        ):
            start = earlier.start
        lead, rest = page.text[max(0, start - 6) : start], page.text[word.end : word.end + 8]
        if lead.endswith(longest_first("before_companies")) or rest.startswith(longest_first("after_companies")):
            yield Spot(start, word.end, "Company", MEDIUM)


_LATIN_FORM = re.compile(
    r"(?<![A-Za-z0-9])[A-Z0-9][A-Za-z0-9&.'’ -]{1,50}?,? (?:Co\.,? ?Ltd\.?|Pte\.? Ltd\.?|LLC|Ltd\.?|Limited"
    r"|Inc\.?|Corp\.?|Corporation|GmbH|FZE|FZCO|DMCC|JSC|PJSC|OOO|S\.A\.|B\.V\.|AG|SRL|PLC|LLP)(?![A-Za-z])"
)


@lru_cache(maxsize=1)
def _quoted_trade() -> re.Pattern[str]:
    """A quoted name that ends with a word of trade: "“天狼星贸易”"."""
    trades = "|".join(longest_first("trades_alone"))
    return re.compile(rf"“(?P<name>[{HAN}]{{2,8}}(?:{trades}))”(?!等?[一-龥]{{0,2}}(?:产业|领域|行业))")


@lru_cache(maxsize=1)
def _form() -> re.Pattern[str]:
    return re.compile("|".join(longest_first("formal_ends")))


@lru_cache(maxsize=1)
def _noun() -> re.Pattern[str]:
    informal = [w for w in longest_first("company_ends") if w not in row("formal_ends")]
    return re.compile(f"(?:{'|'.join(informal)})(?![法章股份员史务规债])")


def _branch(text: str, end: int) -> int:
    """A branch belongs to the name: "…有限公司深圳分公司"."""
    match = re.compile(rf"[{HAN}]{{2,6}}分(?:公司|行|部)").match(text, end)
    return match.end() if match and place_table().get(match.group()[: -len("分公司")]) else end


def _start(page: Page, end: int, floors: Sequence[int]) -> int:
    """Where the name before a legal form begins.

    Back over the words to a mark or a word no name holds; then on to the place a name opens with, where there is one.
    """
    text = page.text
    floor = max([0, end - LONGEST, *[f for f in floors if f <= end]])
    at = end
    taken: list[Word] = []
    for word in words_before(page, end):
        if word.start < floor:
            break
        if word.text[-1] in "）)" and (bracket := _BRACKETED.search(text[floor : word.end])):
            inside = text[floor + bracket.start() + 1 : word.end - 1]
            if not (is_place(inside) or is_place(inside.rstrip("市省")) or len(inside) <= 4):
                break
        elif word.text in "（(" and at < end and re.match(r"[^（()）]{1,12}[）)]", text[word.end : end]):
            pass
        elif (
            (word.text in ("年", "月", "日") and text[max(0, word.start - 1) : word.start].isdigit())
            or word.text in MARKS
            or any(c in MARKS - {"·"} for c in word.text)
            or _breaks(page, word, taken)
        ):
            break
        taken.append(word)
        at = word.start
    return _opening(end, list(reversed(taken)))


def _breaks(page: Page, word: Word, after: Sequence[Word]) -> bool:
    """Whether a word cannot belong to the name that follows it."""
    if word.text in row("roles") or (
        word.tag in ("m", "mq", "t", "uj", "ul", "uz", "ug") and not word.text.isascii() and after
    ):
        return not re.fullmatch("[一二三四五六七八九十]{1,3}", word.text)
    if word.text not in row("name_break_words") and word.text not in _break_characters():
        return False
    if word.text in _HARD:
        return True
    if word.text in _SOFT or (len(word.text) == 1 and not word.tag.startswith(("p", "c", "u", "r"))):
        if not after:
            return False  # right before the form: "云海投资有限公司"
        before = words_before(page, word.start)[:1]
        opens = not before or before[0].text in MARKS or before[0].text in row("name_break_words")
        return is_place(after[-1].text) or opens or word.tag[0] in "pc"
    return True


@lru_cache(maxsize=1)
def _break_characters() -> frozenset[str]:
    return frozenset("予向由与及从对将为给被把并或了的是等因据就")


def _opening(end: int, taken: Sequence[Word]) -> int:
    """The beginning after nouns that only say what kind of company it is, and after a country before a place."""
    words = list(taken)
    while words:
        first = words[0]
        rest = words[1:]
        later = next((n for n, w in enumerate(words) if n and is_place(w.text) and end - w.end >= 2), None)
        if later is not None and any(w.tag[0] in "vdpcr" and w.text not in row("trades") for w in words[:later]):
            words = words[later:]  # "报告追查|台中市…": a place behind a verb opens the name
        elif (
            first.text
            in (
                "企业",
                "公司",
                "厂商",
                "集团",
                "机构",
                "国企",
                "民企",
                "供应商",
                "制造商",
                "贸易商",
                "卖家",
                "买家",
                "商家",
            )
            and rest
        ):
            words = rest
        elif (
            is_place(first.text)
            and rest
            and is_place(rest[0].text)
            and place_table()[first.text][0] == "Country"
            and end - rest[0].end >= 2
        ):
            words = rest  # "中国深圳市云海…": the country is not part of the name
        elif place_table().get(first.text, ("", None))[0] == "Country" and first.text != "中国" and _enough(rest):
            words = rest
        else:
            break
    return words[0].start if words else end


def _enough(words: Sequence[Word]) -> bool:
    """Whether what remains without its country is still a name: something in it is no word of every day."""
    return any(namelike(w) or w.text[0].isascii() for w in words)


def _proper(page: Page, end: int, noun: str) -> int | None:
    """Where the proper name right before "公司" or "厂" begins; None where there is none."""
    at, proper, core = end, False, 0
    inside = page.words[index_at(page, end)] if index_at(page, end) < len(page.words) else None
    if inside is not None and inside.start < end and in_dictionary(inside.text):
        at = inside.start  # "设备厂" is one word
    for word in words_before(page, at):
        if (
            word.text in MARKS
            or word.text in row("name_break_words")
            or word.text in _break_characters()
            or word.text in row("roles")
        ):
            break
        if at != word.end:
            break
        if is_place(word.text):
            factory = noun.endswith("厂") and (at < end or len(noun) > 2)  # "喀山机床厂"
            proper = proper or (place_table()[word.text][0] == "Address" and factory)
            if place_table()[word.text][0] == "Address" or (place_table()[word.text][1] == "CN" and not proper):
                at = word.start
            break
        single = len(word.text) == 1 and is_han(word.text)
        if namelike(word):
            proper = True
        elif not (_may_be_inside(word, single) if single or proper else _describes(word) and core < 8):
            break
        at, core = word.start, core + len(word.text)
    name = page.text[at:end]
    proper = proper or _vouched(page, at, end, noun)
    if not proper or not 2 <= len(name) <= 16 or name in row("no_company_name"):
        return None
    return at


def _describes(word: Word) -> bool:
    """Whether a word may stand between a proper name and "公司": what the company makes or trades in."""
    return word.tag in ("n", "vn", "j", "b", "a", "nz", "nt") or word.text in row("trades")


def _may_be_inside(word: Word, single: bool) -> bool:
    """Whether a word may be a piece of a proper name that the segmenter has cut: one character that is no particle."""
    return single and (word.tag[0] not in "upcrmqd" or word.text in str(table("chinese_words")["transliteration"]))


def _vouched(page: Page, start: int, end: int, noun: str) -> bool:
    """Whether a company's officer behind it makes a name of ordinary words ("中天重工集团董事长")."""
    behind = page.text[end + len(noun) : end + len(noun) + 12]
    if noun not in ("集团", "公司", "控股", "银行") or not behind.startswith(longest_first("after_companies")):
        return False
    inside = page.words_in(start, end)
    generic = row("trades") | row("no_company_name") | row("product_nouns")
    return len(inside) > 1 and not all(w.text in generic or is_place(w.text) for w in inside)


@lru_cache(maxsize=4096)
def short_names(name: str) -> list[str]:
    """What a company is called for short, the longest first; each may turn out to be borne by two.

    >>> short_names("深圳市云海科技有限公司")[:3]
    ['深圳市云海科技', '深圳云海科技', '云海科技公司']
    """
    body = name
    for end in longest_first("formal_ends"):
        if body.endswith(end):
            body = body[: -len(end)]
            break
    body = re.sub(r"[（(][^（()）]*[）)]", "", body)
    place = next(
        (
            p
            for p in sorted(place_table(), key=lambda p: (-len(p), p))
            if body.startswith(p) and len(body) - len(p) >= 2
        ),
        "",
    )
    core_trade = body[len(place) :]
    core = core_trade
    while True:
        trade = next(
            (t for t in longest_first("trades") if core.endswith(t) and len(core) - len(t) >= 2),
            None,
        )
        if trade is None:
            break
        core = core[: -len(trade)]
    trades = sorted((t for t in row("trades") if core_trade[len(core) :].startswith(t)), key=lambda t: (-len(t), t))
    near = place.rstrip("市省")
    made = [
        body,
        near + core_trade,
        core_trade + "公司",
        core_trade + "集团",
        *(near + core + t for t in trades),
        *(core + t for t in trades),
        near + core + "公司",
        near + core,
        core + "公司",
        core + "集团",
    ]
    if not in_dictionary(core):
        made.append(core)
    kept = [m for m in dict.fromkeys(made) if len(m) >= 2 and m != name and m not in row("trades") and not is_place(m)]
    return [m for m in kept if m != core or len(core) >= 2]
