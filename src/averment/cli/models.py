"""What a person is told of the models that a case names: where text goes, what it cost, whether they are there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from averment.case import Case
from averment.config import ConfigError
from averment.store.summary import Summary

if TYPE_CHECKING:
    from averment.extract.models.desk import Spent

_LOOK_SECONDS = 3.0
"""How long `aver doctor` waits for an endpoint to say that it is there."""


def leaves(case: Case) -> list[str]:
    """A line for each model of the case to which text of documents leaves this machine."""
    return [
        f"Text of documents leaves this machine: {step} are asked of {s.model} at {s.address}, as case.toml says "
        "(leaves_machine = true). Protected sources stay here."
        for step, s in _settings(case).items()
        if getattr(s, "leaves", False)
    ]


def _settings(case: Case) -> dict[str, Any]:
    if not case.config.models:
        return {}
    from averment.extract.models.settings import checked

    return {step: settings for step, (_, settings) in checked(case.config.models).items()}


def spent_line(case: Case, step: str, spent: "Spent") -> str:
    """What asking came to in a build."""
    settings = _settings(case)[step]
    answered = f"{spent.asked:,} of {spent.asked + spent.failed:,} questions answered"
    cost = _cost(settings, spent.input_tokens, spent.output_tokens)
    tokens = f"{spent.input_tokens:,} + {spent.output_tokens:,} tokens, {spent.seconds:,.1f} s{cost}"
    return f"{step} model {settings.model}: {answered}, {tokens}; {spent.kept:,} more from answers kept"


def _cost(settings: Any, input_tokens: float, output_tokens: float) -> str:
    if not settings.price_input and not settings.price_output:
        return ""
    money = (input_tokens * settings.price_input + output_tokens * settings.price_output) / 1_000_000
    return f", {money:,.4f} {settings.currency}"


def model_lines(case: Case, found: Summary) -> Iterator[str]:
    """The lines of `aver status`: what models contributed and cost, from the first question on."""
    settings = _settings(case)
    for step, sums in found.models.items():
        now = settings.get(step)
        outcome = ", ".join(f"{sums[word]:,.0f} {word}" for word in ("agreed", "added", "left", "refused"))
        line = f"{step} model{sums['found']:>8,.0f}   {outcome}"
        if sums["requests"]:
            cost = _cost(now, sums["input_tokens"], sums["output_tokens"]) if hasattr(now, "price_input") else ""
            line += (
                f"; {sums['answered']:,.0f} of {sums['requests']:,.0f} questions answered, "
                f"{sums['input_tokens']:,.0f} + {sums['output_tokens']:,.0f} tokens, {sums['seconds']:,.1f} s{cost}"
            )
        if sums["protected"]:
            line += f"; {sums['protected']:,.0f} protected not asked"
        yield line
    yield from leaves(case)


def looked_for(case: Case) -> Iterator[dict[str, object]]:
    """The rows of `aver doctor CASE`: each model, whether it is there, and what to do when it is not."""
    from averment.extract.models.settings import checked

    for step, (kind, settings) in checked(case.config.models).items():
        try:
            method = kind.method(settings)
        except ConfigError as error:
            yield _row(f"{step}: {kind.name}", "", step, str(error))
            continue
        if kind.name != "openai":
            yield _row(f"{step}: {kind.name}", str(method.parameters["digest"]), step, "")
            continue
        found, hint = _answers(settings)
        where = "leaves this machine" if settings.leaves else "on this machine"
        yield _row(f"{step}: {settings.model}", found, f"{step}, at {settings.address}, {where}", hint)


def _answers(settings: Any) -> tuple[str, str]:
    """Whether the endpoint is there and has the model: (what it says, what to do). No text of a document is sent."""
    import json

    from averment.extract.models.endpoint import key_header
    from averment.extract.models.post import NoAnswer, exchange

    try:
        reply = exchange(settings.address, "/models", None, key_header(settings), seconds=_LOOK_SECONDS)
        if reply.status != 200:
            raise NoAnswer(f"HTTP {reply.status}")
        names = [str(row["id"]) for row in json.loads(reply.body)["data"]]
    except NoAnswer as error:
        return "", f"it does not answer: {error}; start it, or mend url under [models]"
    except (ValueError, KeyError, TypeError, RecursionError):
        return "answers", ""
    if settings.model in names or f"{settings.model}:latest" in names:
        return "answers, has it", ""
    listed = ", ".join(names[:8]) or "none"
    return "answers, does not list it", f"it lists {listed[:200]}; a llama.cpp server takes any name"


def _row(what: str, found: str, purpose: str, get: str) -> dict[str, object]:
    return {"what": what, "found": found, "for": purpose, "get it": get, "needed": False}
