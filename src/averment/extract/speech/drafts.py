"""From frames and responses to claims in the making: who, what, how, and over which stretch of the text."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from averment.claim import Triple
from averment.extract.responses.answers import Response
from averment.extract.speech.antecedents import Memory
from averment.extract.speech.attribution import Frame, can_speak
from averment.extract.speech.clauses import Range, coordinated, trimmed
from averment.extract.speech.modality import is_denied, modality_of
from averment.extract.speech.nesting import (
    clause_end,
    innermost,
    outer_of,
    part_of,
    parts_of,
    whole_of_another,
    without_hearsay_inside,
)
from averment.extract.speech.page import Page
from averment.extract.speech.voices import chain, is_newsroom, is_outlet, paper_chain, spoken_for, voice
from averment.extract.tables import words
from averment.stance import Modality, Stance
from averment.voice import Medium, Role, Voice

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

LONGEST_CHAIN = 8
SHORT_ANSWER = 14
WRITTEN = frozenset({"write", "tweet", "post", "email"})
SEEN = frozenset({"see", "witness", "observe", "discover"})
PARTYLIKE = frozenset(
    {
        "company",
        "ministry",
        "government",
        "firm",
        "agency",
        "department",
        "group",
        "office",
        "country",
        "bank",
        "embassy",
    }
)


@dataclass(slots=True)
class Draft:
    """A claim before it has places: token ranges of its sentence, content and cue."""

    place: Range
    content: Range
    cue: Range | None
    voices: tuple[Voice, ...]
    stance: Stance
    modality: Modality = Modality.FACT
    negated: bool = False
    root: "Token | None" = None
    told: tuple["Token", ...] = ()
    source: "Token | None" = None
    verb: str = ""
    """Lemma of the word that attributes."""
    triples: list[Triple] = field(default_factory=list)
    further: tuple[Range, ...] = ()
    """The rest of the content, where it comes in pieces."""
    tagged: bool = False
    """Whether only the tagger has read it."""


@dataclass(slots=True)
class Drafter:
    """Makes the drafts of one sentence after another, with the memory of who spoke before."""

    page: Page
    memory: Memory
    outlets: frozenset[str]

    def drafts(self, sentence: "Sentence", frames: list[Frame], answers: list[Response]) -> list[Draft]:
        """All drafts of a sentence. Every frame gives one for each source and each part of what was said."""
        cited = {f.trigger.i: f for f in frames if f.kind == "citing"}
        speaking = [f for f in frames if f.kind != "citing"]
        speaking = without_hearsay_inside(speaking)
        chains = {id(f): self._chain(f, speaking, cited, sentence) for f in speaking}
        made: list[Draft] = []
        swallowed: set[int] = set()
        for answer in answers:
            made += self._answer(sentence, answer, speaking, chains, swallowed)
        for frame in speaking:
            made += self._said(sentence, frame, speaking, chains[id(frame)], swallowed, answers)
        return made

    def _chain(
        self, frame: Frame, frames: list[Frame], cited: dict[int, Frame], sentence: "Sentence"
    ) -> tuple[Voice, ...]:
        """The voices of a frame with those of the frames around it before them."""
        links: list[Voice] = []
        seen: set[int] = set()
        here: Frame | None = frame
        stack: list[Frame] = []
        while here is not None and len(stack) < 4 and id(here) not in seen:
            seen.add(id(here))
            stack.append(here)
            here = outer_of(here, frames)
        for one in reversed(stack):
            links += self._own_voices(sentence, one)
        for cite in cited.values():
            if cite.source is not None and cited_by(cite, frames, cited) is frame:
                links += chain(self.page, cite.source)
        return self._passing_on(_without_echoes(links)[:LONGEST_CHAIN])

    def _passing_on(self, links: list[Voice]) -> tuple[Voice, ...]:
        """A newsroom that reports what somebody behind it says is a reporter, not a speaker."""
        made = []
        for n, link in enumerate(links):
            behind = any(v.role in (Role.SPEAKER, Role.DOCUMENT, Role.AUTHOR) for v in links[n + 1 :])
            passes = link.role is Role.SPEAKER and behind and is_newsroom(link.name, self.outlets)
            made.append(replace(link, role=Role.REPORTER) if passes else link)
        return tuple(made)

    def _own_voices(self, sentence: "Sentence", frame: Frame) -> list[Voice]:
        medium = Medium.DOCUMENT if frame.trigger.lemma_ in WRITTEN else Medium.SPEECH
        told = [self._addressee(t) for t in frame.addressees]
        reporters = [v for v in told if v.role is Role.REPORTER]
        others = [v for v in told if v.role is not Role.REPORTER]
        if frame.source is None:
            return [*reporters, *others]
        own = list(self.voices_of(sentence, frame.source, medium, frame.trigger))
        if frame.paper is not None:
            papers = paper_chain(self.page, frame.paper)
            author = [
                replace(v, role=Role.AUTHOR, medium=Medium.DOCUMENT) if v.role is Role.SPEAKER else v for v in own
            ]
            heads = [v for v in papers if v.role in (Role.REPORTER, Role.DOCUMENT)]
            tails = [v for v in papers if v.role is Role.ADDRESSEE]
            own = [*heads, *author, *tails]
        return [*reporters, *own, *others]

    def voices_of(self, sentence: "Sentence", source: "Token", medium: Medium, trigger: "Token") -> tuple[Voice, ...]:
        """The chain of one source; a pronoun gives the voice it certainly stands for, else stays as written."""
        if source.pos_ == "PRON" or source.lower_ in ("he", "she", "they", "it"):
            found = self.memory.resolve(self.page, source, sentence)
            if found is not None and not self._only_papers_would(found, trigger):
                return (replace(found, start=None, end=None),)
            meant = self.page.stands_for(source)
            if len(meant) == 1:
                named = voice(self.page, source, Role.SPEAKER, medium)
                return (replace(named, name=meant[0].text, start=None, end=None, mention=meant[0].id),)
        made = chain(self.page, source, medium)
        if trigger.lemma_ in SEEN and len(made) == 1 and made[0].role is Role.SPEAKER:
            made = (replace(made[0], medium=Medium.SIGHTING),)
        return tuple(self._again(v, source) for v in made)

    @staticmethod
    def _only_papers_would(found: Voice, trigger: "Token") -> bool:
        """Whether a pronoun that answers or is asked would be a paper: "it did not reply" is somebody."""
        return found.role is Role.DOCUMENT and trigger.lemma_.lower() in words("cues", "answering")

    def _again(self, said: Voice, source: "Token") -> Voice:
        """A voice met before by the same noun ("the spokesperson") takes its mention over."""
        known = self.memory.heads.get(source.lemma_.lower())
        definite = any(
            c.dep_ == "det" and c.lower_ in ("the", "that", "this", "these", "those") for c in source.children
        )
        if known is None or said.mention is not None or not definite or said.start is None:
            return said
        return replace(said, mention=known.mention)

    def _addressee(self, told: "Token") -> Voice:
        role = Role.REPORTER if is_outlet(self.page, told, self.outlets) else Role.ADDRESSEE
        return voice(self.page, told, role, Medium.SPEECH)

    def _answer(
        self,
        sentence: "Sentence",
        answer: Response,
        frames: list[Frame],
        chains: dict[int, tuple[Voice, ...]],
        swallowed: set[int],
    ) -> list[Draft]:
        """One draft for each party of a response."""
        around = innermost(answer.trigger, frames)
        if answer.reported and (around is None or not self._own_words(around, answer)):
            return []
        voiced: list[tuple[Voice, ...]] = []
        before: tuple[Voice, ...] = chains[id(around)] if around is not None else ()
        own_words = around is not None and self._own_words(around, answer)
        if around is not None and own_words:
            voiced = [self._for_party(before, answer)]
            part = part_of(answer.trigger, around)
            swallowed.add(part if part is not None else answer.trigger.i)
        else:
            voiced = [
                (*before, *self.voices_of(sentence, party, Medium.SPEECH, answer.trigger)) for party in answer.parties
            ] or [before]
        if answer.asker is not None:
            asker = voice(self.page, answer.asker, Role.ASKER, Medium.SPEECH)
            voiced = [v if any(x.name == asker.name for x in v) else (*v, asker) for v in voiced]
        content = self._denied_before(sentence, answer)
        place = self._place(sentence, content, answer.cue)
        return [
            Draft(
                place,
                content,
                answer.cue,
                v,
                answer.stance,
                source=answer.parties[0] if answer.parties else None,
                root=answer.trigger,
            )
            for v in voiced
        ]

    def _for_party(self, voices: tuple[Voice, ...], answer: Response) -> tuple[Voice, ...]:
        """ "Norvane was unaware, a spokesman said": the spokesman stands for Norvane."""
        mention = self.page.mention_of(answer.parties[0]) if answer.parties else None
        if mention is None or not voices or voices[-1].mention is not None or voices[-1].role is not Role.SPEAKER:
            return voices
        return (*voices[:-1], replace(voices[-1], mention=mention.id))

    def _own_words(self, frame: Frame, answer: Response) -> bool:
        """Whether the party of a response is the speaker it stands under: "the ministry said it could not confirm"."""
        if frame.kind not in ("clause", "quote", "according"):
            return False
        if not answer.parties:
            return answer.reported or frame.kind == "according"
        party = answer.parties[0]
        if party.pos_ == "PRON" and party.lower_ in ("it", "they", "he", "she", "we", "i"):
            return True
        source = frame.source
        if source is None:
            return False
        owned = any(c.lower_ in ("its", "his", "her", "their") for c in party.children)
        if owned and party.lemma_.lower() in ("client", "employer"):
            return True
        if source.lemma_.lower() in words("cues", "spokes_nouns") and spoken_for(self.page, source) is None:
            return self.page.mention_of(party) is not None
        if party.lemma_.lower() in PARTYLIKE and any(
            c.lower_ in ("the", "its", "his", "her", "their") for c in party.children
        ):
            return True
        if party.i == source.i:
            return True
        return party.text in {t.text for t in source.subtree}

    def _denied_before(self, sentence: "Sentence", answer: Response) -> Range:
        """What "denied it" denies: the clause before it in the same sentence."""
        start, end = answer.content
        alone = end - start == 1 and self.page.doc[start].lower_ in ("it", "this", "that")
        if alone and answer.stance is Stance.DENIES and answer.trigger.dep_ == "conj":
            head = answer.trigger.head
            before = trimmed(self.page.doc, head.left_edge.i, clause_end(head, answer.trigger))
            if before[0] < before[1] and before[0] >= sentence.start:
                return before
        return answer.content

    def _place(self, sentence: "Sentence", content: Range, cue: Range | None) -> Range:
        """The sentences that hold content and cue."""
        start = min(sentence.start, content[0], cue[0] if cue else content[0])
        end = max(sentence.end, content[1], cue[1] if cue else content[1])
        doc = self.page.doc
        first, last = doc[start].sent.start, doc[end - 1].sent.end
        while last > first and doc[last - 1].is_space:
            last -= 1
        while first < last and doc[first].is_space:
            first += 1
        if last < len(doc) and doc[last].text in ("”", '"', "’"):
            last += 1
        if first < content[0] and doc[first].text in ("”",):
            first += 1
        return first, last

    def _said(
        self,
        sentence: "Sentence",
        frame: Frame,
        frames: list[Frame],
        voices: tuple[Voice, ...],
        swallowed: set[int],
        answers: list[Response],
    ) -> list[Draft]:
        """The drafts of a frame: for each source joined by "and", for each part of the content."""
        if whole_of_another(frame, frames):
            return []
        made: list[Draft] = []
        others = self._other_sources(sentence, frame, voices)
        for number, (part, root) in enumerate(parts_of(self.page, frame, frames, answers)):
            if (root is not None and root.i in swallowed) or part[0] >= part[1]:
                continue
            part = self._after_citing(self._without_frames(part, frame, frames))
            if _is_answer(frame, part, answers):
                continue
            if frame.kind == "quote" and root is None:
                root = main_verb(self.page, part)
            stance, modality = frame.stance, modality_of(self.page, root, part)
            if stance is Stance.ASSERTS and root is not None and has_hearsay(root):
                stance = Stance.ALLEGES
            negated = frame.negated or is_denied(root)
            further = tuple(r for r in frame.extra if not (r[0] < part[1] and part[0] < r[1])) if number == 0 else ()
            ends = [part, *further]
            place = self._place(sentence, (min(r[0] for r in ends), max(r[1] for r in ends)), frame.cue)
            told, source, verb = frame.addressees, frame.source, frame.trigger.lemma_
            for chained in [voices, *others]:
                made.append(
                    Draft(
                        place, part, frame.cue, chained, stance, modality, negated, root, told, source, verb,
                        further=further, tagged=frame.tagged,
                    )
                )  # fmt: skip
        return made

    def _other_sources(self, sentence: "Sentence", frame: Frame, voices: tuple[Voice, ...]) -> list[tuple[Voice, ...]]:
        if frame.source is None or frame.kind == "according":
            return []
        joined = [t for t in coordinated(frame.source, 8) if t.i != frame.source.i and can_speak(self.page, t)]
        own = self._own_voices(sentence, frame)
        before = voices[: len(voices) - len(own)] if own else voices
        return [(*before, *self._own_voices(sentence, replace(frame, source=t))) for t in joined]

    def _after_citing(self, part: Range) -> Range:
        """A content without "citing customs data, that" before it."""
        doc = self.page.doc
        if part[0] < part[1] and doc[part[0]].lower_ in ("citing", "quoting"):
            mark = next(
                (
                    i
                    for i in range(part[0], min(part[1], part[0] + 20))
                    if doc[i].lower_ == "that" and doc[i].dep_ == "mark"
                ),
                None,
            )
            return (mark + 1, part[1]) if mark is not None else part
        return part

    def _without_frames(self, part: Range, frame: Frame, frames: list[Frame]) -> Range:
        """A content stops where ", adding that …" of the same speaker begins."""
        start, end = part
        for other in frames:
            same = other.source is not None and frame.source is not None and other.source.i == frame.source.i
            if (
                other is not frame
                and same
                and start < other.cue[0] < end
                and other.trigger.tag_ == "VBG"
                and other.kind in ("clause", "object")
            ):
                end = min(end, other.cue[0])
            contrast = (
                other.negated
                and other.kind in ("object", "clause")
                and other.source is not None
                and other.source.pos_ == "PRON"
            )
            if other is not frame and contrast and start < other.trigger.i < end:
                before = self.page.doc[start : other.trigger.i]
                marks = [t.i for t in before if t.lower_ in ("though", "although", "but") and t.i > start]
                end = min(end, marks[-1]) if marks else end
            according = other is not frame and other.kind == "according" and frame.kind != "according"
            if according and start < other.cue[0] < end and other.content[1] <= other.cue[0] + 1:
                end = min(end, other.cue[0])
        start, end = trimmed(self.page.doc, start, max(end, start), opening=(",", ";", ":"))
        while end > start and end < part[1] and self.page.doc[end - 1].lower_ in ("while", "also", ","):
            end -= 1
        return start, end


def _without_echoes(links: list[Voice]) -> list[Voice]:
    """Without a voice that is only an earlier one again ("the document …, though it did not")."""
    kept: list[Voice] = []
    for link in links:
        again = any(k.name == link.name and k.role is link.role for k in kept)
        if not (again and link.start is None):
            kept.append(link)
    return kept


def _is_answer(frame: Frame, part: Range, answers: list[Response]) -> bool:
    """Whether a content is nothing but a response: "“That is false,” he said"."""
    inside = [a for a in answers if part[0] <= a.trigger.i < part[1]]
    if any(a.cue[0] <= part[0] and a.cue[1] >= part[1] for a in inside):
        return True
    return frame.kind == "quote" and part[1] - part[0] <= SHORT_ANSWER and any(a.reported for a in inside)


def cited_by(cite: Frame, frames: list[Frame], cited: dict[int, Frame]) -> Frame | None:
    """The frame that rests on what it cites: the one whose verb stands nearest before "citing"."""
    before = [
        f
        for f in frames
        if f.trigger.i < cite.trigger.i and f.kind in ("clause", "object", "quote") and f.trigger.i not in cited
    ]
    return max(before, key=lambda f: f.trigger.i, default=None)


def main_verb(page: Page, part: Range) -> "Token | None":
    """The main verb of a quotation of one sentence; None where there are more, which may be put differently each."""
    inside = page.doc[part[0] : part[1]]
    if any(t.text in (".", "!", "?") for t in inside[:-1]):
        return None
    heads = [t for t in inside if not part[0] <= t.head.i < part[1] or t.dep_ == "ROOT"]
    verbs = [t for t in heads if t.pos_ in ("VERB", "AUX")]
    return verbs[0] if len(verbs) == 1 else None


def has_hearsay(root: "Token") -> bool:
    """Whether a main verb is hedged by "reportedly" and the like."""
    return any(c.lower_ in words("cues", "hearsay_adverbs") for c in root.children)
