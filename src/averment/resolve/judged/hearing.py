"""The judgements about one source's claims, or its mentions, applied in the order they were made.

Pure: from the records machines made and the judgements to what holds now. Machines' records are never changed: they
are marked, and a person's record stands beside them. The last word wins.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from averment.identity import content_id
from averment.judged import Judged, Record, with_method
from averment.judgement import Decision
from averment.mention import VALUE_SCHEMATA, Mention
from averment.method import JUDGEMENT, by_person
from averment.problem import Problem
from averment.resolve.judged.locate import Located
from averment.resolve.judged.moving import Page, moved
from averment.resolve.judged.policy import RESOLVE_JUDGED, policy
from averment.resolve.judged.readings import READINGS, Reading, names, shortened, union_share
from averment.resolve.judged.rules import WORDS_FOUND, Rule

ABOUT_NAMES = (Decision.SAME, Decision.DIFFERENT, Decision.RELEASE)


@dataclass(frozen=True, slots=True)
class Target:
    """What one judgement says of one record: the id it gave, the record as judged, and the one it makes."""

    judgement: str
    ordinal: int
    decision: Decision
    given: str
    judged: Judged | None = None
    made: Judged | None = None

    @property
    def kept(self) -> Judged | None:
        """The record the judgement kept, to find it by."""
        return self.judged or self.made


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judgement holds now, by which rule; `record` is None where it holds for none."""

    target: Target
    record: str | None
    rule: Rule
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What became of a record: "accepted" or "rejected", by which judgement, and what stands in its place."""

    status: str
    judgement: str
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A judged record where it stands now, with the machine's records that touch its words."""

    record: Record
    located: Located
    near: tuple[Record, ...]


@dataclass(slots=True)
class Hearing:
    """One source, one kind of record. `hear` takes the judgements in order; the rest is what holds afterwards."""

    kind: str
    source: str
    page: Page
    machine: Sequence[Record]
    reviews: dict[str, Review] = field(default_factory=dict)
    made: dict[str, Record] = field(default_factory=dict)
    """By the judgement that made them."""
    anchors: list[Anchor] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _known: dict[str, Record] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _reach: int = 0
    _held: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.machine = sorted(self.machine, key=lambda r: (self.reading.stretch(r)[0], r.id))
        self._known = {r.id: r for r in self.machine}
        self._starts = [self.reading.stretch(r)[0] for r in self.machine]
        self._reach = max((e - s for s, e in map(self.reading.stretch, self.machine)), default=0)

    @property
    def reading(self) -> Reading:
        """How records of this kind are compared."""
        return READINGS[self.kind]

    def hear(self, target: Target) -> None:
        """Apply one judgement to one record."""
        if target.decision is Decision.REJECT:
            anchor = self._reject(target)
        elif target.decision in (Decision.CORRECT, Decision.ADD):
            anchor = self._make(target)
        elif target.decision in ABOUT_NAMES:
            anchor = self._named(target)
        else:
            anchor = self._accept(target)
        self.anchors.append(anchor)
        if anchor.record is not None:
            self._held[target.judgement] = anchor.record

    def in_force(self, id_: str) -> str:
        """The record that stands in the place of this one, or itself."""
        seen = {id_}
        while (review := self.reviews.get(id_)) is not None and review.replaced_by and review.replaced_by not in seen:
            id_ = review.replaced_by
            seen.add(id_)
        return id_

    # ---- the four decisions

    def _accept(self, target: Target) -> Anchor:
        anchor, place = self._direct(target)
        if anchor is None and place is not None:
            anchor = self._as_judged(target, place) or self._keep(target, place)
        if anchor is None or anchor.record is None:
            return anchor or self._lost(target)
        if anchor.rule is not Rule.KEPT:
            was = self.reviews.get(anchor.record)
            if was is not None and was.replaced_by:  # the machine's reading after all
                self.reviews[self.in_force(anchor.record)] = Review("rejected", target.judgement, anchor.record)
            self.reviews[anchor.record] = Review("accepted", target.judgement)
        return anchor

    def _reject(self, target: Target) -> Anchor:
        anchor, place = self._direct(target)
        if anchor is not None and anchor.record is not None:
            self._set_aside(anchor.record, target)
            return anchor
        if place is None:
            return anchor or self._lost(target)
        hits = [r for r in place.near if self._same(place, r) and self._covers(place, r)]
        exact = [r for r in hits if self.reading.exact(place.record, r)]
        for record in hits:
            self._set_aside(record.id, target)
        if hits:
            best = min(exact or hits, key=lambda r: (r.id != target.given, r.id))
            rule = self._rule(target, best, place) if exact else Rule.CUT_OTHERWISE
            note = self._note(place, best) + (f"; {len(hits)} records in all" if len(hits) > 1 else "")
            return Anchor(target, best.id, rule, note.removeprefix("; "))
        others = self._rivals(place, target)
        if not others:
            return Anchor(target, None, Rule.NO_LONGER_READ)
        self._conflict(
            target, place, others, "was rejected; it is now read", "accept, reject or correct the new reading"
        )
        return Anchor(target, None, Rule.READ_OTHERWISE, self._told(others))

    def _make(self, target: Target) -> Anchor:
        place = None if target.made is None else self._find(target.made)
        if place is None or target.made is None:
            return self._lost(target)
        record = with_method(place.record, f"{JUDGEMENT}@{target.judgement}")
        if target.decision is Decision.CORRECT:
            self._supersede(target, record)
        for other in place.near:
            if self._free(other) and self._same(place, other) and self._covers(place, other):
                self.reviews[other.id] = Review("rejected", target.judgement, record.id)  # machines agree by now
        return self._put(target, record, Rule.MADE, self._note(place, record))

    def _named(self, target: Target) -> Anchor:
        """A judgement about what a name stands for holds for the name at that place, whatever kind it is taken for."""
        anchor, place = self._direct(target)
        if anchor is not None:
            return anchor
        if place is None:
            return self._lost(target)
        near = [
            (names(r, place.record), r) for r in place.near if isinstance(r, Mention) and r.schema not in VALUE_SCHEMATA
        ]
        best = sorted((s, r.id, r) for s, r in near if s >= policy()["stretch"])[-2:]
        if not best or (len(best) == 2 and best[0][0] == best[1][0]):
            return self._lost(target)
        share, id_, record = best[-1]
        rule = self._rule(target, record, place) if share == 1.0 else Rule.CUT_OTHERWISE
        return Anchor(target, id_, rule, self._note(place, record))

    # ---- finding the record

    def _direct(self, target: Target) -> tuple[Anchor | None, _Place | None]:
        """The record where its id or another judgement tells it; else the place its words stand at."""
        if target.judged is None:  # made before judgements kept their records
            known = target.given in self._known
            return (Anchor(target, target.given, Rule.ID) if known else self._lost(target)), None
        maker = by_person(target.judged.record.method)
        if maker:
            by = maker[0].partition("@")[2]
            found = self.made[by].id if by in self.made else self._held.get(by)
            if found is None:
                return self._lost(target, f"; the judgement {by} that made it no longer stands"), None
            return Anchor(target, found, Rule.ID if found == target.given else Rule.FOLLOWS, f"made by {by}"), None
        return None, self._find(target.judged)

    def _find(self, judged: Judged) -> _Place | None:
        located = self.page.text.locate(judged.words)
        if located is None:
            return None
        record = moved(judged, located, self.page)
        start, end = self.reading.stretch(record)
        first, last = min(start, located.start), max(end, located.end)
        low = bisect_left(self._starts, first - self._reach)
        high = bisect_left(self._starts, last)
        near = [r for r in self.machine[low:high] if self.reading.stretch(r)[1] > first]
        return _Place(record, located, tuple(near))

    def _as_judged(self, target: Target, place: _Place) -> Anchor | None:
        """The machine's record of today that reads as the one accepted, if there is one and only one."""
        alike = [r for r in place.near if self._same(place, r) and self.reading.cut(place.record, r)]
        exact = [r for r in alike if self.reading.exact(place.record, r)]
        if not exact:
            shares = sorted(
                ((union_share(self.reading.stretch(place.record), self.reading.stretch(r)), r.id, r) for r in alike),
                key=lambda s: s[:2],
            )
            if not shares or (len(shares) > 1 and shares[-1][0] == shares[-2][0]):
                return None
            exact = [shares[-1][2]]
        best = min(exact, key=lambda r: (r.id != target.given, r.place != place.record.place, r.id))
        if self.reading.more(place.record, best):
            return None  # it says more than was accepted
        same = self.reading.exact(place.record, best)
        rule = self._rule(target, best, place) if same else Rule.CUT_OTHERWISE
        return Anchor(target, best.id, rule, self._note(place, best))

    def _keep(self, target: Target, place: _Place) -> Anchor:
        """What a person accepted stays accepted, as a record of theirs; what is read in its place is shown beside."""
        record = with_method(place.record, f"{JUDGEMENT}@{target.judgement}")
        others = [r for r in self._rivals(place, target) if self._free(r)]
        same = [r for r in place.near if self._free(r) and self._same(place, r) and self.reading.cut(place.record, r)]
        for other in (*others, *same):
            self.reviews[other.id] = Review("rejected", target.judgement, record.id)
        if others or same:
            more = "; ".join(filter(None, (self.reading.more(place.record, r) for r in same)))
            shown = f" (new in it: {more})" if more else ""
            self._conflict(
                target, place, others or same, f"was accepted; it is now read{shown}",
                "the accepted reading is in force; accept or correct the new one if it is better",
            )  # fmt: skip
        return self._put(target, record, Rule.KEPT, self._told(others or same) if others or same else "")

    def _supersede(self, target: Target, record: Record) -> None:
        """Put a correction in the place of what it corrects, and of what is read there instead today."""
        anchor, place = self._direct(target)
        if anchor is not None and anchor.record is not None:
            old = self.in_force(anchor.record)
            if old != record.id:
                self.reviews[old] = Review("rejected", target.judgement, record.id)
            if target.judged is None or by_person(target.judged.record.method):
                return
        if place is None:
            return
        hits = [r for r in place.near if self._same(place, r) and self._covers(place, r)]
        others = [r for r in self._rivals(place, target) if self._free(r) and not self.reading.same(record, r, True)]
        for other in (*hits, *(r for r in self._rivals(place, target) if self._free(r))):
            self.reviews[self.in_force(other.id)] = Review("rejected", target.judgement, record.id)
        if others and not hits:
            self._conflict(
                target, place, others, "was corrected; it is now read",
                "the correction is in force; accept or correct the new reading if it is better",
            )  # fmt: skip

    # ---- small questions

    def _same(self, place: _Place, other: Record) -> bool:
        return self.reading.same(place.record, other, place.located.loosely)

    def _covers(self, place: _Place, other: Record) -> bool:
        return self.reading.cut(place.record, other) or self.reading.within(place.record, other)

    def _rivals(self, place: _Place, target: Target) -> list[Record]:
        """Other readings of the same content that did not stand beside it when it was judged."""
        beside = () if target.kept is None else target.kept.beside
        own = self.reading.stretch(place.record)
        return [
            r
            for r in place.near
            if r.id not in beside
            and union_share(own, self.reading.stretch(r)) >= policy()["stretch"]
            and not (self._same(place, r) and self.reading.cut(place.record, r))
        ]

    def _free(self, record: Record) -> bool:
        """Whether no person has decided about it yet."""
        return record.id not in self.reviews

    def _rule(self, target: Target, record: Record, place: _Place) -> Rule:
        if record.id == target.given and place.located.how == "in place":
            return Rule.ID
        return WORDS_FOUND[place.located.how]

    def _note(self, place: _Place, record: Record) -> str:
        notes = []
        old = place.located.points[0][0]
        if place.located.start != old:
            notes.append(f"character {old:,} is now {place.located.start:,}")
        if place.located.loosely:
            notes.append(f"now spelt {self.reading.told(record)}")
        elif not self.reading.exact(place.record, record):
            notes.append(f"now cut {self.reading.told(record)}")
        return "; ".join(notes)

    def _told(self, records: Sequence[Record]) -> str:
        return "; ".join(f"{self.reading.told(r)} ({r.id})" for r in records[:3])

    # ---- what is set down

    def _set_aside(self, id_: str, target: Target) -> None:
        review = self.reviews.get(id_)
        if review is None or not review.replaced_by:  # what a person put in its place is another record
            self.reviews[id_] = Review("rejected", target.judgement)

    def _put(self, target: Target, record: Record, rule: Rule, note: str) -> Anchor:
        self.made[target.judgement] = self._known[record.id] = record
        if isinstance(record, Mention):
            self.page.put(record)
        self.reviews[record.id] = Review("accepted", target.judgement)
        return Anchor(target, record.id, rule, note)

    def _conflict(self, target: Target, place: _Place, others: Sequence[Record], became: str, hint: str) -> None:
        said = f"{self.reading.told(place.record)} {became} {self._told(others)}"
        self.problems.append(
            Problem(
                "resolve", "reading_changed", f"judgement {target.judgement} ({target.decision}): {said}",
                f"{hint}: `aver review CASE show {others[0].id}`", self.source, str(place.record.place),
                RESOLVE_JUDGED.id,
            )
        )  # fmt: skip

    def _lost(self, target: Target, why: str = "") -> Anchor:
        kept = target.kept
        if kept is not None and target.decision not in ABOUT_NAMES:
            self.problems.append(lost(target, self.source, kept, why))
        return Anchor(target, None, Rule.LOST, why.removeprefix("; "))


def lost(target: Target, source: str, kept: Judged, why: str = "") -> Problem:
    """The problem of a judgement whose words are no longer found: with the words, and where they stood."""
    told = READINGS[kept.kind].told(kept.record)
    where = kept.record.place.describe()
    said = shortened(kept.words.text, 160)
    return Problem(
        "resolve", "judgement_without_target",
        f"judgement {target.judgement} ({target.decision}) is about {told}, at {where} as the source was read then, in "
        f"“{said}”; the words are not found there now, nor at one place elsewhere{why}",
        f"find the place and judge it anew, then `aver review CASE undo {target.judgement}`",
        source, str(kept.record.place), RESOLVE_JUDGED.id,
    )  # fmt: skip


def fingerprint(targets: Sequence[Target]) -> str:
    """What applying these judgements depends on beside the source's records."""
    return content_id("judged", RESOLVE_JUDGED.id, [[t.judgement, t.ordinal] for t in targets])
