"""screen: names and numbers against lists, as of a date; a hit is a lead with its rule, never a verdict.

    from averment.screen import Index, read_list, run, screen_text

`run` is what `aver build` calls. `Index(entries).find(name, schema)` looks one name up; `screen_text` looks up all
the names in a text.
"""

from averment.screen.entry import Entry, ListName, ListNumber
from averment.screen.hits import SCREEN_NAMES, Hit, run
from averment.screen.index import Index, Match
from averment.screen.lists import read_list
from averment.screen.policy import Rules, rules
from averment.screen.text import Found, screen_text

__all__ = [
    "SCREEN_NAMES",
    "Entry",
    "Found",
    "Hit",
    "Index",
    "ListName",
    "ListNumber",
    "Match",
    "Rules",
    "read_list",
    "rules",
    "run",
    "screen_text",
]
