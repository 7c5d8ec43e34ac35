"""Answers without their verb: "Nor did Norvane", "…, as did the embassy", "Neither did its owner"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response
from averment.extract.responses.parties import parties_of
from averment.extract.speech.clauses import child
from averment.extract.speech.page import Page
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

HELPERS = frozenset({"do", "does", "did", "have", "has", "had", "would", "could", "was", "were", "is", "are"})
NOT_EITHER = frozenset({"nor", "neither"})
AS_WELL = frozenset({"as", "so"})
SILENT = frozenset({Stance.NO_RESPONSE, Stance.DECLINED, Stance.COULD_NOT_VERIFY})
"""What "nor did" can repeat; "as did" repeats any answer that is put without a "not" of its own."""
SPOKEN = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.DECLINED, Stance.WITHHELD})


def repeated(page: Page, sentence: "Sentence", before: Response | None, own: list[Response]) -> list[Response]:
    """The answers of a sentence that repeat the one before by "nor did X": `before` is the last of the sentence before.

    The content is that of the answer repeated: the claim quotes both sentences.
    """
    found: list[Response] = []
    for token in sentence:
        opens = token.lower_ in NOT_EITHER or token.lower_ in AS_WELL
        if not opens or token.i + 2 >= sentence.end or page.quoted(token) is not None:
            continue
        helper = page.doc[token.i + 1]
        party = _party_after(page, helper)
        earlier = [r for r in own if r.trigger.i < token.i]
        known = max(earlier, key=lambda r: r.trigger.i) if earlier else before
        if party is None or known is None or known.reported:
            continue
        if known.stance not in (SILENT if token.lower_ in NOT_EITHER else SPOKEN):
            continue
        if any(r.cue[0] <= helper.i < r.cue[1] for r in own):
            continue
        found.append(
            replace(known, trigger=helper, cue=(token.i, helper.i + 1), parties=parties_of(page, party), about=None)
        )
    return found


def _party_after(page: Page, helper: "Token") -> "Token | None":
    """The subject after a helping verb that helps no verb."""
    if helper.lower_ not in HELPERS or helper.dep_ in ("aux", "auxpass"):
        return None
    if child(helper, "xcomp", "ccomp", "acomp", "attr") is not None:
        return None
    party = next((c for c in helper.rights if c.dep_ in ("nsubj", "dobj", "nsubjpass", "attr")), None)
    return party if party is not None and page.answers(party) else None
