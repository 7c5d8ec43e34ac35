"""What each mention of one document stands for, judged by that document alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from averment.judgement import Decision, Judgement
from averment.name import NameKey, kind_of, name_key, names_beyond_its_document


@dataclass(frozen=True, slots=True)
class Named:
    """The part of a mention that resolving needs. `code` is the ISO code of a country where one was found."""

    id: str
    source: str
    start: int
    schema: str
    text: str
    code: str = ""
    alias_of: str | None = None
    alias_reason: str | None = None
    reference: bool = False
    """Whether it is a pronoun or description: it belongs to what it stands for, and is no name of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A mention with the key of its own words ("" when they are no name) and the key it stands for.

    `why` is the judgement that it stands for another name in its document; None when it stands for its own.
    """

    mention: Named
    key: str
    anchor: str
    why: Judgement | None = None


def forms(mentions: Iterable[Named], author: str) -> list[Form]:
    """The forms of one document's mentions, in the order given.

    An alias follows its chain to the name at its root, as long as both are of one kind. Other mentions with the
    words of an alias go with it where the document gives those words one meaning.

    >>> a = Named("m1", "s", 0, "Company", "IEMZ Kupol")
    >>> b = Named("m2", "s", 20, "Company", "Kupol", alias_of="m1", alias_reason="in brackets")
    >>> c = Named("m3", "s", 40, "Company", "Kupol")
    >>> [f.anchor for f in forms([a, b, c], "method:x")]
    ['party:iemz kupol', 'party:iemz kupol', 'party:iemz kupol']
    """
    mentions = list(mentions)
    by_id = {m.id: m for m in mentions}
    keys = {m.id: own_key(m) for m in mentions}
    roots = {m.id: _root(m, by_id) for m in mentions}
    meanings = _meanings(mentions, keys, roots)
    reasons: dict[tuple[str, str, str], Judgement] = {}
    found = []
    for mention in mentions:
        root, key = roots[mention.id], keys[mention.id]
        anchor = _follow(keys[root.id], meanings)
        if anchor == key:
            found.append(Form(mention, key, anchor))
            continue
        reason = mention.alias_reason or "the document uses these words for it"
        shown = "" if mention.reference or (mention.alias_of and _describes(mention)) else key
        why = reasons.setdefault((key, anchor, reason), _judgement(mention, root, reason, author))
        found.append(Form(mention, shown, anchor, why))
    return found


def own_key(mention: Named) -> str:
    """The key of a mention's own words, good for its document only where the words describe instead of naming."""
    key = name_key(mention.text, mention.schema, mention.code)
    if not key.core or mention.reference:
        return str(NameKey(key.kind, f"@{mention.id}"))
    if not mention.code and _describes(mention):
        return str(NameKey(key.kind, f"{key.core}@{mention.source}"))
    return str(key)


def _describes(mention: Named) -> bool:
    return not names_beyond_its_document(mention.text, mention.schema)


def _root(mention: Named, by_id: Mapping[str, Named]) -> Named:
    seen = {mention.id}
    while mention.alias_of is not None:
        target = by_id.get(mention.alias_of)
        if target is None or target.id in seen or kind_of(target.schema) != kind_of(mention.schema):
            break
        seen.add(target.id)
        mention = target
    return mention


def _meanings(mentions: Sequence[Named], keys: Mapping[str, str], roots: Mapping[str, Named]) -> dict[str, str]:
    """From the key of an alias to the one key it stands for in this document; without those that stand for several."""
    stands_for: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.reference:
            continue
        key, root = keys[mention.id], keys[roots[mention.id].id]
        if root != key:
            stands_for[key].add(root)
    return {key: min(anchors) for key, anchors in stands_for.items() if len(anchors) == 1}


def _follow(key: str, meanings: Mapping[str, str]) -> str:
    seen = {key}
    while key in meanings and meanings[key] not in seen:
        key = meanings[key]
        seen.add(key)
    return key


def _judgement(mention: Named, root: Named, reason: str, author: str) -> Judgement:
    targets = (root.id, mention.id) if root.id != mention.id else (mention.id,)
    said = f'"{mention.text}" stands for "{root.text}" in this document: {reason}'
    return Judgement(Decision.SAME, targets, author, "", said)
