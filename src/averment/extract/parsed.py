"""A passage with the model's reading of it, and the way from tokens back to the source's text."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from averment.extract.language import TABULAR, unbroken
from averment.passage import Passage
from averment.place import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class ParsedPassage:
    """A passage and its tokens.

    `analysed` says whether the language model has read it: only then have the tokens of `doc` tags, lemmas and
    dependencies, and `doc` sentences. Otherwise `doc` holds bare tokens (another language, or cells of a
    table), and none where the language has rules of its own.
    """

    passage: Passage
    doc: "Doc"
    analysed: bool = True
    language: str = "und"
    """The ISO 639-1 code of the language it is treated as; "und" where that is unknown."""
    own: Any = None
    """What the rules of a language other than English made of the text (`Language.parse`), where they have read it."""
    text: str = field(init=False)
    """What patterns are looked for in: the passage's text, with line breaks inside prose as spaces. Character i of it
    is character `passage.start + i` of the source; the words as they stand there are `words(start, end)`."""

    def __post_init__(self) -> None:
        whole = self.passage.text
        object.__setattr__(self, "text", whole if self.passage.kind in TABULAR else unbroken(whole))

    def offsets(self, piece: "Token | Span") -> tuple[int, int]:
        """Where a token or span lies in the source's text: (start, end), end exclusive."""
        first = getattr(piece, "idx", None)
        begin = piece.start_char if first is None else first  # type: ignore[union-attr]
        return self.passage.start + begin, self.passage.start + begin + len(piece.text)

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of the source's text inside this passage."""
        return self.passage.place(start, end)

    def words(self, start: int, end: int) -> str:
        """The words at a stretch of the source's text inside this passage."""
        return self.passage.text[start - self.passage.start : end - self.passage.start]
