"""What tests of reading share: a file written, read, and held to what is promised of every reading."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from averment.place import Place
from averment.read import DEFAULT, read
from averment.reading import Reading
from averment.source import Source

ReadAs = Callable[..., Reading]


def promised(reading: Reading) -> None:
    """Offsets are exact, passages are in order and apart, anchors lie inside, locators can be read back."""
    end = 0
    for passage in reading.passages:
        assert reading.text[passage.start : passage.end] == passage.text
        assert passage.start >= end
        assert passage.text.strip() == passage.text != ""
        assert passage.method
        end = passage.end
        last = passage.start
        for anchor in passage.anchors:
            assert last <= anchor.start < anchor.end <= passage.end
            last = anchor.end
    for problem in reading.problems:
        assert problem.message
        assert problem.hint
        if problem.locator:
            assert Place.parse(problem.locator).end <= len(reading.text)


@pytest.fixture
def read_as(tmp_path: Path) -> ReadAs:
    """`read_as(data, name="file", limits=DEFAULT)`: the reading of a file of these bytes."""

    def reads(data: bytes, name: str = "file", limits: object = DEFAULT) -> Reading:
        path = tmp_path / "evidence"
        path.write_bytes(data)
        source = Source(hashlib.sha256(data).hexdigest(), name, len(data), "2024-01-01T00:00:00Z")
        reading = read(path, source, limits)  # type: ignore[arg-type]
        promised(reading)
        return reading

    return reads


@pytest.fixture
def codes() -> Callable[[Reading], list[str]]:
    """The codes of a reading's problems, in order."""
    return lambda reading: [problem.code for problem in reading.problems]
