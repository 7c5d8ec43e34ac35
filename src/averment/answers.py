"""What an endpoint answered, kept: a machine's answer cannot be made again, so it is kept as evidence is.

One file for each request, `answers/ab/abcd….json`, named by the hash of what was asked, written once and never
modified. A build reads what is there and asks for the rest, so that a rebuild gives the same bytes without asking.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from averment.evidence import write_atomically
from averment.identity import canonical_json, sha256_hex
from averment.place import Place


@dataclass(frozen=True, slots=True)
class Request:
    """One question: `messages` as they are sent, `schema` of the answer, `place` of the stretch it is about.

    `asked` is everything the answer depends on beside the messages: the step, the model, its parameters, the source.
    """

    messages: tuple[tuple[str, str], ...]
    schema: str
    asked: str
    place: Place

    @property
    def key(self) -> str:
        """The hash of what is asked: the same question to the same model about the same source has the same key."""
        return sha256_hex(canonical_json([self.asked, self.schema, self.messages]).encode())


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `content` as the model wrote it, `finish` why it stopped, what it cost.

    `model` and `fingerprint` are what the server says of itself; `seconds` is the time it took when it was asked.
    """

    key: str
    content: str
    finish: str
    model: str
    fingerprint: str
    input_tokens: int
    output_tokens: int
    seconds: float
    asked: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The folder of answers. Nothing is made until something is kept."""

    folder: Path

    def path(self, key: str) -> Path:
        """Where the answer to a request is."""
        return self.folder / key[:2] / f"{key}.json"

    def get(self, key: str) -> Answer | None:
        """The answer, or None when there is none. Raises `DamagedAnswer` when the file is not as it was written."""
        try:
            raw = self.path(key).read_bytes()
        except FileNotFoundError:
            return None
        return _read(raw, key, self.path(key))

    def keep(self, answer: Answer) -> None:
        """Write an answer down; on return it is on the disk. One that is there stays as it is."""
        path = self.path(answer.key)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        body = asdict(answer)
        body["hash"] = sha256_hex(canonical_json(body).encode())
        write_atomically(path, (canonical_json(body) + "\n").encode())

    def walk(self) -> Iterator[tuple[Path, str]]:
        """Every file with what is wrong with it; "" for one that is as it was written."""
        for path in sorted(self.folder.glob("*/*.json")):
            try:
                _read(path.read_bytes(), path.stem, path)
            except DamagedAnswer as error:
                yield path, str(error)
            else:
                yield path, ""


class DamagedAnswer(ValueError):
    """A kept answer is not as it was written."""


_TYPES = {f.name: f.type for f in fields(Answer)}


def _read(raw: bytes, key: str, path: Path) -> Answer:
    try:
        body = json.loads(raw)
        found = body.pop("hash")
        whole = found == sha256_hex(canonical_json(body).encode()) and body["key"] == key
        answer = Answer(**body)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedAnswer(f"{path.name} is no answer as it was written: {type(error).__name__}") from error
    if not whole or not all(_is(getattr(answer, name), kind) for name, kind in _TYPES.items()):
        raise DamagedAnswer(f"{path.name} was changed: its hash does not match its content")
    return answer


def _is(value: Any, kind: Any) -> bool:
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)
