"""What a source says in its own name, and which claim a relation belongs to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from averment.claim import Term, Triple
from averment.extract.relations import Relation, relations
from averment.extract.relations.terms import PARTY_SCHEMATA, PRONOUN, mention_term, named_in, words_term
from averment.extract.speech.clauses import Range, coordinated, own_subject, trimmed
from averment.extract.speech.drafts import Draft
from averment.extract.speech.modality import is_denied, modality_of
from averment.extract.speech.nesting import clause_end, put_differently
from averment.extract.speech.page import Page
from averment.stance import RESPONSES, Stance
from averment.voice import Role, Voice

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token


TELLING = frozenset({"tell", "inform", "notify", "assure", "warn", "brief", "advise", "remind", "write"})


def place_triples(page: Page, made: Sequence[Draft]) -> list[Relation]:
    """Put each relation into the innermost drafts whose content holds it; return those that nobody is made to say."""
    left: list[Relation] = []
    for sentence in page.doc.sents:
        for relation in relations(page, sentence):
            if PRONOUN in (relation.triple.subject.schema, relation.triple.object.schema):
                _place_with_speaker(page, relation, made)
                continue
            holding = [d for d in made if d.content[0] <= relation.anchor < d.content[1]]
            if not holding:
                left.append(relation)
                continue
            shortest = min(d.content[1] - d.content[0] for d in holding)
            for draft in holding:
                if draft.content[1] - draft.content[0] == shortest:
                    draft.triples.append(relation.triple)
    for draft in made:
        told = [*_told(page, draft), *_asked(page, draft)]
        draft.triples[:0] = told
    return left


def _place_with_speaker(page: Page, relation: Relation, made: Sequence[Draft]) -> None:
    """ "Norvane said it sold the engines": "it" is Norvane. Anything less plain states no relation."""
    holding = [d for d in made if d.content[0] <= relation.anchor < d.content[1]]
    shortest = min((d.content[1] - d.content[0] for d in holding), default=0)
    for draft in holding:
        source = draft.source
        if draft.content[1] - draft.content[0] != shortest or source is None or source.pos_ == "PRON":
            continue
        speaker, triple = _party(page, source), relation.triple
        ends = [_or_speaker(t, speaker, source) for t in (triple.subject, triple.object)]
        if ends[0] is not None and ends[1] is not None and ends[0].text != ends[1].text:
            draft.triples.append(Triple(ends[0], triple.predicate, ends[1], triple.qualifiers))


def _or_speaker(term: Term, speaker: Term | None, source: "Token") -> Term | None:
    if term.schema != PRONOUN:
        return term
    person = speaker is not None and speaker.schema == "Person"
    plural = source.tag_ in ("NNS", "NNPS")
    word = term.text.lower()
    fits = (
        (word in ("he", "she") and person)
        or (word == "it" and not person and not plural)
        or (word == "they" and not person)
    )
    return speaker if fits and speaker is not None and speaker.mention is not None else None


def _told(page: Page, draft: Draft) -> list[Triple]:
    """Who told whom, for a statement with an addressee."""
    if draft.source is None or draft.source.pos_ == "PRON":
        return []
    speaker = _party(page, draft.source)
    if draft.verb not in TELLING:
        return []
    heard = [_party(page, t) for t in draft.told if t.pos_ != "PRON"]
    return [
        Triple(speaker, "told", h) for h in heard if speaker is not None and h is not None and h.text != speaker.text
    ]


def _asked(page: Page, draft: Draft) -> list[Triple]:
    """Who asked whom, for a response whose words say so: "did not answer questions sent by X"."""
    if draft.stance not in RESPONSES or any(t.predicate == "asked" for t in draft.triples):
        return []
    askers = [v for v in draft.voices if v.role is Role.ASKER and v.mention in page.by_id]
    asked = [v for v in draft.voices if v.role is Role.SPEAKER]
    return [Triple(_term(page, one), "asked", _term(page, other)) for one in askers for other in asked]


def _term(page: Page, voice: Voice) -> Term:
    mention = page.by_id.get(voice.mention or "")
    return mention_term(mention) if mention is not None else Term(voice.name, None, None, voice.start, voice.end)


def _party(page: Page, token: "Token") -> Term | None:
    mention = named_in(page, token, PARTY_SCHEMATA)
    if mention is not None:
        return mention_term(mention)
    return words_term(page, token) if page.is_party(token) else None


def own_assertions(page: Page, made: Sequence[Draft], left: Sequence[Relation], cues: set[int]) -> list[Draft]:
    """Drafts for the clauses that nobody is made to say.

    Only where they carry a relation, or a figure or date about something named. `cues` are the tokens of verbs that
    attribute: a clause around one is no assertion of the source.
    """
    covered = cues | {i for d in made for i in range(*d.content)} | {i for d in made if d.cue for i in range(*d.cue)}
    found: list[Draft] = []
    for sentence in page.doc.sents:
        here = [r for r in left if sentence.start <= r.anchor < sentence.end]
        clauses = [c for c in _clauses(page, sentence) if c[1].i not in covered]
        for span, root in clauses:
            span = _uncovered(page, span, root, covered)
            inside = [r for r in here if span[0] <= r.anchor < span[1]]
            goes_on = found and found[-1].place == _sentence_range(page, sentence) and own_subject(root) is None
            if inside or _states_something(page, span, covered, named=bool(goes_on)):
                here = [r for r in here if r not in inside]
                found.append(_own(page, sentence, span, root, inside))
        found += _beside(page, sentence, here)
    return found


def _own(page: Page, sentence: "Sentence", span: Range, root: "Token", inside: Sequence[Relation]) -> Draft:
    draft = Draft(
        _sentence_range(page, sentence),
        span,
        None,
        (),
        Stance.ASSERTS,
        modality_of(page, root, span),
        is_denied(root),
        root,
    )
    draft.triples.extend(r.triple for r in inside)
    return draft


def _sentence_range(page: Page, sentence: "Sentence") -> Range:
    start, end = sentence.start, sentence.end
    while end > start and page.doc[end - 1].is_space:
        end -= 1
    while start < end and page.doc[start].is_space:
        start += 1
    return start, end


def _clauses(page: Page, sentence: "Sentence") -> list[tuple[Range, "Token"]]:
    """The main clauses of a sentence: its root and the clauses with their own subject that are joined to it."""
    heads = [sentence.root]
    for c in coordinated(sentence.root, 6)[1:]:
        if c.pos_ in ("VERB", "AUX") and (own_subject(c) is not None or put_differently(page, sentence.root, c)):
            heads.append(c)
    heads = sorted({h.i: h for h in heads}.values(), key=lambda t: t.i)
    borders = [sentence.start, *(clause_end(h.head, h) for h in heads[1:]), sentence.end]
    found = []
    for n, head in enumerate(heads):
        span = trimmed(page.doc, borders[n], max(borders[n], borders[n + 1]))
        if span[0] < span[1]:
            found.append((span, head))
    return found


def _uncovered(page: Page, span: Range, root: "Token", covered: set[int]) -> Range:
    """A clause without the words at its start that belong to a claim already."""
    start = max([i + 1 for i in range(span[0], root.i) if i in covered], default=span[0])
    return trimmed(page.doc, start, span[1]) if start < span[1] else span


def _states_something(page: Page, span: Range, covered: set[int], *, named: bool) -> bool:
    """Whether a clause holds a figure, sum or date, and something named (or goes on with a subject that was kept)."""
    if any(i in covered for i in range(*span)) and sum(i in covered for i in range(*span)) * 2 > span[1] - span[0]:
        return False
    if not any(page.doc[i].pos_ in ("VERB", "AUX") for i in range(*span)):
        return False
    named = named or any(i in page.named for i in range(*span))
    return named and any(_weighty(page, i) for i in range(*span))


def _weighty(page: Page, index: int) -> bool:
    """A value that says something; the "two" of "two officials" or "five documents" does not."""
    mention = page.valued.get(index)
    if mention is None:
        return False
    if mention.schema != "Quantity" or mention.value.get("unit") != "C62":
        return True
    token = page.doc[index]
    return token.pos_ == "NOUN" and not page.is_paper(token) and not page.is_party(token)


def _beside(page: Page, sentence: "Sentence", left: Sequence[Relation]) -> list[Draft]:
    """Relations in the frame itself ("N, a researcher at X, said …"): the noun phrase that states them."""
    found: dict[Range, Draft] = {}
    for relation in left:
        span = _covering(page, sentence, relation)
        draft = found.get(span)
        if draft is None:
            draft = found[span] = Draft(_sentence_range(page, sentence), span, None, (), Stance.ASSERTS)
        draft.triples.append(relation.triple)
    return list(found.values())


def _covering(page: Page, sentence: "Sentence", relation: Relation) -> Range:
    """From the first to the last word of a relation's ends and its anchor."""
    base = page.parsed.passage.start
    starts, ends = [relation.anchor], [relation.anchor + 1]
    for term in (relation.triple.subject, relation.triple.object):
        if term.start is None or term.end is None:
            continue
        span = page.doc.char_span(term.start - base, term.end - base, alignment_mode="expand")
        if span is not None and span.start < sentence.end and span.end > sentence.start:
            starts.append(span.start)
            ends.append(span.end)
            continue
        here = range(sentence.start, sentence.end)  # the end is named elsewhere: the words here that stand for it
        meant = [i for i in here if any(m.id == term.mention for m in page.stands_for(page.doc[i]))]
        if meant:
            nearest = min(meant, key=lambda i: abs(i - relation.anchor))
            starts.append(page.doc[nearest].left_edge.i)
            ends.append(nearest + 1)
    return trimmed(page.doc, max(min(starts), 0), max(ends))
