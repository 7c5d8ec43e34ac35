"""Averment: who said what about whom, and where it is written.

A finding is a set of claims; a claim is who said what about whom, and where it is written.

The nouns are the files beside this one (`claim.py`, `place.py`, `source.py` …), the seven verbs are the folders, in
the order of `pipeline.STAGES`: read, extract, resolve, screen, trace, weigh, publish. A case is a folder:

    from averment import Case, build

    case = Case.open("mycase")
    case.add("report.pdf", origin="ministry")
    build(case)
    with case.ledger() as ledger:
        ...
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from averment.version import VERSION

if TYPE_CHECKING:
    from averment.case import Case as Case
    from averment.pipeline import build as build

__version__ = VERSION
__all__ = ["Case", "build"]

_HOMES = {"Case": "averment.case", "build": "averment.pipeline"}


def __getattr__(name: str) -> Any:
    """Load `Case` and `build` when they are asked for, so that importing one noun stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'averment' has no attribute {name!r}; it has: {', '.join(_HOMES)}")
    return getattr(import_module(_HOMES[name]), name)
