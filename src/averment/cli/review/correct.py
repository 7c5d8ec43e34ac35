"""`aver review correct`, `add-claim` and `add-mention`: how a record is to be read, in words of the source."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from averment.case import Case
from averment.cli.review.group import decides
from averment.correction import CorrectionRefused
from averment.judgement import Judgement
from averment.review import add
from averment.review import correct as corrected
from averment.stance import Modality, Stance

VOICE = "NAME[;role=ROLE][;medium=MEDIUM][;count=N][;anonymous]"
RELATION = "SUBJECT|PREDICATE|OBJECT[|KEY=VALUE…]"

_CLAIM = (
    click.option(
        "--stance", type=click.Choice([s.value for s in Stance]), help="What the speaker does with the content."
    ),
    click.option("--modality", type=click.Choice([m.value for m in Modality]), help="How the content is put."),
    click.option("--negated/--not-negated", default=None, help="Whether the content is denied by its own words."),
    click.option("--content", metavar="WORDS", help="What is said: words of the quote, as they stand there."),
    click.option(
        "--further", multiple=True, metavar="WORDS", help="The rest of what is said, where it comes in pieces."
    ),
    click.option("--cue", metavar="WORDS", help="The words of the quote that attribute it; '' for none."),
    click.option("--voice", "voices", multiple=True, metavar=VOICE, help="The chain anew, nearest the reader first."),
    click.option("--no-voice", is_flag=True, help="Nobody but the source itself says it."),
    click.option("--add-relation", "add_relations", multiple=True, metavar=RELATION, help="A statement it makes."),
    click.option(
        "--remove-relation",
        "remove_relations",
        multiple=True,
        metavar="N",
        help="One it does not make: its number, from 1, or SUBJECT|PREDICATE|OBJECT.",
    ),
)
_MENTION = (
    click.option("--schema", metavar="SCHEMA", help="What kind of thing is named: Company, Person, Vessel, Date, …"),
    click.option("--value", metavar="JSON", help='What was understood, e.g. \'{"edtf": "2024-05-14"}\'.'),
    click.option("--alias-of", "alias_of", metavar="MENTION", help="What it stands for: id or words; '' for none."),
)
_WHERE = (
    click.option("--page", type=int, help="Which of several places: on this page."),
    click.option("--passage", metavar="ID", help="Which of several places: in this passage."),
    click.option("--nth", type=click.IntRange(1), help="Which of several places: this one, counted from 1."),
)


Command = TypeVar("Command", bound=Callable[..., Any])


def _options(*groups: tuple[Callable[[Any], Any], ...]) -> Callable[[Command], Command]:
    def decorate(function: Command) -> Command:
        for option in reversed([o for group in groups for o in group]):
            function = option(function)
        return function

    return decorate


@decides("correct", "A claim or mention (TARGET) is to be read otherwise; what is not given stays as it is.")
@click.argument("target")
@_options(_CLAIM, _MENTION)
@click.option("--words", metavar="WORDS", help="The stretch of a mention: words of the source at or near it.")
def correct(case: Case, target: str, reason: str, author: str, **given: Any) -> Judgement:
    """Correct one record."""
    return corrected(case, target, _changes(given), reason=reason, author=author)


@decides("add-claim", "A claim of SOURCE that the machine missed: QUOTE is the sentence, as it stands there.")
@click.argument("source")
@click.argument("quote")
@_options(_CLAIM, _WHERE)
def add_claim(case: Case, source: str, quote: str, reason: str, author: str, **given: Any) -> Judgement:
    """Add a claim."""
    return add(case, source, "claim", {"quote": quote, **_changes(given)}, reason=reason, author=author)


@decides("add-mention", "A name, date or figure of SOURCE that the machine missed: WORDS as they stand there.")
@click.argument("source")
@click.argument("words")
@_options(_MENTION, _WHERE)
def add_mention(case: Case, source: str, words: str, reason: str, author: str, **given: Any) -> Judgement:
    """Add a mention."""
    return add(case, source, "mention", {"words": words, **_changes(given)}, reason=reason, author=author)


def _changes(given: dict[str, Any]) -> dict[str, Any]:
    """What was asked for, in the words of `averment.correction`."""
    made = {k: v for k, v in given.items() if v not in (None, ())}
    if made.pop("no_voice", False):
        if "voices" in made:
            raise click.UsageError("--voice and --no-voice contradict each other")
        made["voices"] = []
    elif "voices" in made:
        made["voices"] = [_voice(v) for v in made["voices"]]
    if "add_relations" in made:
        made["add_relations"] = [_relation(r) for r in made["add_relations"]]
    if "remove_relations" in made:
        made["remove_relations"] = [int(r) if r.isdigit() else r.split("|") for r in made["remove_relations"]]
    return made


def _voice(text: str) -> dict[str, Any]:
    name, *rest = (part.strip() for part in text.split(";"))
    made: dict[str, Any] = {"name": name}
    for part in rest:
        key, sign, value = part.partition("=")
        if key == "count" and not value.isdigit():
            raise CorrectionRefused(f"count {value!r} in --voice {text!r} is no number", VOICE)
        made[key] = int(value) if key == "count" else value if sign else True
    return made


def _relation(text: str) -> list[Any]:
    subject, *rest = (part.strip() for part in text.split("|"))
    if len(rest) < 2:
        raise CorrectionRefused(f"{text!r} is no relation", RELATION)
    qualifiers = dict(part.partition("=")[::2] for part in rest[2:])
    return [subject, rest[0], rest[1], *([qualifiers] if qualifiers else [])]
