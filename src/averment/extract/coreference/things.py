"""What a text speaks of, and what it says of each: the broker, Norwegian, based in Oslo."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from averment.extract.language import unbroken
from averment.extract.names.gazetteer import cities, countries, demonyms, known_as
from averment.extract.speech.clauses import child, children, coordinated
from averment.extract.speech.page import Page
from averment.extract.tables import table, words
from averment.mention import ENTITY_SCHEMATA, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = frozenset({"Company", "Organization", "PublicBody", "LegalEntity"})
OBJECTS = frozenset({"Good", "Vessel", "Airplane"})
PARTICIPANTS = BODIES | OBJECTS | {"Person", "Country"}
FEMALE = frozenset({"ms", "mrs", "miss", "lady", "baroness", "queen", "princess", "dame", "madam", "madame"})
MALE = frozenset({"mr", "sir", "lord", "baron", "king", "prince"})
DESCRIBING = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "nummod", "poss", "quantmod"})


@dataclass(slots=True, eq=False)
class Thing:
    """A person, body or object with all its names in the text; or one that is not named ("a Norwegian broker")."""

    name: str
    schema: str | None
    """The schema of its mentions; None for one that has no name."""
    human: bool = False
    words: set[str] = field(default_factory=set)
    """Nouns and adjectives said of it, as lemmas in lower case."""
    lands: set[str] = field(default_factory=set)
    """Countries it is said to be of or in, as ISO 3166-1 codes."""
    seats: set[str] = field(default_factory=set)
    """Places it is said to be in, in lower case."""
    gender: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    """Its latest names, in the order of the text; none before the first."""

    def is_called(self, noun: str) -> bool:
        """Whether the text has called it by this noun, or by one of the same meaning."""
        return not self.words.isdisjoint(synonyms(noun))


@lru_cache(maxsize=512)
def synonyms(noun: str) -> frozenset[str]:
    """A noun and those of the same meaning.

    >>> sorted(synonyms("maker"))
    ['maker', 'manufacturer', 'producer']
    """
    found = {noun}
    for group in table("coreference")["synonyms"]:
        if noun in group:
            found.update(group)
    return frozenset(found)


def things(seen: Sequence[Page], mentions: Sequence[Mention]) -> Mapping[str, Thing]:
    """From the id of each mention of a participant to the thing it names; with what the whole text says of it.

    What stands later counts too: "the Norwegian maker" may come before the sentence that says who is Norwegian.
    """
    by_id = {m.id: m for m in mentions}
    made: dict[tuple[str, str], Thing] = {}
    found: dict[str, Thing] = {}
    for mention in mentions:
        if mention.schema not in PARTICIPANTS:
            continue
        root = _root(mention, by_id)
        kind = "body" if root.schema in BODIES else root.schema
        name = unbroken(root.text).rstrip(".")  # the full stop of "Ltd." may be the sentence's
        thing = made.setdefault((kind, name), Thing(name, root.schema, root.schema == "Person"))
        found[mention.id] = thing
        if root.schema in BODIES:
            thing.words |= {w.lower() for w in name.split() if w.isalpha()}
        for word in unbroken(mention.text).split():
            thing.lands |= {code for code in (demonyms().get(word), countries().get(word)) if code}
    for page in seen:
        for token, mention in heads(page):
            if mention.id in found:
                _learn(page, token, found[mention.id])
    return found


def _root(mention: Mention, by_id: Mapping[str, Mention]) -> Mention:
    seen = {mention.id}
    while mention.alias_of is not None and mention.alias_of in by_id and mention.alias_of not in seen:
        mention = by_id[mention.alias_of]
        seen.add(mention.id)
    return mention


def may_be_a_company(thing: Thing) -> bool:
    """Whether a named body is a company, or a party of which the text does not say that it is anything else."""
    if thing.schema == "Company":
        return True
    other = {w.lower() for kind in ("organization_words", "public_words") for w in words("name_words", kind)}
    return thing.schema == "Organization" and thing.words.isdisjoint(other) and known_as(thing.name) is None


def heads(page: Page) -> Iterator[tuple["Token", Mention]]:
    """Each name of a passage with the token that stands for it in the parse."""
    last: Mention | None = None
    for i in sorted(page.named):
        mention = page.named[i]
        if mention is last or mention.schema not in ENTITY_SCHEMATA:
            continue
        last = mention
        end = i
        while page.named.get(end + 1) is mention:
            end += 1
        yield page.doc[i : end + 1].root, mention


def _learn(page: Page, token: "Token", thing: Thing) -> None:
    """What is said of a thing beside this mention of it."""
    for noun in _describing(page, token):
        describe(page, noun, thing)
    for c in token.children:
        if c.dep_ in DESCRIBING and page.named.get(c.i) is not page.named.get(token.i):
            _modifier(page, c, thing)
        elif c.dep_ in ("acl", "relcl") and c.lemma_ in ("base", "headquarter", "locate", "register", "incorporate"):
            for prep in children(c, "prep"):
                place = child(prep, "pobj") if prep.lower_ == "in" else None
                if place is not None:
                    _seat(page, place, thing)
    first = page.doc[max(token.left_edge.i - 1, 0) : token.i + 1]
    for near in first:
        if near.lower_.rstrip(".") in FEMALE or near.lower_.endswith("woman"):
            thing.gender = thing.gender or "f"
        elif near.lower_.rstrip(".") in MALE or near.lower_.endswith(("sman", "rman", "dman")):
            thing.gender = thing.gender or "m"


def _describing(page: Page, token: "Token") -> Iterator["Token"]:
    """The nouns that stand for the same thing as a name: in apposition, before it, or after "is"."""
    for c in token.children:
        if (c.dep_ == "appos" and c.pos_ == "NOUN" and c.i not in page.named) or (
            c.dep_ in ("compound", "nmod", "amod") and c.pos_ == "NOUN" and c.i not in page.named and c.i < token.i
        ):
            yield c
    above = token.head
    plural = above.dep_ != "appos" and above.tag_ == "NNS"
    if token.dep_ == "appos" and above.pos_ == "NOUN" and above.i not in page.named and not plural:
        yield above
    if (
        token.dep_ in ("compound", "nmod")
        and above.pos_ == "NOUN"
        and above.i not in page.named
        and _object(page, token)
    ):
        yield above
    if token.dep_ == "nsubj" and above.lemma_ in ("be", "become", "remain"):
        attr = child(above, "attr")
        if attr is not None and attr.pos_ == "NOUN" and not any(c.dep_ == "neg" for c in above.children):
            yield attr


def _object(page: Page, token: "Token") -> bool:
    """ "the Kulik-1 reconnaissance drone" is the Kulik-1; "the Kupol factory" need not be Kupol."""
    return page.named[token.i].schema in OBJECTS


def describe(page: Page, noun: "Token", thing: Thing) -> None:
    """Note the words of a noun phrase that stands for a thing."""
    for one in [noun, *(t for t in coordinated(noun, 4) if t.pos_ == "NOUN")]:
        thing.words.add(one.lemma_.lower())
        if one.lower_.endswith("woman"):
            thing.gender = "f"
        elif one.lower_.endswith("man") and one.lower_ not in ("human", "german", "roman"):
            thing.gender = "m"
        for c in one.children:
            if c.dep_ in DESCRIBING and c.i < one.i:
                _modifier(page, c, thing)
            elif c.dep_ in ("acl", "prep") and c.i > one.i:
                place = child(c, "pobj") if c.lower_ == "in" else None
                if place is not None:
                    _seat(page, place, thing)


def _modifier(page: Page, token: "Token", thing: Thing) -> None:
    code = demonyms().get(token.text)
    if code:
        thing.lands.add(code)
    elif token.lower_ in words("coreference", "seated"):
        for c in token.children:
            if c.i < token.i:
                _seat(page, c, thing)
    elif token.i not in page.named:
        thing.words.add(token.lemma_.lower())
        if token.dep_ == "compound":
            thing.words |= {c.lemma_.lower() for c in token.children if c.i not in page.named}


def _seat(page: Page, place: "Token", thing: Thing) -> None:
    mention = page.named.get(place.i)
    name = unbroken(mention.text) if mention is not None else place.text
    thing.seats.add(name.lower())
    code = cities().get(name) or countries().get(name)
    if code:
        thing.lands.add(code)
