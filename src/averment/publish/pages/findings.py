"""Findings: a list, strongest first, and a page for each with its four answers side by side."""

from collections.abc import Iterator
from itertools import groupby

from averment.publish.page import Page, Whole
from averment.publish.vocabulary import word


def findings(whole: Whole) -> Iterator[Page]:
    """The list, grouped by support, then each finding."""
    by_support = groupby(whole.shown.findings, key=lambda f: f.support)
    groups = [(word("support", support), list(found)) for support, found in by_support]
    yield Page("findings/index.html", "findings", {"title": "Findings", "groups": groups})
    relations = {(r.subject.id, r.predicate, r.object.id): r for r in whole.shown.relations}
    for finding in whole.shown.findings:
        subject, object_ = finding.subject.entity, finding.object.entity
        relation = None
        if subject is not None and object_ is not None:
            relation = relations.get((subject.id, finding.predicate, object_.id))
        yield Page(finding.path, "finding", {"title": finding.proposition, "finding": finding, "relation": relation})
