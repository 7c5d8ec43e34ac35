"""What is attributed without a clause: a noun phrase, an infinitive, a name given to a thing."""

from typing import TYPE_CHECKING

from averment.extract.speech.attribution import Frame, can_speak, paper_of, source_of, speaker_above, whole_of
from averment.extract.speech.clauses import child, is_passive, negation_of, own_subject, subject_of, trimmed, verb_group
from averment.extract.speech.page import Page
from averment.extract.tables import table, words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def naming(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "called the deal illegal", "described it as routine"."""
    if lemma not in words("cues", "naming") or is_passive(verb):
        return None
    source = subject_of(verb)
    named = child(verb, "oprd", "ccomp") or next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None
    )
    reflexive = any(c.lower_.endswith(("self", "selves")) for c in verb.children)
    if named is None or reflexive or not can_speak(page, source) or named.i < verb.i:
        return None
    after = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp") or (c.dep_ == "prep" and c.lower_ == "as")]
    content = trimmed(page.doc, verb.i + 1, max(c.right_edge.i for c in after) + 1, opening=(",",))
    return _filled(Frame("naming", verb, verb_group(verb), source, content, None, paper=paper_of(page, verb)))


def accusing(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "accused Norvane of smuggling", "was accused of smuggling by the ministry"."""
    wanted = table("cues")["accusing"].get(lemma)
    if wanted is None:
        return None
    prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == wanted), None)
    if prep is None or negation_of(verb) is not None:
        return None
    stance = Stance.ALLEGES if lemma in ("accuse", "suspect", "charge", "blame") else Stance.ASSERTS
    end = prep.right_edge.i + 1
    if is_passive(verb):
        subject = child(verb, "nsubjpass")
        if subject is None or lemma not in ("accuse", "suspect", "charge"):
            return None
        if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":  # "Petrov, who was charged with smuggling"
            content = trimmed(page.doc, verb_group(verb)[0], end)
            return Frame("accusing", verb, verb_group(verb), source_of(verb), content, None, stance=stance)
        content = trimmed(page.doc, subject.left_edge.i, end)
        return Frame("accusing", verb, verb_group(verb), source_of(verb), content, None, stance=stance)
    source, accused = subject_of(verb), child(verb, "dobj")
    if accused is None or not can_speak(page, source):
        return None
    content = trimmed(page.doc, accused.left_edge.i, end)
    return Frame("accusing", verb, verb_group(verb), source, content, None, stance=stance)


def infinitive(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "vowed to retaliate", "urged Norvane to stop", "claims to have built"."""
    if lemma not in words("cues", "with_infinitive") or lemma in words("cues", "intending") or is_passive(verb):
        return None
    clause = child(verb, "xcomp", "ccomp")
    if clause is None or clause.i < verb.i or not any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children):
        return None
    source = subject_of(verb)
    if not can_speak(page, source) or negation_of(verb) is not None:
        return None
    told = child(verb, "dobj")
    start = told.left_edge.i if told is not None and told.i < clause.i else clause.left_edge.i
    return _filled(
        Frame("infinitive", verb, verb_group(verb), source, trimmed(page.doc, start, clause.right_edge.i + 1), clause,
              paper=paper_of(page, verb))
    )  # fmt: skip


def objective(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "outlined the progress", "expressed concern", and the silence of a paper: "did not specify delivery dates"."""
    if is_passive(verb) or verb.pos_ != "VERB":
        return None
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    source = speaker_above(page, verb) or whole_of(subject_of(verb))
    if thing is None or source is None or not (can_speak(page, source) or source.lower_ == "it"):
        return None
    silent = negation_of(verb) is not None
    if silent:
        if lemma not in words("cues", "silent") or (
            lemma in ("give", "provide", "offer") and thing.lemma_.lower() not in words("stances", "particulars")
        ):
            return None
        if source.lower_ == "it" and verb.dep_ == "ROOT":
            pass
    elif source.lower_ == "it" or (
        thing.pos_ == "PRON" and thing.lower_ in ("it", "them", "him", "her", "you", "me", "us")
    ):
        return None
    elif lemma in words("cues", "express"):
        if thing.lemma_.lower() not in words("cues", "sentiment"):
            return None
    elif lemma not in words("cues", "with_object"):
        return None
    content = trimmed(page.doc, thing.left_edge.i, _object_end(page, verb, thing), opening=(",",))
    told, paper = addressees_of_indirect(page, verb, thing), paper_of(page, verb)
    return _filled(Frame("object", verb, verb_group(verb), source, content, thing, told, paper, negated=silent))


def _object_end(page: Page, verb: "Token", thing: "Token") -> int:
    end = thing.right_edge.i + 1
    for c in [
        *thing.rights,
        *verb.rights,
    ]:  # "dates or the supplier and one invoice required": a clause is no part of the object
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and c.i > thing.i:
            subject = own_subject(c)
            if subject is None or subject.left_edge.i > end:
                end = min(end, c.left_edge.i)
                continue
            end = min(end, subject.left_edge.i) if c.head is thing else end
            later = [k for k in subject.children if k.dep_ == "cc"]
            if page.doc[subject.left_edge.i - 1].lower_ == "or" and child(subject, "conj") is not None and later:
                end = max(end, later[0].i)
    for c in verb.rights:
        if (
            c.dep_ in ("prep", "acl", "advcl")
            and c.i == end
            and c.lower_ in ("about", "over", "of", "that", "on", "regarding", "for", "against", "with")
        ):
            end = c.right_edge.i + 1
    return end


def addressees_of_indirect(page: Page, verb: "Token", thing: "Token") -> tuple["Token", ...]:
    """The dative of a verb that has an object too: "gave Reuters an estimate"."""
    dative = child(verb, "dative")
    if dative is not None and dative.i != thing.i and dative.pos_ in ("NOUN", "PROPN") and page.is_party(dative):
        return (dative,)
    return ()


def prepositional(page: Page, verb: "Token", lemma: str) -> Frame | None:
    """ "warned of shortages", "called for talks"."""
    wanted = table("cues")["with_preposition"].get(lemma)
    if wanted is None or is_passive(verb) or negation_of(verb) is not None:
        return None
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in wanted), None)
    source = speaker_above(page, verb) or whole_of(subject_of(verb))
    if prep is None or not can_speak(page, source):
        return None
    pobj = child(prep, "pobj", "pcomp")
    if pobj is None or (lemma in ("ask", "call") and prep.lower_ == "on"):
        return None
    cue = (verb_group(verb)[0], prep.i + 1 if prep.i == verb.i + 1 else verb.i + 1)
    content = trimmed(page.doc, pobj.left_edge.i, prep.right_edge.i + 1)
    return _filled(Frame("object", verb, cue, source, content, pobj, paper=paper_of(page, verb)))


def _filled(frame: Frame) -> Frame | None:
    return frame if frame.content[0] < frame.content[1] else None
