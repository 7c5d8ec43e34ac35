"""What pronouns and definite descriptions stand for, within one document.

    references(pages, mentions)

A reference is a mention whose `value` says that it names nothing itself: {"reference": "pronoun"} or "description".
`alias_of` is the mention it stands for and `alias_reason` why nothing else can be meant. What stands for several
("the two firms") has {"stands_for": [mention ids]} in its value instead of `alias_of`. Where more than one thing fits,
or what fits has no name, there is no reference: none rather than a guess.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from averment.extract.coreference.descriptions import Description, description, one
from averment.extract.coreference.discourse import KEPT_GROUPS, Discourse, Said, is_main
from averment.extract.coreference.meant import Meant
from averment.extract.coreference.pronouns import FOLLOWED, pronoun
from averment.extract.coreference.sets import group_at, several
from averment.extract.coreference.things import Thing, heads, things
from averment.extract.speech.page import Page
from averment.mention import Mention
from averment.method import method

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

COREFERENCE = method("extract.coreference", "1")

KEPT_NAMES = 20
"""Names of one thing that are kept: a reference points to the last of them."""

__all__ = ["COREFERENCE", "references"]


def references(seen: Sequence[Page], mentions: Sequence[Mention]) -> list[Mention]:
    """The references of one source, in the order of their places. They may hold a name ("the Oslo-based firm")."""
    known = things(seen, mentions)
    before = Discourse()
    found: list[Mention] = []
    for page in seen:
        named = {token.i: (mention, known[mention.id]) for token, mention in heads(page) if mention.id in known}
        for sentence in page.doc.sents:
            _begin(page, sentence, named, before)
            for token in sentence:
                made = _at(page, token, sentence, named, before)
                if made is not None:
                    found.append(made)
    return found


def _begin(page: Page, sentence: "Sentence", named: dict[int, tuple[Mention, Thing]], before: Discourse) -> None:
    before.begin(Said(named[i][1], page, page.doc[i], False) for i in range(sentence.start, sentence.end) if i in named)


def _at(
    page: Page,
    token: "Token",
    sentence: "Sentence",
    named: dict[int, tuple[Mention, Thing]],
    before: Discourse,
) -> Mention | None:
    """What is spoken of at a token is noted; where that is a reference, it comes back."""
    if token.i in named:
        mention, thing = named[token.i]
        thing.mentions.append(mention)
        del thing.mentions[:-KEPT_NAMES]
        before.note(Said(thing, page, token, is_main(sentence, token)))
        group = group_at(page, token, thing, {i: t for i, (_, t) in named.items()}, before.count)
        if group is not None:
            before.groups.append(group)
            del before.groups[:-KEPT_GROUPS]
        return None
    if token.lower_ in FOLLOWED:
        return _noted(page, token, token.i, "pronoun", pronoun(page, token, sentence, before), sentence, before)
    if page.is_paper(token) and token.tag_ == "NN":
        before.note(Said(Thing("", None, words={token.lemma_.lower()}), page, token, is_main(sentence, token)))
        return None
    asked = description(page, token) if token.pos_ == "NOUN" else None
    if asked is None:
        return None
    meant = several(page, asked, before) if asked.plural else one(page, asked, before)
    made = _noted(page, token, asked.start, "description", meant, sentence, before)
    if made is None:
        _note_unnamed(page, asked, sentence, before)
    return made


def _noted(
    page: Page, token: "Token", start: int, kind: str, meant: Meant | None, sentence: "Sentence", before: Discourse
) -> Mention | None:
    if meant is None:
        return None
    for thing in meant.things:
        before.note(Said(thing, page, token, is_main(sentence, token)))
    span = page.span((start, token.i + 1))
    last = [thing.mentions[-1] for thing in meant.things]
    place = page.parsed.place(span.start, span.end)
    if len(last) == 1:
        return Mention(place, last[0].schema, span.text, COREFERENCE.id, {"reference": kind}, last[0].id, meant.why)
    schemata = {m.schema for m in last}
    schema = schemata.pop() if len(schemata) == 1 else "LegalEntity"
    value = {"reference": kind, "stands_for": [m.id for m in last]}
    return Mention(place, schema, span.text, COREFERENCE.id, value, None, meant.why)


def _note_unnamed(page: Page, asked: Description, sentence: "Sentence", before: Discourse) -> None:
    """A party without a name is spoken of as well: what comes later may be about it, and so about nobody named."""
    if asked.plural:
        return
    unnamed = [t for t in before.known.values() if t.schema is None and asked.definite and t.is_called(asked.noun)]
    thing = unnamed[-1] if unnamed else None
    before.note(Said(thing or asked.given, page, asked.token, is_main(sentence, asked.token)))
