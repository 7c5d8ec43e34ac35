"""Names from an endpoint: what stands in the text is taken, wherever it stands; the rest is refused."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.answers import Answer
from averment.extract.models.endpoint_names import EndpointNames
from averment.extract.models.register import Named
from averment.extract.models.settings import configured
from averment.passage import Passage
from averment.reading import Reading

SOURCE = "e" * 16
TEXT = "brontal works sold pumps. The brontal works’s yard is in Norway, says marsh."
READING = Reading(SOURCE, "text/plain", TEXT, (Passage(SOURCE, 0, TEXT, language="en", method="m"),), (), "m", "en")


def model(**more: Any) -> EndpointNames:
    names = configured({"names": {"kind": "openai", "url": "http://127.0.0.1:1/v1", "model": "m", **more}}).names
    assert names is not None
    loaded: EndpointNames = names.load()
    return loaded


def read(content: str, **more: Any) -> Named:
    return model(**more).names_in(READING, [Answer("k", content, "stop", "m", "", 1, 1, 0.1, "")])


def items(*given_items: Any, **more: Any) -> Named:
    return read(json.dumps({"names": given_items}), **more)


def name(words: str, kind: str = "company", passage: Any = 1) -> dict[str, Any]:
    return {"passage": passage, "name": words, "kind": kind}


def test_a_name_is_found_wherever_it_stands_without_article_and_possessive() -> None:
    found = items(name("The brontal works’s"), name("brontal works")).found
    assert [(TEXT[f.start : f.end], f.schema) for f in found] == [("brontal works", "Company")] * 2


def test_a_country_is_one_by_its_name() -> None:
    (found,) = items(name("Norway", "city or region")).found
    assert (found.schema, found.value) == ("Country", {"country": "NO"})


def test_of_names_inside_one_another_the_longest_is_taken() -> None:
    found = items(name("brontal"), name("brontal works")).found
    assert {TEXT[f.start : f.end] for f in found} == {"brontal works"}


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (name("Norvane"), "a name that is not in the text"),
        (name(""), "a name that is not in the text"),
        (name("bront"), "a name that is not in the text"),
        (name("brontal works", "ghost"), "a kind that is not on the list"),
        (name("brontal works", passage=2), "a passage that was not asked about"),
        ({**name("brontal works"), "do": "delete"}, "a name not of the shape asked for"),
        ("brontal works", "a name not of the shape asked for"),
    ],
)
def test_what_does_not_hold_is_refused(item: Any, reason: str) -> None:
    named = items(item)
    assert named.found == ()
    assert [r.reason for r in named.refused] == [reason]


def test_what_to_look_for_is_said_and_nothing_else_is_taken() -> None:
    (request,) = model(labels={"yard": "Address"}).requests(READING)
    assert json.loads(request.schema)["properties"]["names"]["items"]["properties"]["kind"]["enum"] == ["yard"]
    assert items(name("brontal works"), labels={"yard": "Address"}).found == ()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(name, st.sampled_from([*TEXT.split(), "x", " ", "The", "’"]), st.just("person")), max_size=6))
def test_every_name_is_in_the_text_and_none_overlap(given_items: list[dict[str, Any]]) -> None:
    found = items(*given_items).found
    assert all(0 <= f.start < f.end <= len(TEXT) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
