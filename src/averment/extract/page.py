"""A parsed passage as the finders of claims see it: mentions by token, quotations, spans."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.claim import Span
from averment.extract.clauses import PRONOUNS, Range
from averment.extract.parsed import ParsedPassage
from averment.extract.quotes import Quotation, quotation_at, quotations
from averment.extract.tables import words
from averment.mention import ENTITY_SCHEMATA, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTIES = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity", "Country"})
"""Schemata of mentions that can say something or be asked."""

SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""What the model calls those, where no mention was found."""


@dataclass(frozen=True, slots=True)
class Page:
    """One passage with what is known about its tokens."""

    parsed: ParsedPassage
    named: dict[int, Mention] = field(default_factory=dict)
    """Token index → the mention of a person, body, place or good that the token is part of."""
    valued: dict[int, Mention] = field(default_factory=dict)
    """Token index → the mention of a date, quantity or sum that the token is part of."""
    quotes: list[Quotation] = field(default_factory=list)

    @property
    def doc(self) -> "Doc":
        """The tokens."""
        return self.parsed.doc

    def offsets(self, span: Range) -> Range:
        """Character offsets into the source's text of a range of tokens."""
        start, end = span
        first, last = self.doc[start], self.doc[end - 1]
        base = self.parsed.passage.start
        return base + first.idx, base + last.idx + len(last.text)

    def span(self, span: Range) -> Span:
        """The words of a range of tokens, with their offsets."""
        start, end = self.offsets(span)
        return Span(start, end, self.parsed.words(start, end))

    def balanced(self, span: Range) -> Range:
        """A range with the closing bracket or quotation mark of what it opens."""
        start, end = span
        for opening, closing in (("(", ")"), ("“", "”"), ('"', '"'), ("[", "]")):
            last = end + 1 if end + 1 < len(self.doc) and self.doc[end].text in (".", ",", "!", "?") else end
            if last < len(self.doc) and self.doc[last].text == closing:
                inside = [t.text for t in self.doc[start:end]]
                odd = (
                    inside.count(opening) % 2 == 1
                    if opening == closing
                    else inside.count(opening) > inside.count(closing)
                )
                end = last + 1 if odd else end
        return start, end

    def quoted(self, token: "Token") -> Quotation | None:
        """The quotation a token stands in."""
        return quotation_at(self.quotes, token.i) if self.quotes else None

    def mention_of(self, token: "Token") -> Mention | None:
        """The named thing a token is part of."""
        return self.named.get(token.i)

    def is_party(self, token: "Token") -> bool:
        """Whether a noun stands for somebody who can speak: a person, a body, a country, "they"."""
        mention = self.named.get(token.i)
        if mention is not None:
            return mention.schema in PARTIES or (mention.schema == "Address" and token.ent_type_ == "GPE")
        if token.lemma_.lower() in words("cues", "party_nouns") or token.lower_ in words("cues", "party_nouns"):
            return True
        if token.pos_ == "PRON":
            return token.lower_ in PRONOUNS or token.lower_ in ("nobody", "everyone", "none", "neither", "both", "all")
        return token.ent_type_ in SPEAKING_ENTITIES or (token.pos_ == "PROPN" and not token.ent_type_)

    def is_paper(self, token: "Token") -> bool:
        """Whether a noun is a document, a record, a survey."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        mention = self.named.get(token.i)
        papers = words("cues", "document_nouns")
        return mention is None and (token.lemma_.lower() in papers or token.lower_ in papers)


def pages(parsed: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Page]:
    """One `Page` for each passage that the language model has read, in order."""
    made = []
    ordered = sorted(mentions, key=lambda m: (m.place.start, m.place.end))
    first = 0
    for one in parsed:
        start, end = one.passage.start, one.passage.end
        while first < len(ordered) and ordered[first].place.end <= start:
            first += 1
        here = []
        for mention in ordered[first:]:
            if mention.place.start >= end:
                break
            here.append(mention)
        if one.analysed and len(one.doc):
            made.append(_page(one, here))
    return made


def _page(parsed: ParsedPassage, mentions: Sequence[Mention]) -> Page:
    page = Page(parsed, quotes=quotations(parsed.doc))
    base = parsed.passage.start
    for mention in mentions:
        known = page.named if mention.schema in ENTITY_SCHEMATA else page.valued
        touched = parsed.doc.char_span(
            max(mention.place.start - base, 0), mention.place.end - base, alignment_mode="expand"
        )
        for token in touched if touched is not None else ():
            known.setdefault(token.i, mention)
    return page
