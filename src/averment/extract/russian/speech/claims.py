"""Claims of Russian text: frames, quotations and answers become claims with the chain of voices around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from averment.claim import Claim
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.speech.answer import Response
from averment.extract.russian.speech.assertions import own_assertions, place_triples
from averment.extract.russian.speech.draft import Draft
from averment.extract.russian.speech.frames import Frame, frames
from averment.extract.russian.speech.modality import is_denied, modality_of, root_of
from averment.extract.russian.speech.page import Page, pages
from averment.extract.russian.speech.quoting import quoted
from averment.extract.russian.speech.responses import responses
from averment.extract.russian.speech.voices import chain, is_newsroom, voice
from averment.extract.russian.tables import listed
from averment.extract.russian.word import Word
from averment.mention import Mention
from averment.method import method
from averment.stance import Modality, Stance
from averment.voice import Medium, Role, Voice

CLAIMS = method("extract.russian.claims", "1")
LONGEST_CHAIN = 8
_SAYING = frozenset({Role.SPEAKER, Role.DOCUMENT, Role.AUTHOR})
_WRITTEN = frozenset({"написать", "писать", "опубликовать"})


def claims(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Claim]:
    """The claims of the Russian passages of a source, in the order of their places."""
    found: dict[str, Claim] = {}
    memory = _Memory()
    for page in pages(pieces, mentions):
        for draft in _Drafter(page, memory).drafts():
            claim = _claim(page, draft)
            if claim is not None:
                found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda c: (c.place.start, c.content.start, c.content.end, c.id))


def _claim(page: Page, draft: Draft) -> Claim | None:
    if draft.content[1] <= draft.content[0]:
        return None
    start = min(s[0] for s in (page.sentence(draft.content[0]), page.sentence((draft.cue or draft.content)[0])))
    end = max(s[1] for s in (page.sentence(draft.content[1] - 1), page.sentence((draft.cue or draft.content)[1] - 1)))
    quote = page.span((start, end))
    return Claim(
        page.piece.place(quote.start, quote.end), quote.text, page.span(draft.content), draft.stance, CLAIMS.id,
        page.span(draft.cue) if draft.cue else None, draft.voices, draft.modality, draft.negated,
        tuple(draft.triples),
    )  # fmt: skip


@dataclass(slots=True)
class _Memory:
    """Who spoke last, for "он добавил" and "по их словам"."""

    voices: tuple[Voice, ...] = ()
    plural: bool = False
    gender: str = ""
    sentence: int = -9


@dataclass(slots=True)
class _Drafter:
    page: Page
    memory: _Memory
    spoken: list[Frame] = field(default_factory=list)
    drafted: list[Draft] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        """Every draft of the passage: quotations and answers first, then what frames say, then the source's own."""
        page = self.page
        speech = quoted(page)
        verbs = {f.trigger.i for f in speech}
        answers = [a for a in responses(page) if not _inside_speech(a.trigger, speech)]
        taken = {a.trigger.i for a in answers}
        said = [f for f in frames(page) if f.trigger.i not in verbs | taken and not _swallowed(f, speech)]
        self.spoken = sorted([*speech, *said], key=lambda f: (f.trigger.i, f.content))
        swallowed: set[int] = set()
        events = [(a.trigger.i, 0, a) for a in answers] + [(f.trigger.i, 1, f) for f in self.spoken]
        chains: dict[int, tuple[Voice, ...]] = {}
        made: list[tuple[int, Draft]] = []
        for _, _, event in sorted(events, key=lambda e: (self._order(e[2]), e[1])):
            draft = self._answer(event, chains, swallowed) if isinstance(event, Response) else self._said(event, chains)
            if draft is not None:
                made.append((id(event), draft))
        drafts = [d for key, d in made if key not in swallowed]
        drafts = self._passed_on([d for d in drafts if not self._whole_of_another(d, drafts)])
        left = place_triples(page, drafts)
        cues = {f.trigger.i for f in self.spoken} | taken | {w.i for w in page.text.words if _passes_on(page, w)}
        return drafts + own_assertions(page, drafts, left, cues)

    def _order(self, event: Frame | Response) -> int:
        """Outer frames before those inside what they say, otherwise as they stand."""
        around = self._around(event.trigger, event if isinstance(event, Frame) else None)
        depth = 0
        while around is not None and depth < 6:
            depth += 1
            around = self._around(around.trigger, around)
        return event.trigger.sentence * 10 + depth

    def _around(self, word: Word, own: Frame | None) -> Frame | None:
        """The innermost frame in whose content a word stands."""
        holding = [
            f for f in self.spoken
            if f is not own and f.content[0] <= word.start < f.content[1] and f.kind != "silent"
            and not (own is not None and own.content[0] <= f.trigger.start < own.content[1])
        ]  # fmt: skip
        return min(holding, key=lambda f: f.content[1] - f.content[0], default=None)

    def _chain(self, frame: Frame, chains: dict[int, tuple[Voice, ...]], depth: int = 0) -> tuple[Voice, ...]:
        if id(frame) in chains:
            return chains[id(frame)]
        outer = self._around(frame.trigger, frame)
        before = self._chain(outer, chains, depth + 1) if outer is not None and depth < 4 else ()
        own = self._own_voices(frame)
        links = _without_echoes([*before, *own])
        chains[id(frame)] = tuple(_reporting(self.page, links)[:LONGEST_CHAIN])
        return chains[id(frame)]

    def _own_voices(self, frame: Frame) -> list[Voice]:
        medium = Medium.DOCUMENT if frame.trigger.lemma in _WRITTEN else Medium.SPEECH
        told = []
        for word in frame.addressees:
            role = Role.REPORTER if is_newsroom(self.page, word) or self._confided(frame, word) else Role.ADDRESSEE
            told.append(voice(self.page, word, role, Medium.SPEECH))
        reporters = [v for v in told if v.role is Role.REPORTER and v.start is not None]
        others = [v for v in told if v.role is not Role.REPORTER]
        own = self._voices_of(frame.source, medium, frame.trigger) if frame.source is not None else []
        if own and is_newsroom(self.page, frame.source) and (cited := self._cited(frame.trigger)):  # type: ignore[arg-type]
            own = [replace(own[0], role=Role.REPORTER), *cited]
        elif cited := self._cited(frame.trigger):
            own = [*own, *cited]
        return [*reporters, *own, *others]

    def _confided(self, frame: Frame, told: Word) -> bool:
        """An organisation to which people talk who are left unnamed is a newsroom."""
        mention = self.page.mention_of(told)
        unnamed = frame.source is not None and frame.source.lemma in ("источник", "собеседник")
        return unnamed and mention is not None and mention.schema == "Organization"

    def _cited(self, verb: Word) -> list[Voice]:
        """ "… со ссылкой на {X}": whom the speaker has it from."""
        for kid in self.page.text.kids(verb, "obl", "nmod"):
            if kid.lemma == "ссылка" and self.page.text.case_of(kid) in ("со", "с"):
                for owner in self.page.text.kids(kid, "nmod"):
                    if self.page.text.case_of(owner) == "на":
                        return chain(self.page, owner)
        return []

    def _voices_of(self, source: Word, medium: Medium, trigger: Word) -> list[Voice]:
        pronoun = source.lemma in ("он", "она", "они", "оно") and self.page.meant(source) is None
        if pronoun:
            memory = self.memory
            fits = memory.voices and memory.plural == source.plural and source.sentence >= 0
            if source.plural or source.lower in ("их",):
                fits = bool(memory.voices) and memory.plural
            elif fits and memory.gender:
                fits = {"он": "Masc", "его": "Masc", "она": "Fem", "ее": "Fem"}.get(source.lower, "") == memory.gender
            if fits:
                return [replace(v, start=None, end=None) for v in memory.voices]
        made = chain(self.page, source, medium)
        if not pronoun:
            saying = tuple(v for v in made if v.role in _SAYING)
            self.memory.voices = saying[:1] if saying else ()
            self.memory.plural = source.plural or any(k.rel.startswith("nummod") for k in self.page.text.kids(source))
            self.memory.gender = "" if self.memory.plural else source.features.get("Gender", "")
        return made

    def _said(self, frame: Frame, chains: dict[int, tuple[Voice, ...]]) -> Draft | None:
        voices = self._chain(frame, chains)
        root = root_of(self.page, frame.content)
        stance = frame.stance
        hearsay = any(w.lower in listed("cues", "hearsay_adverbs") for w in self.page.text.at(*frame.content))
        if stance is Stance.ASSERTS and hearsay and frame.kind != "quote":
            stance = Stance.ALLEGES
        negated = frame.kind == "silent" or is_denied(self.page, root)
        modality = Modality.FACT if frame.kind == "silent" else modality_of(self.page, root, frame.content)
        draft = Draft(frame.content, frame.cue, voices, stance, modality, negated, root, frame.source, frame)
        self.drafted.append(draft)
        return draft

    def _answer(self, answer: Response, chains: dict[int, tuple[Voice, ...]], swallowed: set[int]) -> Draft | None:
        around = self._around(answer.trigger, None)
        before = self._chain(around, chains) if around is not None else ()
        own = answer.own or (
            answer.party is not None and answer.party.lemma in ("он", "она", "они") and around is not None
        )
        if own and around is not None:
            voices: tuple[Voice, ...] = before
            swallowed.add(id(around))
        elif own and answer.party is None:
            voices = ()
        elif answer.party is not None:
            voices = (*before, *self._voices_of(answer.party, Medium.SPEECH, answer.trigger))
        else:
            voices = before
        if answer.asker is not None and not any(v.role is Role.ASKER for v in voices):
            asker = voice(self.page, answer.asker, Role.ASKER, Medium.SPEECH)
            voices = (*voices, asker) if all(v.name != asker.name for v in voices) else voices
        root = root_of(self.page, answer.content)
        return Draft(
            answer.content,
            answer.cue,
            tuple(_reporting(self.page, list(voices))),
            answer.stance,
            Modality.FACT,
            False,
            root,
            answer.party,
        )

    def _whole_of_another(self, draft: Draft, drafts: Sequence[Draft]) -> bool:
        """Whether what a frame says is no more than another's words with their attribution ("… что Y считает …")."""
        if draft.frame is None or draft.frame.kind == "quote":
            return False
        start, end = draft.content
        for other in drafts:
            if other is draft or other.cue is None or not (start <= other.cue[0] and other.cue[1] <= end):
                continue
            rest = [
                w for w in self.page.text.at(start, end)
                if not (other.content[0] <= w.start < other.content[1]) and w.pos in ("VERB", "ADJ") and w.form == "Fin"
                and not other.cue[0] <= w.start < other.cue[1]
            ]  # fmt: skip
            if not rest:
                return True
        return False

    def _passed_on(self, drafts: list[Draft]) -> list[Draft]:
        """ "Об этом сообщило агентство X": who passes on what the sentence before says."""
        page = self.page
        for word in page.text.words:
            this = _passes_on(page, word)
            if not this or word.sentence == 0:
                continue
            subject = next((k for k in page.text.kids(word, "nsubj") if page.is_party(k)), None)
            if subject is None or page.text.sentences[word.sentence][0] < this[0].i - 2:
                continue
            reporter = chain(page, subject)
            reporter = [
                replace(v, role=Role.REPORTER) if is_newsroom(page, subject) else v for v in reporter
            ] + self._cited(word)
            first, last = page.text.sentences[word.sentence - 1]
            before = page.trimmed((page.text.words[first].start, page.text.words[last - 1].end))
            there = [d for d in drafts if before[0] <= d.content[0] < before[1]]
            for draft in there:
                draft.voices = tuple(_without_echoes([*reporter[:1], *draft.voices]))
            if not there:
                root = root_of(page, before)
                stance = Stance.ASSERTS
                drafts.append(
                    Draft(
                        before,
                        (word.start, word.end),
                        tuple(reporter),
                        stance,
                        modality_of(page, root, before),
                        is_denied(page, root),
                        root,
                        subject,
                    )
                )
        return drafts


def _passes_on(page: Page, word: Word) -> list[Word]:
    """The "об этом" of "об этом сообщил …"."""
    if word.lemma not in listed("cues", "with_about") or not word.is_verb:
        return []
    return [k for k in page.text.kids(word, "obl", "nmod") if k.lower == "этом" and page.text.case_of(k) in ("об", "о")]


def _inside_speech(word: Word, speech: Sequence[Frame]) -> bool:
    return any(f.content[0] <= word.start < f.content[1] for f in speech)


def _swallowed(frame: Frame, speech: Sequence[Frame]) -> bool:
    """Whether a frame is only the words around a quotation."""
    return any(
        frame.content[0] < f.content[1]
        and f.content[0] < frame.content[1]
        and not (f.content[0] <= frame.trigger.start < f.content[1])
        and abs(f.content[0] - frame.content[0]) < 4
        for f in speech
    )


def _without_echoes(links: list[Voice]) -> list[Voice]:
    seen: list[Voice] = []
    for link in links:
        if not any(v.name == link.name and v.role == link.role for v in seen):
            seen.append(link)
    return seen


def _reporting(page: Page, links: list[Voice]) -> list[Voice]:
    """A newsroom that passes on what somebody behind it says is a reporter."""
    from averment.extract.russian.speech.voices import newsrooms

    made = []
    for n, link in enumerate(links):
        behind = any(v.role in _SAYING for v in links[n + 1 :])
        mention = page.by_id.get(link.mention or "")
        name = str(mention.value.get("normal") or mention.text) if mention is not None else link.name
        outlet = name in listed("cues", "outlets") or (mention is not None and mention.id in newsrooms(page))
        made.append(replace(link, role=Role.REPORTER) if link.role is Role.SPEAKER and behind and outlet else link)
    return made
