"""The tagger's attributions and the rules' frames made one: who is believed about what.

Where both read the same words, the rules' frame stays, because it knows the chain, the addressee and the stance. What
only the tagger reads becomes a frame where it is sure enough, names a speaker and states something. What only the
rules read stays: they were written for what PolNeAR lacks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from averment.extract.parsed import ParsedPassage
from averment.extract.speech.attribution import Frame, addressees_of, cue_verbs, is_asked, is_nobody
from averment.extract.speech.clauses import Range, asked_aside, negation_of, own_subject, trimmed
from averment.extract.speech.page import Page
from averment.extract.speech.quotes import Quotation
from averment.extract.speech.quoting import is_speech
from averment.extract.speech.tagger import Attribution, Stretch, attributions, settings
from averment.extract.tables import words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

SAME = 0.5
"""Share of common tokens from which two contents are one."""

REDRAWN = frozenset({"clause", "according", "adverbial"})
"""Kinds of frame whose content the tagger may draw anew."""
REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves", "yourself"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution in the tokens of a passage; `contents` are in the order of the text."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    confidence: float


def tagged(parsed: Sequence[ParsedPassage]) -> dict[int, list[Tagged]]:
    """What the tagger reads in the analysed passages of a source: number of the passage → its attributions."""
    analysed = [i for i, piece in enumerate(parsed) if piece.analysed]
    found: dict[int, list[Tagged]] = {}
    for one in attributions([parsed[i].text for i in analysed]):
        at = analysed[one.cue.passage]
        made = _in_tokens(parsed[at], one)
        if made is not None:
            found.setdefault(at, []).append(made)
    return found


def _in_tokens(piece: ParsedPassage, one: Attribution) -> Tagged | None:
    def tokens(stretch: Stretch) -> Range | None:
        span = piece.doc.char_span(stretch.start, stretch.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None and len(span) else None

    cue = tokens(one.cue)
    contents = [r for s in one.content if s.passage == one.cue.passage and (r := tokens(s)) is not None]
    source = tokens(one.source) if one.source is not None and one.source.passage == one.cue.passage else None
    if cue is None or not contents:
        return None
    return Tagged(cue, source, tuple(sorted(contents)), one.confidence)


def with_tagged(page: Page, frames: Sequence[Frame], found: Sequence[Tagged], taken: frozenset[int]) -> list[Frame]:
    """The frames of a passage after both have been heard. `taken` are tokens that responses have used."""
    kept = list(frames)
    for one in found:
        same = [n for n, frame in enumerate(kept) if _same(frame, one)]
        for n in same:
            kept[n] = _with_content(page, kept[n], one)
        if not same and not any(i in taken for i in range(*one.cue)):
            frame = _frame(page, one)
            if frame is not None:
                kept.append(frame)
    return kept


def _with_content(page: Page, frame: Frame, one: Tagged) -> Frame:
    """A frame of the rules with the content as the tagger draws it, where both hang on one cue.

    Not where the rules draw it by quotation marks, nor around the cue ("The drones, officials said, were …").
    """
    pieces = _pieces(page, one)
    around = frame.content[0] < frame.cue[0] and frame.cue[1] < frame.content[1]
    agree = one.cue[0] <= frame.trigger.i < one.cue[1] and _tokens((frame.content,)) & _tokens(pieces)
    if frame.kind not in REDRAWN or one.confidence < settings()["claim"] or not agree or around or len(pieces) != 1:
        return frame
    content = pieces[0]
    if frame.root is not None and not content[0] <= frame.root.i < content[1]:
        return frame
    return replace(frame, content=content)


def _pieces(page: Page, one: Tagged) -> tuple[Range, ...]:
    return tuple(piece for r in one.contents if (piece := trimmed(page.doc, *r))[0] < piece[1])


def _in_order_of_size(pieces: Sequence[Range]) -> tuple[Range, tuple[Range, ...]]:
    """The longest piece, the first of equals, and the others in the order of the text."""
    longest = max(pieces, key=lambda r: (r[1] - r[0], -r[0]))
    return longest, tuple(r for r in pieces if r != longest)


def _same(frame: Frame, one: Tagged) -> bool:
    if one.cue[0] <= frame.trigger.i < one.cue[1]:
        return True
    ours = _tokens((frame.content, *frame.extra))
    theirs = _tokens(one.contents)
    return bool(ours & theirs) and len(ours & theirs) / len(ours | theirs) >= SAME


def _tokens(ranges: Sequence[Range]) -> frozenset[int]:
    return frozenset(i for r in ranges for i in range(*r))


def _frame(page: Page, one: Tagged) -> Frame | None:
    if one.confidence < settings()["claim"] or one.source is None:
        return None
    source = page.doc[one.source[0] : one.source[1]].root
    trigger = page.doc[one.cue[0] : one.cue[1]].root
    if is_nobody(source) or source.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
        return None
    contents = _pieces(page, one)
    if not contents or is_asked(trigger) or asked_aside(trigger):
        return None
    first, extra = _in_order_of_size(contents)
    if page.doc[first[0]].lower_ in REFLEXIVE:  # "calls itself “Northern Star”": a name, nobody's words
        return None
    first, denied = _behind_no_evidence(page, first)
    quotation = _quotation(page, first)
    direct = quotation is not None and quotation.start - 1 <= first[0] <= quotation.start and first[1] >= quotation.end
    root = _main_verb(page, first)
    if direct and quotation is not None and not is_speech(page, quotation):
        return None
    if not direct and not _is_statement(root, trigger):
        return None
    return Frame(
        "quote" if direct else "clause", trigger, one.cue, source, first, None if direct else root,
        addressees_of(page, trigger) if trigger.pos_ == "VERB" else (), None,
        stance=Stance.ALLEGES if trigger.lemma_ in words("cues", "hearsay_adverbs") else Stance.ASSERTS,
        negated=(trigger.pos_ in ("VERB", "AUX") and negation_of(trigger) is not None) or denied,
        extra=extra, tagged=True,
    )  # fmt: skip


def _behind_no_evidence(page: Page, content: Range) -> tuple[Range, bool]:
    """ "has seen no evidence that …": the content is what there is no evidence of, and it is denied."""
    start, end = content
    if start + 3 >= end:
        return content, False
    no, noun, that = page.doc[start : start + 3]
    if no.lower_ == "no" and noun.lemma_.lower() in words("cues", "evidence") and that.lower_ == "that":
        return (start + 3, end), True
    return content, False


def _quotation(page: Page, content: Range) -> Quotation | None:
    """The quotation a content begins in, or with whose mark it begins."""
    start, end = content
    return page.quoted(page.doc[start]) or (page.quoted(page.doc[start + 1]) if start + 1 < end else None)


def _main_verb(page: Page, content: Range) -> "Token | None":
    heads = [
        t for t in page.doc[content[0] : content[1]] if not content[0] <= t.head.i < content[1] or t.dep_ == "ROOT"
    ]
    return next((t for t in heads if t.pos_ in ("VERB", "AUX")), None)


def _is_statement(root: "Token | None", trigger: "Token") -> bool:
    """Whether a content can be true or false: a clause with its subject, or words after a verb the rules know.

    PolNeAR also marks intentions and attitudes ("plans to sell", "signed an agreement"): what somebody does is not
    what somebody says.
    """
    if trigger.lemma_.lower() in cue_verbs() and (root is None or not _infinitive(root)):
        return True
    return root is not None and own_subject(root) is not None and not _infinitive(root)


def _infinitive(verb: "Token") -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
