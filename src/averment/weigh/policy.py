"""The policy a case is weighed by: `policy.yaml`, with what the case changes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from averment.finding import Support
from averment.identity import canonical_json, sha256_hex
from averment.stance import Modality, Stance
from averment.voice import Medium


class PolicyError(LookupError):
    """A setting that is not there or cannot be used; the message names it and lists what is known."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A checked policy; the keys are those of `policy.yaml`, where each is explained.

    `id` is `weigh.policy+` and a short hash of every setting: findings name it.
    """

    table: Mapping[str, Any]
    id: str

    def __getitem__(self, key: str) -> Any:
        return self.table[key]


_FITS = {"stance", "modality", "medium", "seen", "authentic", "anonymous", "interested", "constitutive"}
_GRADE = {"not_the_only_document", "excluded", "cap", "document_cap"}
_INDEPENDENCE = {"same_custody", "same_voice", "overlap", "unknown_is_dependent"}
_STANCES = ("supports", "against", "responds", "could_not_verify")


@cache
def default_policy() -> Policy:
    """The policy that ships with averment."""
    import yaml

    text = files("averment.weigh").joinpath("policy.yaml").read_text(encoding="utf-8")
    return _checked(yaml.safe_load(text))


def policy_with(overrides: Mapping[str, Any]) -> Policy:
    """The shipped policy with some settings replaced; a table is replaced key by key, a list whole.

    >>> policy_with({"independence": {"overlap": 0.7}})["independence"]["overlap"]
    0.7

    Raises `PolicyError` for a key that is not known.
    """
    base = default_policy().table
    _known("policy", overrides, base)
    table = {
        key: {**value, **overrides[key]}
        if isinstance(value, dict) and isinstance(overrides.get(key), Mapping)
        else overrides.get(key, value)
        for key, value in base.items()
    }
    return _checked(table)


def _checked(table: Mapping[str, Any]) -> Policy:
    levels = [s.value for s in Support]
    _known("levels", table["levels"], levels)
    for row in table["items"]:
        _known("items", row, {*_FITS, "level", "why"})
        _value("items level", row["level"], levels)
        for key, allowed in (("stance", Stance), ("modality", Modality)):
            for value in row.get(key, ()):
                _value(f"items {key}", value, [v.value for v in allowed])
        for value in row.get("medium", ()):
            _value("items medium", value, ["", *(m.value for m in Medium)])
    _known("reliability", table["reliability"], "ABCDEF")
    for grade, row in table["reliability"].items():
        _known(f"reliability {grade}", row, _GRADE)
        for key in ("cap", "document_cap"):
            if key in row:
                _value(f"reliability {grade} {key}", row[key], levels)
    _value("unreviewed", table["unreviewed"], levels)
    _known("corroborated", table["corroborated"], {"origins", "each", "documented"})
    _value("corroborated each", table["corroborated"]["each"], levels)
    _known("established", table["established"], {"origins", "each", "media", "physical"})
    _value("established each", table["established"]["each"], levels)
    _known("independence", table["independence"], _INDEPENDENCE)
    for key in _STANCES:
        for value in table[key]:
            _value(key, value, [s.value for s in Stance])
    return Policy(table, f"weigh.policy+{sha256_hex(canonical_json(dict(table)).encode())[:6]}")


def _known(where: str, given: Any, known: Any) -> None:
    if not isinstance(given, Mapping):
        raise PolicyError(f"{where}: {given!r} should be a table with some of {', '.join(sorted(known))}")
    unknown = sorted(str(k) for k in given if k not in known)
    if unknown:
        raise PolicyError(f"{where}: unknown {', '.join(unknown)}; known: {', '.join(sorted(known))}")


def _value(where: str, value: Any, known: list[str]) -> None:
    if value not in known:
        raise PolicyError(f"{where}: {value!r} is none of {', '.join(repr(k) for k in known)}")
