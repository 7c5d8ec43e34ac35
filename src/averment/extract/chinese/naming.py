"""All names of the Chinese passages of a source: proposals gathered, kinds settled, every occurrence found."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from averment.extract.chinese.bodies import bodies, newsrooms
from averment.extract.chinese.companies import companies, short_names
from averment.extract.chinese.goods import goods
from averment.extract.chinese.introduced import introduced
from averment.extract.chinese.page import Page, page_of
from averment.extract.chinese.people import people
from averment.extract.chinese.places import places
from averment.extract.chinese.script import is_han, simplified
from averment.extract.chinese.spot import MEDIUM, STRONG, Spot, ends_word, in_dictionary, place_table, starts_word
from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import table
from averment.method import method

CHINESE_NAMES = method("extract.chinese_names", "1")

PARTIES = ("Company", "Organization", "PublicBody", "Person")


@dataclass(slots=True)
class Register:
    """What a source calls things: name → schema, and which names need no more than their words to be found again."""

    weights: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(float)))
    countries: dict[str, str] = field(default_factory=dict)
    alone: dict[str, bool] = field(default_factory=dict)

    def note(self, name: str, spot: Spot) -> None:
        """Count one proposal."""
        self.weights[name][spot.schema] += spot.weight
        if spot.country:
            self.countries[name] = spot.country
        self.alone[name] = self.alone.get(name, False) or spot.alone

    def schema(self, name: str) -> str:
        """The kind most vouched for; at equal weight the first in the alphabet."""
        return min(self.weights[name], key=lambda s: (-self.weights[name][s], s))


def names(pieces: Sequence[ParsedPassage], outlet: str | None) -> list[Found]:
    """Every name of the passages, at its places, none overlapping another."""
    pages = [page_of(piece) for piece in pieces]
    spots = [settled(list(proposals(page))) for page in pages]
    register = Register()
    for page, found in zip(pages, spots, strict=True):
        for spot in found:
            register.note(page.text[spot.start : spot.end], spot)
    if outlet:
        register.note(simplified(outlet), Spot(0, 0, "Organization", STRONG))
    _shortened(pages, register)
    placed: list[Found] = []
    for page, mine in zip(pages, spots, strict=True):
        whole = settled(
            [*(replace(s, schema=register.schema(page.text[s.start : s.end])) for s in mine), *_again(page, register)]
        )
        placed += [_found(page, spot, register) for spot in whole]
    return placed


def proposals(page: Page) -> Iterator[Spot]:
    """What each finder takes for a name in a page; they may overlap."""
    yield from known(page)
    yield from companies(page)
    yield from bodies(page)
    yield from people(page)
    yield from goods(page)
    yield from places(page)
    yield from introduced(page)


def known(page: Page) -> Iterator[Spot]:
    """Names every reader knows, where they are words of their own."""
    rows = table("chinese_known")
    for schema in ("Organization", "Company", "Good"):
        yield from _listed(page, map(str, rows[schema]), schema, rows["not_alone"])
    yield from _listed(page, newsrooms(), "Organization", rows["not_alone"])


def _listed(page: Page, listed: Iterable[str], schema: str, not_alone: Sequence[str]) -> Iterator[Spot]:
    text = page.text
    for name in listed:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            whole = len(name) > 3 or ((starts_word(page, at) or not is_han(name[0])) and ends_word(page, end))
            latin = name[0].isascii() and (
                (text[max(0, at - 1) : at].isascii() and text[max(0, at - 1) : at].isalnum())
                or (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
            )
            quoted = text[max(0, at - 1) : at] in ("“", "《")
            if whole and not latin and (name not in not_alone or quoted):
                yield Spot(at, end, schema, STRONG, alone=name not in not_alone)
            at = text.find(name, end)


def _shortened(pages: Sequence[Page], register: Register) -> None:
    """The short forms of companies named in full, when the source uses them and they fit one company only."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in sorted(n for n in register.weights if register.schema(n) == "Company"):
        for short in short_names(name):
            owners[short].add(name)
    text = "\n".join(page.text for page in pages)
    for short, full in sorted(owners.items()):
        if len(full) == 1 and short in text and short not in register.weights:
            register.note(short, Spot(0, 0, "Company", MEDIUM))
    for name in sorted(n for n in register.weights if register.schema(n) == "PublicBody"):
        for short in body_parts(name):
            if short in text and short not in register.weights:
                register.note(short, Spot(0, 0, "PublicBody", MEDIUM))
    for name in sorted(n for n in register.weights if register.schema(n) == "Person" and "·" in n):
        for part in (name.rsplit("·", 1)[1], name.split("·", 1)[0]):
            if (
                len(part) >= 2
                and part in text
                and part not in register.weights
                and (len(part) > 2 or not in_dictionary(part))
            ):
                register.note(part, Spot(0, 0, "Person", MEDIUM))


def body_parts(name: str) -> list[str]:
    """What a body is called without the country and without the body it belongs to: "国际贸易署", "商务部".

    >>> body_parts("台湾经济部国际贸易署")
    ['经济部国际贸易署', '国际贸易署']
    """
    place = next((p for p in sorted(place_table(), key=lambda p: (-len(p), p)) if name.startswith(p)), "")
    rest = name[len(place) :]
    made = [rest] if place else []
    inner = re.match(r".{1,8}?(?:部|总署|委员会|国务院|行政院)(?=.{3,}(?:局|署|司|办公室|委员会)$)", rest)
    if inner:
        made.append(rest[inner.end() :])
    return [m for m in made if len(m) >= 3 and not m.startswith(("和", "与"))]


def _again(page: Page, register: Register) -> Iterator[Spot]:
    """Every occurrence of every name of the source; a name of two characters only where it is a word of its own."""
    for name in sorted(register.weights):
        if not register.alone[name]:
            continue
        at = page.text.find(name)
        while at >= 0:
            end = at + len(name)
            if _whole(page, at, end):
                yield Spot(at, end, register.schema(name), MEDIUM, register.countries.get(name))
            at = page.text.find(name, end)


def _whole(page: Page, start: int, end: int) -> bool:
    text = page.text
    if (
        text[start].isascii()
        and text[max(0, start - 1) : start].isalnum()
        and text[max(0, start - 1) : start].isascii()
    ):
        return False
    if text[end - 1].isascii() and text[end : end + 1].isalnum() and text[end : end + 1].isascii():
        return False
    if text[end : end + 1] == "长" and text[end - 1] in "部局署院厅处司":
        return False  # "国防部长" is a person
    if end - start > 3 or not is_han(text[start]):
        return True
    return starts_word(page, start) if end - start == 3 else starts_word(page, start) and ends_word(page, end)


def settled(spots: list[Spot]) -> list[Spot]:
    """Spots that do not overlap, in order: the surer wins where one does not hold the other, else the longer."""
    kept: dict[tuple[int, int], Spot] = {}
    taken = bytearray(max((s.end for s in spots), default=0))
    for spot in sorted(spots, key=lambda s: (s.start - s.end, -s.weight, s.start, s.schema)):
        place = (spot.start, spot.end)
        if not any(taken[spot.start : spot.end]):
            kept[place] = spot
            taken[spot.start : spot.end] = b"\x01" * (spot.end - spot.start)
        elif (same := kept.get(place)) is not None and same.country is None and same.schema == spot.schema:
            kept[place] = replace(same, country=spot.country)
    return sorted(kept.values(), key=lambda s: s.start)


def _found(page: Page, spot: Spot, register: Register) -> Found:
    country = spot.country or register.countries.get(page.text[spot.start : spot.end])
    value = {"country": country} if country and spot.schema in ("Country", "Address") else {}
    return Found(*page.offsets(spot.start, spot.end), spot.schema, CHINESE_NAMES.id, value)
