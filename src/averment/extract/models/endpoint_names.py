"""Names from an OpenAI-compatible endpoint: what is asked about a source, and what of the answer is in its text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from averment.answers import Answer, Request
from averment.extract.found import Found
from averment.extract.models.anchor import Anchored
from averment.extract.models.endpoint import EndpointSettings
from averment.extract.models.places import as_mentioned
from averment.extract.models.questions import asked_about, listed, listing, question
from averment.extract.models.register import Named, Refused, name_model
from averment.extract.models.spacy_names import known_schemata, trimmed
from averment.extract.tables import table
from averment.identity import sha256_hex
from averment.method import Method
from averment.passage import Passage
from averment.reading import Reading

_FIELDS = {"passage", "name", "kind"}


@cache
def schema(labels: tuple[str, ...]) -> str:
    """The JSON schema of an answer: the kinds are those that are looked for, and no others."""
    return listing("names", {
        "passage": {"type": "integer"}, "name": {"type": "string"}, "kind": {"type": "string", "enum": list(labels)},
    })  # fmt: skip


def instructions(labels: Sequence[str]) -> str:
    """What the model is told, with the kinds of names to look for."""
    told: str = table("model_names")["instructions"]
    return told.strip() + "\n\nKinds:\n" + "\n".join(f'- "{label}"' for label in labels)


def _labels(settings: EndpointSettings) -> dict[str, str]:
    return dict(settings.labels) or dict(table("model_labels")["gliner"])


def method_of(settings: EndpointSettings) -> Method:
    """The method of a name that came this way: the model, and everything its answer depends on."""
    known_schemata(settings.labels, "models.names")
    labels = _labels(settings)
    return Method("extract.model.names", "1", {
        "kind": "openai",
        "model": settings.model,
        "digest": settings.digest,
        "ran": settings.address.host if settings.leaves else "on this machine",
        "prompt": sha256_hex((instructions(tuple(labels)) + schema(tuple(labels))).encode())[:16],
        "labels": labels,
        "temperature": 0,
        "seed": settings.seed,
        "max_tokens": settings.max_tokens,
        "characters": settings.characters,
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class EndpointNames:
    """A `NamesAsked` behind an endpoint. Pure: asking is somebody else's."""

    settings: EndpointSettings
    method: Method

    def requests(self, reading: Reading) -> list[Request]:
        """One request for each few thousand characters of prose, in order, up to `source_characters`."""
        labels = tuple(_labels(self.settings))
        groups, _ = asked_about(reading, self.settings)
        told, shape = instructions(labels), schema(labels)
        return [question("names", reading.source, self.settings, group, told, shape) for group in groups]

    def left_out(self, reading: Reading) -> Passage | None:
        """The first passage that is not asked about, because the source is too long."""
        return asked_about(reading, self.settings)[1]

    def names_in(self, reading: Reading, answers: Sequence[Answer | None]) -> Named:
        """Every name in the answers that stands in the passage it was given for, wherever in it it stands."""
        found: dict[tuple[int, int], Found] = {}
        refused: list[Refused] = []
        labels = _labels(self.settings)
        for group, answer in zip(asked_about(reading, self.settings)[0], answers, strict=True):
            if answer is None:
                continue
            place = str(group[0].place())
            items, why = listed(answer, "names")
            refused += [Refused(why, place)] if why else []
            prepared = [Anchored.of(p.text) for p in group]
            for item in items:
                reason = _misshapen(item, len(group), labels)
                places = [] if reason else prepared[item["passage"] - 1].all(item["name"])
                if not places:
                    refused.append(Refused(reason or "a name that is not in the text", place))
                    continue
                passage = group[item["passage"] - 1]
                for start, end in places:
                    begin, stop = trimmed(passage.text, start, end)
                    schema_, value = as_mentioned(labels[item["kind"]], passage.text[begin:stop])
                    at = passage.start + begin, passage.start + stop
                    if schema_ and begin < stop:
                        found.setdefault(at, Found(*at, schema_, self.method.id, value))
        return Named(_apart(found.values()), tuple(refused))


def _misshapen(item: Any, passages: int, labels: dict[str, str]) -> str:
    if not isinstance(item, dict) or set(item) != _FIELDS or not isinstance(item["name"], str):
        return "a name not of the shape asked for"
    number = item["passage"]
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= passages:
        return "a passage that was not asked about"
    kind = item["kind"]
    return "" if isinstance(kind, str) and kind in labels else "a kind that is not on the list"


def _apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Of names inside one another the longest: a model may give both "Norvane" and "Norvane Dynamics"."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


@name_model("openai", EndpointSettings, method_of)
def endpoint(settings: EndpointSettings, method: Method) -> EndpointNames:
    """Any endpoint that speaks the OpenAI chat protocol."""
    return EndpointNames(settings, method)
