"""Names from a GLiNER model that a person has put on the disk: it finds what it is told to look for, in many languages.

`gliner` runs a model of the `gliner` package (PyTorch or ONNX), `gliner2-onnx` one exported for the package of that
name. Both are optional. Nothing is fetched: a model is a folder, and a folder that is not complete does not load.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from averment.config import ConfigError
from averment.extract.found import Found
from averment.extract.models.digest import folder_digest, needs
from averment.extract.models.places import as_mentioned
from averment.extract.models.register import Named, Refused, name_model
from averment.extract.models.spacy_names import known_schemata, trimmed
from averment.extract.models.windows import windows
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import table
from averment.method import Method

WINDOW = 150
"""Words and marks given to the model at once: well within the 384 tokens these models are trained on, since what is
longer is cut off by the library with no more than a warning."""


@dataclass(frozen=True, slots=True)
class GlinerSettings:
    """`[models.names]` with kind = "gliner" or "gliner2-onnx"; `labels`: what to look for, and which schema it is."""

    path: str
    combine: str = "add"
    languages: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    threshold: float = 0.5
    onnx: bool = False
    source_characters: int = 300_000

    def check(self, where: str) -> None:
        """Raises `ConfigError` for a schema that is none, or a threshold that is no share."""
        known_schemata(self.labels, where)
        if not 0 < self.threshold < 1:
            raise ConfigError(f"[{where}]: threshold = {self.threshold:g} should be between 0 and 1")


def _labels(settings: GlinerSettings) -> dict[str, str]:
    return dict(settings.labels) or dict(table("model_labels")["gliner"])


def _method(kind: str, library: str, package: str) -> Callable[[GlinerSettings], Method]:
    def method_of(settings: GlinerSettings) -> Method:
        needs(library, package, "models.names")
        digest = folder_digest(settings.path, "models.names")
        return Method("extract.model.names", "1", {
            "kind": kind, "digest": digest, "labels": _labels(settings), "languages": list(settings.languages),
            "threshold": settings.threshold, "onnx": settings.onnx, "window": WINDOW,
        })  # fmt: skip

    return method_of


Predict = Callable[[Sequence[str]], Sequence[Sequence[tuple[int, int, str, str]]]]
"""Texts to entities, each (start, end, words, label)."""


@dataclass(frozen=True, slots=True)
class GlinerNames:
    """A `NameModel`."""

    predict: Predict
    labels: dict[str, str]
    method: Method

    def names(self, pieces: Sequence[ParsedPassage]) -> Named:
        """The model's entities, each held against the text it was given: words that are not there are refused."""
        cut = [(piece, start, end) for piece in pieces for start, end in windows(piece.text, WINDOW)]
        found: dict[tuple[int, int], Found] = {}
        refused: list[Refused] = []
        for (piece, start, end), entities in zip(cut, self.predict([p.text[s:e] for p, s, e in cut]), strict=True):
            for first, last, words, label in entities:
                schema = self.labels.get(label, "")
                if not 0 <= first < last <= end - start or piece.text[start + first : start + last] != words:
                    place = str(piece.place(piece.passage.start + start, piece.passage.start + end))
                    refused.append(Refused("a name that is not in the text", place))
                    continue
                begin, stop = trimmed(piece.text, start + first, start + last)
                if schema and begin < stop:
                    schema, value = as_mentioned(schema, piece.text[begin:stop])
                    at = piece.passage.start + begin, piece.passage.start + stop
                    found.setdefault(at, Found(*at, schema, self.method.id, value))
        return Named(tuple(found.values()), tuple(refused))


@name_model("gliner", GlinerSettings, _method("gliner", "gliner", "gliner"))
def gliner(settings: GlinerSettings, method: Method) -> GlinerNames:
    """Load a model of the `gliner` package from its folder, on the processor."""
    from gliner import GLiNER

    model = GLiNER.from_pretrained(
        settings.path, local_files_only=True, load_onnx_model=settings.onnx, map_location="cpu"
    )
    labels = _labels(settings)

    def predict(texts: Sequence[str]) -> list[list[tuple[int, int, str, str]]]:
        if not texts:
            return []
        answers: Any = model.inference(list(texts), list(labels), flat_ner=True, threshold=settings.threshold)
        return [[(e["start"], e["end"], e["text"], e["label"]) for e in entities] for entities in answers]

    return GlinerNames(predict, labels, method)


@name_model("gliner2-onnx", GlinerSettings, _method("gliner2-onnx", "gliner2_onnx", "gliner2-onnx"))
def gliner2(settings: GlinerSettings, method: Method) -> GlinerNames:
    """Load a model exported for the `gliner2-onnx` package from its folder."""
    from gliner2_onnx import GLiNER2ONNXRuntime

    model = GLiNER2ONNXRuntime(settings.path)
    labels = _labels(settings)

    def predict(texts: Sequence[str]) -> list[list[tuple[int, int, str, str]]]:
        return [
            [
                (e.start, e.end, e.text, e.label)
                for e in model.extract_entities(text, list(labels), threshold=settings.threshold)
            ]
            for text in texts
        ]

    return GlinerNames(predict, labels, method)
