"""From the words a model gives for who speaks to a voice: by the mention they are, or as they stand."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from averment.mention import ENTITY_SCHEMATA, Mention
from averment.voice import Medium, Role, Voice

_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a speaker, and what kind of speaker the model takes them for (a label from a closed list)."""

    text: str
    start: int
    end: int
    kind: str


def voice_of(named: Named, mentions: Sequence[Mention]) -> Voice:
    """The voice. `mentions` are those of the source, in the order of their places.

    The words are a mention when they are just its words (an article before them does not count). A mention inside
    longer words is not the speaker: in "a lawyer for Norvane" nobody says that Norvane speaks.
    """
    document = named.kind == "document"
    mention = _same(named, mentions)
    return Voice(
        mention.text if mention is not None else named.text,
        Role.DOCUMENT if document else Role.SPEAKER,
        Medium.DOCUMENT if document else Medium.SPEECH,
        mention.place.start if mention is not None else named.start,
        mention.place.end if mention is not None else named.end,
        mention.id if mention is not None else None,
        anonymous=named.kind == "unnamed" and mention is None,
    )


def _same(named: Named, mentions: Sequence[Mention]) -> Mention | None:
    lowered = named.text.lower()
    skip = next((len(a) for a in _ARTICLES if lowered.startswith(a)), 0)
    at = bisect_left(mentions, named.start, key=lambda m: m.place.start or 0)
    for mention in mentions[at : at + 4]:
        if (
            mention.schema in ENTITY_SCHEMATA
            and mention.place.end == named.end
            and mention.place.start in (named.start, named.start + skip)
        ):
            return mention
    return None
