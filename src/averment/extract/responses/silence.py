"""no_response: a party was asked and did not answer."""

from typing import TYPE_CHECKING

from averment.extract.responses.answers import Response, Shape
from averment.extract.responses.parties import answerer, asker_of, asking_noun, asking_range, parties_of
from averment.extract.speech.clauses import (
    Range,
    child,
    children,
    coordinated,
    negation_of,
    subject_of,
    subtree,
    trimmed,
    verb_group,
)
from averment.extract.speech.page import Page
from averment.extract.tables import words
from averment.stance import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def unanswering(page: Page, verb: "Token") -> Response | None:
    """ "did not respond to requests for comment", "has yet to reply", "failed to answer questions"."""
    first = _silent_from(verb)
    if first is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    subject = answerer(page, first)
    noun = asking_noun(verb)
    if verb.lemma_ == "react" and noun is None:
        return None
    if noun is not None and page.mention_of(noun) is not None:
        noun = None
    if subject is not None and subject.dep_ == "nsubjpass" and verb.i == first.i:  # "emails were not returned"
        return _unreturned(page, verb, subject)
    if noun is None and not _bare_reply(page, verb, subject):
        return None
    if noun is not None and noun.lemma_.lower() in words("stances", "asking_weak") and not _asked_party(page, subject):
        return None
    if verb.lemma_ in ("return", "acknowledge") and (
        noun is None or noun.lemma_.lower() not in words("stances", "asking")
    ):
        return None
    if subject is None or not (page.answers(subject) or _for_comment_noun(page, noun)):
        return None
    content = asking_range(page, noun) if noun is not None else (verb.i, verb.i + 1)
    return Response(
        Stance.NO_RESPONSE, verb, (verb_group(first)[0], verb.i + 1), parties_of(page, subject), content,
        asker_of(page, noun, verb), about=noun,
    )  # fmt: skip


def _for_comment_noun(page: Page, noun: "Token | None") -> bool:
    """ "The page did not respond to a request for comment": whoever it is was asked."""
    return noun is not None and "comment" in page.doc[noun.i : noun.right_edge.i + 1].text.lower()


def _silent_from(verb: "Token") -> "Token | None":
    """The verb that carries the silence: the verb itself when denied, "has yet" or "failed" when it hangs on one."""
    if negation_of(verb) is not None:
        return verb
    above = verb.head
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and above.lemma_ in ("fail", "neglect"):
        return above if negation_of(above) is None else None
    if verb.dep_ in ("xcomp", "advcl", "acl", "ccomp") and any(
        c.lower_ == "yet" and c.i < verb.i for c in above.children
    ):
        return above
    if any(c.lower_ == "yet" and c.i < verb.i for c in verb.children) and above.lemma_ in ("have", "be"):
        return above
    return None


def _asked_party(page: Page, subject: "Token | None") -> bool:
    return subject is not None and page.is_party(subject)


def _bare_reply(page: Page, verb: "Token", subject: "Token | None") -> bool:
    """ "did not respond." with nothing after it that is not a time or a newsroom."""
    if verb.lemma_ not in ("respond", "reply", "answer") or subject is None or not page.is_party(subject):
        return False
    for c in verb.children:
        if c.dep_ in ("dobj", "ccomp", "xcomp"):
            return False
        if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with", "for"):
            pobj = child(c, "pobj")
            if pobj is None or not page.is_party(pobj) or c.lower_ != "to":
                return False
        if c.dep_ == "advmod" and c.tag_ in ("RBR", "RBS"):
            return False
    return True


def _unreturned(page: Page, verb: "Token", subject: "Token") -> Response | None:
    """ "Emails sent to Norvane were not returned"."""
    if subject.lemma_.lower() not in words("stances", "asking"):
        return None
    party = _addressed(page, subject)
    return Response(
        Stance.NO_RESPONSE, verb, verb_group(verb), party, asking_range_short(page, subject),
        asker_of(page, subject, verb), about=subject,
    )  # fmt: skip


def asking_range_short(page: Page, noun: "Token") -> Range:
    """The words of what was asked without whom it was sent to."""
    first, last = asking_range(page, noun)
    for c in noun.rights:
        if first < c.i < last and (
            c.dep_ in ("acl", "relcl") or (c.dep_ == "prep" and c.lower_ in ("to", "at", "with"))
        ):
            last = min(last, c.left_edge.i)
    for i in range(noun.i + 1, last):  # "requests for comment to the factory"
        to = page.doc[i]
        aim = child(to, "pobj") if to.lower_ == "to" and to.dep_ in ("prep", "dative") else None
        if aim is not None and page.is_party(aim):
            last = i
            break
    return trimmed(page.doc, first, max(last, noun.i + 1))


def _addressed(page: Page, noun: "Token") -> tuple["Token", ...]:
    """Whom a message went to: "emails to Norvane", "questions sent to the ministry", "requests for comment to X"."""
    pending = list(coordinated(noun, 6))
    for head in pending:
        if len(pending) > 20:
            break
        for c in head.children:
            if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "with"):
                pobj = child(c, "pobj")
                if pobj is not None and page.is_party(pobj):
                    return parties_of(page, pobj)
            elif c.dep_ in ("acl", "relcl") or (c.dep_ == "prep" and c.lower_ in ("for", "from")):
                pending.append(c)
                pobj = child(c, "pobj")
                if pobj is not None:
                    pending.append(pobj)
    return ()


def unreachable(page: Page, verb: "Token") -> Response | None:
    """ "could not be reached for comment", "Reuters was unable to reach Norvane", "attempts to reach X failed"."""
    about = _for_comment(verb)
    if verb.lemma_ == "locate" and about is None:
        return None
    subject = subject_of(verb)
    modal = any(c.lower_ in ("could", "can") for c in verb.children)
    if modal and negation_of(verb) is not None and child(verb, "nsubjpass") is not None:
        if subject is None or not page.answers(subject):
            return None
        if about is None and verb.lemma_ == "contact" and child(verb, "agent") is None and _has_more(verb):
            return None
        if about is None and _has_more(verb):
            return None
        return Response(
            Stance.NO_RESPONSE, verb, verb_group(verb), parties_of(page, subject),
            subtree(about) if about is not None else (verb.i, verb.i + 1), asker_of(page, None, verb),
        )  # fmt: skip
    reached = child(verb, "dobj")
    if reached is None or not page.is_party(reached):
        return None
    cue = _failed_reach(verb, modal)
    if cue is None:
        return None
    asker = subject if subject is not None and page.answers(subject) and subject.i < verb.i else None
    if asker is not None and asker.i in {t.i for t in coordinated(reached)}:
        asker = None
    return Response(
        Stance.NO_RESPONSE, verb, cue, parties_of(page, reached),
        subtree(about) if about is not None else (verb.i, verb.i + 1), asker,
    )  # fmt: skip


def _for_comment(verb: "Token") -> "Token | None":
    """The "comment" of "for comment" under a verb or adjective."""
    heads = [verb, *children(verb, "dobj", "acomp")]
    for head in heads:
        for c in head.children:
            if c.dep_ == "prep" and c.lower_ in ("for", "to"):
                pobj = child(c, "pobj")
                if pobj is not None and pobj.lemma_.lower() in (
                    "comment",
                    "interview",
                    "response",
                    "reaction",
                    "reply",
                ):
                    return pobj
    return None


def _has_more(verb: "Token") -> bool:
    """Whether "reached" goes on with an agent or an aim of another kind ("by road", "for six hours")."""
    for c in verb.rights:
        if c.dep_ in ("agent", "prep", "oprd", "xcomp"):
            pobj = child(c, "pobj")
            time = pobj is not None and (
                pobj.ent_type_ in ("DATE", "TIME") or pobj.lemma_.lower() in words("stances", "contact_means")
            )
            if (not time and c.lower_ not in ("by", "on", "before", "at", "despite", "through", "in", "for")) or (
                c.lower_ in ("by", "for") and not time
            ):
                return True
    return False


def _failed_reach(verb: "Token", modal: bool) -> Range | None:
    if modal and negation_of(verb) is not None:
        return verb_group(verb)
    above = verb.head
    if above.lower_ in ("unable",) or (above.lower_ == "able" and _not_able(above)):
        return (above.i, verb.i + 1) if above.i < verb.i else None
    if above.lemma_ in words("stances", "attempt_nouns"):
        governing = above.head
        if governing.lemma_ == "fail" or any(c.lower_ in words("stances", "failing") for c in governing.children):
            return above.i, max(
                governing.i, *(c.i for c in governing.children if c.i > governing.i and c.dep_ == "acomp"), above.i
            ) + 1
    return None


def _not_able(adjective: "Token") -> bool:
    return negation_of(adjective) is not None or negation_of(adjective.head) is not None


def unavailable(page: Page, adjective: "Token") -> Response | None:
    """ "was not available for comment", "was unavailable for comment", "no comment was available from X"."""
    about = _for_comment(adjective)
    verb = adjective.head
    denied = adjective.lower_ == "unavailable" or negation_of(adjective) is not None or negation_of(verb) is not None
    subject = subject_of(adjective)
    if not denied or subject is None:
        return None
    if about is None:
        return no_reply_noun(page, subject) if subject.lemma_.lower() in words("stances", "reply_nouns") else None
    if not page.answers(subject):
        return None
    start = verb_group(verb)[0] if verb.pos_ in ("AUX", "VERB") else adjective.i
    return Response(Stance.NO_RESPONSE, adjective, (start, about.i + 1), parties_of(page, subject), subtree(about))


def no_reply_noun(page: Page, noun: "Token") -> Response | None:
    """ "There was no response from X", "X offered no immediate comment", "received no reply from X"."""
    verb = noun.head
    refused = [c for c in noun.children if c.lower_ in ("no", "any", "a", "an") and c.dep_ == "det"]
    if not refused or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    if refused[0].lower_ != "no" and negation_of(verb) is None:
        return None
    if refused[0].lower_ in ("a", "an") and noun.lemma_ not in ("response", "reply", "comment", "answer"):
        return None
    source = _from(page, noun) or _from(page, verb)
    cue = (refused[0].i, noun.i + 1)
    content = trimmed(page.doc, cue[1] - 1, max(noun.right_edge.i + 1, cue[1]))
    content = _before_from(page, noun, content)
    if source:
        receiver = child(verb, "nsubj") if verb.lemma_ in ("receive", "get", "obtain", "have") else None
        asker = receiver if receiver is not None and page.is_party(receiver) else None
        return Response(Stance.NO_RESPONSE, noun, cue, source, content, asker)
    immediate = (
        refused[0].lower_ != "no"
        or any(c.lower_ in ("immediate", "further") for c in noun.children)
        or noun.lemma_ in ("response", "reply", "answer")
    )
    giver = subject_of(verb) if verb.lemma_ in ("have", "offer", "give", "make", "issue", "provide") else None
    if noun.dep_ == "dobj" and giver is not None and page.answers(giver) and immediate:
        return Response(Stance.NO_RESPONSE, noun, (verb_group(verb)[0], noun.i + 1), parties_of(page, giver), content)
    return None


def _before_from(page: Page, noun: "Token", content: Range) -> Range:
    for c in noun.rights:
        if c.dep_ == "prep" and c.lower_ == "from" and content[0] < c.i < content[1]:
            return trimmed(page.doc, content[0], c.i)
    return content


def _from(page: Page, head: "Token") -> tuple["Token", ...]:
    for c in head.children:
        if c.dep_ == "prep" and c.lower_ == "from":
            pobj = child(c, "pobj")
            if pobj is not None and page.is_party(pobj):
                return parties_of(page, pobj)
    return ()


def unanswered(page: Page, adjective: "Token") -> Response | None:
    """ "Calls to X went unanswered", "X left questions unanswered"."""
    verb = adjective.head
    if verb.pos_ == "NOUN":  # "left questions about the deal unanswered"
        verb = next((a for a in verb.ancestors if a.lemma_ == "leave"), verb)
    subject = subject_of(adjective) or subject_of(verb)
    asked = subject
    if verb.lemma_ == "leave" and child(verb, "nsubj") is not None:
        things = (
            children(verb, "dobj") + children(adjective, "nsubj") + [t for t in adjective.ancestors if t.pos_ == "NOUN"]
        )
        asked = next((n for n in things if n.lemma_.lower() in words("stances", "asking")), None)
        giver = child(verb, "nsubj")
        if (
            asked is None
            or giver is None
            or not page.answers(giver)
            or asked.lemma_.lower() not in words("stances", "asking")
        ):
            return None
        return Response(
            Stance.NO_RESPONSE, adjective, verb_group(verb), parties_of(page, giver), asking_range(page, asked),
            asker_of(page, asked, verb), about=asked,
        )  # fmt: skip
    if asked is None or asked.lemma_.lower() not in words("stances", "asking"):
        return None
    start = verb.i if verb.pos_ in ("VERB", "AUX") else adjective.i
    return Response(
        Stance.NO_RESPONSE, adjective, (min(start, adjective.i), adjective.i + 1),
        _addressed(page, asked) or _addressed(page, verb),
        asking_range_short(page, asked), asker_of(page, asked, verb), about=asked,
    )  # fmt: skip


def ignoring(page: Page, verb: "Token") -> Response | None:
    """ "ignored repeated requests for comment"."""
    noun = child(verb, "dobj")
    subject = subject_of(verb)
    if noun is None or subject is None or negation_of(verb) is not None or not page.answers(subject):
        return None
    if noun.lemma_.lower() not in words("stances", "asking") or noun.lemma_.lower() in (
        "call",
        "message",
        "contact",
        "list",
        "text",
    ):
        return None
    if noun.lemma_.lower() == "request" and "comment" not in page.doc[noun.i : noun.right_edge.i + 1].text.lower():
        return None
    return Response(
        Stance.NO_RESPONSE, verb, verb_group(verb), parties_of(page, subject), asking_range(page, noun),
        asker_of(page, noun, verb), about=noun,
    )  # fmt: skip


def uncommented(page: Page, verb: "Token") -> Response | None:
    """ "has not commented on the report", "has yet to comment"."""
    first = _silent_from(verb)
    if first is None or verb.pos_ != "VERB":
        return None
    helpers = {c.lower_ for c in [*verb.children, *first.children] if c.dep_ == "aux"}
    if helpers & {"would", "will", "could", "can", "does", "do", "may", "might", "should", "’ll", "'ll", "wo", "ca"}:
        return None
    subject = subject_of(first)
    if subject is None or not page.answers(subject):
        return None
    content = trimmed(page.doc, verb.i, verb.right_edge.i + 1)
    return Response(Stance.NO_RESPONSE, verb, (verb_group(first)[0], verb.i + 1), parties_of(page, subject), content)


SHAPES: tuple[tuple[frozenset[str], Shape], ...] = (
    (words("stances", "replying"), unanswering),
    (words("stances", "reaching"), unreachable),
    (frozenset({"available", "unavailable"}), unavailable),
    (words("stances", "reply_nouns"), no_reply_noun),
    (words("stances", "unanswered"), unanswered),
    (frozenset({"ignore"}), ignoring),
    (frozenset({"comment"}), uncommented),
)
