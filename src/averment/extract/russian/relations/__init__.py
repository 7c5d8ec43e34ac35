"""What a Russian sentence states about the world: who supplied, makes, owns, heads, paid, sits where, is listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from averment.claim import Triple
from averment.extract.russian.relations.holdings import cooperates, listing, owning, position, seated, subsidiary
from averment.extract.russian.relations.terms import Found
from averment.extract.russian.relations.trade import making, paid, supply, taking
from averment.extract.russian.speech.page import Page
from averment.extract.russian.word import Word


@dataclass(frozen=True, slots=True)
class Relation:
    """A triple and the word that states it."""

    anchor: Word
    triple: Triple


_FINDERS: tuple[Callable[[Page, Word], Iterator[Found]], ...] = (
    supply, taking, making, owning, subsidiary, seated, position, paid, listing, cooperates,
)  # fmt: skip


def relations(page: Page) -> Iterator[Relation]:
    """Every relation of a passage. A denied verb states none, and neither does a pronoun that nobody is found for."""
    for word in page.text.words:
        if word.pos in ("PUNCT", "ADP"):
            continue
        if word.is_verb and any(k.lower == "не" for k in page.text.kids(word)):
            continue
        for finder in _FINDERS:
            for subject, predicate, obj, more in finder(page, word):
                if subject.text != obj.text:
                    yield Relation(
                        word, Triple(subject, predicate, obj, {k: v for k, v in more.items() if v is not None})
                    )
