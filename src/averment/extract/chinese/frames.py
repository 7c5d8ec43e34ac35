"""Frames of attribution in a Chinese sentence: who, by which words, says what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from averment.extract.chinese.scene import PARTIES, Range, Scene, clauses, quotations, speech, trimmed
from averment.extract.chinese.sources import Source, source_in
from averment.extract.chinese.spot import index_at
from averment.stance import Stance

_SILENCE = re.compile("(?:没有|并没有|并未|未|也未|均未|尚未|未曾)(?:具体|详细|进一步|明确)*$")
_AS_NOUN = re.compile(
    "(?:作出|做出|给出|给予|予以|加以|进行|发布|发表|提出|得到|收到|作|一份|该|此|这一|这些|上述|相关|有关|任何)(?:了|过)?$"
)
"""What makes a noun of a verb of saying: "要求买方作出解释"."""

_FINDING = frozenset(["证实", "确认", "认定", "判定", "发现", "鉴定", "估计", "称", "说明", "宣布", "描述"])
"""Verbs that with "为" say what a thing was found to be, and by nobody in particular: "其后证实为…"."""

_ISSUED = re.compile(
    "(?:发布|发表|发出|刊登|公布)(?:了)?(?:一份|一项|一则)?(?:书面|官方|正式|联合)?(?:新闻稿|声明|公告|通告|帖文|公开信)(?:中|里)?$"
)
_SENTENCE_END = "。！？!?”’）) \n；;"


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution: `source` is None where nobody is named, `carried` where it must be taken from before."""

    sentence: Range
    cue: Range
    content: Range
    stance: Stance
    verb: str
    source: Source | None = None
    cited: Source | None = None
    """Whom the source cites: "路透社援引两名官员的话说"."""
    carried: bool = False
    according: bool = False
    negated: bool = False
    """The words say that it was not said: "没有说明"."""


def frames_in(scene: Scene, sentence: Range) -> list[Frame]:
    """The frames of a sentence, in the order of their cues, each with its own content."""
    found = [*_according(scene, sentence), *_verbs(scene, sentence)]
    found = _apart(sorted(found, key=lambda f: (f.cue, f.source is None, f.content)))
    return _bounded(scene, found)


def _apart(found: list[Frame]) -> list[Frame]:
    """Without a frame whose cue lies inside the source or the cue of another."""
    kept: list[Frame] = []
    for frame in found:
        inside = any(
            (k.cue[0] <= frame.cue[0] < k.cue[1] and k.cue != frame.cue)
            or (k.source is not None and k.source.clause[0] <= frame.cue[0] < k.source.end and k is not frame)
            for k in found
            if k is not frame
            and (k.according or k.cue[0] < frame.cue[0] or k.cue[1] > frame.cue[1] or k.source is not None)
        )
        if not inside:
            kept.append(frame)
    return kept


# ---- verbs


def _verbs(scene: Scene, sentence: Range) -> Iterator[Frame]:
    text = scene.text
    quoted = quotations(text, *sentence)
    parts = clauses(text, *sentence)
    last: Frame | None = None
    for match in _cues().finditer(text, *sentence):
        start, end = match.span()
        if (
            any(a <= start < b for a, b in quoted)
            or scene.covering(start) is not None
            or _part_of_word(scene, start, end)
        ):
            continue
        clause = next((c for c in parts if c[0] <= start < c[1]), None)
        if clause is None or text[clause[0] : clause[1]].lstrip().startswith(("据", "根据", "按照", "依据")):
            continue
        frame = _framed(scene, sentence, clause, parts, (start, end), last)
        if frame is not None:
            last = frame
            yield frame
            if (before := _quoted_before(scene, sentence, frame)) is not None:
                yield replace(frame, content=before)


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    verbs = {*speech("asserts"), *speech("alleges"), *speech("confirms"), *speech("denies"), *speech("shows")}
    return re.compile("|".join(sorted(verbs, key=lambda w: (-len(w), w))))


def _part_of_word(scene: Scene, start: int, end: int) -> bool:
    """Whether the characters belong to another word ("小说", "名称", "称为", "的报道")."""
    text = scene.text
    for other in speech("not_saying"):
        size = len(other)
        for at in range(max(0, end - size), start + 1):
            if text.startswith(other, at) and at + size >= end and (at < start or at + size > end):
                return True
    if _AS_NOUN.search(text[max(0, start - 6) : start]) or (
        text[end : end + 1] in "为成" and text[start:end] in _FINDING
    ):
        return True
    words = scene.page.words
    index = index_at(scene.page, start)
    word = words[index]
    return (
        word.start < start
        and word.end > start
        and not text[start:end].startswith(word.text[start - word.start :])
        and word.end != end
    )


def _framed(
    scene: Scene, sentence: Range, clause: Range, parts: list[Range], cue: Range, last: Frame | None
) -> Frame | None:
    text, verb = scene.text, scene.text[cue[0] : cue[1]]
    after = re.compile("(?:了|过|到)?(?!到)").match(text, cue[1])
    end = after.end() if after else cue[1]
    told: tuple[Range, ...] = ()
    if verb in speech("telling") and (to := _told(scene, end + (text[end : end + 1] in "《“"))):
        told, end = (to,), to[1] + (text[to[1] : to[1] + 1] in "》”")
    silence = _SILENCE.search(text[clause[0] : cue[0]])
    if silence and verb not in speech("silent"):
        return None
    issued = _ISSUED.search(text[clause[0] : cue[0]])
    if issued and not silence:  # "国防部发布新闻稿指出": the ministry says it
        source = source_in(scene, clause[0], clause[0] + issued.start())
        content = _content(scene, sentence, clause, end, verb, source)
        if source is not None and content is not None:
            return Frame(sentence, cue, content, _stance(verb, source), verb, source)
    cited, stretch = _cited(scene, clause[0], clause[0] + silence.start() if silence else cue[0])
    source = source_in(scene, clause[0], stretch)
    carried = False
    if source is None:
        if not _only_adverbs(scene, clause[0], stretch):
            return None
        if last is not None and last.source is not None:
            source = replace(last.source, clause=clause)  # "…，并强调…"
        else:
            source = _subject_before(scene, parts, clause)
            carried = source is None and not scene.inside(sentence[0], cue[0], PARTIES)
            if source is None and not carried:
                return None
    if source is not None and not _can(source, verb):
        return None
    if source is not None and told:
        source = replace(source, addressees=(*source.addressees, *told))
    content = trimmed(text, end, clause[1]) if silence else _content(scene, sentence, clause, end, verb, source)
    if content is None or (silence and (content[1] - content[0] < 2 or carried)):
        return None
    stance = Stance.ASSERTS if silence else _stance(verb, source)
    cue = (clause[0] + silence.start(), cue[1]) if silence else cue
    return Frame(sentence, cue, content, stance, verb, source, cited, carried, negated=bool(silence))


def _can(source: Source, verb: str) -> bool:
    """Whether such a source does such a thing: papers show, people say."""
    if source.kind == "paper":
        return verb in speech("shows")
    return verb not in speech("only_papers")


def _stance(verb: str, source: Source | None) -> Stance:
    if source is not None and source.kind == "paper":
        return Stance.ALLEGES if verb in ("声称", "指控") else Stance.ASSERTS
    for stance, name in ((Stance.ALLEGES, "alleges"), (Stance.CONFIRMS, "confirms"), (Stance.DENIES, "denies")):
        if verb in speech(name):
            return stance
    return Stance.ASSERTS


def _told(scene: Scene, at: int) -> Range | None:
    """Who is told, right behind the verb ("告诉路透社", "告诉记者，…")."""
    named = scene.starting_at(at)
    if named is not None and named.mention.schema in PARTIES:
        return named.start, named.end
    for noun in (*speech("reporters"), *speech("addressees")):
        if scene.text.startswith(noun, at):
            return at, at + len(noun)
    return None


def _cited(scene: Scene, start: int, end: int) -> tuple[Source | None, int]:
    """Whom the source cites, and where the words for the source itself end."""
    text = scene.text
    match = re.compile(f"(?:{'|'.join(speech('citing'))})(?P<inner>.+)$").search(text[start:end])
    if match is None:
        return None, end
    inner_end = end
    for tail in sorted((*speech("citing_tail"), "报道", "的", "报道的"), key=lambda w: (-len(w), w)):
        if text[start:inner_end].endswith(tail):
            inner_end -= len(tail)
            break
    inner = source_in(scene, start + match.start("inner"), inner_end)
    return inner, start + match.start() if inner is not None else end


def _only_adverbs(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing stands before a verb but words that say when, where and how: then the subject is elsewhere."""
    text = scene.text[start:end]
    while text:
        text = text.strip(" ，、“”")
        for word in (*speech("adverbs"), *speech("openers")):
            if text.startswith(word):
                text = text[len(word) :]
                break
        else:
            break
    phrase = re.fullmatch(
        r"(?:在|就|对|向|当|被|通过|接受|谈到|谈及|回应|发布|发表|出席)?[^，。]{0,30}(?:时|中|上|后|事|声明|文章|采访)?",
        text,
    )
    return not text or (
        phrase is not None and text.startswith(("在", "就", "对", "向", "当", "被", "通过", "接受", "谈到", "谈及"))
    )


def _subject_before(scene: Scene, parts: list[Range], clause: Range) -> Source | None:
    """The subject of an earlier clause of the sentence, the nearest that has one ("云海公司发布声明，称…")."""
    for start, end in reversed([p for p in parts if p[1] <= clause[0]]):
        if (found := subject(scene, start, end)) is not None:
            return replace(found, clause=clause)
    return None


def subject(scene: Scene, start: int, end: int) -> Source | None:
    """Who a clause is about: the source that stands before its first verb or preposition."""
    for word in scene.page.words_in(start, end):
        if word.start >= end:
            break
        if word.start <= start or scene.covering(word.start) is not None:
            continue
        if word.tag in ("v", "p", "d", "vd", "c", "vn") or word.text in ("在", "被", "将", "的"):
            if word.text == "的":
                return None
            found = source_in(scene, start, word.start)
            if found is not None or word.tag in ("v", "p"):
                return found
    return None


# ---- what is said


def _content(scene: Scene, sentence: Range, clause: Range, end: int, verb: str, source: Source | None) -> Range | None:
    text = scene.text
    rest = text[end : sentence[1]]
    if not rest.strip(_SENTENCE_END + "，"):
        return _content_before(scene, sentence, clause, source)
    marked = re.match(r"\s?[，：:,]?\s?“|\s?[，：:,]", rest)
    if verb in speech("needs_mark") and not marked:
        return None
    if (
        marked
        and marked.group().strip() in ("，", ",")
        and verb in ("回应", "回复", "答复")
        and re.match(r"，(?:也|并|但|而)", rest)
    ):
        return None
    first, last = trimmed(text, end, sentence[1])
    return inside_quotation(text, first, last)


def _content_before(scene: Scene, sentence: Range, clause: Range, source: Source | None) -> Range | None:
    """What is said stands before: "“…”，云海公司说。" """
    begin = clause[0]
    text = scene.text
    quote = text.rfind("”", sentence[0], source.start if source is not None else clause[1])
    if quote >= begin:
        begin = quote + 1
    first, last = trimmed(text, sentence[0], begin)
    return inside_quotation(text, first, last) if last - first >= 3 else None


def inside_quotation(text: str, start: int, end: int) -> Range:
    """A stretch that is one quotation, without its marks; any other stretch as it is."""
    quoted = quotations(text, start, end)
    if len(quoted) == 1 and quoted[0][0] == start + 1 and quoted[0][1] >= end - 1:
        return trimmed(text, *quoted[0], marks="，。；：、 ")
    if text[end - 1 : end] == "”" and text.count("“", start, end) < text.count("”", start, end):
        end -= 1
    return trimmed(text, start, end)


def _quoted_before(scene: Scene, sentence: Range, frame: Frame) -> Range | None:
    """The part of a quotation before the words that say whose it is: "“甲，”李建国说，“乙。”" """
    if frame.source is None or frame.content[0] < frame.cue[1]:
        return None
    begin = frame.source.clause[0]
    text = scene.text
    if text[max(0, begin - 1) : begin] not in ("”", "，") or not text[sentence[0] : begin].rstrip("，").endswith("”"):
        return None
    opened = text.rfind("“", sentence[0], begin)
    if opened < 0 or text[sentence[0] : opened].strip("，。 "):
        return None
    return trimmed(text, opened + 1, text.rfind("”", opened, begin))


def _bounded(scene: Scene, found: list[Frame]) -> list[Frame]:
    """Each frame's content ends where another frame that does not lie inside it begins."""
    made = []
    for index, frame in enumerate(found):
        content = frame.content
        for later in found[index + 1 :]:
            begins = later.source.clause[0] if later.source is not None else later.cue[0]
            begins = max(begins, content[0])
            if later.cue[0] >= content[1] or later.cue[0] < content[0] or later.cue == frame.cue:
                continue
            if begins <= content[0] + 1:
                break  # it stands at the head of what is said: a chain
            before = trimmed(scene.text, content[0], begins)
            content = inside_quotation(scene.text, *before) if before[1] > before[0] else content
            break
        made.append(replace(frame, content=content))
    return made


# ---- "据…"


def _according(scene: Scene, sentence: Range) -> Iterator[Frame]:
    """ "据路透社报道，…", "根据海关数据，…", "据悉，…"."""
    text = scene.text
    for clause in clauses(text, *sentence):
        start, end = clause
        at = start + len(text[start:end]) - len(text[start:end].lstrip(" “"))
        for opener in ("另", "又", "而", "但"):
            if text.startswith(opener + "据", at):
                at += 1
        nobody = next((w for w in speech("according_nobody") if text.startswith(w, at)), None)
        if nobody is not None:
            content = trimmed(text, at + len(nobody), sentence[1])
            if content[0] < content[1]:
                yield Frame(sentence, (at, at + len(nobody)), content, Stance.ALLEGES, nobody, according=True)
            continue
        lead = next((w for w in ("根据", "依据", "按照", "据") if text.startswith(w, at)), None)
        if lead is not None and (frame := _according_to(scene, sentence, (at, end), at + len(lead))):
            yield frame
    for match in re.finditer("据称|据报道|据传|据信|据说", text[sentence[0] : sentence[1]]):
        at = sentence[0] + match.start()
        clause = next(((a, b) for a, b in clauses(text, *sentence) if a < at < b), (at, at))
        if (
            clause[0] < at - 1
            and not any(a <= at < b for a, b in quotations(text, *sentence))
            and text[clause[0] : at].strip(" 另但而又") != ""
        ):
            content = trimmed(text, *clause)
            yield Frame(sentence, (at, at + len(match.group())), content, Stance.ALLEGES, match.group(), according=True)


def _according_to(scene: Scene, sentence: Range, clause: Range, begin: int) -> Frame | None:
    text, end = scene.text, clause[1]
    tail = next((w for w in speech("according") if text[begin:end].endswith(w)), "")
    source = source_in(scene, begin, end - len(tail))
    if source is None or (not tail and source.kind != "paper"):
        return None
    if (
        source.kind == "paper"
        and text[source.head[0] : source.head[1]] in ("协议", "合同", "通知", "名单")
        and not tail
        and source.start == source.head[0]
    ):
        return None
    if source.clause[0] < clause[0]:
        return None
    content = trimmed(text, end, sentence[1])
    if content[1] - content[0] < 2:
        content = trimmed(text, sentence[0], clause[0])
        if content[1] - content[0] < 3:
            return None
    cue = (end - len(tail), end) if tail.strip("的") else (clause[0], begin)
    return Frame(
        sentence,
        cue,
        inside_quotation(text, *content),
        Stance.ASSERTS,
        tail or "据",
        replace(source, clause=clause),
        according=True,
    )
