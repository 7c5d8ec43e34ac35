"""Who supplies, receives, makes and pays."""

from collections.abc import Iterator, Sequence

from averment.claim import Term
from averment.extract.russian.relations.terms import (
    PARTY,
    Found,
    dated,
    goods,
    oblique,
    party,
    quantity,
    segment,
    term,
)
from averment.extract.russian.speech.frames import subject_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.word import Word
from averment.mention import Mention


def supply(page: Page, verb: Word) -> Iterator[Found]:
    """Who delivers or sells what, and to whom."""
    if not verb.is_verb or verb.lemma not in listed("relations", "giving") or verb.form == "Inf":
        return
    supplier = party(page, subject_of(page, verb)) if verb.features.get("Voice") != "Pass" else None
    receiver = None
    for kid in page.text.kids(verb, "iobj", "obl", "obj", "nmod"):
        if kid.case == "Dat" and not page.text.case_of(kid):
            receiver = receiver or party(page, kid)
    things = goods(page, verb)
    if receiver is None:
        receiver = _receiver_inside(page, things)
    yield from _supplied(page, verb, supplier, receiver, things)


def _receiver_inside(page: Page, things: Sequence[tuple[Term, Word]]) -> Term | None:
    """ "поставил 40 насосов {компании «Тарск»}": the parser ties the dative to the goods."""
    for _, word in things:
        for kid in page.text.kids(word, "nmod", "iobj"):
            mention = page.meant(kid)
            if (
                kid.case in ("Dat", "Gen")
                and mention is not None
                and mention.schema in PARTY
                and kid.i > word.i
                and not page.text.case_of(kid)
            ) and (kid.case == "Dat" or (kid.lemma == "компания" and kid.lower == "компании")):
                return term(mention)
    return None


def taking(page: Page, verb: Word) -> Iterator[Found]:
    """Who buys or brings in what, and from whom."""
    if not verb.is_verb or verb.lemma not in listed("relations", "taking") or verb.form == "Inf":
        return
    if verb.features.get("Voice") == "Pass":
        return
    receiver = party(page, subject_of(page, verb))
    things = goods(page, verb)
    giver = next((k for w in [verb, *(t for _, t in things)] if (k := oblique(page, w, "у", "от")) is not None), None)
    yield from _supplied(page, verb, party(page, giver), receiver, things)


def _supplied(
    page: Page, verb: Word, supplier: Term | None, receiver: Term | None, things: Sequence[tuple[Term, Word]]
) -> Iterator[Found]:
    date = dated(page, verb)
    for thing, word in things:
        more = {**quantity(page, word), "date": date}
        if supplier is not None:
            yield supplier, "supplied", thing, more
        if receiver is not None:
            yield receiver, "received", thing, more
    if supplier is not None and receiver is not None and things:
        yield supplier, "supplier_to", receiver, {"date": date}


def making(page: Page, verb: Word) -> Iterator[Found]:
    """Who produces or develops what."""
    for verbs, predicate in (("making", "maker_of"), ("developing", "developer_of")):
        if not verb.is_verb or verb.lemma not in listed("relations", verbs):
            continue
        maker = party(page, subject_of(page, verb)) if verb.features.get("Voice") != "Pass" else None
        if verb.features.get("Voice") == "Pass":
            maker = party(page, oblique(page, verb, "", case="Ins"))
        for thing, _ in goods(page, verb):
            if maker is not None:
                yield maker, predicate, thing, {}


def _paid_to(page: Page, verb: Word, tree: set[int], payer: Term | None) -> Term | None:
    """The party in the dative after a verb of paying; one whose legal form has no cases, where it is the only one."""
    uncertain: dict[str, Mention] = {}
    for word in (page.text.words[i] for i in sorted(tree) if i > verb.i):
        mention = page.mention_of(word)
        if (
            mention is None
            or mention.schema not in PARTY
            or page.text.case_of(word)
            or (payer and mention.id == payer.mention)
        ):
            continue
        if word.case == "Dat" or word.lower in ("фирме", "компании", "банку", "обществу", "предприятию", "заводу"):
            return term(mention)
        if mention.text[:2].isupper():
            uncertain[mention.id] = mention
    return term(next(iter(uncertain.values()))) if len(uncertain) == 1 else None


def paid(page: Page, verb: Word) -> Iterator[Found]:
    """Who paid whom, how much and when."""
    if not verb.is_verb or verb.lemma not in listed("relations", "paying") or verb.form == "Inf":
        return
    payer = party(page, subject_of(page, verb)) if verb.features.get("Voice") != "Pass" else None
    tree = set(page.text.subtree(verb)) | segment(page, verb)
    sums = {m.id: m for i in tree if (m := page.valued.get(i)) is not None and m.schema == "Money"}
    receiver = _paid_to(page, verb, tree, payer)
    if payer is None or receiver is None or payer.mention == receiver.mention:
        return
    money = next(iter(sums.values())) if len(sums) == 1 else None
    amount = str(money.value["amount"]) if money is not None and money.value.get("amount") is not None else None
    currency = money.value.get("currency") if money is not None else None
    yield payer, "paid", receiver, {"amount": amount, "currency": currency, "date": dated(page, verb)}
