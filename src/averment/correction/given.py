"""What a person gave, checked: choices, numbers, JSON; and the refusal that says what to try."""

from collections.abc import Mapping, Sequence
from typing import Any

UNMADE = "judgement"
"""The method of a record before its judgement is made, which gives it its own."""


class CorrectionRefused(ValueError):
    """The change cannot be made: the message says what was wrong, `hint` what to try."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def plain_json(given: Any) -> dict[str, Any]:
    """A JSON object, given as one or as its text."""
    import json

    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise CorrectionRefused(f"{given!r} is not JSON: {error}", 'e.g. {"edtf": "2024-05-14"}') from error
    if not isinstance(given, Mapping):
        raise CorrectionRefused(f"{given!r} is no JSON object", 'e.g. {"edtf": "2024-05-14"}')
    return dict(given)


def choice(kind: Any, given: Any) -> Any:
    """A member of an enumeration, by its word."""
    try:
        return kind(given)
    except ValueError as error:
        known = ", ".join(member.value for member in kind)
        raise CorrectionRefused(f"no {kind.__name__.lower()} {given!r}", f"one of {known}") from error


def truth(given: Any) -> bool:
    """Yes or no."""
    if not isinstance(given, bool):
        raise CorrectionRefused(f"{given!r} is neither true nor false", "true or false")
    return given


def known_keys(given: Mapping[str, Any], known: Sequence[str], what: str) -> None:
    """Refuse what is not one of the known, with those that are."""
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise CorrectionRefused(f"a {what} has no {', '.join(unknown)}", f"it has {', '.join(known)}")
