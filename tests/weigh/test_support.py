"""The evidence calculus, row by row: what claims reach alone, together, and against one another."""

import pytest

from averment.finding import Challenge, Support
from averment.weigh import Item, Origin, Speaker, default_policy, origins, weigh

POLICY = default_policy()

REUTERS = Origin("1" * 16, "agency.txt", 1, outlet="North Agency")
DAILY = Origin("2" * 16, "daily.txt", 2, outlet="The Daily")
COURIER = Origin("3" * 16, "courier.txt", 3, outlet="Courier")
PAPER = Origin("4" * 16, "invoice.pdf", 4, received_from="a friend")
PAPER_2 = Origin("5" * 16, "letter.pdf", 5, received_from="a friend")
UNKNOWN = Origin("6" * 16, "found.txt", 6)
UNKNOWN_2 = Origin("7" * 16, "found2.txt", 7)

OFFICIAL = Speaker("Ann Vale", "speaker", "speech", "e-vale")
OTHER_OFFICIAL = Speaker("Bo Reed", "speaker", "speech", "e-reed")
UNNAMED = Speaker("two officials", "speaker", "speech", anonymous=True)
WITNESS = Speaker("Cy Holt", "speaker", "sighting", "e-holt")
REPORTER = Speaker("North Agency", "reporter", "speech")
REPORT = Speaker("a report", "document", "document")
AUTHOR = Speaker("Acme", "author", "document", "e-acme")

PRESUMED = {"authenticity": "presumed", "why": "its number is in the register"}
_numbers = iter(range(10_000))


def said(source: Origin = REUTERS, *voices: Speaker, **more: object) -> Item:
    more.setdefault("review", "accepted")
    return Item(f"c{next(_numbers)}", source, voices=voices, parties=frozenset({"e-acme", "e-other"}), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("support", "count", "items"),
    [
        (Support.UNSUPPORTED, 0, []),
        (Support.ALLEGED, 1, [said(REUTERS, OFFICIAL, review="unreviewed")]),
        (Support.ALLEGED, 1, [said(PAPER, decided=PRESUMED, review="unreviewed")]),
        (Support.ALLEGED, 1, [said(REUTERS, OFFICIAL, stance="alleges")]),
        (Support.ALLEGED, 1, [said(REUTERS, UNNAMED)]),
        (Support.ALLEGED, 1, [said(REUTERS, Speaker("Acme", "speaker", "speech", "e-acme"))]),
        (Support.ALLEGED, 1, [said(REUTERS, REPORT, AUTHOR)]),
        (Support.UNVERIFIED_DOCUMENT, 1, [said(REUTERS, REPORTER, REPORT, AUTHOR)]),
        (Support.UNVERIFIED_DOCUMENT, 1, [said(PAPER)]),
        (Support.SINGLE_SOURCE, 1, [said(REUTERS, OFFICIAL)]),
        (Support.SINGLE_SOURCE, 1, [said(REUTERS, WITNESS)]),
        (Support.SINGLE_SOURCE, 1, [said(REUTERS)]),
        (Support.DOCUMENTED, 1, [said(REUTERS, REPORTER, REPORT, AUTHOR, decided=PRESUMED)]),
        (Support.DOCUMENTED, 1, [said(PAPER, decided=PRESUMED)]),
        (Support.ESTABLISHED, 1, [said(PAPER, decided={"constitutive": True})]),
        # two officials quoted by two outlets: no document, so not corroborated
        (Support.SINGLE_SOURCE, 2, [said(REUTERS, OFFICIAL), said(DAILY, OTHER_OFFICIAL)]),
        (Support.CORROBORATED, 2, [said(PAPER, decided=PRESUMED), said(DAILY, OFFICIAL)]),
        # an unverified paper adds an origin and corroborates nothing
        (Support.SINGLE_SOURCE, 2, [said(PAPER), said(DAILY, OFFICIAL)]),
        # one hand, two papers (I2)
        (Support.DOCUMENTED, 1, [said(PAPER, decided=PRESUMED), said(PAPER_2, decided=PRESUMED)]),
        # two outlets, one person quoted (I1)
        (Support.SINGLE_SOURCE, 1, [said(REUTERS, OFFICIAL), said(DAILY, OFFICIAL)]),
        # one outlet tells what the other reported (I1)
        (Support.SINGLE_SOURCE, 1, [said(REUTERS), said(COURIER, Speaker("North Agency", "reporter", "speech"))]),
        # nothing known of where they are from (I6)
        (Support.UNVERIFIED_DOCUMENT, 1, [said(UNKNOWN), said(UNKNOWN_2)]),
        # three origins, two kinds, one saw it
        (Support.ESTABLISHED, 3, [said(PAPER, decided=PRESUMED), said(DAILY, WITNESS), said(COURIER, OFFICIAL)]),
    ],
)  # fmt: skip
def test_levels(support: Support, count: int, items: list[Item]) -> None:
    found = weigh(items, POLICY)
    assert (found.support, found.origins) == (support, count), found.why


def graded(grade: str, source: Origin = PAPER) -> Origin:
    return Origin(
        source.id,
        source.name,
        source.sequence,
        received_from=source.received_from,
        outlet=source.outlet,
        reliability=grade,
    )


@pytest.mark.parametrize(
    ("support", "items"),
    [
        (Support.UNSUPPORTED, [said(graded("E"), decided=PRESUMED)]),
        (Support.UNVERIFIED_DOCUMENT, [said(graded("D"), decided=PRESUMED)]),
        (Support.SINGLE_SOURCE, [said(graded("D"), decided=PRESUMED), said(DAILY, OFFICIAL)]),
        (Support.UNVERIFIED_DOCUMENT, [said(graded("F"), decided=PRESUMED)]),
        (Support.DOCUMENTED, [said(graded("A"), decided=PRESUMED)]),
    ],
)
def test_reliability(support: Support, items: list[Item]) -> None:
    assert weigh(items, POLICY).support is support


def test_a_denial_never_lowers_support() -> None:
    plain = weigh([said(DAILY, OFFICIAL)], POLICY)
    denied = weigh([said(DAILY, OFFICIAL), said(DAILY, AUTHOR, stance="denies")], POLICY)
    assert denied.support is plain.support
    assert (plain.challenge, denied.challenge) == (Challenge.UNCONTESTED, Challenge.DENIED)
    assert any("denial" in w for w in denied.why)


FOR = said(DAILY, OFFICIAL)
NOT = said(COURIER, OTHER_OFFICIAL, negated=True)
UNREAD_NOT = said(COURIER, OTHER_OFFICIAL, negated=True, review="unreviewed")
PAPER_NOT = said(PAPER, negated=True, decided=PRESUMED)


@pytest.mark.parametrize(
    ("challenge", "items"),
    [
        (Challenge.UNCONTESTED, [FOR, UNREAD_NOT]),
        (Challenge.CONTRADICTED, [FOR, NOT]),
        (Challenge.REFUTED, [FOR, NOT, PAPER_NOT]),
        (
            Challenge.DISPUTED,
            [said(DAILY, OFFICIAL), said(PAPER, decided=PRESUMED), said(COURIER, OTHER_OFFICIAL, negated=True),
             said(Origin("8" * 16, "reg.pdf", 8, origin="register"), negated=True, decided=PRESUMED)],
        ),
    ],
)  # fmt: skip
def test_challenge(challenge: Challenge, items: list[Item]) -> None:
    found = weigh(items, POLICY)
    assert found.challenge is challenge, found.why


def test_copied_words_are_one_origin_and_the_reason_names_the_rule() -> None:
    items = [said(DAILY), said(COURIER)]
    count = origins(items, POLICY, lambda _, __: 0.8)
    assert len(count.origins) == 1
    assert "(I5)" in count.merges[0]
    assert len(origins(items, POLICY, lambda _, __: 0.5).origins) == 2


def test_the_order_of_claims_does_not_matter() -> None:
    items = [said(PAPER, decided=PRESUMED), said(DAILY, OFFICIAL), said(COURIER, OFFICIAL), said(UNKNOWN)]
    assert (
        weigh(items, POLICY) == weigh(items[::-1], POLICY) or weigh(items, POLICY).why == weigh(items[::-1], POLICY).why
    )


def test_what_was_published_later_is_left_out() -> None:
    late = Origin("9" * 16, "late.txt", 9, outlet="Late", day="2025-03")
    found = weigh([said(late, OFFICIAL)], POLICY, as_of="2024-12-31")
    assert (found.support, found.origins) == (Support.UNSUPPORTED, 0)
    assert "after 2024-12-31" in " ".join(found.why)
