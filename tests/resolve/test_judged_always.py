"""Whatever machines come to read: a rejection never becomes an acceptance, and no judgement goes to other words."""

import random
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from averment.claim import Claim
from averment.correction import CorrectionRefused
from averment.judged import Judged, kept_in
from averment.judgement import Decision, Judgement
from averment.resolve.judged.likeness import plain
from averment.stance import Modality, Stance
from averment.store.records import claims_of

from .judging import SOURCE, Paper, says

SENTENCES = (
    ("Orlin Trading", "said", "it had supplied nine pumps to the Palmarian Water Board in 2023"),
    ("Vesna Freight", "said", "it had carried seven crates to the northern dam in the spring"),
    ("Vesna Freight", "said", "it had carried eleven crates to the northern dam in the autumn"),
    ("Halden Marine", "told the board", "the pumps were not made in its works on the river"),
    ("Петр Орлов", "сообщил", "что завод поставил девять насосов водному управлению в 2023 году"),
    ("海港贸易公司", "表示", "该公司于二零二三年向北方水务局供应了九台离心泵和两台备用电机"),
)
Drawn = tuple[int, int, int, int]
"""(sentence, cut, stance, modality)"""
drawn = st.tuples(st.integers(0, len(SENTENCES) - 1), st.integers(0, 3), st.integers(0, 2), st.integers(0, 1))
STANCES = (Stance.ASSERTS, Stance.DENIES, Stance.ALLEGES)
MODALITIES = (Modality.FACT, Modality.PLANNED)


def written(order: Sequence[int], noise: int, spaced: bool, first: str = "") -> tuple[str, dict[int, str]]:
    """A text, and each sentence as it is spelt in it."""
    pick = random.Random(noise)
    spelt = {}
    for n in order:
        speaker, cue, content = SENTENCES[n]
        joint = "" if n == 5 else " "
        sentence = f"{speaker}{joint}{cue}{joint}{content}."
        if noise:
            at = pick.randrange(len(sentence))
            if sentence[at].isalpha():
                sentence = sentence[:at] + pick.choice("lrnceo1") + sentence[at + 1 :]
        spelt[n] = sentence.replace(" had ", "\nhad  ") if spaced else sentence
    return first + "\n".join(spelt[n] for n in order) + "\n", spelt


def claims(text: str, spelt: dict[int, str], chosen: Sequence[Drawn]) -> list[Claim]:
    made: dict[str, Claim] = {}
    for sentence, cut, stance, modality in chosen:
        if sentence not in spelt:
            continue
        quote = spelt[sentence]
        speaker, cue, _ = SENTENCES[sentence]
        start = len(speaker) + len(cue) + (0 if sentence == 5 else 2)
        size = len(quote) - start - 1
        first, last = ((0, size), (0, size * 2 // 3), (size // 5, size), (size // 2, size))[cut]
        claim = says(
            text, quote, quote[start + first : start + last], quote[: len(speaker)],
            stance=STANCES[stance], modality=MODALITIES[modality],
        )  # fmt: skip
        made[claim.id] = claim
    return list(made.values())


def decide(paper: Paper, picks: Sequence[tuple[str, int]]) -> None:
    """Decisions about what the ledger holds now."""
    for kind, number in picks:
        known = claims_of(paper.ledger, SOURCE.id)
        if kind == "undo" and paper.judgements:
            paper.judge(Decision.UNDO, paper.judgements[number % len(paper.judgements)].id)
        elif kind == "correct" and known:
            try:
                paper.correct(known[number % len(known)].id, stance=STANCES[number % 3].value, negated=number % 2 == 0)
            except CorrectionRefused:
                continue
        elif kind in ("accept", "reject") and known:
            paper.judge(Decision(kind), known[number % len(known)].id)
        paper.build()


def judged_as(judgement: Judgement) -> Judged:
    found = kept_in(judgement.value, "corrected") or kept_in(judgement.value, "as_judged", 0)
    assert found is not None
    return found


def check(paper: Paper) -> None:
    by_id = {j.id: j for j in paper.judgements}
    rows = {r["id"]: r for r in paper.ledger.rows("SELECT * FROM claim")}
    for claim in claims_of(paper.ledger, SOURCE.id):
        row = rows[claim.id]
        assert paper.text[claim.place.start : claim.place.end] == claim.quote
        assert paper.text[claim.content.start : claim.content.end] == claim.content.text
        assert all(v.start is None or paper.text[v.start : v.end] == v.name for v in claim.voices)
        if row["replaced_by"] is not None:
            assert rows[row["replaced_by"]] is not None
            continue
        if row["review"] == "unreviewed":
            continue
        judgement = by_id[row["judgement"]]
        allowed = (
            (Decision.REJECT, Decision.ACCEPT) if row["review"] == "rejected" else (Decision.ACCEPT, Decision.CORRECT)
        )
        assert judgement.decision in allowed
        if row["review"] == "accepted" or judgement.decision is Decision.REJECT:
            same_words_and_reading(claim, judged_as(judgement).claim)


def same_words_and_reading(claim: Claim, judged: Claim | None) -> None:
    assert judged is not None
    assert (claim.stance, claim.modality, claim.negated) == (judged.stance, judged.modality, judged.negated)
    now, then = plain(claim.content.text), plain(judged.content.text)
    common = SequenceMatcher(None, now, then, autojunk=False)
    shared = sum(b.size for b in common.get_matching_blocks())
    assert shared >= 0.75 * min(len(now), len(then)), (claim.content.text, judged.content.text)
    digits = [[c for c in v.name if c.isdigit()] for v in (*claim.voices, *judged.voices)]
    assert digits[: len(claim.voices)] == digits[len(claim.voices) :]
    assert which(claim.quote) == which(judged.quote)


def which(quote: str) -> int:
    """The sentence it is, whatever letter of it was misread."""
    spelt = ["".join(sentence) for sentence in SENTENCES]
    return max(range(len(spelt)), key=lambda n: SequenceMatcher(None, plain(spelt[n]), plain(quote)).ratio())


def altered(first: Sequence[Drawn], changes: Sequence[tuple[int, int, int]]) -> list[Drawn]:
    """The claims a newer method makes: some of the old ones, cut otherwise or read otherwise."""
    made = []
    for at, part, value in changes:
        sentence, cut, stance, modality = first[at % len(first)]
        made.append(
            ((sentence, value, stance, modality), (sentence, cut, value % 3, modality),
             (sentence, cut, stance, value % 2), (sentence, cut, stance, modality))[part]
        )  # fmt: skip
    return made


PICKS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "reject", "correct", "undo"]), st.integers(0, 30)), max_size=5
)
TEXTS = st.tuples(
    st.permutations(range(len(SENTENCES))), st.integers(3, len(SENTENCES)), st.integers(0, 3), st.booleans(),
    st.sampled_from(["", "A heading.\n\n", "Page 1 of 3 " * 9 + "\n"]),
)  # fmt: skip


NEWER = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)), max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    first=st.lists(drawn, min_size=1, max_size=6),
    picks=PICKS,
    changes=st.lists(st.tuples(TEXTS, NEWER, PICKS), min_size=1, max_size=3),
)
def test_no_change_of_method_gives_a_judgement_another_meaning(first: list, picks: list, changes: list) -> None:
    with TemporaryDirectory() as folder:
        paper = Paper(Path(folder) / "l.sqlite")
        text, spelt = written(range(len(SENTENCES)), 0, False)
        paper.read(text, *claims(text, spelt, first)).build()
        decide(paper, picks)
        check(paper)
        for (order, size, noise, spaced, head), chosen, more in changes:
            text, spelt = written(order[:size], noise, spaced, head)
            found = claims(text, spelt, altered(first, chosen))
            paper.read(text, *found).build()
            check(paper)
            decide(paper, more)
            check(paper)
        whole = Paper(Path(folder) / "whole.sqlite")
        whole.judgements = paper.judgements
        assert whole.read(text, *found).build().state() == paper.state(), "as from nothing"
        assert not paper.ledger.rows("PRAGMA foreign_key_check")
        for p in (paper, whole):
            p.ledger.db.close()
