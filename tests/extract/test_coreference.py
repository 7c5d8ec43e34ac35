"""Pronouns and descriptions stand for the one thing that fits, with the reason; where two could, for nothing."""

import pytest

from averment.extract import extract
from tests.extract.mentioned import reading_of

MAKER = "Norvane Pumps Ltd"
TRADER = "Orlan Trading LLC"


def references(text: str) -> dict[str, object]:
    """From the words of a reference (with a number where they come again) to the names it stands for."""
    found = extract(reading_of(text), published="2024-09-26").mentions
    by_id = {m.id: m for m in found}
    named: dict[str, object] = {}
    for m in found:
        if not m.value.get("reference"):
            continue
        assert text[m.place.start : m.place.end] == m.text
        assert m.alias_reason
        meant = [by_id[m.alias_of]] if m.alias_of else [by_id[i] for i in m.value["stands_for"]]
        assert not any(one.value.get("reference") for one in meant)
        key, n = m.text, 2
        while key in named:
            key, n = f"{m.text} {n}", n + 1
        named[key] = meant[0].text if len(meant) == 1 else [one.text for one in meant]
    return named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{MAKER} sold pumps in 2021. The company has closed.", {"The company": MAKER}),
        (f"{MAKER} sold pumps to {TRADER}. The company denied that it had sold pumps to {TRADER}.",
         {"The company": MAKER, "it": MAKER}),
        (f"{MAKER}, a Norwegian manufacturer, met {TRADER}. The manufacturer sold 12 pumps.",
         {"The manufacturer": MAKER}),
        (f"{MAKER}, based in Oslo, sold pumps to {TRADER}, based in Dubai. The Norwegian company has closed.",
         {"The Norwegian company": MAKER}),
        (f"A spokesman for {MAKER} said the firm had stopped all sales to {TRADER}.", {"the firm": MAKER}),
        (f"{MAKER} said it had sold the pumps.", {"it": MAKER}),
        (f"{MAKER} sold pumps to {TRADER}. It did not answer questions.", {"It": MAKER}),
        (f"{MAKER} and its director, Ivan Petrov, were fined.", {"its": MAKER}),
        ("Ivan Petrov bought the yard in 2019. He sold it in 2021.", {"He": "Ivan Petrov"}),
        ("Chairwoman Anna Sokolova met Ivan Petrov in 2021. She resigned.", {"She": "Anna Sokolova"}),
        (f"Two Norwegian firms, {MAKER} and {TRADER}, sold pumps. The two firms denied it.",
         {"The two firms": [MAKER, TRADER]}),
        (f"{MAKER} and {TRADER} signed a contract. Both companies have closed.", {"Both companies": [MAKER, TRADER]}),
        (f"{MAKER} and {TRADER} said they had closed.", {"they": [MAKER, TRADER]}),
        ("The tanker Silver Grebe (IMO 9074729) left Lagos in May. The ship reached Sikka on 3 June.",
         {"The ship": "Silver Grebe"}),
    ],
)  # fmt: skip
def test_one_thing_fits(text: str, expected: dict[str, object]) -> None:
    found = references(text)
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{MAKER} met {TRADER} in Oslo. The company has closed.",
        f"A Chinese company sold pumps to {MAKER}. The Chinese company has closed.",
        f"{MAKER} sold pumps. The company that bought them has closed.",
        f"{MAKER} sold pumps. The parent company has closed.",
        f"{MAKER}, {TRADER} and Velmor Ltd sold pumps. The two companies have closed.",
        "Ivan Petrov met Oleg Berest in 2021. He resigned.",
        "Chairwoman Anna Sokolova resigned in 2021. He said nothing.",
        "An official met Ivan Petrov. He resigned.",
        f"It was revealed that {MAKER} had sold pumps. It is clear that it rained.",
        f"{MAKER} owns pumps. It is possible to sell them.",
        "Two officials met Ivan Petrov and Oleg Berest. They resigned.",
        f"{MAKER} sold pumps. “He told us the company is closed,” said Ivan Petrov.",
    ],
)
def test_no_reference_rather_than_a_guess(text: str) -> None:
    assert references(text) == {}


def test_a_relation_knows_what_its_ends_stand_for() -> None:
    text = f"{MAKER} closed its yard in 2022. The company sold 40 engines to {TRADER} in 2021."
    found = extract(reading_of(text))
    by_id = {m.id: m for m in found.mentions}
    (sold,) = {
        (t.subject.text, by_id[t.subject.mention or ""].text, t.object.text)
        for c in found.claims
        for t in c.triples
        if t.predicate == "supplier_to"
    }
    assert sold == (MAKER, MAKER, TRADER)


def test_a_voice_knows_whom_it_stands_for() -> None:
    text = f"{MAKER} sold pumps to {TRADER}. The Oslo-based company denied that it had dealt with {TRADER}."
    found = extract(reading_of(text))
    (voice,) = [v for c in found.claims if c.stance == "denies" for v in c.voices]
    assert voice.name == "The Oslo-based company"
    assert {m.id: m.text for m in found.mentions}[voice.mention or ""] == MAKER


def test_a_long_text_costs_its_length() -> None:
    from averment.extract.coreference.discourse import KEPT_THINGS, Discourse, Said
    from averment.extract.coreference.things import Thing

    before = Discourse()
    for n in range(3 * KEPT_THINGS):
        before.begin([])
        before.note(Said(Thing(f"Party {n}", "Company"), None, None, False))  # type: ignore[arg-type]
    assert len(before.known) == KEPT_THINGS
    assert before.count == 3 * KEPT_THINGS
    assert [t.name for t in before.known.values()][-1] == f"Party {3 * KEPT_THINGS - 1}"
