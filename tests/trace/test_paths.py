"""How two entities are connected, and where the chain is weakest."""

from averment.trace import paths
from averment.weigh import default_policy
from averment.weigh import run as weigh

from .conftest import Story


def supply(seller: str, buyer: str, **more: object) -> dict:
    return {"text": f"{seller} supplies {buyer}.", "triple": (seller, "supplier_to", buyer), **more}


def test_the_shortest_paths_with_the_claims_of_each_step(story: Story) -> None:
    story.tell(
        1,
        supply("Alder", "Birch"),
        supply("Birch", "Cedar"),
        supply("Alder", "Elm"),
        supply("Elm", "Oak"),
        supply("Oak", "Cedar"),
    )
    story.resolve()
    (path,) = paths(story.ledger, story.entity("Alder"), story.entity("Cedar"))
    assert [n.name for n in path.entities] == ["Alder", "Birch", "Cedar"]
    assert [[str(link) for link in step] for step in path.steps] == [["Alder supplies Birch"], ["Birch supplies Cedar"]]
    assert all(link.evidence for step in path.steps for link in step)


def test_all_paths_of_the_shortest_length_are_listed(story: Story) -> None:
    story.tell(1, supply("Alder", "Birch"), supply("Birch", "Cedar"), supply("Alder", "Elm"), supply("Elm", "Cedar"))
    story.resolve()
    assert len(paths(story.ledger, story.entity("Cedar"), story.entity("Alder"))) == 2


def test_a_denied_or_negated_link_leads_nowhere(story: Story) -> None:
    story.tell(
        1, supply("Alder", "Birch"), supply("Birch", "Cedar", stance="denies"), supply("Birch", "Elm", negated=True)
    )
    story.resolve()
    assert paths(story.ledger, story.entity("Alder"), story.entity("Cedar")) == []
    assert paths(story.ledger, story.entity("Alder"), story.entity("Elm")) == []
    assert paths(story.ledger, story.entity("Alder"), story.entity("Alder")) == []


def test_a_path_is_as_weak_as_its_weakest_step(story: Story) -> None:
    from averment.judgement import Decision, Judgement

    story.tell(1, supply("Alder", "Birch"), supply("Birch", "Cedar"), outlet="The Daily")
    story.resolve(Judgement(Decision.ACCEPT, (story.claims[0].id,), "An Editor", "2026-01-02", "read"))
    weigh(story.ledger, default_policy(), None)
    (path,) = paths(story.ledger, story.entity("Alder"), story.entity("Cedar"))
    assert path.steps[0][0].support == "single-source"
    assert str(path.weakest) == "Birch supplies Cedar"
    assert path.support == "alleged"
