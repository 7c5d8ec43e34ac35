"""The two interfaces a model has to meet, and the register of the kinds that do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from averment.answers import Answer, Request
from averment.claim import Claim
from averment.config import ConfigError
from averment.extract.found import Found
from averment.extract.parsed import ParsedPassage
from averment.mention import Mention
from averment.method import Method
from averment.passage import Passage
from averment.reading import Reading


@dataclass(frozen=True, slots=True)
class Named:
    """Names a model proposes, and what it gave that does not hold in the text."""

    found: tuple[Found, ...]
    refused: "tuple[Refused, ...]" = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in an answer that was not taken: why, and the place of the stretch it was about."""

    reason: str
    locator: str


@dataclass(frozen=True, slots=True)
class Said:
    """Claims a model proposes, each anchored; how many the policy leaves to the rules; what was refused."""

    claims: tuple[Claim, ...]
    left: int = 0
    refused: tuple[Refused, ...] = ()


class NameModel(Protocol):
    """Finds names. It runs in this process: nothing leaves the machine."""

    def names(self, pieces: Sequence[ParsedPassage]) -> Named:
        """The names of passages of prose; every place is a stretch of the source's text."""
        ...


class Questioned(Protocol):
    """A model outside this process: it says what to ask, somebody else asks."""

    def requests(self, reading: Reading) -> list[Request]:
        """What to ask about a source, the same for the same text and settings."""
        ...

    def left_out(self, reading: Reading) -> Passage | None:
        """The first passage that is not asked about, because the source is longer than the settings allow."""
        ...


class NamesAsked(Questioned, Protocol):
    """Finds names by being asked."""

    def names_in(self, reading: Reading, answers: Sequence[Answer | None]) -> Named:
        """The names in the answers to `requests`, in their order; None stands for a request without an answer."""
        ...


class ClaimModel(Questioned, Protocol):
    """Finds who says what, by being asked."""

    def claims(self, reading: Reading, answers: Sequence[Answer | None], mentions: Sequence[Mention]) -> Said:
        """The claims in the answers to `requests`, in their order; None stands for a request without an answer."""
        ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of model that case.toml may name.

    `settings` is the dataclass of what may be set, `method` names the model exactly (its digest included, so it reads
    the files; `ConfigError` when they or a library are missing), `load` makes it ready for use.
    """

    name: str
    settings: type[Any]
    method: Callable[[Any], Method]
    load: Callable[[Any, Method], Any]


NAME_MODELS: dict[str, Kind] = {}
CLAIM_MODELS: dict[str, Kind] = {}

Load = TypeVar("Load", bound=Callable[[Any, Method], Any])


def name_model(name: str, settings: type[Any], method: Callable[[Any], Method]) -> Callable[[Load], Kind]:
    """Register a kind of `NameModel`: decorates the function that loads it."""
    return _registered(NAME_MODELS, name, settings, method)


def claim_model(name: str, settings: type[Any], method: Callable[[Any], Method]) -> Callable[[Load], Kind]:
    """Register a kind of `ClaimModel`: decorates the function that loads it."""
    return _registered(CLAIM_MODELS, name, settings, method)


def _registered(
    register: dict[str, Kind], name: str, settings: type[Any], method: Callable[[Any], Method]
) -> Callable[[Load], Kind]:
    def take(load: Load) -> Kind:
        register[name] = Kind(name, settings, method, load)
        return register[name]

    return take


def kind_of(register: dict[str, Kind], name: object, where: str) -> Kind:
    """The kind of this name. Raises `ConfigError` that lists the known ones."""
    if not isinstance(name, str) or name not in register:
        said = "kind is missing" if name is None else f"unknown kind {name!r}"
        raise ConfigError(f"[{where}]: {said}; known: {', '.join(sorted(register))}")
    return register[name]
