"""What a Russian source says in its own name, and which claim a relation belongs to."""

from collections.abc import Sequence

from averment.extract.russian.relations import Relation, relations
from averment.extract.russian.speech.draft import Draft
from averment.extract.russian.speech.modality import is_denied, modality_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Stance


def place_triples(page: Page, drafts: Sequence[Draft]) -> list[Relation]:
    """Put each relation into the innermost claims whose content holds it; return those that nobody is made to say."""
    left = []
    for relation in relations(page):
        at = relation.anchor.start
        holding = [d for d in drafts if d.content[0] <= at < d.content[1]]
        if not holding:
            left.append(relation)
            continue
        shortest = min(d.content[1] - d.content[0] for d in holding)
        for draft in holding:
            if draft.content[1] - draft.content[0] == shortest:
                draft.triples.append(relation.triple)
    return left


def own_assertions(page: Page, drafts: Sequence[Draft], left: Sequence[Relation], cues: set[int]) -> list[Draft]:
    """Drafts for the clauses that nobody is made to say, where they carry a relation or a figure or date about
    something named."""
    taken = [d.content for d in drafts] + [d.cue for d in drafts if d.cue]
    found: list[Draft] = []
    rest = list(left)
    for number in range(len(page.text.sentences)):
        for span, root in _clauses(page, number):
            if root.i in cues or any(a < span[1] and span[0] < b for a, b in taken):
                continue
            inside = [r for r in rest if span[0] <= r.anchor.start < span[1]]
            if not inside and not _states(page, span, root):
                continue
            rest = [r for r in rest if r not in inside]
            draft = Draft(span, None, (), Stance.ASSERTS, modality_of(page, root, span), is_denied(page, root), root)
            draft.triples.extend(r.triple for r in inside)
            found.append(draft)
    return [*found, *_beside(page, rest)]


def _clauses(page: Page, number: int) -> list[tuple[Range, Word]]:
    """The main clauses of a sentence: its root, and the verbs joined to it that have a subject of their own."""
    text = page.text
    first, last = text.sentences[number]
    roots = [w for w in text.words[first:last] if w.rel == "root" and w.pos != "PUNCT"]
    heads = []
    for root in roots:
        heads.append(root)
        heads += [k for k in text.kids(root, "conj") if k.is_verb and text.kids(k, "nsubj")]
    heads.sort(key=lambda w: w.i)
    found = []
    for n, head in enumerate(heads):
        others = {i for h in heads if h.i != head.i for i in text.subtree(h) if h.i in text.subtree(head) or True}
        own = (
            [i for i in text.subtree(head) if i not in others or i == head.i]
            if n
            else [i for i in text.subtree(head) if not any(i in text.subtree(h) for h in heads[1:])]
        )
        own = [i for i in own if first <= i < last] or [head.i]
        found.append((page.trimmed(page.stretch(own)), head))
    return found


def _states(page: Page, span: Range, root: Word) -> bool:
    """Whether a clause has a verb and holds a figure, sum or date, and something named."""
    words = page.text.at(*span)
    if not (
        root.is_verb or root.features.get("Variant") == "Short" or any(w.is_verb and w.form == "Fin" for w in words)
    ):
        return False
    if page.in_quote(root.start) is not None:
        return False
    named = any(w.i in page.named or w.i in page.references or w.lemma in ("мы", "вы", "я") for w in words)
    return named and any(w.i in page.valued and page.valued[w.i].schema in ("Date", "Quantity", "Money") for w in words)


def _beside(page: Page, left: Sequence[Relation]) -> list[Draft]:
    """Relations in the frame itself ("директор «Маяка» Иван Петров сказал …"): the words that state them."""
    found: dict[Range, Draft] = {}
    base = page.piece.passage.start
    for relation in left:
        at = [relation.anchor.start, relation.anchor.end]
        for term in (relation.triple.subject, relation.triple.object):
            if (
                term.start is not None
                and term.end is not None
                and term.start >= base
                and term.end <= page.piece.passage.end
            ):
                at += [term.start - base, term.end - base]
        span = page.trimmed((min(at), max(at)))
        if page.sentence(span[0]) != page.sentence(max(span[0], span[1] - 1)):
            continue
        near = next((s for s in found if s[0] < span[1] and span[0] < s[1]), None)
        if near is not None:  # two relations of one phrase are one claim
            draft = found.pop(near)
            span = min(near[0], span[0]), max(near[1], span[1])
            draft.content = span
            found[span] = draft
        draft = found.setdefault(span, Draft(span, None, (), Stance.ASSERTS))
        draft.triples.append(relation.triple)
    return list(found.values())
