"""`aver status`: what a case holds, and what is to be done."""

import json
from dataclasses import asdict

import click

from averment.case import Case
from averment.cli.models import leaves, model_lines
from averment.cli.output import as_json, json_option
from averment.store.summary import Summary, summary


@click.command("status")
@click.argument("case", type=click.Path())
@json_option
def command(case: str, json_lines: bool | None) -> None:
    """What CASE holds: sources, claims by stance, entities, findings by support, responses, problems."""
    opened = Case.open(case)
    waiting = _waiting(opened)
    with opened.ledger() as ledger:
        found = summary(ledger)
    print_summary(opened, found, json_lines)
    if waiting and not as_json(json_lines):
        click.echo(f"\n{waiting} document{'s' if waiting > 1 else ''} added since the last build: aver build {case}")


def _waiting(case: Case) -> int:
    with case.ledger() as ledger:
        known = {row["id"] for row in ledger.rows("SELECT source AS id FROM reading")}
    return sum(c.kind == "document" and c.source.id not in known for c in case.custody())


def print_summary(case: Case, found: Summary, json_lines: bool | None) -> None:
    """Print the counts, as a table or as one JSON object."""
    if as_json(json_lines):
        leaving = [str(n) for n in leaves(case)]
        whole = {"title": case.config.title, **asdict(found), "leaves_machine": leaving}
        click.echo(json.dumps(whole, ensure_ascii=False))
        return
    lines = [
        ("sources", found.sources, f"{found.unread} could not be read" if found.unread else ""),
        ("claims", sum(found.claims.values()), _listed(found.claims)),
        ("  reviewed", found.reviewed, "by a person"),
        ("entities", sum(found.entities.values()), _listed(found.entities)),
        ("relations", found.relations, ""),
        ("findings", sum(found.findings.values()), _listed(found.findings)),
        ("responses", sum(found.responses.values()), _listed(found.responses)),
        ("list hits", found.hits, "leads, not verdicts" if found.hits else ""),
        (
            "judgements",
            found.judgements,
            f"{found.lost} lost: aver review {case.path} list --lost" if found.lost else "",
        ),
        ("problems", sum(found.problems.values()), _listed(found.problems)),
    ]
    click.secho(case.config.title, bold=True)
    for word, count, detail in lines:
        click.echo(f"  {word:<11}{count:>8,}   {detail}".rstrip())
    for line in model_lines(case, found):
        click.echo(f"  {line}")
    if found.problems:
        click.echo(f"See them: aver show {case.path} problems")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {word}" for word, count in counts.items())
