"""Denied, called false, confirmed, neither."""

from averment.extract.russian.speech.answer import (
    Response,
    denial_of,
    from_no,
    is_pronoun,
    object_of,
    party_of,
    phrase,
    what_of,
)
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.word import Word
from averment.stance import Stance


def denies(page: Page, verb: Word) -> Response | None:
    """ "отрицает", "опроверг", "отверг обвинения", "назвал это ложью", "не признаёт вину"."""
    lemma = verb.lemma
    if lemma in ("признать", "признавать") and denial_of(page, verb) is not None:
        thing = object_of(page, verb)
        party = party_of(page, verb)
        if party is None or thing is None or thing.lemma not in ("вина", "обвинение", "причастность"):
            return None
        return Response(
            verb, party, from_no(page, verb), phrase(page, thing), Stance.DENIES, None, is_pronoun(page, party)
        )
    if lemma in ("назвать", "называть", "считать", "счесть") and verb.is_verb and denial_of(page, verb) is None:
        return _called_false(page, verb)
    if (
        lemma not in listed("cues", "denying")
        or denial_of(page, verb) is not None
        or not verb.is_verb
        or verb.form == "Inf"
    ):
        return None
    content, thing = what_of(page, verb), object_of(page, verb)
    if thing is not None and thing.lemma in listed("cues", "not_denied"):
        return None
    if lemma in ("отвергнуть", "отвергать", "отклонить") and (
        thing is None or thing.lemma not in listed("cues", "denied_things")
    ):
        return None
    party = party_of(page, verb)
    if party is None or content is None or page.is_paper(party):
        return None
    return Response(verb, party, (verb.start, verb.end), content, Stance.DENIES, None, is_pronoun(page, party))


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
    party = party_of(page, verb)
    if said is None or thing is None or party is None or party.i == thing.i:
        return None
    return Response(
        verb,
        party,
        (verb.start, max(verb.end, said.end)),
        phrase(page, thing, said),
        Stance.DENIES,
        None,
        is_pronoun(page, party),
    )


def _false(word: Word) -> bool:
    return word.lemma in listed("cues", "false_words") or word.lemma in listed("cues", "false_short")


def is_false(page: Page, word: Word) -> Response | None:
    """ "сведения не соответствуют действительности", and in somebody's mouth "обвинения необоснованны", "это ложь"."""
    if word.lemma in ("соответствовать", "соответствующий") and denial_of(page, word) is not None:
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
        return Response(word, None, (from_no(page, word)[0], truth.end), phrase(page, about), Stance.DENIES, None, True)
    about = next(iter(page.text.kids(word, "nsubj")), None)
    short = word.lemma in listed("cues", "false_short") and (
        word.features.get("Variant") == "Short" or word.case == "Ins"
    )
    noun = (
        word.lemma in listed("cues", "false_words")
        and word.case in ("Nom", "Ins")
        and word.rel in ("root", "ccomp", "parataxis")
    )
    if about is None or denial_of(page, word) is not None or not (short or noun):
        return None
    if about.lemma not in listed("cues", "denied_things") and not any(
        k.lemma in ("этот", "данный", "такой") for k in page.text.kids(about, "det")
    ):
        return None
    return Response(word, None, (word.start, word.end), phrase(page, about), Stance.DENIES, None, True)


def confirms(page: Page, verb: Word) -> Response | None:
    """ "подтвердил факт перевода", "признал, что"; "не подтвердил и не опроверг" is no answer."""
    if verb.lemma not in listed("cues", "confirming") or not verb.is_verb or verb.form not in ("Fin", "Conv"):
        return None
    if denial_of(page, verb) is not None:
        return _neither(page, verb)
    party, content = party_of(page, verb), what_of(page, verb)
    if party is None or content is None or page.is_paper(party):
        return None
    return Response(verb, party, (verb.start, verb.end), content, Stance.CONFIRMS, None, is_pronoun(page, party))


def _neither(page: Page, verb: Word) -> Response | None:
    """ "не подтвердил и не опроверг": no answer was given."""
    other = next(
        (k for k in page.text.kids(verb, "conj") if k.lemma in listed("cues", "denying") and denial_of(page, k)), None
    )
    party = party_of(page, verb)
    content = what_of(page, verb) or (what_of(page, other) if other is not None else None)
    if other is None or party is None or content is None:
        return None
    return Response(
        verb, party, (from_no(page, verb)[0], other.end), content, Stance.DECLINED, None, is_pronoun(page, party)
    )
