"""A mention with changes made, or one the machine missed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from averment.claim import Span
from averment.correction.given import UNMADE, CorrectionRefused, known_keys, plain_json
from averment.correction.words import WHERE, Document, find, place_of, within
from averment.mention import ENTITY_SCHEMATA, VALUE_SCHEMATA, Mention

MENTION_CHANGES = ("schema", "words", "value", "alias_of")
"""What of a mention can be corrected."""


def corrected_mention(mention: Mention, changes: Mapping[str, Any], document: Document) -> Mention:
    """The mention with `changes` made (`MENTION_CHANGES`). Raises `CorrectionRefused`."""
    known_keys(changes, MENTION_CHANGES, "mention")
    place, text = mention.place, mention.text
    if "words" in changes:
        near = (max(0, place.start - 200), min(len(document.text), place.end + 200))
        span = within(changes["words"], Span(place.start, place.end, text), near, document)
        place, text = place_of(span.start, span.end, document), span.text
    schema = _schema(changes.get("schema", mention.schema))
    value = dict(mention.value) if schema == mention.schema else {}
    if "value" in changes:
        value = plain_json(changes["value"])
    made = Mention(place, schema, text, UNMADE, value, mention.alias_of, mention.alias_reason)
    if "alias_of" in changes:
        target = _alias(changes["alias_of"], made, document)
        made = replace(made, alias_of=target, alias_reason="a person says so" if target else None)
    if replace(made, method=mention.method) == mention:
        raise CorrectionRefused("the mention is so already: nothing would change", "say what is wrong with it")
    return made


def added_mention(given: Mapping[str, Any], document: Document) -> Mention:
    """A mention the machine missed: `words` and `schema`, and `value` or `alias_of` where there is one."""
    known_keys(given, (*MENTION_CHANGES, *WHERE), "mention")
    if not given.get("words") or not given.get("schema"):
        raise CorrectionRefused("a mention needs its words and its schema", "give words and schema")
    start, end = find(given["words"], document, given)
    made = Mention(
        place_of(start, end, document), _schema(given["schema"]), document.text[start:end], UNMADE,
        plain_json(given.get("value") or {}),
    )  # fmt: skip
    if given.get("alias_of"):
        made = replace(made, alias_of=_alias(given["alias_of"], made, document), alias_reason="a person says so")
    return made


# ---- its parts


def _schema(name: Any) -> str:
    if name not in (*ENTITY_SCHEMATA, *VALUE_SCHEMATA):
        raise CorrectionRefused(f"no schema {name!r}", f"one of {', '.join((*ENTITY_SCHEMATA, *VALUE_SCHEMATA))}")
    return str(name)


def _alias(given: Any, mention: Mention, document: Document) -> str | None:
    """The mention that is stood for: by id, or by its words (the nearest before, else the first after)."""
    if given in (None, ""):
        return None
    own = (mention.place.start, mention.place.end)
    others = [m for m in document.mentions if (m.place.start, m.place.end) != own]
    for other in others:
        if other.id == given:
            return other.id
    named = [m for m in others if " ".join(m.text.split()) == " ".join(str(given).split())]
    before = [m for m in named if m.place.start < own[0]]
    if not named:
        words = ", ".join(dict.fromkeys(m.text for m in others[:12] if m.schema == mention.schema))
        raise CorrectionRefused(f"no other mention in the source is {given!r}", f"add it first; there are: {words}")
    return before[-1].id if before else named[0].id
