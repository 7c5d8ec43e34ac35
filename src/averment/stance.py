"""How a voice stands to what it says, and how the thing said stands to the world."""

from enum import StrEnum


class Stance(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    ALLEGES = "alleges"
    """Says it without claiming to know: "reportedly", "allegedly", "it was revealed that"."""
    CONFIRMS = "confirms"
    """Answers a question or an allegation with yes."""
    DENIES = "denies"
    UNAWARE = "unaware"
    """Says it knows nothing of it: neither confirms nor denies."""
    DECLINED = "declined"
    """Was asked and refused to answer, or to give particulars."""
    NO_RESPONSE = "no_response"
    """Was asked and did not answer."""
    COULD_NOT_VERIFY = "could_not_verify"
    """Tried to check and could not."""
    WITHHELD = "withheld"
    """Known to the speaker or writer and held back, by request or by choice."""


RESPONSES = frozenset({Stance.CONFIRMS, Stance.DENIES, Stance.UNAWARE, Stance.DECLINED, Stance.NO_RESPONSE})
"""Stances that answer a question or an allegation (or fail to): they are printed, and never counted as evidence."""


class Modality(StrEnum):
    """How the content is put: as a fact, or as something less."""

    FACT = "fact"
    CAPABLE = "capable"
    """Can be done: "is able to mass-produce"."""
    PLANNED = "planned"
    EXPECTED = "expected"
    CONDITIONAL = "conditional"
    """Holds only if something else does: "if confirmed", "could lead to"."""
    QUANTIFIED = "quantified"
    """A fact whose weight is its figure: "at least 37", "about 60% of"."""
