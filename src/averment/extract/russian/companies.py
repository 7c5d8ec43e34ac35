"""Names with a legal form («АО „Маяк“», «общества с ограниченной ответственностью „Маяк“») and names in quotation
marks after a noun that says what they are («завод „Маяк“», «судно „Капитан Ершов“»)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from averment.extract.russian.candidate import TOLD, Candidate
from averment.extract.russian.phrase import common_case, in_nominative, key_of
from averment.extract.russian.quotes import Quote
from averment.extract.russian.tables import listed, long_forms, noun_schema
from averment.extract.russian.text import Text
from averment.extract.russian.word import Word

LONGEST_NAME = 80
"""Characters between the quotation marks of a name."""
MOST_WORDS = 8
_DESIGNATION = re.compile(r"[A-ZА-ЯЁ][\w]*[-–]?\d[\w-]*$")
_INITIALS = re.compile(r"[А-ЯЁ]\.$")


def is_name(text: Text, quote: Quote) -> bool:
    """Whether the words in quotation marks may be a name: few, the first with a capital or a figure, no sentence."""
    start, end = quote.inner
    inner = text.text[start:end]
    if not 1 < len(inner) <= LONGEST_NAME or not (inner[0].isupper() or inner[0].isdigit() or inner[0] in "«„"):
        return False
    words = text.at(start, end)
    if len(words) > MOST_WORDS or inner[-1] in ".,!?…:;" or not words:
        return False
    if text.text[max(0, quote.start - 2) : quote.start] == ": " or re.match(r",?\s[—–-]\s", text.text[quote.end :]):
        return len(words) <= 3 and all(w.text[:1].isupper() for w in words) and quote.start > 0
    return not any(w.is_verb and w.form == "Fin" for w in words)


def formed(piece: int, text: Text, quotes: Sequence[Quote]) -> Iterator[Candidate]:
    """Names with a legal form."""
    by_start = {q.start: q for q in quotes}
    taken = -1
    for word in text.words:
        if word.start < taken:
            continue
        last = _form_end(text, word)
        if last is None:
            continue
        made = _formed(piece, text, word, last, by_start)
        if made is not None:
            taken = made.end
            yield made


def _form_end(text: Text, word: Word) -> int | None:
    """The index of the last word of a legal form (or several) that begins at a word."""
    at, last = word.i, None
    for _ in range(3):
        size = _one_form(text, at)
        if not size:
            break
        last, at = at + size - 1, at + size
    return last


def _one_form(text: Text, at: int) -> int:
    if at >= len(text.words):
        return 0
    word = text.words[at]
    if word.text in listed("names", "forms") or word.text in listed("names", "entrepreneur"):
        return 1
    if word.lemma not in _first_words():
        return 0
    for form, _ in long_forms():
        found = text.words[at : at + len(form)]
        if len(found) == len(form) and all(_is(w, f) for w, f in zip(found, form, strict=True)):
            return len(form)
    return 0


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(form[0] for form, _ in long_forms())


def _is(word: Word, base: str) -> bool:
    return word.lemma == base or word.lower == base or (len(base) > 5 and word.lower[:-3] == base[:-3] != "")


def _formed(piece: int, text: Text, word: Word, last: int, by_start: dict[int, Quote]) -> Candidate | None:
    form = text.words[last]
    following = text.words[last + 1] if last + 1 < len(text.words) else None
    if following is None or text.text[form.end : following.start] not in (" ", "", " ", "\n"):
        return None
    short = word.text in listed("names", "forms")
    person = form.text == "ИП" or form.lemma == "предприниматель"
    if (quote := by_start.get(following.start)) is not None and is_name(text, quote):
        end, inner = quote.end, text.at(*quote.inner)
    else:
        inner = _capitals(text, following, person)
        if not inner or (not short and not person):
            return None
        end = inner[-1].end + (text.text[inner[-1].end : inner[-1].end + 1] == "." and person)
    first = word if short else _widened(text, word)
    schema = (
        "Organization"
        if word.text in listed("names", "not_companies") or word.lemma == "научно-исследовательский"
        else "Company"
    )
    head = text.words[first.i : last + 1]
    normal = ""
    if not short and (case := common_case([w for w in head if w.case])) not in ("", "Nom"):
        normal = _normal(text, head, case, end)
    key = key_of([w.text for w in inner])
    return Candidate(
        piece,
        first.start,
        end,
        schema,
        TOLD,
        key,
        normal,
        "общество" if "щество" in text.text[first.start : end] else "",
    )


def _normal(text: Text, head: Sequence[Word], case: str, end: int) -> str:
    """The whole name with the words of its form that agree put into the nominative."""
    stop = next((n for n, w in enumerate(head) if w.pos == "ADP"), len(head))
    first = list(head[:stop])
    main = max((n for n, w in enumerate(first) if w.pos in ("NOUN", "PROPN") and w.case == case), default=-1)
    made = in_nominative(first[: main + 1], case) if main >= 0 else None
    if made is None:
        return ""
    made[0] = made[0].lower() if first[0].text.islower() else made[0]
    lowered = [m.lower() if w.text.islower() else m for m, w in zip(made, first, strict=False)]
    return " ".join(lowered) + text.text[first[main].end : end]


def _widened(text: Text, word: Word) -> Word:
    """A form written out begins with its adjectives: "{Ижорский} научно-производственный центр"."""
    first = word
    while first.i > 0:
        before = text.words[first.i - 1]
        if before.pos != "ADJ" or not before.text[:1].isupper() or text.text[before.end : first.start] != " ":
            break
        first = before
    return first


def _capitals(text: Text, first: Word, person: bool) -> list[Word]:
    """The capitalised words after a legal form without quotation marks: "ООО {Ромашка}", "ИП {Кравцова Н. Н.}"."""
    found: list[Word] = []
    for word in text.words[first.i : first.i + 6]:
        gap = text.text[found[-1].end : word.start] if found else ""
        if gap not in ("", " ") or not (word.text[:1].isupper() or (word.text == "." and _initial(found))):
            break
        if word.sentence != first.sentence and not person:
            break
        if word.text in listed("names", "forms"):
            break
        found.append(word)
    while found and found[-1].text == ".":
        if person:
            break
        found.pop()
    return [w for w in found if w.text != "."] if person else found[:3]


def _initial(found: Sequence[Word]) -> bool:
    return bool(found) and len(found[-1].text) == 1


def introduced(piece: int, text: Text, quotes: Sequence[Quote]) -> Iterator[Candidate]:
    """Names after a noun that says what they are, in quotation marks or in Latin letters."""
    for quote in quotes:
        if not is_name(text, quote):
            continue
        noun = noun_before(text, quote.start)
        if noun is None:
            noun = _listed_noun(text, quotes, quote)
        if noun is None:
            continue
        schema = _schema_of(noun)
        start, end = quote.inner
        inner = text.at(start, end)
        if (
            schema in ("Company", "Organization")
            and len(inner) == 1
            and _DESIGNATION.match(inner[0].text)
            and inner[0].text[-1].isdigit()
        ):
            schema = "Good" if noun.plural else schema
        key = key_of([w.text for w in inner])
        yield Candidate(piece, start, end, schema, TOLD, key, "", noun.lemma, text.text[start:end])
    yield from _latin(piece, text)


def _schema_of(noun: Word) -> str:
    if noun.text[:3].lower() == "нпо":
        return "Company"
    return noun_schema()[noun.lemma]


def noun_before(text: Text, start: int) -> Word | None:
    """The noun right before a name, or the one on which the words right before it hang ("службы слежения «…»")."""
    words = text.at(max(0, start - 60), start)
    words = [w for w in words if w.end <= start]
    if not words or text.text[words[-1].end : start] != " ":
        return None
    last = words[-1]
    if last.lemma in noun_schema() and last.pos in ("NOUN", "PROPN", "X"):
        return last
    for word in reversed(words[-4:-1]):
        between = words[words.index(word) + 1 :]
        if (
            word.lemma in noun_schema()
            and word.pos == "NOUN"
            and all(w.pos in ("ADJ", "NOUN", "PROPN") and w.case == "Gen" for w in between)
        ):
            return word
        if word.pos not in ("ADJ", "NOUN", "PROPN"):
            return None
    return None


def _listed_noun(text: Text, quotes: Sequence[Quote], quote: Quote) -> Word | None:
    """The plural noun at the head of a list of names: "компаниям «А», «Б» и {«В»}"."""
    at = quote.start
    for _ in range(8):
        nearest = bisect_left(quotes, at, key=lambda q: q.start)
        near = quotes[max(0, nearest - 4) : nearest]
        before = [q for q in near if q.end <= at and text.text[q.end : at] in (", ", " и ", " или ", ", а также ")]
        if not before:
            return None
        at = before[-1].start
        noun = noun_before(text, at)
        if noun is not None:
            return noun if noun.plural else None
    return None


def _latin(piece: int, text: Text) -> Iterator[Candidate]:
    """Capitalised Latin words after a noun: "компании {Jinfeng Trading}"."""
    index = 0
    while index < len(text.words):
        first = text.words[index]
        index += 1
        if not _is_latin(first) or first.i == 0:
            continue
        run = [first]
        while run[-1].i + 1 < len(text.words):
            following = text.words[run[-1].i + 1]
            gap = text.text[run[-1].end : following.start]
            if gap not in ("", " ") or not (_is_latin(following) or following.text in ("&",)) or len(run) == 6:
                break
            run.append(following)
        index = run[-1].i + 1
        noun = text.words[first.i - 1]
        if noun.lemma in noun_schema() and noun.pos in ("NOUN", "PROPN") and text.text[noun.end : first.start] == " ":
            yield Candidate(
                piece, first.start, run[-1].end, _schema_of(noun), TOLD, key_of([w.text for w in run]), "", noun.lemma
            )


def _is_latin(word: Word) -> bool:
    return word.text[:1].isupper() and word.text.isascii() and word.text[:1].isalpha()
