"""Answers in Russian text: denied, confirmed, declined, did not answer, knew nothing, kept back, could not be checked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from averment.extract.russian.speech.frames import place_source, subject_of
from averment.extract.russian.speech.page import PARTIES, Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range, Word
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


def responses(page: Page) -> list[Response]:
    """Every answer of a passage, outside quoted speech."""
    found: list[Response] = []
    for word in page.text.words:
        if word.pos == "PUNCT" or word.pos == "ADP":
            continue
        for finder in _FINDERS:
            answer = finder(page, word)
            if answer is not None and answer.content[1] > answer.content[0]:
                found.append(answer)
                break
    return found


# ---- small questions


def _denied(page: Page, word: Word) -> Word | None:
    return next((k for k in page.text.kids(word) if k.lower == "не" and k.i < word.i), None)


def _infinitive(page: Page, word: Word) -> Word | None:
    kids = page.text.kids(word, "xcomp", "csubj", "ccomp", "advcl", "nmod", "obj", "nsubj")
    found = next((k for k in kids if k.form == "Inf" or k.text.lower().endswith(("ть", "ться", "ти"))), None)
    if found is None and word.i + 1 < len(page.text.words):  # what the parser ties elsewhere
        after = [w for w in page.text.words[word.i + 1 : word.i + 4] if w.sentence == word.sentence]
        found = next((w for w in after if w.form == "Inf"), None)
    return found


def _phrase(page: Page, word: Word, without: Word | None = None) -> Range:
    tree = page.text.subtree(word)
    skip = set(page.text.subtree(without)) if without is not None else set()
    kept = [i for i in tree if i not in skip]
    return page.trimmed(page.stretch(kept)) if kept else (0, 0)


def _clause(page: Page, verb: Word) -> Range | None:
    """The clause with "что" under a verb."""
    for kid in page.text.kids(verb, "ccomp", "xcomp", "advcl", "acl"):
        tree = page.text.subtree(kid)
        lead = next(
            (page.text.words[i] for i in tree[:4] if page.text.words[i].lower in ("что", "будто", "чтобы")), None
        )
        if lead is not None and lead.i > verb.i:
            return page.trimmed((lead.end, page.text.words[tree[-1]].end))
    return None


def _object(page: Page, verb: Word) -> Word | None:
    """What is denied, confirmed, asked for; before the verb too ("обвинения отверг")."""
    for kid in page.text.kids(verb, "obj"):
        return kid
    for kid in page.text.kids(verb, "iobj", "nmod", "obl"):
        if kid.case in ("Acc", "Gen") and not page.text.case_of(kid):
            return kid
    return None


def _thing(page: Page, verb: Word) -> Range | None:
    clause = _clause(page, verb)
    if clause is not None:
        return clause
    thing = _object(page, verb)
    return _phrase(page, thing) if thing is not None else None


def _oblique(page: Page, word: Word, *prepositions: str) -> Word | None:
    for kid in page.text.kids(word, "obl", "nmod", "iobj"):
        if page.text.case_of(kid) in prepositions:
            return kid
    return None


def _party(page: Page, verb: Word) -> Word | None:
    found = subject_of(page, verb) or place_source(page, verb)
    return found if found is not None and (page.is_party(found) or page.mention_of(found) is not None) else None


def _asker(page: Page, verb: Word, asked: Word | None) -> Word | None:
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


def _from_no(page: Page, verb: Word) -> Range:
    no = _denied(page, verb)
    return (no.start if no is not None else verb.start, verb.end)


# ---- the answers


def _declined(page: Page, verb: Word) -> Response | None:
    """ "отказался от комментариев", "не стал отвечать", "воздержался от комментариев"."""
    if verb.lemma in listed("cues", "unwilling") and _denied(page, verb) is not None:
        done = _infinitive(page, verb)
        if done is None or done.lemma not in listed("cues", "refused_verbs"):
            return None
        return _refusal(page, verb, _from_no(page, verb), _phrase(page, done))
    if verb.lemma not in listed("cues", "refusing") or _denied(page, verb) is not None or not verb.is_verb:
        return None
    about = _oblique(page, verb, "от")
    if about is not None and about.lemma in listed("cues", "refused"):
        return _refusal(page, verb, (verb.start, verb.end), _phrase(page, about))
    done = _infinitive(page, verb)
    before = [k for k in page.text.kids(verb, "xcomp", "csubj") if k.form == "Inf"]
    done = done or next(iter(before), None)
    if done is not None and done.lemma in listed("cues", "refused_verbs"):
        return _refusal(page, verb, (verb.start, verb.end), _phrase(page, done))
    return None


def _refusal(page: Page, verb: Word, cue: Range, content: Range) -> Response | None:
    party = _party(page, verb)
    if party is None:
        return None
    return Response(verb, party, cue, content, Stance.DECLINED, _asker(page, verb, None), _pronoun(page, party))


def _pronoun(page: Page, party: Word | None) -> bool:
    return party is not None and party.pos == "PRON" and page.meant(party) is None


def _silent(page: Page, verb: Word) -> Response | None:
    """ "не ответил на запрос", "не предоставил комментарий", "запрос остался без ответа"."""
    if verb.lemma in listed("cues", "answering") and _denied(page, verb) is not None and verb.form == "Fin":
        asked = _oblique(page, verb, "на")
        party = _party(page, verb)
        if party is None or (asked is not None and asked.lemma not in listed("cues", "asked_by")):
            return None
        content = _phrase(page, asked) if asked is not None else _from_no(page, verb)
        return Response(
            verb,
            party,
            _from_no(page, verb),
            content,
            Stance.NO_RESPONSE,
            _asker(page, verb, asked),
            _pronoun(page, party),
        )
    if verb.lemma in listed("cues", "giving") and _denied(page, verb) is not None and verb.form == "Fin":
        thing = _object(page, verb)
        party = _party(page, verb)
        if party is not None and thing is not None and thing.lemma in listed("cues", "no_answer_objects"):
            return Response(
                verb,
                party,
                _from_no(page, verb),
                _phrase(page, thing),
                Stance.NO_RESPONSE,
                _asker(page, verb, None),
                _pronoun(page, party),
            )
    if (
        verb.lemma in ("остаться", "оставить", "оставаться")
        and (left := _oblique(page, verb, "без")) is not None
        and left.lemma in ("ответ", "внимание")
    ):
        asked = next((k for k in page.text.kids(verb, "nsubj", "obj") if k.lemma in listed("cues", "asked_by")), None)
        if asked is None:
            return None
        party = next(
            (
                k
                for k in page.text.kids(asked, "nmod", "iobj", "obl")
                if page.is_party(k) and (k.case == "Dat" or page.text.case_of(k) in ("в", "к"))
            ),
            None,
        )
        party = party or (subject_of(page, verb) if verb.lemma == "оставить" else None)
        return (
            None
            if party is None
            else Response(
                verb, party, (verb.start, left.end), _phrase(page, asked), Stance.NO_RESPONSE, _asker(page, verb, asked)
            )
        )
    return None


def _unreached(page: Page, verb: Word) -> Response | None:
    """ "связаться с X не удалось", "получить комментарий X не удалось"."""
    if verb.lemma not in ("удаться", "смочь", "получиться", "удаваться", "мочь") or _denied(page, verb) is None:
        return None
    done = _infinitive(page, verb)
    if done is None or done.lemma not in listed("cues", "reaching"):
        return None
    if done.lemma == "получить":
        thing = _object(page, done)
        if thing is None or thing.lemma not in listed("cues", "no_answer_objects"):
            return None
        party = _oblique(page, done, "от", "у", "в") or next(
            (k for k in page.text.kids(thing, "nmod") if page.is_party(k)), None
        )
    else:
        party = _oblique(page, done, "с", "со", "до")
    if party is None or not (page.is_party(party) or page.mention_of(party)):
        return None
    return Response(
        verb,
        party,
        _from_no(page, verb),
        _phrase(page, done),
        Stance.NO_RESPONSE,
        _asker(page, verb, None) or _own_subject(page, verb),
    )


def _own_subject(page: Page, verb: Word) -> Word | None:
    found = next(iter(page.text.kids(verb, "nsubj")), None)
    return found if found is not None and page.meant(found) is not None else None


def _denies(page: Page, verb: Word) -> Response | None:
    """ "отрицает", "опроверг", "отверг обвинения", "назвал это ложью", "не признаёт вину"."""
    lemma = verb.lemma
    if lemma in ("признать", "признавать") and _denied(page, verb) is not None:
        thing = _object(page, verb)
        party = _party(page, verb)
        if party is None or thing is None or thing.lemma not in ("вина", "обвинение", "причастность"):
            return None
        return Response(
            verb, party, _from_no(page, verb), _phrase(page, thing), Stance.DENIES, None, _pronoun(page, party)
        )
    if lemma in ("назвать", "называть", "считать", "счесть") and verb.is_verb and _denied(page, verb) is None:
        return _called_false(page, verb)
    if (
        lemma not in listed("cues", "denying")
        or _denied(page, verb) is not None
        or not verb.is_verb
        or verb.form == "Inf"
    ):
        return None
    content, thing = _thing(page, verb), _object(page, verb)
    if thing is not None and thing.lemma in listed("cues", "not_denied"):
        return None
    if lemma in ("отвергнуть", "отвергать", "отклонить") and (
        thing is None or thing.lemma not in listed("cues", "denied_things")
    ):
        return None
    party = _party(page, verb)
    if party is None or content is None or page.is_paper(party):
        return None
    return Response(verb, party, (verb.start, verb.end), content, Stance.DENIES, None, _pronoun(page, party))


def _called_false(page: Page, verb: Word) -> Response | None:
    said = next(
        (k for k in page.text.kids(verb, "xcomp", "obl", "iobj", "obj", "nmod") if _false(k) and k.case in ("Ins", "")),
        None,
    )
    thing = next(
        (
            k
            for k in page.text.kids(verb, "obj", "iobj")
            if said is not None and k.i != said.i and k.case in ("Acc", "Gen", "Nom", "")
        ),
        None,
    )
    party = _party(page, verb)
    if said is None or thing is None or party is None or party.i == thing.i:
        return None
    return Response(
        verb,
        party,
        (verb.start, max(verb.end, said.end)),
        _phrase(page, thing, said),
        Stance.DENIES,
        None,
        _pronoun(page, party),
    )


def _false(word: Word) -> bool:
    return word.lemma in listed("cues", "false_words") or word.lemma in listed("cues", "false_short")


def _is_false(page: Page, word: Word) -> Response | None:
    """ "сведения не соответствуют действительности", and in somebody's mouth "обвинения необоснованны", "это ложь"."""
    if word.lemma in ("соответствовать", "соответствующий") and _denied(page, word) is not None:
        truth = next(
            (
                k
                for k in page.text.kids(word, "iobj", "obl", "obj")
                if k.lemma in ("действительность", "истина", "реальность")
            ),
            None,
        )
        about = next(iter(page.text.kids(word, "nsubj")), None)
        if truth is None or about is None:
            return None
        return Response(
            word, None, (_from_no(page, word)[0], truth.end), _phrase(page, about), Stance.DENIES, None, True
        )
    about = next(iter(page.text.kids(word, "nsubj")), None)
    short = word.lemma in listed("cues", "false_short") and (
        word.features.get("Variant") == "Short" or word.case == "Ins"
    )
    noun = (
        word.lemma in listed("cues", "false_words")
        and word.case in ("Nom", "Ins")
        and word.rel in ("root", "ccomp", "parataxis")
    )
    if about is None or _denied(page, word) is not None or not (short or noun):
        return None
    if about.lemma not in listed("cues", "denied_things") and not any(
        k.lemma in ("этот", "данный", "такой") for k in page.text.kids(about, "det")
    ):
        return None
    return Response(word, None, (word.start, word.end), _phrase(page, about), Stance.DENIES, None, True)


def _confirms(page: Page, verb: Word) -> Response | None:
    if verb.lemma not in listed("cues", "confirming") or not verb.is_verb or verb.form not in ("Fin", "Conv"):
        return None
    if _denied(page, verb) is not None:
        return _neither(page, verb)
    party, content = _party(page, verb), _thing(page, verb)
    if party is None or content is None or page.is_paper(party):
        return None
    return Response(verb, party, (verb.start, verb.end), content, Stance.CONFIRMS, None, _pronoun(page, party))


def _neither(page: Page, verb: Word) -> Response | None:
    """ "не подтвердил и не опроверг": no answer was given."""
    other = next(
        (k for k in page.text.kids(verb, "conj") if k.lemma in listed("cues", "denying") and _denied(page, k)), None
    )
    party = _party(page, verb)
    content = _thing(page, verb) or (_thing(page, other) if other is not None else None)
    if other is None or party is None or content is None:
        return None
    return Response(
        verb, party, (_from_no(page, verb)[0], other.end), content, Stance.DECLINED, None, _pronoun(page, party)
    )


def _unaware(page: Page, word: Word) -> Response | None:
    """ "им ничего не известно о", "не располагает информацией о", "в компании не знают о", "не в курсе"."""
    if (
        word.lemma in listed("cues", "unaware")
        and word.features.get("Variant") == "Short"
        and word.features.get("Gender") == "Neut"
    ):
        nothing = (
            word.lemma == "неизвестный"
            or _denied(page, word) is not None
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
    if word.lemma in ("располагать", "обладать", "владеть", "иметь") and _denied(page, word) is not None:
        thing = next(
            (k for k in page.text.kids(word, "obl", "obj", "iobj") if k.lemma in listed("cues", "unaware_nouns")), None
        )
        about = _oblique(page, thing, "о", "об", "обо") if thing is not None else None
        about = about or _oblique(page, word, "о", "об", "обо")
        party = _party(page, word)
        if thing is None or about is None or party is None:
            return None
        return Response(
            word,
            party,
            (_from_no(page, word)[0], thing.end),
            _phrase(page, about),
            Stance.UNAWARE,
            None,
            _pronoun(page, party),
        )
    if word.lemma == "знать" and _denied(page, word) is not None and word.form == "Fin":
        party, about = _party(page, word), _known_thing(page, word)
        located = party is not None and party.case == "Loc"
        if party is None or about is None or not (located or party.lemma in ("он", "она", "они", "мы", "я")):
            return None
        return Response(
            word, party, _from_no(page, word), about, Stance.UNAWARE, None, not located and page.meant(party) is None
        )
    return None


def _known_thing(page: Page, word: Word) -> Range | None:
    about = _oblique(page, word, "о", "об", "обо", "про")
    return _phrase(page, about) if about is not None else _clause(page, word)


def _unverified(page: Page, verb: Word) -> Response | None:
    """ "проверить это не удалось", "не смог независимо подтвердить", "проверить невозможно"."""
    failing = (
        verb.lemma in ("удаться", "смочь", "мочь", "удаваться", "представляться") and _denied(page, verb) is not None
    )
    failing = failing or verb.lower in ("невозможно", "нельзя")
    if not failing:
        return None
    done = _infinitive(page, verb)
    if done is None:
        done = next(
            (
                w
                for w in page.text.words[max(0, verb.i - 12) : verb.i]
                if w.lemma in listed("cues", "verifying") and w.sentence == verb.sentence
            ),
            None,
        )
    if done is None or not (done.lemma in listed("cues", "verifying")) or (done.is_verb and done.form == "Fin"):
        return None
    independent = any(k.lower in ("независимо", "самостоятельно") for w in (verb, done) for k in page.text.kids(w))
    content = _thing(page, done) or _thing(page, verb)
    party = (
        _asker(page, verb, None)
        or _asker(page, done, None)
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
    no = _denied(page, verb)
    cue = (min(done.start, no.start if no else verb.start), max(done.end, verb.end))
    if content[0] >= cue[0] and content[1] <= cue[1] or cue[1] - cue[0] > 60:
        cue = (no.start if no else verb.start, verb.end)
    return Response(verb, party, cue, content, Stance.COULD_NOT_VERIFY, None, _pronoun(page, party))


def _inside_object(page: Page, done: Word) -> Word | None:
    """ "проверить эти утверждения {«Вестнику»} не удалось": the parser ties the dative to the object."""
    thing = _object(page, done)
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
    no = _denied(page, verb)
    at = (no or verb).i - 1
    while at > 0 and page.text.words[at].text in '»"“”':
        at -= 1
    mention = page.named.get(at)
    if mention is None or mention.schema not in ("Organization", "Company", "PublicBody"):
        return None
    return page.text.words[at] if mention.value.get("normal") or mention.text.isascii() else None


def _withheld(page: Page, word: Word) -> Response | None:
    """ "попросил не называть его имени", "не можем назвать имена", "имена не раскрываются"."""
    if word.lemma in ("попросить", "просить", "пожелать", "потребовать"):
        done = next((k for k in page.text.kids(word, "xcomp", "ccomp", "obj", "advcl") if k.form == "Inf"), None)
        thing = _object(page, done) if done is not None else None
        if done is None or done.lemma not in listed("cues", "naming") or _denied(page, done) is None:
            return None
        if (
            thing is not None
            and thing.lemma not in listed("cues", "named")
            and thing.lower not in ("его", "ее", "их", "себя")
        ):
            return None
        party = _party(page, word) or _before_participle(page, word)
        content = _phrase(page, thing) if thing is not None else (done.start, done.end)
        return None if party is None else Response(word, party, (word.start, done.end), content, Stance.WITHHELD)
    if word.lemma in ("мочь", "иметь") and _denied(page, word) is not None and word.form == "Fin":
        done = _infinitive(page, word)
        thing = _object(page, done) if done is not None else None
        party = subject_of(page, word)
        if (
            done is None
            or done.lemma not in listed("cues", "naming")
            or thing is None
            or thing.lemma not in listed("cues", "named")
            or party is None
        ):
            return None
        return Response(word, party, (_from_no(page, word)[0], done.end), _phrase(page, thing), Stance.WITHHELD)
    if word.lemma in ("называться", "раскрываться", "разглашаться") and _denied(page, word) is not None:
        thing = next(iter(page.text.kids(word, "nsubj")), None)
        if thing is not None and thing.lemma in ("имя", "фамилия", "личность"):
            return Response(word, None, _from_no(page, word), _phrase(page, thing), Stance.WITHHELD)
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


_FINDERS: tuple[Callable[[Page, Word], Response | None], ...] = (
    _declined, _silent, _unreached, _unverified, _denies, _is_false, _confirms, _unaware, _withheld,
)  # fmt: skip


def covered(answers: list[Response]) -> Iterator[int]:
    """The words that an answer takes, so that no frame is made of them."""
    for answer in answers:
        yield answer.trigger.i
