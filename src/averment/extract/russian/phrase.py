"""A stretch of words that is a name: its key, which all its cases share, and its base form."""

import re
from collections.abc import Sequence

from averment.extract.russian.morphology import genders, lemma, nominative, readings
from averment.extract.russian.word import Word

_CASES = {"gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc", "nomn": "Nom"}
_TAIL = re.compile(r"^(?P<stem>[А-ЯЁа-яё]{2,})(?P<tail>[-–](?:[A-ZА-ЯЁ]{1,3}|\d[\w-]*))$")
"""«Гранита-М», «Стрижа-2»: only what stands before the hyphen is inflected."""
_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_MARKS = "«»„“”\"'"


def stem_and_tail(word: str) -> tuple[str, str]:
    """A word without its designation, and the designation.

    >>> stem_and_tail("Гранита-М"), stem_and_tail("Ростова")
    (('Гранита', '-М'), ('Ростова', ''))
    """
    found = _TAIL.match(word)
    return (found["stem"], found["tail"]) if found else (word, "")


def key_of(words: Sequence[str]) -> str:
    """What the cases of one name share: base forms, without quotation marks.

    >>> key_of(["Северному", "курьеру"]) == key_of(["Северный", "курьер"]), key_of(["Гранита-М"])
    (True, 'гранит-м')
    """
    return " ".join(_base(w) for w in words if w.strip(_MARKS))


def _base(word: str) -> str:
    stem, tail = stem_and_tail(word.strip(_MARKS))
    if stem.isascii() or not stem.isalpha():
        return (stem + tail).casefold().replace("ё", "е")
    found = readings(stem)
    nouns = [(base, tags) for base, tags in found if tags & {"NOUN", "ADJF", "NPRO"}]
    best = nouns[0][0] if nouns else found[0][0] if found else stem.lower()
    return best + tail.casefold()


def common_case(words: Sequence[Word]) -> str:
    """The case the words of a name stand in: what the parser says where every word may be in it, else the only one
    that every word may be in; "" where that leaves it open."""
    shared: set[str] | None = None
    for word in words:
        stem, _ = stem_and_tail(word.text)
        cases = {_CASES[g] for _, tags in readings(stem) for g in tags if g in _CASES}
        if cases and not stem.isascii():
            shared = cases if shared is None else shared & cases
    said = next((w.case for w in words if w.case), "")
    if not shared:
        return ""
    if said in shared:
        return said
    return next(iter(shared)) if len(shared) == 1 else ""


def in_nominative(words: Sequence[Word], case: str, kind: str = "") -> list[str] | None:
    """Each word in the nominative; None where one can't be."""
    made = []
    gender = next((w.features.get("Gender", "") for w in reversed(words) if w.pos in ("NOUN", "PROPN")), "")
    number = next((w.features.get("Number", "") for w in reversed(words) if w.features.get("Number")), "Sing")
    for word in words:
        stem, tail = stem_and_tail(word.text)
        if stem.isascii() or not stem[:1].isalpha() or len(stem) == 1:
            made.append(word.text)
            continue
        base = nominative(stem, case, number, gender, kind)
        if base is None:
            return None
        made.append(base + tail)
    return made


def agreeing(head: str, lower: bool = True) -> frozenset[str]:
    """The genders a noun has in UD's words."""
    return frozenset(_GENDERS[g] for g in genders(lemma(head) if lower else head) if g in _GENDERS)
