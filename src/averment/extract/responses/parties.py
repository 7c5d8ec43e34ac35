"""Who answers and who asked: the people and bodies around a response."""

import re
from typing import TYPE_CHECKING

from averment.extract.speech.clauses import (
    Range,
    child,
    children,
    coordinated,
    own_subject,
    subject_of,
    trimmed,
    verb_group,
)
from averment.extract.speech.page import Page
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

APOSTROPHES = frozenset({"'", "’", "'s", "’s"})
DISTRIBUTED = frozenset({"for", "of", "at", "from", "to"})
ASKED_BY = re.compile(r"asked|contacted|reached|approached|pressed|questioned")


def answerer(page: Page, verb: "Token") -> "Token | None":
    """The subject of a verb that answers.

    "… could not verify the contract and Veltran declined to comment": the parser may join Veltran to the contract and
    leave "declined" without a subject; the party that stands right before the verb is its subject.
    """
    if verb.dep_ == "conj" and own_subject(verb) is None:
        first = verb_group(verb)[0] - 1
        beside = page.doc[first] if first > 0 else None
        joined = beside is not None and beside.dep_ == "conj" and beside.head.dep_ in ("dobj", "pobj", "conj")
        if beside is not None and joined and page.mention_of(beside) is not None and page.is_party(beside):
            return beside
    return subject_of(verb)


def parties_of(page: Page, subject: "Token | None") -> tuple["Token", ...]:
    """The nouns of a subject, one for each party: A, B and C; "spokespeople for A and B" are A and B."""
    if subject is None:
        return ()
    found: list[Token] = _named_within(page, subject)
    if found:
        return tuple(found)
    for noun in coordinated(subject):
        found.extend(_spoken_for(page, noun) if _plural_spokes(noun) else [noun])
        found.extend(_joined_to_place(page, noun))
    if len(found) > 1:  # a word of the predicate joined by mistake is no party
        found = [t for t in found if page.answers(t)] or found[:1]
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


def _joined_to_place(page: Page, noun: "Token") -> list["Token"]:
    """The second party of "the embassy in London and Norvane", which the parser joins to the place."""
    found: list[Token] = []
    for c in children(noun, "prep"):
        place = child(c, "pobj")
        where = page.mention_of(place) if place is not None else None
        if place is None or where is None or where.schema not in ("Address", "Country") or c.lower_ not in ("in", "at"):
            continue
        for joined in coordinated(place, 6)[1:]:
            mention = page.mention_of(joined)
            named = mention.schema in ("Company", "Organization", "PublicBody", "Person") if mention else False
            if named or (mention is None and joined.ent_type_ in ("ORG", "PERSON")):
                found.append(joined)
    return found


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
    asker = _asked_from(page, noun)
    if asker is not None and noun.i < asker.head.i < last:
        last = asker.head.i
    return trimmed(page.doc, first, max(last, noun.i + 1))


def _asked_from(page: Page, noun: "Token") -> "Token | None":
    """Who asked, after the noun: "a request for comment from Reuters"."""
    end = noun.right_edge.i + 1
    for token in page.doc[noun.i + 1 : min(end, noun.i + 12)]:
        if token.dep_ in ("prep", "agent") and token.lower_ in ("from", "by"):
            pobj = child(token, "pobj")
            if pobj is not None and page.is_party(pobj):
                return pobj
    return None


def without_next_subject(page: Page, verb: "Token", span: Range) -> Range:
    """A content without "and Veltran" where Veltran is the subject of what follows (see `answerer`)."""
    for c in verb.rights:
        if c.dep_ == "conj" and own_subject(c) is None and verb_group(c)[0] == span[1]:
            beside = answerer(page, c)
            if beside is not None and beside.i == span[1] - 1:
                joined = [i for i in range(span[0], beside.left_edge.i + 1) if page.doc[i].lower_ in ("and", "but")]
                return trimmed(page.doc, span[0], joined[-1]) if joined and joined[-1] > span[0] else span
    return span


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
        if (by := _asked_from(page, noun)) is not None:
            return by
        if noun.i >= 2 and page.doc[noun.i - 1].text in APOSTROPHES and page.doc[noun.i - 2].pos_ == "PROPN":
            return page.doc[noun.i - 2]
    for c in verb.children:
        if c.dep_ in ("advcl", "acl") and ASKED_BY.fullmatch(c.lower_):
            by = child(c, "agent")
            pobj = child(by, "pobj") if by is not None else None
            if pobj is not None and page.is_party(pobj):
                return pobj
    return None
