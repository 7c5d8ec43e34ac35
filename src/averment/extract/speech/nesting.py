"""Which attribution stands inside which, and which statements one content holds."""

from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response
from averment.extract.speech.attribution import Frame, cue_verbs
from averment.extract.speech.clauses import Range, coordinated, negation_of, own_subject, trimmed
from averment.extract.speech.modality import modality_of
from averment.extract.speech.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_PARTS = 6
"""Coordinated clauses of one content that are looked at."""

RANKS = {"according": 0, "adverb": 1, "hearsay": 1}
"""Where two frames hold one another, the lower rank is the outer one."""


def without_hearsay_inside(frames: list[Frame]) -> list[Frame]:
    """Without the adverb frames that hedge the main verb of another frame's content: that claim is hedged instead."""
    roots = {f.root.i for f in frames if f.kind != "adverb" and f.root is not None}
    return [f for f in frames if f.kind != "adverb" or f.root is None or f.root.i not in roots]


def outer_of(frame: Frame, frames: list[Frame]) -> Frame | None:
    """The smallest frame whose content holds this frame's cue."""
    best: Frame | None = None
    for other in frames:
        if other is frame or other.trigger.i == frame.trigger.i or other.kind in ("adverb",):
            continue
        if frame.source is not None and other.source is not None and frame.source.i == other.source.i:
            continue
        if not other.content[0] <= frame.trigger.i < other.content[1]:
            continue
        if frame.content[0] <= other.trigger.i < frame.content[1] and RANKS.get(frame.kind, 2) <= RANKS.get(
            other.kind, 2
        ):
            continue
        if other.cue[0] <= frame.trigger.i < other.cue[1]:
            continue
        if best is None or _length(other.content) < _length(best.content):
            best = other
    return best


def _length(span: Range) -> int:
    return span[1] - span[0]


def innermost(token: "Token", frames: list[Frame]) -> Frame | None:
    """The smallest frame whose content holds a token."""
    holding = [
        f
        for f in frames
        if f.content[0] <= token.i < f.content[1] and f.trigger.i != token.i and f.kind not in ("adverb", "noun")
    ]
    return min(holding, key=lambda f: (_length(f.content), f.trigger.i), default=None)


def whole_of_another(frame: Frame, frames: list[Frame]) -> bool:
    """Whether a content is nothing but another frame, which then carries both chains."""
    if frame.root is None or frame.kind == "quote":
        return False
    inner = [f for f in frames if f is not frame and frame.root.i == f.trigger.i and f.kind != "adverb"]
    if any(f.kind == "according" and f.root is None and outer_of(f, frames) is frame for f in frames):
        return frame.kind == "clause"
    if not inner:
        return False
    later = [c for c in coordinated(frame.root, MOST_PARTS) if c.i != frame.root.i and own_subject(c) is not None]
    return not later


def part_of(token: "Token", frame: Frame) -> int | None:
    """The index of the coordinated verb of a frame's content that a token stands under."""
    if frame.root is None:
        return None
    heads = {t.i for t in coordinated(frame.root, MOST_PARTS)}
    if token.i in heads:
        return token.i
    return next((a.i for a in token.ancestors if a.i in heads), None)


def clause_end(head: "Token", later: "Token") -> int:
    """Where a clause ends before one that is joined to it: at the "and" or the comma."""
    end = later.left_edge.i
    for c in head.children:
        if c.dep_ in ("cc", "punct") and head.i < c.i < later.i and end - 3 <= c.i:
            end = min(end, c.i)
    return end


def parts_of(
    page: Page, frame: Frame, frames: list[Frame], answers: list[Response]
) -> list[tuple[Range, "Token | None"]]:
    """The statements of a content: clauses joined by "and" that have their own subject, or are put differently."""
    if frame.root is None or frame.kind in ("quote", "object", "naming", "label", "infinitive", "accusing"):
        return [(frame.content, frame.root)]
    triggers = {a.trigger.i for a in answers} | {a.trigger.head.i for a in answers}
    heads = [frame.root]
    for c in coordinated(frame.root, MOST_PARTS)[1:]:
        if c.pos_ not in ("VERB", "AUX", "ADJ") or not frame.content[0] <= c.i < frame.content[1]:
            continue
        if own_subject(c) is not None or c.i in triggers or put_differently(page, frame.root, c):
            heads.append(c)
    borders = [frame.content[0], *(clause_end(h.head, h) for h in heads[1:]), frame.content[1]]
    found: list[tuple[Range, Token | None]] = []
    for n, head in enumerate(heads):
        span = trimmed(
            page.doc, borders[n], max(borders[n], borders[n + 1]), opening=(",", ";", ":", "–", "that", "and", "but")
        )
        found.append((span, head))
    return [*found, *_joined_to_cue(page, frame, frames, triggers)]


def put_differently(page: Page, first: "Token", later: "Token") -> bool:
    """Whether one of two joined verbs is denied, or planned, and the other not."""
    if (negation_of(first) is None) != (negation_of(later) is None):
        return True
    return modality_of(page, first, (0, 0)) != modality_of(page, later, (0, 0))


def _joined_to_cue(
    page: Page, frame: Frame, frames: list[Frame], triggers: set[int]
) -> list[tuple[Range, "Token | None"]]:
    """Clauses that the parser joins to the verb of saying but that are still what was said.

    "said that it had seen no evidence, but China has a duty": after a past "said", a present or modal clause with
    its own subject goes on with the words of the speaker.
    """
    verb = frame.trigger
    if frame.kind != "clause" or verb.tag_ not in ("VBD", "VBZ", "VBP") or frame.content[0] < verb.i:
        return []
    cues = {f.trigger.i for f in frames}
    found: list[tuple[Range, Token | None]] = []
    for c in verb.rights:
        if c.dep_ == "conj" or (c.dep_ in ("advcl", "ccomp") and any(k.lower_ == "so" for k in c.children)):
            subject = own_subject(c)
            if c.i < frame.content[1] or subject is None or c.i in triggers or _past(c):
                continue
            pronoun = subject.lower_ in ("he", "she", "it", "they")
            if not pronoun and (c.i in cues or c.lemma_ in cue_verbs() or verb.tag_ != "VBD"):
                continue
            span = trimmed(page.doc, c.left_edge.i, c.right_edge.i + 1, opening=(",", "so", "and", "but", "that"))
            found.append((span, c))
    return found


def _past(verb: "Token") -> bool:
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.tag_ == "MD" for c in helpers):
        return False
    first = helpers[0] if helpers else verb
    return first.tag_ not in ("VBZ", "VBP", "MD")
