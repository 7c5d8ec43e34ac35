"""Letters and mails: who writes to whom, when, under which reference, about what, and who signs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from averment.extract.documents import values
from averment.extract.documents.arithmetic import Convention
from averment.extract.documents.days import day_in
from averment.extract.documents.fields import Labelled, labelled
from averment.extract.documents.labels import fold
from averment.extract.documents.making import PAPERS, Maker, place_over
from averment.extract.documents.parties import name_in
from averment.extract.documents.pieces import Leaf, Piece, part
from averment.extract.tables import table
from averment.mention import Mention
from averment.paper import Field, Paper

_HEAD, _FOOT = 16, 10
"""Lines at the beginning and at the end of a letter that are not its body."""
_BODIES = frozenset({"Company", "Organization", "PublicBody"})
_AS_IS = Convention(None)
Found = dict[str, Field]


def letter(leaves: Sequence[Leaf], maker: Maker, source: str) -> Paper | None:
    """The record of a letter; None where too little says that it is one.

    It needs its form of address or its farewell and two other parts, or four parts without them.
    """
    rows = [row for leaf in leaves for row in leaf.rows]
    if not rows:
        return None
    if rows[0][0].passage.part and rows[0][0].passage.part.split("/")[-1].startswith("header:"):
        return _mail(leaves[0], maker, source)
    singles = [row[0] for row in rows if len(row) == 1 or len(row[0].text) > 3]
    head = [p for row in rows[:_HEAD] for p in row]
    foot = [p for row in rows[-_FOOT:] for p in row]
    found: dict[str, list[Field]] = {}
    opening = _first(head, _opening, maker)
    body = head.index(opening) if opening is not None else min(len(head), 12)
    closing = next((p for p in foot if _closing(p)), None)
    after = foot[foot.index(closing) :] if closing is not None else foot[-5:]
    labels = {e.field: e for e in reversed(labelled(replace(leaves[0], rows=leaves[0].rows[:_HEAD]))) if e.value}
    _put(found, _letterhead(head[: min(body, 5)], maker))
    _put(found, _date(head[:body], after, labels, maker))
    _put(found, _reference(labels, maker))
    _put(found, _addressee(head[: body + 1], maker))
    _put(found, _subject(head, labels, maker))
    _put(found, _signatory(after, maker))
    parts = {name for name in found if name != "position"}
    if opening is not None:
        found["opening"] = [maker.field("opening", [opening])]
    if closing is not None:
        found["closing"] = [maker.field("closing", [closing])]
    formal = opening is not None or closing is not None
    who = bool(parts & {"sender", "recipient", "signatory"})
    if not singles or not who or len(parts) < (2 if formal else 4):
        return None
    return _paper(found, formal, rows, source)


def _paper(found: dict[str, list[Field]], formal: bool, rows: Sequence[Sequence[Piece]], source: str) -> Paper:
    fields = sorted((f for many in found.values() for f in many), key=lambda f: (f.words[0].start, f.name))
    shown = ", ".join(dict.fromkeys(f.name.replace("_", " ") for f in fields))
    why = (f"parts of a letter: {shown}",) if formal else (f"parts of a letter, without a form of address: {shown}",)
    pieces = [p for row in rows for p in row]
    whole = place_over(source, [pieces[0], pieces[-1]])
    return Paper(replace(whole, box=None), "letter", why, PAPERS.id, None, tuple(fields))


def _put(found: dict[str, list[Field]], fields: Sequence[Field]) -> None:
    for field in fields:
        found.setdefault(field.name, []).append(field)


def _first(pieces: Sequence[Piece], test: Callable[[Piece], bool], _: Maker) -> Piece | None:
    return next((p for p in pieces if test(p)), None)


def _begins(text: str, key: str) -> str | None:
    folded = fold(text[:80]).text.lstrip(' "«“')
    for phrases in table("documents")["letter"][key].values():
        for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
            wanted = fold(phrase).text
            after = folded[len(wanted) : len(wanted) + 1]
            if folded.startswith(wanted) and (not after.isalpha() or "\u4e00" <= wanted[-1] <= "\u9fff"):
                return str(phrase)
    return None


def _opening(piece: Piece) -> bool:
    """ "Dear Mr Holm," alone on its line, or ending with a comma, colon or exclamation mark."""
    return _begins(piece.text, "opening") is not None and len(piece.text) < 90 and (
        piece.text.rstrip()[-1] in ",:!，：！" or len(piece.text.split()) <= 6
    )  # fmt: skip


def _closing(piece: Piece) -> bool:
    return _begins(piece.text, "closing") is not None and len(piece.text) < 60


def _whole_name(piece: Piece, maker: Maker, kinds: frozenset[str]) -> Mention | None:
    """The mention that a line begins with."""
    for mention in maker.near(piece.start, piece.end):
        lead = mention.place.start - piece.start
        if mention.schema in kinds and 0 <= lead <= 2 and not any(c.isalnum() for c in piece.text[:lead]):
            return mention
    return None


def _letterhead(head: Sequence[Piece], maker: Maker) -> list[Field]:
    """A body's name at the head of the page, with its address; not a sentence about it."""
    for piece in head:
        text = piece.text.strip()
        if len(text) > 140 or (
            text.endswith((".", "!", "?", "。")) and not text.endswith(("Ltd.", "Inc.", "Corp.", "Co."))
        ):
            continue
        mention = _whole_name(piece, maker, _BODIES)
        span = None if mention is None else (mention.place.start - piece.start, mention.place.end - piece.start)
        if span is None:
            continue
        rest = piece.text[span[1] :]
        if rest.strip() and not re.match(r"\s*[,，;(|–—-]", rest):
            continue
        made = [maker.party("sender", part(piece, piece.start + span[0], piece.start + span[1]), None)]
        address = rest.strip(" ,，;|–—-")
        if address:
            at = piece.start + span[1] + rest.index(address)
            made.append(maker.field("address", [part(piece, at, at + len(address))], {}, of="sender"))
        return made
    return []


def _date(head: Sequence[Piece], foot: Sequence[Piece], labels: dict[str, Labelled], maker: Maker) -> list[Field]:
    """A line that is a date, with at most a place before it; Chinese letters have it at the end."""
    if "date" in labels and (read := values.date(labels["date"].value[0], _AS_IS)) is not None:
        return [maker.field("date", [read[0]], read[1], label=labels["date"].label)]
    for piece in [*head, *foot]:
        day = day_in(piece.text)
        if day is None or len(piece.text) > 60:
            continue
        start, end, value = day
        before, after = piece.text[:start].strip(' ,.«"“'), piece.text[end:].strip(' .,»"г')
        if len(after) <= 2 and (not before or re.fullmatch(r"[\w .№/-]{1,34}", before)) and not value.get("relative"):
            return [maker.field("date", [part(piece, piece.start + start, piece.start + end)], value)]
    return []


def _reference(labels: dict[str, Labelled], maker: Maker) -> list[Field]:
    entry = labels.get("reference") or labels.get("own_number")
    read = values.number(entry.value[0], _AS_IS) if entry is not None else None
    return [] if read is None or entry is None else [maker.field("reference", [read[0]], read[1], label=entry.label)]


def _addressee(head: Sequence[Piece], maker: Maker) -> list[Field]:
    """ "To the Ministry of X", "Кому: …", "致：…", or a line in the dative with the body under it."""
    for index, piece in enumerate(head):
        lead = _begins(piece.text, "to")
        if lead is None or len(piece.text) > 140:
            continue
        for line in head[index : index + 3]:
            named = [m for m in maker.near(line.start, line.end) if m.schema in _BODIES | {"Person"}]
            inside = [m for m in named if line.start <= m.place.start and m.place.end <= line.end]
            if inside and (line is not piece or _leads_to(piece, inside[0])):
                mention = next((m for m in inside if m.schema in _BODIES), inside[0])
                words = part(line, mention.place.start, mention.place.end)
                return [maker.party("recipient", words, None)]
            if line is piece and (found := _named_after(piece, lead)) is not None:
                return [maker.party("recipient", found, None)]
    return []


def _named_after(piece: Piece, lead: str) -> Piece | None:
    """The name after "To:" or "致：" with a colon, where no mention is."""
    match = re.match(re.escape(lead) + r"\s*[:：]\s*", piece.text, re.IGNORECASE)
    if match is None:
        return None
    found = name_in(piece.text[match.end() :].rstrip(":："))
    return (
        None
        if found is None
        else part(piece, piece.start + match.end() + found[0], piece.start + match.end() + found[1])
    )


def _leads_to(piece: Piece, mention: Mention) -> bool:
    """Whether only "To the", a title or an office stand between: "To Oslen Ministry", not "To our surprise, X …"."""
    between = piece.text[: mention.place.start - piece.start]
    rest = piece.text[mention.place.end - piece.start :].strip()
    return len(between) <= 48 and "," not in between and not rest.endswith((".", "。")) and len(rest) < 80


def _subject(head: Sequence[Piece], labels: dict[str, Labelled], maker: Maker) -> list[Field]:
    entry = labels.get("subject")
    if entry is not None:
        return [maker.field("subject", list(entry.value[:1]), {}, label=entry.label)]
    for piece in head:
        chinese = re.fullmatch(r"关于.{2,60}(?:函|通知|报告|说明|请示|申请|答复)", piece.text.strip())
        russian = re.fullmatch(r"Об? [а-яё].{3,120}[^.!?]", piece.text.strip())
        heading = piece.passage.kind == "heading" and len(piece.text) < 120
        if chinese or russian or heading:
            return [maker.field("subject", [piece])]
    return []


def _office(text: str) -> re.Match[str] | None:
    offices = [o for many in table("documents")["letter"]["offices"].values() for o in many]
    listed = "|".join(re.escape(o) for o in sorted(offices, key=lambda o: (-len(o), o)))
    return re.search(rf"(?<![\w])(?:{listed})(?![a-zа-я])", text, re.IGNORECASE)


def _signatory(foot: Sequence[Piece], maker: Maker) -> list[Field]:
    """A person at the end, with the office on the same line or the one beside it."""
    for index in range(len(foot) - 1, -1, -1):
        piece = foot[index]
        if len(piece.text) > 100 or piece.text.rstrip().endswith(("。", "!", "?")):
            continue
        words = _initials(piece)
        person = next((m for m in maker.near(piece.start, piece.end) if m.schema == "Person"), None)
        if words is None and person is not None and piece.start <= person.place.start and person.place.end <= piece.end:
            words = part(piece, person.place.start, person.place.end)
        if words is None or words.start < piece.start or words.end > piece.end:
            continue
        rest = piece.text[: words.start - piece.start] + piece.text[words.end - piece.start :]
        beside = [piece, *foot[index + 1 : index + 2], *foot[max(0, index - 1) : index]]
        office = next((p for p in beside if len(p.text) < 100 and _office(p.text)), None)
        if office is None and (len(rest.strip(" ,_./")) > 3 or index < len(foot) - 3):
            continue
        made = [maker.party("signatory", words, None)]
        if office is not None:
            made += _position(office, words, maker)
        return made
    return []


_NAMES = (
    re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+"),
    re.compile(r"[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\."),
)


def _initials(piece: Piece) -> Piece | None:
    """ "И. П. Кедров" or "Кедров И. П."; an office before initials is no family name."""
    for shape in _NAMES:
        match = shape.search(piece.text)
        if match is not None and _office(match.group().split()[0]) is None:
            return part(piece, piece.start + match.start(), piece.start + match.end())
    return None


def _position(piece: Piece, person: Piece, maker: Maker) -> list[Field]:
    """The words of an office: of its line, what is not the name."""
    if piece.start <= person.start < piece.end:
        before, after = piece.text[: person.start - piece.start], piece.text[person.end - piece.start :]
        words, offset = (before, 0) if _office(before) else (after, person.end - piece.start)
    else:
        words, offset = piece.text, 0
    stripped = words.strip(" ,_/-–—()\t")
    if not stripped:
        return []
    at = piece.start + offset + words.index(stripped)
    return [maker.field("position", [part(piece, at, at + len(stripped))], {}, of="signatory")]


# ---- mail

_HEADERS = {
    "From": "sender",
    "Sender": "sender",
    "To": "recipient",
    "Date": "date",
    "Subject": "subject",
    "Cc": "copied",
}


def _mail(leaf: Leaf, maker: Maker, source: str) -> Paper | None:
    fields: list[Field] = []
    for row in leaf.rows:
        header = (row[0].passage.part or "").split("/")[-1]
        name = _HEADERS.get(header.removeprefix("header:")) if header.startswith("header:") else None
        if name is None:
            continue
        passage = row[0].passage
        whole = replace(row[0], start=passage.start, end=passage.end, text=passage.text)
        fields += _header(name, whole, maker)
    names = {f.name for f in fields}
    if not {"sender", "recipient"} <= names:
        return None
    pieces = [p for row in leaf.rows for p in row]
    why = (f"a mail with {', '.join(sorted(names))} in its head",)
    whole_place = place_over(source, [pieces[0], pieces[-1]])
    return Paper(replace(whole_place, box=None, part=None), "letter", why, PAPERS.id, None, tuple(fields))


def _header(name: str, piece: Piece, maker: Maker) -> list[Field]:
    """One header field: names in front of their addresses, each its own."""
    head = re.match(r"[\w-]+:\s*", piece.text)
    begin = head.end() if head else 0
    label = part(piece, piece.start, piece.start + max(begin, 1))
    label = part(piece, label.start, label.start + len(label.text.rstrip(": ")))
    rest = part(piece, piece.start + begin, piece.end)
    if not rest.text.strip():
        return []
    if name == "date":
        read = values.date(rest, _AS_IS)
        return [] if read is None else [maker.field("date", [read[0]], read[1], label=label)]
    if name == "subject":
        return [maker.field("subject", [rest], {}, label=label)]
    made: list[Field] = []
    for match in re.finditer(
        r"\s*(?:\"?(?P<name>[^\"<>,;@]{2,80}?)\"?\s*<(?P<mail>[^<>@\s]+@[^<>\s]+)>|(?P<bare>[^<>,;@\s]+@[^<>,;\s]+))\s*[,;]?",
        rest.text,
    ):
        if match["name"] and any(c.isalpha() for c in match["name"]):
            words = part(rest, rest.start + match.start("name"), rest.start + match.end("name"))
            made.append(replace(maker.party(name, words, label), value={"address": match["mail"]}))
        elif match["bare"]:
            words = part(rest, rest.start + match.start("bare"), rest.start + match.end("bare"))
            made.append(maker.field(name, [words], {"address": match["bare"]}, label=label))
    return made[:20]
