"""Who owns, heads, belongs to whom, sits where, is on whose list."""

from collections.abc import Iterator

from averment.claim import Term
from averment.extract.russian.relations.terms import (
    BODY,
    PLACE,
    Found,
    bearer,
    dated,
    oblique,
    party,
    term,
)
from averment.extract.russian.speech.frames import subject_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.word import Word


def owning(page: Page, word: Word) -> Iterator[Found]:
    """ "владеет 75% акций Y", "Y принадлежит X", "владелец Y — X"."""
    if word.is_verb and word.lemma in listed("relations", "owning"):
        owner = party(page, subject_of(page, word))
        below = [
            i
            for k in page.text.kids(word)
            if not k.rel.startswith(("nsubj", "conj", "parataxis", "advcl"))
            for i in page.text.subtree(k)
        ]
        owned = next((m for i in below if (m := page.named.get(i)) is not None and m.schema in BODY | {"Vessel"}), None)
        share = next(
            (page.valued[i] for i in below if i in page.valued and page.valued[i].value.get("unit") == "P1"), None
        )
        if owner is not None and owned is not None and owner.mention != owned.id:
            yield owner, "owner_of", term(owned), {"share": str(share.value.get("value")) if share else None}
    if word.is_verb and word.lemma == "принадлежать":
        owned_by = next(
            (k for k in page.text.kids(word, "iobj", "obl", "obj") if k.case == "Dat" and not page.text.case_of(k)),
            None,
        )
        if owned_by is not None and owned_by.lemma == "который" and word.rel.startswith("acl"):
            owned_by = page.text.words[word.head]
        owner, thing = party(page, owned_by), party(page, subject_of(page, word), BODY | {"Vessel"})
        if owner is not None and thing is not None:
            yield owner, "owner_of", thing, {}
    if word.lemma in listed("relations", "owners") and word.pos == "NOUN":
        thing = next(
            (
                t
                for k in page.text.kids(word, "nmod")
                if k.case in ("Gen", "") and (t := party(page, k, BODY | {"Vessel"})) is not None and t.mention
            ),
            None,
        )
        owner = bearer(page, word)
        if owner is not None and thing is not None and owner.mention != thing.mention:
            yield owner, "owner_of", thing, {}


def subsidiary(page: Page, word: Word) -> Iterator[Found]:
    """ "дочерняя компания «Маяка» ООО «Луч»"."""
    daughter = any(k.lemma == "дочерний" for k in page.text.kids(word, "amod")) or word.lemma in listed(
        "relations", "subsidiaries"
    )
    if word.pos != "NOUN" or not daughter:
        return
    parent, own = None, None
    for kid in page.text.kids(word, "nmod", "appos", "flat"):
        mention = page.meant(kid)
        if mention is None or mention.schema not in BODY:
            continue
        if (
            kid.rel.startswith("nmod")
            and kid.case in ("Gen", "")
            and parent is None
            and (kid.case == "Gen" or mention.value.get("normal"))
        ):
            parent = term(mention)
            own = own or next(
                (
                    m
                    for k in page.text.kids(kid, "appos", "nmod")
                    if (m := page.named.get(k.i)) is not None and m.schema in BODY and m.id != mention.id
                ),
                None,
            )
        elif kid.rel.startswith("appos") or kid.i > word.i:
            own = own or mention
    subject = next((party(page, k, BODY) for k in page.text.kids(word, "nsubj")), None)
    if parent is None and own is not None and subject is not None:  # "ООО «Тор» — дочерняя компания АО «Луч»"
        parent, own = term(own), None
    child = term(own) if own is not None else subject or bearer(page, word)
    if child is not None and parent is not None and child.mention != parent.mention:
        yield child, "subsidiary_of", parent, {}


def seated(page: Page, verb: Word) -> Iterator[Found]:
    """ "зарегистрирована в Казани", "находится в Перми"."""
    if verb.lemma not in listed("relations", "seated"):
        return
    who = subject_of(page, verb)
    if who is None and verb.form == "Part":
        who = page.text.words[verb.head]
    body = party(page, who, BODY)
    place = next(
        (
            m
            for k in page.text.kids(verb, "obl", "nmod")
            if page.text.case_of(k) in ("в", "во", "на")
            and (m := page.named.get(k.i)) is not None
            and m.schema in PLACE
        ),
        None,
    )
    if body is not None and body.mention and place is not None:
        yield body, "located_in", term(place), {}


def position(page: Page, word: Word) -> Iterator[Found]:
    """ "директор «Маяка» Иван Петров", "Иван Петров, директор «Маяка»", "возглавляет «Маяк»"."""
    if word.is_verb and word.lemma in listed("relations", "heading"):
        person = party(page, subject_of(page, word), frozenset({"Person"}))
        body = next(
            (
                t
                for k in page.text.kids(word, "obj", "obl", "iobj")
                if (t := party(page, k, BODY)) is not None and t.mention
            ),
            None,
        )
        if person is not None and body is not None:
            yield person, "position_at", body, {"position": "глава"}
    if word.pos != "NOUN" or word.lemma not in listed("relations", "positions"):
        return
    person = bearer(page, word)
    if person is None or person.schema != "Person":
        person = _right_after(page, word)
    if person is None:
        return
    employer, middle = _employer(page, word, person)
    if employer is None:
        return
    status = "former" if any(k.lemma in ("бывший", "экс") for k in page.text.kids(word, "amod")) else None
    position = " ".join([word.lemma, *middle])
    yield person, "position_at", employer, {"position": position, "status": status}


def _right_after(page: Page, word: Word) -> Term | None:
    """The person named right after the body that a position is at."""
    last = word.i
    tree = page.text.subtree(word, 40)
    for index in tree:
        if index > word.i:
            mention = page.named.get(index)
            if mention is not None and mention.schema == "Person":
                between = page.text.text[word.end : mention.place.start - page.piece.passage.start]
                return term(mention) if "," not in between and len(between) < 90 else None
            last = index
    following = page.text.words[last + 1 : last + 3]
    for each in following:
        mention = page.named.get(each.i)
        if mention is not None and mention.schema == "Person" and each.sentence == word.sentence:
            return term(mention)
        if each.text not in '»"':
            return None
    return None


def _employer(page: Page, word: Word, person: Term) -> tuple[Term | None, list[str]]:
    """Whom a position is at, through what stands between ("начальник отдела закупок {АО «…»}")."""
    at, middle = word, list[str]()
    for _ in range(4):
        kids = [
            k
            for k in page.text.kids(at, "nmod", "appos")
            if k.i > at.i and not (page.text.case_of(k) not in ("", "в", "при"))
        ]
        for kid in kids:
            body = party(page, kid, BODY)
            if body is not None and body.mention and body.mention != person.mention:
                return body, middle
        inner = next((k for k in kids if k.pos == "NOUN" and k.case == "Gen" and page.meant(k) is None), None)
        if inner is None:
            break
        middle += [k.text for k in page.text.kids(inner, "amod")] + [inner.text]
        at = inner
    following = page.text.words[at.i + 1 : at.i + 3]
    for each in following:
        mention = page.named.get(each.i)
        if mention is not None and mention.schema in BODY:
            return term(mention), middle
    return None, middle


def listing(page: Page, verb: Word) -> Iterator[Found]:
    """ "внёс «Прибой» в санкционный список", "ввёл санкции против «Прибоя»"."""
    if not verb.is_verb:
        return
    date = dated(page, verb)
    if verb.lemma in listed("relations", "listing"):
        roll = oblique(page, verb, "в", "во")
        if roll is None or roll.lemma not in listed("relations", "lists") or not _sanctions(page, roll):
            return
        if verb.features.get("Voice") == "Pass":
            who = party(page, subject_of(page, verb))
            authority = next(
                (t for k in page.text.kids(roll, "nmod") if (t := party(page, k)) is not None and t.mention), None
            )
        else:
            authority = party(page, subject_of(page, verb))
            who = next(
                (t for k in page.text.kids(verb, "obj") if (t := party(page, k)) is not None and t.mention), None
            )
        if who is not None and authority is not None and who.mention:
            yield who, "listed_by", authority, {"date": date}
    if verb.lemma in listed("relations", "sanctioning"):
        sanctions = next((k for k in page.text.kids(verb, "obj") if k.lemma == "санкция"), None)
        if sanctions is None:
            return
        target = next(
            (
                k
                for w in (verb, sanctions)
                for k in page.text.kids(w, "obl", "nmod")
                if page.text.case_of(k) in ("против", "в отношении")
            ),
            None,
        )
        who, authority = party(page, target), party(page, subject_of(page, verb))
        if who is not None and who.mention and authority is not None and authority.mention:
            yield who, "listed_by", authority, {"date": date}


def _sanctions(page: Page, roll: Word) -> bool:
    words = [page.text.words[i] for i in page.text.subtree(roll, 30)]
    return any(w.lemma.startswith(("санкци", "черн", "ограничит")) for w in words)


def cooperates(page: Page, verb: Word) -> Iterator[Found]:
    """ "сотрудничает с"."""
    if verb.is_verb and verb.lemma in listed("relations", "cooperating"):
        one, other = party(page, subject_of(page, verb)), party(page, oblique(page, verb, "с", "со"))
        if one is not None and other is not None and one.mention and other.mention:
            yield one, "works_with", other, {}
