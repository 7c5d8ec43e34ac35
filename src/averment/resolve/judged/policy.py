"""The figures and words by which a newer reading is taken for the one judged: `data/reanchoring.yaml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from averment.identity import sha256_hex
from averment.method import method

_FILE = "reanchoring.yaml"


@cache
def policy() -> Mapping[str, Any]:
    """The table, with `turning` as a set of words."""
    import yaml

    loaded: dict[str, Any] = yaml.safe_load(files("averment.data").joinpath(_FILE).read_text(encoding="utf-8"))
    loaded["turning"] = frozenset(str(word) for word in loaded["turning"])
    return loaded


RESOLVE_JUDGED = method(
    "resolve.judged", "1", table=sha256_hex(files("averment.data").joinpath(_FILE).read_bytes())[:12]
)
"""Judgements applied to the records they are about, found again where their ids are gone; see `docs/review.md`."""
