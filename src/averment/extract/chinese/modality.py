"""How a Chinese content is put: as a fact, or as something less; and whether its own words deny it."""

import re
from functools import lru_cache

from averment.extract.chinese.page import Page
from averment.extract.chinese.scene import Range, Scene, clauses
from averment.extract.tables import table
from averment.stance import Modality

_ORDER = (
    ("if", Modality.CONDITIONAL),
    ("capable", Modality.CAPABLE),
    ("planned", Modality.PLANNED),
    ("expected", Modality.EXPECTED),
    ("conditional", Modality.CONDITIONAL),
)
_WILL = re.compile("将(?=[^，。；]{1,2})")
_NEGATION = re.compile(
    r"(?:从来没有|从来没|从未|从不|并没有|并未|并非|并不|尚未|没有(?!人)|不存在|不曾|未曾|未(?!来|知|遂|婚|经证实|必)|决不|绝不|绝无|不会|不再|无意|不(?=[出进生供销提采购支参涉持拥接使属是包含对向与能具]))"
)
_NO_NEGATION = re.compile(
    r"不仅|不断|不久|不过|不同|不少|不到|不足|不超过|不低于|不少于|不得不|不但|不只|不管|不论|不属实|不知情|没有回应|未回应|不明|不得|无不|毫不|不能不|未来"
)


def modality_of(scene: Scene, content: Range) -> Modality:
    """The modality of a content; several sentences are a fact unless one of them can be told to govern."""
    text = scene.text[content[0] : content[1]]
    if len(re.findall("[。！？]", text)) > 1:
        return Modality.FACT
    bare = _without_attributes(text)
    for name, modality in _ORDER:
        if name == "expected" and _future(scene.page, content, bare):
            return Modality.EXPECTED
        if _words(name).search(bare if name != "if" else text):
            return modality
    hedged = [
        n
        for n in scene.inside(*content, frozenset({"Quantity", "Money"}))
        if n.mention.value.get("bound", "exact") != "exact"
    ]
    return Modality.QUANTIFIED if hedged else Modality.FACT


@lru_cache(maxsize=8)
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(table("chinese_modality")[name]))


def _without_attributes(text: str) -> str:
    """Without what stands in quotation marks of one word, which is no part of how a thing is put."""
    return re.sub("“[^”]{1,6}”", "", text)


def _future(page: Page, content: Range, text: str) -> bool:
    """Whether a "将" says what will be: a verb or an adverb follows it, not what something is done to."""
    for word in page.words_in(*content):
        if word.start < content[0] or word.text not in ("将", "将会", "即将", "将要"):
            continue
        if word.start >= content[1]:
            break
        if word.text != "将":
            return True
        following = next(iter(page.words_in(word.end, word.end + 1)), None)
        if following is not None and (
            following.tag in ("v", "d", "p", "vd", "vn")
            or following.text in ("在", "于", "会", "由", "被", "不", "继续")
        ):
            return True
    return bool(text and re.search("将会|即将|将要|将于|将在|将由|将被", text))


def is_negated(scene: Scene, content: Range) -> bool:
    """Whether the first clause of a content is denied by its own words."""
    first = clauses(scene.text, *content)
    if not first:
        return False
    for start, end in first[:2]:
        text = scene.text[start:end]
        masked = _NO_NEGATION.sub(lambda m: "□" * len(m.group()), text)
        match = _NEGATION.search(masked)
        if match is None:
            if _opens_only(text):
                continue
            return False
        return "的" not in re.sub("的(?=$)", "", text[match.end() :]) or _attribute_follows(text, match.end())
    return False


def _opens_only(text: str) -> bool:
    """A first clause that only says when or on what condition ("今年以来", "对此")."""
    return len(text) <= 4 or text.endswith(("以来", "之后", "期间", "时", "方面"))


def _attribute_follows(text: str, end: int) -> bool:
    """ "没有出售任何军用的产品": the "的" belongs to the object; "没有许可证的公司停产" is no denial."""
    before_de = text[end:].split("的")[0]
    return len(before_de) >= 2 and any(
        w in before_de
        for w in (
            "任何",
            "所谓",
            "此类",
            "相关",
            "有关",
            "过",
            "向",
            "对",
            "给",
            "供应",
            "出售",
            "出口",
            "生产",
            "提供",
            "销售",
            "参与",
            "收到",
            "使用",
        )
    )
