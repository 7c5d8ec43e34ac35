"""A record as a person says it should be: the machine's, with changes given in words.

Every word a person gives must stand in the source: a stretch is found there exactly, and what is not there is refused,
with the nearest that is. Nothing a person says is put into a document's mouth.

    from averment.correction import Document, corrected_claim

    corrected_claim(claim, {"stance": "denies"}, document)
"""

from averment.correction.claims import CLAIM_CHANGES, added_claim, corrected_claim
from averment.correction.given import UNMADE, CorrectionRefused
from averment.correction.mentions import MENTION_CHANGES, added_mention, corrected_mention
from averment.correction.words import WHERE, Document, find, nearest

__all__ = [
    "CLAIM_CHANGES",
    "MENTION_CHANGES",
    "UNMADE",
    "WHERE",
    "CorrectionRefused",
    "Document",
    "added_claim",
    "added_mention",
    "corrected_claim",
    "corrected_mention",
    "find",
    "nearest",
]
