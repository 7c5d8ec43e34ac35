"""A passage's text with its claims and names marked in place.

Marks may nest, overlap and cross. The text is cut at every boundary, and marks are closed and reopened where
they cross, so the words come out exactly once, in order, and every claim has one element whose `id` is its
anchor. HTML forbids a link inside a link: where names overlap, the longest is the link.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from averment.publish.visible import visible


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch [start, end) of the source's text to be marked.

    `kind` is "claim", "name" or "doubtful" (recognised words to be checked, which have no anchor); `id` becomes the
    anchor `c-ID` or `m-ID`; `href` is where a name leads (None: it is marked and leads nowhere); `number` is printed
    behind a claim and leads to its note.
    """

    kind: str
    id: str
    start: int
    end: int
    href: str | None = None
    number: int | None = None
    title: str = ""


def highlight(text: str, offset: int, marks: Iterable[Mark], *, anchored: set[str] | None = None) -> Markup:
    """The passage as HTML. `offset` is where `text` starts in the source; marks are clipped to it.

    `anchored` holds the anchors given out so far on the page and is added to: a mark that runs over several
    passages has its anchor in the first only.

    >>> highlight("Orlin sold it.", 0, [Mark("claim", "a1", 0, 13, number=1)], anchored=set())
    Markup('<mark id="c-a1">Orlin sold it<a class="ref" href="#n-a1">1</a></mark>.')
    """
    anchored = set() if anchored is None else anchored
    end = offset + len(text)
    near = [m for m in marks if m.start < end and m.end > offset and m.start < m.end]
    ordered = sorted(_one_link_deep(near), key=_order)
    cuts = sorted({offset, end, *(max(m.start, offset) for m in ordered), *(min(m.end, end) for m in ordered)})
    out: list[str] = []
    stack: list[Mark] = []
    active: list[Mark] = []
    waiting = iter(ordered)
    following = next(waiting, None)
    for here, there in zip(cuts, [*cuts[1:], None], strict=True):
        ended = [m for m in active if m.end <= here]
        active = [m for m in active if m.end > here]
        while following is not None and max(following.start, offset) <= here:
            active.append(following)
            following = next(waiting, None)
        wanted = sorted(active, key=_nesting) if there is not None else []
        kept = 0
        while kept < min(len(stack), len(wanted)) and stack[kept] is wanted[kept]:
            kept += 1
        # Notes stand at the end of their claim, inside its own mark where nothing crosses, outside links always.
        _close(out, stack, kept, [m for m in ended if m.kind == "claim" and m.end <= end])
        for mark in wanted[kept:]:
            out.append(_open(mark, anchored))
            stack.append(mark)
        if there is not None:
            out.append(str(escape(visible(text[here - offset : there - offset]))))
    return Markup("".join(out))  # noqa: S704 - every piece of it is escaped above


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return (mark.start, -mark.end, mark.kind, mark.id)


def _nesting(mark: Mark) -> tuple[bool, int, int, str]:
    """Claims outside names; longer outside shorter."""
    return (mark.kind != "claim", mark.start, -mark.end, mark.id)


def _one_link_deep(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with links kept only where no two overlap, the longer before the shorter; the rest lose theirs."""
    links: list[tuple[int, int]] = []  # disjoint, in order
    kept: set[str] = set()
    for name in sorted((m for m in marks if m.href), key=lambda m: (m.start - m.end, m.start, m.id)):
        at = bisect_left(links, (name.start, name.end))
        free_before = at == 0 or links[at - 1][1] <= name.start
        free_after = at == len(links) or links[at][0] >= name.end
        if free_before and free_after:
            links.insert(at, (name.start, name.end))
            kept.add(name.id)
    return [m if m.href is None or m.id in kept else replace(m, href=None) for m in marks]


def _close(out: list[str], stack: list[Mark], kept: int, ended: list[Mark]) -> None:
    notes = {m.id: m for m in ended if m.number is not None}
    while len(stack) > kept:
        mark = stack.pop()
        if mark.kind == "claim" and mark.id in notes:
            out.append(_note(notes.pop(mark.id)))
        out.append("</mark>" if mark.kind == "claim" else "</a>" if mark.href else "</span>")
    out += [_note(m) for m in notes.values()]


def _note(mark: Mark) -> str:
    return f'<a class="ref" href="#n-{escape(mark.id)}">{mark.number}</a>'


def _open(mark: Mark, anchored: set[str]) -> str:
    if mark.kind == "doubtful":
        return f'<span class="doubtful" title="{escape(visible(mark.title))}">'
    anchor = f"{'c' if mark.kind == 'claim' else 'm'}-{mark.id}"
    first = anchor not in anchored
    anchored.add(anchor)
    identity = f' id="{escape(anchor)}"' if first else ' class="on"' if mark.kind == "claim" else ""
    if mark.kind == "claim":
        return f"<mark{identity}>"
    title = f' title="{escape(visible(mark.title))}"' if mark.title and first else ""
    if mark.href:
        return f'<a class="name" href="{escape(mark.href)}"{identity}{title}>'
    return f'<span class="value"{identity}{title}>'
