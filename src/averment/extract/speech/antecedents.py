"""Who "he", "they" or "the spokesperson" is: the voice before, when there can be only one."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.extract.speech.clauses import coordinated, is_part_of_them, own_subject
from averment.extract.speech.page import Page
from averment.extract.tables import words
from averment.mention import Mention
from averment.voice import Voice

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their"})
MALE_WORDS = frozenset({"mr", "mr.", "sir", "king", "prince"})
FEMALE_WORDS = frozenset({"ms", "ms.", "mrs", "mrs.", "miss", "lady", "queen", "princess"})
REACH = 2
"""Sentences back in which the antecedent of a pronoun is looked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person or voice that was spoken of in a sentence."""

    name: str
    key: str
    kind: str
    """"person", "people" or "thing"."""
    mention: str | None = None
    gender: str | None = None
    main: bool = False
    """Whether it was the subject of the sentence or the speaker of its frame."""
    voice: Voice | None = None


@dataclass(slots=True)
class Memory:
    """What was spoken of lately, sentence by sentence; the last sentence is at the end."""

    sentences: list[list[Known]] = field(default_factory=list)
    heads: dict[str, Voice] = field(default_factory=dict)
    """Lemma of the head noun → the last voice with it ("spokesperson" → a spokesperson for the council)."""
    genders: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Begin a sentence."""
        self.sentences.append([])
        del self.sentences[: -REACH - 1]

    def note(self, known: Known) -> None:
        """Remember somebody in the sentence at hand."""
        self.sentences[-1].append(known)

    def resolve(self, page: Page, pronoun: "Token", sentence: "Sentence") -> Voice | None:
        """The voice a pronoun stands for, or None where more than one, or none, could be meant."""
        lower = pronoun.lower_
        if lower in MALE | FEMALE:
            unnamed = _unnamed_subject(page, pronoun)
            if unnamed is not None:
                return _voice_like(page, unnamed)
            return self._person(page, pronoun, sentence, "m" if lower in MALE else "f")
        kind = "people" if lower in PLURAL else "thing" if lower in ("it", "its") else None
        if kind is None:
            return None
        here = _earlier_subject(page, pronoun, sentence)
        if here is not None:
            return None if self._kind(page, here) != kind else _voice_like(page, here)
        for known in reversed(self.sentences[:-1]):
            said = _distinct([k for k in known if k.main and k.kind == kind])
            others = _distinct([k for k in known if k.kind == kind])
            if said:
                return said[0].voice if len(said) == 1 and len(others) == 1 else None
            if known:
                return None
        return None

    @staticmethod
    def _kind(page: Page, noun: "Token") -> str:
        mention = page.mention_of(noun)
        if mention is not None:
            return "person" if mention.schema == "Person" else "thing"
        return "people" if noun.tag_ in ("NNS", "NNPS") or noun.lemma_ in ("personnel", "police", "people") else "thing"

    def _person(self, page: Page, pronoun: "Token", sentence: "Sentence", gender: str) -> Voice | None:
        before = people_in(page, sentence, pronoun.i)
        for known in [before, *reversed(self.sentences[:-1])]:
            fitting = [
                k for k in known if k.kind == "person" and (self.genders.get(k.key) or k.gender or gender) == gender
            ]
            everyone = _distinct(fitting)
            if not everyone:
                continue
            leading = _distinct([k for k in fitting if k.main])
            chosen = everyone if len(everyone) == 1 else leading
            if len(chosen) != 1:
                return None
            self.genders[chosen[0].key] = gender
            return chosen[0].voice
        return None


def _distinct(known: list[Known]) -> list[Known]:
    seen: dict[str, Known] = {}
    for k in known:
        if k.key not in seen or (k.main and not seen[k.key].main):
            seen[k.key] = k
    return list(seen.values())


def _earlier_subject(page: Page, pronoun: "Token", sentence: "Sentence") -> "Token | None":
    """The subject of the sentence's main verb, where it stands before the pronoun and is not one itself."""
    subject = own_subject(sentence.root)
    if subject is None or subject.i >= pronoun.i or subject.pos_ == "PRON":
        return None
    return subject if page.is_party(subject) or page.is_paper(subject) else None


def _unnamed_subject(page: Page, pronoun: "Token") -> "Token | None":
    """ "One of them said he saw …", "an official said he knew …": who sees and knows is who says it."""
    verb = pronoun.head
    if pronoun.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.head.i > pronoun.i:
        return None
    subject = own_subject(verb.head)
    if subject is None or subject.i > pronoun.i or page.mention_of(subject) is not None:
        return None
    if is_part_of_them(subject):
        return subject if subject.lower_ in ("one", "another") else None
    unnamed = subject.tag_ == "NN" and subject.lemma_.lower() in words("cues", "human")
    return subject if unnamed and not any(c.dep_ == "appos" for c in subject.children) else None


def _voice_like(page: Page, noun: "Token") -> Voice:
    from averment.extract.speech.voices import voice
    from averment.voice import Medium, Role

    if page.is_paper(noun):
        return voice(page, noun, Role.DOCUMENT, Medium.DOCUMENT)
    return voice(page, noun, Role.SPEAKER, Medium.SPEECH)


def people_in(page: Page, sentence: "Sentence", end: int | None = None) -> list[Known]:
    """The persons named in a sentence (before token `end`)."""
    from averment.extract.speech.voices import voice
    from averment.voice import Medium, Role

    found: list[Known] = []
    seen: set[str] = set()
    subject = own_subject(sentence.root)
    leading = {
        m.id for t in (coordinated(subject) if subject is not None else []) if (m := page.mention_of(t)) is not None
    }
    for i in range(sentence.start, sentence.end if end is None else min(end, sentence.end)):
        mention = page.named.get(i)
        if mention is None or mention.schema != "Person" or mention.id in seen:
            continue
        token = page.doc[i]
        last = token.i
        while last + 1 < len(page.doc) and page.named.get(last + 1) is mention:
            last += 1
        seen.add(mention.id)
        main = mention.id in leading
        said = voice(page, page.doc[last], Role.SPEAKER, Medium.SPEECH)
        found.append(Known(mention.text, person_key(mention), "person", mention.id, gender_of(page, token), main, said))
    return found


def person_key(mention: Mention) -> str:
    """What makes two mentions of a person the same here: the last word of the name."""
    return mention.text.split()[-1].casefold().removesuffix("’s").removesuffix("'s")


def gender_of(page: Page, token: "Token") -> str | None:
    """The gender that a title or a word such as "spokeswoman" beside a name states."""
    around = page.doc[max(0, token.i - 2) : token.i + 4]
    for t in around:
        if t.lower_ in FEMALE_WORDS or (t.lower_.endswith("woman") and t.lower_ in words("cues", "party_nouns")):
            return "f"
        if t.lower_ in MALE_WORDS or (t.lower_.endswith("man") and t.lower_ in words("cues", "party_nouns")):
            return "m"
    return None
