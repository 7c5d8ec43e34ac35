"""A claim in the making."""

from dataclasses import dataclass, field

from averment.claim import Triple
from averment.extract.russian.speech.frames import Frame
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Modality, Stance
from averment.voice import Voice


@dataclass(slots=True)
class Draft:
    """What a claim is made of, as offsets of its passage; `root` is the main word of what is said."""

    content: Range
    cue: Range | None
    voices: tuple[Voice, ...]
    stance: Stance
    modality: Modality = Modality.FACT
    negated: bool = False
    root: Word | None = None
    source: Word | None = None
    frame: Frame | None = None
    triples: list[Triple] = field(default_factory=list)
