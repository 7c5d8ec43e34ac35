"""A token of Russian text with what the models say of it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A token: `start` and `end` are offsets into the passage's text, `head` the index of the word it hangs on.

    `head` is its own index for the root of a sentence. `pos`, `features` and `rel` are Universal Dependencies'.
    """

    i: int
    sentence: int
    text: str
    start: int
    end: int
    pos: str
    features: Mapping[str, str]
    head: int
    rel: str
    lemma: str

    @property
    def lower(self) -> str:
        """In lower case, with "е" for "ё"."""
        return self.text.lower().replace("ё", "е")

    @property
    def case(self) -> str:
        """ "Nom", "Gen", … or ""."""
        return self.features.get("Case", "")

    @property
    def plural(self) -> bool:
        """Whether it is plural."""
        return self.features.get("Number") == "Plur"

    @property
    def is_verb(self) -> bool:
        """A verb, participles and gerunds included."""
        return self.pos in ("VERB", "AUX")

    @property
    def form(self) -> str:
        """ "Fin", "Inf", "Part", "Conv" of a verb."""
        return self.features.get("VerbForm", "")
