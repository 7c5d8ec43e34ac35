"""The records as pages may show them: what the gate let through, joined and ready to print.

Templates get these and never a row of the ledger, so a template cannot print what was not allowed. Every record
carries its `path` in the site. None in a field that the ledger has means "kept back" or "not known".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from averment.publish.when import When


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A source. `withheld` is True on published pages for a protected one: then only `code` is known."""

    id: str
    path: str
    label: str
    code: str | None
    protected: bool
    withheld: bool
    kind: str = "document"
    name: str | None = None
    size: int | None = None
    received_at: str | None = None
    received_from: str | None = None
    origin: str | None = None
    outlet: str | None = None
    published: str | None = None
    reliability: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    language: str | None = None
    author: str | None = None
    parts: tuple[int, ...] = (0,)
    """Where each page of a long text begins: offsets into the text. One entry when the text fits on one page."""

    def part_path(self, part: int) -> str:
        """The page a part of the text is on, counted from 0."""
        return self.path if part == 0 else f"sources/{self.id}/{part + 1}/index.html"


@dataclass(frozen=True, slots=True)
class AliasShown:
    """One spelling of an entity: how often, where first, and why it was taken for the same thing."""

    text: str
    count: int
    sources: int
    first_path: str
    first_source: str
    first_place: str
    reasons: tuple[str, ...]
    """Each as "reason (by whom)"; empty for the spelling the entity began with."""


@dataclass(frozen=True, slots=True)
class EntityShown:
    """A thing that claims are about."""

    id: str
    path: str
    schema: str
    name: str
    aliases: tuple[AliasShown, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceShown:
    """A link of a chain; `key` is the same for the same voice everywhere (its entity, or its words)."""

    name: str
    role: str
    medium: str
    key: str
    entity: EntityShown | None
    count: int | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class TermShown:
    """One end of a statement; `text` is None when kept back."""

    text: str | None
    entity: EntityShown | None


@dataclass(frozen=True, slots=True)
class TripleShown:
    """What a claim says about the world."""

    subject: TermShown
    predicate: str
    label: str
    object: TermShown
    qualifiers: Mapping[str, Any]
    relation: str | None
    """The path of the relation's page, when both ends are entities."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with their offsets into the source's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim. When `withheld`, quote, content, voices, place and method are kept back."""

    id: str
    path: str
    source: SourceShown
    withheld: bool
    stance: str
    modality: str
    negated: bool
    review: str
    triples: tuple[TripleShown, ...]
    voices: tuple[VoiceShown, ...] = ()
    quote: Stretch | None = None
    content: Stretch | None = None
    further: tuple[Stretch, ...] = ()
    """The rest of what is said, where it comes in pieces."""
    cue: Stretch | None = None
    place: str | None = None
    locator: str | None = None
    place_path: str | None = None
    method: str | None = None
    number: int = 0
    """Counted from 1 within its source, in the order of the text; 0 when withheld."""
    dates: tuple["DateShown", ...] = ()
    named: tuple[EntityShown, ...] = ()
    """Entities named in its content, without those at the ends of its statements."""
    corrected: "JudgementShown | None" = None
    """The decision that made this record, in the place of what a machine read or beside it."""
    replaced_by: str | None = None
    """The path of the claim that a person put in the place of this one."""


@dataclass(frozen=True, slots=True)
class DateShown:
    """A date named in a claim: its words, what they were read as, and where that lies in time (None: not resolved)."""

    text: str
    edtf: str | None
    when: When | None


@dataclass(frozen=True, slots=True)
class RelationShown:
    """Two entities, what is said to hold between them, and every claim that says so (or denies it)."""

    id: str
    path: str
    subject: EntityShown
    predicate: str
    label: str
    object: EntityShown
    claims: tuple[ClaimShown, ...]


@dataclass(frozen=True, slots=True)
class HitShown:
    """A likeness between a name in the case and an entry of a list: a lead with its rule, never a verdict."""

    entity: EntityShown
    name: str
    list_name: str
    list_version: str | None
    list_source: SourceShown
    entry: str
    entry_name: str
    entry_locator: str | None
    listed_on: str | None
    programs: str
    rule: str
    score: float
    method: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """A claim's part in a finding, with the note of the weighing; `party` and `outcome` for responses."""

    claim: ClaimShown
    part: str
    note: str | None
    party: EntityShown | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A proposition with its four answers. `why` is None when the calculation names something protected."""

    id: str
    path: str
    proposition: str
    subject: TermShown
    predicate: str
    object: TermShown
    support: str
    challenge: str
    origins: int
    why: tuple[str, ...] | None
    policy: str
    method: str
    parts: tuple[PartShown, ...]

    def of(self, part: str) -> tuple[PartShown, ...]:
        """The claims with one part: "supports", "against", "responds", "could_not_verify" or "discounted"."""
        return tuple(p for p in self.parts if p.part == part)


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """Something that could not be done."""

    id: str
    stage: str
    code: str
    message: str | None
    hint: str | None
    source: SourceShown | None
    place: str | None


@dataclass(frozen=True, slots=True)
class MethodShown:
    """A step, and how many records of each kind it made."""

    id: str
    name: str
    version: str
    parameters: Mapping[str, Any]
    made: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """A decision as printed: its author and the hour only on private pages, its day on all."""

    decision: str
    reason: str | None
    by: str
    at: str | None
