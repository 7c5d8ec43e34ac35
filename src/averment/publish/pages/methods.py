"""How the records were made: each step, its version and settings, and how many records it made."""

import json
from collections.abc import Iterator
from itertools import groupby

from averment.publish.page import Page, Whole


def methods(whole: Whole) -> Iterator[Page]:
    """One page."""
    rows = [
        (m, [(k, v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) for k, v in sorted(m.parameters.items())])
        for m in whole.shown.methods
    ]
    groups = [(stage, list(found)) for stage, found in groupby(rows, key=lambda r: r[0].name.partition(".")[0])]
    yield Page("methods/index.html", "methods", {"title": "Methods", "groups": groups})
