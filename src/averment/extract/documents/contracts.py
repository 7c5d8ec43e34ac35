"""The parties of a contract as running words name them: "X, hereinafter referred to as the “Seller”"."""

import re
from functools import lru_cache

from averment.extract.documents.kinds import Segment
from averment.extract.documents.making import Maker
from averment.extract.documents.parties import NAMES, name_in
from averment.extract.documents.pieces import Piece, part
from averment.extract.tables import table
from averment.paper import Field

_ROLES = {
    "seller": ("seller", "supplier", "vendor", "продавец", "поставщик", "卖方", "供方", "甲方"),
    "buyer": ("buyer", "purchaser", "customer", "client", "покупатель", "заказчик", "买方", "需方", "乙方"),
}
_REACH = 4_000
"""Characters from the beginning of a contract in which its parties are named."""


@lru_cache(maxsize=1)
def _formula() -> re.Pattern[str]:
    words = "|".join(f"(?:{p})" for p in table("documents")["hereinafter"].values())
    roles = "|".join(r for names in _ROLES.values() for r in names)
    return re.compile(
        rf"(?:{words})[\s,–—-]*(?:the\s+)?[«\"“'(]*\s*(?:the\s+)?(?P<role>{roles})(?:ем|а|ом)?(?!\w)", re.IGNORECASE
    )


def named_parties(segment: Segment, maker: Maker, known: set[str]) -> list[Field]:
    """Seller and buyer where a formula names them, each once; the name is the first since the formula before."""
    found: list[Field] = []
    pieces = [p for row in segment.leaves[0].rows for p in row]
    begin = segment.title.piece.start if segment.title else pieces[0].start
    edge = begin
    for piece in _passages(pieces, begin):
        for match in _formula().finditer(piece.text):
            role = next(r for r, names in _ROLES.items() if match["role"].lower() in names)
            at = piece.start + match.start()
            name = _name(piece, max(edge, piece.start), at, maker)
            edge = piece.start + match.end()
            if name is not None and role not in known and at - name.end < 300:
                known.add(role)
                label = part(piece, piece.start + match.start("role"), piece.start + match.end("role"))
                found.append(maker.party(role, name, label))
    return found


def _passages(pieces: list[Piece], begin: int) -> list[Piece]:
    """The passages of the beginning as whole pieces: a sentence may go over many lines."""
    seen: dict[int, Piece] = {}
    for piece in pieces:
        passage = piece.passage
        if piece.start >= begin and piece.start < begin + _REACH and passage.start not in seen:
            seen[passage.start] = Piece(
                passage.start, passage.end, passage.text, 0, 1, piece.level, piece.height, piece.block, passage
            )
    return list(seen.values())


def _name(piece: Piece, start: int, end: int, maker: Maker) -> Piece | None:
    for mention in maker.near(start, end):
        if mention.schema in NAMES and mention.place.start >= start and mention.place.end <= end:
            return part(piece, mention.place.start, mention.place.end)
    words = piece.text[start - piece.start : end - piece.start]
    shift = len(words) - len(words.lstrip(" ,;.и\n"))
    found = name_in(words[shift:])
    if found is None or re.search(r"\d{4}", words[shift : shift + found[1]]):
        return None
    return part(piece, start + shift + found[0], start + shift + found[1])
