"""Which pages are a paper of trade, and of which kind: a title that stands by itself, and enough labelled fields.

A text that merely speaks of an invoice has neither.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from averment.extract.documents.days import day_in
from averment.extract.documents.labels import Vocabulary, fold, phrases_of, vocabulary_of
from averment.extract.documents.pieces import Leaf, Piece, part
from averment.extract.tables import table

_TOP = 16
"""Lines at the top of a page or text among which a title is looked for."""
_MOST_LEAVES = 40
"""Pages of one paper that are looked at."""


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title (`piece`), the kind they name, and what follows them on their line: a number and a date."""

    kind: str
    piece: Piece
    rest: Piece | None
    row: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Pages that may be one paper: from a title to before the next, or a whole text without one."""

    title: Title | None
    leaves: tuple[Leaf, ...]
    truncated: bool = False
    """Whether more pages followed than are looked at."""


@lru_cache(maxsize=1)
def _titles() -> Vocabulary:
    kinds = table("documents")["kinds"]
    return vocabulary_of(phrases_of({name: row["titles"] for name, row in kinds.items()}))


def needs(kind: str) -> int:
    """How many different labelled fields a paper of this kind must have."""
    return int(table("documents")["kinds"][kind]["needs"])


def expects(kind: str) -> tuple[str, ...]:
    """The fields that are reported as not stated when they are not there."""
    return tuple(table("documents")["kinds"][kind]["expects"]) if kind in table("documents")["kinds"] else ()


def modality_of(kind: str) -> str:
    """Whether the kind states what is done ("fact") or what is meant to be ("planned": an offer, a contract)."""
    return str(table("documents")["kinds"][kind]["modality"])


def medium_of(kind: str) -> str:
    """ "record" for entries made as a routine (a customs declaration), else "document"."""
    return str(table("documents")["kinds"][kind].get("medium", "document"))


def segments(pages: Sequence[Leaf]) -> list[Segment]:
    """The papers that a source may hold: each title begins one; pages without one go with the page before."""
    made: list[tuple[Title | None, list[Leaf]]] = []
    cut: set[int] = set()
    for leaf in pages:
        title = title_of(leaf)
        before = made[-1] if made else None
        if title is not None and not (before and before[0] and _same(before[0], title)):
            made.append((title, [leaf]))
        elif before is None or leaf.rows[0][0].block.split()[0] != before[1][-1].rows[0][0].block.split()[0]:
            made.append((None, [leaf]))
        elif len(before[1]) < _MOST_LEAVES:
            before[1].append(leaf)
        else:
            cut.add(len(made) - 1)
    return [Segment(title, tuple(leaves), number in cut) for number, (title, leaves) in enumerate(made)]


def _same(first: Title, second: Title) -> bool:
    """Whether a title is the one of the page before, printed again."""
    if first.kind != second.kind:
        return False
    one, other = (t.rest.text if t.rest else "" for t in (first, second))
    return one == other and bool(one or first.piece.text == second.piece.text)


def title_of(leaf: Leaf) -> Title | None:
    """The title among the first lines of a leaf."""
    for number, row in enumerate(leaf.rows[:_TOP]):
        for piece in row:
            found = _title_in(piece, number)
            if found is not None:
                return found
    return None


def _title_in(piece: Piece, number: int) -> Title | None:
    if len(piece.text) > 160:
        return None
    text = _unspaced(piece.text)
    folded = fold(text)
    begin = len(folded.text) - len(folded.text.lstrip(" \"«“'("))
    found = _titles().match(folded.text, begin)
    if found is None:
        return _chinese_ending(piece, number)
    phrase, kinds = found
    end = begin + len(phrase)
    while True:  # "INVOICE / СЧЁТ", "COMMERCIAL INVOICE 商业发票"
        between = re.match(r"[\s/|()«»\"-]*", folded.text[end:])
        after = end + (between.end() if between else 0)
        other = _titles().match(folded.text, after)
        if other is None:
            break
        end = after + len(other[0])
        if len(other[0]) > len(phrase) and other[1] != kinds and set(other[1]) - {"invoice"}:
            kinds = other[1]
    if text != piece.text:
        return Title(kinds[0], piece, None, number) if not folded.text[end:].strip(" )") else None
    last = folded.at[end - 1] + 1
    last = len(piece.text[:last].rstrip())
    rest = piece.text[last:]
    stripped = rest.strip(" \t\n:：,)")
    if not stripped:
        return Title(kinds[0], part(piece, piece.start, piece.start + len(piece.text[:last])), None, number)
    if not _is_number(stripped) or rest[:1].isalpha():
        return None
    at = piece.start + last + rest.index(stripped)
    return Title(kinds[0], part(piece, piece.start, piece.start + last), part(piece, at, at + len(stripped)), number)


_REST = re.compile(
    r"(?:(?:no|№|nr|n)?\.?\s*[:：]?\s*[\w/.\\-]*\d[\w/.\\-]*|(?:original|copy|оригинал|копия|正本|副本)\)?)"
    r"(?P<more>.*)$",
    re.IGNORECASE | re.DOTALL,
)


_WITH_A_NUMBER = "от dated date of г года к договору контракту page no dd to contract под 日期 and и № n the стр лист p"
"""Words that may stand beside the number of a title."""


def _is_number(rest: str) -> bool:
    """Whether what follows a title is a number, a date or both, rather than the rest of a sentence."""
    match = _REST.match(rest)
    if match is None or len(rest) > 90:
        day = day_in(rest)
        return day is not None and day[0] <= 8 and len(rest) - day[1] <= 6
    more = match["more"].strip(" ,;()")
    if not more:
        return True
    day = day_in(rest)
    left = more if day is None else (rest[: day[0]] + rest[day[1] :])[match.start("more") :]
    allowed = set(_WITH_A_NUMBER.split())
    words = re.findall(r"[^\W\d_]+", left.lower())
    return len(words) <= 6 and all(w in allowed for w in words)


def _unspaced(text: str) -> str:
    """ "I N V O I C E" and "发 票" written wide."""
    words = text.split()
    single = all(len(w) == 1 for w in words)
    if single and (len(words) > 2 or (len(words) == 2 and all(w > "\u4e00" for w in words))):
        return "".join(words)
    return text


@lru_cache(maxsize=1)
def _chinese() -> tuple[tuple[str, str], ...]:
    found = [(t, k) for k, row in table("documents")["kinds"].items() for t in row["titles"].get("zh", ())]
    return tuple(sorted(found, key=lambda f: (-len(f[0]), f[0])))


def _chinese_ending(piece: Piece, number: int) -> Title | None:
    """ "工业品买卖合同", "深圳增值税专用发票": a title with words before it that narrow it down."""
    text = piece.text.strip()
    if not 3 <= len(text) <= 18 or not re.fullmatch(r"[\u4e00-\u9fff（）()]+", text):
        return None
    if re.search(r"[的了在是与请开付收凭据]", text):
        return None
    for phrase, kind in _chinese():
        if text.endswith(phrase):
            return Title(kind, piece, None, number)
    return None


_PARTIES = frozenset(
    {"seller", "buyer", "consignor", "consignee", "exporter", "importer", "issuer", "carrier", "payer", "declarant"}
)


def enough(kind: str, names: Iterable[str], lines: int) -> bool:
    """Whether the evidence suffices: so many different fields, and among them a party or lines of goods."""
    found = set(names)
    parties = found & _PARTIES
    weight = len(found) + (1 if lines else 0)
    return weight >= needs(kind) and bool(parties or lines)


def untitled(names: Iterable[str], lines: int) -> str | None:
    """The kind of a paper without a title: only where its own labels leave no doubt."""
    found = set(names)
    telling = lines and "number" in found and len(found & {"seller", "buyer", "consignee"}) >= 2 and len(found) >= 6
    return "invoice" if telling and found & {"total", "payment_terms", "tax"} and "bl_number" not in found else None
