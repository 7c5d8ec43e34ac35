"""No edge without the claims under it."""

from averment.trace import label, network

from .conftest import Story


def test_one_hop_shows_every_claim_with_its_words_and_place(story: Story) -> None:
    story.tell(1, {"text": "Alder supplies Birch.", "triple": ("Alder", "supplier_to", "Birch")})
    story.tell(
        2,
        {
            "text": "Alder supplies Birch, Ann Vale said.",
            "triple": ("Alder", "supplier_to", "Birch"),
            "voice": "Ann Vale",
        },
        {"text": "Cedar owns Birch.", "triple": ("Cedar", "owner_of", "Birch")},
    )
    story.resolve()
    found = network(story.ledger, story.entity("Alder"))
    (link,) = found.links
    assert str(link) == "Alder supplies Birch"
    assert [e.quote for e in link.evidence] == ["Alder supplies Birch.", "Alder supplies Birch, Ann Vale said."] or [
        e.quote for e in link.evidence
    ] == ["Alder supplies Birch, Ann Vale said.", "Alder supplies Birch."]
    for evidence in link.evidence:
        source, _, fragment = evidence.locator.partition("#char=")
        start, end = map(int, fragment.split(","))
        text = story.ledger.value("SELECT text FROM reading WHERE source = ?", [source])
        assert text[start:end] == evidence.quote
    assert {e.voices for e in link.evidence} == {"", "Ann Vale"}
    assert [n.name for n in found.nodes] == ["Alder", "Birch"]
    assert len(network(story.ledger).links) == 2


def test_a_rejected_claim_is_under_no_edge(story: Story) -> None:
    from averment.judgement import Decision, Judgement

    story.tell(1, {"text": "Alder supplies Birch.", "triple": ("Alder", "supplier_to", "Birch")})
    story.resolve(Judgement(Decision.REJECT, (story.claims[0].id,), "An Editor", "2026-01-02", "another Alder"))
    assert network(story.ledger).links == ()
    assert [n.name for n in network(story.ledger, story.entity("Alder")).nodes] == ["Alder"]


def test_a_link_that_is_only_denied_is_shown_and_not_held(story: Story) -> None:
    story.tell(
        1,
        {
            "text": "Alder denied that it supplies Birch.",
            "triple": ("Alder", "supplier_to", "Birch"),
            "stance": "denies",
        },
    )
    story.resolve()
    (link,) = network(story.ledger).links
    assert not link.held
    assert link.evidence[0].stance == "denies"


def test_labels_read_between_the_ends() -> None:
    assert label("subsidiary_of") == "is a subsidiary of"
    assert label("not_in_the_table") == "not in the table"
