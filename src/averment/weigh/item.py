"""A claim as weighing sees it: what is said, by whom, in which source, and what a person has decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PAPERS = ("document", "record")


@dataclass(frozen=True, slots=True)
class Origin:
    """What custody says of a source, as far as independence goes. `day` is an EDTF date or ""."""

    id: str
    name: str
    sequence: int
    origin: str = ""
    outlet: str = ""
    received_from: str = ""
    reliability: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice: its words, the entity they name (or ""), role and medium."""

    name: str
    role: str
    medium: str
    entity: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One claim about one proposition. `decided` is the value of the judgement that accepted it.

    `parties` are the entities of the proposition; `review` is "unreviewed", "accepted" or "rejected".
    """

    claim: str
    source: Origin
    stance: str = "asserts"
    modality: str = "fact"
    negated: bool = False
    voices: tuple[Speaker, ...] = ()
    review: str = "unreviewed"
    decided: Mapping[str, Any] = field(default_factory=dict)
    parties: frozenset[str] = frozenset()
    of_paper: bool = False
    """Read off a structured paper (an invoice, a declaration) that the source is or holds: its voice is the paper."""

    @property
    def farthest(self) -> Speaker | None:
        """The voice farthest from the reader: the one that knows, or claims to."""
        speaking = [v for v in self.voices if v.role not in ("addressee", "asker")]
        return speaking[-1] if speaking else None

    @property
    def own_paper(self) -> bool:
        """Whether the source is itself the paper: nobody published it, and it speaks for itself."""
        return self.farthest is None and not self.source.outlet

    @property
    def medium(self) -> str:
        """Document or record where a paper is in the chain, else sighting, else speech; "" where there is no voice."""
        if self.own_paper:
            return "document"
        media = {
            "document" if v.role == "document" and v.medium not in PAPERS else v.medium
            for v in self.voices
            if v.role not in ("addressee", "asker", "reporter")
        }
        best = next((m for m in ("record", "document", "sighting") if m in media), "speech")
        return best if self.voices else ""

    @property
    def seen(self) -> bool:
        """Whether somebody nearer the reader saw the paper, or the source is or holds the paper."""
        papers = [n for n, v in enumerate(self.voices) if v.role == "document" or v.medium in PAPERS]
        before = self.voices[: papers[0]] if papers else ()
        return self.own_paper or self.of_paper or any(v.role == "reporter" for v in before)

    @property
    def traits(self) -> dict[str, Any]:
        """What the rows of the policy's `items` ask about."""
        farthest = self.farthest
        return {
            "stance": self.stance,
            "modality": self.modality,
            "medium": self.medium,
            "seen": self.seen,
            "authentic": self.decided.get("authenticity") == "presumed",
            "constitutive": bool(self.decided.get("constitutive")),
            "anonymous": farthest is not None and farthest.anonymous,
            "interested": farthest is not None and bool(farthest.entity) and farthest.entity in self.parties,
        }
