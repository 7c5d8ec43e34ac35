"""Figures stated of a good or a body: range, payload, price, area, output."""

from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    GOOD_SCHEMATA,
    PARTY_SCHEMATA,
    Relation,
    mention_term,
    named_in,
    of_noun,
    relation,
    words_term,
)
from averment.extract.speech.clauses import child, coordinated, negation_of, subject_of, subtree
from averment.extract.speech.page import Page
from averment.extract.tables import table, words
from averment.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

STATED = frozenset({"Quantity", "Money", "Date"})


def figure(page: Page, noun: "Token") -> list[Relation]:
    """ "has a range of 2,000 km", "with a payload of 50 kg", "the price of the G9 is $9,000"."""
    value = value_under(page, of_noun(noun, ("of",)))
    owner: Token | None = None
    verb = noun.head
    first = noun
    for _ in range(6):  # "a range of 340 km and a payload of 60 kg": the second may hang on the first, or on its figure
        above = first.head
        figured = first.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in words("relations", "figures")
        if first.dep_ != "conj" and not figured:
            break
        first = above.head if figured else above
    if value is not None:
        if first.dep_ == "dobj" and first.head.lemma_ in (
            "have",
            "offer",
            "boast",
            "feature",
            "reach",
            "carry",
            "claim",
        ):
            owner = subject_of(first.head) if negation_of(first.head) is None else None
        elif first.dep_ == "pobj" and first.head.lower_ == "with":
            owner = _with(page, first.head)
    elif noun.dep_ == "nsubj" and verb.lemma_ in ("be", "reach", "exceed"):
        owner = of_noun(noun, ("of",)) or child(noun, "poss")
        value = value_under(page, child(verb, "attr", "dobj"))
    thing = bearer(page, owner)
    if value is None or thing is None:
        return []
    return relation(noun, thing, "figure_of", mention_term(value), {"property": noun.lemma_.lower()})


def _with(page: Page, preposition: "Token") -> "Token | None":
    """What "with a payload of" describes: the nearest good above, past "designed by experts"."""
    for above in preposition.ancestors:
        if above.pos_ in ("NOUN", "PROPN") and named_in(page, above, GOOD_SCHEMATA) is not None:
            return above
        if above.dep_ == "ROOT":
            break
    return None


def bearer(page: Page, token: "Token | None") -> Term | None:
    """The named good or body a figure is stated of; for "the drone" and the like its words."""
    if token is None or token.pos_ == "PRON":
        return None
    mention = named_in(page, token, GOOD_SCHEMATA | (PARTY_SCHEMATA - {"Person", "Country"}))
    return mention_term(mention) if mention is not None else None


def value_under(page: Page, token: "Token | None") -> Mention | None:
    """The value that a noun is or holds."""
    if token is None:
        return None
    here = page.valued.get(token.i)
    if here is not None and here.schema in STATED:
        return here
    start, end = subtree(token)
    for i in range(start, min(end, token.i + 4)):
        found = page.valued.get(i)
        if found is not None and found.schema in ("Quantity", "Money"):
            return found
    return None


def stated(page: Page, verb: "Token") -> list[Relation]:
    """ "weighs 400 kg", "covering 80 hectares", "produce 800 drones annually"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    property_ = table("relations")["figure_verbs"][verb.lemma_]
    value = next(
        (
            v
            for c in verb.children
            if c.dep_ in ("dobj", "npadvmod", "attr") and (v := value_under(page, c)) is not None
        ),
        None,
    )
    if value is None or not _fits(verb.lemma_, value):
        return []
    subject = verb.head if verb.dep_ == "acl" else subject_of(verb)
    found: list[Relation] = []
    for one in coordinated(subject) if subject is not None else []:
        thing = bearer(page, one)
        if thing is None and one.pos_ in ("NOUN", "PROPN") and property_ in ("weight", "area"):
            thing = words_term(page, one)
        if thing is not None:
            found += relation(verb, thing, "figure_of", mention_term(value), {"property": property_})
    return found


def _fits(lemma: str, value: Mention) -> bool:
    unit = value.value.get("unit")
    if lemma in ("produce", "manufacture", "assemble", "build"):
        return value.value.get("per") is not None
    if lemma in ("cost",):
        return value.schema == "Money"
    if lemma in ("carry", "weigh", "cover", "span", "measure"):
        return value.schema == "Quantity" and unit not in (None, "C62", "P1")
    return lemma not in ("exceed", "total", "reach")


def worth(page: Page, word: "Token") -> list[Relation]:
    """ "37 drones worth about $103,000"."""
    if word.head.pos_ not in ("NOUN", "PROPN") or word.i < word.head.i:
        return []
    start, end = subtree(word)
    value = next((m for i in range(start, end) if (m := page.valued.get(i)) is not None and m.schema == "Money"), None)
    if value is None:
        return []
    mention = named_in(page, word.head, GOOD_SCHEMATA)
    thing = mention_term(mention) if mention is not None else words_term(page, word.head)
    return relation(word, thing, "figure_of", mention_term(value), {"property": "value"})


FINDERS = (
    (words("relations", "figures"), figure),
    (frozenset(table("relations")["figure_verbs"]), stated),
    (frozenset({"worth"}), worth),
)
