"""trace: entities and claims become networks, paths and timelines; no edge without the claims under it.

    from averment.trace import network, paths, timeline

All three read the ledger and return frozen records; nothing is stored.
"""

from averment.method import method
from averment.trace.network import Evidence, Link, Network, Node, label, network
from averment.trace.paths import Path, paths
from averment.trace.timeline import Event, precision, timeline

TRACE_CLAIMS = method("trace.claims", "1")
"""Links are the triples of claims that are not rejected; see `docs/trace.md`."""

__all__ = [
    "TRACE_CLAIMS",
    "Event",
    "Evidence",
    "Link",
    "Network",
    "Node",
    "Path",
    "label",
    "network",
    "paths",
    "precision",
    "timeline",
]
