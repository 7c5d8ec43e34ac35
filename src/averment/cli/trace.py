"""`aver trace`: what links an entity to others, how two are connected, and what happened when."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from averment.case import Case
from averment.cli.output import Trouble, as_json, emit, json_option
from averment.store.ledger import Ledger
from averment.store.lookup import entity_matching

if TYPE_CHECKING:
    from averment.trace import Evidence, Link


@click.command("trace")
@click.argument("case", type=click.Path())
@click.argument("entities", nargs=-1)
@click.option("--timeline", "as_timeline", is_flag=True, help="Dated claims in order, instead of links.")
@json_option
def command(case: str, entities: tuple[str, ...], as_timeline: bool, json_lines: bool | None) -> None:
    """What links one entity of CASE to others, or the shortest paths between two; with none, all links.

    \b
      aver trace mycase "TSK Verdal"
      aver trace mycase "Obrel Works" "Halcamor Trading"
      aver trace mycase "TSK Verdal" --timeline

    Every link lists the claims under it, with their words and places. A path is inferred: it is no stronger than
    its weakest link. Entities are named by name, id, or the start of an id.
    """
    if len(entities) > 2:
        raise click.UsageError("one entity, or two")
    with Case.open(case).ledger() as ledger:
        ids = [_entity(ledger, case, given) for given in entities]
        if as_timeline:
            if len(ids) > 1:
                raise click.UsageError("--timeline is of one entity, or of the case")
            emit(
                _events(ledger, ids[0] if ids else None), ["date", "precision", "quote", "where"], json_lines=json_lines
            )
        elif len(ids) == 2:
            _paths(ledger, ids[0], ids[1], json_lines)
        else:
            _links(ledger, ids[0] if ids else None, json_lines)


def _entity(ledger: Ledger, case: str, given: str) -> str:
    found = entity_matching(ledger, given)
    if found is None:
        raise Trouble(f"no entity {given!r} in the case", f"aver resolve {case}")
    return str(found["id"])


def _links(ledger: Ledger, entity: str | None, json_lines: bool | None) -> None:
    from averment.trace import network

    links = network(ledger, entity).links
    if as_json(json_lines):
        emit((_link(link) for link in links), [], json_lines=True)
        return
    if not links:
        click.echo("No claim links it to anything." if entity else "No claim links two entities.")
    for link in links:
        _print_link(link, "")


def _paths(ledger: Ledger, start: str, end: str, json_lines: bool | None) -> None:
    from averment.trace import paths

    found = paths(ledger, start, end)
    if as_json(json_lines):
        rows = (
            {
                "entities": [asdict(n) for n in path.entities],
                "steps": [[_link(link) for link in step] for step in path.steps],
                "weakest": str(path.weakest),
                "support": path.support,
                "inferred": len(path.steps) > 1,
            }
            for path in found
        )
        emit(rows, [], json_lines=True)
        return
    if not found:
        click.echo("No chain of claims connects them.")
    for path in found:
        click.secho(" – ".join(n.name for n in path.entities), bold=True)
        for step in path.steps:
            for link in step:
                _print_link(link, "  ")
        inferred = "inferred; " if len(path.steps) > 1 else ""
        click.echo(f"  {inferred}weakest: {path.weakest} ({path.support or 'not weighed'})")


def _print_link(link: "Link", indent: str) -> None:
    notes = ", ".join(n for n in (link.support, link.challenge) if n and n != "uncontested")
    held = "" if link.held else " [only denied or negated]"
    click.echo(f"{indent}{link}{f' ({notes})' if notes else ''}{held}")
    for evidence in link.evidence:
        said = f"{evidence.voices}: " if evidence.voices else ""
        extra = "" if evidence.modality == "fact" else f", {evidence.modality}"
        negated = ", negated" if evidence.negated else ""
        click.echo(f"{indent}    {evidence.stance}{extra}{negated}: {said}“{_short(evidence.quote)}”")
        click.echo(f"{indent}    {evidence.source_name} {evidence.locator}")


def _short(quote: str, width: int = 200) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"


def _link(link: "Link") -> dict[str, Any]:
    return {
        "subject": asdict(link.subject),
        "predicate": link.predicate,
        "label": link.label,
        "object": asdict(link.object),
        "support": link.support,
        "challenge": link.challenge,
        "held": link.held,
        "claims": [_evidence(e) for e in link.evidence],
    }


def _evidence(evidence: "Evidence") -> dict[str, Any]:
    return {**asdict(evidence), "qualifiers": dict(evidence.qualifiers)}


def _events(ledger: Ledger, entity: str | None) -> Iterator[dict[str, Any]]:
    from averment.trace import timeline

    for event in timeline(ledger, entity):
        yield {
            "date": event.date,
            "precision": event.precision,
            "words": event.words,
            "quote": _short(event.evidence.quote),
            "where": f"{event.evidence.source_name} {event.evidence.locator.partition('#')[2]}",
            "entities": list(event.entities),
            "claim": _evidence(event.evidence),
        }
