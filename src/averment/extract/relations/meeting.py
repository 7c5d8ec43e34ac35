"""Who met whom, where and when; who asked whom."""

from itertools import combinations
from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    PARTY_SCHEMATA,
    Relation,
    by_agent,
    of_noun,
    parties,
    parties_or_words,
    place_term,
    prep_object,
    qualifiers,
    relation,
)
from averment.extract.speech.clauses import child, is_passive, negation_of, own_subject, subject_of
from averment.extract.speech.page import Page
from averment.extract.speech.voices import name_range
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def met(page: Page, verb: "Token") -> list[Relation]:
    """ "X met Y in P on a day", "X met with Y", "X and Y met in P"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None or is_passive(verb):
        return []
    ones = _people(page, subject_of(verb))
    others = _people(page, child(verb, "dobj") or prep_object(verb, "with"))
    more = _circumstances(page, verb)
    if others:
        pairs = [(one, other) for one in ones for other in others]
    else:
        pairs = list(combinations(ones, 2)) if child(verb, "dobj") is None else []
    return _named_pairs(verb, pairs, more)


def _people(page: Page, token: "Token | None") -> list[Term]:
    """Parties, or the words for people of a party: "officials of the Ministry of Industry"."""
    found = parties_or_words(page, token)
    if token is None or len(found) != 1 or found[0].mention is not None:
        return found
    span = page.span(name_range(page, token))
    text = span.text
    start = span.start
    for article in ("the ", "a ", "an ", "The "):
        if text.startswith(article):
            text, start = text.removeprefix(article), start + len(article)
    return [Term(text, None, None, start, span.end)]


def meeting(page: Page, noun: "Token") -> list[Relation]:
    """ "a meeting between X and Y in P", "X held talks with Y"."""
    verb = noun.head
    more = _circumstances(page, noun)
    between = parties(page, of_noun(noun, ("between",)))
    if len(between) > 1:
        return _named_pairs(noun, list(combinations(between, 2)), more)
    held = noun.dep_ == "dobj" and verb.lemma_ in ("hold", "have") and negation_of(verb) is None
    others = parties_or_words(page, of_noun(noun, ("with",)) or (prep_object(verb, "with") if held else None))
    if held and others:
        pairs = [(one, other) for one in parties_or_words(page, subject_of(verb)) for other in others]
        return _named_pairs(noun, pairs, {**_circumstances(page, verb), **more})
    return []


def _circumstances(page: Page, head: "Token") -> dict[str, str]:
    more = dict(qualifiers(page, head))
    place = place_term(page, prep_object(head, "in", "at") if head.pos_ == "VERB" else of_noun(head, ("in", "at")))
    for token in page.doc[head.i + 1 : head.right_edge.i + 1]:  # "in Minsk" may hang on the noun before it
        above = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
        own = above is None or above.i <= head.i
        if place is None and own and token.dep_ == "prep" and token.lower_ in ("in", "at"):
            place = place_term(page, child(token, "pobj"))
    return more | ({"place": place.text} if place is not None else {})


def _named_pairs(anchor: "Token", pairs: list[tuple[Term, Term]], more: dict[str, str]) -> list[Relation]:
    """Pairs of which at least one end is named."""
    found: list[Relation] = []
    for one, other in pairs:
        if one.mention or other.mention:
            found += relation(anchor, one, "met", other, more)
    return found


def asked(page: Page, verb: "Token") -> list[Relation]:
    """ "when he was asked by X", "X asked Y for comment"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    if is_passive(verb) or verb.dep_ in ("acl", "advcl"):
        who = own_subject(verb) or (subject_of(verb) if verb.dep_ == "advcl" else verb.head)
        askers, asked_ones = parties(page, by_agent(verb)), parties(page, who)
    else:
        for_ = prep_object(verb, "for", "about")
        if for_ is None:
            return []
        askers, asked_ones = parties(page, subject_of(verb)), parties(page, child(verb, "dobj", "dative"))
    found: list[Relation] = []
    for one in askers:
        for other in asked_ones:
            if {one.schema, other.schema} <= PARTY_SCHEMATA:
                found += relation(verb, one, "asked", other, qualifiers(page, verb))
    return found


FINDERS = (
    (words("relations", "meeting"), met),
    (words("relations", "meetings"), meeting),
    (words("relations", "asking"), asked),
)
