"""resolve: mentions become entities, by judgements; nothing is merged without a recorded reason.

    from averment.resolve import candidates, run

`run` is what `aver build` calls. `forms` and `cluster` are its two pure halves: what a name stands for in its
document, and which names of the case are one thing. `candidates` lists pairs for a person to decide.
"""

from averment.resolve.cluster import Clusters, Node, Pair, Short, cluster
from averment.resolve.decisions import Standing, standing
from averment.resolve.entities import RESOLVE_NAMES, run
from averment.resolve.forms import Form, Named, forms
from averment.resolve.review import Candidate, candidates

__all__ = [
    "RESOLVE_NAMES",
    "Candidate",
    "Clusters",
    "Form",
    "Named",
    "Node",
    "Pair",
    "Short",
    "Standing",
    "candidates",
    "cluster",
    "forms",
    "run",
    "standing",
]
