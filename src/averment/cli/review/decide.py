"""`aver review accept`, `reject`, `same`, `different`, `grade`, `release`, `undo`."""

from typing import Any

import click

from averment.case import Case
from averment.cli.output import Trouble
from averment.cli.review.group import decides
from averment.judgement import Decision, Judgement
from averment.review import Desk
from averment.store.ledger import Ledger
from averment.store.lookup import Ambiguous, entity_matching, source_matching


@decides(Decision.ACCEPT, "A person has read the place, and the claims or mentions (TARGETS) are rendered rightly.")
@click.argument("targets", nargs=-1, required=True)
@click.option("--authenticity", type=click.Choice(["presumed"]), help="The paper is taken for authentic; needs --why.")
@click.option("--why", default="", help="Why it is taken for authentic: format, cross-reference, custody.")
@click.option(
    "--constitutive", is_flag=True, help="The paper is the act itself: the listing, the registration, the judgment."
)
def accept(
    case: Case, targets: tuple[str, ...], authenticity: str | None, why: str, constitutive: bool, **who: Any
) -> Judgement:
    """Accept claims or mentions."""
    if authenticity and not why.strip():
        raise click.UsageError('--authenticity presumed needs --why "…": format, cross-reference or custody')
    value: dict[str, Any] = {"authenticity": authenticity, "why": why} if authenticity else {}
    if constitutive:
        value["constitutive"] = True
    with case.ledger() as ledger:
        found = [Desk(ledger).record(t).id for t in targets]
    return case.judge(Decision.ACCEPT, found, value=value, **who)


@decides(Decision.REJECT, "The machine read the claims or mentions (TARGETS) wrongly: they count for nothing.")
@click.argument("targets", nargs=-1, required=True)
def reject(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Reject claims or mentions."""
    with case.ledger() as ledger:
        found = [Desk(ledger).open_record(t).id for t in targets]
    return case.judge(Decision.REJECT, found, **who)


@decides(Decision.SAME, "Two or more entities or mentions (TARGETS) are one thing.")
@click.argument("targets", nargs=-1, required=True)
def same(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Join entities."""
    return _about_names(case, Decision.SAME, targets, **who)


@decides(Decision.DIFFERENT, "Two entities or mentions (TARGETS) are not one thing, whatever their spelling.")
@click.argument("targets", nargs=2)
def different(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Hold entities apart."""
    return _about_names(case, Decision.DIFFERENT, targets, **who)


@decides(
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


@decides(Decision.RELEASE, "A name (TARGET) that only protected sources give may stand in published pages.")
@click.argument("target")
@click.option("--name", "printed", default="", help="The spelling to print; by default that of the entity.")
def release(case: Case, target: str, printed: str, **who: Any) -> Judgement:
    """Let a name out."""
    with case.ledger() as ledger:
        mention, words = _mention(ledger, target)
    return case.judge(Decision.RELEASE, [mention], value={"name": printed or words}, **who)


@decides(Decision.UNDO, "Earlier judgements (TARGETS) no longer hold; undoing an undo restores.")
@click.argument("targets", nargs=-1, required=True)
def undo(case: Case, targets: tuple[str, ...], **who: Any) -> Judgement:
    """Undo judgements."""
    known = [j.id for j in case.judgements()]
    return case.judge(
        Decision.UNDO, [_only([i for i in known if i.startswith(t)], t, "judgement") for t in targets], **who
    )


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
            "WHERE b.entity = ? AND m.review <> 'rejected' ORDER BY s.sequence, m.start, m.id",
            [entity["id"]],
        )
    assert row is not None  # noqa: S101 - an entity has a mention
    return row["id"], row["text"]


def _only(found: list[str], given: str, what: str) -> str:
    if len(found) > 1:
        raise Ambiguous(given, [(id_, what) for id_ in found])
    if not found:
        raise Trouble(f"no {what} begins with {given!r}", f"`aver show CASE {what}s` lists them")
    return found[0]
