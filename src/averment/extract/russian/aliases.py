"""Names that stand for another in one source: other cases of it, its short form, what brackets say, family names."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from averment.extract.language import unbroken
from averment.extract.parsed import ParsedPassage
from averment.extract.russian.people import person_key
from averment.extract.russian.phrase import key_of, stem_and_tail
from averment.extract.russian.references import references
from averment.extract.russian.tables import listed
from averment.mention import Mention
from averment.name import name_key

NAMED = frozenset({"Person", "Company", "Organization", "PublicBody", "Good", "Vessel", "Address", "Country"})
PARTIES = frozenset({"Company", "Organization", "PublicBody"})
_OUTER = re.compile(r"[«\"“„](?P<inner>.+)[»\"”“]")
_BRACKET = re.compile(r"\s\([«\"“„]?")
_KNOWN_AS = re.compile(
    r",?\s(?:также\s|более\s|ранее\s)?(?:известн\w+\s(?:также\s)?как|он\sже|она\sже|именуем\w+)\s[«\"“„]?", re.I
)
CASE = "the same name in another case"


@dataclass(frozen=True, slots=True)
class Name:
    """A mention with what it is compared by: `core` the key of its own words, `form` the family of its legal form."""

    mention: Mention
    core: str
    form: str

    @property
    def plain(self) -> bool:
        """Whether it stands in its base form."""
        return "normal" not in self.mention.value


def aliases(pieces: Sequence[ParsedPassage], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with `alias_of` set where they stand for another, and with references: pronouns and descriptions
    that can mean only one of the names before them."""
    names = [named(m) for m in mentions if m.schema in NAMED]
    target: dict[str, tuple[Mention, str]] = {}
    explicit = dict(_bracketed(pieces, names))
    for group in _groups(names):
        root = _fullest(group)
        for name in group:
            if name.mention.id != root.mention.id and unbroken(name.mention.text) != unbroken(root.mention.text):
                target[name.mention.id] = root.mention, _reason(name, root)
    target |= {i: t for i, t in _people(names).items() if i not in target}
    target |= {i: t for i, t in _designations(names).items() if i not in target}
    target |= {i: t for i, t in explicit.items() if t[0].id != i and _root(target, t[0].id) != i}
    made = [
        replace(m, alias_of=target[m.id][0].id, alias_reason=target[m.id][1]) if m.id in target else m for m in mentions
    ]
    roots = {m.id: _root(target, m.id) for m in made}
    return sorted([*made, *references(pieces, made, roots)], key=lambda m: (m.place.start, m.place.end))


def _root(target: Mapping[str, tuple[Mention, str]], at: str) -> str:
    seen = {at}
    while at in target and target[at][0].id not in seen:
        at = target[at][0].id
        seen.add(at)
    return at


def named(mention: Mention) -> Name:
    """A mention ready for comparing."""
    words = str(mention.value.get("normal") or unbroken(mention.text))
    if mention.schema == "Person":
        return Name(mention, person_key(words), "")
    form = name_key(words, mention.schema).form if mention.schema in PARTIES else ""
    return Name(mention, core_of(words), form)


def core_of(words: str) -> str:
    """The key of a name's own words, without its legal form.

    >>> core_of("ООО «Белые Ключи»") == core_of("Общество с ограниченной ответственностью «Белые Ключи»")
    True
    """
    found = _OUTER.search(words)
    if found is not None and found.end() == len(words):
        return key_of(found["inner"].split())
    parts = words.split()
    while len(parts) > 1 and parts[0] in listed("names", "forms"):
        parts = parts[1:]
    return key_of(parts)


def _groups(names: Iterable[Name]) -> Iterator[list[Name]]:
    """Names with one core and of one kind; those of two different legal forms are two parties, and a name without
    form is then neither."""
    by_core: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        kind = "party" if name.mention.schema in PARTIES else name.mention.schema
        by_core[kind, name.core].append(name)
    for group in by_core.values():
        forms = {n.form for n in group} - {""}
        if len(forms) <= 1:
            yield group
            continue
        for form in sorted(forms):
            yield [n for n in group if n.form == form]


def _fullest(group: Sequence[Name]) -> Name:
    """What the others stand for: the first with a legal form in its base form, else the first in its base form."""
    return min(group, key=lambda n: (not n.plain, n.form == "", n.mention.place.start))


def _reason(name: Name, root: Name) -> str:
    if name.form != root.form:
        return "the same name without its legal form, and no other party of this name"
    if name.form and name.mention.text.split()[0].casefold() != root.mention.text.split()[0].casefold() and name.plain:
        return "the same name and legal form, written short"
    return CASE


def _people(names: Sequence[Name]) -> dict[str, tuple[Mention, str]]:
    """A family name alone, or with initials, stands for the only person of the source that it fits."""
    people = [n for n in names if n.mention.schema == "Person"]
    first: dict[str, Name] = {}
    for name in people:
        held = first.get(name.core)
        if held is None or (not held.plain and name.plain):
            first[name.core] = name
    bearing: dict[str, list[str]] = defaultdict(list)
    for core in first:
        for word in set(core.split()):
            bearing[word].append(core)
    found: dict[str, tuple[Mention, str]] = {}
    for name in people:
        longest_word = max(name.core.split(), key=len, default="")
        fits = [first[c] for c in bearing.get(longest_word, ()) if c != name.core and shortens(name.core, c)]
        longest = [o for o in fits if not any(o is not p and shortens(o.core, p.core) for p in fits)]
        if len(longest) == 1:
            what = "the family name" if " " not in name.core else "the same family name and initials"
            found[name.mention.id] = longest[0].mention, f"{what}, and no other name in this source does"
    return found


def shortens(short: str, full: str) -> bool:
    """Whether one person's name may be a shorter form of another, by key.

    >>> (
    ...     shortens("иванов", "иван петрович иванов"),
    ...     shortens("и п иванов", "иванов иван петрович"),
    ...     shortens("иван", "иван петров"),
    ... )
    (True, True, False)
    """
    mine, theirs = short.split(), full.split()
    long = [w for w in mine if len(w) > 1]
    if not long or not set(long) <= set(theirs) or sorted(mine) == sorted(theirs):
        return False
    if len(mine) == 1:
        return mine[0] in (theirs[0], theirs[-1]) and not _given(mine[0])
    rest = [w for w in theirs if w not in long]
    initials = [w for w in mine if len(w) == 1]
    if initials:
        return (
            len(initials) <= len(rest)
            and all(r.startswith(i) for i, r in zip(initials, rest, strict=False))
            and (len("".join(rest)) > len("".join(initials)))
        )
    return len(mine) < len(theirs)


def _given(word: str) -> bool:
    from averment.extract.russian.morphology import readings

    tags = [t for _, t in readings(word.capitalize())]
    return any(t & {"Name", "Patr"} for t in tags) and not any("Surn" in t for t in tags)


def _designations(names: Sequence[Name]) -> dict[str, tuple[Mention, str]]:
    """«Стриж» for «Стриж-2» where no other product's name begins so."""
    goods = {n.core: n for n in reversed([n for n in names if n.mention.schema == "Good"])}
    by_stem: dict[str, list[str]] = defaultdict(list)
    for core in sorted(goods):
        by_stem[stem_and_tail(core)[0]].append(core)
    found: dict[str, tuple[Mention, str]] = {}
    for name in names:
        if name.mention.schema == "Good" and stem_and_tail(name.core)[1] == "":
            fits = [goods[c] for c in by_stem[name.core] if c != name.core]
            if len(fits) == 1:
                found[name.mention.id] = fits[0].mention, "begins the full name, and no other name in this source does"
    return found


def _bracketed(pieces: Sequence[ParsedPassage], names: Sequence[Name]) -> Iterator[tuple[str, tuple[Mention, str]]]:
    """What the source itself puts in brackets after a name, or says that it is known as."""
    at = 0
    ordered = sorted(names, key=lambda n: n.mention.place.start)
    for left, right in itertools.pairwise(ordered):
        while at < len(pieces) and pieces[at].passage.end <= left.mention.place.start:
            at += 1
        if at == len(pieces) or right.mention.place.end > pieces[at].passage.end or not _one_kind(left, right):
            continue
        between = unbroken(pieces[at].words(left.mention.place.end, right.mention.place.start)).lstrip('»”"')
        after = pieces[at].words(right.mention.place.end, min(right.mention.place.end + 2, pieces[at].passage.end))
        if _BRACKET.fullmatch(between) and re.match(r"[»”\"“]?\)", after):
            if left.core == right.core or _abbreviates(right.core, left.core):
                yield right.mention.id, (left.mention, "in brackets right after the full name")
            elif left.mention.schema == right.mention.schema and _other_script(left.mention.text, right.mention.text):
                yield right.mention.id, (left.mention, "in brackets right after the full name, in another script")
        elif _KNOWN_AS.fullmatch(between):
            yield right.mention.id, (left.mention, f"the source says so: “{between.strip(' ,«')}”")


def _one_kind(one: Name, other: Name) -> bool:
    a, b = one.mention.schema, other.mention.schema
    return a == b or (a in PARTIES and b in PARTIES)


def _other_script(one: str, other: str) -> bool:
    letters = [any("а" <= c <= "я" for c in t.lower()) for t in (one, other)]
    return letters[0] != letters[1]


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name is made of the first letters of another («ФСО»), or of its first or last words."""
    letters = "".join(w[0] for part in full.split() for w in part.split("-") if len(w) > 1)
    small = "".join(c for c in short if c.isalpha())
    if 2 <= len(small) <= 8 and " " not in short and (letters.startswith(small) or small == letters[: len(small)]):
        return True
    mine, theirs = short.split(), full.split()
    return len(mine) < len(theirs) and mine in (theirs[-len(mine) :], theirs[: len(mine)])
