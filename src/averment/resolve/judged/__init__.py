"""What people decided about claims and mentions, applied to the records machines make today.

`apply` is the first step of resolving. It goes source by source, only where records or judgements changed: every
judgement is anchored to a record (`anchored` in the ledger says to which and by which rule), records that a person
made are put beside those of machines, and what a judgement is about and is no longer there becomes a problem.
"""

from averment.resolve.judged.applying import apply, follow_members
from averment.resolve.judged.policy import RESOLVE_JUDGED
from averment.resolve.judged.rules import Rule

__all__ = ["RESOLVE_JUDGED", "Rule", "apply", "follow_members"]
