"""`aver review`: a person's decisions, each with a reason; appended to the case's judgements, never erased."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import click

from averment.case import Case
from averment.cli.output import Trouble, emit, json_option
from averment.judgement import Decision, Judgement
from averment.store.ledger import Ledger
from averment.store.lookup import Ambiguous, entity_matching, source_matching


@click.group("review")
@click.argument("case", type=click.Path())
@click.pass_context
def command(context: click.Context, case: str) -> None:
    """Record a decision about CASE: it is kept with its author, time and reason, and wins over what machines find.

    \b
      aver review mycase list
      aver review mycase accept 8d0f3a --reason "read on page 3"
      aver review mycase accept 8d0f3a --authenticity presumed --why "its number is in the register" --reason "read"
      aver review mycase same "TSK Verdal" "TSK Werdal" --reason "one tax number in both invoices"
      aver review mycase different 51c2 9e07 --reason "another town, another director"
      aver review mycase grade letter.pdf B --reason "the sender's earlier papers proved right"
      aver review mycase release "Verdal Holding" --reason "it is in the public register"
      aver review mycase undo 4b1e --reason "the number was misread"

    Claims, sources and judgements are named by id or the start of one, sources and entities also by name.
    The author is --author, else AVER_AUTHOR, else the name you are logged in by. Then: aver build CASE
    """
    context.obj = Case.open(case)


def _decides(name: Decision, help_: str) -> Callable[[Callable[..., Judgement]], click.Command]:
    """A subcommand: gives its function the case and prints what was recorded."""

    def decorate(function: Callable[..., Judgement]) -> click.Command:
        @wraps(function)
        def run(case: Case, json_lines: bool | None, **given: Any) -> None:
            judgement = function(case, **given)
            row = {"id": judgement.id, "decision": judgement.decision.value, "targets": list(judgement.targets),
                   "author": judgement.author, "at": judgement.at, "reason": judgement.reason,
                   "value": dict(judgement.value)}  # fmt: skip
            emit([row], ["id", "decision", "targets", "author", "reason"], json_lines=json_lines)
            click.echo(f"Next: aver build {case.path}", err=True)

        made: Any = click.pass_obj(run)
        for option in (
            click.option("--reason", required=True, help="Why: it is what a reader will ask first."),
            click.option("--author", default="", help="Who decides; by default AVER_AUTHOR or your login."),
            json_option,
        ):
            made = option(made)
        return command.command(name.value, help=help_)(made)

    return decorate


@_decides(Decision.ACCEPT, "A person has read the place, and the claims (TARGETS) are rendered rightly.")
@click.argument("targets", nargs=-1, required=True)
@click.option("--authenticity", type=click.Choice(["presumed"]), help="The paper is taken for authentic; needs --why.")
@click.option("--why", default="", help="Why it is taken for authentic: format, cross-reference, custody.")
@click.option(
    "--constitutive", is_flag=True, help="The paper is the act itself: the listing, the registration, the judgment."
)
def accept(
    case: Case, targets: tuple[str, ...], authenticity: str | None, why: str, constitutive: bool, **who: Any
) -> Judgement:
    """Accept claims."""
    if authenticity and not why.strip():
        raise click.UsageError('--authenticity presumed needs --why "…": format, cross-reference or custody')
    value: dict[str, Any] = {"authenticity": authenticity, "why": why} if authenticity else {}
    if constitutive:
        value["constitutive"] = True
    with case.ledger() as ledger:
        claims = [_claim(ledger, t) for t in targets]
    return case.judge(Decision.ACCEPT, claims, value=value, **who)


@_decides(Decision.REJECT, "The machine read the claims (TARGETS) wrongly: they count for nothing.")
@click.argument("targets", nargs=-1, required=True)
def reject(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Reject claims."""
    with case.ledger() as ledger:
        claims = [_claim(ledger, t) for t in targets]
    return case.judge(Decision.REJECT, claims, **who)


@_decides(Decision.SAME, "Two or more entities or mentions (TARGETS) are one thing.")
@click.argument("targets", nargs=-1, required=True)
def same(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Join entities."""
    return _about_names(case, Decision.SAME, targets, **who)


@_decides(Decision.DIFFERENT, "Two entities or mentions (TARGETS) are not one thing, whatever their spelling.")
@click.argument("targets", nargs=2)
def different(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Hold entities apart."""
    return _about_names(case, Decision.DIFFERENT, targets, **who)


@_decides(
    Decision.GRADE, "Grade a SOURCE on the Admiralty scale: A completely reliable … E unreliable, F cannot be judged."
)
@click.argument("source")
@click.argument("reliability", type=click.Choice(list("ABCDEF"), case_sensitive=False))
def grade(case: Case, source: str, reliability: str, **who: Any) -> Judgement:
    """Grade a source."""
    with case.ledger() as ledger:
        found = source_matching(ledger, source)
    if found is None:
        raise Trouble(f"no source {source!r} in the case", f"aver show {case.path} sources")
    return case.judge(Decision.GRADE, [found["id"]], value={"reliability": reliability.upper()}, **who)


@_decides(Decision.RELEASE, "A name (TARGET) that only protected sources give may stand in published pages.")
@click.argument("target")
@click.option("--name", "printed", default="", help="The spelling to print; by default that of the entity.")
def release(case: Case, target: str, printed: str, **who: Any) -> Judgement:
    """Let a name out."""
    with case.ledger() as ledger:
        mention, words = _mention(ledger, target)
    return case.judge(Decision.RELEASE, [mention], value={"name": printed or words}, **who)


@_decides(Decision.UNDO, "Earlier judgements (TARGETS) no longer hold; undoing an undo restores.")
@click.argument("targets", nargs=-1, required=True)
def undo(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Undo judgements."""
    known = [j.id for j in case.judgements()]
    return case.judge(
        Decision.UNDO, [_only([i for i in known if i.startswith(t)], t, "judgement") for t in targets], **who
    )


@command.command("list", help="The judgements of the case, in order, with those that no longer stand.")
@json_option
@click.pass_obj
def list_(case: Case, json_lines: bool | None) -> None:
    """List judgements."""
    from averment.resolve import standing

    rows = (
        {"sequence": n, "id": j.id, "decision": j.decision.value, "targets": list(j.targets), "author": j.author,
         "at": j.at, "reason": j.reason, "value": dict(j.value), "stands": stands}
        for n, j, stands in standing(case.judgements()).judgements
    )  # fmt: skip
    emit(rows, ["sequence", "id", "decision", "author", "reason", "stands"], json_lines=json_lines)


# ---- finding what is meant


def _about_names(case: Case, decision: Decision, targets: tuple[str, ...], **who: Any) -> Judgement:
    if len(targets) < 2:
        raise click.UsageError(f"{decision} needs two names or ids")
    with case.ledger() as ledger:
        found = [_mention(ledger, t) for t in targets]
    if len({m for m, _ in found}) < len(found):
        raise Trouble(
            f"{', '.join(targets)}: these are one already", "`aver resolve CASE NAME` lists a name's mentions"
        )
    return case.judge(decision, [m for m, _ in found], value={"names": [name for _, name in found]}, **who)


def _mention(ledger: Ledger, given: str) -> tuple[str, str]:
    """A mention and its words: the one with this id, or the first of the entity that is meant."""
    row = ledger.row("SELECT id, text FROM mention WHERE id = ?", [given])
    if row is None:
        entity = entity_matching(ledger, given)
        if entity is None:
            raise Trouble(f"nothing in the case is named {given!r}", "`aver resolve CASE` lists the entities")
        row = ledger.row(
            "SELECT m.id, m.text FROM member b JOIN mention m ON m.id = b.mention JOIN source s ON s.id = m.source "
            "WHERE b.entity = ? ORDER BY s.sequence, m.start, m.id",
            [entity["id"]],
        )
    assert row is not None  # noqa: S101 - an entity has a mention
    return row["id"], row["text"]


def _claim(ledger: Ledger, given: str) -> str:
    rows = ledger.rows("SELECT id FROM claim WHERE id >= ? AND id < ? ORDER BY id", [given, given + "~"])
    return _only([row["id"] for row in rows], given, "claim")


def _only(found: list[str], given: str, what: str) -> str:
    if len(found) > 1:
        raise Ambiguous(given, [(id_, what) for id_ in found])
    if not found:
        raise Trouble(f"no {what} begins with {given!r}", f"`aver show CASE {what}s` lists them")
    return found[0]


def waiting(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Claims no person has looked at yet, in the order of their places."""
    for row in ledger.rows(
        "SELECT c.id, c.quote, c.stance, c.locator, s.name AS source FROM claim c JOIN source s ON s.id = c.source "
        "WHERE c.review = 'unreviewed' ORDER BY s.sequence, c.start, c.id"
    ):
        yield dict(row)


@command.command("todo", help="Claims that no person has accepted or rejected yet.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most this many.")
@json_option
@click.pass_obj
def todo(case: Case, limit: int, json_lines: bool | None) -> None:
    """List claims to review."""
    with case.ledger() as ledger:
        rows = [row for row, _ in zip(waiting(ledger), range(limit), strict=False)]
    emit(rows, ["id", "source", "stance", "quote"], json_lines=json_lines)
