"""Units of armed forces by number, and laws by name: names of which the number or the last word is the point."""

import re
from collections.abc import Iterator

from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.method import method

FORCES = method("extract.forces", "1")
LAWS = method("extract.laws", "1")

_WORD = r"[A-Z][\w’'-]+"
_KIND = (
    r"(?:Brigade|Division|Regiment|Battalion|Army(?: Corps)?|Corps|Fleet|Flotilla|Squadron|Wing|Directorate|Company"
    r"|Battery|Arsenal|Group|Centre|Center)"
)
UNIT = re.compile(
    rf"\b\d{{1,4}}(?:st|nd|rd|th|-я|-й) (?:{_WORD} ){{0,6}}{_KIND}\b(?! (?:Ltd|LLC|Inc))"
    r"|\b[Mm]ilitary [Uu]nit (?:No\. ?)?\d{4,6}\b"
    r"|(?<![\w/])(?:в/ч|[Вв]ойсков(?:ая|ой|ую) част(?:ь|и)) ?(?:№ ?)?\d{4,6}\b"
)
"""Number and kind of a unit ("72nd Mechanised Brigade"), or the figures of a Russian one ("military unit 33790")."""
_CIVIL = re.compile(r"(?:Company|Group|Centre|Center|Directorate)$")
_MILITARY = re.compile(
    r"Guards|Rifle|Tank|Motor|Air|Naval|Marine|Missile|Rocket|Artillery|Signal|Special|Separate|Assault|Main"
)

_JOINER = r"(?:of|and|on|for|in|to|the|against|with|de) "
LAW = re.compile(
    rf"\b(?:{_WORD},? (?:{_JOINER}){{0,2}}){{1,9}}(?:Act|Treaty|Regulations)\b(?: (?:of )?(?:19|20)\d\d(?!/))?"
    rf"|\bConvention on (?:the )?(?:{_WORD} (?:{_JOINER}){{0,3}}){{0,6}}{_WORD}"
)
_OPENS = re.compile(
    r"^(?:(?:The|Under|In|By|This|That|An?|Its?|His|Our|Their|Violating|Citing|Because|Since|Although) )+(?:the )?"
)


def forces(piece: ParsedPassage) -> Iterator[Found]:
    """Units of forces in a passage, with their number: two brigades that differ by it are two."""
    base = piece.passage.start
    for match in UNIT.finditer(piece.text):
        words = match.group()
        if _CIVIL.search(words) and not _MILITARY.search(words):
            continue
        yield Found(base + match.start(), base + match.end(), "PublicBody", FORCES.id)


def laws(piece: ParsedPassage) -> Iterator[Found]:
    """Laws and treaties by name: `value` is {"type": "law", "value": the name, "valid": null}."""
    base = piece.passage.start
    for match in LAW.finditer(piece.text):
        opening = _OPENS.match(match.group())
        start = match.start() + (opening.end() if opening else 0)
        name = piece.text[start : match.end()]
        if " " not in name:
            continue
        value = {"type": "law", "value": name, "valid": None}
        yield Found(base + start, base + match.end(), "Identifier", LAWS.id, value)
