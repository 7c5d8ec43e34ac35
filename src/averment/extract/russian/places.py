"""Countries, cities, regions; products by their designation; names that every reader of the news knows."""

import itertools
import re
from collections.abc import Iterator

from averment.extract.names.gazetteer import known as known_abroad
from averment.extract.russian.candidate import GUESSED, HEADED, KNOWN, Candidate
from averment.extract.russian.phrase import common_case, in_nominative, key_of
from averment.extract.russian.tables import cities, countries, known, listed
from averment.extract.russian.text import Text
from averment.extract.russian.word import Word

DESIGNATION = re.compile(
    r"(?<![\w№-])(?:[A-ZА-ЯЁ][A-Za-zА-Яа-яЁё]{0,20}[-–]\d{1,4}[A-Za-zА-ЯЁа-яё]{0,3}\d{0,2}(?:-[A-ZА-ЯЁ\d]{1,4})?"
    r"|[A-ZА-ЯЁ]{1,6}\d{1,5}[A-ZА-ЯЁ]{0,3}(?:-\d{1,4}[A-ZА-ЯЁ]?)?)(?![\w-])"
)
"""«Орлан-10», "РД-45", "Т-72Б3", "КВВГ-10": letters and figures of a product."""
_NO_PRODUCT = re.compile(
    r"^(?:COVID|ГОСТ|ТУ|ISO|ИСО|IEC|HS|КоАП|СНиП|ПБУ|ОКВЭД|Ф|No)\W?\d|^[GГ]-?\d\d?$", re.IGNORECASE
)
_NUMBER_BEFORE = re.compile(
    r"(?:№|#|номер\w*|трасс\w+|шоссе|[Ии]нвойс\w*|договор\w*|контракт\w*|стать\w+|форм\w+|пункт\w*|[Пп]риложени\w+)\s?$"
)
_PLACE_ADJECTIVE = re.compile(r".*(?:ск|цк)(?:ий|ой|ая|ое|ом|ого|ую|ий|ому|им)$")


def places(piece: int, text: Text) -> Iterator[Candidate]:
    """Every place the tables or the model know, and what a noun makes one ("Свердловская область")."""
    taken: set[int] = set()
    for size in (3, 2, 1):
        for word in text.words[: len(text.words) - size + 1]:
            words = text.words[word.i : word.i + size]
            if (
                word.i in taken
                or not _together(text, words)
                or not all(w.text[:1].isupper() or w.lower == "и" for w in words)
            ):
                continue
            key = key_of([w.text for w in words])
            code = countries().get(key)
            city = cities().get(key) if code is None else None
            if code is None and city is None:
                continue
            taken.update(w.i for w in words)
            yield _place(piece, text, words, "Country" if code else "Address", KNOWN, key)
    for word in text.words[1:]:
        before = text.words[word.i - 1]
        if (
            word.lemma in listed("places", "place_nouns")
            and before.text[:1].isupper()
            and _PLACE_ADJECTIVE.match(before.lower)
        ) and word.lemma in (
            "область",
            "край",
            "район",
            "округ",
            "республика",
            "провинция",
            "море",
            "залив",
            "полуостров",
            "пролив",
            "улица",
            "площадь",
        ):
            yield _place(piece, text, (before, word), "Address", HEADED, key_of([before.text, word.text]))
    for guess in text.guesses:
        if guess.label != "LOC":
            continue
        seen = [w for w in text.at(guess.start, guess.end) if w.text[:1].isalpha() or w.text == "-"]
        while seen and not seen[0].text[:1].isupper():
            seen = seen[1:]
        if seen and not any(w.i in taken for w in seen) and seen[0].text not in listed("names", "never_names"):
            yield _place(piece, text, tuple(seen), "Address", GUESSED, key_of([w.text for w in seen]))


def _together(text: Text, words: tuple[Word, ...]) -> bool:
    return all(text.text[a.end : b.start] in (" ", "\n", " ") for a, b in itertools.pairwise(words))


def _place(piece: int, text: Text, words: tuple[Word, ...], schema: str, weight: float, key: str) -> Candidate:
    normal, case = "", common_case(words)
    if case not in ("", "Nom") and words[0].text not in ("РФ", "США", "ОАЭ"):
        made = in_nominative(words, case, "Geox")
        normal = " ".join(made) if made is not None else ""
        normal = "" if normal == text.text[words[0].start : words[-1].end] else normal
    return Candidate(piece, words[0].start, words[-1].end, schema, weight, key, normal)


def products(piece: int, text: Text) -> Iterator[Candidate]:
    """Products by their designation."""
    for match in DESIGNATION.finditer(text.text):
        before = text.text[max(0, match.start() - 16) : match.start()]
        if _NO_PRODUCT.match(match.group()) or _NUMBER_BEFORE.search(before):
            continue
        yield Candidate(piece, *match.span(), "Good", HEADED, key_of([match.group()]), "")


def well_known(piece: int, text: Text) -> Iterator[Candidate]:
    """Names of the tables, outside quotation marks too: ТАСС, Ростех, Reuters."""
    for size in (3, 2, 1):
        for word in text.words[: len(text.words) - size + 1]:
            words = text.words[word.i : word.i + size]
            if not word.text[:1].isupper() or not _together(text, words):
                continue
            written = text.text[word.start : words[-1].end]
            schema = None
            if written.isascii():
                schema = known_abroad().get(written) if len(written) > 2 else None
            elif all(w.text[:1].isupper() or size > 1 for w in words):
                schema = known().get(key_of([w.text for w in words]))
                if schema and size == 1 and _opens_as_word(text, word):
                    schema = None
            if schema in ("Organization", "Company", "PublicBody"):
                yield Candidate(piece, word.start, words[-1].end, schema, KNOWN, key_of([w.text for w in words]))


def _opens_as_word(text: Text, word: Word) -> bool:
    """ "Известия пришли …": a common word at the head of a sentence is no newspaper."""
    first = text.sentences[word.sentence][0]
    return (
        word.i == first
        and not word.text.isupper()
        and word.pos == "NOUN"
        and not any(g.start <= word.start < g.end for g in text.guesses)
    )
