"""Which language a document and its passages are in.

The script decides where it can; where it cannot, py3langid does, given enough letters to go by.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from averment.passage import Passage

# fmt: off
LANGUAGES = (
    "ar", "az", "be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy",
    "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "mn", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl",
    "sq", "sr", "sv", "tg", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh",
)
# fmt: on
"""What is told apart: fewer names, fewer mistakes on short text."""

ENOUGH = 24
"""Letters from which a guess is worth making."""
ENOUGH_CYRILLIC = 80
"""The same for Cyrillic, whose languages are closer to one another."""
OWN = 150
"""Letters from which a passage in its document's script is still looked at by itself."""
_OWN_LOOKED_AT = 200
LOOKED_AT = 1200
"""Characters of a document that its language is told from."""

_SCRIPTS = {
    "Han": re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]"),
    "Kana": re.compile(r"[\u3041-\u30ff]"),
    "Hangul": re.compile(r"[\uac00-\ud7a3]"),
    "Cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "Arabic": re.compile(r"[\u0620-\u06ff]"),
    "Hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "Greek": re.compile(r"[\u0370-\u03ff]"),
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_WEIGHT = {"Han": 3, "Kana": 3, "Hangul": 2}
"""A character of these says as much as several letters."""


def script(text: str) -> tuple[str | None, int]:
    """The script that most of the text is in, and how many letters of it there are.

    >>> script("合同 No. 5")
    ('Han', 2)
    """
    if text.isascii():
        letters = len(_SCRIPTS["Latin"].findall(text))
        return ("Latin" if letters else None), letters
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    if counts["Kana"] * 10 > counts["Han"]:  # Japanese is written in both
        counts["Kana"] += counts["Han"]
    name = max(counts, key=lambda n: counts[n] * _WEIGHT.get(n, 1))
    return (name if counts[name] else None), counts[name]


def language(text: str, fallback: str | None = None) -> str | None:
    """ISO 639-1 code of the text's language, or `fallback` where there is too little to go by.

    >>> language("合同")
    'zh'
    >>> language("Договор поставки")
    'ru'
    >>> language("G3") is None
    True
    """
    text = text[:LOOKED_AT]
    name, letters = script(text)
    if name in _BY_SCRIPT:
        return _BY_SCRIPT[name]
    if name == "Cyrillic":
        return _cyrillic(text, letters, fallback)
    if name is None or letters < ENOUGH:
        return fallback
    return _classify(text, name)


_BY_SCRIPT: dict[str | None, str] = {"Han": "zh", "Kana": "ja", "Hangul": "ko", "Greek": "el", "Hebrew": "he"}


def _cyrillic(text: str, letters: int, fallback: str | None) -> str | None:
    """Letters that only some languages have decide; the rest looks alike until there is much of it."""
    if letters >= ENOUGH_CYRILLIC:
        return _classify(text, "Cyrillic")
    for own, name in _OWN_LETTERS:
        if own.search(text):
            return name if letters >= ENOUGH else fallback if fallback in _CYRILLIC else name
    return fallback if fallback in _CYRILLIC else "ru"


_OWN_LETTERS = (
    (re.compile("[ўЎ]"), "be"),
    (re.compile("[їєґЇЄҐ]"), "uk"),
    (re.compile("[ђћЂЋ]"), "sr"),
    (re.compile("[ѓќЃЌ]"), "mk"),
    (re.compile("[әғқұҺһӘҒҚҰ]"), "kk"),
    (re.compile("[ыэёЫЭЁ]"), "ru"),
    (re.compile("[іІ]"), "uk"),
)
_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})
_NOT_LATIN = (_CYRILLIC - {"sr"}) | {"ar", "el", "fa", "he", "hi", "hy", "ja", "ka", "ko", "th", "ur", "zh"}


def _classify(text: str, name: str) -> str:
    """The likeliest language written in the script, by the letters of that script alone.

    A line of Russian in an English invoice must not make it Tajik.
    """
    from py3langid import langid

    if langid.IDENTIFIER is None:
        langid.set_languages(LANGUAGES)
    for other, letters in _SCRIPTS.items():
        if other != name and not text.isascii():
            text = letters.sub(" ", text)
    likeliest = [str(code) for code, _ in langid.rank(text)]
    if name == "Cyrillic":
        return next(code for code in likeliest if code in _CYRILLIC)
    if name == "Latin":
        return next(code for code in likeliest if code not in _NOT_LATIN)
    return likeliest[0]


def with_languages(passages: Sequence[Passage]) -> tuple[str | None, list[Passage]]:
    """The document's language, and the passages with theirs.

    A short passage in the document's script is in the document's language; one in another script, or one long
    enough to tell, is looked at by itself.
    """
    head: list[str] = []
    room = LOOKED_AT
    for passage in passages:
        head.append(passage.text[:room])
        room -= len(head[-1])
        if room <= 0:
            break
    joined = "\n".join(head)
    whole = language(joined)
    main = script(joined)[0]
    told = []
    for passage in passages:
        own, letters = script(passage.text[:_OWN_LOOKED_AT])
        same = own is None or (own == main and letters < OWN)
        told.append(replace(passage, language=whole if same else language(passage.text[:_OWN_LOOKED_AT])))
    return whole, told
