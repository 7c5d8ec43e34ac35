"""Direct speech: «…», — сказал X; X заявил: «…»; «А, — сказал он, — б»; a paragraph that begins with a dash."""

import re
from collections.abc import Iterator

from averment.extract.russian.quotes import Quote
from averment.extract.russian.speech.frames import Frame, addressees_of, place_source, subject_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Stance

_AFTER = re.compile(r"[,!?.…]{0,3}\s?[—–-]\s")
_INNER = re.compile(r"(?P<stop>[,!?….])\s[—–]\s(?=[а-яё])")
_RESUME = re.compile(r"[,.]\s?[—–]\s")


def quoted(page: Page) -> list[Frame]:
    """A frame for each stretch of words that somebody is quoted with."""
    found: list[Frame] = []
    for quote in page.quotes:
        if quote.depth == 0:
            found += _quoted(page, quote)
    return [*found, *_dashed(page)]


def _quoted(page: Page, quote: Quote) -> Iterator[Frame]:
    whole = page.text.text
    start, end = quote.inner
    inside = _verb_inside(page, start, end)
    if inside is not None:
        verb, parts = inside
        for part in parts:
            yield from _frame(page, verb, part)
        return
    after = _AFTER.match(whole, quote.end)
    said = _saying_verb(page, after.end(), page.sentence(after.end())[1]) if after is not None else None
    if said is None and whole[max(0, quote.start - 2) : quote.start].strip() == ":":
        said = _verb_before(page, quote.start)
    if said is not None:
        yield from _frame(page, said, (start, end))


def _verb_inside(page: Page, start: int, end: int) -> tuple[Word, list[Range]] | None:
    """The reporter's words inside the marks: «Нет, — сказал он. — Не продавали»."""
    whole = page.text.text
    for match in _INNER.finditer(whole, start, end):
        if match.start() - start < 2:
            continue
        verb = _saying_verb(page, match.end(), min(end, match.end() + 120), near=2)
        if verb is None:
            continue
        resume = _RESUME.search(whole, verb.end, end)
        parts = [(start, match.start())]
        if resume is not None:
            parts.append((resume.end(), end))
        return verb, parts
    return None


def _saying_verb(page: Page, start: int, end: int, near: int = 12) -> Word | None:
    """The first verb of saying or thinking in a stretch, before other quoted words."""
    for n, word in enumerate(w for w in page.text.at(start, end) if w.pos != "PUNCT"):
        if n >= near or (page.in_quote(word.start) is not None and page.named.get(word.i) is None and near > 2):
            return None
        known = word.lemma in listed("cues", "speech") or word.lemma in listed("cues", "thinking")
        if (known and word.is_verb) or word.lemma in listed("cues", "impersonal"):
            return word
        if word.is_verb and word.form == "Fin":
            return None
    return None


def _verb_before(page: Page, at: int) -> Word | None:
    """The verb of the words before a colon: of saying first, else the main one that has somebody as its subject."""
    start, _ = page.sentence(max(0, at - 2))
    words = [w for w in page.text.at(start, at) if w.is_verb]
    saying = [w for w in words if w.lemma in listed("cues", "speech") or w.lemma in listed("cues", "impersonal")]
    for word in [*reversed(saying), *reversed(words)]:
        source = source_of(page, word)
        if source is not None and page.in_quote(word.start) is None:
            return word
    return None


def source_of(page: Page, verb: Word) -> Word | None:
    """Who speaks by a verb beside quoted words; a paper for "говорится в заявлении"."""
    if verb.lemma in listed("cues", "impersonal"):
        for kid in page.text.kids(verb, "obl", "nmod"):
            if page.text.case_of(kid) in ("в", "во", "из", "на") and (page.is_paper(kid) or page.is_party(kid)):
                return kid
        return None
    found = subject_of(page, verb) or place_source(page, verb)
    if found is not None and (page.is_party(found) or page.is_paper(found)):
        return found
    for word in page.text.words[verb.i + 1 : verb.i + 4]:  # the parser may tie the speaker to what was said
        if word.sentence != verb.sentence or word.text in (",", ".", ":", "—"):
            break
        if word.case == "Nom" and word.pos in ("NOUN", "PROPN", "PRON") and page.is_party(word):
            return word
    return None


def _frame(page: Page, verb: Word, part: Range) -> Iterator[Frame]:
    source = source_of(page, verb)
    content = page.trimmed(part)
    if source is None or content[1] - content[0] < 2 or content[0] <= source.start < content[1]:
        return
    if not any(c.isalpha() for c in page.text.text[content[0] : content[1]]):
        return
    yield Frame(verb, source, (verb.start, verb.end), content, Stance.ASSERTS, addressees_of(page, verb), "quote")


def _dashed(page: Page) -> Iterator[Frame]:
    """A paragraph that begins with a dash: "— Мы не продавали, — сказал он."."""
    whole = page.text.text
    lead = re.match(r"\s*[—–-]\s", whole)
    if lead is None:
        return
    for match in _INNER.finditer(whole, lead.end()):
        verb = _saying_verb(page, match.end(), match.end() + 120, near=2)
        if verb is not None:
            stop = match.start() + (match["stop"] in "!?…")
            yield from _frame(page, verb, (lead.end(), stop))
            resume = _RESUME.search(whole, verb.end)
            if resume is not None:
                yield from _frame(page, verb, (resume.end(), len(whole)))
            return
