"""Who supplied what to whom, and through whom."""

from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    PARTY_SCHEMATA,
    Relation,
    by_agent,
    described,
    doer,
    goods,
    of_noun,
    owner_before,
    parties,
    parties_or_words,
    party,
    party_or_words,
    prep_object,
    qualifiers,
    relation,
)
from averment.extract.speech.clauses import child, children, coordinated, is_passive, negation_of, subject_of
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def giving(page: Page, verb: "Token") -> list[Relation]:
    """ "X supplied seven drones to Y", "X supplied Y with drones", "drones were delivered to Y by X"."""
    if verb.pos_ not in ("VERB", "AUX") or negation_of(verb) is not None:
        return []
    if is_passive(verb):
        giver, thing, taker = by_agent(verb), child(verb, "nsubjpass"), prep_object(verb, "to")
    elif verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "dobj") is None:
        giver, thing, taker = by_agent(verb), verb.head, prep_object(verb, "to")
    else:
        giver, thing, taker = _giver(page, verb), child(verb, "dobj"), prep_object(verb, "to")
        dative = child(verb, "dative")
        if taker is None and dative is not None and dative.pos_ in ("NOUN", "PROPN"):
            taker = dative
        with_ = prep_object(verb, "with")
        if thing is not None and page.is_party(thing) and with_ is not None:
            thing, taker = with_, thing
    if taker is None and thing is not None:
        taker = of_noun(thing, ("to",)) or _receiver_after(page, verb, thing)
    return _supplied(page, verb, _givers(page, giver), thing, taker)


def _supplied(
    page: Page, verb: "Token", givers: list[Term], thing: "Token | None", taker: "Token | None"
) -> list[Relation]:
    found: list[Relation] = []
    things = goods(page, thing, traded=verb.lemma_.lower() in words("relations", "trading"))
    for term, noun in things:
        more = qualifiers(page, verb, noun)
        for one in givers:
            found += relation(verb, one, "supplied", term, more)
        for one in parties(page, taker):
            found += relation(verb, one, "received", term, more)
    if things:
        for one in givers:
            for other in parties(page, taker):
                found += relation(verb, one, "supplier_to", other, qualifiers(page, verb))
            found += _through(page, verb, one)
    return found


def _through(page: Page, verb: "Token", client: Term) -> list[Relation]:
    """ "X sold the pumps to Y through a Turkish broker, Z": Z acts for X."""
    found: list[Relation] = []
    for agent in parties(page, prep_object(verb, *words("relations", "through")), PARTY_SCHEMATA - {"Country"}):
        found += relation(verb, agent, "intermediary_for", client)
    return found


MAKING = frozenset({"make", "produce", "manufacture", "build", "design", "value", "price"})


def _receiver_after(page: Page, verb: "Token", thing: "Token") -> "Token | None":
    """The buyer of "sold 12 lathes worth 1 million euros to Orlan", which the parser ties to the euros."""
    for token in page.doc[thing.i + 1 : min(thing.right_edge.i, verb.right_edge.i, thing.i + 24) + 1]:
        if token.lower_ != "to" or token.dep_ not in ("prep", "dative"):
            continue
        between = [a for a in token.ancestors if thing.i < a.i < token.i and a.pos_ in ("VERB", "AUX")]
        pobj = child(token, "pobj")
        if pobj is not None and parties(page, pobj) and all(a.lemma_ in MAKING for a in between):
            return pobj
    return None


def _giver(page: Page, verb: "Token") -> "Token | None":
    subject = doer(verb)
    return subject if subject is not None and page.is_party(subject) else None


def _givers(page: Page, giver: "Token | None") -> list[Term]:
    return parties_or_words(page, giver)


def taking(page: Page, verb: "Token") -> list[Relation]:
    """ "Y received seven drones from X", "drones bought by Y from X"."""
    if verb.pos_ not in ("VERB", "AUX") or negation_of(verb) is not None:
        return []
    if is_passive(verb):
        taker, thing = by_agent(verb), child(verb, "nsubjpass")
    elif verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "dobj") is None:
        taker, thing = by_agent(verb), verb.head
    else:
        taker, thing = doer(verb), child(verb, "dobj")
    giver = prep_object(verb, "from") or (of_noun(thing, ("from",)) if thing is not None else None)
    found: list[Relation] = []
    takers = parties_or_words(page, taker)
    givers = parties(page, giver)
    for term, noun in goods(page, thing, traded=verb.lemma_.lower() in words("relations", "trading")):
        more = qualifiers(page, verb, noun)
        for one in takers:
            found += relation(verb, one, "received", term, more)
        for other in givers:
            found += relation(verb, other, "supplied", term, more)
            for one in takers:
                found += relation(verb, other, "supplier_to", one, qualifiers(page, verb))
    return found


def traded(page: Page, noun: "Token") -> list[Relation]:
    """ "the supply of fibre by X to Y", "X’s deliveries of pumps to Y", "the purchase of pumps by Y from X"."""
    thing = of_noun(noun, ("of",))
    if noun.pos_ != "NOUN" or thing is None or _unreal(noun):
        return []
    doer = by_agent(noun) or next((c for c in children(noun, "poss")), None)
    doers = parties(page, doer)
    if not doers and (owner := owner_before(page, noun)) is not None:
        doers = [owner]
    gives = noun.lemma_.lower() in words("relations", "giving_nouns")
    givers = doers if gives else parties(page, of_noun(noun, ("from",)))
    givers = givers or parties(page, of_noun(noun, ("from",)) or of_noun(thing, ("from",)))
    takers = (parties(page, of_noun(noun, ("to",)) or _last_to(page, noun))) if gives else doers
    found: list[Relation] = []
    for term, one_thing in goods(page, thing, traded=True):
        more = qualifiers(page, noun.head, one_thing) if noun.head.pos_ == "VERB" else qualifiers(page, noun, one_thing)
        for one in givers:
            found += relation(noun, one, "supplied", term, more)
        for other in takers:
            found += relation(noun, other, "received", term, more)
            for one in givers:
                found += relation(noun, one, "supplier_to", other, {k: v for k, v in more.items() if k == "date"})
    return found if givers or takers else []


def _last_to(page: Page, noun: "Token") -> "Token | None":
    """The receiver of "the supply of fibre by X to Y", which the parser may tie to any noun before it."""
    for token in page.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.lower_ == "to" and token.dep_ in ("prep", "dative") and (pobj := child(token, "pobj")) is not None:
            return pobj
    return None


def _unreal(noun: "Token") -> bool:
    """Whether a noun of trade names what need not have happened: "a ban on the sale of", "refused the delivery of"."""
    if any(
        c.lower_ in ("no", "any", "possible", "planned", "potential", "future", "alleged", "further")
        for c in noun.children
    ):
        return True
    for above in noun.ancestors:
        if above.pos_ == "NOUN" and above.lemma_.lower() in words("relations", "unreal_nouns"):
            return True
        if above.pos_ in ("VERB", "AUX"):
            subject = noun.dep_ == "nsubj"
            unreal = above.lemma_ in words("relations", "unreal_verbs") and not subject
            return unreal or negation_of(above) is not None
    return False


def intermediary(page: Page, noun: "Token") -> list[Relation]:
    """ "X acted as an intermediary between A and B", "X, an intermediary for A"."""
    agent = _agent(page, noun)
    if agent is None:
        return []
    found: list[Relation] = []
    between = of_noun(noun, ("between",))
    verb = noun.head.head if noun.head.dep_ == "prep" else noun.head
    if between is None:
        between = prep_object(verb, "between")
    clients = (
        coordinated(between)
        if between is not None
        else coordinated(served)
        if (served := of_noun(noun, ("for",))) is not None
        else []
    )
    for client in clients:
        term = party_or_words(page, client)
        if term is not None:
            found += relation(noun, agent, "intermediary_for", term)
    return found


def _agent(page: Page, noun: "Token") -> Term | None:
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in ("as", "through", "via") and above.head.pos_ in ("VERB", "AUX"):
        if (
            above.lower_ == "as"
            and above.head.lemma_ in words("relations", "acting")
            and negation_of(above.head) is None
        ):
            return party(page, subject_of(above.head))
        return None
    found = described(page, noun)
    return party(page, found) if found is not None and negation_of(noun.head) is None else None


def supplier(page: Page, noun: "Token") -> list[Relation]:
    """ "X, a supplier of drones to Y", "X is Y’s supplier"."""
    holder = party(page, described(page, noun))
    if holder is None or negation_of(noun.head) is not None:
        return []
    found: list[Relation] = []
    for client in parties(page, of_noun(noun, ("to", "for"))):
        found += relation(noun, holder, "supplier_to", client)
    for c in children(noun, "poss"):
        owner = party(page, c)
        if owner is not None:
            found += relation(noun, holder, "supplier_to", owner)
    thing = of_noun(noun, ("of",))
    for term, _ in goods(page, thing):
        found += relation(noun, holder, "supplied", term)
    for client in parties(page, of_noun(thing, ("to",)) if thing is not None else None):
        found += relation(noun, holder, "supplier_to", client)
    return found


FINDERS = (
    (words("relations", "giving"), giving),
    (words("relations", "taking"), taking),
    (words("relations", "intermediary_nouns"), intermediary),
    (frozenset({"supplier"}), supplier),
    (words("relations", "giving_nouns") | words("relations", "taking_nouns"), traded),
)
