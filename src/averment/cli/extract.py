"""`aver extract`: mentions, claims and papers of one file, with no case."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from averment.cli.output import Trouble, as_json, emit, json_option
from averment.edtf import is_edtf
from averment.source import Source


@dataclass(frozen=True, slots=True)
class _Extracts:
    """Reads one file and extracts from it, in a worker process; gives lines, which are plain data."""

    published: str | None
    outlet: str | None

    def __call__(self, item: tuple[Path, Source]) -> list[dict[str, Any]]:
        from averment.extract import extract
        from averment.extract.lines import extraction_lines, problem_line
        from averment.read import read

        reading = read(*item)
        extraction = extract(reading, published=self.published, outlet=self.outlet)
        return [*extraction_lines(extraction), *map(problem_line, reading.problems)]


@click.command("extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--published", metavar="DATE", help="Day of publication (EDTF: 2024-09-25, 2024-09), for “last week”.")
@click.option("--outlet", metavar="NAME", help="Who published it, where that is known.")
@json_option
def command(file: Path, published: str | None, outlet: str | None, json_lines: bool | None) -> None:
    """Print the mentions, claims and papers (invoices, letters) of FILE, each at its exact place, without a case.

    JSON: one object a line with "kind" mention, claim,
    paper or problem, in order of place, papers and problems last; offsets count
    characters of the text as read (`aver read` shows it). Problems are told on standard error as well. Exit code 1
    when nothing at all could be read.
    """
    if published is not None and not is_edtf(published):
        raise click.BadParameter(
            f"{published!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY", param_hint="--published"
        )
    lines = _lines(file, published, outlet)
    if as_json(json_lines):
        for line in lines:
            click.echo(json.dumps(line, ensure_ascii=False))
    else:
        emit(_rows(lines), ["kind", "what", "start", "words", "understood"], json_lines=False, title=file.name)
    problems = [line for line in lines if line["kind"] == "problem"]
    for problem in problems:
        place = f" ({problem['locator'].partition('#')[2]})" if problem["locator"] else ""
        click.echo(f"{problem['code']}: {problem['message']}{place}\n  Try: {problem['hint']}", err=True)
    if problems and len(problems) == len(lines):
        raise SystemExit(1)


def _lines(file: Path, published: str | None, outlet: str | None) -> list[dict[str, Any]]:
    from averment.engines.local import Failure, map_local
    from averment.extract import SECONDS, warm
    from averment.read.limits import DEFAULT

    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    # No case, no receipt: the instant is not shown and goes into no record.
    source = Source(digest, file.name, file.stat().st_size, "1970-01-01T00:00:00Z")
    task = _Extracts(published, outlet)
    seconds = DEFAULT.seconds + SECONDS
    (outcome,) = (r for _, r in map_local(task, [(file, source)], seconds=seconds, workers=1, setup=warm))
    if isinstance(outcome, Failure):
        raise Trouble(f"{file}: {outcome.message}", "split the file, or save it anew, and try the parts")
    return outcome


def _rows(lines: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    named = {line["id"]: line["text"] for line in lines if line["kind"] == "mention"}
    for line in lines:
        if line["kind"] == "problem":
            continue
        if line["kind"] == "paper":
            yield from _paper_rows(line)
            continue
        mention = line["kind"] == "mention"
        if mention and (line["value"] or {}).get("reference"):
            meant = [line["alias_of"]] if line["alias_of"] else line["value"]["stands_for"]
            understood = "→ " + ", ".join(named[id] for id in meant)
        else:
            understood = _understood(line) if mention else " ← ".join(voice["name"] for voice in line["voices"])
        yield {
            "kind": line["kind"],
            "what": line["schema"] if mention else line["stance"],
            "start": line["start"],
            "words": line["text"] if mention else line["content"]["text"],
            "understood": understood,
        }


def _paper_rows(paper: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """A paper as a table shows it: itself, its fields, its lines, what is not stated."""
    missing = ", ".join(m["name"].replace("_", " ") for m in paper["not_stated"])
    yield {
        "kind": "paper",
        "what": paper["paper"],
        "start": paper["start"],
        "words": paper["title"]["text"] if paper["title"] else "",
        "understood": f"not stated: {missing}" if missing else "",
    }
    for number, fields in enumerate([paper["fields"], *(line["fields"] for line in paper["lines"])]):
        for field in fields:
            whose = f" of {field['of']}" if field["of"] else ""
            yield {
                "kind": f"line {number}" if number else "field",
                "what": field["name"].replace("_", " ") + whose.replace("_", " "),
                "start": field["words"][0]["start"],
                "words": " ".join(w["text"] for w in field["words"]),
                "understood": _gist(field["value"] or {}),
            }
    for check in paper["checks"]:
        outcome = {True: "holds", False: "FAILS", None: "open"}[check["holds"]]
        yield {"kind": "check", "what": outcome, "start": "", "words": check["message"], "understood": ""}


def _gist(value: Mapping[str, Any]) -> str:
    for key in ("amount", "value", "edtf", "term", "country", "currency", "same_as"):
        if value.get(key) is not None:
            unit = (
                value.get("currency")
                if key == "amount"
                else value.get("unit")
                if key == "value"
                else value.get("place")
            )
            return " ".join(str(p) for p in (value[key], unit) if p is not None)
    readings = value.get("readings") or value.get("ambiguous") or ()
    return " or ".join(str(r) for r in readings)


def _understood(mention: Mapping[str, Any]) -> str:
    """The gist of a mention's value: `--json` has all of it."""
    value = mention["value"] or {}
    hedge = {"about": "about ", "at_least": "at least ", "at_most": "at most "}.get(value.get("bound", ""), "")
    match mention["schema"]:
        case "Date":
            readings = " or ".join(value.get("ambiguous", ()))
            return value["edtf"] or readings or value.get("duration") or value["rule"]
        case "Quantity" | "Money":
            single = value.get("amount") if mention["schema"] == "Money" else value.get("value")
            times = f"×{value['multiplier']}" if value.get("multiplier") else None
            figure = single if single is not None else value.get("vague") or times
            if figure is None and value.get("low") is not None:
                figure = f"{value['low']} to {value['high']}"
            unit = value.get("of") or value.get("currency") or value.get("unit")
            rate = f"a {value['per']}" if value.get("per") else None
            return hedge + " ".join(str(part) for part in (figure, unit, rate) if part is not None)
        case "Identifier":
            checked = {True: ", check digit holds", False: ", check digit fails"}.get(value["valid"], "")
            return f"{value['type']}{checked}"
    return str(value.get("country", ""))
