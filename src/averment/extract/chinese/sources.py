"""Who speaks: the words before a verb of saying, without what only says when, where and to whom."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from averment.extract.chinese.page import Word
from averment.extract.chinese.scene import NUMBERED, PARTIES, Range, Scene, speech
from averment.extract.chinese.spot import index_at, longest_first, row

_PREPOSITIONS = (
    "在",
    "于",
    "就",
    "对",
    "对于",
    "针对",
    "当",
    "通过",
    "向",
    "跟",
    "给",
    "与",
    "同",
    "以",
    "经",
    "应",
    "因",
    "从",
    "用",
    "为",
    "趁",
    "借",
)
_TAKES_PLACE = re.compile(
    r"(?:时|上|中|后|里|期间|之际|前|会|会议|采访|访谈|节目|微博|官网|声明|发布会|社交媒体|推特|电话|邮件|平台|网站|当天|当日|之后|之前|场合|专栏|文章|回应|报告|微信|账号|公众号|内)$"
)
_ABOUT = re.compile(
    r"(?:事|问题|此|情况|报道|指控|传闻|事件|一事|消息|计划|说法|案件|询问|提问|请求|质疑|话题|交易|制裁|合同|调查|批评|争议|措施|决定|局势|关系|为由|名义|身份|形式|方式|条件)$"
)
_BRACKET = re.compile(r"[（(][^（()）]{1,30}[）)]$")
_LEAD = re.compile(r"(?:约|于|至|截至)$")
_COUNT = re.compile(
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,2}|多|数|几)(?:名|位|个|份|家|张|封|批|段|组|项|条|篇|则|部)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as a stretch of the image; `head` is the noun or name at its end, `kind` what that is."""

    start: int
    end: int
    head: Range
    kind: str
    """"name", "unnamed", "spoken for", "paper", "pronoun"."""
    addressees: tuple[Range, ...] = ()
    clause: Range = (0, 0)
    places: tuple[Range, ...] = field(default=())
    """Stretches that say where it was said ("在声明中")."""


def source_in(scene: Scene, start: int, end: int) -> Source | None:
    """The source in a stretch before a verb of saying; None where its last words are nobody who can speak."""
    text = scene.text
    told: list[Range] = []
    places: list[Range] = []
    at = end
    while True:
        before = at
        at = _without_adverbs(scene, start, at)
        at = _without_phrase(scene, start, at, told, places)
        if at == before:
            break
    if at <= start:
        return None
    bracket = _BRACKET.search(text[start:at])
    if bracket and bracket.start() > 0:
        at = start + bracket.start()
    head = _head(scene, start, at)
    if head is None:
        return None
    (a, b), kind = head
    first = a if kind in ("name", "pronoun") else _phrase_start(scene, start, a)
    return Source(first, b, (a, b), kind, tuple(told), (start, end), tuple(places))


def _without_adverbs(scene: Scene, start: int, at: int) -> int:
    text = scene.text
    changed = True
    while changed and at > start:
        changed = False
        while at > start and text[at - 1] in " ，、":
            at -= 1
        dated = scene.ending_at(at)
        if dated is not None and dated.mention.schema == "Date" and dated.start >= start:
            at, changed = dated.start, True
            continue
        for adverb in speech("adverbs"):
            begin = at - len(adverb)
            if (
                begin >= start
                and text.startswith(adverb, begin)
                and scene.covering(begin) is None
                and not _cuts_word(scene, begin)
            ):
                at, changed = begin, True
                break
    return at


def _cuts_word(scene: Scene, at: int) -> bool:
    """Whether a longer word of the dictionary begins before a position and goes on past it."""
    words = scene.page.words
    index = index_at(scene.page, at)
    return index < len(words) and words[index].start < at < words[index].end and len(words[index].text) > 1


def _without_phrase(scene: Scene, start: int, at: int, told: list[Range], places: list[Range]) -> int:
    """Without one phrase with a preposition at the end: "在接受采访时", "向记者", "就此事"."""
    text, words = scene.text, scene.page.words
    index = index_at(scene.page, at - 1) if at > start else 0
    while index >= 0 and index < len(words) and words[index].start >= start:
        word = words[index]
        if word.text in _PREPOSITIONS and scene.covering(word.start) is None and word.end < at:
            rest = text[word.end : at]
            if word.text in ("向", "跟", "给", "与", "同", "对") and (to := addressee(scene, word.end, at)):
                told.insert(0, to)
                return word.start
            if word.text in ("在", "于", "当", "从", "趁", "用", "通过", "借") and (
                _TAKES_PLACE.search(rest) or word.text == "通过"
            ):
                places.append((word.start, at))
                return word.start
            if word.text in ("就", "对", "对于", "针对", "以", "应", "因", "为") and _ABOUT.search(rest):
                return word.start
        index -= 1
    match = re.compile(r"接受(?P<by>[^，。]{0,14}?)(?:独家|专访|采访|访问|电话采访)+时?$").search(text[start:at])
    if match:
        by = addressee(scene, start + match.start("by"), start + match.end("by")) if match["by"] else None
        if by:
            told.insert(0, by)
        return start + match.start()
    asked = re.compile(
        r"(?:就[^，。]{1,20})?(?:答记者问|回答[^，。]{0,16}(?:提问|问题|询问))时?$|(?:当)?被(?:记者|媒体)?(?:问及|问到|问)[^，。]{0,30}$|(?:回应|答复|回复|谈及|谈到|评论)[^，。]{1,24}时$"
    ).search(text[start:at])
    return start + asked.start() if asked else at


def addressee(scene: Scene, start: int, end: int) -> Range | None:
    """Who is told: a name that fills the stretch, or one of the nouns for those who listen."""
    text = scene.text[start:end]
    if text in speech("reporters") or text in speech("addressees"):
        return start, end
    named = scene.ending_at(end)
    if (named is None or named.mention.schema not in PARTIES) and text.endswith(speech("unnamed")) and len(text) <= 10:
        return start, end
    if named is None or named.mention.schema not in PARTIES:
        if text.endswith(("记者", "媒体")) and len(text) <= 12:
            inner = scene.starting_at(start)
            return (
                (inner.start, inner.end)
                if inner is not None and inner.mention.schema == "Organization"
                else (start, end)
            )
        return None
    return (
        (named.start, named.end) if named.start - start <= 12 and "的" not in scene.text[start : named.start] else None
    )


def _head(scene: Scene, start: int, at: int) -> tuple[Range, str] | None:
    """The noun or name a stretch ends with, when it is one that can speak."""
    text = scene.text
    while at > start and text[at - 1] in "》”’":
        at -= 1
    named = scene.ending_at(at)
    courtesy = next((c for c in longest_first("courtesy") if text[start:at].endswith(c)), None)
    polite = scene.ending_at(at - len(courtesy)) if named is None and courtesy is not None else None
    if polite is not None and polite.mention.schema == "Person" and polite.start >= start:
        return (polite.start, polite.end), "name"
    if named is not None and named.start >= start:
        if named.mention.value.get("reference"):
            return (named.start, named.end), "pronoun"
        if named.mention.schema in PARTIES and not (named.mention.schema == "Country" and _only_an_attribute(text, at)):
            return (named.start, named.end), "name"
        if named.mention.schema == "Quantity":
            pass  # "两名官员": the noun inside decides
        else:
            return None
    stretch = text[start:at]
    for kind, nouns in (
        ("pronoun", "pronouns"),
        ("unnamed", "unnamed"),
        ("spoken for", "spoken_for"),
        ("paper", "papers"),
    ):
        for noun in speech(nouns):
            if not stretch.endswith(noun) or (
                kind == "pronoun" and not _stands_free(scene, start, at - len(noun), noun)
            ):
                continue
            longer = _longer(stretch, kind)
            return (at - len(longer or noun), at), kind
    title = next((r for r in longest_first("roles") if len(r) > 1 and stretch.endswith(r)), None)
    return ((at - len(title), at), "unnamed") if title is not None else None


def _only_an_attribute(text: str, at: int) -> bool:
    return text[at : at + 1] in "的籍"


def _longer(stretch: str, kind: str) -> str | None:
    """A longer noun of another list that ends the stretch as well ("上述人士" over "人士") is left to its own list."""
    return max(
        (w for w in speech({"unnamed": "unnamed", "paper": "papers"}.get(kind, "pronouns")) if stretch.endswith(w)),
        key=len,
        default=None,
    )


def _stands_free(scene: Scene, start: int, at: int, noun: str) -> bool:
    """Whether a pronoun opens the stretch but for openers: "公司" alone, not "一家公司" or "云海公司"."""
    lead = NUMBERED.sub("", scene.text[start:at], count=1)
    lead = _LEAD.sub("", lead)
    for opener in speech("openers"):
        if lead == opener:
            return True
    if lead.strip("，、 “") == "":
        return True
    dated = scene.ending_at(at)
    return (
        (dated is not None and dated.mention.schema == "Date")
        or lead.endswith(("，", "“", "；"))
        or (noun not in ("公司", "发言人") and lead.endswith(tuple(speech("openers"))))
    )


def _phrase_start(scene: Scene, start: int, head: int) -> int:
    """Where the words that name an unnamed speaker or a paper begin.

    Back over adjectives, nouns, names and numbers; over everything once a "的" is met, to the number or name that opens
    the phrase, or to the beginning of the stretch.
    """
    text, words = scene.text, scene.page.words
    at, open_clause = head, False
    index = index_at(scene.page, head) - 1
    if index + 1 < len(words) and start <= words[index + 1].start < head:
        at = words[index + 1].start  # "海关数据" is one word
    while index >= 0 and words[index].start >= start:
        word = words[index]
        named = scene.covering(word.start)
        bracket = _BRACKET.search(text[start : word.end]) if word.text in "）)" else None
        if named is not None and named.mention.schema == "Date":
            break
        if named is not None and named.start >= start and named.mention.schema != "Quantity":
            at, index = named.start, index_at(scene.page, named.start) - 1
            continue
        if bracket is not None:
            at = start + bracket.start()
            index = index_at(scene.page, at) - 1
            continue
        listed = word.text == "、" and text[word.start - 1 : word.start] == "的"  # "看到的、…提交的报告"
        if not (listed or _belongs(word, open_clause)):
            break
        at = word.start
        if open_clause and _COUNT.fullmatch(word.text):
            break  # "两名…的官员": the number opens the phrase
        open_clause = open_clause or word.text in ("的", "之")
        index -= 1
    return _past_openers(scene, at, head)


_POINTING = frozenset(["该", "另", "某", "这", "上述", "这些", "那", "其", "一些", "多", "数", "几"])


def _belongs(word: Word, open_clause: bool) -> bool:
    """Whether a word may stand before the noun of a source; behind a "的" nearly all may."""
    if word.text == "有" or word.text in "，。；：、！？":
        return False
    if open_clause or word.text in ("的", "之", "“", "”") or word.text in _POINTING:
        return True
    return word.tag[0] in "najbtfsimqkx" or word.tag in ("vn", "l", "eng", "ns", "nz")


def _past_openers(scene: Scene, at: int, head: int) -> int:
    """Right of conjunctions, prepositions and dates that open the stretch."""
    text = scene.text
    changed = True
    while changed and at < head:
        changed = False
        while at < head and text[at] in " ，、的《“":
            at += 1
        if numbered := NUMBERED.match(text, at, head):
            at, changed = numbered.end(), True
        dated = scene.starting_at(at)
        if dated is not None and dated.mention.schema == "Date" and dated.end <= head:
            at, changed = dated.end, True
            continue
        for opener in speech("openers"):
            if (
                text.startswith(opener, at)
                and at + len(opener) < head
                and scene.covering(at) is None
                and _word_end(scene, at + len(opener))
            ):
                at, changed = at + len(opener), True
                break
    return at


def _word_end(scene: Scene, at: int) -> bool:
    index = index_at(scene.page, at)
    return index >= len(scene.page.words) or scene.page.words[index].start >= at


def stated_count(text: str) -> int | None:
    """The number of people or papers the words state: "两名官员", "五份文件".

    >>> stated_count("两名不愿透露姓名的官员"), stated_count("知情人士")
    (2, None)
    """
    from averment.extract.chinese.numbers import number

    match = _COUNT.search(text)
    value = number(match["number"]) if match and match["number"] not in "多数几" else None
    return None if value is None or value > 999 else int(value)


@lru_cache(maxsize=1)
def roles_before() -> re.Pattern[str]:
    """A title at the end of a stretch."""
    return re.compile(f"(?:{'|'.join(sorted(row('roles'), key=lambda w: (-len(w), w)))})$")
