"""From a ledger to findings: what is counted together, what is merged, who answered, what could not be checked."""

from averment.judgement import Decision, Judgement
from averment.weigh import default_policy, findings, policy_with, run

from .conftest import Story


def supply(seller: str = "Alder", buyer: str = "Birch", end: str = ".", **more: object) -> dict:
    return {"text": f"{seller} supplies {buyer}{end}", "triple": (seller, "supplier_to", buyer), **more}


def accept(story: Story, *claims: int, **value: object) -> Judgement:
    targets = tuple(story.claims[n].id for n in claims)
    return Judgement(Decision.ACCEPT, targets, "An Editor", f"2026-01-02T00:00:0{claims[0]}", "read in place", value)


def weighed(story: Story, *judgements: Judgement) -> list:
    story.resolve(*judgements)
    run(story.ledger, default_policy(), None)
    return story.ledger.rows("SELECT * FROM finding ORDER BY proposition")


def test_claims_that_say_one_thing_are_one_finding(story: Story) -> None:
    story.tell(1, supply(), outlet="The Daily")
    story.tell(2, supply("ALDER", "Birch", " too."), outlet="Courier")
    (row,) = weighed(story)
    assert (row["proposition"], row["support"], row["origins"]) == ("ALDER supplies Birch", "alleged", 2)
    assert "unreviewed" in row["why_json"]


def test_a_plan_is_not_the_thing(story: Story) -> None:
    story.tell(1, supply(), supply(end=" from May.", modality="planned"))
    assert [r["proposition"] for r in weighed(story)] == ["Alder supplies Birch", "Alder supplies Birch (planned)"]


def test_accepting_and_presuming_raises_support_and_rejecting_takes_the_claim_out(story: Story) -> None:
    story.tell(1, supply(), received_from="a friend")
    assert weighed(story)[0]["support"] == "alleged"
    assert weighed(story, accept(story, 0))[0]["support"] == "unverified-document"
    presumed = accept(story, 0, authenticity="presumed", why="the number is in the register")
    assert weighed(story, presumed)[0]["support"] == "documented"
    rejected = Judgement(Decision.REJECT, (story.claims[0].id,), "An Editor", "2026-01-03", "another Alder")
    assert weighed(story, presumed, rejected) == []


def test_an_echo_is_one_origin(story: Story) -> None:
    words = " under a contract that both signed in the harbour office late last spring before the first boat left."
    story.tell(1, supply(end=words), outlet="The Daily")
    story.tell(2, supply(end=words + " More follows."), outlet="Courier")
    (row,) = weighed(story, accept(story, 0, 1))
    assert row["origins"] == 1
    assert "(I5)" in row["why_json"]


def test_silence_of_a_party_is_a_response_and_no_evidence(story: Story) -> None:
    story.tell(
        1,
        supply(),
        {"text": "Birch did not respond.", "voice": "Birch", "stance": "no_response"},
        {"text": "Cedar did not respond.", "voice": "Cedar", "stance": "no_response"},
    )
    story.tell(2, {"text": "Alder declined to comment.", "voice": "Alder", "stance": "declined"})
    (row,) = weighed(story)
    parts = story.ledger.rows("SELECT * FROM finding_claim WHERE part = 'responds'")
    assert [(p["party"], p["outcome"]) for p in parts] == [(story.entity("Birch"), "no_response")]
    assert row["challenge"] == "uncontested"


def test_a_denial_is_a_challenge_where_it_speaks_of_it(story: Story) -> None:
    story.tell(
        1,
        supply(),
        supply("Alder", "Cedar"),
        {"text": "Alder denied that it knows Birch.", "voice": "Alder", "names": ["Birch"], "stance": "denies"},
    )
    found = {r["proposition"]: (r["challenge"], r["support"]) for r in weighed(story)}
    assert found == {"Alder supplies Birch": ("denied", "alleged"), "Alder supplies Cedar": ("uncontested", "alleged")}


def test_what_could_not_be_verified_stands_beside_the_finding(story: Story) -> None:
    far = {"text": "x " * 300}
    story.tell(
        1,
        supply(),
        {"text": "The Daily could not verify when Birch paid.", "names": ["Birch"], "stance": "could_not_verify"},
        far,
        {"text": "It could not verify the weather.", "stance": "could_not_verify"},
    )
    weighed(story)
    parts = story.ledger.rows("SELECT * FROM finding_claim WHERE part = 'could_not_verify'")
    assert [p["note"] for p in parts] == ["The Daily could not verify when Birch paid."]


def test_without_a_source_shows_what_rests_on_it(story: Story) -> None:
    source = story.tell(1, supply(), outlet="The Daily")
    story.tell(2, supply("Cedar", "Elm"), outlet="Courier")
    story.resolve()
    left = findings(story.ledger, default_policy(), without=frozenset({source.id}))
    assert [f.proposition for f in left] == ["Cedar supplies Elm"]


def test_another_policy_gives_another_answer_and_says_so(story: Story) -> None:
    story.tell(1, supply(), outlet="The Daily")
    story.resolve()
    (finding,) = findings(story.ledger, policy_with({"unreviewed": "single-source"}))
    assert finding.support == "single-source"
    assert finding.policy != default_policy().id


def test_weighing_twice_gives_the_same(story: Story) -> None:
    story.tell(1, supply(), supply("Birch", "Cedar"), outlet="The Daily")
    story.tell(2, supply(), {"text": "Alder denied it.", "voice": "Alder", "stance": "denies"})
    once = [tuple(r) for r in weighed(story)]
    assert [tuple(r) for r in weighed(story)] == once


def test_a_proposition_is_one_line_however_its_words_were_broken(story: Story) -> None:
    story.tell(1, {"text": "Alder\nWorks supplies Birch.", "triple": ("Alder\nWorks", "supplier_to", "Birch")})
    assert [r["proposition"] for r in weighed(story)] == ["Alder Works supplies Birch"]
