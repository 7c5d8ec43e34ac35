"""What stands beside a name, read as evidence: "the drone maker X", "X, a broker", "X drones", "a ship called X"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from averment.extract.names.evidence import DECISIVE, MEDIUM, ORGANISED, STRONG, WEAK, Vote
from averment.extract.names.gazetteer import places
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SOMEBODY = "somebody"
"""What "trader" or "owner" says: a person or a company; the form of the name decides (`fitting`)."""
_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_DASHES = frozenset({"-", "–", "—", ":", ","})
_FORM = re.compile(r"(?:Ltd|Inc|Corp|Co|S\.A|LLC|LLP|PLC|AG|SA|GmbH|Limited|JSC|FZE|FZCO|DMCC|International)\.?")
_QUOTES = frozenset("“”\"'‘’«»(")
_NOUN_TABLES = (
    ("company_nouns", "Company"),
    ("vessel_nouns", "Vessel"),
    ("good_nouns", "Good"),
    ("person_nouns", "Person"),
    ("place_nouns", "Address"),
    ("organization_nouns", "Organization"),
    ("public_nouns", "PublicBody"),
)


@cache
def schema_of_noun(noun: str) -> str | None:
    """What a common noun says its name is: "maker" a Company, "tanker" a Vessel.

    >>> schema_of_noun("subsidiaries"), schema_of_noun("drone"), schema_of_noun("idea")
    ('Company', 'Good', None)
    """
    if noun in words("name_words", "ambiguous_nouns"):
        return SOMEBODY
    singular = noun[:-3] + "y" if noun.endswith("ies") else noun[:-1] if noun.endswith("s") else noun
    for table_name, schema in _NOUN_TABLES:
        if noun in words("name_words", table_name) or singular in words("name_words", table_name):
            return schema
    tail = noun.rpartition("-")[2]
    return schema_of_noun(tail) if tail != noun and tail else None


class Surroundings:
    """The tokens of one passage, to ask for the evidence around a stretch of it."""

    def __init__(self, parsed: ParsedPassage) -> None:
        self.doc: Doc = parsed.doc
        self.starts = [t.idx for t in parsed.doc]

    def votes(self, start: int, end: int) -> Iterator[Vote]:
        """Evidence around `start`–`end` (offsets into the passage)."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end) - 1
        if first >= len(self.doc) or last < first:
            return
        yield from self._left(first, last)
        yield from self._right(first, last)
        yield from self._subject(first, last)

    # ---- before the name

    def _left(self, first: int, last: int) -> Iterator[Vote]:
        at = first - 1
        while at >= 0 and self.doc[at].text in _QUOTES:
            at -= 1
        if at < 0:
            return
        token, earlier = self.doc[at], self.doc[max(0, at - 1)]
        known_as = token.lower_ == "as" and earlier.lower_ in ("known", "designated")
        if known_as or token.lower_ in words("name_words", "naming_words"):
            yield from self._named(at)
        elif token.lower_ == "flagged":
            yield Vote("Vessel", DECISIVE, "its flag")
        elif token.lower_ == "aboard" or (token.lower_ == "the" and earlier.lower_ == "aboard"):
            yield Vote("Vessel", STRONG, "aboard it")
        elif token.is_lower and token.tag_.startswith("NN"):
            yield from self._noun_before(token)
        elif token.lower_ == "by":
            yield from self._by(earlier, at)
        elif token.lower_ == "the" or token.text == ",":
            yield from self._noun_apart(at)
        elif token.lower_ in ("of", "for", "at", "in") and at:
            yield from self._noun_of(earlier, token)
            if token.lower_ == "of" and _FORM.fullmatch(earlier.text):
                yield Vote("Address", STRONG, "the seat of a company")
            yield from self._before_place(last)

    def _by(self, earlier: "Token", at: int) -> Iterator[Vote]:
        """ "made by X", "seen by X", "Reporting by X"."""
        if at == 0 or earlier.lower_ in ("reporting", "editing", "writing"):
            yield Vote("Person", STRONG, "a byline")
        elif earlier.lemma_ in words("name_words", "verbs_made_by"):
            yield Vote("Company", WEAK, "made or sold by")
        elif earlier.lemma_ in words("name_words", "verbs_of_sources") and earlier.tag_ == "VBN":
            yield Vote("Organization", MEDIUM, "seen or published by")
        elif earlier.lemma_ in words("name_words", "inquiry_nouns") and earlier.is_lower:
            yield Vote("Organization", WEAK, "an inquiry by")

    def _noun_apart(self, at: int) -> Iterator[Vote]:
        """A noun with a comma or a dash between: "its owner, X", "three ships - the X, Y and Z"."""
        if self.doc[at].text == ",":
            noun = self.doc[max(0, at - 1)]
            if noun.tag_ == "NN" and noun.is_lower:
                schema = self._schema_at(noun)
                if schema in ("Person", "Company", "Vessel", SOMEBODY):
                    yield Vote(schema, MEDIUM, "its owner, its unit: the noun before the comma")
            return
        plural = at > 1 and self.doc[at - 1].text in _DASHES and self.doc[at - 2].tag_ == "NNS"
        if plural and (schema := schema_of_noun(self.doc[at - 2].lower_)):
            yield Vote(schema, STRONG, "listed after the noun")

    def _before_place(self, last: int) -> Iterator[Vote]:
        """ "in X, California": a place before the place it lies in."""
        if last + 2 < len(self.doc) and self.doc[last + 1].text == "," and self.doc[last + 2].text in places():
            following = self.doc[last + 3].text if last + 3 < len(self.doc) else ""
            if following not in ("'s", "’s", "and"):
                yield Vote("Address", MEDIUM, "the place it lies in follows")

    def _named(self, at: int) -> Iterator[Vote]:
        for token in reversed(list(self.doc[max(0, at - 8) : at])):
            if token.tag_.startswith("NNP") and not token.is_lower:
                return  # "Brontal Engine Co., known as X": a name says of itself what it is
            if token.tag_.startswith("NN") and (schema := schema_of_noun(token.lower_)):
                yield Vote(schema, DECISIVE, "called so")
                return
            if token.tag_.startswith("VB") and token.tag_ not in ("VBN", "VBG"):
                return

    def _noun_before(self, token: "Token") -> Iterator[Vote]:
        schema = self._schema_at(token)
        if schema is None:
            return
        weight = STRONG if schema in ("Person", "Address") or token.tag_ == "NNS" else DECISIVE
        yield Vote(schema, weight, f"the {schema} noun before it")

    def _noun_of(self, noun: "Token", preposition: "Token") -> Iterator[Vote]:
        if preposition.lower_ == "of" and noun.lower_ in words("name_words", "place_nouns"):
            yield Vote("Address", STRONG, "city of")
        elif preposition.lower_ in ("of", "for", "at", "in") and noun.lower_ in words("name_words", "company_of_nouns"):
            if preposition.lower_ == "in" and noun.lower_ not in ("stake", "share", "shares", "shareholder"):
                return
            yield Vote("Company", MEDIUM if preposition.lower_ == "of" else WEAK, "subsidiary, owner or staff of")
        elif preposition.lower_ == "at" and schema_of_noun(noun.lower_) == "Person":
            yield Vote(ORGANISED, WEAK, "staff at")

    def _schema_at(self, noun: "Token") -> str | None:
        """As `schema_of_noun`, with the word before it where that matters: "news agency", "machining centre"."""
        before = noun.nbor(-1).lower_ if noun.i else ""
        if noun.lower_ in words("name_words", "party_nouns"):
            return ORGANISED
        if noun.lower_ in ("agency", "service", "directorate"):
            return "Organization" if before in ("news", "press", "rating", "advertising") else "PublicBody"
        return schema_of_noun(f"{before} {noun.lower_}") or schema_of_noun(noun.lower_)

    # ---- after the name

    def _right(self, first: int, last: int) -> Iterator[Vote]:
        at = last + 1
        while at < len(self.doc) and self.doc[at].text in _QUOTES and self.doc[at].text != "(":
            at += 1
        if at >= len(self.doc):
            return
        token = self.doc[at]
        if token.text in ("'s", "’s", "'", "’"):
            yield from self._possessed(at + 1)
        elif token.text in (",", "(", "–", "—"):
            yield from self._apposition(first, at)
        elif token.lemma_ == "be" and at + 1 < len(self.doc) and self.doc[at + 1].lower_ in ("a", "an", "one"):
            yield from self._phrase(at + 1, "is a")
        else:
            yield from self._noun_after(first, at)
            yield from self._verb(at)

    def _possessed(self, at: int) -> Iterator[Vote]:
        for token in self.doc[at : at + 4]:
            if token.lower_ in words("name_words", "company_of_nouns"):
                yield Vote("Company", WEAK, "its factory, owner or staff")
                return
            if not token.tag_.startswith(("JJ", "NN")):
                return

    def _apposition(self, first: int, at: int) -> Iterator[Vote]:
        if at + 1 >= len(self.doc):
            return
        following = self.doc[at + 1]
        if following.text == "IMO":
            yield Vote("Vessel", DECISIVE, "an IMO number after it")
        elif following.lower_ == "who":
            loose = at > 1 and self.doc[first - 1].lower_ in ("of", "at", "from", "for")
            yield Vote("Person", WEAK if loose else STRONG, "who")
        elif (
            following.lower_ in words("name_words", "party_participles")
            and at + 2 < len(self.doc)
            and self.doc[at + 2].lower_ in ("by", "in")
        ):
            yield Vote(ORGANISED, STRONG, "run or owned by somebody")
        elif following.lower_ == "whose":
            yield from self._staffed(at + 2)
        elif (
            following.like_num
            and following.text.isdigit()
            and 15 < int(following.text) < 100
            and at + 2 < len(self.doc)
            and self.doc[at + 2].text in ",)"
        ):
            yield Vote("Person", STRONG, "an age")
        elif following.lower_ in ("a", "an", "the", "one", "two", "three", "both", "another", "its", "their") or (
            following.tag_.startswith(("JJ", "NN")) and following.is_lower
        ):
            clause = self._opening_clause(first)
            for vote in self._phrase(at + 1, "in apposition"):
                yield Vote(vote.schema, WEAK, vote.rule) if clause else vote
        elif following.tag_.startswith("NNP") or following.is_title:
            yield from self._of_anothers(at + 1)

    def _opening_clause(self, first: int) -> bool:
        """Whether the comma after the name may close "When we called X, a woman said …" instead of opening an aside."""
        opening = self.doc[first].sent
        before = self.doc[opening.start : first]
        return (
            bool(before)
            and before[0].lower_ in words("name_words", "clause_openers")
            and not any(t.text == "," for t in before)
        )

    def _staffed(self, at: int) -> Iterator[Vote]:
        """ "X, whose director …": what has staff and branches is a party."""
        for token in self.doc[at : at + 3]:
            if token.lower_ in words("name_words", "staff_nouns"):
                yield Vote("Company", MEDIUM, "its staff")
            if not token.tag_.startswith(("JJ", "NN")):
                return

    def _of_anothers(self, at: int) -> Iterator[Vote]:
        """ "X, Brontal's export manager, …": an apposition that begins with the name of whose manager it is."""
        for token in self.doc[at : at + 6]:
            if token.text in ("'s", "’s", "'", "’"):
                break
            if not token.tag_.startswith("NNP") and not token.is_title:
                return
        else:
            return
        for noun in self.doc[token.i + 1 : token.i + 6]:
            after = noun.nbor(1) if noun.i + 1 < len(self.doc) else None
            closed = (
                after is None or after.text in (",", ".", ")", ";", "–", "—") or after.lower_ in ("for", "of", "in")
            )
            if noun.is_lower and noun.tag_.startswith("NN") and closed:
                if self._schema_at(noun) == "Person":
                    yield Vote("Person", STRONG, "in apposition")
                return
            if not noun.tag_.startswith(("JJ", "NN", "VBG", "HYPH")):
                return

    def _phrase(self, at: int, rule: str) -> Iterator[Vote]:
        """The head of the noun phrase that begins here, when it closes the apposition or describes the name."""
        definite = self.doc[at].lower_ not in ("a", "an", "one", "two", "three", "both", "another")
        head = None
        for token in self.doc[at : at + 12]:
            if token.text == "," and head is None:
                if token.nbor(-1).lower_ in words("name_words", "person_nouns"):
                    head = token.nbor(-1)  # "a Russian national, …", which the model takes for an adjective
                    break
                if token.i + 1 < len(self.doc) and token.nbor(1).tag_.startswith("VB"):
                    break
                continue  # "a large, private company"
            if token.tag_.startswith("NN"):
                following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
                if token.is_lower and (following is None or not _continues(following)):
                    head = token
                    break
            elif (
                token.tag_ in ("IN", "VBD", "VBZ", "VBP", "MD", "WDT", "WP", "PRP")
                and token.lower_
                not in (
                    "of",
                    "for",
                )
            ) or (token.lower_ == "of" and token.nbor(-1).lower_ != "one"):
                break
        if head is None or (schema := self._schema_at(head)) is None:
            return
        following_text = self.doc[head.i + 1] if head.i + 1 < len(self.doc) else None
        if definite and following_text is not None and following_text.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return  # "…, the company said": another subject
        if schema == "Good" and rule == "in apposition" and self.doc[at].lower_ in ("the", "its", "their"):
            return
        yield Vote(schema, STRONG if schema in ("Person", "Good") else DECISIVE, rule)

    def _noun_after(self, first: int, at: int) -> Iterator[Vote]:
        """ "X combat drone", "X drones", "X region": the last noun of the phrase decides."""
        head = None
        for token in self.doc[at : at + 5]:
            if token.text == "-" or token.tag_ == "HYPH":
                continue
            if not token.is_lower or not token.tag_.startswith(("NN", "JJ", "VBG")):
                break
            if token.tag_.startswith("NN"):
                head = token
        if head is None:
            return
        if head.lower_ in words("name_words", "company_of_nouns"):
            yield Vote("Company", WEAK, "its factory, owner or staff")
        if (schema := self._schema_at(head)) is None:
            if any(schema_of_noun(t.lower_) == "Good" for t in self.doc[at : head.i]):
                yield Vote("Good", WEAK, "a product noun after it")  # "X missile programme"
            return
        if schema == "Good":
            article = first > 0 and self.doc[first - 1].lower_ in ("the", "a", "an", "one")
            singular = head.tag_ == "NN"
            yield Vote("Good", STRONG if singular and article else MEDIUM, "a product noun after it")
        elif schema == "Person":
            yield Vote(ORGANISED, WEAK, "its spokesman or director")
        elif schema in ("Vessel", "Address", "Organization"):
            yield Vote(schema, STRONG, f"a {schema} noun after it")
        else:
            yield Vote(schema, MEDIUM, f"a {schema} noun after it")

    def _subject(self, first: int, last: int) -> Iterator[Vote]:
        """The verb it is the subject of, by the parser: "X and Y, both state-run, shipped …"."""
        token = self.doc[last]
        for _ in range(4):
            if token.dep_ not in ("conj", "compound", "appos") or token.head.i < first - 12:
                break
            token = token.head
        if token.dep_ != "nsubj":
            return
        if token.head.lemma_ in words("name_words", "verbs_of_business") and token.head.tag_ in _FINITE:
            yield Vote("Company", WEAK, "makes, buys or sells")
        elif token.head.lemma_ in words("name_words", "verbs_of_reply"):
            yield Vote("replies", MEDIUM, "replies or does not")

    def _verb(self, at: int) -> Iterator[Vote]:
        for token in self.doc[at : at + 3]:
            if token.tag_ == "RB" or token.lemma_ in ("have", "also"):
                continue
            if token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.lemma_ in words("name_words", "verbs_of_business"):
                yield Vote("Company", WEAK, "makes, buys or sells")
            elif token.tag_ in ("VBD", "VBZ", "VBP") and token.lemma_ in words("name_words", "verbs_of_speech"):
                yield Vote("speaker", WEAK, "speaks")
            return


def _continues(token: "Token") -> bool:
    return (token.tag_.startswith("NN") and token.is_lower) or token.tag_ in ("HYPH", "POS") or token.text == "-"
