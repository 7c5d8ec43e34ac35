"""Who has been spoken of up to a word, sentence by sentence, and how prominently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.extract.coreference.things import Thing
from averment.extract.speech.clauses import coordinated, own_subject
from averment.extract.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

KEPT_THINGS = 200
"""Things that are held in mind at once: a reader of a long report does not look further back, and time stays linear."""
KEPT_SENTENCES = 8
KEPT_GROUPS = 40
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Said:
    """A thing spoken of at a token: by name, by a description or by a pronoun."""

    thing: Thing
    page: Page
    token: "Token"
    main: bool
    """Whether it is the subject of the sentence's main clause, or of what a "the data shows" at the end reports."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things named together: "two Chinese firms, A and B"; "A and B"."""

    members: tuple[Thing, ...]
    sentence: int
    described: Thing | None = None
    """What is said of them as a group."""


@dataclass(slots=True)
class Discourse:
    """What has been said so far."""

    sentences: list[list[Said]] = field(default_factory=list)
    known: dict[int, Thing] = field(default_factory=dict)
    """The things spoken of so far, by identity, the latest last; of a long text only the last `KEPT_THINGS`."""
    groups: list[Group] = field(default_factory=list)
    count: int = 0
    """Sentences begun."""
    named_here: list[Said] = field(default_factory=list)
    """The names of the whole sentence at hand, those that are still to come too."""

    def begin(self, named: Iterable[Said]) -> None:
        """Begin a sentence."""
        self.sentences.append([])
        del self.sentences[:-KEPT_SENTENCES]
        self.count += 1
        self.named_here = list(named)

    def note(self, said: Said) -> None:
        """A thing is spoken of in the sentence at hand."""
        self.sentences[-1].append(said)
        self.known.pop(id(said.thing), None)
        self.known[id(said.thing)] = said.thing
        while len(self.known) > KEPT_THINGS:
            del self.known[next(iter(self.known))]

    def windows(self, reach: int) -> Iterator[tuple[str, list[Said]]]:
        """The sentence at hand up to now, then the sentences before it, each with words for where that is."""
        yield "in this sentence before", self.sentences[-1]
        for back, sentence in enumerate(reversed(self.sentences[-1 - reach : -1])):
            yield ("in the sentence before" if back == 0 else f"in the last {back + 1} sentences"), sentence

    def still_to_come(self, token: "Token") -> list[Thing]:
        """Things named later in the sentence at hand, under the same clause: none of them is meant by `token`."""
        clause = token.head if token.dep_ in (*SUBJECTS, "poss") else token
        return [s.thing for s in self.named_here if s.token.i > token.i and (clause.is_ancestor(s.token))]


def distinct(said: Iterable[Said]) -> list[Thing]:
    """The things spoken of, each once."""
    return list({id(s.thing): s.thing for s in said}.values())


def main_subject(sentence: "Sentence") -> "Token | None":
    """The subject of what a sentence is about.

    For "X resold the cameras, the data shows" that is X; for "X said it sold them" it is X as well.
    """
    root = sentence.root
    for c in root.children:
        if c.dep_ == "ccomp" and c.i < root.i and own_subject(c) is not None:
            return own_subject(c)
    return own_subject(root)


def is_main(sentence: "Sentence", token: "Token") -> bool:
    """Whether a token is, or is joined to, the main subject of its sentence."""
    subject = main_subject(sentence)
    if subject is None:
        return False
    if any(t.i == token.i for t in coordinated(subject, 8)):
        return True
    return token.dep_ == "appos" and token.head.i == subject.i  # "The broker, Severnaya Optika, resold …"


def argues_with(token: "Token", other: "Token") -> bool:
    """Whether two nouns are arguments of one verb: then they are two things ("Norvane told the company")."""
    return _verb_of(token) is not None and _verb_of(token) == _verb_of(other)


def _verb_of(token: "Token") -> int | None:
    above = token
    for _ in range(4):
        if (above.dep_ == "conj" and above.head.pos_ in ("NOUN", "PROPN", "PRON")) or above.dep_ == "appos":
            above = above.head
        else:
            break
    if above.dep_ in (*SUBJECTS, "dobj", "dative", "attr", "oprd"):
        return above.head.i
    if (
        above.dep_ == "pobj"
        and above.head.dep_ in ("prep", "agent", "dative")
        and above.head.head.pos_ in ("VERB", "AUX")
    ):
        return above.head.head.i
    return None
