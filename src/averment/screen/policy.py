"""The rules of `policy.yaml`, read and checked."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rules:
    """Scores by rule, caps and discounts; see the comments in `policy.yaml`."""

    scores: dict[str, float]
    weak_alias: float
    one_word: float
    shown: float
    describing: frozenset[str]


@cache
def rules() -> Rules:
    """The rules that ship with averment."""
    import yaml

    table = yaml.safe_load(files("averment.screen").joinpath("policy.yaml").read_text(encoding="utf-8"))
    scores = {name: float(row["score"]) for name, row in table["rules"].items()}
    return Rules(scores, table["weak_alias"], table["one_word"], table["shown"], frozenset(table["describing"]))
