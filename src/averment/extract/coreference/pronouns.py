"""Whom "he", "she", "it", "its" and "they" stand for: the one thing of the text that fits, or nothing.

The rules are those under which a reader has no choice: number, gender where the text gives it, the clause the pronoun
stands in (two arguments of one verb are two things), and who was spoken of last. "It" is followed only where the
grammar points to one thing: what the speaker says of itself, what goes on about the subject before.
"""

from typing import TYPE_CHECKING

from averment.extract.coreference.discourse import SUBJECTS, Discourse, Said, argues_with, distinct
from averment.extract.coreference.meant import Meant, only
from averment.extract.coreference.things import BODIES, OBJECTS
from averment.extract.speech.clauses import child, coordinated, own_subject
from averment.extract.speech.page import Page
from averment.extract.speech.voices import spoken_for
from averment.extract.tables import words

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

MALE = frozenset({"he", "him", "his"})
FEMALE = frozenset({"she", "her"})
NEUTER = frozenset({"it", "its"})
PLURAL = frozenset({"they", "their"})
FOLLOWED = MALE | FEMALE | NEUTER | PLURAL
REACH = 2
"""Sentences back in which the antecedent of "he" or "she" is looked for."""
SAYING = ("speech", "showing", "mental")


def pronoun(page: Page, token: "Token", sentence: "Sentence", before: Discourse) -> Meant | None:
    """What a pronoun stands for. Inside a quotation nothing is followed: its speaker has another view of the scene."""
    word = token.lower_
    if word not in FOLLOWED or token.pos_ not in ("PRON", "DET") or page.quoted(token) is not None:
        return None
    if word in MALE or word in FEMALE:
        return _person(token, before, "m" if word in MALE else "f")
    speaker = _speaker(token)
    if speaker is not None:
        return _spoken(page, token, speaker, before)
    if word in NEUTER and not _pleonastic(token):
        return (_beside(page, token, before) if word == "its" else None) or _goes_on(token, sentence, before)
    return None


# ---- he, she


def _person(token: "Token", before: Discourse, gender: str) -> Meant | None:
    for where, said in before.windows(REACH):
        people = [
            s
            for s in said
            if s.thing.human
            and s.thing.gender in (None, gender)
            and (token.dep_ == "poss" or not (s.page.doc is token.doc and argues_with(s.token, token)))
        ]
        found = distinct(people)
        if len(found) > 1:
            leading = distinct(s for s in people if s.main)
            named = [t for t in found if t.mentions]
            stated = [t for t in found if t.gender == gender]
            if len(stated) == 1 and stated == leading:
                return only(stated[0], f"the subject {where}, and the only person there said to be “{token.lower_}”")
            found = leading if len(leading) == 1 and len(named) == 1 and leading == named else found
        if len(found) == 1:
            chosen = found[0]
            made = only(chosen, f"the only person “{token.lower_}” can be, spoken of {where}")
            if made is not None:
                chosen.gender = gender
            return made
        if found:
            return None
    return None


# ---- it, its, they, their


def _speaker(token: "Token") -> "Token | None":
    """The subject of the verb of saying whose clause the pronoun opens: "Norvane said it …", "… said its …"."""
    here = token
    if token.dep_ == "poss":
        here = token.head
    if here.dep_ not in SUBJECTS or here.i < token.i:
        return None
    verb = here.head
    for _ in range(3):
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and _follows_that(verb):
            verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > token.i:
        return None
    said = verb.head
    known = any(said.lemma_ in words("cues", kind) for kind in SAYING)
    subject = own_subject(said)
    if subject is None and said.dep_ == "conj":
        subject = own_subject(said.head)
    return subject if known and subject is not None and subject.i < token.i else None


def _follows_that(verb: "Token") -> bool:
    """Whether a clause joined by "and" goes on with what was said: it has no speaker of its own."""
    return verb.i > verb.head.i and (verb.head.dep_ == "ccomp" or verb.head.dep_ == "conj")


def _spoken(page: Page, token: "Token", speaker: "Token", before: Discourse) -> Meant | None:
    """The speaker of a clause, where number and kind fit the pronoun."""
    here = {s.token.i: s.thing for s in before.sentences[-1] if s.page is page}
    joined = [here[t.i] for t in coordinated(speaker, 8) if t.i in here]
    mention = spoken_for(page, speaker)
    if mention is not None:
        joined = [t for t in before.known.values() if any(m.id == mention.id for m in t.mentions)]
    between = [s for s in before.sentences[-1] if s.page is page and speaker.i < s.token.i < token.i and _rivals(s)]
    between = [s for s in between if not any(s.thing is t for t in joined)]
    if not all(argues_with(s.token, speaker) or speaker.is_ancestor(s.token) for s in between):
        return None
    if token.lower_ in PLURAL:
        several = len(joined) > 1 and all(t.mentions for t in joined)
        return Meant(tuple(joined), "the speakers of the sentence, speaking of themselves") if several else None
    if len(joined) == 1 and not joined[0].human:
        return only(joined[0], "the speaker of the sentence, speaking of itself")
    return None


def _rivals(said: Said) -> bool:
    return (
        said.thing.schema in BODIES
        or said.thing.schema in OBJECTS
        or (not said.thing.human and said.thing.schema is None)
    )


def _pleonastic(token: "Token") -> bool:
    """ "It is clear that", "it was revealed", "it took years to": an "it" that stands for nothing before it."""
    if token.dep_ == "expl":
        return True
    if token.dep_ == "poss":
        return False
    verb = token.head
    if token.dep_ not in SUBJECTS:
        return True  # an object: who that is takes more than grammar
    clause = any(c.dep_ in ("ccomp", "csubj", "csubjpass") for c in verb.children)
    if verb.lemma_ == "be":
        attr = child(verb, "acomp", "attr")
        below = attr is not None and any(
            c.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl", "prep") for c in attr.children
        )
        return clause or below or any(c.dep_ in ("xcomp", "advcl") for c in verb.children) or attr is None
    if verb.lemma_ in ("seem", "appear", "turn", "happen", "follow", "rain", "snow", "take", "matter", "help", "mean"):
        return True
    return clause and (token.dep_ == "nsubjpass" or verb.lemma_ in ("become", "remain", "make", "emerge"))


def _beside(page: Page, token: "Token", before: Discourse) -> Meant | None:
    """Whose "its" is inside one clause: "X and its chairman", "X switched off its transponder"."""
    noun = token.head
    here = [s for s in before.sentences[-1] if s.page is page and s.token.i < token.i]
    if noun.dep_ == "conj" and noun.left_edge.i <= token.i:
        before_it = [s for s in here if s.token.i == noun.head.i and not s.thing.human]
        last = max((s.token.i for s in here), default=-1)
        if before_it and before_it[0].token.i == last and before_it[0].thing.schema in BODIES:
            return only(before_it[0].thing, "joined to it by “and”")
    verb = noun.head
    for _ in range(6):
        if verb.pos_ in ("VERB", "AUX") or verb.dep_ == "ROOT":
            break
        verb = verb.head
    subject = own_subject(verb) if verb.pos_ in ("VERB", "AUX") else None
    if subject is None and verb.dep_ in ("xcomp", "conj"):
        subject = own_subject(verb.head)
    if subject is None or subject.i > token.i:
        return None
    owner = next((s.thing for s in here if s.token.i == subject.i), None)
    if owner is None or owner.human or owner.schema == "Country":
        return None
    rivals = [s for s in here if s.token.i > subject.i and _rivals(s) and s.thing is not owner]
    rivals = [s for s in rivals if not subject.is_ancestor(s.token)]
    body = owner.schema in BODIES or owner.schema is None
    if body and not _a_body_has(page, noun):
        return None
    if rivals and not (body and all(s.thing.schema in OBJECTS for s in rivals)):
        return None
    return only(owner, "the subject of its clause, and nothing else there can be meant")


def _a_body_has(page: Page, noun: "Token") -> bool:
    lemma, mention = noun.lemma_.lower(), page.named.get(noun.i)
    if mention is not None:
        return mention.schema == "Good"
    return lemma in words("coreference", "had_by_bodies") or lemma in words("name_words", "good_nouns")


def _goes_on(token: "Token", sentence: "Sentence", before: Discourse) -> Meant | None:
    """ "X resold the cameras. It did not answer": the subject goes on being the subject."""
    noun = token.head if token.dep_ == "poss" else token
    if noun.dep_ not in SUBJECTS:
        return None
    verb = noun.head
    inner = verb.dep_ in ("advcl", "conj") and verb.head.i < token.i and own_subject(verb.head) is not None
    if (
        not inner
        and verb.i != sentence.root.i
        and not (verb.dep_ == "ccomp" and verb.head.i == sentence.root.i and verb.i < verb.head.i)
    ):
        return None
    acting = verb.lemma_ in words("coreference", "acting") and noun.dep_ == "nsubj"
    if token.dep_ == "poss":
        acting = noun.lemma_.lower() in words("name_words", "staff_nouns")
        if not acting:
            return None
    if inner:
        return _same_subject(own_subject(verb.head), token, before, acting)
    if any(_rivals(s) for s in before.sentences[-1] if s.token.i < token.i) or len(before.sentences) < 2:
        return None
    last = before.sentences[-2]
    main = distinct(s for s in last if s.main)
    bodies = distinct(s for s in last if s.thing.schema in BODIES or (s.thing.schema is None and not s.thing.human))
    objects = distinct(s for s in last if s.thing.schema in OBJECTS)
    if len(main) == 1 and not main[0].human:
        subject = main[0]
        others = [t for t in (*bodies, *objects) if t is not subject]
        if acting and subject in bodies:
            return only(subject, "the subject of the sentence before, which goes on")
        if not others:
            return only(subject, "the only thing spoken of in the sentence before")
        if subject in objects and not acting and not [t for t in objects if t is not subject]:
            return only(subject, "the subject of the sentence before, which goes on")
        return None
    if acting and len(bodies) == 1 and not main:
        return only(bodies[0], "the only body spoken of in the sentence before")
    return None


def _same_subject(subject: "Token | None", token: "Token", before: Discourse, acting: bool) -> Meant | None:
    """ "X sold them before it closed": the subject of the clause above, where no other thing has come between."""
    here = [s for s in before.sentences[-1] if s.token.i < token.i and _rivals(s)]
    found = distinct(here)
    leading = [s.thing for s in here if subject is not None and s.token.i == subject.i]
    if len(found) == 1:
        return only(found[0], "the only thing spoken of in this sentence before")
    if (
        leading
        and acting
        and leading[0].schema in BODIES
        and not [t for t in found if t is not leading[0] and t.schema not in OBJECTS]
    ):
        return only(leading[0], "the subject of the clause above")
    return None
