"""People: what the model guesses, put right; names with initials; in the nominative where the text inflects them."""

import re
from collections.abc import Iterator, Sequence

from averment.extract.russian.candidate import GUESSED, HEADED, TOLD, Candidate, Taken
from averment.extract.russian.morphology import nominative, readings
from averment.extract.russian.phrase import common_case
from averment.extract.russian.quotes import Quote
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Guess, Text
from averment.extract.russian.word import Word

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.[ \u00a0]?(?:[А-ЯЁ]\.)?"
WITH_INITIALS = re.compile(rf"(?<![\w.])(?:{_INITIALS}[ \u00a0]?{_SURNAME}|{_SURNAME}[ \u00a0]{_INITIALS})(?!\w)")
_KINDS = {"Name": "Name", "Surn": "Surn", "Patr": "Patr"}
_SMALL = frozenset({"фон", "ван", "де", "бен", "ибн", "аль", "оглы", "оглу", "кызы"})


def people(piece: int, text: Text, quotes: Sequence[Quote]) -> Iterator[Candidate]:
    """Every person's name that stands in no name in quotation marks."""
    taken = Taken()
    for match in WITH_INITIALS.finditer(text.text):
        surname = next(w for w in text.at(*match.span()) if len(w.text) > 1)
        if "Surn" not in _grammemes(surname) and not _guessed(text, match.span()):
            if surname.lower in listed("names", "titles") or surname.lemma in listed("names", "titles"):
                continue
            if "Geox" in _grammemes(surname):
                continue
        taken.add(*match.span())
        yield _made(piece, text, match.start(), match.end(), HEADED)
    for guess in text.guesses:
        if guess.label != "PER" or taken.touches(guess.start, guess.end):
            continue
        span = _trimmed(text, guess)
        if span is None or _inside_name(quotes, span):
            continue
        words = text.at(*span)
        plain = len(words) == 1 and not (_grammemes(words[0]) & {"Surn", "Name", "Patr"})
        yield _made(piece, text, *span, GUESSED if plain else HEADED)
    yield from _patronymics(piece, text, taken)


def _patronymics(piece: int, text: Text, taken: Taken) -> Iterator[Candidate]:
    """ "Андрей Дмитриевич", with the family name before or after: a patronymic leaves no doubt."""
    for word in text.words[1:]:
        if "Patr" not in _grammemes(word) or not word.text[:1].isupper() or word.i == 0:
            continue
        given = text.words[word.i - 1]
        if "Name" not in _grammemes(given) or not given.text[:1].isupper():
            continue
        if taken.touches(given.start, word.end) or any(
            g.label == "PER" and g.start <= given.start and word.end <= g.end for g in text.guesses
        ):
            continue
        yield _made(piece, text, given.start, word.end, TOLD)


def _grammemes(word: Word) -> frozenset[str]:
    found: set[str] = set()
    for _, tags in readings(word.text):
        found |= tags & {"Surn", "Name", "Patr", "Geox", "Orgn"}
    return frozenset(found)


def _guessed(text: Text, span: tuple[int, int]) -> bool:
    return any(g.label == "PER" and g.start < span[1] and span[0] < g.end for g in text.guesses)


def _trimmed(text: Text, guess: Guess) -> tuple[int, int] | None:
    """A guess without titles and lower-case words at its ends; None where nothing is left."""
    words = [w for w in text.at(guess.start, guess.end) if w.text[:1].isalpha()]
    while words and (
        words[0].lemma in listed("names", "titles") or (not words[0].text[:1].isupper() and words[0].text not in _SMALL)
    ):
        words = words[1:]
    while words and not words[-1].text[:1].isupper() and words[-1].text not in _SMALL:
        words = words[:-1]
    if not words or (len(words) == 1 and (words[0].text.isupper() or len(words[0].text) < 3)):
        return None
    if any(c.isdigit() for w in words for c in w.text) or words[0].text in listed("names", "never_names"):
        return None
    return words[0].start, words[-1].end


def _inside_name(quotes: Sequence[Quote], span: tuple[int, int]) -> bool:
    """Whether a stretch is part of what stands in quotation marks of a few words ("судно «Капитан Ершов»")."""
    return any(q.start < span[0] and span[1] < q.end and q.end - q.start <= 40 for q in quotes)


def _made(piece: int, text: Text, start: int, end: int, weight: float) -> Candidate:
    words = [w for w in text.at(start, end) if w.text != "."]
    normal = base_form(words, text.text[start:end])
    return Candidate(piece, start, end, "Person", weight, person_key(normal or text.text[start:end]), normal)


def base_form(words: Sequence[Word], written: str) -> str:
    """A person's name in the nominative; "" where it stands in it, or the dictionary can't tell.

    Each of its words is put back by what it is: a given name, a patronymic, a family name.
    """
    inflected = [w for w in words if len(w.text) > 1 and not w.text.isascii()]
    case = common_case(inflected)
    if case in ("", "Nom"):
        return ""
    gender = gender_of(words)
    made = written
    for word in reversed(inflected):
        tags = _grammemes(word)
        kind = next((k for k in ("Patr", "Name", "Surn") if k in tags), "Surn")
        base = nominative(word.text, case, "Sing", gender, kind)
        if base is None:
            return ""
        at = written.rfind(word.text)
        made = made[:at] + base + made[at + len(word.text) :]
    return "" if made == written else made


def gender_of(words: Sequence[Word]) -> str:
    """ "Masc" or "Fem" where a given name, a patronymic or the parser leaves no doubt; "" otherwise."""
    for wanted in ("Patr", "Name"):
        for word in words:
            genders = {g for _, tags in readings(word.text) if wanted in tags for g in tags & {"masc", "femn"}}
            if len(genders) == 1:
                return "Masc" if genders == {"masc"} else "Fem"
    said = {w.features.get("Gender", "") for w in words if len(w.text) > 1} - {""}
    return said.pop() if len(said) == 1 else ""


def person_key(name: str) -> str:
    """A person's name for comparing: lower case, initials without full stops and spaces."""
    return " ".join(re.sub(r"\.\s*", ". ", name).replace(".", "").casefold().replace("ё", "е").split())
