"""What a Chinese sentence says in nobody's name, and the shape a claim has before it gets its places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averment.claim import Triple
from averment.extract.chinese.frames import Frame
from averment.extract.chinese.modality import is_negated, modality_of
from averment.extract.chinese.relations import appositions, relations_in
from averment.extract.chinese.scene import NUMBERED, PARTIES, Range, Scene, clauses, trimmed
from averment.stance import Modality, Stance
from averment.voice import Voice

SHORTEST = 2
"""Characters of a content: less says nothing."""


@dataclass(slots=True)
class Draft:
    """A claim before it has places in the source."""

    content: Range
    cue: Range | None
    voices: tuple[Voice, ...]
    stance: Stance
    modality: Modality = Modality.FACT
    negated: bool = False
    triples: tuple[Triple, ...] = ()


def own_words(scene: Scene, sentence: Range, frames: Sequence[Frame], made: Sequence[Draft]) -> Iterator[Draft]:
    """What a sentence says in nobody's name: relations, or figures about something named; a letter's own statements."""
    for content, triples in appositions(scene, *sentence):
        if not any(d.content[0] <= content[0] and content[1] <= d.content[1] for d in made):
            yield Draft(content, None, (), Stance.ASSERTS, triples=triples)
    for start, end in _uncovered(scene, sentence, frames, made):
        content = trimmed(scene.text, start, end)
        if numbered := NUMBERED.match(scene.text, *content):
            content = trimmed(scene.text, numbered.end(), content[1])
        if content[1] - content[0] < SHORTEST:
            continue
        beside = bool(frames or made)  # what names beside one another state has been said above
        triples = tuple(relations_in(scene, *content, beside=not beside))
        if triples or (not frames and _states(scene, content)):
            negated = is_negated(scene, content)
            yield Draft(content, None, (), Stance.ASSERTS, modality_of(scene, content), negated, triples)


def _states(scene: Scene, content: Range) -> bool:
    """Whether a stretch says something of somebody named, with a figure or in the first person of a letter."""
    inside = scene.inside(*content)
    values = [n for n in inside if n.mention.schema in _VALUES]
    names = [n for n in inside if n.mention.schema not in _VALUES]
    ours = any(n.mention.schema in PARTIES for n in names) and _first_person(scene, content)
    return bool(values or ours) and bool(names) and _is_clause(scene, content)


_VALUES = ("Date", "Money", "Quantity", "Identifier")


def _uncovered(scene: Scene, sentence: Range, frames: Sequence[Frame], made: Sequence[Draft]) -> list[Range]:
    """The stretches of a sentence that no frame and no response has anything to do with, whole clauses each."""
    if not frames and not made:
        return _parts(scene, sentence)
    busy = [(f.source.clause[0] if f.source is not None else f.cue[0], max(f.cue[1], f.content[1])) for f in frames]
    busy += [d.content for d in made if d.cue is not None] + [d.cue for d in made if d.cue is not None]
    found: list[Range] = []
    for start, end in clauses(scene.text, *sentence):
        if any(a < end and start < b for a, b in busy):
            continue
        if found and found[-1][1] >= start - 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_clause(scene: Scene, content: Range) -> bool:
    """Whether a stretch states something: it has a verb, and is no heading or line of a form."""
    words = scene.page.words_in(*content)
    return any(
        (w.tag in ("v", "vn", "vd") or w.text in ("为", "是", "系")) and scene.covering(w.start) is None for w in words
    )


def _first_person(scene: Scene, content: Range) -> bool:
    """Whether the writer speaks of himself: a letter's own words are worth keeping where they name a party."""
    return (
        re.match(
            r"(?:[一二三四五六七八九十\d]+[、.]\s?)?(?:我公司|我司|本公司|我方|我们|本集团|我厂|本人|我集团|我行|本行)",
            scene.text[content[0] : content[1]],
        )
        is not None
    )


def _parts(scene: Scene, sentence: Range) -> list[Range]:
    """A sentence at its semicolons."""
    text = scene.text
    found, start = [], sentence[0]
    for at in range(*sentence):
        if text[at] in "；;":
            found.append((start, at))
            start = at + 1
    found.append((start, sentence[1]))
    return [(a, b) for a, b in found if b - a > SHORTEST]
