"""Frames of attribution: a verb of saying with its clause, "по словам …", "согласно …", "в отчёте говорится"."""

import re
from dataclasses import dataclass

from averment.extract.russian.repair import agree
from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range, Text
from averment.extract.russian.word import Word
from averment.stance import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that attribute: the verb (or noun) that does, who says it, what is said, all as offsets of the passage."""

    trigger: Word
    source: Word | None
    cue: Range
    content: Range
    stance: Stance = Stance.ASSERTS
    addressees: tuple[Word, ...] = ()
    kind: str = "clause"
    """"clause", "beside" (words around the verb's own clause), "according", "object", "quote"."""


def frames(page: Page) -> list[Frame]:
    """Every frame of a passage but those of direct speech."""
    found: list[Frame] = []
    for word in page.text.words:
        if word.is_verb or word.pos in ("ADJ", "NOUN", "ADV"):
            frame = _verb_frame(page, word)
            if frame is None and word.pos == "NOUN":
                frame = _according(page, word)
            if frame is not None and frame.content[1] - frame.content[0] > 2:
                found.append(frame)
    return found


# ---- the one who says it


def subject_of(page: Page, verb: Word, depth: int = 0) -> Word | None:
    """The subject of a verb, its own or that of the verb it is joined to; of a participle the noun it belongs to."""
    text = page.text
    own = [k for k in text.kids(verb, "nsubj") if k.lower not in ("что", "это")]
    if own:
        best = min(own, key=lambda k: (_commas(text, k, verb), not agree(k, verb), abs(k.i - verb.i)))
        if best.lemma == "который" and verb.rel.startswith("acl"):
            return text.words[verb.head]
        return best
    head = text.words[verb.head]
    if depth > 3 or head.i == verb.i:
        return None
    if verb.form == "Part" and verb.rel.startswith(("acl", "amod")):
        return head
    if verb.rel == "conj" and head.is_verb and _same_number(verb, head):
        return subject_of(page, head, depth + 1) or place_source(page, head)
    if verb.form == "Fin" and (stray := _stray_subject(text, verb)) is not None:
        return stray
    if verb.form in ("Conv", "Inf") and verb.rel in ("advcl", "xcomp", "csubj", "ccomp"):
        return subject_of(page, head, depth + 1)
    return None


def _commas(text: Text, one: Word, other: Word) -> int:
    first, last = sorted((one.i, other.i))
    return sum(w.text in (",", ";", "—") for w in text.words[first:last])


def _stray_subject(text: Text, verb: Word) -> Word | None:
    """The noun in the nominative before a verb, in its own clause, that the parser ties to another verb."""
    first = text.sentences[verb.sentence][0]
    for word in reversed(text.words[first : verb.i]):
        if word.text in (",", ";", ":", "—") or (word.is_verb and word.form == "Fin"):
            return None
        if word.rel.startswith("nsubj") and word.case == "Nom" and word.head != verb.i and agree(word, verb):
            return word
    return None


def _same_number(one: Word, other: Word) -> bool:
    return one.features.get("Number") == other.features.get("Number")


def place_source(page: Page, verb: Word) -> Word | None:
    """ "В посольстве {…} сообщили": a verb in the plural without subject speaks for the place it names."""
    if not (verb.plural and verb.form == "Fin"):
        return None
    for kid in page.text.kids(verb, "obl", "nmod"):
        if page.text.case_of(kid) in ("в", "во", "на") and kid.case in ("Loc", "") and page.is_party(kid):
            return kid
    return None


def _paper_source(page: Page, verb: Word) -> Word | None:
    """ "говорится в {отчёте}", "следует из {письма}": the paper, or the words of somebody, that speak."""
    for kid in page.text.kids(verb, "obl", "nmod", "iobj"):
        if page.text.case_of(kid) in ("в", "во", "из", "на", "согласно") and (
            page.is_paper(kid) or kid.lemma in listed("cues", "hollow") or page.is_party(kid)
        ):
            return kid
    return None


def addressees_of(page: Page, verb: Word) -> tuple[Word, ...]:
    """Who was told: "сообщил {министерству}", "рассказал {Reuters}", "в интервью {«Окну»}"."""
    found = []
    for kid in page.text.kids(verb, "iobj", "obl", "obj", "nmod"):
        mention = page.mention_of(kid)
        dative = kid.case == "Dat" or (kid.case == "" and mention is not None and kid.i > verb.i)
        if dative and not page.text.case_of(kid) and page.is_party(kid) and kid.rel != "obj":
            found.append(kid)
        elif kid.lemma in ("интервью", "разговор", "беседа", "комментарий") and page.text.case_of(kid) in ("в", "во"):
            found += [k for k in page.text.kids(kid, "nmod", "iobj", "appos") if page.meant(k) is not None][:1]
    if not found:
        after = [w for w in page.text.words[verb.i + 1 : verb.i + 5] if w.sentence == verb.sentence]
        for word in after[:1] if after and after[0].text not in '«"„' else after[1:2]:
            mention = page.mention_of(word)
            names = mention is not None and mention.schema in ("Organization", "PublicBody")
            if names and mention is not None and _outlet_in_dative(mention.text, str(mention.value.get("normal", ""))):
                found.append(word)
    return tuple(found)


def _outlet_in_dative(written: str, normal: str) -> bool:
    """A name that is not in the nominative, or one that has no cases (Reuters)."""
    return bool(normal) or written.isascii()


# ---- verbs


def _verb_frame(page: Page, verb: Word) -> Frame | None:
    lemma = verb.lemma
    if any(k.lower == "не" for k in page.text.kids(verb)) and lemma not in ("исключать",):
        return _silent(page, verb)
    if lemma in listed("cues", "impersonal") and verb.form == "Fin":
        return _impersonal(page, verb)
    if lemma in listed("cues", "stated") and verb.form == "Part" and verb.features.get("Variant") == "Short":
        source = _paper_source(page, verb)
        return _framed(page, verb, source) if source is not None else None
    if lemma in _DESCRIBED and (frame := _described(page, verb)) is not None:
        return frame
    saying = lemma in listed("cues", "saying") or lemma in listed("cues", "thinking")
    if lemma in listed("cues", "thinking_short") and verb.features.get("Variant") == "Short":
        saying = True
    if not saying or (verb.is_verb and verb.form not in ("Fin", "Conv", "Part")):
        return None
    if verb.form == "Part" and verb.features.get("Voice") == "Pass":
        return None
    source = subject_of(page, verb) or place_source(page, verb)
    if source is None or not (page.is_party(source) or page.is_paper(source)):
        return None
    return _framed(page, verb, source)


_DESCRIBED = frozenset(
    {"описать", "описывать", "указать", "обозначить", "назвать", "заявить", "задекларировать", "значиться"}
)


def _described(page: Page, verb: Word) -> Frame | None:
    """ "В инвойсе товар описан как запчасти": what a paper calls something."""
    source = _paper_source(page, verb)
    how = [
        k
        for k in page.text.kids(verb, "obl", "xcomp", "nmod", "advcl")
        if any(c.lower == "как" for c in page.text.kids(k))
    ]
    thing = next(iter(page.text.kids(verb, "nsubj", "obj")), None)
    if source is None or not page.is_paper(source) or thing is None or not how:
        return None
    own = set(page.text.subtree(source))
    rest = [i for i in page.text.subtree(verb) if i not in own]
    return Frame(
        verb, source, (verb.start, verb.end), page.trimmed(page.stretch(rest)), Stance.ASSERTS, (), "described"
    )


def _impersonal(page: Page, verb: Word) -> Frame | None:
    source = _paper_source(page, verb)
    if source is None and (clause := clause_of(page, verb)) is not None and verb.lemma not in ("следовать", "означать"):
        stance = Stance.ASSERTS if verb.lemma in ("ожидаться", "планироваться", "предполагаться") else Stance.ALLEGES
        return Frame(verb, None, (verb.start, verb.end), clause, stance, (), "nobody")
    if source is None or (
        verb.lemma in ("следовать", "вытекать", "содержаться", "значиться") and not page.is_paper(source)
    ):
        return None
    if verb.lemma in ("содержаться",):
        return None
    return _framed(page, verb, source)


def _framed(page: Page, verb: Word, source: Word | None) -> Frame | None:
    stance = Stance.ALLEGES if verb.lemma in listed("cues", "hearsay_verbs") else Stance.ASSERTS
    if source is not None and page.is_paper(source):
        stance = Stance.ASSERTS
    cue = (verb.start, verb.end)
    told = addressees_of(page, verb)
    if (content := clause_of(page, verb)) is not None:
        return Frame(verb, source, cue, content, stance, told)
    if (content := beside(page, verb)) is not None:
        return Frame(verb, source, cue, content, stance, told, "beside")
    if (content := about(page, verb)) is not None:
        return Frame(verb, source, cue, content, stance, told, "object")
    return None


def _silent(page: Page, verb: Word) -> Frame | None:
    """ "В документах страна не указана": a paper that keeps silent about something."""
    if verb.lemma not in listed("cues", "silent"):
        return None
    source = _paper_source(page, verb)
    if source is None or not page.is_paper(source):
        source = subject_of(page, verb)
        if source is None or not page.is_paper(source):
            return None
        thing = next(iter(page.text.kids(verb, "obj", "ccomp")), None)
    else:
        thing = next(iter(page.text.kids(verb, "nsubj", "obj", "ccomp")), None)
    if thing is None or thing.i == source.i:
        return None
    words = [i for i in page.text.subtree(thing) if i not in set(page.text.subtree(source))]
    content = page.trimmed(page.stretch(words)) if words else (0, 0)
    cue_from = next(k.start for k in page.text.kids(verb) if k.lower == "не")
    return Frame(verb, source, (cue_from, verb.end), content, Stance.ASSERTS, (), "silent")


def clause_of(page: Page, verb: Word) -> Range | None:
    """The clause with "что" that a verb governs, or what follows its colon."""
    text = page.text
    for kid in text.kids(verb, "ccomp", "csubj", "xcomp", "advcl", "acl", "parataxis"):
        tree = text.subtree(kid)
        opening = [text.words[i] for i in tree[:4]]
        lead = next((w for w in opening if w.lower in ("что", "чтобы", "будто", "как") and w.i > verb.i), None)
        lead = lead or next((k for k in text.kids(kid) if k.lower == "что" and k.i > verb.i), None)
        if lead is None or kid.i < verb.i:
            continue
        tree = [i for i in tree if i >= lead.i]
        if lead.lower == "как" and kid.rel != "ccomp":
            continue
        last = _clause_end(page, verb, tree)
        return page.trimmed((lead.end, text.words[last].end))
    colon = re.search(r"^[^«\"„.;]{0,80}:\s", text.text[verb.end : page.sentence_of(verb)[1]])
    if colon and text.text[verb.end + colon.end() : verb.end + colon.end() + 1] not in ("«", '"', "„", "“"):
        return page.trimmed((verb.end + colon.end(), page.sentence_of(verb)[1]))
    return None


def _clause_end(page: Page, verb: Word, tree: list[int]) -> int:
    """The last word of a clause: without a frame that stands beside it at its end (", говорится в отчёте")."""
    text = page.text
    inside = set(tree)
    for index in tree:
        word = text.words[index]
        if word.rel != "parataxis" or not word.is_verb or not _attributes(word):
            continue
        own = text.subtree(word)
        if own[-1] >= tree[-1] - 1 and own[0] > verb.i:
            inside -= set(own)
    return max(inside, default=tree[-1])


def _attributes(word: Word) -> bool:
    return (
        word.lemma in listed("cues", "saying")
        or word.lemma in listed("cues", "impersonal")
        or (word.lemma in listed("cues", "thinking"))
    )


def beside(page: Page, verb: Word) -> Range | None:
    """The words that a verb of saying stands beside: ", сообщили два источника", "как сообщает ТАСС, …"."""
    text = page.text
    first, last = text.sentences[verb.sentence]
    own = set(text.subtree(verb))
    head = text.words[verb.head]
    if verb.rel in ("parataxis", "advcl", "acl") and head.i != verb.i:
        how = [k for k in text.kids(verb) if k.lower == "как" and k.i < verb.i]
        if verb.rel != "parataxis" and not how:
            return None
        rest = [i for i in text.subtree(_clause_top(text, head)) if i not in own and first <= i < last]
        left, right = [i for i in rest if i < min(own)], [i for i in rest if i > max(own)]
        if not any(text.words[i].pos not in ("PUNCT", "CCONJ", "ADP") for i in left):
            rest = right
        elif not any(text.words[i].pos != "PUNCT" for i in right) or (
            not how and min(own) > head.i and not _holds_verb(text, right)
        ):
            rest = left
        rest = [i for i in rest if text.words[i].pos != "PUNCT" or rest[0] < i < rest[-1]]
        return page.trimmed(page.stretch(rest)) if rest else None
    group = _group(text, verb)
    before = text.words[group - 1] if group > first else None
    if before is not None and before.text in (",", "—", "–") and _holds_predicate(text, first, group):
        return page.trimmed((text.words[first].start, before.start))
    return None


def _clause_top(text: Text, head: Word) -> Word:
    """The clause as a whole: what a joined verb or a dependent word hangs on, up to a clause of its own."""
    for _ in range(6):
        if head.rel in ("root", "ccomp", "parataxis", "advcl") or head.head == head.i:
            return head
        head = text.words[head.head]
    return head


def _holds_verb(text: Text, indices: list[int]) -> bool:
    return any(text.words[i].is_verb and text.words[i].form == "Fin" for i in indices)


def _group(text: Text, verb: Word) -> int:
    """Where the words around a verb of saying begin, without what the parser wrongly ties to it across a comma."""
    at = verb.i
    while at > 0 and text.words[at - 1].text not in ',—–:;.«»"' and text.words[at - 1].sentence == verb.sentence:
        at -= 1
    return at


def _holds_predicate(text: Text, first: int, last: int) -> bool:
    return any(
        (w.is_verb and w.form == "Fin") or w.features.get("Variant") == "Short" or w.lower in ("нет", "нельзя")
        for w in text.words[first:last]
    )


def about(page: Page, verb: Word) -> Range | None:
    """ "сообщил {о поставке 5 насосов}"."""
    if verb.lemma not in listed("cues", "with_about"):
        return None
    for kid in page.text.kids(verb, "obl", "nmod"):
        if page.text.case_of(kid) in ("о", "об", "обо", "про") and kid.lower not in (
            "этом",
            "том",
            "нем",
            "ней",
            "них",
        ):
            return (
                page.trimmed(page.stretch(i for i in page.text.subtree(kid) if i > verb.i)) if kid.i > verb.i else None
            )
    return None


# ---- nouns and prepositions


def _according(page: Page, noun: Word) -> Frame | None:
    """ "по словам X", "по данным X", "согласно X", "судя по X"."""
    text = page.text
    preposition = text.case_of(noun)
    source: Word | None = None
    if preposition == "по" and noun.case in ("Dat", "") and noun.lemma in listed("cues", "by_words"):
        owners = [k for k in text.kids(noun, "nmod") if k.case in ("Gen", "") and not text.case_of(k)]
        source = next((k for k in owners if page.is_party(k) or page.is_paper(k)), None)
        if source is None:
            source = next((k for k in text.kids(noun, "det") if k.lower in ("их", "его", "ее")), None)
        if source is None and owners:
            return None
        if source is None and noun.lemma not in ("данные", "информация", "сведение", "сообщение"):
            return None
    elif preposition in ("согласно", "судя по") or (
        preposition == "по" and noun.lemma in listed("cues", "by_papers") and _opens(text, noun)
    ):
        if not (page.is_paper(noun) or page.is_party(noun) or _law(page, noun)):
            return None
        source = noun
    else:
        return None
    return _around(page, noun, source)


def _law(page: Page, noun: Word) -> bool:
    mention = page.valued.get(noun.i)
    return mention is not None and mention.value.get("type") in ("law", "decree")


def _opens(text: Text, noun: Word) -> bool:
    return noun.i - text.sentences[noun.sentence][0] <= 1


def _around(page: Page, noun: Word, source: Word | None) -> Frame | None:
    """The clause that such words stand in, without them."""
    text = page.text
    own = set(text.subtree(noun))
    own = {i for i in own if i >= min(noun.i, *(k.i for k in text.kids(noun, "case")), noun.i)}
    own = _phrase_only(page, noun, own)
    head = text.words[noun.head]
    if head.i == noun.i:
        return None
    top = _clause_top(text, head)
    rest = [i for i in text.subtree(top) if i not in own]
    first, last = min(own), max(own)
    left, right = [i for i in rest if i < first], [i for i in rest if i > last]
    if not any(text.words[i].pos not in ("PUNCT", "CCONJ", "SCONJ", "ADP", "ADV") for i in left):
        rest = right
    elif not any(text.words[i].pos != "PUNCT" for i in right):
        rest = left
    rest = [i for i in rest if text.words[i].pos != "PUNCT" or rest[0] < i < rest[-1]]
    lead = next((i for i in rest[:2] if text.words[i].lower == "что"), None)
    rest = [i for i in rest if lead is None or i > lead]
    if not rest:
        return None
    mark = next((k for k in text.kids(noun, "case")), noun)
    cue = (min(mark.start, noun.start), noun.end) if source is not noun else (mark.start, mark.end)
    if source is None:
        return Frame(noun, None, cue, page.trimmed(page.stretch(rest)), Stance.ASSERTS, (), "according")
    return Frame(noun, source, cue, page.trimmed(page.stretch(rest)), Stance.ASSERTS, (), "according")


def _phrase_only(page: Page, noun: Word, own: set[int]) -> set[int]:
    """The words of such a phrase up to the comma that closes it, where there is one."""
    text = page.text
    last = max(own)
    for index in range(noun.i, last + 1):
        word = text.words[index]
        nested = any(k.rel.startswith("acl") and k.i > index for k in (text.words[i] for i in own))
        if word.text == "," and not nested:
            return {i for i in own if i < index}
    return own
