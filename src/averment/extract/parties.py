"""Who answers and who asked: the people and bodies around a response."""

import re
from typing import TYPE_CHECKING

from averment.extract.clauses import Range, child, children, coordinated, trimmed
from averment.extract.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

APOSTROPHES = frozenset({"'", "’", "'s", "’s"})
DISTRIBUTED = frozenset({"for", "of", "at", "from", "to"})
ASKED_BY = re.compile(r"asked|contacted|reached|approached|pressed|questioned")


def parties_of(page: Page, subject: "Token | None") -> tuple["Token", ...]:
    """The nouns of a subject, one for each party: A, B and C; "spokespeople for A and B" are A and B."""
    if subject is None:
        return ()
    found: list[Token] = _named_within(page, subject)
    if found:
        return tuple(found)
    for noun in coordinated(subject):
        found.extend(_spoken_for(page, noun) if _plural_spokes(noun) else [noun])
    if len(found) > 1:  # a word of the predicate joined by mistake is no party
        found = [t for t in found if page.is_party(t)] or found[:1]
    return tuple(found)


def _named_within(page: Page, subject: "Token") -> list["Token"]:
    """The parties of "Norvane Dynamics and Tashkul Trading LLC" where the parser takes the whole for one name."""
    own = page.mention_of(subject)
    joined = [i for i in range(subject.left_edge.i, subject.i) if page.doc[i].lower_ in ("and", "or", "nor", "&")]
    if own is None or not joined or any(c.dep_ == "conj" for c in subject.children):
        return []
    last: dict[str, Token] = {}
    for i in range(subject.left_edge.i, subject.i + 1):
        mention = page.mention_of(page.doc[i])
        if mention is not None and page.is_party(page.doc[i]):
            last[mention.id] = page.doc[i]
    return list(last.values()) if len(last) > 1 else []


def _plural_spokes(noun: "Token") -> bool:
    return noun.tag_ == "NNS" and (
        noun.lemma_.lower() in words("cues", "spokes_nouns")
        or noun.lower_ in words("cues", "spokes_nouns")
        or noun.lemma_.lower() in ("official", "executive")
    )


def _spoken_for(page: Page, noun: "Token") -> list["Token"]:
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in DISTRIBUTED:
            pobj = child(c, "pobj")
            joined = coordinated(pobj) if pobj is not None else []
            if len(joined) > 1 and all(page.is_party(t) for t in joined):
                return joined
    return [noun]


def asking_noun(head: "Token") -> "Token | None":
    """What the party was asked by: the request, question, e-mail or call that a verb answers.

    The parser reads "to Reuters’ requests" now and then as "to Reuters" and an object "requests".
    """
    weak = words("stances", "asking_weak")
    strong = words("stances", "asking")
    nouns: list[Token] = []
    for c in head.children:
        if c.dep_ in ("dobj", "nsubjpass", "npadvmod"):
            nouns += coordinated(c, 6)
        elif c.dep_ in ("prep", "dative") and c.lower_ in ("to", "for"):
            for pobj in children(c, "pobj", "dobj"):
                nouns += coordinated(pobj, 6)
    deeper = [n for noun in nouns for n in children(noun, "dobj", "appos", "pobj")]
    for noun in [*nouns, *deeper]:
        if noun.lemma_.lower() in strong or noun.lemma_.lower() in weak:
            return noun
    return None


def asking_range(page: Page, noun: "Token") -> Range:
    """The words of what was asked, without its owner: "requests for comment" of "Reuters’ requests for comment"."""
    first = noun.i
    for c in noun.lefts:
        if c.dep_ in ("amod", "compound", "nummod", "det") and c.dep_ != "poss" and page.mention_of(c) is None:
            first = min(first, c.left_edge.i)
    for i in range(first, noun.i):
        if page.doc[i].text in APOSTROPHES:
            first = i + 1
    while first > 1 and page.doc[first - 1].text == "-" and not page.doc[first - 1].whitespace_:
        first -= 2  # "e-mails" in three tokens
    last = noun.i + 1
    for c in noun.rights:
        if c.dep_ in ("prep", "conj", "cc", "relcl", "acl") and c.lower_ not in ("from", "by", "but"):
            last = max(last, c.right_edge.i + 1)
    for c in noun.rights:
        if c.dep_ == "prep" and c.lower_ in ("from", "by") and noun.i < c.i < last:
            last = c.i
    return trimmed(page.doc, first, max(last, noun.i + 1))


def asker_of(page: Page, noun: "Token | None", verb: "Token") -> "Token | None":
    """Who asked: "Reuters’ requests", "a request from Reuters", "when contacted by Reuters"."""
    if noun is not None:
        for c in noun.children:
            if (
                c.dep_ in ("poss", "nmod", "compound")
                and page.is_party(c)
                and (page.mention_of(c) is not None or c.pos_ == "PROPN")
            ):
                return c
            if c.dep_ == "prep" and c.lower_ in ("from", "by"):
                pobj = child(c, "pobj")
                if pobj is not None and page.is_party(pobj):
                    return pobj
        if noun.i >= 2 and page.doc[noun.i - 1].text in APOSTROPHES and page.doc[noun.i - 2].pos_ == "PROPN":
            return page.doc[noun.i - 2]
    for c in verb.children:
        if c.dep_ in ("advcl", "acl") and ASKED_BY.fullmatch(c.lower_):
            by = child(c, "agent")
            pobj = child(by, "pobj") if by is not None else None
            if pobj is not None and page.is_party(pobj):
                return pobj
    return None
