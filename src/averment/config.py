"""`case.toml`: what a person sets for a case."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class ConfigError(ValueError):
    """A setting that cannot be used; the message names it and lists what is known."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a case.

    `as_of` (EDTF) is the day the findings speak for; empty means "when the last source was received". `notice` is
    printed on every page; `fictional` marks an invented case there. `limits` overrides rows of
    `data/limits.yaml`, `policy` rows of `weigh/policy.yaml`; `models` names models beside the rules of `extract`.
    """

    title: str
    as_of: str = ""
    languages: tuple[str, ...] = ("en",)
    fictional: bool = False
    notice: str = ""
    limits: Mapping[str, Any] = field(default_factory=dict)
    policy: Mapping[str, Any] = field(default_factory=dict)
    models: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Config":
        """Read `case.toml`. Raises `ConfigError` naming the line or the setting."""
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path.name} is not TOML: {error}") from error
        known = {f.name: f for f in fields(cls)}
        unknown = sorted(set(given) - set(known))
        if unknown:
            raise ConfigError(f"{path.name}: unknown setting {', '.join(unknown)}; known: {', '.join(known)}")
        for name, value in given.items():
            wanted = _KINDS[name]
            if not isinstance(value, wanted):
                raise ConfigError(f"{path.name}: {name} = {value!r} should be {_WORDS[wanted]}")
        if "title" not in given:
            raise ConfigError(f"{path.name}: title is missing")
        if "languages" in given:
            given["languages"] = tuple(str(v) for v in given["languages"])
        return cls(**given)


_KINDS: dict[str, type] = {
    "title": str, "as_of": str, "languages": list, "fictional": bool, "notice": str, "limits": dict, "policy": dict,
    "models": dict,
}  # fmt: skip
_WORDS: dict[type, str] = {str: "text in quotes", list: "a list", bool: "true or false", dict: "a table"}


def template(title: str, *, fictional: bool, notice: str) -> str:
    """A new case's `case.toml`, with what can be set and what it does."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    notice = notice.replace("\\", "\\\\").replace('"', '\\"')
    return f'''# The settings of this case. Everything machines make from it is rebuilt by `aver build`.
title = "{quoted}"
as_of = ""                 # the day the findings speak for, e.g. "2024-09-25"; empty: the day of the last source
languages = ["en"]         # languages the documents are in
fictional = {str(fictional).lower()}          # true marks every page as invented
notice = "{notice}"                # a line printed on every page

[limits]                   # override a row of the limits table, e.g. seconds = 120

[policy]                   # override a row of the weighing policy

# [models.claims]          # a model of your own beside the rules, on this machine: docs/extract.md, "Other models"
# kind = "openai"
# url = "http://127.0.0.1:11434/v1"
# model = "qwen2.5:14b"
'''
