"""Products and weapon systems by their designations: letters with figures, model numbers, part numbers."""

import re
from collections.abc import Iterator

from averment.extract.names.evidence import MEDIUM, WEAK, Vote
from averment.extract.names.gazetteer import known_as
from averment.extract.tables import words

_HYPHENED = r"[A-ZА-ЯЁ][\wа-яё]{0,14}[-–](?:[A-ZА-ЯЁ]{1,3}-?)?\d{1,4}(?:[A-Za-zА-Я]{1,3}\d{0,2})?(?:[-/]\d{1,3})?"
_LETTERS_FIGURES = r"[A-Z]{1,4}\d{1,4}[A-Z]{0,3}"
_FIGURES_LETTERS = r"\d{1,2}[A-ZА-Я]{1,3}\d{1,4}[A-ZА-Я]?"
_PART_NUMBER = (
    r"[A-Z]{1,5}\d(?=[A-Z0-9]*[A-Z])[A-Z0-9]{4,12}(?:-[A-Z0-9]{1,8})?|"
    r"[A-Z]{2,6}\d{2,6}[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8})?|[A-Z]{2,5}-[A-Z]{1,4}\d{1,4}[A-Z]?"
)
_SLASHED = r"[A-Z]{2}/[A-Z]{2,4}-\d{1,3}(?:\([A-Z]\))?"
_SUFFIX = r"(?: (?:Pro|Enterprise|Classic|Thermal|Plus|Max|Mini|Ultra|Advanced|Cine|RTK|Mk\.? ?\d|MK ?\d|Block \d+))*"
DESIGNATION = re.compile(
    rf"(?<![\w/.-])(?P<firm>{_SLASHED}|{_HYPHENED})(?![\w%])(?!-\w){_SUFFIX}|(?<![\w/.-])(?P<loose>{_PART_NUMBER}|{_LETTERS_FIGURES}|{_FIGURES_LETTERS})(?![\w%/])(?!-\w){_SUFFIX}"
)
NUMBERED = re.compile(
    rf"(?<![\w-])(?P<word>[A-Z][A-Za-z]+(?:-[A-Z]\w+)?) (?P<number>\d{{1,3}}[A-Z]?)(?![\w,.]\d|[%\w]|:\d|-\w){_SUFFIX}"
)
"""A word and a small number ("REM 1", "Mavic 3"): a product only where the text around says so."""


def designations(text: str) -> Iterator[tuple[int, int, list[Vote]]]:
    """Every designation, as offsets into the text, with the vote its shape alone is worth."""
    for match in DESIGNATION.finditer(text):
        shape = match.group()
        if (
            shape in words("name_words", "not_goods")
            or re.split(r"[-– ]", shape)[0] in words("name_words", "never_numbered")
            or re.match(r"[A-Z]{3}-\d{4}$", shape)
        ):
            continue
        yield (
            match.start(),
            match.end(),
            [Vote("Good", MEDIUM if match["firm"] or len(shape) > 6 else WEAK, "designation")],
        )
    for match in NUMBERED.finditer(text):
        if match["word"] not in words("name_words", "never_numbered"):
            known = known_as(match["word"]) == "Good"
            yield match.start(), match.end(), [Vote("Good", MEDIUM, "a known product with a number")] if known else []
