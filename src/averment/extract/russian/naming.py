"""All names of the Russian passages of a source: what is told of a name anywhere holds for it everywhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from averment.extract.found import Found
from averment.extract.names.forms import company_forms
from averment.extract.names.runs import all_words
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.bodies import bodies
from averment.extract.russian.candidate import GUESSED, HEADED, KNOWN, TOLD, Candidate, Taken
from averment.extract.russian.companies import formed, introduced, is_name
from averment.extract.russian.people import base_form, people, person_key
from averment.extract.russian.phrase import common_case, in_nominative, key_of, stem_and_tail
from averment.extract.russian.places import places, products, well_known
from averment.extract.russian.quotes import Quote, quotes
from averment.extract.russian.tables import cities, countries, listed, noun_schema
from averment.extract.russian.text import Text, tokens_only
from averment.extract.russian.word import Word
from averment.method import method

NAMES = method("extract.russian.names", "1")
_LATIN = re.compile("[A-Za-z]{2}")
PARTIES = frozenset({"Company", "Organization", "PublicBody"})


def names(pieces: Sequence[ParsedPassage], outlet: str | None) -> list[Found]:
    """All names; `value` has `normal`, the base form of a name that the text inflects, and the country of a place."""
    texts = [text_of(p) for p in pieces]
    marks = [quotes(t.text) for t in texts]
    proposed = [c for i, (t, q) in enumerate(zip(texts, marks, strict=True)) for c in _proposed(i, pieces[i], t, q)]
    if outlet:
        proposed.append(Candidate(-1, 0, 0, "Organization", TOLD, key_of(outlet.split())))
    decided = _decided(proposed)
    found: list[Found] = []
    for index, (piece, text, quoted) in enumerate(zip(pieces, texts, marks, strict=True)):
        here = [c for c in proposed if c.piece == index]
        here += _again(index, text, quoted, decided, here)
        found += [_found(piece, c) for c in _settled(_typed(here, decided))]
    return found


def text_of(piece: ParsedPassage) -> Text:
    """What was read of a passage; bare tokens for a row of a table."""
    return piece.own if isinstance(piece.own, Text) else tokens_only(piece.text)


def _proposed(index: int, piece: ParsedPassage, text: Text, quoted: Sequence[Quote]) -> Iterator[Candidate]:
    with_form = list(formed(index, text, quoted))
    yield from with_form
    spans = _taken(with_form)
    yield from (c for c in introduced(index, text, quoted) if not spans.touches(c.start, c.end))
    yield from people(index, text, quoted)
    yield from bodies(index, text)
    yield from places(index, text)
    yield from products(index, text)
    yield from well_known(index, text)
    latin = _LATIN.search(text.text) is not None
    for start, end in company_forms(text.text, all_words(piece)) if latin else ():
        if text.text[start].isascii():
            yield Candidate(index, start, end, "Company", TOLD, key_of(text.text[start:end].split()))


# ---- deciding


Decided = Mapping[str, Candidate]


def _decided(proposed: Sequence[Candidate]) -> dict[str, Candidate]:
    """For each key of a party or product the candidate that rests on most; of people also their family names."""
    best: dict[str, Candidate] = {}
    for candidate in proposed:
        if candidate.weight < KNOWN or candidate.schema in ("Country", "Address"):
            continue
        held = best.get(candidate.key)
        if held is None or (candidate.weight, candidate.noun != "") > (held.weight, held.noun != ""):
            best[candidate.key] = candidate
    for candidate in [c for c in best.values() if c.schema == "Good"]:
        stem, tail = stem_and_tail(candidate.key)
        if tail and " " not in stem and len(stem) > 3:
            best.setdefault(stem, replace(candidate, key=stem, weight=HEADED))
    return best


def _typed(here: Sequence[Candidate], decided: Decided) -> list[Candidate]:
    """The candidates with the schema their name is known by in the source."""
    made = []
    for candidate in here:
        known = decided.get(candidate.key)
        if (
            known is not None
            and known.weight > candidate.weight
            and candidate.schema in PARTIES | {"Good", "Vessel"}
            and known.schema != "Person"
        ):
            candidate = replace(candidate, schema=known.schema)
        made.append(candidate)
    return made


def _settled(here: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    taken = Taken()
    for candidate in sorted(here, key=lambda c: (-c.weight, c.start - c.end, c.start, c.schema)):
        if not taken.touches(candidate.start, candidate.end):
            taken.add(candidate.start, candidate.end)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


# ---- where a name is used again


def _again(
    index: int, text: Text, quoted: Sequence[Quote], decided: Decided, here: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Names in quotation marks or capitals that the source has told about elsewhere, and what only the model sees."""
    taken = _taken(here)
    for quote in quoted:
        start, end = quote.inner
        if taken.touches(start, end) or not is_name(text, quote):
            continue
        words = text.at(start, end)
        known = decided.get(key_of([w.text for w in words]))
        if known is not None and known.schema != "Person":
            taken.add(start, end)
            again = _bare(index, text, start, end, words, known.schema, HEADED)
            told = known.text if known.text not in ("", text.text[start:end]) else ""
            yield replace(again, normal=told or again.normal)
        elif (schema := _from_use(text, quote, words)) is not None:
            taken.add(start, end)
            yield _bare(index, text, start, end, words, schema, GUESSED)
    surnames = _surnames(decided)
    for word in text.words:
        if word.text[:1].isupper() and word.text[:1].isalpha() and not taken.touches(word.start, word.end):
            yield from _capital(index, text, word, decided, surnames)
    for guess in text.guesses:
        if guess.label == "ORG" and not taken.touches(guess.start, guess.end):
            yield from _model_only(index, text, guess.start, guess.end)


def _taken(candidates: Sequence[Candidate]) -> Taken:
    taken = Taken()
    for candidate in candidates:
        taken.add(candidate.start, candidate.end)
    return taken


def _bare(index: int, text: Text, start: int, end: int, words: Sequence[Word], schema: str, weight: float) -> Candidate:
    """A name in quotation marks without a noun: such a name is inflected inside them."""
    written, case = text.text[start:end], common_case(words)
    made = in_nominative(words, case) if case not in ("", "Nom") else None
    normal = " ".join(made) if made is not None and " ".join(w.text for w in words) == written else ""
    return Candidate(
        index, start, end, schema, weight, key_of([w.text for w in words]), "" if normal == written else normal
    )


def _from_use(text: Text, quote: Quote, words: Sequence[Word]) -> str | None:
    """What a name in quotation marks is by what it does, or by the model."""
    inside = {w.i for w in words}
    top = next((w for w in words if w.head not in inside), None)
    if (
        top is not None
        and top.rel in ("nsubj", "nsubj:pass")
        and text.words[top.head].lemma in listed("names", "company_verbs")
    ):
        return "Company"
    if any(g.label == "ORG" and g.start < quote.end and quote.start < g.end for g in text.guesses):
        return "Organization"
    return None


def _surnames(decided: Decided) -> dict[str, str]:
    """Family names (the last word, or the first before given names) of the people of a source, with the full key."""
    found: dict[str, str] = {}
    for key, candidate in decided.items():
        parts = key.split()
        if candidate.schema == "Person" and len(parts) > 1:
            longest = [p for p in parts if len(p) > 2]
            for part in {longest[0], longest[-1]} if longest else set():
                if _is_surname(part):
                    found[part] = key
    return found


@lru_cache(maxsize=20_000)
def _is_surname(word: str) -> bool:
    from averment.extract.russian.morphology import readings

    tags = [t for _, t in readings(word.capitalize())]
    return any("Surn" in t for t in tags) or not any(t & {"Name", "Patr"} for t in tags)


def _capital(index: int, text: Text, word: Word, decided: Decided, surnames: Mapping[str, str]) -> Iterator[Candidate]:
    normal = base_form([word], word.text)
    key = person_key(normal or word.text)
    if key in surnames:
        yield Candidate(index, word.start, word.end, "Person", HEADED, key, normal)
        return
    known = decided.get(key_of([word.text]))
    opens = word.i == text.sentences[word.sentence][0]
    if known is None or known.schema in ("Person",) or (opens and known.schema != "Good"):
        return
    if word.pos not in ("NOUN", "PROPN", "X") or (known.weight < TOLD and known.schema != "Good"):
        return
    if text.text[word.end : word.end + 1] == "-" or (known.noun == "общество" and word.lemma == "общество"):
        return
    yield _bare(index, text, word.start, word.end, [word], known.schema, HEADED)


def _model_only(index: int, text: Text, start: int, end: int) -> Iterator[Candidate]:
    words = [w for w in text.at(start, end) if w.text[:1].isalnum()]
    while words and not words[0].text[:1].isupper():
        words = words[1:]
    if not words or any(w.text in listed("names", "never_names") for w in words):
        return
    key = key_of([w.text for w in words])
    if key in countries() or key in cities() or len(words) > 6:
        return
    if len(words) == 1 and words[0].lemma in noun_schema():
        return
    if words[0].lemma in listed("names", "titles") or any(
        c in text.text[words[0].start : words[-1].end] for c in '«»"'
    ):
        return
    if len(words) == 1 and words[0].i == text.sentences[words[0].sentence][0] and words[0].pos == "NOUN":
        return
    yield _bare(index, text, words[0].start, words[-1].end, words, "Organization", GUESSED)


def _found(piece: ParsedPassage, candidate: Candidate) -> Found:
    value: dict[str, str] = {}
    if candidate.normal:
        value["normal"] = candidate.normal
    if candidate.schema in ("Country", "Address"):
        code = countries().get(candidate.key) or cities().get(candidate.key)
        if code:
            value["country"] = code
    base = piece.passage.start
    return Found(base + candidate.start, base + candidate.end, candidate.schema, NAMES.id, value)
