"""What an endpoint is asked about a source, for any step: passages in groups, sent as data; and what it lists."""

import json
from collections.abc import Sequence
from typing import Any

from averment.answers import Answer, Request
from averment.extract.language import TABULAR, language_of, unbroken
from averment.extract.models.endpoint import EndpointSettings
from averment.identity import canonical_json
from averment.passage import Passage
from averment.reading import Reading

MOST_ITEMS = 500
"""Items taken from one answer: more than one to every six characters asked about is no answer."""


def asked_about(reading: Reading, settings: EndpointSettings) -> tuple[list[list[Passage]], Passage | None]:
    """The passages of prose of each request, in order, and the first passage that is left out as too much."""
    groups: list[list[Passage]] = []
    room = whole = 0
    for passage in reading.passages:
        if passage.kind in TABULAR or not passage.text or passage.text.isspace():
            continue
        if settings.languages and language_of(passage, reading.language) not in settings.languages:
            continue
        whole += len(passage.text)
        if whole > settings.source_characters:
            return groups, passage
        if not groups or room < len(passage.text):
            groups.append([])
            room = settings.characters
        groups[-1].append(passage)
        room -= len(passage.text)
    return groups, None


def question(
    step: str, source: str, settings: EndpointSettings, group: Sequence[Passage], instructions: str, schema: str
) -> Request:
    """One request. Its key holds everything the answer depends on; where the endpoint is does not count."""
    asked = canonical_json({
        "step": step, "source": source, "model": settings.model, "digest": settings.digest, "temperature": 0,
        "seed": settings.seed, "max_tokens": settings.max_tokens,
    })  # fmt: skip
    rows = [{"n": n, "text": unbroken(p.text)} for n, p in enumerate(group, start=1)]
    data = json.dumps({"passages": rows}, ensure_ascii=False)
    return Request((("system", instructions), ("user", data)), schema, asked, group[0].place())


def listing(name: str, properties: dict[str, Any]) -> str:
    """The JSON schema of an object with one list of objects, all of whose properties are required and no others.

    Its order is that in which a grammar makes a model write.
    """
    item = {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False
    }  # fmt: skip
    whole = {
        "type": "object",
        "properties": {name: {"type": "array", "items": item}},
        "required": [name],
        "additionalProperties": False,
    }
    return json.dumps(whole)


def listed(answer: Answer, name: str) -> tuple[list[Any], str]:
    """The list in an answer, and what is wrong with the answer as a whole ("" when nothing is)."""
    content = answer.content.strip()
    if content.startswith("<think>"):  # a model that reasons aloud before it answers
        content = content.partition("</think>")[2].strip()
    if content.startswith("```"):
        content = content.removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        if answer.finish == "length":
            return _whole_ones(content)[:MOST_ITEMS], "cut off before its end: raise max_tokens or lower characters"
        return [], "no JSON"
    found = whole.get(name) if isinstance(whole, dict) else None
    if not isinstance(found, list):
        return [], "not of the shape asked for"
    return found[:MOST_ITEMS], f"more {name} than can be meant" if len(found) > MOST_ITEMS else ""


def _whole_ones(content: str) -> list[Any]:
    """The items of an answer that was cut off which are there to their last brace."""
    found: list[Any] = []
    at = content.find("[") + 1
    while at > 0:
        opened = content.find("{", at)
        if opened < 0:
            break
        try:
            item, at = json.JSONDecoder().raw_decode(content, opened)
        except (ValueError, RecursionError):
            break
        found.append(item)
    return found
