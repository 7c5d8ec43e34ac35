"""Responses in Chinese: no reply, no comment, no knowledge, a denial, a check that failed, something held back."""

import re
from dataclasses import dataclass
from functools import lru_cache

from averment.extract.chinese.scene import NUMBERED, Range, Scene, speech
from averment.extract.tables import table
from averment.stance import Stance

_NOT = "(?:并没有|并未|没有|尚未|暂未|迄未|从未|均未|皆未|未曾|未有|没|未)"
_HOW = (
    "(?:立即|马上|及时|即时|就此|对此|予以|作出|做出|给予|任何|进一步|公开|公开地|正面|直接|当即"
    "|再|能|有|作|做|具体|立刻|正式)*"
)
_TOLD = re.compile(r".*(?:称|说(?![法明])|表示|指出|认为|强调|回应(?!称)|斥责?|批评?(?=有关|相关|所谓|上述|该|这))")
"""A verb of saying before what is called false: "并称|相关报道不实"."""

_JOINT = re.compile("(?:但是?|不过|然而|而|同时)")
_DEGREE = re.compile("完全|纯粹|根本|均|都|皆|明显|严重|系|属|是|毫|并|也|又")
_ON = "(?:(?:就|对|对于|针对|向)(?P<on>[^，。；！？]{1,36}?))?"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: its words, what it is about, and where its clause begins; all positions in the image."""

    stance: Stance
    cue: Range
    about: Range
    start: int
    """Where the words of the response begin, what it is about included: the party stands before."""
    asked: Range | None = None
    """Words that may name who asked."""
    passive: bool = False
    """The words need no party: "未能得到证实"."""


def answers_in(scene: Scene, start: int, end: int) -> list[Answer]:
    """The responses in a stretch, in order; where two shapes fit, the one that comes first in the table."""
    found: list[Answer] = []
    for stance, pattern in _shapes():
        for match in pattern.finditer(scene.text, start, end):
            if any(a.start < match.end() and match.start() < max(a.cue[1], a.about[1]) for a in found):
                continue
            if answer := _answer(scene, stance, match):
                found.append(answer)
    return sorted(found, key=lambda a: a.start)


def _answer(scene: Scene, stance: Stance, match: re.Match[str]) -> Answer | None:
    parts = match.groupdict()
    cue = match.span("cue")
    about = next((match.span(k) for k in ("about", "on", "before") if parts.get(k) and parts[k].strip()), cue)
    asked = match.span("on") if parts.get("on") else about
    passive = (
        bool(parts.get("before"))
        or stance == Stance.COULD_NOT_VERIFY
        or (stance == Stance.WITHHELD and about[1] <= cue[0])
    )
    if numbered := NUMBERED.match(scene.text, *about):
        about = numbered.end(), about[1]
    if stance == Stance.DECLINED and parts.get("on") and parts.get("about") and match["on"] not in ("此", "该", "此事"):
        about = match.start("on"), match.end("about")
    if stance == Stance.NO_RESPONSE:
        about = _request(scene.text, about)
    if parts.get("before") and about == match.span("before"):
        told = _TOLD.match(scene.text, *about)
        about = (told.end(), about[1]) if told and told.end() < about[1] else about
        if not _DEGREE.sub("", scene.text[about[0] : about[1]]).strip("，“ "):
            about, passive = cue, False  # "完全是无稽之谈": the words do not say what is
        joint = _JOINT.match(scene.text, *about)
        about = (joint.end(), about[1]) if joint and joint.end() < about[1] and about != cue else about
    start = match.start() if about[0] > cue[0] or not parts.get("before") else about[0]
    a, b = about
    while a < b and scene.text[a] in "了过，：到 ":
        a += 1
    if a >= b:
        a, b = cue
    return Answer(stance, cue, (a, b), start, asked, passive)


def _request(text: str, about: Range) -> Range:
    """ "路透社的置评请求": what was asked is the request, who asked stands before it."""
    match = re.compile(r"(?:的|提出的|发出的|发送的)(?P<what>[^的]{2,12})$").search(text[about[0] : about[1]])
    return (about[0] + match.start("what"), about[1]) if match else about


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    """The table of shapes, with its words filled in."""
    lists = {
        "reply": "replying",
        "comment": "commenting",
        "refuse": "refusing",
        "nothing": "knowing_nothing",
        "verify": "verifying",
        "fail": "failing",
        "named": "named_things",
        "false_words": "false_words",
    }
    pieces = {"not": _NOT, "how": _HOW, "on": _ON, "rest": r"”?(?P<about>[^，。；！？”]{0,40})"}
    pieces |= {key: f"(?:{'|'.join(speech(name))})" for key, name in lists.items()}
    filled = []
    for entry in table("chinese_answers"):
        pattern = re.sub("(?<!P)<([a-z_]+)>", lambda m: pieces.get(m[1], m.group()), entry["pattern"])
        filled.append((Stance(entry["stance"]), re.compile(pattern)))
    return tuple(filled)
