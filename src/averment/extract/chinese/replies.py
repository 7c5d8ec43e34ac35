"""Who responds, and who asked."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from averment.extract.chinese.answers import Answer
from averment.extract.chinese.scene import PARTIES, Range, Scene, clauses, quotations, speech
from averment.extract.chinese.sources import Source, source_in
from averment.extract.chinese.voices import Voicing, is_newsroom
from averment.stance import Stance
from averment.voice import Medium, Role, Voice

D = TypeVar("D")

_UNREACHED = re.compile(
    r"(?P<cue>(?:无法|未能|没能|没有能够|一直未能|始终未能|尚未能)(?:立即|马上|及时)*)(?:(?:与|同|和)(?P<with>[^，。；]{1,28}?)(?P<done>取得联系|取得联络|联系上)|(?:联系|联络)(?:到|上)?(?P<to>[^，。；]{2,28}))"
)
_ASKED_PARTY = re.compile(
    r"(?:致电|致函|去电|去函|联系|询问|向|多次致电|多次联系|拨打)(?P<party>[^，。；]{2,28}?)(?:求证|询问|了解|发送|发出|提出|核实|的电话|的办公电话|的公开电话|$)"
)


def party_of(scene: Scene, sentence: Range, answer: Answer) -> Source | None:
    """Who stands before the words of a response in its clause; for a call nobody took, who was called."""
    text = scene.text
    quoted = next((q for q in quotations(text, *sentence) if q[0] <= answer.start < q[1]), None)
    inside = clauses(text, *(quoted or sentence))
    here = next((c for c in inside if c[0] <= answer.start < c[1]), sentence)
    begin = min(answer.start, answer.cue[0])
    if answer.stance == Stance.DENIES and answer.about[1] <= answer.cue[0] and answer.about[0] == answer.start:
        begin = answer.start
    if answer.stance == Stance.WITHHELD and (modified := _modified(scene, here, answer)):
        return modified
    while begin > here[0] and (
        verb := next((v for v in ("斥责", "斥", "称", "说", "批", "指") if text.endswith(v, 0, begin)), None)
    ):
        begin -= len(verb)
    found = source_in(scene, here[0], begin) or _called(scene, here[0], answer)
    if found is not None:
        return found
    if answer.stance == Stance.NO_RESPONSE:
        for start, end in reversed([c for c in inside if c[0] <= here[0]]):
            match = _ASKED_PARTY.search(text, start, min(end, begin) if start == here[0] else end)
            named = list(scene.inside(match.start("party"), match.end("party"), PARTIES)) if match else []
            if (start, end) != here and (called := _called(scene, start, answer)) and called.end < end:
                return called
            if named:
                return Source(named[-1].start, named[-1].end, (named[-1].start, named[-1].end), "name", (), here)
    return None


def _called(scene: Scene, start: int, answer: Answer) -> Source | None:
    """ "云海公司的电话无人接听": whose telephone it is."""
    match = re.compile(r"(?:的|公开的?|办公|公司)*(?:电话|手机|座机|邮箱|热线|总机|号码)").match
    for named in reversed(scene.inside(start, answer.cue[1], PARTIES)):
        if match(scene.text, named.end) and answer.stance == Stance.NO_RESPONSE:
            return Source(named.start, named.end, (named.start, named.end), "name", (), (start, named.end))
    return None


def _modified(scene: Scene, clause: Range, answer: Answer) -> Source | None:
    """ "两名不愿透露姓名的官员": who withholds stands behind the words."""
    last = max(answer.cue[1], answer.about[1])
    if scene.text[last : last + 1] != "的":
        return None
    for noun_end in range(last + 2, min(last + 24, clause[1]) + 1):
        if scene.text[last + 1 : noun_end].endswith(speech("unnamed")) and not scene.text[
            last + 1 : noun_end + 2
        ].endswith(speech("unnamed")):
            return source_in(scene, clause[0], noun_end)
    return None


def asker(scene: Scene, voicing: Voicing, answer: Answer) -> Iterator[Voice]:
    """Who asked, where the words of the response say so ("路透社的置评请求", "本报的询问")."""
    if answer.asked is None:
        return
    start, end = answer.asked[0], max(answer.asked[1], answer.about[1])
    for named in scene.inside(start, end, PARTIES):
        asks = is_newsroom(named.mention, voicing.outlets) or re.match(
            r"(?:记者)?(?:的|提出的|发出的|就)[^，。]{0,16}(?:请求|询问|问题|提问|邮件|信|来函|质询|查询|电话)",
            scene.text[named.end : end],
        )
        if asks:
            place = named.mention.place
            yield Voice(named.mention.text, Role.ASKER, Medium.SPEECH, place.start, place.end, named.mention.id)
            return
    for noun in (*speech("reporters"), "我方", "我们", "我司", "我公司"):
        at = scene.text.find(noun, start, end)
        if at >= 0:
            span = scene.page.span(at, at + len(noun))
            yield Voice(span.text, Role.ASKER, Medium.SPEECH, span.start, span.end)
            return


def unreachable(scene: Scene, voicing: Voicing, sentence: Range, draft: Callable[..., D]) -> Iterator[D]:
    """ "路透社无法联系到云海公司置评": the party did not answer, the newsroom asked."""
    text = scene.text
    for match in _UNREACHED.finditer(text, *sentence):
        group = "with" if match["with"] else "to"
        named = scene.inside(match.start(group), match.end(group), PARTIES)
        if not named and match[group].startswith(("其", "对方", "该公司", "它")):
            opening = scene.inside(*next(iter(clauses(text, *sentence)), sentence), PARTIES)
            named = [n for n in opening if n.mention.schema == "Company"]
            named = named if len({n.mention.text for n in named}) == 1 else []
        if not named:
            continue
        party = named[-1]
        end = match.end("done") if match["with"] else max(party.start, match.end("cue"))
        asked = re.compile(r"(?:请其)?(?:置评|评论|回应)").search(text, party.end, match.end(group))
        content = asked.span() if asked else (match.start("cue"), end)
        voices = [
            Voice(
                party.mention.text,
                Role.SPEAKER,
                Medium.SPEECH,
                party.mention.place.start,
                party.mention.place.end,
                party.mention.id,
            )
        ]
        here = next((c for c in clauses(text, *sentence) if c[0] <= match.start() < c[1]), sentence)
        who = source_in(scene, here[0], match.start())
        if who is not None:
            voices += [Voice(v.name, Role.ASKER, v.medium, v.start, v.end, v.mention) for v in voicing.chain(who)[-1:]]
        yield draft(content, (match.start("cue"), end), tuple(voices), Stance.NO_RESPONSE)
