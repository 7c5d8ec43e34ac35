"""How a statement is put: as a fact, or as something less."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from averment.extract.speech.clauses import Range, child, negation_of
from averment.extract.speech.page import Page
from averment.extract.tables import table
from averment.stance import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def listed(mode: str, kind: str) -> frozenset[str]:
    """A word list of `data/modality.yaml`."""
    return frozenset(table("modality")[mode].get(kind, ()))


@lru_cache(maxsize=1)
def approximators() -> tuple[tuple[str, ...], ...]:
    """The words before a figure, longest first, each as its tokens."""
    return tuple(sorted((tuple(p.split()) for p in table("modality")["quantified"]), key=lambda p: (-len(p), p)))


def modality_of(page: Page, root: "Token | None", content: Range) -> Modality:
    """The modality of a content by its main verb; a hedged figure in it makes a fact `QUANTIFIED`.

    Tried in this order: capable, planned, expected, conditional, quantified, fact. `root` is the main verb, None
    where the content is no clause.
    """
    if root is not None:
        verbs = _verbs(root)
        if _has_condition(root):
            return Modality.CONDITIONAL
        for mode, test in (
            (Modality.CAPABLE, _capable),
            (Modality.PLANNED, _planned),
            (Modality.EXPECTED, _expected),
            (Modality.CONDITIONAL, _conditional),
        ):
            if any(test(v) for v in verbs):
                return mode
    return Modality.QUANTIFIED if _hedged_figure(page, content) else Modality.FACT


def _verbs(root: "Token") -> list["Token"]:
    """The main verb and the verbs and adjectives it leans on: "would be ready to produce"."""
    found = [root]
    for c in root.children:
        if c.dep_ in ("acomp", "xcomp", "attr", "oprd"):
            found.append(c)
    return found


def _helpers(verb: "Token") -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ == "aux"}


def _to_infinitive(word: "Token") -> bool:
    return any(
        c.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl")
        and any(k.lower_ == "to" and k.dep_ == "aux" for k in c.children)
        for c in word.children
    )


def _capable(verb: "Token") -> bool:
    if verb.lower_ in listed("capable", "adjectives"):
        return _to_infinitive(verb) or any(c.lower_ in ("of", "for") for c in verb.children)
    if verb.lemma_ in listed("capable", "nouns"):
        return True
    if any(c.dep_ == "dobj" and c.lemma_ in listed("capable", "nouns") for c in verb.children) and verb.lemma_ in (
        "have",
        "possess",
    ):
        return True
    return bool(_helpers(verb) & listed("capable", "modals"))


def _planned(verb: "Token") -> bool:
    if verb.tag_ in ("NN", "NNS") and verb.dep_ in ("ROOT", "ccomp") and verb.lemma_ in listed("planned", "nouns"):
        return _to_infinitive(verb)  # "A, B and C plan to …" read as a noun
    if verb.lemma_ in listed("planned", "verbs") and verb.pos_ == "VERB":
        return (
            _to_infinitive(verb)
            or any(c.lower_ in ("on", "for") and c.dep_ == "prep" for c in verb.children)
            or any(c.dep_ == "dobj" for c in verb.children if verb.lemma_ in ("plan", "intend"))
        )
    nouns = [
        c for c in verb.children if c.dep_ in ("dobj", "attr", "nsubjpass") and c.lemma_ in listed("planned", "nouns")
    ]
    return any(_to_infinitive(n) or child(n, "prep") is not None for n in nouns) or verb.lower_ in listed(
        "planned", "adjectives"
    )


def _expected(verb: "Token") -> bool:
    if verb.lemma_ in listed("expected", "verbs") and verb.tag_ in ("VBN", "VBD", "VBZ", "VBP"):
        return _to_infinitive(verb) or (
            verb.tag_ == "VBN" and child(verb, "auxpass") is not None and verb.lemma_ == "schedule"
        )
    if verb.lower_ in listed("expected", "adjectives"):
        return _to_infinitive(verb)
    return bool(_helpers(verb) & listed("expected", "modals"))


def _conditional(verb: "Token") -> bool:
    return bool(_helpers(verb) & listed("conditional", "modals"))


def _has_condition(root: "Token") -> bool:
    for c in root.children:
        if c.dep_ == "advcl" and any(k.dep_ in ("mark", "advmod") and k.lower_ in ("if", "unless") for k in c.children):
            return True
    return False


def _hedged_figure(page: Page, content: Range) -> bool:
    doc = page.doc
    for i in range(*content):
        if not (doc[i].like_num or doc[i].text[:1] in "$€£¥"):
            continue
        for phrase in approximators():
            first = i - len(phrase)
            if first >= content[0] and all(doc[first + k].lower_ == w for k, w in enumerate(phrase)):
                return True
    return False


def is_denied(root: "Token | None") -> bool:
    """Whether the main verb of a content is denied by its own words: "has not seen", "has no evidence"."""
    if root is None:
        return False
    if negation_of(root) is not None:
        return root.lemma_ != "be" or not any(c.lower_ == "only" for c in root.children)
    return any(
        c.dep_ in ("dobj", "attr") and any(k.lower_ == "no" and k.dep_ == "det" for k in c.children)
        for c in root.children
    )
