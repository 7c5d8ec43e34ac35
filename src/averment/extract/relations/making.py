"""Who makes and who develops a good, and which good it comes from."""

from typing import TYPE_CHECKING

from averment.extract.relations.terms import (
    BODY_SCHEMATA,
    GOOD_SCHEMATA,
    Relation,
    by_agent,
    described,
    good,
    goods,
    mention_term,
    named_in,
    of_noun,
    parties,
    party,
    relation,
)
from averment.extract.speech.clauses import child, coordinated, is_passive, negation_of, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKERS = BODY_SCHEMATA | {"Person"}


def made(page: Page, verb: "Token") -> list[Relation]:
    """ "the G9, manufactured by X", "X makes the G9"; a country makes nothing."""
    return _by(page, verb, "maker_of")


def developed(page: Page, verb: "Token") -> list[Relation]:
    """ "the G9, designed by X", "X has developed a drone called G9"."""
    return _by(page, verb, "developer_of")


def _by(page: Page, verb: "Token", predicate: str) -> list[Relation]:
    if verb.pos_ not in ("VERB", "AUX") or negation_of(verb) is not None:
        return []
    participle = verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl")
    if is_passive(verb) or participle:
        doer = by_agent(verb)
        thing = child(verb, "nsubjpass")
        if thing is None or thing.lower_ in ("which", "that"):
            thing = verb.head if participle else None
        if thing is not None and verb.dep_ == "acl" and thing.dep_ in ("pobj",) and good(page, thing) is None:
            thing = None
    else:
        doer, thing = subject_of(verb), child(verb, "dobj")
    found: list[Relation] = []
    named = thing is not None and named_in(page, thing, GOOD_SCHEMATA) is not None
    for maker in parties(page, doer, MAKERS):
        for term, _ in goods(page, thing):
            if named or term.mention or (predicate == "maker_of" and page.valued.get(_.i) is None):
                found += relation(verb, maker, predicate, term)
    return found


def maker(page: Page, noun: "Token") -> list[Relation]:
    """ "X, the manufacturer of the G9"."""
    predicate = "maker_of" if noun.lemma_ in words("relations", "makers") else "developer_of"
    holder = party(page, described(page, noun), MAKERS)
    if holder is None or negation_of(noun.head) is not None:
        return []
    found: list[Relation] = []
    for term, _ in goods(page, of_noun(noun, ("of",))):
        found += relation(noun, holder, predicate, term)
    return found


def variant(page: Page, noun: "Token") -> list[Relation]:
    """ "the G9 is an upgraded version of the G7", "the G9, a copy of the G7"."""
    original = of_noun(noun, ("of", "to"))
    thing = described(page, noun)
    if original is None or thing is None or negation_of(noun.head) is not None:
        return []
    found: list[Relation] = []
    first = named_in(page, thing, GOOD_SCHEMATA)
    for other in coordinated(original):
        second = named_in(page, other, GOOD_SCHEMATA)
        if first is not None and second is not None:
            found += relation(noun, mention_term(first), "variant_of", mention_term(second))
    return found


def based_on(page: Page, verb: "Token") -> list[Relation]:
    """ "the G9 is based on the G7", "the G9, based on the G7"."""
    thing = child(verb, "nsubjpass", "nsubj") or (verb.head if verb.dep_ in ("acl",) else None)
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "from")), None)
    original = child(on, "pobj") if on is not None else None
    if thing is None or original is None or negation_of(verb) is not None:
        return []
    first, second = named_in(page, thing, GOOD_SCHEMATA), named_in(page, original, GOOD_SCHEMATA)
    if first is None or second is None:
        return []
    return relation(verb, mention_term(first), "variant_of", mention_term(second))


FINDERS = (
    (words("relations", "making"), made),
    (words("relations", "developing"), developed),
    (words("relations", "makers") | words("relations", "developers"), maker),
    (words("relations", "variants"), variant),
    (frozenset({"base", "model", "derive", "copy"}), based_on),
)
