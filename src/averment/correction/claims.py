"""A claim with changes made, or one the machine missed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from averment.claim import Claim, Span, Term, Triple
from averment.correction.given import UNMADE, CorrectionRefused, choice, known_keys, plain_json, truth
from averment.correction.words import WHERE, Document, find, mention_at, named, place_of, within
from averment.stance import Modality, Stance
from averment.voice import Medium, Role, Voice

CLAIM_CHANGES = (
    "stance", "modality", "negated", "content", "further", "cue", "voices", "add_relations", "remove_relations",
)  # fmt: skip
"""What of a claim can be corrected."""


def corrected_claim(claim: Claim, changes: Mapping[str, Any], document: Document) -> Claim:
    """The claim with `changes` made (`CLAIM_CHANGES`). Raises `CorrectionRefused`."""
    known_keys(changes, CLAIM_CHANGES, "claim")
    quote = (claim.place.start, claim.place.end)
    content = within(changes["content"], claim.content, quote, document) if "content" in changes else claim.content
    made = replace(
        claim,
        content=content,
        further=_further(changes, claim, quote, document),
        cue=_cue(changes["cue"], claim, quote, document) if "cue" in changes else claim.cue,
        stance=choice(Stance, changes["stance"]) if "stance" in changes else claim.stance,
        modality=choice(Modality, changes["modality"]) if "modality" in changes else claim.modality,
        negated=truth(changes["negated"]) if "negated" in changes else claim.negated,
        voices=_voices(changes["voices"], quote, document) if "voices" in changes else claim.voices,
        triples=_triples(claim.triples, changes, quote, document),
        method=UNMADE,
    )
    if replace(made, method=claim.method) == claim:
        raise CorrectionRefused("the claim is so already: nothing would change", "say what is wrong with it")
    return made


def added_claim(given: Mapping[str, Any], document: Document) -> Claim:
    """A claim the machine missed: `quote`, `content` and `stance`, and what else of `CLAIM_CHANGES` is given."""
    known_keys(given, (*CLAIM_CHANGES, *WHERE, "quote"), "claim")
    for word in ("quote", "stance"):
        if not given.get(word):
            raise CorrectionRefused(f"a claim needs its {word}", f"give {word}, e.g. from `aver show CASE --search`")
    start, end = find(given["quote"], document, given)
    whole = Span(start, end, document.text[start:end])
    blank = Claim(place_of(start, end, document), whole.text, whole, Stance(choice(Stance, given["stance"])), UNMADE)
    changes = {k: v for k, v in given.items() if k in CLAIM_CHANGES and k != "stance"}
    return corrected_claim(blank, changes, document) if changes else blank


# ---- its parts


def _further(changes: Mapping[str, Any], claim: Claim, quote: tuple[int, int], document: Document) -> tuple[Span, ...]:
    """The rest of a content in pieces. A content given anew is given whole: its old pieces go."""
    if "further" in changes:
        given = changes["further"]
        if not isinstance(given, list | tuple):
            raise CorrectionRefused(f"further is a list of pieces, not {given!r}", "[words, …], or [] for none")
        return tuple(sorted((within(words, None, quote, document) for words in given), key=lambda s: s.start))
    return () if "content" in changes else claim.further


def _cue(words: Any, claim: Claim, quote: tuple[int, int], document: Document) -> Span | None:
    return None if words in (None, "") else within(words, claim.cue, quote, document)


def _voices(given: Any, quote: tuple[int, int], document: Document) -> tuple[Voice, ...]:
    if not isinstance(given, list | tuple):
        raise CorrectionRefused(f"voices are a list, not {given!r}", 'e.g. [{"name": "Orlin", "role": "speaker"}]')
    return tuple(_voice(v if isinstance(v, Mapping) else {"name": v}, quote, document) for v in given)


def _voice(given: Mapping[str, Any], quote: tuple[int, int], document: Document) -> Voice:
    known_keys(given, ("name", "role", "medium", "count", "anonymous"), "voice")
    name = str(given.get("name") or "")
    role = choice(Role, given.get("role", Role.SPEAKER))
    medium = choice(Medium, given.get("medium", Medium.SPEECH))
    count = given.get("count")
    if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 1):
        raise CorrectionRefused(f"count {count!r} is not a number of people or papers", "a whole number, or none")
    anonymous = truth(given.get("anonymous", False))
    place = named(name, quote, document)
    if place is None:
        return Voice(name, role, medium, count=count, anonymous=anonymous)
    start, end = place
    mention = None if anonymous else mention_at(start, end, document)
    return Voice(document.text[start:end], role, medium, start, end, mention.id if mention else None, count, anonymous)


def _triples(
    old: tuple[Triple, ...], changes: Mapping[str, Any], quote: tuple[int, int], document: Document
) -> tuple[Triple, ...]:
    kept = list(old)
    for given in changes.get("remove_relations") or ():
        kept.remove(_one_of(kept, given))
    for given in changes.get("add_relations") or ():
        if not isinstance(given, list | tuple) or len(given) not in (3, 4):
            raise CorrectionRefused(f"{given!r} is no relation", "[subject, predicate, object] or with {qualifiers}")
        subject, predicate, object_, *rest = given
        ends = (_term(str(subject), quote, document), _term(str(object_), quote, document))
        kept.append(Triple(ends[0], _predicate(str(predicate)), ends[1], plain_json(rest[0] if rest else {})))
    return tuple(kept)


def _one_of(triples: Sequence[Triple], given: Any) -> Triple:
    """The relation meant: its number, counted from 1, or [subject, predicate, object]."""
    listed = "; ".join(f"{n}: {t.subject.text} {t.predicate} {t.object.text}" for n, t in enumerate(triples, start=1))
    if isinstance(given, int) and 1 <= given <= len(triples):
        return triples[given - 1]
    if isinstance(given, list | tuple):
        for triple in triples:
            if [triple.subject.text, triple.predicate, triple.object.text] == list(given[:3]):
                return triple
    raise CorrectionRefused(f"the claim has no relation {given!r}", f"it has {listed or 'none'}")


def _term(words: str, quote: tuple[int, int], document: Document) -> Term:
    place = named(words, quote, document)
    if place is None:
        return Term(words)
    start, end = place
    mention = mention_at(start, end, document)
    return Term(
        document.text[start:end], mention.id if mention else None, mention.schema if mention else None, start, end
    )


def _predicate(name: str) -> str:
    from importlib.resources import files

    import yaml

    known = yaml.safe_load(files("averment.data").joinpath("predicates.yaml").read_text(encoding="utf-8"))
    if name not in known:
        raise CorrectionRefused(f"no relation is called {name!r}", f"one of {', '.join(known)}")
    return name
