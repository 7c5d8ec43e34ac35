"""Numbers that name one thing: tax and register numbers, vessels, containers, accounts, customs codes, invoices.

Check digits are verified with python-stdnum. A number with a label is taken as what the label says, and `valid`
tells whether its check digit holds (null where the scheme has none). A number without a label is taken only when
its shape is unmistakable and its check digit holds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module

from averment.extract.found import Found
from averment.extract.language import unbroken
from averment.extract.tables import table
from averment.extract.values import check_digits
from averment.method import method
from averment.passage import Passage

IDENTIFIERS = method("extract.identifiers", "2")

SEP = r"\s*(?:[:：№#=]|No\.?|Nos\.?|number|номер|is|code|\(|–|-)?\s*(?:[:：№#])?\s*"
"""What may stand between a label and its number."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of identifier: its labels, the shape of its number, and the module of python-stdnum that checks it."""

    type: str
    labels: str
    number: str
    check: str | None = None
    unlabelled: bool = False
    """Whether the number is taken without a label when its check digit holds."""
    sign: bool = False
    """Whether the label is a common word, so that "No." or the like must stand before the number."""


_SIGN = r"\s*[,(]?\s*(?:No\.?|Nos\.?|Number|number|numbers|№|#|номер|号|:|：)\s*[:：]?\s*"


def identifiers(passage: Passage) -> Iterator[Found]:
    """Every identifier of a passage, in any language. `value` is {"type", "value", "valid"}."""
    text, taken = narrow(unbroken(passage.text)), list[tuple[int, int]]()
    for scheme, labelled, bare in _patterns():
        for match in labelled.finditer(text):
            yield from _taken(passage, text, scheme, match, taken)
        if bare is None:
            continue
        for match in bare.finditer(text):
            if _valid(scheme, match["number"]) and any(c.isdigit() for c in match["number"]):
                yield from _taken(passage, text, scheme, match, taken)


def _taken(
    passage: Passage, text: str, scheme: Scheme, match: re.Match[str], taken: list[tuple[int, int]]
) -> Iterator[Found]:
    start, end = match.span("number")
    while end > start and text[end - 1] in ".-/":
        end -= 1
    if any(a < end and start < b for a, b in taken):
        return
    taken.append((start, end))
    number = text[start:end]
    compact = re.sub(r"[\s.-]", "", number) if scheme.check or scheme.type == "HS" else number
    value = {"type": scheme.type, "value": compact, "valid": _valid(scheme, number)}
    yield Found(passage.start + start, passage.start + end, "Identifier", IDENTIFIERS.id, value)


_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def narrow(text: str) -> str:
    """Text with full-width letters, figures and signs as plain ones, character for character.

    >>> narrow("ＩＮＮ：７７０７０８３８９３")
    'INN:7707083893'
    """
    return text.translate(_WIDE)


def _valid(scheme: Scheme, number: str) -> bool | None:
    if scheme.check is None:
        return None
    return _checker(scheme.check)(number)


@cache
def _checker(module: str) -> Callable[[str], bool]:
    if module.startswith("own."):
        own: Callable[[str], bool] = getattr(check_digits, module.removeprefix("own."))
        return own
    checker: Callable[[str], bool] = import_module(module).is_valid
    return checker


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Scheme, re.Pattern[str], re.Pattern[str] | None], ...]:
    made = []
    for scheme in (Scheme(**row) for row in table("identifiers")):
        between = _SIGN if scheme.sign else SEP
        labelled = re.compile(rf"(?<!\w)(?:{scheme.labels}){between}(?P<number>{scheme.number})(?![\w])")
        bare = re.compile(rf"(?<![\w-])(?P<number>{scheme.number})(?![\w-])") if scheme.unlabelled else None
        made.append((scheme, labelled, bare))
    return tuple(made)
