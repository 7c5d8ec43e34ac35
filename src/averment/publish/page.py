"""A page: where it stands in the site, which template it fills, and with what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from averment.config import Config
from averment.publish.load import Shown
from averment.publish.shown import ClaimShown, EntityShown
from averment.store.ledger import Ledger

PER_PAGE = 200
"""Rows of a ledger page: enough to scan, small enough to open on a phone."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is relative to the site, with forward slashes; `template` a file in `templates/` without its endings."""

    path: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """What page makers work from: the case's settings, what may be shown, and the ledger for long texts."""

    config: Config
    shown: Shown
    ledger: Ledger
    private: bool
    by_source: Mapping[str, Sequence[ClaimShown]] = field(default_factory=dict)
    """Claims by the shown id of their source."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a long list: which, of how many, and where its neighbours are (None at the ends)."""

    number: int
    count: int
    total: int
    path: str
    before: str | None
    after: str | None
    all: tuple[tuple[int, str], ...]
    """The pages to offer: the first, the last and those around this one."""


def leaves(base: str, items: Sequence[Item], size: int = PER_PAGE) -> Iterator[tuple[Leaf, Sequence[Item]]]:
    """Cut a long list into pages: BASE/index.html, BASE/page-2/index.html, … An empty list has one page."""
    count = max(1, -(-len(items) // size))

    def path(n: int) -> str:
        return f"{base}/index.html" if n == 1 else f"{base}/page-{n}/index.html"

    for n in range(1, count + 1):
        near = sorted({1, count, *range(max(1, n - 2), min(count, n + 2) + 1)})
        leaf = Leaf(
            n, count, len(items), path(n),
            path(n - 1) if n > 1 else None, path(n + 1) if n < count else None, tuple((m, path(m)) for m in near),
        )  # fmt: skip
        yield leaf, items[(n - 1) * size : n * size]


def entities_of(claim: ClaimShown) -> list[EntityShown]:
    """Every entity a claim names: at the ends of its statements, in its content, as its voices; each once."""
    ends = [e for t in claim.triples for e in (t.subject.entity, t.object.entity)]
    found = [*ends, *claim.named, *(v.entity for v in claim.voices)]
    return list({e.id: e for e in found if e is not None}.values())
