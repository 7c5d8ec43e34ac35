"""Who paid whom, how much, in which currency."""

from typing import TYPE_CHECKING, Any

from averment.extract.relations.terms import (
    Relation,
    by_agent,
    doer,
    mention_term,
    of_noun,
    party,
    party_or_words,
    prep_object,
    qualifiers,
    relation,
    words_term,
)
from averment.extract.speech.clauses import (
    child,
    coordinated,
    is_passive,
    negation_of,
    own_subject,
    subject_of,
    subtree,
)
from averment.extract.speech.page import Page
from averment.extract.tables import words
from averment.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


def paid(page: Page, verb: "Token") -> list[Relation]:
    """ "X paid Y $5 million", "X transferred 2 million yuan to Y", "Y was paid $5 million by X"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return []
    money = money_in(page, verb)
    if verb.lemma_ != "pay" and money is None:
        return []
    if is_passive(verb):
        payer, paid_to = by_agent(verb), own_subject(verb)
    else:
        payer = doer(verb)
        paid_to = child(verb, "dative") or prep_object(verb, "to") or child(verb, "dobj")
        if paid_to is not None and paid_to.pos_ == "ADP":
            paid_to = child(paid_to, "pobj")
        if (paid_to is None or page.valued.get(paid_to.i) is not None) and money is not None:
            paid_to = _receiver_after(page, verb)
    one, other = party_or_words(page, payer), party_or_words(page, paid_to)
    if one is None or other is None or not (one.mention or other.mention):
        return []
    return relation(verb, one, "paid", other, {**qualifiers(page, verb), **amount(money)})


def _receiver_after(page: Page, verb: "Token") -> "Token | None":
    """The receiver of "transferred between $2 million and $3 million to X", which the parser ties to the sum."""
    for token in page.doc[verb.i + 1 : min(verb.right_edge.i, verb.i + 24) + 1]:
        if token.lower_ == "to" and token.dep_ in ("prep", "dative") and (pobj := child(token, "pobj")) is not None:
            return pobj if party_or_words(page, pobj) is not None else None
    return None


def got(page: Page, verb: "Token") -> list[Relation]:
    """ "X received $5 million from Y"."""
    thing = child(verb, "dobj")
    money = page.valued.get(thing.i) if thing is not None else None
    if thing is None or money is None or money.schema != "Money" or negation_of(verb) is not None or is_passive(verb):
        return []
    payer = prep_object(verb, "from") or of_noun(thing, ("from",))
    one, other = party_or_words(page, payer), party_or_words(page, subject_of(verb))
    if one is None or other is None or not (one.mention and other.mention):
        return []
    return relation(verb, one, "paid", other, {**qualifiers(page, verb, thing), **amount(money)})


def money_in(page: Page, head: "Token") -> Mention | None:
    """The sum under a verb or noun."""
    start, end = subtree(head)
    return next(
        (
            m
            for i in range(start, min(end, head.i + 20))
            if (m := page.valued.get(i)) is not None and m.schema == "Money"
        ),
        None,
    )


def amount(money: Mention | None) -> dict[str, Any]:
    """A sum as qualifiers."""
    if money is None:
        return {}
    made: dict[str, Any] = {}
    if money.value.get("amount") is not None:
        made["amount"] = str(money.value["amount"])
    if money.value.get("currency"):
        made["currency"] = money.value["currency"]
    return made


def payment(page: Page, noun: "Token") -> list[Relation]:
    """ "a payment of $5 million from X to Y", "the invoice required payment in yuan"."""
    money = money_in(page, noun)
    payer, paid_to = party(page, of_noun(noun, ("from", "by"))), party(page, of_noun(noun, ("to",)))
    if payer is not None and paid_to is not None:
        return relation(noun, payer, "paid", paid_to, amount(money))
    verb = noun.head
    subject = subject_of(verb) if verb.pos_ == "VERB" and noun.dep_ == "dobj" and negation_of(verb) is None else None
    if subject is not None:  # of "the supplier and one invoice required" the noun beside the verb
        subject = coordinated(subject)[-1]
    if money is not None and subject is not None and page.is_paper(subject) and money.value.get("amount") is None:
        return relation(noun, words_term(page, subject), "figure_of", mention_term(money), {"property": "currency"})
    return []


FINDERS = (
    (words("relations", "paying"), paid),
    (words("relations", "getting"), got),
    (words("relations", "payments"), payment),
)
