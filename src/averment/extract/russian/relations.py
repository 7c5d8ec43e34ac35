"""What a Russian sentence states about the world: who supplied, bought, makes, owns, heads, paid, sits where, is listed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from averment.claim import Term, Triple
from averment.extract.russian.speech.frames import subject_of
from averment.extract.russian.speech.page import Page
from averment.extract.russian.speech.voices import apposed
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Word
from averment.mention import Mention

PARTY = frozenset({"Person", "Company", "Organization", "PublicBody", "LegalEntity"})
BODY = PARTY - {"Person"}
PLACE = frozenset({"Address", "Country"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A triple and the word that states it."""

    anchor: Word
    triple: Triple


def relations(page: Page) -> Iterator[Relation]:
    """Every relation of a passage. A verb that is denied states none, and neither does a pronoun that nobody is found for."""
    for word in page.text.words:
        if word.pos in ("PUNCT", "ADP"):
            continue
        if word.is_verb and any(k.lower == "не" for k in page.text.kids(word)):
            continue
        for finder in _FINDERS:
            for subject, predicate, obj, more in finder(page, word):
                if subject.text != obj.text:
                    yield Relation(
                        word, Triple(subject, predicate, obj, {k: v for k, v in more.items() if v is not None})
                    )


Found = tuple[Term, str, Term, Mapping[str, Any]]


# ---- terms


def term(mention: Mention) -> Term:
    """A name as one end of a relation."""
    return Term(mention.text, mention.id, mention.schema, mention.place.start, mention.place.end)


def party(page: Page, word: Word | None, schemata: frozenset[str] = PARTY) -> Term | None:
    """The name that a word is, stands for, or introduces; words for an unnamed party ("завод") as they stand."""
    if word is None:
        return None
    reference = page.references.get(word.i)
    target = page.by_id.get(reference.alias_of or "") if reference is not None else None
    if reference is not None and target is not None:
        at = reference.place
        return Term(reference.text, target.id, target.schema, at.start, at.end) if target.schema in schemata else None
    mention = page.mention_of(word) or apposed(page, word) or _in_apposition(page, word)
    if mention is not None:
        return term(mention) if mention.schema in schemata else None
    if word.pos == "NOUN" and word.lemma in listed("cues", "parties") and "Company" in schemata:
        from averment.extract.russian.tables import noun_schema

        if noun_schema().get(word.lemma) in ("Company", "PublicBody"):
            span = page.span((word.start, word.end))
            return Term(span.text, None, None, span.start, span.end)
    return None


def _in_apposition(page: Page, word: Word) -> Mention | None:
    """ "наш экспедитор, компания {«Тессель»}"."""
    for kid in page.text.kids(word, "appos"):
        mention = page.mention_of(kid)
        if mention is not None and mention.schema in PARTY:
            return mention
    return None


def good(page: Page, word: Word | None) -> tuple[Term, Word] | None:
    """A product by name, or the words for goods that are counted or in the table."""
    if word is None:
        return None
    for kid in [word, *page.text.kids(word, "appos", "nmod", "flat")]:
        mention = page.named.get(kid.i)
        if mention is not None and mention.schema == "Good":
            return term(mention), word
    if word.lemma in listed("relations", "containers"):
        for kid in page.text.kids(word, "nmod"):
            found = good(page, kid) if kid.case in ("Gen", "") else None
            if found is not None:
                return found
    if page.named.get(word.i) is not None or word.pos != "NOUN":
        return None
    counted = page.valued.get(word.i)
    plainly = counted is not None and counted.schema == "Quantity" and counted.value.get("unit") == "C62"
    if word.lemma not in listed("relations", "goods") and not (plainly and word.lemma not in listed("cues", "parties")):
        return None
    first = min(
        [
            word.i,
            *(k.i for k in page.text.kids(word, "amod") if k.i < word.i and k.pos == "ADJ" and not k.text[0].isdigit()),
        ]
    )
    span = page.span((page.text.words[first].start, word.end))
    return Term(span.text, None, None, span.start, span.end), word


def goods(page: Page, verb: Word) -> list[tuple[Term, Word]]:
    """The goods that a verb has as its object, those joined by "и" too."""
    found = []
    for kid in page.text.kids(verb, "obj", "nsubj:pass" if verb.form == "Part" else "obj"):
        for each in [kid, *page.text.kids(kid, "conj")]:
            made = good(page, each)
            if made is not None:
                found.append(made)
    return found


def dated(page: Page, verb: Word) -> str | None:
    """The only date in the clause of a verb."""
    found = {}
    for index in page.text.subtree(verb):
        mention = page.valued.get(index)
        if mention is not None and mention.schema == "Date" and mention.value.get("edtf"):
            found[mention.id] = str(mention.value["edtf"])
    return next(iter(found.values())) if len(found) == 1 else None


def quantity(page: Page, word: Word) -> dict[str, Any]:
    """How many of them."""
    for each in [word, *page.text.kids(word, "nummod")]:
        mention = page.valued.get(each.i)
        if mention is not None and mention.schema == "Quantity" and mention.value.get("value") is not None:
            bound = mention.value.get("bound")
            return {"quantity": str(mention.value["value"]), "bound": None if bound in (None, "exact") else str(bound)}
    return {}


def oblique(page: Page, verb: Word, *prepositions: str, case: str = "") -> Word | None:
    """The noun with one of these prepositions ("" for none) under a verb."""
    for kid in page.text.kids(verb, "obl", "iobj", "nmod", "obj"):
        if page.text.case_of(kid) in prepositions and (not case or kid.case in (case, "")):
            return kid
    return None


# ---- finders


def _supply(page: Page, verb: Word) -> Iterator[Found]:
    if not verb.is_verb or verb.lemma not in listed("relations", "giving") or verb.form == "Inf":
        return
    supplier = party(page, subject_of(page, verb)) if verb.features.get("Voice") != "Pass" else None
    receiver = None
    for kid in page.text.kids(verb, "iobj", "obl", "obj", "nmod"):
        if kid.case == "Dat" and not page.text.case_of(kid):
            receiver = receiver or party(page, kid)
    things = goods(page, verb)
    if receiver is None:
        receiver = _receiver_inside(page, things)
    yield from _supplied(page, verb, supplier, receiver, things)


def _receiver_inside(page: Page, things: Sequence[tuple[Term, Word]]) -> Term | None:
    """ "поставил 40 насосов {компании «Тарск»}": the parser ties the dative to the goods."""
    for _, word in things:
        for kid in page.text.kids(word, "nmod", "iobj"):
            mention = page.meant(kid)
            if (
                kid.case in ("Dat", "Gen")
                and mention is not None
                and mention.schema in PARTY
                and kid.i > word.i
                and not page.text.case_of(kid)
            ):
                if kid.case == "Dat" or (kid.lemma == "компания" and kid.lower == "компании"):
                    return term(mention)
    return None


def _taking(page: Page, verb: Word) -> Iterator[Found]:
    if not verb.is_verb or verb.lemma not in listed("relations", "taking") or verb.form == "Inf":
        return
    if verb.features.get("Voice") == "Pass":
        return
    receiver = party(page, subject_of(page, verb))
    supplier = party(page, oblique(page, verb, "у", "от"))
    yield from _supplied(page, verb, supplier, receiver, goods(page, verb))


def _supplied(
    page: Page, verb: Word, supplier: Term | None, receiver: Term | None, things: Sequence[tuple[Term, Word]]
) -> Iterator[Found]:
    date = dated(page, verb)
    for thing, word in things:
        more = {**quantity(page, word), "date": date}
        if supplier is not None:
            yield supplier, "supplied", thing, more
        if receiver is not None:
            yield receiver, "received", thing, more
    if supplier is not None and receiver is not None and things:
        yield supplier, "supplier_to", receiver, {"date": date}


def _making(page: Page, verb: Word) -> Iterator[Found]:
    for verbs, predicate in (("making", "maker_of"), ("developing", "developer_of")):
        if not verb.is_verb or verb.lemma not in listed("relations", verbs):
            continue
        maker = party(page, subject_of(page, verb)) if verb.features.get("Voice") != "Pass" else None
        if verb.features.get("Voice") == "Pass":
            maker = party(page, oblique(page, verb, "", case="Ins"))
        for thing, _ in goods(page, verb):
            if maker is not None:
                yield maker, predicate, thing, {}


def _owning(page: Page, word: Word) -> Iterator[Found]:
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
        owner = _bearer(page, word)
        if owner is not None and thing is not None and owner.mention != thing.mention:
            yield owner, "owner_of", thing, {}


def _bearer(page: Page, word: Word) -> Term | None:
    """Who a role belongs to: the name beside it, or the subject that "является", "стал" or a dash ties to it."""
    mention = apposed(page, word) or _in_apposition(page, word)
    if mention is not None:
        return term(mention)
    verb = page.text.words[word.head]
    if verb.lemma in ("являться", "стать", "быть", "оставаться") and word.case == "Ins":
        for kid in page.text.kids(verb, "nsubj"):
            return party(page, kid)
    if word.case == "Nom" and word.rel in ("root", "ccomp", "parataxis", "conj"):
        for kid in page.text.kids(word, "nsubj"):
            return party(page, kid)
    if word.rel == "appos":
        return party(page, verb) if page.meant(verb) is not None else None
    return None


def _subsidiary(page: Page, word: Word) -> Iterator[Found]:
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
                    if (m := page.named.get(k.i)) is not None and m.schema in BODY
                ),
                None,
            )
        elif kid.rel.startswith("appos") or kid.i > word.i:
            own = own or mention
    child = term(own) if own is not None else _bearer(page, word)
    if child is not None and parent is not None and child.mention != parent.mention:
        yield child, "subsidiary_of", parent, {}


def _seated(page: Page, verb: Word) -> Iterator[Found]:
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


def _position(page: Page, word: Word) -> Iterator[Found]:
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
    person = _bearer(page, word)
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


def _paid(page: Page, verb: Word) -> Iterator[Found]:
    if not verb.is_verb or verb.lemma not in listed("relations", "paying") or verb.form == "Inf":
        return
    payer = party(page, subject_of(page, verb)) if verb.features.get("Voice") != "Pass" else None
    tree = set(page.text.subtree(verb)) | _segment(page, verb)
    sums = {m.id: m for i in tree if (m := page.valued.get(i)) is not None and m.schema == "Money"}
    receiver = None
    for index in sorted(tree):
        word = page.text.words[index]
        if (
            word.case in ("Dat", "Gen", "")
            and word.i > verb.i
            and receiver is None
            and (mention := page.mention_of(word)) is not None
        ):
            dative = word.case == "Dat" or word.lower in (
                "фирме",
                "компании",
                "банку",
                "обществу",
                "предприятию",
                "заводу",
            )
            if mention.schema in PARTY and dative and not page.text.case_of(word):
                receiver = term(mention)
    if payer is None or receiver is None or payer.mention == receiver.mention:
        return
    money = next(iter(sums.values())) if len(sums) == 1 else None
    amount = str(money.value["amount"]) if money is not None and money.value.get("amount") is not None else None
    currency = money.value.get("currency") if money is not None else None
    yield payer, "paid", receiver, {"amount": amount, "currency": currency, "date": dated(page, verb)}


def _segment(page: Page, verb: Word) -> set[int]:
    """The words around a verb up to the next comma on each side."""
    first, last = page.text.sentences[verb.sentence]
    left = next((i for i in range(verb.i, first - 1, -1) if page.text.words[i].text in ",;:—"), first)
    right = next((i for i in range(verb.i, last) if page.text.words[i].text in ",;:—"), last)
    return set(range(left, right))


def _listed(page: Page, verb: Word) -> Iterator[Found]:
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


def _cooperates(page: Page, verb: Word) -> Iterator[Found]:
    if verb.is_verb and verb.lemma in listed("relations", "cooperating"):
        one, other = party(page, subject_of(page, verb)), party(page, oblique(page, verb, "с", "со"))
        if one is not None and other is not None and one.mention and other.mention:
            yield one, "works_with", other, {}


_FINDERS: tuple[Callable[[Page, Word], Iterator[Found]], ...] = (
    _supply, _taking, _making, _owning, _subsidiary, _seated, _position, _paid, _listed, _cooperates,
)  # fmt: skip
