"""What the models of a case contribute to one source, and what came of it. Pure: who had to be asked has answered."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from averment.answers import Answer
from averment.claim import Claim
from averment.extract.found import Found
from averment.extract.language import TABULAR
from averment.extract.models import combine
from averment.extract.models.register import Named, Refused, Said
from averment.extract.models.settings import Configured, Models
from averment.extract.parsed import ParsedPassage
from averment.extraction import Asked
from averment.mention import Mention
from averment.method import Method
from averment.passage import Passage
from averment.problem import Problem
from averment.reading import Reading

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Told:
    """What an endpoint answered about one source.

    `answers` holds an answer for each request, None where there is none; `unasked` says why nothing was asked
    ("protected"); `problems` what went wrong in asking.
    """

    answers: tuple[Answer | None, ...] = ()
    unasked: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Consulted:
    """The models of a case, and by step what an endpoint answered about one source."""

    models: Models
    told: Mapping[str, Told] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """Gathers what came of the models while a source is extracted."""

    consulted: Consulted
    reading: Reading
    problems: list[Problem] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    methods: dict[str, Method] = field(default_factory=dict)

    def names(self, pieces: Sequence[ParsedPassage], rules: list[Found]) -> list[Found]:
        """The names of the rules with those of the model the case names, by the policy."""
        model = self.consulted.models.names
        if model is None:
            return rules
        wanted = model.settings.languages
        prose = [p for p in pieces if p.passage.kind not in TABULAR and (not wanted or p.language in wanted)]
        told = self._told(model)
        if told.unasked:
            named = Named(())
        elif model.step in self.consulted.told:
            named = self._tried(model, lambda m: m.names_in(self.reading, told.answers), Named(()))
        else:
            chosen = self._within(model, prose)
            named = self._tried(model, lambda m: m.names(chosen), Named(()))
        both, tally = combine.names(rules, named.found, model.settings.combine, model.method)
        self._refused(model, named.refused)
        self._note(model, [f.method for f in rules], tally, found=len(named.found), refused=len(named.refused))
        return both

    def _told(self, model: Configured) -> Told:
        told = self.consulted.told.get(model.step, Told())
        self.problems += told.problems
        return told

    def _within(self, model: Configured, prose: Sequence[ParsedPassage]) -> list[ParsedPassage]:
        """As many passages as the settings allow: a slow model on a long source must not cost what the rules found."""
        room, chosen = model.settings.source_characters, list[ParsedPassage]()
        for piece in prose:
            room -= len(piece.text)
            if room < 0:
                self.problems.append(too_long(model, piece.passage))
                break
            chosen.append(piece)
        return chosen

    def claims(self, mentions: Sequence[Mention], rules: list[Claim]) -> list[Claim]:
        """The claims of the rules with those of the model the case names, by the policy."""
        model = self.consulted.models.claims
        if model is None:
            return rules
        told = self._told(model)
        said = Said(())
        if not told.unasked:
            said = self._tried(model, lambda m: m.claims(self.reading, told.answers, mentions), said)
        both, tally = combine.claims(rules, said.claims, model.settings.combine, model.method)
        self._refused(model, said.refused)
        tally = combine.Tally(tally.agreed, tally.added, tally.left + said.left)
        found = len(said.claims) + said.left
        self._note(model, [c.method for c in rules], tally, found=found, refused=len(said.refused))
        return both

    def _tried(self, model: Configured, use: Callable[[Any], Result], nothing: Result) -> Result:
        """What a model gives, or `nothing` and a problem: somebody else's library may fail in any way it likes."""
        try:
            return use(_loaded(model))
        except Exception as error:  # noqa: BLE001 - becomes a Problem, and the rules go on alone
            message = f"{model.step} model: {type(error).__name__}: {error}"[:300]
            hint = "look at its settings under [models] in case.toml, or take it out; the rules were used alone"
            self.problems.append(
                Problem("extract", "model_failed", message, hint, self.reading.source, None, model.method.id)
            )
            return nothing

    def _refused(self, model: Configured, refused: Sequence[Refused]) -> None:
        """One problem for a source, at the first stretch that an answer got wrong: a weak model refuses no reader."""
        if not refused:
            return
        reasons = Counter(one.reason for one in refused)
        listed = ", ".join(f"{reason} ({n})" for reason, n in sorted(reasons.items()))
        message = f"{model.step} model: {len(refused)} refused: {listed}"
        hint = "nothing of these was taken; a better model quotes more exactly, and so does a smaller `characters`"
        place = refused[0].locator or None
        self.problems.append(
            Problem("extract", "model_refused", message, hint, self.reading.source, place, model.method.id)
        )

    def _note(self, model: Configured, rules: Sequence[str], tally: combine.Tally, *, found: int, refused: int) -> None:
        self.methods[model.method.id] = model.method
        if tally.agreed:
            self.methods |= {m.id: m for m in combine.agreements(rules, model.method).values()}
        told = self.consulted.told.get(model.step, Told())
        answers = told.answers
        kept = {a.key: a for a in answers if a is not None}.values()
        self.asked.append(
            Asked(
                step=model.step,
                method=model.method.id,
                requests=len(answers),
                answered=sum(a is not None for a in answers),
                input_tokens=sum(a.input_tokens for a in kept),
                output_tokens=sum(a.output_tokens for a in kept),
                seconds=round(sum(a.seconds for a in kept), 3),
                found=found,
                agreed=tally.agreed,
                added=tally.added,
                left=tally.left,
                refused=refused,
                note=told.unasked,
            )
        )


def too_long(model: Configured, first: Passage) -> Problem:
    """A source is longer than a model is given of one."""
    message = (
        f"more than {model.settings.source_characters:,} characters: from here on the {model.step} model was not used, "
        "and the rules were used alone"
    )
    hint = f"raise source_characters under [models.{model.step}], or split the document"
    place = str(first.place())
    return Problem("extract", "model_too_long", message, hint, first.source, place, model.method.id)


_LOADED: dict[str, Any] = {}
"""Models this process has made ready, by method and settings: a worker loads one once."""


def _loaded(model: Configured) -> Any:
    key = f"{model.method.id} {model.settings!r}"
    if key not in _LOADED:
        _LOADED[key] = model.load()
    return _LOADED[key]
