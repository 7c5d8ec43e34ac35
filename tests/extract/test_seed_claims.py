"""The real article of the worked case, where it is there: its responses, checks, denials and chains, by names only."""

import pytest

from averment.extract import extract
from averment.passage import Passage
from averment.reading import Reading
from averment.stance import Stance
from averment.voice import Role


@pytest.fixture(scope="module")
def claims(request):
    from pathlib import Path

    path = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("../shared (reference data) is not beside the project")
    text = path.read_bytes().decode("utf-8")
    passages, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage("0" * 16, at, line, language="en"))
        at += len(line) + 1
    reading = Reading("0" * 16, "text/plain", text, tuple(passages), (), "test", language="en")
    found = extract(reading, published="2024-09-28").claims
    for claim in found:
        for span in (claim.content, claim.cue):
            assert span is None or text[span.start : span.end] == span.text
        assert text[claim.place.start : claim.place.end] == claim.quote
        assert all(text[v.start : v.end] == v.name for v in claim.voices if v.start is not None)
    assert len({c.id for c in found}) == len(found)
    return found


def of(claims, stance):
    return [c for c in claims if c.stance is stance]


def speaker(claim):
    return next(v.name for v in claim.voices if v.role is Role.SPEAKER)


def triples(claims):
    return {(t.subject.text, t.predicate, t.object.text) for c in claims for t in c.triples}


def test_seven_parties_were_asked_and_silent(claims):
    silent = of(claims, Stance.NO_RESPONSE)
    assert sorted(speaker(c) for c in silent) == [
        "Almaz-Antey",
        "Kupol",
        "Redlepus",
        "Russian Ministry of Defense",
        "TSK Vector",
        "U.S. State Department",
        "Ukrainian government",
    ]
    assert all(c.content.text.startswith("requests for comment") for c in silent)
    askers = [v.name for c in silent for v in c.voices if v.role is Role.ASKER]
    assert askers == ["Reuters"] * 5


def test_one_party_was_unaware_and_went_on_to_assert(claims):
    (unaware,) = of(claims, Stance.UNAWARE)
    assert speaker(unaware) == "Chinese Foreign Ministry"
    assert unaware.content.text.endswith("project")
    (noted,) = [c for c in claims if c.cue and c.cue.text == "noted"]
    assert (noted.stance, speaker(noted)) == (Stance.ASSERTS, "Chinese Foreign Ministry")


def test_each_failed_check_has_its_subject(claims):
    checks = of(claims, Stance.COULD_NOT_VERIFY)
    assert len(checks) == 4
    assert {speaker(c) for c in checks} == {"Reuters"}
    subjects = [c.content.text for c in checks]
    assert subjects[0] == "their identities"
    assert subjects[1].startswith("whether the Ministry of Defense had approved")
    assert subjects[2].startswith("the origin of the document")
    assert subjects[3] == "the intended recipient"


def test_denials_refusal_and_what_was_withheld(claims):
    assert [speaker(c) for c in of(claims, Stance.DENIES)] == ["Beijing", "Beijing"]
    assert [speaker(c) for c in of(claims, Stance.DECLINED)] == ["U.S. officials"]
    withheld = of(claims, Stance.WITHHELD)
    assert {speaker(c) for c in withheld} == {"these sources"}
    assert any("exact dates" in c.content.text for c in withheld)


def test_the_chain_from_the_report_to_the_ministry(claims):
    chains = [[(v.name, v.role) for v in c.voices] for c in claims]
    to_ministry = [("Kupol", Role.AUTHOR), ("Ministry of Defense", Role.ADDRESSEE)]
    assert [("reports", Role.DOCUMENT), *to_ministry] in chains
    assert [("reports", Role.DOCUMENT), to_ministry[0], ("Russian Ministry of Defense", Role.ADDRESSEE)] in chains
    assert [("Reuters", Role.REPORTER), ("two invoices", Role.DOCUMENT)] in chains
    assert [("Reuters", Role.REPORTER), ("Another document", Role.DOCUMENT)] in chains
    assert [("two European intelligence sources", Role.SPEAKER), ("Kupol", Role.SPEAKER)] in chains


def test_pronouns_are_the_people_before_them(claims):
    names = {v.name for c in claims for v in c.voices if v.start is None}
    assert {"Fabian Hinz", "David Albright", "Bendett", "Putin"} <= names
    assert not names & {"he", "He", "they"}


def test_relations(claims):
    found = triples(claims)
    expected = {
        ("IEMZ Kupol", "subsidiary_of", "Almaz-Antey"),
        ("IEMZ Kupol", "developer_of", "Garpiya-3"),
        ("G3", "variant_of", "Garpiya-A1"),
        ("TSK Vektor", "intermediary_for", "Kupol"),
        ("Kupol", "joint_venture_with", "TSK Vektor"),
        ("Kupol", "joint_venture_with", "Redlepus"),
        ("TSK Vektor", "joint_venture_with", "Redlepus"),
        ("Kupol", "told", "Russian Ministry of Defense"),
        ("Fabian Hinz", "position_at", "International Institute for Strategic Studies"),
        ("Redlepus TSK Vector Industrial", "located_in", "Shenzhen"),
        ("G3", "figure_of", "2,000 kilometers"),
        ("G3", "figure_of", "50 kilograms"),
        ("REM 1", "figure_of", "400 kilograms"),
    }
    assert expected <= found
    assert not [t for t in found if t[1] == "intermediary_for" and "invoice" in t[0]]


def test_the_planned_centre_is_planned_and_the_expected_output_expected(claims):
    (centre,) = [c for c in claims if any(t.predicate == "joint_venture_with" for t in c.triples)]
    assert centre.modality == "planned"
    (output,) = [c for c in claims if "800 drones" in c.content.text]
    assert output.modality == "expected"
    (capable,) = [c for c in claims if any(t.predicate == "told" and t.subject.text == "Kupol" for t in c.triples)]
    assert capable.modality == "capable"


def test_what_nobody_vouches_for_is_alleged(claims):
    alleged = of(claims, Stance.ALLEGES)
    assert all(not c.voices for c in alleged)
    assert {t.predicate for c in alleged for t in c.triples} == {"intermediary_for", "works_with", "located_in"}
