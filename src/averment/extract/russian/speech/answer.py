"""What an answer is, and the small questions that finding one asks of a sentence."""

from dataclasses import dataclass

from averment.extract.russian.speech.frames import place_source, subject_of
from averment.extract.russian.speech.page import PARTIES, Page
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Stance


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: its word, who gave it (or failed to), the words of it, what it is about, who asked.

    `own` says that whoever speaks around it gives it ("сообщили, что {им} ничего не известно").
    """

    trigger: Word
    party: Word | None
    cue: Range
    content: Range
    stance: Stance
    asker: Word | None = None
    own: bool = False


def denial_of(page: Page, word: Word) -> Word | None:
    """The "не" before a word."""
    return next((k for k in page.text.kids(word) if k.lower == "не" and k.i < word.i), None)


def infinitive(page: Page, word: Word) -> Word | None:
    """The infinitive that a word governs, or that stands right after it."""
    kids = page.text.kids(word, "xcomp", "csubj", "ccomp", "advcl", "nmod", "obj", "nsubj")
    found = next((k for k in kids if k.form == "Inf" or k.text.lower().endswith(("ть", "ться", "ти"))), None)
    if found is None and word.i + 1 < len(page.text.words):  # what the parser ties elsewhere
        after = [w for w in page.text.words[word.i + 1 : word.i + 4] if w.sentence == word.sentence]
        found = next((w for w in after if w.form == "Inf"), None)
    return found


def phrase(page: Page, word: Word, without: Word | None = None) -> Range:
    """The stretch of a word with all that hangs on it."""
    tree = page.text.subtree(word)
    skip = set(page.text.subtree(without)) if without is not None else set()
    kept = [i for i in tree if i not in skip]
    return page.trimmed(page.stretch(kept)) if kept else (0, 0)


def clause_under(page: Page, verb: Word) -> Range | None:
    """The clause with "что" under a verb."""
    for kid in page.text.kids(verb, "ccomp", "xcomp", "advcl", "acl"):
        tree = page.text.subtree(kid)
        lead = next(
            (page.text.words[i] for i in tree[:4] if page.text.words[i].lower in ("что", "будто", "чтобы")), None
        )
        if lead is not None and lead.i > verb.i:
            return page.trimmed((lead.end, page.text.words[tree[-1]].end))
    return None


def object_of(page: Page, verb: Word) -> Word | None:
    """What is denied, confirmed, asked for; before the verb too ("обвинения отверг")."""
    for kid in page.text.kids(verb, "obj"):
        return kid
    for kid in page.text.kids(verb, "iobj", "nmod", "obl"):
        if kid.case in ("Acc", "Gen") and not page.text.case_of(kid):
            return kid
    return None


def what_of(page: Page, verb: Word) -> Range | None:
    """What a verb is about: its clause with "что", else its object."""
    clause = clause_under(page, verb)
    if clause is not None:
        return clause
    thing = object_of(page, verb)
    return phrase(page, thing) if thing is not None else None


def oblique(page: Page, word: Word, *prepositions: str) -> Word | None:
    """What a word has after one of these prepositions."""
    for kid in page.text.kids(word, "obl", "nmod", "iobj"):
        if page.text.case_of(kid) in prepositions:
            return kid
    return None


def party_of(page: Page, verb: Word) -> Word | None:
    """Who does it, where that is somebody who can answer."""
    found = subject_of(page, verb) or place_source(page, verb)
    return found if found is not None and (page.is_party(found) or page.mention_of(found) is not None) else None


def asker_of(page: Page, verb: Word, asked: Word | None) -> Word | None:
    """Whose request it was: "на вопросы агентства «…»", "на запрос {Reuters}", "не ответил {«Вестнику»}"."""
    for kid in page.text.kids(asked, "nmod", "appos") if asked is not None else ():
        mention = page.meant(kid)
        if (
            mention is not None
            and mention.schema in PARTIES
            and kid.case in ("Gen", "", "Nom")
            and page.text.case_of(kid) == ""
        ):
            return kid
    for kid in page.text.kids(verb, "iobj", "obl"):
        mention = page.meant(kid)
        if kid.case == "Dat" and not page.text.case_of(kid) and mention is not None and mention.schema in PARTIES:
            return kid
    return None


def from_no(page: Page, verb: Word) -> Range:
    """From "не" to the verb."""
    no = denial_of(page, verb)
    return (no.start if no is not None else verb.start, verb.end)


def is_pronoun(page: Page, party: Word | None) -> bool:
    """Whether a party is a pronoun that stands for no name: only whoever speaks around it can be meant."""
    return party is not None and party.pos == "PRON" and page.meant(party) is None
