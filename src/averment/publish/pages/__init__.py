"""What each page holds: one file a kind of page, its template of the same name in `templates/`."""

from collections.abc import Callable, Iterator

from averment.publish.page import Page, Whole
from averment.publish.pages.about import about
from averment.publish.pages.claims import claims
from averment.publish.pages.entities import entities
from averment.publish.pages.findings import findings
from averment.publish.pages.methods import methods
from averment.publish.pages.network import network
from averment.publish.pages.overview import overview
from averment.publish.pages.problems import problems
from averment.publish.pages.relations import relations
from averment.publish.pages.sources import sources
from averment.publish.pages.timeline import timeline

MAKERS: dict[str, Callable[[Whole], Iterator[Page]]] = {
    "overview": overview,
    "findings": findings,
    "sources": sources,
    "claims": claims,
    "entities": entities,
    "relations": relations,
    "network": network,
    "timeline": timeline,
    "problems": problems,
    "methods": methods,
    "about": about,
}
"""Every kind of page, in the order of the site's menu."""
