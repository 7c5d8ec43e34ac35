"""What a person decided holds when a newer method reads the document anew, and never for another reading."""

from pathlib import Path

import pytest

from averment.judgement import Decision
from averment.stance import Modality, Stance
from averment.voice import Medium

from .judging import Paper, named, says

TEXT = (
    "The board met in March.\n"
    "Orlin Trading said it had supplied nine pumps to the Palmarian Water Board in 2023.\n"
    "Vesna Freight denied that it had carried the pumps to the dam.\n"
)
ORLIN = "Orlin Trading said it had supplied nine pumps to the Palmarian Water Board in 2023."
SUPPLIED = "it had supplied nine pumps to the Palmarian Water Board"
VESNA = "Vesna Freight denied that it had carried the pumps to the dam."
CARRIED = "it had carried the pumps to the dam"


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path / "ledger.sqlite")


def orlin(text: str = TEXT, content: str = SUPPLIED, quote: str = ORLIN, speaker: str = "Orlin Trading", **how):
    return says(text, quote, content, speaker, **how)


def vesna(text: str = TEXT, content: str = CARRIED, stance: Stance = Stance.DENIES, **how):
    return says(text, VESNA, content, "Vesna Freight", stance=stance, **how)


# ---- a newer method of extracting


def test_an_acceptance_holds_through_a_rebuild(paper: Paper) -> None:
    paper.read(TEXT, orlin(), vesna()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    before = paper.build().state()
    assert paper.claims()[orlin().id][2] == "accepted"
    assert paper.read(TEXT, orlin(), vesna()).build().state() == before
    assert paper.rules() == ["id"]


def test_an_acceptance_goes_over_to_another_cut_of_the_same_content_with_a_note(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    accepted = paper.judge(Decision.ACCEPT, orlin().id)
    newer = orlin(content=SUPPLIED + " in 2023")
    paper.read(TEXT, newer).build()
    assert paper.in_force() == {("asserts", SUPPLIED + " in 2023", "accepted")}
    assert paper.rules() == ["cut otherwise"]
    assert paper.held(accepted) == newer.id
    assert "now cut" in paper.ledger.value("SELECT note FROM anchored")
    assert paper.problems() == []


@pytest.mark.parametrize(
    "newer",
    [
        orlin(stance=Stance.DENIES),
        orlin(stance=Stance.ALLEGES),
        orlin(modality=Modality.PLANNED),
        orlin(negated=True),
        orlin(speaker="Vesna Freight"),
        orlin(medium=Medium.DOCUMENT),
        orlin(triples=[("Orlin Trading", "supplier_to", "Palmarian Water Board")]),
    ],
    ids=["denies", "alleges", "planned", "negated", "another speaker", "by document", "a relation nobody accepted"],
)
def test_an_acceptance_does_not_go_over_to_another_reading(paper: Paper, newer) -> None:
    paper.read(TEXT, orlin(), vesna()).build()
    accepted = paper.judge(Decision.ACCEPT, orlin().id)
    paper.read(TEXT, newer, vesna()).build()
    kept = paper.held(accepted)
    assert kept not in (None, newer.id)
    assert paper.claims()[kept] == ("asserts", SUPPLIED, "accepted"), "it stays as the person accepted it"
    assert paper.claims()[newer.id][2] == "rejected", "what is read now is set aside, and shown"
    assert paper.ledger.value("SELECT replaced_by FROM claim WHERE id = ?", [newer.id]) == kept
    assert paper.problems() == ["reading_changed"]
    assert paper.claims()[vesna().id][2] == "unreviewed"


def test_when_the_machine_comes_back_to_what_was_accepted_the_person_s_copy_goes(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    before = paper.build().state()
    paper.read(TEXT, orlin(stance=Stance.ALLEGES)).build()
    assert paper.read(TEXT, orlin()).build().state() == before


def test_an_accepted_claim_that_is_no_longer_read_stays(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    paper.read(TEXT).build()
    assert paper.in_force() == {("asserts", SUPPLIED, "accepted")}
    assert paper.rules() == ["kept as judged"]
    assert paper.problems() == []


def test_records_that_stood_beside_it_are_not_taken_for_a_newer_reading(paper: Paper) -> None:
    beside = orlin(stance=Stance.ALLEGES, speaker="Vesna Freight")
    paper.read(TEXT, orlin(), beside).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    paper.read(TEXT, beside).build()
    assert paper.claims()[beside.id][2] == "unreviewed"
    assert paper.problems() == []


@pytest.mark.parametrize(
    "content", [SUPPLIED + " in 2023", "supplied nine pumps", "had supplied nine pumps to the Palmarian"]
)
def test_a_rejection_holds_whatever_the_cut(paper: Paper, content: str) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.REJECT, orlin().id)
    paper.read(TEXT, orlin(content=content)).build()
    assert paper.in_force() == set()
    assert paper.rules() == ["cut otherwise"]


def test_a_rejection_does_not_hold_for_another_reading_which_is_shown(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.REJECT, orlin().id)
    paper.read(TEXT, orlin(stance=Stance.DENIES)).build()
    assert paper.in_force() == {("denies", SUPPLIED, "unreviewed")}
    assert (paper.rules(), paper.problems()) == (["read otherwise"], ["reading_changed"])


def test_a_rejection_that_was_heeded_is_no_problem(paper: Paper) -> None:
    paper.read(TEXT, orlin(), vesna()).build()
    paper.judge(Decision.REJECT, orlin().id)
    paper.read(TEXT, vesna()).build()
    assert (paper.rules(), paper.problems()) == (["no longer read"], [])


def test_a_judgement_without_its_record_works_by_its_id_alone(paper: Paper) -> None:
    """As judgements of earlier versions."""
    paper.read(TEXT, orlin()).build()
    paper._add(Decision.ACCEPT, (orlin().id,), {})
    paper.build()
    assert paper.claims()[orlin().id][2] == "accepted"
    paper.read(TEXT, orlin(content="supplied nine pumps")).build()
    assert paper.problems() == ["judgement_without_target"]
    assert paper.claims()[orlin(content="supplied nine pumps").id][2] == "unreviewed"


def test_the_last_word_wins_and_an_undo_of_an_undo_restores(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    rejected = paper.judge(Decision.REJECT, orlin().id)
    assert paper.build().claims()[orlin().id][2] == "rejected"
    undone = paper.judge(Decision.UNDO, rejected.id)
    assert paper.build().claims()[orlin().id][2] == "accepted"
    paper.judge(Decision.UNDO, undone.id)
    assert paper.build().claims()[orlin().id][2] == "rejected"


# ---- a newer method of reading


def test_a_judgement_moves_with_its_words(paper: Paper) -> None:
    paper.read(TEXT, orlin(), vesna()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    paper.judge(Decision.REJECT, vesna().id)
    text = "A page that was not read before.\n\n" + TEXT
    paper.read(text, orlin(text), vesna(text)).build()
    assert paper.claims() == {
        orlin(text).id: ("asserts", SUPPLIED, "accepted"),
        vesna(text).id: ("denies", CARRIED, "rejected"),
    }
    assert paper.rules() == ["moved", "moved"]


def test_line_ends_and_quotation_marks_are_no_other_words(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    text = TEXT.replace("supplied nine", "sup-\nplied  nine").replace("Orlin Trading said", "ORLIN Trading said")
    quote = ORLIN.replace("supplied nine", "sup-\nplied  nine").replace("Orlin", "ORLIN")
    content = SUPPLIED.replace("supplied nine", "sup-\nplied  nine")
    paper.read(text, orlin(text, content, quote, "ORLIN Trading")).build()
    assert paper.in_force() == {("asserts", content, "accepted")}
    assert paper.rules() == ["respelled"]


def test_a_slip_of_recognition_is_followed_and_noted(paper: Paper) -> None:
    paper.read(TEXT, orlin()).build()
    paper.judge(Decision.ACCEPT, orlin().id)
    worse, quote = TEXT.replace("Palmarian", "Palrnarian"), ORLIN.replace("Palmarian", "Palrnarian")
    paper.read(worse, orlin(worse, SUPPLIED.replace("Palmarian", "Palrnarian"), quote)).build()
    assert {c[2] for c in paper.claims().values()} == {"accepted"}
    assert paper.rules() == ["alike"]
    assert "Palrnarian" in paper.ledger.value("SELECT note FROM anchored")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nine pumps", "nine hundred valves"),
        ("in 2023", "in 2028"),
        ("it had supplied", "it had not supplied"),
        ("Orlin Trading said", "Orlin Trading refused to say"),
    ],
)
def test_other_words_are_not_the_words_judged(paper: Paper, old: str, new: str) -> None:
    paper.read(TEXT, orlin()).build()
    accepted = paper.judge(Decision.ACCEPT, orlin().id)
    text, quote = TEXT.replace(old, new), ORLIN.replace(old, new)
    newer = orlin(text, quote.partition("said ")[2].rstrip(".") or quote[14:-1], quote)
    paper.read(text, newer).build()
    assert paper.held(accepted) is None
    assert {c[2] for c in paper.claims().values()} == {"unreviewed"}
    assert paper.problems() == ["judgement_without_target"]
    message = paper.ledger.value("SELECT message FROM problem")
    assert ORLIN in message
    assert "characters 24–107" in message


def test_the_same_words_twice_are_told_apart_by_what_stands_around_them(paper: Paper) -> None:
    line = "Paid to Orlin Trading.\n"
    rows = [f"Entry {n}, in the {w} ledger.\n{line}" for n, w in enumerate(("red", "blue", "green"))]
    text = "".join(rows)
    second = named(text, "Orlin Trading", nth=1)
    paper.read(text, mentions=[named(text, "Orlin Trading", nth=n) for n in range(3)]).build()
    judgement = paper.judge(Decision.REJECT, second.id)
    fewer = "".join(rows[1:])
    paper.read(fewer, mentions=[named(fewer, "Orlin Trading", nth=n) for n in range(2)]).build()
    assert paper.held(judgement) == named(fewer, "Orlin Trading").id
    assert paper.rules() == ["moved"]


def test_of_places_that_are_alike_none_is_taken(paper: Paper) -> None:
    line = "Paid to Orlin Trading. " * 12
    paper.read(line, mentions=[named(line, "Orlin Trading", nth=n) for n in range(12)]).build()
    paper.judge(Decision.REJECT, named(line, "Orlin Trading", nth=5).id)
    longer = "Ledger. " + line + "Paid to Orlin Trading. "
    paper.read(longer, mentions=[named(longer, "Orlin Trading", nth=n) for n in range(13)]).build()
    assert paper.problems() == ["judgement_without_target"]
    assert paper.ledger.value("SELECT count(*) FROM mention WHERE review <> 'unreviewed'") == 0


def test_a_quote_as_long_as_pages_is_found_in_time(paper: Paper) -> None:
    import time

    from averment.judged import words_at
    from averment.resolve.judged.locate import SourceText

    quote = " ".join(f"crate {n} of harbour goods" for n in range(2_000)) + "."
    words = words_at(f"Start. {quote}", 7, 7 + len(quote))
    began = time.process_time()
    wrapped = SourceText("A heading.\n" + quote.replace(" ", "\n")).locate(words)
    assert wrapped is not None
    assert wrapped.how == "respelled"
    assert SourceText(quote.replace("harbour", "harhour")).locate(words) is None, "too long to be compared by likeness"
    assert time.process_time() - began < 5
