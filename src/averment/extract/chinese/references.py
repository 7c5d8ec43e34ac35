"""Descriptions and pronouns that stand for one thing named before, and for nothing when two would do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from averment.extract.chinese.page import Page, page_of
from averment.extract.chinese.scene import Named, Scene, clauses, root, scene_of
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import table
from averment.mention import Mention
from averment.method import method

CHINESE_REFERENCES = method("extract.chinese_references", "1")

REACH = 3
"""Sentences back, this one included, in which what is meant must have been named."""


@dataclass(frozen=True, slots=True)
class Referring:
    """Words that stand for something of a kind."""

    schema: str
    kind: str
    ends: tuple[str, ...] = ()
    bare: bool = False
    plural: int = 0


def references(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Mention]:
    """A mention for every description and pronoun that only one thing fits, at its place, with the reason."""
    by_id = {m.id: m for m in mentions}
    named: list[list[Named]] = []
    made: list[Mention] = []
    at = 0
    for piece in pieces:
        mine = []
        while at < len(mentions) and mentions[at].place.start < piece.passage.end:
            if mentions[at].place.start >= piece.passage.start:
                mine.append(mentions[at])
            at += 1
        if piece.own is None:
            continue
        scene = scene_of(page_of(piece), mine, by_id)
        for start, end in scene.page.sentences():
            here = scene.inside(start, end)
            for begin, stop, referring in _words(scene, start, end):
                before = [n for n in here if n.end <= begin]
                found = _meant(referring, [*named[-(REACH - 1) :], before], by_id)
                if found:
                    made.append(_mention(scene.page, begin, stop, referring, found))
            named.append(here)
    return made


def _words(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int, Referring]]:
    """The referring words of a sentence that are words of their own and no part of a name."""
    taken = start
    for match in _pattern().finditer(scene.text, start, end):
        referring = _referring()[match.group()]
        if match.start() < taken or (scene.covering(match.start()) is not None and not _is_count(scene, match.start())):
            continue
        if referring.bare and not _is_bare(scene, match.start(), match.end()):
            continue
        after, lead = (
            scene.text[match.end() : match.end() + 1] or " ",
            scene.text[max(0, match.start() - 1) : match.start()] or " ",
        )
        if referring.kind == "pronoun" and (after in "们国人乡日" or lead in "其吉排"):
            continue
        taken = match.end()
        yield match.start(), match.end(), referring


def _is_count(scene: Scene, at: int) -> bool:
    named = scene.covering(at)
    return named is not None and named.mention.schema == "Quantity"


def _is_bare(scene: Scene, start: int, end: int) -> bool:
    """Whether "公司" stands alone where a clause begins, or right behind a verb of saying."""
    if scene.text[end : end + 1] in "法名章员" or scene.text[end : end + 2] in ("登记", "注册"):
        return False
    opens = any(
        a <= start and scene.text[a:start].strip("“ ") == "" for a, _ in clauses(scene.text, *_sentence(scene, start))
    )
    return opens or scene.text[max(0, start - 4) : start].endswith(
        ("“", "表示", "称", "说", "认为", "强调", "透露", "指出", "否认", "承认")
    )


def _sentence(scene: Scene, at: int) -> tuple[int, int]:
    return scene.page.sentence_at(at) or (at, len(scene.text))


def _meant(referring: Referring, named: Sequence[Sequence[Named]], by_id: dict[str, Mention]) -> list[Mention]:
    """What is meant: the only thing of the kind in the nearest sentence that names any; none where several do."""
    for sentence in reversed(named):
        things: dict[str, Mention] = {}
        for one in sentence:
            origin = root(one.mention, by_id)
            if origin.schema == referring.schema and not one.mention.value.get("reference"):
                things[origin.id] = one.mention
        fitting = {
            i: m
            for i, m in things.items()
            if not referring.ends or by_id.get(i, m).text.endswith(referring.ends) or m.text.endswith(referring.ends)
        }
        if referring.plural:
            if things:
                return list(things.values()) if len(things) == referring.plural else []
            continue
        if len(fitting) == 1 and (referring.ends or len(things) == 1):
            return list(fitting.values())
        if things:
            return []
    return []


def _mention(page: Page, start: int, end: int, referring: Referring, meant: Sequence[Mention]) -> Mention:
    span = page.span(start, end)
    place = page.passage.place(span.start, span.end)
    reason = (
        "the only one of its kind named shortly before"
        if len(meant) == 1
        else "as many of the kind as the words say, named shortly before"
    )
    value: dict[str, Any] = {"reference": referring.kind}
    if len(meant) > 1:
        return Mention(
            place,
            referring.schema,
            span.text,
            CHINESE_REFERENCES.id,
            value | {"stands_for": [m.id for m in meant]},
            None,
            reason,
        )
    return Mention(place, meant[0].schema, span.text, CHINESE_REFERENCES.id, value, meant[0].id, reason)


@lru_cache(maxsize=1)
def _referring() -> dict[str, Referring]:
    found = {}
    for entry in table("chinese_words")["references"]:
        for word in entry["words"]:
            found[word] = Referring(
                entry["schema"],
                entry["kind"],
                tuple(entry.get("ends", ())),
                bool(entry.get("bare")),
                int(entry.get("plural", 0)),
            )
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_referring(), key=lambda w: (-len(w), w))))
