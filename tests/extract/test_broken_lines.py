"""Pages and mails break their lines anywhere: what stands on two lines is found as if it stood on one."""

import pytest

from averment.extract import extract
from averment.extract.language import unbroken
from averment.passage import Passage
from averment.reading import Reading

SOURCE = "0123456789abcdef"
TEXT = (
    "TSK Verdal told the Orvanian Ministry of Shipping that the craft carries 50 kilograms. "
    "Norvetch Shipworks and Obrel Group did not respond to requests for comment on 12 June 2025."
)


def found(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    reading = Reading(
        SOURCE, "text/plain", text, (Passage(SOURCE, 0, text, language="en"),), (), "test@1", language="en"
    )
    extraction = extract(reading, published="2025-06-13")
    for mention in extraction.mentions:
        assert text[mention.place.start : mention.place.end] == mention.text
    for claim in extraction.claims:
        assert text[claim.content.start : claim.content.end] == claim.content.text
        assert all(v.start is None or text[v.start : v.end] == v.name for v in claim.voices)
    return (
        [(m.schema, " ".join(m.text.split())) for m in extraction.mentions],
        sorted((c.stance, [" ".join(v.name.split()) for v in c.voices]) for c in extraction.claims),
    )


@pytest.mark.parametrize("width", [11, 40, 61])
@pytest.mark.parametrize(
    "line_break",
    ["\n", pytest.param("\r\n", marks=pytest.mark.xfail(reason="two characters between two words part a name"))],
)
def test_a_broken_line_changes_nothing_but_the_words_as_they_stand(width: int, line_break: str) -> None:
    lines, line = [], ""
    for word in TEXT.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    broken = line_break.join([*lines, line])
    assert broken.count("\n") > 1
    assert found(broken) == found(TEXT)


def test_offsets_stay_as_they_are() -> None:
    text = "a\r\nb\tc\u00a0d\u2028e"
    assert unbroken(text) == "a  b c d e"
    assert len(unbroken(text)) == len(text)
