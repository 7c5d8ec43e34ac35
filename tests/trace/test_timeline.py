"""Dated claims in order, with the precision they are dated with."""

import pytest

from averment.trace import precision, timeline

from .conftest import Story


def test_events_come_in_order_of_the_first_day_they_may_mean(story: Story) -> None:
    story.tell(
        1,
        {
            "text": "Alder shipped to Birch in March 2024.",
            "names": ["Alder", "Birch"],
            "dates": {"March 2024": "2024-03"},
        },
        {"text": "Alder was founded in 2021.", "names": ["Alder"], "dates": {"2021": "2021"}},
        {"text": "Birch paid on Friday.", "names": ["Birch"], "dates": {"Friday": "XXXX-XX-XX"}},
    )
    story.resolve()
    events = timeline(story.ledger)
    assert [(e.date, e.words) for e in events] == [("2021", "2021"), ("2024-03", "March 2024")]
    assert events[1].evidence.quote == "Alder shipped to Birch in March 2024."
    assert [e.date for e in timeline(story.ledger, story.entity("Birch"))] == ["2024-03"]


@pytest.mark.parametrize(
    ("edtf", "kind"),
    [
        ("2024", "year"),
        ("2024-09~", "month"),
        ("2024-09-25", "day"),
        ("2024-22", "part of a year"),
        ("2022/2023", "interval"),
    ],
)
def test_precision(edtf: str, kind: str) -> None:
    assert precision(edtf) == kind
