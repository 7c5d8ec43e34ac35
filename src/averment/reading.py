"""What `read` made of one source."""

from dataclasses import dataclass

from averment.passage import Passage
from averment.problem import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """A source's text, cut into passages, with what could not be read.

    `text` is the one string that all offsets of the source point into. `title`, `author` and `published`
    (EDTF) are what the document says of itself, never a guess. A source that could not be read at all
    has an empty text and at least one problem.
    """

    source: str
    media_type: str
    text: str
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    method: str
    language: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
