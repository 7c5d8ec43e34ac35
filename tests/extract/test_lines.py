"""The JSON lines: their keys are a promise."""

import json

from averment.extract import extract
from averment.extract.lines import extraction_lines
from tests.extract.mentioned import reading_of

MENTION = {"kind", "schema", "text", "start", "end", "value", "alias_of", "alias_reason", "place", "method", "id"}
CLAIM = {
    "kind",
    "start",
    "end",
    "quote",
    "content",
    "cue",
    "voices",
    "stance",
    "modality",
    "negated",
    "triples",
    "method",
}
VOICE = {"name", "role", "medium", "start", "end"}


def test_the_keys_are_as_documented() -> None:
    text = "The drone maker Brontal said on Monday that it had built 12 drones.\nЗавод закупил станки."
    lines = list(extraction_lines(extract(reading_of(text))))
    mentions = [line for line in lines if line["kind"] == "mention"]
    claims = [line for line in lines if line["kind"] == "claim"]
    assert mentions
    assert claims
    assert all(line.keys() == MENTION for line in mentions)
    assert all(line.keys() >= CLAIM for line in claims)
    assert all(voice.keys() >= VOICE for line in claims for voice in line["voices"])
    assert lines[-1]["kind"] == "problem"
    assert json.loads(json.dumps(lines, ensure_ascii=False)) == lines


def test_lines_stand_in_order_of_place() -> None:
    lines = list(extraction_lines(extract(reading_of("Brontal, a firm, said no.\nIran said yes on Monday."))))
    starts = [line["start"] for line in lines if line["kind"] != "problem"]
    assert starts == sorted(starts)


def test_the_same_text_gives_the_same_lines() -> None:
    reading = reading_of("The tanker Amber Dawn (IMO 9074729) left Izmir with 12 Tu-141 drones worth $5 million.")
    assert list(extraction_lines(extract(reading))) == list(extraction_lines(extract(reading)))
