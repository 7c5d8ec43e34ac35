"""Whether two spellings are one text read twice: pure comparisons of words."""

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

from averment.resolve.judged.policy import policy

_HAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
WORD = re.compile(f"[{_HAN}]|[^\\W_{_HAN}]+")
"""A word, or a single Chinese, Japanese or Korean character."""
_SAME = str.maketrans(
    {**dict.fromkeys("“”„«»‟〝〞「」『』", '"'), **dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_FORMAT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENED = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")


def plain(text: str) -> str:
    """Without what a reader changes and a writer does not: line ends, spaces, quotation marks, case, soft hyphens.

    >>> plain("The  “sup-\\nplier”") == plain('the "supplier"')
    True
    """
    folded = _FORMAT.sub("", unicodedata.normalize("NFKC", text)).translate(_SAME).casefold()
    return "".join(_HYPHENED.sub("", folded).split())


def with_offsets(text: str) -> tuple[str, list[int]]:
    """`plain(text)`, and for each of its characters the offset in `text` it comes from."""
    made: list[str] = []
    offsets: list[int] = []
    for n, raw in enumerate(text):
        if raw.isspace() or (ord(raw) > 127 and _FORMAT.match(raw)):
            continue
        hyphen = raw == "-" or (ord(raw) > 127 and raw.translate(_SAME) == "-")
        if hyphen and n and text[n - 1].isalpha() and text[n + 1 : n + 2].isspace() and _next_letter(text, n + 1):
            continue
        for char in _folded(raw):
            made.append(char)
            offsets.append(n)
    return "".join(made), offsets


def _folded(char: str) -> str:
    if char < "\x80":
        return char.lower()
    return "".join(unicodedata.normalize("NFKC", char).translate(_SAME).casefold().split())


def _next_letter(text: str, start: int) -> bool:
    rest = text[start : start + 40].lstrip()
    return rest[:1].isalpha()


def words_of(text: str) -> list[str]:
    """The words, in one case."""
    return WORD.findall(text.casefold())


def ratio(one: str, other: str) -> float:
    """Share of the characters two texts have in common, in order (difflib's ratio)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def tells_the_same(one: str, other: str) -> bool:
    """No figure differs between them, and no word that turns a statement round."""
    return _figures(one) == _figures(other) and turning_words(one) == turning_words(other)


def turning_words(text: str) -> Counter[str]:
    """The negations, denials and conditions in a text ("n't" counts as "not" does)."""
    turning = policy()["turning"]
    found = Counter(w for w in words_of(text) if w in turning)
    joined = text.casefold()
    for phrase in (w for w in turning if len(w) > 1 and re.fullmatch(f"[{_HAN}]+", w)):
        if n := joined.count(phrase):
            found[phrase] += n
    return found


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", unicodedata.normalize("NFKC", text))


def same_name(one: str, other: str, *, loosely: bool) -> bool:
    """Whether two names are spelt alike; `loosely` lets a slip of recognition pass, never another figure."""
    a, b = plain(one), plain(other)
    if a == b:
        return True
    return loosely and _figures(one) == _figures(other) and ratio(a, b) >= policy()["same_name"]
