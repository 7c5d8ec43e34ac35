"""Who handed over what, when and from where: what the custody log says, entry by entry.

An entry has the action "received" (a document or list came in), "refused" (something could not be taken in) or
"unpacked" (what is in a container was taken out, and what had to stay inside). A document that came out of a container
names it, so that whatever holds of the container can hold of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from averment.source import Protection, Source


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a document when it is handed over. Dates are EDTF or ISO 8601."""

    name: str
    received_from: str | None = None
    origin: str | None = None
    outlet: str | None = None
    received: str | None = None
    published: str | None = None
    protection: Protection = Protection.OPEN
    kind: str = "document"
    container: str | None = None
    """SHA-256 of the container it was taken out of."""
    member: str | None = None
    """What it is called in there."""
    whole: bool = False
    """It is to stay packed: read as one document, its members as parts of it."""


@dataclass(frozen=True, slots=True)
class Added:
    """A document taken in; `new` is False when its bytes were already there."""

    source: Source
    new: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that could not be taken in, and why: kept in the custody log so that it is not lost."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something that stayed inside a container: its path in there ('' for the container as a whole) and why."""

    path: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Custody:
    """A source with its place in the custody log (`sequence` of first receipt) and its kind.

    The kind is "document", "list", or "container": a document that was unpacked, whose members are sources of their
    own, so that it is not read itself. `left` is what could not be taken out of it. `whole` documents stay packed.
    """

    source: Source
    sequence: int
    kind: str
    left: tuple[Left, ...] = ()
    whole: bool = False


def sources_in(entries: Iterable[Mapping[str, Any]]) -> list[Custody]:
    """Every source the entries speak of, in the order of first receipt."""
    found: dict[str, Custody] = {}
    containers: dict[str, set[str]] = {}
    for entry in entries:
        if entry["action"] == "unpacked" and entry["sha256"] in found:
            left = tuple(Left(*(item[k] for k in ("path", "code", "message", "hint"))) for item in entry["left"])
            found[entry["sha256"]] = replace(found[entry["sha256"]], kind="container", left=left)
        if entry["action"] != "received":
            continue
        whole = entry.get("whole", False)
        earlier = found.get(entry["sha256"])
        if earlier is None:
            found[entry["sha256"]] = Custody(source_of(entry), len(found) + 1, entry["kind"], whole=whole)
        else:
            found[entry["sha256"]] = replace(earlier, source=amended(earlier.source, entry), whole=whole)
        if "container" in entry:
            containers.setdefault(entry["sha256"], set()).add(entry["container"])
    return _with_protection(found, containers)


def _with_protection(found: dict[str, Custody], containers: Mapping[str, set[str]]) -> list[Custody]:
    """What came out of a protected container is protected, also where the container became so later on."""
    protected = {sha256 for sha256, c in found.items() if c.source.protection is Protection.PROTECTED}
    while more := {s for s, inside in containers.items() if s not in protected and inside & protected}:
        protected |= more
    return [
        replace(c, source=replace(c.source, protection=Protection.PROTECTED)) if sha256 in protected else c
        for sha256, c in found.items()
    ]


def refusals_in(entries: Iterable[Mapping[str, Any]]) -> list[Refusal]:
    """What could not be taken in and has not been since, under the same name."""
    waiting: dict[str, Refusal] = {}
    for entry in entries:
        if entry["action"] == "refused":
            waiting[entry["name"]] = Refusal(entry["name"], entry["reason"])
        else:
            waiting.pop(entry["name"], None)
    return list(waiting.values())


def source_of(entry: Mapping[str, Any]) -> Source:
    """The source as one custody entry describes it."""
    return Source(
        sha256=entry["sha256"],
        name=entry["name"],
        size=entry["size"],
        received_at=entry["received"],
        received_from=entry.get("from"),
        origin=entry.get("origin"),
        outlet=entry.get("outlet"),
        published=entry.get("published"),
        protection=Protection(entry["protection"]),
    )


def amended(source: Source, entry: Mapping[str, Any]) -> Source:
    """A later receipt of the same bytes fills in what the earlier did not say, and can only raise protection."""
    later = source_of(entry)
    protected = Protection.PROTECTED in (source.protection, later.protection)
    return replace(
        source,
        received_from=source.received_from or later.received_from,
        origin=source.origin or later.origin,
        outlet=source.outlet or later.outlet,
        published=source.published or later.published,
        protection=Protection.PROTECTED if protected else Protection.OPEN,
    )
