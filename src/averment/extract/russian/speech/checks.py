"""Unaware of it, unable to check it, keeping it back."""

import re

from averment.extract.russian.speech.answer import (
    Response,
    asker_of,
    clause_under,
    denial_of,
    from_no,
    infinitive,
    is_pronoun,
    object_of,
    oblique,
    party_of,
    phrase,
    what_of,
)
from averment.extract.russian.speech.frames import subject_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Stance


def unaware(page: Page, word: Word) -> Response | None:
    """ "им ничего не известно о", "не располагает информацией о", "в компании не знают о", "не в курсе"."""
    if (
        word.lemma in listed("cues", "unaware")
        and word.features.get("Variant") == "Short"
        and word.features.get("Gender") == "Neut"
    ):
        nothing = (
            word.lemma == "неизвестный"
            or denial_of(page, word) is not None
            or any(k.lower in ("ничего", "ничто") for k in page.text.kids(word))
        )
        about = _known_thing(page, word)
        who = next(
            (k for k in page.text.kids(word, "iobj", "obl") if k.case == "Dat" and not page.text.case_of(k)), None
        )
        if not nothing or about is None or who is None:
            return None
        start = min(word.start, *(k.start for k in page.text.kids(word) if k.lower in ("не", "ничего")), word.start)
        return Response(word, who, (start, word.end), about, Stance.UNAWARE, None, who.pos == "PRON")
    if word.lemma in ("располагать", "обладать", "владеть", "иметь") and denial_of(page, word) is not None:
        return _without_knowledge(page, word)
    if word.lemma == "знать" and denial_of(page, word) is not None and word.form == "Fin":
        party, about = party_of(page, word), _known_thing(page, word)
        located = party is not None and party.case == "Loc"
        if party is None or about is None or not (located or party.lemma in ("он", "она", "они", "мы", "я")):
            return None
        return Response(
            word, party, from_no(page, word), about, Stance.UNAWARE, None, not located and page.meant(party) is None
        )
    return None


def _without_knowledge(page: Page, word: Word) -> Response | None:
    """ "не располагает информацией о …"."""
    kids = page.text.kids(word, "obl", "obj", "iobj")
    knowledge = next((k for k in kids if k.lemma in listed("cues", "unaware_nouns")), None)
    about = oblique(page, knowledge, "о", "об", "обо") if knowledge is not None else None
    about = about or oblique(page, word, "о", "об", "обо")
    party = party_of(page, word)
    if knowledge is None or about is None or party is None:
        return None
    cue = from_no(page, word)[0], knowledge.end
    return Response(word, party, cue, phrase(page, about), Stance.UNAWARE, None, is_pronoun(page, party))


def _known_thing(page: Page, word: Word) -> Range | None:
    about = oblique(page, word, "о", "об", "обо", "про")
    return phrase(page, about) if about is not None else clause_under(page, word)


def unverified(page: Page, verb: Word) -> Response | None:
    """ "проверить это не удалось", "не смог независимо подтвердить", "проверить невозможно"."""
    failing = (
        verb.lemma in ("удаться", "смочь", "мочь", "удаваться", "представляться") and denial_of(page, verb) is not None
    )
    failing = failing or verb.lower in ("невозможно", "нельзя")
    if not failing:
        return None
    done = infinitive(page, verb)
    if done is None:
        done = next(
            (
                w
                for w in page.text.words[max(0, verb.i - 12) : verb.i]
                if w.lemma in listed("cues", "verifying") and w.sentence == verb.sentence
            ),
            None,
        )
    if done is None or done.lemma not in listed("cues", "verifying") or (done.is_verb and done.form == "Fin"):
        return None
    independent = any(k.lower in ("независимо", "самостоятельно") for w in (verb, done) for k in page.text.kids(w))
    content = what_of(page, done) or what_of(page, verb)
    party = (
        asker_of(page, verb, None)
        or asker_of(page, done, None)
        or next((k for k in page.text.kids(verb, "nsubj") if page.is_party(k)), None)
    )
    party = party or _inside_object(page, done) or _before_no(page, verb)
    if content is None or (
        done.lemma in ("установить", "подтвердить", "подтверждать")
        and party is None
        and not independent
        and verb.lemma != "удаться"
    ):
        return None
    if party is not None and (named := page.named.get(party.i)) is not None:
        start = named.place.start - page.piece.passage.start
        if content[0] < start < content[1]:
            content = page.trimmed((content[0], start - (page.text.text[start - 1] in '«"„')))
    no = denial_of(page, verb)
    cue = (min(done.start, no.start if no else verb.start), max(done.end, verb.end))
    if (content[0] >= cue[0] and content[1] <= cue[1]) or cue[1] - cue[0] > 60:
        cue = (no.start if no else verb.start, verb.end)
    return Response(verb, party, cue, content, Stance.COULD_NOT_VERIFY, None, is_pronoun(page, party))


def _inside_object(page: Page, done: Word) -> Word | None:
    """ "проверить эти утверждения {«Вестнику»} не удалось": the parser ties the dative to the object."""
    thing = object_of(page, done)
    for kid in page.text.kids(thing, "nmod", "iobj", "amod", "appos") if thing is not None else ():
        mention = page.named.get(kid.i)
        if (
            mention is not None
            and mention.schema in ("Organization", "Company", "PublicBody")
            and (mention.value.get("normal") or kid.case == "Dat" or mention.text.isascii())
        ):
            return kid
    return None


def _before_no(page: Page, verb: Word) -> Word | None:
    """The name in the dative right before "не удалось", whatever the parser ties it to."""
    no = denial_of(page, verb)
    at = (no or verb).i - 1
    while at > 0 and page.text.words[at].text in '»"“”':
        at -= 1
    mention = page.named.get(at)
    if mention is None or mention.schema not in ("Organization", "Company", "PublicBody"):
        return None
    return page.text.words[at] if mention.value.get("normal") or mention.text.isascii() else None


def withheld(page: Page, word: Word) -> Response | None:
    """ "попросил не называть его имени", "не можем назвать имена", "имена не раскрываются"."""
    if word.lemma in ("попросить", "просить", "пожелать", "потребовать"):
        done = next((k for k in page.text.kids(word, "xcomp", "ccomp", "obj", "advcl") if k.form == "Inf"), None)
        thing = object_of(page, done) if done is not None else None
        if done is None or done.lemma not in listed("cues", "naming") or denial_of(page, done) is None:
            return None
        if (
            thing is not None
            and thing.lemma not in listed("cues", "named")
            and thing.lower not in ("его", "ее", "их", "себя")
        ):
            return None
        party = party_of(page, word) or _before_participle(page, word)
        content = phrase(page, thing) if thing is not None else (done.start, done.end)
        return None if party is None else Response(word, party, (word.start, done.end), content, Stance.WITHHELD)
    if word.lemma in ("мочь", "иметь") and denial_of(page, word) is not None and word.form == "Fin":
        done = infinitive(page, word)
        thing = object_of(page, done) if done is not None else None
        party = subject_of(page, word)
        if (
            done is None
            or done.lemma not in listed("cues", "naming")
            or thing is None
            or thing.lemma not in listed("cues", "named")
            or party is None
        ):
            return None
        return Response(word, party, (from_no(page, word)[0], done.end), phrase(page, thing), Stance.WITHHELD)
    if word.lemma in ("называться", "раскрываться", "разглашаться") and denial_of(page, word) is not None:
        thing = next(iter(page.text.kids(word, "nsubj")), None)
        if thing is not None and thing.lemma in ("имя", "фамилия", "личность"):
            return Response(word, None, from_no(page, word), phrase(page, thing), Stance.WITHHELD)
    return None


def _before_participle(page: Page, word: Word) -> Word | None:
    """ "собеседник, попросивший …": whom a participle after a comma belongs to."""
    if (
        not re.search(r"вш(?:ий|ая|ие|его|ему|ей|их|им|ими|ую|ем)$", word.lower)
        or word.i < 2
        or page.text.words[word.i - 1].text != ","
    ):
        return None
    for other in reversed(page.text.words[max(0, word.i - 6) : word.i - 1]):
        above = page.text.words[other.head]
        if above.pos == "NUM" and above.i < other.i and page.is_party(other):
            return above
        if page.is_party(other) and other.case != "Gen":
            return other
        if above.pos == "NUM" and above.i < other.i:
            return above
    return None
