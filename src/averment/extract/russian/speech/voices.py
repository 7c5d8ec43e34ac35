"""From the word that speaks to the chain of voices behind it, nearest to the reader first."""

from dataclasses import replace

from averment.extract.russian.numbers import word_value
from averment.extract.russian.speech.page import PARTIES, Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.mention import Mention
from averment.voice import Medium, Role, Voice

_OWNERS = frozenset(
    {"владелец", "собственник", "судовладелец", "производитель", "поставщик", "оператор", "изготовитель"}
)


def chain(page: Page, source: Word, medium: Medium = Medium.SPEECH) -> list[Voice]:
    """The voices behind a word that speaks: a person or body alone; of a paper its reader, itself, its author."""
    if page.is_paper(source):
        return paper_chain(page, source)
    return [voice(page, source, Role.SPEAKER, medium)]


def paper_chain(page: Page, paper: Word) -> list[Voice]:
    """Reporter, paper, author, addressee, as far as the words beside the paper name them."""
    medium = Medium.RECORD if _is_record(page, paper) else Medium.DOCUMENT
    reporters = [replace(v, medium=medium) for v in _readers(page, paper)]
    authors = [voice(page, k, Role.AUTHOR, medium) for k in page.text.kids(paper, "nmod") if _authored(page, k)]
    told = [
        voice(page, k, Role.ADDRESSEE, medium)
        for k in page.text.kids(paper, "nmod", "iobj")
        if k.case == "Dat" and not page.text.case_of(k) and page.is_party(k)
    ]
    if paper.lemma in listed("cues", "hollow") | {"данные", "сведение", "информация"} and authors:
        spoken = [replace(v, role=Role.SPEAKER, medium=Medium.SPEECH) for v in authors]
        return [*reporters, *spoken, *told]
    return [*reporters, voice(page, paper, Role.DOCUMENT, medium), *authors, *told]


def _is_record(page: Page, paper: Word) -> bool:
    return paper.lemma in listed("cues", "records") or any(
        k.lemma == "таможенный" for k in page.text.kids(paper, "amod")
    )


def _authored(page: Page, kid: Word) -> bool:
    mention = page.meant(kid)
    named = mention is not None and mention.schema in PARTIES
    return kid.case in ("Gen", "") and not page.text.case_of(kid) and (named or kid.lemma in listed("cues", "parties"))


def _readers(page: Page, paper: Word) -> list[Voice]:
    """Newsrooms that saw a paper: "с которым ознакомился X", "имеющийся в распоряжении X"."""
    for clause in [*page.text.kids(paper, "acl"), *_loose_clauses(page, paper)]:
        if clause.lemma in listed("cues", "seen"):
            for subject in page.text.kids(clause, "nsubj"):
                if subject.lemma != "который" and page.is_party(subject):
                    return [voice(page, subject, Role.REPORTER, Medium.DOCUMENT)]
            for agent in page.text.kids(clause, "obl"):
                if agent.case == "Ins" and not page.text.case_of(agent) and page.meant(agent) is not None:
                    return [voice(page, agent, Role.REPORTER, Medium.DOCUMENT)]
        for kid in page.text.kids(clause, "obl"):
            if kid.lemma in listed("cues", "at_disposal") or (page.text.case_of(kid) == "у" and page.is_party(kid)):
                owner = kid if page.text.case_of(kid) == "у" else next(iter(page.text.kids(kid, "nmod", "appos")), None)
                if owner is not None and (page.meant(owner) is not None or page.is_party(owner)):
                    return [voice(page, owner, Role.REPORTER, Medium.DOCUMENT)]
    return []


def _loose_clauses(page: Page, paper: Word) -> list[Word]:
    """Clauses right after the paper that the parser ties to something else ("…, говорится в отчёте, с которым …")."""
    found = []
    following = page.text.words[paper.i + 1 : paper.i + 9]
    for n, word in enumerate(following):
        if word.text in ".;" or word.sentence != paper.sentence:
            break
        if word.text == "," and n + 1 < len(following):
            rest = page.text.words[word.i + 1 : word.i + 6]
            relative = any(w.lemma == "который" for w in rest[:2])
            part = [w for w in rest if w.is_verb or w.form == "Part"]
            if (relative or (part and part[0].i == word.i + 1)) and part:
                found.append(part[0])
            break
    return found


def voice(page: Page, word: Word, role: Role, medium: Medium) -> Voice:
    """One link. A name gives it its exact words, a pronoun the name it stands for; otherwise the words as written."""
    mention = page.mention_of(word) or apposed(page, word) or _company_beside(page, word)
    if mention is not None:
        return Voice(mention.text, role, medium, mention.place.start, mention.place.end, mention.id)
    reference = page.references.get(word.i)
    target = page.by_id.get(reference.alias_of or "") if reference is not None else None
    if target is not None and reference is not None and reference.value.get("reference") == "pronoun":
        return Voice(target.text, role, medium, None, None, target.id)
    span = page.span(name_range(page, word))
    stands_for = target or spoken_for(page, word)
    return Voice(
        span.text, role, medium, span.start, span.end, stands_for.id if stands_for else None,
        stated_count(page, word), is_unnamed(word, target is not None),
    )  # fmt: skip


def apposed(page: Page, word: Word) -> Mention | None:
    """The name beside a role: "директор «Маяка» {Иван Петров}", "владелец судна, … компания {«Голден»}"."""
    if word.lemma in listed("names", "titles") | listed("cues", "spokes") | listed("cues", "unnamed"):
        last = word.i
        for index in page.text.subtree(word, 60):
            mention = page.named.get(index)
            if index < word.i or index > last + 14:
                continue
            if mention is not None and mention.schema == "Person" and _belongs(page, word, index):
                return mention
        following = page.text.words[word.i + 1] if word.i + 1 < len(page.text.words) else None
        beside = page.named.get(following.i) if following is not None else None
        if beside is not None and beside.schema == "Person":
            return beside
    if word.lemma in _OWNERS:
        found = {
            m.id: m
            for i in page.text.subtree(word, 60)
            if i > word.i and (m := page.named.get(i)) is not None and m.schema == "Company"
        }
        if len(found) == 1 and "," in page.text.text[word.end : page.text.words[max(page.text.subtree(word, 60))].end]:
            return next(iter(found.values()))
    return None


def _belongs(page: Page, word: Word, index: int) -> bool:
    """Whether a name inside a phrase is that of its head: beside it, or in its case, and not "адвокат Петрова"."""
    top = page.text.words[index]
    for _ in range(6):
        if top.head == word.i:
            break
        parent = page.text.words[top.head]
        if parent.i == top.i:
            return False
        if top.rel.split(":")[0] not in ("appos", "flat", "nmod"):
            return False
        top = parent
    else:
        return False
    named = page.text.words[index]
    if top.rel.startswith(("appos", "flat")) or (named.case == word.case and word.case not in ("Gen", "")):
        mention = page.named.get(index)
        return mention is None or not (named.case == "Gen" and word.case != "Gen")
    return False


def _company_beside(page: Page, word: Word) -> Mention | None:
    """ "наш экспедитор, компания {«Тессель»}"."""
    for kid in page.text.kids(word, "appos"):
        mention = page.mention_of(kid)
        if (
            mention is not None
            and mention.schema in ("Company", "Organization")
            and page.text.text[kid.start - 2 : kid.start] == ", "
        ):
            return mention
    return None


def spoken_for(page: Page, word: Word) -> Mention | None:
    """Whom a spokesperson, a press office or a lawyer speaks for, when named beside the noun."""
    if word.lemma not in listed("cues", "spokes") and word.lemma not in ("посол", "руководство"):
        return None
    for kid in page.text.kids(word, "nmod", "appos"):
        mention = page.meant(kid)
        if mention is not None and mention.schema in PARTIES:
            return mention
    return None


def name_range(page: Page, word: Word) -> Range:
    """The words that name a voice: the noun with what stands before it and whom it belongs to; of people whom the text
    leaves unnamed, their description too ("источник, знакомый с ситуацией")."""
    text = page.text
    before = [i for k in text.kids(word, "amod", "nummod", "det") if k.i < word.i for i in text.subtree(k, 20)]
    first = min([word.i, *before])
    after = [i for k in text.kids(word, "nmod") if _part_of_name(page, word, k) for i in _phrase(page, k)]
    if word.lemma in listed("cues", "unnamed"):
        described = [
            k for k in text.kids(word, "acl", "amod") if k.i > word.i and k.lemma in listed("cues", "describing")
        ]
        after += [i for k in described for i in text.subtree(k, 12)]
    start, end = text.words[first].start, text.words[max([word.i, *after])].end
    closing = [q.end for q in page.near(start, end) if start <= q.start < end < q.end]
    return start, max([end, *closing])


def _part_of_name(page: Page, word: Word, kid: Word) -> bool:
    """Whether a noun after a voice's noun says who it is: "источник {в таможне}", "сотрудники {склада}"."""
    preposition = page.text.case_of(kid)
    if word.pos == "NUM":  # "один из собеседников издания"
        return True
    if not word.i < kid.i <= word.i + 9 or preposition not in ("", "в", "из", "по", "на", "при", "с"):
        return False
    return not (preposition == "на" and kid.lemma == "условие") and not (kid.case == "Dat" and not preposition)


def _phrase(page: Page, word: Word) -> list[int]:
    """A genitive with its own genitives and adjectives, without clauses."""
    found = [word.i]
    mention = page.named.get(word.i)
    if mention is not None:
        found += [i for i, m in page.named.items() if m is mention]
    for kid in page.text.kids(word, "nmod", "amod", "det", "appos", "flat", "nummod", "case"):
        if kid.rel.startswith("appos") and page.named.get(kid.i) is None:
            continue
        found += _phrase(page, kid) if len(found) < 20 else []
    return found


def stated_count(page: Page, word: Word) -> int | None:
    """How many people or papers the words state."""
    if word.pos == "NUM" and word.lemma in ("один", "одна"):
        return 1
    for kid in page.text.kids(word, "nummod"):
        if kid.i < word.i:
            value = word_value(kid.text) if not kid.text.isdigit() else int(kid.text)
            return int(value) if value is not None else None
    return None


def is_unnamed(word: Word, known: bool) -> bool:
    """Whether the words leave a person unnamed ("источник в таможне", "один из собеседников")."""
    return not known and (word.lemma in listed("cues", "unnamed") or word.pos == "NUM")


def is_newsroom(page: Page, word: Word) -> bool:
    """Whether a word is the name of a newsroom, or a noun for those who report."""
    mention = page.meant(word)
    if mention is None:
        return word.lemma in ("журналист", "корреспондент", "репортер")
    if mention.schema != "Organization":
        return False
    name = str(mention.value.get("normal") or mention.text)
    return (
        name in listed("cues", "outlets")
        or mention.id in newsrooms(page)
        or word.lemma in listed("cues", "outlet_nouns")
    )


def newsrooms(page: Page) -> frozenset[str]:
    """The ids of names that a noun for a newsroom introduces ("газета «Северный курьер»"), and their other forms."""
    from averment.extract.russian.companies import noun_before

    found = set()
    for mention in {m.id: m for m in page.named.values() if m.schema == "Organization"}.values():
        noun = noun_before(page.text, mention.place.start - page.piece.passage.start - 1)
        if noun is not None and noun.lemma in listed("cues", "outlet_nouns"):
            found.add(mention.id)
    return frozenset(found)
