"""The tables of `averment/data` that extract reads, loaded once."""

import csv
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

DATA = files("averment") / "data"


@cache
def table(name: str) -> Any:
    """A YAML table of `averment/data`, by file name without the ending."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV table of `averment/data`; lines that begin with # are its source note."""
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of a YAML table as a set."""
    return frozenset(table(name)[key])
