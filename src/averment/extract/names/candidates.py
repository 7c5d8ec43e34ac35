"""What may be a name, and what its form and its brackets say of it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from averment.extract.names.aliases import KNOWN_AS
from averment.extract.names.bodies import bodies
from averment.extract.names.evidence import DECISIVE, MEDIUM, PARTIES, STRONG, VETO, WEAK, Candidate, Vote, votes_inside
from averment.extract.names.forms import company_forms, quoted_companies
from averment.extract.names.gazetteer import known_as
from averment.extract.names.goods import designations
from averment.extract.names.runs import Word, all_words, runs
from averment.extract.names.segments import segments
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import words

STATE_BODY = "a state's body in lower case"
Goods = Sequence[tuple[int, int, list[Vote]]]


def candidates(index: int, piece: ParsedPassage) -> Iterator[Candidate]:
    """Every proposal in one passage. Overlaps are allowed: what wins is settled by votes and length."""
    text, base = piece.text, piece.passage.start
    word_list = all_words(piece)

    def make(start: int, end: int, votes: Sequence[Vote] = (), opens: bool = False) -> Candidate:
        return Candidate(index, base + start, base + end, text[start:end], list(votes), opens)

    covered: list[tuple[int, int]] = []
    for start, end in company_forms(text, word_list):
        covered.append((start, end))
        yield make(start, end, [Vote("Company", DECISIVE, "legal form")])
    for start, end in quoted_companies(text):
        yield make(start, end, [Vote("Company", DECISIVE, "quoted after a company noun")])
    for start, end, schema in bodies(text, piece):
        covered.append((start, end))
        yield make(start, end, [Vote(schema, DECISIVE, STATE_BODY)])
    goods = list(designations(text))
    if not piece.analysed:
        yield from (make(s, e, v) for s, e, v in goods if v and v[0].weight >= MEDIUM)
        return
    for run in runs(piece, word_list):
        for rest in _without(run.words, covered):
            for start, end, votes, opens in _in_run(text, rest, goods):
                yield make(start, end, votes, opens)
    for start, end, votes in goods:
        yield make(start, end, votes)


def _in_run(text: str, run: list[Word], goods: Goods) -> Iterator[tuple[int, int, Sequence[Vote], bool]]:
    """(start, end, votes, opens a sentence) of the names in a run of capitalised words."""
    run = _after_office(text, run)
    if not run:
        return
    if _ship_before(text, run[0].start):
        yield run[0].start, run[-1].end, [Vote("Vessel", DECISIVE, "a ship's noun before it")], False
        return
    maker = _maker_before(text, run, goods)
    if maker:
        yield run[0].start, run[maker - 1].end, [], False
        yield from (
            (s, e, [Vote("Good", MEDIUM, "its maker before it")], False) for s, e, _ in goods if s == run[maker].start
        )
        return
    for segment in segments(text, run):
        ws = segment.words
        if not ws:
            continue
        acronym = ws[0].text.isupper() and len(ws[0].text) > 2
        opens = ws[0].opens and len(ws) == 1 and not ws[0].tag.startswith("NNP") and not acronym
        yield ws[0].start, ws[-1].end, segment.votes, opens
        longer = next((g for g in goods if ws[0].start < g[0] <= ws[-1].end + 1 and g[1] >= ws[-1].end), None)
        if longer is not None and text[ws[0].start : longer[0]].strip():
            yield ws[0].start, longer[1], [Vote("Good", WEAK, "maker and designation")], False


def _maker_before(text: str, run: list[Word], goods: Goods) -> int:
    """How many words name a known company before a designation: 1 in "DJI Mavic 3"."""
    for size in range(1, len(run)):
        if known_as(text[run[0].start : run[size - 1].end]) == "Company":
            rest = run[size].start
            return size if any(g[0] == rest and g[1] >= run[-1].end for g in goods) else 0
    return 0


_OFFICE = re.compile(r"\b(?:Secretary|Minister|Undersecretary) (?:of|for) (?:the )?$")


def _after_office(text: str, words_left: list[Word]) -> list[Word]:
    """ "Secretary of the Treasury X Y": what the office is for comes off the name."""
    if not _OFFICE.search(text[max(0, words_left[0].start - 30) : words_left[0].start]):
        return words_left
    offices = words("name_words", "topic_words") | {"Treasury", "State", "War", "Army", "Navy", "Homeland", "and"}
    while words_left and words_left[0].text in offices:
        words_left = words_left[1:]
    return words_left


_SHIP = re.compile(r"(?:^|[\s-])(?:(?P<noun>[a-z]+)|M/?[VT]|MS|SS|HMS|USS|INS|BMS|TCG|ROKS) [“\"'‘«]?$")


def _ship_before(text: str, start: int) -> bool:
    found = _SHIP.search(text[max(0, start - 20) : start])
    return found is not None and (found["noun"] is None or found["noun"] in words("name_words", "vessel_nouns"))


def _without(run_words: Sequence[Word], covered: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """The words of a run outside the stretches that a legal form has taken."""
    current: list[Word] = []
    for word in run_words:
        if any(a < word.end and word.start < b for a, b in covered):
            if current:
                yield current
            current = []
        else:
            current.append(word)
    if current:
        yield current


def generic_abbreviations(parsed: Sequence[ParsedPassage]) -> frozenset[str]:
    """ "unmanned aerial vehicles (UAVs)": an abbreviation of common words is no name anywhere in the source."""
    found = set()
    for piece in parsed:
        for match in re.finditer(r"((?:[a-z]+[ -]){2,6})\(([A-Z]{2,6})s?\)", piece.text):
            initials = "".join(w[0] for w in re.findall(r"[a-z]+", match[1]))
            if initials.endswith(match[2].lower()):
                found |= {match[2], match[2] + "s"}
    return frozenset(found)


def mark_bracketed(parsed: Sequence[ParsedPassage], found: Sequence[Candidate]) -> None:
    """ "Ministry of X (MOX)": add to what stands in brackets right after a party's name that it is of its kind."""
    ends = {c.end: c for c in found}
    for candidate in found:
        candidate.votes += _as_called(parsed[candidate.piece], ends, candidate)
        before = ends.get(candidate.start - 2)
        piece = parsed[candidate.piece]
        if before is None:
            continue
        if _beside_a_body(piece, before, candidate):
            candidate.votes.append(Vote("PublicBody", STRONG, "in apposition to a body"))
        if not re.fullmatch(r"[A-Z][A-Za-z&-]{1,9}", candidate.text) or known_as(candidate.text):
            continue
        if piece.words(before.end, candidate.start) != " (" or not piece.text.startswith(
            ")", candidate.end - piece.passage.start
        ):
            continue
        inside = list(votes_inside(tuple(before.text.split()), before.text))
        kinds = [v.schema for v in [*inside, *before.votes] if v.schema in PARTIES]
        if kinds:
            candidate.votes.append(Vote(kinds[0], STRONG, "in brackets after a name"))
        elif _initials(before.text) == candidate.text and not any(v.schema == VETO for v in inside):
            candidate.votes.append(Vote("LegalEntity", STRONG, "initials in brackets after a name"))


def _as_called(piece: ParsedPassage, ends: Mapping[int, Candidate], candidate: Candidate) -> Iterator[Vote]:
    """ "X Engine Co., known as Y": Y is what X is, where X is a party."""
    at = candidate.start - piece.passage.start
    before = piece.text[max(0, at - 45) : at]
    for gap in range(4, len(before)):
        full = ends.get(candidate.start - gap)
        if full is not None and KNOWN_AS.match(before[-gap:]):
            inside = votes_inside(tuple(full.text.split()), full.text)
            kinds = [v.schema for v in [*inside, *full.votes] if v.schema in PARTIES]
            yield from (Vote(kind, STRONG, "called so after a name") for kind in kinds[:1])
            return


def _beside_a_body(piece: ParsedPassage, body: Candidate, candidate: Candidate) -> bool:
    """ "Germany's export control office, BAFA, said": the abbreviation is the body's."""
    lower_case = any(v.rule == STATE_BODY for v in body.votes)
    closes = piece.text[candidate.end - piece.passage.start :][:1] in (",", ".", ";", "")
    between = piece.words(body.end, candidate.start)
    return lower_case and closes and between == ", " and bool(re.fullmatch(r"[A-Z]{3,8}", candidate.text))


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper())
