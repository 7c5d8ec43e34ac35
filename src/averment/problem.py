"""Something that could not be done: a value in the ledger, never a log line that scrolls away."""

from dataclasses import dataclass

from averment.identity import content_id


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be done, where, and what to try next.

    `stage` is the verb, `code` a short stable word ("encrypted", "too_large", "truncated"), `source` the
    source's id and `locator` the place inside it where that is known. `message` says what was wrong, with the
    value; `hint` says the next thing to try.

    >>> p = Problem(
    ...     "read", "encrypted", "the PDF asks for a password", "save an unlocked copy and add it", "3f2a9c0d1e5b7788"
    ... )
    >>> p.stage
    'read'
    """

    stage: str
    code: str
    message: str
    hint: str
    source: str | None = None
    locator: str | None = None
    method: str | None = None

    @property
    def id(self) -> str:
        """The same problem in the same place has the same id."""
        return content_id("problem", self.stage, self.code, self.message, self.source, self.locator)
