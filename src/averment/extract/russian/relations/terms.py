"""The ends of a relation: parties, goods, places, and what narrows it: dates and quantities."""

from collections.abc import Mapping
from typing import Any

from averment.claim import Term
from averment.extract.russian.speech.page import Page
from averment.extract.russian.speech.voices import apposed
from averment.extract.russian.tables import listed, noun_schema
from averment.extract.russian.word import Word
from averment.mention import Mention

PARTY = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity"})
BODY = PARTY - {"Person"}
PLACE = frozenset({"Address", "Country"})
Found = tuple[Term, str, Term, Mapping[str, Any]]
"""Subject, predicate, object, qualifiers."""


def term(mention: Mention) -> Term:
    """A name as one end of a relation."""
    return Term(mention.text, mention.id, mention.schema, mention.place.start, mention.place.end)


def party(page: Page, word: Word | None, schemata: frozenset[str] = PARTY) -> Term | None:
    """The name that a word is, stands for, or introduces; words for an unnamed party ("завод") as they stand."""
    if word is None:
        return None
    reference = page.references.get(word.i)
    target = page.by_id.get(reference.alias_of or "") if reference is not None else None
    if reference is not None and target is not None:
        at = reference.place
        return Term(reference.text, target.id, target.schema, at.start, at.end) if target.schema in schemata else None
    mention = page.mention_of(word) or apposed(page, word) or in_apposition(page, word)
    if mention is not None:
        return term(mention) if mention.schema in schemata else None
    unnamed = word.pos == "NOUN" and word.lemma in listed("cues", "parties") and "Company" in schemata
    if unnamed and noun_schema().get(word.lemma) in ("Company", "PublicBody"):
        span = page.span((word.start, word.end))
        return Term(span.text, None, None, span.start, span.end)
    return None


def in_apposition(page: Page, word: Word) -> Mention | None:
    """ "наш экспедитор, компания {«Тессель»}"."""
    for kid in page.text.kids(word, "appos"):
        mention = page.mention_of(kid)
        if mention is not None and mention.schema in PARTY:
            return mention
    return None


def good(page: Page, word: Word | None) -> tuple[Term, Word] | None:
    """A product by name, or the words for goods that are counted or in the table."""
    if word is None:
        return None
    for kid in [word, *page.text.kids(word, "appos", "nmod", "flat")]:
        mention = page.named.get(kid.i)
        if mention is not None and mention.schema == "Good":
            return term(mention), word
    if word.lemma in listed("relations", "containers"):
        for kid in page.text.kids(word, "nmod"):
            found = good(page, kid) if kid.case in ("Gen", "") else None
            if found is not None:
                return found
    if page.named.get(word.i) is not None or word.pos != "NOUN":
        return None
    counted = page.valued.get(word.i)
    plainly = counted is not None and counted.schema == "Quantity" and counted.value.get("unit") == "C62"
    if word.lemma not in listed("relations", "goods") and not (plainly and word.lemma not in listed("cues", "parties")):
        return None
    first = min(
        [
            word.i,
            *(k.i for k in page.text.kids(word, "amod") if k.i < word.i and k.pos == "ADJ" and not k.text[0].isdigit()),
        ]
    )
    span = page.span((page.text.words[first].start, word.end))
    return Term(span.text, None, None, span.start, span.end), word


def goods(page: Page, verb: Word) -> list[tuple[Term, Word]]:
    """The goods that a verb has as its object, those joined by "и" too."""
    found = []
    for kid in page.text.kids(verb, "obj", "nsubj:pass" if verb.form == "Part" else "obj"):
        for each in [kid, *page.text.kids(kid, "conj")]:
            made = good(page, each)
            if made is not None:
                found.append(made)
    return found


def dated(page: Page, verb: Word) -> str | None:
    """The only date in the clause of a verb."""
    found = {}
    for index in page.text.subtree(verb):
        mention = page.valued.get(index)
        if mention is not None and mention.schema == "Date" and mention.value.get("edtf"):
            found[mention.id] = str(mention.value["edtf"])
    return next(iter(found.values())) if len(found) == 1 else None


def quantity(page: Page, word: Word) -> dict[str, Any]:
    """How many of them."""
    for each in [word, *page.text.kids(word, "nummod")]:
        mention = page.valued.get(each.i)
        if mention is not None and mention.schema == "Quantity" and mention.value.get("value") is not None:
            bound = mention.value.get("bound")
            return {"quantity": str(mention.value["value"]), "bound": None if bound in (None, "exact") else str(bound)}
    return {}


def oblique(page: Page, verb: Word, *prepositions: str, case: str = "") -> Word | None:
    """The noun with one of these prepositions ("" for none) under a verb."""
    for kid in page.text.kids(verb, "obl", "iobj", "nmod", "obj"):
        if page.text.case_of(kid) in prepositions and (not case or kid.case in (case, "")):
            return kid
    return None


def bearer(page: Page, word: Word) -> Term | None:
    """Who a role belongs to: the name beside it, or the subject that "является", "стал" or a dash ties to it."""
    mention = apposed(page, word) or in_apposition(page, word)
    if mention is not None:
        return term(mention)
    verb = page.text.words[word.head]
    if verb.lemma in ("являться", "стать", "быть", "оставаться") and word.case == "Ins":
        for kid in page.text.kids(verb, "nsubj"):
            return party(page, kid)
    if word.case == "Nom" and word.rel in ("root", "ccomp", "parataxis", "conj"):
        for kid in page.text.kids(word, "nsubj"):
            return party(page, kid)
    if word.rel == "appos":
        return party(page, verb) if page.meant(verb) is not None else None
    return None


def segment(page: Page, verb: Word) -> set[int]:
    """The words around a verb up to the next comma on each side."""
    first, last = page.text.sentences[verb.sentence]
    left = next((i for i in range(verb.i, first - 1, -1) if page.text.words[i].text in ",;:—"), first)
    right = next((i for i in range(verb.i, last) if page.text.words[i].text in ",;:—"), last)
    return set(range(left, right))
