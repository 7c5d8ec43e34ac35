"""A Russian passage as the finders of claims see it: mentions by word, quotations, stretches as spans."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from averment.claim import Span
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.quotes import LONGEST, Quote, quotes
from averment.extract.russian.tables import listed, noun_schema
from averment.extract.russian.text import Range, Text
from averment.extract.russian.word import Word
from averment.mention import ENTITY_SCHEMATA, Mention

PARTIES = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity", "Country"})
PRONOUNS = frozenset({"он", "она", "они", "оно", "я", "мы", "кто", "все", "оба", "каждый", "сам"})
_EDGE = " \t\n\r\u00a0,;:—–-"


@dataclass(frozen=True, slots=True)
class Page:
    """One passage. Stretches are offsets into the passage's text."""

    piece: ParsedPassage
    text: Text
    named: dict[int, Mention] = field(default_factory=dict)
    """Word → the name it is part of."""
    references: dict[int, Mention] = field(default_factory=dict)
    """Word → the pronoun or description that stands for a name."""
    valued: dict[int, Mention] = field(default_factory=dict)
    quotes: Sequence[Quote] = ()
    by_id: dict[str, Mention] = field(default_factory=dict)

    def span(self, stretch: Range) -> Span:
        """A stretch with its offsets into the source's text."""
        base = self.piece.passage.start
        start, end = base + stretch[0], base + stretch[1]
        return Span(start, end, self.piece.words(start, end))

    def stretch(self, words: Iterable[int]) -> Range:
        """From the first to the last of some words."""
        found = list(words)
        return self.text.words[min(found)].start, self.text.words[max(found)].end

    def trimmed(self, stretch: Range) -> Range:
        """A stretch without blanks, commas and dashes at its ends, and without the mark that ends a sentence."""
        start, end = stretch
        whole = self.text.text
        while start < end and whole[start] in _EDGE:
            start += 1
        while end > start and (whole[end - 1] in _EDGE or (whole[end - 1] in ".!?…" and not self._abbreviated(end))):
            end -= 1
        return self._balanced(start, end)

    def _abbreviated(self, end: int) -> bool:
        """Whether a full stop belongs to what stands before it: "руб.", "2022 г.", "Н. Н."."""
        word = next((w for w in self.text.at(max(0, end - 6), end - 1)[::-1] if w.end == end - 1), None)
        at = self.piece.passage.start + end
        values = [self.valued[w.i] for w in self.text.at(end - 1, end) if w.i in self.valued]
        ends_value = any(v.place.end == at for v in values)
        return ends_value or (word is not None and len(word.text) == 1 and word.text.isupper())

    def _balanced(self, start: int, end: int) -> Range:
        whole = self.text.text
        for quote in self.near(start, end):
            if quote.start < start < quote.end <= end + 1 and quote.end > end:
                continue
            if start <= quote.start < end < quote.end <= end + 2:
                end = quote.end
        if whole[start:end].count("(") > whole[start:end].count(")") and whole[end : end + 1] == ")":
            end += 1
        return start, end

    def sentence(self, at: int) -> Range:
        """The stretch of the sentence that a character stands in."""
        here = self.text.at(at, at + 1) or self.text.at(at, len(self.text.text))[:1]
        return self.sentence_of(here[0]) if here else (0, len(self.text.text))

    def sentence_of(self, word: Word) -> Range:
        """The stretch of a word's sentence."""
        first, last = self.text.sentences[word.sentence]
        return self.text.words[first].start, self.text.words[last - 1].end

    def mention_of(self, word: Word) -> Mention | None:
        """The name a word is part of, or the one that stands right beside it ("{завод} «Маяк»")."""
        own = self.named.get(word.i)
        if own is not None:
            return own
        for kid in self.text.kids(word, "appos", "flat", "nmod"):
            mention = self.named.get(kid.i)
            if mention is None or mention.schema not in PARTIES | {"Vessel"} or kid.i < word.i:
                continue
            gap = self.text.text[word.end : mention.place.start - self.piece.passage.start]
            beside = kid.rel.startswith(("appos", "flat")) or (kid.case == word.case != "Gen")
            person = mention.schema == "Person" and beside
            if gap in (" ", " «", ' "', " „", " “") and (
                person or (self._names(word, mention) and not mention.value.get("normal"))
            ):
                return mention
        return None

    def _names(self, word: Word, mention: Mention) -> bool:
        """Whether a noun introduces the name right after it: "завод «Маяк»", and not "директор «Маяка»"."""
        if mention.schema == "Person" or word.lemma not in noun_schema():
            return False
        full = self.by_id.get(mention.alias_of or "")  # "дочерняя компания «Аргентума»": another case of «Аргентум»
        return full is None or mention.text in full.text or mention.text[:3] != full.text.split("«")[-1][:3]

    def meant(self, word: Word) -> Mention | None:
        """The name that a word is, or stands for as a pronoun or description."""
        mention = self.mention_of(word)
        if mention is not None:
            return mention
        reference = self.references.get(word.i)
        return self.by_id.get(reference.alias_of or "") if reference is not None else None

    def is_party(self, word: Word) -> bool:
        """Whether a word stands for somebody who can speak."""
        mention = self.mention_of(word)
        if mention is not None:
            return mention.schema in PARTIES
        if self.references.get(word.i) is not None or word.lemma in PRONOUNS:
            return True
        return word.lemma in listed("cues", "parties") or (word.pos == "NUM" and bool(self.text.kids(word, "nmod")))

    def is_paper(self, word: Word) -> bool:
        """Whether a noun is a document, a record, a survey."""
        return self.named.get(word.i) is None and word.pos == "NOUN" and word.lemma in listed("cues", "documents")

    def in_quote(self, at: int) -> Quote | None:
        """The outermost quotation around a character."""
        return next((q for q in self.near(at, at) if q.start < at < q.end), None)

    def near(self, start: int, end: int) -> Sequence[Quote]:
        """The quotations that may touch a stretch, in the order of their beginnings."""
        first = bisect_left(self.quotes, start - LONGEST, key=lambda q: q.start)
        return self.quotes[first : bisect_left(self.quotes, end + 3, key=lambda q: q.start)]


def pages(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Page]:
    """A page for each passage that was read."""
    by_id = {m.id: m for m in mentions}
    made = []
    for piece in pieces:
        if not isinstance(piece.own, Text):
            continue
        page = Page(piece, piece.own, quotes=quotes(piece.text), by_id=by_id)
        first = bisect_left(mentions, piece.passage.start, key=lambda m: m.place.start)
        last = bisect_left(mentions, piece.passage.end, key=lambda m: m.place.start)
        for mention in mentions[first:last]:
            known = page.valued if mention.schema not in ENTITY_SCHEMATA else page.named
            if mention.value.get("reference"):
                known = page.references
            base = piece.passage.start
            for word in piece.own.at(mention.place.start - base, mention.place.end - base):
                known.setdefault(word.i, mention)
        made.append(page)
    return made
