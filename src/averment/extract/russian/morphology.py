"""Base forms of Russian words, by pymorphy3 (dictionary of OpenCorpora), told apart by what the parser saw."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_POS = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN", "ADJF"),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "ADJ": ("ADJF", "ADJS", "PRTF", "PRTS", "COMP"),
    "DET": ("ADJF", "NPRO", "NUMR"),
    "PRON": ("NPRO", "ADJF"),
    "NUM": ("NUMR", "ADJF", "NOUN"),
    "ADV": ("ADVB", "PRED", "COMP", "ADJS"),
}
"""Universal parts of speech, and what OpenCorpora calls the words that may be them."""
_FEATURES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
    "Sing": "sing", "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut",
}  # fmt: skip


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """The dictionary; about 15 MB, loaded once a process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=100_000)
def lemma(word: str, pos: str = "X", case: str = "", number: str = "", gender: str = "") -> str:
    """The base form of a word in lower case; a participle's is its verb.

    >>> lemma("заводу"), lemma("сообщивший"), lemma("стали", "VERB")
    ('завод', 'сообщить', 'стать')
    """
    found = _best(word, pos, (case, number, gender))
    return word.lower() if found is None else str(found.normal_form).replace("ё", "е")


def lemma_of(word: str, pos: str, features: Mapping[str, str]) -> str:
    """`lemma` with the features that the parser gives."""
    return lemma(word, pos, features.get("Case", ""), features.get("Number", ""), features.get("Gender", ""))


def _best(word: str, pos: str, features: tuple[str, ...]) -> Any:
    best, best_score = None, -1
    wanted = _POS.get(pos, ())
    marks = {_FEATURES[f] for f in features if f in _FEATURES}
    for parse in analyzer().parse(word)[:12]:
        score = 4 * (parse.tag.POS in wanted) + sum(m in parse.tag for m in marks)
        if score > best_score:
            best, best_score = parse, score
    return best


@lru_cache(maxsize=20_000)
def genders(word: str) -> frozenset[str]:
    """The genders a noun may have: of "masc", "femn", "neut".

    >>> sorted(genders("завод")), sorted(genders("компания"))
    (['masc'], ['femn'])
    """
    return frozenset(str(p.tag.gender) for p in analyzer().parse(word)[:6] if p.tag.gender and "nomn" in p.tag)


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every reading of a word: its base form, and its grammemes."""
    return tuple(
        (str(p.normal_form).replace("ё", "е"), frozenset(str(p.tag).replace(" ", ",").split(",")))
        for p in analyzer().parse(word)[:12]
    )


@lru_cache(maxsize=50_000)
def nominative(word: str, case: str, number: str = "Sing", gender: str = "", kind: str = "") -> str | None:
    """A word of a name put into the nominative, in the letters' case it has; None where the dictionary can't.

    `kind` asks for a reading as "Name", "Surn", "Patr" or "Geox" where there is one.

    >>> nominative("Куполу", "Dat"), nominative("Перми", "Loc"), nominative("Петровой", "Gen", gender="Fem")
    ('Купол', 'Пермь', 'Петрова')
    """
    mark = _FEATURES.get(case)
    if mark is None:
        return None
    best, best_score = None, -1
    for parse in analyzer().parse(word)[:16]:
        if mark not in parse.tag or parse.tag.POS not in ("NOUN", "ADJF", "PRTF"):
            continue
        score = 4 * (kind != "" and kind in parse.tag) + 2 * (number in _FEATURES and _FEATURES[number] in parse.tag)
        score += gender in _FEATURES and _FEATURES[gender] in parse.tag
        if score > best_score:
            best, best_score = parse, score
    wanted = {"nomn"} | {_FEATURES[f] for f in (number,) if f in _FEATURES}
    if best is not None and best.tag.POS != "NOUN" and gender in _FEATURES and number == "Sing":
        wanted.add(_FEATURES[gender])
    made = best.inflect(wanted) if best is not None else None
    return None if made is None else _as_written(word, str(made.word))


def _as_written(model: str, word: str) -> str:
    """A word in the capitals of another."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    parts = [
        p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(word.split("-"), model.split("-"), strict=False)
    ]
    return "-".join(parts) if len(word.split("-")) == len(model.split("-")) else word[:1].upper() + word[1:]
