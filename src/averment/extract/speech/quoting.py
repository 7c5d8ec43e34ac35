"""Whose words a quotation is: the verb of saying beside it, in the sentence before, or in the paragraph before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from averment.extract.speech.attribution import Frame, addressees_of, can_speak, paper_of
from averment.extract.speech.clauses import subject_of, verb_group
from averment.extract.speech.page import Page
from averment.extract.speech.quotes import Quotation
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST = 4
"""Tokens under which a quotation without a verb is a name or a borrowed word."""
NEAR = 30
"""Tokens between a quotation and the verb of saying that introduces it."""


def quoted_frames(page: Page, frames: Sequence[Frame]) -> tuple[list[Frame], bool]:
    """The frames with their quotations made whole, and whether the paragraph opens with somebody else's words.

    The second value is True when the first quotation starts the paragraph and no verb in it says whose it is: then
    it belongs to the speaker of the paragraph before.
    """
    whole = list(frames)
    orphan = False
    for quotation in page.quotes:
        if not is_speech(page, quotation) and not _second_part(page, whole, quotation):
            continue
        index = _touching(whole, quotation)
        if index is not None:
            whole[index] = _made_whole(page, whole[index], quotation)
            continue
        verb = _verb_beside(page, quotation)
        if verb is not None and not any(f.trigger.i == verb.i and f.kind != "quote" for f in whole):
            whole.append(_frame(page, verb, quotation))
            continue
        before = _speaker_before(page, whole, quotation, verb)
        if before is not None:
            whole.append(
                replace(before, kind="quote", content=(quotation.start, quotation.end), root=None, negated=False)
            )
        elif quotation.start <= 1:
            orphan = True
    return whole, orphan


def is_speech(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is somebody's words and not a name or a borrowed term."""
    inside = page.doc[quotation.start : quotation.end]
    verb = any(t.pos_ in ("VERB", "AUX") for t in inside)
    return (verb and quotation.length >= 3) or quotation.length > 2 * SHORTEST


def _second_part(page: Page, frames: Sequence[Frame], quotation: Quotation) -> bool:
    """Whether a short quotation goes on with one that the same sentence began: “It is over,” she said, “for now.”"""
    opening = quotation.start - 1
    for frame in frames:
        if (
            frame.kind == "quote"
            and frame.content[1] <= frame.trigger.i < opening
            and opening - frame.trigger.i <= SHORTEST
        ):
            return not any(t.text in (".", "!", "?") for t in page.doc[frame.trigger.i : opening])
    return False


def _touching(frames: Sequence[Frame], quotation: Quotation) -> int | None:
    best: tuple[int, int] | None = None
    for index, frame in enumerate(frames):
        start, end = frame.content
        overlap = min(end, quotation.end) - max(start, quotation.start)
        inside = quotation.start <= frame.trigger.i < quotation.end
        if overlap <= 0 or inside or frame.kind in ("noun", "adverb", "citing", "hearsay", "entered", "label"):
            continue
        if frame.kind == "according" and not (start >= quotation.start - 1):
            continue
        distance = min(abs(frame.trigger.i - quotation.start), abs(frame.trigger.i - quotation.end))
        if best is None or distance < best[0]:
            best = (distance, index)
    return best[1] if best else None


def _made_whole(page: Page, frame: Frame, quotation: Quotation) -> Frame:
    start, end = frame.content
    direct = start >= quotation.start - 1 or (
        frame.root is not None and quotation.start <= frame.root.i < quotation.end
    )
    if frame.kind == "quote" and frame.content != (quotation.start, quotation.end):
        return replace(frame, content=(min(start, quotation.start), max(end, quotation.end)))
    if direct and not _words_before(page, start, quotation):
        return replace(frame, kind="quote", content=(quotation.start, quotation.end), root=None)
    first, last = min(start, quotation.start - 1), max(end, quotation.end)
    if last == quotation.end and quotation.closed:
        last += 1
    return replace(frame, content=(first if start > quotation.start else start, last))


def _words_before(page: Page, start: int, quotation: Quotation) -> bool:
    return any(t.is_alpha for t in page.doc[start : max(start, quotation.start - 1)]) and start < quotation.start - 1


def _frame(page: Page, verb: "Token", quotation: Quotation) -> Frame:
    return Frame(
        "quote", verb, verb_group(verb), subject_of(verb), (quotation.start, quotation.end), None,
        addressees_of(page, verb), paper_of(page, verb),
    )  # fmt: skip


def _verb_beside(page: Page, quotation: Quotation) -> "Token | None":
    """A verb of saying with a speaker, just after the closing mark or before the opening one."""
    doc = page.doc
    ended = doc[quotation.end - 1].text == "."  # a full stop inside the marks: what follows is another sentence
    last = min(quotation.end + 12, len(doc)) if quotation.closed and not ended else quotation.end
    for token in doc[min(quotation.end + 1, len(doc)) : max(last, min(quotation.end + 1, len(doc)))]:
        if token.text == ";" or (token.is_sent_start and token.i > quotation.end + 1):
            break
        if _says(page, token) and (subject := subject_of(token)) is not None and subject.i > quotation.end:
            return token
    opening = quotation.start - 1
    if (opening > 0 and doc[opening - 1].text in (":", ",", "that", "as", "–", "—")) or (
        opening > 0 and _says(page, doc[opening - 1])
    ):
        for i in range(opening - 1, max(-1, opening - NEAR), -1):
            if doc[i].text in (".", "!", "?", "”") and i < opening - 1:
                break
            if _says(page, doc[i]) and can_speak(page, subject_of(doc[i])):
                return doc[i]
    return None


def _says(page: Page, token: "Token") -> bool:
    if token.pos_ not in ("VERB", "AUX") or page.quoted(token) is not None:
        return False
    return token.lemma_.lower() in words("cues", "speech")


def _speaker_before(page: Page, frames: Sequence[Frame], quotation: Quotation, verb: "Token | None") -> Frame | None:
    """The frame of the sentence before, when the quotation opens a sentence right after it."""
    opening = page.doc[quotation.start - 1]
    same = [f for f in frames if verb is not None and f.trigger.i == verb.i]
    if same:
        return same[0]
    if not (opening.is_sent_start or page.doc[quotation.start].is_sent_start or _after_stop(page, opening.i)):
        return None
    earlier = [
        f
        for f in frames
        if f.trigger.i < opening.i
        and f.kind in ("clause", "quote", "according", "object", "naming")
        and f.source is not None
    ]
    if not earlier:
        return None
    last = max(earlier, key=lambda f: (max(f.trigger.i, f.content[1]), -f.content[0]))
    stops = sum(1 for t in page.doc[max(last.trigger.i, last.content[1]) : opening.i] if t.text in (".", "!", "?"))
    return last if stops <= 1 and opening.i - max(last.trigger.i, last.content[1]) <= NEAR else None


def _after_stop(page: Page, index: int) -> bool:
    return index > 0 and page.doc[index - 1].text in (".", "!", "?", "”")
