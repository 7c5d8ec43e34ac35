"""What "the company", "the Norwegian manufacturer", "the ship" stand for: the one thing that fits, or nothing."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.extract.coreference.discourse import Discourse, argues_with, distinct
from averment.extract.coreference.meant import Meant, only
from averment.extract.coreference.things import BODIES, OBJECTS, Thing, describe, may_be_a_company, synonyms
from averment.extract.names.gazetteer import cities, countries, demonyms
from averment.extract.speech.clauses import own_subject
from averment.extract.speech.page import Page
from averment.extract.speech.voices import NUMBERS, POSSESSIVE_PRONOUNS, spoken_for
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 3
"""Sentences back in which "the company" is looked for; a noun that only one thing was called by reaches further."""
PEOPLE = (("name_words", "person_nouns"), ("cues", "human"), ("coreference", "people"))
"""Tables of nouns for people."""
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "another", "some", "several", "many", "any", "each", "every", "no", "one"})


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that may stand for a thing: its noun in the singular, and what its modifiers ask for."""

    token: "Token"
    noun: str
    definite: bool
    plural: bool
    count: int | None = None
    lands: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    closed: bool = True
    """Whether nothing after the noun narrows it ("the company that …", "the owner of …" are open)."""
    start: int = 0
    """Token of the first word."""
    given: Thing = field(default_factory=lambda: Thing("", None))
    """The same as an unnamed thing."""

    @property
    def generic(self) -> bool:
        """Whether the noun fits any company or any ship."""
        return self.noun in words("coreference", "company") or self.noun in words("coreference", "vessel")

    @property
    def human(self) -> bool:
        """Whether the noun is one for people."""
        return self.given.human


def description(page: Page, token: "Token") -> Description | None:
    """The noun phrase that ends in a noun, when it may stand for a party, a ship or a product; None for a name."""
    noun = token.lemma_.lower()
    if token.pos_ != "NOUN" or token.i in page.named or token.dep_ in ("compound", "nmod", "appos", "attr"):
        return None
    if not _speaks_of_a_thing(noun) or any(c.dep_ == "appos" and c.i in page.named for c in token.children):
        return None
    definite, count, lands, seats, said = None, None, set[str](), set[str](), set[str]()
    start = token.i
    for c in token.lefts:
        start = min(start, c.left_edge.i)
        if (c.i in page.named and not _of_a_place(page, c)) or c.dep_ == "poss" or c.lower_ in POSSESSIVE_PRONOUNS:
            return None
        if c.dep_ in ("det", "predet"):
            definite = c.lower_ in DEFINITE and definite is not False
        elif c.lower_ in NUMBERS or c.dep_ == "nummod":
            count = NUMBERS.get(c.lower_)
            if count is None:
                return None
        elif (code := demonyms().get(c.text) or _land(page, c)) is not None:
            lands.add(code)
        elif c.lower_ in words("coreference", "seated"):
            seats |= {_place(page, t) for t in c.children if t.i < c.i and t.is_alpha}
        elif c.is_alpha and c.lower_ not in words("coreference", "empty"):
            said.add(c.lemma_.lower())
            said |= {t.lemma_.lower() for t in c.children if t.is_alpha}
    if page.doc[start].lower_ == "both":
        definite, count = True, 2
    lands |= {code for s in seats if (code := _code(s))}
    given = Thing("", None, human=any(noun in words(*kind) for kind in PEOPLE))
    describe(page, token, given)
    return Description(
        token, noun, bool(definite), token.tag_ == "NNS", count, frozenset(lands), frozenset(seats), frozenset(said),
        _closed(page, token), start, given,
    )  # fmt: skip


def _speaks_of_a_thing(noun: str) -> bool:
    kinds = ("company_nouns", "ambiguous_nouns", "party_nouns", "person_nouns", "good_nouns", "vessel_nouns",
             "public_nouns", "organization_nouns", "body_heads")  # fmt: skip
    return (
        any(noun in words("name_words", kind) for kind in kinds)
        or noun in words("coreference", "company")
        or noun in words("coreference", "vessel")
        or noun in words("cues", "party_nouns")
        or len(synonyms(noun)) > 1
    )


def _of_a_place(page: Page, token: "Token") -> bool:
    return page.named[token.i].schema in ("Address", "Country") or token.lower_ in words("coreference", "seated")


def _land(page: Page, token: "Token") -> str | None:
    mention = page.named.get(token.i)
    return _code(mention.text) if mention is not None and mention.schema in ("Address", "Country") else None


def _place(page: Page, token: "Token") -> str:
    mention = page.named.get(token.i)
    return " ".join((mention.text if mention is not None else token.text).split())


def _code(place: str) -> str | None:
    return cities().get(place) or countries().get(place)


def _closed(page: Page, token: "Token") -> bool:
    for c in token.rights:
        comma = page.doc[c.left_edge.i - 1].text == "," and c.left_edge.i - 1 > token.i
        if c.dep_ in ("acl", "relcl", "prep", "npadvmod") and not comma:
            return False
    return True


def one(page: Page, asked: Description, before: Discourse) -> Meant | None:
    """The one thing that a definite description in the singular stands for."""
    if not asked.definite or asked.plural or not asked.closed or asked.count or page.quoted(asked.token) is not None:
        return None
    token = asked.token
    own = _of_who_speaks(page, asked, before)
    if own is not None:
        return own
    barred = before.still_to_come(token)
    barred += [s.thing for s in before.sentences[-1] if s.page is page and argues_with(s.token, token)]
    fitting = [t for t in before.known.values() if fits(t, asked) and not any(t is b for b in barred)]
    new = [t for t in fitting if _new_of(t, asked)]
    stated = [t for t in fitting if t not in new and (asked.lands or asked.seats or asked.words)]
    if stated:
        fitting = stated
    if not fitting:
        return None
    if len(fitting) == 1:
        so_far = asked.generic and not stated
        called = f"the only {asked.noun} so far" if so_far else "the only thing of which the text says so"
        return only(fitting[0], called)
    if new and not stated:
        return None  # "the Norwegian firm", and nothing says which is Norwegian
    for where, said in before.windows(REACH):
        here = [s for s in said if any(s.thing is t for t in fitting)]
        found = distinct(here)
        if len(found) == 1:
            return only(found[0], f"the only {asked.noun} spoken of {where}")
        leading = distinct(s for s in here if s.main)
        if found and len(leading) == 1 and all(s.main or _embedded(s.token) for s in here):
            return only(leading[0], f"the {asked.noun} that is the subject {where}")
        if found:
            return None
    return None


def _of_who_speaks(page: Page, asked: Description, before: Discourse) -> Meant | None:
    """ "A spokesman for Norvane said the firm …": whom the spokesman speaks for."""
    if asked.noun not in words("coreference", "company") or asked.lands or asked.seats or asked.words:
        return None
    for verb in asked.token.ancestors:
        if verb.dep_ == "ccomp" and verb.head.i < asked.token.i:
            speaker = own_subject(verb.head)
            mention = spoken_for(page, speaker) if speaker is not None else None
            if mention is not None and mention.schema in BODIES:
                meant = [t for t in before.known.values() if any(m.id == mention.id for m in t.mentions)]
                return only(meant[0], "whom the speaker of the sentence speaks for") if len(meant) == 1 else None
    return None


def _embedded(token: "Token") -> bool:
    """Whether a name only describes another: "X, a subsidiary of Y", "X, owned by Y"."""
    for above in token.ancestors:
        if above.dep_ in ("appos", "acl", "relcl"):
            return True
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False


def fits(thing: Thing, asked: Description) -> bool:
    """Whether a thing can be what is described: its kind and noun, and nothing that speaks against it."""
    if not _noun_fits(thing, asked):
        return False
    if asked.lands and thing.lands and asked.lands.isdisjoint(thing.lands):
        return False
    if asked.seats and thing.seats and {s.lower() for s in asked.seats}.isdisjoint(thing.seats):
        return False
    return asked.words <= thing.words


def _noun_fits(thing: Thing, asked: Description) -> bool:
    either = asked.noun in words("name_words", "ambiguous_nouns") and thing.is_called(asked.noun)
    if thing.human != asked.human and not either:
        return False
    if asked.noun in words("coreference", "company"):
        if thing.schema is None:
            return not thing.human and _unnamed_company(thing)
        return may_be_a_company(thing) or (thing.schema in BODIES and thing.is_called(asked.noun))
    if asked.noun in words("coreference", "vessel") and thing.schema == "Vessel":
        return True
    if asked.noun in words("name_words", "good_nouns") and thing.schema in BODIES:
        return False
    role = asked.noun in words("name_words", "company_nouns") and asked.noun not in words("coreference", "company")
    if role and asked.lands and thing.schema == "Company" and thing.lands and not asked.lands.isdisjoint(thing.lands):
        return True  # "the Norwegian manufacturer": the only Norwegian company
    return thing.is_called(asked.noun)


def _unnamed_company(thing: Thing) -> bool:
    return any(thing.words & set(words("name_words", kind)) for kind in ("company_nouns", "ambiguous_nouns"))


def _new_of(thing: Thing, asked: Description) -> bool:
    """Whether the description says something of a thing that the text has not said yet."""
    return bool((asked.lands and not thing.lands) or (asked.seats and not thing.seats))


def kind_of(asked: Description) -> frozenset[str]:
    """The schemata a plural description may take in."""
    if asked.human:
        return frozenset({"Person"})
    if asked.noun in words("coreference", "company"):
        return frozenset({"Company"})
    if asked.noun in words("coreference", "vessel"):
        return frozenset({"Vessel"})
    return OBJECTS if asked.noun in words("name_words", "good_nouns") else BODIES
