"""Who said what about whom, and where it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from averment.identity import content_id
from averment.method import by_person
from averment.place import Place
from averment.stance import Modality, Stance
from averment.voice import Voice


@dataclass(frozen=True, slots=True)
class Span:
    """Words with their offsets into the source's text: `text == source_text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """One end of a triple: the words, and the mention they are when there is one."""

    text: str
    mention: str | None = None
    schema: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Triple:
    """A statement about the world inside a claim: subject, predicate, object.

    `predicate` is a name in `data/predicates.yaml`, which gives its FollowTheMoney schema and properties.
    `qualifiers` narrow it: {"date": EDTF, "quantity": "7", "unit": …}.
    """

    subject: Term
    predicate: str
    object: Term
    qualifiers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's statement at a place. Immutable; its id is the hash of its parts, the place included.

    `quote` is the whole stretch at `place`, usually the sentence; `content` what is said, `further` the rest of it
    where it comes in pieces ("“It is over,” she said, “for now.”": the longest piece is the content, the others follow
    in the order of the text), `cue` the words that attribute it. A claim without voices is the source's
    own assertion. `negated` says that the content is
    denied by its own words ("did not specify"), whatever the stance.
    """

    place: Place
    quote: str
    content: Span
    stance: Stance
    method: str
    cue: Span | None = None
    voices: tuple[Voice, ...] = ()
    modality: Modality = Modality.FACT
    negated: bool = False
    triples: tuple[Triple, ...] = ()
    further: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """Taken from where it stands, what is said, who says it and how; a person's also from the judgement."""
        return content_id(
            "claim",
            str(self.place),
            [self.content.start, self.content.end],
            [[v.name, v.role, v.start] for v in self.voices],
            self.stance,
            *by_person(self.method),
        )
