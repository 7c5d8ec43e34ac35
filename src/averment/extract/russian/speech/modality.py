"""How a Russian statement is put: as a fact, or as something less; and whether its own words deny it."""

from averment.extract.russian.speech.page import Page
from averment.extract.russian.tables import listed
from averment.extract.russian.text import Range
from averment.extract.russian.word import Word
from averment.stance import Modality

_SILENT = frozenset({"нет", "нельзя", "невозможно"})


def root_of(page: Page, content: Range) -> Word | None:
    """The main verb (or adjective, noun) of a stretch: the word in it that hangs on nothing else in it."""
    words = page.text.at(*content)
    inside = {w.i for w in words}
    tops = [w for w in words if w.pos != "PUNCT" and (w.head not in inside or w.head == w.i)]
    verbs = [w for w in tops if w.is_verb or w.features.get("Variant") == "Short" or w.pos in ("ADJ", "ADV")]
    return next(iter(verbs or tops), None)


def modality_of(page: Page, root: Word | None, content: Range) -> Modality:
    """Tried in this order: a condition, capable, planned, expected, conditional, quantified, fact."""
    if root is not None:
        verbs = _verbs(page, root)
        if _condition(page, root):
            return Modality.CONDITIONAL
        for verb in verbs:
            if _capable(page, verb):
                return Modality.CAPABLE
            if verb.lemma in ("мочь", "возможный") and verb.lower not in ("возможно",):
                return Modality.CONDITIONAL
        if any(_planned(page, v) for v in verbs):
            return Modality.PLANNED
        if any(_expected(v) for v in verbs):
            return Modality.EXPECTED
    return Modality.QUANTIFIED if _hedged(page, content) else Modality.FACT


def _verbs(page: Page, root: Word) -> list[Word]:
    """The main verb, the one it leans on, and the clause joined to it by "и" without a subject of its own."""
    found = [root]
    found += list(page.text.kids(root, "xcomp", "csubj", "cop", "aux"))
    above = page.text.words[root.head]
    if root.rel in ("xcomp", "csubj") and above.i != root.i:
        found.append(above)
    return found


def _infinitive(page: Page, verb: Word) -> Word | None:
    return next((k for k in page.text.kids(verb, "xcomp", "csubj", "ccomp", "nmod", "acl") if k.form == "Inf"), None)


def _denied(page: Page, word: Word) -> bool:
    return any(k.lower == "не" for k in page.text.kids(word))


def _capable(page: Page, verb: Word) -> bool:
    """ "может выпускать", "способен", "в состоянии"; and not what may befall ("могут грозить санкции")."""
    if verb.lemma in ("способный", "уметь", "суметь", "готовый") and _infinitive(page, verb) is not None:
        return not _denied(page, verb)
    if verb.lemma in listed("cues", "capable_nouns"):
        return _infinitive(page, verb) is not None
    if verb.lemma == "иметь":
        return any(k.lemma in ("возможность", "способность") for k in page.text.kids(verb, "obj"))
    if verb.lemma != "мочь" or any(k.lower == "бы" for k in page.text.kids(verb)):
        return False
    done = _infinitive(page, verb)
    return done is not None and done.lemma not in listed("cues", "not_capable")


def _planned(page: Page, verb: Word) -> bool:
    if verb.lemma in listed("cues", "planned"):
        return verb.lemma not in ("решить",) or _infinitive(page, verb) is not None
    return verb.lemma in listed("cues", "planned_nouns") and _infinitive(page, verb) is not None


def _expected(verb: Word) -> bool:
    if verb.lemma in ("должный", "ожидаться", "предстоять", "прогнозироваться"):
        return True
    if verb.lemma == "быть" and verb.features.get("Tense") == "Fut":
        return True
    return verb.features.get("Tense") == "Fut" and verb.form == "Fin"


def _condition(page: Page, root: Word) -> bool:
    """A clause with "если", "в случае", "при условии", or "бы" beside the verb."""
    for kid in page.text.kids(root):
        if kid.lower == "бы" or (kid.rel == "mark" and kid.lower == "если"):
            return True
        if kid.rel.startswith("advcl") and any(k.lower == "если" for k in page.text.kids(kid)):
            return True
        if kid.rel.startswith("obl") and page.text.case_of(kid).startswith(("в случае", "при условии")):
            return True
    return False


def _hedged(page: Page, content: Range) -> bool:
    base = page.piece.passage.start
    for mention in page.valued.values():
        start = mention.place.start - base
        bounded = mention.schema in ("Quantity", "Money") and mention.value.get("bound") not in (None, "exact")
        if bounded and content[0] <= start < content[1]:
            return True
    return False


def is_denied(page: Page, root: Word | None) -> bool:
    """Whether a statement is denied by its own words: "не поставлял", "нет", "никаких … нет", "не указана"."""
    if root is None:
        return False
    for verb in [root, *(k for k in page.text.kids(root, "xcomp") if root.lemma in ("мочь", "стать"))]:
        if verb.lower in _SILENT or verb.lemma == "отсутствовать" or _denied(page, verb):
            return True
        if any(k.lower in _SILENT for k in page.text.kids(verb)):
            return True
    return False
