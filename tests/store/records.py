"""Small invented records to fill a ledger with."""

from averment.claim import Claim, Span, Term, Triple
from averment.extraction import Extraction
from averment.mention import Mention
from averment.method import Method
from averment.passage import Passage
from averment.place import Place
from averment.problem import Problem
from averment.reading import Reading
from averment.source import Source
from averment.stance import Stance
from averment.store.ledger import Ledger
from averment.voice import Medium, Role, Voice

METHOD = Method("test.records", "1")


def source(text: str, name: str = "note.txt") -> Source:
    from averment.identity import sha256_hex

    return Source(sha256_hex(text.encode()), name, len(text.encode()), "2024-09-25T00:00:00+00:00")


def reading(text: str, problems: tuple[Problem, ...] = ()) -> Reading:
    """Each line a passage."""
    made = source(text)
    passages, start = [], 0
    for line in text.splitlines(keepends=True):
        passages.append(Passage(made.id, start, line.rstrip("\n"), language="en", method=METHOD.id))
        start += len(line)
    return Reading(made.id, "text/plain", text, tuple(passages), problems, METHOD.id, language="en")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def mention(text: str, words: str, schema: str = "Company") -> Mention:
    at = span(text, words)
    return Mention(Place(source(text).id, at.start, at.end), schema, words, METHOD.id)


def said(text: str, speaker: str, content: str, stance: Stance = Stance.ASSERTS, *triples: Triple) -> Claim:
    """The whole text is the quote."""
    voice = span(text, speaker)
    return Claim(
        Place(source(text).id, 0, len(text)),
        text,
        span(text, content),
        stance,
        METHOD.id,
        voices=(Voice(speaker, Role.SPEAKER, Medium.SPEECH, voice.start, voice.end),),
        triples=triples,
    )


def relation(text: str, subject: str, predicate: str, object_: str) -> Triple:
    one, other = mention(text, subject), mention(text, object_)
    return Triple(Term(subject, one.id, one.schema), predicate, Term(object_, other.id, other.schema))


def put(ledger: Ledger, text: str, mentions: list[Mention], claims: list[Claim], name: str = "note.txt") -> Source:
    made = source(text, name)
    with ledger.transaction():
        ledger.put_method(METHOD)
        sequence = 1 + ledger.value("SELECT count(*) FROM source")
        known = ledger.value("SELECT sequence FROM source WHERE id = ?", [made.id])
        ledger.put_source(made, known or sequence, "document")
        ledger.put_reading(reading(text))
        ledger.put_extraction(Extraction(made.id, tuple(mentions), tuple(claims)))
    return made
