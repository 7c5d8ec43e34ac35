"""An invented case, filled into a ledger by hand, so that the pages can be tested without the other verbs.

Every party, place and paper in it is made up. It holds what pages must cope with: nested and crossing claims, a
table, page numbers, three scripts, hostile characters, a protected letter, a list match, every kind of stance.
"""

# ruff: noqa: E501 - documents and tables read better unbroken

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from averment.case import Case, Receipt
from averment.claim import Claim, Span, Term, Triple
from averment.extraction import Extraction
from averment.identity import content_id
from averment.judgement import Decision, Judgement
from averment.mention import Mention
from averment.method import METHODS, Method
from averment.passage import Anchor, Passage
from averment.place import Place
from averment.problem import Problem
from averment.reading import Reading
from averment.source import Protection
from averment.stance import Modality, Stance
from averment.store.ledger import Ledger
from averment.voice import Medium, Role, Voice

READ = Method("read.invented", "1")
EXTRACT = Method("extract.invented", "2", {"window": 3})
RESOLVE = Method("resolve.invented", "1")
SCREEN = Method("screen.invented", "1")
WEIGH = Method("weigh.invented", "1")

ARTICLE = """Pumps for the northern dam came through Vesna Freight

Orlin Trading House supplied nine pumps to the Palmarian Water Board, according to reports sent by Orlin to the board and seen by The Courier. The pumps were made by Halden Marine Works in March 2023.

Two officials told The Courier that Vesna Freight acted as an intermediary between Orlin and Halden. Vesna Freight did not respond to requests for comment. Halden Marine Works said it was unaware of such a sale.

The Courier could not verify who signed the orders. The Water Board denied that it had bought anything in 2023. Petra Lindqvist, a researcher, said that if confirmed this would be the largest sale of its kind.
"""
LETTER = """Dear editors, my name is Tomas Brevik and I keep the books at Zephyrine Holdings.

On 14 May 2023 Zephyrine Holdings paid Vesna Freight 48,250 crowns under order ZH-99172, and Vesna Freight acted as an intermediary for Halden Marine Works.

Please never print my name or this sentence about the blue folder in the harbour office.
"""
SHEET_ROWS = (
    ("Date", "Consignor", "Consignee", "Goods", "Pieces"),
    ("2023-04-02", "Halden Marine Works", "Vesna Freight", "centrifugal pumps", "5"),
    ("2023-04-19", "Halden Marine Works", "Vesna Freight", "centrifugal pumps", "4"),
    ("2023-05-03", "Vesna Freight", "Orlin Trading House", 'pump <parts> & "seals"', "31"),
)
INVOICE = """INVOICE 4471
Vesna Freight to Orlin Trading House

Nine centrifugal pumps, type HM-9. Total 61,000 crowns. Paid in May 2023.

Орлин подтвердил получение. 公司已确认收到。
"""
HOSTILE = (
    "<script>alert('x')</script> & <b>bold</b> \"quoted\" Orlin Trading House </mark></p> invoice\u202efdp.exe "
    "null\x00here " + "longwordwithoutanyspace" * 60 + "\n\nA second line about Halden Marine Works & Sons.\n"
)
PROTECTED_TOKENS = (
    "Tomas Brevik", "Brevik", "Zephyrine", "ZH-99172", "48,250", "blue folder", "harbour office", "keep the books",
    "tomas-letter", "2024-02-11", "14 May", "Anna Messenger",
)  # fmt: skip


@dataclass
class Doc:
    """A document being written: mentions and claims are found by their words."""

    id: str
    text: str
    passages: list[Passage]
    mentions: dict[str, Mention] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def place(self, start: int, end: int) -> Place:
        for passage in self.passages:
            if passage.start <= start <= end <= passage.end:
                return passage.place(start, end)
        return Place(self.id, start, end)

    def find(self, words: str, nth: int = 0) -> int:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return at

    def name(self, words: str, schema: str, nth: int = 0, **value: Any) -> Mention:
        start = self.find(words, nth)
        made = Mention(self.place(start, start + len(words)), schema, words, EXTRACT.id, value)
        self.mentions[made.id] = made
        return made

    def claim(
        self,
        quote: str,
        content: str,
        stance: Stance,
        voices: Sequence[Voice] = (),
        triples: Sequence[tuple[Mention, str, Mention]] = (),
        cue: str | None = None,
        modality: Modality = Modality.FACT,
        negated: bool = False,
        qualifiers: Mapping[str, Any] | None = None,
    ) -> Claim:
        start = self.find(quote)
        inside = start + quote.index(content)
        at = None if cue is None else start + quote.index(cue)
        made = Claim(
            self.place(start, start + len(quote)),
            quote,
            Span(inside, inside + len(content), content),
            stance,
            EXTRACT.id,
            cue=None if at is None or cue is None else Span(at, at + len(cue), cue),
            voices=tuple(voices),
            modality=modality,
            negated=negated,
            triples=tuple(Triple(_term(s), p, _term(o), qualifiers or {}) for s, p, o in triples),
        )
        self.claims.append(made)
        return made


def _term(mention: Mention) -> Term:
    return Term(mention.text, mention.id, mention.schema, mention.place.start, mention.place.end)


def voice(mention: Mention | str, role: Role, medium: Medium = Medium.SPEECH, **more: Any) -> Voice:
    if isinstance(mention, str):
        return Voice(mention, role, medium, **more)
    return Voice(mention.text, role, medium, mention.place.start, mention.place.end, mention.id, **more)


def paragraphs(source: str, text: str, pages: Sequence[int] = ()) -> list[Passage]:
    found, at = [], 0
    for n, piece in enumerate(text.split("\n\n")):
        body = piece.rstrip("\n")
        start = text.index(body, at)
        at = start + len(body)
        kind = "heading" if n == 0 and len(body) < 60 else "paragraph"
        found.append(
            Passage(source, start, body, kind, "en", page=pages[n] if n < len(pages) else None, method=READ.id)
        )
    return found


def sheet(source: str) -> tuple[str, list[Passage]]:
    text, passages = "", []
    for n, row in enumerate(SHEET_ROWS, start=1):
        start, anchors = len(text), []
        for column, value in enumerate(row, start=1):
            anchors.append(Anchor(len(text), len(text) + len(value), None, column))
            text += value + ("\t" if column < len(row) else "")
        kind = "header" if n == 1 else "row"
        passages.append(
            Passage(source, start, text[start:], kind, sheet="Shipments", row=n, anchors=tuple(anchors), method=READ.id)
        )
        text += "\n"
    return text, passages


def invented(folder: Path) -> Case:
    """The case, built in `folder`, with its ledger filled."""
    case = Case.init(folder / "pumps", "The pumps of Palmaria", fictional=True, notice="A made-up case for tests.")
    (case.path / "case.key").write_text("ab" * 32 + "\n")
    papers = folder / "papers"
    papers.mkdir()
    given: list[tuple[str, str, dict[str, Any]]] = [
        ("courier-2023-06-01.txt", ARTICLE, {"outlet": "The Courier", "origin": "The Courier", "published": "2023-06-01"}),
        (
            "tomas-letter.txt",
            LETTER,
            {"received_from": "Anna Messenger", "origin": "Tomas Brevik", "received": "2024-02-11T08:30:00+00:00",
             "protection": Protection.PROTECTED},
        ),
        ("shipments.csv", "\n".join(",".join(r) for r in SHEET_ROWS), {"origin": "Harbour of Palma"}),
        ("invoice-4471.pdf", INVOICE, {"received_from": "The Courier", "origin": "Vesna Freight"}),
        ("odd<name>&.txt", HOSTILE, {}),
        ("watch-list.jsonl", '{"id": "W-17"}', {"outlet": "Palmarian Export Office", "published": "2023-01"}),
    ]  # fmt: skip
    ids = {}
    for name, text, details in given:
        path = papers / name.replace("<", "(").replace(">", ")")
        path.write_bytes(text.encode())
        kind = "list" if name.endswith(".jsonl") else "document"
        details = {"received": "2024-01-05T10:00:00+00:00", **details}
        ids[name] = case.add(path, Receipt(name, kind=kind, **details)).id
    METHODS.update({m.name: m for m in (READ, EXTRACT, RESOLVE, SCREEN, WEIGH)})
    try:
        with case.ledger(read_only=False) as ledger:
            fill(case, ledger, ids)
    finally:
        for method in (READ, EXTRACT, RESOLVE, SCREEN, WEIGH):
            METHODS.pop(method.name)
    return case


def fill(case: Case, ledger: Ledger, ids: Mapping[str, str]) -> None:
    with ledger.transaction():
        ledger.put_methods()
        for entry in case.custody():
            ledger.put_source(entry.source, entry.sequence, entry.kind)
    docs = {
        "article": article(ids["courier-2023-06-01.txt"]),
        "letter": letter(ids["tomas-letter.txt"]),
        "sheet": shipments(ids["shipments.csv"]),
        "invoice": invoice(ids["invoice-4471.pdf"]),
        "hostile": hostile(ids["odd<name>&.txt"]),
    }
    types = {"sheet": "text/csv", "invoice": "application/pdf"}
    for name, doc in docs.items():
        problems = (
            [Problem("read", "recognised", "page 2 was <blurred>", "scan it again", doc.id)]
            if name == "invoice"
            else []
        )
        if name == "letter":
            problems = [Problem("read", "torn", "Tomas Brevik tore the page", "ask Tomas Brevik", doc.id)]
        title = ARTICLE.splitlines()[0] if name == "article" else None
        reading = Reading(
            doc.id, types.get(name, "text/plain"), doc.text, tuple(doc.passages), tuple(problems), READ.id, "en", title
        )
        with ledger.transaction():
            ledger.put_reading(reading)
            claims = tuple(sorted(doc.claims, key=lambda c: (c.place.start, c.id)))
            mentions = tuple(sorted(doc.mentions.values(), key=lambda m: (m.place.start, m.id)))
            ledger.put_extraction(Extraction(doc.id, mentions, claims))
    with ledger.transaction():
        ledger.put_problems("weigh", None, [Problem("weigh", "not_asked", "nobody asked Petra Lindqvist", "ask her")])
        entities = resolve(ledger, docs)
        screen(ledger, entities, ids["watch-list.jsonl"])
        weigh(ledger, entities, docs)


def article(id: str) -> Doc:
    doc = Doc(id, ARTICLE, paragraphs(id, ARTICLE))
    orlin, board = doc.name("Orlin Trading House", "Company"), doc.name("Palmarian Water Board", "PublicBody")
    short, courier = doc.name("Orlin", "Company", 1), doc.name("The Courier", "Organization")
    the_board = doc.name("the board", "PublicBody")
    vesna = doc.name("Vesna Freight", "Company", 1)
    doc.name("Halden Marine Works", "Company")
    pumps = doc.name("nine pumps", "Quantity", amount="9")
    doc.name("March 2023", "Date", edtf="2023-03")
    doc.name("Vesna Freight", "Company", 0)
    orlin3, halden2 = doc.name("Orlin", "Company", 2), doc.name("Halden", "Company", 1)
    vesna2, halden3 = doc.name("Vesna Freight", "Company", 2), doc.name("Halden Marine Works", "Company", 1)
    water, petra = doc.name("Water Board", "PublicBody", 1), doc.name("Petra Lindqvist", "Person")
    doc.name("2023", "Date", 1, edtf="2023")
    courier2, courier3 = doc.name("The Courier", "Organization", 1), doc.name("The Courier", "Organization", 2)
    report = (
        "Orlin Trading House supplied nine pumps to the Palmarian Water Board, according to reports sent by Orlin to the "
        "board and seen by The Courier."
    )
    chain = [
        voice(courier, Role.REPORTER, Medium.DOCUMENT),
        voice("reports", Role.DOCUMENT, Medium.DOCUMENT),
        voice(short, Role.AUTHOR, Medium.DOCUMENT),
        voice(the_board, Role.ADDRESSEE, Medium.DOCUMENT),
    ]
    said = "Orlin Trading House supplied nine pumps to the Palmarian Water Board"
    doc.claim(report, said, Stance.ASSERTS, chain, [(orlin, "supplier_to", board)], cue="according to",
              modality=Modality.QUANTIFIED, qualifiers={"quantity": "9"})  # fmt: skip
    doc.claim(report, "reports sent by Orlin to the board", Stance.ASSERTS, chain[:1], [(short, "told", the_board)])
    doc.claim(said, said, Stance.ASSERTS, triples=[(orlin, "received", pumps)])
    both = (
        "seen by The Courier. The pumps were made by Halden Marine Works in March 2023."  # crosses the sentence before
    )
    doc.claim(both, "The pumps were made by Halden Marine Works in March 2023", Stance.ASSERTS)
    middle = "Two officials told The Courier that Vesna Freight acted as an intermediary between Orlin and Halden."
    officials = [
        voice(courier2, Role.REPORTER),
        voice("Two officials", Role.SPEAKER, count=2, anonymous=True),
    ]
    doc.claim(middle, middle[len("Two officials told The Courier that ") : -1], Stance.ALLEGES, officials,
              [(vesna, "intermediary_for", orlin3), (vesna, "intermediary_for", halden2)], cue="told")  # fmt: skip
    silent = "Vesna Freight did not respond to requests for comment."
    doc.claim(silent, silent, Stance.NO_RESPONSE, [voice(vesna2, Role.SPEAKER), voice(courier2, Role.ASKER)])
    unaware = "Halden Marine Works said it was unaware of such a sale."
    doc.claim(unaware, "it was unaware of such a sale", Stance.UNAWARE, [voice(halden3, Role.SPEAKER)], cue="said")
    doc.claim("The Courier could not verify who signed the orders.", "who signed the orders", Stance.COULD_NOT_VERIFY,
              [voice(courier3, Role.REPORTER)], cue="could not verify")  # fmt: skip
    doc.claim("The Water Board denied that it had bought anything in 2023.", "it had bought anything in 2023", Stance.DENIES,
              [voice(water, Role.SPEAKER)], [(orlin, "supplier_to", water)], cue="denied")  # fmt: skip
    last = "Petra Lindqvist, a researcher, said that if confirmed this would be the largest sale of its kind."
    doc.claim(last, "if confirmed this would be the largest sale of its kind", Stance.ASSERTS, [voice(petra, Role.SPEAKER)],
              cue="said", modality=Modality.CONDITIONAL)  # fmt: skip
    return doc


def letter(id: str) -> Doc:
    doc = Doc(id, LETTER, paragraphs(id, LETTER))
    tomas, zephyrine = doc.name("Tomas Brevik", "Person"), doc.name("Zephyrine Holdings", "Company", 1)
    vesna, halden = doc.name("Vesna Freight", "Company"), doc.name("Halden Marine Works", "Company")
    vesna2 = doc.name("Vesna Freight", "Company", 1)
    doc.name("14 May 2023", "Date", edtf="2023-05-14")
    doc.name("ZH-99172", "Identifier", value="ZH-99172")
    by = [voice(tomas, Role.AUTHOR, Medium.DOCUMENT)]
    paid = "Zephyrine Holdings paid Vesna Freight 48,250 crowns under order ZH-99172"
    doc.claim(paid, paid, Stance.ASSERTS, by, [(zephyrine, "paid", vesna)], qualifiers={"amount": "48,250 crowns"})
    acted = "Vesna Freight acted as an intermediary for Halden Marine Works"
    doc.claim(acted, acted, Stance.ASSERTS, by, [(vesna2, "intermediary_for", halden)])
    return doc


def shipments(id: str) -> Doc:
    text, passages = sheet(id)
    doc = Doc(id, text, passages)
    for n in (2, 3):
        row = passages[n - 1]
        halden, vesna = doc.name("Halden Marine Works", "Company", n - 2), doc.name("Vesna Freight", "Company", n - 2)
        doc.name(SHEET_ROWS[n - 1][0], "Date", edtf=SHEET_ROWS[n - 1][0])
        record = [voice("the sheet Shipments", Role.DOCUMENT, Medium.RECORD)]
        doc.claim(row.text, row.text, Stance.ASSERTS, record, [(halden, "supplier_to", vesna)])
    return doc


def invoice(id: str) -> Doc:
    doc = Doc(id, INVOICE, paragraphs(id, INVOICE, (1, 1, 2)))
    vesna, orlin = doc.name("Vesna Freight", "Company"), doc.name("Orlin Trading House", "Company")
    pump = doc.name("HM-9", "Good")
    doc.name("May 2023", "Date", edtf="2023-05")
    doc.name("Орлин", "Company")
    doc.claim("Vesna Freight to Orlin Trading House", "Vesna Freight to Orlin Trading House", Stance.ASSERTS,
              [voice(vesna, Role.AUTHOR, Medium.DOCUMENT)], [(vesna, "supplier_to", orlin)])  # fmt: skip
    doc.claim("Nine centrifugal pumps, type HM-9. Total 61,000 crowns. Paid in May 2023.", "Nine centrifugal pumps, type HM-9",
              Stance.ASSERTS, [voice(vesna, Role.AUTHOR, Medium.DOCUMENT)], [(orlin, "received", pump)])  # fmt: skip
    return doc


def hostile(id: str) -> Doc:
    doc = Doc(id, HOSTILE, paragraphs(id, HOSTILE))
    orlin = doc.name("Orlin Trading House", "Company")
    halden = doc.name("Halden Marine Works & Sons", "Company")
    doc.name("Halden Marine Works", "Company")
    doc.name("<b>bold</b>", "Good")
    doc.claim(HOSTILE.split("\n\n")[0], "<script>alert('x')</script>", Stance.ALLEGES,
              [voice("<i>nobody</i>\u202e", Role.SPEAKER)], [(orlin, "works_with", halden)])  # fmt: skip
    doc.name("second", "Date", edtf=None)
    doc.claim(
        "A second line about Halden Marine Works & Sons.", "Halden Marine Works & Sons", Stance.WITHHELD, negated=True
    )
    return doc


_NAMES = {
    "Orlin Trading House": ("Orlin Trading House", "Orlin", "Орлин"),
    "Halden Marine Works": ("Halden Marine Works", "Halden"),
    "Halden Marine Works & Sons": ("Halden Marine Works & Sons",),
    "Vesna Freight": ("Vesna Freight",),
    "Palmarian Water Board": ("Palmarian Water Board", "Water Board", "the board"),
    "The Courier": ("The Courier",),
    "Petra Lindqvist": ("Petra Lindqvist",),
    "Tomas Brevik": ("Tomas Brevik",),
    "Zephyrine Holdings": ("Zephyrine Holdings",),
    "HM-9": ("HM-9",),
    "<b>bold</b>": ("<b>bold</b>",),
}


def resolve(ledger: Ledger, docs: Mapping[str, Doc]) -> dict[str, str]:
    entities: dict[str, str] = {}
    by_text = {text: name for name, texts in _NAMES.items() for text in texts}
    found: dict[str, list[Mention]] = {}
    for doc in docs.values():
        for mention in sorted(doc.mentions.values(), key=lambda m: (m.place.start, m.id)):
            if mention.text in by_text and mention.schema not in ("Date", "Quantity"):
                found.setdefault(by_text[mention.text], []).append(mention)
    for name, mentions in found.items():
        first = mentions[0]
        id = entities[name] = content_id("entity", first.id)
        ledger.insert("entity", [{"id": id, "schema": first.schema, "name": name, "names_json": list(_NAMES[name])}])
        for mention in mentions:
            judgement = None
            if mention.id != first.id:
                reason = f"“{mention.text}” is written like “{name}”"
                made = Judgement(Decision.SAME, (first.id, mention.id), f"method:{RESOLVE.id}", "", reason)
                judgement = made.id
                ledger.insert("judgement", [_judgement_row(made)])
            ledger.insert("member", [{"mention": mention.id, "entity": id, "judgement": judgement}])
    return entities


def _judgement_row(made: Judgement) -> dict[str, Any]:
    return {
        "id": made.id, "sequence": None, "decision": made.decision.value, "targets_json": list(made.targets),
        "author": made.author, "at": None, "reason": made.reason, "value_json": {}, "standing": 1,
    }  # fmt: skip


def screen(ledger: Ledger, entities: Mapping[str, str], listed: str) -> None:
    for name, score in (("Vesna Freight", 0.97), ("Tomas Brevik", 1.0)):
        row = {
            "id": content_id("hit", name), "entity": entities[name], "name": name, "list_source": listed,
            "list_name": "Palmarian Export Watch List", "list_version": "2023-01", "entry": "W-17",
            "entry_name": "VESNA FREIGHT LTD" if name != "Tomas Brevik" else "BREVIK, Tomas", "entry_locator": f"{listed}#row=17&char=0,14",
            "listed_on": "2022-11-30", "programs": "PEW-2", "rule": "normalised name", "score": score, "method": SCREEN.id,
        }  # fmt: skip
        ledger.insert("hit", [row])


def weigh(ledger: Ledger, entities: Mapping[str, str], docs: Mapping[str, Doc]) -> None:
    def add(subject: str, predicate: str, object_: str, label: str, support: str, challenge: str,
            parts: Sequence[tuple[Claim, str, str, str | None]]) -> None:  # fmt: skip
        id = content_id("finding", subject, predicate, object_)
        row = {
            "id": id, "subject": entities[subject], "predicate": predicate, "object": entities[object_],
            "proposition": f"{subject} {label} {object_}", "support": support, "challenge": challenge, "origins": 2,
            "why_json": [f"Counted {len(parts)} claims of {subject}.", "The letter of Tomas Brevik counts as one origin."]
            if "intermediary" in predicate else ["Counted one record and one report.", "Rule I1: copies count once."],
            "policy": "standard@1", "method": WEIGH.id,
        }  # fmt: skip
        ledger.insert("finding", [row])
        rows = [
            {"finding": id, "claim": c.id, "part": part, "note": note, "party": entities[party] if party else None,
             "outcome": c.stance.value if part == "responds" else None}
            for c, part, note, party in parts
        ]  # fmt: skip
        ledger.insert("finding_claim", rows)

    a = {c.stance: c for c in docs["article"].claims}
    supply = docs["article"].claims[0]
    ship = docs["sheet"].claims
    add("Orlin Trading House", "supplier_to", "Palmarian Water Board", "supplies", "documented", "denied",
        [(supply, "supports", "first-hand record", None), (a[Stance.DENIES], "responds", "", "Palmarian Water Board"),
         (a[Stance.COULD_NOT_VERIFY], "could_not_verify", "", None)])  # fmt: skip
    add("Halden Marine Works", "supplier_to", "Vesna Freight", "supplies", "corroborated", "uncontested",
        [(ship[0], "supports", "", None), (ship[1], "discounted", "same origin as the row above", None),
         (a[Stance.UNAWARE], "responds", "", "Halden Marine Works")])  # fmt: skip
    add("Vesna Freight", "intermediary_for", "Halden Marine Works", "acts as intermediary for", "alleged", "uncontested",
        [(a[Stance.ALLEGES], "supports", "as Tomas Brevik says", None), (docs["letter"].claims[1], "supports", "", None),
         (a[Stance.NO_RESPONSE], "responds", "", "Vesna Freight")])  # fmt: skip
    add("Zephyrine Holdings", "paid", "Vesna Freight", "paid", "alleged", "uncontested",
        [(docs["letter"].claims[0], "supports", "", None)])  # fmt: skip
