"""Answers in Russian text: denied, confirmed, declined, not given, unaware, kept back, not to be checked."""

from collections.abc import Callable

from averment.extract.russian.speech.answer import Response
from averment.extract.russian.speech.checks import unaware, unverified, withheld
from averment.extract.russian.speech.denials import confirms, denies, is_false
from averment.extract.russian.speech.page import Page
from averment.extract.russian.speech.refusals import declined, silent, unreached
from averment.extract.russian.word import Word

_FINDERS: tuple[Callable[[Page, Word], Response | None], ...] = (
    declined, silent, unreached, unverified, denies, is_false, confirms, unaware, withheld,
)  # fmt: skip


def responses(page: Page) -> list[Response]:
    """Every answer of a passage, in the order of the words that give it."""
    found: list[Response] = []
    for word in page.text.words:
        if word.pos in ("PUNCT", "ADP"):
            continue
        answers = (finder(page, word) for finder in _FINDERS)
        answer = next((a for a in answers if a is not None and a.content[1] > a.content[0]), None)
        if answer is not None:
            found.append(answer)
    return found
