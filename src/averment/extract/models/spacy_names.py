"""Names from a spaCy pipeline that a person has installed: a larger one, or one trained for the desk's own subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from averment.config import ConfigError
from averment.extract.found import Found
from averment.extract.models.digest import folder_digest
from averment.extract.models.places import as_mentioned
from averment.extract.models.register import Named, name_model
from averment.extract.parsed import ParsedPassage
from averment.extract.tables import table
from averment.mention import ENTITY_SCHEMATA
from averment.method import Method

_BATCH = 64


@dataclass(frozen=True, slots=True)
class SpacySettings:
    """`[models.names]` with kind = "spacy": `path` of a pipeline's folder, `labels` that replace rows of the table."""

    path: str
    combine: str = "add"
    languages: tuple[str, ...] = ("en",)
    labels: tuple[tuple[str, str], ...] = ()
    source_characters: int = 500_000
    """Characters of one source that are read with it: a transformer needs minutes for that many on one core."""

    def check(self, where: str) -> None:
        """Raises `ConfigError` for a schema that is none."""
        known_schemata(self.labels, where)


def known_schemata(labels: Sequence[tuple[str, str]], where: str) -> None:
    """Raises `ConfigError` for a label that is given a schema that mentions do not have."""
    for label, schema in labels:
        if schema not in (*ENTITY_SCHEMATA, ""):
            known = ", ".join(ENTITY_SCHEMATA)
            raise ConfigError(f'[{where}]: labels: {label} = {schema!r} is no schema; known: {known}, or "" for none')


def method_of(settings: SpacySettings) -> Method:
    """The method of a name that came this way. Reads the folder's files for their digest."""
    digest = folder_digest(settings.path, "models.names")
    return Method("extract.model.names", "1", {
        "kind": "spacy", "digest": digest, "labels": dict(_labels(settings)), "languages": list(settings.languages),
    })  # fmt: skip


def _labels(settings: SpacySettings) -> dict[str, str]:
    return {**table("model_labels")["spacy"], **dict(settings.labels)}


@dataclass(frozen=True, slots=True)
class SpacyNames:
    """A `NameModel`."""

    pipeline: Any
    labels: dict[str, str]
    method: Method

    def names(self, pieces: Sequence[ParsedPassage]) -> Named:
        """The pipeline's entities whose label has a schema, without an article before or a possessive after them."""
        found: list[Found] = []
        docs = self.pipeline.pipe([p.text for p in pieces], batch_size=_BATCH)
        for piece, doc in zip(pieces, docs, strict=True):
            for entity in doc.ents:
                schema = self.labels.get(entity.label_, "")
                start, end = trimmed(piece.text, entity.start_char, entity.end_char)
                if schema and start < end:
                    at = piece.passage.start
                    schema, value = as_mentioned(schema, piece.text[start:end])
                    found.append(Found(at + start, at + end, schema, self.method.id, value))
        return Named(tuple(found))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's stretch without what stands outside names here: white space, quotes, an article, a possessive."""
    while start < end and (text[start].isspace() or text[start] in "\"'“”‘’«»"):
        start += 1
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        if text.startswith(article, start, end):
            start += len(article)
            break
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    while start < end and (text[end - 1].isspace() or text[end - 1] in "\"'“”‘’«»"):
        end -= 1
    return start, end


@name_model("spacy", SpacySettings, method_of)
def spacy_pipeline(settings: SpacySettings, method: Method) -> SpacyNames:
    """Load the pipeline from its folder; nothing is looked for anywhere else."""
    import spacy

    pipeline = spacy.load(settings.path)
    if "ner" not in pipeline.pipe_names and "entity_ruler" not in pipeline.pipe_names:
        raise ValueError(f"the pipeline finds no names: it has {', '.join(pipeline.pipe_names) or 'nothing in it'}")
    return SpacyNames(pipeline, _labels(settings), method)
