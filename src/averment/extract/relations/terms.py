"""The ends of a relation: from a noun in the parse to the words, and the mention they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from averment.claim import Term, Triple
from averment.extract.speech.clauses import Range, child, children, coordinated, subject_of, subtree
from averment.extract.speech.page import Page
from averment.extract.speech.voices import POSSESSIVE_PRONOUNS, name_range
from averment.extract.tables import words
from averment.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTY_SCHEMATA = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity", "Country"})
BODY_SCHEMATA = frozenset({"Company", "Organization", "PublicBody", "LegalEntity"})
PLACE_SCHEMATA = frozenset({"Address", "Country"})
GOOD_SCHEMATA = frozenset({"Good", "Vessel", "Airplane"})
PRONOUN = "pronoun"
"""Schema of a term that is not yet anybody: see `party_or_words`."""
SPEAKERS = frozenset({"it", "he", "she", "they"})
NAMING = frozenset({"call", "name", "know", "dub", "designate"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A triple with the token it hangs on: a claim whose content holds that token carries it."""

    anchor: int
    span: Range
    triple: Triple


def mention_term(mention: Mention) -> Term:
    """A mention as the end of a triple."""
    return Term(mention.text, mention.id, mention.schema, mention.place.start, mention.place.end)


def referred(page: Page, token: "Token", schemata: frozenset[str]) -> list[Mention]:
    """The names of these schemata that a pronoun or description stands for: one for "the company", two for "both".

    The end of a triple is then the name, where it stands; the reference keeps the reason why it is meant.
    """
    return [m for m in page.stands_for(token) if m.schema in schemata]


def words_term(page: Page, token: "Token") -> Term:
    """The words of a noun phrase that is no mention ("a Chinese supplier")."""
    start, end = name_range(page, token)[0], token.i + 1
    while start < token.i and page.doc[start].lower_ in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "some",
        "these",
        "those",
        "other",
    ):
        start += 1
    for i in range(start, token.i):  # "a Russian national, exported chips": the parser joined two nouns by a comma
        if page.doc[i].text == ",":
            start = i + 1
    given = words("relations", "giving")
    while start < token.i and page.doc[start].tag_ in ("VBN", "VBD") and page.doc[start].lemma_ in given:
        start += 1
    span = page.span((start, end))
    return Term(span.text, None, None, span.start, span.end)


def named_in(page: Page, token: "Token", schemata: frozenset[str]) -> Mention | None:
    """The mention that a noun is or is named by: "Kupol", "the drone REM 1", "a company called Norvane"."""
    mention = page.mention_of(token)
    if mention is not None:
        return mention if mention.schema in schemata else None
    if len(meant := referred(page, token, schemata)) == 1:
        return meant[0]
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    beside = [n for c in children(token, "acl") if c.lemma_ in NAMING and (n := _name_after(c)) is not None]
    joined = ("compound", "nmod", "appos", *(("amod",) if schemata is GOOD_SCHEMATA else ()))
    beside += [c for dep in joined for c in children(token, dep)]
    for c in beside:
        if (m := _of(page, c, schemata)) is not None:
            return m
    if token.lemma_.lower() in words("relations", "subsidiary_nouns"):
        return named_after_owner(page, token, schemata)
    if token.lemma_.lower() in words("relations", "containers"):
        for c in children(token, "prep"):
            pobj = child(c, "pobj")
            if c.lower_ == "of" and pobj is not None and pobj.lemma_.lower() not in words("relations", "containers"):
                return named_in(page, pobj, schemata)
    return None


def _name_after(verb: "Token") -> "Token | None":
    """The name after "called" or "named"."""
    return child(verb, "oprd", "dobj", "attr", "pobj") or next(iter(verb.rights), None)


def named_after_owner(page: Page, noun: "Token", schemata: frozenset[str]) -> Mention | None:
    """ "a subsidiary of X, Y, has …": Y stands between commas after X and no "and" joins them."""
    owner = of_noun(noun, ("of",))
    if owner is None or child(owner, "cc") is not None:
        return None
    for c in children(owner, "conj", "appos"):
        if c.i > owner.i and page.doc[c.left_edge.i - 1].text == "," and len(coordinated(owner)) <= 2:
            return _of(page, c, schemata)
    return None


def _of(page: Page, token: "Token", schemata: frozenset[str]) -> Mention | None:
    mention = page.mention_of(token)
    return mention if mention is not None and mention.schema in schemata else None


def party(page: Page, token: "Token | None", schemata: frozenset[str] = PARTY_SCHEMATA) -> Term | None:
    """A named person, body or country."""
    if token is None:
        return None
    mention = named_in(page, token, schemata)
    return mention_term(mention) if mention is not None else None


def parties(page: Page, token: "Token | None", schemata: frozenset[str] = PARTY_SCHEMATA) -> list[Term]:
    """The named parties of A, B and C."""
    if token is None:
        return []
    found: list[Term] = []
    for one in _each(page, token):
        named = party(page, one, schemata)
        found += [named] if named is not None else [mention_term(m) for m in referred(page, one, schemata)]
    return found


def party_or_words(page: Page, token: "Token | None") -> Term | None:
    """A named party, else the words for one that is not named ("a Chinese supplier").

    "it", "he", "she" and "they" as subjects come back as a term of the schema `PRONOUN`: only the claim they stand
    in can tell who is meant, and where it cannot, the relation is dropped.
    """
    if token is not None and (named := party(page, token)) is not None:
        return named
    if token is not None and token.lower_ in SPEAKERS and token.dep_ == "nsubj":
        span = page.span((token.i, token.i + 1))
        return Term(span.text, None, PRONOUN, span.start, span.end)
    if token is None or token.pos_ == "PRON":
        return None
    return words_term(page, token) if token.pos_ == "NOUN" and page.is_party(token) else None


def _each(page: Page, token: "Token") -> list["Token"]:
    """A, B and C of "A, B and C" and of "three firms, A, B and C"."""
    found: list[Token] = []
    for one in coordinated(token):
        beside = child(one, "appos") if one.tag_ == "NNS" and page.mention_of(one) is None else None
        joined = coordinated(beside) if beside is not None else []
        several = len(joined) > 1 and all(page.mention_of(t) is not None for t in joined)
        found += joined if several else [one]
    return found


def parties_or_words(page: Page, token: "Token | None") -> list[Term]:
    """As `party_or_words`, for each of A, B and C, and for each thing that "the two firms" stands for."""
    found: list[Term] = []
    for one in _each(page, token) if token is not None else ():
        meant = [mention_term(m) for m in referred(page, one, PARTY_SCHEMATA)]
        single = None if meant else party_or_words(page, one)
        found += meant or ([single] if single is not None else [])
    return found


def good(page: Page, token: "Token | None", *, traded: bool = False) -> Term | None:
    """A named good, else the words for one ("entire drones"); nothing that is not a thing.

    `traded` says that the verb leaves no doubt: what is sold or shipped is a good whatever its noun.
    """
    if token is None:
        return None
    mention = named_in(page, token, GOOD_SCHEMATA)
    if mention is not None:
        return mention_term(mention)
    if token.pos_ == "PRON":
        return None
    head = token
    if token.lemma_.lower() in words("relations", "containers"):
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        head = (child(of, "pobj") if of is not None else None) or token
        if (mention := named_in(page, head, GOOD_SCHEMATA)) is not None:
            return mention_term(mention)
    if (
        page.mention_of(head) is None
        and head.pos_ in ("NOUN", "PROPN")
        and (head.lemma_.lower() in words("relations", "goods") or (traded and _may_be_traded(page, head)))
    ):
        return words_term(page, head)
    return None


def _may_be_traded(page: Page, noun: "Token") -> bool:
    lemma = noun.lemma_.lower()
    if lemma in words("relations", "never_goods") or page.is_party(noun) or page.is_paper(noun):
        return False
    valued = page.valued.get(noun.i)
    if noun.tag_ not in ("NN", "NNS") or (valued is not None and valued.schema in ("Money", "Date")):
        return False
    return not lemma.endswith(tuple(words("relations", "act_endings")))


def goods(page: Page, token: "Token | None", *, traded: bool = False) -> list[tuple[Term, "Token"]]:
    """The goods of A, B and C, each with its noun."""
    if token is None:
        return []
    if token.tag_ == "CD" and (whole := of_noun(token, ("of",))) is not None:  # "320 of the cameras"
        return goods(page, whole, traded=traded)
    found = [(good(page, t, traded=traded), t) for t in coordinated(token)]
    return [(term, t) for term, t in found if term is not None]


def place_term(page: Page, token: "Token | None") -> Term | None:
    """A named place."""
    if token is None:
        return None
    mention = named_in(page, token, PLACE_SCHEMATA)
    return mention_term(mention) if mention is not None else None


def described(page: Page, noun: "Token") -> "Token | None":
    """The noun that a role noun describes: "X, a subsidiary of Y", "X is a subsidiary of Y", "subsidiary X"."""
    for c in children(noun, "appos"):
        if c.i > noun.i and page.mention_of(c) is not None:
            return c
    for c in children(noun, "acl"):
        if c.lemma_ in NAMING and (named := child(c, "oprd", "dobj", "attr")) is not None:
            return named
    above = noun
    for _ in range(3):
        if above.dep_ == "appos" or (above.dep_ in ("compound", "nmod") and page.mention_of(above.head) is not None):
            return above.head
        if above.dep_ == "attr" and above.head.lemma_ in ("be", "become", "remain"):
            subject = child(above.head, "nsubj")
            return subject
        if above.dep_ not in ("conj", "compound", "nmod"):
            return None
        above = above.head
    return None


def of_noun(noun: "Token", preps: tuple[str, ...]) -> "Token | None":
    """The object of a preposition after a noun."""
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in preps:
            return child(c, "pobj")
    return None


def owner_before(page: Page, noun: "Token", schemata: frozenset[str] = PARTY_SCHEMATA) -> Term | None:
    """Whose: "Norvane’s subsidiary", "Norvane chief executive"."""
    for c in noun.children:
        if c.dep_ in ("poss", "compound", "nmod") and c.i < noun.i:
            meant = page.stands_for(c) if c.lower_ in POSSESSIVE_PRONOUNS or c.dep_ == "poss" else []
            mention = page.mention_of(c) or (meant[0] if len(meant) == 1 else None)
            if mention is not None and mention.schema in schemata:
                return mention_term(mention)
    return None


def doer(verb: "Token") -> "Token | None":
    """The subject of an active verb.

    "X, a unit of Y, transferred $2 million": the parser may take the verb for a participle, which has no object.
    """
    misread = verb.tag_ == "VBN" and verb.dep_ == "acl" and child(verb, "dobj") is not None and by_agent(verb) is None
    return verb.head if misread else subject_of(verb)


def by_agent(verb: "Token") -> "Token | None":
    """Who does it in the passive: the object of "by"."""
    for c in verb.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            return child(c, "pobj")
    return None


def prep_object(verb: "Token", *preps: str) -> "Token | None":
    """The object of a preposition (or dative) after a verb."""
    for c in verb.children:
        if c.dep_ in ("prep", "dative", "agent") and c.lower_ in preps:
            pobj = child(c, "pobj")
            if pobj is not None:
                return pobj
    return None


def qualifiers(page: Page, verb: "Token", thing: "Token | None" = None, **more: Any) -> dict[str, Any]:
    """What narrows a relation: the date in its clause and the quantity before its object."""
    made: dict[str, Any] = {}
    date = _valued(page, verb, "Date", thing)
    if date is not None:
        made["date"] = date.value.get("edtf") or date.text
    if thing is not None:
        amount = _quantity_of(page, thing)
        if amount is not None and amount.value.get("value") is not None:
            made["quantity"] = str(amount.value["value"])
            if amount.value.get("bound") not in (None, "exact"):
                made["bound"] = str(amount.value["bound"])
    made.update({k: v for k, v in more.items() if v is not None})
    return made


def _quantity_of(page: Page, thing: "Token") -> Mention | None:
    above = [thing.head.head] if thing.dep_ == "pobj" and thing.head.lower_ == "of" else []  # "320 of the cameras"
    for t in [*children(thing, "nummod"), thing, *(t for t in above if t.tag_ == "CD")]:
        m = page.valued.get(t.i)
        if m is not None and m.schema == "Quantity":
            return m
    return None


def _valued(page: Page, verb: "Token", schema: str, thing: "Token | None") -> Mention | None:
    """The first value of a kind among what hangs directly on a verb (or its object), without clauses of its own."""
    for head in [verb, *([thing] if thing is not None else [])]:
        for c in head.children:
            if c.dep_ in ("prep", "npadvmod", "advmod", "nmod"):
                start, end = subtree(c)
                for i in range(start, min(end, start + 8)):
                    m = page.valued.get(i)
                    if m is not None and m.schema == schema:
                        return m
    return None


def relation(
    anchor: "Token", subject: Term, predicate: str, obj: Term, more: Mapping[str, Any] | None = None
) -> list[Relation]:
    """One relation as a list, or none where both ends are the same words."""
    if subject.text == obj.text or (subject.mention is not None and subject.mention == obj.mention):
        return []
    return [Relation(anchor.i, _span(anchor), Triple(subject, predicate, obj, dict(more or {})))]


def _span(anchor: "Token") -> Range:
    return anchor.left_edge.i, anchor.right_edge.i + 1
