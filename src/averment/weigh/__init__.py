"""weigh: claims become findings: support, challenge, responses, could-not-verify, each with its reasons.

    from averment.weigh import Item, Origin, default_policy, weigh

    weigh([Item("c1", Origin("s1", "a.pdf", 1))], default_policy()).support

`run` is what `aver build` calls; `weigh` is the pure calculation over the claims about one proposition.
"""

from averment.weigh.findings import WEIGH_FINDINGS, findings, run, weighed
from averment.weigh.independence import Count, containment, origins, runs
from averment.weigh.item import Item, Origin, Speaker
from averment.weigh.policy import Policy, PolicyError, default_policy, policy_with
from averment.weigh.propositions import Proposition, Said, propositions
from averment.weigh.support import RANK, Reached, Weighed, reach, weigh

__all__ = [
    "RANK",
    "WEIGH_FINDINGS",
    "Count",
    "Item",
    "Origin",
    "Policy",
    "PolicyError",
    "Proposition",
    "Reached",
    "Said",
    "Speaker",
    "Weighed",
    "containment",
    "default_policy",
    "findings",
    "origins",
    "policy_with",
    "propositions",
    "reach",
    "run",
    "runs",
    "weigh",
    "weighed",
]
