"""`[models]` of case.toml, read and checked: a setting that cannot be used says so before anything runs."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, get_type_hints

from averment.config import ConfigError
from averment.extract.models.register import CLAIM_MODELS, NAME_MODELS, Kind, kind_of
from averment.extract.tables import table
from averment.method import Method

STEPS: dict[str, dict[str, Kind]] = {"names": NAME_MODELS, "claims": CLAIM_MODELS}
"""What a model may be named for, and the kinds that can do it."""


@dataclass(frozen=True, slots=True)
class Configured:
    """A model as the case names it: its kind, its settings, and the method that its records carry."""

    step: str
    kind: str
    settings: Any
    method: Method

    def load(self) -> Any:
        """The model, ready for use."""
        return STEPS[self.step][self.kind].load(self.settings, self.method)


@dataclass(frozen=True, slots=True)
class Models:
    """The models of a case; None where the rules are alone."""

    names: Configured | None = None
    claims: Configured | None = None

    @property
    def asked(self) -> tuple[Configured, ...]:
        """Those that are asked outside this process."""
        return tuple(m for m in (self.names, self.claims) if m is not None and hasattr(m.settings, "url"))

    @property
    def methods(self) -> tuple[Method, ...]:
        """The methods of the models, for the ledger and for fingerprints."""
        return tuple(m.method for m in (self.names, self.claims) if m is not None)

    @property
    def fingerprint(self) -> list[Any]:
        """What an extraction depends on beside the text: who is asked, how, and what is taken of the answer."""
        taken = ("combine", "languages", "source_characters", "protected", "leaves")
        return [
            [m.method.id, m.method.parameters, [getattr(m.settings, name, None) for name in taken]]
            for m in (self.names, self.claims)
            if m is not None
        ]


def configured(given: Mapping[str, Any]) -> Models:
    """The models that `[models]` names. Raises `ConfigError` naming the setting, or what is missing on this machine."""
    made = {step: _configured(step, kind, settings) for step, (kind, settings) in checked(given).items()}
    return Models(made.get("names"), made.get("claims"))


def checked(given: Mapping[str, Any]) -> dict[str, tuple[Kind, Any]]:
    """The kind and the settings of each model that is named, without looking for it. Raises `ConfigError`."""
    unknown = sorted(set(given) - set(STEPS))
    if unknown:
        raise ConfigError(f"[models]: unknown step {', '.join(unknown)}; known: {', '.join(STEPS)}")
    made = {}
    for step, rows in given.items():
        where = f"models.{step}"
        if not isinstance(rows, dict):
            raise ConfigError(f"[{where}] should be a table, with kind = … in it")
        kind = kind_of(STEPS[step], rows.get("kind"), where)
        settings = fitted(kind.settings, {k: v for k, v in rows.items() if k != "kind"}, where)
        modes = table("model_policy")[step]["combine"]
        if settings.combine not in modes:
            raise ConfigError(f"[{where}]: combine = {settings.combine!r} is unknown; known: {', '.join(modes)}")
        made[step] = (kind, settings)
    return made


def _configured(step: str, kind: Kind, settings: Any) -> Configured:
    return Configured(step, kind.name, settings, kind.method(settings))


def fitted(shape: type[Any], given: Mapping[str, Any], where: str) -> Any:
    """A settings dataclass made of a TOML table. Raises `ConfigError` for what is unknown, missing or mistyped."""
    known = {f.name: f for f in fields(shape)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ConfigError(f"[{where}]: unknown setting {', '.join(unknown)}; known: kind, {', '.join(known)}")
    missing = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING and n not in given]
    if missing:
        raise ConfigError(f"[{where}]: {', '.join(missing)} is missing")
    hints = get_type_hints(shape)
    values = {name: _fit(value, hints[name], f"[{where}]: {name} = {value!r}") for name, value in given.items()}
    made = shape(**values)
    check = getattr(made, "check", None)
    if check is not None:
        check(where)
    return made


def _fit(value: Any, hint: Any, said: str) -> Any:
    if hint is bool:
        if isinstance(value, bool):
            return value
        raise ConfigError(f"{said} should be true or false")
    if hint in (int, float):
        if isinstance(value, int | float) and not isinstance(value, bool) and (hint is float or value == int(value)):
            return hint(value)
        raise ConfigError(f"{said} should be a {'whole ' if hint is int else ''}number")
    if hint is str:
        if isinstance(value, str):
            return value
        raise ConfigError(f"{said} should be text in quotes")
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return tuple(sorted(value.items()))
    raise ConfigError(f"{said} should be a list or table of texts in quotes")
