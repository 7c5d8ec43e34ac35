"""Claims from an OpenAI-compatible endpoint: what is asked about a source, and what of the answer holds in its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from averment.answers import Answer, Request
from averment.claim import Claim, Span
from averment.config import ConfigError
from averment.extract.models.anchor import Anchored, nearest
from averment.extract.models.endpoint import EndpointSettings
from averment.extract.models.questions import asked_about, listed, listing, question
from averment.extract.models.register import Refused, Said, claim_model
from averment.extract.models.voices import Named, voice_of
from averment.extract.tables import table
from averment.identity import sha256_hex
from averment.mention import Mention
from averment.method import Method
from averment.passage import Passage
from averment.reading import Reading
from averment.stance import Modality, Stance

MOST_PLACES = 16
"""Places looked at for one quote inside a sentence."""

_FIELDS = ("passage", "quote", "source", "source_kind", "cue", "content", "stance", "modality")


@cache
def schema() -> str:
    """The JSON schema of an answer: every label from a closed list; the sentence first, then the parts of it."""
    told = table("model_claims")
    text = {"type": "string"}
    return listing("claims", {
        "passage": {"type": "integer"},
        "quote": text,
        "source": text,
        "source_kind": {"type": "string", "enum": list(told["source_kinds"])},
        "cue": text,
        "content": text,
        "stance": {"type": "string", "enum": list(told["stances"])},
        "modality": {"type": "string", "enum": list(told["modalities"])},
    })  # fmt: skip


@cache
def instructions() -> str:
    """What the model is told, with the labels and what they mean."""
    told = table("model_claims")
    lines = [told["instructions"].strip()]
    for name in ("stances", "modalities"):
        lines.append(f"\n{name.capitalize()}:")
        lines += [f'- "{label}": {meaning}' for label, meaning in told[name].items()]
    return "\n".join(lines)


def method_of(settings: EndpointSettings) -> Method:
    """The method of a claim that came this way: the model, and everything its answer depends on."""
    unknown = [s for s in settings.stances if s not in table("model_claims")["stances"]]
    if unknown:
        known = ", ".join(table("model_claims")["stances"])
        raise ConfigError(f"[models.claims]: unknown stance {', '.join(unknown)}; known: {known}")
    return Method("extract.model.claims", "1", {
        "kind": "openai",
        "model": settings.model,
        "digest": settings.digest,
        "ran": settings.address.host if settings.leaves else "on this machine",
        "prompt": sha256_hex((instructions() + schema()).encode())[:16],
        "temperature": 0,
        "seed": settings.seed,
        "max_tokens": settings.max_tokens,
        "characters": settings.characters,
        "stances": sorted(taken(settings)),
    })  # fmt: skip


def taken(settings: EndpointSettings) -> frozenset[str]:
    """The stances that are taken from this model; the others stay with the rules."""
    return frozenset(settings.stances or table("model_policy")["claims"]["stances"])


@dataclass(frozen=True, slots=True)
class EndpointClaims:
    """A `ClaimModel` behind an endpoint. Pure: asking is somebody else's."""

    settings: EndpointSettings
    method: Method

    def requests(self, reading: Reading) -> list[Request]:
        """One request for each few thousand characters of prose, in order, up to `source_characters`."""
        groups, _ = asked_about(reading, self.settings)
        return [question("claims", reading.source, self.settings, g, instructions(), schema()) for g in groups]

    def left_out(self, reading: Reading) -> Passage | None:
        """The first passage that is not asked about, because the source is too long."""
        return asked_about(reading, self.settings)[1]

    def claims(self, reading: Reading, answers: Sequence[Answer | None], mentions: Sequence[Mention]) -> Said:
        """Every attribution in the answers that holds in the text; each that does not is refused, with the reason."""
        found: dict[str, Claim] = {}
        refused: list[Refused] = []
        left = 0
        allowed = taken(self.settings)
        for group, answer in zip(asked_about(reading, self.settings)[0], answers, strict=True):
            if answer is None:
                continue
            place = str(group[0].place())
            items, why = listed(answer, "claims")
            refused += [Refused(why, place)] if why else []
            prepared = [Anchored.of(p.text) for p in group]
            for item in items:
                outcome = _claim(item, group, prepared, mentions, self.method)
                if isinstance(outcome, str):
                    refused.append(Refused(outcome, place))
                elif outcome.stance not in allowed:
                    left += 1
                else:
                    found.setdefault(outcome.id, outcome)
        return Said(tuple(found.values()), left, tuple(refused))


def _claim(
    item: Any, group: Sequence[Passage], prepared: Sequence[Anchored], mentions: Sequence[Mention], method: Method
) -> Claim | str:
    """The claim an item stands for, every span found in the text; or why it is refused."""
    shape = _misshapen(item, len(group))
    if shape:
        return shape
    passage, text = group[item["passage"] - 1], prepared[item["passage"] - 1]
    best: Claim | str = "the quote is not in the text"
    for quote in text.all(item["quote"])[:8]:
        spans = _spans(item, text, quote)
        if isinstance(spans, str):
            best = spans
            continue
        return _made(item, passage, quote, spans, mentions, method)
    return best


def _misshapen(item: Any, passages: int) -> str:
    told = table("model_claims")
    if not isinstance(item, dict) or set(item) != set(_FIELDS):
        return "a claim not of the shape asked for"
    if not all(isinstance(item[name], str) for name in _FIELDS if name != "passage"):
        return "a claim not of the shape asked for"
    number = item["passage"]
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= passages:
        return "a passage that was not asked about"
    for name, labels in (("stance", "stances"), ("modality", "modalities"), ("source_kind", "source_kinds")):
        if item[name] not in told[labels]:
            return f"a {name} that is not on the list"
    return ""


_Spans = dict[str, tuple[int, int] | None]


def _spans(item: dict[str, Any], text: Anchored, quote: tuple[int, int]) -> _Spans | str:
    """Where source, cue and content stand inside the quoted sentence; or why that is no attribution."""
    cues, contents, sources = (text.all(item[name], quote)[:MOST_PLACES] for name in ("cue", "content", "source"))
    if not contents:
        return "the content is not in the quote" if item["content"].strip() else "no content"
    if item["cue"].strip() and not cues:
        return "the cue is not in the quote"
    if not sources:
        return "the source is not in the quote" if item["source"].strip() else "no source"
    choices = [
        (content, source, nearest([c for c in cues if _apart(c, content) and _apart(c, source)], source))
        for content in contents
        for source in sources
        if _apart(content, source)
    ]
    choices = [c for c in choices if c[2] is not None or not cues]
    if not choices:
        return "source, cue and content overlap"
    content, source, cue = min(choices, key=lambda c: (_gap(c[0], c[1]), c[0], c[1]))
    return {"content": content, "source": source, "cue": cue}


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _made(
    item: dict[str, Any],
    passage: Passage,
    quote: tuple[int, int],
    spans: _Spans,
    mentions: Sequence[Mention],
    method: Method,
) -> Claim:
    def span(at: tuple[int, int]) -> Span:
        return Span(passage.start + at[0], passage.start + at[1], passage.text[at[0] : at[1]])

    content, source, cue = spans["content"], spans["source"], spans["cue"]
    assert content is not None and source is not None  # noqa: S101, PT018 - `_spans` gives both, or a reason
    said = span(source)
    return Claim(
        passage.place(passage.start + quote[0], passage.start + quote[1]),
        passage.text[quote[0] : quote[1]],
        span(content),
        Stance(item["stance"]),
        method.id,
        span(cue) if cue is not None else None,
        (voice_of(Named(said.text, said.start, said.end, item["source_kind"]), mentions),),
        Modality(item["modality"]),
    )


@claim_model("openai", EndpointSettings, method_of)
def endpoint(settings: EndpointSettings, method: Method) -> EndpointClaims:
    """Any endpoint that speaks the OpenAI chat protocol: Ollama, vLLM, a llama.cpp server, LM Studio, …"""
    return EndpointClaims(settings, method)
