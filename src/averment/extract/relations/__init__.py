"""What a sentence states about the world: subject, predicate, object, found in the parse.

    relations(page, sentence)

Each neighbour answers one question (who owns whom, who supplied what, …) and proposes relations; none guesses:
where an end of a relation is a pronoun or cannot be told, there is no relation.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from averment.extract.relations.terms import Relation
from averment.extract.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

Finder = Callable[[Page, "Token"], list[Relation]]

__all__ = ["Relation", "relations"]


@lru_cache(maxsize=1)
def _finders() -> dict[str, tuple[Finder, ...]]:
    """Lemma → the finders to try at it."""
    from averment.extract.relations import (
        figures,
        listing,
        making,
        meeting,
        ownership,
        payment,
        positions,
        shipping,
        supply,
        ventures,
        whereabouts,
    )

    by_word: dict[str, list[Finder]] = {}
    for module in (
        ownership,
        supply,
        making,
        whereabouts,
        ventures,
        positions,
        payment,
        listing,
        figures,
        meeting,
        shipping,
    ):
        for names, finder in module.FINDERS:
            for name in sorted(names):
                by_word.setdefault(name, []).append(finder)
    return {word: tuple(finders) for word, finders in by_word.items()}


def relations(page: Page, sentence: "Sentence") -> list[Relation]:
    """The relations stated in a sentence, in the order of the words they hang on, each once."""
    found: dict[tuple[str, str, str, str], Relation] = {}
    known = _finders()
    for token in sentence:
        for finder in known.get(token.lemma_.lower(), ()):
            for relation in finder(page, token):
                t = relation.triple
                found.setdefault(
                    (t.subject.text, t.predicate, t.object.text, str(t.qualifiers.get("property"))), relation
                )
    return list(found.values())
