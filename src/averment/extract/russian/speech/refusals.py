"""Declined, and not answered."""

from averment.extract.russian.speech.answer import (
    Response,
    asker_of,
    denial_of,
    from_no,
    infinitive,
    is_pronoun,
    object_of,
    oblique,
    party_of,
    phrase,
)
from averment.extract.russian.speech.frames import subject_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Stance


def declined(page: Page, verb: Word) -> Response | None:
    """ "отказался от комментариев", "не стал отвечать", "воздержался от комментариев"."""
    if verb.lemma in listed("cues", "unwilling") and denial_of(page, verb) is not None:
        done = infinitive(page, verb)
        if done is None or done.lemma not in listed("cues", "refused_verbs"):
            return None
        return _refusal(page, verb, from_no(page, verb), phrase(page, done))
    if verb.lemma not in listed("cues", "refusing") or denial_of(page, verb) is not None or not verb.is_verb:
        return None
    about = oblique(page, verb, "от")
    if about is not None and about.lemma in listed("cues", "refused"):
        return _refusal(page, verb, (verb.start, verb.end), phrase(page, about))
    done = infinitive(page, verb)
    before = [k for k in page.text.kids(verb, "xcomp", "csubj") if k.form == "Inf"]
    done = done or next(iter(before), None)
    if done is not None and done.lemma in listed("cues", "refused_verbs"):
        return _refusal(page, verb, (verb.start, verb.end), phrase(page, done))
    return None


def _refusal(page: Page, verb: Word, cue: Range, content: Range) -> Response | None:
    party = party_of(page, verb)
    if party is None:
        return None
    return Response(verb, party, cue, content, Stance.DECLINED, asker_of(page, verb, None), is_pronoun(page, party))


def silent(page: Page, verb: Word) -> Response | None:
    """ "не ответил на запрос", "не предоставил комментарий", "запрос остался без ответа"."""
    if verb.lemma in listed("cues", "answering") and denial_of(page, verb) is not None and verb.form == "Fin":
        asked = oblique(page, verb, "на")
        party = party_of(page, verb)
        if party is None or (asked is not None and asked.lemma not in listed("cues", "asked_by")):
            return None
        content = phrase(page, asked) if asked is not None else from_no(page, verb)
        return Response(
            verb,
            party,
            from_no(page, verb),
            content,
            Stance.NO_RESPONSE,
            asker_of(page, verb, asked),
            is_pronoun(page, party),
        )
    if verb.lemma in listed("cues", "giving") and denial_of(page, verb) is not None and verb.form == "Fin":
        thing = object_of(page, verb)
        party = party_of(page, verb)
        if party is not None and thing is not None and thing.lemma in listed("cues", "no_answer_objects"):
            return Response(
                verb,
                party,
                from_no(page, verb),
                phrase(page, thing),
                Stance.NO_RESPONSE,
                asker_of(page, verb, None),
                is_pronoun(page, party),
            )
    if (
        verb.lemma in ("остаться", "оставить", "оставаться")
        and (left := oblique(page, verb, "без")) is not None
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
                verb,
                party,
                (verb.start, left.end),
                phrase(page, asked),
                Stance.NO_RESPONSE,
                asker_of(page, verb, asked),
            )
        )
    return None


def unreached(page: Page, verb: Word) -> Response | None:
    """ "связаться с X не удалось", "получить комментарий X не удалось"."""
    if verb.lemma not in ("удаться", "смочь", "получиться", "удаваться", "мочь") or denial_of(page, verb) is None:
        return None
    done = infinitive(page, verb)
    if done is None or done.lemma not in listed("cues", "reaching"):
        return None
    if done.lemma == "получить":
        thing = object_of(page, done)
        if thing is None or thing.lemma not in listed("cues", "no_answer_objects"):
            return None
        party = oblique(page, done, "от", "у", "в") or next(
            (k for k in page.text.kids(thing, "nmod") if page.is_party(k)), None
        )
    else:
        party = oblique(page, done, "с", "со", "до")
    if party is None or not (page.is_party(party) or page.mention_of(party)):
        return None
    return Response(
        verb,
        party,
        from_no(page, verb),
        phrase(page, done),
        Stance.NO_RESPONSE,
        asker_of(page, verb, None) or _own_subject(page, verb),
    )


def _own_subject(page: Page, verb: Word) -> Word | None:
    found = next(iter(page.text.kids(verb, "nsubj")), None)
    return found if found is not None and page.meant(found) is not None else None
