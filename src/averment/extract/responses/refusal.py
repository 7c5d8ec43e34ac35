"""declined: a party was asked and refused to answer, or to give particulars."""

from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response, Shape
from averment.extract.responses.parties import answerer, asker_of, asking_range, parties_of
from averment.extract.speech.clauses import child, is_passive, negation_of, subject_of, subtree, trimmed, verb_group
from averment.extract.speech.page import Page
from averment.extract.tables import words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

REFUSING_MODALS = frozenset({"would", "will", "wo", "’d", "'d", "’ll", "'ll"})


def refusing(page: Page, verb: "Token") -> Response | None:
    """ "declined to comment", "refused to provide details", "declined an interview", "declined to be named"."""
    if verb.pos_ != "VERB" or negation_of(verb) is not None:
        return None
    if verb.lemma_ == "turn" and child(verb, "prt") is None:
        return None
    subject = answerer(page, verb)
    infinitive = (
        None
        if verb.lemma_ == "turn"
        else next(
            (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i and _is_infinitive(c)),
            None,
        )
    )
    if infinitive is not None:
        return _refused_to(page, verb, subject, infinitive)
    noun = child(verb, "dobj", "nsubjpass")
    if noun is None or noun.lemma_.lower() not in words("stances", "refused_nouns"):
        return None
    if noun.lemma_.lower() in ("request", "invitation") and not _mentions(
        page, noun, ("comment", "interview", "speak", "information")
    ):
        return None
    if is_passive(verb):
        agent = child(verb, "agent")
        pobj = child(agent, "pobj") if agent is not None else None
        subject = pobj
    if subject is None or not page.answers(subject):
        return None
    return Response(
        Stance.DECLINED, verb, verb_group(verb), parties_of(page, subject), asking_range(page, noun),
        asker_of(page, noun, verb), about=noun,
    )  # fmt: skip


def _is_infinitive(verb: "Token") -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _mentions(page: Page, noun: "Token", wanted: tuple[str, ...]) -> bool:
    start, end = subtree(noun)
    return any(page.doc[i].lemma_.lower() in wanted for i in range(start, end))


def _refused_to(page: Page, verb: "Token", subject: "Token | None", infinitive: "Token") -> Response | None:
    if subject is None or not page.answers(subject) or subject.dep_ == "nsubjpass":
        return None
    content = trimmed(page.doc, infinitive.i, end_of(infinitive))
    passive = is_passive(infinitive)
    identified = passive and infinitive.lemma_ in words("stances", "identifying")
    stance = Stance.WITHHELD if identified else Stance.DECLINED
    if not identified and not _is_answer(page, infinitive, passive):
        return None
    if passive:
        content = (min(c.i for c in infinitive.children if c.dep_ in ("auxpass",)), content[1])
    return Response(
        stance, verb, verb_group(verb), parties_of(page, subject), content,
        asker_of(page, None, infinitive) or asker_of(page, None, verb),
        about=infinitive,
    )  # fmt: skip


def end_of(verb: "Token") -> int:
    """Where the words of an infinitive end: before a coordinated verb and before "when asked"."""
    last = verb.right_edge.i + 1
    for c in verb.rights:
        if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and child(c, "nsubj", "nsubjpass") is not None:
            last = min(last, c.left_edge.i)
        if c.dep_ == "cc" and any(k.dep_ == "conj" and child(k, "nsubj", "nsubjpass") for k in verb.children):
            last = min(last, c.i)
        if c.dep_ == "advcl" and c.left_edge.lower_ in ("when", "saying", "citing", "adding", "because", "as"):
            last = min(last, c.left_edge.i)
        if c.dep_ == "advcl" and c.tag_ == "VBG":
            last = min(last, c.left_edge.i)
    return max(last, verb.i + 1)


def _is_answer(page: Page, infinitive: "Token", passive: bool) -> bool:
    if infinitive.lemma_ == "be":  # "to be interviewed" is read as an adjective now and then
        return any(c.lower_ in ("drawn", "interviewed", "quoted") for c in infinitive.children)
    if infinitive.lemma_ in ("draw", "interview") and passive:
        return True
    if infinitive.lemma_ == "be" or passive:
        return False
    if infinitive.lemma_ in ("go", "get") and _mentions(page, infinitive, ("detail", "specific", "particular")):
        return True
    if infinitive.lemma_ in ("meet", "cooperate", "engage", "name", "address", "return"):
        return infinitive.lemma_ == "name" or _mentions(
            page, infinitive, ("reporter", "journalist", "question", "comment")
        )
    if infinitive.lemma_ in words("stances", "answering"):
        return True
    if infinitive.lemma_ in words("stances", "giving_particulars"):
        return _mentions(page, infinitive, tuple(sorted(words("stances", "particulars"))))
    return False


def would_not(page: Page, verb: "Token") -> Response | None:
    """ "would not comment", "does not comment on", "would neither confirm nor deny", "was not willing to discuss"."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_ not in words("stances", "answering"):
        return None
    if verb.lemma_ in (
        "be",
        "meet",
        "engage",
        "cooperate",
        "react",
        "address",
        "respond",
        "reply",
        "answer",
        "talk",
        "name",
    ):
        return None
    subject = subject_of(verb)
    if subject is None or not page.answers(subject) or is_passive(verb) or any(c.lower_ == "be" for c in verb.children):
        return None
    start = _neither_nor(page, verb)
    if start is None:
        start = _unwilling(verb)
    if start is None:
        return None
    return Response(
        Stance.DECLINED, verb, (start, verb.i + 1), parties_of(page, subject), trimmed(page.doc, verb.i, end_of(verb)),
        asker_of(page, None, verb), about=verb,
    )  # fmt: skip


def _neither_nor(page: Page, verb: "Token") -> int | None:
    if verb.lemma_ != "confirm":
        return None
    nearby = {page.doc[i].lower_: i for i in range(max(0, verb.i - 5), min(len(page.doc), verb.i + 5))}
    denies = any(w in nearby for w in ("deny", "denied", "denies", "denying"))
    if denies and ("neither" in nearby or "nor" in nearby or ("or" in nearby and negation_of(verb) is not None)):
        first = min(nearby.get("neither", verb.i), verb_group(verb)[0])
        while (
            first > 0
            and page.doc[first - 1].dep_ in ("aux", "neg")
            and page.doc[first - 1].head.i in (verb.i, verb.head.i)
        ):
            first -= 1
        return first
    return None


def _unwilling(verb: "Token") -> int | None:
    """First token of "would not", "does not", "was unwilling to"; None where nobody refuses."""
    denial = negation_of(verb)
    helpers = {c.lower_: c.i for c in verb.children if c.dep_ == "aux"}
    if denial is not None:
        refusing_helpers = REFUSING_MODALS & set(helpers)
        if (
            refusing_helpers
            and not refusing_helpers & {"would", "’d", "'d"}
            and verb.lemma_ not in ("comment", "elaborate", "say")
        ):
            return None
        told = verb.dep_ == "ccomp" and verb.head.lemma_ in words("cues", "speech")  # "said it did not comment on"
        policing = {"do", "does", "can", "could", "ca", *(("did",) if told else ())}
        policy = verb.lemma_ == "comment" and (policing & set(helpers))
        if (
            refusing_helpers
            and verb.lemma_ != "confirm"
            and verb.lemma_ not in ("state", "verify", "deny", "describe", "explain", "reveal")
        ):
            return verb_group(verb)[0]
        return (
            verb_group(verb)[0]
            if policy or (refusing_helpers and verb.lemma_ in ("confirm", "reveal", "explain"))
            else None
        )
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and above.lower_ in words("stances", "unwilling"):
        return above.i
    if verb.dep_ == "xcomp" and above.lemma_ == "agree" and negation_of(above) is not None:
        return verb_group(above)[0]
    if verb.dep_ in ("xcomp", "ccomp") and above.lower_ in ("willing", "want", "wish", "prepared", "ready"):
        if above.pos_ == "ADJ":
            return above.i if negation_of(above) or negation_of(above.head) else None
        return verb_group(above)[0] if negation_of(above) is not None else None
    return None


def no_comment(page: Page, noun: "Token") -> Response | None:
    """ "had no comment", "“No comment,” she said", "No comment from the ministry"."""
    if not any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children):
        return None
    if any(c.lower_ in ("immediate", "available") for c in noun.children):
        return None
    verb = noun.head
    if page.quoted(noun) is not None and verb.pos_ not in ("VERB", "AUX"):
        near = [
            t for t in noun.sent if t.lemma_ in words("cues", "speech") and t.pos_ == "VERB" and page.quoted(t) is None
        ]
        verb = min(near, key=lambda t: abs(t.i - noun.i), default=verb)
    start = next(c.i for c in noun.children if c.lower_ == "no")
    content = (noun.i, noun.i + 1)
    subject = subject_of(verb)
    answers = verb.lemma_ in (
        "have",
        "offer",
        "make",
        "give",
        "provide",
        "say",
        "tell",
        "reply",
        "respond",
        "answer",
        "add",
    )
    if answers and subject is not None and page.answers(subject) and subject.i != noun.i:
        quoted = page.quoted(noun) is not None
        cue = (start, noun.i + 1) if quoted or verb.i > noun.i else (verb_group(verb)[0], noun.i + 1)
        return Response(Stance.DECLINED, noun, cue, parties_of(page, subject), content, about=noun)
    return None


SHAPES: tuple[tuple[frozenset[str], Shape], ...] = (
    (words("stances", "refusing"), refusing),
    (words("stances", "answering"), would_not),
    (frozenset({"comment"}), no_comment),
)
