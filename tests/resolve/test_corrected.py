"""A correction is a record of the person's own: it is in force, the machine's stays and is marked, an undo restores."""

from pathlib import Path

import pytest

from averment.claim import Span
from averment.correction import CorrectionRefused
from averment.judged import as_json, from_json
from averment.judgement import Decision
from averment.review import Desk
from averment.stance import Modality, Stance
from averment.store.records import claim_with, claims_of, mention_with

from .judging import SOURCE, Paper, named, says
from .test_judged import CARRIED, ORLIN, SUPPLIED, TEXT, VESNA, orlin, vesna

NAMES = [
    named(TEXT, "Orlin Trading"),
    named(TEXT, "Palmarian Water Board", "PublicBody"),
    named(TEXT, "Vesna Freight"),
    named(TEXT, "2023", "Date", edtf="2023"),
]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "ledger.sqlite").read(TEXT, orlin(), vesna(), mentions=NAMES).build()


def row(paper: Paper, id_: str) -> dict:
    found = paper.ledger.row("SELECT * FROM claim WHERE id = ?", [id_])
    return dict(found) if found else {}


def test_a_corrected_stance_is_in_force_and_the_machine_s_is_marked(paper: Paper) -> None:
    before = paper.state()
    judgement = paper.correct(vesna().id, stance="asserts", negated=True)
    paper.build()
    made = row(paper, paper.held(judgement))
    assert (made["stance"], made["negated"], made["content"]) == ("asserts", 1, CARRIED)
    assert (made["review"], made["method"]) == ("accepted", f"judgement@{judgement.id}")
    machine = row(paper, vesna().id)
    assert (machine["stance"], machine["review"]) == ("denies", "rejected")
    assert (machine["judgement"], machine["replaced_by"]) == (judgement.id, made["id"])
    assert claim_with(paper.ledger, vesna().id) == vesna(), "the machine's record is not edited"
    paper.judge(Decision.UNDO, judgement.id)
    assert paper.build().state() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"modality": "planned"},
        {"negated": True},
        {"content": "supplied nine pumps"},
        {"cue": "said"},
        {"voices": [{"name": "The board", "role": "reporter"}, {"name": "Orlin Trading", "medium": "document"}]},
        {"voices": [{"name": "The Harbour Post", "role": "reporter"}]},
        {"voices": [{"name": "nine pumps", "count": 9, "anonymous": True}]},
        {"voices": []},
        {"add_relations": [["Orlin Trading", "supplier_to", "Palmarian Water Board", {"date": "2023"}]]},
        {"stance": "alleges", "content": "had supplied nine pumps", "cue": "said", "voices": ["Vesna Freight"]},
    ],
)
def test_everything_of_a_claim_can_be_corrected_and_comes_back_whole(paper: Paper, changes: dict) -> None:
    judgement = paper.correct(orlin().id, **changes)
    state = paper.build().state()
    made = claim_with(paper.ledger, paper.held(judgement))
    assert made is not None
    for span in (made.content, *([made.cue] if made.cue else [])):
        assert TEXT[span.start : span.end] == span.text
    for voice in made.voices:
        assert voice.start is None or TEXT[voice.start : voice.end] == voice.name
    assert len(paper.in_force()) == 2
    newer = "New first line.\n" + TEXT
    paper.read(newer, orlin(newer), vesna(newer), mentions=[named(newer, m.text, m.schema) for m in NAMES]).build()
    moved = claim_with(paper.ledger, paper.held(judgement))
    assert moved is not None
    assert newer[moved.content.start : moved.content.end] == made.content.text
    assert [v.name for v in moved.voices] == [v.name for v in made.voices]
    assert [v.mention is None for v in moved.voices] == [v.mention is None for v in made.voices]
    assert [(t.subject.text, t.subject.mention is None) for t in moved.triples] == [
        (t.subject.text, t.subject.mention is None) for t in made.triples
    ]
    paper.read(TEXT, orlin(), vesna(), mentions=NAMES)
    assert paper.build().state() == state


def test_a_relation_is_taken_out_and_another_put_in(tmp_path: Path) -> None:
    machine = orlin(triples=[("Orlin Trading", "owns", "Palmarian Water Board")])
    paper = Paper(tmp_path / "l.sqlite").read(TEXT, machine, mentions=NAMES).build()
    with pytest.raises(CorrectionRefused, match="no relation 2"):
        paper.correct(machine.id, remove_relations=[2])
    judgement = paper.correct(
        machine.id, remove_relations=[1], add_relations=[["Orlin Trading", "supplier_to", "Palmarian Water Board"]]
    )
    paper.build()
    made = claim_with(paper.ledger, paper.held(judgement))
    assert made is not None
    (triple,) = made.triples
    assert (triple.predicate, triple.subject.mention, triple.object.mention) == (
        "supplier_to",
        NAMES[0].id,
        NAMES[1].id,
    )
    edges = [tuple(r) for r in paper.ledger.rows("SELECT predicate, claim FROM edge")]
    assert edges == [("supplier_to", made.id)], "what is traced and weighed is what the person says"


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ({"content": "it had supplied ten pumps"}, "is not in the quote", "it had supplied nine pumps"),
        ({"voices": ["Orlin Trade"]}, "is not in the source", "Orlin Trading"),
        ({"voices": ["Zephyrine Holdings"]}, "is not in the source", ""),
        ({"stance": "shouts"}, "no stance 'shouts'", "asserts"),
        ({"colour": "red"}, "a claim has no colour", "stance"),
        ({"add_relations": [["Orlin Trading", "likes", "nine pumps"]]}, "no relation is called 'likes'", "supplier_to"),
        ({"stance": "asserts"}, "is so already", ""),
        ({"negated": "yes"}, "neither true nor false", ""),
    ],
)
def test_what_is_not_in_the_source_is_refused_with_what_is(
    paper: Paper, changes: dict, message: str, hint: str
) -> None:
    with pytest.raises(CorrectionRefused, match=message) as refused:
        paper.correct(orlin().id, **changes)
    assert hint in refused.value.hint


def test_a_correction_can_be_corrected_again_and_rejected(paper: Paper) -> None:
    first = paper.correct(orlin().id, stance="alleges")
    one = paper.build().held(first)
    with pytest.raises(CorrectionRefused, match="has been replaced by"):
        Desk(paper.ledger).corrected(orlin().id, {"negated": True})
    second = paper.correct(one, modality="planned")
    two = paper.build().held(second)
    assert paper.in_force() == {("alleges", SUPPLIED, "accepted"), ("denies", CARRIED, "unreviewed")}
    assert row(paper, orlin().id)["replaced_by"] == two
    assert row(paper, one)["replaced_by"] == two
    paper.judge(Decision.REJECT, two)
    paper.build()
    assert paper.in_force() == {("denies", CARRIED, "unreviewed")}
    paper.judge(Decision.ACCEPT, orlin().id)
    assert paper.build().in_force() == {("asserts", SUPPLIED, "accepted"), ("denies", CARRIED, "unreviewed")}


def test_a_correction_holds_against_a_newer_method(paper: Paper) -> None:
    judgement = paper.correct(orlin().id, stance="alleges")
    paper.build()
    made = paper.held(judgement)
    for newer in (orlin(content=SUPPLIED + " in 2023"), orlin(stance=Stance.DENIES), orlin(stance=Stance.ALLEGES)):
        paper.read(TEXT, newer, vesna(), mentions=NAMES).build()
        assert paper.held(judgement) == made
        assert row(paper, newer.id)["replaced_by"] == made, newer.stance
        assert paper.in_force() == {("alleges", SUPPLIED, "accepted"), ("denies", CARRIED, "unreviewed")}
    assert paper.problems() == [], "the last machine agrees with the person"
    paper.read(TEXT, orlin(stance=Stance.DENIES), vesna(), mentions=NAMES).build()
    assert paper.problems() == ["reading_changed"]


def test_a_claim_the_machine_missed(paper: Paper) -> None:
    judgement = paper.add(
        "claim", quote="The board met in March.", content="The board met", stance="asserts", voices=["The board"]
    )
    paper.build()
    assert ("asserts", "The board met", "accepted") in paper.in_force()
    found = says(TEXT, "The board met in March.", "The board met", "The board")
    paper.read(TEXT, orlin(), vesna(), found, mentions=NAMES).build()
    assert row(paper, found.id)["replaced_by"] == paper.held(judgement), "found later by a machine: one claim, not two"
    assert len(paper.in_force()) == 3


def test_an_addition_needs_words_of_the_source_at_one_place(paper: Paper) -> None:
    with pytest.raises(CorrectionRefused, match="is not in the source"):
        paper.add("claim", quote="The board met in April.", stance="asserts")
    with pytest.raises(CorrectionRefused, match="stands at 2 places"):
        paper.add("mention", words="pumps", schema="Good")
    made = paper.add("mention", words="pumps", schema="Good", nth=2)
    assert made.value["added"]["mention"]["place"].endswith(f"char={TEXT.rindex('pumps')},{TEXT.rindex('pumps') + 5}")


# ---- mentions


def entity_of(paper: Paper, mention: str) -> tuple[str, str] | None:
    found = paper.ledger.row(
        "SELECT e.schema, e.name FROM member b JOIN entity e ON e.id = b.entity WHERE b.mention = ?", [mention]
    )
    return tuple(found) if found else None


def test_a_corrected_mention_is_the_entity_and_what_pointed_at_the_old_one_finds_it(paper: Paper) -> None:
    before = paper.state()
    judgement = paper.correct(NAMES[2].id, schema="Vessel", words="Vesna")
    paper.build()
    made = paper.held(judgement)
    assert entity_of(paper, made) == ("Vessel", "Vesna")
    assert entity_of(paper, NAMES[2].id) == ("Vessel", "Vesna")
    assert paper.ledger.value("SELECT count(*) FROM entity WHERE name = 'Vesna Freight'") == 0
    paper.judge(Decision.UNDO, judgement.id)
    assert paper.build().state() == before


def test_a_rejected_mention_names_nothing(paper: Paper) -> None:
    judgement = paper.judge(Decision.REJECT, NAMES[2].id)
    assert entity_of(paper.build(), NAMES[2].id) is None
    text = "New line.\n" + TEXT
    again = named(text, "Vesna Freight")
    paper.read(text, mentions=[again]).build()
    assert entity_of(paper, again.id) is None
    assert paper.held(judgement) == again.id
    other = named(text, "Vesna Freight", "Vessel")
    paper.read(text, mentions=[other]).build()
    assert entity_of(paper, other.id) == ("Vessel", "Vesna Freight"), "another kind is another reading"
    assert paper.problems() == ["reading_changed"]


def test_a_value_and_an_alias_can_be_corrected(paper: Paper) -> None:
    date = paper.correct(NAMES[3].id, value={"edtf": "2023-05"})
    alias = paper.correct(NAMES[2].id, alias_of="Orlin Trading")
    paper.build()
    assert mention_with(paper.ledger, paper.held(date)).value == {"edtf": "2023-05"}
    assert mention_with(paper.ledger, paper.held(alias)).alias_of == NAMES[0].id
    assert entity_of(paper, NAMES[2].id) == entity_of(paper, NAMES[0].id)
    text = "New line.\n" + TEXT
    moved = [named(text, m.text, m.schema, **m.value) for m in NAMES]
    paper.read(text, mentions=moved).build()
    assert entity_of(paper, moved[2].id) == entity_of(paper, moved[0].id), "the alias moved with its mention"


def test_an_accepted_value_does_not_go_over_to_another(paper: Paper) -> None:
    judgement = paper.judge(Decision.ACCEPT, NAMES[3].id)
    newer = named(TEXT, "2023", "Date", edtf="2028")
    paper.read(TEXT, mentions=[*NAMES[:3], newer]).build()
    kept = mention_with(paper.ledger, paper.held(judgement))
    assert kept.value == {"edtf": "2023"}
    assert paper.ledger.value("SELECT review FROM mention WHERE id = ?", [newer.id]) == "rejected"
    assert paper.problems() == ["reading_changed"]


def test_same_and_different_follow_a_name_whatever_it_is_taken_for(paper: Paper) -> None:
    paper.judge(Decision.SAME, NAMES[0].id, NAMES[2].id, names=["Orlin Trading", "Vesna Freight"])
    paper.build()
    assert entity_of(paper, NAMES[0].id) == entity_of(paper, NAMES[2].id)
    text = "A line before.\n" + TEXT.replace("Vesna Freight", "Vesna Frcight")
    newer = [named(text, "Orlin Trading", "Organization"), named(text, "Vesna Frcight", "LegalEntity")]
    paper.read(text, mentions=newer).build()
    assert entity_of(paper, newer[0].id) == entity_of(paper, newer[1].id)
    assert paper.problems() == []
    paper.read(text, mentions=newer[:1]).build()
    assert paper.problems() == ["judgement_without_target"]


def test_a_correction_of_a_mention_carries_the_names_joined_by_it(paper: Paper) -> None:
    paper.judge(Decision.SAME, NAMES[0].id, NAMES[2].id, names=["Orlin Trading", "Vesna Freight"])
    judgement = paper.correct(NAMES[2].id, schema="Organization", words="Vesna Freight denied")
    paper.build()
    assert entity_of(paper, paper.held(judgement)) == entity_of(paper, NAMES[0].id)


def test_no_part_of_a_record_is_forgotten_on_the_way_back_from_the_ledger(paper: Paper) -> None:
    """A field that a record comes to have must be read back too, or a judgement would not keep it."""
    from dataclasses import MISSING, fields, replace

    claim = replace(
        orlin(
            triples=[("Orlin Trading", "supplier_to", "Palmarian Water Board")], modality=Modality.PLANNED, negated=True
        ),
        cue=Span(38, 42, "said"),
        further=(Span(99, 106, "in 2023"),),
    )
    claim = replace(claim, voices=(replace(claim.voices[0], mention=NAMES[0].id, count=2, anonymous=True),))
    alias = replace(NAMES[2], alias_of=NAMES[0].id, alias_reason="in brackets", value={"reference": "definite"})
    paper.read(TEXT, claim, mentions=[*NAMES[:2], alias, NAMES[3]])
    records = (claim, claim.voices[0], claim.triples[0].subject, alias)
    for record in records:
        for f in fields(record):
            default = f.default_factory() if f.default_factory is not MISSING else f.default
            assert getattr(record, f.name) != default, f"give {type(record).__name__}.{f.name} a value in this test"
    assert claims_of(paper.ledger, SOURCE.id) == [claim]
    assert mention_with(paper.ledger, alias.id) == alias
    for record in (claim, alias):
        assert from_json(type(record), as_json(record)) == record


def test_a_content_in_pieces_is_accepted_with_its_pieces(paper: Paper) -> None:
    from dataclasses import replace

    pieces = replace(orlin(content="it had supplied nine pumps"), further=(Span(99, 106, "in 2023"),))
    paper.read(TEXT, pieces, mentions=NAMES).build()
    accepted = paper.judge(Decision.ACCEPT, pieces.id)
    paper.read(TEXT, replace(pieces, further=()), mentions=NAMES).build()
    assert paper.rules() == ["cut otherwise"]
    newer = "New line.\n" + TEXT
    paper.read(newer).build()
    kept = claim_with(paper.ledger, paper.held(accepted))
    assert [s.text for s in kept.further] == ["in 2023"]
    assert newer[kept.further[0].start : kept.further[0].end] == "in 2023"
    corrected = paper.correct(kept.id, content="it had supplied", further=["nine pumps", "in 2023"])
    paper.build()
    assert [s.text for s in claim_with(paper.ledger, paper.held(corrected)).further] == ["nine pumps", "in 2023"]


def test_records_come_back_from_the_ledger_as_they_were_put_in(paper: Paper) -> None:
    machine = orlin(triples=[("Orlin Trading", "supplier_to", "Palmarian Water Board")])
    paper.read(TEXT, machine, vesna(), mentions=NAMES)
    assert claims_of(paper.ledger, SOURCE.id) == [machine, vesna()]
    assert VESNA in TEXT
    assert ORLIN in TEXT


def test_an_alias_may_stand_for_a_name_that_a_person_added(paper: Paper) -> None:
    added = paper.add("mention", words="The board", schema="PublicBody")
    board = paper.build().held(added)
    alias = paper.correct(NAMES[1].id, alias_of="The board")
    paper.build()
    assert mention_with(paper.ledger, paper.held(alias)).alias_of == board
    text = "New line.\n" + TEXT
    paper.read(text, mentions=[named(text, m.text, m.schema, **m.value) for m in NAMES]).build()
    assert mention_with(paper.ledger, paper.held(alias)).alias_of == paper.held(added) != board


def test_what_a_name_stands_for_is_part_of_what_was_accepted(paper: Paper) -> None:
    from dataclasses import replace

    alias = replace(NAMES[2], alias_of=NAMES[0].id, alias_reason="in brackets")
    paper.read(TEXT, mentions=[*NAMES[:2], alias, NAMES[3]]).build()
    accepted = paper.judge(Decision.ACCEPT, alias.id)
    newer = replace(alias, alias_of=NAMES[1].id)
    paper.read(TEXT, mentions=[*NAMES[:2], newer, NAMES[3]]).build()
    assert mention_with(paper.ledger, paper.held(accepted)).alias_of == NAMES[0].id
    assert paper.problems() == ["reading_changed"]
