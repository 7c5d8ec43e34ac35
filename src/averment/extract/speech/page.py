"""A parsed passage as the finders of claims see it: mentions by token, quotations, spans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from averment.claim import Span
from averment.extract.parsed import ParsedPassage
from averment.extract.speech.clauses import PRONOUNS, Range
from averment.extract.speech.quotes import Quotation, quotation_at, quotations
from averment.extract.tables import words
from averment.mention import ENTITY_SCHEMATA, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACE = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*)*"
_REST = r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:, [A-Z][a-z]+\.? \d{1,2})?"
_AGENCY = r" ?\([\w ./]+\)"
DATELINE = re.compile(
    rf"\s*(?:{_PLACE}{_REST}(?:{_AGENCY})?|[A-Z][\w.]+(?: [A-Z][\w.]+)?{_REST}{_AGENCY})"
    r"\s*(?:--|[-–—])\s+(?=[A-Z0-9“\"‘'$€£])"
)
LONGEST_DATELINE = 120

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
    referred: dict[int, Mention] = field(default_factory=dict)
    """Token index of a pronoun, or of the noun of a description → the reference that says whom it stands for."""
    by_id: dict[str, Mention] = field(default_factory=dict)
    """Every mention of the source that a reference of this passage stands for."""
    quotes: list[Quotation] = field(default_factory=list)

    dateline: int = 0
    """Tokens of the dateline at the start of the passage."""

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

    def after_dateline(self, span: Range) -> Range:
        """A range without the dateline that opens the passage: "TASHKUL, March 3 (Norvane Post) - "."""
        start, end = span
        opening = self.dateline
        return (opening, end) if start < opening < end else span

    def whole_words(self, span: Range) -> Range:
        """A range that parts no hyphenated word: "any re-export" where the parser sees "re", "-" and "export"."""
        start, end = span
        while start >= 2 and self._glued(start - 2):
            start -= 2
        grown = end
        while grown + 1 < len(self.doc) and self._glued(grown - 1):
            grown += 2
        if grown > end:
            end = max(grown, self.doc[grown - 1].right_edge.i + 1)
            while end > grown and (self.doc[end - 1].is_punct or self.doc[end - 1].is_space):
                end -= 1
        return start, end

    def _glued(self, first: int) -> bool:
        """Whether a hyphen without spaces joins a token to the one after the next."""
        word, hyphen, rest = self.doc[first], self.doc[first + 1], self.doc[first + 2]
        close = not word.whitespace_ and not hyphen.whitespace_
        return close and hyphen.text in ("-", "‑") and word.is_alpha and rest.text[:1].isalnum()

    def balanced(self, span: Range) -> Range:
        """A range with the closing bracket or quotation mark of what it opens."""
        start, end = span
        ends = {q.end for q in self.quotes if q.closed}
        while start + 1 < end and start in ends:  # a closing mark at the start belongs to the words before
            start += 1
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

    def stands_for(self, token: "Token") -> list[Mention]:
        """The mentions that a pronoun or description stands for; none where nobody can tell."""
        reference = self.referred.get(token.i)
        if reference is None:
            return []
        meant = [reference.alias_of] if reference.alias_of else reference.value.get("stands_for", ())
        return [self.by_id[i] for i in meant if i in self.by_id]

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

    def answers(self, token: "Token") -> bool:
        """Whether a subject of "did not reply", "declined", "denied" is a party: any name is, whatever its schema.

        "Sellowand did not reply to questions" leaves no doubt that Sellowand is somebody, though its schema say Good.
        """
        return self.is_party(token) or (token.i in self.named and token.pos_ == "PROPN")

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
    by_id = {m.id: m for m in ordered}
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
            made.append(_page(one, here, by_id))
    return made


def dateline_length(doc: "Doc") -> int:
    """How many tokens the dateline at the start of a passage takes, with its dash: 0 where there is none.

    A place in capitals, or any words before an agency in brackets, then a dash and the start of a sentence. A name in
    capitals alone ("NATO — the alliance —") goes on in lower case.
    """
    found = DATELINE.match(doc.text[:LONGEST_DATELINE])
    return sum(1 for t in doc[:LONGEST_DATELINE] if t.idx < found.end()) if found else 0


def _page(parsed: ParsedPassage, mentions: Sequence[Mention], by_id: dict[str, Mention]) -> Page:
    page = Page(parsed, by_id=by_id, quotes=quotations(parsed.doc), dateline=dateline_length(parsed.doc))
    base = parsed.passage.start
    for mention in mentions:
        if mention.value.get("reference"):
            last = parsed.doc.char_span(mention.place.end - base - 1, mention.place.end - base, alignment_mode="expand")
            if last is not None and len(last):
                page.referred[last[0].i] = mention
            continue
        known = page.named if mention.schema in ENTITY_SCHEMATA else page.valued
        touched = parsed.doc.char_span(
            max(mention.place.start - base, 0), mention.place.end - base, alignment_mode="expand"
        )
        for token in touched if touched is not None else ():
            known.setdefault(token.i, mention)
    return page
