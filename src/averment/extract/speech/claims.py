"""Claims: who says what, about whom, and where it is written.

    claims(parsed, mentions, reading)

Rules over the parse of each sentence: frames of attribution (`attribution`, `according`, `quoting`), responses
(`silence`, `refusal`, `unverified`, `denial`), chains of voices (`voices`), modality and relations. What a sentence
says in nobody's name is the source's own assertion, kept when it carries a relation, or a figure or date about
something named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from averment.claim import Claim
from averment.extract.parsed import ParsedPassage
from averment.extract.responses.answers import Response, responses
from averment.extract.speech.according import other_frames
from averment.extract.speech.antecedents import Known, Memory, people_in
from averment.extract.speech.assertions import own_assertions, place_triples
from averment.extract.speech.attribution import Frame
from averment.extract.speech.clauses import child, coordinated, own_subject, verb_group
from averment.extract.speech.drafts import Draft, Drafter
from averment.extract.speech.ellipsis import repeated
from averment.extract.speech.frames import verb_frames
from averment.extract.speech.page import Page, pages
from averment.extract.speech.quoting import quoted_frames
from averment.extract.speech.tagged import Tagged, tagged, with_tagged
from averment.extract.speech.tagger import TAGGER
from averment.extract.tables import words
from averment.mention import Mention
from averment.method import method
from averment.reading import Reading
from averment.stance import Modality, Stance
from averment.voice import Role, Voice

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

CLAIMS = method("extract.claims", "2")


def claims(
    parsed: Sequence[ParsedPassage],
    mentions: Sequence[Mention],
    reading: Reading,  # noqa: ARG001 -- the shape of a step; all that is needed is in the passages
) -> list[Claim]:
    """The claims of one source, in the order of their places.

    Every claim's content, cue and named voices are words of the source: `text[start:end]` is what is quoted.
    """
    memory = Memory()
    found: dict[str, Claim] = {}
    seen = pages(parsed, mentions)
    outlets = newsrooms(seen)
    read = tagged([page.parsed for page in seen])
    speaker: tuple[Voice, ...] = ()
    for number, page in enumerate(seen):
        drafts, speaker = _page_drafts(page, memory, outlets, speaker, read.get(number, ()))
        for draft in drafts:
            claim = _claim(page, draft)
            if claim is not None:
                found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda c: (c.place.start, c.content.start, c.content.end, c.id))


def newsrooms(seen: Iterable[Page]) -> frozenset[str]:
    """Names that this source itself treats as a newsroom: the bodies by which papers were seen."""
    found: set[str] = set()
    for page in seen:
        for token in page.doc:
            if (
                token.tag_ == "VBN"
                and token.dep_ == "acl"
                and token.lemma_ in words("cues", "seen_by")
                and page.is_paper(token.head)
            ):
                by = child(token, "agent")
                name = page.mention_of(pobj) if by is not None and (pobj := child(by, "pobj")) is not None else None
                if name is not None and name.schema == "Organization":
                    found.add(name.text)
    return frozenset(found)


def _page_drafts(
    page: Page, memory: Memory, outlets: frozenset[str], speaker: tuple[Voice, ...], read: Sequence[Tagged]
) -> tuple[list[Draft], tuple[Voice, ...]]:
    sentences = list(page.doc.sents)
    answers: list[list[Response]] = []
    for sentence in sentences:
        own = [
            replace(r, parties=tuple(not_dateline(page, t, r.trigger) for t in r.parties)) if page.dateline else r
            for r in responses(page, sentence)
        ]
        before = answers[-1][-1] if answers and answers[-1] else None
        answers.append(sorted([*own, *repeated(page, sentence, before, own)], key=lambda r: r.trigger.i))
    frames: list[Frame] = []
    for sentence, answered in zip(sentences, answers, strict=True):
        taken = frozenset(_taken(answered))
        frames += verb_frames(page, sentence, taken)
        frames += other_frames(page, sentence, taken)
    if page.dateline:
        frames = [f if f.source is None else replace(f, source=not_dateline(page, f.source, f.trigger)) for f in frames]
    frames, orphan = quoted_frames(page, frames)
    frames = with_tagged(page, frames, read, frozenset(i for answered in answers for i in _taken(answered)))
    drafter = Drafter(page, memory, outlets)
    made: list[Draft] = []
    if orphan and speaker and not any(f.kind == "label" for f in frames):
        made.append(_carried(page, speaker))
    for sentence, answered in zip(sentences, answers, strict=True):
        memory.start()
        here = [f for f in frames if sentence.start <= f.trigger.i < sentence.end]
        drafts = drafter.drafts(sentence, here, answered)
        _remember(page, sentence, memory, drafts)
        made += drafts
    left = place_triples(page, made)
    made += own_assertions(page, made, left, {f.trigger.i for f in frames})
    return made, _last_speaker(page, made, speaker if orphan else ())


def not_dateline(page: Page, noun: "Token", verb: "Token") -> "Token":
    """The subject before a verb where the parser took the dateline for it ("LONDON, June 12 - A maker denied")."""
    if noun.i >= page.dateline:
        return noun
    before = page.doc[max(verb_group(verb)[0] - 1, 0)]
    return before if before.i >= page.dateline and before.pos_ in ("NOUN", "PROPN") else noun


def _taken(answered: list[Response]) -> Iterable[int]:
    for answer in answered:
        yield answer.trigger.i
        yield from range(*answer.cue)
        if (
            answer.about is not None
            and answer.about.pos_ in ("VERB", "AUX")
            and answer.stance in (Stance.DECLINED, Stance.WITHHELD)
        ):
            yield from (t.i for t in coordinated(answer.about, 6) if t.pos_ in ("VERB", "AUX") and not own_subject(t))


def _carried(page: Page, speaker: tuple[Voice, ...]) -> Draft:
    """A paragraph that is a quotation and names nobody: the words of the speaker of the paragraph before."""
    quotation = page.quotes[0]
    last = min(quotation.end + (1 if quotation.closed else 0), len(page.doc))
    return Draft(
        (quotation.start - 1, last), (quotation.start, quotation.end), None,
        tuple(replace(v, start=None, end=None) for v in speaker), Stance.ASSERTS, Modality.FACT,
    )  # fmt: skip


def _last_speaker(page: Page, made: list[Draft], before: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Whose quotation ends a paragraph (or whose words a colon at its end announces)."""
    if not page.quotes:
        text = page.parsed.text.rstrip()
        if text.endswith(":") and made:
            return max(made, key=lambda d: d.content[1]).voices
        return ()
    last = page.quotes[-1]
    whose = [d for d in made if d.content[0] < last.end and d.content[1] > last.start and d.voices]
    if whose:
        return max(whose, key=lambda d: d.content[1]).voices
    return before


def _remember(page: Page, sentence: "Sentence", memory: Memory, drafts: list[Draft]) -> None:
    for known in people_in(page, sentence):
        memory.note(known)
    for draft in drafts:
        speakers = [v for v in draft.voices if v.role in (Role.SPEAKER, Role.DOCUMENT, Role.AUTHOR)]
        if not speakers or draft.source is None:
            continue
        said = speakers[-1] if draft.source.pos_ == "PRON" else speakers[0]
        mention = page.mention_of(draft.source)
        person = mention is not None and mention.schema == "Person"
        plural = draft.source.tag_ in ("NNS", "NNPS") or draft.source.lemma_ in ("personnel", "police", "people")
        human = draft.source.lemma_.lower() in words("cues", "human")
        kind = "people" if plural else "person" if person or human or draft.source.lower_ in ("he", "she") else "thing"
        key = said.name.split()[-1].casefold() if person else said.name.casefold()
        memory.note(Known(said.name, key, kind, said.mention, None, True, said))
        if draft.source.pos_ == "NOUN" and said.start is not None:
            memory.heads[draft.source.lemma_.lower()] = said


def _claim(page: Page, draft: Draft) -> Claim | None:
    if draft.content[0] >= draft.content[1] or draft.place[0] >= draft.place[1]:
        return None
    quote = page.span(draft.place)
    return Claim(
        page.parsed.place(quote.start, quote.end),
        quote.text,
        page.span(page.balanced(page.whole_words(page.after_dateline(draft.content)))),
        draft.stance,
        TAGGER.id if draft.tagged else CLAIMS.id,
        page.span(draft.cue) if draft.cue and draft.cue[0] < draft.cue[1] else None,
        draft.voices,
        draft.modality,
        draft.negated,
        tuple(draft.triples),
        tuple(page.span(r) for r in draft.further),
    )
