"""What may leave the building: an allow-list, asked for every field of every record.

A protected source keeps its name, sender, dates, words and every id taken from them. Published pages show a code
for it, an HMAC-SHA256 under the case's key: without the key nobody can check a guess against it, and codes
have no order. In private pages (`aver serve`) everything is shown and protected sources are marked.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from averment.judgement import Decision
from averment.publish.leak import Tokens, tokens
from averment.store.ledger import Ledger

WITHHELD = "withheld"
"""Printed where words are kept back: one constant token, because a box as wide as the name gives the name away."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Decides what is shown. `protected` holds ledger ids of sources; `released` entity ids and the names to print."""

    private: bool
    key: bytes
    protected: frozenset[str]
    released: Mapping[str, str]
    tokens: Tokens

    @classmethod
    def of(cls, ledger: Ledger, key: bytes, *, private: bool, own_words: str = "") -> "Gate":
        """The gate of a case. `own_words` are those of the pages themselves (labels, headings), never a leak."""
        protected = frozenset(row["id"] for row in ledger.rows("SELECT id FROM source WHERE protection <> 'open'"))
        released = _released(ledger)
        kept = Tokens.none() if private or not protected else tokens(ledger, protected, released, own_words)
        return cls(private, key, protected, released, kept)

    def hides(self, source: str) -> bool:
        """Whether words, dates and ids of this source (a ledger id) are kept back."""
        return not self.private and source in self.protected

    def code(self, sha256: str) -> str:
        """The code of a protected source: 8 hex digits, so that two of a case's sources can be told apart."""
        return self._sealed("source", sha256)[:8]

    def id(self, kind: str, ledger_id: str, *, sealed: bool) -> str:
        """The id a page uses: the ledger's, or a keyed one when the ledger's was made from protected words."""
        return self._sealed(kind, ledger_id)[:16] if sealed else ledger_id

    def safe(self, text: str | None) -> str | None:
        """Free text (a reason, a note, a message) unless it carries something protected."""
        return None if text is None or self.tokens.found_in(text) else text

    def _sealed(self, kind: str, value: str) -> str:
        return hmac.new(self.key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def _released(ledger: Ledger) -> dict[str, str]:
    """Entities a person released although only protected sources name them, and the name to print."""
    released = ledger.rows(
        "SELECT m.entity, j.value_json FROM judgement j JOIN decides d ON d.judgement = j.id "
        "JOIN member m ON m.mention = d.record "
        "WHERE j.decision = ? AND j.standing = 1 ORDER BY j.sequence, j.id",
        [Decision.RELEASE],
    )
    return {row["entity"]: json.loads(row["value_json"])["name"] for row in released}
