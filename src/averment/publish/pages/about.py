"""How to read these pages: the words and what they mean, from `vocabulary.yaml`."""

from collections.abc import Iterator

from averment.publish.page import Page, Whole


def about(whole: Whole) -> Iterator[Page]:
    """One page."""
    protected = any(s.protected for s in whole.shown.sources)
    yield Page("about/index.html", "about", {"title": "How to read these pages", "protected": protected})
