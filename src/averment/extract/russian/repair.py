"""Subjects that the parser ties to a verb in another clause, though a verb in their own fits them."""

from collections.abc import Sequence
from dataclasses import replace

from averment.extract.russian.word import Word

_BORDERS = frozenset({",", ";", ":", "—", "–"})


def repaired(words: Sequence[Word], sentences: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """The words, each subject hanging on the finite verb of its own clause where there is just one that agrees.

    "Банк перевёл деньги, рассказал сотрудник": the parser may cross the two.
    """
    made = list(words)
    for first, last in sentences:
        clauses = _clauses(words, first, last)
        if len(clauses) < 2:
            continue
        for begin, end in clauses:
            subjects = [w for w in words[begin:end] if w.rel == "nsubj" and w.case == "Nom"]
            verbs = [w for w in words[begin:end] if w.is_verb and w.form == "Fin"]
            if len(subjects) != 1 or len(verbs) != 1:
                continue
            subject, verb = subjects[0], verbs[0]
            away = not begin <= subject.head < end
            if away and words[subject.head].is_verb and agree(subject, verb) and verb.head != subject.i:
                made[subject.i] = replace(subject, head=verb.i)
    return tuple(made)


def _clauses(words: Sequence[Word], first: int, last: int) -> list[tuple[int, int]]:
    found, begin = [], first
    for index in range(first, last):
        if words[index].text in _BORDERS:
            found.append((begin, index))
            begin = index + 1
    return [*found, (begin, last)]


def agree(noun: Word, verb: Word) -> bool:
    """Whether a noun may be the subject of a verb by number and, in the past, by gender."""
    if noun.plural != verb.plural and noun.pos != "NUM" and noun.features.get("Number"):
        return False
    genders = noun.features.get("Gender"), verb.features.get("Gender")
    return None in genders or genders[0] == genders[1]
