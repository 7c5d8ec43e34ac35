"""The outcome of asking whom words stand for."""

from dataclasses import dataclass

from averment.extract.coreference.things import Thing


@dataclass(frozen=True, slots=True)
class Meant:
    """The one thing (or the several) that words stand for, and why no other can be meant."""

    things: tuple[Thing, ...]
    why: str


def only(thing: Thing, why: str) -> Meant | None:
    """One thing as an outcome; none where it has no name to point to."""
    return Meant((thing,), why) if thing.mentions else None
