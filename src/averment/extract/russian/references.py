"""Pronouns and descriptions («он», «предприятие», «Поставщик») that can mean only one of the names before them.

A reference is a mention that names nothing itself: its `value` has "reference", its `alias_of` what it stands for.
Where more than one thing fits, there is none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from averment.extract.parsed import ParsedPassage
from averment.extract.russian.candidate import Taken
from averment.extract.russian.companies import noun_before
from averment.extract.russian.people import gender_of
from averment.extract.russian.phrase import agreeing
from averment.extract.russian.tables import listed, noun_schema
from averment.extract.russian.text import Text
from averment.extract.russian.word import Word
from averment.mention import Mention
from averment.method import method

REFERENCES = method("extract.russian.references", "1")

DEFINED = re.compile(
    r"\(?,?\s?(?:далее|в\sдальнейшем|именуем\w+\s(?:в\sдальнейшем|далее)?)\s?(?:по\sтексту\s)?(?:[-–—:]|именуем\w+)?\s?[«\"“„]?(?P<term>[А-ЯЁ][а-яё]+(?:\s[а-яё]+)?)[»\"”“]?\s?\)?"
)
"""«(далее — Поставщик)», «именуемое в дальнейшем „Заказчик“»."""
_POINTING = frozenset({"этот", "данный", "указанный", "сам", "вышеуказанный"})
_OUTLETS = frozenset({"издание", "газета", "журнал", "агентство", "портал", "телеканал"})
_WINDOW = 2
"""Sentences before a pronoun in which what it means must stand."""


@dataclass(slots=True)
class _Thing:
    """A named thing as it is known so far: how it may be called, and where it stood last."""

    root: str
    schema: str
    sentence: int
    nouns: set[str] = field(default_factory=set)
    genders: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Things:
    """What a source has named so far, by what it may be called, and in the order in which it was spoken of."""

    by_root: dict[str, _Thing] = field(default_factory=dict)
    by_schema: dict[str, list[_Thing]] = field(default_factory=dict)
    by_noun: dict[str, list[_Thing]] = field(default_factory=dict)
    recent: list[_Thing] = field(default_factory=list)

    def add(self, thing: _Thing) -> _Thing:
        """A thing named for the first time."""
        self.by_root[thing.root] = thing
        self.by_schema.setdefault(thing.schema, []).append(thing)
        return thing

    def call(self, thing: _Thing, noun: str) -> None:
        """A noun that a thing is called by."""
        if noun not in thing.nouns:
            thing.nouns.add(noun)
            self.by_noun.setdefault(noun, []).append(thing)

    def since(self, sentence: int) -> list[_Thing]:
        """The things spoken of in a sentence or after it."""
        found: dict[str, _Thing] = {}
        for thing in reversed(self.recent[-200:]):
            if thing.sentence < sentence:
                break
            found[thing.root] = thing
        return list(found.values())


def references(
    pieces: Sequence[ParsedPassage], mentions: Sequence[Mention], roots: Mapping[str, str]
) -> Iterator[Mention]:
    """The references of a source. `roots` gives for each mention the one its chain of aliases ends at."""
    things = _Things()
    by_id = {m.id: m for m in mentions}
    sentence = 0
    inside = [_inside(piece, mentions) for piece in pieces]
    terms = {t: r for piece, here in zip(pieces, inside, strict=True) for t, r in _defined(piece, here, roots).items()}
    for piece, here in zip(pieces, inside, strict=True):
        text = piece.own
        if not isinstance(text, Text):
            continue
        yield from _Reader(piece, text, here, things, roots, by_id, terms, sentence).read()
        sentence += len(text.sentences)


def _inside(piece: ParsedPassage, mentions: Sequence[Mention]) -> Sequence[Mention]:
    first = bisect_left(mentions, piece.passage.start, key=lambda m: m.place.start)
    return mentions[first : bisect_left(mentions, piece.passage.end, key=lambda m: m.place.start)]


def _defined(piece: ParsedPassage, here: Sequence[Mention], roots: Mapping[str, str]) -> dict[str, str]:
    """Terms that a paper defines for a party, with the party."""
    found: dict[str, str] = {}
    for match in DEFINED.finditer(piece.text):
        before = [
            m
            for m in here
            if m.place.end <= piece.passage.start + match.start() + 2
            and m.schema in ("Company", "Organization", "PublicBody", "Person")
        ]
        if before and piece.passage.start + match.start() - before[-1].place.end < 120:
            found[match["term"].lower()] = roots[before[-1].id]
    return found


@dataclass(slots=True)
class _Reader:
    piece: ParsedPassage
    text: Text
    here: Sequence[Mention]
    things: "_Things"
    roots: Mapping[str, str]
    by_id: Mapping[str, Mention]
    terms: Mapping[str, str]
    base: int

    def read(self) -> Iterator[Mention]:
        """The references of the passage, in order; what it names is remembered on the way."""
        starts = {m.place.start - self.piece.passage.start: m for m in self.here}
        taken, base = Taken(), self.piece.passage.start
        for mention in self.here:
            taken.add(mention.place.start - base, mention.place.end - base)
        for word in self.text.words:
            named = starts.get(word.start)
            if named is not None:
                self._note(named, word)
                continue
            if taken.touches(word.start, word.end):
                continue
            meant, kind = self._meant(word, starts)
            if meant is not None:
                yield self._made(word, meant, kind)
                meant.sentence = self.base + word.sentence
                self.things.recent.append(meant)

    def _note(self, mention: Mention, word: Word) -> None:
        if mention.schema not in ("Person", "Company", "Organization", "PublicBody", "Vessel"):
            return
        root = self.roots[mention.id]
        thing = self.things.by_root.get(root)
        if thing is None:
            thing = self.things.add(_Thing(root, self.by_id[root].schema, 0))
        thing.sentence = self.base + word.sentence
        self.things.recent.append(thing)
        words = self.text.at(word.start, word.start + len(mention.text))
        if mention.schema == "Person":
            gender = gender_of(words)
            thing.genders = thing.genders or (frozenset({gender}) if gender else frozenset())
            return
        noun = noun_before(self.text, word.start) or noun_before(self.text, word.start - 1)
        if noun is not None:
            self.things.call(thing, noun.lemma)
        for lemma in {w.lemma for w in words if w.lemma in noun_schema() or w.lemma in listed("names", "bodies")}:
            self.things.call(thing, lemma)

    def _meant(self, word: Word, starts: Mapping[int, Mention]) -> tuple[_Thing | None, str]:
        if word.pos == "PRON" and word.lower in ("он", "она"):
            return self._pronoun(word), "pronoun"
        term = self.terms.get(word.lemma)
        if term is not None and word.text[:1].isupper() and term in self.things.by_root and not self._defines(word):
            return self.things.by_root[term], "term"
        if word.pos == "NOUN" and not word.plural and self._bare(word, starts):
            return self._description(word), "description"
        return None, ""

    def _defines(self, word: Word) -> bool:
        return bool(
            re.search(r"(?:далее|дальнейшем|именуем\w+)\W{0,6}$", self.text.text[max(0, word.start - 24) : word.start])
        )

    def _bare(self, word: Word, starts: Mapping[int, Mention]) -> bool:
        """Whether a noun stands alone: no adjective, number, owner or clause, no name beside it."""
        for kid in self.text.kids(word):
            person = kid.start in starts and starts[kid.start].schema == "Person"
            if kid.rel.split(":")[0] in ("amod", "nummod", "nmod", "acl", "appos", "conj", "flat") and not person:
                return False
            if kid.rel == "det" and kid.lemma not in _POINTING:
                return False
        following = self.text.text[word.end : word.end + 2]
        beside = starts.get(word.end + 1) or starts.get(word.end + 2)
        if (
            (beside is not None and not (beside.schema == "Person" and word.case == "Gen"))
            or following[1:] in ("«", '"', "„", "“")
            or following[:1] == "-"
        ):
            return False
        return word.rel not in ("root", "appos", "xcomp", "compound") and word.case != "Ins"

    def _description(self, word: Word) -> _Thing | None:
        noun = word.lemma
        schema = noun_schema().get(noun)
        things = self.things
        if noun == "ведомство":
            fits = things.by_schema.get("PublicBody", [])
        elif noun in listed("names", "bodies_weak") or noun == "министерство":
            fits = [t for t in things.by_noun.get(noun, ()) if t.schema == "PublicBody"]
        elif noun in listed("names", "generic_company"):
            fits = things.by_schema.get("Company", [])
        elif noun == "судно":
            fits = things.by_schema.get("Vessel", [])
        elif schema in ("Company", "Vessel"):
            fits = [t for t in things.by_noun.get(noun, ()) if t.schema in ("Company", "Organization", "Vessel")]
        elif noun in _OUTLETS:
            called = {t.root: t for o in sorted(_OUTLETS) for t in things.by_noun.get(o, ())}
            fits = [t for t in called.values() if noun in t.nouns or noun == "издание"]
        else:
            return None
        return fits[0] if len(fits) == 1 else None

    def _pronoun(self, word: Word) -> _Thing | None:
        """Who "он" or "она" is that says or does what only people do: the only one of this gender close before."""
        verb = self.text.words[word.head]
        if word.rel != "nsubj" or not _personal(verb):
            return None
        gender = "Masc" if word.lower == "он" else "Fem"
        now = self.base + word.sentence
        near = self.things.since(now - _WINDOW)
        fits = [t for t in near if self._may_be(t, gender)]
        if len(fits) != 1 or fits[0].schema != "Person" or not fits[0].genders or self._others(word, gender):
            return None
        return fits[0]

    def _may_be(self, thing: _Thing, gender: str) -> bool:
        if thing.schema == "Person":
            return not thing.genders or gender in thing.genders
        return any(gender in agreeing(noun) for noun in thing.nouns if noun in listed("names", "generic_company"))

    def _others(self, word: Word, gender: str) -> bool:
        """Whether somebody unnamed stands close before whom the pronoun may mean as well."""
        named = {m.place.start - self.piece.passage.start for m in self.here if m.schema == "Person"}
        first = self.text.sentences[max(0, word.sentence - 1)][0]
        for other in self.text.words[first : word.i]:
            if (
                other.pos != "NOUN"
                or other.features.get("Animacy") != "Anim"
                or other.plural
                or not other.text[:1].islower()
            ):
                continue
            if other.case != "Nom" or other.rel not in ("nsubj", "nsubj:pass", "root"):
                continue
            if other.features.get("Gender") != gender:
                continue
            if not any(self.text.words[i].start in named for i in self.text.subtree(other, 40)):
                return True
        return False

    def _made(self, word: Word, thing: _Thing, kind: str) -> Mention:
        start = self.piece.passage.start + word.start
        end = self.piece.passage.start + word.end
        reasons = {
            "pronoun": "the only person of this gender in the sentences right before",
            "term": "the source defines the word so",
            "description": f"the only one named before that is called “{word.lemma}”",
        }
        return Mention(
            self.piece.place(start, end),
            thing.schema,
            self.piece.words(start, end),
            REFERENCES.id,
            {"reference": "pronoun" if kind == "pronoun" else "description"},
            thing.root,
            reasons[kind],
        )


def _personal(verb: Word) -> bool:
    return verb.lemma in listed("cues", "speech") or verb.lemma in listed("cues", "personal")
