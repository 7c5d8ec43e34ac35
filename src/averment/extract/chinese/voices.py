"""From the words for a source to the chain of voices, nearest to the reader first; and whom a pronoun stands for."""

import re
from dataclasses import dataclass, field

from averment.extract.chinese.bodies import newsrooms
from averment.extract.chinese.scene import PARTIES, Named, Range, Scene, speech
from averment.extract.chinese.script import simplified
from averment.extract.chinese.sources import Source, stated_count
from averment.mention import Mention
from averment.voice import Medium, Role, Voice

_BODY_PRONOUNS = {
    "Company": (
        "公司",
        "该公司",
        "该企业",
        "该厂",
        "该集团",
        "这家公司",
        "这家企业",
        "公司方面",
        "厂方",
    ),
    "PublicBody": ("该部", "该部门", "该机构", "该局", "该署", "当局"),
    "Organization": ("该研究所", "该智库", "该媒体", "该通讯社", "该报", "该机构", "院方", "校方"),
}
_PERSON_PRONOUNS = ("他", "她")


@dataclass(slots=True)
class Memory:
    """Who spoke and who was named so far in a source."""

    last: Voice | None = None
    """Who spoke last."""
    papers: Voice | None = None
    spokesman: Voice | None = None
    unnamed: Voice | None = None
    sentence: int = 0
    at: dict[str, int] = field(default_factory=dict)
    """Id of a party → the sentence it was last named in."""
    roots: dict[str, Mention] = field(default_factory=dict)
    by_mention: dict[str, Mention] = field(default_factory=dict)

    def note(self, scene: Scene, start: int, end: int) -> None:
        """Remember the parties named in a sentence."""
        self.sentence += 1
        for named in scene.inside(start, end, PARTIES):
            origin = scene.roots.get(named.mention.id, named.mention)
            self.by_mention[named.mention.id] = self.by_mention[origin.id] = origin
            if not named.mention.value.get("reference"):
                self.at[origin.id] = self.sentence
                self.roots[origin.id] = origin

    def roots_by_mention(self) -> dict[str, Mention]:
        """The id of every mention seen → what it stands for."""
        return self.by_mention

    def only(self, schema: str, within: int) -> Mention | None:
        """The one party of a kind named in the last so many sentences; None when there are several or none."""
        found = [i for i, at in self.at.items() if self.roots[i].schema == schema and self.sentence - at < within]
        return self.roots[found[0]] if len(found) == 1 else None


def is_newsroom(mention: Mention, outlets: frozenset[str]) -> bool:
    """Whether a name is that of a newsroom."""
    name = simplified(mention.text)
    return (
        name in newsrooms()
        or name in outlets
        or (
            mention.schema == "Organization"
            and name.endswith(
                (
                    "日报",
                    "时报",
                    "晚报",
                    "周刊",
                    "通讯社",
                    "新闻社",
                    "电视台",
                    "新闻网",
                    "早报",
                    "都市报",
                    "周报",
                    "财经",
                    "广播公司",
                )
            )
        )
    )


@dataclass(slots=True)
class Voicing:
    """Makes the voices of one page, with the memory of the source."""

    scene: Scene
    memory: Memory
    outlets: frozenset[str]

    def chain(self, source: Source, *, reporter: bool = False) -> tuple[Voice, ...]:
        """The voices of a source, nearest to the reader first, those who were told included."""
        told = [self._told(to) for to in source.addressees]
        reporters = tuple(v for v in told if v.role == Role.REPORTER)
        others = tuple(v for v in told if v.role == Role.ADDRESSEE)
        own = self._own(source)
        if reporter and own and own[-1].role == Role.SPEAKER:
            own = (*own[:-1], _as(own[-1], Role.REPORTER))
        return (*reporters, *own, *others)

    def _own(self, source: Source) -> tuple[Voice, ...]:
        if source.kind == "paper":
            return self._paper(source)
        if source.kind == "pronoun":
            return (self._pronoun(source),)
        head = self.scene.ending_at(source.head[1]) if source.kind == "name" else None
        if head is not None:
            return (self._named(head, Role.SPEAKER, Medium.SPEECH),)
        return (self._described(source, Role.SPEAKER, Medium.SPEECH),)

    def _named(self, named: Named, role: Role, medium: Medium) -> Voice:
        place = named.mention.place
        return Voice(named.mention.text, role, medium, place.start, place.end, named.mention.id)

    def _described(self, source: Source, role: Role, medium: Medium) -> Voice:
        span = self.scene.page.span(source.start, source.end)
        text = self.scene.text[source.start : source.end]
        stands_for = None
        if source.kind == "spoken for":
            bodies = [
                n
                for n in self.scene.inside(source.start, source.end)
                if n.mention.schema in ("Company", "PublicBody", "Organization", "Country")
            ]
            stands_for = bodies[-1].mention.id if bodies else None
        return Voice(
            span.text, role, medium, span.start, span.end, stands_for, stated_count(text), source.kind == "unnamed"
        )

    def _told(self, to: Range) -> Voice:
        """A newsroom that was told passes it on; anybody else was only told."""
        named = self.scene.ending_at(to[1])
        text = self.scene.text[to[0] : to[1]]
        if named is not None and named.start >= to[0]:
            role = Role.REPORTER if is_newsroom(named.mention, self.outlets) else Role.ADDRESSEE
            return self._named(named, role, Medium.SPEECH)
        role = Role.REPORTER if text in speech("reporters") or text.endswith(("记者", "媒体")) else Role.ADDRESSEE
        span = self.scene.page.span(*to)
        anonymous = text in ("记者", "媒体", "多家媒体")
        return Voice(span.text, role, Medium.SPEECH, span.start, span.end, None, None, anonymous)

    # ---- pronouns

    def _pronoun(self, source: Source) -> Voice:
        """Whom "他", "该公司" or "该发言人" stands for, where just one can be meant; else the words as they are."""
        text = self.scene.text[source.head[0] : source.head[1]]
        referring = self.scene.starting_at(source.head[0])
        if referring is not None and referring.mention.value.get("reference") and referring.mention.alias_of:
            return _of(self.scene.roots[referring.mention.id], referring.mention.id)
        found = self.resolved(text)
        if found is not None:
            return found
        span = self.scene.page.span(*source.head)
        anonymous = text.endswith(("人士", "官员", "两人", "三人")) or text in ("他们", "她们")
        named = next((n for n in self.scene.inside(*source.head) if n.mention.value.get("reference")), None)
        return Voice(
            span.text,
            Role.SPEAKER,
            Medium.SPEECH,
            span.start,
            span.end,
            named.mention.id if named else None,
            stated_count(text),
            anonymous,
        )

    def resolved(self, text: str) -> Voice | None:
        """The voice a pronoun stands for; None where none or several fit."""
        memory = self.memory
        if text in _PERSON_PRONOUNS:
            last = memory.last
            if (
                last is not None
                and last.mention in memory.roots_by_mention()
                and memory.roots_by_mention()[last.mention].schema == "Person"
            ):
                return _again(last)
            if (
                last is not None
                and last.mention is None
                and last.role == Role.SPEAKER
                and (last.count in (None, 1))
                and last.anonymous
            ):
                return _again(last)
            person = memory.only("Person", 2)
            return _of(person) if person is not None else None
        if text.endswith("发言人") and text != "发言人":
            return _again(memory.spokesman) if memory.spokesman is not None else None
        if text.endswith(("人士", "官员")) and text.startswith(("该", "这", "上述")):
            noun = re.sub("^(?:该|这|上述)(?:位|名|些)?", "", text)
            same = memory.unnamed is not None and simplified(memory.unnamed.name).endswith(noun)
            return _again(memory.unnamed) if memory.unnamed is not None and same else None
        for schema, words in _BODY_PRONOUNS.items():
            if text in words:
                party = memory.only(schema, 3)
                if party is None and schema == "Company" and memory.last is not None:
                    spoke = memory.roots_by_mention().get(memory.last.mention or "")
                    party = spoke if spoke is not None and spoke.schema == "Company" else None
                if party is not None:
                    return _of(party)
        return None

    # ---- papers

    def _paper(self, source: Source) -> tuple[Voice, ...]:
        """Reporter, paper, author, addressee, as far as the words before the paper name them."""
        text, page = self.scene.text, self.scene.page
        noun = text[source.head[0] : source.head[1]]
        phrase = text[source.start : source.end]
        record = any(r in phrase for r in speech("records")) or phrase.startswith("海关")
        medium = Medium.RECORD if record else Medium.DOCUMENT
        reporters, authors, told = self._around(source, medium)
        if noun in speech("hollow_papers") and authors:
            return (*reporters, *(_as(v, Role.SPEAKER) for v in authors), *told)
        again = phrase in ("该报告", "报告", "该文件", "文件", "上述报告", "这份报告", "这份文件", "上述文件")
        if again and self.memory.papers is not None and simplified(self.memory.papers.name).endswith(noun):
            return (_again(self.memory.papers),)
        start = self._name_start(source)
        span = page.span(start, source.end)
        count = stated_count(text[start : source.head[0]])
        return (*reporters, Voice(span.text, Role.DOCUMENT, medium, span.start, span.end, None, count), *authors, *told)

    def _same_paper(self, noun: str) -> bool:
        """Whether the paper that spoke last is called by this noun."""
        last = self.memory.papers
        return last is not None and simplified(last.name).endswith(noun)

    def _name_start(self, source: Source) -> int:
        """The paper with its number and adjectives, without the clause that says who saw or wrote it."""
        text = self.scene.text
        made = "|".join((*speech("seen_by"), *speech("made_by")))
        matches = list(re.finditer(rf"(?:{made})[^，。]*?的", text[source.start : source.end]))
        if matches and source.start + matches[-1].end() < source.head[1]:
            return source.start + matches[-1].end()
        party = [n for n in self.scene.inside(source.start, source.head[0], PARTIES) if text[n.end : n.end + 1] == "的"]
        return party[-1].end + 1 if party else source.start

    def _around(self, source: Source, medium: Medium) -> tuple[list[Voice], list[Voice], list[Voice]]:
        text = self.scene.text
        reporters, authors, told = [], [], []
        parties = self.scene.inside(source.start, source.head[0], PARTIES)
        for named in parties:
            after = text[named.end : source.end]
            before = text[source.start : named.start]
            if re.match(rf"(?:记者)?(?:所|独家|已)?(?:{'|'.join(speech('seen_by'))})", after):
                reporters.append(self._named(named, Role.REPORTER, medium))
            elif re.match(rf"[^，。的]{{0,12}}?(?:{'|'.join(speech('made_by'))})", after):
                authors.append(self._named(named, Role.AUTHOR, medium))
            elif re.search(r"(?:给|向|致|于|往)$", before):
                told.append(self._named(named, Role.ADDRESSEE, medium))
            elif (
                named.mention.schema != "Country"
                and re.match("的|发布|官方|内部|公开|最新|$", after or "")
                and (after.startswith("的") or named.end == source.head[0])
            ):
                authors.append(self._named(named, Role.AUTHOR, medium))
        for noun in speech("reporters"):
            if re.search(
                rf"{noun}(?:记者)?(?:所|独家)?(?:{'|'.join(speech('seen_by'))})", text[source.start : source.head[0]]
            ):
                at = text.index(noun, source.start)
                span = self.scene.page.span(at, at + len(noun))
                reporters.append(Voice(span.text, Role.REPORTER, medium, span.start, span.end))
                break
        return reporters, authors, told


def _as(voice: Voice, role: Role) -> Voice:
    medium = Medium.SPEECH if role == Role.SPEAKER else voice.medium
    return Voice(voice.name, role, medium, voice.start, voice.end, voice.mention, voice.count, voice.anonymous)


def _again(voice: Voice) -> Voice:
    """A voice that is meant again: the words do not name it here."""
    return Voice(voice.name, voice.role, voice.medium, None, None, voice.mention, voice.count, voice.anonymous)


def _of(mention: Mention, by: str | None = None) -> Voice:
    """The voice of a mention that other words here stand for; `by` is the id of the mention of those words."""
    return Voice(mention.text, Role.SPEAKER, Medium.SPEECH, None, None, by or mention.id)
