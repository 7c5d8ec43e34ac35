"""Runs of capitalised words: where names may be. The borders of a name come from here, not from the language model."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from averment.extract.names.gazetteer import demonyms, places
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words
from averment.extract.values.date_patterns import MONTHS, WEEKDAYS

_WORD = re.compile(r"[^\W_](?:[\w]|(?<=\w)[-–'’.&/](?=\w))*")
_POSSESSIVE = re.compile(r"['’][sS]$|['’]$")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+[A-Z]?$|^[A-HJ-Z]$|^(?:Co|Ltd|Inc|Corp|St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Adm|Brig|Sgt|Sen|Rep|Gov|Jr|Sr|No|Pvt|Pte|Bros|Mt|Ft)$"
)
_LOWER_TAIL = re.compile(
    r"-(?:[a-z]+-)*(?:based|made|owned|backed|linked|built|born|led|style|registered|listed|controlled|produced|funded|run|"
    r"headquartered|type|class|era|designed|supplied|manufactured|allied|occupied|held|related|wide|friendly|flagged|assembled|"
    r"trained|language|speaking|origin|sourced|aligned|sponsored|operated|developed|imported|exported|like|branded|affiliated|"
    r"focused|educated|bound|area|wide|inspired|shaped|sized|compliant|connected|facing|ready|only|powered|equipped)$"
)
_ARABIC_ARTICLE = re.compile(r"[a-z][A-Z][a-z]|(?:al|el|as|ash|an|ar|at|az|ad|ul)-[A-Z]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a passage: offsets into the passage, the model's tag, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    tag: str = ""
    opens: bool = False

    @property
    def capital(self) -> bool:
        """Whether it can be part of a name: begins with a capital, or is a designation such as 9M723."""
        first = self.text[0]
        if first.islower():
            return bool(_ARABIC_ARTICLE.match(self.text))  # "al-Masri", and "eBay"
        return first.isupper() or (first.isdigit() and any(c.isupper() for c in self.text[1:]) and len(self.text) > 2)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row, with the small words that join them."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Offset into the passage."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset into the passage, exclusive."""
        return self.words[-1].end


def all_words(parsed: ParsedPassage) -> list[Word]:
    """The words of a passage, without possessive 's and with the full stop of an abbreviation.

    "London-based" gives "London"; "Russia-Ukraine" gives two words; "Almaz-Antey" stays one.
    """
    tags = {t.idx: t.tag_ for t in parsed.doc} if parsed.analysed else {}
    opens = {s.start_char for s in parsed.doc.sents} if parsed.analysed else {0}
    found: list[Word] = []
    fresh = True
    for match in _WORD.finditer(parsed.text):
        before = parsed.text[found[-1].end if found else 0 : match.start()]
        fresh = (
            not found
            or match.start() in opens
            or any(found[-1].end <= o <= match.start() for o in _near(opens, match.start()))
            or bool(re.search(r"[.!?:]\s*[\"“”'(]*\s*$|[“\"]$", before))
        )
        for start, end, text in _pieces(parsed.text, match.start(), match.end()):
            word = Word(start, end, text, tags.get(start, ""), fresh)
            if fresh and _amid_a_name(before, found, word):
                word = Word(start, end, text, word.tag)
            found.append(word)
            fresh = False
    return found


def _amid_a_name(before: str, found: Sequence[Word], word: Word) -> bool:
    """Whether the model begins a sentence between two words of a name: nothing but a space stands there."""
    if not found or before != " " or not (found[-1].capital and word.capital) or found[-1].end != word.start - 1:
        return False
    return found[-1].text[-1].isalpha() and word.tag.startswith(("NN", "JJ", "VB", "FW", "UH", "CD"))


def _near(opens: set[int], at: int) -> Iterator[int]:
    return (o for o in range(max(0, at - 2), at + 1) if o in opens)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    word = text[start:end]
    possessive = _POSSESSIVE.search(word)
    if possessive and word[: possessive.start()] not in words("name_words", "keeps_possessive"):
        word = word[: possessive.start()]
    parts = re.split(r"[-–/]", word)
    if "/" in word and all(len(p) > 2 and p[0].isupper() and p.isalpha() for p in word.split("/")):
        at = start
        for part in word.split("/"):  # "MINSK/MOSCOW"
            yield at, at + len(part), part
            at += len(part) + 1
        return
    if len(parts) > 1 and word[0].isupper():
        tail = _LOWER_TAIL.search(word)
        if tail is not None:
            word = word[: tail.start()]  # "London-based"
        elif all(p in places() or p in demonyms() for p in parts if p):
            at = start
            for part in parts:  # "Russia-Ukraine"
                if part:
                    yield at, at + len(part), part
                at += len(part) + 1
            return
    finish = start + len(word)
    if finish < len(text) and text[finish] == "." and _ABBREVIATION.search(word):
        word, finish = word + ".", finish + 1
    if word:
        yield start, finish, word


def runs(parsed: ParsedPassage, all_of_them: Sequence[Word]) -> list[Run]:
    """Every run of the passage. A heading in capitals has none: its names are known from the text below it."""
    if _is_title_case(parsed.text, all_of_them):
        return []
    found: list[Run] = []
    current: list[Word] = []
    index = 0
    while index < len(all_of_them):
        word = all_of_them[index]
        if not current:
            if word.capital and not _opens_without_name(word):
                current = [word]
            index += 1
            continue
        joined = _joined(parsed.text, current, all_of_them, index)
        if joined:
            current += all_of_them[index : index + joined]
            index += joined
        else:
            found.append(Run(tuple(current)))
            current = []
    if current:
        found.append(Run(tuple(current)))
    return found


def _is_title_case(text: str, all_of_them: Sequence[Word]) -> bool:
    long_ones = [w for w in all_of_them if len(w.text) > 3 and w.text[0].isalpha()]
    if len(long_ones) < 5 or len(text) > 250 or text.count(",") > 2 or text.startswith("("):
        return False
    return sum(w.capital for w in long_ones) > 0.7 * len(long_ones) and text.rstrip()[-1:] not in '.!?”"'


def _opens_without_name(word: Word) -> bool:
    """Whether a word is capital only because it opens a sentence (or quote)."""
    if word.text in demonyms():
        return False
    if word.text in words("name_words", "never_alone") and not word.tag.startswith("NNP"):
        return True
    return word.opens and bool(word.tag) and not word.tag.startswith(("NNP", "NN", "JJ", "CD", "FW", "VB", "ADD"))


def _joined(text: str, current: list[Word], following: Sequence[Word], index: int) -> int:
    """How many of the following words belong to the run: 0, or 1, or more with the small words between."""
    word, gap = following[index], text[current[-1].end : following[index].start]
    if word.opens and not (current[-1].text.endswith(".") and not word.tag):
        return (
            1
            if word.capital
            and gap == " "
            and current[-1].text.endswith(".")
            and word.text[0].isupper()
            and _initial(current[-1])
            else 0
        )
    if word.capital:
        if gap in (" ", "\u00a0", " & ", "&"):
            return 1
        if gap == ", " and _ministry_list(current, following, index):
            return 1
        return 0
    if gap not in (" ", "\u00a0"):
        return 0
    return _connector(text, current, following, index)


def _initial(word: Word) -> bool:
    return bool(
        re.fullmatch(r"(?:[A-Z]\.)+|St\.|Mt\.|Ft\.|Gen\.|Col\.|Lt\.|Dr\.|Mr\.|Mrs\.|Ms\.|Prof\.|Sen\.|Rep\.", word.text)
    )


def _particles(following: Sequence[Word], index: int) -> int:
    """How many words "van der Meer" or "bin Said" adds to a name: 0 where no capital follows the particles."""
    at = index
    while at < len(following) and following[at].text in words("name_words", "particles") and at - index < 3:
        at += 1
    joined = at > index and at < len(following) and following[at].capital
    return at - index + 1 if joined else 0


def _connector(text: str, current: list[Word], following: Sequence[Word], index: int) -> int:
    """Small words that join: "of" after a head, "and" between topics, particles of personal names."""
    word = following[index]
    if particles := _particles(following, index):
        return 0 if current[-1].text.endswith(".") else particles
    size = 1
    if (
        index + 1 < len(following)
        and word.text in ("of", "for", "on", "in")
        and following[index + 1].text in ("the", "a", "an")
    ):
        size = 2
    if index + size >= len(following):
        return 0
    target = following[index + size]
    between = text[word.start : target.start]
    if not target.capital or not re.fullmatch(r"[a-z]+ (?:[a-z]+ )?", between):
        return 0
    if word.text == "of":
        office = _is_person_title(current[-1]) and current[0].text not in words("name_words", "organization_words")
        return size + 1 if any(w.text in _of_heads() for w in current[-4:]) and not office else 0
    if word.text in ("for", "on"):
        heads = any(w.text in _for_heads() for w in current)
        if target.text in _CALENDAR or (word.text == "for" and (target.text in places() or target.text in demonyms())):
            return 0
        return size + 1 if heads else 0
    if word.text == "and":
        return _and_joins(text, current, following, index)
    return 0


_CALENDAR = frozenset(WEEKDAYS) | {n for names in MONTHS for name in names for n in (name, f"{name}.")}
"""Words that follow "on" without being part of a name ("the Department on Wednesday")."""


def _is_person_title(word: Word) -> bool:
    return word.text in ("President", "Minister", "Secretary", "Director", "Chairman", "Head", "Chief")


@lru_cache(maxsize=1)
def _of_heads() -> frozenset[str]:
    return _for_heads() | words("name_words", "of_heads")


@lru_cache(maxsize=1)
def _for_heads() -> frozenset[str]:
    return (
        words("name_words", "public_words")
        | words("name_words", "organization_words")
        | words("name_words", "for_heads")
    )


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return _of_heads() | words("name_words", "company_words")


def _and_joins(text: str, current: list[Word], following: Sequence[Word], index: int) -> int:
    """ "Ministry of Industry and Trade", "Science and International Security Institute": topics on both sides."""
    topics = words("name_words", "topic_words")
    left, right = current[-1].text, following[index + 1].text
    if any(w.text in _for_heads() for w in current[:-1]) and _topic(left) and _topic(right):
        return 2
    if left not in topics or right not in topics | _heads():
        return 0
    if len(current) > 1 and right in topics and not any(w.opens for w in current[1:]):
        return 2  # "X Defence and Space"
    at = index + 1
    while at < len(following) and following[at].capital and at - index < 6:
        if following[at].text in _heads() and following[at].text not in topics:
            return 2
        if text[following[at].end : following[at].end + 1] != " ":
            return 2 if following[at].text in _heads() else 0
        at += 1
    return 2 if following[at - 1].text in _heads() else 0


_ABSTRACT = re.compile(r"(?:tion|ment|ity|ics|ology|ence|ance|ure|ing|airs|ism|ness|istry|erce)s?$")


def _topic(word: str) -> bool:
    """Whether a word can be what a ministry or an institute is for: "Integration", "Finance"."""
    return word in words("name_words", "topic_words") or bool(_ABSTRACT.search(word))


def _ministry_list(current: list[Word], following: Sequence[Word], index: int) -> bool:
    """ "Ministry of Industry, Trade and Supply": a list of topics after a head, closed by "and"."""
    topics = words("name_words", "topic_words")
    if not any(w.text in ("Ministry", "Department", "Committee", "Agency") for w in current):
        return False
    near = [w.text for w in following[index : index + 6]]
    if "and" not in near[1:4]:
        return False
    closing = near[near.index("and") + 1 :][:1]
    return all(_topic(w) or w in topics for w in (current[-1].text, near[0], *closing))
