"""Public bodies and institutes: "министерству обороны", "посольстве Китая", "76-й гвардейской дивизии", "в/ч 12345"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from averment.extract.russian.candidate import HEADED, Candidate
from averment.extract.russian.phrase import common_case, in_nominative, key_of
from averment.extract.russian.tables import cities, countries, listed
from averment.extract.russian.text import Text
from averment.extract.russian.word import Word

MILITARY_UNIT = re.compile(
    r"(?<![\w/])(?:в/ч|вч|[Вв]ойсков(?:ая|ой|ую) част(?:ь|и|ью))\s?(?:№\s?)?(?P<number>\d{4,6})\b"
)
NUMBERED = re.compile(r"(?<![\w-])\d{1,4}-?(?:я|й|ая|ой|ый|го|ом|му|ую|ю|м)\b")
_STOP = frozenset({"который", "свой", "этот", "весь", "другой", "каждый"})


def bodies(piece: int, text: Text) -> Iterator[Candidate]:
    """Every body named by what it is."""
    for match in MILITARY_UNIT.finditer(text.text):
        yield Candidate(piece, *match.span(), "PublicBody", HEADED, f"в/ч {match['number']}", "")
    yield from _units(piece, text)
    for word in text.words:
        if not word.text[:1].isalpha() or word.pos not in ("NOUN", "PROPN", "X"):
            continue
        if word.text in listed("names", "bodies_alone") or (
            word.text[:1].isupper() and key_of([word.text]) in _alone()
        ):
            yield _named(piece, text, _with_state(text, word), "PublicBody")
        elif word.lemma in listed("names", "bodies") or word.lemma in listed("names", "organization_heads"):
            found = _headed(text, word)
            if found is not None:
                yield _named(piece, text, *found)


@lru_cache(maxsize=1)
def _alone() -> frozenset[str]:
    return frozenset(key_of([w]) for w in listed("names", "bodies_alone") if " " not in w)


def _with_state(text: Text, word: Word) -> list[Word]:
    """ "МВД {России}", "Минфин {США}", "министр" not."""
    found = [word]
    following = text.words[word.i + 1 : word.i + 4]
    for size in (2, 1):
        part = following[:size]
        near = len(part) == size and part[0].sentence == word.sentence
        capital = near and all(w.text[:1].isupper() for w in part) and text.text[word.end : part[0].start] == " "
        if capital and key_of([w.text for w in part]) in countries():
            return [*found, *part]
    return found


def _headed(text: Text, head: Word) -> tuple[list[Word], str] | None:
    """The words of a body's name around its head, and the schema."""
    left = _left(text, head)
    right = _right(text, head)
    own = head.text[:1].isupper() and not _opens(text, [*left, head][0])
    capital = own or any(w.text[:1].isupper() and not _opens(text, w) for w in left)
    adjective = any(w.lemma in listed("names", "demonyms") for w in left)
    placed = any(key_of([w.text]) in countries() or key_of([w.text]) in cities() for w in right)
    placed = placed or any(w.text == "РФ" or w.lemma in ("федерация",) for w in right)
    if head.lemma in listed("names", "bodies"):
        owned = head.lemma in listed("names", "bodies_owned")
        opening = _opens(text, [*left, head][0]) and _guessed(text, head)
        if capital and (left or right or own) and _more_than_head(left, right, head):
            return [*left, head, *right], "PublicBody"
        if owned and (placed or (adjective and left) or (head.lemma == "министерство" and right)):
            return [*left, head, *right], "PublicBody"
        if opening and (left or right):
            return [*left, head, *right], "PublicBody"
        return None
    if (own or (capital and left)) and right and _guessed(text, head):
        return [*left, head, *right], "Organization"
    return None


def _more_than_head(left: Sequence[Word], right: Sequence[Word], head: Word) -> bool:
    return bool(left or right) or head.lemma not in listed("names", "bodies_weak")


def _guessed(text: Text, word: Word) -> bool:
    return any(g.label == "ORG" and g.start <= word.start < g.end for g in text.guesses)


def _opens(text: Text, word: Word) -> bool:
    """Whether a word stands at the head of a sentence, where a capital says nothing."""
    first = text.sentences[word.sentence][0]
    return all(not w.text[:1].isalnum() for w in text.words[first : word.i])


def _left(text: Text, head: Word) -> list[Word]:
    """The adjectives before a head, from the first that is capital or belongs to names of bodies."""
    found: list[Word] = []
    at = head.i - 1
    while (
        at >= 0
        and text.words[at].pos in ("ADJ", "X")
        and text.text[text.words[at].end : text.words[at + 1].start] == " "
    ):
        if text.words[at].pos == "X" or not text.words[at].text[:1].isalpha():
            break
        found.insert(0, text.words[at])
        at -= 1
    while found and not (found[0].text[:1].isupper() or found[0].lemma in listed("names", "demonyms")):
        found = found[1:]
    return found


def _right(text: Text, head: Word) -> list[Word]:
    """What follows a head in the genitive, or with a preposition that names of bodies have."""
    found: list[Word] = []
    wanted = "Gen"
    for word in text.words[head.i + 1 : head.i + 12]:
        last = found[-1] if found else head
        if word.sentence != head.sentence or text.text[last.end : word.start] not in (" ", "\n") or word.lemma in _STOP:
            break
        if word.pos == "ADP" and word.lower in listed("names", "body_prepositions") and (head.lemma != "посольство"):
            if not _goes_on(text, word, ("Dat", "Loc", "Gen")):
                break
            wanted = {"по": "Dat", "при": "Loc", "о": "Loc"}.get(word.lower, "Gen")
            found.append(word)
        elif word.lower == "и" and _goes_on(text, word, (wanted,)) and found and found[-1].case == wanted:
            found.append(word)
        elif word.pos in ("NOUN", "PROPN", "ADJ") and (word.case in (wanted, "Gen") or word.text in ("РФ", "США")):
            if any(g.label == "PER" and g.start <= word.start < g.end for g in text.guesses):
                break
            if word.lemma in listed("names", "titles"):
                break
            found.append(word)
        else:
            break
    while found and ((found[-1].pos in ("ADP", "CCONJ", "ADJ") and found[-1].case != "Gen") or found[-1].lower == "и"):
        found.pop()
    return found


def _goes_on(text: Text, word: Word, cases: tuple[str, ...]) -> bool:
    following = text.words[word.i + 1] if word.i + 1 < len(text.words) else None
    return following is not None and following.pos in ("NOUN", "ADJ") and following.case in cases


def _units(piece: int, text: Text) -> Iterator[Candidate]:
    """ "76-я гвардейская десантно-штурмовая дивизия"."""
    for match in NUMBERED.finditer(text.text):
        words = text.at(match.start(), min(match.end() + 120, len(text.text)))
        taken: list[Word] = []
        for word in [w for w in words if w.start >= match.end()]:
            if text.text[taken[-1].end if taken else match.end() : word.start] not in (" ", ""):
                break
            if word.lemma in listed("names", "unit_adjectives"):
                taken.append(word)
                continue
            if word.lemma in listed("names", "units") and word.lemma not in ("центр", "арсенал", "отряд"):
                taken.append(word)
                key = re.match(r"\d+", match.group())
                yield Candidate(
                    piece, match.start(), word.end, "PublicBody", HEADED, f"{key.group() if key else ''} {word.lemma}"
                )
            break


def _named(piece: int, text: Text, words: Sequence[Word], schema: str) -> Candidate:
    start, end = words[0].start, words[-1].end
    head = next(
        (w for w in words if w.lemma in listed("names", "bodies") or w.lemma in listed("names", "organization_heads")),
        words[0],
    )
    first = [w for w in words if w.i <= head.i]
    case = common_case([w for w in first if w.case] or first)
    normal = ""
    if case not in ("", "Nom") and (made := in_nominative(first, case)) is not None:
        made = [m.lower() if w.text.islower() else m for m, w in zip(made, first, strict=True)]
        normal = " ".join(made) + text.text[head.end : end]
        normal = "" if normal == text.text[start:end] else normal
    return Candidate(piece, start, end, schema, HEADED, key_of([w.text for w in words]), normal)
