"""From the noun that speaks to the chain of voices behind it, nearest to the reader first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from averment.extract.speech.clauses import Range, child, children, coordinated, is_part_of_them
from averment.extract.speech.page import Page
from averment.extract.tables import words
from averment.mention import Mention
from averment.voice import Medium, Role, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

NUMBERS = {
    "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12,
}  # fmt: skip
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
BELONGING = frozenset({"of", "for", "at", "from", "to", "with", "within", "in", "on"})
SPOKEN_FOR = frozenset({"for", "of", "at", "from"})
BODIES = ("Company", "Organization", "PublicBody", "LegalEntity")
BODY_NOUNS = frozenset(
    {
        "company", "firm", "bank", "group", "manufacturer", "agency", "factory", "supplier", "distributor", "parent",
        "subsidiary", "unit", "affiliate", "owner", "broker", "trader", "shipper", "carrier", "maker", "producer",
        "importer", "exporter", "buyer", "seller", "customer", "intermediary", "dealer", "contractor", "insurer",
    }
)  # fmt: skip
DEPTH = 4


def name_range(page: Page, token: "Token", depth: int = 0) -> Range:
    """The words that name a voice: the noun with what stands before it, and for people whom they belong to.

    "A spokesperson for the ministry", "two European intelligence sources"; without appositions and clauses.
    A name found as a mention is that mention.
    """
    mention = page.mention_of(token)
    if mention is not None:
        return _mention_range(page, token, mention)
    first = token.i
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in NUMBERS:  # "one of the papers"
        return token.head.head.i, token.i + 1
    for c in token.lefts:
        if c.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod"):
            first = min(first, c.left_edge.i)
    joined = child(token, "conj") is not None
    while (
        first < token.i
        and (joined or page.doc[first].lower_ != "both")
        and page.doc[first].lower_ in ("both", "either", "neither", "even", "only", "but", ",")
    ):
        first += 1
    if page.doc[first].lower_ == "the" and first < token.i and token.pos_ == "PROPN":
        first += 1
    last = token.i + 1
    if depth < DEPTH and not page.is_paper(token):
        for c in token.rights:
            if c.dep_ != "prep" or c.lower_ not in BELONGING or c.i > last + 1:
                break
            pobj = child(c, "pobj")
            if pobj is None or (c.lower_ in ("in", "on") and token.pos_ == "PROPN"):
                break
            joined_objects = [pobj] if c.lower_ in ("in", "at", "on") else coordinated(pobj, 6)
            last = max(last, max(name_range(page, p, depth + 1)[1] for p in joined_objects))
    return first, last


def _mention_range(page: Page, token: "Token", mention: Mention) -> Range:
    first = last = token.i
    while first > 0 and page.named.get(first - 1) is mention:
        first -= 1
    while last + 1 < len(page.doc) and page.named.get(last + 1) is mention:
        last += 1
    return first, last + 1


def voice(page: Page, token: "Token", role: Role, medium: Medium) -> Voice:
    """One link for one noun. A mention gives it its exact words; otherwise the words stand as written."""
    mention = page.mention_of(token) or apposed(page, token)
    if mention is not None:
        start, end, name = mention.place.start, mention.place.end, mention.text
    else:
        span = page.span(name_range(page, token))
        start, end, name = span.start, span.end, span.text
    meant = page.stands_for(token)
    stands_for = mention or spoken_for(page, token) or (meant[0] if len(meant) == 1 else None)
    return Voice(
        name,
        role,
        medium,
        start,
        end,
        stands_for.id if stands_for else None,
        stated_count(token),
        is_unnamed(page, token),
    )


def apposed(page: Page, token: "Token") -> Mention | None:
    """The name beside a role: "Norvane’s director, Ivan Petrov", "the company, Norvane"."""
    for c in token.children:
        if c.dep_ == "appos" and token.pos_ == "NOUN":
            mention = page.mention_of(c)
            kinds = (*BODIES, "Person") if token.lemma_ in BODY_NOUNS else ("Person",)
            if mention is not None and mention.schema in kinds:
                return mention
    return None


def spoken_for(page: Page, token: "Token") -> Mention | None:
    """Whom a spokesperson or lawyer speaks for, when named beside the noun."""
    if token.lemma_.lower() not in words("cues", "spokes_nouns") and token.lower_ not in words("cues", "spokes_nouns"):
        return None
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in SPOKEN_FOR:
            pobj = child(c, "pobj")
            if pobj is not None and page.mention_of(pobj):
                return page.mention_of(pobj)
        if c.dep_ in ("compound", "poss", "nmod") and page.mention_of(c):
            return page.mention_of(c)
    return None


def stated_count(token: "Token") -> int | None:
    """The number of people or papers the words state: "two officials", "five documents"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in NUMBERS:
        return NUMBERS[token.head.head.lower_]
    if is_part_of_them(token):
        return NUMBERS.get(token.lower_)
    for c in token.children:
        if c.dep_ in ("nummod", "det", "amod") and c.i < token.i:
            if c.lower_ in NUMBERS:
                return NUMBERS[c.lower_]
            if c.dep_ == "nummod" and c.text.isascii() and c.text.isdigit() and len(c.text) < 5:
                return int(c.text)
    return None


def is_unnamed(page: Page, token: "Token") -> bool:
    """Whether the words leave a person unnamed ("two officials", "a source close to the deal")."""
    if is_part_of_them(token):
        return token.lower_ not in ("none", "both", "all")
    if page.mention_of(token) is not None or token.pos_ != "NOUN":
        return False
    if any(c.dep_ == "appos" and page.mention_of(c) for c in token.children):
        return False
    noun = token.lemma_.lower()
    return noun in words("cues", "unnamed_nouns") or token.lower_ in words("cues", "unnamed_nouns")


def is_outlet(page: Page, token: "Token", outlets: frozenset[str]) -> bool:
    """Whether a name is that of a newsroom, or the noun one of those who report ("reporters")."""
    if token.lemma_.lower() in words("cues", "outlet_nouns") and page.mention_of(token) is None:
        return token.lemma_.lower() in ("reporter", "journalist")
    start, end = name_range(page, token)
    return is_newsroom(page.doc[start:end].text, outlets)


def is_newsroom(name: str, outlets: frozenset[str]) -> bool:
    """Whether a name is a known newsroom, one of `outlets`, or ends like one ("Tashkul Gazette")."""
    bare = name.removeprefix("The ").removeprefix("the ")
    if bare in outlets or bare in words("cues", "outlets"):
        return True
    parts = bare.split()
    return len(parts) > 1 and parts[-1] in words("cues", "outlet_words")


def chain(page: Page, source: "Token", medium: Medium = Medium.SPEECH) -> tuple[Voice, ...]:
    """The voices behind a noun that speaks.

    (Reuters, reporter) ← (reports, document) ← (Kupol, author) → (the ministry, addressee), for "reports sent by
    Kupol to the ministry, seen by Reuters"; a person or body is one speaker.
    """
    if not page.is_paper(source):
        told = children(source, "acl", "relcl")
        reporters = [
            v for a in told if a.lemma_ in ("interview", "contact") for v in _agents(page, a, Role.REPORTER, medium)
        ]
        return (*reporters, voice(page, source, Role.SPEAKER, medium))
    return paper_chain(page, source)


def paper_chain(page: Page, paper: "Token") -> tuple[Voice, ...]:
    """Reporter, paper, author, addressee, as far as the words beside the paper name them."""
    noun = paper.lemma_.lower()
    record = noun in words("cues", "record_nouns") or any(c.lower_ == "customs" for c in paper.children)
    medium = Medium.RECORD if record else Medium.DOCUMENT
    seen_by = words("cues", "seen_by")
    reporters: list[Voice] = []
    authors: list[Voice] = []
    addressees: list[Voice] = []
    for clause in _clauses_of(paper):
        if clause.lemma_ in seen_by:
            reporters += _agents(page, clause, Role.REPORTER, medium)
        elif clause.lemma_ in words("cues", "made_by"):
            authors += _agents(page, clause, Role.AUTHOR, medium)
            addressees += _objects(page, clause, ("to",), Role.ADDRESSEE, medium)
    if not reporters:  # "an invoice and a letter seen by Reuters": both were seen
        for other in coordinated(paper, 6):
            for clause in _clauses_of(other) if other.i > paper.i and page.is_paper(other) else ():
                reporters += _agents(page, clause, Role.REPORTER, medium) if clause.lemma_ in seen_by else []
    for c in paper.children:
        if c.dep_ in ("poss", "compound", "nmod") and c.lower_ not in POSSESSIVE_PRONOUNS and _named_party(page, c):
            authors.append(voice(page, c, Role.AUTHOR, medium))
    authors += _objects(page, paper, ("by", "from"), Role.AUTHOR, medium)
    addressees += _objects(page, paper, ("to",), Role.ADDRESSEE, medium)
    if noun in words("cues", "hollow_nouns") and authors:
        spoken = tuple(_as_speaker(v) for v in authors)
        return (*reporters, *spoken, *addressees)
    return (*_unique(reporters), voice(page, paper, Role.DOCUMENT, medium), *_unique(authors), *_unique(addressees))


def _as_speaker(author: Voice) -> Voice:
    return Voice(
        author.name,
        Role.SPEAKER,
        Medium.SPEECH,
        author.start,
        author.end,
        author.mention,
        author.count,
        author.anonymous,
    )


def _unique(found: list[Voice]) -> list[Voice]:
    seen: dict[tuple[str, int | None], Voice] = {}
    for v in found:
        seen.setdefault((v.name, v.start), v)
    return list(seen.values())


def _clauses_of(paper: "Token") -> Iterator["Token"]:
    """The participles and relative clauses that say who wrote, sent or saw a paper."""
    pending = children(paper, "acl", "relcl") + _clauses_after_receiver(paper)
    for clause in pending:
        if len(pending) > 12:
            break
        yield clause
        pending.extend(c for c in clause.children if c.dep_ in ("conj", "acl") and c.tag_ == "VBN")


def _clauses_after_receiver(paper: "Token") -> list["Token"]:
    """ "a letter to the ministry seen by Reuters": what was seen is the letter, whatever the parser ties it to."""
    found = []
    for c in children(paper, "prep", "dative"):
        pobj = child(c, "pobj") if c.lower_ in ("to", "from", "by", "between") else None
        for clause in children(pobj, "acl") if pobj is not None else ():
            seen = clause.tag_ == "VBN" and clause.lemma_ in words("cues", "seen_by")
            if seen and child(clause, "agent") is not None:
                found.append(clause)
    return found


def _agents(page: Page, clause: "Token", role: Role, medium: Medium) -> list[Voice]:
    found = []
    for c in clause.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
            pobj = child(c, "pobj")
            found += [voice(page, t, role, medium) for t in _makers(page, pobj)] if pobj is not None else []
    subject = child(clause, "nsubj")
    if (
        not found
        and clause.dep_ == "relcl"
        and subject is not None
        and page.is_party(subject)
        and subject.pos_ != "PRON"
    ):
        found.append(voice(page, subject, role, medium))
    return [v for v in found if v.name]


def _makers(page: Page, pobj: "Token") -> list["Token"]:
    """The agents joined by "and"; a paper with a clause of its own is none ("by two officials and papers seen by")."""
    if pobj.lower_ in words("cues", "trailing") and (name := child(pobj, "compound", "nmod")) is not None:
        return [name]  # "…, a contract seen by the Gazette shows": the parser takes the verb for the agent
    spoken = words("cues", "speech_nouns")
    return [
        t
        for t in coordinated(pobj, 6)
        if t.i == pobj.i or not (t.lemma_.lower() in spoken or (page.is_paper(t) and child(t, "acl") is not None))
    ]


def _objects(page: Page, head: "Token", preps: tuple[str, ...], role: Role, medium: Medium) -> list[Voice]:
    found = []
    for c in head.children:
        if c.dep_ in ("prep", "dative", "agent") and c.lower_ in preps:
            pobj = child(c, "pobj")
            if pobj is not None and page.is_party(pobj) and pobj.pos_ != "PRON":
                found += [voice(page, t, role, medium) for t in coordinated(pobj, 6) if page.is_party(t)]
    return found


def _named_party(page: Page, token: "Token") -> bool:
    mention = page.mention_of(token)
    if mention is not None:
        return mention.schema in ("Person", "Company", "Organization", "PublicBody", "LegalEntity")
    return token.ent_type_ in ("ORG", "PERSON") and token.pos_ == "PROPN"
