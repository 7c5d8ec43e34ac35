"""Who holds which position where."""

from typing import TYPE_CHECKING

from averment.claim import Term
from averment.extract.relations.terms import (
    BODY_SCHEMATA,
    PARTY_SCHEMATA,
    Relation,
    described,
    mention_term,
    owner_before,
    party,
    relation,
    words_term,
)
from averment.extract.speech.clauses import child, children
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

AT = ("of", "at", "for", "to", "with", "in", "from")
PERSON = frozenset({"Person"})


def position(page: Page, noun: "Token") -> list[Relation]:
    """ "N, a researcher at X", "X’s director N", "Norvane chief executive N", "Russian President N"."""
    held_by = described(page, noun)
    holder = party(page, held_by, PERSON) if held_by is not None else None
    if holder is None:
        return []
    employer = _employer(page, noun, held_by)
    if employer is None:
        return []
    title = _title(page, noun)
    former = any(t.lower_ in ("former", "ex") for t in noun.subtree if t.i < noun.i)
    return relation(
        noun, holder, "position_at", employer, {"position": title} | ({"status": "former"} if former else {})
    )


def _employer(page: Page, noun: "Token", held_by: "Token | None") -> Term | None:
    for c in children(noun, "prep"):
        pobj = child(c, "pobj")
        if c.lower_ in AT and pobj is not None:
            named = party(page, pobj, PARTY_SCHEMATA - PERSON)
            if named is not None:
                return named
            if pobj.pos_ in ("NOUN", "PROPN") and page.is_party(pobj):
                return words_term(page, pobj)
    owner = owner_before(page, noun, PARTY_SCHEMATA - PERSON)
    if owner is None and noun.dep_ in ("compound", "nmod") and held_by is not None:
        before = [c for c in held_by.children if c.i < noun.i and c.dep_ in ("compound", "nmod", "poss")]
        found = [party(page, c, BODY_SCHEMATA | {"Country"}) for c in before]
        owner = next((n for n in found if n is not None), None)
    return owner or _nation(page, noun, held_by)


def _nation(page: Page, noun: "Token", held_by: "Token | None") -> Term | None:
    """ "Russian President N": the word for the nation, as written."""
    if noun.lemma_.lower() not in (
        "president",
        "minister",
        "premier",
        "chancellor",
        "ambassador",
        "secretary",
        "senator",
    ):
        return None
    for head in (noun, held_by):
        for c in children(head, "amod", "compound", "nmod") if head is not None else []:
            if c.ent_type_ in ("NORP", "GPE") and c.i < noun.i:
                mention = page.mention_of(c)
                if mention is not None and mention.schema != "Person":
                    return mention_term(mention)
                if mention is None:
                    span = page.span((c.i, c.i + 1))
                    return Term(span.text, None, None, span.start, span.end)
    return None


def _title(page: Page, noun: "Token") -> str:
    start = noun.i
    for c in noun.lefts:
        if (
            c.dep_ in ("compound", "amod", "nmod")
            and page.mention_of(c) is None
            and c.ent_type_ not in ("NORP", "GPE", "ORG", "PERSON")
        ):
            start = min(start, c.left_edge.i)
    while start < noun.i and (
        page.mention_of(page.doc[start]) is not None or page.doc[start].lower_ in ("former", "the", "a", "an")
    ):
        start += 1
    return page.doc[start : noun.i + 1].text


def came_from(page: Page, preposition: "Token") -> list[Relation]:
    """ "N from X", where N is a person and X a body."""
    holder = party(page, preposition.head, PERSON)
    employer = party(page, child(preposition, "pobj"), BODY_SCHEMATA)
    if holder is None or employer is None or preposition.dep_ != "prep":
        return []
    return relation(preposition, holder, "position_at", employer)


FINDERS = (
    (words("relations", "positions"), position),
    (frozenset({"from"}), came_from),
)
