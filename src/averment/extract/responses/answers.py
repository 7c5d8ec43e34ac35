"""Answers, refusals, silence and failed checks: which words of a sentence are one, whose, and about what."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from averment.extract.speech.clauses import Range
from averment.extract.speech.page import Page
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Response:
    """A response found in a sentence.

    `trigger` is the word it was known by, `cue` the tokens that make it a response, `content` what it is about.
    `parties` are the nouns that answer, one claim each; empty when the words name nobody ("could not be verified").
    `reported` says that it counts only as the words of a speaker ("said it was unaware of").
    """

    stance: Stance
    trigger: "Token"
    cue: Range
    parties: tuple["Token", ...]
    content: Range
    asker: "Token | None" = None
    reported: bool = False
    about: "Token | None" = None
    """Head of the content, where it is a clause or a noun."""


Shape = Callable[[Page, "Token"], Response | None]


SHORT = 6
"""Tokens of a quotation that may itself be the cue ("“no comment”")."""
OPENING = 8
"""Tokens into a longer quotation in which its speaker answers ("“We are not aware of …”"); later ones only talk."""


@lru_cache(maxsize=1)
def shapes() -> dict[str, tuple[Shape, ...]]:
    """Trigger word (lemma) → the shapes to try at it, in order."""
    from averment.extract.responses import denial, refusal, silence, unverified, withheld

    by_word: dict[str, list[Shape]] = {}
    for module in (unverified, refusal, withheld, silence, denial):
        for names, shape in module.SHAPES:
            for name in sorted(names):
                by_word.setdefault(name, []).append(shape)
    return {word: tuple(tried) for word, tried in by_word.items()}


def _first_person(response: Response) -> bool:
    """Whether a quotation answers in the speaker’s own name: "I am not aware of any such shipment"."""
    if not response.parties:
        return response.reported
    return response.parties[0].lower_ in (("i", "we", "that", "this", "it") if response.reported else ("i", "we"))


def responses(page: Page, sentence: "Sentence") -> list[Response]:
    """Every response in a sentence, in the order of the text. Words inside a longer quotation are the speaker's own."""
    found = []
    known = shapes()
    for token in sentence:
        tried = known.get(token.lemma_.lower()) or known.get(token.lower_)
        if not tried:
            continue
        quotation = page.quoted(token)
        for shape in tried:
            response = shape(page, token)
            if response is not None:
                opening = quotation is not None and token.i - quotation.start <= OPENING
                if quotation is None or quotation.length <= SHORT or (opening and _first_person(response)):
                    found.append(response)
                break
    return _each_once(found)


def _each_once(found: list[Response]) -> list[Response]:
    """One response for one act: "dismissed such findings as fabrications" is one denial, by its verb."""
    kept: list[Response] = []
    for one in found:
        again = any(
            one.stance is k.stance
            and {p.i for p in one.parties} == {p.i for p in k.parties}
            and one.cue[0] < k.cue[1]
            and k.cue[0] < one.cue[1]
            for k in kept
        )
        if not again:
            kept.append(one)
    return kept
