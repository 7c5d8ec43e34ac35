"""Russian: names, values, aliases and claims of its own, at the level of the English rules.

Morphology, syntax and guesses of names are those of compact models (`text`); everything else is rules over them and
tables in `averment/data/russian_*.yaml`.
"""

from averment.extract.languages import Language
from averment.extract.russian.naming import names
from averment.extract.russian.text import parse

LANGUAGE = Language("ru", parse, names, lambda p, d: [], lambda p, m: list(m), lambda p, m: [])

__all__ = ["LANGUAGE"]
