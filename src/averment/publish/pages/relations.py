"""A page for each relation: two entities, what is said to hold between them, and every claim under it."""

from collections.abc import Iterator

from averment.publish.page import Page, Whole, leaves


def relations(whole: Whole) -> Iterator[Page]:
    """The list in pages, then each relation."""
    for leaf, rows in leaves("relations", whole.shown.relations):
        title = "Relations" if leaf.count == 1 else f"Relations, page {leaf.number} of {leaf.count}"
        yield Page(leaf.path, "relations", {"title": title, "leaf": leaf, "relations": rows})
    findings: dict[tuple[str, str, str], list[object]] = {}
    for finding in whole.shown.findings:
        if finding.subject.entity is not None and finding.object.entity is not None:
            key = (finding.subject.entity.id, finding.predicate, finding.object.entity.id)
            findings.setdefault(key, []).append(finding)
    for relation in whole.shown.relations:
        ends = relation.subject.id, relation.object.id
        found = findings.get((ends[0], relation.predicate, ends[1]), [])
        title = f"{relation.subject.name} {relation.label} {relation.object.name}"
        yield Page(relation.path, "relation", {"title": title, "relation": relation, "findings": found})
