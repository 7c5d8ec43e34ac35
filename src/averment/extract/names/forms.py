"""Companies by their legal form, in any language: "Co., Ltd.", "АО «…»", "有限公司"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from averment.extract.names.gazetteer import countries, demonyms
from averment.extract.names.runs import Word
from averment.extract.tables import table, words

Stretch = tuple[int, int]
"""Offsets into the passage."""

_QUOTED = r"(?:«[^«»\n]{2,80}»|“[^“”\n]{2,80}”|\"[^\"\n]{2,80}\"|„[^“”\n]{2,80}[“”])"
_RUSSIAN_NOUN = re.compile(
    r"(?:компани|фирм|завод|концерн|холдинг|предприяти|корпораци|агентств|институт|бюро|банк)[а-я]*\s+(?P<name>"
    + _QUOTED
    + ")"
)
_OF = re.compile(r" of ([A-Z]\w+)")
_CHINESE_BREAK = "向由与和及从对将为在是给被把并或了的等：、，。；“”\"' \n\t（("
_SMALL = frozenset({"and", "of", "for", "ve", "und", "et", "y", "de", "&", "the"})


def company_forms(text: str, word_list: Sequence[Word]) -> Iterator[Stretch]:
    """Every stretch that a legal form makes a company's name."""
    yield from _after(text, word_list)
    yield from _before(text, word_list)
    yield from _chinese(text)


def quoted_companies(text: str) -> Iterator[Stretch]:
    """ "завод «…»": the quoted name after a Russian noun for a company; quotes are not part of it."""
    for match in _RUSSIAN_NOUN.finditer(text):
        yield match.start("name") + 1, match.end("name") - 1


def _after(text: str, word_list: Sequence[Word]) -> Iterator[Stretch]:
    last_end = -1
    for match in _form_after().finditer(text):
        if match.start("form") < last_end:
            continue
        end = match.end("form")
        start = _name_start(text, word_list, match.start("gap"), match["form"])
        if start is None:
            continue
        seat = _OF.match(text, end)
        if seat and match["form"] == "Corporation" and seat[1] in countries():
            end = seat.end()  # "Aero Engine Corporation of China"
        if text[end - 1] == "." and _closes_sentence(match["form"]):
            end -= 1
        last_end = match.end("form")
        yield start, end


def _closes_sentence(form: str) -> bool:
    """Whether the full stop after "LLC" or "JSC" ends the sentence; that of "Ltd." or "Inc." belongs to the form."""
    return form.rstrip(".").isupper() and form.count(".") == 1 and len(form) > 2 and "." not in form[:-1]


def _name_start(text: str, word_list: Sequence[Word], edge: int, form: str) -> int | None:
    """Walk back over the words of the name that ends at `edge`."""
    before = [w for w in word_list if w.end <= edge]
    taken: list[Word] = []
    at = edge
    near = before[-12:]
    for position, word in reversed(list(enumerate(near))):
        gap = text[word.end : at]
        bracket = gap in (") ", ")", " (", "(") and (word.capital or word.text.isdigit())
        if (
            gap not in (" ", "", " & ", "&", "-", "\u00a0", ". ", "” ", '" ', "» ", " “", ' "', " «", "”", "»")
            and not bracket
        ):
            break
        if not (word.capital or word.text in _SMALL or bracket) or (gap == ". " and len(word.text) > 3):
            break
        taken.append(word)
        at = word.start
        if word.opens and word.text not in ("The",):
            break
        if word.text == "and" and _ends_with_form(text[: word.start]):
            break  # "One Ltd and Two Ltd"
        if word.text in ("of", "for") and position and near[position - 1].text not in _heads():
            break  # "Ana Holm of Veltor Ltd"
    taken.reverse()
    while taken and _no_part(taken[0], taken[1:]):
        taken = taken[1:]
    if not taken or (len(form.rstrip(".")) < 3 and len(taken) == 1 and taken[0].opens):
        return None
    start = taken[0].start
    return start


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """What "of" and "for" may follow inside a company's name: "Bank of …", "Center for …"."""
    tables = ("of_heads", "for_heads", "public_words", "organization_words", "company_words", "topic_words")
    return frozenset[str]().union(*(words("name_words", t) for t in tables))


def _ends_with_form(text: str) -> bool:
    return _form_at_end().search(text[-40:]) is not None


@lru_cache(maxsize=1)
def _form_at_end() -> re.Pattern[str]:
    forms = "|".join(table("name_words")["forms_after"])
    return re.compile(rf"[ ,](?:{forms})\s?$")


def _no_part(first: Word, rest: Sequence[Word]) -> bool:
    if not first.capital:
        return True
    if first.text in demonyms() or first.text in countries():
        return len(rest) > 1 and not any(w.text in words("name_words", "company_words") for w in rest)
    if first.opens and first.text.lower() in words("name_words", "company_nouns"):
        return bool(rest)
    return first.text in words("name_words", "never_alone") and first.text not in (
        "New",
        "General",
        "First",
        "East",
        "West",
        "North",
        "South",
        "Central",
        "Asian",
        "European",
        "Southern",
        "Northern",
        "Eastern",
        "Western",
    )


@lru_cache(maxsize=1)
def _form_after() -> re.Pattern[str]:
    forms = "|".join(table("name_words")["forms_after"])
    return re.compile(rf"(?<=[\w)»”\"’.])(?P<gap>,? )(?P<form>{forms})(?![\w])")


def _before(text: str, word_list: Sequence[Word]) -> Iterator[Stretch]:
    by_start = {w.start: i for i, w in enumerate(word_list)}
    for match in _form_before().finditer(text):
        if match["quoted"]:
            yield match.start(), match.end()
            continue
        index = by_start.get(match.end())
        if index is None or not word_list[index].capital:
            continue
        end = at = match.end()
        for word in word_list[index : index + 6]:
            if not word.capital or text[at : word.start] not in ("", " ", " & "):
                break
            end = at = word.end
        yield match.start(), end


@lru_cache(maxsize=1)
def _form_before() -> re.Pattern[str]:
    forms = "|".join(sorted(table("name_words")["forms_before"], key=lambda f: (-len(f), f)))
    return re.compile(rf"(?<![\w-])(?:{forms})\s+(?P<quoted>{_QUOTED})?")


def _chinese(text: str) -> Iterator[Stretch]:
    for match in _form_chinese().finditer(text):
        start = match.start()
        while start > 0 and _in_chinese_name(text, start - 1) and match.start() - start < 40:
            start -= 1
        if match.start() - start >= 2:
            yield start, match.end()


def _in_chinese_name(text: str, at: int) -> bool:
    character = text[at]
    if character in "（）()":
        return character in "）)" or ")" in text[at : at + 8] or "）" in text[at : at + 8]
    return character not in _CHINESE_BREAK and ("\u4e00" <= character <= "\u9fff" or character.isalnum())


@lru_cache(maxsize=1)
def _form_chinese() -> re.Pattern[str]:
    return re.compile("|".join(table("name_words")["forms_chinese"]))
