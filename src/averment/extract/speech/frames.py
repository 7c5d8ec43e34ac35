"""The attributions of a sentence: every reading tried at every verb that can carry one."""

from typing import TYPE_CHECKING

from averment.extract.speech.attribution import Frame, adverbial, clausal, cue_verbs, hearsay, is_asked
from averment.extract.speech.clauses import asked_aside
from averment.extract.speech.objects import accusing, infinitive, naming, objective, prepositional
from averment.extract.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

READINGS = (hearsay, adverbial, clausal, naming, accusing, infinitive, objective, prepositional)
"""In this order: the first that fits is the frame of the verb."""


def verb_frames(page: Page, sentence: "Sentence", taken: frozenset[int]) -> list[Frame]:
    """The frames that hang on a verb. `taken` are tokens that a response has used already."""
    found: list[Frame] = []
    for token in sentence:
        if token.i in taken or token.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            continue
        lemma = token.lemma_.lower()
        if lemma not in cue_verbs() or token.lower_ in ("citing", "quoting"):
            continue
        quotation = page.quoted(token)
        if quotation is not None and quotation.length > 3:
            continue
        if is_asked(token) or asked_aside(token):
            continue
        for reading in READINGS:
            frame = reading(page, token, lemma)
            if frame is not None:
                found.append(frame)
                break
    return found
