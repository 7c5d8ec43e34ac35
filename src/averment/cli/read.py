"""`aver read`: what is in one file, with no case."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from averment.cli.output import Trouble, emit, json_option
from averment.passage import Passage
from averment.reading import Reading
from averment.source import Source


@dataclass(frozen=True, slots=True)
class _Reads:
    """Reads one file in a worker process."""

    def __call__(self, item: tuple[Path, Source]) -> Reading:
        from averment.read import read

        return read(*item)


@click.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def command(file: Path, json_lines: bool | None) -> None:
    """Print the passages of FILE, each with its place, without a case.

    The kind of document is told from what is in the file, not from its name. What could not be read is told on
    standard error. Exit code 1 when nothing at all could be read.
    """
    reading = _read(file)
    emit(_rows(reading), ["place", "kind", "language", "text"], json_lines=json_lines, title=_title(file, reading))
    for problem in reading.problems:
        place = f" ({problem.locator.partition('#')[2]})" if problem.locator else ""
        click.echo(f"{problem.code}: {problem.message}{place}\n  Try: {problem.hint}", err=True)
    if not reading.passages:
        raise SystemExit(1)


def _read(file: Path) -> Reading:
    from averment.engines.local import Failure, map_local
    from averment.read import DEFAULT, seconds_for

    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    # No case, no receipt: the instant is not shown and goes into no record.
    source = Source(digest, file.name, file.stat().st_size, "1970-01-01T00:00:00Z")
    limit = seconds_for(file, file.name, DEFAULT)
    (outcome,) = (result for _, result in map_local(_Reads(), [(file, source)], seconds=limit, workers=1))
    if isinstance(outcome, Failure):
        raise Trouble(f"{file}: {outcome.message}", "open the file by hand; if it opens, save it anew and read that")
    return outcome


def _rows(reading: Reading) -> Iterator[dict[str, Any]]:
    for passage in reading.passages:
        place = passage.place()
        yield {
            "locator": str(place),
            "place": place.describe(),
            "start": passage.start,
            "end": passage.end,
            "kind": passage.kind,
            "language": passage.language,
            "text": passage.text,
            **_confidence(passage),
            "method": passage.method,
        }


def _confidence(passage: Passage) -> dict[str, Any]:
    """Of recognised text: how sure the whole is, and which words are doubtful."""
    from averment.read import DEFAULT

    if passage.confidence is None:
        return {}
    doubtful = [
        passage.text[a.start - passage.start : a.end - passage.start]
        for a in passage.anchors
        if a.confidence is not None and a.confidence < DEFAULT.word_confidence
    ]
    return {"confidence": passage.confidence, "doubtful": doubtful}


def _title(file: Path, reading: Reading) -> str:
    said = [f"{name} {value}" for name in ("title", "author", "published") if (value := getattr(reading, name))]
    return ", ".join([f"{file.name}: {reading.media_type}", *said])
