"""How the records were made: each step, its version and settings, and how many records it made."""

import json
from collections.abc import Iterator
from itertools import groupby

from averment.publish.page import Page, Whole


def methods(whole: Whole) -> Iterator[Page]:
    """One page."""
    rows = [(m, [(key, _value(m.parameters[key])) for key in sorted(m.parameters)]) for m in whole.shown.methods]
    groups = [(stage, list(found)) for stage, found in groupby(rows, key=lambda r: r[0].name.partition(".")[0])]
    yield Page("methods/index.html", "methods", {"title": "Methods", "groups": groups})


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
