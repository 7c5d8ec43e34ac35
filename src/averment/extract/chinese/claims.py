"""Claims in Chinese text: who says what, sentence by sentence, with the memory of who spoke before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from averment.claim import Claim
from averment.extract.chinese.answers import Answer, answers_in
from averment.extract.chinese.assertions import SHORTEST, Draft, own_words
from averment.extract.chinese.frames import Frame, frames_in, inside_quotation, subject
from averment.extract.chinese.modality import is_negated, modality_of
from averment.extract.chinese.page import page_of
from averment.extract.chinese.relations import relations_in
from averment.extract.chinese.replies import asker, party_of, unreachable
from averment.extract.chinese.scene import PARTIES, Range, Scene, clauses, quotations, scene_of, speech, trimmed
from averment.extract.chinese.sources import Source, source_in
from averment.extract.chinese.spot import SIDES
from averment.extract.chinese.voices import Memory, Voicing, is_newsroom
from averment.extract.parsed import ParsedPassage
from averment.mention import Mention
from averment.method import method
from averment.stance import Modality, Stance
from averment.voice import Role, Voice

CHINESE_CLAIMS = method("extract.chinese_claims", "1")


def claims(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Claim]:
    """The claims of the prose passages of a source, in the order of their places."""
    by_id = {m.id: m for m in mentions}
    memory, found = Memory(), dict[str, Claim]()
    scenes = []
    at = 0
    for piece in pieces:
        mine = []
        while at < len(mentions) and mentions[at].place.start < piece.passage.end:
            if mentions[at].place.start >= piece.passage.start:
                mine.append(mentions[at])
            at += 1
        scenes.append((piece, scene_of(page_of(piece), mine, by_id)))
    outlets = frozenset[str]()
    for piece, scene in scenes:
        if piece.own is None:
            continue
        voicing = Voicing(scene, memory, outlets)
        quoted_last = False
        for sentence in scene.page.sentences():
            drafts, quoted_last = _Sentence(scene, voicing, sentence).drafts(quoted_last)
            for draft in drafts:
                if draft.content[1] - draft.content[0] >= SHORTEST or (
                    draft.cue is not None and draft.content[1] > draft.content[0]
                ):
                    claim = _claim(scene, sentence, draft)
                    found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda c: (c.place.start, c.content.start, c.content.end, c.id))


def _claim(scene: Scene, sentence: Range, draft: Draft) -> Claim:
    place = scene.page.span(*sentence)
    return Claim(
        scene.page.passage.place(place.start, place.end),
        place.text,
        scene.page.span(*draft.content),
        draft.stance,
        CHINESE_CLAIMS.id,
        scene.page.span(*draft.cue) if draft.cue else None,
        draft.voices,
        draft.modality,
        draft.negated,
        draft.triples,
    )


@dataclass(slots=True)
class _Sentence:
    """The claims of one sentence."""

    scene: Scene
    voicing: Voicing
    sentence: Range
    frames: list[Frame] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    """Number of a frame → number of the frame it stands inside of."""

    def drafts(self, quoted_last: bool) -> tuple[list[Draft], bool]:
        """The drafts, and whether the sentence ends with words in quotation marks that have a speaker."""
        scene, memory = self.scene, self.voicing.memory
        memory.note(scene, *self.sentence)
        answers = answers_in(scene, *self.sentence)
        self.frames = [f for f in frames_in(scene, self.sentence) if not any(_touch(a.cue, f.cue) for a in answers)]
        self.parents = self._nesting()
        self._without_own_side()
        orphan = self._orphan()
        if orphan is not None and not self.frames and quoted_last and memory.last is not None:
            voices = (replace(memory.last, start=None, end=None),)
            return list(
                self._said(Frame(self.sentence, orphan, orphan, Stance.ASSERTS, ""), voices, answers, None)
            ), True
        made: list[Draft] = []
        made += self._answered(answers)
        for number, frame in enumerate(self.frames):
            chains = self._voices(number)
            if chains is None:
                continue
            for chain in chains:
                if not any(p == number and self._at_head(number, c) for c, p in self.parents.items()):
                    made += self._said(frame, chain, answers, frame.cue)
            self._remember(chains[-1])
        made += unreachable(scene, self.voicing, self.sentence, Draft)
        made += own_words(scene, self.sentence, self.frames, made)
        quoted = quotations(scene.text, *self.sentence)
        ends = (bool(quoted) and quoted[-1][1] >= self.sentence[1] - 2) or (bool(self.frames) and bool(quoted))
        return made, ends and bool(self.frames)

    def _orphan(self) -> Range | None:
        """The inside of a sentence that is one quotation and nothing else."""
        start, end = trimmed(self.scene.text, *self.sentence)
        inside = inside_quotation(self.scene.text, start, end)
        return inside if self.scene.text[start : start + 1] == "“" and inside[0] == start + 1 else None

    # ---- chains

    def _nesting(self) -> dict[int, int]:
        """Which frame stands inside which: at the head of what another says, or anywhere after a newsroom's verb."""
        parents: dict[int, int] = {}
        for later in range(len(self.frames)):
            for earlier in range(later - 1, -1, -1):
                if self._at_head(earlier, later) or (
                    self._wide(earlier) and self.frames[later].cue[0] > self.frames[earlier].cue[0]
                ):
                    parents[later] = earlier
                    break
        return parents

    def _without_own_side(self) -> None:
        """A side or "我们" at the head of what somebody says is himself: "何文静表示，中方注意到…" has one voice."""
        text = self.scene.text
        own = [
            n
            for n, above in self.parents.items()
            if self._at_head(above, n)
            and (source := self.frames[n].source) is not None
            and (source.kind == "pronoun" or text[source.head[0] : source.head[1]] in SIDES)
            and self.frames[n].stance == Stance.ASSERTS
            and not self.frames[n].negated
        ]
        if own:
            self.frames = [f for n, f in enumerate(self.frames) if n not in own]
            self.parents = self._nesting()

    def _at_head(self, outer: int, inner: int) -> bool:
        content = self.frames[outer].content
        frame = self.frames[inner]
        begins = frame.source.clause[0] if frame.source is not None and not frame.carried else frame.cue[0]
        return (
            begins <= content[0] + 1
            and content[0] <= frame.cue[0] < content[1]
            and frame.cue[0] > self.frames[outer].cue[0]
        )

    def _wide(self, number: int) -> bool:
        """Whether all that follows in the sentence is passed on by this frame: "据…报道", a newsroom's report."""
        frame = self.frames[number]
        if frame.source is None:
            return False
        named = self.scene.ending_at(frame.source.head[1])
        newsroom = named is not None and is_newsroom(named.mention, self.voicing.outlets)
        return newsroom and (frame.according or "报" in frame.verb)

    def _voices(self, number: int) -> list[tuple[Voice, ...]] | None:
        """The chain of each party of a frame; None where it must be taken from before and nobody spoke."""
        frame = self.frames[number]
        prefix = self._prefix(number)
        if frame.source is None:
            if frame.according:
                return [prefix]
            last = self.voicing.memory.last
            return None if last is None else [(*prefix, replace(last, start=None, end=None))]
        inner = any(p == number for p in self.parents.values()) or frame.cited is not None
        cited = self.voicing.chain(frame.cited) if frame.cited is not None else ()
        return [
            (*prefix, *self.voicing.chain(s, reporter=inner and self._newsroom(s)), *cited)
            for s in self._parties(frame.source)
        ]

    def _prefix(self, number: int) -> tuple[Voice, ...]:
        if number not in self.parents:
            return ()
        above = self._voices(self.parents[number])
        return above[-1] if above else ()

    def _newsroom(self, source: Source) -> bool:
        named = self.scene.ending_at(source.head[1])
        return named is not None and is_newsroom(named.mention, self.voicing.outlets)

    def _parties(self, source: Source) -> list[Source]:
        """A source and those joined to it by "和" or "、"."""
        if source.kind == "paper":
            return _people_before(self.scene, source)
        found = [source]
        at = source.start
        while source.kind in ("name", "spoken for") and at > source.clause[0]:
            text = self.scene.text
            joint = next((j for j in ("以及", "、", "和", "与", "及") if text.endswith(j, 0, at)), None)
            named = self.scene.ending_at(at - len(joint)) if joint else None
            if named is None or named.mention.schema not in PARTIES or named.start < source.clause[0]:
                break
            found.insert(
                0, Source(named.start, named.end, (named.start, named.end), "name", source.addressees, source.clause)
            )
            at = named.start
        return found

    # ---- what is said

    def _said(
        self, frame: Frame, voices: tuple[Voice, ...], answers: Sequence[Answer], cue: Range | None
    ) -> Iterator[Draft]:
        """What a frame says, without the clauses that are responses: one draft for each stretch left."""
        scene = self.scene
        taken = [
            self._answer_clause(a, frame.content) for a in answers if frame.content[0] <= a.start < frame.content[1]
        ]
        for start, end in _left(frame.content, taken):
            content = inside_quotation(scene.text, *_without_joint(scene.text, *trimmed(scene.text, start, end)))
            if content[1] - content[0] < SHORTEST:
                continue
            triples, negated = tuple(relations_in(scene, *content)), is_negated(scene, content)
            negated = negated or frame.negated
            yield Draft(
                content, cue, voices, frame.stance, modality_of(scene, content), negated, () if negated else triples
            )

    def _answer_clause(self, answer: Answer, content: Range) -> Range:
        """The clause a response fills inside what is said."""
        first = min(answer.start, answer.about[0])
        last = max(answer.cue[1], answer.about[1])
        for start, end in clauses(self.scene.text, *content):
            if start <= first < end:
                return start, max(end, last)
        for start, end in (c for q in quotations(self.scene.text, *content) for c in clauses(self.scene.text, *q)):
            if start <= first < end:
                return start, max(end, last)
        return first, last

    # ---- responses

    def _answered(self, answers: Sequence[Answer]) -> Iterator[Draft]:
        for answer in answers:
            owner = next(
                (
                    n
                    for n in range(len(self.frames) - 1, -1, -1)
                    if self.frames[n].content[0] <= answer.start < self.frames[n].content[1]
                ),
                None,
            )
            for voices in self._answering(answer, owner):
                if not voices and not answer.passive:
                    continue
                speakers = [v for v in voices if v.role in (Role.SPEAKER, Role.DOCUMENT)]
                if answer.stance in (Stance.NO_RESPONSE, Stance.DECLINED):
                    voices = (*voices, *asker(self.scene, self.voicing, answer))
                yield Draft(answer.about, answer.cue, voices, answer.stance, Modality.FACT)
                if speakers:
                    self._remember(voices)

    def _answering(self, answer: Answer, owner: int | None) -> list[tuple[Voice, ...]]:
        """The chain of each party that responds; none for a check that failed in the passive, outside a quotation."""
        passive = answer.stance == Stance.COULD_NOT_VERIFY and answer.about[1] <= answer.cue[0]
        if passive and not any(a <= answer.start < b for a, b in quotations(self.scene.text, *self.sentence)):
            return [()]
        source = party_of(self.scene, self.sentence, answer)
        above = (self._voices(owner) or [()])[-1] if owner is not None else ()
        if source is not None and owner is not None and self._writer(source, answer):
            return [self.voicing.chain(source)]
        if source is None or (owner is not None and source.kind == "pronoun" and not self._other_party(source)):
            if owner is not None and above:
                return [above]
            if source is None:
                return [self._elided(answer)]
        speaks = self.frames[owner].source if owner is not None else None
        if source is not None and speaks is not None and speaks.head == source.head:
            return [above]
        if source is not None and owner is not None and self._a_side(source):
            return [above]
        return (
            [(*self._outer(above, owner), *self.voicing.chain(s)) for s in self._parties(source)]
            if source is not None
            else []
        )

    def _writer(self, source: Source, answer: Answer) -> bool:
        """Whether the writer of a letter answers ("我司无法核实"), outside the words of whoever he has just quoted."""
        text = self.scene.text[source.head[0] : source.head[1]]
        quoted = any(a <= answer.start < b for a, b in quotations(self.scene.text, *self.sentence))
        return not quoted and text in (
            "我司",
            "我公司",
            "我方",
            "我们",
            "我行",
            "本行",
            "我厂",
            "本报",
            "本社",
            "本机构",
            "本公司",
        )

    def _other_party(self, source: Source) -> bool:
        """Whether the words mean somebody other than who is speaking ("买方", "对方")."""
        return self.scene.text[source.head[0] : source.head[1]].endswith(
            (
                "买方",
                "卖方",
                "买家",
                "卖家",
                "对方",
                "供方",
                "需方",
                "收货方",
                "发货方",
                "海关",
                "警方",
                "军方",
                "检方",
                "当局",
            )
        )

    def _outer(self, above: tuple[Voice, ...], owner: int | None) -> tuple[Voice, ...]:
        return tuple(
            v if v.role != Role.SPEAKER or owner is None or not self._wide(owner) else replace(v, role=Role.REPORTER)
            for v in above
        )

    def _a_side(self, source: Source) -> bool:
        """ "中方对此不了解" said by a spokesman: the side speaks through him."""
        text = self.scene.text[source.head[0] : source.head[1]]
        return text in SIDES

    def _elided(self, answer: Answer) -> tuple[Voice, ...]:
        """Who answers when the clause does not say: the subject of an earlier clause of the sentence."""
        for start, end in reversed([c for c in clauses(self.scene.text, *self.sentence) if c[1] <= answer.start]):
            found = subject(self.scene, start, end)
            if found is not None:
                return self.voicing.chain(found)
        return ()

    # ---- memory

    def _remember(self, voices: tuple[Voice, ...]) -> None:
        memory = self.voicing.memory
        for voice in voices:
            if voice.role == Role.DOCUMENT:
                memory.papers = voice
            elif voice.role == Role.SPEAKER:
                memory.last = voice
                if voice.name.endswith(("发言人", "發言人")):
                    memory.spokesman = voice
                if voice.anonymous:
                    memory.unnamed = voice


def _people_before(scene: Scene, source: Source) -> list[Source]:
    """ "两名官员和五份文件显示": the people before the paper speak as well."""
    for noun in speech("unnamed"):
        for joint in ("和", "与", "以及", "及"):
            at = scene.text.find(noun + joint, source.start, source.head[0])
            if at >= 0:
                people = source_in(scene, source.start, at + len(noun))
                if people is not None:
                    return [people, replace(source, start=at + len(noun) + len(joint))]
    return [source]


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _left(whole: Range, taken: Sequence[Range]) -> list[Range]:
    """What is left of a stretch."""
    found, at = [], whole[0]
    for start, end in sorted(taken):
        if start > at:
            found.append((at, start))
        at = max(at, end)
    if at < whole[1]:
        found.append((at, whole[1]))
    return found


def _without_joint(text: str, start: int, end: int) -> Range:
    """Without the word that ties a stretch to what stood before it."""
    for joint in ("但是", "但", "并且", "而且", "并", "而", "不过", "同时", "“", "”"):
        if (
            text.startswith(joint, start)
            and end - start > len(joint) + SHORTEST
            and not text.startswith(("并非", "并未", "并没", "并不", "但凡"), start)
        ):
            if joint == "“" and text.count("”", start, end):
                continue
            start += len(joint)
    return trimmed(text, start, end)
